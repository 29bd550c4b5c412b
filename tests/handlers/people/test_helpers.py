"""Volunteers, the committee, institutions: filed before duty, seated by class, let in by the plan. (C98-C100)"""

from __future__ import annotations

from care.policy.people import Helping, PeoplePlan
from care.rules.people.committee import seats
from care.rules.people.vetting import Origin
from handlers.people import people_orders
from storage import schools
from storage.staff import committees, vettings, volunteers
from tests.stage import WEDNESDAY, Stage, to

FRIDAY = WEDNESDAY.replace(day=6)
FILING = "义工备案 王丽 备案号2026-12 查询2026-02-01"


def say(stage: Stage, who: str, text: str) -> str:
    notes = people_orders.told(stage.turn(who, "09:00", text=text))
    return to(stage.keep(notes), stage.id(who)) if notes is not None else ""


def plan(stage: Stage, **people: object) -> None:
    row = stage.session.get_one(schools.SchoolRow, stage.story.school_id)
    row.settings = {**row.settings, "people": people}


def test_an_offer_waits_for_a_leader_and_no_duty_is_given_before_the_filing(stage: Stage) -> None:
    say(stage, "王丽", "我想报名家长义工，会书法")
    assert "L-13" in say(stage, "孙强", "安排义工 王丽 3月6日 晚托 三年级2班")
    assert volunteers.on(stage.session, stage.story.school_id, FRIDAY) == []

    stage.press("孙强", "09:05", "初审通过")
    assert "L-13" in say(stage, "孙强", "安排义工 王丽 3月6日 晚托 三年级2班")


def test_filed_she_is_put_on_a_day_once_and_called_off_again(stage: Stage) -> None:
    say(stage, "王丽", "我想报名家长义工")
    say(stage, "孙强", FILING)
    say(stage, "孙强", "安排义工 王丽 3月6日 晚托 三年级2班")
    assert "已经安排过" in say(stage, "孙强", "安排义工 王丽 3月6日 晚托 三年级2班")
    assert [one.role for one in volunteers.on(stage.session, stage.story.school_id, FRIDAY)] == [Helping.BESIDE]
    assert vettings.of(stage.session, stage.id("王丽")).origin is Origin.VOLUNTEER

    stage.press("孙强", "09:10", "撤销")
    assert volunteers.on(stage.session, stage.story.school_id, FRIDAY) == []


def test_a_check_that_is_too_old_on_the_day_is_refused(stage: Stage) -> None:
    say(stage, "王丽", "我想报名家长义工")
    say(stage, "孙强", "义工备案 王丽 备案号1 查询2025-03-05")

    assert "已超期" in say(stage, "孙强", "安排义工 王丽 3月6日 晚托 三年级2班")


def test_a_plan_without_volunteers_thanks_and_keeps_nothing(stage: Stage) -> None:
    plan(stage, helping="none")

    assert "没有家长义工" in say(stage, "王丽", "我想报名家长义工")
    assert volunteers.of_school(stage.session, stage.story.school_id) == []


def test_a_volunteer_is_no_staff(stage: Stage) -> None:
    say(stage, "王丽", "我想报名家长义工")
    say(stage, "孙强", FILING)

    assert not stage.turn("王丽", "09:30").speaker.is_staff


def test_thirty_six_classes_have_seventy_two_members() -> None:
    """W-62."""
    assert seats(36, PeoplePlan()) == 72


def test_only_parents_of_the_class_are_seated_and_new_ones_take_their_place(stage: Stage) -> None:
    assert "不是三年级2班登记的家长" in say(stage, "孙强", "家委会成员 三年级2班 王丽、刘敏")
    assert "每班2人" in say(stage, "孙强", "家委会成员 三年级2班 王丽、王建、赵洁")
    say(stage, "孙强", "家委会成员 三年级2班 王丽、王建")
    say(stage, "孙强", "家委会成员 三年级2班 王丽、赵洁")

    members = committees.members(stage.session, stage.story.school_id)
    assert list(members.values()) == [[stage.id("王丽"), stage.id("赵洁")]]


def test_resolutions_are_numbered_kept_when_taken_back_and_found_by_a_word(stage: Stage) -> None:
    say(stage, "孙强", "家委会决议 2026-03-02 同意供餐单位续约")
    stage.press("孙强", "09:01", "撤销")
    say(stage, "孙强", "家委会决议 同意社团方案")

    listed = say(stage, "孙强", "家委会决议")
    assert "第1号 2026-03-02：同意供餐单位续约（已撤销）" in listed
    assert "第2号 2026-03-04：同意社团方案" in listed
    assert "第1号" not in say(stage, "孙强", "家委会决议 社团？")


def test_only_members_of_the_committee_read_it_beside_the_leaders(stage: Stage) -> None:
    say(stage, "孙强", "家委会成员 三年级2班 王丽、王建")
    say(stage, "孙强", "家委会决议 同意社团方案")

    assert "同意社团方案" in say(stage, "王丽", "家委会决议")
    assert say(stage, "刘敏", "家委会决议") == ""
    say(stage, "王丽", "家委会决议 我们同意涨价")
    assert len(committees.resolutions(stage.session, stage.story.school_id)) == 1


def test_a_removed_institution_is_refused_and_names_its_people(stage: Stage) -> None:
    say(stage, "孙强", "登记机构 星光艺术中心 非学科 名单内")
    assert "没有改动" in say(stage, "孙强", "清退机构 星光艺术中心")
    assert "已清退" in say(stage, "孙强", "清退机构 星光艺术中心 原因：教师无资质")

    assert vettings.why_removed(stage.session, stage.story.school_id, "星光艺术中心") == "教师无资质"
    assert "已清退" in say(stage, "孙强", "机构名单")


def test_an_institution_that_the_plan_bans_is_said_to_be_banned(stage: Stage) -> None:
    plan(stage, institutions="banned")

    assert "不引入校外培训机构（L-12）" in say(stage, "孙强", "登记机构 星光艺术中心 非学科 名单内")
