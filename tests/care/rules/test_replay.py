"""Replay: each move of the stretch once, in order, and its message only for those who may read it. (issue 4.10)"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from care.rules.custody import Event, Move
from care.rules.replay import Scene, may_read, replay

FIVE = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)


def event(kind: Move, minute: int, *students: int, actor: int = 101, at: datetime | None = None) -> Event:
    entered = FIVE + timedelta(minutes=minute)
    return Event(kind, students, at or entered, actor, seq=minute + 1, inbox_id=minute, entered_at=entered)


def test_only_the_stretch_and_only_these_children() -> None:
    run = [
        event(Move.PRESENT, 1, 1, 2),
        event(Move.RELEASED, 5, 1),
        event(Move.RELEASED, 6, 2),
        event(Move.RETURNED, 9, 1),
    ]
    found = replay(run, {1}, FIVE + timedelta(minutes=5), FIVE + timedelta(minutes=8))

    assert [(scene.event.kind, scene.students, scene.holder) for scene in found.scenes] == [(Move.RELEASED, (1,), 101)]
    assert found.after[1].gone is not None


def test_a_late_entry_stands_where_it_happened() -> None:
    """Both times are kept (promise 14)."""
    late = event(Move.RELEASED, 30, 1, at=FIVE + timedelta(minutes=5))
    found = replay([event(Move.PRESENT, 1, 1), event(Move.RELEASED, 9, 2), late], {1, 2}, FIVE, late.at)

    assert [scene.is_late for scene in found.scenes] == [False, True]


@given(st.lists(st.tuples(st.sampled_from(Move), st.integers(0, 60), st.integers(1, 3)), max_size=20))
def test_scenes_are_in_order_and_within(run: list[tuple[Move, int, int]]) -> None:
    since, until = FIVE + timedelta(minutes=10), FIVE + timedelta(minutes=40)
    found = replay([event(kind, minute, child) for kind, minute, child in run], {1, 2}, since, until)
    times = [scene.event.at for scene in found.scenes]

    assert times == sorted(times)
    assert all(since <= at <= until for at in times)
    assert all(set(scene.students) <= {1, 2} for scene in found.scenes)


def test_a_message_is_for_the_holder_the_class_teacher_and_who_leads() -> None:
    """Promise 11: a child's data is seen by those who hold the child."""
    scene = Scene(event(Move.RELEASED, 5, 1, 2, actor=101), (1,), holder=102)

    assert may_read(scene, reader=101, leads=False, heads=())
    assert may_read(scene, reader=102, leads=False, heads=())
    assert may_read(scene, reader=9, leads=True, heads=())
    assert may_read(scene, reader=9, leads=False, heads={1, 2})
    assert not may_read(scene, reader=9, leads=False, heads={1})
