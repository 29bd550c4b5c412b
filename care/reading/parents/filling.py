"""What a message leaves open and is known all the same: child, day, reason (guidelines 3, 6, 11, 18, 21)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from care.acts import CHANGING, About, Act, Intent
from care.people import Student
from care.reading.days import days_of, today_if_open
from care.reading.parents.agreeing import consistent
from care.reading.parts import FoundName, Message, When
from care.reading.phrases import absence, compiled, pattern
from care.reading.policy import Draft
from care.reading.story import Story

_OTHERS_ILL, _SICK, _PERSONAL = compiled(absence.OTHERS_ILL), compiled(absence.SICK), compiled(absence.PERSONAL)
_CARE = compiled(pattern.CARE)


def filled(found: list[Draft], story: Story) -> list[Draft]:
    """Children, then days: from the act before, from the act after, from what is known."""
    return consistent(_dated(_with_children(found, story), story), story.message)


def story_names(story: Story) -> tuple[FoundName, ...]:
    """The children of whom the message speaks, where it is certain of each and leaves none as it was."""
    names = [name for name in story.message.names if story.counts(name)] or story.message.names
    alike = len({name.students for name in names}) == 1
    return tuple(names) if alike and all(name.sure for name in names) else ()


def _with_children(found: list[Draft], story: Story) -> list[Draft]:
    named = [draft.act.students for draft in found if draft.act.students]
    spoken = tuple(dict.fromkeys(child for name in story_names(story) for child in name.students))
    out: list[Draft] = []
    last: tuple[Student, ...] | None = None
    first = named[0] if len(set(named)) == 1 else None
    for draft in found:
        if draft.act.students is None and draft.act.intent not in _NO_CHILD and draft.doubt is not About.STUDENT:
            draft = _child_for(draft, last or first or spoken or None, story.message)
        last = draft.act.students or last
        out.append(draft)
    return out


_NO_CHILD = frozenset({Intent.HUMAN, Intent.HELP, Intent.SMALLTALK, Intent.FEEDBACK})


def _child_for(draft: Draft, spoken_of: tuple[Student, ...] | None, message: Message) -> Draft:
    children = spoken_of or (message.known.children if len(message.known.children) == 1 else None)
    if children:
        return draft.with_(students=children)
    if draft.act.intent not in CHANGING:
        return draft
    options = (draft.act.with_(students=(child,)) for child in message.known.children)
    return Draft(draft.act).doubted(About.STUDENT, "several children, none named", options)


def _dated(found: list[Draft], story: Story) -> list[Draft]:
    out: list[Draft] = []
    last = None
    said = next((draft.act.dates for draft in found if draft.act.dates), None) or _only_day(story)
    for draft in found:
        if draft.act.intent in _NEEDS_DAY and draft.act.dates is None and draft.doubt is None:
            draft = _day_for(draft, last or said, story.message)
        last = draft.act.dates or last
        out.append(draft)
    return out


def _only_day(story: Story) -> tuple[date, ...] | None:
    """The one day of which the message speaks, wherever it stands."""
    message = story.message
    spans = [one for one in message.dates if one.kind is When.DAYS and story.counts(one)]
    days = days_of(spans, message.now, message.known)
    return days.dates if len(spans) == 1 and min(days.dates, default=date.min) >= message.now.date() else None


_NEEDS_DAY = frozenset({Intent.LEAVE, Intent.DELEGATE_PICKUP, Intent.PICKUP_TIME, Intent.WALK_HOME})
_FROM_NOW_ON = re.compile(
    r"今天起|今天开始|从今|从现在|现在(?:起|开始)|(?<![点半刻分])以后|每天|长期|平时|一直都?|今后|往后(?!推|延|挪|调|拖|移)|都是|学期(?:起|开始)"
)


def _day_for(draft: Draft, spoken_of: object, message: Message) -> Draft:
    """The day of a wish that names none (guideline 11, 18)."""
    if spoken_of:
        return draft.with_(dates=spoken_of)
    intent = draft.act.intent
    if intent is not Intent.LEAVE and _FROM_NOW_ON.search(message.text):
        return draft
    today = today_if_open(message.now, message.known)
    if intent is Intent.LEAVE:
        return _leave_day(draft, today, message)
    return draft.with_(dates=today) if today else draft.doubted(About.DATE, "no day said, and care is over for today")


_FETCHED = re.compile(r"(?:我|P+)[^,。!?;]{0,6}接|T+[^,。!?;]{0,3}接")
"""晚托请假，我四点来接: today, since somebody comes."""


def _leave_day(draft: Draft, today: object, message: Message) -> Draft:
    present = draft.act.reason is not None or "接" in message.sketch
    asked_off = any("假" in ground.words for ground in draft.act.grounds)
    fetched = bool(draft.act.sessions) and bool(_FETCHED.search(message.sketch))
    if present and today and (draft.act.reason == "sick" or not asked_off or fetched):
        return draft.with_(dates=today)
    if asked_off or (not draft.act.sessions and not _CARE.search(message.sketch)):
        return draft.doubted(About.DATE, "leave, but no day")
    act = Act(Intent.WITHDRAW, students=draft.act.students, sessions=draft.act.sessions, grounds=draft.act.grounds)
    options = [act] + ([draft.act.with_(dates=today)] if today else [])
    return Draft(act).doubted(About.INTENT, "leave or withdrawal", options)


def reasoned(found: list[Draft], story: Story) -> list[Draft]:
    """A reason holds for every leave of the message (guidelines 21, 37)."""
    reason = _reason(story)
    if reason is None:
        return found
    return [draft.with_(reason=reason) if draft.act.intent is Intent.LEAVE else draft for draft in found]


def _reason(story: Story) -> str | None:
    text = ",".join(clause.plain for clause in story.message.clauses)
    if _OTHERS_ILL.search(text):
        return "personal"
    if _SICK.search(text):
        return "sick"
    return "personal" if _PERSONAL.search(text) else None


_A_CLASS = re.compile(r"班|的?(?:同学|同桌|老师)")
"""哥哥班的同学: somebody else than the child."""


def with_child(acts: Iterable[Act], message: Message, beside: bool = False) -> list[Act]:
    """Questions and reports get the named or the only child; with several and no name none (guidelines 3, 6)."""
    own = [name for name in message.names if not _A_CLASS.match(message.sketch, name.end)]
    sure = [name.students for name in own if name.sure and name.students]
    named = sure[0] if len(set(sure)) == 1 else ()
    if len(set(sure)) > 1 and not beside:
        named = tuple(dict.fromkeys(child for students in sure for child in students))
    children = named or (message.known.children if len(message.known.children) == 1 else ())
    return [
        act.with_(students=children) if children and act.students is None and _about_child(act) else act for act in acts
    ]


def _about_child(act: Act) -> bool:
    if act.intent is Intent.INCIDENT:
        return act.kind != "facility"
    return act.intent.value.startswith("ask_")
