"""One message, from what arrived to what is answered: a press, a typed answer to an open question, or acts.

Order: presses are acts already; a typed answer counts only for a question that is open and fresh; everything
else is read. A role that may not do an act is told who may (promise 2, 11).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from care.acts import Act, Intent
from care.calendar import local
from care.messages import Inbound, Kind, Outgoing
from care.people import Role
from care.reading.orders.commands import Said
from care.reading.read import Reading, read
from care.rules.people.roles import role_said
from care.wording import asking as words
from care.wording import smalltalk
from handlers import asking, commands, sayings, table
from handlers.custody import takeover
from handlers.enrolment import enrolment_menu
from handlers.people import as_role, binding, handed_over
from handlers.safety import muster
from handlers.school import closures, rails, surveys
from handlers.turn import Turn
from handlers.wayhome import contact, in_words
from storage import inbox, outbox, questions
from storage.people import Speaker
from storage.questions import Choice, Question

TOO_LONG = 2000  # characters that are read; a longer text is kept and asked to be shortened


@dataclass(frozen=True)
class Served:
    """What goes out, and the reading to keep with the message."""

    messages: tuple[Outgoing, ...]
    reading: Reading | None = None


def role_of(speaker: Speaker, text: str) -> Role:
    """In what capacity somebody writes: staff, unless the text is about a child of their own; in doubt it is asked."""
    if not speaker.is_staff:
        return Role.PARENT
    return role_said(text, speaker.children, frozenset(), post=post_of(speaker)) or post_of(speaker)


def post_of(speaker: Speaker) -> Role:
    """The capacity of somebody who works here."""
    return Role.LEADER if speaker.leads else Role.TEACHER


def serve(inbound: Inbound, turn: Turn, reading: Reading | None, command: Said | None = None) -> Served:
    """Everything that one message causes. `reading` is there for texts that were read before the turn began."""
    if (gone := handed_over.refusal(inbound, turn)) is not None:
        return Served(_together(turn, gone))
    match inbound.kind:
        case Kind.PRESS:
            return Served(_together(turn, press(turn, inbound.button, inbound.detail.get("response_code", ""))))
        case Kind.ENTER:
            return Served(_together(turn, binding.enter(turn, str(inbound.detail.get("scene_param", "")))))
        case Kind.FAILED:
            return Served(())
        case Kind.TEXT if command is not None:
            return Served(_together(turn, commands.carry_out(command, turn)))
        case Kind.TEXT if inbound.text.strip():
            return _text(turn, inbound.text, reading)
        case _:
            return Served(_together(turn, [turn.reply(smalltalk.not_text(inbound.kind))]))


def reads(inbound: Inbound) -> bool:
    """Whether this message is to be read at all."""
    return inbound.kind is Kind.TEXT and bool(inbound.text.strip()) and len(inbound.text) <= TOO_LONG


def press(turn: Turn, key: str, response_code: str = "") -> list[Outgoing]:
    """A button: its question, its choice, and what that does. Pressed twice, it says what became of it."""
    found = re.fullmatch(r"q/(\d+)/(\d+)", key)
    question = questions.get(turn.session, int(found[1])) if found else None
    if question is None or found is None or int(found[2]) >= len(question.choices):
        return [turn.reply(words.EXPIRED)]
    if question.person_id != turn.speaker.person_id:
        return [turn.reply(words.NOT_YOURS)]
    if response_code:
        outbox.keep_response_code(turn.session, turn.school_id, question.card, turn.speaker.person_id, response_code)
    return choose(turn, question, question.choices[int(found[2])])


def choose(turn: Turn, question: Question, choice: Choice) -> list[Outgoing]:
    """One choice of one question, once."""
    heard_before = question.answer == choice.label or choice.press not in table.ALWAYS
    if question.answered_at is not None and heard_before:
        return [turn.reply(words.already(question.answer, question.answered_at))]
    expired = question.expires_at is not None and question.expires_at <= turn.now
    if expired and choice.press not in enrolment_menu.LASTING:
        return [turn.reply(words.EXPIRED if question.asks else words.OFFER_OVER)]
    questions.answered(turn.session, question.id, choice.label, by_id=turn.speaker.person_id, now=turn.now)
    questions.close_card(
        turn.session, turn.school_id, question.card, choice.label, by_id=turn.speaker.person_id, now=turn.now
    )
    done = _press_of(choice.press)(dict(choice.args), turn)
    return [*done, *grey(turn, question.card, choice.label)]


def _press_of(name: str) -> table.Press:
    return press_role if name == as_role.AS_ROLE else table.PRESSES[name]


def press_role(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[我是家长][我是老师]: the message is read anew in that capacity. (C10)"""
    as_role.take(turn, args["text"], Role(args["role"]))
    if (told := sayings.told(turn)) is not None:
        return told
    return [note for act in read(turn.text, turn.known, local(turn.now)).acts for note in perform(act, turn)]


def grey(turn: Turn, card: str, label: str) -> list[Outgoing]:
    """All copies of a used card turn grey and say by whom and when (wecom.md 3.4)."""
    return [
        Outgoing(
            key=f"grey/{row.id}",
            to=row.to_id,
            text="",
            grey=words.used(label, turn.speaker.name, turn.now),
            card=card,
        )
        for row in outbox.card_copies(turn.session, turn.school_id, card)
    ]


def _text(turn: Turn, text: str, reading: Reading | None) -> Served:
    counted = muster.typed(turn)
    if counted:
        return Served(_together(turn, counted))
    if received := takeover.typed(turn):
        return Served(_together(turn, received))
    typed = _typed_answer(turn, text)
    if typed is not None:
        return Served(_together(turn, choose(turn, *typed)))
    if (told := enrolment_menu.typed(turn)) is not None:
        return Served(_together(turn, told))
    if (told := closures.not_yours(turn)) is not None or (told := surveys.typed(turn)) is not None:
        return Served(_together(turn, told))
    if (told := contact.typed(turn)) is not None:
        return Served(_together(turn, told))
    if (asked := as_role.ask(turn, text, post_of(turn.speaker))) is not None:
        return Served(_together(turn, asked), reading)
    if (told := sayings.told(turn)) is not None:
        return Served(_together(turn, told), reading)
    if reading is None:
        return Served(_together(turn, [turn.reply(smalltalk.TOO_LONG)]))
    if (held := rails.hold_content(turn, reading.acts)) is not None:
        return Served(_together(turn, held), reading)
    if (told := binding.in_parts(turn, reading.acts)) is not None:
        return Served(_together(turn, told), reading)
    if (told := in_words.passed_on(turn, reading.acts)) is not None:
        return Served(_together(turn, told), reading)
    notes = [note for act in reading.acts for note in perform(act, turn)]
    return Served(_together(turn, [*notes, *rails.look_at_log(turn, reading.acts)]), reading)


def _typed_answer(turn: Turn, text: str) -> tuple[Question, Choice] | None:
    """A label or a number typed in place of a press. Two open questions with the same label are not an answer."""
    said = text.strip().strip("。.!！ ")
    if not said or len(said) > 30:
        return None
    open_ = questions.open_ones(turn.session, turn.speaker.person_id, now=turn.now)
    if said.isdecimal() and len(said) == 1:
        fresh = [question for question in _fresh(turn, open_[:1]) if not _only_takes_back(question)]
        return next(((q, q.choices[int(said) - 1]) for q in fresh if 1 <= int(said) <= len(q.choices)), None)
    fits = [(question, choice) for question in open_ for choice in question.choices if choice.label == said]
    if len(fits) == 1 or (fits and not fits[0][0].asks):
        return fits[0]
    return None


def _only_takes_back(question: Question) -> bool:
    """[撤销] under what was done, [没有接到] under a thank-you: a stray 1 is no press of it, or a leave would be gone
    and an alarm raised by one digit. (promise 2)"""
    again = table.TAKES_BACK | table.ALWAYS
    return not question.asks and all(choice.press in again for choice in question.choices)


def perform(act: Act, turn: Turn) -> list[Outgoing]:
    """One act by the table: who may, and what it does."""
    errand = table.ERRANDS[act.intent]
    if turn.known.role not in errand.roles:
        return [turn.reply(words.not_for_you(act.intent, errand.roles))]
    if not turn.speaker.is_staff and not turn.speaker.children and act.intent not in table.FOR_STRANGERS:
        return binding.ask_to_bind(turn)
    if act.intent in (Intent.AFFIRM, Intent.DENY):
        return _yes_or_no(act.intent is Intent.AFFIRM, turn)
    return table.carry_out(act, turn)


def _fresh(turn: Turn, open_: Sequence[Question]) -> list[Question]:
    """Questions asked since the sender last wrote. An older one may be pressed, but 好的 and 1 mean something newer."""
    before = inbox.answered_before(turn.session, turn.inbox_id) if turn.inbox_id else None
    return [question for question in open_ if before is None or question.asked_at >= before]


def _yes_or_no(yes: bool, turn: Turn) -> list[Outgoing]:
    """好的 or 不用了: counts for the one open question that can be answered so (promise 2)."""
    open_ = questions.open_ones(turn.session, turn.speaker.person_id, now=turn.now)
    asked = _fresh(turn, [question for question in open_ if question.asks])
    if asked:
        choice = next((c for c in asked[0].choices if (c.yes if yes else c.no)), None)
        if choice is not None:
            return choose(turn, asked[0], choice)
        return [turn.reply(words.press_one(tuple(c.label for c in asked[0].choices)))]
    return [turn.reply(smalltalk.NOTED if yes else smalltalk.NOTHING_OPEN)]


def _together(turn: Turn, notes: Sequence[Outgoing]) -> tuple[Outgoing, ...]:
    """Several answers to the sender become one message; notices to others stay apart."""
    answers = [note for note in notes if note.reply_to is not None and note.to == turn.speaker.person_id]
    others = [note for note in notes if note not in answers]
    if not answers:
        return tuple(notes)
    return (merged(answers), *others)


def merged(answers: Sequence[Outgoing]) -> Outgoing:
    """One message of several: texts below each other, buttons beside each other."""
    if len(answers) == 1:
        return answers[0]
    texts = list(dict.fromkeys(answer.text for answer in answers))
    with_buttons = [answer for answer in answers if answer.buttons]
    first = with_buttons[0] if with_buttons else answers[0]
    return replace(
        first,
        key=answers[0].key,
        text="\n".join(texts),
        buttons=tuple(button for answer in with_buttons for button in answer.buttons)[: asking.MAX_BUTTONS],
        picture=next((answer.picture for answer in answers if answer.picture), None),
    )
