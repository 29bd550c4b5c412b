"""The checks of a rehearsal: each names what breaks it."""

from __future__ import annotations

from datetime import UTC, datetime, time

from bot.rehearse import checks
from bot.rehearse.outcome import Case, Words
from bot.rehearse.record import Made, Put, Received, Shown
from bot.rehearse.script import Change, Do, Line, What, changes
from care.acts import CareSession
from care.rules.custody import Event, Move
from storage.inbox import State as Answered
from storage.outbox import State as Sending

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
EVENING = CareSession.EVENING


def line(text: str, *, phone: str = "mother", do: Do = Do.SAY, asks: frozenset[Change] = frozenset()) -> Line:
    return Line(1, time(15, 0), phone, do, "leave", text, asks=asks)


def received(text: str, *, id_: int = 1, sender: str = "mother", state: Answered = Answered.DONE) -> Received:
    return Received(id_, sender, "text", text, int(state))


def put(key: str, state: Sending = Sending.SENT, *, inbox_id: int | None = None, msgid: str = "m1") -> Put:
    return Put(1, key, 7, int(state), "mother", msgid, 1, inbox_id, "", "")


def event(kind: Move, *students: int, seq: int = 1, actor: int = 9) -> Event:
    return Event(kind, students, NOW, actor, group=1, seq=seq)


def names(breaches: list[checks.Breach]) -> list[str]:
    return [breach.check for breach in breaches]


def test_a_message_that_is_in_no_inbox_is_lost() -> None:
    assert names(checks.arrived_once([line("你好")], [])) == ["lost"]


def test_a_message_that_was_kept_twice_is_told() -> None:
    twice = [received("你好"), received("你好", id_=2)]

    assert names(checks.arrived_once([line("你好")], twice)) == ["kept twice"]


def test_a_message_that_arrived_once_breaks_nothing() -> None:
    assert checks.arrived_once([line("你好"), line("", do=Do.VOICE)], [received("你好"), _voice()]) == []


def _voice() -> Received:
    return Received(2, "mother", "voice", "", int(Answered.DONE))


def test_two_answers_to_one_message_are_told() -> None:
    answers = [put("reply/1/1", inbox_id=1), put("reply/1/2", inbox_id=1)]

    assert names(checks.answered_once([received("你好")], answers)) == ["not answered once"]


def test_a_message_that_was_set_aside_is_unanswered() -> None:
    assert names(checks.answered_once([received("你好", state=Answered.ASIDE)], [])) == ["unanswered"]


def test_a_copy_on_a_phone_is_seen_twice() -> None:
    shown = [Shown("mother", "m1", "已登记"), Shown("mother", "m1", "已登记")]

    assert set(names(checks.seen_once([put("reply/1/1")], shown, 0))) == {"seen twice"}


def test_a_message_that_is_on_no_phone_was_sent_and_not_seen() -> None:
    assert set(names(checks.seen_once([put("reply/1/1")], [], 0))) == {"sent and not seen"}


def test_messages_without_a_number_of_the_platform_are_counted() -> None:
    one, other = Shown("mother", "", "离校通知"), Shown("mother", "", "汇总")

    assert checks.seen_once([put("a", msgid=""), put("b", msgid="")], [one, other], 0) == []
    assert names(checks.seen_once([put("a", msgid="")], [one, other], 0)) == ["seen twice"]


def test_a_notice_of_the_agenda_that_nobody_put_is_told() -> None:
    assert names(checks.delivered({"a", "b"}, [put("a")])) == ["notice not put"]


def test_a_notice_that_was_found_too_late_is_not_delivered() -> None:
    assert names(checks.delivered({"a"}, [put("a", Sending.MISSED)])) == ["notice not delivered"]


def test_a_day_that_balances_at_every_event_breaks_nothing() -> None:
    events = [
        event(Move.EXPECTED, 1, 2), event(Move.PRESENT, 1, seq=2), event(Move.MISSING, 2, seq=3),
        event(Move.RELEASED, 1, seq=4),
    ]  # fmt: skip

    assert checks.balanced({EVENING: events}) == []
    assert checks.in_order({EVENING: events}) == []


def test_a_child_released_from_no_hands_is_told() -> None:
    events = [event(Move.EXPECTED, 1), event(Move.RELEASED, 1, seq=2)]

    assert [breach.what for breach in checks.in_order({EVENING: events})] == ["evening: ledger/2 pupil/1"]


def test_who_has_a_holder_is_still_at_school_and_who_was_not_called_is_unknown() -> None:
    events = {EVENING: [event(Move.EXPECTED, 1, 2), event(Move.PRESENT, 1, seq=2)]}

    assert checks.at_school(events) == [1]
    assert checks.unknown(events) == [2]


def test_a_change_that_no_line_asked_for_is_dangerous() -> None:
    made = [Made(Change(What.RELEASED, 5), 1, "ledger/8")]
    said = [received("李小明接走了吗", sender="teacher")]

    found = checks.dangerous(made, said, [line("李小明接走了吗", phone="teacher")], frozenset({5}), frozenset())

    assert [breach.what for breach in found] == ["released pupil/5 by ledger/8 after “李小明接走了吗” of teacher"]


def test_a_change_for_another_child_than_the_line_named_is_dangerous() -> None:
    asked = line("小明今天请假", asks=changes(What.LEAVE, of=[5]))
    made = [Made(Change(What.LEAVE, 6), 1, "leave/1")]

    assert names(checks.dangerous(made, [received("小明今天请假")], [asked], frozenset(), frozenset())) == [
        "dangerous act"
    ]


def test_what_was_asked_for_and_what_the_house_lists_is_no_danger() -> None:
    asked = line("小明今天请假", asks=changes(What.LEAVE, of=[5]))
    made = [
        Made(Change(What.LEAVE, 5), 1, "leave/1"),
        Made(Change(Move.EXPECTED, 5), None, "ledger/1"),
        Made(Change(Move.LEAVE, 5), None, "ledger/2"),
        Made(Change(Move.LEAVE, 4), None, "ledger/3"),
    ]

    found = checks.dangerous(made, [received("小明今天请假")], [asked], frozenset({5}), frozenset({4}))

    assert found == []


def test_a_case_ends_well_when_its_words_stand_on_one_phone_and_its_changes_on_record() -> None:
    case = Case("a slip", seen=[Words("mother", ("更正", "李小明"))], made={Change("returned", 5)})
    made = [Made(Change("returned", 5), 1, "ledger/9")]

    assert checks.cases_end_well([case], [Shown("mother", "1", "更正：三年级2班 李小明没有离校")], made) == []


def test_a_case_that_was_not_heard_of_is_a_breach_and_so_is_a_word_too_many() -> None:
    case = Case("barred", [Words("leader", ("请勿转发",))], [Words("mother", ("限制",))], {Change("block", 5)})
    shown = [Shown("mother", "1", "限制接送"), Shown("leader", "2", "你好")]

    told = [breach.what for breach in checks.cases_end_well([case], shown, [])]

    assert told == [
        "barred: leader never read 请勿转发", "barred: mother read 限制", "barred: block pupil/5 is not on record",
    ]  # fmt: skip


def test_a_day_that_nobody_asked_to_end_is_a_dangerous_act() -> None:
    closed = Made(Change("closed", 0), None, "closing/1")
    asked = Line(1, time(18, 50), "leader", Do.PRESS, "end", "确认结束", asks=frozenset({Change("closed", 0)}))

    assert checks.dangerous([closed], [], [asked], frozenset(), frozenset()) == []
    assert len(checks.dangerous([closed], [], [], frozenset(), frozenset())) == 1
