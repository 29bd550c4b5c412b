"""A duty that somebody has, and papers that will not hold on its day: raised, with the next in line. (C97, L-13, L-25)

Nobody is taken off by the clock: a group without anybody is worse. Whoever leads decides, before the day.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from care.calendar import spoken
from care.messages import Outgoing, Urgency
from care.rules import duty as rules
from care.rules.duty import Duty
from care.rules.people.vetting import Lack
from care.wording import duty as duty_words
from care.wording import vetting as wording
from handlers.desk import Desk
from handlers.duties import duty as errand
from handlers.duties import roster, vetted
from handlers.turn import Turn
from storage import people
from storage.day import matters
from storage.questions import Choice
from storage.staff import duties, vettings

REPLACE = "replace_unfit"
KIND = "unfit_duty"


def is_due(desk: Desk) -> bool:
    return bool(_found(desk))


def raise_(desk: Desk) -> list[Outgoing]:
    """Each such duty once, to whoever leads it, with the colleague who would be asked."""
    return [note for duty, missing in _found(desk) for note in _raise(desk, duty, missing)]


def _found(desk: Desk) -> list[tuple[Duty, tuple[Lack, ...]]]:
    """Duties from now to the plan's days ahead whose holder lacks a paper on the day, and that nobody was told of."""
    last = desk.today + timedelta(days=desk.policy.people.expiry_days)
    found = []
    for person in vettings.of_school(desk.session, desk.school_id):
        for duty in rules.on_duty(duties.of_person(desk.session, person, desk.today, last)):
            missing = vetted.lacking(desk, [person], duty.day).get(person)
            if missing and _is_ahead(desk, duty) and not matters.has(desk.session, desk.school_id, _key(duty)):
                found.append((duty, missing))
    return found


def _is_ahead(desk: Desk, duty: Duty) -> bool:
    plan = desk.policy.plan(duty.session, duty.day)
    return plan is not None and desk.now < plan.ends(duty.day)


def _key(duty: Duty) -> str:
    return f"unfit/{duty.id}/{duty.person_id}"


def _raise(desk: Desk, duty: Duty, missing: Sequence[Lack]) -> list[Outgoing]:
    leaders, following = roster.leaders(desk, duty), _next(desk, duty)
    name = roster.teacher_name(desk, following.person_id) if following else ""
    text = wording.unfit(_where(desk, duty), people.name_of(desk.session, duty.person_id), missing, name)
    id_ = matters.open_(
        desk.session, desk.school_id, _key(duty), KIND, text, day=duty.day, now=desk.now,
        owner_id=next(iter(leaders), None),
    )  # fmt: skip
    args = {"duty": duty.id, "person": duty.person_id, "matter": id_}
    ask = [Choice(duty_words.LET_STAND_IN, REPLACE, args, yes=True)] if following else []
    choices = [*ask, Choice(duty_words.I_ARRANGE, "close_matter", {"matter": id_}, style=2)]
    return [
        desk.tell(leader, text, f"{_key(duty)}/{leader}", choices, title=wording.UNFIT, about="duty", card=_key(duty),
                  urgency=Urgency.URGENT)
        for leader in leaders
    ]  # fmt: skip


def _where(desk: Desk, duty: Duty) -> str:
    """3月6日（周五）晚托 三年级2班."""
    return f"{spoken(duty.day)}{roster.post(desk, duty).short}"


def _next(desk: Desk, duty: Duty) -> Duty | None:
    return rules.next_in_line(duty, vetted.fit(desk, duties.on(desk.session, desk.school_id, duty.day)))


def press_replace(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[请下一位顶班]: the next in line is asked, and whose paper it is hears why. Not where things have changed."""
    duty = duties.get(turn.session, args["duty"])
    name = people.name_of(turn.session, args["person"])
    if duty.person_id != args["person"] or not duty.stands or duty.rank != 1:
        return [turn.reply(wording.unfit_over(name))]
    missing = vetted.lacking(turn, [duty.person_id], duty.day).get(duty.person_id)
    if not missing:
        return [turn.reply(wording.fit_again(name))]
    if isinstance(errand.may_leave(turn, [duty], duty.person_id), rules.Letting):
        return [turn.reply(wording.unfit_holds(name))]
    following = _next(turn, duty)
    if following is None:
        return [turn.reply(wording.nobody_next(name))]
    there = _where(turn, duty)
    matters.close(turn.session, args["matter"], by_id=turn.me, outcome="next in line asked", now=turn.now)
    asked = errand.hand_on(turn, duty, declined=True)
    told = turn.tell(duty.person_id, wording.taken_off(there, missing), f"unfit-off/{duty.id}", about="duty",
                     urgency=Urgency.URGENT)  # fmt: skip
    return [turn.reply(wording.replaced(there, name, roster.teacher_name(turn, following.person_id))), told, *asked]
