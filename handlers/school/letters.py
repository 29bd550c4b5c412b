"""Letters, notices and meetings with receipts: shown first, sent by a button, who has read them. (C18, C19)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from care.messages import Outgoing
from care.policy.plain import plain
from care.policy.quality import Told
from care.reading.names.classes import GRADES
from care.reading.orders.commands import Command, Said, as_written
from care.reading.orders.survey_words import Notice, read_notice
from care.rules import letter as rules
from care.wording import letters as wording
from handlers import asking, audience
from handlers.school import announcing
from handlers.turn import Turn
from storage import people
from storage.enrolment import bookings, clubs
from storage.questions import Choice
from storage.school import announcements, plans
from storage.school.announcements import Announcement, Kind

SEND_LETTER, SEND_NOTICE = "send_letter", "send_notice"


# --- the letter to parents ---


def letter(said: Said, turn: Turn) -> list[Outgoing]:
    """告家长书: built from the plan; 告家长书 安全保障：… writes one of its items."""
    written = as_written(said, turn.text)
    if written:
        return _write(turn, written)
    made = rules.compose(turn.policy, _known(turn))
    if made.missing:
        return [turn.reply(wording.missing(made))]
    families = people.all_guardians(turn.session, turn.school_id)
    send = Choice(wording.SEND, SEND_LETTER, {}, yes=True)
    cancel = Choice(wording.CANCEL, asking.NOTHING, {}, no=True, style=2)
    text = wording.preview(wording.body(turn.school_name, made), "全校家长", len(families))
    return [turn.reply(text, [send, cancel], title=wording.TITLE, asks=True)]


def _write(turn: Turn, written: str) -> list[Outgoing]:
    """An item in the school's own words: a version of the plan from today. (C01)"""
    name, _, text = written.replace("：", ":").partition(":")
    told = next((one for one, label in wording.ITEMS.items() if label == name.strip()), None)
    if told is None or not text.strip():
        return [turn.reply(wording.TORN)]
    kept = [one for one in turn.policy.letter_texts if one.told is not told]
    entries = [*(plain(one) for one in kept), {"told": told.value, "text": text.strip()}]
    plans.add(
        turn.session, turn.school_id, turn.today, {"letter_texts": entries}, now=turn.now, by_id=turn.me,
        inbox_id=turn.inbox_id,
    )  # fmt: skip
    return [turn.reply(wording.written(told, text.strip()))]


def press_letter(_args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    made = rules.compose(turn.policy, _known(turn))
    if made.missing:
        return [turn.reply(wording.missing(made))]
    text = wording.body(turn.school_name, made)
    readers = [one for one in people.all_guardians(turn.session, turn.school_id) if one != turn.me]
    notes = announcing.tell(
        turn, Kind.LETTER, made.title, dict.fromkeys(readers, text), whom="全校家长", body=text
    )  # fmt: skip
    return [turn.reply(wording.sent(made.title, "全校家长", len(notes))), *notes]


def _known(turn: Turn) -> dict[Told, str]:
    """What the record says of the letter's items; nothing is made up."""
    policy = turn.policy.on(turn.today)
    groups = bookings.groups(turn.session, turn.school_id)
    names = people.names_of(turn.session, [group.teacher_id for group in groups if group.teacher_id])
    return {
        Told.TIME: wording.times(policy.sessions),
        Told.PLACE: wording.listed(group.room for group in groups),
        Told.CONTENT: wording.contents(policy),
        Told.STAFF: wording.staff(list(dict.fromkeys(names.values()))),
        Told.MENU: wording.listed(clubs.names_of(turn.session, turn.school_id)),
        Told.CAPACITY: wording.capacity(policy),
    }


# --- notices and meetings ---


@dataclass(frozen=True)
class Readers:
    whom: str
    persons: tuple[int, ...] = ()
    refusal: str = ""


def announce(said: Said, turn: Turn) -> list[Outgoing]:
    """公告 三年级家长：…; 会议通知 全体老师：…: the very words, whom, how many."""
    kind = Kind.MEETING if said.command is Command.MEETING else Kind.NOTICE
    notice = read_notice(as_written(said, turn.text))
    if notice is None:
        return [turn.reply(wording.torn(kind.value))]
    readers = _readers(turn, notice)
    if readers.refusal:
        return [turn.reply(readers.refusal)]
    args = {"kind": kind.value, **vars(notice)}
    send = Choice(wording.SEND, SEND_NOTICE, args, yes=True)
    cancel = Choice(wording.CANCEL, asking.NOTHING, {}, no=True, style=2)
    text = wording.preview(notice.body, readers.whom, len(readers.persons), answer=wording.ANSWERS[kind.value])
    return [turn.reply(text, [send, cancel], title=wording.TITLE, asks=True)]


def press_notice(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    kind, notice = Kind(args["kind"]), Notice(args["where"], args["staff"], args["body"])
    readers = _readers(turn, notice)
    if readers.refusal:
        return [turn.reply(readers.refusal)]
    text = wording.to_read(kind.value, turn.school_name, turn.caller, notice.body)
    texts = dict.fromkeys(readers.persons, text)
    title = notice.body.splitlines()[0][:40]
    notes = announcing.tell(turn, kind, title, texts, whom=readers.whom, body=notice.body)
    return [turn.reply(wording.sent(wording.KINDS[kind.value], readers.whom, len(notes))), *notes]


def _readers(turn: Turn, notice: Notice) -> Readers:
    """Those who lead reach everybody; a class teacher the parents of the own class. (promise 11)"""
    classes = [one for one in people.classes(turn.session, turn.school_id) if one.name.startswith(notice.where)]
    own = bool(classes) and all(one.teacher_id == turn.me for one in classes)
    if not turn.speaker.leads and (notice.staff or not own):
        return Readers("", refusal=wording.ONLY_OWN)
    if notice.staff:
        found = [one.teacher_id for one in classes] if notice.where else _colleagues(turn)
    else:
        pupils = people.students_of_classes(turn.session, [one.id for one in classes])
        kin = people.guardians_of_all(turn.session, sorted(pupils))
        found = [person for persons in kin.values() for person in persons]
    persons = tuple(one for one in dict.fromkeys(found) if one and one != turn.me)
    whom = f"{notice.where or '全校'}{'老师' if notice.staff else '家长'}"
    return Readers(whom, persons) if persons else Readers(whom, refusal=wording.nobody(whom))


def _colleagues(turn: Turn) -> list[int | None]:
    return [one.id for one in people.staff(turn.session, turn.school_id)]


# --- receipts ---


def receipts(_said: Said, turn: Turn) -> list[Outgoing]:
    """谁没看: of the last announcement, read and not read; parents by class with their children."""
    last = announcements.latest(turn.session, turn.school_id, by_id=None if turn.speaker.leads else turn.me)
    if last is None:
        return [turn.reply(wording.NOTHING_SENT)]
    found = announcements.receipts(turn.session, last.id)
    unread = [person for person, at in found.items() if at is None]
    return [turn.reply(_state(turn, last, len(found), unread))]


def _state(turn: Turn, last: Announcement, readers: int, unread: Sequence[int]) -> str:
    """A family has read it when one of its grown-ups has."""
    read = set(announcements.receipts(turn.session, last.id)) - set(unread)
    by_child = audience.guardians_of(turn, sorted(_children(turn, unread)))
    open_ = [child for child, kin in by_child.items() if not read & set(kin)]
    where = last.whom.removesuffix("家长") if last.whom[:1] in GRADES else ""
    children = [one for one in people.students(turn.session, open_).values() if one.class_name.startswith(where)]
    by_class: dict[str, list[str]] = {}
    for child in children:
        by_class.setdefault(child.class_name, []).append(child.name)
    staff = people.working_here(turn.session, unread)
    names = list(people.names_of(turn.session, staff).values())
    return wording.state(last.title, last.whom, readers, readers - len(unread), by_class, names, now=turn.now,
                         sent_at=last.sent_at)  # fmt: skip


def _children(turn: Turn, persons: Sequence[int]) -> set[int]:
    return {id_ for one in persons for id_ in (child.id for child in people.speaker(turn.session, one).children)}
