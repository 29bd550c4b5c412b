"""Return slips as the school sees them: counts by grade and class, who is missing, reminding. (C16; 003-13.01)"""

from __future__ import annotations

from collections.abc import Sequence

from care.messages import Outgoing
from care.people import Student
from care.reading.names.classes import GRADES
from care.reading.orders.commands import Said
from care.reading.orders.survey_words import read_where
from care.rules import survey as rules
from care.rules.survey import Chased, Filled
from care.wording import surveys as wording
from handlers.desk import Desk
from handlers.school import surveys as errands
from handlers.turn import Turn
from storage import people
from storage.school import surveys
from storage.school.surveys import Slip, Survey


def show(_said: Said, turn: Turn) -> list[Outgoing]:
    """回执情况: the school's and each class's count for whoever leads; a class teacher's own class with names."""
    survey = surveys.latest(turn.session, turn.school_id)
    if survey is None:
        return [turn.reply(wording.NO_SURVEY)]
    filled = filled_of(turn, survey)
    if turn.speaker.leads:
        return [turn.reply(school_text(survey, filled))]
    own = [name for name in _own_classes(turn)]
    if not own:
        return [turn.reply(wording.NOT_YOURS)]
    return [turn.reply("\n".join(class_text(turn, survey, filled, name) for name in own))]


def missing(said: Said, turn: Turn) -> list[Outgoing]:
    """三年级2班谁没交: names, for the class's own teacher and for whoever leads. (promise 11)"""
    survey, where = surveys.latest(turn.session, turn.school_id), read_where(said.rest)
    if survey is None:
        return [turn.reply(wording.NO_SURVEY)]
    own = _own_classes(turn)
    asked = [where] if where else own
    filled = filled_of(turn, survey)
    names = [name for name in _names(filled) if not asked or any(name.startswith(one) for one in asked)]
    if not turn.speaker.leads and any(name not in own for name in names or asked):
        return [turn.reply(wording.NOT_YOURS)]
    if not names:
        return [turn.reply(wording.no_such_class(where))]
    children = people.students(turn.session, [slip.student for slip in filled if not slip.done])
    lines = [
        wording.missing(name, [children[s.student].name for s in filled if s.class_name == name and not s.done])
        for name in names
    ]
    return [turn.reply("\n".join([wording.missing_head(survey.title, survey.until), *lines]))]


def chase(_said: Said, turn: Turn) -> list[Outgoing]:
    """催交回执: those missing are reminded now, within the stop rule; a class teacher those of the own class."""
    running = surveys.running(turn.session, turn.school_id)
    survey = running[0] if running else None
    if survey is None or survey.until < turn.today:
        return [turn.reply(wording.NOTHING_TO_CHASE)]
    mine = None if turn.speaker.leads else set(_own_classes(turn))
    if mine is not None and not mine:
        return [turn.reply(wording.NOT_YOURS)]
    wanted = {f.student for f in filled_of(turn, survey) if not f.done and (mine is None or f.class_name in mine)}
    slips = [slip for slip in surveys.slips(turn.session, survey.id) if slip.student_id in wanted]
    ids = rules.may_remind(map(chased, slips), begun=survey.begun_at, policy=turn.policy, now=turn.now)
    notes = remind(turn, survey, [slip for slip in slips if slip.id in ids])
    return [
        turn.reply(wording.chased(len(ids), len(slips) - len(ids), turn.policy.needs_survey.reminders_most)),
        *notes,
    ]


def remind(desk: Desk, survey: Survey, slips: Sequence[Slip]) -> list[Outgoing]:
    """A reminder each, counted at once: a second look in the same day finds it."""
    if not slips:
        return []
    surveys.reminded(desk.session, [slip.id for slip in slips], now=desk.now)
    mark = f"r{max(slip.reminded for slip in slips) + 1}-{desk.today:%m%d}"
    return errands.send(desk, survey, slips, mark, reminder=True)


def chased(slip: Slip) -> Chased:
    return Chased(slip.id, slip.done_at is not None, slip.reminded, slip.reminded_at)


def tallies(desk: Desk, survey: Survey) -> list[Outgoing]:
    """The last day's count: each class teacher their class, whoever began it the school's. (C15)"""
    filled = filled_of(desk, survey)
    notes = [
        desk.tell(one.teacher_id, class_text(desk, survey, filled, one.name), f"survey/{survey.id}/class/{one.id}",
                  about="survey")
        for one in people.classes(desk.session, desk.school_id)
        if one.teacher_id
    ]  # fmt: skip
    return [desk.tell(survey.by_id, school_text(survey, filled), f"survey/{survey.id}/school", about="survey"), *notes]


def school_text(survey: Survey, filled: Sequence[Filled]) -> str:
    grades = {slip.grade: f"{GRADES[slip.grade - 1]}年级" for slip in filled}
    whole = rules.tally("全校", filled)
    return wording.school(survey.title, survey.until, whole, rules.by_grade(filled, grades), rules.by_class(filled))


def class_text(desk: Desk, survey: Survey, filled: Sequence[Filled], name: str) -> str:
    one = rules.tally(name, [slip for slip in filled if slip.class_name == name])
    children = people.students(desk.session, one.missing)
    return wording.one_class(survey.title, one, [children[id_].name for id_ in one.missing if id_ in children])


def filled_of(desk: Desk, survey: Survey) -> list[Filled]:
    slips = surveys.slips(desk.session, survey.id)
    children = people.students(desk.session, [slip.student_id for slip in slips])
    return [_filled(slip, children[slip.student_id]) for slip in slips if slip.student_id in children]


def _filled(slip: Slip, child: Student) -> Filled:
    grade = GRADES.find(child.class_name[:1]) + 1
    return Filled(
        child.id, child.class_name, grade, slip.answers, slip.read_at is not None, slip.done_at is not None
    )  # fmt: skip


def _own_classes(turn: Turn) -> list[str]:
    return [one.name for one in people.classes(turn.session, turn.school_id) if one.teacher_id == turn.me]


def _names(filled: Sequence[Filled]) -> list[str]:
    return [one.name for one in rules.by_class(filled)]
