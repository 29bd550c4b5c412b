"""Nobody from outside has a duty unchecked or with a paper that is over. (C97; L-13, L-25)"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from care.acts import Act, Intent
from care.rules.duty import DutyState
from care.rules.people.vetting import Origin, Vetting
from handlers.duties import duty, swapping, unfit, vetted
from storage.staff import duties, vettings
from tests.stage import EVENING, WEDNESDAY, Stage, labels, to

FRIDAY = WEDNESDAY + timedelta(days=2)
GOOD = Vetting(Origin.EXTERNAL, "", "证", date(2026, 1, 5), True, date(2026, 12, 31), "外聘-3", date(2026, 7, 1), "")


def outside(stage: Stage, who: str, **papers: object) -> None:
    vettings.put(stage.session, stage.story.school_id, stage.id(who), replace(GOOD, **papers))


def test_a_swap_with_somebody_unchecked_is_not_offered(stage: Stage) -> None:
    outside(stage, "何芳", record_checked=None)
    act = Act(Intent.SWAP_DUTY, swap_with=stage.colleague("何芳"), dates=(WEDNESDAY,))
    notes = swapping.swap(act, stage.turn("赵敏", "09:00"))

    assert "没有无犯罪记录查询（L-13）" in to(notes, stage.id("赵敏"))
    assert to(notes, stage.id("何芳")) == ""


def test_with_good_papers_it_is(stage: Stage) -> None:
    outside(stage, "何芳")
    act = Act(Intent.SWAP_DUTY, swap_with=stage.colleague("何芳"), dates=(WEDNESDAY,))

    assert labels(swapping.swap(act, stage.turn("赵敏", "09:00")), stage.id("何芳"))


def test_an_offer_that_waited_is_refused_when_a_paper_ran_out_meanwhile(stage: Stage) -> None:
    outside(stage, "何芳")
    act = Act(Intent.SWAP_DUTY, swap_with=stage.colleague("何芳"), dates=(WEDNESDAY,))
    stage.keep(swapping.swap(act, stage.turn("赵敏", "09:00")))
    outside(stage, "何芳", clean=False)
    notes = stage.press("何芳", "09:05", "同意")

    assert "没有通过" in to(notes, stage.id("何芳"))
    mine = duties.of_person(stage.session, stage.id("赵敏"), WEDNESDAY, WEDNESDAY)
    assert [one.session for one in mine if one.rank == 1 and one.session is EVENING] == [EVENING]


def test_an_unfit_substitute_is_passed_by_and_the_leader_is_called(stage: Stage) -> None:
    outside(stage, "何芳", contract_until=WEDNESDAY - timedelta(days=1))
    mine = next(
        d for d in duties.of_person(stage.session, stage.id("赵敏"), WEDNESDAY, WEDNESDAY) if d.session is EVENING
    )
    notes = duty.hand_on(stage.turn("赵敏", "09:00"), mine, declined=True)

    assert to(notes, stage.id("何芳")) == ""
    assert to(notes, stage.id("孙强"))


def test_who_is_next_and_unfit_is_not_asked_when_nobody_answers(stage: Stage) -> None:
    outside(stage, "何芳", health_until=WEDNESDAY - timedelta(days=1))
    every = duties.on(stage.session, stage.story.school_id, WEDNESDAY)
    left = vetted.in_line(stage.turn("孙强", "09:00"), every)

    assert stage.id("何芳") not in {one.person_id for one in left}
    assert stage.id("赵敏") in {one.person_id for one in left}


def test_the_leader_hears_once_before_a_paper_runs_out(stage: Stage) -> None:
    outside(stage, "何芳", contract_until=WEDNESDAY + timedelta(days=10))
    first = vetted.remind(stage.turn("钱进", "09:00"))

    assert "何芳" in to(first, stage.id("孙强"))
    assert "3月14日" in to(first, stage.id("孙强"))
    assert vetted.remind(stage.turn("钱进", "09:01")) == []


def test_a_renewed_paper_is_told_of_anew_when_its_time_comes(stage: Stage) -> None:
    outside(stage, "何芳", contract_until=WEDNESDAY + timedelta(days=10))
    vetted.remind(stage.turn("钱进", "09:00"))
    outside(stage, "何芳", contract_until=WEDNESDAY + timedelta(days=40))
    assert vetted.remind(stage.turn("钱进", "09:01")) == []

    stage.day = WEDNESDAY + timedelta(days=30)
    assert "何芳" in to(vetted.remind(stage.turn("钱进", "09:00")), stage.id("周建国"))


# --- a duty that somebody has already, and a paper that will be over on its day ---


def accepted(stage: Stage, who: str) -> int:
    mine = next(d for d in duties.of_person(stage.session, stage.id(who), FRIDAY, FRIDAY) if d.session is EVENING)
    duties.set_state(stage.session, mine.id, DutyState.ACCEPTED, now=stage.turn(who, "08:00").now)
    return mine.id


def test_an_accepted_duty_is_taken_to_the_leader_when_a_paper_ends_before_its_day(stage: Stage) -> None:
    outside(stage, "赵敏", contract_until=WEDNESDAY)
    id_ = accepted(stage, "赵敏")
    desk = stage.turn("钱进", "09:00")
    assert unfit.is_due(desk)
    notes = stage.keep(unfit.raise_(desk))

    told = to(notes, stage.id("孙强"))
    assert "3月6日（周五）晚托 三年级2班排的是赵敏" in told
    assert "合同已到期（L-25）" in told
    assert "建议请何芳老师顶班" in told
    assert duties.get(stage.session, id_).state is DutyState.ACCEPTED
    assert not unfit.is_due(stage.turn("钱进", "09:01"))


def test_at_a_press_the_next_in_line_is_asked_and_the_other_hears_why(stage: Stage) -> None:
    outside(stage, "赵敏", contract_until=WEDNESDAY)
    id_ = accepted(stage, "赵敏")
    unfit_notes = [one for one in unfit.raise_(stage.turn("钱进", "09:00")) if f"unfit/{id_}/" in one.key]
    stage.keep(unfit_notes)
    notes = stage.press("孙强", "09:10", "请下一位顶班")

    assert labels(notes, stage.id("何芳")) == ["收到，能到", "我去不了"]
    assert "合同已到期" in to(notes, stage.id("赵敏"))
    assert not duties.get(stage.session, id_).stands


def test_a_paper_that_was_renewed_meanwhile_changes_nothing(stage: Stage) -> None:
    outside(stage, "赵敏", contract_until=WEDNESDAY)
    id_ = accepted(stage, "赵敏")
    stage.keep([one for one in unfit.raise_(stage.turn("钱进", "09:00")) if f"unfit/{id_}/" in one.key])
    outside(stage, "赵敏")

    assert "可以值班，没有改动" in to(stage.press("孙强", "09:10", "请下一位顶班"), stage.id("孙强"))
    assert duties.get(stage.session, id_).state is DutyState.ACCEPTED
