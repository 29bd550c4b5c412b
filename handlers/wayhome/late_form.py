"""登记表: of every child that was collected late, step by step, before the session is ended. (C48; promise 1)"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from care.acts import CareSession
from care.messages import Outgoing
from care.people import Student
from care.reading.orders.commands import Command, Said, as_written
from care.rules import late_form as rules
from care.rules.custody import Place, Places
from care.rules.late_form import Form, Seen, Step
from care.wording import commands as command_words
from care.wording import late_form as wording
from care.wording import pickup as pickup_words
from care.wording import staff as words
from handlers import asking, audience
from handlers.turn import Turn
from handlers.wayhome import late_sheet
from storage import ledger, people
from storage.day import late_forms
from storage.questions import Choice

FILL, SECOND, SEEN, REASON, AGAIN = "fill_form", "form_second", "form_seen", "form_reason", "form_again"


def after_release(turn: Turn, care: CareSession, children: Iterable[Student]) -> list[Outgoing]:
    """Whoever let a child go late is asked for its form at once."""
    ids = {child.id for child in children}
    return [_next(turn, care, id_, apart=True) for id_ in lacking(turn, care) if id_ in ids]


def lacking(turn: Turn, care: CareSession) -> list[int]:
    """Children of the session that left late and whose form is not complete. (C48)"""
    due = late_sheet.due(turn, care, turn.today, _places(turn, care))
    return rules.lacking(due, _forms(turn, care)) if due else []


def press_fill(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[填登记表]: the first child's, then the next."""
    care = CareSession(args["session"])
    waiting = lacking(turn, care)
    return [_next(turn, care, waiting[0])] if waiting else [turn.reply(wording.NONE)]


def press_second(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    return _answered(args, turn, second_id=args["second"])


def press_seen(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    return _answered(args, turn, seen=Seen(args["seen"]).value)


def press_reason(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    return _answered(args, turn, reason=args["reason"])


def press_again(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[撤销] under a complete form: it is asked anew."""
    return _answered(args, turn, second_id=None, seen="", reason=None)


def typed(said: Said, turn: Turn) -> list[Outgoing]:
    """登记表 李小明 路上爆胎 writes the reason; 登记表 alone asks for the next that is open."""
    if not said.rest:
        return press_fill({"session": turn.care.value}, turn)
    name, _, reason = as_written(said, turn.text).partition(" ")
    places = _places(turn, turn.care)
    found = [child for child in people.find_students(turn.session, turn.school_id, name) if child.id in places]
    if len(found) != 1 or not reason.strip() or places[found[0].id].gone is None:
        return [turn.reply(command_words.torn(Command.FORM))]
    if not _may_write(turn, places[found[0].id]):
        return [turn.reply(wording.NOT_YOURS)]
    args = {"session": turn.care.value, "student": found[0].id}
    return _answered(args, turn, reason=reason.strip()[:200])


def print_(turn: Turn) -> list[Outgoing]:
    """打印 登记表: every form of the session that the speaker may read. (promise 11)"""
    places = _places(turn, turn.care)
    mine = frozenset(id_ for id_, place in places.items() if _may_write(turn, place))
    made = late_sheet.sheet(turn, turn.care, turn.today, mine)
    if not made.forms:
        return [turn.reply(wording.NONE)]
    lines = [_line(turn, places, one.child.id, one.form) for one in made.forms]
    label = turn.policy.label(turn.care)
    return [turn.reply(wording.sheet(made.school, turn.today, label, lines, made.short_mark))]


def _answered(args: dict[str, Any], turn: Turn, **values: Any) -> list[Outgoing]:
    care, student = CareSession(args["session"]), args["student"]
    if _places(turn, care).get(student, Place()).gone is None:  # The release was taken back meanwhile.
        return [turn.reply(wording.STILL_HERE)]
    form = late_forms.put(
        turn.session, turn.school_id, turn.today, care, student, by_id=turn.me, now=turn.now, **values
    )  # fmt: skip
    if rules.next_step(form) is not None:
        return [_next(turn, care, student)]
    again = Choice(words.UNDO, AGAIN, {"session": care.value, "student": student}, style=2)
    told = turn.reply(wording.done(_line(turn, _places(turn, care), student, form)), [again])
    rest = [id_ for id_ in lacking(turn, care) if turn.speaker.leads]
    return [told, *([_next(turn, care, rest[0])] if rest else [])]


def _next(turn: Turn, care: CareSession, student: int, *, apart: bool = False) -> Outgoing:
    """The question for the first field that is empty, with buttons; `apart` from the answer of the release."""
    form = _forms(turn, care).get(student, Form(student))
    step = rules.next_step(form)
    assert step is not None
    child = people.students(turn.session, [student])[student]
    text = wording.ask(step, child, _left(turn, _places(turn, care), student))
    choices = _choices(turn, care, student, step)
    if apart:
        key = f"late-form/{care.value}/{turn.today}/{student}/{turn.inbox_id or turn.now.timestamp()}"
        return turn.tell(turn.me, text, key, choices, title=wording.TITLE, about="uncollected")
    return turn.reply(text, choices, title=wording.TITLE, asks=True)


def _choices(turn: Turn, care: CareSession, student: int, step: Step) -> list[Choice]:
    args = {"session": care.value, "student": student}
    match step:
        case Step.SECOND:
            gone = _places(turn, care)[student].gone
            others = [one for one in audience.on_duty(turn, care) if gone is None or one != gone.actor]
            names = people.names_of(turn.session, others)
            shown = [one for one in others if one in names][: asking.MAX_BUTTONS - 1]
            found = [Choice(wording.stays(names[one]), SECOND, {**args, "second": one}) for one in shown]
            return [*found, Choice(wording.NO_SECOND, SECOND, {**args, "second": 0}, style=2)]
        case Step.SEEN:
            return [Choice(label, SEEN, {**args, "seen": seen.value}) for seen, label in wording.SEEN.items()]
        case Step.REASON:
            return [Choice(reason, REASON, {**args, "reason": reason}) for reason in wording.REASONS]


def _may_write(turn: Turn, place: Place) -> bool:
    return turn.speaker.leads or (place.gone is not None and place.gone.actor == turn.me)


def _line(turn: Turn, places: Places, student: int, form: Form) -> str:
    child = people.students(turn.session, [student])[student]
    return wording.line(child, _left(turn, places, student), form, people.name_of(turn.session, form.second or None))


def _left(turn: Turn, places: Places, student: int) -> str:
    gone = places[student].gone
    assert gone is not None
    how = pickup_words.gone_how(places[student])
    return wording.left(gone.at, how, people.name_of(turn.session, gone.actor))


def _places(turn: Turn, care: CareSession) -> Places:
    return ledger.places(turn.session, turn.school_id, turn.today, care)


def _forms(turn: Turn, care: CareSession) -> dict[int, Form]:
    return late_forms.of_session(turn.session, turn.school_id, turn.today, care)
