"""Roll call: what is written, what is asked, who is told. (C41, C42; promise 8)"""

from __future__ import annotations

from care.acts import Act, CareSession, Intent
from care.calendar import local
from care.rules.custody import Roll
from handlers.custody import absence
from storage import schools
from storage.day import leaves, matters
from tests.stage import EVENING, WEDNESDAY, Stage, labels, to


def roll(stage: Stage, *, absent: tuple[str, ...] | None = None, **slots: object) -> Act:
    named = None if absent is None else stage.children(*absent)
    return Act(Intent.ROLL_CALL, absent=named).with_(**slots)


def on_leave(stage: Stage, name: str) -> None:
    leaves.add(
        stage.session, stage.story.school_id, stage.story.pupils[name], [(WEDNESDAY, EVENING)], reason="sick",
        by_id=1, inbox_id=None, now=stage.turn("赵敏", "12:00").now,
    )  # fmt: skip


def test_all_here_puts_each_child_into_the_callers_hands(stage: Stage) -> None:
    notes = stage.say("赵敏", "16:28", roll(stage, absent=()))

    assert stage.place("李小明").holder == stage.id("赵敏")
    assert "应到5人 = 实到5 + 请假0 + 缺勤0 + 未点名0" in to(notes, stage.id("赵敏"))
    assert labels(notes, stage.id("赵敏")) == ["撤销"]
    assert [note.to for note in notes] == [stage.id("赵敏")]


def test_expected_with_or_without_leave_both_are_right(stage: Stage) -> None:
    on_leave(stage, "王小红")

    notes = stage.say("赵敏", "16:28", roll(stage, expected=4, present=4))

    assert "您说的应到不含请假1人" in to(notes, stage.id("赵敏"))
    assert stage.place("王小红").roll is Roll.LEAVE


def test_numbers_that_differ_write_nothing_and_ask_who_is_missing(stage: Stage) -> None:
    notes = stage.say("赵敏", "16:28", roll(stage, expected=5, present=4))

    assert stage.place("李小明").roll is Roll.NOT_CALLED
    assert "还差1人，没来的是谁" in to(notes, stage.id("赵敏"))
    assert "王小红没来" in labels(notes, stage.id("赵敏"))


def test_the_button_names_the_missing_child_and_completes_the_roll(stage: Stage) -> None:
    stage.say("赵敏", "16:28", roll(stage, expected=5, present=4))
    stage.press("赵敏", "16:29", "王小红没来")

    assert stage.place("王小红").roll is Roll.MISSING
    assert stage.place("李小明").holder == stage.id("赵敏")


def test_a_missing_child_alarms_teacher_leader_and_family(stage: Stage) -> None:
    notes = stage.say("赵敏", "16:28", roll(stage, expected=5, present=4, absent=("王小红",)))

    assert "三年级2班 王小红" in to(notes, stage.id("陈静"))
    assert "三年级2班 王小红" in to(notes, stage.id("孙强"))
    assert labels(notes, stage.id("王建")) == ["请假", "在路上", "不知道"]
    assert [m.students for m in matters.open_ones(stage.session, stage.story.school_id, kind="absence")] == [
        (stage.story.pupils["王小红"],)
    ]


def test_a_family_that_says_leave_ends_the_absence(stage: Stage) -> None:
    stage.say("赵敏", "16:28", roll(stage, absent=("王小红",)))
    notes = stage.press("王建", "16:31", "请假")

    assert stage.place("王小红").roll is Roll.LEAVE
    assert "请假" in to(notes, stage.id("赵敏"))
    assert not matters.open_ones(stage.session, stage.story.school_id, kind="absence")


def test_a_family_that_does_not_know_alarms_again(stage: Stage) -> None:
    stage.say("赵敏", "16:28", roll(stage, absent=("王小红",)))
    notes = stage.press("王建", "16:31", "不知道")

    assert "不知道孩子在哪里" in to(notes, stage.id("孙强"))
    assert labels(notes, stage.id("孙强")) == ["按走失处理"]
    assert matters.open_ones(stage.session, stage.story.school_id, kind="absence")


def test_a_child_that_comes_late_is_present_and_everybody_hears_it(stage: Stage) -> None:
    stage.say("赵敏", "16:28", roll(stage, absent=("王小红",)))
    notes = stage.say("赵敏", "16:36", Act(Intent.ROLL_CALL, students=stage.children("王小红")))

    assert stage.place("王小红").holder == stage.id("赵敏")
    assert "王小红已到" in to(notes, stage.id("王建"))
    assert "王小红已到" in to(notes, stage.id("孙强"))
    assert not matters.open_ones(stage.session, stage.story.school_id, kind="absence")


def test_a_child_on_leave_that_came_is_asked_about_first(stage: Stage) -> None:
    on_leave(stage, "王小红")
    stage.say("赵敏", "16:28", roll(stage, absent=()))
    notes = stage.say("赵敏", "16:36", Act(Intent.ROLL_CALL, students=stage.children("王小红")))

    assert stage.place("王小红").roll is Roll.LEAVE
    assert "王小红来了" in labels(notes, stage.id("赵敏"))

    stage.press("赵敏", "16:37", "王小红来了")
    assert stage.place("王小红").holder == stage.id("赵敏")


def test_one_more_than_the_list_allows_offers_those_on_leave(stage: Stage) -> None:
    on_leave(stage, "王小红")
    notes = stage.say("赵敏", "16:28", roll(stage, expected=5, present=5))

    assert "王小红来了" in labels(notes, stage.id("赵敏"))
    stage.press("赵敏", "16:29", "王小红来了")
    assert stage.balance().present == 5


def test_undo_takes_back_the_call_and_corrects_the_family(stage: Stage) -> None:
    stage.say("赵敏", "16:28", roll(stage, absent=("王小红",)))
    notes = stage.press("赵敏", "16:30", "撤销")

    assert stage.place("李小明").holder is None
    assert stage.place("王小红").roll is Roll.NOT_CALLED
    assert "作废" in to(notes, stage.id("王建"))
    assert "作废" in to(notes, stage.id("陈静"))
    assert stage.balance().not_called == 5


def test_a_child_called_present_and_then_absent_is_asked_about(stage: Stage) -> None:
    stage.say("赵敏", "16:28", roll(stage, absent=()))
    notes = stage.say("赵敏", "16:40", roll(stage, absent=("王小红",)))

    assert stage.place("王小红").holder == stage.id("赵敏")
    assert labels(notes, stage.id("赵敏")) == ["没来过，记错了", "来过，找不到了", "都不是"]

    notes = stage.press("赵敏", "16:41", "没来过，记错了")
    assert stage.place("王小红").roll is Roll.MISSING
    assert "没到" in to(notes, stage.id("王建"))


def test_before_the_sessions_time_it_is_asked(stage: Stage) -> None:
    notes = stage.say("赵敏", "09:00", roll(stage, absent=()))

    assert "是现在就给今天午托点名吗" in to(notes, stage.id("赵敏"))
    assert stage.balance(CareSession.NOON).expected == 0


def test_without_a_group_today_nothing_is_written(stage: Stage) -> None:
    notes = stage.say("何芳", "16:28", roll(stage, absent=()))

    assert "没有排给您的托管班" in to(notes, stage.id("何芳"))


def test_a_colleagues_class_is_not_called(stage: Stage) -> None:
    notes = stage.say("何芳", "16:28", roll(stage, absent=(), class_name="一年级1班"))

    assert "由王磊老师负责" in to(notes, stage.id("何芳"))


def test_saying_the_same_roll_twice_changes_nothing(stage: Stage) -> None:
    stage.say("赵敏", "16:28", roll(stage, absent=("王小红",)))
    notes = stage.say("赵敏", "16:29", roll(stage, absent=("王小红",)))

    assert "没有改动" in to(notes, stage.id("赵敏"))
    assert [note.to for note in notes] == [stage.id("赵敏")]


def before_every_lesson(stage: Stage) -> None:
    schools.get(stage.session, stage.story.school_id).settings = {"roll_per_lesson": True}
    stage.session.flush()


def test_a_roll_of_a_later_lesson_is_a_fresh_proof_where_it_agrees_with_the_ledger(stage: Stage) -> None:
    """(002.13)"""
    before_every_lesson(stage)
    stage.say("赵敏", "16:28", roll(stage, absent=()))

    notes = stage.say("赵敏", "17:08", roll(stage, absent=()))

    assert "第2节已点名：三年级2班 3月4日（周三）晚托在班5人，和台账一致。" in to(notes, stage.id("赵敏"))
    proof = stage.place("李小明").proof
    assert proof is not None
    assert f"{local(proof.at):%H:%M}" == "17:08"
    assert stage.place("李小明").holder == stage.id("赵敏")
    assert stage.balance().holds


def test_a_child_that_is_gone_from_a_later_lesson_is_asked_about(stage: Stage) -> None:
    before_every_lesson(stage)
    stage.say("赵敏", "16:28", roll(stage, absent=()))

    notes = stage.say("赵敏", "17:08", roll(stage, absent=("李小明",)))

    assert labels(notes, stage.id("赵敏"))[:2] == ["没来过，记错了", "来过，找不到了"]


def test_a_colleague_who_reached_the_family_writes_the_outcome_once(stage: Stage) -> None:
    """(C42: the outcome ends the reminders)"""
    stage.say("赵敏", "16:28", roll(stage, absent=("李小明",)))
    args = {"students": [stage.story.pupils["李小明"]], "session": EVENING.value}

    notes = absence.press_outcome(args, stage.turn("孙强", "16:50"))
    again = absence.press_outcome(args, stage.turn("陈静", "16:51"))

    assert "李小明已联系上，孩子平安（孙强老师 16:50）" in to(notes, stage.id("陈静"))
    assert to(notes, stage.id("赵敏"))
    assert matters.open_ones(stage.session, stage.story.school_id, kind="absence") == []
    assert [note.to for note in again] == [stage.id("陈静")]
