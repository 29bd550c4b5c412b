"""The sheets about people: 教职工, 班级, 学生, 家长."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import replace

from care.acts import CareSession
from care.book import Colleague, Kin, Permit, Place, Post, Pupil, SchoolClass
from care.rules.people.vetting import OWN, Origin, Vetting
from care.rules.workbook.cells import grade_and_number
from care.rules.workbook.directory import NO, Directory
from care.rules.workbook.problems import Bad, Flaw
from care.rules.workbook.rows import Row

POSTS = {
    "教师": Post.TEACHER,
    "老师": Post.TEACHER,
    "任课教师": Post.TEACHER,
    "班主任": Post.CLASS_TEACHER,
    "值班领导": Post.DUTY_LEADER,
    "副校长": Post.DUTY_LEADER,
    "主任": Post.DUTY_LEADER,
    "校长": Post.PRINCIPAL,
    "管理员": Post.IT,
    "信息老师": Post.IT,
}
ORIGINS = {"本校": Origin.OWN, "外聘": Origin.EXTERNAL, "机构": Origin.INSTITUTION, "家长义工": Origin.VOLUNTEER}
_SESSIONS = ((CareSession.MORNING, "morning"), (CareSession.NOON, "noon"), (CareSession.EVENING, "evening"))
LAST = 99  # the rank of those whose row names none


class Seen:
    """Tells whether a key stood in an earlier row, and in which."""

    def __init__(self) -> None:
        self._rows: dict[Hashable, int] = {}

    def before(self, key: Hashable, row: Row) -> str:
        """The earlier row's number, or nothing."""
        earlier = self._rows.setdefault(key, row.number)
        return str(earlier) if earlier != row.number else ""


def read_staff(rows: Sequence[Row]) -> tuple[Colleague, ...]:
    """One colleague a row; the code (工号) is what the platform calls them."""
    seen, found = Seen(), []
    for row in rows:
        code = row.text("code").lower()
        one = Colleague(code, row.name("name"), row.phone("phone"), _posts(row), vetting=_vetting(row))
        if code and not re.fullmatch(r"[a-z0-9._@-]{1,64}", code):
            row.wrong("code", Flaw.CODE, code)
        elif code and (earlier := seen.before(code, row)):
            row.wrong("code", Flaw.TWICE, code, earlier)
        elif code and one.name:
            found.append(one)
    return tuple(found)


def _vetting(row: Row) -> Vetting | None:
    """None where the cell is blank: nothing is said. (C97)"""
    written = row.choice("origin")
    if not written:
        return None
    if ORIGINS[written] is Origin.OWN:
        return OWN
    return Vetting(
        ORIGINS[written], row.name("institution"), row.text("qualification"), row.day("record_checked"),
        row.text("clean") not in NO, row.day("health_until"), row.text("contract"), row.day("contract_until"),
        row.text("filing"),
    )  # fmt: skip


def _posts(row: Row) -> frozenset[Post]:
    written = row.several("posts")
    for word in written:
        if word not in POSTS:
            row.wrong("posts", Flaw.CHOICE, word, "、".join(("教师", "班主任", "值班领导", "校长", "管理员")))
    return frozenset(POSTS[word] for word in written if word in POSTS) or frozenset({Post.TEACHER})


def read_classes(rows: Sequence[Row], directory: Directory) -> tuple[SchoolClass, ...]:
    seen, found = Seen(), []
    for row in rows:
        name = row.class_name("name")
        teacher = row.take("teacher", directory.staff.code_of(row.name("teacher")), "")
        parts = grade_and_number(name)
        if not name:
            continue
        if parts is None:
            row.wrong("name", Flaw.CLASS_NAME, name)
        elif earlier := seen.before(name, row):
            row.wrong("name", Flaw.TWICE, name, earlier)
        else:
            found.append(SchoolClass(name, *parts, teacher))
    return tuple(found)


def read_pupils(rows: Sequence[Row], directory: Directory) -> tuple[Pupil, ...]:
    """Two pupils of one name are told apart by class; in one class by number (学号)."""
    called, numbers, found = Seen(), Seen(), []
    first_number: dict[tuple[str, str], str] = {}
    for row in rows:
        class_name, name, number = row.class_name("class_name"), row.name("name"), row.text("number")
        known_class = row.take("class_name", directory.class_named(class_name), "")
        pupil = Pupil(class_name, name, number, None, *_care(row, directory, known_class))
        if not class_name or not name:
            continue
        earlier = called.before((class_name, name), row)
        if number and (other := numbers.before(number, row)):
            row.wrong("number", Flaw.NUMBER_TWICE, number, other)
        elif earlier and not (number and first_number[class_name, name]):
            row.wrong("number", Flaw.NAMESAKES, f"{class_name}的“{name}”", earlier)
        first_number.setdefault((class_name, name), number)
        found.append(pupil)
    return tuple(found)


def _care(
    row: Row, directory: Directory, class_name: str
) -> tuple[tuple[Place, ...], tuple[str, ...] | None, Permit | None]:
    places = tuple(place for care, key in _SESSIONS if (place := _place(row, directory, class_name, care, key)))
    return places, _clubs(row, directory), _permit(row)


def _place(row: Row, directory: Directory, class_name: str, care: CareSession, key: str) -> Place | None:
    """None where the cell is blank: nothing is said about this session."""
    written, weekdays = row.text(key), row.weekdays(f"{key}_days")
    if not written:
        return None
    if written in NO:
        return Place(care, "", ())
    if directory.sessions is not None and care not in directory.sessions:
        row.wrong(key, Flaw.NO_SUCH_SESSION, row.sheet.column(key).heading)
        return None
    if not class_name:
        return None  # The class itself is in doubt; its group would be told twice.
    group = row.take(key, directory.groups.wished(care, written, class_name), "")
    return Place(care, group, weekdays, row.day("since")) if group else None


def _clubs(row: Row, directory: Directory) -> tuple[str, ...] | None:
    written = row.several("clubs")
    if not written:
        return None
    if set(written) <= NO:
        return ()
    for name in written:
        if name not in directory.clubs:
            row.wrong("clubs", Flaw.UNKNOWN_CLUB, name)
    return written


def _permit(row: Row) -> Permit | None:
    number, until = row.text("permit"), row.day("permit_until")
    if not number:
        return None
    return Permit("") if number in NO else Permit(number, until)


def read_guardians(rows: Sequence[Row], pupils: Sequence[Pupil], directory: Directory) -> tuple[Pupil, ...]:
    """The pupils with their grown-ups, in the order they are asked."""
    kin: dict[int, list[tuple[Row, Kin]]] = {}
    bearers: dict[str, tuple[str, str]] = {}
    places = {id(pupil): place for place, pupil in enumerate(pupils)}
    for row in rows:
        one = Kin(
            row.name("name"), row.text("relation"), row.phone("phone"), row.whole("rank", blank=0),
            row.yes("collects"), _notice_id(row, bearers),
        )  # fmt: skip
        pupil = _pupil(row, directory)
        if pupil is not None and one.name:
            kin.setdefault(places[id(pupil)], []).append((row, one))
    return tuple(replace(pupil, kin=_in_order(kin.get(place, []))) for place, pupil in enumerate(pupils))


def _notice_id(row: Row, bearers: dict[str, tuple[str, str]]) -> str:
    """The parent's account, in small letters as case means nothing there; one person's alone. (wecom.md 4a)"""
    written = row.text("notice_id").lower()
    who = row.name("name"), row.phone("phone")
    if not written:
        return ""
    if not re.fullmatch(r"[a-z0-9][a-z0-9_.@-]{0,63}", written):
        row.wrong("notice_id", Flaw.CODE, written)
        return ""
    if bearers.setdefault(written, who) != who:
        row.wrong("notice_id", Flaw.ACCOUNT_TWICE, written, bearers[written][0])
    return written


def _pupil(row: Row, directory: Directory) -> Pupil | None:
    class_name, name, number = row.class_name("class_name"), row.name("pupil"), row.text("number")
    if not class_name or not name:
        return None
    known = directory.class_named(class_name)
    if isinstance(known, Bad):
        row.wrong("class_name", known.flaw, known.value)
        return None
    found = directory.pupils.find(class_name, name, number)
    if isinstance(found, Bad):
        row.wrong("number" if found.flaw is Flaw.WHICH_PUPIL else "pupil", found.flaw, found.value, found.other)
        return None
    return found


def _in_order(written: list[tuple[Row, Kin]]) -> tuple[Kin, ...]:
    """Ranks 1, 2, 3…: those given first, the rest as they stand."""
    names, collecting = Seen(), Seen()
    for row, one in written:
        if earlier := names.before(one.name, row):
            row.wrong("name", Flaw.GUARDIAN_TWICE, one.name, earlier)
        if one.collects and (earlier := collecting.before("", row)):
            row.wrong("collects", Flaw.COLLECTS_TWICE, one.name, earlier)
    if written and not any(one.phone for _, one in written):
        written[0][0].wrong("phone", Flaw.NO_GUARDIAN_PHONE, written[0][1].name)
    ordered = sorted((one for _, one in written), key=lambda one: one.rank or LAST)
    return tuple(replace(one, rank=rank) for rank, one in enumerate(ordered, 1))
