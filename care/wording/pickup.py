"""Sentences about the way home: plans, arriving, receipts, where a child is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from care.calendar import clock, spoken, spoken_days, today
from care.people import Person, Student
from care.rules.custody import Event, Move, Place, Roll
from care.rules.plan import Why
from care.wording import plan

CHECK_BY_EYE = "不在接送名单上，放行时请核对。"
HANDED = "已交给家长"
NOT_WITH_ME, NOT_HOME, NOT_YET_WITH_ME = "没有接到", "还没到家", "还没接到"
HOW_TO_UNDO = "不对请点“撤销”。"


def _days(days: Sequence[date | None], now: datetime, weekdays: Sequence[int] = ()) -> str:
    known = [day for day in days if day is not None]
    if not known and weekdays:
        return f"从今天起每{plan.weekdays(weekdays)}"
    if not known:
        return "从今天起每次"
    return spoken(known[0], now=now) if len(known) == 1 else spoken_days(known)


def delegated(
    child: Student,
    days: Sequence[date | None],
    person: Person,
    *,
    now: datetime,
    stranger: bool,
    weekdays: Sequence[int] = (),
) -> str:
    phone = f"，电话{person.phone}" if person.phone else ""
    hint = "" if not stranger or person.phone else "这位接送人不在学校名单上，请补发他的手机号，老师好核对。"
    return f"已登记：{child.called} {_days(days, now, weekdays)}由{person.called}接{phone}。{hint}{HOW_TO_UNDO}"


def delegated_for_teacher(
    child: Student,
    days: Sequence[date | None],
    person: Person,
    *,
    by: str,
    now: datetime,
    check: str = "",
    weekdays: Sequence[int] = (),
) -> str:
    phone = f"，电话{person.phone}" if person.phone else ""
    return f"{child.called} {_days(days, now, weekdays)}由{person.called}接{phone}（{by} {clock(now)}发来）。{check}"


def completed(child: Student, days: Sequence[date | None], person: Person, *, now: datetime) -> str:
    who = f"{child.called} {_days(days, now)}由{person.called}接，电话{person.phone}"
    return f"已补上：{who}，已告诉老师。不对请重新发一次。"


def timed(child: Student, days: Sequence[date | None], at: time | None, *, now: datetime) -> str:
    when = f"{at:%H:%M}来接" if at else "接的时间有变，还没说几点"
    hint = "" if at else "定了时间请再告诉我，例如“五点半来接”。"
    return f"已登记：{child.called} {_days(days, now)}{when}，已告诉老师。{hint}{HOW_TO_UNDO}"


def timed_for_teacher(child: Student, days: Sequence[date | None], at: time | None, *, by: str, now: datetime) -> str:
    when = f"{at:%H:%M}来接" if at else "会早些或晚些来接，时间未定"
    return f"{child.called} {_days(days, now)}{by}{when}（{clock(now)}发来）。"


def early(child: Student, by: str, at: time | None) -> str:
    when = f"{at:%H:%M}" if at else "现在"
    return f"{by}说{when}来接{child.called}，时间到了。请准备好孩子；当面交给家长后点“{HANDED}”。"


def walks(child: Student, days: Sequence[date | None], *, now: datetime) -> str:
    return f"已登记：{child.called} {_days(days, now)}放学后自己回家，老师会核对《独自回家证》。{HOW_TO_UNDO}"


def walks_for_teacher(child: Student, days: Sequence[date | None], number: str, *, by: str, now: datetime) -> str:
    permit = f"证号{number}" if number else "证已登记"
    return f"{child.called} {_days(days, now)}自己回家（{by} {clock(now)}发来），{permit}，放行时请看证。"


def refused(child: Student, why: Why) -> str:
    match why:
        case Why.DAY_IS_OVER:
            return f"{child.called}：这一天已经过去，没有登记。请写以后的日期。"
        case Why.NO_CARE:
            return f"{child.called}这几天没有托管，没有登记。放学时请在校门口接，或者联系班主任。"
        case Why.GONE:
            return f"{child.called}今天已经离校，刚才说的没有登记。"
        case Why.TOO_LATE:
            return f"{child.called}今天的接送已过截止时间，正在等老师答复。"
        case Why.NO_PERMIT:
            return (
                f"{child.called}还没有《独自回家证》，不能自己回家，仍要有人来接。要办证请点“申请办证”，班主任会答复。"
            )


def undone(child: Student) -> str:
    return f"已撤销：{child.called}恢复原来的接送安排，已告诉老师。要再改请重新告诉我。"


def undone_for_teacher(child: Student, *, by: str, now: datetime) -> str:
    return f"更正：{child.called}刚才的接送变更已由{by}撤销（{clock(now)}），恢复原来的安排。"


def arrived(child: Student, teacher: str) -> str:
    early = "发早了不用撤销：老师当面见到您才放行。"
    return f"已告诉{teacher}您到门口了，{child.called}马上出来，请稍候。接到后请回复“已接到”。{early}"


def arrived_for_teacher(child: Student, *, by: str, now: datetime) -> str:
    return f"{by}到门口了（{clock(now)}），来接{child.called}。交给家长后请回复“{child.name}接走了”。"


def time_is_past(child: Student, at: time, now: datetime) -> str:
    past = f"现在已经{clock(now)}，{at:%H:%M}过了，"
    return f"{past}{child.called}的接送时间没有改动。请写新的时间，例如“今天五点半来接”。"


def changed_by_other(told: str) -> str:
    """To the guardian whose own arrangement gives way."""
    return f"{told}您原来的安排不再有效；有疑问请与家人商量，或直接回复我。"


def changed_by_school(child: Student) -> str:
    """The same, where the guardian may not know who wrote."""
    return f"{child.called}的接送安排有改动，您原来的安排不再有效。请联系班主任。"


def nobody_holds(child: Student, *, on_leave: bool) -> str:
    why = "今天请了假，不在托管班里" if on_leave else "现在没有在托管的记录"
    return f"{child.called}{why}。请在门口等一下，已请值班领导联系您。"


def arrived_for_leader(child: Student, *, by: str, now: datetime, on_leave: bool) -> str:
    why = "但这个孩子今天请了假，没有老师接手" if on_leave else "但没有老师接手这个孩子的记录"
    return f"{by}到门口接{child.called}（{clock(now)}），{why}，请马上查看。"


def gone_with(child: Student, place: Place, teacher: str) -> str:
    assert place.gone is not None
    return f"{child.called} {clock(place.gone.at)}已{gone_how(place)}（{teacher}放行）。"


def gone_how(place: Place) -> str:
    """由奶奶接走 / 自己回家."""
    assert place.gone is not None
    if place.gone.kind is Move.WALKED:
        return "自己离校回家"
    detail = place.gone.detail.get("person") or {}
    person = Person(**{key: detail.get(key) for key in ("name", "relation", "phone")})
    return f"由{person.called}接走" if person.name or person.relation else "由家长接走"


def confirmed(child: Student, gone: Event | None, label: str, *, now: datetime) -> str:
    """The teacher's side where it is there; and how to take one's word back."""
    if gone is None:
        asked = f"已记下您接到{child.called}（{clock(now)}）。老师还没有登记放行，已请老师核对。"
        return f"{asked}点错了请点“{label}”。"
    what = "到家" if gone.kind is Move.WALKED else "接到"
    return f"已确认：{child.called} {clock(now)}{what}。谢谢您。点错了请马上点“{label}”。"


def not_with_family(gone: Event | None) -> str:
    """A button: the family's no to a release."""
    return NOT_HOME if gone is not None and gone.kind is Move.WALKED else NOT_WITH_ME


def taken_back(child: Student) -> str:
    return f"已撤销：您还没有接到{child.called}，已告诉老师。接到后请再回复“已接到”。"


def taken_back_for_teacher(child: Student, *, by: str, now: datetime) -> str:
    return f"更正（{clock(now)}）：{by}说刚才点错了，还没有接到{child.called}。孩子仍在您手里，不用再核对。"


def found_with_family(child: Student, *, by: str, now: datetime) -> str:
    return f"更正（{clock(now)}）：{by}说已接到{child.called}，刚才“没有接到”的事了结，不用再找。"


def found_at_school(child: Student, *, by: str, now: datetime) -> str:
    return f"更正（{clock(now)}）：{by}说{child.called}没有离校，还在学校，刚才“没有接到”的事了结，不用再找。"


def if_not_with_you(label: str, place: Place) -> str:
    """Whoever did not collect the child themselves must not press it for that."""
    said = place.receipt is not None and place.receipt.kind is Move.COLLECTED
    return f"{'问过家里还是不对' if said else '家里没有人接到'}，请马上点“{label}”。"


def confirmed_already(child: Student) -> str:
    return f"{child.called}已经确认接到了，不用再发。"


def confirmed_for_teacher(child: Student, *, by: str, now: datetime) -> str:
    return f"{by}说已接到{child.called}（{clock(now)}），但您还没有登记放行。请核对：孩子是不是已经离开？"


def released_after(child: Student, person: str, *, now: datetime) -> str:
    return (
        f"已登记：{child.called} {clock(now)}由{person}接走，双方记录一致。孩子其实还没走请回复“{child.name}还没走”。"
    )


def still_here(child: Student, teacher: str, *, now: datetime) -> str:
    return f"请核对：{teacher}说{child.called}还在学校（{clock(now)}），和“已接到”的记录不一致。请家长马上联系老师。"


def still_here_noted(child: Student) -> str:
    return f"已记下：{child.called}还在您这里，已告诉家长和值班领导核对。"


def disputed(child: Student) -> str:
    return f"收到，已马上通知老师和值班领导查找{child.called}，请保持电话畅通。后来接到了请马上回复“已接到”。"


def disputed_for_staff(child: Student, place: Place | None, *, by: str, now: datetime) -> str:
    said = f"记录是{clock(place.gone.at)}{gone_how(place)}。" if place and place.gone else ""
    return f"紧急：{by}说没有接到{child.called}（{clock(now)}）。{said}请马上核实孩子在哪里，并电话联系家长。"


def seat(group: str, session: str) -> str:
    """三年级2班（晚托）; a group whose name says its session already (三年级2班晚托) is not told it twice."""
    return group if group.endswith(session) else f"{group}（{session}）"


def whereabouts(child: Student, place: Place, label: str, holder: str, teacher: str, *, now: datetime) -> str:
    """Only what the record proves, with its age; no guess. (promise 6; C45)"""
    if place.gone is not None:
        return gone_with(child, place, teacher) + _receipt(place)
    if place.holder is not None and place.proof is not None:
        return f"{child.called}在{label}，现在由{holder}看护。最近一次记录：{_proof(place, now)}。"
    match place.roll:
        case Roll.LEAVE:
            return f"{child.called}今天{label}请假，没有参加。"
        case Roll.MISSING:
            return (
                f"{child.called}今天{label}点名时没有到，也没有请假，已在查找。您知道孩子在哪里吗？请马上电话联系老师。"
            )
        case _:
            return f"{child.called}今天{label}还没有点名，暂时没有记录。点名后再问我就能看到；急事请直接电话联系老师。"


def _proof(place: Place, now: datetime) -> str:
    assert place.proof is not None
    at = place.proof.at
    kinds = {
        Move.PRESENT: "点名到", Move.ACCEPTED: "交接", Move.RETURNED: "回到老师身边", Move.OFFERED: "准备交接",
        Move.MOVED: "走班到社团", Move.MOVED_BACK: "从社团回到原班",
    }  # fmt: skip
    minutes = int((now - at).total_seconds() // 60)
    age = "刚刚" if minutes < 2 else f"{minutes}分钟前" if minutes < 120 else f"{minutes // 60}小时前，时间较久"
    return f"{clock(at)}{kinds.get(place.proof.kind, '有记录')}（{age}）"


def _receipt(place: Place) -> str:
    if place.receipt is None:
        return "家长还没有确认接到。"
    return "家长已确认接到。" if place.receipt.kind is Move.COLLECTED else "家长说没有接到，老师正在核实。"


def no_care_today(child: Student, now: datetime, booked: Sequence[str]) -> str:
    when = spoken(today(now), now=now)
    plan = f"报的是{'、'.join(booked)}，" if booked else ""
    return f"{child.called}{when}没有托管安排，{plan}这里查不到孩子在哪。急事请直接电话联系班主任。"


RELAYED = (
    "这是转述，接送安排没有改：请家长自己发一句，例如“今天奶奶接小明”。"
    "放行时照接送名单核对，名单上没有的人我会先问家长。"
)
