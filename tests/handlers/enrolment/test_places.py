"""Places, draws, alternatives, the list's objections, renewal. (C23-C25, C30; L-01, L-02)"""

from __future__ import annotations

import re
from datetime import date

from care.acts import CareSession
from care.rules.draw import faults
from care.rules.enrolment.course import Stage
from storage.db import Sessions
from storage.enrolment import draws
from tests.handlers.enrolment.school import School, labels, to

FULL = [{"places": 8, "session": "evening"}]


def leave(school: School, *children: tuple[str, str]) -> None:
    """Places become free from the next day on."""
    for guardian, child in children:
        school.say(guardian, f"{child}要退掉晚托")
    school.say("陈静", "都同意" if len(children) > 1 else "同意")


def test_a_draw_is_committed_to_and_can_be_run_again(sqlite_sessions: Sessions) -> None:
    school = School(sqlite_sessions, capacity=FULL, allocation="draw")
    leave(school, ("李娜", "子涵"), ("赵洁", "一诺"))
    school.later(1)
    school.say("李娜", "给子涵报晚托")
    school.say("陈刚", "给陈晨报晚托")
    school.say("陈静", "都同意")

    told = to(school.say("孙强", "摇号 晚托"), "陈刚")
    commitment = re.findall(r"[0-9a-f]{64}", told)[0]
    heard = school.press("孙强", "现在摇号")

    stages = {child: school.application(child).course.stage for child in ("李子涵", "陈晨")}
    assert sorted(stages.values()) == [Stage.IN_CARE, Stage.QUEUE]
    with sqlite_sessions.reading() as session:
        (kept,) = draws.of_school(session, school.door.story.school_id)
    assert faults(kept.told) == []
    assert kept.told.commitment == commitment
    assert all(kept.told.seed in to(heard, who) for who in ("陈刚", "李娜"))


def test_the_waiting_list_has_the_plan_s_order_and_each_is_asked_in_turn(sqlite_sessions: Sessions) -> None:
    """Priority before time; who says no makes room for the next. (C23, C12)"""
    school = School(sqlite_sessions, capacity=[{"places": 7, "session": "evening"}], priority=["left_behind"])
    leave(school, ("李娜", "子涵"), ("赵洁", "一诺"))
    school.later(1)
    for who, child, group in (("李娜", "子涵", "都不是"), ("陈刚", "陈晨", "留守儿童")):
        school.say(who, f"给{child}报晚托")
        school.press(who, group)
    school.press("陈刚", "以后补")
    assert "候补第2位" in to(school.say("陈静", "都同意"), "李娜") + to(school.say("李娜", "到哪一步了"), "李娜")

    school.say("王建", "小红要退掉晚托")
    school.say("陈静", "同意")
    asked = school.later(1)

    assert labels(asked, "陈刚") == ["要这个名额", "不要了"]
    assert to(asked, "李娜") == ""
    school.press("陈刚", "不要了")
    assert labels(school.later(0), "李娜") == ["要这个名额", "不要了"]
    school.press("李娜", "要这个名额")
    assert school.application("李子涵").course.stage is Stage.IN_CARE


def test_a_refusal_without_an_alternative_is_sent_back_to_who_refused(sqlite_sessions: Sessions) -> None:
    """L-02."""
    school = School(sqlite_sessions, must_not_refuse=True)
    school.say("陈刚", "给陈晨报晚托")

    heard = school.say("陈静", "不同意陈晨的申请，名额已满")
    assert "还没有拒绝" in to(heard, "陈静")
    assert to(heard, "陈刚") == ""
    school.say("陈静", "不同意陈晨的申请，晚托老师不够，可以改报午托")
    school.press("陈刚", "接受")

    assert "陈晨" in school.expected(CareSession.NOON, date(2026, 3, 5))
    assert "陈晨" not in school.expected(CareSession.EVENING, date(2026, 3, 5))


def test_an_objection_holds_what_it_names_until_it_is_answered(sqlite_sessions: Sessions) -> None:
    school = School(sqlite_sessions, publication={"scope": "school", "days": 1})
    school.say("陈刚", "给陈晨报晚托")
    school.press("陈静", "同意")
    assert "等公示" in to(school.later(1), "周建国")
    school.say("周建国", "公示")
    school.press("周建国", "公示")
    school.say("李娜", "异议：陈*家里能接")

    school.later(2)
    assert school.application("陈晨").course.stage is Stage.PUBLIC
    assert "到期还没有答复" in to(school.later(3), "周建国")
    heard = school.say("周建国", "答复异议 1 重审 家里确实能接")

    assert "成立" in to(heard, "李娜")
    assert "重新审核" in to(heard, "陈刚")
    assert school.application("陈晨").course.stage is Stage.STEP


def test_without_an_objection_the_list_s_days_are_over_by_themselves(sqlite_sessions: Sessions) -> None:
    school = School(sqlite_sessions, publication={"scope": "class", "days": 2})
    school.say("陈刚", "给陈晨报晚托")
    school.press("陈静", "同意")
    school.say("周建国", "公示")
    shown = school.press("周建国", "公示")
    assert to(shown, "刘敏") == "", "another class does not see it"

    assert to(school.later(1), "陈刚") == ""
    assert "手续都办好了" in to(school.later(1), "陈刚")


def test_last_term_s_places_are_a_proposal_and_nobody_is_enrolled_by_silence(sqlite_sessions: Sessions) -> None:
    """C30, L-01."""
    school = School(sqlite_sessions, renewal_each_term=True)
    school.say("周建国", "续报 2026-09-01")
    heard = school.press("周建国", "发给家长")
    assert labels(heard, "李娜") == ["按上学期报", "改一改", "不报了"]

    school.press("李娜", "按上学期报")
    school.press("陈静", "同意")

    assert len(school.expected(CareSession.EVENING, date(2026, 6, 30))) == 9
    assert school.expected(CareSession.EVENING, date(2026, 9, 1)) == {"李子涵"}


def test_places_on_different_days_are_proposed_as_they_are(sqlite_sessions: Sessions) -> None:
    """Noon on every day and the evening on three is no evening on every day. (C30)"""
    school = School(sqlite_sessions, renewal_each_term=True)
    school.say("陈刚", "给陈晨报晚托，周一三五")
    school.press("陈静", "同意")
    school.say("陈刚", "给陈晨报午托，周二四")
    school.press("陈静", "同意")
    school.later(1)
    school.say("周建国", "续报 2026-09-01")

    asked = to(school.press("周建国", "发给家长"), "陈刚")
    assert "午托（每周二、四）和晚托（每周一、三、五）" in asked
    school.press("陈刚", "按上学期报")
    school.say("陈静", "都同意")

    monday, tuesday = date(2026, 9, 7), date(2026, 9, 8)
    assert "陈晨" in school.expected(CareSession.EVENING, monday) - school.expected(CareSession.NOON, monday)
    assert "陈晨" in school.expected(CareSession.NOON, tuesday) - school.expected(CareSession.EVENING, tuesday)


def test_another_wish_for_the_new_term_is_asked_step_by_step(sqlite_sessions: Sessions) -> None:
    """[改一改]: session and days, from the new term's first day; last term's place ends where it ended. (C30)"""
    school = School(sqlite_sessions, renewal_each_term=True)
    school.say("周建国", "续报 2026-09-01")
    school.press("周建国", "发给家长")

    assert "哪个时段" in to(school.press("李娜", "改一改"), "李娜")
    assert "哪几天" in to(school.press("李娜", "晚托"), "李娜")
    asked = to(school.say("李娜", "周二四"), "李娜")
    school.press("陈静", "同意")

    assert "每周二、四，从9月1日（周二）起" in asked
    assert school.expected(CareSession.EVENING, date(2026, 9, 1)) == {"李子涵"}
    assert school.expected(CareSession.EVENING, date(2026, 9, 2)) == set()
    assert "李子涵" in school.expected(CareSession.EVENING, date(2026, 6, 30))


def test_a_place_that_ends_is_followed_by_the_new_one(sqlite_sessions: Sessions) -> None:
    """算了，还是上吧, after leaving was approved: from the day after the last one. (C28)"""
    school = School(sqlite_sessions, withdrawal={"notice_days": 14})
    school.say("李娜", "子涵要退掉晚托")
    school.press("陈静", "同意")

    asked = to(school.say("李娜", "给子涵报晚托"), "李娜")
    school.press("陈静", "同意")

    assert "从3月18日（周三）起" in asked
    days = [date(2026, 3, 5 + n) for n in (0, 7, 14, 21)]
    assert all("李子涵" in school.expected(CareSession.EVENING, day) for day in days)


def test_who_asks_for_a_place_while_leaving_is_decided_is_offered_to_stay(sqlite_sessions: Sessions) -> None:
    school = School(sqlite_sessions)
    school.say("李娜", "子涵要退掉晚托")

    heard = school.say("李娜", "给子涵报晚托")
    assert labels(heard, "李娜") == ["撤回，继续上"]
    assert "已撤回申请" in to(school.press("李娜", "撤回，继续上"), "李娜")


def test_another_guardian_s_leaving_is_told_to_who_wants_to_stay(sqlite_sessions: Sessions) -> None:
    school = School(sqlite_sessions)
    school.say("刘桂芳", "小明退出晚托")

    told = to(school.say("王丽", "小明还是上吧"), "王丽")
    assert "刘桂芳（奶奶）申请了退出晚托" in told
    assert "已撤回" not in told


def test_a_wish_without_words_is_asked_step_by_step(sqlite_sessions: Sessions) -> None:
    """Days later the same questions go on, and each is answered in words. (C20)"""
    school = School(sqlite_sessions, ask_weekdays=True, ask_reason=True)
    assert "哪个时段" in to(school.say("陈刚", "想给孩子报名"), "陈刚")
    school.later(2)

    assert "哪几天" in to(school.say("陈刚", "晚托吧"), "陈刚")
    assert "为什么" in to(school.say("陈刚", "每天都去"), "陈刚")
    assert "已提交申请" in to(school.say("陈刚", "原因：双职工没人接"), "陈刚")


def test_a_club_beside_a_place_that_there_is_is_not_lost(sqlite_sessions: Sessions) -> None:
    """给子涵报晚托，再报个书法: the place is there, the club is new."""
    school = School(sqlite_sessions)

    told = to(school.say("李娜", "给子涵报晚托，再报个足球社团"), "李娜")

    assert "已经报了晚托" in told
    assert "足球社团" in told


def test_a_draft_that_nobody_goes_on_with_ends_and_says_so(sqlite_sessions: Sessions) -> None:
    school = School(sqlite_sessions, ask_weekdays=True, draft_days=5)
    school.say("陈刚", "给陈晨报晚托")

    assert to(school.later(4), "陈刚") == ""
    assert "已经取消" in to(school.later(2), "陈刚")
    assert "没有填到一半" in to(school.say("陈刚", "继续报名"), "陈刚")


def test_who_can_collect_on_time_is_told_so_and_may_still_apply(sqlite_sessions: Sessions) -> None:
    """C22, L-20."""
    school = School(sqlite_sessions, leave_on_time_check=True)
    school.say("陈刚", "给陈晨报晚托")

    assert "放学就离校" in to(school.press("陈刚", "能按时接"), "陈刚")
    assert "家里能按时接" in to(school.press("陈刚", "仍要申请"), "陈静")


def test_a_full_club_keeps_a_list_and_asks_its_first_when_somebody_leaves(sqlite_sessions: Sessions) -> None:
    """C23, C24."""
    school = School(sqlite_sessions, capacity=[{"places": 1, "club": "足球社团"}])
    school.say("王丽", "小明报足球社团")
    full = to(school.say("李娜", "子涵报足球社团"), "李娜")
    assert "候补第1位" in full
    assert "书法社团" in full

    assert school.later(0) == []
    shown = to(school.say("王建", "候补名单"), "王建")
    assert "李*涵" in shown
    school.say("王丽", "小明退出足球社团")
    asked = school.later(0)
    assert labels(asked, "李娜") == ["要这个名额", "不要了"]
    school.press("李娜", "要这个名额")

    assert "足球社团" in to(school.say("李娜", "到哪一步了"), "李娜")
    assert school.application("李子涵").course.stage is Stage.IN_CARE


def test_several_are_decided_by_the_numbers_that_were_shown(sqlite_sessions: Sessions) -> None:
    school = School(sqlite_sessions)
    assert "没有等您审核" in to(school.say("陈静", "待审核"), "陈静")
    school.say("陈刚", "给陈晨报晚托")
    for guardian, child in (("李娜", "子涵"), ("赵洁", "一诺"), ("王建", "小红")):
        school.say(guardian, f"{child}要退掉晚托")

    assert "数字不知道指哪一份" in to(school.say("陈静", "同意1、3"), "陈静")
    school.say("陈静", "待审核")
    assert "李子涵" in to(school.say("陈静", "2"), "陈静"), "a number alone shows, and decides nothing"
    school.say("陈静", "同意1、3")
    school.say("陈静", "除了王小红都同意")

    children = ("陈晨", "李子涵", "赵一诺", "王小红")
    stages = [school.application(child).course.stage for child in children]
    assert stages == [Stage.IN_CARE, Stage.IN_CARE, Stage.IN_CARE, Stage.STEP]


def test_of_several_club_wishes_the_first_with_room_is_met(sqlite_sessions: Sessions) -> None:
    """C24."""
    school = School(sqlite_sessions, clubs_by_application=True, capacity=[{"places": 0, "club": "足球社团"}])
    school.say("王丽", "小明报足球社团和书法社团")

    told = to(school.say("陈静", "同意"), "王丽")

    assert "三年级2班 李小明 书法社团" in told
    assert "足球社团" not in told
