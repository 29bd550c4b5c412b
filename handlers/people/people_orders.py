"""Orders about people by their leading word, and a parent's offer to help: each with its errand and who may give it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from care.book import Post
from care.messages import Outgoing
from care.people import Role
from care.reading.orders.people_orders import Said, Topic, read_call_off, read_offer, read_order
from care.rules import who_sees
from care.rules.who_sees import Kind
from care.wording import people as wording
from handlers.people import committee, institutions, volunteers
from handlers.safety import apart
from handlers.turn import Turn


@dataclass(frozen=True)
class Order:
    handle: Callable[[Said, Turn], list[Outgoing]]
    for_parents: bool = False  # those on the committee may ask, too


ORDERS: dict[Topic, Order] = {
    Topic.APART: Order(apart.enter),
    Topic.APARTS: Order(apart.show),
    Topic.TOGETHER: Order(apart.lift),
    Topic.INSTITUTION: Order(institutions.enter),
    Topic.INSTITUTIONS: Order(institutions.show),
    Topic.REMOVE: Order(institutions.remove),
    Topic.EVALUATE: Order(institutions.evaluate),
    Topic.MEMBERS: Order(committee.seat),
    Topic.COMMITTEE: Order(committee.show, for_parents=True),
    Topic.RESOLUTION: Order(committee.resolve, for_parents=True),
    Topic.VOLUNTEERS: Order(volunteers.show),
    Topic.FILE: Order(volunteers.file),
    Topic.HELP: Order(volunteers.arrange),
}
KEEPER = frozenset({Topic.INSTITUTION, Topic.INSTITUTIONS, Topic.REMOVE, Topic.MEMBERS, Topic.VOLUNTEERS, Topic.FILE})
"""What who looks after the system may enter, too: papers, no families' secrets."""


APART = frozenset({Topic.APART, Topic.APARTS, Topic.TOGETHER})


def told(turn: Turn) -> list[Outgoing] | None:
    """The answer; None where the words are no such order."""
    if turn.known.role is Role.PARENT and (skill := read_offer(turn.text)) is not None and turn.speaker.children:
        return volunteers.offer(turn, skill)
    if turn.known.role is Role.PARENT and (day := read_call_off(turn.text)) is not None:
        return volunteers.call_off(turn, day)
    said = read_order(turn.text)
    if said is None:
        return None
    order = ORDERS[said.topic]
    if turn.known.role is Role.PARENT:
        return order.handle(said, turn) if order.for_parents and committee.sits(turn) else None
    if not _may(turn, said.topic):
        return [turn.reply(wording.only_leaders(said.topic.value))]
    return order.handle(said, turn)


def _may(turn: Turn, topic: Topic) -> bool:
    """A family's secrets go by the one table; the rest is for those who lead, papers for who keeps the lists too."""
    if topic in APART:
        return who_sees.sees(Kind.APART, who_sees.of_posts(turn.speaker.posts))
    return turn.speaker.leads or (Post.IT in turn.speaker.posts and topic in KEEPER)
