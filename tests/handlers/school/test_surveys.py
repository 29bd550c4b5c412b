"""Surveys, slips, letters and receipts, on both databases. (C15, C16, C18, C19)"""

from __future__ import annotations

from datetime import date

from care.policy.surveys import Topic
from care.reading.orders.commands import read_command
from handlers import commands
from handlers.school import slips, surveys
from storage import known, schools
from storage.school import announcements
from storage.school import surveys as kept
from tests.stage import Stage, labels, to

SATURDAY = date(2026, 3, 7)


def command(stage: Stage, who: str, at: str, text: str) -> str:
    said = read_command(text)
    assert said is not None, text
    return to(stage.keep(commands.carry_out(said, stage.turn(who, at, text=text))), stage.id(who))


def begun(stage: Stage) -> kept.Survey:
    command(stage, "孙强", "10:00", "发起意向调查，周六截止")
    stage.press("孙强", "10:01", "发出")
    found = kept.latest(stage.session, stage.story.school_id)
    assert found is not None
    return found


def typed(stage: Stage, who: str, at: str, text: str) -> str | None:
    notes = surveys.typed(stage.turn(who, at, text=text))
    return None if notes is None else to(stage.keep(notes), stage.id(who))


def slip(stage: Stage, name: str) -> kept.Slip:
    survey = kept.latest(stage.session, stage.story.school_id)
    assert survey is not None
    return next(one for one in kept.slips(stage.session, survey.id) if one.student_id == stage.child(name).id)


def fill(stage: Stage, who: str, at: str = "12:00") -> None:
    """The whole slip of one family that joins."""
    for label in ("参加", "晚托", "每天", "否", "家长来接", "都不需要"):
        stage.press(who, at, label)


def test_every_pupil_has_a_slip_booked_or_not_and_every_guardian_a_card(stage: Stage) -> None:
    survey = begun(stage)

    assert len(kept.slips(stage.session, survey.id)) == 10
    cards = [note for note in stage.notes if note.about == "survey"]
    assert len(cards) == 10  # 张伟 has two children and gets one card, 李小明's two guardians one each
    assert stage.id("陈刚") in {note.to for note in cards}  # 陈晨 is in no care


def test_nothing_is_chosen_beforehand(stage: Stage) -> None:
    survey = begun(stage)

    assert all(not one.answers for one in kept.slips(stage.session, survey.id))


def test_an_answer_is_kept_at_once_and_the_other_guardian_goes_on(stage: Stage) -> None:
    begun(stage)
    stage.press("王丽", "11:00", "参加")

    assert slip(stage, "李小明").answers == {Topic.JOIN: "参加"}
    assert "参加哪些时段" in (typed(stage, "刘桂芳", "11:10", "填回执") or "")
    assert "每周哪几天" in (typed(stage, "刘桂芳", "11:11", "午托、晚托") or "")
    assert "下班" in (typed(stage, "刘桂芳", "11:12", "周一三五") or "")
    assert slip(stage, "李小明").answers[Topic.WEEKDAYS] == "周一三五"


def test_what_is_no_answer_is_left_to_the_reader(stage: Stage) -> None:
    begun(stage)

    assert typed(stage, "王丽", "11:00", "小明今天晚托请假") is None
    assert slip(stage, "李小明").answers == {}


def test_a_family_with_two_children_is_asked_for_one_after_the_other(stage: Stage) -> None:
    begun(stage)

    told = stage.press("张伟", "11:00", "不参加")
    assert "还有一个孩子" in to(told, stage.id("张伟"))
    stage.press("张伟", "11:01", "不参加")
    assert {slip(stage, name).answers[Topic.JOIN] for name in ("张子涵", "张子墨")} == {"不参加"}
    assert "没有要填的" in (typed(stage, "张伟", "11:02", "填回执") or "")


def test_a_slip_can_be_filled_in_anew_until_the_end_and_not_after(stage: Stage) -> None:
    begun(stage)
    fill(stage, "刘敏")
    assert slip(stage, "刘洋").done_at is not None

    stage.press("刘敏", "12:30", "重新填写")
    assert slip(stage, "刘洋").done_at is None
    stage.day = date(2026, 3, 8)
    assert "已经截止" in to(stage.press("刘敏", "09:00", "不参加"), stage.id("刘敏"))


def test_only_one_survey_runs_at_a_time_and_only_leaders_begin_one(stage: Stage) -> None:
    begun(stage)

    assert "还在进行" in command(stage, "孙强", "10:05", "发起意向调查，周六截止")
    assert "没有改动" in command(stage, "赵敏", "10:06", "发起意向调查，周六截止")


def test_counts_by_class_and_who_is_missing_for_those_who_may_see_it(stage: Stage) -> None:
    begun(stage)
    fill(stage, "刘敏")
    stage.press("王建", "12:10", "不参加")

    whole = command(stage, "孙强", "13:00", "回执情况")
    assert "全校：应交10 = 已交2 + 未交8；参加1，不参加1" in whole
    assert "三年级2班：应交6 = 已交1 + 未交5；参加0，不参加1" in whole
    assert "李小明、张子涵、李子涵、陈晨、赵一诺（5人）" in command(stage, "陈静", "13:01", "三年级2班谁没交")
    assert "只能看自己班" in command(stage, "陈静", "13:02", "一年级1班谁没交")
    assert "一年级" not in command(stage, "陈静", "13:03", "回执情况")


def test_a_reminder_is_counted_and_not_repeated_the_same_day(stage: Stage) -> None:
    begun(stage)
    stage.press("王建", "12:10", "不参加")
    assert "没有发提醒" in command(stage, "孙强", "12:11", "催交回执")
    stage.day = date(2026, 3, 5)

    assert "已提醒9份" in command(stage, "孙强", "12:00", "催交回执")
    assert "没有发提醒" in command(stage, "孙强", "12:01", "催交回执")
    assert stage.id("王建") not in {note.to for note in stage.notes if "提醒：" in note.text}
    assert slip(stage, "李小明").reminded == 1


def test_the_class_teacher_gets_the_class_and_who_began_it_the_school(stage: Stage) -> None:
    survey = begun(stage)
    fill(stage, "刘敏")

    notes = stage.keep(slips.tallies(stage.turn("孙强", "20:10"), survey))

    assert {note.to for note in notes} == {stage.id(name) for name in ("孙强", "陈静", "李梅")}
    assert "没交：孙悦、李梓涵" in to(notes, stage.id("李梅")).replace("张子墨、", "")
    assert "应交10" in to(notes, stage.id("孙强"))


# --- letters and receipts ---


def test_a_compulsory_item_that_nobody_wrote_is_named(stage: Stage) -> None:
    school = schools.get(stage.session, stage.story.school_id)
    school.settings = {"quality": {"told": ["time", "method", "fee", "content", "spending", "safety"]}}  # 003-7
    stage.session.flush()

    told = command(stage, "周建国", "09:00", "告家长书")

    assert "缺服务方式、收费、经费使用、安全保障" in told
    assert "发送" not in labels(stage.notes, stage.id("周建国"))


def test_the_letter_goes_to_every_family_and_shows_who_has_not_read_it(stage: Stage) -> None:
    for text in ("服务方式：班级看护", "收费：暂不收费", "安全保障：门口登记"):
        command(stage, "周建国", "09:00", f"告家长书 {text}")
    assert "3. 服务内容：作业辅导" in command(stage, "周建国", "09:05", "告家长书")

    stage.press("周建国", "09:06", "发送")
    stage.press("刘桂芳", "09:10", "已阅")

    told = command(stage, "周建国", "09:20", "谁没看")
    assert "共10人，已阅1人，未阅9人" in told
    assert "李小明" not in told  # 奶奶 has read it for the family
    assert "三年级2班：张子涵、王小红、李子涵、陈晨、赵一诺（5人）" in told
    assert len(known.policy(stage.session, stage.story.school_id, stage.day).letter_texts) == 3


def test_a_class_teacher_reaches_the_own_class_and_no_other(stage: Stage) -> None:
    assert "只能发给自己班" in command(stage, "陈静", "09:00", "公告 全体家长：周五开放日")
    command(stage, "陈静", "09:01", "公告 三年级2班家长：周五开放日")

    notes = stage.press("陈静", "09:02", "发送")

    assert stage.id("刘敏") not in {note.to for note in notes}
    assert len([note for note in notes if note.about == "notice"]) == 7


def test_a_receipt_counts_once(stage: Stage) -> None:
    command(stage, "孙强", "09:00", "会议通知 全体老师：周五16:30开会")
    stage.press("孙强", "09:01", "发送")
    last = announcements.latest(stage.session, stage.story.school_id)
    assert last is not None
    now = stage.turn("赵敏", "09:05").now

    assert announcements.mark_read(stage.session, last.id, stage.id("赵敏"), now=now)
    assert not announcements.mark_read(stage.session, last.id, stage.id("赵敏"), now=now)
    assert not announcements.mark_read(stage.session, last.id, stage.id("王丽"), now=now)
    assert "没看的老师：" in command(stage, "孙强", "09:10", "谁没看")
