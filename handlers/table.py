"""The menu on one page: each intent's errand and who may say it; each press's errand.

An intent without a line here is an error, never silence (tests/test_house.py).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from care.acts import Act, Intent, recall
from care.messages import Outgoing
from care.people import Role
from handlers import asking, smalltalk
from handlers.custody import absence, arrival, closing, early_arrivals, handover, moving, rollcall, takeover, wished
from handlers.duties import consents, duty, roster, swapping, unfit
from handlers.enrolment import approval, clubs, enrolment, enrolment_menu, progress, signing
from handlers.people import binding, changing, committee, volunteers
from handlers.record import late_entry, lists, patrol, records, summary
from handlers.safety import blocks, follow_up, guard, incident, muster, searching
from handlers.school import (
    announcing,
    answering,
    broadcast,
    closures,
    letters,
    meetings,
    planning,
    rails,
    surveys,
    yearly,
)
from handlers.turn import Turn
from handlers.wayhome import (
    agreeing,
    elsewhere,
    gate,
    late,
    late_form,
    leave,
    narrowing,
    ordered,
    pickup,
    plans,
    receipts,
    release,
    returning,
    staying,
    uncollected,
)

PARENT = frozenset({Role.PARENT})
STAFF = frozenset({Role.TEACHER, Role.LEADER})
ALL = frozenset(Role)


@dataclass(frozen=True)
class Errand:
    handle: Callable[[Act, Turn], list[Outgoing]]
    roles: frozenset[Role]


ERRANDS: dict[Intent, Errand] = {
    Intent.BIND: Errand(binding.bind, PARENT),
    Intent.ENROLL: Errand(enrolment.enroll, PARENT),
    Intent.WITHDRAW: Errand(enrolment.withdraw, PARENT),
    Intent.LEAVE: Errand(leave.ask_leave, PARENT),
    Intent.CANCEL_LEAVE: Errand(leave.cancel_leave, PARENT),
    Intent.DELEGATE_PICKUP: Errand(plans.delegate, PARENT),
    Intent.PICKUP_TIME: Errand(plans.change_time, PARENT),
    Intent.WALK_HOME: Errand(plans.walk_home, PARENT),
    Intent.ARRIVE: Errand(pickup.arrive, PARENT),
    Intent.CONFIRM_PICKUP: Errand(receipts.confirm, PARENT),
    Intent.CHOOSE_CLUB: Errand(clubs.choose, PARENT),
    Intent.DROP_CLUB: Errand(clubs.drop, PARENT),
    Intent.SIGN: Errand(signing.sign, PARENT),
    Intent.ASK_WHEREABOUTS: Errand(pickup.whereabouts, PARENT),
    Intent.ASK_FEE: Errand(answering.fee, PARENT),
    Intent.ASK_SCHEDULE: Errand(answering.schedule, PARENT),
    Intent.ASK_CLUBS: Errand(clubs.menu, PARENT),
    Intent.ASK_PROGRESS: Errand(progress.progress, PARENT),
    Intent.FEEDBACK: Errand(records.feedback, PARENT),
    Intent.ROLL_CALL: Errand(rollcall.call_roll, STAFF),
    Intent.TAKE_OVER: Errand(takeover.take_over, STAFF),
    Intent.HAND_OVER: Errand(handover.hand_over, STAFF),
    Intent.RELEASE: Errand(release.release, STAFF),
    Intent.LOG: Errand(arrival.log, STAFF),
    Intent.INCIDENT: Errand(incident.report, ALL),
    Intent.SWAP_DUTY: Errand(swapping.swap, STAFF),
    Intent.STAFF_LEAVE: Errand(duty.staff_leave, STAFF),
    Intent.ASK_DUTY: Errand(roster.ask_duty, STAFF),
    Intent.ASK_ROSTER: Errand(lists.roster, STAFF),
    Intent.APPROVE: Errand(approval.approve, STAFF),
    Intent.REJECT: Errand(approval.reject, STAFF),
    Intent.ASK_SUMMARY: Errand(summary.ask_summary, STAFF),
    Intent.ASK_UNPICKED: Errand(lists.unpicked, STAFF),
    Intent.PATROL: Errand(patrol.patrol, STAFF),
    Intent.BROADCAST: Errand(broadcast.preview, STAFF),
    Intent.AFFIRM: Errand(smalltalk.hello, ALL),
    Intent.DENY: Errand(smalltalk.hello, ALL),
    Intent.HUMAN: Errand(smalltalk.call_person, ALL),
    Intent.HELP: Errand(smalltalk.help_, ALL),
    Intent.SMALLTALK: Errand(smalltalk.hello, ALL),
    Intent.CLARIFY: Errand(receipts.doubt, ALL),
}

FOR_STRANGERS = frozenset({Intent.BIND, Intent.HELP, Intent.HUMAN, Intent.SMALLTALK, Intent.AFFIRM, Intent.DENY})
"""What somebody whose account is tied to no child may say; anything else is answered with how to bind."""


def do_act(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """A button that stands for a complete act."""
    return carry_out(recall(args["act"]), turn)


def carry_out(act: Act, turn: Turn) -> list[Outgoing]:
    """The act's errand, but not for a child that one who is spoken of may not collect. (promise 10)"""
    act = narrowing.narrowed(act, turn)
    if told := elsewhere.releases(act, turn):
        return [note for one in told for note in carry_out(one, turn)]
    if ordered_by := ordered.by_leader(act, turn):
        return ordered_by
    over = closing.refusal(act, turn) or muster.refusal(act, turn)
    if over:
        return over
    screened = guard.screen(act, turn)
    done = ERRANDS[act.intent].handle(screened.act, turn) if screened.act is not None else []
    return [*done, *screened.notes]


Press = Callable[[dict[str, Any], Turn], list[Outgoing]]

PRESSES: dict[str, Press] = {
    asking.DO_ACT: do_act,
    asking.NOTHING: asking.nothing,
    **enrolment_menu.PRESSES,
    "collected": receipts.press_collected,
    receipts.NOT_WITH_ME: receipts.press_not_with_me,
    receipts.TAKE_BACK: receipts.press_take_back,
    "release_confirmed": receipts.press_released,
    "still_here": receipts.press_still_here,
    "undo_club": clubs.press_undo,
    returning.UNDO: returning.press_undo,
    release.NOT_LEFT: release.press_not_left,
    "allow_pickup": gate.press_allow,
    "refuse_pickup": gate.press_refuse,
    "explain_absence": absence.press_explain,
    "absence_outcome": absence.press_outcome,
    "undo_incident": incident.press_undo,
    "undo_record": records.press_undo,
    "undo_patrol": patrol.press_undo,
    "finding_fixed": patrol.press_fixed,
    "undo_plan": plans.press_undo_plan,
    "undo_leave": leave.press_undo,
    "undo_roll": rollcall.press_undo,
    wished.KEEP: wished.press_keep,
    "accept_group": takeover.press_accept,
    "decline_group": handover.press_decline,
    "add_to_offer": takeover.press_add,
    moving.BACK: moving.press_back,
    moving.OFFER: moving.press_offer,
    "accept_duty": duty.press_accept,
    "decline_duty": duty.press_decline,
    "agree_leave": duty.press_agree_leave,
    "refuse_leave": duty.press_refuse_leave,
    "coming": uncollected.press_coming,
    "cannot_come": uncollected.press_cannot_come,
    "accept_swap": swapping.press_accept,
    "decline_swap": swapping.press_decline,
    swapping.WITHDRAW: swapping.press_withdraw,
    duty.WITHDRAW: duty.press_withdraw,
    staying.TAKE: staying.press_take,
    staying.SECOND: staying.press_second,
    staying.EXTEND: staying.press_extend,
    muster.AGREES: muster.press_agrees,
    muster.END: searching.press_end,
    muster.START: muster.press_start,
    closing.START: closing.press_start,
    closing.CONFIRM: closing.press_confirm,
    late_form.FILL: late_form.press_fill,
    late_form.SECOND: late_form.press_second,
    late_form.SEEN: late_form.press_seen,
    late_form.REASON: late_form.press_reason,
    late_form.AGAIN: late_form.press_again,
    late_entry.CONFIRM: late_entry.press_confirm,
    "found_child": searching.press_found,
    "incident_severity": follow_up.press_severity,
    "incident_more": follow_up.press_more,
    "incident_add": follow_up.press_add,
    "send_broadcast": broadcast.press_send,
    broadcast.UNDO: broadcast.press_undo,
    rails.OVERRIDE: rails.press_override,
    binding.BE: binding.press_be,
    **changing.PRESSES,
    committee.UNDO: committee.press_undo,
    volunteers.AGREE: volunteers.press_agree,
    volunteers.DECLINE: volunteers.press_decline,
    volunteers.UNDO: volunteers.press_undo,
    closures.CONFIRM: closures.press_confirm,
    closures.UNDO: closures.press_undo,
    planning.CONFIRM: planning.press_confirm,
    planning.UNDO: planning.press_undo,
    surveys.BEGIN: surveys.press_begin,
    surveys.ANSWER: surveys.press_answer,
    surveys.AGAIN: surveys.press_again,
    letters.SEND_LETTER: letters.press_letter,
    letters.SEND_NOTICE: letters.press_notice,
    announcing.READ: announcing.press_read,
    yearly.CONFIRM: yearly.press_confirm,
    unfit.REPLACE: unfit.press_replace,
    announcing.JOIN: meetings.press_join,
    volunteers.CALL_OFF: volunteers.press_call_off,
    consents.ANSWER: consents.press_answer,
    early_arrivals.UNDO: early_arrivals.press_undo,
    "seen": smalltalk.press_seen,
    "close_matter": smalltalk.press_close_matter,
    asking.TELL: smalltalk.press_tell,
    late.AGREE: agreeing.press_agree,
    late.REFUSE: agreeing.press_refuse,
    blocks.CONFIRM: blocks.press_confirm,
    blocks.DECLINE: blocks.press_decline,
}

ALWAYS = frozenset({receipts.NOT_WITH_ME})
"""Presses that count though another of the family used the card before: nobody's 没有接到 is lost. (promise 6)"""

TAKES_BACK = frozenset(
    {
        "call_off_help",
        "decline_group",
        "found_child",
        "receipt_back",
        "take_back",
        "undo_club",
        "undo_day_change",
        "undo_early",
        "undo_help",
        "undo_incident",
        "undo_leave",
        "undo_patrol",
        "undo_people",
        "undo_plan",
        "undo_plan_change",
        "undo_record",
        "undo_release",
        "undo_resolution",
        "undo_roll",
        "void_broadcast",
        "withdraw_leave",
        "withdraw_swap",
        "form_again",
        "fill_slip_again",
        "back_from_club",
    }
)
"""Presses that take something back themselves: a stray 1 under an answer is none of them (handlers/serve.py)."""
