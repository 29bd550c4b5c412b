"""What time brings to applications: reminders, silence, places that became free, lists whose days are over. (C21, C23)

Asked by every tick (jobs/waits.py): `is_due` looks, `due` writes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from care.book import Post
from care.calendar import today
from care.messages import Outgoing
from care.policy.enrolment import Silence
from care.rules.enrolment.course import FAMILY_ANSWERS, Event, No, Stage
from care.rules.enrolment.days import evening_of, school_days_later
from care.wording import applying as apply_words
from care.wording import course as words
from care.wording import publishing as public_words
from handlers.desk import Desk
from handlers.enrolment import actors, course, family, objecting, places, publishing
from handlers.enrolment.wishes import child_of, what_of
from storage import outbox, people
from storage.day import matters
from storage.day.matters import Matter
from storage.enrolment import approvals, courses, drafts, publications
from storage.enrolment.approvals import Application

ABOUT = "application"


def is_due(desk: Desk) -> bool:
    return bool(
        approvals.due(desk.session, desk.school_id, now=desk.now)
        or places.next_ones(desk)
        or _old_drafts(desk)
        or _ended(desk)
        or any(_late_answers(desk))
        or any(_to_publish(desk))
    )


def due(desk: Desk) -> list[Outgoing]:
    notes = [note for one in approvals.due(desk.session, desk.school_id, now=desk.now) for note in _due(desk, one)]
    for publication in _ended(desk):
        publications.close(desk.session, publication, now=desk.now)
    for one in places.next_ones(desk):
        moved = course.move(desk, one, Event.FREED)
        notes += [] if isinstance(moved, No) else moved.notes
    notes += [note for draft in _old_drafts(desk) for note in _lapse(desk, draft)]
    return [*notes, *_late_answers(desk), *_to_publish(desk)]


def _due(desk: Desk, application: Application) -> list[Outgoing]:
    stage, until = application.course.stage, application.course.until
    if stage in FAMILY_ANSWERS and until is not None and desk.now < until:
        return _remind_family(desk, application)
    if stage is Stage.PUBLIC:
        notes = objecting.clear(desk, application)
        if not notes:
            later = desk.now + timedelta(days=1)
            approvals.place(desk.session, application.id, application.course, look_at=later)
        return notes
    return _silent(desk, application)


def _remind_family(desk: Desk, application: Application) -> list[Outgoing]:
    course_ = application.course
    approvals.place(desk.session, application.id, course_)
    text = words.remind(
        child_of(desk, application), what_of(application, desk), course_.stage, words.until(course_.until)
    )
    _, choices = family.standing(desk, application)
    key = f"course/{application.id}/{course_.stage}/remind/{today(course_.since)}"
    return [desk.tell(application.by_id, text, key, choices, about=ABOUT)]


def _silent(desk: Desk, application: Application) -> list[Outgoing]:
    """The time for an answer is over. Whoever decides is asked again, or the principal as well, or it is decided."""
    moved = course.move(desk, application, Event.SILENT)
    if isinstance(moved, No):
        return []
    now = moved.application
    if (now.course.stage, now.course.step) != (application.course.stage, application.course.step):
        return moved.notes
    notes = [note for note in moved.notes if note.to == application.by_id]
    step = places.plan_of(desk, now).chain[now.course.step]
    deciders = approvals.deciders_of(desk.session, now.id)
    if step.on_silence is Silence.ESCALATE:
        principals = [one.id for one in people.staff(desk.session, desk.school_id, Post.PRINCIPAL)]
        new = [one for one in principals if one not in deciders]
        notes = notes if new else []  # Told once: the second time nobody new is asked.
        approvals.place(desk.session, now.id, now.course, [*deciders, *new])
        deciders = [*deciders, *new]
    number = len(courses.of_application(desk.session, now.id))
    return [*notes, *course.cards(desk, now, deciders, number, again=True)]


# --- drafts ---


def _old_drafts(desk: Desk) -> list[drafts.Draft]:
    before = desk.now - timedelta(days=desk.policy.enrolment.draft_days)
    return drafts.older_than(desk.session, desk.school_id, before)


def _lapse(desk: Desk, draft: drafts.Draft) -> list[Outgoing]:
    drafts.end(desk.session, draft.id, now=desk.now)
    child = people.students(desk.session, [draft.student_id])[draft.student_id]
    text = apply_words.lapsed(child, desk.policy.enrolment.draft_days)
    return [desk.tell(draft.person_id, text, f"draft/{draft.id}/lapsed", about=ABOUT)]


# --- lists ---


def _ended(desk: Desk) -> list[int]:
    """Lists whose days are over and against which no objection is open."""
    every = publications.open_ones(desk.session, desk.school_id)
    return [one.id for one in every if one.ends_at <= desk.now and not objecting.is_held(desk, one.id)]


def _late_answers(desk: Desk) -> Iterator[Outgoing]:
    """An objection that nobody answered in time: its owner and the principal hear it once."""
    days = desk.policy.enrolment.publication.answer_days
    for matter in matters.open_ones(desk.session, desk.school_id, kind=objecting.KIND):
        if desk.now >= evening_of(school_days_later(matter.day, days, desk.calendar)):
            yield from _unsaid(desk, _late_answer(desk, matter))


def _late_answer(desk: Desk, matter: Matter) -> list[Outgoing]:
    principals = [one.id for one in people.staff(desk.session, desk.school_id, Post.PRINCIPAL)]
    told = dict.fromkeys([*([matter.owner_id] if matter.owner_id else []), *principals])
    text = public_words.late(matter.id, matter.text)
    return desk.tell_all(told, text, f"objection/{matter.id}/late", about=objecting.ABOUT)


def _to_publish(desk: Desk) -> Iterator[Outgoing]:
    """The morning after, and every school day: what waits for a list."""
    waiting = [one for one in publishing.waiting_for_list(desk) if today(one.course.since) < desk.today]
    if (
        waiting
        and desk.calendar.is_school_day(desk.today)
        and desk.now >= desk.midnight + timedelta(hours=9, minutes=7)
    ):
        text = public_words.to_publish(len(waiting))
        key = f"to-publish/{desk.today}"
        yield from _unsaid(desk, desk.tell_all(actors.office(desk), text, key, about=objecting.ABOUT))


def _unsaid(desk: Desk, notes: list[Outgoing]) -> list[Outgoing]:
    """Those that were not put into the outbox yet."""
    have = outbox.have(desk.session, desk.school_id, (note.key for note in notes))
    return [note for note in notes if note.key not in have]
