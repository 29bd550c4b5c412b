"""The net (兜底): no incident is passed over because the rest of a message was not understood (promise 2).

A superfluous incident makes a person look; a missed one may cost a child. So words of trouble that no act speaks of
become an incident: where nothing else was understood, where staff count or hand over, where a parent is at the gate.
"""

from __future__ import annotations

import re

from care.acts import Act, Ground, Intent
from care.people import Role, Student
from care.reading.parts import Message
from care.reading.phrases import alarm, collecting, compiled, trouble

KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("missing", compiled(alarm.MISSING)), ("other", compiled(alarm.STRANGER)), ("conflict", compiled(alarm.CONFLICT)),
    ("illness", compiled(alarm.FAINTED)), ("injury", compiled(alarm.INJURY)), ("illness", compiled(alarm.ILLNESS)),
    ("facility", compiled(alarm.FACILITY)),
)  # fmt: skip
"""The weightier first, as in staff/incidents.py."""
_AT_THE_GATE, _NOT_SEEN = compiled(collecting.ARRIVED), compiled(trouble.NOT_SEEN)
_BODY, _OWN_TROUBLE = compiled(alarm.BODY), compiled(trouble.OWN_TROUBLE)
_HARMLESS, _NOT_NOW, _AT_HOME = compiled(alarm.HARMLESS), compiled(alarm.NOT_NOW), compiled(alarm.AT_HOME)

UNDERSTOOD_NOTHING = frozenset({Intent.SMALLTALK, Intent.HUMAN, Intent.HELP})
"""Acts that an incident takes the place of."""
TOLD_ONLY = frozenset({Intent.LOG, Intent.PATROL, Intent.FEEDBACK})
WITH_CHILDREN = frozenset(
    {Intent.ROLL_CALL, Intent.RELEASE, Intent.TAKE_OVER, Intent.HAND_OVER, Intent.ASK_DUTY, Intent.ASK_ROSTER}
)
"""What staff say with the children before them."""
AT_THE_GATE = frozenset({Intent.ARRIVE, Intent.CONFIRM_PICKUP, Intent.ASK_WHEREABOUTS})


def caught(acts: tuple[Act, ...], message: Message) -> tuple[Act, ...]:
    """The acts, with the incident that they do not speak of."""
    spoken_of = any(act.intent is Intent.INCIDENT for act in acts) or _long_ago(acts, message)
    if spoken_of or not _listens(acts, message.known.role):
        return acts
    trouble = _trouble(message, lost=all(_lost(act) for act in acts))
    if trouble is None:
        return acts
    return (*(act for act in acts if not _lost(act)), trouble)


def _lost(act: Act) -> bool:
    """Whether nothing was understood."""
    return act.intent in UNDERSTOOD_NOTHING or (act.intent is Intent.CLARIFY and act.maybe is None)


def _listens(acts: tuple[Act, ...], role: Role) -> bool:
    """Whether words of trouble beside these acts may be an incident; 发烧 beside a leave is its reason."""
    beside = AT_THE_GATE if role is Role.PARENT else WITH_CHILDREN
    return all(_lost(act) or (act.maybe or act.intent) in TOLD_ONLY | beside for act in acts)


def _long_ago(acts: tuple[Act, ...], message: Message) -> bool:
    """昨天晚托没人管，孩子吓得直哭: blame for a past day (guideline 21)."""
    today = message.now.date()
    past = bool(message.dates) and all(one.dates and max(one.dates) < today for one in message.dates)
    return past and any(act.intent is Intent.FEEDBACK for act in acts)


def _trouble(message: Message, *, lost: bool) -> Act | None:
    live = ",".join(clause.text for clause in message.clauses if not _NOT_NOW.search(clause.text))
    text = _OWN_TROUBLE.sub("", _HARMLESS.sub("", live))
    if _AT_THE_GATE.search(message.sketch):
        text = _NOT_SEEN.sub("", text)  # not out yet (guideline 19)
    at_home = bool(_AT_HOME.search(text))
    for kind, words in (*KINDS, *((("injury", _BODY),) if lost else ())):
        if at_home and kind in ("illness", "injury"):
            continue
        if match := words.search(text):
            students = None if kind == "facility" else _concerned(message)
            ground = Ground("kind", match.group(), "words of trouble that nothing else speaks of")
            return Act(Intent.INCIDENT, kind=kind, students=students, grounds=(ground,))
    return None


def _concerned(message: Message) -> tuple[Student, ...] | None:
    named = tuple(dict.fromkeys(child for name in message.names if name.sure for child in name.students))
    only = message.known.children if len(message.known.children) == 1 else ()
    return named or only or None
