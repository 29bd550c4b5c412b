"""Answers one sender: all unanswered messages, oldest first, one transaction each.

A look first (read-only: who is it, what is known, what does the text mean), then one writing transaction for
change, messages and done-mark together. What fails again and again is set aside, and the sender is told.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy.orm import Session

from bot.house import House
from care.calendar import Calendar, local, today
from care.messages import Inbound, Outgoing, Urgency
from care.people import Known
from care.policy import Policy
from care.reading import trace
from care.reading.orders.commands import Said, read_command
from care.reading.read import Reading, read
from care.wording import smalltalk
from handlers import reaching
from handlers.posting import post
from handlers.serve import post_of, reads, role_of, serve
from handlers.turn import Turn
from storage import inbox, known, outbox, people, schools
from storage.day import matters
from storage.inbox import Waiting
from storage.people import Speaker

log = structlog.get_logger()


@dataclass(frozen=True)
class Look:
    """What was seen before the writing began."""

    person_id: int | None
    speaker: Speaker
    known: Known
    reading: Reading | None
    school: str
    policy: Policy
    calendar: Calendar
    command: Said | None = None


def answer(sender: str, house: House) -> int:
    """Answer what this sender has waiting; how many messages. Nothing while another worker has the sender."""
    with house.sessions.writing() as session:
        if not inbox.claim(session, sender, now=house.wall()):
            return 0
        waiting = inbox.unanswered(session, sender, now=house.wall()) or inbox.give_back(
            session, sender, now=house.wall()
        )
    done = 0
    while waiting:
        came = _answer_one(waiting.pop(0), sender, house, last=not waiting)
        if came is None:
            break
        done += 1
        waiting += came
    return done


def _answer_one(message: Waiting, sender: str, house: House, *, last: bool) -> list[Waiting] | None:
    """One message; the last one gives the sender back in its own transaction, or tells what came meanwhile.

    None when it failed and has to wait, and the sender's later messages with it.
    """
    try:
        now = house.now()
        look = _look(message, house, now)
        with house.sessions.writing() as session:
            _serve(session, message, look, now)
            if last:
                return inbox.give_back(session, sender, now=house.wall())
            inbox.keep(session, sender, now=house.wall())
            return []
    except Exception as error:
        log.exception(
            "message not answered", inbox_id=message.id, attempt=message.attempts + 1, error=type(error).__name__
        )
        return _set_back(message, sender, house, last=last)


def _look(message: Waiting, house: House, now: datetime) -> Look:
    inbound = message.inbound
    with house.sessions.reading() as session:
        person_id = people.person_at(session, message.school_id, inbound.channel, inbound.sender)
        speaker = people.speaker(session, person_id)
        command = _command(inbound, speaker)
        role = post_of(speaker) if command else role_of(speaker, inbound.text)
        facts = known.gather(session, message.school_id, speaker, role, now=now)
        school = schools.get(session, message.school_id).name
        policy = known.policy_at_work(session, message.school_id, today(now))
        calendar = schools.calendar(session, message.school_id)
    said = local(_said_at(inbound, now))
    reading = read(inbound.text, facts, said) if reads(inbound) and command is None else None
    if reading is not None and house.reader is not None:  # No transaction is open while we wait for it.
        reading = house.reader.read_again(reading, inbound.text, facts, said, school=school)
    return Look(person_id, speaker, facts, reading, school, policy, calendar, command)


def _said_at(inbound: Inbound, now: datetime) -> datetime:
    """今天 is the day on which it was written, however late it is read. What may still be done is asked by now."""
    return min(inbound.sent_at, now) if inbound.sent_at is not None else now


def _command(inbound: Inbound, speaker: Speaker) -> Said | None:
    """Words of command are for staff; from anybody else they are words like any others."""
    return read_command(inbound.text) if reads(inbound) and speaker.is_staff else None


def _serve(session: Session, message: Waiting, look: Look, now: datetime) -> None:
    """Everything that the message causes, and its mark, in this transaction."""
    speaker = look.speaker
    if look.person_id is None:
        speaker = people.guest(session, message.school_id, message.inbound, now=now)
    turn = Turn(
        session=session,
        school_id=message.school_id,
        school_name=look.school,
        speaker=speaker,
        known=look.known,
        policy=look.policy,
        calendar=look.calendar,
        now=now,
        channel=message.inbound.channel,
        address=message.inbound.sender,
        text=message.inbound.text,
        inbox_id=message.id,
    )
    served = serve(message.inbound, turn, look.reading, look.command)
    if not inbox.mark_done(session, message.id, now=now, reading=_kept(served.reading)):
        raise RuntimeError("answered by another worker")
    post(turn, served.messages)
    reaching.opened(message.inbound, turn)


def _kept(reading: Reading | None) -> str | None:
    """What was read and what it rests on, for whoever asks why."""
    return None if reading is None else json.dumps(trace.kept(reading), ensure_ascii=False)


def _set_back(message: Waiting, sender: str, house: House, *, last: bool) -> list[Waiting] | None:
    """Count the failure; after the last attempt the sender is told and a person is asked to look."""
    with house.sessions.writing() as session:
        if inbox.mark_failed(session, message.id, now=house.wall()) is not inbox.State.ASIDE:
            inbox.give_back(session, sender, now=house.wall())
            return None
        _set_aside(session, message, house.now())
        came = inbox.give_back(session, sender, now=house.wall()) if last else []
    log.error("message set aside", inbox_id=message.id)
    return came


def _set_aside(session: Session, message: Waiting, now: datetime) -> None:
    person = people.person_at(session, message.school_id, message.inbound.channel, message.inbound.sender)
    if person is not None:
        sorry = Outgoing(
            key=f"aside/{message.id}", to=person, text=smalltalk.SET_ASIDE, urgency=Urgency.URGENT,
            reply_to=message.id,
        )  # fmt: skip
        outbox.put(session, message.school_id, sorry, now=now)
    matters.open_(
        session, message.school_id, f"aside/{message.id}", "aside", smalltalk.aside_matter(message.id),
        day=local(now).date(), now=now, by_id=person, inbox_id=message.id,
    )  # fmt: skip
