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
        "K": segment.clubs,
    }  # fmt: skip
    found = [(kind, span) for kind, spans in kinds.items() for span in spans]
    return sorted(found, key=lambda one: one[1].start)


def _groups(segment: Segment) -> list[list[Span]]:
    """The things by repetition: DSDS → DS, DS; what is said once, like the child's name, belongs to each group."""
    things = _things(segment)
    order = [kind for kind, _ in things]
    shared = [span for kind, span in things if order.count(kind) == 1]
    repeated = [(kind, span) for kind, span in things if order.count(kind) > 1]
    size = len({kind for kind, _ in repeated})
    pattern = "".join(kind for kind, _ in repeated)
    if size < 2 or pattern != pattern[:size] * (len(pattern) // size):
        return [[span for _, span in things]]
    return [shared + [span for _, span in repeated[place : place + size]] for place in range(0, len(repeated), size)]


def _narrowed(segment: Segment, group: list[Span]) -> Segment:
    return replace(
        segment,
        names=tuple(one for one in segment.names if one in group),
        dates=tuple(one for one in segment.dates if one in group),
        sessions=tuple(one for one in segment.sessions if one in group),
        persons=tuple(one for one in segment.persons if one in group),
        times=tuple(one for one in segment.times if one in group),
        clubs=tuple(one for one in segment.clubs if one in group),
    )
