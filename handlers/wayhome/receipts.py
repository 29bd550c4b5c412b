"""The collector's side of a release: 已接到, 没有接到, and taking either back. (C45; promises 6, 7)"""

from __future__ import annotations

from datetime import date
from typing import Any

from care.acts import About, Act, CareSession, Intent
from care.messages import Outgoing, Urgency
from care.people import Student
from care.rules.custody import Event, Move, Place
from care.wording import pickup as wording
from care.wording import release as release_words
from handlers import audience, day
from handlers.asking import ask_back
from handlers.day import Seat
from handlers.safety import muster
from handlers.turn import Turn
from handlers.wayhome import pickup
from storage import ledger, people, questions
from storage.day import matters
from storage.questions import Choice

TAKE_BACK, NOT_WITH_ME = "receipt_back", pickup.NOT_WITH_ME
MATTER = "discrepancy"


def confirm(act: Act, turn: Turn) -> list[Outgoing]:
    return pickup.for_each(act, turn, lambda _act, child, turn: _confirm(child, turn))


def doubt(act: Act, turn: Turn) -> list[Outgoing]:
    """Asked back; but 接到了 of a family of several means those whose release waits for its word, if there are any."""
    if act.maybe is Intent.CONFIRM_PICKUP and act.about is About.STUDENT and (waiting := _waiting_for_word(turn)):
        return [note for child in waiting for note in _confirm(child, turn)]
    return ask_back(act, turn)


def _waiting_for_word(turn: Turn) -> tuple[Student, ...]:
    """Own children who were released in this session, and of whom nobody said yet that they have them."""
    found = []
    for child in turn.speaker.children:
        seat = pickup.seat_now(turn, child)
        place = day.place_of(turn, child.id, seat) if seat else Place()
        if place.gone is not None and place.receipt is None:
            found.append(child)
    return tuple(found)


def press_collected(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[已接到] under the notice of a release."""
    return _confirm(people.students(turn.session, [args["student"]])[args["student"]], turn)


def _confirm(child: Student, turn: Turn) -> list[Outgoing]:
    """The collector's side of the handover; where the teacher's side is missing the teacher is asked. (promise 6)"""
    seat = pickup.seat_now(turn, child)
    if seat is None:
        return [turn.reply(pickup.where_is(child, turn))]
    ledger.hold(turn.session, turn.school_id)  # A release of this moment is seen, or waits for this.
    place = day.place_of(turn, child.id, seat)
    if place.receipt is not None and place.receipt.kind is Move.COLLECTED:
        return [turn.reply(wording.confirmed_already(child))]
    event = Event(Move.COLLECTED, (child.id,), turn.now, actor=turn.me, group=seat.group.id)
    number = day.write(turn, seat.care, [event])[0]
    undo = _undo(turn, child, seat, place)
    answer = turn.reply(wording.confirmed(child, place.gone, undo.label, now=turn.now), [undo])
    if place.gone is not None:
        return [answer, *with_family(turn, child, place, number)]
    return [answer, *_ask_teacher(turn, child, place.holder or seat.teacher_id, number)]


def _undo(turn: Turn, child: Student, seat: Seat, place: Place) -> Choice:
    """Of a child that was let go, the word back is an alarm; of one at school, the word is only void."""
    args = {"student": child.id, "day": turn.today.isoformat(), "session": seat.care.value}
    label = wording.not_with_family(place.gone) if place.gone else wording.NOT_YET_WITH_ME
    label += child.name if len(turn.speaker.children) > 1 else ""
    return Choice(label, NOT_WITH_ME if place.gone else TAKE_BACK, args, style=3)


def _ask_teacher(turn: Turn, child: Student, holder: int | None, number: int) -> list[Outgoing]:
    if holder is None:
        return []
    choices = _teachers_choices({"student": child.id, "person": turn.caller, "by": turn.me})
    told = wording.confirmed_for_teacher(child, by=turn.caller, now=turn.now)
    card = _card(number)
    return [
        turn.tell(
            holder, told, f"{card}/{holder}", choices, title="请核对放行", about="pickup", card=card,
            urgency=Urgency.URGENT,
        )
    ]  # fmt: skip


def _card(number: int) -> str:
    return f"confirm/{number}"


def _teachers_choices(args: dict[str, Any]) -> list[Choice]:
    return [Choice("已交给家长", "release_confirmed", args), Choice("孩子还在我这", "still_here", args, style=3)]


def press_take_back(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[还没接到]: the word is void while the child is at school; whoever was asked hears it. (promise 7)"""
    child, seat, place = _looked_up(args, turn)
    receipt = place.receipt
    if seat is None or receipt is None or receipt.kind is not Move.COLLECTED:
        return [turn.reply(pickup.where_is(child, turn))]
    if place.gone is not None:
        return press_not_with_me(args, turn)
    event = Event(Move.RECEIPT_BACK, (child.id,), turn.now, actor=turn.me, group=seat.group.id, ref=receipt.seq)
    day.write(turn, seat.care, [event])
    label = wording.NOT_YET_WITH_ME
    questions.close_card(turn.session, turn.school_id, _card(receipt.seq), label, by_id=turn.me, now=turn.now)
    settled = _close_matters(turn, child)
    told = wording.taken_back_for_teacher(child, by=turn.caller, now=turn.now)
    asked = [place.holder or seat.teacher_id, *(pickup.leaders(turn, seat.care) if settled else [])]
    key = f"receipt-back/{receipt.seq}"
    notes = turn.tell_all([one for one in asked if one], told, key, about="pickup", urgency=Urgency.URGENT)
    return [turn.reply(wording.taken_back(child)), *notes]


def press_released(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[已交给家长]: the teacher's side, after the collector's."""
    ledger.hold(turn.session, turn.school_id)
    child = people.students(turn.session, [args["student"]])[args["student"]]
    seat = pickup.seat_now(turn, child)
    if seat is not None and (why := muster.frozen(turn, seat.care)):
        return [turn.reply(why, _teachers_choices(args), asks=True)]
    place = day.place_of(turn, child.id, seat) if seat else Place()
    if seat is None or place.gone is not None:
        return [turn.reply(pickup.where_is(child, turn))]
    me, group = turn.me, seat.group.id
    here = [] if place.taken else [Event(Move.PRESENT, (child.id,), turn.now, actor=me, group=group)]
    gone = Event(Move.RELEASED, (child.id,), turn.now, me, group=group, detail={"person": {"name": args["person"]}})
    receipt = Event(Move.COLLECTED, (child.id,), turn.now, actor=args["by"], group=group)
    day.write(turn, seat.care, [*here, gone, receipt])
    return [turn.reply(wording.released_after(child, args["person"], now=turn.now))]


def press_still_here(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[孩子还在我这]: the two sides differ; the parent and the duty leader hear it now."""
    child = people.students(turn.session, [args["student"]])[args["student"]]
    told = wording.still_here(child, turn.caller, now=turn.now)
    key = f"still-here/{turn.inbox_id}/{child.id}"
    open_matter(turn, child, key, told, owner=turn.me)
    audience_ = [args["by"], *pickup.leaders(turn, turn.care)]
    notes = turn.tell_all(audience_, told, key, about=MATTER, urgency=Urgency.URGENT)
    return [turn.reply(wording.still_here_noted(child)), *notes]


def press_not_with_me(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[没有接到]: the gravest answer there is. Everybody who could know is asked now. (promise 6)"""
    child, seat, place = _looked_up(args, turn)
    if place.at_school:  # The release was taken back meanwhile: the child is in somebody's hands.
        return [turn.reply(pickup.where_is(child, turn))]
    care, iso = CareSession(args["session"]), date.fromisoformat(args["day"])
    event = Event(Move.DISPUTED, (child.id,), turn.now, actor=turn.me, group=seat.group.id if seat else None)
    number = day.write(turn, care, [event], day=iso)[0]
    told = wording.disputed_for_staff(child, place, by=turn.caller, now=turn.now)
    owner = next(iter(pickup.leaders(turn, care)), place.gone.actor if place.gone else None)
    open_matter(turn, child, f"disputed/{number}", told, owner=owner)
    staff = _alarmed(turn, child, place, care)
    notes = turn.tell_all(staff, told, f"disputed/{number}", about=MATTER, urgency=Urgency.URGENT)
    return [turn.reply(wording.disputed(child)), *notes]


def with_family(turn: Turn, child: Student, before: Place, number: int) -> list[Outgoing]:
    """After 没有接到 somebody of the family has the child: whoever was alarmed hears it, and the search ends."""
    if before.receipt is None or before.receipt.kind is not Move.DISPUTED:
        return []
    return _calm(turn, child, before, wording.found_with_family(child, by=turn.caller, now=turn.now), number)


def still_at_school(turn: Turn, child: Student, before: Place, number: int) -> list[Outgoing]:
    """After 没有接到 the release was taken back: the family is told by the release, the others here."""
    if before.receipt is None or before.receipt.kind is not Move.DISPUTED:
        return []
    return _calm(turn, child, before, wording.found_at_school(child, by=turn.caller, now=turn.now), number)


def _calm(turn: Turn, child: Student, before: Place, told: str, number: int) -> list[Outgoing]:
    assert before.receipt is not None
    _close_matters(turn, child)
    alarmed = _alarmed(turn, child, before, turn.care)
    kin = audience.guardians(turn, [child])[child.id]
    anxious = [before.receipt.actor] if before.receipt.actor in kin else []
    key = f"disputed/{number}/over"
    return turn.tell_all([*alarmed, *anxious], told, key, about=MATTER, urgency=Urgency.URGENT)


def _alarmed(turn: Turn, child: Student, place: Place, care: CareSession) -> list[int]:
    """Who let the child go, who had or expected it, who leads."""
    releaser = place.gone.actor if place.gone else None
    return [one for one in (releaser, *pickup.who_cares(turn, child, today=True), *pickup.leaders(turn, care)) if one]


def open_matter(turn: Turn, child: Student, key: str, text: str, *, owner: int | None) -> None:
    """Two sides that differ, with an owner. (promise 6)"""
    matters.open_(
        turn.session, turn.school_id, key, MATTER, text, day=turn.today, now=turn.now, students=(child.id,),
        owner_id=owner, by_id=turn.me, inbox_id=turn.inbox_id,
    )  # fmt: skip


def _close_matters(turn: Turn, child: Student) -> bool:
    """Whether anything was open about the two sides of this child's leaving."""
    open_ = [one for one in matters.open_ones(turn.session, turn.school_id, kind=MATTER) if child.id in one.students]
    mine = [one for one in open_ if one.key.startswith(("disputed/", "still-here/"))]
    for one in mine:
        matters.close(turn.session, one.id, by_id=turn.me, outcome=release_words.CLOSED, now=turn.now)
    return bool(mine)


def _looked_up(args: dict[str, Any], turn: Turn) -> tuple[Student, Seat | None, Place]:
    ledger.hold(turn.session, turn.school_id)
    child = people.students(turn.session, [args["student"]])[args["student"]]
    care, on = CareSession(args["session"]), date.fromisoformat(args["day"])
    seat = next((s for s in day.seats(turn, child.id, on) if s.care is care), None)
    place = ledger.places(turn.session, turn.school_id, on, care).get(child.id, Place())
    return child, seat, place
