"""到哪一步了: the step, the person's role, since when, until when; and what the family can press. (C21)"""

from __future__ import annotations

from datetime import timedelta

from care.acts import Act
from care.messages import Outgoing
from care.people import Student
from care.rules.enrolment.course import FAMILY_ANSWERS, Stage
from care.wording import course as words
from care.wording import enrolment as wording
from care.wording.leave import spoken_slots
from handlers.enrolment import applying, family, places
from handlers.enrolment.wishes import person, what_of
from handlers.turn import Turn
from storage.day import leaves
from storage.enrolment import approvals, clubs
from storage.enrolment.approvals import Application, ApplicationState
from storage.questions import Choice

ENDED_DAYS = 60
"""How long an application that has its end is still told of. [ours]"""


def progress(act: Act, turn: Turn) -> list[Outgoing]:
    return [_progress(child, turn) for child in act.students or turn.speaker.children]


def _progress(child: Student, turn: Turn) -> Outgoing:
    lines, choices = applying.pending(turn, child), []
    for application in _worth_telling(turn, child):
        lines.append(_line(application, turn))
        choices += _choices(application, turn)
    ahead = [(entry.day, entry.session) for entry in leaves.of_student(turn.session, child.id, since=turn.today)]
    if ahead:
        lines.append(wording.leave_line(spoken_slots(ahead, turn.policy)))
    joined = clubs.of_student(turn.session, child.id)
    if joined:
        lines.append(f"社团：{'、'.join(joined)}")
    return turn.reply(wording.progress(child, lines), choices[:6])


def _worth_telling(turn: Turn, child: Student) -> list[Application]:
    """What is on its way, and what came to an end lately; wishes taken back only where there is nothing else."""
    every = approvals.of_student(turn.session, child.id)
    lately = turn.now - timedelta(days=ENDED_DAYS)
    told = [one for one in every if one.state is ApplicationState.WAITING or one.course.since >= lately]
    kept = [one for one in told if one.state is not ApplicationState.TAKEN_BACK]
    return (kept or told[:1])[:5]


def _line(application: Application, turn: Turn) -> str:
    what, course = what_of(application, turn), application.course
    if application.state is ApplicationState.TAKEN_BACK:
        return wording.taken_back_line(what)
    if course.stage is Stage.STEP:
        step = words.numbered(course.step, len(places.plan_of(turn, application).chain))
        return words.waiting(what, application.made_at, course, step, family.called(turn, application))
    if application.state in (ApplicationState.APPROVED, ApplicationState.REFUSED):
        yes = application.state is ApplicationState.APPROVED
        at = application.decided_at
        if not application.decider_id or at is None or (yes and at < course.since):
            return wording.done_line(what, yes, course.since)
        by = person(turn, application.decider_id)
        return wording.decided_line(what, yes, by, application.decided_at, application.reason)
    return words.standing(what, course, *places.number_in_line(turn, application))


def _choices(application: Application, turn: Turn) -> list[Choice]:
    """Only whoever applied can answer for it, or take it back."""
    if application.state is not ApplicationState.WAITING or application.by_id != turn.me:
        return []
    own = [] if application.course.stage not in FAMILY_ANSWERS else list(family.standing(turn, application)[1])
    back = Choice("撤回申请", "take_back", {"application": application.id}, style=2)
    return own if application.course.stage in FAMILY_ANSWERS else [back]
