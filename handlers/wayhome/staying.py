"""Who stays with children that are still here: two adults, and children that may stay longer. (C48; 004-2.04)"""

from __future__ import annotations

from datetime import date
from typing import Any

from care.acts import CareSession
from care.messages import Outgoing
from care.reading.orders.commands import Command, Said, read_clock
from care.wording import commands as command_words
from care.wording import staff as words
from care.wording import staying as wording
from handlers import asking, audience
from handlers.turn import Turn
from storage import ledger, people
from storage.day import extensions, late_forms, records
from storage.questions import Choice

TAKE, SECOND, EXTEND = "take_rung", "second_adult", "extend_care"
RECORD = "second_adult"


def press_take(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[知道了，我来处理] by the leader: the rung is taken, and the second adult is asked for. (promise 1)"""
    care = CareSession(args["session"])
    places = ledger.places(turn.session, turn.school_id, turn.today, care)
    holders = {place.holder for id_ in args["students"] if (place := places.get(id_)) and place.holder}
    if not holders:
        return [turn.reply(wording.ALL_GONE)]
    staying = people.names_of(turn.session, holders)
    others = [one for one in audience.on_duty(turn, care) if one not in holders]
    names = people.names_of(turn.session, others)
    choices = [
        Choice(wording.second(names[one], me=one == turn.me), SECOND, {**args, "second": one})
        for one in others[: asking.MAX_BUTTONS]
    ]
    return [turn.reply(wording.who_else(list(staying.values())), choices, title=wording.TITLE, asks=True)]


def press_second(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """The second adult is on record, and hears of it."""
    children = words.names(people.students(turn.session, args["students"]).values())
    second = args["second"]
    for student in args["students"]:
        late_forms.put(
            turn.session, turn.school_id, turn.today, CareSession(args["session"]), student, by_id=turn.me,
            now=turn.now, second_id=second,
        )  # fmt: skip
    name = people.name_of(turn.session, second)
    records.add(
        turn.session, turn.school_id, RECORD, wording.recorded(children, name), day=turn.today, by_id=turn.me,
        now=turn.now, inbox_id=turn.inbox_id, care=args["session"],
    )  # fmt: skip
    key = f"second/{turn.inbox_id}"
    told = turn.tell_all([second], wording.please_stay(children, turn.caller), key, about="uncollected")
    return [turn.reply(wording.noted(children, name)), *told]


def press_extend(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[记录延长看护]: these children may stay today until the time of the setting; the ladder waits for it."""
    until, on = turn.policy.extended_until, date.fromisoformat(args["day"])
    extensions.add(
        turn.session, turn.school_id, args["students"], on, until, by_id=turn.me, now=turn.now, inbox_id=turn.inbox_id
    )
    children = words.names(people.students(turn.session, args["students"]).values())
    return [turn.reply(wording.extended(children, on, until))]


def extend(said: Said, turn: Turn) -> list[Outgoing]:
    """延长看护 李小明 18:30: for today, noted beforehand."""
    parts = said.rest.split()
    until = read_clock(parts[-1]) if len(parts) > 1 else None
    found = people.find_students(turn.session, turn.school_id, parts[-2], *parts[:-2][-1:]) if until else []
    if until is None or len(found) != 1 or len(parts) > 3:
        return [turn.reply(command_words.torn(Command.EXTEND))]
    if found[0].id not in {one.id for one in turn.known.roster} and not turn.speaker.leads:
        return [turn.reply(wording.NOT_YOURS)]
    extensions.add(
        turn.session, turn.school_id, [found[0].id], turn.today, until, by_id=turn.me, now=turn.now,
        inbox_id=turn.inbox_id,
    )  # fmt: skip
    return [turn.reply(wording.extended(found[0].called, turn.today, until))]
