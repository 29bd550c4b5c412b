"""The hedge (篱): what was read as done, but is said to be unsure, to come, not done, or only told by others."""

from __future__ import annotations

from care.acts import About, Intent
from care.reading.counts import heads
from care.reading.parts import Clause, When
from care.reading.policy import Draft
from care.reading.staff import gate
from care.reading.staff.desk import Desk, pattern, say
from care.reading.staff.handing import direction
from care.reading.staff_phrases import group as group_words
from care.reading.staff_phrases import hedges as hedge_words

_ANY = (
    (hedge_words.UNSURE, "it is not certain"),
    (hedge_words.OFTEN, "it is a habit, not what happened"),
)
_MOVED = (
    *_ANY,
    (hedge_words.IN_PART, "not all of it"),
    (hedge_words.NOT_YET, "it is to come, not done"),
    (hedge_words.NOT_DONE, "it was not done"),
    (hedge_words.TOLD, "others say so"),
    (hedge_words.ASKED, "it is a question"),
)
_SIGNS = {
    Intent.RELEASE: _MOVED,
    Intent.HAND_OVER: _MOVED,
    Intent.TAKE_OVER: _MOVED,
    Intent.ROLL_CALL: (
        *_ANY,
        (hedge_words.ROLL_OPEN, "the roll is not called yet"),
        (hedge_words.ROLL_ASKED, "it is asked"),
        (hedge_words.ROLL_TOLD, "it is another's count"),
    ),
}


def unhedged(desk: Desk, drafts: list[Draft]) -> list[Draft]:
    """The drafts, those of custody doubted where the clauses that carry them say that it is not so, or not yet."""
    return [_looked_at(desk, draft) for draft in drafts]


def _looked_at(desk: Desk, draft: Draft) -> Draft:
    intent = draft.act.intent
    if intent not in _SIGNS or draft.doubt is not None:
        return draft
    if intent is Intent.RELEASE and not any(_carries(clause, intent) for clause in desk.clauses):
        if _bare(desk):
            return draft.doubted(About.INTENT, "a child and a relative, and nothing that happened")
        if desk.has(group_words.ABOUT_TO):
            return draft.doubted(About.INTENT, "it was announced, not done")
    if intent is Intent.RELEASE and any(_in_house(desk, clause) for clause in desk.clauses):
        return _moved(desk, draft).doubted(About.INTENT, "somebody of the school took the child")
    if intent is Intent.RELEASE and desk.has(hedge_words.RETURNED):
        return draft.doubted(About.INTENT, "the child has come back")
    if intent is Intent.ROLL_CALL and (why := _unfinished(desk, draft)):
        return draft.doubted(About.STUDENT, why)
    for clause in desk.clauses:
        if not _carries(clause, intent):
            continue
        if intent is Intent.RELEASE and _announced(desk, clause):
            return draft.doubted(About.INTENT, "it was announced, not done")
        if intent is Intent.RELEASE and _wrong_person(_whole(desk, clause)):
            return draft.doubted(About.INTENT, "the wrong person took the child")
        if _ahead(desk, clause):
            return draft.doubted(About.INTENT, "the day or the hour is to come")
        plain = pattern(group_words.NOT_KNOWN).sub("", clause.plain)
        if draft.act.absent:
            plain = pattern(hedge_words.NOT_FULL).sub("", plain)
        if intent is not Intent.RELEASE:
            plain = pattern(hedge_words.NOT_COLLECTED_YET).sub("", plain)
        for words, why in _SIGNS[intent]:
            said = _whole(desk, clause) if words is hedge_words.OFTEN else plain
            if pattern(words).search(said) and not (words is hedge_words.NOT_DONE and gate.remains(clause)):
                return draft.doubted(About.INTENT, why)
    return draft


def _moved(desk: Desk, draft: Draft) -> Draft:
    """陈静老师把张子涵叫走: to that colleague, if anything changes hands."""
    named = {one.staff for one in desk.colleagues}
    only = next(iter(named)) if len(named) == 1 else ()
    if len(only) != 1:
        return draft
    children = draft.act.students
    return say(Intent.HAND_OVER, draft.act.grounds[0].words, "a child went with a colleague", receiver=only[0],
               students=children)  # fmt: skip


def _unfinished(desk: Desk, draft: Draft) -> str:
    """Counted again, a child that came after all, or nothing that could be written down."""
    if desk.has(hedge_words.ABSENT_UNSURE):
        return "it is not certain who is absent"
    if desk.has(hedge_words.ROLL_AGAIN):
        return "it is to be counted again"
    late = [one for one in desk.clauses if pattern(hedge_words.CAME_LATE).search(one.plain)]
    if any(set(draft.act.absent or ()) & set(name.students) for one in late for name in desk.within(desk.names, one)):
        return "a child has come since"
    if desk.sketch.count("应到") > 1 and len({one.sessions for one in desk.message.sessions}) > 1:
        return "the numbers of several sessions"
    act = draft.act
    return "nothing was counted" if (act.expected, act.present, act.absent) == (None, None, None) else ""


def _carries(clause: Clause, intent: Intent) -> bool:
    """Whether the clause tells of such a thing."""
    if intent is Intent.RELEASE:
        return gate.tells(clause) or gate.remains(clause)
    if intent is Intent.ROLL_CALL:
        counted = pattern(group_words.COUNTED).search(clause.plain) or pattern(group_words.NOT_HERE).search(
            clause.plain
        )
        return heads(clause.plain).said or bool(counted)
    return direction(clause.plain) is not None


def _ahead(desk: Desk, clause: Clause) -> bool:
    """明天, or 五点半 when it is four: nothing that has happened, unless a 了 or 已 says so."""
    found = desk.within(desk.dates, clause)
    if any(one.kind in (When.WEEKLY, When.ALWAYS) for one in found):
        return True
    days = [day for one in found if one.kind is When.DAYS for day in one.dates]
    if any(day > desk.today for day in days):
        return True
    hours = [one.time for one in desk.within(desk.message.times, clause) if one.time]
    done = pattern(group_words.DONE).search(clause.plain)
    return bool(hours) and not done and min(hours) > desk.message.now.time()


def _in_house(desk: Desk, clause: Clause) -> bool:
    return gate.tells(clause) and bool(pattern(hedge_words.IN_HOUSE).search(clause.plain))


def _wrong_person(text: str) -> bool:
    return bool(pattern(hedge_words.NOT_WHO).search(pattern(hedge_words.RIGHT_WHO).sub("", text)))


def _bare(desk: Desk) -> bool:
    """孙悦妈妈来了: one child and who came, with no word of leaving."""
    return pattern(hedge_words.ONLY_CAME).fullmatch(desk.sketch.strip()) is not None


def _announced(desk: Desk, clause: Clause) -> bool:
    """准备放学,孙悦妈妈来接."""
    before = [one for one in desk.clauses if one.end <= clause.start]
    done = pattern(group_words.DONE).search(clause.plain)
    return not done and any(pattern(group_words.AHEAD).search(one.plain) for one in before)


def _whole(desk: Desk, clause: Clause) -> str:
    """The clause with what the desk blanked out (不是她妈妈)."""
    return desk.message.sketch[clause.start : clause.end]
