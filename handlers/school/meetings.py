"""Meetings: [参加][不能参加] on each call, who comes, and the minutes to everybody who was called. (C19, C100)"""

from __future__ import annotations

from typing import Any

from care.messages import Outgoing
from care.reading.orders.commands import Said, as_written
from care.wording import meetings as wording
from handlers.school import announcing
from handlers.turn import Turn
from storage import people
from storage.questions import Choice
from storage.school import announcements
from storage.school.announcements import Announcement, Kind

MOST = 2000


def press_join(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[参加], [不能参加]: the last press counts."""
    id_, joins = args["announcement"], args["joins"]
    if not announcements.join(turn.session, id_, turn.me, joins, now=turn.now):
        return [turn.reply(wording.NOT_CALLED)]
    other = Choice(wording.DECLINE if joins else wording.JOIN, announcing.JOIN, {**args, "joins": not joins}, style=2)
    return [turn.reply(wording.noted(announcements.get(turn.session, id_).title, joins=joins), [other])]


def show(_said: Said, turn: Turn) -> list[Outgoing]:
    """会议情况: of the last meeting, who comes, who does not, who has not said."""
    meeting = _last(turn)
    if meeting is None:
        return [turn.reply(wording.NONE)]
    answers = announcements.joining(turn.session, meeting.id)
    names = people.names_of(turn.session, answers)
    by_answer = {one: [names[id_] for id_, joins in answers.items() if joins is one] for one in (True, False, None)}
    text = wording.state(meeting.title, by_answer[True], by_answer[False], by_answer[None])
    minutes = announcements.minutes(turn.session, meeting.id)
    return [turn.reply(f"{text}\n{wording.kept_minutes(minutes)}" if minutes else text)]


def minutes(said: Said, turn: Turn) -> list[Outgoing]:
    """会议纪要 …: kept with the last meeting that the speaker called, sent to all who were called."""
    written, meeting = as_written(said, turn.text), _last(turn)
    if meeting is None:
        return [turn.reply(wording.NONE)]
    if not written or len(written) > MOST:
        return [turn.reply(wording.HOW)]
    announcements.set_minutes(turn.session, meeting.id, written)
    readers = [one for one in announcements.receipts(turn.session, meeting.id) if one != turn.me]
    text = wording.minutes(turn.school_name, meeting.title, written, turn.caller)
    notes = announcing.tell(
        turn, Kind.NOTICE, wording.title(meeting.title), dict.fromkeys(readers, text), whom=meeting.whom, body=written
    )  # fmt: skip
    return [turn.reply(wording.sent(meeting.title, len(notes))), *notes]


def _last(turn: Turn) -> Announcement | None:
    """The last one; of those who do not lead, the last one of their own."""
    by = None if turn.speaker.leads else turn.me
    return announcements.latest(turn.session, turn.school_id, by_id=by, kind=Kind.MEETING)
