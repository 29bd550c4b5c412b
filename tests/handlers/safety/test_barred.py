"""Each way to a family: a guardian who may not collect a child gets nothing that names it. (promises 10, 11)"""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from care.messages import Outgoing
from care.people import Person
from care.rules.blocks import State
from handlers import posting
from handlers.enrolment import renewal
from storage import outbox
from storage.day import blocks
from storage.db import Sessions
from tests import talk
from tests.stage import Stage

BLOCK = """
2026-03-04 09:00  孙强 > 限制接送 三年级2班李小明 刘桂芳 奶奶 13800000002 至2026-06-30 依据：法院裁定书
           09:05  周建国 ! 核对无误，同意
"""
ROLL = "16:27  赵敏 > 到齐\n"
PATHS = {
    "release": ROLL + "17:00  赵敏 > 李小明妈妈接走了",
    "release taken back": ROLL + "17:00  赵敏 > 李小明妈妈接走了\n17:01  赵敏 ! 撤销",
    "absence": "16:27  赵敏 > 实到4，李小明没来",
    "gate": ROLL + "17:00  赵敏 > 李小明叔叔接走了",
    "incident": ROLL + "17:00  赵敏 > 李小明磕破了膝盖，已经处理",
    "uncollected": ROLL + "18:25  tick\n18:35  tick",
    "late entry": "18:00  赵敏 > 补录 李小明 17:25 妈妈接走\n18:01  赵敏 ! 确认补录",
    "closure": "16:00  孙强 > 明天下午停课后服务，因为大雨\n16:01  孙强 ! 确认并通知",
    "plan": "12:00  周建国 > 晚托改到17:30结束，从5月6日起\n12:01  周建国 ! 确认修改",
    "survey": "12:00  周建国 > 发起下学期课后服务意向调查，周五截止\n12:01  周建国 ! 发出",
    "broadcast to the school": "12:00  孙强 > 通知各位家长，李小明作文得奖\n12:01  孙强 ! 发送",
    "its correction": "12:00  孙强 > 通知各位家长，李小明得奖\n12:01  孙强 ! 发送\n12:02  孙强 ! 撤回并更正",
    "broadcast to the class": "12:00  陈静 > 通知我们班家长，李小明作文得奖\n12:01  陈静 ! 发送",
    "notice": "12:00  陈静 > 公告 三年级2班家长：李小明作文得奖\n12:01  陈静 ! 发送",
    "meeting": "12:00  陈静 > 会议通知 三年级2班家长：周五开会，李小明发言\n12:01  陈静 ! 发送",
    "leave by the mother": "12:00  王丽 > 小明今天晚托请假",
    "club": "12:00  王丽 > 小明报书法社团",
    "enrolment": "12:00  王丽 > 小明退出晚托\n12:01  陈静 ! 同意",
    "asks where": ROLL + "17:00  刘桂芳 > 小明在哪",
    "asks when": "12:00  刘桂芳 > 晚托几点到几点",
    "asks what is decided": "12:00  王丽 > 小明今天晚托请假\n12:01  刘桂芳 > 到哪一步了",
    "asks for the fee": "12:00  刘桂芳 > 小明的费用多少",
    "fills in the slip": "12:00  周建国 > 发起下学期课后服务意向调查，周五截止\n"
    "12:01  周建国 ! 发出\n12:02  刘桂芳 > 填回执",
}
SAME_FOR_ALL = "三年级2班 李小明的接送安排要由老师核对"


@pytest.mark.parametrize("path", PATHS)
def test_nothing_about_the_child_leaves_on_this_way(sqlite_sessions: Sessions, path: str) -> None:
    played = talk.play(talk.parse(BLOCK + "           " + PATHS[path]), talk.Straight(sqlite_sessions))
    heard = [one.text for _, every in played for one in every if one.who == "刘桂芳"]

    assert [text for text in heard if "小明" in text.replace(SAME_FOR_ALL, "") or text.startswith("（")] == []


def test_a_card_of_before_the_block_tells_nothing(sqlite_sessions: Sessions) -> None:
    before = "2026-03-04 16:27  赵敏 > 到齐\n17:00  赵敏 > 李小明妈妈接走了\n"
    block_ = BLOCK.replace("09:00", "17:01").replace("09:05", "17:02")
    pressed = f"{before}{block_}17:03  刘桂芳 ! 没有接到"
    played = talk.play(talk.parse(pressed), talk.Straight(sqlite_sessions))

    assert [one.text for one in played[-1][1] if one.who == "刘桂芳"] == [
        "收到，三年级2班 李小明的接送安排要由老师核对，核对好之前先不变。急事请直接电话联系学校。"
    ]


def test_a_published_list_leaves_the_line_out_and_keeps_the_others(stage: Stage) -> None:
    block(stage)
    text = "公示名单：\n1 三年级2班 李小明\n2 三年级2班 陈晨"
    turn = stage.turn("周建国", "12:00")
    posting.post(turn, [Outgoing(key="publication/1/1", to=stage.id("刘桂芳"), text=text, about="application")])
    posting.post(turn, [Outgoing(key="publication/1/2", to=stage.id("王丽"), text=text, about="application")])

    left = {row.to_id: outbox.to_value(row).text for row in stage.session.scalars(select(outbox.OutboxRow))}
    assert left[stage.id("刘桂芳")] == "公示名单：\n2 三年级2班 陈晨"
    assert left[stage.id("王丽")] == text


def test_the_proposal_for_the_next_term_goes_to_the_other_guardian(stage: Stage) -> None:
    block(stage, who="王丽", relation="妈妈", phone="13800000001")
    turn = stage.turn("周建国", "12:00")
    notes = renewal.press_send({"since": "2026-09-01"}, turn)

    assert stage.id("王丽") not in {note.to for note in notes}
    assert "李小明" in "".join(note.text for note in notes if note.to == stage.id("刘桂芳"))


def block(stage: Stage, who: str = "刘桂芳", relation: str = "奶奶", phone: str = "13800000002") -> None:
    id_ = blocks.propose(
        stage.session, stage.story.school_id, stage.story.pupils["李小明"], Person(who, relation, phone),
        evidence="法院裁定书", until=date(2026, 6, 30), by_id=stage.id("孙强"), now=datetime.now(UTC),
    )  # fmt: skip
    blocks.settle(stage.session, id_, State.IN_FORCE, by_id=stage.id("周建国"), now=datetime.now(UTC))
