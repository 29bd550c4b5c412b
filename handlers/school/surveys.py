"""Needs surveys: begun by whoever leads, answered step by step by the family, counted, chased. (C15, C16)"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from care.messages import Outgoing, Urgency
from care.people import Student
from care.reading.orders.commands import Said
from care.reading.orders.survey_words import read_begin
from care.rules import survey as rules
from care.rules.survey import Asked
from care.wording import surveys as wording
from handlers import asking, audience
from handlers.desk import Desk
from handlers.turn import Turn
from storage import people, questions
from storage.enrolment import clubs
from storage.questions import Choice
from storage.school import surveys
from storage.school.surveys import Slip, Survey

BEGIN, ANSWER, AGAIN = "begin_survey", "answer_slip", "fill_slip_again"
RESUME = frozenset({"填回执", "填写回执", "继续填", "继续填写", "继续填回执"})


def preview(said: Said, turn: Turn) -> list[Outgoing]:
    """发起下学期课后服务意向调查，周五截止: the questions, whom it goes to, until when; [发出][取消]."""
    read = read_begin(said.rest, turn.today)
    if read is None:
        return [turn.reply(wording.TORN)]
    until = read.until or turn.today + timedelta(days=turn.policy.needs_survey.days)
    if refusal := _refused(turn, until):
        return [turn.reply(refusal)]
    pupils, families = _everybody(turn)
    if not pupils:
        return [turn.reply(wording.NOBODY)]
    asked = _asked(turn)
    text = wording.preview(read.title, asked, until, pupils=len(pupils), families=len(families))
    send = Choice(wording.SEND, BEGIN, {"title": read.title, "until": until.isoformat()}, yes=True)
    cancel = Choice(wording.CANCEL, asking.NOTHING, {}, no=True, style=2)
    return [turn.reply(text, [send, cancel], title=wording.TITLE, asks=True)]


def _refused(turn: Turn, until: date) -> str:
    if until < turn.today:
        return wording.past(until)
    running = surveys.running(turn.session, turn.school_id)
    return wording.running(running[0].title, running[0].until) if running else ""


def press_begin(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[发出]: a slip for every pupil, a card for every guardian. (003-7.09: to all pupils)"""
    until = date.fromisoformat(args["until"])
    if refusal := _refused(turn, until):
        return [turn.reply(refusal)]
    pupils, _ = _everybody(turn)
    id_ = surveys.begin(
        turn.session, turn.school_id, args["title"], _asked(turn), [child.id for child in pupils], until=until,
        by_id=turn.me, now=turn.now, inbox_id=turn.inbox_id,
    )  # fmt: skip
    survey = surveys.get(turn.session, id_)
    notes = send(turn, survey, surveys.slips(turn.session, id_), "1")
    silent = len({child.id for child in pupils}) - len(_with_family(turn, pupils))
    return [turn.reply(wording.begun(survey.title, until, len(pupils), len(notes), silent)), *notes]


def _everybody(turn: Turn) -> tuple[list[Student], list[int]]:
    classes = people.classes(turn.session, turn.school_id)
    ids = people.students_of_classes(turn.session, [one.id for one in classes])
    pupils = list(people.students(turn.session, ids).values())
    return pupils, list(audience.families(turn, pupils))


def _with_family(turn: Turn, pupils: Iterable[Student]) -> set[int]:
    return {child.id for own in audience.families(turn, pupils).values() for child in own}


def _asked(turn: Turn) -> tuple[Asked, ...]:
    return rules.questions_of(turn.policy, turn.today, clubs.names_of(turn.session, turn.school_id))


def send(desk: Desk, survey: Survey, slips: Sequence[Slip], mark: str, *, reminder: bool = False) -> list[Outgoing]:
    """Each guardian gets the first open slip of their children; the next one follows when that is done."""
    pupils = people.students(desk.session, [slip.student_id for slip in slips])
    by_student = {slip.student_id: slip for slip in slips}
    notes = []
    for person, own in audience.families(desk, pupils.values()).items():
        slip, child = by_student[own[0].id], own[0]
        step = rules.next_step(survey.asked, slip.answers)
        if step is not None:
            text = wording.card(survey.title, survey.until, child, step, of=len(own), reminder=reminder)
            notes.append(
                desk.tell(
                    person, text, f"slip/{slip.id}/{step.topic}/{mark}/{person}", _choices(slip, step),
                    title=wording.CARD, about="survey", card=_card(slip, step), urgency=Urgency.BULK,
                )
            )  # fmt: skip
    return notes


def _choices(slip: Slip, step: Asked) -> list[Choice]:
    shown = step.options if len(step.options) <= rules.MOST_OPTIONS else ()
    return [Choice(one, ANSWER, {"slip": slip.id, "topic": step.topic, "answer": one}) for one in shown]


def _card(slip: Slip, step: Asked) -> str:
    return f"slip/{slip.id}/{step.topic}"


# --- a family answers ---


def press_answer(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """One answer, kept at once: whoever stops here goes on later. The first of the family to answer counts."""
    slip = surveys.slip(turn.session, args["slip"])
    survey, child = surveys.get(turn.session, slip.survey_id), _child(turn, slip)
    if survey.ended_at is not None or turn.today > survey.until:
        return [turn.reply(wording.over(survey.title))]
    if child is None:
        return [turn.reply(wording.NO_SLIP)]
    step = rules.next_step(survey.asked, slip.answers)
    if step is None or step.topic != args["topic"]:
        return _go_on(turn, survey, slip, child, wording.ANSWERED)
    return _keep(turn, survey, slip, child, step, args["answer"])


def _keep(turn: Turn, survey: Survey, slip: Slip, child: Student, step: Asked, answer: str) -> list[Outgoing]:
    answers = {**slip.answers, step.topic: answer}
    done = rules.next_step(survey.asked, answers) is None
    surveys.answer(turn.session, slip.id, answers, done=done, by_id=turn.me, now=turn.now)
    return _go_on(turn, survey, surveys.slip(turn.session, slip.id), child, "")


def _go_on(turn: Turn, survey: Survey, slip: Slip, child: Student, before: str) -> list[Outgoing]:
    """The next question of this slip; when it is done, its summary and the next child's first question."""
    step = rules.next_step(survey.asked, slip.answers)
    if step is not None:
        return [_ask(turn, slip, child, step, before)]
    again = Choice(wording.AGAIN, AGAIN, {"slip": slip.id}, style=2)
    done = turn.reply(wording.done(child, slip.answers, survey.until), [again])
    return [done, *_next_child(turn, survey, slip)]


def _next_child(turn: Turn, survey: Survey, last: Slip) -> list[Outgoing]:
    mine = surveys.open_slips(turn.session, [child.id for child in turn.speaker.children])
    for slip in mine:
        child, step = _child(turn, slip), rules.next_step(survey.asked, slip.answers)
        if slip.survey_id == last.survey_id and slip.id != last.id and child is not None and step is not None:
            return [_ask(turn, slip, child, step, wording.NEXT_CHILD)]
    return []


def _ask(turn: Turn, slip: Slip, child: Student, step: Asked, before: str) -> Outgoing:
    return turn.reply(
        wording.question(child, step, before),
        _choices(slip, step),
        title=wording.CARD,
        asks=True,
        card=_card(slip, step),
    )


def press_again(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[重新填写]: the slip from its first question, while the survey runs."""
    slip = surveys.slip(turn.session, args["slip"])
    survey, child = surveys.get(turn.session, slip.survey_id), _child(turn, slip)
    if survey.ended_at is not None or turn.today > survey.until or child is None:
        return [turn.reply(wording.over(survey.title))]
    surveys.answer(turn.session, slip.id, {}, done=False, by_id=turn.me, now=turn.now)
    return [_ask(turn, slip, child, survey.asked[0], "")]


def _child(turn: Turn, slip: Slip) -> Student | None:
    return next((child for child in turn.speaker.children if child.id == slip.student_id), None)


def typed(turn: Turn) -> list[Outgoing] | None:
    """A typed answer to the question that was asked last, or 填回执; None where the text is something else."""
    said = turn.text.strip().strip("。.!！ ")
    if said in RESUME:
        return _resume(turn)
    open_ = questions.open_ones(turn.session, turn.me, now=turn.now, limit=1) if turn.speaker.children else []
    first = open_[0].choices[0] if open_ and open_[0].choices else None
    if first is None or first.press != ANSWER:
        return None
    return _typed_answer(turn, int(first.args["slip"]), said)


def _typed_answer(turn: Turn, slip_id: int, said: str) -> list[Outgoing] | None:
    slip = surveys.slip(turn.session, slip_id)
    survey, child = surveys.get(turn.session, slip.survey_id), _child(turn, slip)
    step = rules.next_step(survey.asked, slip.answers)
    answer = rules.read_answer(step, said) if step is not None else None
    if child is None or step is None or answer is None:
        return None
    if survey.ended_at is not None or turn.today > survey.until:
        return [turn.reply(wording.over(survey.title))]
    questions.close_card(
        turn.session, turn.school_id, _card(slip, step), answer, by_id=turn.me, now=turn.now
    )  # fmt: skip
    return _keep(turn, survey, slip, child, step, answer)


def _resume(turn: Turn) -> list[Outgoing]:
    """填回执: the first open question of the speaker's children."""
    for slip in surveys.open_slips(turn.session, [child.id for child in turn.speaker.children]):
        survey, child = surveys.get(turn.session, slip.survey_id), _child(turn, slip)
        step = rules.next_step(survey.asked, slip.answers)
        if child is not None and step is not None and turn.today <= survey.until:
            return [_ask(turn, slip, child, step, "")]
    return [turn.reply(wording.NO_SLIP)]
