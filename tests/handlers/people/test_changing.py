"""Changes of people by chat: shown, confirmed, applied on their day, taken back. (C10, C11; promises 2, 7)"""

from __future__ import annotations

from datetime import date, timedelta

from care.messages import Inbound, Kind
from handlers.people import changing, handed_over
from storage import audit, people
from storage.enrolment import approvals, bookings
from storage.staff import changes, duties, staffing
from storage.staff.duties import DutyKind
from tests.stage import EVENING, WEDNESDAY, Stage, labels, to

FRIDAY = WEDNESDAY + timedelta(days=2)


def say(stage: Stage, who: str, at: str, text: str) -> str:
    notes = changing.told(stage.turn(who, at, text=text))
    assert notes is not None
    return to(stage.keep(notes), stage.id(who))


def order(stage: Stage, who: str, at: str, text: str) -> None:
    say(stage, who, at, text)
    stage.press(who, at, "确认修改")


def tick(stage: Stage, day: date) -> str:
    stage.day = day
    notes = stage.keep(changing.carry_out(stage.turn("钱进", "07:00")))
    return to(notes, stage.id("孙强"))


def phone(stage: Stage, name: str) -> str | None:
    kin = people.guardians_of(stage.session, stage.story.pupils["李小明"])
    return next(one.phone for one in kin if one.name == name)


def head(stage: Stage, name: str) -> int | None:
    return people.class_teacher_of(stage.session, stage.story.pupils[name])


def test_nothing_changes_before_the_button(stage: Stage) -> None:
    said = say(stage, "陈静", "09:00", "把李小明妈妈的电话改成13912345678")

    assert "138****0001改为139****5678" in said
    assert phone(stage, "王丽") == "13800000001"


def test_confirmed_it_holds_is_logged_and_the_guardian_hears_it(stage: Stage) -> None:
    say(stage, "陈静", "09:00", "把李小明妈妈的电话改成13912345678")
    notes = stage.press("陈静", "09:01", "确认修改")

    assert phone(stage, "王丽") == "13912345678"
    assert people.with_phone(stage.session, stage.story.school_id, "13912345678") == [(stage.id("王丽"), "王丽")]
    assert "不是您要改的" in to(notes, stage.id("王丽"))
    assert "changed" in [entry.what for entry in audit.entries(stage.session, stage.story.school_id)]


def test_no_answer_shows_a_whole_phone(stage: Stage) -> None:
    order(stage, "陈静", "09:00", "把李小明妈妈的电话改成13912345678")
    say(stage, "陈静", "09:10", "新增监护人 三年级2班李小明 外婆 李桂兰 13711112222")

    assert not [note for note in stage.notes if "13912345678" in note.text or "13711112222" in note.text]


def test_within_a_day_it_is_taken_back_and_after_it_is_not(stage: Stage) -> None:
    order(stage, "陈静", "09:00", "把李小明妈妈的电话改成13912345678")
    stage.day = WEDNESDAY + timedelta(days=1)
    assert "恢复原来的登记" in say(stage, "陈静", "08:59", "撤销修改")
    assert phone(stage, "王丽") == "13800000001"

    order(stage, "陈静", "09:05", "把李小明妈妈的电话改成13912345678")
    stage.day = FRIDAY
    assert "超过可以撤销的时间" in say(stage, "陈静", "09:06", "撤销修改")
    assert phone(stage, "王丽") == "13912345678"


def test_what_was_changed_again_is_not_taken_back_underneath(stage: Stage) -> None:
    order(stage, "陈静", "09:00", "把李小明妈妈的电话改成13912345678")
    order(stage, "孙强", "09:05", "把李小明妈妈的电话改成13912340000")

    assert "后来又改过" in say(stage, "陈静", "09:10", "撤销修改")
    assert phone(stage, "王丽") == "13912340000"


def test_a_teacher_of_another_class_changes_no_family(stage: Stage) -> None:
    assert "没有改动" in say(stage, "李梅", "09:00", "把李小明妈妈的电话改成13912345678")
    assert labels(stage.notes, stage.id("李梅")) == []


def test_a_new_guardian_with_a_known_phone_and_name_is_the_same_person(stage: Stage) -> None:
    order(stage, "李梅", "09:00", "新增监护人 一年级1班刘洋 爸爸 张伟 13800000003")
    kin = people.guardians_of(stage.session, stage.story.pupils["刘洋"])

    assert [(one.person_id, one.relation, one.rank) for one in kin][-1] == (stage.id("张伟"), "爸爸", 2)
    stage.press("李梅", "09:05", "撤销修改")
    assert len(people.guardians_of(stage.session, stage.story.pupils["刘洋"])) == 1


def test_namesakes_are_asked_about(stage: Stage) -> None:
    first = next(one for one in people.classes(stage.session, stage.story.school_id) if one.name == "一年级1班")
    twin = people.add_student(stage.session, stage.story.school_id, first.id, "李小明")
    people.add_guardian(stage.session, twin, stage.id("张伟"), "妈妈")
    said = say(stage, "孙强", "09:00", "把李小明妈妈的电话改成13912345678")

    assert "几位叫李小明" in said
    assert phone(stage, "王丽") == "13800000001"


def test_a_class_teacher_changes_on_the_day_named(stage: Stage) -> None:
    order(stage, "孙强", "09:00", "三年级2班班主任换成何老师，从3月6日起")
    assert head(stage, "李小明") == stage.id("陈静")

    tick(stage, WEDNESDAY + timedelta(days=1))
    assert head(stage, "李小明") == stage.id("陈静")
    tick(stage, FRIDAY)
    tick(stage, FRIDAY)
    assert head(stage, "李小明") == stage.id("何芳")


def test_what_waits_for_the_old_class_teacher_waits_for_the_new_one(stage: Stage) -> None:
    stage_approval(stage, "陈静")
    order(stage, "孙强", "09:05", "三年级2班班主任换成何老师")

    assert approvals.waiting_for(stage.session, stage.id("陈静")) == []
    assert len(approvals.waiting_for(stage.session, stage.id("何芳"))) == 1


def test_a_stand_in_gives_the_class_back_by_itself(stage: Stage) -> None:
    order(stage, "孙强", "09:00", "何老师代三年级2班班主任，到3月5日")
    assert head(stage, "李小明") == stage.id("何芳")

    tick(stage, WEDNESDAY + timedelta(days=1))
    assert head(stage, "李小明") == stage.id("何芳"), "the last day counts"
    tick(stage, FRIDAY)
    assert head(stage, "李小明") == stage.id("陈静")


def test_only_who_leads_or_keeps_the_system_changes_class_teachers(stage: Stage) -> None:
    assert "没有改动" in say(stage, "赵敏", "09:00", "三年级2班班主任换成何老师")
    assert "将修改" in say(stage, "钱进", "09:01", "三年级2班班主任换成何老师")


def test_a_parents_sentence_is_no_order(stage: Stage) -> None:
    assert changing.told(stage.turn("王丽", "09:00", text="把李小明妈妈的电话改成13912345678")) is None


# --- leaving ---


def stage_approval(stage: Stage, decider: str) -> int:
    return approvals.add(
        stage.session, stage.story.school_id, "bind", student_id=stage.story.pupils["陈晨"], by_id=stage.id("陈刚"),
        decider_id=stage.id(decider), now=stage.turn(decider, "08:00").now,
    )  # fmt: skip


def left(stage: Stage, who: str = "赵敏", successor: str = "钱进") -> None:
    order(stage, "孙强", "09:00", f"{who}老师离职，最后一天是3月4日，由{successor}老师接替")


def rostered(stage: Stage, day: date) -> set[str]:
    """Who is on care duty in the evening for 三年级2班."""
    names = {id_: name for name, id_ in stage.story.people.items()}
    group = stage.story.groups["三年级2班", EVENING]
    found = duties.on(stage.session, stage.story.school_id, day, EVENING)
    return {names[d.person_id] for d in found if d.group_id == group and d.rank == 1 and d.stands}


def test_duties_after_the_last_day_go_to_the_successor_at_once(stage: Stage) -> None:
    left(stage)

    assert rostered(stage, WEDNESDAY) == {"赵敏"}, "the last day is still theirs"
    assert rostered(stage, FRIDAY) == {"钱进"}


def test_where_the_successor_is_busy_the_next_in_line_has_the_duty(stage: Stage) -> None:
    left(stage, successor="王磊")

    assert rostered(stage, FRIDAY) == {"何芳"}


def test_a_duty_that_nobody_can_take_is_put_before_the_leaders(stage: Stage) -> None:
    for duty in staffing.duties_from(stage.session, stage.id("何芳"), FRIDAY):
        duties.set_state(stage.session, duty.id, duties.DutyState.DECLINED, now=stage.turn("何芳", "08:00").now)
    say(stage, "孙强", "09:00", "赵敏老师离职，最后一天是3月4日，由王磊老师接替")
    notes = stage.press("孙强", "09:01", "确认修改")

    assert "还没有人" in to(notes, stage.id("周建国"))


def test_on_the_day_after_everything_is_the_successors(stage: Stage) -> None:
    stage_approval(stage, "陈静")
    left(stage, "陈静", "何芳")
    assert head(stage, "李小明") == stage.id("陈静")

    said = tick(stage, WEDNESDAY + timedelta(days=1))
    assert "已移交何芳老师" in said
    assert head(stage, "李小明") == stage.id("何芳")
    assert len(approvals.waiting_for(stage.session, stage.id("何芳"))) == 1
    assert people.speaker(stage.session, stage.id("陈静")).posts == frozenset()


def test_nothing_in_the_house_points_to_who_left(stage: Stage) -> None:
    left(stage)
    tick(stage, WEDNESDAY + timedelta(days=1))
    gone, school = stage.id("赵敏"), stage.story.school_id

    assert staffing.held(stage.session, school, gone) == staffing.Held()
    assert [d for d in staffing.duties_from(stage.session, gone, FRIDAY) if d.stands] == []
    assert gone not in [one.teacher_id for one in bookings.groups(stage.session, school)]
    assert gone not in [one.id for one in people.staff(stage.session, school)]
    assert gone not in duties.leaders(stage.session, school, FRIDAY)
    assert DutyKind.CARE  # a care duty was among what moved


def test_an_old_card_is_refused_politely_and_does_nothing(stage: Stage) -> None:
    left(stage, "陈静", "何芳")
    tick(stage, WEDNESDAY + timedelta(days=1))
    turn = stage.turn("陈静", "08:00")
    notes = handed_over.refusal(Inbound("demo", "wecom_app", "x", "chenjing", Kind.PRESS, button="q/1/0"), turn)

    assert notes is not None
    assert "已转给何芳老师" in notes[0].text
    assert "没有改动" in notes[0].text


def test_who_left_and_is_a_parent_keeps_what_parents_do(stage: Stage) -> None:
    people.add_guardian(stage.session, stage.story.pupils["刘洋"], stage.id("赵敏"), "阿姨", rank=2)
    left(stage)
    tick(stage, WEDNESDAY + timedelta(days=1))
    hello = Inbound("demo", "wecom_app", "x", "zhaomin", Kind.TEXT, "刘洋今天请假")

    assert handed_over.refusal(hello, stage.turn("赵敏", "08:00")) is None


def test_taken_back_everything_is_as_it_was(stage: Stage) -> None:
    before = [vars(one) for one in staffing.duties_from(stage.session, stage.id("赵敏"), WEDNESDAY)]
    left(stage)
    tick(stage, WEDNESDAY + timedelta(days=1))
    say(stage, "孙强", "08:59", "撤销修改")

    assert [vars(one) for one in staffing.duties_from(stage.session, stage.id("赵敏"), WEDNESDAY)] == before
    assert rostered(stage, FRIDAY) == {"赵敏"}
    assert people.speaker(stage.session, stage.id("赵敏")).posts
    assert stage.id("赵敏") in [one.teacher_id for one in bookings.groups(stage.session, stage.story.school_id)]


def test_changes_that_were_taken_back_are_not_carried_out(stage: Stage) -> None:
    order(stage, "孙强", "09:00", "三年级2班班主任换成何老师，从3月6日起")
    say(stage, "孙强", "09:10", "撤销修改")
    tick(stage, FRIDAY)

    assert head(stage, "李小明") == stage.id("陈静")
    assert changes.due(stage.session, stage.story.school_id, FRIDAY) == []
