"""Undo, errand by errand: what was understood in full, how it is taken back, and the correction to all who were told.

Every intent that changes the record stands in CASES, or it is said here why not; a new one fails until it does.
(promises 3, 7)
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from care.acts import CHANGING, Intent
from handlers import table
from storage.db import Sessions
from tests import talk

ROLL = "2026-03-04 16:27  赵敏 > 到齐\n"
LEFT = ROLL + "17:00  赵敏 > 李小明奶奶接走了\n"
ENROLL = "2026-03-04 12:00  陈刚 > 给陈晨报晚托，周一到周五"
OFFER = ROLL + "17:00  赵敏 > 交给何芳5人"
HOW = re.compile(
    r"临时去不了|撤销|取消|不对请|错了|有误请|要改|要换|不请了|不换了|又能到了|重新|后来接到了|改主意|直接告诉我"
)
"""An answer says how to take it back, or whom to ask."""


@dataclass(frozen=True)
class Case:
    """`talk`: up to the errand; `says`: what its answer must name; `back`: the line that takes it back."""

    intent: Intent | str
    talk: str
    says: tuple[str, ...]
    back: str = ""


CASES = [
    Case(Intent.BIND, "2026-03-04 12:00  访客 > 绑定 李小明 三年级2班 13800000001", ("三年级2班 李小明",)),
    Case(Intent.ENROLL, ENROLL, ("三年级2班 陈晨", "3月5日", "陈静老师"), "陈刚 ! 撤销"),
    Case(
        Intent.WITHDRAW, "2026-03-04 12:00  王丽 > 小明退出晚托", ("三年级2班 李小明", "3月5日"), "王丽 ! 撤销"
    ),
    Case(
        Intent.LEAVE, "2026-03-04 12:00  王丽 > 小明今天晚托请假", ("三年级2班 李小明", "3月4日（周三）晚托"),
        "王丽 ! 撤销",
    ),
    Case(
        Intent.CANCEL_LEAVE, "2026-03-04 12:00  王丽 > 小明今天晚托请假\n12:01  王丽 > 取消请假",
        ("三年级2班 李小明", "3月4日（周三）晚托"), "王丽 > 小明今天晚托请假",
    ),
    Case(
        Intent.DELEGATE_PICKUP, "2026-03-04 15:00  王丽 > 今天舅舅接小明，电话13811112222",
        ("三年级2班 李小明", "3月4日（周三）", "舅舅"), "王丽 ! 撤销",
    ),
    Case(
        Intent.PICKUP_TIME, "2026-03-04 15:00  王丽 > 今天五点接小明", ("三年级2班 李小明", "3月4日", "17:00"),
        "王丽 ! 撤销",
    ),
    Case(
        Intent.WALK_HOME, "2026-03-04 15:00  赵洁 > 赵一诺今天自己回家", ("三年级2班 赵一诺", "3月4日"),
        "赵洁 ! 撤销",
    ),
    Case(Intent.ARRIVE, ROLL + "17:00  王丽 > 我到门口了", ("三年级2班 李小明", "不用撤销")),
    Case(Intent.CONFIRM_PICKUP, ROLL + "17:00  王丽 > 接到小明了", ("三年级2班 李小明", "17:00"), "王丽 ! 还没接到"),
    Case("not_with_me", LEFT + "17:02  王丽 ! 没有接到", ("三年级2班 李小明",), "王丽 > 接到小明了"),
    Case(Intent.CHOOSE_CLUB, "2026-03-04 12:00  孙丽 > 孙悦报书法社团", ("一年级1班 孙悦", "书法社团"), "孙丽 ! 撤销"),
    Case(
        Intent.DROP_CLUB, "2026-03-04 12:00  孙丽 > 孙悦报书法社团\n12:01  孙丽 > 孙悦退出书法社团",
        ("一年级1班 孙悦", "书法社团"), "孙丽 ! 撤销",
    ),
    Case(Intent.SIGN, "2026-03-04 12:00  王丽 > 同意协议", ("三年级2班 李小明", "3月4日", "找老师")),
    Case(Intent.ROLL_CALL, ROLL.strip(), ("三年级2班 3月4日（周三）晚托",), "赵敏 ! 撤销"),
    Case(
        "missing", "2026-03-04 16:27  赵敏 > 实到4，李小明没来", ("3月4日（周三）晚托", "李小明"), "赵敏 ! 撤销"
    ),
    Case(Intent.HAND_OVER, OFFER, ("何芳老师", "三年级2班 李小明、张子涵"), "赵敏 ! 撤销"),
    Case(
        Intent.TAKE_OVER, OFFER + "\n17:01  何芳 ! 确认接收5人", ("赵敏老师", "三年级2班 李小明、张子涵"),
        "何芳 > 交给赵敏老师",
    ),
    Case(Intent.RELEASE, LEFT.strip(), ("三年级2班 李小明", "17:00", "奶奶"), "赵敏 ! 撤销"),
    Case("allow_pickup", ROLL + "17:00  赵敏 > 李小明叔叔接走了\n17:01  王丽 ! 同意今天由他接",
         ("三年级2班 李小明", "叔叔"), "王丽 ! 撤销"),
    Case("refuse_pickup", ROLL + "17:00  赵敏 > 李小明叔叔接走了\n17:01  王丽 ! 不同意",
         ("三年级2班 李小明", "叔叔"), "王丽 ! 同意今天由他接"),
    Case(
        Intent.STAFF_LEAVE, "2026-03-04 12:00  赵敏 > 明天我值不了班", ("3月5日（周四）", "孙强老师"), "赵敏 ! 撤销"
    ),
    Case("agree_leave", "2026-03-04 12:00  赵敏 > 明天我值不了班\n12:01  孙强 ! 同意",
         ("3月5日（周四）", "赵敏老师"), "赵敏 ! 还是我来"),
    Case(
        Intent.SWAP_DUTY, "2026-03-04 12:00  赵敏 > 明天晚托和王磊换班", ("3月5日（周四）", "王磊老师"), "赵敏 ! 撤销"
    ),
    Case("accept_swap", "2026-03-04 12:00  赵敏 > 明天晚托和王磊换班\n12:01  王磊 ! 同意",
         ("3月5日（周四）", "赵敏老师")),
    Case("decline_duty", "2026-03-03 19:07  tick\n19:08  赵敏 ! 我去不了\n19:09  赵敏 ! 都去不了",
         ("3月4日（周三）", "三年级2班"), "赵敏 ! 还是我来"),
    Case("accept_duty", "2026-03-03 19:07  tick\n19:08  赵敏 ! 收到，能到", ("3月4日（周三）", "三年级2班")),
    Case(Intent.APPROVE, ENROLL + "\n12:01  陈静 ! 同意", ("三年级2班 陈晨", "3月5日", "联系家长")),
    Case(
        Intent.REJECT, ENROLL + "\n12:01  陈静 > 不同意陈晨的申请，原因名额已满", ("三年级2班 陈晨", "（名额已满）")
    ),
    Case(
        Intent.BROADCAST, "2026-03-04 12:00  孙强 > 通知各位家长，明天带水\n12:01  孙强 ! 发送", ("全校家长", "10人"),
        "孙强 ! 撤回并更正",
    ),
    Case(Intent.INCIDENT, ROLL + "17:00  赵敏 > 李小明磕破了膝盖，已经处理", ("三年级2班 李小明", "17:00"),
         "赵敏 ! 撤销"),
    Case("closure", "2026-03-04 16:00  孙强 > 明天下午停课后服务，因为大雨\n16:01  孙强 ! 确认并通知",
         ("3月5日（周四）晚托",), "孙强 ! 撤销并更正"),
    Case("people", "2026-03-04 16:00  周建国 > 三年级2班班主任换成赵敏老师，从下周一起\n16:01  周建国 ! 确认修改",
         ("三年级2班", "赵敏老师", "3月9日"), "周建国 > 撤销修改"),
    Case("plan", "2026-03-04 12:00  周建国 > 晚托改到17:30结束，从5月6日起\n12:01  周建国 ! 确认修改",
         ("5月6日", "17:30"), "周建国 ! 撤销修改"),
    Case(
        "extend", ROLL + "17:30  赵敏 > 延长看护 李小明 18:30", ("三年级2班 李小明", "3月4日", "18:30")
    ),
    Case("log", ROLL + "17:40  赵敏 > 今天带孩子们写作业，纪律很好", ("三年级2班 3月4日",), "赵敏 ! 撤销"),
]  # fmt: skip

ASKS = frozenset(
    {
        "ask_close",
        "ask_first_guardian",
        "begin_survey",
        "close_matter",
        "tell_teacher",
        "coming",
        "cannot_come",
        "fill_form",
        "incident_add",
        "incident_more",
        "wish_as_before",
        "wish_as_before_place",
        "not_left",
        "keep_group",
        "nothing",
        "override_rail",
        "read_announcement",
        "seen",
        "show_application",
        "take_rung",
        "draft_stop",
        "draft_answer",
        "finding_fixed",
        "wish_people",
        "still_here",
        "do_act",
        "explain_absence",
        "decline_block",
        "decline_volunteer",
        "offer_instead",
        "incident_severity",
    }
)
"""Presses that move nobody: they look, ask, note a word that the next word replaces, or leave all as it is."""
IN_CASES: dict[str, str] = {
    "accept_group": Intent.TAKE_OVER, "accept_swap": "accept_swap", "agree_leave": "agree_leave",
    "allow_pickup": "allow_pickup", "refuse_pickup": "refuse_pickup", "approve": Intent.APPROVE,
    "refuse": Intent.REJECT, "be_guardian": Intent.BIND, "change_people": "people", "collected": Intent.CONFIRM_PICKUP,
    "not_with_me": "not_with_me", "confirm_day_change": "closure", "confirm_plan_change": "plan",
    "extend_care": "extend", "send_broadcast": Intent.BROADCAST, "apply_permit": Intent.ENROLL,
    "sign_agreement": Intent.SIGN, "accept_duty": "accept_duty", "decline_duty": "decline_duty",
}  # fmt: skip
"""The press that ends a case's talk, or does what its errand does."""
STAYS: dict[str, str] = {
    "absence_outcome": "a later roll call corrects it", "add_to_offer": "the offer has its own 撤销",
    "agree_late": "the family takes its own change back", "refuse_late": "the family may ask again",
    "agree_volunteer": "the principal says 取消", "answer_application": "the application has its own 撤回",
    "answer_consent": "said anew", "answer_objection": "an answer to a family; another one may follow",
    "answer_other_guardian": "the application goes on with what both say", "answer_slip": "重新填写",
    "close_session": "corrections and late entries stay possible", "confirm_block": "解除, by two persons",
    "confirm_late": "entered anew: the paper counts", "confirm_year": "a year's calendar is changed by the workbook",
    "decline_swap": "asked again", "refuse_leave": "asked again", "draw_now": "a draw is drawn once (W-15)",
    "form_reason": "撤销 under the form", "form_second": "撤销 under the form", "form_seen": "撤销 under the form",
    "leave_from": "the application has its own 撤回", "wish_other_days": "the new wish has its own 撤回",
    "join_meeting": "answered anew", "keep_first_wish": "the application has its own 撤回",
    "muster_agrees": "counted anew", "muster_end": "started anew", "start_muster": "结束清点",
    "offer_to_club": "the offer has its own 撤销", "publish_list": "objections are its way (C24)",
    "pupil_agrees": "whoever signed asks the school", "release_confirmed": "the teacher says 还没走",
    "renew_as_before": "the application has its own 撤回", "renew_not": "applied for anew",
    "renew_otherwise": "the application has its own 撤回", "replace_unfit": "the roster is changed again",
    "second_adult": "named again", "send_letter": "a letter is evidence; a notice follows (C18)",
    "send_notice": "a notice follows", "send_renewal": "each family answers for itself",
}  # fmt: skip
"""What no button takes back, and what puts it right instead."""


def played(sessions: Sessions, text: str) -> list[list[talk.Heard]]:
    return [heard for _, heard in talk.play(talk.parse(text), talk.Straight(sessions))]


def asker(text: str) -> str:
    found = re.search(r"(\S+) [>!] ", text.splitlines()[-1])
    assert found is not None
    return found[1]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.intent))
def test_the_answer_says_what_was_understood_and_how_it_is_taken_back(sqlite_sessions: Sessions, case: Case) -> None:
    heard = played(sqlite_sessions, case.talk)[-1]
    answer = "\n".join(one.text for one in heard if one.who == asker(case.talk))

    assert [part for part in case.says if part not in answer] == [], answer
    assert HOW.search(answer), answer


@pytest.mark.parametrize("case", [case for case in CASES if case.back], ids=lambda case: str(case.intent))
def test_taking_it_back_is_told_to_everybody_who_was_told(sqlite_sessions: Sessions, case: Case) -> None:
    *_, done, back = played(sqlite_sessions, f"{case.talk}\n{case.back}")

    assert {one.who for one in done} - {one.who for one in back} == set()


def test_every_intent_that_changes_the_record_has_its_case() -> None:
    assert CHANGING - {case.intent for case in CASES} == set()


def test_every_press_takes_back_asks_has_its_case_or_says_what_puts_it_right() -> None:
    """A new button in handlers/table.py stands nowhere here: decide how it is undone, and write it down."""
    names = {str(case.intent) for case in CASES}
    listed = [*table.TAKES_BACK, *ASKS, *IN_CASES, *STAYS]

    assert set(table.PRESSES) - set(listed) == set()
    assert set(listed) - set(table.PRESSES) == set()
    assert len(listed) == len(set(listed))
    assert {str(case) for case in IN_CASES.values()} - names == set()
