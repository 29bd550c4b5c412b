"""Puts messages into the outbox as quiet allows: answers and alarms now, routine ones in their time. (promise 13)"""

from __future__ import annotations

from collections.abc import Sequence

from care.messages import Outgoing
from care.rules.quiet import Leaving, arrange, is_routine
from handlers.desk import Desk
from handlers.safety import apart, barred
from storage import outbox, people


def post(desk: Desk, messages: Sequence[Outgoing]) -> None:
    """Every message once by its key. Belongs to the transaction that caused them."""
    messages = apart.veiled(desk, barred.withheld(desk, messages))
    families = _families(desk, messages)
    told = outbox.routine_counts(desk.session, families, desk.midnight) if families else {}
    for leaving in arrange(messages, now=desk.now, policy=desk.policy, families=families, told=told):
        _put(desk, leaving)


def _families(desk: Desk, messages: Sequence[Outgoing]) -> set[int]:
    """Of those who get something routine, the ones who do not work here."""
    persons = {message.to for message in messages if is_routine(message)}
    if not persons:
        return persons
    return persons - people.working_here(desk.session, persons)


def _put(desk: Desk, leaving: Leaving) -> None:
    row_id = outbox.put(desk.session, desk.school_id, leaving.message, now=desk.now, due_at=leaving.at)
    if row_id is None:  # Told before: the others must not be told in it.
        for other in leaving.tells:
            outbox.put(desk.session, desk.school_id, other, now=desk.now, due_at=leaving.at)
        return
    if leaving.over_cap:
        outbox.mark_held_back(desk.session, row_id)
    for other in leaving.tells:
        outbox.record_merged(desk.session, desk.school_id, other, into=leaving.message.key, now=desk.now)
