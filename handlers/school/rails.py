"""Guard rails where words are tried: a notice, what care is to hold, a class enrolled at once. (C13)"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any

from care.acts import Act, Intent
from care.messages import Outgoing
from care.people import Role
from care.policy import Policy
from care.rules.guardrail_words import Limit
from care.rules.guardrails import Hit, Rails, screen
from care.wording import guardrails as wording
from handlers import audience
from handlers.turn import Turn
from storage import questions
from storage.questions import Choice
from storage.school import rails

OVERRIDE = "override_rail"
CONTENT = frozenset({Limit.VOLUNTARY, Limit.GROUP_LESSONS, Limit.EXTENSION, Limit.LEARNING})
"""What is about care itself, whoever would read it."""
ASIDE = frozenset({Intent.CLARIFY, Intent.SMALLTALK, Intent.ENROLL, Intent.HELP, Intent.FEEDBACK})
"""Readings of a colleague's words that do nothing: there the words themselves are looked at."""
_REASON = re.compile(r"\s*理由\s*[:：]\s*(.+)$", re.DOTALL)


def rails_of(policy: Policy) -> Rails:
    """The school's plan as the rails need it."""
    homework = policy.homework
    minutes = (homework.low_grade_minutes, homework.primary_minutes, homework.junior_minutes)
    people = policy.people
    return Rails(
        people.homework_by_chat, homework.parents_mark, bool(people.price_document), people.learning_lessons, minutes
    )


def hold_notice(turn: Turn, body: str, args: dict[str, Any], grades: Collection[int]) -> list[Outgoing]:
    """What stops a notice; nothing where it may go. `args` is the notice, for a leader who overrides."""
    hits = screen(body, rails_of(turn.policy), grades=grades)
    if not hits:
        return []
    _keep(turn, hits, "broadcast")
    text = wording.refused(hits)
    if not (turn.speaker.leads and all(hit.limit.id in turn.policy.people.overridable for hit in hits)):
        return [turn.reply(text)]
    told = {**args, "limits": [hit.limit.id for hit in hits], "words": [hit.said for hit in hits]}
    more = wording.may_override(hit.limit for hit in hits)
    return [turn.reply(f"{text}\n{more}", [Choice(wording.OVERRIDE, OVERRIDE, told)])]


def told(turn: Turn) -> tuple[str, dict[str, Any]] | None:
    """理由：…, where a notice waits for it: the reason and the notice. The caller shows it anew."""
    found = _REASON.match(turn.text)
    if found is None or turn.known.role is not Role.LEADER:
        return None
    for question in questions.open_ones(turn.session, turn.me, now=turn.now):
        for choice in question.choices:
            if choice.press == OVERRIDE:
                questions.answered(turn.session, question.id, wording.OVERRIDE, by_id=turn.me, now=turn.now)
                return found[1].strip(), dict(choice.args)
    return None


def press_override(_args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[写明理由再发] without a reason: asked for it; the notice waits again."""
    again = Choice(wording.OVERRIDE, OVERRIDE, _args)
    limits = [Limit(id_) for id_ in _args["limits"] if id_ in set(Limit)]
    return [turn.reply(wording.may_override(limits), [again])]


def keep_override(turn: Turn, args: dict[str, Any]) -> None:
    """The notice goes out over a limit: who, why, which words. Kept for good."""
    for limit, said in zip(args.get("limits", ()), args.get("words", ()), strict=True):
        rails.add(
            turn.session, turn.school_id, limit, "broadcast", said, by_id=turn.me, now=turn.now,
            inbox_id=turn.inbox_id, reason=args["reason"],
        )  # fmt: skip


def hold_content(turn: Turn, acts: Sequence[Act]) -> list[Outgoing] | None:
    """A colleague's words that only plan what care must not hold, or enrol a whole class. (L-01, L-03)"""
    if turn.known.role is Role.PARENT or not {act.intent for act in acts} <= ASIDE:
        return None
    hits = [hit for hit in screen(turn.text, rails_of(turn.policy)) if hit.limit in CONTENT]
    if not hits:
        return None
    _keep(turn, hits, "content")
    return [turn.reply(wording.refused(hits, done="没有登记"))]


def look_at_log(turn: Turn, acts: Sequence[Act]) -> list[Outgoing]:
    """A care log tells what was, so it is kept; what must not have been is put before the leader."""
    if turn.known.role is Role.PARENT or not any(act.intent is Intent.LOG for act in acts):
        return []
    hits = [hit for hit in screen(turn.text, rails_of(turn.policy)) if hit.limit in CONTENT]
    if not hits:
        return []
    _keep(turn, hits, "log")
    leaders = audience.leaders(turn, turn.care)
    return turn.tell_all(leaders, wording.found_in_log(turn.caller, hits), f"rail/{turn.inbox_id}", about="rail")


def _keep(turn: Turn, hits: Sequence[Hit], where: str) -> None:
    for hit in hits:
        rails.add(
            turn.session, turn.school_id, hit.limit.id, where, hit.said, by_id=turn.me, now=turn.now,
            inbox_id=turn.inbox_id,
        )  # fmt: skip
