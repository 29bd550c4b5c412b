"""One import from file to record: read, check, compare, and, when somebody has agreed, write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from care.acts import CareSession
from care.book import Book, Pupil
from care.calendar import today as day_of
from care.policy import Policy
from care.policy.plain import Unreadable
from care.policy.plain import read as overlaid
from care.rules import limits
from care.rules.guardrails import Rails, screen
from care.rules.lookalikes import Confusion, find_confusions
from care.rules.people import consent
from care.rules.people.consent import Standing
from care.rules.people.vetting import lacks
from care.rules.workbook import policy_sheet
from care.rules.workbook.check import check
from care.rules.workbook.difference import Difference, compare
from care.rules.workbook.problems import Flaw, Problem
from care.wording import guardrails as rail_words
from care.wording import vetting as words
from care.wording.policy import findings
from storage import known as policies
from storage import ledger, schools
from storage.staff import consents, vettings
from storage.workbook.apply import apply
from storage.workbook.current import book_of
from storage.workbook.read import Sheetful

MOST_NAMES = 12
"""So many names stand in one line of a hint."""


@dataclass(frozen=True)
class Plan:
    """What an import would do to one school. With problems it does nothing."""

    code: str
    before: Book
    after: Book
    difference: Difference
    problems: tuple[Problem, ...] = ()
    hints: tuple[Problem, ...] = ()
    confusions: tuple[Confusion, ...] = ()

    @property
    def names(self) -> dict[str, str]:
        """Colleagues' names by code."""
        return {one.code: one.name for one in (*(self.before.staff or ()), *(self.after.staff or ()))}


def plan(session: Session, tables: Sheetful, torn: Sequence[Problem], *, school: str = "", now: datetime) -> Plan:
    """Look at everything, write nothing. `school` names the school where the file does not."""
    nothing = Plan("", Book(), Book(), Difference(), tuple(torn))
    if torn and not tables:
        return nothing
    code, trouble = _which(session, tables, school)
    if trouble:
        return replace(nothing, problems=(*torn, trouble))
    today = day_of(now)
    known = schools.id_of(session, code)
    before = book_of(session, known, today=today) if known else Book()
    checked = check(tables, before)
    named = checked.book.school
    problems = (*torn, *checked.problems)
    if known is None and not (named and named.name):
        problems = (*problems, Problem(Flaw.NO_SCHOOL_NAME, "学校"))
    if problems:
        return Plan(code, before, checked.book, Difference(), problems, checked.hints)
    after = replace(checked.book, school=replace(named, code=code) if named else None)
    difference = compare(before, after, today=today)
    held = (
        *_plan_problems(session, known, difference, today),
        *(_in_care(session, known, difference.pupils_gone, today) if known else ()),
        *railed(difference, policy_of_school(session, known, today)),
        *unvetted(session, known, before, after, difference, policy_of_school(session, known, today)),
    )
    silent = unconsented(session, known, before, after, difference, policy_of_school(session, known, today))
    held += tuple(one for standing, one in silent.items() if standing is Standing.REFUSED)
    hints = tuple(one for standing, one in silent.items() if standing is Standing.WARNED)
    confusions = find_confusions(after.pupils if after.pupils is not None else before.pupils or ())
    return Plan(code, before, after, difference, held, (*checked.hints, *hints), confusions)


def carry_out(session: Session, agreed: Plan, *, now: datetime) -> int:
    """Write what was agreed; the school's number."""
    school_id = schools.id_of(session, agreed.code)
    if school_id is None:
        school_id = schools.add(session, agreed.code, agreed.after.school.name if agreed.after.school else agreed.code)
    apply(session, school_id, agreed.before, agreed.after, agreed.difference, now=now, today=day_of(now))
    return school_id


def _which(session: Session, tables: Sheetful, given: str) -> tuple[str, Problem | None]:
    """The school that the file names, or that was given, or the only one there is."""
    found = check({"学校": tables["学校"]}, Book()).book.school if "学校" in tables else None
    written = found.code if found else ""
    if given and written and given != written:
        return "", Problem(Flaw.OTHER_SCHOOL, value=written, other=given)
    only = [code for _, code in schools.every(session)]
    code = given or written or (only[0] if len(only) == 1 else "")
    return code, None if code else Problem(Flaw.NO_SCHOOL_CODE)


def policy_of_school(session: Session, school_id: int | None, day: date) -> Policy:
    return policies.policy(session, school_id, day) if school_id else Policy()


def unvetted(
    session: Session, school_id: int | None, before: Book, after: Book, difference: Difference, policy: Policy
) -> tuple[Problem, ...]:
    """Nobody from outside comes on the roster unchecked, or for a day on which a paper is over. (L-13, L-25)"""
    papers = {one.code: one for one in after.staff or before.staff or ()}
    known = vettings.institutions(session, school_id) if school_id else {}
    found: dict[tuple[str, date], Problem] = {}
    for duty in (*difference.duties.added, *(now for _, now in difference.duties.changed)):
        one = papers.get(duty.person)
        if one is None or one.vetting is None:
            continue
        institution = known.get(one.vetting.institution)
        missing = lacks(one.vetting, duty.day, policy.staffing, policy.people, institution)
        if missing:
            who = f"{duty.day.isoformat()} {one.name}"
            found.setdefault(
                (one.name, duty.day), Problem(Flaw.UNVETTED, "值班表", value=who, other=words.lacked(missing))
            )
    return tuple(found.values())


def unconsented(
    session: Session, school_id: int | None, before: Book, after: Book, difference: Difference, policy: Policy
) -> dict[Standing, Problem]:
    """Colleagues who come on the roster and have not agreed to take part: one line for all of them. (L-31)

    What a school brings in first is held against nothing: it could ask nobody yet.
    """
    rostered = (*difference.duties.added, *(now for _, now in difference.duties.changed))
    if not rostered or school_id is None:
        return {}
    names = {one.code: one.name for one in after.staff or before.staff or ()}
    found = consent.without([duty.person for duty in rostered], consents.by_code(session, school_id), policy)
    lacking = [names.get(code, code) for code in found]
    more = f"等{len(lacking)}人" if len(lacking) > MOST_NAMES else ""
    problem = Problem(Flaw.NO_CONSENT, "值班表", value="、".join(lacking[:MOST_NAMES]) + more)
    return dict.fromkeys(found.values(), problem)


def _plan_problems(session: Session, school_id: int | None, difference: Difference, today: date) -> tuple[Problem, ...]:
    """A past day keeps its rules; what the limits stop is not brought in. (C01, section 4.2)"""
    changed, since = [after for _, after in difference.plan.changed], difference.plan_from or today
    if not changed:
        return ()
    if since < today:
        return (Problem(Flaw.PLAN_PAST, "方案", value=since.isoformat()),)
    base = policy_of_school(session, school_id, today).on(since)
    try:
        new = overlaid(Policy, policy_sheet.changes_of(changed), base=base)
    except Unreadable as error:
        return (Problem(Flaw.PLAN_VALUE, "方案", value=error.where, other="请核对"),)
    old = set(limits.check(base))
    stops = [one for one in limits.check(new) if one.stops and one not in old]
    return tuple(Problem(Flaw.PLAN_LIMIT, "方案", value=findings.sentence(one)) for one in stops)


def railed(difference: Difference, policy: Policy) -> tuple[Problem, ...]:
    """A club whose name or note plans what care must not hold. (C13; L-03, L-04, L-14)"""
    rails = Rails(price_approved=bool(policy.people.price_document), learning_lessons=policy.people.learning_lessons)
    clubs = (*difference.clubs.added, *(now for _, now in difference.clubs.changed))
    return tuple(
        Problem(Flaw.RAIL, "课后服务", value=f"{club.name} {club.note}".strip(), other=rail_words.what(hit.limit))
        for club in clubs
        for hit in screen(f"{club.name}。{club.note}", rails)[:1]
    )


def _in_care(session: Session, school_id: int, gone: Sequence[Pupil], today: date) -> tuple[Problem, ...]:
    """A child that somebody at school holds at this minute cannot leave the school's list. (promise 1)"""
    if not gone:
        return ()
    held: set[int] = set()
    for care in CareSession:
        places = ledger.places(session, school_id, today, care)
        held |= {student for student, place in places.items() if place.at_school}
    return tuple(Problem(Flaw.IN_CARE_NOW, "学生", value=pupil.called) for pupil in gone if pupil.id in held)
