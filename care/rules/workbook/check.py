"""From the rows of a file to the book it means, with everything that is wrong about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from care.acts import CareSession
from care.book import Book, CareGroup, Colleague, Duty, DutyKind, Pupil, School
from care.policy import SessionPlan
from care.rules.people.vetting import OWN
from care.rules.workbook import people_sheets, plan_sheets, policy_sheet, resource_sheet
from care.rules.workbook.columns import SHEETS
from care.rules.workbook.directory import Colleagues, Directory, Groups, Pupils, class_names, club_names
from care.rules.workbook.problems import Flaw, Problem
from care.rules.workbook.rows import Row, Table, rows_of


@dataclass(frozen=True)
class Checked:
    """What the file means. With problems nothing may be written; hints are only told."""

    book: Book
    problems: tuple[Problem, ...] = ()
    hints: tuple[Problem, ...] = ()


def check(tables: Mapping[str, Table], current: Book) -> Checked:
    """Sheet by sheet, each leaning on those before it; a sheet that is missing is what the house has."""
    problems: list[Problem] = []

    def rows(name: str) -> list[Row] | None:
        """A sheet without a row says nothing, as one that is not there: nobody means that all pupils left."""
        return (rows_of(tables[name], problems) if name in tables else []) or None

    school = plan_sheets.read_school(found, current.school) if (found := rows("学校")) is not None else None
    staff = _known_papers(people_sheets.read_staff(found), current) if (found := rows("教职工")) is not None else None
    directory = Directory(
        Colleagues.of(current.staff or () if staff is None else staff), sessions=_sessions(school, current)
    )
    classes = people_sheets.read_classes(found, directory) if (found := rows("班级")) is not None else None
    directory = replace(directory, classes=class_names(current.classes or () if classes is None else classes))
    services = plan_sheets.read_services(found, directory) if (found := rows("课后服务")) is not None else None
    groups, clubs = services or (current.groups or (), current.clubs or ())
    directory = replace(directory, groups=Groups(tuple(groups)), clubs=club_names(clubs))
    pupils = _pupils(rows("学生"), rows("家长"), directory, current)
    survey = resource_sheet.read_resources(found, directory) if (found := rows("资源")) is not None else None
    rooms, goods, skills = (survey.rooms, survey.goods, survey.skills) if survey else (None, None, None)
    duties = plan_sheets.read_duties(found, directory) if (found := rows("值班表")) is not None else None
    days = plan_sheets.read_days(found) if (found := rows("校历")) is not None else None
    plan, plan_from = policy_sheet.read_plan(found) if (found := rows("方案")) is not None else (None, None)
    book = Book(
        school, staff, classes, groups if services else None, clubs if services else None, pupils, duties, days,
        plan, plan_from, rooms=rooms, goods=goods, skills=skills,
    )  # fmt: skip
    return Checked(
        book,
        tuple(sorted(problems, key=_place)),
        (
            *_without_kin(pupils or ()),
            *_busy_groups(groups if services and duties is None else ()),
            *_busy(duties or (), _plans(school, current)),
        ),
    )


def _pupils(
    rows: list[Row] | None, guardian_rows: list[Row] | None, directory: Directory, current: Book
) -> tuple[Pupil, ...] | None:
    """Without a pupils' sheet the guardians' sheet is about those who are here."""
    if rows is None and guardian_rows is None:
        return None
    if rows is None:
        pupils = tuple(replace(pupil, places=(), clubs=None, permit=None) for pupil in current.pupils or ())
    else:
        pupils = people_sheets.read_pupils(rows, directory)
    if guardian_rows is None:
        return pupils
    return people_sheets.read_guardians(guardian_rows, pupils, replace(directory, pupils=Pupils.of(pupils)))


def _known_papers(staff: Sequence[Colleague], current: Book) -> tuple[Colleague, ...]:
    """Of whom the file says nothing, the papers stay as they are."""
    papers = {one.code: one.vetting for one in (*(current.staff or ()), *current.former_staff)}
    return tuple(replace(one, vetting=one.vetting or papers.get(one.code) or OWN) for one in staff)


def _sessions(school: School | None, current: Book) -> frozenset[CareSession] | None:
    known = (school and school.sessions) or (current.school and current.school.sessions)
    return frozenset(plan.session for plan in known) if known else None


def _place(problem: Problem) -> tuple[int, int]:
    order = [sheet.name for sheet in SHEETS]
    return (order.index(problem.sheet) if problem.sheet in order else -1, problem.row)


def _without_kin(pupils: Sequence[Pupil]) -> list[Problem]:
    return [Problem(Flaw.NO_GUARDIAN, "学生", value=pupil.called) for pupil in pupils if pupil.kin == ()]


def _plans(school: School | None, current: Book) -> tuple[SessionPlan, ...]:
    return (school and school.sessions) or (current.school and current.school.sessions) or ()


def _busy_groups(groups: Sequence[CareGroup]) -> list[Problem]:
    """One usual teacher of two groups of one session; a roster in the same file is looked at instead. (W-61)"""
    first: dict[tuple[CareSession, str], CareGroup] = {}
    hints = []
    for group in groups:
        other = first.setdefault((group.session, group.teacher), group) if group.teacher else group
        if other is not group:
            hints.append(_twice("课后服务", group.teacher, "", other.name, group.name))
    return hints


def _busy(duties: Sequence[Duty], plans: Sequence[SessionPlan]) -> list[Problem]:
    """One person with two groups at once: in one session, or in two whose times overlap. (W-61)"""
    times = {plan.session: plan for plan in plans}
    before: dict[tuple[date, str], list[Duty]] = {}
    hints = []
    for duty in duties:
        if duty.kind is not DutyKind.CARE or duty.rank != 1:
            continue
        own = before.setdefault((duty.day, duty.person), [])
        if other := next((one for one in own if _overlap(one.session, duty.session, times)), None):
            hints.append(_twice("值班表", duty.person, f"{duty.day.isoformat()} ", other.group, duty.group))
        own.append(duty)
    return hints


def _overlap(one: CareSession, other: CareSession, times: Mapping[CareSession, SessionPlan]) -> bool:
    if one is other:
        return True
    first, second = times.get(one), times.get(other)
    return first is not None and second is not None and first.start < second.end and second.start < first.end


def _twice(sheet: str, person: str, day: str, one: str, other: str) -> Problem:
    return Problem(Flaw.BUSY_TWICE, sheet, value=person, other=f"{day}{one}、{other}")
