"""Wishes of a parent: what each segment of the story asks for, topic by topic."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import pairwise
from dataclasses import dataclass, replace

from care.acts import About, Act, CareSession, Ground, Intent
from care.people import Known, Person
from care.reading import doubt
from care.reading.cues import Topic
from care.reading.days import Days, days_of
from care.reading.parts import FoundName, FoundPerson, Mood, Span, When
from care.reading.phrases import absence, collecting, compiled, places
from care.reading.policy import Draft, unsure
from care.reading.story import Segment, Story


@dataclass(frozen=True)
class Scene:
    """A segment with what the rest of the message says about it."""

    segment: Segment
    story: Story
    days: Days
    others: frozenset[Topic]  # topics of the other segments
    odd: str = ""  # a word of the segment that turns its meaning, and is not understood

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
        if intent in _WANTED and _UNWANTED.search(self.segment.text.split(self.segment.cue.words)[0]):
            draft = draft.doubted(About.INTENT, "wanted, or not wanted?")
        if self.odd:
            draft = draft.doubted(About.INTENT, f"{self.odd} is not understood")
        if scattered(self):
            options = tuple(act.with_(students=name.students) for name in names)
            draft = draft.doubted(About.STUDENT, "several children, not named together", options)
        if self.known.children and not sure and _others_child(self):
            return draft.doubted(About.STUDENT, "a child who is not the sender's")
        doubtful = next((name for name in names if not name.sure), None)
        if doubtful:
            options = tuple(act.with_(students=(child,)) for child in doubtful.students)
            return draft.doubted(About.STUDENT, f"{doubtful.words} fits several", options)
        return draft


_OTHERS = compiled(
    "(?:同事|朋友|邻居|隔壁|别人|人家|闺蜜|亲戚|他们班|她们班|班上)~(?:孩子|家|娃)?W",
    "(?:给|帮|替|代|为|接|孩子|同学|同班的|班的)~W+",
    "W+(?:今天|明天|D)?(?:也)?(?:请|不|要)",
)
_THEIR_CHILD = compiled(
    "同班的(?!C)", "(?:同事|朋友|邻居|隔壁|别人|人家|闺蜜|P+)(?:家的?|的)(?:孩子|女儿|儿子|宝宝)(?![妈爸爷奶外])"
)


def _others_child(scene: Scene) -> bool:
    """A child of somebody else stands where the own child would (guideline 30)."""
    strange = any(not name.students for name in scene.segment.names)
    text = scene.segment.text
    return bool(_THEIR_CHILD.search(text)) or (strange and bool(_OTHERS.search(text)))


_WANTED = frozenset({Intent.ENROLL, Intent.CHOOSE_CLUB, Intent.WALK_HOME, Intent.DELEGATE_PICKUP})
_UNWANTED = re.compile(r"(?:不|没|别)[^,。!?;]{0,4}$")

_TOGETHER = re.compile(r"[CD]*(?:和|、|跟|与|还有|以及| |加|,)?[CD]*")


def scattered(scene: Scene) -> bool:
    """Whether different children are named apart from each other: one of them may be told to stay as ever."""
    names = scene.segment.names
    sketch = scene.story.message.sketch
    return any(
        one.students != other.students and not _TOGETHER.fullmatch(sketch[one.end : other.start])
        for one, other in pairwise(names)
    )


def _mooded(draft: Draft, moods: frozenset[Mood]) -> Draft:
    why = unsure(moods)
    return draft.doubted(About.INTENT, why) if why else draft


# --- absence -----------------------------------------------------------------------------------------------
_WHOLE_DAY, _FOR_GOOD, _ONLY_KEEPS = (
    compiled(absence.WHOLE_DAY), compiled(absence.FOR_GOOD), compiled(absence.ONLY_KEEPS),
)  # fmt: skip
_ADULT = re.compile(r"[来去过]不(?:了|成)")
"""Beside somebody else who collects: the usual one cannot come."""
_OWN_OFF = re.compile(r"我[DT]*请")
_GONE = re.compile(r"^没(?!法|办法|空)")
_BELATED = re.compile(r"补|忘|没来得及")


def _sessions(scene: Scene) -> tuple[CareSession, ...]:
    if _WHOLE_DAY.search(scene.segment.cue.words):
        return ()
    return tuple(dict.fromkeys(one for found in scene.segment.sessions for one in found.sessions))


def _off(scene: Scene) -> list[Draft]:
    """请假: leave, whatever else is missing; a leave told of days gone by is only told (guideline 17)."""
    own = _OWN_OFF.search(scene.segment.text) and Topic.COLLECT in scene.others and not scene.segment.sessions
    return [] if own or _only_told(scene) else [_leave(scene)]


def _only_told(scene: Scene) -> bool:
    today = scene.story.message.now.date()
    over = bool(scene.days.dates) and max(scene.days.dates) < today
    return over and not _BELATED.search(scene.story.text)


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
    if _GONE.search(scene.segment.cue.words) and (not scene.days.dates or _only_told(scene)):
        return []
    if scene.segment.clubs and not scene.segment.sessions:
        return _drop(scene)
    if _ADULT.search(scene.segment.cue.words) and Topic.COLLECT in scene.others and not scene.segment.sessions:
        return []
    if Topic.ENROLL in scene.others and not scene.days.dates:
        return []  # 报晚托，早托不用: only what is not asked for.
    if scene.days.for_good or _for_good(scene):
        return [_withdraw(scene)]
    return [_leave(scene)]


def _for_good(scene: Scene) -> bool:
    said = _FOR_GOOD.search(scene.segment.text) or Topic.QUIT in scene.others
    return bool(said) and not scene.days.dates


def _withdraw(scene: Scene) -> Draft:
    days = scene.days
    weekdays: tuple[int, ...] = days.weekdays if (days.weekdays and len(days.weekdays) < 5) else ()
    if weekdays and _ONLY_KEEPS.search(scene.segment.text):
        weekdays = tuple(day for day in range(1, 6) if day not in weekdays)
    sessions = _sessions(scene) or _only_session(scene)
    draft = scene.draft(Intent.WITHDRAW, weekdays=weekdays or None, sessions=sessions, since=days.since)
    if "K" in scene.story.text and not scene.story.message.sessions:
        return draft.doubted(About.INTENT, "care, or the club?")
    return draft


def _only_session(scene: Scene) -> tuple[CareSession, ...]:
    """仅保留周二晚托，其余退出: the one session of which the message speaks."""
    named = {found.sessions for found in scene.story.message.sessions}
    return named.pop() if len(named) == 1 else ()


def _quit(scene: Scene) -> list[Draft]:
    if scene.segment.clubs and not scene.segment.sessions:
        return _drop(scene)
    if Topic.DROP_CLUB in scene.others and not scene.segment.sessions:
        return []  # 跳绳不想跳了，帮我退了: said already.
    return [_withdraw(scene)]


def _back(scene: Scene) -> list[Draft]:
    days, sessions = scene.days, _sessions(scene)
    if "假" not in scene.story.message.text and "请" not in scene.story.message.text:
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
    if "K" in scene.story.text and not (sessions or clubs or days.since or days.weekdays):
        draft = draft.doubted(About.INTENT, "a place in care, or in a club?")
    if days.dates and not days.weekdays:
        draft = draft.doubted(About.INTENT, "a place for single days")
    return [draft]


def _club_acts(scene: Scene, intent: Intent, clubs: Iterable[str | None]) -> list[Draft]:
    inside = [one.club for one in scene.segment.clubs if doubt.touches(one, [scene.segment.cue])]
    named = tuple(dict.fromkeys(inside or clubs))
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


_NOT_CHOSEN = compiled(places.NOT_CHOSEN)


def _drop(scene: Scene) -> list[Draft]:
    chosen = scene.others & {Topic.CHOOSE_CLUB, Topic.ENROLL}
    if chosen and _NOT_CHOSEN.search(scene.segment.cue.words):
        return []  # 不报A，只报B is only B (guideline 33).
    return _club_acts(scene, Intent.DROP_CLUB, (one.club for one in scene.segment.clubs))


def _swap_club(scene: Scene) -> list[Draft]:
    clubs = [one.club for one in scene.segment.clubs if doubt.touches(one, [scene.segment.cue])]
    out, into = (replace(scene, segment=replace(scene.segment, clubs=())) for _ in range(2))
    return _club_acts(out, Intent.DROP_CLUB, clubs[:1]) + _club_acts(into, Intent.CHOOSE_CLUB, clubs[1:])


# --- who collects, when, how -------------------------------------------------------------------------------
_SOMEONE, _EITHER, _I_COLLECT = (
    compiled(collecting.SOMEONE), compiled(collecting.EITHER), compiled(collecting.I_COLLECT),
)  # fmt: skip
_NOT_THIS_PERSON, _EARLY_LATE = compiled(collecting.NOT_THIS_PERSON), compiled(collecting.EARLY_LATE)
_AWAY = frozenset({Topic.OFF, Topic.ABSENT})


def _collect(scene: Scene) -> list[Draft]:
    """接: by whom, and when (guidelines 8, 9, 14)."""
    segment = scene.segment
    persons = _collectors(segment)
    days = _pickup_days(scene)
    timed = bool(segment.times) or bool(_EARLY_LATE.search(segment.text))
    drafts: list[Draft] = []
    if segment.text.startswith("是") and "接" not in scene.story.message.text:
        return []
    if _SOMEONE.search(segment.cue.words) or (_SOMEONE.search(segment.text) and not persons):
        drafts.append(scene.draft(Intent.DELEGATE_PICKUP, **days).doubted(About.PERSON, "someone, but not who"))
    elif persons:
        drafts.append(_delegated(scene, persons, days))
    elif not timed and _I_COLLECT.search(segment.text) and not scene.others & _AWAY:
        me = scene.known.me
        draft = scene.draft(Intent.DELEGATE_PICKUP, person=Person(me.name, me.relation or None), **days)
        drafts.append(_asked_day(draft, scene))
    if timed:
        drafts += _at_time(scene)
    return drafts


def _collectors(segment: Segment) -> tuple[FoundPerson, ...]:
    """The persons of a segment, without those who are not to come."""
    denied = [
        Span(segment.start + match.start(), segment.start + match.end(), match.group())
        for match in _NOT_THIS_PERSON.finditer(segment.text)
    ]
    coming = [one for one in segment.persons if one.person and not one.is_me and not doubt.inside(one, denied)]
    named = [one for one in coming if doubt.touches(one, [segment.cue])]
    return tuple(named or (() if _I_COLLECT.search(segment.text) else coming))


def _delegated(scene: Scene, persons: tuple[FoundPerson, ...], days: dict[str, object]) -> Draft:
    people = [one.person for one in persons if one.person]
    draft = scene.draft(Intent.DELEGATE_PICKUP, person=_with_name(_with_phone(people[-1], scene), scene), **days)
    if _EITHER.search(scene.story.text):
        options = [draft.act.with_(person=person) for person in people]
        return draft.doubted(About.PERSON, "one of several persons", options)
    return _asked_day(draft, scene)


_HIS_NAME = re.compile(r"(?:[他她叔舅姨姑伯婶哥姐爷奶公婆爸妈]|名字|姓名)(?:是|叫)(?P<name>[一-龥]{2,3})(?=$|[,。!])")


def _with_name(person: Person, scene: Scene) -> Person:
    """舅父去接，他叫麦志强: the name may follow in a clause of its own."""
    match = _HIS_NAME.search(scene.story.message.text)
    if person.name or match is None:
        return person
    return Person(scene.story.message.tidied.raw(*match.span("name")), person.relation, person.phone)


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
    every_day = days.weekly and len(days.weekdays) >= 5 and days.always
    if days.vague or (days.weekly and not every_day) or (days.always and days.weekdays and not days.weekly):
        return draft.doubted(About.DATE, "days, but not which", _one_day_each(draft.act, scene))
    return draft


def _at_time(scene: Scene) -> list[Draft]:
    when = next((one.time for one in reversed(scene.segment.times) if one.time), None)
    draft = scene.draft(Intent.PICKUP_TIME, time=when, **_pickup_days(scene))
    return [_asked_day(draft, scene)]


def _walk(scene: Scene) -> list[Draft]:
    return [_asked_day(scene.draft(Intent.WALK_HOME, **_pickup_days(scene)), scene)]


_NOT_HERE = re.compile(r"(?:别|让|没|不|谁)[^,。!?;]{0,8}$")


def _arrived(scene: Scene) -> list[Draft]:
    """At the gate oneself; not 别让她在门口等."""
    before = scene.segment.text.split(scene.segment.cue.words)[0]
    return [] if _NOT_HERE.search(before) else _here(scene)


def _here(scene: Scene) -> list[Draft]:
    return [scene.draft(Intent.ARRIVE)]


def _at_the_gate(scene: Scene) -> list[Draft]:
    persons = _collectors(scene.segment)
    delegated = [_delegated(scene, persons, _pickup_days(scene))] if persons else []
    return [*delegated, scene.draft(Intent.ARRIVE)]


def _got(scene: Scene) -> list[Draft]:
    now = scene.story.message.now.time()
    if any(one.time and one.time > now for one in scene.segment.times):
        return _at_time(scene)
    return [scene.draft(Intent.CONFIRM_PICKUP)]


def _not_got(scene: Scene) -> list[Draft]:
    return [scene.draft(Intent.ASK_WHEREABOUTS)]


def _taken_back(scene: Scene) -> list[Draft]:
    if scene.others & {Topic.COLLECT, Topic.COMES_AT, Topic.AT_THE_GATE}:
        return []
    return [Draft(Act(Intent.HUMAN, grounds=(Ground("intent", scene.segment.cue.words, "guideline 10"),)))]


def _needless(scene: Scene) -> list[Draft]:
    """不用接了: nothing by itself; with nothing in its place a person must look (guideline 10)."""
    if scene.others & {Topic.WALK, Topic.COLLECT, Topic.AT_THE_GATE, Topic.COMES_AT}:
        return []
    return _taken_back(scene)


def _on_the_way(scene: Scene) -> list[Draft]:
    """马上到: nothing, unless a time stands beside it (guideline 14)."""
    return _at_time(scene) if scene.segment.times else []


def _nothing(scene: Scene) -> list[Draft]:
    return []


READERS: dict[Topic, Callable[[Scene], list[Draft]]] = {
    Topic.TAKEN_BACK: _taken_back,
    Topic.MOVED: _moved,
    Topic.ADULT_OFF: _nothing,
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


_LISTED = re.compile(r"[DCS]*(?:和|、|跟|与|还有|以及|还是|到|至|-| |,|的|两天|都)*[DCS]*")


def _days_apart(segment: Segment, story: Story) -> bool:
    """今天没拍成明天再请: days that are not a list cannot all be meant by one wish."""
    days = [one for one in segment.dates if one.kind is When.DAYS]
    sketch = story.message.sketch
    return any(
        one.dates != other.dates and not _LISTED.fullmatch(sketch[one.end : other.start])
        for one, other in pairwise(days)
    )


def _still_spoken_of(names: tuple[FoundName, ...], segment: Segment, story: Story) -> tuple[FoundName, ...]:
    """The children named before, unless another was named since (even one who stays as ever)."""
    since = [name for name in story.message.names if name.start < segment.cue.start and name not in names]
    later = [name for name in since if not names or name.start > names[-1].start]
    if names and later and later[-1].students != names[-1].students:
        return (*names, later[-1])
    return names


def drafts(story: Story, segments: tuple[Segment, ...], odd: tuple[Span, ...] = ()) -> list[Draft]:
    """The drafts of all segments, in the order of the text; `odd` words make a question of the segment they stand in."""
    found: list[Draft] = []
    message = story.message
    spoken_of: tuple[FoundName, ...] = ()
    for segment in segments:
        others = frozenset(one.topic for one in segments if one is not segment)
        days = days_of(segment.dates, message.now, message.known)
        days = replace(days, vague=True) if _days_apart(segment, story) else days
        spoken_of = segment.names or _still_spoken_of(spoken_of, segment, story)
        strange = next((one.words for one in odd if segment.start <= one.start < segment.end), "")
        found += READERS[segment.topic](Scene(replace(segment, names=spoken_of), story, days, others, strange))
    return found
