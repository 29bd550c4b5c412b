"""Lists for paper: roll call, handover, sign-out, with row codes that a late entry can name. (promise 14)"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from care.acts import CareSession
from care.messages import Outgoing
from care.people import Student
from care.reading.orders.commands import Command, Said
from care.rules import paper as rules
from care.rules.custody import Event, Move, Place, Places, fold
from care.rules.paper import Printed, SheetKind
from care.wording import commands as command_words
from care.wording import late_form as late_form_words
from care.wording import paper as wording
from handlers import day, groups
from handlers.desk import Desk
from handlers.turn import Turn
from handlers.wayhome import late_form
from storage import ledger, people, schools
from storage.day import leaves, papers
from storage.enrolment import bookings
from storage.enrolment.bookings import Group


@dataclass(frozen=True)
class Line:
    code: str
    child: Student
    note: str  # 请假, 已离校: what is known when it is printed


@dataclass(frozen=True)
class Page:
    """One group's part of a list."""

    letter: str
    group: Group
    teacher: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Sheet:
    printed: Printed
    school: str
    pages: tuple[Page, ...]


def print_(said: Said, turn: Turn) -> list[Outgoing]:
    """打印 点名表 三年级2班: the text of the list, for those who may read its names. (promise 11)"""
    if said.rest.strip() == late_form_words.NAME:
        return late_form.print_(turn)
    kind, class_name = wording.read_kind(said.rest)
    if kind is None:
        return [turn.reply(command_words.torn(Command.PRINT))]
    if not day.is_care_day(turn, turn.today):
        return [turn.reply(wording.NO_CARE)]
    mine = {group.id for group in groups.visible(turn, turn.care, class_name)}
    made = sheet(turn, turn.care, turn.today, kind)
    pages = [page for page in made.pages if page.group.id in mine]
    if not pages:
        return [turn.reply(wording.NOTHING_TO_PRINT)]
    papers.keep(turn.session, turn.school_id, made.printed, by_id=turn.me, now=turn.now)
    head = wording.head(kind, turn.today, turn.policy.label(turn.care), made.printed.short_mark)
    told = [wording.page(page.group.name, page.teacher, _lines(page)) for page in pages]
    return [turn.reply("\n".join([head, *told, wording.how_to_enter(pages[0].lines[0].code)]))]


def sheet(desk: Desk, care: CareSession, on: date, kind: SheetKind) -> Sheet:
    """All groups of the session. The codes follow from the school's order of groups and children."""
    every = bookings.groups(desk.session, desk.school_id, care)
    places = [_places(desk, group, on) for group in every]
    children = people.students(desk.session, {id_ for own in places for id_ in own})
    rows = rules.codes([[id_ for id_ in children if id_ in own] for own in places])
    code = schools.get(desk.session, desk.school_id).code
    pages = [
        _page(desk, rules.letter(number), group, on, own, rows, children)
        for number, (group, own) in enumerate(zip(every, places, strict=True))
        if own
    ]
    school = schools.get(desk.session, desk.school_id).name
    return Sheet(rules.printed(on, care, kind, rows, code), school, tuple(pages))


def _page(
    desk: Desk, letter: str, group: Group, on: date, own: Places, rows: dict[str, int], children: dict[int, Student]
) -> Page:
    by_child = {student: code for code, student in rows.items() if code.rstrip("0123456789") == letter}
    lines = [Line(by_child[id_], children[id_], wording.note(own[id_])) for id_ in children if id_ in own]
    return Page(
        letter, group, people.name_of(desk.session, day.teacher(desk, group.id, on, group.session)), tuple(lines)
    )


def _places(desk: Desk, group: Group, on: date) -> Places:
    """Where the group's children stand; a list that nobody opened is what bookings and leaves say."""
    if ledger.is_open(desk.session, desk.school_id, on, group.session, group.id):
        listed = ledger.places(desk.session, desk.school_id, on, group.session, groups=[group.id])
        return {id_: place for id_, place in listed.items() if place.expected}
    expected = bookings.expected(desk.session, group.id, on)
    away = tuple(sorted(leaves.on(desk.session, expected, on, group.session)))
    if not expected:
        return {}
    opened: dict[int, Place] = fold([Event(Move.EXPECTED, tuple(expected), desk.now)])
    return fold([Event(Move.LEAVE, away, desk.now)], onto=opened)


def _lines(page: Page) -> list[str]:
    return [wording.line(line.code, line.child, line.note) for line in page.lines]
