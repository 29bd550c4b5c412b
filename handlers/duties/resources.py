"""The resource survey: rooms, goods, colleagues' skills and free days, and the places that follow. (C17; 003-7.09)"""

from __future__ import annotations

from care.messages import Outgoing, Urgency
from care.reading.orders.commands import Said
from care.reading.orders.resources import read_goods, read_room, read_skills
from care.rules import resources as rules
from care.rules.resources import Told
from care.wording import resources as wording
from handlers.turn import Turn
from storage import people
from storage.enrolment import clubs
from storage.school import resources


def ask(_said: Said, turn: Turn) -> list[Outgoing]:
    """资源调查: every colleague is asked for skills and free days."""
    asked = [one.id for one in people.staff(turn.session, turn.school_id) if one.id != turn.me]
    if not asked:
        return [turn.reply(wording.NOBODY)]
    resources.ask(turn.session, turn.school_id, asked, now=turn.now)
    key = f"resources/{turn.inbox_id or turn.now.timestamp()}"
    notes = [turn.tell(one, wording.ASK, f"{key}/{one}", about="survey", urgency=Urgency.BULK) for one in asked]
    return [turn.reply(wording.asked(len(asked))), *notes]


def room(said: Said, turn: Turn) -> list[Outgoing]:
    """登记教室 书法教室 60平方米 容纳40人 设备：毛毡 用于：书法社团; written again it is as said now."""
    read = read_room(said.rest, {name: item for item, name in _items(turn).items()})
    if read is None:
        return [turn.reply(wording.HOW_ROOM)]
    is_new = resources.put_room(turn.session, turn.school_id, read, by_id=turn.me, now=turn.now)
    return [turn.reply(wording.kept_room(_line(turn, read), is_new=is_new))]


def drop(said: Said, turn: Turn) -> list[Outgoing]:
    """停用教室 书法教室."""
    if not said.rest:
        return [turn.reply(wording.HOW_DROP)]
    gone = resources.drop_room(turn.session, turn.school_id, said.rest, now=turn.now)
    return [turn.reply(wording.dropped(said.rest) if gone else wording.no_room(said.rest))]


def goods(said: Said, turn: Turn) -> list[Outgoing]:
    """登记物资 宣纸 200张."""
    read = read_goods(said.rest)
    if read is None:
        return [turn.reply(wording.HOW_GOODS)]
    resources.put_goods(turn.session, turn.school_id, *read, by_id=turn.me, now=turn.now)
    return [turn.reply(wording.kept_goods(*read))]


def skills(said: Said, turn: Turn) -> list[Outgoing]:
    """登记特长 书法 周一、周三有空: one's own; with a colleague's name first it is a leader's to say."""
    staff = {one.name: one.id for one in people.staff(turn.session, turn.school_id)}
    read = read_skills(said.rest, staff)
    if read is None:
        return [turn.reply(wording.HOW_SKILLS)]
    who = staff[read.who] if read.who else turn.me
    if who != turn.me and not turn.speaker.leads:
        return [turn.reply(wording.ONLY_LEADERS)]
    resources.tell(turn.session, turn.school_id, Told(who, read.skills, read.weekdays), now=turn.now)
    name = "您" if who == turn.me else f"{read.who}老师"
    return [turn.reply(wording.kept_skills(name, read.skills, read.weekdays))]


def show(_said: Said, turn: Turn) -> list[Outgoing]:
    """资源情况: who can do what and when, which rooms, how many children they seat."""
    told = resources.told(turn.session, turn.school_id)
    silent = resources.silent(turn.session, turn.school_id)
    names = people.names_of(turn.session, [*(one.person_id for one in told), *silent])
    rooms = resources.rooms(turn.session, turn.school_id)
    items, places = _items(turn), resources.places_of(turn.session, turn.school_id)
    held = {plan.session.value for plan in turn.policy.sessions} | {use for one in rooms for use in one.uses}
    text = wording.state(
        [wording.teacher(f"{names[one.person_id]}老师", one.skills, one.weekdays) for one in told],
        [f"{names[one]}老师" for one in silent],
        rules.free_on(told),
        [_line(turn, one) for one in rooms],
        resources.goods(turn.session, turn.school_id),
        {items.get(item, item): count for item, count in places.items()},
        [items.get(item, item) for item in sorted(held - set(places))] if rooms else [],
    )
    return [turn.reply(text)]


def _items(turn: Turn) -> dict[str, str]:
    """How sessions and clubs are called, by what they are counted under."""
    sessions = {plan.session.value: plan.label for plan in turn.policy.sessions}
    return sessions | {name: name for name in clubs.names_of(turn.session, turn.school_id)}


def _line(turn: Turn, one: rules.Room) -> str:
    items = _items(turn)
    return wording.room(one, [items.get(use, use) for use in one.uses])
