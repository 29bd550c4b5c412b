"""The parents' committee: its members by class, what it resolved, and asking for both. (C100; W-62)"""

from __future__ import annotations

from typing import Any

from care.messages import Outgoing
from care.reading.orders.people_orders import Said, first_day, names_in
from care.rules.people.committee import seats
from care.wording import helpers as wording
from handlers.turn import Turn
from storage import audit, people
from storage.people import ClassRow
from storage.questions import Choice
from storage.staff import committees

UNDO = "undo_resolution"
MOST = 10


def sits(turn: Turn) -> bool:
    """Whether the speaker is on the committee."""
    return any(turn.me in ids for ids in committees.members(turn.session, turn.school_id).values())


def seat(said: Said, turn: Turn) -> list[Outgoing]:
    """家委会成员 三年级2班 王丽、张伟: parents of the class, no more than the plan's number."""
    school_class = _class(turn, said.rest)
    names = names_in(said.rest.replace(school_class.name, "")) if school_class else []
    if school_class is None or not names:
        return [turn.reply(wording.HOW_TO_SEAT)]
    wanted = turn.policy.people.committee_per_class
    if len(names) > wanted:
        return [turn.reply(wording.too_many(school_class.name, len(names), wanted))]
    family = people.guardians_of_class(turn.session, school_class.id)
    if strangers := [name for name in names if name not in family]:
        return [turn.reply(wording.not_parents(school_class.name, strangers))]
    ids = [family[name] for name in names]
    committees.seat(turn.session, turn.school_id, school_class.id, ids, day=turn.today)
    audit.append(turn.session, turn.school_id, audit.Entry("committee seated", f"class/{school_class.id}", turn.now,
                                                           turn.me))  # fmt: skip
    return [turn.reply(wording.seated(school_class.name, names, wanted))]


def show(_said: Said, turn: Turn) -> list[Outgoing]:
    """家委会名单: how many there are, and how many there should be."""
    classes = people.classes(turn.session, turn.school_id)
    members = committees.members(turn.session, turn.school_id)
    names = people.names_of(turn.session, [id_ for ids in members.values() for id_ in ids])
    lines = [wording.committee_line(one.name, [names[id_] for id_ in members.get(one.id, [])]) for one in classes]
    wanted = seats(len(classes), turn.policy.people)
    return [turn.reply(wording.committee(lines, sum(map(len, members.values())), wanted))]


def resolve(said: Said, turn: Turn) -> list[Outgoing]:
    """家委会决议 [日期] words: kept by a leader. Alone, or with words and a question mark, it is asked for."""
    day, text = first_day(said.rest, turn.today)
    if not text or text.endswith("?") or not turn.speaker.leads:
        return _list(turn, text.rstrip("?"))
    kept = committees.resolve(
        turn.session, turn.school_id, text.rstrip("。"), day=day or turn.today, by_id=turn.me, now=turn.now,
        inbox_id=turn.inbox_id,
    )  # fmt: skip
    undo = Choice(wording.UNDO, UNDO, {"resolution": kept.id}, style=2)
    return [turn.reply(wording.resolved(kept.number, kept.day, kept.text), [undo])]


def press_undo(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    undone = committees.undo(turn.session, args["resolution"], now=turn.now)
    return [turn.reply(wording.resolution_undone(undone.number))]


def _list(turn: Turn, words: str) -> list[Outgoing]:
    found = [one for one in committees.resolutions(turn.session, turn.school_id) if words in one.text]
    lines = [wording.resolution_line(one.number, one.day, one.text, undone=one.undone) for one in found[:MOST]]
    return [turn.reply(wording.resolutions(lines, len(found) - len(lines)))]


def _class(turn: Turn, rest: str) -> ClassRow | None:
    classes = people.classes(turn.session, turn.school_id)
    return next((one for one in classes if rest.replace(" ", "").startswith(one.name)), None)
