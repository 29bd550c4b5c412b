"""Pairing (配对): 周四晚托 下周一午托 请假 is two leaves, each day with its own session (guideline 3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from care.reading.parts import Span
from care.reading.story import Segment


def paired(segments: Iterable[Segment]) -> Iterator[Segment]:
    """Each segment, cut where the same kinds of things come again in the same order."""
    for segment in segments:
        groups = _groups(segment)
        if len(groups) < 2:
            yield segment
            continue
        for group in groups:
            yield _narrowed(segment, group)


def _things(segment: Segment) -> list[tuple[str, Span]]:
    kinds = {
        "C": segment.names, "D": segment.dates, "S": segment.sessions, "P": segment.persons, "T": segment.times,
    }  # fmt: skip
    found = [(kind, span) for kind, spans in kinds.items() for span in spans]
    return sorted(found, key=lambda one: one[1].start)


def _groups(segment: Segment) -> list[list[Span]]:
    """The things by repetition: DSDS → DS, DS; a head like the child's name belongs to each. Else one group."""
    things = _things(segment)
    order = "".join(kind for kind, _ in things)
    spans = [span for _, span in things]
    for head in range(len(order)):
        for size in range(2, (len(order) - head) // 2 + 1):
            if _repeats(order[:head], order[head:], size):
                return [spans[:head] + spans[place : place + size] for place in range(head, len(spans), size)]
    return [spans]


def _repeats(head: str, order: str, size: int) -> bool:
    unit = order[:size]
    whole = len(order) % size == 0 and order == unit * (len(order) // size)
    return whole and len(set(unit)) == size and not set(head) & set(unit)


def _narrowed(segment: Segment, group: list[Span]) -> Segment:
    return replace(
        segment,
        names=tuple(one for one in segment.names if one in group),
        dates=tuple(one for one in segment.dates if one in group),
        sessions=tuple(one for one in segment.sessions if one in group),
        persons=tuple(one for one in segment.persons if one in group),
        times=tuple(one for one in segment.times if one in group),
    )
