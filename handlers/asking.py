"""Asking back: a doubtful act becomes a question whose buttons are the complete acts (promise 2)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from care.acts import About, Act, keep
from care.messages import Outgoing
from care.reading.nods import is_verdict
from care.wording import asking as wording
from care.wording import smalltalk as small_words
from handlers.turn import Turn
from storage.enrolment import approvals
from storage.questions import Choice

MAX_BUTTONS = 6  # a card carries six (wecom.md 3.3)
DO_ACT = "do_act"
NOTHING = "nothing"
TELL = "tell_teacher"  # handlers/smalltalk.py
LONGEST = 80  # characters that a question repeats, or a button passes on


def ask_back(act: Act, turn: Turn) -> list[Outgoing]:
    """A clarify: one button for each act it could mean, and one for none of them."""
    if act.options:
        return [ask_options(turn, wording.question(act, now=turn.now), [*act.options, *_all_of_them(act, turn)])]
    if turn.speaker.is_staff and is_verdict(turn.text) and not approvals.waiting_for(turn.session, turn.me):
        return [turn.reply(wording.NOTHING_TO_DECIDE)]
    if act.about is About.STUDENT and act.maybe is not None and len(turn.speaker.children) > 1:
        return ask_which_child(turn, act.with_(intent=act.maybe, about=None, maybe=None))
    return [turn.reply(wording.open_question(act, turn.known.role), pass_on(turn))]


def pass_on(turn: Turn) -> list[Choice]:
    """[转告老师], so that no family's message ends with a question that it cannot answer."""
    if turn.speaker.is_staff or not turn.speaker.children or not turn.text or len(turn.text) > LONGEST:
        return []
    return [Choice(small_words.TELL_TEACHER, TELL, {"text": turn.text}, style=2)]


def _all_of_them(act: Act, turn: Turn) -> list[Act]:
    """Where it is asked which of one's children is meant, all of them may be."""
    options, children = act.options, turn.speaker.children
    alike = {option.with_(students=None) for option in options}
    named = {option.students[0] for option in options if option.students and len(option.students) == 1}
    asked = len(alike) == 1 and 1 < len(named) == len(options) == len(children) and named == set(children)
    return [options[0].with_(students=children)] if asked and len(options) < MAX_BUTTONS - 1 else []


def ask_which_child(turn: Turn, act: Act) -> list[Outgoing]:
    """One button a child, and one for all of them."""
    children = turn.speaker.children
    options = [act.with_(students=(child,)) for child in children]
    options += [act.with_(students=children)] if 1 < len(children) < MAX_BUTTONS - 1 else []
    if not options:
        return [turn.reply(wording.NO_CHILD)]
    return [ask_options(turn, wording.which_child(act), options)]


def ask_options(turn: Turn, text: str, options: Sequence[Act]) -> Outgoing:
    """A question whose buttons do the acts. A single option can be confirmed with 好的 and refused with 不用了."""
    alone = len(options) == 1
    choices = [
        Choice(wording.button(option, options, now=turn.now), DO_ACT, {"act": keep(_named(option, options))}, yes=alone)
        for option in options[: MAX_BUTTONS - 1]
    ]
    return turn.reply(
        text, [*choices, Choice("都不是" if not alone else "不是", NOTHING, {}, no=True, style=2)], asks=True
    )


def _named(option: Act, options: Sequence[Act]) -> Act:
    """Of several children of one name the button names one, with its class: no second question follows. (promise 9)"""
    names = [child.name for one in options for child in one.students or ()]
    if option.students is None or len(option.students) != 1 or names.count(option.students[0].name) < 2:
        return option
    return option.with_(class_name=option.class_name or option.students[0].class_name)


def nothing(_args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """The button for "none of these"."""
    return [turn.reply(wording.NOTHING_DONE)]
