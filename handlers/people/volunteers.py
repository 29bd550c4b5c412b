"""Parent volunteers: they offer, a leader looks, papers are filed, then they are put on a day. (C99; D-40, L-13)"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from care.acts import CareSession
from care.calendar import spoken
from care.messages import Outgoing
from care.policy.people import Helping
from care.reading.orders.people_days import DAY, find_days
from care.reading.orders.people_orders import Said, read_papers
from care.rules.people.vetting import Origin, Vetting, lacks
from care.wording import helpers as wording
from handlers.duties import vetted
from handlers.turn import Turn
from storage import audit, known, people
from storage.enrolment import bookings
from storage.enrolment.bookings import Group
from storage.questions import Choice
from storage.staff import duties, vettings, volunteers
from storage.staff.volunteers import Help, State

AGREE, DECLINE, UNDO = "agree_volunteer", "decline_volunteer", "undo_help"
CALL_OFF = "call_off_help"


def offer(turn: Turn, skill: str) -> list[Outgoing]:
    """我想报名家长义工，会书法: kept, and put before the leaders."""
    if turn.policy.people.helping is Helping.NONE:
        return [turn.reply(wording.NO_VOLUNTEERS)]
    state = volunteers.sign_up(turn.session, turn.school_id, turn.me, skill, now=turn.now)
    if state is State.CLEARED:
        return [turn.reply(wording.offered_again(skill))]
    text = wording.offer_for_leader(turn.speaker.name, [one.called for one in turn.speaker.children], skill)
    args = {"person": turn.me}
    choices = [Choice(wording.AGREE, AGREE, args), Choice(wording.DECLINE, DECLINE, args, style=3)]
    card = f"volunteer/{turn.me}/{turn.inbox_id or turn.now.timestamp()}"
    leaders = [one.id for one in people.staff(turn.session, turn.school_id, *people.LEADING)]
    cards = [
        turn.tell(one, text, f"{card}/{one}", choices, title=wording.CARD, about="people", card=card) for one in leaders
    ]
    return [turn.reply(wording.offered(skill)), *cards]


def press_agree(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[初审通过]: the first look only; nobody helps before the filing."""
    told = turn.tell_all([args["person"]], wording.agreed_to_parent(), f"volunteer/{args['person']}/agreed")
    return [turn.reply(wording.agreed(people.name_of(turn.session, args["person"]))), *told]


def press_decline(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    volunteers.settle(turn.session, turn.school_id, args["person"], State.DECLINED, by_id=turn.me, now=turn.now)
    told = turn.tell_all([args["person"]], wording.declined_to_parent(), f"volunteer/{args['person']}/declined")
    return [turn.reply(wording.declined(people.name_of(turn.session, args["person"]))), *told]


def file(said: Said, turn: Turn) -> list[Outgoing]:
    """义工备案 王丽 备案号… 查询… 健康证…: with all the plan asks for, the volunteer may be put on a day."""
    papers = read_papers(said.rest, turn.today)
    if papers is None:
        return [turn.reply(wording.HOW_TO_FILE)]
    person = _named(turn, papers.name)
    if person is None:
        return [turn.reply(wording.not_signed_up(papers.name))]
    vetting = Vetting(
        Origin.VOLUNTEER, record_checked=papers.checked, health_until=papers.health_until, filing=papers.filing
    )
    missing = lacks(vetting, turn.today, turn.policy.staffing, turn.policy.people)
    if missing:
        return [turn.reply(wording.not_filed(papers.name, missing))]
    vettings.put(turn.session, turn.school_id, person, vetting)
    volunteers.settle(turn.session, turn.school_id, person, State.CLEARED, by_id=turn.me, now=turn.now)
    audit.append(turn.session, turn.school_id, audit.Entry("volunteer filed", f"person/{person}", turn.now, turn.me))
    told = turn.tell_all([person], wording.filed_to_parent(papers.filing), f"volunteer/{person}/filed/{turn.inbox_id}")
    return [turn.reply(wording.filed(papers.name, vetting)), *told]


def arrange(said: Said, turn: Turn) -> list[Outgoing]:
    """安排义工 王丽 3月6日 晚托 三年级2班: refused where a paper is missing that day. (L-13)"""
    name = said.rest.partition(" ")[0]
    person, days, group = _named(turn, name), find_days(said.rest, turn.today), _group(turn, said.rest)
    if not days or group is None or days[0] < turn.today:
        return [turn.reply(wording.HOW_TO_ARRANGE)]
    volunteer = volunteers.of(turn.session, turn.school_id, person) if person else None
    if person is None or volunteer is None or turn.policy.people.helping is Helping.NONE:
        return [turn.reply(wording.not_signed_up(name))]
    unfiled = Vetting(Origin.VOLUNTEER) if volunteer.state is not State.CLEARED else None
    missing = (
        lacks(unfiled, days[0], turn.policy.staffing, turn.policy.people)
        if unfiled
        else vetted.lacking(turn, [person], days[0]).get(person, ())
    )
    if missing:
        return [turn.reply(wording.not_arranged(name, days[0], missing))]
    return _put(turn, person, days[0], group)


def _put(turn: Turn, person: int, day: date, group: Group) -> list[Outgoing]:
    role = turn.policy.people.helping
    id_ = volunteers.arrange(
        turn.session, turn.school_id, person, day, group.session, role, group_id=group.id, by_id=turn.me, now=turn.now
    )
    if id_ is None:
        return [turn.reply(wording.ARRANGED_ALREADY)]
    name, label = people.name_of(turn.session, person), turn.policy.label(group.session)
    teacher = known.teacher_of(turn.session, turn.school_id, group.id, day, group.session)
    key = f"help/{id_}/{turn.inbox_id or turn.now.timestamp()}"
    return [
        turn.reply(
            wording.arranged(name, day, label, group.name, role), [Choice(wording.UNDO, UNDO, {"help": id_}, style=2)]
        ),
        *turn.tell_all([person], wording.arranged_to_parent(day, label, group.name, role), f"{key}/helper"),
        *turn.tell_all(
            [teacher] if teacher else [], wording.arranged_to_teacher(name, day, label, group.name, role), key
        ),
    ]


def press_undo(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    off = volunteers.call_off(turn.session, args["help"], now=turn.now)
    told = turn.tell_all([off.person_id], wording.called_off_to_parent(off.day), f"help-off/{off.id}")
    return [turn.reply(wording.called_off(people.name_of(turn.session, off.person_id), off.day)), *told]


def call_off(turn: Turn, words: str) -> list[Outgoing]:
    """3月6日义工来不了: that day's help; of several it is asked which. (promise 2)"""
    day = next(iter(find_days(words, turn.today)), None)
    mine = volunteers.ahead(turn.session, turn.school_id, turn.me, turn.today)
    meant = [one for one in mine if day is None or one.day == day]
    if not meant:
        return [turn.reply(wording.no_help(day))]
    if len(meant) == 1:
        return _off(turn, meant[0])
    whens = [f"{spoken(one.day)}{turn.policy.label(one.session)}" for one in meant[:4]]
    choices = [
        Choice(wording.CALL_OFF.format(when), CALL_OFF, {"help": one.id})
        for when, one in zip(whens, meant[:4], strict=True)
    ]
    return [turn.reply(wording.which_help(whens), choices, asks=True)]


def press_call_off(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    one = volunteers.get(turn.session, args["help"])
    if volunteers.is_off(turn.session, one.id):
        return [turn.reply(wording.help_off_already(one.day))]
    return _off(turn, one)


def _off(turn: Turn, one: Help) -> list[Outgoing]:
    """The group's teacher and whoever leads that day hear it at once. (promise 3)"""
    volunteers.call_off(turn.session, one.id, now=turn.now)
    label = turn.policy.label(one.session)
    group = bookings.group(turn.session, one.group_id) if one.group_id else None
    teacher = known.teacher_of(turn.session, turn.school_id, group.id, one.day, one.session) if group else None
    leaders = duties.leaders(turn.session, turn.school_id, one.day, one.session)
    text = wording.help_off_told(turn.speaker.name, one.day, label, group.name if group else label)
    told = list(dict.fromkeys(person for person in (teacher, *leaders) if person))
    key = f"help-off/{one.id}/{turn.inbox_id or turn.now.timestamp()}"
    return [turn.reply(wording.help_off(one.day, label)), *turn.tell_all(told, text, key, about="people")]


def show(_said: Said, turn: Turn) -> list[Outgoing]:
    every = volunteers.of_school(turn.session, turn.school_id)
    names = people.names_of(turn.session, [one.person_id for one in every])
    lines = [wording.volunteer_line(names[one.person_id], one.skill, one.state.value) for one in every]
    return [turn.reply(wording.volunteers(lines))]


def _named(turn: Turn, name: str) -> int | None:
    """The one who signed up by this name."""
    every = volunteers.of_school(turn.session, turn.school_id)
    names = people.names_of(turn.session, [one.person_id for one in every])
    found = [id_ for id_, called in names.items() if called == name]
    return found[0] if len(found) == 1 else None


def _group(turn: Turn, rest: str) -> Group | None:
    """The group that is named, in the session that is named or the day's last."""
    plans = turn.policy.sessions
    named = next((plan.session for plan in plans if plan.label in rest), CareSession.EVENING)
    written = re.sub(DAY, " ", rest).replace(" ", "")
    groups = [one for one in bookings.groups(turn.session, turn.school_id) if one.session is named]
    return next((one for one in groups if one.name in written), None)
