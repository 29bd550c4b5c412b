"""Duties (值班): trading one, being unable to do one, asking about one (guidelines 11, 12, 21, 26, 27, 47)."""

from __future__ import annotations

from datetime import date

from care.acts import About, CareSession, Intent
from care.people import Staff
from care.reading.counts import heads, people
from care.reading.days import days_of
from care.reading.parts import Mood, When
from care.reading.policy import Draft, ask
from care.reading.staff.asking import read_questions
from care.reading.staff.desk import Desk, pattern, say
from care.reading.staff_phrases import duty as duty_words
from care.reading.staff_phrases import group as group_words
from care.reading.staff_phrases import talk as talk_words


def read_duty(desk: Desk) -> list[Draft]:
    """A trade, an absence or a question about duties."""
    children_counted = any(next(people(clause.plain), None) for clause in desk.clauses if "孩子" in clause.plain)
    if desk.names or children_counted or heads(desk.sketch).expected is not None:
        return []
    if not desk.dates and desk.has(group_words.COVER) and not desk.has(duty_words.OF_DUTY):
        return []  # 何老师替我看着,人都给她: the children now, not a duty
    if desk.has(duty_words.FAMILY_SAYS):
        return []
    group = bool(desk.classes) or next(people(desk.sketch), None) is not None
    if group and not desk.dates and not desk.has(duty_words.OF_DUTY):
        return []  # 替王磊接三2班,6人: children, not a duty
    if _trades(desk):
        return [_swap(desk)]
    if (desk.has(duty_words.DUTY) and desk.has(duty_words.DUTY_ASKS)) or desk.has(duty_words.WHO_TODAY):
        return _questions(desk)
    return [_absence(desk)] if _cannot(desk) else []


def _trades(desk: Desk) -> bool:
    return desk.has(duty_words.SWAP) and (bool(desk.colleagues) or desk.has(duty_words.DUTY))


def _cannot(desk: Desk) -> bool:
    return (
        desk.has(duty_words.CANNOT)
        and (desk.has(duty_words.DUTY) or desk.has("我|S") or bool(desk.dates))
        and not desk.has(duty_words.OF_PUPILS)
    )


def _moods(desk: Desk) -> frozenset[Mood]:
    return frozenset(mood for clause in desk.clauses for mood in clause.moods)


def _days(desk: Desk) -> tuple[date, ...]:
    """All days named, also the colleague's; behind a correction only what follows it."""
    untouched = [clause for clause in desk.clauses if pattern(duty_words.UNTOUCHED).search(clause.plain)]
    found = [
        one for one in desk.dates
        if one.kind is When.DAYS and not any(one.within(clause.start, clause.end) for clause in untouched)
    ]  # fmt: skip
    after = [one for one in found if one.start >= desk.corrected_from]
    counted = [one for one in desk.dates if one.kind in (When.FROM, When.COUNT)]
    return days_of((*(after or found), *counted), desk.message.now, desk.message.known).dates


def _swap(desk: Desk) -> Draft:
    days = _days(desk)
    after = [one for one in desk.colleagues if one.start >= desk.corrected_from] or list(desk.colleagues)
    fits = tuple(dict.fromkeys(staff for one in after for staff in one.staff))
    unsure = len(fits) != 1
    draft = say(
        Intent.SWAP_DUTY, desk.message.text, "a duty is traded",
        dates=days or None, sessions=_sessions(desk), swap_with=None if unsure else fits[0],
    )  # fmt: skip
    waits = "nobody has agreed yet" if desk.has(duty_words.UNANSWERED_REQUEST) else ""
    waits = waits or ("it is taken back" if desk.has(duty_words.UNDONE) else "")
    if why := _unsettled(_moods(desk)) or waits:
        return draft.doubted(About.INTENT, why)
    if unsure:
        return draft.doubted(
            About.PERSON, "not one colleague is named", [draft.with_(swap_with=one).act for one in fits]
        )
    settled = days and not desk.has(duty_words.CUT_SHORT) and max(days) >= desk.today
    return draft if settled else draft.doubted(About.DATE, "no day is named, or not which")


def _absence(desk: Desk) -> Draft:
    days, reason = _days(desk), _reason(desk)
    vague = desk.has(duty_words.CUT_SHORT)
    vague = vague or any(one.kind in (When.EITHER, When.WEEKLY) or one.no_care for one in desk.dates)
    if not days and reason and not desk.dates:
        days = (desk.today,)
    draft = say(
        Intent.STAFF_LEAVE, desk.message.text, "the sender cannot do a duty",
        dates=days or None, sessions=_sessions(desk), reason=reason,
    )  # fmt: skip
    back = "it is taken back" if desk.has(duty_words.UNDONE) else ""
    if desk.has(duty_words.OF_COLLEAGUE) and not pattern(duty_words.MINE).search(desk.sketch):
        back = "a colleague is absent, not the sender"
    if why := _unsettled(_moods(desk)) or back:
        return draft.doubted(About.INTENT, why)
    if days and max(days) < desk.today:
        return draft.doubted(About.DATE, "the day is over")
    if any(one.kind is When.HALF for one in desk.dates):
        return draft.doubted(About.SESSION, "half a day, but not which")
    return draft.doubted(About.DATE, "no day is named, or not which") if vague or not days else draft


def _sessions(desk: Desk) -> tuple[CareSession, ...] | None:
    """The sessions named; none named means all of the day's."""
    found = [session for one in desk.message.sessions for session in one.sessions]
    return tuple(dict.fromkeys(found)) or None


def _unsettled(moods: frozenset[Mood]) -> str:
    """A request put as a question is a request (guideline 15); a condition or 可能 is not settled."""
    if Mood.CONDITION in moods:
        return "it hangs on a condition"
    return "it is not certain" if Mood.MAYBE in moods else ""


def _reason(desk: Desk) -> str | None:
    """The sender's own health is sick, all else personal, also a relative's illness (guideline 21)."""
    sick, family = pattern(duty_words.SICK_SELF).search(desk.sketch), pattern(duty_words.FAMILY).search(desk.sketch)
    if sick and not family:
        return "sick"
    return "personal" if family or pattern(duty_words.OTHER_REASON).search(desk.sketch) else None


def _questions(desk: Desk) -> list[Draft]:
    """The duty asked about, beside what else is asked (今天到了多少人，明天谁值班)."""
    duty, asks = pattern(duty_words.DUTY), pattern(talk_words.ASKS)
    others = [clause for clause in desk.clauses if not duty.search(clause.plain) and asks.search(clause.plain)]
    own = [clause for clause in desk.clauses if clause not in others]
    beside = read_questions(desk.only(others)) if others and len(own) == 1 else []
    return [*beside, _question(desk.only(own) if beside else desk)]


def _question(desk: Desk) -> Draft:
    me = desk.message.known.me
    asked = [staff for one in desk.colleagues for staff in one.staff]
    if pattern(duty_words.MINE if not asked else duty_words.ME_OR).search(desk.sketch):
        asked = [Staff(me.id, me.name), *asked]
    draft = say(
        Intent.ASK_DUTY, desk.message.text, "asks who is on duty, or when",
        dates=desk.days(asked=True) or None, sessions=_sessions(desk), staff=tuple(dict.fromkeys(asked)) or None,
    )  # fmt: skip
    if any(len(one.staff) != 1 for one in desk.colleagues):
        options = [draft.with_(staff=(one,)).act for one in asked]
        return Draft(ask(draft.act, About.PERSON, "not one colleague fits the name", options))
    return draft
