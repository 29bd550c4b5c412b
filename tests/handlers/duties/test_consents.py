"""Teachers' consent: asked, kept as evidence, shown, held to where the plan says so. Both databases. (L-31)"""

from __future__ import annotations

from dataclasses import replace

from care.policy.people import PeoplePlan, Unconsented
from care.reading.orders.commands import read_command
from care.rules.people.vetting import Lack
from handlers import commands
from handlers.duties import vetted
from storage.staff import consents
from tests.stage import WEDNESDAY, Stage, to


def say(stage: Stage, who: str, text: str) -> str:
    said = read_command(text)
    assert said is not None, text
    return to(stage.keep(commands.carry_out(said, stage.turn(who, "10:00", text=text))), stage.id(who))


def test_everybody_is_asked_once_and_the_answers_are_evidence(stage: Stage) -> None:
    assert "正在征求7位老师" in say(stage, "孙强", "征求意愿")
    stage.press("赵敏", "10:05", "同意参加")
    stage.press("何芳", "10:06", "暂不参加")

    state = say(stage, "孙强", "教师意愿")
    assert "同意1人，不参加1人，没答复5人，没征求1人" in state
    assert "不参加：何芳老师" in state
    assert "正在征求5位老师" in say(stage, "孙强", "征求意愿")
    asked, answer, *_ = consents.record(stage.session, stage.story.school_id, stage.id("赵敏"))
    assert (asked.agreed, answer.agreed) == (None, True)
    assert "自愿" in answer.text


def test_a_no_with_duties_ahead_takes_none_away_and_reaches_who_leads(stage: Stage) -> None:
    """A child would stand alone: the duty stands until somebody else has it. (promise 1)"""
    answer = say(stage, "赵敏", "登记意愿 不参加")

    assert "还没有取消" in answer
    assert "已排的值班：3月4日（周三）" in to(stage.notes, stage.id("孙强"))


def test_the_last_word_counts_and_the_first_stays_on_record(stage: Stage) -> None:
    say(stage, "赵敏", "登记意愿 不参加")
    say(stage, "赵敏", "登记意愿 同意")

    school = stage.story.school_id
    assert consents.of_school(stage.session, school)[stage.id("赵敏")].agreed is True
    assert [one.agreed for one in consents.record(stage.session, school, stage.id("赵敏"))] == [False, True]
    assert "没有改动" in say(stage, "赵敏", "登记意愿 看情况")


def test_who_said_no_is_put_on_no_duty_where_the_plan_holds_to_it(stage: Stage) -> None:
    say(stage, "何芳", "登记意愿 不参加")
    desk = stage.turn("孙强", "11:00")
    strict = replace(desk.policy, people=PeoplePlan(without_consent=Unconsented.REFUSE))

    assert vetted.lacking(desk, [stage.id("何芳")], WEDNESDAY) == {}
    held = replace(desk, policy=strict)
    assert vetted.lacking(held, [stage.id("何芳"), stage.id("赵敏")], WEDNESDAY) == {stage.id("何芳"): (Lack.CONSENT,)}
    assert "L-31" in vetted.refusal(held, stage.id("何芳"), [WEDNESDAY])
