"""What follows an incident: how grave it is, what was done, and the report. (C58; 000-5.10)"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from care.book import Post
from care.messages import Outgoing, Urgency
from care.reading.orders.commands import Said, as_written, read_day
from care.rules import incident as rules
from care.rules.incident import Severity
from care.wording import follow_up as wording
from care.wording import incident as incident_words
from care.wording import staff as words
from handlers import audience
from handlers.turn import Turn
from storage import outbox, people
from storage.day import followups, matters
from storage.day.matters import Matter
from storage.questions import Choice

KIND = "incident"
SEVERITY, MORE, ADD, UNDO = "incident_severity", "incident_more", "incident_add", "undo_incident"
SAID, DONE = "severity", "measure"
MOST = 3


def choices(case: Mapping[str, Any]) -> list[Choice]:
    """[轻][中][重]. `case`: what the incident's own buttons carry."""
    return [
        Choice(label, SEVERITY, {**case, "severity": one.value}, style=3 if one is Severity.GRAVE else 1)
        for one, label in wording.SEVERITIES.items()
    ]


def more(matter_id: int) -> Choice:
    """[补充经过]."""
    return Choice(wording.MORE, MORE, {"matter": matter_id}, style=2)


def ask_leaders(turn: Turn, case: Mapping[str, Any], leaders: Sequence[int]) -> list[Outgoing]:
    """A parent reported it: whoever leads says how grave it is."""
    matter = matters.get(turn.session, case["matter"])
    text, card = wording.ask_severity(matter.text), f"incident/{matter.id}/severity"
    return [
        turn.tell(leader, text, f"{card}/{leader}", choices(case), title=wording.TITLE, about=KIND, card=card,
                  urgency=Urgency.URGENT)
        for leader in leaders
    ]  # fmt: skip


def press_severity(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[重]: the principal hears it at once; the leaders and the reporter hear whatever was said."""
    matter, severity = matters.get(turn.session, args["matter"]), Severity(args["severity"])
    if matter.closed_at is not None:
        return [turn.reply(incident_words.already_closed())]
    _keep(turn, matter, SAID, severity.value)
    calls = rules.calls_principal(rules.kind_in(matter.key), severity)
    key = f"incident/{matter.id}/severity/{turn.inbox_id}"
    heads = _principals(turn) if calls else []
    told = [one for one in _hearers(turn, matter) if one not in heads]
    text = wording.severity_for_others(matter.text, severity, turn.caller, turn.now)
    return [
        turn.reply(wording.severity_kept(severity, principal=calls), [more(matter.id), *_undo(turn, matter, args)]),
        *turn.tell_all(
            heads, wording.for_principal(matter.text, turn.caller, turn.now), key, about=KIND, urgency=Urgency.URGENT
        ),
        *turn.tell_all(told, text, key, about=KIND, urgency=Urgency.URGENT if calls else Urgency.DEFAULT),
    ]


def _undo(turn: Turn, matter: Matter, args: Mapping[str, Any]) -> list[Choice]:
    """Whoever reported it can still take it back."""
    case = {name: args[name] for name in ("matter", "kind", "session")}
    return [Choice(words.UNDO, UNDO, case, style=2)] if matter.by_id == turn.me else []


def press_more(_args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[补充经过]: how to. The next text may be something else, so it is never taken for the follow-up (promise 2)."""
    return [turn.reply(wording.HOW)]


def add(said: Said, turn: Turn) -> list[Outgoing]:
    """补充 已冰敷，家长17:20到校: goes to the one incident that the speaker has to do with, else it is asked which."""
    if not said.rest:
        return [turn.reply(wording.HOW)]
    mine, text = _mine(turn), as_written(said, turn.text)
    if not mine:
        return [turn.reply(wording.NONE)]
    if len(mine) == 1:
        return _add(turn, mine[0], text)
    asked = [Choice(wording.button(one.text), ADD, {"matter": one.id, "text": text}) for one in mine[-MOST:]]
    return [turn.reply(wording.which(), asked, asks=True)]


def press_add(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    return _add(turn, matters.get(turn.session, args["matter"]), args["text"])


def report(said: Said, turn: Turn) -> list[Outgoing]:
    """事件报告 昨天: each incident of the day, as text to print. (C58)"""
    on, _ = read_day(said.rest, turn.today)
    found = matters.of_day(turn.session, turn.school_id, on, kind=KIND)
    if not found:
        return [turn.reply(wording.NO_REPORTS)]
    return [turn.reply("\n\n".join(wording.report(_report(turn, one)) for one in found))]


def _add(turn: Turn, matter: Matter, text: str) -> list[Outgoing]:
    _keep(turn, matter, DONE, text)
    severity = followups.latest(turn.session, matter.id, SAID)
    grave = rules.calls_principal(rules.kind_in(matter.key), Severity(severity) if severity else None)
    told = [*_hearers(turn, matter), *(_principals(turn) if grave else [])]
    others = wording.added_for_others(matter.text, text, turn.caller, turn.now)
    key = f"incident/{matter.id}/more/{turn.inbox_id}"
    answer = turn.reply(wording.added(matter.text, text), [more(matter.id)])
    return [answer, *turn.tell_all(told, others, key, about=KIND)]


def _mine(turn: Turn) -> list[Matter]:
    """Incidents of today, and those nobody ended, that the speaker reported, leads, or has the children of."""
    today = matters.of_day(turn.session, turn.school_id, turn.today, kind=KIND)
    older = [one for one in matters.open_ones(turn.session, turn.school_id, kind=KIND) if one.day < turn.today]
    own = {child.id for child in turn.known.roster}
    return [
        one for one in (*older, *today)
        if turn.speaker.leads or one.by_id == turn.me or own & set(one.students)
    ]  # fmt: skip


def _hearers(turn: Turn, matter: Matter) -> list[int]:
    """The leaders, and whoever of the staff reported it."""
    reporter = [matter.by_id] if matter.by_id and people.working_here(turn.session, [matter.by_id]) else []
    return list(dict.fromkeys([*audience.leaders(turn, turn.care), *reporter]))


def _principals(turn: Turn) -> list[int]:
    return [one.id for one in people.staff(turn.session, turn.school_id, Post.PRINCIPAL)]


def _keep(turn: Turn, matter: Matter, what: str, text: str) -> None:
    followups.add(
        turn.session, turn.school_id, matter.id, what, text, by_id=turn.me, now=turn.now, inbox_id=turn.inbox_id
    )


def _report(turn: Turn, matter: Matter) -> wording.Report:
    added = followups.of(turn.session, matter.id)
    severity = next((one.text for one in reversed(added) if one.what == SAID), None)
    names = people.names_of(
        turn.session, {one for one in (matter.by_id, matter.closed_by, *(a.by_id for a in added)) if one}
    )
    return wording.Report(
        turn.school_name,
        rules.kind_in(matter.key),
        matter.text.partition("：")[2],
        matter.opened_at,
        names.get(matter.by_id or 0, ""),
        Severity(severity) if severity else None,
        _told(turn, matter),
        [(one.at, names.get(one.by_id, ""), one.text) for one in added if one.what == DONE],
        matter.closed_at,
        names.get(matter.closed_by or 0, ""),
        matter.outcome,
    )


def _told(turn: Turn, matter: Matter) -> list[tuple[str, Any]]:
    """Each guardian, and when the message left; who reported it knew from the start. (L-19)"""
    children = list(people.students(turn.session, matter.students).values())
    guardians = list(audience.families(turn, children))
    keys = {guardian: f"incident/{matter.id}/family/{guardian}" for guardian in guardians}
    sent = outbox.sent_times(turn.session, turn.school_id, keys.values())
    names = people.names_of(turn.session, guardians)
    return [
        (names.get(one, ""), matter.opened_at if one == matter.by_id else sent.get(key)) for one, key in keys.items()
    ]
