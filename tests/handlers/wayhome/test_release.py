"""Release: who may go, with whom, who hears it, and how it is taken back. (C44–C47; promises 2, 6, 7, 9)"""

from __future__ import annotations

from care.acts import Act, Ground, Intent
from care.people import Person
from care.rules.custody import Move, Place, Roll
from storage.day import matters, pickups
from storage.day.pickups import PlanKind
from storage.people import StudentRow
from tests.stage import WEDNESDAY, Stage, labels, relation, to


def leaves(stage: Stage, *names: str, person: Person | None = None, **slots: object) -> Act:
    return Act(Intent.RELEASE, students=stage.children(*names), person=person).with_(**slots)


def called(stage: Stage) -> None:
    stage.say("赵敏", "16:28", Act(Intent.ROLL_CALL, absent=()))


def plan(stage: Stage, name: str, kind: PlanKind, person: Person | None = None) -> None:
    pickups.add(
        stage.session, stage.story.school_id, stage.story.pupils[name], [WEDNESDAY], kind, person=person, by_id=1,
        inbox_id=None, now=stage.turn("赵敏", "12:00").now,
    )  # fmt: skip


def test_a_guardian_collects_and_the_family_hears_it_once(stage: Stage) -> None:
    called(stage)
    notes = stage.say("赵敏", "17:12", leaves(stage, "李小明", person=relation("奶奶")))

    assert stage.place("李小明").gone is not None
    for guardian in ("王丽", "刘桂芳"):
        assert "三年级2班 李小明 17:12 已由奶奶接走（赵敏老师放行）" in to(notes, stage.id(guardian))
        assert labels(notes, stage.id(guardian)) == ["已接到", "没有接到"]


def test_a_child_not_called_yet_is_called_in_the_same_breath(stage: Stage) -> None:
    stage.say("赵敏", "16:30", leaves(stage, "李小明", person=relation("妈妈")))

    assert stage.place("李小明").roll is Roll.PRESENT
    assert stage.place("李小明").gone is not None
    assert stage.balance().holds


def test_a_stranger_is_asked_about_at_home_first(stage: Stage) -> None:
    called(stage)
    notes = stage.say("赵敏", "17:00", leaves(stage, "李小明", person=Person("张伟", "叔叔")))

    assert stage.place("李小明").holder == stage.id("赵敏")
    assert "不在三年级2班 李小明的接送名单里" in to(notes, stage.id("赵敏"))
    assert labels(notes, stage.id("王丽")) == ["同意今天由他接", "不同意"]

    notes = stage.press("王丽", "17:02", "同意今天由他接")
    assert labels(notes, stage.id("赵敏")) == ["放行"]

    stage.press("赵敏", "17:03", "放行")
    assert stage.place("李小明").gone is not None


def test_a_stranger_whom_the_family_refuses_calls_the_leader(stage: Stage) -> None:
    called(stage)
    stage.say("赵敏", "17:00", leaves(stage, "李小明", person=Person("张伟", "叔叔")))
    notes = stage.press("王丽", "17:02", "不同意")

    assert stage.place("李小明").holder == stage.id("赵敏")
    assert "不要放行" in to(notes, stage.id("赵敏"))
    assert "不要放行" in to(notes, stage.id("孙强"))
    assert matters.open_ones(stage.session, stage.story.school_id, kind="discrepancy")


def test_without_a_person_the_days_plan_says_who(stage: Stage) -> None:
    called(stage)
    plan(stage, "李小明", PlanKind.PERSON, relation("姑姑"))
    notes = stage.say("赵敏", "17:00", leaves(stage, "李小明"))

    assert "由姑姑接走（今天的安排，" in to(notes, stage.id("赵敏"))


def test_a_guardian_in_place_of_the_planned_one_is_told_to_the_family(stage: Stage) -> None:
    called(stage)
    plan(stage, "李小明", PlanKind.PERSON, relation("姑姑"))
    notes = stage.say("赵敏", "17:00", leaves(stage, "李小明", person=relation("奶奶")))

    assert "原来安排的是姑姑" in to(notes, stage.id("王丽"))


def test_alone_needs_the_permit(stage: Stage) -> None:
    called(stage)
    notes = stage.say("赵敏", "17:00", leaves(stage, "李小明", alone=True))

    assert stage.place("李小明").holder == stage.id("赵敏")
    assert "没有《独自回家证》" in to(notes, stage.id("赵敏"))

    notes = stage.say("赵敏", "17:00", leaves(stage, "赵一诺", alone=True))
    assert stage.place("赵一诺").gone is not None
    assert labels(notes, stage.id("赵洁")) == ["已到家", "还没到家"]


def test_alone_against_the_familys_plan_is_refused(stage: Stage) -> None:
    called(stage)
    plan(stage, "赵一诺", PlanKind.PERSON, relation("妈妈"))
    notes = stage.say("赵敏", "17:00", leaves(stage, "赵一诺", alone=True))

    assert stage.place("赵一诺").holder == stage.id("赵敏")
    assert "安排的是妈妈" in to(notes, stage.id("赵敏"))


def test_a_child_in_a_colleagues_hands_is_the_colleagues_to_release(stage: Stage) -> None:
    called(stage)
    notes = stage.say("王磊", "17:00", leaves(stage, "李小明", person=relation("妈妈")))

    assert stage.place("李小明").holder == stage.id("赵敏")
    assert "在赵敏老师手里" in to(notes, stage.id("王磊"))

    stage.press("赵敏", "17:01", "是，已接走")
    gone = stage.place("李小明").gone
    assert gone is not None
    assert gone.actor == stage.id("赵敏")


def test_a_leader_releases_for_anybody_and_the_holder_hears_it(stage: Stage) -> None:
    called(stage)
    notes = stage.say("孙强", "17:00", leaves(stage, "李小明", person=relation("妈妈")))

    assert stage.place("李小明").gone is not None
    assert "李小明" in to(notes, stage.id("赵敏"))


def test_a_child_on_leave_or_missing_is_not_released(stage: Stage) -> None:
    stage.say("赵敏", "16:28", Act(Intent.ROLL_CALL, absent=stage.children("王小红")))
    notes = stage.say("赵敏", "17:00", leaves(stage, "王小红"))

    assert stage.place("王小红").gone is None
    assert "点名没到" in to(notes, stage.id("赵敏"))


def test_a_look_alike_needs_the_class(stage: Stage) -> None:
    for name in ("李子涵", "李梓涵"):
        stage.session.get_one(StudentRow, stage.story.pupils[name]).second_detail = True
    stage.session.flush()
    called(stage)
    notes = stage.say("赵敏", "17:00", leaves(stage, "李子涵", person=relation("妈妈")), text="李子涵妈妈接走了")

    assert stage.place("李子涵").holder == stage.id("赵敏")
    assert "三年级2班 李子涵、一年级1班 李梓涵" in to(notes, stage.id("赵敏"))
    assert labels(notes, stage.id("赵敏")) == ["三年级2班李子涵", "都不是"]

    stage.press("赵敏", "17:01", "三年级2班李子涵")
    assert stage.place("李子涵").gone is not None


def test_a_sibling_who_is_here_too_needs_the_full_name(stage: Stage) -> None:
    for name in ("张子涵", "张子墨"):
        stage.session.get_one(StudentRow, stage.story.pupils[name]).second_detail = True
    stage.session.flush()
    called(stage)
    stage.say("王磊", "16:29", Act(Intent.ROLL_CALL, absent=()))
    notes = stage.say("赵敏", "17:00", leaves(stage, "张子涵", person=relation("爸爸")), text="子涵爸爸接走了")

    assert stage.place("张子涵").holder == stage.id("赵敏")
    assert "三年级2班 张子涵、一年级1班 张子墨" in to(notes, stage.id("赵敏"))

    stage.say("赵敏", "17:01", leaves(stage, "张子涵", person=relation("爸爸")), text="张子涵爸爸接走了")
    assert stage.place("张子涵").gone is not None


def test_a_sibling_who_is_not_here_asks_for_nothing_more(stage: Stage) -> None:
    for name in ("张子涵", "张子墨"):
        stage.session.get_one(StudentRow, stage.story.pupils[name]).second_detail = True
    stage.session.flush()
    called(stage)
    stage.say("赵敏", "17:00", leaves(stage, "张子涵", person=relation("爸爸")), text="子涵爸爸接走了")

    assert stage.place("张子涵").gone is not None


def test_all_that_are_in_hand_leave_and_the_rest_is_named(stage: Stage) -> None:
    stage.say("赵敏", "16:28", Act(Intent.ROLL_CALL, absent=stage.children("王小红")))
    notes = stage.say("赵敏", "17:30", Act(Intent.RELEASE, all=True))

    assert stage.balance().gone == 4
    assert "4人" in to(notes, stage.id("赵敏"))
    assert "您手里的孩子都离校了" in to(notes, stage.id("赵敏"))


def test_all_but_some_says_who_is_left(stage: Stage) -> None:
    called(stage)
    notes = stage.say("赵敏", "17:30", leaves(stage, "张子涵", "王小红", "李子涵", "赵一诺"))

    assert "还在您手里：三年级2班 李小明" in to(notes, stage.id("赵敏"))


def test_undo_brings_the_child_back_and_corrects_the_family(stage: Stage) -> None:
    called(stage)
    stage.say("赵敏", "17:12", leaves(stage, "李小明", person=relation("奶奶")))
    notes = stage.press("赵敏", "17:14", "撤销")

    assert stage.place("李小明").holder == stage.id("赵敏")
    assert "没有离校" in to(notes, stage.id("王丽"))
    assert "没有离校" in to(notes, stage.id("刘桂芳"))
    assert stage.balance().holds


def test_a_child_that_the_family_has_is_not_called_back(stage: Stage) -> None:
    called(stage)
    stage.say("赵敏", "17:12", leaves(stage, "李小明", person=relation("奶奶")))
    stage.press("刘桂芳", "17:13", "已接到")
    notes = stage.press("赵敏", "17:14", "撤销")

    assert stage.place("李小明").gone is not None
    assert "家长已确认接到" in to(notes, stage.id("赵敏"))


def test_the_wrong_child_is_back_before_the_right_one_leaves(stage: Stage) -> None:
    called(stage)
    stage.say("赵敏", "17:12", leaves(stage, "李小明", person=relation("妈妈")))
    act = leaves(stage, "李子涵", person=relation("妈妈"), instead_of=stage.children("李小明"))
    notes = stage.say("赵敏", "17:14", act)

    assert stage.place("李小明").holder == stage.id("赵敏")
    assert stage.place("李子涵").gone is not None
    assert "没有离校" in to(notes, stage.id("王丽"))


def test_who_confirmed_before_is_not_asked_again(stage: Stage) -> None:
    called(stage)
    stage.say("王丽", "17:10", Act(Intent.CONFIRM_PICKUP, students=stage.children("李小明")))
    notes = stage.say("赵敏", "17:12", leaves(stage, "李小明", person=relation("妈妈")))

    receipt = stage.place("李小明").receipt
    assert receipt is not None
    assert receipt.kind is Move.COLLECTED
    assert labels(notes, stage.id("王丽")) == []


def test_released_twice_is_told_once(stage: Stage) -> None:
    called(stage)
    stage.say("赵敏", "17:12", leaves(stage, "李小明", person=relation("奶奶")))
    notes = stage.say("赵敏", "17:13", leaves(stage, "李小明", person=relation("奶奶")))

    assert [note.to for note in notes] == [stage.id("赵敏")]
    assert "没有再登记" in to(notes, stage.id("赵敏"))


def test_nobody_is_released_out_of_hours(stage: Stage) -> None:
    notes = stage.say("赵敏", "09:00", leaves(stage, "李小明", person=relation("妈妈")))

    assert "现在不是托管时间" in to(notes, stage.id("赵敏"))
    assert stage.place("李小明") == Place()


def test_a_name_that_is_another_pupils_is_asked_about_though_nobody_marked_it(stage: Stage) -> None:
    stage.say("王磊", "16:28", Act(Intent.ROLL_CALL, absent=()))
    act = Act(Intent.RELEASE, students=stage.children("李梓涵"))
    notes = stage.say("王磊", "17:02", act, text="李子涵接走了")

    assert stage.place("李梓涵").holder == stage.id("王磊")
    assert "三年级2班 李子涵" in to(notes, stage.id("王磊"))


def test_the_own_full_name_is_not_asked_about(stage: Stage) -> None:
    stage.say("王磊", "16:28", Act(Intent.ROLL_CALL, absent=()))
    act = Act(Intent.RELEASE, students=stage.children("李梓涵"))
    stage.say("王磊", "17:02", act, text="李梓涵接走了")

    assert stage.place("李梓涵").gone is not None


def all_but(stage: Stage, *names: str) -> Act:
    ground = Ground("intent", "除了刘洋都走了", "all but those named have left")
    return Act(Intent.RELEASE, students=stage.children(*names), grounds=(ground,))


def test_all_but_one_does_not_list_again_who_left_before(stage: Stage) -> None:
    stage.say("王磊", "16:28", Act(Intent.ROLL_CALL, absent=()))
    stage.say("王磊", "17:00", leaves(stage, "孙悦", person=relation("妈妈")))
    notes = stage.say("王磊", "17:10", all_but(stage, "孙悦", "李梓涵", "张子墨"), text="除了刘洋都走了")

    assert "孙悦" not in to(notes, stage.id("王磊"))
    assert stage.place("李梓涵").gone is not None


def test_who_is_said_to_stay_and_has_left_by_the_record_is_asked_about(stage: Stage) -> None:
    stage.say("王磊", "16:28", Act(Intent.ROLL_CALL, absent=()))
    stage.say("王磊", "17:00", leaves(stage, "刘洋", person=relation("妈妈")))
    notes = stage.say("王磊", "17:10", all_but(stage, "孙悦", "李梓涵", "张子墨"), text="除了刘洋都走了")

    assert "您说刘洋还没走，但记录是" in to(notes, stage.id("王磊"))
