"""A place in care, and clubs (guidelines 15, 22, 33, 40)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from care.acts import About, Intent
from care.reading import doubt
from care.reading.cues import Topic
from care.reading.parts import Mood
from care.reading.phrases import compiled, places
from care.reading.policy import Draft
from care.reading.wishes.scene import Scene


def enroll(scene: Scene) -> list[Draft]:
    days, segment = scene.days, scene.segment
    clubs = tuple(dict.fromkeys(one.club for one in segment.clubs if one.club))
    if segment.clubs and not segment.sessions and "托" not in segment.text:
        return choose_club(scene)
    sessions = tuple(dict.fromkeys(one for found in segment.sessions for one in found.sessions))
    draft = scene.draft(
        Intent.ENROLL, weekdays=days.weekdays or None, sessions=sessions or None, clubs=clubs or None, since=days.since
    )
    if _clubs_apart(scene):
        draft = draft.doubted(About.STUDENT, "which club for whom?")
    if "K" in scene.story.text and not (sessions or clubs or days.since or days.weekdays):
        draft = draft.doubted(About.INTENT, "a place in care, or in a club?")
    if days.dates and not days.weekdays:
        draft = draft.doubted(About.INTENT, "a place for single days")
    return [_only_asks(draft, scene)]


_ONE_LIST = re.compile(r"(?:和|、|跟|与|还有|以及|,|的|D|一个| |社团)*")


def _clubs_apart(scene: Scene) -> bool:
    """棠棠加一个编程，霖霖加一个足球: with several children the clubs may not be for all."""
    clubs, sketch = scene.segment.clubs, scene.story.message.sketch
    several = len(scene.known.children) > 1
    return several and any(not _ONE_LIST.fullmatch(sketch[one.end : other.start]) for one, other in pairwise(clubs))


def _club_acts(scene: Scene, intent: Intent, clubs: Iterable[str | None]) -> list[Draft]:
    inside = [one.club for one in scene.segment.clubs if doubt.touches(one, [scene.segment.cue])]
    named = tuple(dict.fromkeys(inside or clubs))
    draft = scene.draft(intent, clubs=tuple(club for club in named if club) or None)
    return [draft.doubted(About.INTENT, "a club that is not on the menu") if None in named or not named else draft]


def choose_club(scene: Scene) -> list[Draft]:
    if scene.segment.sessions:
        return enroll_with_club(scene)
    chosen = _club_acts(scene, Intent.CHOOSE_CLUB, (one.club for one in scene.segment.clubs))
    if _IN_PLACE_OF.search(scene.segment.cue.words) and len(scene.story.message.clubs) == 1:
        chosen = [draft.doubted(About.INTENT, "in place of which club?") for draft in chosen]
    return _given_up(scene) + [_only_asks(draft, scene) for draft in chosen]


_IN_PLACE_OF = re.compile(r"^(?:换|改|转)(?:成|到|为|去|上)")


_INSTEAD = re.compile(r"换|改|转")


_STILL_POSSIBLE = compiled(places.STILL_POSSIBLE)


def _only_asks(draft: Draft, scene: Scene) -> Draft:
    """再报早托，学校还收不收: asking whether it can be done is not yet doing it (guideline 15)."""
    asks = any(Mood.QUESTION in one.moods and _STILL_POSSIBLE.search(one.plain) for one in scene.story.clauses)
    return draft.doubted(About.INTENT, "can it still be done?") if asks else draft


def _given_up(scene: Scene) -> list[Draft]:
    """绘本没意思，给换成足球: the one club named before is the one given up."""
    cue = scene.segment.cue
    before = [one for one in scene.story.message.clubs if one.end <= cue.start and scene.story.counts(one)]
    if len(before) != 1 or not _INSTEAD.search(cue.words) or scene.others & {Topic.DROP_CLUB, Topic.QUIT}:
        return []
    out = replace(scene, segment=replace(scene.segment, clubs=()))
    return _club_acts(out, Intent.DROP_CLUB, (before[0].club,))


def enroll_with_club(scene: Scene) -> list[Draft]:
    sessions = tuple(dict.fromkeys(one for found in scene.segment.sessions for one in found.sessions))
    clubs = tuple(dict.fromkeys(one.club for one in scene.segment.clubs if one.club))
    return [
        scene.draft(
            Intent.ENROLL, weekdays=scene.days.weekdays or None, sessions=sessions or None, clubs=clubs or None,
            since=scene.days.since,
        )
    ]  # fmt: skip


_NOT_CHOSEN = compiled(places.NOT_CHOSEN)


def drop_club(scene: Scene) -> list[Draft]:
    chosen = scene.others & {Topic.CHOOSE_CLUB, Topic.ENROLL}
    if chosen and _NOT_CHOSEN.search(scene.segment.cue.words):
        return []  # 不报A，只报B is only B (guideline 33).
    given_up = _club_acts(scene, Intent.DROP_CLUB, (one.club for one in scene.segment.clubs))
    if scene.days.dates and not scene.days.for_good:
        return [draft.doubted(About.INTENT, "the club, or one lesson of it?") for draft in given_up]
    return given_up


def swap_club(scene: Scene) -> list[Draft]:
    clubs = [one.club for one in scene.segment.clubs if doubt.touches(one, [scene.segment.cue])]
    out, into = (replace(scene, segment=replace(scene.segment, clubs=())) for _ in range(2))
    return _club_acts(out, Intent.DROP_CLUB, clubs[:1]) + _club_acts(into, Intent.CHOOSE_CLUB, clubs[1:])
