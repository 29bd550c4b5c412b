"""A colleague who leaves: what they hold is shown and handed over, and afterwards their cards do nothing. (C10)"""

from __future__ import annotations

from datetime import timedelta

from care.messages import Inbound, Kind, Outgoing
from care.people import Staff
from care.reading.orders.people import Order, Wish
from care.rules.people.changes import Why
from care.wording import people as wording
from handlers import asking
from handlers.people import change_kinds
from handlers.people.change_shown import Plan, colleague, show
from handlers.turn import Turn
from storage import people, questions
from storage.enrolment import bookings
from storage.staff import changes, staffing
from storage.staff.changes import Change
from storage.staff.changes import Kind as ChangeKind

FAMILY = frozenset(
    {
        "collected", "not_with_me", "coming", "cannot_come", "undo_plan", "undo_leave", "undo_club", "take_back",
        "apply_permit", "explain_absence", "seen", asking.DO_ACT, asking.NOTHING,
    }
)  # fmt: skip
"""Presses that a parent may make who was a colleague."""


def leaving(turn: Turn, wish: Wish, staff_id: int | None) -> list[Outgoing]:
    """张老师离职，最后一天是6月30日，由李老师接替: who, until when, what goes to whom."""
    found = colleague(turn, wish.staff, staff_id)
    if not isinstance(found, Staff):
        return found
    if wish.since is None:
        return [turn.reply(wording.no_last_day(found.name))]
    if wish.since <= turn.today:
        return [turn.reply(wording.refused(Why.DAY_IS_OVER))]
    successor = colleague(turn, wish.successor) if wish.successor else Staff(turn.me, turn.speaker.name)
    if not isinstance(successor, Staff):
        return successor
    if successor.id == found.id:
        return [turn.reply(wording.how(Order.LEAVING))]
    what = wording.leaving(found.name, wish.since - timedelta(days=1), successor.name)
    args = {"person": found.id, "successor": successor.id}
    more = (left_behind(turn, found.id, wish),)
    return show(turn, Plan(ChangeKind.LEAVING, what, args, wish.since, more=more))


def left_behind(turn: Turn, person: int, wish: Wish) -> str:
    """What would be nobody's, in words."""
    held = staffing.held(turn.session, turn.school_id, person)
    since = wish.since or turn.today
    days = [one for one in staffing.duties_from(turn.session, person, since) if one.rank == 1 and one.stands]
    return wording.left_behind(
        [one.name for one in people.classes(turn.session, turn.school_id) if one.id in held.classes],
        [f"{turn.policy.label(one.session)}{one.name}" for one in bookings.groups(turn.session, turn.school_id)
         if one.id in held.groups],
        staffing.names_of_clubs(turn.session, held.clubs),
        len(held.approvals),
        len(days),
    )  # fmt: skip


def announce(turn: Turn, change: Change) -> list[Outgoing]:
    """Confirmed: duties after the last day go to others now, so that they know; both hear it."""
    person, to = change.args["person"], change.args["successor"]
    name, last = people.name_of(turn.session, person), change.since - timedelta(days=1)
    before, unfilled = change_kinds.give_duties_away(turn, person, to, change.since)
    changes.keep_before(turn.session, change.id, before)
    given = sum(1 for id_, *_ in before["duties"] if changes_hands(turn, id_, to))
    text = wording.you_take_over(name, wording.your_duties(given), change.since, turn.today)
    return [
        *turn.tell_all([person], wording.you_leave(last), f"people/{change.id}/leaves", about="people"),
        *turn.tell_all([to], text, f"people/{change.id}/takes", about="people"),
        *change_kinds.unfilled_note(turn, name, unfilled, f"unfilled/{change.id}"),
    ]


def changes_hands(turn: Turn, duty_id: int, to: int) -> bool:
    return any(one.id == duty_id for one in staffing.duties_from(turn.session, to, turn.today))


def refusal(inbound: Inbound, turn: Turn) -> list[Outgoing] | None:
    """To somebody who left: a card, or words of work, are answered and do nothing. None for everybody else."""
    gone = turn.speaker.left_on
    if gone is None:
        return None
    last = gone - timedelta(days=1)
    if inbound.kind is Kind.PRESS:
        if turn.speaker.children and _is_family(turn, inbound.button):
            return None
        return [turn.reply(wording.card_refused(last, _successor(turn)))]
    return None if turn.speaker.children else [turn.reply(wording.written_after_leaving(last))]


def _is_family(turn: Turn, key: str) -> bool:
    number, _, choice = key.removeprefix("q/").partition("/")
    question = questions.get(turn.session, int(number)) if number.isdecimal() else None
    if question is None or not choice.isdecimal() or int(choice) >= len(question.choices):
        return True
    return question.choices[int(choice)].press in FAMILY


def _successor(turn: Turn) -> str:
    change = changes.leaving_of(turn.session, turn.school_id, turn.me)
    return people.name_of(turn.session, change.args["successor"]) if change else ""
