"""Questions, complaints and things that went wrong, clause by clause (guidelines 13, 15, 19, 21, 23, 40)."""

from __future__ import annotations

import re

from care.acts import Act, Ground, Intent
from care.reading.cues import Topic, cues_in
from care.reading.days import asked_days
from care.reading.parts import Clause, Message, Mood
from care.reading.phrases import collecting, compiled, places, questions, trouble
from care.reading.phrases.pattern import CARE

TRUE = compiled(
    "真的(?:吗|么|假(?!期|条)|不(?=$|[?,。!]))",
    "^是不是(?=$|[?])",
    "有这回事",
    "有没有这",
    "是真是假",
    "真假",
    "是不是真",
    "属实",
    "^(?:对不对|对吗|是吗|对吧)",
)
_FEE, _PROGRESS, _MINE = compiled(questions.FEE), compiled(questions.PROGRESS), compiled(questions.MINE)
_HUMAN, _CLUB_LIST = compiled(questions.HUMAN), compiled(questions.CLUB_LIST)
_GOES_ON = compiled("上不上", "停不停", "开不开", "有没有", "还(?:上|有|开)~(?:吗|么|不)", "取消(?:了)?(?:吗|没)")
_WENT = compiled("(?:C+|孩子|[他她])~有没有(?:去|来|到|在)")
_FEE_TOPIC = compiled("(?:[退收]费|费用|收费)~(?:标准|情况|明细|流程)")
_IS_IT_SO = compiled("是不是", "[是对]吧", "了~(?:吗|没)")
_STILL_POSSIBLE = compiled(places.STILL_POSSIBLE)
_SUGGESTION = compiled(trouble.SUGGESTION)
_NOT_OF_MONEY = compiled("考(?:了|得|试)", "成绩", "分数", "(?:电话|手机|微信)~(?:多少|号)", "多少(?:分|名)")
_CARE, _WHAT_ARE_YOU = compiled(CARE), compiled("你是(?:谁|K+|什么|真人|ai|人)")


def question(clause: Clause, message: Message) -> Act | None:
    """What a clause asks for, if it asks for anything that the house can tell."""
    plain = clause.plain
    if _SUGGESTION.search(plain):
        return None
    heard = bool(clause.moods & {Mood.QUESTION, Mood.REQUEST, Mood.HEARSAY})
    intent = _asked(plain, heard, Mood.QUESTION in clause.moods)
    return None if intent is None else _act(intent, clause, message)


def _asked(plain: str, heard: bool, questioned: bool) -> Intent | None:
    topics = {cue.topic for cue in cues_in(plain)}
    if TRUE.search(plain):
        return Intent.ASK_SCHEDULE
    if heard and _CARE.search(plain) and _GOES_ON.search(plain) and not _WENT.search(plain):
        return Intent.ASK_SCHEDULE
    if questioned and _WHAT_ARE_YOU.search(plain):
        return Intent.HELP
    if ((heard and _FEE.search(plain)) or _FEE_TOPIC.search(plain)) and not _NOT_OF_MONEY.search(plain):
        return Intent.ASK_FEE
    if Topic.NOT_GOT in topics:
        return Intent.ASK_WHEREABOUTS
    if _CLUB_LIST.search(plain):
        return Intent.ASK_CLUBS
    if topics & {Topic.CHOOSE_CLUB, Topic.ENROLL} and _STILL_POSSIBLE.search(plain):
        return None
    if heard and "K" in plain and not topics and not (_PROGRESS.search(plain) and _MINE.search(plain)):
        return Intent.ASK_CLUBS
    if not questioned:
        return None
    if topics & {Topic.GOT, Topic.WALK} and _IS_IT_SO.search(plain):
        return Intent.ASK_WHEREABOUTS
    if _PROGRESS.search(plain) and (_MINE.search(plain) or not _CARE.search(plain)):
        return Intent.ASK_PROGRESS
    if _HUMAN.search(plain):
        return Intent.HUMAN
    for intent, pattern in _ASKS:
        if pattern.search(plain):
            return intent
    return None


_ASKS: tuple[tuple[Intent, re.Pattern[str]], ...] = (
    (Intent.ASK_CLUBS, compiled(questions.CLUBS)),
    (Intent.HELP, compiled(questions.HELP)),
    (Intent.ASK_SCHEDULE, compiled(questions.ROOM)),
    (Intent.ASK_WHEREABOUTS, compiled(questions.WHEREABOUTS)),
    (Intent.ASK_SCHEDULE, compiled(questions.SCHEDULE)),
)


def _act(intent: Intent, clause: Clause, message: Message) -> Act:
    act = Act(intent, grounds=(Ground("intent", clause.text, "the clause asks"),))
    if intent in (Intent.HELP, Intent.HUMAN):
        return act
    dates = asked_days(clause.of(message.dates)) if intent is not Intent.ASK_WHEREABOUTS else None
    names = clause.of(message.names)
    students = tuple(dict.fromkeys(child for name in names if name.sure for child in name.students)) or None
    return act.with_(dates=dates, students=students)


_TONES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("suggestion", compiled(trouble.SUGGESTION)),
    ("complaint", compiled(trouble.COMPLAINT)),
    ("praise", compiled(trouble.PRAISE)),
)


def feedback(text: str) -> Act | None:
    """Blame, proposal or praise."""
    for tone, pattern in _TONES:
        if match := pattern.search(text):
            return Act(Intent.FEEDBACK, tone=tone, grounds=(Ground("tone", match.group(), f"words of {tone}"),))
    return None


_KINDS: tuple[tuple[str, re.Pattern[str], bool], ...] = (
    ("missing", compiled(trouble.MISSING), False),
    ("conflict", compiled(trouble.CONFLICT), False),
    ("injury", compiled(trouble.INJURY), False),
    ("illness", compiled(trouble.ILLNESS), True),
    ("other", compiled(trouble.STRANGER), False),
    ("facility", compiled(trouble.FACILITY), False),
)
_IN_CARE = compiled(trouble.IN_CARE)


_OWN_TROUBLE = compiled(trouble.OWN_TROUBLE, trouble.NOT_SO)
_AT_THE_GATE, _NOT_SEEN = compiled(collecting.ARRIVED), compiled(trouble.NOT_SEEN)


def incident(text: str) -> Act | None:
    """What went wrong now. Hurt or ill only counts where others hold the child (guideline 21)."""
    text = _OWN_TROUBLE.sub("", text)
    if _AT_THE_GATE.search(text):
        text = _NOT_SEEN.sub("", text)  # 在门口等半天了，不见人影: not out yet (guideline 19).
    for kind, pattern, in_care in _KINDS:
        match = pattern.search(text)
        if match and (not in_care or _IN_CARE.search(text)):
            return Act(Intent.INCIDENT, kind=kind, grounds=(Ground("kind", match.group(), f"words of {kind}"),))
    return None
