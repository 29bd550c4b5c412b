"""What is written for the record: care log, duty log, feedback. Patrols: handlers/record/patrol.py. (C52, C53)"""

from __future__ import annotations

from typing import Any

from care.acts import Act, CareSession
from care.messages import Outgoing, Urgency
from care.reading.orders.logs import is_duty_log
from care.wording import records as wording
from care.wording import staff as words
from handlers import audience, day, groups
from handlers.turn import Turn
from storage.day import matters, records
from storage.enrolment.bookings import Group
from storage.questions import Choice

UNDO = "undo_record"
CARE_LOG, DUTY_LOG, PATROL, FEEDBACK = "care_log", "duty_log", "patrol", "feedback"
_NAMES = {
    CARE_LOG: wording.CARE_LOG,
    DUTY_LOG: wording.DUTY_LOG,
    PATROL: wording.PATROL,
    FEEDBACK: wording.FEEDBACK,
}


def log(act: Act, turn: Turn) -> list[Outgoing]:
    """A teacher's note is the group's care log (看管记录), a leader's is the duty log (值班管理日志).

    Who leads and has a group of their own writes the care log, unless the words say 值班日志. (C52, C53)
    """
    own = day.my_groups(turn, groups.session_of(act, turn))
    duty = turn.speaker.leads and (not own or is_duty_log(text_of(act, turn)))
    return _keep(act, turn, DUTY_LOG if duty else CARE_LOG)


def feedback(act: Act, turn: Turn) -> list[Outgoing]:
    """A family's words. A complaint becomes somebody's task, and the teacher it is about does not read it first."""
    text = text_of(act, turn)
    if not text:
        return [turn.reply(wording.EMPTY)]
    tone = act.tone or ""
    id_ = put(turn, FEEDBACK, f"{tone}：{text}" if tone else text)
    matter, notes = _complain(act, turn, text, id_) if tone == "complaint" else (None, [])
    undo = Choice(words.UNDO, UNDO, {"record": id_, "kind": FEEDBACK, "matter": matter}, style=2)
    return [turn.reply(wording.thanks(tone), [undo]), *notes]


def press_undo(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """撤销: the entry is taken back, and a task that came of it with it (promise 7)."""
    records.take_back(turn.session, args["record"], now=turn.now)
    notes: list[Outgoing] = []
    matter = args.get("matter")
    if matter and matters.close(turn.session, matter, by_id=turn.me, outcome="taken back", now=turn.now):
        owner = matters.get(turn.session, matter).owner_id
        text = wording.complaint_back(turn.caller)
        notes = turn.tell_all([owner] if owner else [], text, f"feedback/back/{matter}", about=FEEDBACK)
    return [turn.reply(wording.taken_back(_NAMES[args["kind"]])), *notes]


def _keep(act: Act, turn: Turn, kind: str) -> list[Outgoing]:
    text = text_of(act, turn)
    if not text:
        return [turn.reply(wording.EMPTY)]
    care = groups.session_of(act, turn)
    group = _group(turn, care, text) if kind == CARE_LOG else None
    id_ = put(turn, kind, text, care=care.value, group_id=group.id if group else None)
    undo = Choice(words.UNDO, UNDO, {"record": id_, "kind": kind}, style=2)
    slot = words.slot(turn.today, care, turn.policy)
    return [turn.reply(wording.kept(_NAMES[kind], slot, group.name if group else "", text), [undo])]


def _group(turn: Turn, care: CareSession, text: str) -> Group | None:
    """The group that the words name, or the only one; None where the log is about all that the teacher has."""
    own = day.my_groups(turn, care)
    named = [group for group in own if group.name in text] or own
    return named[0] if len(named) == 1 else None


def put(turn: Turn, kind: str, text: str, *, care: str = "", group_id: int | None = None) -> int:
    return records.add(
        turn.session, turn.school_id, kind, text, day=turn.today, by_id=turn.me, now=turn.now,
        inbox_id=turn.inbox_id, care=care, group_id=group_id,
    )  # fmt: skip


def text_of(act: Act, turn: Turn) -> str:
    return (turn.text or act.body or "").strip()


def _complain(act: Act, turn: Turn, text: str, record: int) -> tuple[int | None, list[Outgoing]]:
    """A task for the duty leader; where nobody is rostered, for the principal."""
    children = act.students or turn.speaker.children
    owner = next(iter(audience.leaders(turn, groups.session_of(act, turn))), None)
    id_ = matters.open_(
        turn.session, turn.school_id, f"feedback/{record}", "complaint", text, day=turn.today, now=turn.now,
        students=tuple(child.id for child in children), owner_id=owner, by_id=turn.me,
        inbox_id=turn.inbox_id,
    )  # fmt: skip
    if id_ is None or owner is None or owner == turn.me:
        return id_, []
    done = [Choice(wording.DONE, "close_matter", {"matter": id_})]
    told = wording.complaint(turn.caller, words.names(children), text)
    return id_, [
        turn.tell(owner, told, f"feedback/{id_}", done, title="家长意见", about=FEEDBACK, urgency=Urgency.DEFAULT)
    ]
