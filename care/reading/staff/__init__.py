"""What teachers and duty leaders write → acts (docs/reading.md). One file a family of intents; this one orders them."""

from __future__ import annotations

from care.acts import About, Act, Intent
from care.reading.common import read_common
from care.reading.doubt import pasted
from care.reading.parts import Message, Mood
from care.reading.phrases import bare
from care.reading.policy import Draft, settle
from care.reading.staff.accounts import accounted
from care.reading.staff.arrivals import read_arrival
from care.reading.staff.asking import read_permission, read_questions
from care.reading.staff.decisions import read_decisions
from care.reading.staff.desk import Desk, Reader, pattern, say
from care.reading.staff.duty import read_duty
from care.reading.staff.handing import read_handing
from care.reading.staff.hedges import unhedged
from care.reading.staff.incidents import read_incidents
from care.reading.staff.leaving import read_leaving
from care.reading.staff.notices import read_notice
from care.reading.staff.plain import read_plain
from care.reading.staff.records import read_beside, read_headed_log, read_log, read_patrol
from care.reading.staff.roll import read_roll
from care.reading.staff_phrases import duty as duty_words
from care.reading.staff_phrases import talk as talk_words


def read_staff(message: Message) -> tuple[Act, ...]:
    """The acts of a teacher's or leader's message; what nobody understands is asked about."""
    desk = _own_words(Desk.of(message))
    if decided := _decided_and_sent(desk):
        return settle(decided)
    for alone in ALONE:
        if drafts := alone(desk):
            return settle(drafts)
    if pattern(talk_words.GREETING).fullmatch(message.text.strip()):
        return settle([say(Intent.SMALLTALK, message.text, "a greeting")])
    if pattern(talk_words.YES).fullmatch(desk.sketch):
        return settle([say(Intent.AFFIRM, message.text, "a bare yes")])
    if any(pattern(talk_words.NO).fullmatch(text) for text in (desk.sketch, message.sketch)):
        return settle([say(Intent.DENY, message.text, "a bare no")])
    if common := read_common(message):
        return common
    if both := _custody_and_duty(desk):
        return settle(both)
    incidents = read_incidents(desk)
    for family in FAMILIES:
        if drafts := [draft for draft in family(desk) if not _same_words(draft, incidents)]:
            return settle([*drafts, *(incidents if family not in PRIVATE else ())])
    custody = _custody(desk)
    if not custody and (came := read_arrival(desk)):
        return settle(came)
    custody = [draft for draft in custody if not _missed(draft, incidents)]
    events = accounted(desk, [*unhedged(desk, custody), *(one for one in incidents if not _away(one, custody))])
    return _once(settle([*read_beside(desk, events), *events] if events else _events(desk) or _rest(desk)))


def _own_words(desk: Desk) -> Desk:
    """Behind a pasted notice only the sender's own line counts (guideline 34)."""
    notice = pasted(desk.message.sketch)
    own = [clause for clause in desk.clauses if notice and clause.start >= notice.end]
    if notice is None or notice.start > 0 or not own or not pattern(talk_words.OWN_LINE).match(own[0].plain):
        return desk
    return desk.only(own)


def _decided_and_sent(desk: Desk) -> list[Draft]:
    """凌波的批了，顺便告诉家长们…: a decision, and behind it an order to send."""
    if not desk.message.known.pending:
        return []
    for place, clause in enumerate(desk.clauses):
        if place and pattern(talk_words.AND_SEND).match(clause.plain):
            decisions = read_decisions(desk.only(desk.clauses[:place]))
            sent = read_notice(desk.only(desk.clauses[place:])) if decisions else []
            return [*decisions, *sent] if sent else []
    return []


def _custody_and_duty(desk: Desk) -> list[Draft]:
    """许诺妈妈接走了,明天我请病假: what happened to children, and behind it the sender's own duty."""
    for place, clause in enumerate(desk.clauses):
        if place and pattern(duty_words.OWN_DUTY).search(clause.plain):
            own, before = desk.only(desk.clauses[place:]), desk.only(desk.clauses[:place])
            if desk.names and any(desk.within(desk.names, one) for one in own.clauses):
                return []
            duty = [] if read_duty(before) else read_duty(own)
            told = _custody(before) if duty and not read_incidents(before) else []
            sure = all(draft.doubt is None for draft in duty)
            return accounted(before, unhedged(before, told)) + duty if told and sure else []
    return []


def _commanding(desk: Desk) -> list[Draft]:
    """A text that tries to command the bot is only a text (guideline 30)."""
    if not desk.has(talk_words.COMMANDING) and not desk.has(talk_words.TRIAL):
        return []
    draft = say(Intent.CLARIFY, desk.message.text, "nobody commands the bot by a text", about=About.INTENT)
    return [draft]


def _joke(desk: Desk) -> list[Draft]:
    """开个玩笑: said in fun, so nothing is meant (guideline 35)."""
    return [say(Intent.SMALLTALK, desk.message.text, "said in fun")] if desk.has(talk_words.JOKE) else []


def _custody(desk: Desk) -> list[Draft]:
    """Roll call, handing and leaving may stand in one message."""
    if desk.leads:
        return []
    handed, rolls = read_handing(desk), read_roll(desk)
    classes = {draft.act.class_name for draft in handed}
    rolls = [roll.with_(class_name=None) if roll.act.class_name in classes else roll for roll in rolls]
    drafts = [*handed, *rolls, *(one for one in read_leaving(desk) if not _never_here(one, rolls))]
    if any(Mood.CONDITION in clause.moods for clause in desk.clauses):
        return [draft.doubted(About.INTENT, "it hangs on a condition") for draft in drafts][:1]
    return drafts


def _help(desk: Desk) -> list[Draft]:
    if desk.has(talk_words.HUMAN) and not desk.has(talk_words.TRADE):
        return [say(Intent.HUMAN, desk.message.text, "wants a person")]
    return [say(Intent.HELP, desk.message.text, "asks how it is done")] if desk.has(talk_words.HELP) else []


def _same_words(draft: Draft, incidents: list[Draft]) -> bool:
    """A clause that tells of trouble is no question, though it says 几个 or 谁; nor is 快派人 a wish to talk."""
    if draft.act.intent is Intent.HUMAN and incidents:
        return True
    asks = draft.act.intent in (Intent.ASK_ROSTER, Intent.ASK_UNPICKED, Intent.ASK_SUMMARY)
    return asks and any(draft.act.grounds[0].words == one.act.grounds[0].words for one in incidents)


def _once(acts: tuple[Act, ...]) -> tuple[Act, ...]:
    """One question, though two acts raise it."""
    asked: set[tuple[About | None, Intent | None]] = set()
    kept = []
    for act in acts:
        key = (act.about, act.maybe)
        if act.intent is not Intent.CLARIFY or key not in asked:
            kept.append(act)
        asked.add(key)
    return tuple(kept)


def _never_here(release: Draft, rolls: list[Draft]) -> bool:
    """A child that the same message counts as absent is not released by it (流鼻涕回家了没参加)."""
    absent = {student for roll in rolls for student in roll.act.absent or ()}
    return bool(absent) and absent >= set(release.act.students or ()) and not release.act.all


def _missed(release: Draft, incidents: list[Draft]) -> bool:
    """孙悦自己跑出校门了: a child that is missing was not released."""
    missing = {student for one in incidents if one.act.kind == "missing" for student in one.act.students or ()}
    gone = set(release.act.students or ())
    return release.act.intent is Intent.RELEASE and bool(gone) and gone <= missing


def _away(incident: Draft, custody: list[Draft]) -> bool:
    """Ill, and counted as absent in a roll call that adds up: not ill in care (guideline 21)."""
    concerned = set(incident.act.students or ())
    return incident.act.kind in ("illness", "injury") and any(
        roll.act.absent and concerned <= set(roll.act.absent) and roll.doubt is None
        and roll.act.expected is not None and roll.act.present is not None
        for roll in custody if roll.act.intent is Intent.ROLL_CALL
    )  # fmt: skip


def _events(desk: Desk) -> list[Draft]:
    return read_log(desk)


def _rest(desk: Desk) -> list[Draft]:
    """Talk, or something that is not understood."""
    empty = not desk.sketch.strip() and not desk.denied
    if desk.quoted or desk.has(bare.SMALL) or desk.has(talk_words.CHAT) or empty:
        return [say(Intent.SMALLTALK, desk.message.text, "talk")]
    return [say(Intent.CLARIFY, desk.message.text, "not understood", about=About.INTENT)]


PRIVATE = (read_duty,)
"""Families whose trouble is the sender's own (我家孩子发烧了), and no incident in care."""
ALONE: tuple[Reader, ...] = (_commanding, _joke, read_plain, read_notice, read_decisions)
FAMILIES: tuple[Reader, ...] = (read_headed_log, read_patrol, _help, read_duty, read_permission, read_questions)
