"""Questions of teachers and leaders: who waits, who is here, the figures (guidelines 13, 29, 41, 47)."""

from __future__ import annotations

from care.acts import About, Intent
from care.reading.counts import heads
from care.reading.parts import Clause
from care.reading.policy import Draft
from care.reading.staff.desk import Desk, pattern, say
from care.reading.staff_phrases import talk as talk_words


def read_questions(desk: Desk) -> list[Draft]:
    """Each question asked, once an intent."""
    drafts: list[Draft] = []
    said = heads(desk.sketch)
    if said.expected is not None and said.present is not None:
        return []
    for clause in desk.clauses:
        intent = _asked(desk, clause)
        if intent and all(draft.act.intent is not intent for draft in drafts):
            drafts.append(_draft(desk, clause, intent))
    return drafts


def _asked(desk: Desk, clause: Clause) -> Intent | None:
    plain = pattern(talk_words.INDEFINITE).sub("", clause.plain)
    if not pattern(talk_words.ASKS).search(plain):
        return None
    if pattern(talk_words.UNPICKED).search(plain):
        return Intent.ASK_UNPICKED
    summary, roster = pattern(talk_words.SUMMARY).search(plain), pattern(talk_words.ROSTER).search(plain)
    if desk.leads and summary and not pattern(talk_words.WHO).search(plain):
        return Intent.ASK_SUMMARY
    return Intent.ASK_ROSTER if roster or summary else None


def _draft(desk: Desk, clause: Clause, intent: Intent) -> Draft:
    dates = desk.days(asked=True) or None
    slots: dict[str, object] = {}
    if intent is Intent.ASK_SUMMARY:
        slots = {"dates": dates}
    elif intent is Intent.ASK_ROSTER:
        slots = {"dates": dates, "class_name": next((one.class_name for one in desk.classes), None)}
    return say(intent, clause.text, "a question", **slots)


def read_permission(desk: Desk) -> list[Draft]:
    """小雨能跟她姑姑走吗: asked, not done (guideline 26)."""
    for clause in desk.clauses:
        if pattern(talk_words.MAY_LEAVE).search(clause.plain):
            draft = say(Intent.RELEASE, clause.text, "asks whether a child may leave")
            return [draft.doubted(About.INTENT, "it is a question")]
    return []
