"""A book as the lines of its sheets, in the order of their columns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from care.acts import CareSession
from care.book import Book, DutyKind, Place, Pupil, School
from care.rules.people.vetting import OWN, Origin, Vetting
from care.rules.workbook import policy_sheet, resource_sheet
from care.rules.workbook.columns import SCHOOL_ITEMS
from care.rules.workbook.directory import LABELS
from care.rules.workbook.people_sheets import ORIGINS, POSTS
from care.rules.workbook.plan_sheets import KINDS

Line = Sequence[str]
WEEKDAYS = "一二三四五六日"
_POST_WORDS = {post: word for word, post in reversed(POSTS.items())}
_ORIGIN_WORDS = {origin: word for word, origin in ORIGINS.items()}
_KIND_WORDS: dict[DutyKind, str] = {kind: word for word, kind in KINDS.items()}


def lines_of(book: Book) -> dict[str, list[Line]]:
    return {
        "学校": _school(book.school) if book.school else [],
        "班级": [(one.name, one.teacher) for one in book.classes or ()],
        "学生": [_pupil(pupil) for pupil in book.pupils or ()],
        "家长": [line for pupil in book.pupils or () for line in _kin(pupil)],
        "教职工": [
            (
                one.code,
                one.name,
                one.phone,
                "、".join(sorted(_POST_WORDS[post] for post in one.posts)),
                *_papers(one.vetting or OWN),
            )
            for one in book.staff or ()
        ],
        "课后服务": _services(book),
        "资源": [*resource_sheet.lines(book.rooms or (), book.goods or (), book.skills or ())],
        "值班表": [
            (
                duty.day.isoformat(),
                LABELS[duty.session],
                _KIND_WORDS[duty.kind],
                duty.group,
                duty.person,
                str(duty.rank),
            )
            for duty in book.duties or ()
        ],
        "校历": [
            (one.day.isoformat(), "", "上课" if one.open else "放假", _weekday(one.follows), one.note)
            for one in book.days or ()
        ],
        "方案": policy_sheet.lines(book.plan) if book.plan else [],
    }


def _papers(papers: Vetting) -> Line:
    if papers.origin is Origin.OWN:
        return ("",) * 9
    return (
        _ORIGIN_WORDS[papers.origin], papers.institution, papers.qualification, _day(papers.record_checked),
        "是" if papers.clean else "否", _day(papers.health_until), papers.contract, _day(papers.contract_until),
        papers.filing,
    )  # fmt: skip


def _school(school: School) -> list[Line]:
    plans = {plan.session: plan for plan in school.sessions or ()}
    values = {"学校代号": school.code, "学校名称": school.name}
    for care, plan in plans.items():
        values[f"{LABELS[care]}时间"] = f"{plan.start:%H:%M}-{plan.end:%H:%M}"
    weekly = {plan.weekdays for care, plan in plans.items() if care not in (CareSession.WEEKEND, CareSession.VACATION)}
    if len(weekly) == 1:  # Where they differ, the page says nothing of them and they stay as they are.
        values["托管星期"] = _weekdays(weekly.pop())
    return [(item, values.get(item, ""), note) for item, _, note in SCHOOL_ITEMS]


def _pupil(pupil: Pupil) -> Line:
    places = {place.session: place for place in pupil.places}
    since = min((place.since for place in pupil.places if place.since), default=None)
    permit = pupil.permit
    return (
        pupil.class_name,
        pupil.name,
        pupil.number,
        *_place(places.get(CareSession.NOON)),
        *_place(places.get(CareSession.EVENING)),
        *_place(places.get(CareSession.MORNING)),
        _day(since),
        "、".join(pupil.clubs or ()),
        permit.number if permit else "",
        _day(permit.until) if permit else "",
    )


def _place(place: Place | None) -> Line:
    return (place.group, _weekdays(place.weekdays)) if place else ("", "")


def _kin(pupil: Pupil) -> list[Line]:
    return [
        (
            pupil.class_name,
            pupil.name,
            pupil.number,
            one.name,
            one.relation,
            one.phone,
            str(one.rank),
            "是" if one.collects else "",
            one.notice_id,
        )
        for one in pupil.kin or ()
    ]


def _services(book: Book) -> list[Line]:
    groups = [("托管班", LABELS[one.session], one.name, one.teacher, one.room, "") for one in book.groups or ()]
    clubs = [("社团", "", one.name, one.teacher, "", one.note) for one in book.clubs or ()]
    return [*groups, *clubs]


def _weekdays(days: Sequence[int]) -> str:
    return "周" + "".join(WEEKDAYS[day - 1] for day in days)


def _weekday(day: int | None) -> str:
    return _weekdays((day,)) if day else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
