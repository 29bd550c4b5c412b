"""The agreement of one application: the plan's template filled in, its version kept. (C26)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from care.calendar import spoken
from care.rules.enrolment import agreement as rules
from care.wording import course as words
from care.wording import enrolment as wording
from care.wording import signing
from handlers.desk import Desk
from handlers.enrolment.wishes import ALL_WEEK, child_of, what_of
from storage import people, schools
from storage.enrolment import agreements
from storage.enrolment.approvals import Application
from storage.questions import Choice

SIGN, PUPIL = "sign_agreement", "pupil_agrees"  # handlers/enrolment/signing.py


@dataclass(frozen=True)
class Text:
    """A filled text. `template_mark` is the version of the template, `mark` the hash of what is signed."""

    name: str
    text: str
    template_mark: str
    mark: str


def text_of(desk: Desk, application: Application) -> Text:
    rule = desk.policy.enrolment.agreement
    template = _template(desk)
    child = child_of(desk, application)
    kin = {one.person_id: one for one in people.guardians_of(desk.session, child.id)}.get(application.by_id)
    values = {
        "name": rule.name,
        "school": schools.get(desk.session, desk.school_id).name,
        "child": child.name,
        "class": child.class_name,
        "guardian": people.name_of(desk.session, application.by_id),
        "relation": kin.relation if kin else "家长",
        "sessions": "、".join(desk.policy.label(care) for care in application.sessions),
        "weekdays": wording.spoken_weekdays(application.weekdays or ALL_WEEK),
        "since": spoken(application.since) if application.since else signing.NOT_SAID,
    }
    filled = rules.filled(template, values)
    made = Text(rule.name, filled, rules.mark(template), rules.mark(filled))
    agreements.keep_text(desk.session, desk.school_id, made.name, template, made.template_mark, now=desk.now)
    return made


def _template(desk: Desk) -> str:
    """The school's own text, else the house's; a pickup undertaking by itself, or behind the agreement."""
    rule, undertaking = desk.policy.enrolment.agreement, desk.policy.pickup.undertaking
    own = rule.text or signing.SERVICE
    if not undertaking:
        return own
    if rule.name == undertaking:
        return rule.text or signing.PICKUP
    return f"{own}\n\n{signing.PICKUP.replace('{name}', undertaking)}"


def to_sign(desk: Desk, application: Application) -> tuple[str, Sequence[Choice]]:
    """The whole text and the buttons under it, which name it by its hash; once a parent has signed, the pupil's."""
    made, child = text_of(desk, application), child_of(desk, application)
    if any(one.signer == "parent" for one in agreements.of_application(desk.session, application.id)):
        pupil = Choice(signing.PUPIL, PUPIL, {"application": application.id}, yes=True)
        return signing.pupil_too(child, made.name), [pupil]
    args = {"application": application.id, "mark": made.mark}
    choices = [
        Choice(signing.SIGN, SIGN, {**args, "yes": True}),
        Choice(signing.DO_NOT, SIGN, {**args, "yes": False}, style=2),
    ]
    answer = words.until(application.course.until)
    return signing.to_sign(child, what_of(application, desk), made.name, made.text, made.mark, answer), choices
