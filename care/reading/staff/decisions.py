"""Decisions on applications (审批): approve and reject (guidelines 24, 28, 43)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from care.acts import About, Intent
from care.people import Student
from care.reading.parts import Clause, FoundName, Mood
from care.reading.policy import Draft
from care.reading.staff.desk import Desk, pattern, pupils, say, unclear
from care.reading.staff_phrases import gate as gate_words
from care.reading.staff_phrases import talk as talk_words

END = " ,，。.;；!！~、\n"


@dataclass(frozen=True)
class Verdict:
    """One clause's decision, and for whom."""

    intent: Intent
    clause: Clause
    names: tuple[FoundName, ...]
    everybody: bool = False
    but: bool = False  # 除了X都通过


def read_decisions(desk: Desk) -> list[Draft]:
    """Each child's decision; all waiting, or all but some; one waiting needs no name."""
    pending = desk.message.known.pending
    if not pending:
        bare = pattern(rf"(?:{talk_words.APPROVE})[了吧哈,。!\s]*").fullmatch(desk.sketch)
        return [say(Intent.AFFIRM, desk.message.text, "a bare yes")] if bare else []
    verdicts = _verdicts(desk)
    if not verdicts:
        return []
    moods = frozenset(mood for verdict in verdicts for mood in verdict.clause.moods)
    moods |= {Mood.PAST} if desk.past else set()
    drafts = [_draft(desk, verdict, pending) for verdict in _merged(verdicts)]
    if why := _unsettled(moods):
        return [draft.doubted(About.INTENT, why) for draft in drafts]
    return drafts


def _unsettled(moods: frozenset[Mood]) -> str:
    if Mood.CONDITION in moods:
        return "it hangs on a condition"
    if Mood.HEARSAY in moods:
        return "others say so"
    if Mood.PAST in moods:
        return "it is told of a day gone by"
    if Mood.QUESTION in moods or Mood.REQUEST in moods:
        return "it is a question"
    return "it is not certain" if Mood.MAYBE in moods else ""


def _verdicts(desk: Desk) -> list[Verdict]:
    """Clause by clause; names without a verdict wait for the next one (郑好、冯喆,都准)."""
    found: list[Verdict] = []
    waiting: tuple[FoundName, ...] = ()
    for clause in (part for whole in desk.clauses for part in _apart(desk, whole)):
        names = desk.within(desk.names, clause)
        others = bool(pattern(gate_words.OTHERS).search(clause.plain))
        intent = (
            None
            if Mood.HEARSAY in clause.moods
            else _intent(clause.plain, named=bool(names) or others or _all_of(clause))
        )
        if intent is None:
            if not pattern(rf"{talk_words.HOLD}|{talk_words.HOLD_FIRST}").search(clause.plain):
                waiting += names
            continue
        if pattern(rf"{talk_words.BY_ANOTHER}|{talk_words.NOT_YET_DECIDED}").search(clause.plain):
            clause = replace(clause, moods=clause.moods | {Mood.MAYBE})
        but = bool(names) and bool(pattern(gate_words.EXCEPT).search(clause.plain))
        everybody = bool(pattern(gate_words.EVERYBODY).search(clause.plain)) or bool(
            pattern(gate_words.OTHERS).search(clause.plain)
        )
        found.append(Verdict(intent, clause, waiting + names, everybody, but))
        waiting = ()
    return found


def _apart(desk: Desk, clause: Clause) -> Iterator[Clause]:
    """高宇航ok 马天宇不ok; 同意甲驳回乙: said of two in one breath, so each with its own verdict."""
    refused = [match.span() for match in pattern(talk_words.REJECT).finditer(clause.plain)]
    granted = _granted(clause.plain, refused)
    names = desk.within(desk.names, clause)
    if not refused or not granted or len(names) < 2:
        yield clause
        return
    verbs, called = sorted(start for start, _ in (*refused, *granted)), [name.start - clause.start for name in names]
    heads, tails = (verbs, called) if verbs[0] < called[0] else (called, verbs)
    starts = [at for before, at in zip([0, *heads], heads, strict=False) if any(before <= one < at for one in tails)]
    cuts = [0, *starts, len(clause.plain)]
    parts = [_part(clause, start, end) for start, end in pairwise(cuts)]
    whole = all(desk.within(desk.names, part) and _intent(part.plain, named=True) for part in parts)
    yield from parts if whole else [replace(clause, moods=clause.moods | {Mood.MAYBE})]


def _granted(plain: str, refused: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The words that approve, outside those that refuse (不批)."""
    words = pattern(rf"{talk_words.APPROVE}|(?<=[C ]){talk_words.APPROVE_NAMED}")
    found = [match.span() for match in words.finditer(plain)]
    return [(start, end) for start, end in found if all(end <= s or e <= start for s, e in refused)]


def _part(clause: Clause, start: int, end: int) -> Clause:
    return replace(
        clause, start=clause.start + start, end=clause.start + end, text=clause.text[start:end],
        plain=clause.plain[start:end],
    )  # fmt: skip


def _all_of(clause: Clause) -> bool:
    """这些都可以: said of all that waits."""
    return bool(pattern(talk_words.THESE).search(clause.plain))


def _intent(plain: str, *, named: bool = False) -> Intent | None:
    """行 and 可以 decide only beside a name; alone they are a yes (guideline 24)."""
    plain = pattern(talk_words.ALL_BUT_HELD).sub("", plain)
    if pattern(talk_words.HOLD_FIRST).search(plain):
        return None
    if pattern(talk_words.REJECT).search(plain):
        return Intent.REJECT
    if pattern(talk_words.HOLD).search(plain):
        return None
    approved = pattern(talk_words.APPROVE).search(plain) or (named and pattern(talk_words.APPROVE_NAMED).search(plain))
    return Intent.APPROVE if approved else None


def _merged(verdicts: list[Verdict]) -> list[Verdict]:
    """郝甜甜批,吕洋也批 is one decision on two."""
    merged: list[Verdict] = []
    for verdict in verdicts:
        last = merged[-1] if merged else None
        if (
            last
            and last.intent is verdict.intent
            and last.everybody == verdict.everybody
            and not (last.but or verdict.but)
        ):
            merged[-1] = Verdict(last.intent, last.clause, last.names + verdict.names, last.everybody)
        else:
            merged.append(verdict)
    return merged


def _draft(desk: Desk, verdict: Verdict, pending: tuple[Student, ...]) -> Draft:
    named = tuple(_waiting(student, pending) for student in pupils(verdict.names))
    known = tuple(student for student in named if student is not None)
    draft = say(
        verdict.intent, verdict.clause.text, "a decision on an application",
        reason_text=_reason(desk, verdict) if verdict.intent is Intent.REJECT else None,
    )  # fmt: skip
    if odd := next(unclear(verdict.names), None):
        options = [draft.with_(students=(*known, student)).act for student in odd.students]
        return draft.doubted(About.STUDENT, f"{odd.words} is not one child that waits", options)
    if len(known) < len(named):
        return draft.doubted(About.STUDENT, "nothing of this child waits for a decision")
    if verdict.but or (verdict.everybody and not known and _decided(desk, verdict)):
        others = {*known, *_decided(desk, verdict)}
        return draft.with_(students=tuple(student for student in pending if student not in others))
    if known:
        return draft.with_(students=known)
    if verdict.everybody:
        return draft.with_(all=True)
    if len(pending) == 1:
        return draft.with_(students=pending)
    return draft.doubted(
        About.STUDENT, "several wait and nobody is named", [draft.with_(students=(s,)).act for s in pending]
    )


def _waiting(student: Student, pending: tuple[Student, ...]) -> Student | None:
    return next((one for one in pending if one.name == student.name), None)


def _decided(desk: Desk, verdict: Verdict) -> tuple[Student, ...]:
    """Those named outside this verdict: 其他 leaves them out."""
    named = pupils(name for name in desk.names if name not in verdict.names)
    return tuple(one for one in desk.message.known.pending if any(one.name == student.name for student in named))


def _reason(desk: Desk, verdict: Verdict) -> str | None:
    """The words beside a refusal, verbatim (guideline 28)."""
    place = next(at for at, one in enumerate(desk.clauses) if verdict.clause.start < one.end)
    beside = (*desk.clauses[place + 1 : place + 2], *reversed(desk.clauses[:place][-1:]))
    for clause in beside:
        if _intent(clause.plain) is None and not desk.within(desk.names, clause):
            return desk.message.tidied.raw(clause.start, clause.end).strip(END) or None
    return None
