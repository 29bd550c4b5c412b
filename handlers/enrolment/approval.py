"""Deciding on applications: by card, by name, by number, several at once. (C21; L-02)"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from care.acts import Act
from care.messages import Outgoing
from care.reading.orders.commands import Said
from care.rules.enrolment.course import Event, No, Stage
from care.rules.enrolment.deciding import Line, alternative_in, chosen, read_line
from care.rules.enrolment.places import is_limited
from care.wording import approval as wording
from care.wording import enrolment as words
from care.wording.course import ACTORS, QUEUE
from handlers.enrolment import course, places
from handlers.enrolment.course import APPROVE, REFUSE, Moved
from handlers.enrolment.wishes import applicant, child_of, person, what_of
from handlers.turn import Turn
from storage import questions
from storage.enrolment import approvals, clubs
from storage.enrolment.approvals import Application, ApplicationState
from storage.questions import Choice

OFFER, SHOW = "offer_instead", "show_application"
LIST_WORD = "待审核"
LIST = "applications"  # the card name of a list that was shown
Decide = Callable[[Application], list[Outgoing]]


def approve(act: Act, turn: Turn) -> list[Outgoing]:
    return _each(act, turn, lambda application: agree(turn, application))


def reject(act: Act, turn: Turn) -> list[Outgoing]:
    return _each(act, turn, lambda application: refuse(turn, application, _reason(act.reason_text)))


def _each(act: Act, turn: Turn, decide: Decide) -> list[Outgoing]:
    """The applications that are meant: those of the pupils named, all, or the only one."""
    waiting = approvals.waiting_for(turn.session, turn.me)
    if not waiting:
        return [turn.reply(words.nothing_waits())]
    wanted = {student.id for student in act.students or ()}
    meant = [a for a in waiting if act.all or a.student_id in wanted]
    if not meant and not wanted and len(waiting) == 1:
        meant = waiting
    if not meant:
        return [_which(turn, act, waiting)]
    if not act.all and len({a.student_id for a in meant}) < len(meant):
        return _listed(turn)  # Two of one child: its name does not say which.
    return _way_back_once([note for application in meant for note in decide(application)])


def _way_back_once(notes: Sequence[Outgoing]) -> list[Outgoing]:
    """Of several decisions in one answer only the last says what to do about a wrong one."""
    said: set[str] = set()
    kept: list[Outgoing] = []
    for note in reversed(notes):
        told = next((way for way in wording.WAYS_BACK if note.text.endswith(way)), "")
        kept.append(replace(note, text=note.text.removesuffix(told)) if told in said else note)
        said |= {told} - {""}
    return kept[::-1]


def _which(turn: Turn, act: Act, waiting: Sequence[Application]) -> Outgoing:
    press = APPROVE if act.intent.value == "approve" else REFUSE
    named = [(a, child_of(turn, a)) for a in waiting[:5]]
    choices = [Choice(child.name, press, {"application": a.id}) for a, child in named]
    return turn.reply(words.which_one([child.called for _, child in named]), choices, asks=True)


# --- by number ---


def show_list(_said: Said, turn: Turn) -> list[Outgoing]:
    return _listed(turn)


def _listed(turn: Turn) -> list[Outgoing]:
    """待审核: all that waits, numbered; the numbers hold until the next list."""
    waiting = approvals.waiting_for(turn.session, turn.me)
    if not waiting:
        return [turn.reply(words.nothing_waits())]
    lines = [(child_of(turn, a), what_of(a, turn), applicant(turn, a)) for a in waiting]
    choices = [Choice(child_of(turn, a).called, SHOW, {"application": a.id}) for a in waiting]
    questions.ask(
        turn.session, turn.school_id, turn.me, choices, asks=False, now=turn.now, card=LIST, inbox_id=turn.inbox_id
    )
    return [turn.reply(wording.listed(lines))]


def typed(turn: Turn) -> list[Outgoing] | None:
    """同意1、3、5; 除了张三都同意: by the list last shown today. None: no such line, or nothing waits."""
    line, asks = read_line(turn.text), turn.text.strip() == LIST_WORD
    waiting = approvals.waiting_for(turn.session, turn.me) if line or asks else []
    if not waiting:
        return None
    if line is None:
        return _listed(turn)  # A parent of the committee: words of command are for staff.
    shown = _shown(turn) if line.numbers else [(a.id, child_of(turn, a).name) for a in waiting]
    if shown is None:
        return [turn.reply(wording.NO_LIST)]
    meant, strange = chosen(line, shown)
    if strange and line.names:
        return None  # Perhaps the reader knows them by another name.
    if strange:
        return [turn.reply(wording.not_on_list(strange, len(shown)))]
    return _decide_line(turn, line, meant)


def _decide_line(turn: Turn, line: Line, meant: Sequence[int]) -> list[Outgoing]:
    mine = {a.id: a for a in approvals.waiting_for(turn.session, turn.me)}
    notes: list[Outgoing] = []
    for id_ in meant:
        application = mine.get(id_) or approvals.get(turn.session, id_)
        notes += agree(turn, application) if line.yes else refuse(turn, application, line.reason)
    return _way_back_once(notes)


def _shown(turn: Turn) -> list[tuple[int, str]] | None:
    """The list that this person saw last, if that was today: applications and children, by number."""
    kept = questions.last_of_card(turn.session, turn.me, LIST)
    if kept is None or kept.asked_at < turn.midnight:
        return None
    every = [approvals.get(turn.session, choice.args["application"]) for choice in kept.choices]
    return [(a.id, child_of(turn, a).name) for a in every]


def press_show(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """One application of the list, with its card."""
    application = approvals.get(turn.session, args["application"])
    if turn.me not in approvals.deciders_of(turn.session, application.id):
        return [turn.reply(_already(turn, application))]
    return course.cards(turn, application, [turn.me], turn.inbox_id or 0)


# --- one decision ---


def press_approve(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    return agree(turn, approvals.get(turn.session, args["application"]))


def press_refuse(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[不同意] asks for a reason; with one it decides."""
    application = approvals.get(turn.session, args["application"])
    if "reason" in args:
        return refuse(turn, application, args["reason"])
    choices = [Choice(reason, REFUSE, {"application": application.id, "reason": reason}) for reason in words.REASONS]
    return [turn.reply(words.why_refused(child_of(turn, application)), choices, asks=True)]


def agree(turn: Turn, application: Application) -> list[Outgoing]:
    if refused := _not_mine(turn, application):
        return refused
    what, child = what_of(application, turn), child_of(turn, application)
    moved = course.move(turn, application, Event.AGREED, by_id=turn.me)
    if isinstance(moved, No):
        return [turn.reply(_already(turn, application))]
    if moved.application.course.stage is Stage.IN_CARE:
        what = what_of(moved.application, turn)
    return [turn.reply(wording.agreed(child, what, _next(turn, moved))), *moved.notes]


def refuse(turn: Turn, application: Application, reason: str) -> list[Outgoing]:
    """With a reason; where nobody may be refused, with an alternative as well. (L-02)"""
    if refused := _not_mine(turn, application):
        return refused
    if not reason:
        return press_refuse({"application": application.id}, turn)
    instead = alternative_in(reason) or alternative_in(turn.text)
    if instead and _can_offer(turn, application, instead):
        return _offer(turn, application, reason, instead)
    child, what = child_of(turn, application), what_of(application, turn)
    moved = course.move(turn, application, Event.REFUSED, by_id=turn.me, comment=reason)
    if moved is No.NEEDS_ALTERNATIVE:
        return [_ask_alternative(turn, application, reason)]
    if isinstance(moved, No):
        return [turn.reply(_already(turn, application))]
    return [turn.reply(words.decided(child, what, False, reason)), *moved.notes]


def press_offer(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    return _offer(turn, approvals.get(turn.session, args["application"]), args["reason"], args["instead"])


def _offer(turn: Turn, application: Application, reason: str, instead: str) -> list[Outgoing]:
    child, what = child_of(turn, application), what_of(application, turn)
    moved = course.move(turn, application, Event.OFFERED, by_id=turn.me, comment=reason, instead=instead)
    if isinstance(moved, No):
        return [turn.reply(_already(turn, application))]
    return [turn.reply(wording.offered(child, what, reason, instead)), *moved.notes]


def _ask_alternative(turn: Turn, application: Application, reason: str) -> Outgoing:
    """Sent back to whoever refused: the law wants an alternative beside the reason. (L-02)"""
    about = {"application": application.id, "reason": reason}
    choices = [
        Choice(label, OFFER, {**about, "instead": label})
        for label in [*alternatives(turn, application)][:5]
    ]  # fmt: skip
    return turn.reply(wording.needs_alternative(child_of(turn, application)), choices, asks=True)


def alternatives(turn: Turn, application: Application) -> list[str]:
    """Other sessions that have room, clubs for a club, and the waiting list where places are counted."""
    plan, items = places.plan_of(turn, application), places.items_of(application)
    found = [] if application.kind == "club" else [
        one.label for one in turn.policy.sessions
        if one.session not in application.sessions and places.left(turn, one.session.value) != 0
    ]  # fmt: skip
    if application.kind == "club":
        names = clubs.names_of(turn.session, turn.school_id)
        found = [name for name in names if name not in application.clubs and places.left(turn, name) != 0]
    return [*found, *([QUEUE] if is_limited(items, plan) else [])]


def _can_offer(turn: Turn, application: Application, instead: str) -> bool:
    return instead in alternatives(turn, application)


def _not_mine(turn: Turn, application: Application) -> list[Outgoing]:
    """Decided before, or now with somebody else."""
    waiting = application.state is ApplicationState.WAITING and application.course.stage is Stage.STEP
    if waiting and turn.me in approvals.deciders_of(turn.session, application.id):
        return []
    return [turn.reply(_already(turn, application))]


def _already(turn: Turn, application: Application) -> str:
    now_is, what = approvals.get(turn.session, application.id), what_of(application, turn)
    match now_is.state:
        case ApplicationState.TAKEN_BACK:
            return words.taken_back_line(what)
        case ApplicationState.WAITING:
            return wording.with_others(child_of(turn, application), what)
        case state:
            who = person(turn, now_is.decider_id or 0)
            yes = state is ApplicationState.APPROVED
            return words.decided_line(what, yes, who, now_is.decided_at, now_is.reason)


def _next(turn: Turn, moved: Moved) -> str:
    """Where it went, for whoever agreed."""
    stage = moved.application.course.stage
    if stage is Stage.STEP:
        chain = places.plan_of(turn, moved.application).chain
        return wording.to_step(ACTORS[chain[moved.application.course.step].actor])
    return wording.NEXT.get(stage, "")


def _reason(said: str | None) -> str:
    """“原因名额已满” as the house itself proposes it: the answers put the word before it."""
    return re.sub(r"^(?:原因|理由)(?:是|为)?[：:，,\s]*", "", said or "").strip()
