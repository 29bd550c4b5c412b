"""The words of command (口令): each with its errand and who may give it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from care.acts import Intent
from care.messages import Outgoing
from care.people import Role, Student
from care.reading.orders.commands import WORDS, Command, Said
from care.rules import who_sees
from care.rules.custody import Place
from care.rules.who_sees import Kind
from care.wording import asking
from care.wording import commands as wording
from handlers import audience, table
from handlers.custody import closing
from handlers.duties import consents, resources
from handlers.enrolment import actors, approval, drawing, objecting, publishing, renewal
from handlers.record import late_entry, logs, printing, replay
from handlers.safety import blocks, follow_up, muster, searching
from handlers.school import closures, letters, meetings, planning, slips, surveys, yearly
from handlers.turn import Turn
from handlers.wayhome import late_form, leaving, staying
from storage import ledger, people

STAFF = frozenset({Role.TEACHER, Role.LEADER})
LEADERS = frozenset({Role.LEADER})


@dataclass(frozen=True)
class Order:
    handle: Callable[[Said, Turn], list[Outgoing]]
    roles: frozenset[Role]


def who_can(said: Said, turn: Turn) -> list[Outgoing]:
    """谁能办 补录; 谁能办 李小明: who may, by the same tables that decide it."""
    child = next((one for one in turn.known.roster if one.name in said.rest), None)
    if child is not None:
        return [turn.reply(_about_child(turn, child))]
    roles = _roles_of(said.rest)
    if roles is None:
        return [turn.reply(wording.what_can([*(wording.NAMES[one] for one in ORDERS), *_wishes()]))]
    leaders = people.names_of(turn.session, audience.leaders(turn, turn.care))
    return [turn.reply(wording.who_can(said.rest, roles, list(leaders.values())))]


def _about_child(turn: Turn, child: Student) -> str:
    place = ledger.places(turn.session, turn.school_id, turn.today, turn.care).get(child.id, Place())
    expects = next(iter(leaving.holders(turn, turn.care, [child])), None)
    holder, expected_by, head = (
        people.name_of(turn.session, one)
        for one in (place.holder, expects, people.class_teacher_of(turn.session, child.id))
    )
    family = [f"{kin.relation}{kin.name}" for kin in people.guardians_of(turn.session, child.id)]
    return wording.who_can_about(child.called, holder, expected_by, head, family)


def _roles_of(what: str) -> frozenset[Role] | None:
    if what in WORDS and WORDS[what] in ORDERS:
        return ORDERS[WORDS[what]].roles
    intent = next((one for one, wish in asking.WISHES.items() if wish == what), None)
    return table.ERRANDS[intent].roles if intent else None


def _wishes() -> list[str]:
    return [asking.WISHES[one] for one in (Intent.ROLL_CALL, Intent.HAND_OVER, Intent.RELEASE, Intent.BROADCAST)]


ORDERS: dict[Command, Order] = {
    Command.REPLAY: Order(replay.replay, STAFF),
    Command.WHO_CAN: Order(who_can, STAFF),
    Command.CLOSE: Order(closing.close, LEADERS),
    Command.EXTEND: Order(staying.extend, STAFF),
    Command.MUSTER: Order(muster.start, STAFF),
    Command.FORM: Order(late_form.typed, STAFF),
    Command.LET_GO: Order(searching.let_go, LEADERS),
    Command.LATE: Order(late_entry.enter, STAFF),
    Command.PRINT: Order(printing.print_, STAFF),
    Command.BLOCK: Order(blocks.enter, who_sees.roles(Kind.BLOCKED)),
    Command.BLOCKS: Order(blocks.show, who_sees.roles(Kind.BLOCKED)),
    Command.LIFT: Order(blocks.lift, who_sees.roles(Kind.BLOCKED)),
    Command.FOLLOW_UP: Order(follow_up.add, STAFF),
    Command.REPORT: Order(follow_up.report, LEADERS),
    Command.LOGS: Order(logs.show, LEADERS),
    Command.CHANGE: Order(closures.change, LEADERS),
    Command.PLAN: Order(planning.show, STAFF),
    Command.UNDO_PLAN: Order(planning.undo, LEADERS),
    Command.SURVEY: Order(surveys.preview, LEADERS),
    Command.SLIPS: Order(slips.show, STAFF),
    Command.MISSING: Order(slips.missing, STAFF),
    Command.CHASE: Order(slips.chase, STAFF),
    Command.LETTER: Order(letters.letter, LEADERS),
    Command.ANNOUNCE: Order(letters.announce, STAFF),
    Command.MEETING: Order(letters.announce, STAFF),
    Command.RECEIPTS: Order(letters.receipts, STAFF),
    Command.YEAR: Order(yearly.show, LEADERS),
    Command.WAITING: Order(approval.show_list, STAFF),
    Command.PUBLISH: Order(publishing.preview, LEADERS),
    Command.OBJECTION: Order(objecting.answer, STAFF),
    Command.DRAW_LOTS: Order(drawing.start, LEADERS),
    Command.RENEW: Order(renewal.preview, LEADERS),
    Command.APPROVERS: Order(actors.name, LEADERS),
    Command.RESOURCES: Order(resources.show, STAFF),
    Command.ASK_SKILLS: Order(resources.ask, LEADERS),
    Command.ROOM: Order(resources.room, LEADERS),
    Command.DROP_ROOM: Order(resources.drop, LEADERS),
    Command.GOODS: Order(resources.goods, LEADERS),
    Command.SKILLS: Order(resources.skills, STAFF),
    Command.ASK_CONSENT: Order(consents.ask, LEADERS),
    Command.CONSENT: Order(consents.say, STAFF),
    Command.CONSENTS: Order(consents.show, LEADERS),
    Command.MEETING_STATE: Order(meetings.show, STAFF),
    Command.MINUTES: Order(meetings.minutes, STAFF),
}


def carry_out(said: Said, turn: Turn) -> list[Outgoing]:
    """One command, by the table."""
    order = ORDERS[said.command]
    if turn.known.role not in order.roles:
        return [turn.reply(wording.not_for_you(said.command, order.roles))]
    return order.handle(said, turn)
