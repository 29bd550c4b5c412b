"""Leave, its taking back and moving, and leaving care (guidelines 11, 12, 17, 18, 49)."""

from __future__ import annotations

import re

from care.acts import About, CareSession, Intent
from care.reading import doubt
from care.reading.cues import Topic
from care.reading.days import Days, days_of
from care.reading.parts import When
from care.reading.phrases import absence, compiled
from care.reading.policy import Draft
from care.reading.wishes.places import drop_club
from care.reading.wishes.scene import Scene, one_day_each

_WHOLE_DAY, _FOR_GOOD, _ONLY_KEEPS = (
    compiled(absence.WHOLE_DAY), compiled(absence.FOR_GOOD), compiled(absence.ONLY_KEEPS),
)  # fmt: skip
ADULT = re.compile(r"[来去过]不(?:了|成|到)")
"""Beside somebody else who collects: the usual one cannot come."""
_OWN_OFF = re.compile(r"我[DT]*请")
_SESSION_OFF = re.compile(r"S+(?:就|先)?取消")
_UNWANTED_ON_DAYS = re.compile(r"不要了|停")
"""今天晚托不要了 is a leave: care as such goes on."""
_NOT_TAKEN_BACK = re.compile(r"(?:不用|不要|不需要|不必|别|没有?|先不)(?:再|急着|给我|帮我|想)?$")
_KEPT_OFF = re.compile(r"(?:别|不要|先不|不用|不必|没)(?:急着|再|给我|帮我|给)?(?:取消|撤|销|删|消掉|作废|收回)")
"""假先别取消: the leave stands."""
_BESIDE = 6
_GONE = re.compile(r"^没(?!法|办法|空)")
_BELATED = re.compile(r"补|忘|没来得及")


def sessions_of(scene: Scene) -> tuple[CareSession, ...]:
    if _WHOLE_DAY.search(scene.segment.cue.words):
        return ()
    return tuple(dict.fromkeys(one for found in scene.segment.sessions for one in found.sessions))


def off(scene: Scene) -> list[Draft]:
    """请假: leave, whatever else is missing; a leave told of days gone by is only told (guideline 17)."""
    own = _OWN_OFF.search(scene.segment.text) and Topic.COLLECT in scene.others and not scene.segment.sessions
    return [] if own or _only_told(scene) else [_leave(scene)]


def _only_told(scene: Scene) -> bool:
    today = scene.story.message.now.date()
    over = bool(scene.days.dates) and max(scene.days.dates) < today
    return over and not _BELATED.search(scene.story.text)


def _leave(scene: Scene) -> Draft:
    days = scene.days
    draft = scene.draft(Intent.LEAVE, dates=days.dates or None, sessions=sessions_of(scene))
    if days.vague or days.weekly or (days.always and not days.dates):
        return draft.doubted(About.DATE, "days, but not which", one_day_each(draft.act, scene))
    if days.half and not sessions_of(scene):
        halves = (draft.act.with_(sessions=(one,)) for one in (CareSession.NOON, CareSession.EVENING))
        return draft.doubted(About.SESSION, "half a day, but not which half", halves)
    return draft


def absent(scene: Scene) -> list[Draft]:
    """不去: leave on days, withdrawal for good, a question where neither is said (guideline 18)."""
    if _GONE.search(scene.segment.cue.words) and (not scene.days.dates or _only_told(scene)):
        return []
    near = [one for one in scene.segment.clubs if 0 <= scene.segment.cue.start - one.end <= _BESIDE]
    if near and not scene.segment.sessions:
        return drop_club(scene)
    bare = scene.days.none and not scene.segment.sessions
    if bare and scene.segment.clubs and not near:
        return drop_club(scene)  # 足球训练太累，不想参加了: the club.
    if bare and Topic.BACK in scene.others:
        return []  # 假都不要了，不去了: what the leave was for.
    if ADULT.search(scene.segment.cue.words) and Topic.COLLECT in scene.others and not scene.segment.sessions:
        return []
    if Topic.ENROLL in scene.others and not scene.days.dates:
        return []  # 报晚托，早托不用: only what is not asked for.
    if _MEAL.search(scene.segment.cue.words) and not sessions_of(scene) and not scene.days.for_good:
        return _no_meal(scene)
    if scene.days.for_good or _for_good(scene):
        return [_withdraw(scene)]
    return [_leave(scene)]


_MEAL = re.compile(r"[不没](?:能|会|再|用|想|要)?(?:吃|订|留)饭?了?$")


def _no_meal(scene: Scene) -> list[Draft]:
    """今天不吃饭了: no meal is no absence from all; 早点接 beside it says what is wanted."""
    if scene.others & {Topic.COLLECT, Topic.COMES_AT}:
        return []
    draft = _leave(scene)
    noon = draft.act.with_(sessions=(CareSession.NOON,))
    return [draft.doubted(About.SESSION, "which meal, and is it absent?", (noon,) if draft.act.dates else ())]


def _for_good(scene: Scene) -> bool:
    said = _FOR_GOOD.search(scene.segment.text) or Topic.QUIT in scene.others
    return bool(said) and not scene.days.dates


def _withdraw(scene: Scene) -> Draft:
    days = scene.days
    weekdays: tuple[int, ...] = days.weekdays if (days.weekdays and len(days.weekdays) < 5) else ()
    if weekdays and _ONLY_KEEPS.search(scene.segment.text) and not _named_to_go(scene):
        weekdays = tuple(day for day in range(1, 6) if day not in weekdays)
    sessions = sessions_of(scene) or _only_session(scene)
    draft = scene.draft(Intent.WITHDRAW, weekdays=weekdays or None, sessions=sessions, since=days.since)
    if "K" in scene.story.text and not scene.story.message.sessions:
        return draft.doubted(About.INTENT, "care, or the club?")
    return draft


_KEPT = re.compile(r"(?:只|就|仅|留|除)[^,。;!?]{0,6}$")


def _named_to_go(scene: Scene) -> bool:
    """只上周一三五，周二周四退了: the days beside the verb are those that are left."""
    sketch = scene.story.message.sketch
    kept = [day for one in scene.story.message.dates if _KEPT.search(sketch[: one.start]) for day in one.weekdays]
    return bool(kept) and not set(kept) & set(scene.days.weekdays)


def _only_session(scene: Scene) -> tuple[CareSession, ...]:
    """仅保留周二晚托，其余退出: the one session of which the message speaks."""
    named = {found.sessions for found in scene.story.message.sessions}
    return named.pop() if len(named) == 1 else ()


def leave_care(scene: Scene) -> list[Draft]:
    if scene.segment.clubs and not scene.segment.sessions:
        return drop_club(scene)
    if Topic.DROP_CLUB in scene.others and not scene.segment.sessions:
        return []  # 跳绳不想跳了，帮我退了: said already.
    if scene.days.dates and _UNWANTED_ON_DAYS.search(scene.segment.cue.words) and not scene.days.for_good:
        return [_leave(scene)]
    return [_withdraw(scene)]


def take_back(scene: Scene) -> list[Draft]:
    before = scene.segment.text.split(scene.segment.cue.words)[0]
    if _NOT_TAKEN_BACK.search(before) or _KEPT_OFF.search(scene.segment.cue.words):
        return [scene.draft(Intent.CANCEL_LEAVE).doubted(About.INTENT, "taken back, or not?")]
    days, sessions = scene.days, sessions_of(scene)
    if "假" not in scene.story.message.text and "请" not in scene.story.message.text:
        if scene.segment.clubs and not scene.segment.sessions:
            return drop_club(scene)
        if _SESSION_OFF.search(scene.segment.text):
            return [_withdraw(scene) if days.for_good else _leave(scene)]
        asked = scene.draft(Intent.CANCEL_LEAVE, sessions=()).doubted(About.INTENT, "what is to be taken back?")
        return [] if scene.others else [asked]
    if days.none and not sessions:
        days, sessions = _as_ever(scene)
    draft = scene.draft(Intent.CANCEL_LEAVE, dates=days.dates or None, sessions=sessions)
    return [draft.doubted(About.DATE, "days, but not which") if scene.days.vague else draft]


def _as_ever(scene: Scene) -> tuple[Days, tuple[CareSession, ...]]:
    """今天晚托照常去，前面的假不算: what goes on as ever is the leave taken back."""
    message, stays = scene.story.message, scene.story.unchanged
    dates = [one for one in message.dates if doubt.inside(one, stays)]
    sessions = [one for found in message.sessions if doubt.inside(found, stays) for one in found.sessions]
    return days_of(dates, message.now, message.known), tuple(dict.fromkeys(sessions))


def moved(scene: Scene) -> list[Draft]:
    """假改到周五: the old day back, the new one off (guideline 12)."""
    cue, dates = scene.segment.cue, scene.segment.dates
    message = scene.story.message
    before = [one for one in dates if one.start < cue.end - 2 and one.end <= cue.end]
    middle = re.search(r"改|换|挪|推|调|移", cue.words)
    turn = cue.start + (middle.start() if middle else 0)
    before = [one for one in dates if one.end <= turn]
    after = [one for one in dates if one.start >= turn]
    if not before:  # 原来请的周四，现在改成周五: the old day stands in a clause of its own.
        before = [one for one in message.dates if one.end <= turn and one.kind is When.DAYS and scene.story.counts(one)]
    old = days_of(before, message.now, message.known)
    new = days_of(after, message.now, message.known)
    if not after:
        return [
            scene.draft(Intent.LEAVE, sessions=sessions_of(scene)).doubted(About.DATE, "moved, but not to which day")
        ]
    sessions = sessions_of(scene)
    return [
        scene.draft(Intent.CANCEL_LEAVE, dates=old.dates or None, sessions=sessions),
        scene.draft(Intent.LEAVE, dates=new.dates or None, sessions=sessions),
    ]


def not_asked_off(scene: Scene) -> list[Draft]:
    return [scene.draft(Intent.CANCEL_LEAVE, sessions=()).doubted(About.INTENT, "a leave that nobody asked for")]
