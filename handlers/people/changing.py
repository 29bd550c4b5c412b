"""Changes of people by chat: read, shown in full, confirmed, taken back within a day. (C10, C11; promises 2, 7)"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from care.book import Post
from care.messages import Outgoing
from care.people import Role, Staff, Student
from care.reading.orders.people import Order, Wish, read_wish
from care.rules.people.changes import Why, decide_days, decide_undo, may_change
from care.wording import asking as asking_words
from care.wording import people as wording
from handlers.desk import Desk
from handlers.people import change_kinds, handed_over
from handlers.people.change_shown import CHANGE, UNDO, WISH, Plan, colleague, show, which
from handlers.turn import Turn
from storage import audit, people
from storage.people import ClassRow, Guardian
from storage.questions import Choice
from storage.staff import changes
from storage.staff.changes import Change, Kind


def told(turn: Turn) -> list[Outgoing] | None:
    """The answer to an order about people; None where it is none."""
    if turn.known.role is Role.PARENT:
        return None
    wish = read_wish(turn.text, turn.today)
    if wish is None:
        return None
    return _undo_latest(turn) if wish.order is Order.UNDO else _carry_on(turn, wish)


def press_wish(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """Which child, which colleague: answered, so the order goes on."""
    wish = read_wish(args["text"], turn.today)
    if wish is None:
        return [turn.reply(asking_words.EXPIRED)]
    return _carry_on(turn, wish, child=args.get("student"), staff=args.get("staff"))


def _carry_on(turn: Turn, wish: Wish, *, child: int | None = None, staff: int | None = None) -> list[Outgoing]:
    match wish.order:
        case Order.PHONE | Order.GUARDIAN:
            return _family(turn, wish, child)
        case Order.CLASS_TEACHER | Order.STAND_IN:
            return _heads(turn, wish, staff)
        case _:
            return handed_over.leaving(turn, wish, staff) if _allowed(turn, wish.order) else [_not_allowed(turn)]


# --- families ---


def _family(turn: Turn, wish: Wish, child_id: int | None) -> list[Outgoing]:
    if not wish.child:
        return [turn.reply(wording.how(wish.order))]
    found = people.find_students(turn.session, turn.school_id, wish.child, wish.class_name or None)
    found = [one for one in found if child_id is None or one.id == child_id]
    if len(found) > 1:
        return [turn.reply(wording.which_child(wish.child), which(turn, "student", found), asks=True)]
    if not found:
        return [turn.reply(wording.no_child(wish.order))]
    heads = people.class_teacher_of(turn.session, found[0].id) == turn.me
    if not _allowed(turn, wish.order, heads=heads):
        return [turn.reply(wording.refused(Why.NOT_ALLOWED))]
    return _phone(turn, wish, found[0]) if wish.order is Order.PHONE else _guardian(turn, wish, found[0])


def _phone(turn: Turn, wish: Wish, child: Student) -> list[Outgoing]:
    kin = people.guardians_of(turn.session, child.id)
    who, new = wish.person.relation or "", wish.person.phone or ""
    guardian = _meant(kin, who)
    if guardian is None:
        known = [f"{one.name}（{one.relation}）" for one in kin]
        return [turn.reply(wording.no_guardian(child, who, known))]
    if guardian.phone == new:
        return [turn.reply(wording.refused(Why.SAME))]
    args = {"student": child.id, "person": guardian.person_id, "phone": new, "old": guardian.phone}
    what = wording.phone(child, f"{guardian.relation}{guardian.name}", guardian.phone, new)
    return show(turn, Plan(Kind.PHONE, what, args, turn.today, more=_sharers(turn, new, guardian.person_id)))


def _meant(kin: Sequence[Guardian], who: str) -> Guardian | None:
    """妈妈 is the mother; 家长 alone is the only one there is."""
    named = [one for one in kin if one.relation == who]
    if len(named) == 1:
        return named[0]
    return kin[0] if who == "家长" and len(kin) == 1 else None


def _guardian(turn: Turn, wish: Wish, child: Student) -> list[Outgoing]:
    person = wish.person
    if not (person.name and person.relation and person.phone):
        return [turn.reply(wording.how(Order.GUARDIAN))]
    kin = people.guardians_of(turn.session, child.id)
    if any(one.name == person.name for one in kin):
        return [turn.reply(wording.refused(Why.SAME))]
    args = {"student": child.id, "name": person.name, "relation": person.relation, "phone": person.phone}
    more = _sharers(turn, person.phone, None)
    return show(turn, Plan(Kind.GUARDIAN, wording.guardian(child, person), args, turn.today, more=more))


def _sharers(turn: Turn, phone: str, but: int | None) -> tuple[str, ...]:
    same = [name for id_, name in people.with_phone(turn.session, turn.school_id, phone) if id_ != but]
    return (wording.shared(same),) if same else ()


# --- class teachers ---


def _heads(turn: Turn, wish: Wish, staff_id: int | None) -> list[Outgoing]:
    if not _allowed(turn, wish.order):
        return [_not_allowed(turn)]
    school_class = _class(turn, wish)
    if school_class is None:
        return [turn.reply(wording.no_class(wish.class_name) if wish.class_name else wording.which_class())]
    found = colleague(turn, wish.staff, staff_id)
    if not isinstance(found, Staff):
        return found
    since = wish.since or turn.today
    if wish.order is Order.STAND_IN and wish.until is None:
        return [turn.reply(wording.no_length())]
    why = Why.SAME if school_class.teacher_id == found.id else decide_days(since, wish.until, turn.today)
    if why is not None:
        return [turn.reply(wording.refused(why))]
    return show(turn, _head_plan(turn, school_class, found, since, wish.until))


def _head_plan(turn: Turn, school_class: ClassRow, new: Staff, since: date, until: date | None) -> Plan:
    old = people.name_of(turn.session, school_class.teacher_id)
    args = {"class": school_class.id, "person": new.id, "name": school_class.name}
    if until is None:
        what = wording.class_teacher(school_class.name, old, new.name, since, turn.today)
        return Plan(Kind.CLASS_TEACHER, what, args, since)
    what = wording.stand_in(school_class.name, old, new.name, since, until, turn.today)
    return Plan(Kind.STAND_IN, what, args, since, until)


def _class(turn: Turn, wish: Wish) -> ClassRow | None:
    """The class that is named; without a name the only one there is."""
    every = people.classes(turn.session, turn.school_id)
    if not wish.class_name:
        return every[0] if len(every) == 1 else None
    return next((one for one in every if one.name == wish.class_name), None)


# --- shown, confirmed, taken back ---


def press_change(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[确认修改]: written down, and carried out where it holds from today on."""
    since = date.fromisoformat(args["since"])
    until = date.fromisoformat(args["until"]) if args["until"] else None
    id_ = changes.add(
        turn.session, turn.school_id, Kind(args["kind"]), {**args["args"], "what": args["what"]}, since=since,
        until=until, by_id=turn.me, now=turn.now, inbox_id=turn.inbox_id,
    )  # fmt: skip
    _log(turn, id_, "changed")
    change = changes.get(turn.session, id_)
    notes = handed_over.announce(turn, change) if change.kind is Kind.LEAVING else _announce(turn, change)
    now = since <= turn.today
    if now:
        notes += change_kinds.apply(turn, changes.get(turn.session, id_))
    hours = turn.policy.people.change_undo_hours
    said = wording.done(args["what"], hours) if now else wording.noted(args["what"], hours)
    return [turn.reply(said, [Choice(wording.UNDO, UNDO, {"change": id_}, style=2)]), *notes]


def press_undo(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    return _undo(turn, changes.get(turn.session, args["change"]))


def _undo_latest(turn: Turn) -> list[Outgoing]:
    latest = changes.latest(turn.session, turn.school_id, turn.me)
    return _undo(turn, latest) if latest else [turn.reply(wording.NOTHING_TO_UNDO)]


def _undo(turn: Turn, change: Change) -> list[Outgoing]:
    if change.undone:
        return [turn.reply(wording.NOTHING_TO_UNDO)]
    hours = turn.policy.people.change_undo_hours
    newer = any(_same_thing(one, change) for one in changes.later_than(turn.session, turn.school_id, change))
    if (why := decide_undo(change.made_at, turn.now, hours, newer=newer)) is not None:
        return [turn.reply(wording.refused(why))]
    notes = change_kinds.revert(turn, change)
    changes.mark_undone(turn.session, change.id, now=turn.now)
    _log(turn, change.id, "change undone")
    what = change.args["what"]
    told = turn.tell_all(
        _concerned(turn, change), wording.took_back_note(what, turn.caller), f"people-back/{change.id}", about="people"
    )
    return [turn.reply(wording.undone(what)), *notes, *told]


def _same_thing(one: Change, other: Change) -> bool:
    """Both change the same person's phone, the same class, the same colleague."""
    heads = {Kind.CLASS_TEACHER, Kind.STAND_IN}
    if one.kind in heads and other.kind in heads:
        return bool(one.args["class"] == other.args["class"])
    return one.kind is other.kind and one.args.get("person", one) == other.args.get("person", other)


def _announce(turn: Turn, change: Change) -> list[Outgoing]:
    """Whom it concerns hears it once it is confirmed: the class teacher, old and new."""
    what = change.args["what"]
    if change.kind in (Kind.PHONE, Kind.GUARDIAN):
        heads = [people.class_teacher_of(turn.session, change.args["student"])]
        text = wording.note(what, turn.caller)
        return turn.tell_all([one for one in heads if one], text, f"people/{change.id}", about="people")
    name, new = change.args["name"], change.args["person"]
    old = _head_of(turn, name)
    to_new = wording.you_head(name, change.since, change.until, turn.today, by=turn.caller)
    to_old = wording.you_hand_over(name, people.name_of(turn.session, new), change.since, turn.today)
    return [
        *turn.tell_all([new], to_new, f"people/{change.id}/new", about="people"),
        *turn.tell_all([old] if old else [], to_old, f"people/{change.id}/old", about="people"),
    ]


def _concerned(turn: Turn, change: Change) -> list[int]:
    args = change.args
    if change.kind in (Kind.PHONE, Kind.GUARDIAN):
        head = people.class_teacher_of(turn.session, args["student"])
        return [one for one in (head, args.get("person")) if one]
    now = _head_of(turn, str(args.get("name", ""))) if change.kind in (Kind.CLASS_TEACHER, Kind.STAND_IN) else None
    told = (args["person"], change.before.get("teacher"), now, args.get("successor"))
    return list(dict.fromkeys(one for one in told if one))


def _head_of(turn: Turn, name: str) -> int | None:
    """The class teacher of the class of this name, today."""
    return next((one.teacher_id for one in people.classes(turn.session, turn.school_id) if one.name == name), None)


def due(desk: Desk) -> bool:
    """Something begins or ends by today."""
    return bool(changes.due(desk.session, desk.school_id, desk.today))


def carry_out(desk: Desk) -> list[Outgoing]:
    """What begins today begins, what is over ends: once each, whoever ticks."""
    notes: list[Outgoing] = []
    for change in changes.due(desk.session, desk.school_id, desk.today):
        if change.applied:
            notes += change_kinds.end(desk, change)
        elif change.until is not None and change.until < desk.today:
            changes.mark_applied(desk.session, change.id, {}, now=desk.now)
            changes.mark_ended(desk.session, change.id, now=desk.now)
        else:
            notes += change_kinds.apply(desk, change)
    return notes


def _allowed(turn: Turn, order: Order, *, heads: bool = False) -> bool:
    return may_change(order, leads=turn.speaker.leads, keeps=Post.IT in turn.speaker.posts, heads=heads)


def _not_allowed(turn: Turn) -> Outgoing:
    return turn.reply(wording.refused(Why.NOT_ALLOWED_STAFF))


def _log(turn: Turn, change_id: int, what: str) -> None:
    audit.append(turn.session, turn.school_id, audit.Entry(what, f"people/{change_id}", turn.now, turn.me))


Handle = Callable[[dict[str, Any], Turn], list[Outgoing]]
PRESSES: dict[str, Handle] = {CHANGE: press_change, UNDO: press_undo, WISH: press_wish}
