"""Wishes of a parent: what each segment of the story asks for, topic by topic."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from care.acts import About, Act, CareSession, Ground, Intent
from care.people import Known, Person
from care.reading import phrases
from care.reading.cues import Topic
from care.reading.days import Days, days_of
from care.reading.parts import FoundPerson, Mood, When
from care.reading.phrases import gap
from care.reading.policy import Draft, unsure
from care.reading.story import Segment, Story


@dataclass(frozen=True)
class Scene:
    """A segment with what the rest of the message says about it."""

    segment: Segment
    story: Story
    days: Days
    others: frozenset[Topic]  # topics of the other segments

    @property
    def known(self) -> Known:
        return self.story.message.known

    def draft(self, intent: Intent, **slots: object) -> Draft:
        """An act with the child it names, under the doubts of its moods."""
        ground = Ground("intent", self.segment.cue.words, self.segment.topic.value)
        act = Act(intent, grounds=(ground,)).with_(**slots)
        names = self.segment.names
        sure = tuple(dict.fromkeys(child for name in names if name.sure for child in name.students))
        draft = Draft(act.with_(students=sure or None))
        draft = _mooded(draft, self.segment.moods)
        if any(not name.students for name in names):
            return draft.doubted(About.STUDENT, "a child who is not the sender's")
        doubtful = next((name for name in names if not name.sure), None)
        if doubtful:
            options = tuple(act.with_(students=(child,)) for child in doubtful.students)
            return draft.doubted(About.STUDENT, f"{doubtful.words} fits several", options)
        return draft


def _mooded(draft: Draft, moods: frozenset[Mood]) -> Draft:
    why = unsure(moods)
    return draft.doubted(About.INTENT, why) if why else draft


# --- absence -----------------------------------------------------------------------------------------------
_WHOLE_DAY = re.compile(r"学校|上学|上课|返校|到校|读书")
_STAY = re.compile(rf"(?:就|只)(?:留|上|去|参加){gap(8)}$|(?:就|只)(?:留|上|去|参加){gap(8)}[一,]")
_FOR_GOOD = re.compile(phrases.FOR_GOOD)
_GONE = re.compile(r"^没(?!法|办法|空)")


def _sessions(scene: Scene) -> tuple[CareSession, ...]:
    if _WHOLE_DAY.search(scene.segment.cue.words):
        return ()
    return tuple(dict.fromkeys(one for found in scene.segment.sessions for one in found.sessions))


def _off(scene: Scene) -> list[Draft]:
    """请假: leave, whatever else is missing."""
    return [_leave(scene)]


def _leave(scene: Scene) -> Draft:
    days = scene.days
    draft = scene.draft(Intent.LEAVE, dates=days.dates or None, sessions=_sessions(scene))
    if days.vague or days.weekly or (days.always and not days.dates):
        return draft.doubted(About.DATE, "days, but not which", _one_day_each(draft.act, scene))
    if days.half and not _sessions(scene):
        halves = (draft.act.with_(sessions=(one,)) for one in (CareSession.NOON, CareSession.EVENING))
        return draft.doubted(About.SESSION, "half a day, but not which half", halves)
    return draft


def _one_day_each(act: Act, scene: Scene) -> tuple[Act, ...]:
    either = [one for one in scene.segment.dates if one.kind is When.EITHER]
    return tuple(act.with_(dates=(day,)) for one in either for day in one.dates)


def _absent(scene: Scene) -> list[Draft]:
    """不去: leave on days, withdrawal for good, a question where neither is said (guideline 18)."""
    if _GONE.search(scene.segment.cue.words) and not scene.days.dates:
        return []
    if scene.segment.clubs and not scene.segment.sessions:
        return _drop(scene)
    if scene.days.for_good or _for_good(scene):
        return [_withdraw(scene)]
    return [_leave(scene)]


def _for_good(scene: Scene) -> bool:
    said = _FOR_GOOD.search(scene.segment.text) or Topic.QUIT in scene.others
    return bool(said) and not scene.days.dates


def _withdraw(scene: Scene) -> Draft:
    days = scene.days
    weekdays: tuple[int, ...] = days.weekdays if (days.weekdays and len(days.weekdays) < 5) else ()
    if weekdays and re.search(r"(?:就|只)(?:留|上|保留)", scene.segment.text):
        weekdays = tuple(day for day in range(1, 6) if day not in weekdays)
    return scene.draft(
        Intent.WITHDRAW, weekdays=weekdays or None, sessions=_sessions(scene), since=days.since
    )


def _quit(scene: Scene) -> list[Draft]:
    if scene.segment.clubs and not scene.segment.sessions:
        return _drop(scene)
    return [_withdraw(scene)]


def _back(scene: Scene) -> list[Draft]:
    draft = scene.draft(Intent.CANCEL_LEAVE, dates=scene.days.dates or None, sessions=_sessions(scene))
    return [draft.doubted(About.DATE, "days, but not which") if scene.days.vague else draft]


def _moved(scene: Scene) -> list[Draft]:
    """假改到周五: the old day back, the new one off (guideline 12)."""
    cue, dates = scene.segment.cue, scene.segment.dates
    message = scene.story.message
    before = [one for one in dates if one.start < cue.end - 2 and one.end <= cue.end]
    middle = re.search(r"改|换|挪|推|调|移", cue.words)
    turn = cue.start + (middle.start() if middle else 0)
    before = [one for one in dates if one.end <= turn]
    after = [one for one in dates if one.start >= turn]
    old = days_of(before, message.now, message.known)
    new = days_of(after, message.now, message.known)
    if not after:
        return [scene.draft(Intent.LEAVE, sessions=_sessions(scene)).doubted(About.DATE, "moved, but not to which day")]
    sessions = _sessions(scene)
    return [
        scene.draft(Intent.CANCEL_LEAVE, dates=old.dates or None, sessions=sessions),
        scene.draft(Intent.LEAVE, dates=new.dates or None, sessions=sessions),
    ]


def _not_asked_off(scene: Scene) -> list[Draft]:
    return [scene.draft(Intent.CANCEL_LEAVE, sessions=()).doubted(About.INTENT, "a leave that nobody asked for")]


# --- a place in care, clubs --------------------------------------------------------------------------------
def _enroll(scene: Scene) -> list[Draft]:
    days, segment = scene.days, scene.segment
    clubs = tuple(dict.fromkeys(one.club for one in segment.clubs if one.club))
    if segment.clubs and not segment.sessions and "托" not in segment.text:
        return _choose(scene)
    sessions = tuple(dict.fromkeys(one for found in segment.sessions for one in found.sessions))
    draft = scene.draft(
        Intent.ENROLL, weekdays=days.weekdays or None, sessions=sessions or None, clubs=clubs or None, since=days.since
    )
    if days.dates and not days.weekdays:
        draft = draft.doubted(About.INTENT, "a place for single days")
    return [draft]


def _club_acts(scene: Scene, intent: Intent, clubs: Iterable[str | None]) -> list[Draft]:
    named = tuple(dict.fromkeys(clubs))
    draft = scene.draft(intent, clubs=tuple(club for club in named if club) or None)
    return [draft.doubted(About.INTENT, "a club that is not on the menu") if None in named or not named else draft]


def _choose(scene: Scene) -> list[Draft]:
    if scene.segment.sessions:
        return _enroll_with_club(scene)
    return _club_acts(scene, Intent.CHOOSE_CLUB, (one.club for one in scene.segment.clubs))


def _enroll_with_club(scene: Scene) -> list[Draft]:
    sessions = tuple(dict.fromkeys(one for found in scene.segment.sessions for one in found.sessions))
    clubs = tuple(dict.fromkeys(one.club for one in scene.segment.clubs if one.club))
    return [
        scene.draft(
            Intent.ENROLL, weekdays=scene.days.weekdays or None, sessions=sessions or None, clubs=clubs or None,
            since=scene.days.since,
        )
    ]  # fmt: skip


_ONLY_NOT_CHOSEN = re.compile(r"不(?:报|选)")


def _drop(scene: Scene) -> list[Draft]:
    chosen = scene.others & {Topic.CHOOSE_CLUB, Topic.ENROLL}
    if chosen and _ONLY_NOT_CHOSEN.search(scene.segment.cue.words):
        return []  # 不报A，只报B is only B (guideline 33).
    return _club_acts(scene, Intent.DROP_CLUB, (one.club for one in scene.segment.clubs))


def _swap_club(scene: Scene) -> list[Draft]:
    clubs = [one.club for one in scene.segment.clubs]
    return _club_acts(scene, Intent.DROP_CLUB, clubs[:1]) + _club_acts(scene, Intent.CHOOSE_CLUB, clubs[1:])


# --- who collects, when, how -------------------------------------------------------------------------------
_SOMEONE = re.compile(phrases.SOMEONE)
_EITHER_PERSON = re.compile(rf"P+{gap(4)}(?:或者?|还是|或是|要么){gap(3)}P+|要么P+")
_NEEDLESS = re.compile(rf"(?:不用|不必|不需要|别|不要|不让|别让|不是)(?:让)?(?:P+|C+P+){gap(6)}{phrases.COLLECT}?")
_EARLY_LATE = re.compile(phrases.EARLY_LATE)
_I_COLLECT = re.compile(rf"我(?!们?家|妈|爸|老|妹|姐|弟|哥|同事|朋友){gap(10)}{phrases.COLLECT}|自己{gap(3)}(?:来|去|过来){gap(2)}接")
_AWAY = frozenset({Topic.OFF, Topic.ABSENT})


def _collect(scene: Scene) -> list[Draft]:
    """接: by whom, and when (guidelines 8, 9, 14)."""
    segment = scene.segment
    persons = _collectors(segment)
    days = _pickup_days(scene)
    timed = bool(segment.times) or bool(_EARLY_LATE.search(segment.text))
    drafts: list[Draft] = []
    if _SOMEONE.search(segment.text) and not persons:
        drafts.append(scene.draft(Intent.DELEGATE_PICKUP, **days).doubted(About.PERSON, "someone, but not who"))
    elif persons:
        drafts.append(_delegated(scene, persons, days))
    elif not timed and _I_COLLECT.search(segment.text) and not scene.others & _AWAY:
        me = scene.known.me
        drafts.append(scene.draft(Intent.DELEGATE_PICKUP, person=Person(me.name, me.relation or None), **days))
    if timed:
        drafts += _at_time(scene)
    return drafts


def _collectors(segment: Segment) -> tuple[FoundPerson, ...]:
    denied = [match.group() for match in _NEEDLESS.finditer(segment.text)]
    named = [one for one in segment.persons if one.person and not one.is_me]
    return tuple(one for one in named if not any(len(text) and _covers(segment, one, text) for text in denied))


def _covers(segment: Segment, person: FoundPerson, denied: str) -> bool:
    start = segment.text.find(denied)
    offset = segment.cue.start - segment.text.find(segment.cue.words)
    return offset + start <= person.start < offset + start + len(denied)


def _delegated(scene: Scene, persons: tuple[FoundPerson, ...], days: dict[str, object]) -> Draft:
    people = [one.person for one in persons if one.person]
    draft = scene.draft(Intent.DELEGATE_PICKUP, person=_with_phone(people[-1], scene), **days)
    if _EITHER_PERSON.search(scene.segment.text):
        options = [draft.act.with_(person=person) for person in people]
        return draft.doubted(About.PERSON, "one of several persons", options)
    return _asked_day(draft, scene)


def _with_phone(person: Person, scene: Scene) -> Person:
    phones = scene.story.message.phones
    if person.phone or not phones:
        return person
    digits = "".join(char for char in phones[0].words if char.isdigit())
    return Person(person.name, person.relation, digits)


def _pickup_days(scene: Scene) -> dict[str, object]:
    return {"dates": scene.days.dates or None}


def _asked_day(draft: Draft, scene: Scene) -> Draft:
    """A weekly rule or a vague day is asked back; 以后 leaves the dates out (guideline 11)."""
    days = scene.days
    every_day = days.weekly and len(days.weekdays) >= 5
    if days.vague or (days.weekly and not every_day) or (days.always and days.weekdays and not every_day):
        return draft.doubted(About.DATE, "days, but not which", _one_day_each(draft.act, scene))
    return draft


def _at_time(scene: Scene) -> list[Draft]:
    when = next((one.time for one in reversed(scene.segment.times) if one.time), None)
    draft = scene.draft(Intent.PICKUP_TIME, time=when, **_pickup_days(scene))
    return [_asked_day(draft, scene)]


def _walk(scene: Scene) -> list[Draft]:
    return [_asked_day(scene.draft(Intent.WALK_HOME, **_pickup_days(scene)), scene)]


def _arrived(scene: Scene) -> list[Draft]:
    return [scene.draft(Intent.ARRIVE)]


def _at_the_gate(scene: Scene) -> list[Draft]:
    persons = _collectors(scene.segment)
    delegated = [_delegated(scene, persons, _pickup_days(scene))] if persons else []
    return [*delegated, scene.draft(Intent.ARRIVE)]


def _got(scene: Scene) -> list[Draft]:
    return [scene.draft(Intent.CONFIRM_PICKUP)]


def _not_got(scene: Scene) -> list[Draft]:
    return [scene.draft(Intent.ASK_WHEREABOUTS)]


def _taken_back(scene: Scene) -> list[Draft]:
    return [Draft(Act(Intent.HUMAN, grounds=(Ground("intent", scene.segment.cue.words, "guideline 10"),)))]


def _needless(scene: Scene) -> list[Draft]:
    """不用接了: nothing by itself; with nothing in its place a person must look (guideline 10)."""
    if scene.others & {Topic.WALK, Topic.COLLECT, Topic.AT_THE_GATE, Topic.COMES_AT}:
        return []
    return _taken_back(scene)


def _on_the_way(scene: Scene) -> list[Draft]:
    """马上到: nothing, unless a time stands beside it (guideline 14)."""
    return _at_time(scene) if scene.segment.times else []


READERS: dict[Topic, Callable[[Scene], list[Draft]]] = {
    Topic.TAKEN_BACK: _taken_back,
    Topic.MOVED: _moved,
    Topic.BACK: _back,
    Topic.NOT_ASKED_OFF: _not_asked_off,
    Topic.NOT_GOT: _not_got,
    Topic.GOT: _got,
    Topic.NEEDLESS: _needless,
    Topic.WALK: _walk,
    Topic.AT_THE_GATE: _at_the_gate,
    Topic.COLLECT: _collect,
    Topic.ARRIVED: _arrived,
    Topic.COMES_AT: _at_time,
    Topic.ON_THE_WAY: _on_the_way,
    Topic.OFF: _off,
    Topic.ABSENT: _absent,
    Topic.QUIT: _quit,
    Topic.SWAP_CLUB: _swap_club,
    Topic.DROP_CLUB: _drop,
    Topic.ENROLL: _enroll,
    Topic.CHOOSE_CLUB: _choose,
}
"""Each topic's reader; a topic without a line here is an error."""


def drafts(story: Story, segments: tuple[Segment, ...]) -> list[Draft]:
    """The drafts of all segments, in the order of the text."""
    found: list[Draft] = []
    message = story.message
    for segment in segments:
        others = frozenset(one.topic for one in segments if one is not segment)
        days = days_of(segment.dates, message.now, message.known)
        found += READERS[segment.topic](Scene(segment, story, days, others))
    return found
