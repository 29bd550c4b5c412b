"""Who sees what: every role against every kind of data, written out. (C108)"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.book import Post
from care.people import Role
from care.rules.who_sees import TABLE, Kind, Sight, Viewer, of_posts, posts, roles, sees, shown_phone, sight

#                        priority waiver phone blocked apart; 2 in full, 1 masked, 0 nothing
EXPECTED = {
    Viewer.FAMILY: (2, 2, 1, 0, 0),
    Viewer.OTHER_FAMILY: (0, 0, 0, 0, 0),
    Viewer.COLLEAGUE: (0, 0, 1, 0, 0),
    Viewer.HOLDER: (0, 0, 2, 0, 0),
    Viewer.CLASS_TEACHER: (0, 0, 2, 0, 0),
    Viewer.DECIDER: (2, 2, 1, 0, 0),
    Viewer.DUTY_LEADER: (0, 0, 2, 2, 2),
    Viewer.PRINCIPAL: (0, 0, 2, 2, 2),
    Viewer.KEEPER: (0, 0, 2, 0, 0),
}
CASES = [(viewer, kind, row[number]) for viewer, row in EXPECTED.items() for number, kind in enumerate(Kind)]


@pytest.mark.parametrize(("viewer", "kind", "seen"), CASES)
def test_each_role_sees_of_each_kind_what_the_table_says(viewer: Viewer, kind: Kind, seen: int) -> None:
    assert sight(kind, [viewer]) == seen


def test_every_role_and_every_kind_is_written_out() -> None:
    assert set(EXPECTED) == set(Viewer)
    assert set(TABLE) == set(Kind)


@given(st.sampled_from(Kind), st.sets(st.sampled_from(Viewer)), st.sampled_from(Viewer))
def test_a_further_role_never_hides_anything(kind: Kind, held: set[Viewer], more: Viewer) -> None:
    assert sight(kind, {*held, more}) >= sight(kind, held)


def test_posts_and_roles_follow_from_the_table() -> None:
    assert posts(Kind.BLOCKED) == {Post.DUTY_LEADER, Post.PRINCIPAL}
    assert roles(Kind.APART) == {Role.LEADER}
    assert roles(Kind.PRIORITY) == frozenset()
    assert sees(Kind.APART, of_posts([Post.PRINCIPAL]))
    assert not sees(Kind.APART, of_posts([Post.IT, Post.TEACHER, Post.CLASS_TEACHER]))
    assert of_posts([]) == frozenset()


def test_a_number_is_shown_masked_or_not_at_all() -> None:
    assert shown_phone("13800000001", [Viewer.HOLDER]) == "13800000001"
    assert shown_phone("13800000001", [Viewer.COLLEAGUE]) == "138****0001"
    assert shown_phone("13800000001", [Viewer.OTHER_FAMILY]) == ""
    assert shown_phone(None, [Viewer.HOLDER]) == ""
    assert Sight.FULL > Sight.MASKED > Sight.NOTHING
