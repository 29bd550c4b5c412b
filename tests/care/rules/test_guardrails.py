"""What is refused by its words, and what only speaks of it. (C13; L-01, L-03 to L-07, L-09, L-14, L-17; W-59)"""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.rules.guardrails import Limit, Rails, homework_minutes_allowed, learning_allowed, screen

PLAN = Rails()

REFUSED = [
    ("今晚作业：语文练习册第12页", "L-17"),
    ("今天的作业是抄写生字三遍", "L-17"),
    ("各位家长，今晚数学作业如下：口算两页", "L-17"),
    ("作业：背诵第5课", "L-17"),
    ("今天布置了语文作业，请督促孩子完成", "L-17"),
    ("请回家完成练习册第8页", "L-17"),
    ("请孩子们记得背诵课文第三课", "L-17"),
    ("别忘了今晚作业：英语单词两遍", "L-17"),
    ("请家长批改今天的口算", "L-17"),
    ("请各位家长检查作业并签字", "L-17"),
    ("请家长打印试卷，明天带来", "L-17"),
    ("口算题请打印出来让孩子做", "L-17"),
    ("晚托第一节集体授课，请准时", "L-03"),
    ("今天晚托上新课，带好数学书", "L-03"),
    ("周三延时服务补课，请家长晚点来", "L-03"),
    ("课后服务时间集中辅导期末复习", "L-03"),
    ("晚托补数学课", "L-03"),
    ("周五晚托语文小测，请带好文具", "L-04"),
    ("开设数学培优，名额有限", "L-04"),
    ("英语提高班今天开课", "L-04"),
    ("一年级今晚书面作业写一页", "L-05"),
    ("二年级1班回家抄写生字", "L-05"),
    ("今天数学作业大约90分钟", "L-06"),
    ("作业要做两小时", "L-06"),
    ("今天晚托两节都用来写作业", "L-07"),
    ("每位同学必须购买篮球社团服装", "L-14"),
    ("书法社团材料包统一购买", "L-14"),
    ("参加编程社团都要买平板", "L-14"),
    ("晚托每月收费200元", "L-09"),
    ("课后服务收费标准：每学期600元", "L-09"),
    ("托管100元/月", "L-09"),
    ("全班都报上", "L-01"),
    ("三年级2班全班同学都报名", "L-01"),
    ("所有学生必须参加课后服务", "L-01"),
    ("没回复的默认报名", "L-01"),
    ("没报名的也算参加", "L-01"),
]

ALLOWED = [
    "请不要给孩子布置作业",
    "学校严禁在微信群布置作业",
    "一二年级不布置书面作业",
    "今晚没有作业，早点休息",
    "今天无书面作业",
    "孩子们在晚托写完作业后可以看书",
    "请督促孩子完成作业",
    "作业已经在学校完成",
    "晚托安排作业辅导和阅读",
    "家长不需要批改作业",
    "请不要让家长打印试卷",
    "请家长打印接送卡，明天带来",
    "课后服务不上新课、不集体授课、不补课",
    "杜绝集体补课",
    "如发现晚托上新课，请举报",
    "请问晚托会补课吗",
    "国庆调休，10月10日补课，上周三的课",
    "请大家补课后服务协议",
    "补课后服务费的家长请联系老师",
    "参加篮球社团可自愿购买队服",
    "社团服装不统一购买",
    "不强制购买教辅资料",
    "请全班同学都带水杯",
    "全班都到齐了",
    "全体学生统一在操场集合",
    "每位同学必须穿校服",
    "课后服务自愿报名",
    "晚托是否参加由家长决定",
    "晚托每月收费200元（发改价〔2021〕35号）",
    "社团演出门票20元可不买",
    "今天晚托提前到17:30放学，请按时来接",
    "三年级书面作业控制在60分钟以内",
    "今天晚托第一节写作业，第二节社团",
    "明天请带彩纸、剪刀",
    "期末考试安排见附件",
    "请检查作业本是否带齐",
]


@pytest.mark.parametrize(("text", "limit"), REFUSED)
def test_what_breaks_a_limit_is_hit_by_its_id(text: str, limit: str) -> None:
    assert limit in [hit.limit.id for hit in screen(text, PLAN)]


@pytest.mark.parametrize("text", ALLOWED)
def test_what_forbids_denies_asks_or_only_mentions_it_is_not(text: str) -> None:
    assert screen(text, PLAN) == ()


def test_a_plan_that_sends_homework_by_chat_may() -> None:
    """D-26: other plans use chat groups."""
    assert screen("今晚作业：语文练习册第12页", replace(PLAN, homework_by_chat=True)) == ()


def test_written_work_for_the_youngest_is_refused_whatever_the_chat_may_carry() -> None:
    open_ = replace(PLAN, homework_by_chat=True)

    assert [hit.limit for hit in screen("今晚作业：抄写生字", open_, grades=[1])] == [Limit.WRITTEN]
    assert screen("今晚作业：抄写生字", open_, grades=[3]) == ()


def test_an_approved_price_may_be_told() -> None:
    assert screen("晚托每月收费200元", replace(PLAN, price_approved=True)) == ()


@pytest.mark.parametrize(
    ("grade", "minutes", "allowed"),
    [(1, 0, True), (1, 1, False), (2, 10, False), (3, 60, True), (3, 61, False), (7, 90, True), (7, 91, False)],
)
def test_minutes_of_homework_by_grade(grade: int, minutes: int, allowed: bool) -> None:
    """W-59."""
    assert homework_minutes_allowed(grade, minutes, PLAN) is allowed


def test_learning_is_one_lesson_at_most() -> None:
    assert learning_allowed(1, PLAN)
    assert not learning_allowed(2, PLAN)


@given(st.sampled_from([text for text, _ in REFUSED]), st.sampled_from(["明天带水杯。", "各位家长好！", "注意安全；"]))
def test_other_sentences_before_it_do_not_hide_it(text: str, other: str) -> None:
    assert {hit.limit for hit in screen(text, PLAN)} <= {hit.limit for hit in screen(other + text, PLAN)}


@given(st.lists(st.sampled_from(ALLOWED), min_size=2, max_size=4))
def test_harmless_sentences_stay_harmless_together(texts: list[str]) -> None:
    assert [hit for hit in screen("。".join(texts), PLAN) if hit.limit is not Limit.WRITTEN] == []


@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    screen(text, PLAN)
