"""Replay (还原): what happened to some children between two moments, read from the ledger. (issue 4.10; promise 15)"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from care.rules.custody import Event, Move, Places, fold

LATE = timedelta(minutes=1)
"""Written down later than this after the fact is a late entry."""


@dataclass(frozen=True)
class Scene:
    """One move as these children saw it. `holder` had them before."""

    event: Event
    students: tuple[int, ...]
    holder: int | None = None

    @property
    def is_late(self) -> bool:
        entered = self.event.entered_at
        return entered is not None and entered - self.event.at > LATE


@dataclass(frozen=True)
class Replayed:
    scenes: tuple[Scene, ...] = ()
    after: Places = field(default_factory=dict)  # where the children stood at the end


def replay(events: Iterable[Event], students: Collection[int], since: datetime, until: datetime) -> Replayed:
    """The moves of these children in the stretch, by when they happened; list entries are left out."""
    told = sorted((event for event in events if event.at <= until), key=lambda event: (event.at, event.seq))
    places: Places = {}
    scenes: list[Scene] = []
    for event in told:
        own = tuple(id_ for id_ in event.students if id_ in students)
        if own and since <= event.at and event.kind is not Move.EXPECTED:
            before = places.get(own[0])
            scenes.append(Scene(event, own, before.holder if before else None))
        places = fold([event], onto=places)
    return Replayed(tuple(scenes), {id_: places[id_] for id_ in places if id_ in students})


def may_read(scene: Scene, *, reader: int, leads: bool, heads: Collection[int]) -> bool:
    """Who may read the message behind a move: the holder, the class teacher, who leads. (promise 11)

    `heads`: the pupils whose class teacher the reader is.
    """
    hands = {scene.holder, scene.event.actor, scene.event.receiver}
    return leads or reader in hands or all(id_ in heads for id_ in scene.event.students)


def messages(scenes: Sequence[Scene]) -> list[int]:
    """The messages behind the moves, each once, in order."""
    return list(dict.fromkeys(scene.event.inbox_id for scene in scenes if scene.event.inbox_id))
