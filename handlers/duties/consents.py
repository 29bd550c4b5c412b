"""Teachers' consent: asked by card, kept as evidence, changed at any time, shown to whoever leads. (L-31, D-37)"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from care.messages import Outgoing, Urgency
from care.reading.orders.commands import Said
from care.wording import consent as wording
from handlers.turn import Turn
from storage import people
from storage.questions import Choice
from storage.staff import consents, duties

ANSWER = "answer_consent"
AHEAD = timedelta(days=60)
WORDS = {"同意": True, "参加": True, "同意参加": True, "不参加": False, "不同意": False, "暂不参加": False}


def ask(_said: Said, turn: Turn) -> list[Outgoing]:
    """征求意愿: everybody without an answer is asked."""
    known = consents.of_school(turn.session, turn.school_id)
    staff = [one.id for one in people.staff(turn.session, turn.school_id) if one.id != turn.me]
    wanted = [one for one in staff if one not in known or known[one].agreed is None]
    if not wanted:
        return [turn.reply(wording.ALL_ANSWERED)]
    consents.ask(turn.session, turn.school_id, wanted, wording.ASK, now=turn.now)
    key = f"consent/{turn.inbox_id or turn.now.timestamp()}"
    choices = [
        Choice(wording.AGREE, ANSWER, {"agreed": True}, yes=True),
        Choice(wording.DECLINE, ANSWER, {"agreed": False}, no=True, style=2),
    ]
    cards = [
        turn.tell(one, wording.ASK, f"{key}/{one}", choices, title=wording.CARD, about="people", urgency=Urgency.BULK)
        for one in wanted
    ]
    return [turn.reply(wording.asked(len(cards))), *cards]


def press_answer(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[同意参加][暂不参加]."""
    return _keep(turn, args["agreed"], wording.ASK)


def say(said: Said, turn: Turn) -> list[Outgoing]:
    """登记意愿 不参加: one's own word, at any time."""
    if said.rest not in WORDS:
        return [turn.reply(wording.HOW)]
    return _keep(turn, WORDS[said.rest], f"登记意愿 {said.rest}")


def _keep(turn: Turn, agreed: bool, text: str) -> list[Outgoing]:
    """A no takes no duty away by itself: a child would stand alone. Whoever leads hears which are to be given."""
    consents.answer(turn.session, turn.school_id, turn.me, agreed, text, now=turn.now, inbox_id=turn.inbox_id)
    answer = turn.reply(wording.kept(agreed=agreed))
    if agreed:
        return [answer]
    days = _duty_days(turn)
    leaders = [one.id for one in people.staff(turn.session, turn.school_id, *people.LEADING) if one.id != turn.me]
    key = f"consent-no/{turn.me}/{turn.inbox_id or turn.now.timestamp()}"
    told = turn.tell_all(leaders, wording.declined_for_leader(turn.speaker.name, days), key, about="people")
    return [answer, *([turn.reply(wording.duties_left(days))] if days else []), *told]


def _duty_days(turn: Turn) -> list[date]:
    ahead = duties.of_person(turn.session, turn.me, turn.today, turn.today + AHEAD)
    return sorted({duty.day for duty in ahead if duty.rank == 1 and duty.stands})


def show(_said: Said, turn: Turn) -> list[Outgoing]:
    """教师意愿: who agreed, who did not, who has not said."""
    known = consents.of_school(turn.session, turn.school_id)
    staff = people.staff(turn.session, turn.school_id)
    by_answer: dict[bool | None, list[str]] = {True: [], False: [], None: []}
    for one in staff:
        if one.id in known:
            by_answer[known[one.id].agreed].append(one.called)
    unasked = sum(one.id not in known for one in staff)
    return [turn.reply(wording.state(by_answer[True], by_answer[False], by_answer[None], unasked))]
