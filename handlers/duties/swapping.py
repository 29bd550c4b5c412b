"""Trading duties (换班): an offer to a colleague, and both sides' yes. (C56)"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from care.acts import Act
from care.messages import Outgoing, Urgency
from care.rules.duty import Duty, Letting
from care.wording import duty as wording
from handlers.duties import roster, vetted
from handlers.duties.duty import by_ids, may_leave, standing
from handlers.duties.roster import posts, teacher_name
from handlers.turn import Turn
from storage import questions
from storage.questions import Choice
from storage.staff import duties

WITHDRAW = "withdraw_swap"


def swap(act: Act, turn: Turn) -> list[Outgoing]:
    """换班: an offer to the colleague, of all that both have on the days named; so nobody is on twice. (C56)"""
    other, days, sessions = act.swap_with, act.dates or (turn.today,), act.sessions or ()
    if other is None or other.id == turn.me:
        return [turn.reply(wording.swap_with_self())]
    mine = standing(turn, turn.me, days, sessions)
    decision = may_leave(turn, mine, turn.me)
    if isinstance(decision, Letting):
        return [turn.reply(wording.not_let_off(decision, days))]
    theirs = standing(turn, other.id, days, sessions)
    if why := _unfit(turn, other.id, decision) or _unfit(turn, turn.me, theirs):
        return [turn.reply(why)]
    return _offer(turn, decision, theirs, other.id)


def _offer(turn: Turn, mine: Sequence[Duty], theirs: Sequence[Duty], other: int) -> list[Outgoing]:
    args = {"mine": [d.id for d in mine], "theirs": [d.id for d in theirs], "by": turn.me}
    buttons = [Choice(wording.AGREE, "accept_swap", args, yes=True),
               Choice(wording.REFUSE, "decline_swap", args, no=True, style=2)]  # fmt: skip
    gives, takes = posts(turn, mine), posts(turn, theirs)
    text = wording.swap_for_colleague(turn.caller, gives, takes)
    key = f"swap/{turn.inbox_id or turn.now.timestamp()}"
    card = turn.tell(other, text, key, buttons, title="换班", about="duty", urgency=Urgency.URGENT)
    undo = Choice(wording.UNDO, WITHDRAW, {**args, "card": key, "other": other}, style=2)
    return [turn.reply(wording.swap_offered(gives, takes, teacher_name(turn, other)), [undo]), card]


def press_withdraw(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """撤销 of an offer that the colleague did not answer yet: they hear it, and the card is dead. (promise 7)"""
    if roster.was_answered(turn, [args["other"]], args["card"]):
        return [turn.reply(wording.ANSWERED_BEFORE)]
    questions.close_card(turn.session, turn.school_id, args["card"], wording.WITHDRAWN, by_id=turn.me, now=turn.now)
    mine = posts(turn, by_ids(turn, args["mine"]))
    text = wording.swap_withdrawn_for_colleague(turn.caller, mine)
    told = turn.tell_all([args["other"]], text, f"{args['card']}/back", about="duty", urgency=Urgency.URGENT)
    return [turn.reply(wording.swap_withdrawn(mine)), *told]


def press_accept(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[同意]: both duties change hands together, or neither where the roster changed meanwhile."""
    mine = by_ids(turn, args["mine"])
    theirs = by_ids(turn, args["theirs"])
    by = int(args["by"])
    as_offered = all(d.person_id == by and d.stands for d in mine) and all(d.person_id == turn.me for d in theirs)
    if not as_offered or isinstance(may_leave(turn, mine, by), Letting):
        off = turn.tell_all([by], wording.SWAP_CHANGED, f"swap-off/{turn.inbox_id}", about="duty")
        return [turn.reply(wording.SWAP_CHANGED), *off]
    if why := _unfit(turn, turn.me, mine) or _unfit(turn, by, theirs):
        return [turn.reply(why), *turn.tell_all([by], why, f"swap-unfit/{turn.inbox_id}", about="duty")]
    gives, takes = posts(turn, mine), posts(turn, theirs)
    for duty in mine:
        duties.give_to(turn.session, duty.id, turn.me, now=turn.now)
    for duty in theirs:
        duties.give_to(turn.session, duty.id, by, now=turn.now)
    first = teacher_name(turn, by)
    key = f"swapped/{turn.inbox_id or turn.now.timestamp()}"
    leaders = [one for one in roster.leaders(turn, mine[0]) if one != by]
    return [
        turn.reply(wording.swapped_with(first, gives, takes)),
        turn.tell(by, wording.swapped(gives, takes, turn.caller), f"{key}/{by}", about="duty", urgency=Urgency.URGENT),
        *turn.tell_all(leaders, wording.swapped_for_leader(first, gives, turn.caller, takes), key, about="duty"),
    ]


def _unfit(turn: Turn, person: int, some: Sequence[Duty]) -> str:
    """Why this person may not have these duties: papers that are missing or over. (L-13)"""
    return vetted.refusal(turn, person, [duty.day for duty in some])


def press_decline(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    mine = by_ids(turn, args["mine"])
    text = wording.swap_declined(posts(turn, mine), turn.caller)
    key = f"swap-declined/{turn.inbox_id or turn.now.timestamp()}"
    return [
        turn.reply(wording.SWAP_REFUSED),
        turn.tell(int(args["by"]), text, key, about="duty", urgency=Urgency.URGENT),
    ]
