"""Groups that change hands between colleagues (交接): take_over and hand_over (guidelines 7, 26, 44, 48)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from care.acts import About, Intent
from care.reading import counts
from care.reading.parts import Clause, FoundStaff, Mood
from care.reading.policy import Draft
from care.reading.staff.desk import Desk, doubtful, one_colleague, pattern, say
from care.reading.staff_phrases import group as group_words

_ASKS_FOR_HELP = frozenset({Mood.REQUEST, Mood.PLAN, Mood.QUESTION})
"""Beside a colleague's name these leave it clear what is wished: one press makes the offer."""
_TOTAL = rf"{group_words.TOTAL}(?P<n>{counts.NUM})"


@dataclass
class Handing:
    """One group on its way, as the clauses tell it."""

    intent: Intent
    clause: Clause
    found: FoundStaff | None
    count: int | None = None
    class_name: str | None = None
    moods: set[str] = field(default_factory=set)


def read_handing(desk: Desk) -> list[Draft]:
    """Each group handed or taken, with the number and class said beside it."""
    handings: list[Handing] = []
    waiting: tuple[int | None, str | None] = (None, None)
    for clause in desk.clauses:
        if several := _parcels(desk, clause, before=not handings):
            handings += several
            waiting = (None, None)
            continue
        kept = _is_kept(clause)
        count, class_name = (None, None) if kept else _size(desk, clause)
        intent = None if _asked_before(desk, clause) else leads_away(desk, clause)
        if intent and not (handings and _same(desk, handings[-1], clause, intent)):
            handings.append(
                Handing(intent, clause, _colleague(desk, clause), count or waiting[0], class_name or waiting[1])
            )
            waiting = (None, None)
        elif handings and not kept:
            last = handings[-1]
            last.found = last.found or _colleague(desk, clause)
            last.count, last.class_name = last.count or count, last.class_name or class_name
        elif not kept:
            waiting = (count or waiting[0], class_name or waiting[1])
    corrected = [one for one in desk.colleagues if desk.corrected_from and one.start >= desk.corrected_from]
    if len(handings) == 1 and corrected:
        handings[0].found = corrected[0]  # 交给王磊6个,不对,是李静 (guideline 33)
    total = _total(desk) if len(handings) == 1 and len(desk.classes) > 1 else None
    if total is not None:
        handings[0].count, handings[0].class_name = total, None
    return [_draft(desk, handing) for handing in handings if _is_group(handing)]


def _asked_before(desk: Desk, clause: Clause) -> bool:
    """中午请柳枫帮我看班,9个已经领到她那里了: what was asked for has been done by another clause."""
    cover = pattern(group_words.COVER)
    return bool(cover.search(clause.plain)) and any(
        one.start > clause.start and leads_away(desk, one) and not cover.search(one.plain) for one in desk.clauses
    )


def _is_kept(clause: Clause) -> bool:
    """剩下三个我带着; but 三2班现在我带 is a group taken."""
    kept = pattern(group_words.KEPT).search(clause.plain)
    return bool(kept) and not pattern(group_words.TAKEN_NOW).search(clause.plain)


def _parcels(desk: Desk, clause: Clause, *, before: bool) -> list[Handing]:
    """王磊的三2班6人、李静的三3班4人都到我这了; 王磊那边6个,李静那边4个,我都接了: one group from each."""
    if direction(clause.plain) is not Intent.TAKE_OVER:
        return []
    here = [one for one in desk.colleagues if one.within(clause.start, clause.end)]
    start = clause.start
    if not here and before and pattern(group_words.ALL_OF_THEM).search(clause.plain):
        start = 0
        here = [one for one in desk.colleagues if one.end <= clause.start]
    if len(here) < 2:
        return []
    ends = [*(one.start for one in here[1:]), clause.end]
    parcels = [
        Handing(Intent.TAKE_OVER, clause, one, *_size(desk, _stretch(desk, max(one.start, start), end)))
        for one, end in zip(here, ends, strict=True)
    ]
    whole = len({one.staff for one in here}) > 1 and all(one.count or one.class_name for one in parcels)
    return parcels if whole else []


def _stretch(desk: Desk, start: int, end: int) -> Clause:
    return Clause(start, end, desk.message.text[start:end], desk.sketch[start:end])


@lru_cache(maxsize=64)
def direction(plain: str) -> Intent | None:
    """To me or from me: 我接了何老师的班 is taken, 马老师接走我这儿九个 is given."""
    for way, signs in group_words.DIRECTIONS:
        if pattern(signs).search(plain):
            return Intent.TAKE_OVER if way is group_words.TAKES else Intent.HAND_OVER
    return None


def leads_away(desk: Desk, clause: Clause) -> Intent | None:
    """The direction of a clause; 她都领走了 is one where 她 is a colleague named before."""
    if desk.colleagues and not desk.within(desk.names, clause) and pattern(group_words.SHE_TAKES).search(clause.plain):
        return Intent.HAND_OVER
    if pattern(group_words.NEUTRAL).search(clause.plain) and desk.has(group_words.TAKES_BESIDE):
        return Intent.TAKE_OVER
    return direction(clause.plain)


def _same(desk: Desk, last: Handing, clause: Clause, intent: Intent) -> bool:
    """Another clause about the same handing: it names nobody new."""
    found = _colleague(desk, clause)
    if pattern(group_words.SETTLED).search(clause.plain) and not desk.within(desk.colleagues, clause):
        return True  # 我顶上了,14个孩子交接完
    return intent is last.intent and (found is None or last.found is None or found.staff == last.found.staff)


def _colleague(desk: Desk, clause: Clause) -> FoundStaff | None:
    """The colleague of the clause, or the one before it whom 她那里 means."""
    here = [found for found in desk.colleagues if found.within(clause.start, clause.end)]
    before = [found for found in desk.colleagues if found.end <= clause.start]
    meant = bool(pattern(group_words.THERE).search(clause.plain))
    only = len({found.staff for found in desk.colleagues}) == 1
    return here[0] if here else before[-1] if before and (meant or only) else None


def _is_group(handing: Handing) -> bool:
    """人先在我这 hands over no group: somebody, a number, a class or the word itself must be there."""
    told = (handing.found, handing.count, handing.class_name)
    plain = handing.clause.plain
    accepts = handing.intent is Intent.TAKE_OVER and pattern(group_words.ACCEPTS).fullmatch(plain)
    return any(one is not None for one in told) or bool(accepts or pattern(group_words.SHIFT).search(plain))


def _total(desk: Desk) -> int | None:
    """共12个: the sum of several classes, which then is no one class."""
    totals = [counts.number(match["n"]) for match in pattern(_TOTAL).finditer(desk.sketch)]
    return totals[-1] if totals else None


def _size(desk: Desk, clause: Clause) -> tuple[int | None, str | None]:
    """Number and class in a clause; roll-call figures never fill the number (guideline 48)."""
    classes = {one.class_name for one in desk.within(desk.classes, clause)}
    class_name = classes.pop() if len(classes) == 1 else None
    if pattern(group_words.COUNTED).search(clause.plain):
        return None, class_name
    bare = pattern(rf"\W*(?P<n>{counts.NUM})\W*").fullmatch(clause.plain)
    return counts.number(bare["n"]) if bare else next(counts.people(clause.plain), None), class_name


def _draft(desk: Desk, handing: Handing) -> Draft:
    taken = handing.intent is Intent.TAKE_OVER
    colleague = one_colleague(handing.found)
    slot = {"giver": colleague} if taken else {"receiver": colleague}
    draft = say(
        handing.intent, handing.clause.text, "a group changes hands",
        class_name=handing.class_name, count=handing.count, **slot,
    )  # fmt: skip
    why = doubtful(handing.clause.moods) or ("it is planned" if _planned(desk, handing.clause) else "")
    if not why and pattern(group_words.BETWEEN_OTHERS).search(handing.clause.plain.strip(" ,。!")):
        why = "it is between two others"
    if not why and pattern(group_words.WITH_ME).search(handing.clause.plain) and not desk.has(group_words.TOLD_BESIDE):
        why = "it is not said who takes"
    if why:
        ready = not taken and colleague is not None and not doubtful(handing.clause.moods - _ASKS_FOR_HELP)
        return draft.doubted(About.INTENT, why, [draft.act] if ready else [])
    if desk.past:
        return draft.doubted(About.DATE, "the day is over")
    if handing.found is not None and colleague is None:
        options = [draft.with_(**{next(iter(slot)): one}).act for one in handing.found.staff]
        return draft.doubted(About.PERSON, "more than one colleague fits, or none", options)
    if not taken and colleague is None:
        return draft.doubted(About.PERSON, "nobody is named who takes the group")
    return draft


def _planned(desk: Desk, clause: Clause) -> bool:
    """待会交给王磊; 等会儿我要去开会,娃先给王磊看: what was announced before holds for what follows."""
    if pattern(group_words.PLANNED).search(clause.plain):
        return True
    before = [one for one in desk.clauses if one.end <= clause.start]
    done = pattern(group_words.DONE).search(clause.plain)
    return not done and any(pattern(group_words.AHEAD).search(one.plain) for one in before)
