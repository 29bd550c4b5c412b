"""Plans of the way home: delegates with a code, plans by weekday, where each comes from. (C45, C46)"""

from __future__ import annotations

import re
from datetime import date

from care.acts import Act, Intent
from care.people import Person
from handlers.wayhome import planned, plans
from storage.day import matters, pickups
from storage.day.codes import PickupCodeRow
from tests.stage import WEDNESDAY, Stage, relation, to

NEIGHBOUR = Person("张阿姨", "邻居", "13900001111")


def delegate(stage: Stage, person: Person = NEIGHBOUR, at: str = "14:00", **slots: object) -> str:
    """The mother says who collects; the code, where she was given one."""
    act = Act(Intent.DELEGATE_PICKUP, students=stage.children("李小明"), dates=(WEDNESDAY,), person=person)
    notes = stage.keep(plans.delegate(act.with_(**slots), stage.turn("王丽", at)))
    found = re.search(r"接送码：\S+ (\d{4})", to(notes, stage.id("王丽")))
    return found[1] if found else ""


def release(stage: Stage, at: str, code: str = "", person: Person | None = NEIGHBOUR) -> str:
    act = Act(Intent.RELEASE, students=stage.children("李小明"), person=person)
    return to(stage.say("赵敏", at, act, text=f"李小明 张阿姨接走了 码{code}" if code else ""), stage.id("赵敏"))


def called(stage: Stage) -> None:
    stage.say("赵敏", "16:28", Act(Intent.ROLL_CALL, absent=()))


def test_a_delegate_is_let_go_with_the_code_and_the_code_is_dead_then(stage: Stage) -> None:
    code = delegate(stage)
    called(stage)

    assert "要核对接送码" in release(stage, "17:00")
    assert "由张阿姨（邻居）接走（今天的安排，王丽 14:00发来）" in release(stage, "17:01", code)
    assert stage.place("李小明").gone is not None


def test_nobody_is_let_go_with_a_delegates_code_of_yesterday(stage: Stage) -> None:
    code = delegate(stage)
    stage.day = date(2026, 3, 5)
    called(stage)
    release(stage, "17:01", code)

    assert stage.place("李小明").holder == stage.id("赵敏")


def test_three_wrong_codes_call_the_leader_and_the_right_one_does_not_help(stage: Stage) -> None:
    code = delegate(stage)
    wrong = f"{(int(code) + 1) % 10_000:04d}"
    called(stage)
    for minute in (1, 2, 3):
        assert "接送码不对" in release(stage, f"17:0{minute}", wrong)

    assert matters.open_ones(stage.session, stage.story.school_id, kind="discrepancy")
    assert "接送码错了3次" in to(stage.notes, stage.id("孙强"))
    release(stage, "17:04", code)
    assert stage.place("李小明").holder == stage.id("赵敏")


def test_after_a_release_taken_back_the_code_is_good_again(stage: Stage) -> None:
    code = delegate(stage)
    called(stage)
    release(stage, "17:00", code)
    stage.press("赵敏", "17:01", "撤销")
    release(stage, "17:05", code)

    assert stage.place("李小明").gone is not None


def test_the_code_is_kept_as_a_mark_only(stage: Stage) -> None:
    code = delegate(stage)
    row = stage.session.query(PickupCodeRow).one()

    assert code
    assert code not in (row.mark, row.day)
    assert len(row.mark) == 24


def test_a_guardian_needs_no_code(stage: Stage) -> None:
    assert delegate(stage, relation("奶奶")) == ""


def test_all_that_left_does_not_take_a_delegates_child_along(stage: Stage) -> None:
    delegate(stage)
    called(stage)
    stage.say("赵敏", "17:00", Act(Intent.RELEASE, all=True))

    assert stage.place("李小明").holder == stage.id("赵敏")
    assert stage.place("王小红").gone is not None


def test_a_weekdays_plan_holds_on_that_weekday_and_todays_comes_first(stage: Stage) -> None:
    delegate(stage, relation("奶奶"), dates=None, weekdays=(3,))
    child = stage.child("李小明")
    assert [p.person.relation for p in pickups.plans(stage.session, [child.id], WEDNESDAY)[child.id]] == ["奶奶"]
    assert pickups.plans(stage.session, [child.id], date(2026, 3, 5)) == {}

    delegate(stage, relation("妈妈"), at="15:10")
    line = planned.lines(stage.turn("赵敏", "16:00"), [child])[0]
    assert line == "三年级2班 李小明 周三奶奶接：长期安排（王丽 14:00发来）；今天改为妈妈接，王丽 15:10发来。"


def test_taking_a_plan_back_restores_the_one_that_it_replaced(stage: Stage) -> None:
    delegate(stage, relation("奶奶"))
    delegate(stage, relation("妈妈"), at="14:10")
    stage.press("王丽", "14:11", "撤销")
    child = stage.story.pupils["李小明"]

    assert [p.person.relation for p in pickups.plans(stage.session, [child], WEDNESDAY)[child]] == ["奶奶"]
