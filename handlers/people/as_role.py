"""Who works here and has a child here is asked in what capacity a message was meant, where it is open. (C10)"""

from __future__ import annotations

from care.messages import Outgoing
from care.people import Role
from care.rules.people.roles import role_said
from care.wording import roles as wording
from handlers import day
from handlers.turn import Turn
from storage import known
from storage.enrolment import bookings
from storage.questions import Choice

AS_ROLE = "as_role"


def ask(turn: Turn, text: str, post: Role) -> list[Outgoing] | None:
    """The question; None where the capacity is clear."""
    children = turn.speaker.children
    if not (turn.speaker.is_staff and children) or role_said(text, children, _in_care(turn), post=post) is not None:
        return None
    choices = [
        Choice(wording.AS_PARENT, AS_ROLE, {"text": text, "role": Role.PARENT.value}),
        Choice(wording.AS_STAFF, AS_ROLE, {"text": text, "role": post.value}),
    ]
    names = "、".join(child.called for child in children)
    return [turn.reply(wording.which(names), choices, title=wording.TITLE, asks=True)]


def take(turn: Turn, text: str, role: Role) -> None:
    """The turn goes on as if the message had come in this capacity."""
    turn.text = text
    turn.known = known.gather(turn.session, turn.school_id, turn.speaker, role, now=turn.now)


def _in_care(turn: Turn) -> set[int]:
    """Pupils of the speaker's own groups today, and those in the speaker's hands."""
    expected = {id_ for group in day.my_groups(turn) for id_ in bookings.expected(turn.session, group.id, turn.today)}
    return expected | known.held_today(turn.session, turn.school_id, turn.me, turn.today)
