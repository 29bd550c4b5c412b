"""Signing in the chat, as evidence: who, which text by its hash, when, from which account; and insurance. (C26, C27)"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Any

from care.acts import Act
from care.calendar import spoken
from care.messages import Outgoing
from care.people import Role, Student
from care.rules.enrolment.agreement import lacking
from care.rules.enrolment.course import Event, No, Stage
from care.wording import enrolment as wording
from care.wording import signing as words
from handlers.asking import ask_which_child
from handlers.enrolment import agreeing_text, course
from handlers.enrolment.agreeing_text import Text
from handlers.enrolment.wishes import child_of, what_of
from handlers.turn import Turn
from storage.day import records
from storage.enrolment import agreements, approvals
from storage.enrolment.agreements import Signature
from storage.enrolment.approvals import Application, ApplicationState
from storage.questions import Choice


def sign(act: Act, turn: Turn) -> list[Outgoing]:
    """同意协议: shows the text that waits; a word about a text that nobody has before them signs nothing. (L-15)"""
    if act.students is None and len(turn.speaker.children) != 1:
        return ask_which_child(turn, act)
    return [note for child in act.students or turn.speaker.children for note in _sign(turn, child)]


def _sign(turn: Turn, child: Student) -> list[Outgoing]:
    waiting = _waiting(turn, child)
    if waiting is not None:
        text, choices = agreeing_text.to_sign(turn, waiting)
        return [turn.reply(text, choices, asks=True)]
    if turn.policy.enrolment.agreement.required:
        return [turn.reply(words.nothing_to_sign(child))]
    text = wording.signed(child, turn.now)
    records.add(
        turn.session, turn.school_id, "consent", text, day=turn.today, by_id=turn.me, now=turn.now,
        inbox_id=turn.inbox_id,
    )  # fmt: skip
    return [turn.reply(text)]


def _waiting(turn: Turn, child: Student) -> Application | None:
    """The application of this speaker that waits for a signature, or was carried out before one."""
    rule = turn.policy.enrolment.agreement
    for one in approvals.of_student(turn.session, child.id):
        mine = one.by_id == turn.me and one.kind == "enroll"
        later = rule.required and not rule.before_attendance and one.state is ApplicationState.APPROVED
        if mine and (one.course.stage is Stage.SIGNING or (later and _lacking(turn, one))):
            return one
    return None


def _lacking(turn: Turn, application: Application) -> list[str]:
    wanted = [signer.value for signer in turn.policy.enrolment.agreement.signers]
    return lacking(wanted, [one.signer for one in agreements.of_application(turn.session, application.id)])


def press_sign(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[同意并签名] under one text. Where the text is another one by now, it is shown again."""
    application = approvals.get(turn.session, args["application"])
    child = child_of(turn, application)
    if application.by_id != turn.me or "parent" not in _lacking(turn, application):
        return [turn.reply(wording.no_longer(child))]
    if not args["yes"]:
        return [turn.reply(words.not_signed(child, what_of(application, turn)))]
    text = agreeing_text.text_of(turn, application)
    if text.mark != args["mark"]:
        again, choices = agreeing_text.to_sign(turn, application)
        return [turn.reply(again, choices, asks=True)]
    return _signed(turn, application, text, "parent")


def press_pupil(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[孩子也同意]: the pupil's own yes, given on the parent's phone. (003-3.03)"""
    application = approvals.get(turn.session, args["application"])
    if "pupil" not in _lacking(turn, application) or application.by_id != turn.me:
        return [turn.reply(wording.no_longer(child_of(turn, application)))]
    return _signed(turn, application, agreeing_text.text_of(turn, application), "pupil")


def _signed(turn: Turn, application: Application, text: Text, signer: str) -> list[Outgoing]:
    child = child_of(turn, application)
    kept = Signature(
        0, application.id, child.id, turn.me, signer, text.name, text.template_mark, text.mark, text.text,
        turn.channel, turn.address, turn.now,
    )  # fmt: skip
    agreements.sign(turn.session, turn.school_id, kept, inbox_id=turn.inbox_id)
    if "pupil" in _lacking(turn, application):
        choice = Choice(words.PUPIL, agreeing_text.PUPIL, {"application": application.id}, yes=True)
        return [turn.reply(words.pupil_too(child, text.name), [choice], asks=True)]
    told = turn.reply(words.signed(child, text.name, text.mark, turn.now))
    moved = course.move(turn, application, Event.SIGNED, by_id=turn.me)
    return [told] if isinstance(moved, No) else [told, *moved.notes]


# --- insurance ---

_POLICY = re.compile(
    r"保险(?:单号?|号)?[::,\s]+(?P<number>[A-Za-z0-9-]{4,40})[,\s]+(?:到期|有效期?到?)?[::\s]*"
    r"(?P<year>20\d\d)[-年./](?P<month>\d{1,2})[-月./](?P<day>\d{1,2})日?[。\s]*"
)
_ABOUT_POLICY = re.compile(r"保险[::\s]")


def typed(turn: Turn) -> list[Outgoing] | None:
    """保险 PA12345 2026-08-31. None: it is something else, or nothing waits for a policy."""
    text = unicodedata.normalize("NFKC", turn.text).strip()
    if turn.known.role is not Role.PARENT or not _ABOUT_POLICY.match(text):
        return None
    waiting = [
        one for child in turn.speaker.children for one in approvals.open_of_student(turn.session, child.id)
        if one.course.stage is Stage.INSURING
    ]  # fmt: skip
    if not waiting:
        return None
    found = _POLICY.fullmatch(text)
    until = _date(found) if found else None
    if found is None or until is None:
        return [turn.reply(words.HOW_TO_INSURE)]
    if until < max(turn.today, waiting[0].since or turn.today):
        return [turn.reply(words.INSURANCE_OVER)]
    return _insured(turn, waiting[0], found["number"], until)


def _insured(turn: Turn, application: Application, number: str, until: date) -> list[Outgoing]:
    child = child_of(turn, application)
    agreements.insure(turn.session, turn.school_id, child.id, number=number, until=until, by_id=turn.me, now=turn.now)
    moved = course.move(turn, application, Event.INSURED, by_id=turn.me)
    told = turn.reply(words.insured(child, spoken(until)))
    return [told] if isinstance(moved, No) else [told, *moved.notes]


def _date(found: re.Match[str]) -> date | None:
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
