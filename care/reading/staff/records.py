"""Records: the day's log (托管记录) and the duty leader's round (巡查) (guidelines 26, 29, 42, 46)."""

from __future__ import annotations

from care.acts import Intent
from care.reading.parts import Mood
from care.reading.policy import Draft
from care.reading.staff.desk import Desk, pattern, say
from care.reading.staff_phrases import paper as paper_words
from care.reading.staff_phrases import talk as talk_words


def read_headed_log(desk: Desk) -> list[Draft]:
    """今日记录: the rest is the record, whatever it tells."""
    return [_log(desk, "it is headed as a record")] if desk.has(paper_words.LOG_HEAD) else []


def read_patrol(desk: Desk) -> list[Draft]:
    """A leader's own round; a past day's stays one (guideline 42)."""
    walked = desk.has(paper_words.PATROL) or desk.has(paper_words.ALL_WELL)
    if not desk.leads or not walked or desk.has(paper_words.PATROL_ASKED) or desk.has(talk_words.UNPICKED):
        return []
    return [say(Intent.PATROL, desk.message.text, "a round was made")]


def read_beside(desk: Desk, drafts: list[Draft]) -> list[Draft]:
    """A record told in the same breath as an event: a clause of its own about what the children did (46)."""
    taken = {ground.words for draft in drafts for ground in draft.act.grounds}
    for clause in desk.clauses:
        told = any(clause.text.strip() in words_read for words_read in taken)
        if pattern(paper_words.DID).search(clause.plain) and not told and not desk.within(desk.names, clause):
            return [_log(desk, "it also tells of the day")]
    return []


def read_log(desk: Desk) -> list[Draft]:
    """What the children did, or what parents said: kept as a record, changes nothing."""
    told = [one for one in desk.clauses if pattern(paper_words.LOG_WORDS).search(one.plain)]
    if not told or all(Mood.CONDITION in one.moods for one in told):
        return []
    return [_log(desk, "it tells of the day")]


def _log(desk: Desk, why: str) -> Draft:
    return say(Intent.LOG, desk.message.text, why)
