"""The tick, on both databases: the agenda into the outbox once, lists opened, gaps raised, the sweep. (promise 4)"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select

from bot.house import House
from care.acts import CareSession
from care.calendar import SHANGHAI
from care.messages import Inbound, Kind, Outgoing
from care.rules.custody import Event, Move, Roll
from handlers import notices
from jobs.tick import tick
from storage import inbox, ledger, outbox, schools
from storage.day import matters, records
from storage.db import Sessions
from storage.enrolment import bookings
from storage.outbox import OutboxRow, State
from storage.staff import duties
from storage.staff.duties import DutyState
from tests import story
from tests.fakes import FakeBell, FakeChannels, SteppedClock
from tests.story import Story

WEDNESDAY = date(2026, 3, 4)
EVENING = CareSession.EVENING


class School:
    """The story's school with a clock to set, ticked at will."""

    def __init__(self, sessions: Sessions) -> None:
        self.sessions = sessions
        self.clock = SteppedClock(datetime(2026, 3, 4, 8, tzinfo=SHANGHAI))
        self.bell = FakeBell()
        self.house = House(sessions, FakeChannels(), self.bell, now=self.clock, wall=self.clock)
        with sessions.writing() as session:
            self.story: Story = story.build(session)

    def tick(self, at: str, day: date = WEDNESDAY) -> list[str]:
        """Keys that this tick put, without those merged into another or missed."""
        before = {row.key for row in self.rows()}
        self.clock.at = datetime.fromisoformat(f"{day}T{at}").replace(tzinfo=SHANGHAI)
        tick(self.house)
        new = [row for row in self.rows() if row.key not in before]
        return sorted(row.key for row in new if row.state == int(State.WAITING))

    def rows(self) -> list[OutboxRow]:
        with self.sessions.reading() as session:
            return list(session.scalars(select(OutboxRow).order_by(OutboxRow.id)))

    def told(self, person: str, about: str) -> list[Outgoing]:
        found = [outbox.to_value(row) for row in self.rows() if row.about == about]
        return [message for message in found if message.to == self.story.people[person]]

    def write(self, *events: Event) -> None:
        with self.sessions.writing() as session:
            ledger.append(session, self.story.school_id, WEDNESDAY, EVENING, events, now=self.clock())

    def accept_all(self) -> None:
        with self.sessions.writing() as session:
            for duty in duties.on(session, self.story.school_id, WEDNESDAY):
                if duty.rank == 1:
                    duties.set_state(session, duty.id, DutyState.ACCEPTED, now=self.clock())


@pytest.fixture
def school(sessions: Sessions) -> School:
    return School(sessions)


def test_the_evening_before_everybody_on_duty_is_asked_once(school: School) -> None:
    tuesday = WEDNESDAY - timedelta(days=1)
    school.tick("18:55", tuesday)

    keys = school.tick("19:07", tuesday)

    people = school.story.people
    assert keys == sorted(f"demo/2026-03-04/duty/{people[name]}/1" for name in ("赵敏", "王磊", "孙强"))
    assert school.tick("19:07", tuesday) == []
    assert [button.label for button in school.told("赵敏", "duty")[0].buttons] == ["收到，能到", "我去不了"]


def test_two_ticks_at_the_same_moment_put_each_notice_once(school: School) -> None:
    school.accept_all()
    school.tick("16:00")
    school.tick("16:20")
    rows = [(row.key, row.id) for row in school.rows()]

    tick(school.house)
    tick(school.house)

    assert [(row.key, row.id) for row in school.rows()] == rows


def test_the_lists_are_opened_when_the_session_begins(school: School) -> None:
    school.accept_all()
    school.tick("16:00")
    school.tick("16:24")
    with school.sessions.reading() as session:
        assert ledger.places(session, school.story.school_id, WEDNESDAY, EVENING) == {}

    school.tick("16:25")
    school.tick("16:26")

    with school.sessions.reading() as session:
        events = ledger.events(session, school.story.school_id, WEDNESDAY, EVENING)
        places = ledger.places(session, school.story.school_id, WEDNESDAY, EVENING)
    assert [event.kind for event in events] == [Move.EXPECTED, Move.EXPECTED]
    assert {place.roll for place in places.values()} == {Roll.NOT_CALLED}
    assert len(places) == 9


def test_a_roll_that_is_missing_reaches_the_teacher_again_and_the_leader(school: School) -> None:
    school.accept_all()
    school.tick("16:00")
    school.tick("16:20")

    school.tick("16:35")

    assert "还没有点名" in school.told("赵敏", "rollcall-late")[0].text
    (to_leader,) = school.told("孙强", "rollcall-late")
    assert "三年级2班（赵敏老师）、一年级1班（王磊老师）" in to_leader.text


def test_an_unanswered_duty_goes_to_the_next_and_the_leader_hears_it(school: School) -> None:
    school.tick("15:55")
    school.tick("16:10")
    school.tick("16:11")

    with school.sessions.reading() as session:
        evening = duties.on(session, school.story.school_id, WEDNESDAY, EVENING)
    states = {(d.person_id, d.group_id): (d.rank, d.state) for d in evening}
    group = school.story.groups[("三年级2班", EVENING)]
    assert states[(school.story.people["赵敏"], group)] == (1, DutyState.PASSED_ON)
    assert states[(school.story.people["何芳"], group)] == (1, DutyState.PLANNED)
    assert "请您顶班" in school.told("何芳", "duty")[0].text
    assert "已请何芳老师顶班" in school.told("孙强", "duty")[0].text
    assert "没有下一位" in school.told("孙强", "duty-open")[0].text, "王磊's group: 何芳 cannot have two"


def test_after_a_jump_of_the_clock_what_was_missed_is_raised_once(school: School) -> None:
    school.accept_all()
    school.tick("16:00")

    school.tick("17:45")

    missed = [row.key for row in school.rows() if row.state == int(State.MISSED)]
    people = school.story.people
    assert missed == [f"demo/2026-03-04/evening/rollcall/{people[name]}/1" for name in ("赵敏", "王磊")]
    (alarm,) = school.told("孙强", "alarm")
    assert "16:20 晚托点名提醒（2人）" in alarm.text
    assert len(school.told("孙强", "rollcall-late")) == 1, "still of use"
    school.tick("17:46")
    assert len(school.told("孙强", "alarm")) == 1


def test_what_was_due_before_the_house_watched_is_not_missed(school: School) -> None:
    school.accept_all()

    school.tick("14:50")

    assert school.rows() == []


def test_the_ladder_is_climbed_until_the_child_is_gone(school: School) -> None:
    school.accept_all()
    school.tick("16:25")
    child, teacher = school.story.pupils["李小明"], school.story.people["赵敏"]
    group = school.story.groups[("三年级2班", EVENING)]
    everybody = tuple(school.story.pupils[name] for name in ("李小明", "张子涵"))
    school.write(Event(Move.PRESENT, everybody, school.clock(), teacher, group=group))
    school.write(Event(Move.RELEASED, everybody[1:], school.clock(), teacher, group=group))

    school.tick("18:05")
    school.tick("18:10")
    assert "李小明还在学校" in school.told("王丽", "uncollected")[0].text
    assert len(school.told("刘桂芳", "uncollected")) == 1
    assert school.told("张伟", "uncollected") == []
    school.write(Event(Move.RELEASED, (child,), school.clock(), teacher, group=group))

    school.tick("18:20")

    assert school.told("陈静", "uncollected") == []


def test_the_handover_notice_gives_each_their_own(school: School) -> None:
    school.accept_all()
    school.tick("16:25")
    group, teacher = school.story.groups[("三年级2班", EVENING)], school.story.people["赵敏"]
    with school.sessions.reading() as session:
        children = tuple(bookings.expected(session, group, WEDNESDAY))
    school.write(Event(Move.PRESENT, children, school.clock(), teacher, group=group))
    mothers = {"person": {"relation": "妈妈"}}
    school.write(Event(Move.RELEASED, children[1:], school.clock(), teacher, group=group, detail=mothers))

    school.tick("18:13")

    (to_teacher,) = school.told("赵敏", "handover")
    assert "应到5 = 到5 + 请假0 + 缺勤0 + 未点名0\n接手5 = 仍在校1 + 已离校4（妈妈接4）" in to_teacher.text
    assert "情况不明" in school.told("王磊", "handover")[0].text
    assert "应到9 = 到5 + 请假0 + 缺勤0 + 未点名4" in school.told("孙强", "handover")[0].text
    assert school.told("周建国", "summary") == []


def test_the_gate_hears_who_left_by_it(school: School) -> None:
    school.accept_all()
    with school.sessions.writing() as session:
        gate = school.story.people["何芳"]
        duties.add(session, school.story.school_id, WEDNESDAY, EVENING, duties.DutyKind.GATE, gate)
    school.tick("16:25")
    group, teacher = school.story.groups[("三年级2班", EVENING)], school.story.people["赵敏"]
    both = tuple(school.story.pupils[name] for name in ("李小明", "张子涵"))
    school.write(Event(Move.PRESENT, both, school.clock(), teacher, group=group))
    school.write(Event(Move.RELEASED, both[1:], school.clock(), teacher, group=group))

    school.tick("18:13")

    (to_gate,) = school.told("何芳", "handover")
    assert "接手2 = 已出校门1（没写由谁接1） + 还没出校门1" in to_gate.text
    assert "李小明" in to_gate.text


def test_a_group_that_nobody_came_to_calls_the_leader_and_the_next_on_the_list(school: School) -> None:
    """(C55; 000-5.06: 空堂)"""
    school.tick("15:55")
    school.tick("16:10")

    school.tick("16:28")

    to_leader = next(card for card in school.told("孙强", "empty-group") if card.buttons)
    assert "· 三年级2班：应到5人，何芳老师没有消息" in to_leader.text
    assert "· 一年级1班：应到4人，王磊老师没有消息" in to_leader.text
    (to_next,) = school.told("何芳", "empty-group")
    assert "请马上到三年级2班" in to_next.text
    assert [button.label for button in to_next.buttons] == ["收到，能到", "我去不了"]
    assert [key for key in school.tick("16:29") if "empty-group" in key] == []


def test_a_group_whose_teacher_acknowledged_is_not_called_empty(school: School) -> None:
    school.accept_all()
    school.tick("16:00")

    school.tick("16:34")

    assert school.told("孙强", "empty-group") == []


def test_a_care_log_is_reminded_of_until_it_is_written_and_the_leader_sees_who_wrote_none(school: School) -> None:
    """(C52, C53)"""
    school.accept_all()
    school.tick("16:00")
    with school.sessions.writing() as session:
        records.add(
            session, school.story.school_id, "care_log", "作业完成", day=WEDNESDAY, now=school.clock(), inbox_id=None,
            by_id=school.story.people["赵敏"], care="evening", group_id=school.story.groups["三年级2班", EVENING],
        )  # fmt: skip

    school.tick("18:23")
    school.tick("18:41")

    assert school.told("赵敏", "care-log") == []
    (reminder,) = school.told("王磊", "care-log")
    assert "今天晚托一年级1班的看护记录还没有写" in reminder.text
    assert "还有1个班没有看护记录：一年级1班（王磊老师）" in school.told("孙强", "logs-missing")[0].text
    assert len(school.told("孙强", "duty-log")) == 1


def test_a_duty_log_that_is_written_is_not_asked_for(school: School) -> None:
    school.accept_all()
    school.tick("16:00")
    with school.sessions.writing() as session:
        records.add(
            session, school.story.school_id, "duty_log", "正常", day=WEDNESDAY, now=school.clock(), inbox_id=None,
            by_id=school.story.people["孙强"], care="evening",
        )  # fmt: skip

    school.tick("18:41")

    assert school.told("孙强", "duty-log") == []


def test_the_principals_summary_prints_its_equations(school: School) -> None:
    school.accept_all()
    school.tick("16:25")
    school.tick("18:46")

    school.tick("18:47")

    (text,) = [message.text for message in school.told("周建国", "summary")]
    assert "【晚托】应到9人，没有点名，情况不明。" in text


def test_before_a_later_lesson_the_roll_is_asked_for_where_the_school_wants_it(school: School) -> None:
    """(002.13)"""
    school.accept_all()
    with school.sessions.writing() as session:
        schools.get(session, school.story.school_id).settings = {"roll_per_lesson": True}
    school.tick("16:25")
    child, teacher = school.story.pupils["李小明"], school.story.people["赵敏"]
    group = school.story.groups["三年级2班", EVENING]
    school.write(Event(Move.PRESENT, (child,), school.clock(), teacher, group=group))

    school.tick("17:07")
    school.tick("17:22")

    (reminder,) = school.told("赵敏", "rollcall-lesson")
    assert "第2节点名提醒：晚托第2节17:12开始。三年级2班台账在班1人。" in reminder.text
    assert "晚托第2节已经开始，还没有点名：三年级2班" in school.told("孙强", "rollcall-lesson")[0].text


def call_and_release(school: School) -> tuple[int, ...]:
    """Everybody of 三年级2班 is here; all but 李小明 are collected."""
    school.accept_all()
    school.tick("16:25")
    group, teacher = school.story.groups["三年级2班", EVENING], school.story.people["赵敏"]
    with school.sessions.reading() as session:
        children = tuple(bookings.expected(session, group, WEDNESDAY))
    school.write(Event(Move.PRESENT, children, school.clock(), teacher, group=group))
    gone = tuple(child for child in children if child != school.story.pupils["李小明"])
    school.write(Event(Move.RELEASED, gone, school.clock(), teacher, group=group))
    return gone


def test_the_principal_gets_one_picture_a_day(school: School) -> None:
    """(C57)"""
    call_and_release(school)

    school.tick("18:47")
    school.tick("18:48")

    (chart,) = school.told("周建国", "chart")
    assert chart.key == f"demo/2026-03-04/chart/{school.story.people['周建国']}/1"
    assert "晚托到校5人、离校4人" in chart.text
    assert chart.picture is not None
    assert Image.open(BytesIO(chart.picture)).format == "PNG"


def test_a_day_that_nobody_called_has_no_picture(school: School) -> None:
    school.accept_all()
    school.tick("16:25")

    school.tick("18:47")

    assert school.told("周建国", "chart") == []


def test_figures_that_turned_out_wrong_are_corrected_once_for_whoever_got_them(school: School) -> None:
    """A release that was undone after the handover notice. (promise 7)"""
    gone = call_and_release(school)
    group, teacher = school.story.groups["三年级2班", EVENING], school.story.people["赵敏"]
    school.tick("18:13")
    school.clock.at = datetime(2026, 3, 4, 18, 20, tzinfo=SHANGHAI)
    school.write(Event(Move.RETURNED, gone[:1], school.clock(), teacher, teacher, group=group, ref=4))

    school.tick("18:24")
    school.tick("18:25")

    (to_teacher,) = school.told("赵敏", "correction")
    assert to_teacher.text.startswith("更正：")
    assert "仍在校2 + 已离校3" in to_teacher.text
    assert len(school.told("孙强", "correction")) == 1
    assert len(school.told("陈静", "correction")) == 1
    assert school.told("王磊", "correction") == [], "another group's teacher"


def test_a_late_mother_makes_no_notice_wrong(school: School) -> None:
    call_and_release(school)
    group, teacher = school.story.groups["三年级2班", EVENING], school.story.people["赵敏"]
    school.tick("18:13")
    school.clock.at = datetime(2026, 3, 4, 18, 20, tzinfo=SHANGHAI)
    school.write(Event(Move.RELEASED, (school.story.pupils["李小明"],), school.clock(), teacher, group=group))

    school.tick("18:24")

    assert school.told("孙强", "correction") == []


def test_a_year_without_a_calendar_is_told_once_and_stays_open(school: School) -> None:
    eve = date(2026, 12, 31)
    school.tick("16:00", eve)

    keys = school.tick("16:37", eve)
    again = school.tick("16:38", eve)

    told = sorted(school.story.people[name] for name in ("钱进", "周建国"))
    assert [key for key in keys if "/year/" in key] == [f"demo/year/2027/{person}" for person in told]
    assert again == []
    with school.sessions.reading() as session:
        assert len(matters.open_ones(session, school.story.school_id, kind="year")) == 1


def test_a_notice_that_breaks_keeps_no_other_from_leaving_and_is_found_by_the_watch(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> tuple[str, tuple[()]]:
        raise KeyError("a name that is not there")

    school.accept_all()
    school.tick("16:00")
    monkeypatch.setitem(notices.WORDS, notices.Kind.ROLL_LATE, breaks)

    school.tick("16:35")
    school.tick("16:41")

    assert school.told("赵敏", "rollcall-late") == []
    assert "没有发出" in school.told("钱进", "alarm")[0].text


def test_a_school_that_breaks_keeps_no_other_school_waiting(school: School) -> None:
    with school.sessions.writing() as session:
        schools.add(session, "broken", "坏了的学校", settings={"duty_notice_at": "not a time"})

    school.accept_all()
    school.tick("16:00")

    assert school.tick("16:20") != []


def test_the_sweep_rings_for_what_nobody_answered_and_nobody_sent(school: School) -> None:
    message = Inbound(story.CODE, "wecom_app", "m1", "zhaomin", Kind.TEXT, "到齐")
    with school.sessions.writing() as session:
        inbox.receive(session, school.story.school_id, message, now=school.clock())
        note = Outgoing("note/1", school.story.people["赵敏"], "好")
        outbox.put(session, school.story.school_id, note, now=school.clock())

    tick(school.house)

    assert school.bell.rung == ["answer", "deliver"]
