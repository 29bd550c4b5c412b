"""The plan changed in chat by a principal or leader: old and new, from when, whom it concerns; then told. (C01, C02)"""

from __future__ import annotations

from datetime import date, time
from typing import Any

from care.acts import CareSession
from care.book import Post
from care.messages import Outgoing
from care.people import Role
from care.policy.plain import plain
from care.reading.orders.commands import Said
from care.reading.orders.plan_words import PlanWish
from care.rules import planning as rules
from care.rules.planning import Agreed, Refused, Wish
from care.wording import planning as wording
from handlers import asking
from handlers.school import announcing, concerned
from handlers.turn import Turn
from storage import people
from storage.questions import Choice
from storage.school import plans
from storage.school.announcements import Kind
from storage.school.plans import Version

CONFIRM, UNDO = "confirm_plan_change", "undo_plan_change"


def preview(asked: PlanWish, turn: Turn) -> list[Outgoing]:
    """Old and new side by side, with [确认修改][先不改]. Only the principal decides on the plan itself."""
    if not _decides(turn):
        return [turn.reply(wording.ONLY_PRINCIPAL)]
    wish = Wish(asked.session, asked.since, asked.closed, asked.start, asked.end, asked.weekdays)
    match rules.decide_plan_change(wish, turn.policy, now=turn.now):
        case Refused() as refused:
            return [turn.reply(wording.refused(refused))]
        case Agreed() as agreed:
            whom = concerned.by_session(turn, agreed.before.session, agreed.since)
            text = wording.preview(
                agreed, children=len(whom.children), families=len(whom.families), teachers=len(whom.staff)
            )
            confirm = Choice(wording.CONFIRM, CONFIRM, _kept(wish), yes=True)
            cancel = Choice(wording.CANCEL, asking.NOTHING, {}, no=True, style=2)
            return [turn.reply(text, [confirm, cancel], title=wording.TITLE, asks=True)]


def press_confirm(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[确认修改]: decided anew; a version is kept and everybody concerned is told."""
    wish = _recalled(args)
    match rules.decide_plan_change(wish, turn.policy, now=turn.now):
        case Refused() as refused:
            return [turn.reply(wording.refused(refused))]
        case Agreed() as agreed:
            return _carry_out(turn, agreed)


def _carry_out(turn: Turn, agreed: Agreed) -> list[Outgoing]:
    whom = concerned.by_session(turn, agreed.before.session, agreed.since)
    version = plans.add(
        turn.session, turn.school_id, agreed.since, {"sessions": [plain(one) for one in agreed.sessions]},
        now=turn.now, by_id=turn.me, told=[*whom.families, *whom.staff], inbox_id=turn.inbox_id,
    )  # fmt: skip
    texts = {person: wording.for_family(turn.school_name, agreed, own) for person, own in whom.families.items()}
    texts |= {person: wording.for_staff(agreed, turn.caller) for person in whom.staff}
    notes = announcing.tell(turn, Kind.NOTICE, wording.change(agreed), texts, whom="有关家长和老师")
    undo = Choice(wording.UNDO, UNDO, {"version": version}, style=2)
    return [turn.reply(wording.done(agreed, families=len(whom.families), teachers=len(whom.staff)), [undo]), *notes]


def press_undo(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    return _undo(turn, plans.get(turn.session, args["version"]))


def undo(_said: Said, turn: Turn) -> list[Outgoing]:
    """撤销方案: the last change of the plan, within a day. (promise 7)"""
    if not _decides(turn):
        return [turn.reply(wording.ONLY_PRINCIPAL)]
    standing = [one for one in plans.standing(turn.session, turn.school_id) if one.by_id is not None]
    if not standing:
        return [turn.reply(wording.NOTHING_TO_UNDO)]
    return _undo(turn, max(standing, key=lambda one: one.id))


def _undo(turn: Turn, version: Version) -> list[Outgoing]:
    if version.undone_at is not None:
        return [turn.reply(wording.UNDONE_BEFORE)]
    if not rules.may_undo(version.made_at, turn.now):
        return [turn.reply(wording.TOO_LATE)]
    if any(one.id > version.id for one in plans.standing(turn.session, turn.school_id)):
        return [turn.reply(wording.LATER_FIRST)]
    plans.undo(turn.session, version.id, now=turn.now)
    text, key = wording.correction(turn.school_name, version.valid_from), f"plan_undo/{version.id}"
    notes = turn.tell_all(version.told, text, key, about="plan")
    return [turn.reply(wording.undone(version.valid_from, len(notes))), *notes]


def show(_said: Said, turn: Turn) -> list[Outgoing]:
    """方案: the sessions as they are, and what is to come."""
    today = turn.policy.on(turn.today)
    ahead = [
        (since, policy.sessions) for since, policy in turn.policy.book.versions if since > turn.today
    ]  # fmt: skip
    return [turn.reply(wording.shown(today.sessions, ahead, today.timetable, turn.today))]


def _decides(turn: Turn) -> bool:
    principals = people.staff(turn.session, turn.school_id, Post.PRINCIPAL)
    return turn.known.role is Role.LEADER and (not principals or turn.me in {one.id for one in principals})


def _kept(wish: Wish) -> dict[str, Any]:
    return {
        "session": wish.session and wish.session.value, "since": wish.since and wish.since.isoformat(),
        "closed": wish.closed, "start": wish.start and wish.start.isoformat(), "end": wish.end and wish.end.isoformat(),
        "weekdays": list(wish.weekdays),
    }  # fmt: skip


def _recalled(args: dict[str, Any]) -> Wish:
    return Wish(
        CareSession(args["session"]) if args["session"] else None,
        date.fromisoformat(args["since"]) if args["since"] else None,
        args["closed"],
        time.fromisoformat(args["start"]) if args["start"] else None,
        time.fromisoformat(args["end"]) if args["end"] else None,
        tuple(args["weekdays"]),
    )
