"""Duties: acknowledging one, passing it on, being let off. (C50, C55, C56)"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from care.acts import Act, CareSession
from care.messages import Outgoing, Urgency
from care.people import Staff
from care.rules import duty as rules
from care.rules.custody import held_by
from care.rules.duty import Duty, DutyState, Letting, PassOn
from care.wording import duty as wording
from handlers.desk import Desk
from handlers.duties import roster, vetted
from handlers.duties.roster import post, posts, teacher_name
from handlers.turn import Turn
from storage import ledger, questions
from storage.questions import Choice
from storage.staff import duties

ACCEPT, DECLINE, WITHDRAW = "accept_duty", "decline_duty", "withdraw_leave"


def choices(ids: Iterable[int]) -> list[Choice]:
    """[收到，能到][我去不了]: the buttons under every duty notice."""
    args = {"duties": list(ids)}
    return [
        Choice(wording.ACCEPT, ACCEPT, args, yes=True),
        Choice(wording.DECLINE, DECLINE, args, no=True, style=2),
    ]


def press_accept(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """收到，能到. Late is better than never: who was passed over has the duty again, unless another confirmed."""
    mine = [duty for duty in by_ids(turn, args["duties"]) if duty.person_id == turn.me]
    taken = {duty.id: other for duty in mine if (other := _confirmed_other(turn, duty)) is not None}
    free = [duty for duty in mine if duty.id not in taken]
    notes = [note for duty in free for note in _accept(turn, duty)]
    replies = [
        turn.reply(wording.too_late(post(turn, duty), teacher_name(turn, taken[duty.id].person_id)))
        for duty in mine if duty.id in taken
    ]  # fmt: skip
    if free:
        replies.insert(0, turn.reply(wording.accepted(posts(turn, free))))
    return [*(replies or [turn.reply(wording.no_duty([turn.today]))]), *notes]


def _accept(turn: Turn, duty: Duty) -> list[Outgoing]:
    others = [one for one in _line(turn, duty) if one.id != duty.id and one.rank == 1 and one.stands]
    duties.set_state(turn.session, duty.id, DutyState.ACCEPTED, now=turn.now)
    duties.set_rank(turn.session, duty.id, 1)
    for other in others:
        duties.set_rank(turn.session, other.id, 2)
    stand_in = any(not one.stands for one in _line(turn, duty))
    told = [
        turn.tell(one.person_id, wording.back_again(post(turn, one), turn.caller), f"duty-back/{duty.id}/{one.id}",
                  about="duty", urgency=Urgency.URGENT)
        for one in others
    ]  # fmt: skip
    if not stand_in and not others:
        return told
    text = wording.accepted_by(post(turn, duty, person=turn.caller))
    return [*told, *turn.tell_all(roster.leaders(turn, duty), text, f"duty-accepted/{duty.id}", about="duty")]


def come_back(turn: Turn, care: CareSession) -> list[Outgoing]:
    """Who calls the roll is there: a duty that was passed over for want of an answer is theirs again. (C56)"""
    roster_ = duties.on(turn.session, turn.school_id, turn.today, care)
    mine = [duty for duty in roster_ if duty.person_id == turn.me and rules.may_return(duty, roster_)]
    return [note for duty in mine for note in _accept(turn, duty)]


def press_decline(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """我去不了. With several duties on the card it is asked which."""
    mine = [duty for duty in by_ids(turn, args["duties"]) if duty.person_id == turn.me and duty.stands]
    if not mine:
        return [turn.reply(wording.no_duty([turn.today]))]
    if len(mine) > 1 and not args.get("sure"):
        options = [Choice(post(turn, duty).short, DECLINE, {"duties": [duty.id]}) for duty in mine[:4]]
        both = Choice(wording.ALL_OF_THEM, DECLINE, {"duties": [duty.id for duty in mine], "sure": True}, style=3)
        return [turn.reply(wording.which_declined(posts(turn, mine)), [*options, both], asks=True)]
    if isinstance(why := may_leave(turn, mine, turn.me), Letting):
        return [turn.reply(wording.not_let_off(why, [duty.day for duty in mine]))]
    notes = [note for duty in mine for note in hand_on(turn, duty, declined=True)]
    return [turn.reply(wording.declined(posts(turn, mine)), [_after_all([duty.id for duty in mine])]), *notes]


def _after_all(ids: Iterable[int]) -> Choice:
    """Who can come after all has the duty again, unless somebody else confirmed it meanwhile."""
    return Choice(wording.AFTER_ALL, ACCEPT, {"duties": list(ids)}, style=2)


def hand_on(desk: Desk, duty: Duty, *, declined: bool) -> list[Outgoing]:
    """The duty goes to the next in line, who is asked; the leader hears it. Nobody left: the leader is called. (C56)"""
    following = rules.next_in_line(duty, vetted.fit(desk, duties.on(desk.session, desk.school_id, duty.day)))
    if following is not None:
        return hand_on_all(desk, [PassOn(duty, following)], declined=declined)
    if declined:
        duties.set_state(desk.session, duty.id, DutyState.DECLINED, now=desk.now)
    text, key = wording.nobody_left(post(desk, duty), declined=declined), f"duty-nobody/{duty.id}"
    seen = [Choice(wording.I_ARRANGE, "seen", {})]
    return [
        desk.tell(leader, text, f"{key}/{leader}", seen, title="值班没人", about="duty", card=key,
                  urgency=Urgency.URGENT)
        for leader in roster.leaders(desk, duty)
    ]  # fmt: skip


def hand_on_all(desk: Desk, passing: Sequence[PassOn], *, declined: bool = False) -> list[Outgoing]:
    """Each next in line gets a card of their own; a leader hears all of it in one message."""
    cards: list[Outgoing] = []
    told: dict[int, list[str]] = {}
    for one in passing:
        state = DutyState.DECLINED if declined else DutyState.PASSED_ON
        duties.set_state(desk.session, one.duty.id, state, now=desk.now)
        duties.promote(desk.session, one.next.id)
        cards += _ask_next(desk, one, declined=declined)
        next_one = teacher_name(desk, one.next.person_id)
        for leader in roster.leaders(desk, one.duty):
            told.setdefault(leader, []).append(wording.passed_on(post(desk, one.duty), next_one, declined=declined))
    return [
        *cards,
        *(desk.tell(leader, "\n".join(lines), f"duty-passed/{passing[0].duty.id}/{leader}", about="duty",
                    urgency=Urgency.URGENT)
          for leader, lines in told.items() if leader != desk.me),
    ]  # fmt: skip


def _ask_next(desk: Desk, one: PassOn, *, declined: bool) -> list[Outgoing]:
    """The next in line is asked; who only did not answer can still say that they come."""
    duty, following = one.duty, one.next
    text = wording.asked_instead(post(desk, following), teacher_name(desk, duty.person_id), declined=declined)
    key = f"duty-asked/{following.id}/{duty.id}"
    asked = desk.tell(following.person_id, text, key, choices([following.id]), title=wording.TITLE, about="duty",
                      urgency=Urgency.URGENT)  # fmt: skip
    if declined:
        return [asked]
    again = wording.passed_over(post(desk, duty), teacher_name(desk, following.person_id))
    own = desk.tell(duty.person_id, again, f"duty-over/{duty.id}", choices([duty.id]), title=wording.TITLE,
                    about="duty", urgency=Urgency.URGENT)  # fmt: skip
    return [asked, own]


def staff_leave(act: Act, turn: Turn) -> list[Outgoing]:
    """值班请假: the leader's decision, with the substitute proposed; until then the duty stands. (C56, W-07)"""
    days = act.dates or (turn.today,)
    mine = standing(turn, turn.me, days, act.sessions or ())
    decision = may_leave(turn, mine, turn.me)
    if isinstance(decision, Letting):
        return [turn.reply(wording.not_let_off(decision, days))]
    deciders = [one for one in roster.leaders(turn, decision[0]) if one != turn.me] or roster.principals(turn)
    if not deciders:
        return [turn.reply(wording.nobody_decides())]
    ids = [duty.id for duty in decision]
    card = f"staff-leave/{turn.inbox_id or turn.now.timestamp()}"
    text = wording.leave_for_leader(
        turn.caller, posts(turn, decision), _substitutes(turn, decision), wording.REASONS.get(act.reason or "", "")
    )
    args = {"duties": ids, "person": turn.me}
    decide = [Choice(wording.AGREE, "agree_leave", args), Choice(wording.REFUSE, "refuse_leave", args, style=3)]
    notes = [
        turn.tell(one, text, f"{card}/{one}", decide, title="值班请假", about="duty", card=card, urgency=Urgency.URGENT)
        for one in deciders
    ]
    undo = Choice(wording.UNDO, WITHDRAW, {"card": card, "deciders": deciders, "duties": ids}, style=2)
    names = "、".join(teacher_name(turn, one) for one in deciders)
    return [turn.reply(wording.leave_asked(posts(turn, decision), names), [undo]), *notes]


def press_withdraw(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """撤销 of a leave that nobody decided yet: whoever was to decide hears it, and the card is dead. (promise 7)"""
    if roster.was_answered(turn, args["deciders"], args["card"]):
        return [turn.reply(wording.ANSWERED_BEFORE)]
    questions.close_card(turn.session, turn.school_id, args["card"], wording.WITHDRAWN, by_id=turn.me, now=turn.now)
    there = posts(turn, by_ids(turn, args["duties"]))
    text = wording.leave_withdrawn_for_leader(turn.caller, there)
    told = turn.tell_all(args["deciders"], text, f"{args['card']}/back", about="duty", urgency=Urgency.URGENT)
    return [turn.reply(wording.leave_withdrawn(there)), *told]


def offer_stand_in(turn: Turn, who: Staff, on: date) -> list[Outgoing]:
    """A leader says that a colleague cannot come: the duties of that day, and the next in line at the press of a
    button. (C56)"""
    theirs = standing(turn, who.id, [on])
    decision = may_leave(turn, theirs, who.id)
    if isinstance(decision, Letting):
        return [turn.reply(wording.no_stand_in_needed(who.called, decision))]
    args = {"duties": [duty.id for duty in decision], "person": who.id}
    choices = [
        Choice(wording.LET_STAND_IN, "agree_leave", args, yes=True),
        Choice(wording.NOT_NOW, "nothing", {}, no=True, style=2),
    ]
    text = wording.offer_stand_in(who.called, posts(turn, decision), _substitutes(turn, decision))
    return [turn.reply(text, choices, asks=True)]


def is_next(turn: Turn, person: int, on: date, instead: Staff) -> bool:
    """Whether this colleague is the next in line of every duty that the person has on the day."""
    theirs = may_leave(turn, standing(turn, person, [on]), person)
    return isinstance(theirs, Letting) or set(_substitutes(turn, theirs)) == {instead.called}


def press_agree_leave(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[同意]: let off, and the next in line is asked."""
    asked = [duty for duty in by_ids(turn, args["duties"]) if duty.person_id == args["person"] and duty.stands]
    who = teacher_name(turn, args["person"])
    if not asked:
        return [turn.reply(wording.decided_already(who))]
    if isinstance(why := may_leave(turn, asked, args["person"]), Letting):
        return [turn.reply(wording.cannot_let_off(who, why))]
    there = posts(turn, asked)
    notes = [note for duty in asked for note in hand_on(turn, duty, declined=True)]
    told = turn.tell(args["person"], wording.let_off(there, turn.caller), f"let-off/{asked[0].id}",
                     [_after_all(args["duties"])], about="duty", urgency=Urgency.URGENT, asks=False)  # fmt: skip
    return [turn.reply(wording.decided(who, there, yes=True)), told, *notes]


def press_refuse_leave(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[不同意]: the duty stands."""
    asked, who = by_ids(turn, args["duties"]), teacher_name(turn, args["person"])
    there = posts(turn, asked)
    told = turn.tell(args["person"], wording.not_agreed(there, turn.caller), f"not-let-off/{turn.inbox_id}",
                     about="duty", urgency=Urgency.URGENT)  # fmt: skip
    return [turn.reply(wording.decided(who, there, yes=False)), told]


def may_leave(desk: Desk, some: Sequence[Duty], person: int) -> tuple[Duty, ...] | Letting:
    """Which of the duties can be given up: not over, and no child in hand right now. (promise 5)"""
    today = [duty for duty in some if duty.day == desk.today]
    holding = any(
        held_by(ledger.places(desk.session, desk.school_id, desk.today, care), person)
        for care in {duty.session for duty in today}
    )
    return rules.decide_letting_off(some, holding=holding, policy=desk.policy, now=desk.now)


def standing(desk: Desk, person: int, days: Iterable[date], sessions: Sequence[CareSession] = ()) -> list[Duty]:
    """The person's duties on these days, of these sessions where any is named."""
    wanted = sorted(set(days))
    found = duties.of_person(desk.session, person, wanted[0], wanted[-1])
    return [d for d in rules.on_duty(found) if d.day in wanted and (not sessions or d.session in sessions)]


def by_ids(desk: Desk, ids: Iterable[int]) -> list[Duty]:
    return [duties.get(desk.session, id_) for id_ in ids]


def _line(desk: Desk, duty: Duty) -> list[Duty]:
    """Everybody of the same post, in order of rank."""
    return [one for one in duties.on(desk.session, desk.school_id, duty.day, duty.session) if one.post == duty.post]


def _confirmed_other(turn: Turn, duty: Duty) -> Duty | None:
    """Somebody else who has the post now and said so."""
    confirmed = (one for one in _line(turn, duty) if one.rank == 1 and one.state is DutyState.ACCEPTED)
    return next((one for one in confirmed if one.id != duty.id), None)


def _substitutes(desk: Desk, some: Sequence[Duty]) -> list[str]:
    """The next in line of each duty; an empty name where there is none."""
    nexts = [
        rules.next_in_line(duty, vetted.fit(desk, duties.on(desk.session, desk.school_id, duty.day))) for duty in some
    ]
    return [teacher_name(desk, one.person_id) if one else "" for one in nexts]
