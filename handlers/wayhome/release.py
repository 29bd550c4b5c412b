"""Release (放行): children leave, the families hear it once, and it can be taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from care.acts import Act, keep
from care.messages import Outgoing, Urgency
from care.people import Person, Student
from care.rules.custody import Event, Move, Roll
from care.rules.release import Refused, Released, Walked, Why, Wish, decide_release
from care.wording import blocks as block_words
from care.wording import pickup as pickup_words
from care.wording import release as wording
from care.wording import siblings as sibling_words
from care.wording import staff as words
from handlers import asking, audience, day, groups, labels
from handlers.custody import offers
from handlers.safety import guard
from handlers.turn import Turn
from handlers.wayhome import codes, gate, late_form, leaving, rest, returning, siblings
from handlers.wayhome.leaving import Leaving
from storage import ledger, people
from storage.questions import Choice

NOT_LEFT = "not_left"
ORDER = "放行"
"""A leader's word for letting a child go: an order, and not yet that it has left."""
FEW = 20  # children in one sentence

Done = dict[Student, Released | Walked]


def release(act: Act, turn: Turn, *, leads: bool | None = None) -> list[Outgoing]:
    """`leads`: whether the speaker's word lets any child go; by default as the speaker's posts say."""
    if not groups.is_care_time(act, turn):
        return [turn.reply(wording.NO_CARE)]
    back = returning.take_back_wrong(act, turn)
    children = _children(act, turn)
    if not children:
        return [*back, turn.reply(wording.NOBODY_HELD if act.all else wording.WHO_LEFT)]
    case = leaving.gather(turn, groups.session_of(act, turn), children, code=codes.said_in(turn))
    leads = turn.speaker.leads if leads is None else leads
    decisions = {child: _decide(act, child, case, turn, leads) for child in children}
    done: Done = {child: d for child, d in decisions.items() if not isinstance(d, Refused)}
    refused = {child: d for child, d in decisions.items() if isinstance(d, Refused)}
    turned_away = rest.discrepancies(case, refused) if _by_rest(act) else refused
    let_go = _let_go(turn, case, done, collective=act.all or len(children) > 1) if done else []
    stays = "" if done or turned_away or not _by_rest(act) else _who_stays(turn, case)
    told = rest.tell(turn, case, children, stays=stays) if _by_rest(act) else []
    return [
        *back,
        *let_go,
        *(note for child, refusal in turned_away.items() for note in _refuse(act, turn, case, child, refusal)),
        *told,
    ]


def _decide(act: Act, child: Student, case: Leaving, turn: Turn, leads: bool) -> Released | Walked | Refused:
    named = act.all or act.class_name == child.class_name or child.class_name in turn.text or _by_rest(act)
    wish = Wish(act.person, act.alone, class_named=named)
    return decide_release(wish, case.facts[child.id], speaker=turn.me, leads=leads)


def _by_rest(act: Act) -> bool:
    """除了小明都走了: the others were not named, so no name can have been mistaken."""
    return any("all but" in ground.why for ground in act.grounds)


def _children(act: Act, turn: Turn) -> list[Student]:
    """Those named; for 都走了, all that are in the speaker's hands."""
    if not act.all:
        return list(act.students or ())
    held = groups.held(turn, groups.session_of(act, turn), turn.me)
    found = people.students(turn.session, held).values()
    return [child for child in found if act.class_name in (None, child.class_name)]


def _let_go(turn: Turn, case: Leaving, done: Done, *, collective: bool) -> list[Outgoing]:
    holders = {child.id: case.holder_of(child) or turn.me for child in done}
    numbers = _write(turn, case, done)
    codes.spend(turn, done.values())
    undo = Choice(words.UNDO, returning.UNDO, {
        "session": case.care.value, "gone": {str(id_): number for id_, number in numbers.items()},
        "holders": {str(id_): holder for id_, holder in holders.items()},
    }, style=2)  # fmt: skip
    left = siblings.left_behind(turn, case, done)
    text = wording.released(done, turn.now) + sibling_words.for_releaser(left)
    if collective:
        text += "\n" + _who_stays(turn, case)
    others = _tell_holders(turn, done, holders, min(numbers.values())) + _less_on_offers(turn, case)
    families = _tell_families(turn, case, done, numbers, left)
    forms = late_form.after_release(turn, case.care, done)
    return [turn.reply(text, [undo]), *families, *others, *siblings.tell(turn, case, left), *forms]


def _less_on_offers(turn: Turn, case: Leaving) -> list[Outgoing]:
    """Who leaves is no longer on an offer that waits: −1 to both sides. (promise 5)"""
    before = {id_: facts.place for id_, facts in case.facts.items()}
    after = ledger.places(turn.session, turn.school_id, turn.today, case.care)
    return offers.follow(turn, case.care, before, after)


def _write(turn: Turn, case: Leaving, done: Done) -> dict[int, int]:
    """The moves, one event a child so that each can be taken back alone; the release's number of each."""
    me = turn.me
    call = [
        Event(Move.PRESENT, (child.id,), turn.now, me, _caller(turn, case, child), case.group_of(child))
        for child, decision in done.items()
        if decision.call_first
    ]
    gone = [_gone(turn, case, child, decision) for child, decision in done.items()]
    numbers = day.write(turn, case.care, [*call, *gone])
    return dict(zip((child.id for child in done), numbers[len(call) :], strict=True))


def _gone(turn: Turn, case: Leaving, child: Student, decision: Released | Walked) -> Event:
    me, group = turn.me, case.group_of(child)
    if isinstance(decision, Walked):
        detail: Mapping[str, Any] = {"permit": decision.permit}
        return Event(Move.WALKED, (child.id,), turn.now, me, group=group, detail=detail)
    person = {key: value for key, value in vars(decision.collector).items() if value}
    detail = {"person": person, "right": decision.right.name.lower()}
    return Event(Move.RELEASED, (child.id,), turn.now, me, group=group, detail=detail)


def _caller(turn: Turn, case: Leaving, child: Student) -> int:
    """A leader who releases a child that nobody called does it for the group's teacher."""
    return (case.holder_of(child) if turn.speaker.leads else None) or turn.me


def _who_stays(turn: Turn, case: Leaving) -> str:
    """After several have left: who is still in hand, and of whom nothing is known."""
    held = people.students(turn.session, groups.held(turn, case.care, turn.me))
    own = groups.looked_at(turn, case.care, day.my_groups(turn, case.care), turn.today)
    uncalled = groups.standing(own, Roll.NOT_CALLED)
    return wording.still_held(list(held.values())) + (wording.not_called(uncalled[:FEW]) if uncalled else "")


def _tell_families(
    turn: Turn, case: Leaving, done: Done, numbers: Mapping[int, int], left: siblings.Left
) -> list[Outgoing]:
    """Each guardian once a child. Who confirmed before is not asked again (promise 6)."""
    kin = audience.guardians(turn, done)
    return [
        _tell_family(turn, case, child, decision, guardian, numbers[child.id], left.get(child, []))
        for child, decision in done.items()
        for guardian in kin[child.id]
    ]


def _tell_family(
    turn: Turn,
    case: Leaving,
    child: Student,
    decision: Released | Walked,
    guardian: int,
    number: int,
    left: Sequence[Student],
) -> Outgoing:
    text = wording.for_family(child, decision, turn.speaker.name, turn.now) + sibling_words.for_family(left)
    card, walked = returning.card_of(child.id, number), isinstance(decision, Walked)
    key = f"{card}/{guardian}"
    receipt = case.place(child).receipt
    if receipt is not None and receipt.kind is Move.COLLECTED:
        return turn.tell(guardian, text, key, about="release")
    args = {"student": child.id, "day": turn.today.isoformat(), "session": case.care.value}
    yes, no = (wording.AT_HOME, wording.NOT_AT_HOME) if walked else (wording.COLLECTED, wording.NOT_WITH_ME)
    choices = [Choice(yes, "collected", args, yes=True), Choice(no, "not_with_me", args, no=True, style=3)]
    text += wording.please_confirm(walked)
    return turn.tell(guardian, text, key, choices, title="离校通知", about="release", card=card, urgency=Urgency.URGENT)


def _tell_holders(turn: Turn, done: Done, holders: Mapping[int, int], number: int) -> list[Outgoing]:
    """A leader's release is told to whoever had the child."""
    text = wording.released(done, turn.now)
    return turn.tell_all(set(holders.values()), text, f"released/by-leader/{number}", about="release")


# --- not released ---


def _refuse(act: Act, turn: Turn, case: Leaving, child: Student, refusal: Refused) -> list[Outgoing]:
    place, holder = case.place(child), case.holder_of(child)
    if refusal.why is Why.SECOND_DETAIL:
        return [_ask_which(act, turn, case, child)]
    if refusal.why is Why.BARRED:
        return _keep(turn, case, child, refusal.planned or Person())
    if refusal.why in (Why.CODE_NOT_SAID, Why.CODE_WRONG, Why.CODE_DEAD):
        return codes.refuse(turn, case, child, refusal.why, act.person or refusal.planned or Person())
    if refusal.why is Why.UNKNOWN_PERSON:
        return gate.ask_home(turn, case, child, act.person or Person())
    if place.gone is not None:
        teacher = words.teacher(people.name_of(turn.session, place.gone.actor))
        how = pickup_words.gone_with(child, place, teacher)
        disputed = place.receipt is not None and place.receipt.kind is Move.DISPUTED
        return [turn.reply(wording.gone_but_disputed(how) if disputed else wording.gone_already(how))]
    name = people.name_of(turn.session, holder)
    text = wording.refused(child, refusal.why, holder=name, since=place.since, planned=refusal.planned)
    notes = [turn.reply(text)]
    if refusal.why in (Why.OTHER_HOLDER, Why.NOT_MINE) and holder and holder != turn.me:
        notes.append(_ask_holder(act, turn, child, holder, called=refusal.why is Why.OTHER_HOLDER))
    return notes


def _keep(turn: Turn, case: Leaving, child: Student, met: Person) -> list[Outgoing]:
    """Somebody who may not collect: the teacher keeps the child and hears no reason. (promise 10)"""
    block = guard.barred(turn, child, met)
    called = guard.call_leader(turn, child, block, met, guard.LETS_GO) if block else []
    return [turn.reply(block_words.keep_the_child(child)), *called]


def _ask_holder(act: Act, turn: Turn, child: Student, holder: int, *, called: bool) -> Outgoing:
    """The colleague who has the child is offered the same release."""
    said = "自己回家" if act.alone else f"由{wording.who(act.person or Person())}接走"
    again = act.with_(students=(child,), all=False, instead_of=None, class_name=child.class_name)
    choices = [
        Choice(wording.YES_GONE, asking.DO_ACT, {"act": keep(again)}, yes=True),
        Choice(wording.NO_STILL_HERE, NOT_LEFT, {"student": child.id, "by": turn.me}, no=True, style=2),
    ]
    text = wording.ask_holder(child, said, turn.caller, turn.now, called=called)
    if turn.speaker.leads and ORDER in turn.text:
        text = wording.ordered(child, turn.caller, turn.now)
    key = f"release/ask/{turn.inbox_id}/{child.id}"
    return turn.tell(holder, text, key, choices, title="请核对离校", about="release", urgency=Urgency.URGENT)


def press_not_left(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[不是] by whoever has the child: the colleague who said that it had left hears it. (promise 3)"""
    child = people.students(turn.session, [args["student"]])[args["student"]]
    text = wording.not_left(child, turn.caller, turn.now)
    key = f"release/not-left/{turn.inbox_id or turn.now.timestamp()}/{child.id}"
    told = turn.tell_all([args["by"]], text, key, about="release", urgency=Urgency.URGENT)
    return [turn.reply(wording.NOT_LEFT), *told]


def _ask_which(act: Act, turn: Turn, case: Leaving, child: Student) -> Outgoing:
    """All names in full; a button for each that is on the speaker's roster today (promises 9, 11)."""
    others = leaving.mistaken_for(turn, case.care, child)
    mine = {own.id for own in turn.known.roster} | {child.id}
    choices = [
        Choice(wording.pick(one), asking.DO_ACT, {"act": keep(_with_class(act, one))})
        for one in (child, *others)
        if one.id in mine
    ][: asking.MAX_BUTTONS - 1]
    none = Choice("都不是", asking.NOTHING, {}, no=True, style=2)
    named = labels.called(turn.session, [child, *others])
    return turn.reply(wording.which_child(named), [*choices, none], asks=True)


def _with_class(act: Act, child: Student) -> Act:
    return act.with_(students=(child,), class_name=child.class_name, instead_of=None)
