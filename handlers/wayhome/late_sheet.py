"""Record forms (登记表) as a sheet: what the ledger knows, what was answered, whom the ladder told. (C48)"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from care.acts import CareSession
from care.calendar import SHANGHAI
from care.people import Student
from care.rules import late_form as rules
from care.rules.custody import Places
from care.rules.late_form import Filled, Form
from care.rules.notice import Kind
from care.rules.summary import leads_home
from care.wording import late_form as wording
from care.wording import pickup as pickup_words
from handlers.desk import Desk
from storage import ledger, outbox, people, schools
from storage.day import extensions, late_forms


@dataclass(frozen=True)
class LateSheet:
    """All forms of a session. `mark` is the hash of what stands on them."""

    school: str
    day: date
    care: CareSession
    forms: tuple[Filled, ...]
    mark: str

    @property
    def short_mark(self) -> str:
        return self.mark[:6]


def due(desk: Desk, care: CareSession, on: date, places: Places) -> list[int]:
    """Children that left so late that they need a form. (C48)"""
    plan = desk.policy.plan(care, on)
    if plan is None or not leads_home(care):
        return []
    return rules.due(places, _extended(desk, on), plan.ends(on), minutes=desk.policy.record_form_minutes)


def sheet(desk: Desk, care: CareSession, on: date, only: frozenset[int] | None = None) -> LateSheet:
    """The forms of everybody who left late, or of those among them, also where a field is still empty."""
    places = ledger.places(desk.session, desk.school_id, on, care)
    forms = late_forms.of_session(desk.session, desk.school_id, on, care)
    wanted = {*due(desk, care, on, places), *forms}
    gone = [id_ for id_ in wanted if id_ in places and places[id_].gone is not None and (only is None or id_ in only)]
    told = _told(desk, care, on)
    children = people.students(desk.session, gone)
    rows = tuple(
        _filled(desk, care, on, child, places, forms.get(id_, Form(id_)), told.get(id_, ()))
        for id_, child in children.items()
    )
    school = schools.get(desk.session, desk.school_id)
    return LateSheet(school.name, on, care, rows, rules.mark(school.code, on, care, [_said(row) for row in rows]))


def _filled(
    desk: Desk, care: CareSession, on: date, child: Student, places: Places, form: Form,
    told: tuple[tuple[datetime, int], ...],
) -> Filled:  # fmt: skip
    gone = places[child.id].gone
    assert gone is not None
    plan = desk.policy.plan(care, on)
    ended = plan.ends(on) if plan else gone.at
    names = people.names_of(desk.session, {gone.actor, form.second or 0, form.by, *(who for _, who in told)})
    return Filled(
        child, max(ended, _extended(desk, on).get(child.id, ended)), gone.at, pickup_words.gone_how(places[child.id]),
        names.get(gone.actor, ""), form, names.get(form.second or 0, ""), names.get(form.by, ""),
        tuple((at, names.get(who, "")) for at, who in told),
    )  # fmt: skip


def _said(row: Filled) -> list[str]:
    """What the hash covers: everything that can be read on the form."""
    return [str(row.child.id), *(text for _, text in wording.fields(row))]


def _extended(desk: Desk, on: date) -> Mapping[int, datetime]:
    found = extensions.of_day(desk.session, desk.school_id, on)
    return {id_: datetime.combine(on, until, SHANGHAI) for id_, until in found.items()}


def _told(desk: Desk, care: CareSession, on: date) -> dict[int, tuple[tuple[datetime, int], ...]]:
    """The ladder's notices to the family, by pupil: the notice's key names the pupil and the person."""
    code = schools.get(desk.session, desk.school_id).code
    start = f"{code}/{on.isoformat()}/{care.value}/{Kind.UNCOLLECTED.value}/"
    found: dict[int, list[tuple[datetime, int]]] = {}
    for key, at in outbox.told(desk.session, desk.school_id, start, [Kind.UNCOLLECTED.value]).items():
        student, _, who = key.removeprefix(start).split("/")
        found.setdefault(int(student), []).append((at, int(who)))
    kin = people.guardians_of_all(desk.session, list(found))
    return {id_: tuple(sorted((at, who) for at, who in own if who in kin[id_])) for id_, own in found.items()}
