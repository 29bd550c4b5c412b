"""The presses, typed answers and commands of the way into care, for the menu (handlers/table.py). (C20-C30)"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from care.messages import Outgoing
from handlers.enrolment import (
    agreeing_text,
    applying,
    approval,
    course,
    disagreeing,
    drawing,
    enrolment,
    family,
    family_answers,
    objecting,
    publishing,
    renewal,
    second_thoughts,
    signing,
    waiting_list,
)
from handlers.turn import Turn

PRESSES: dict[str, Callable[[dict[str, Any], Turn], list[Outgoing]]] = {
    course.APPROVE: approval.press_approve,
    course.REFUSE: approval.press_refuse,
    approval.OFFER: approval.press_offer,
    approval.SHOW: approval.press_show,
    applying.ANSWER: applying.press_answer,
    applying.STOP: applying.press_stop,
    disagreeing.KEEP: disagreeing.press_keep,
    disagreeing.ASK_FIRST: disagreeing.press_ask_first,
    disagreeing.ANSWER: disagreeing.press_answer,
    family.ANSWER: family_answers.press_answer,
    agreeing_text.SIGN: signing.press_sign,
    agreeing_text.PUPIL: signing.press_pupil,
    publishing.PUBLISH: publishing.press_publish,
    objecting.ANSWER: objecting.press_answer,
    drawing.DRAW: drawing.press_draw,
    renewal.SEND: renewal.press_send,
    renewal.AGAIN: renewal.press_again,
    renewal.OTHER: renewal.press_otherwise,
    renewal.NO: renewal.press_not,
    **second_thoughts.PRESSES,
    "apply_permit": enrolment.press_apply_permit,
    "take_back": enrolment.press_take_back,
}

LASTING = frozenset(
    {
        applying.ANSWER, applying.STOP, disagreeing.ANSWER, family.ANSWER, agreeing_text.SIGN, agreeing_text.PUPIL,
        "take_back",
    }
)  # fmt: skip
"""Presses that name their draft, or an application and its stage: they hold as long as that waits for the family. The
days for it are said in the message; no minutes end them before. (C20, C21)"""

TYPED = (
    approval.typed,
    applying.typed,
    enrolment.typed,
    signing.typed,
    publishing.typed,
    waiting_list.typed,
    second_thoughts.typed,
)


def typed(turn: Turn) -> list[Outgoing] | None:
    """What is written in an exact shape and is not for the reader. None: the reader has to look."""
    return next((told for one in TYPED if (told := one(turn)) is not None), None)
