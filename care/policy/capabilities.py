"""What a plan asks for (C01 to C30) and what carries it: settings of a pack, and the tests that run it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from care.policy.packs import Pack


@dataclass(frozen=True)
class Capability:
    """`fields`: paths of settings, a table's path for all in it, `sessions:study` for a session of that kind.

    `proof`: tests and dialogues by file, or commands, that run it; empty: it is carried as data only.
    """

    id: str
    name: str
    fields: tuple[str, ...]
    proof: tuple[str, ...] = ()


class Mark(StrEnum):
    """What the program carries of what a text asks for."""

    TEXT = "text"  # the text's own value, as a setting of the pack
    OURS = "ours"  # the text gives no value that is a setting; a default of ours or a proof carries it
    MISSING = "missing"
    NOT_ASKED = "not asked"


CAPABILITIES = (
    Capability(
        "C01",
        "per-school policy profile",
        (),
        ("tests/care/policy/test_packs.py", "tests/storage/school/test_adopting.py", "sandianban policy use"),
    ),
    Capability(
        "C02",
        "school plan life cycle",
        ("quality.adoption", "quality.adopted_on", "quality.plan_each_term"),
        ("tests/dialogues/plan_change.txt",),
    ),
    Capability(
        "C03",
        "session calendar",
        (
            "sessions",
            "service.slots",
            "service.least_minutes_a_day",
            "service.most_minutes_a_day",
            "service.noon_lessons_most",
            "service.learning_lessons",
        ),
        ("tests/care/test_daybook.py", "tests/care/policy/test_figures.py"),
    ),
    Capability("C04", "season switch", ("service.season_times", "timetable.seasons"), ("tests/care/test_daybook.py",)),
    Capability(
        "C05",
        "no-service days",
        ("timetable.study_days",),
        ("tests/care/test_daybook.py", "tests/dialogues/closure.txt"),
    ),
    Capability(
        "C06",
        "weekend and vacation care",
        ("service.weekend_care", "service.vacation_care", "service.weekend_times", "timetable.vacations"),
        ("tests/care/test_daybook.py",),
    ),
    Capability(
        "C07",
        "evening self-study",
        ("sessions:study", "meals.dinner", "service.evening_study_counts"),
        ("tests/care/test_daybook.py",),
    ),
    Capability(
        "C08",
        "early-arrival care",
        ("service.early_care", "timetable.early_list"),
        ("tests/care/rules/test_early_arrivals.py", "tests/dialogues/early_arrivals.txt"),
    ),
    Capability(
        "C09",
        "terms",
        (
            "timetable.terms",
            "fees.months_per_term",
            "enrolment.window",
            "enrolment.renewal_each_term",
            "quality.plan_each_term",
            "pay.period",
        ),
        ("tests/care/test_daybook.py",),
    ),
    Capability(
        "C10",
        "identity and roles",
        ("staffing.grade_leaders", "enrolment.agreement.signers"),
        ("tests/handlers/people/test_changing.py",),
    ),
    Capability(
        "C11",
        "pupil information base",
        ("enrolment.who_may_join", "enrolment.leave_on_time_check"),
        ("tests/storage/test_workbook_import.py",),
    ),
    Capability("C12", "priority groups", ("enrolment.priority",), ("tests/care/rules/enrolment/test_places.py",)),
    Capability(
        "C13",
        "guard rails",
        (
            "service.contents",
            "service.extension_of_teaching",
            "people.institutions",
            "clubs.paid_interest_classes",
            "people.homework_by_chat",
        ),
        ("tests/care/rules/test_limits.py", "tests/care/rules/test_guardrails.py"),
    ),
    Capability("C14", "governing documents", ("quality.emergency_plan", "staffing.undertaking"), ()),
    Capability("C15", "needs survey", ("quality.needs_survey", "needs_survey"), ("tests/dialogues/survey.txt",)),
    Capability("C16", "return slips", ("quality.return_slip", "quality.letter"), ("tests/dialogues/survey.txt",)),
    Capability(
        "C17",
        "resource survey",
        ("enrolment.capacity",),
        (
            "tests/care/rules/test_resources.py",
            "tests/handlers/duties/test_resources.py",
            "tests/storage/test_workbook_resources.py",
        ),
    ),
    Capability(
        "C18", "catalogue and public notice", ("quality.told", "quality.letter"), ("tests/dialogues/letter.txt",)
    ),
    Capability("C19", "meetings and announcements", (), ("tests/dialogues/letter.txt",)),
    Capability(
        "C20",
        "application by chat",
        ("quality.application", "enrolment.ask_reason", "enrolment.ask_weekdays"),
        ("tests/care/rules/enrolment/test_course.py",),
    ),
    Capability("C21", "approval chain", ("enrolment.chain",), ("tests/care/rules/enrolment/test_deciding.py",)),
    Capability(
        "C22", "could leave on time", ("enrolment.leave_on_time_check",), ("tests/care/rules/enrolment/test_public.py",)
    ),
    Capability(
        "C23",
        "capacity and waiting list",
        ("enrolment.capacity", "enrolment.allocation", "enrolment.priority"),
        ("tests/care/rules/enrolment/test_places.py", "tests/care/rules/test_draw.py"),
    ),
    Capability(
        "C24",
        "another club offered",
        ("enrolment.club_wishes", "enrolment.must_not_refuse"),
        ("tests/handlers/enrolment/test_places.py", "tests/bot/rehearse/test_season.py"),
    ),
    Capability(
        "C25", "publication of the list", ("enrolment.publication",), ("tests/care/rules/enrolment/test_public.py",)
    ),
    Capability(
        "C26",
        "agreements",
        ("enrolment.agreement", "pickup.undertaking"),
        ("tests/care/rules/enrolment/test_public.py",),
    ),
    Capability("C27", "insurance", ("enrolment.insurance",), ("tests/storage/test_enrolment.py",)),
    Capability("C28", "withdrawal", ("enrolment.withdrawal",), ("tests/care/rules/enrolment/test_days.py",)),
    Capability(
        "C29",
        "change and regrouping",
        ("enrolment.trial_days", "groups.regroup_after_weeks", "enrolment.change_needs_approval"),
        ("tests/dialogues/enrolment/guardians.txt", "tests/bot/rehearse/test_season.py"),
    ),
    Capability(
        "C30",
        "renewal each term",
        ("enrolment.renewal_each_term",),
        ("tests/handlers/enrolment/test_places.py", "tests/bot/rehearse/test_season.py"),
    ),
)


def carried(pack: Pack, capability: Capability) -> tuple[Mark, str]:
    """What carries a capability in a pack: the mark, and the setting of the pack or the proof that does."""
    if capability.id not in pack.asks:
        return Mark.NOT_ASKED, ""
    if capability.id == "C01":
        return Mark.TEXT, "policy"
    for field in capability.fields:
        if _says(pack, field):
            return Mark.TEXT, field
    if capability.proof:
        return Mark.OURS, capability.proof[0]
    return (Mark.OURS, capability.fields[0]) if capability.fields else (Mark.MISSING, "")


def _says(pack: Pack, field: str) -> bool:
    path, _, session = field.partition(":")
    said = any(one == path or one.startswith(f"{path}.") for one in pack.said)
    return said and (not session or any(plan.session.value == session for plan in pack.policy.sessions))
