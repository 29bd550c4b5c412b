"""What changes nothing, and calling a person."""

from __future__ import annotations

from typing import Any

from care.acts import Act
from care.calendar import today
from care.messages import Outgoing, Urgency
from care.people import Role
from care.reading.nods import is_business, is_correction, is_greeting, is_nod, is_thanks
from care.wording import asking as words
from care.wording import roles as role_words
from care.wording import smalltalk as wording
from handlers import asking
from handlers.people import binding
from handlers.turn import Turn
from storage import people, questions
from storage.day import matters
from storage.questions import Choice, Question
from storage.staff import duties

WANT_AN_ANSWER = frozenset({"accept_group", "accept_duty", "approve", "accept_swap"})
"""Presses of cards that a person waits for."""


def hello(_act: Act, turn: Turn) -> list[Outgoing]:
    """收到 under a card that waits for an answer is none: it is said which button is meant. (promise 2)"""
    if is_nod(turn.text) and (labels := _waiting_labels(turn)):
        return [turn.reply(words.press_one(labels))]
    if is_thanks(turn.text):
        return [turn.reply(wording.WELCOME)]
    if not turn.speaker.is_staff and not turn.speaker.children:
        return binding.ask_to_bind(turn)
    if is_business(turn.text):  # Not to be answered with a greeting.
        return [turn.reply(words.not_understood(turn.known.role), asking.pass_on(turn))]
    if is_correction(turn.text):
        return [turn.reply(words.say_it_whole(turn.known.role))]
    if _is_news(turn):
        told = Choice(wording.TELL_TEACHER, asking.TELL, {"text": turn.text}, yes=True)
        no = Choice(wording.NOT_NEEDED, "nothing", {}, no=True, style=2)
        return [turn.reply(wording.nothing_to_do(turn.text), [told, no], asks=True)]
    return [turn.reply(wording.HELLO)]


def _is_news(turn: Turn) -> bool:
    """A parent tells something that is no errand of the house: 小红的伞落教室了."""
    bound = not turn.speaker.is_staff and bool(turn.speaker.children)
    return bound and len(turn.text) <= asking.LONGEST and not is_greeting(turn.text)


def press_tell(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[转告老师]: as if a person had been asked for with these words."""
    return _call(turn, args["text"])


def _waiting_labels(turn: Turn) -> tuple[str, ...]:
    """The buttons of the latest card that waits for this person's answer."""
    open_ = [one for one in questions.open_ones(turn.session, turn.me, now=turn.now) if _waits(one)]
    return tuple(choice.label for choice in open_[0].choices) if open_ else ()


def _waits(question: Question) -> bool:
    return any(choice.yes or choice.press in WANT_AN_ANSWER for choice in question.choices)


def help_(_act: Act, turn: Turn) -> list[Outgoing]:
    if turn.speaker.is_staff and turn.speaker.children:
        post = Role.LEADER if turn.speaker.leads else Role.TEACHER
        return [turn.reply(role_words.both_menus(wording.HELP[post], wording.HELP[Role.PARENT]))]
    return [turn.reply(wording.HELP[turn.known.role])]


def call_person(_act: Act, turn: Turn) -> list[Outgoing]:
    return _call(turn, turn.text)


def _call(turn: Turn, text: str) -> list[Outgoing]:
    """A person is wanted: a task with an owner, who hears what was written."""
    owner = _owner(turn)
    id_ = matters.open_(
        turn.session, turn.school_id, f"person/{turn.inbox_id}", "person", text, day=today(turn.now),
        now=turn.now, students=tuple(child.id for child in turn.speaker.children), owner_id=owner,
        by_id=turn.speaker.person_id, inbox_id=turn.inbox_id,
    )  # fmt: skip
    if owner is None or id_ is None:
        return [turn.reply(wording.NOBODY_TO_CALL)]
    children = "、".join(child.called for child in turn.speaker.children)
    told = wording.wants_person(turn.caller or "一位没有登记的访客", children, text)
    done = [Choice("已联系", "close_matter", {"matter": id_})]
    note = turn.tell(owner, told, f"person/{id_}", done, title="请联系", about="person", urgency=Urgency.URGENT)
    return [turn.reply(wording.person_called(people.name_of(turn.session, owner))), note]


def press_close_matter(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    closed = matters.close(
        turn.session, args["matter"], by_id=turn.speaker.person_id, outcome=args.get("outcome", "已处理"), now=turn.now
    )
    return [turn.reply(wording.CLOSED if closed else wording.CLOSED_ALREADY)]


def press_seen(_args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    return [turn.reply(wording.NOTED)]


def _owner(turn: Turn) -> int | None:
    """The class teacher of the speaker's child; for others whoever leads today."""
    me = turn.speaker.person_id
    heads = [people.class_teacher_of(turn.session, child.id) for child in turn.speaker.children]
    leading = duties.leaders(turn.session, turn.school_id, turn.today)
    every = [s.id for s in people.staff(turn.session, turn.school_id, *people.LEADING)]
    return next((person for person in [*heads, *leading, *every] if person and person != me), None)
