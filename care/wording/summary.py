"""Figures in words: the handover notice of a session, the principal's summary, an answer in the chat. (C57)

The equations are printed, so that whoever reads them can check them. What nobody called is 未点名, never 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from care.calendar import spoken
from care.people import Student
from care.policy import Policy
from care.rules.custody import Balance
from care.rules.summary import ALONE, Figures, GroupFigures, SessionFigures, change, total
from care.wording import staff as words

MOST_NAMES = 8
MOST_LINES = 6


def roll(heads: Balance) -> str:
    """应到9 = 到8 + 请假1 + 缺勤0 + 未点名0."""
    return (
        f"应到{heads.expected} = 到{heads.present} + 请假{heads.leave} + 缺勤{heads.missing} + 未点名{heads.not_called}"
    )


def hands(figures: Figures) -> str:
    """接手8 = 仍在校1 + 已离校7（妈妈接3、自己回家1）."""
    heads = figures.heads
    return f"接手{heads.taken} = 仍在校{heads.held} + 已离校{heads.gone}{ways(figures)}"


def ways(figures: Figures) -> str:
    said = "、".join(f"{_collected_by(way)}{count}" for way, count in figures.ways)
    return f"（{said}）" if said else ""


def _collected_by(way: str) -> str:
    if way == ALONE:
        return way
    return f"{way}接" if way else "没写由谁接"


def some(students: Sequence[int], names: Mapping[int, Student]) -> str:
    """Class and full name of the first few, and how many there are."""
    shown = [names[id_] for id_ in students[:MOST_NAMES] if id_ in names]
    more = f"等{len(students)}人" if len(students) > len(shown) else ""
    return f"{words.names(shown)}{more}"


def handover(
    scope: str,
    day: date,
    label: str,
    figures: Figures,
    names: Mapping[int, Student],
    incidents: Sequence[str],
    *,
    in_hand: bool,
) -> str:
    """After the session, to class teacher, care teacher and duty leader: each its own children."""
    if not figures.known:
        return (
            f"{spoken(day)}{label}交接：{scope}应到{figures.heads.expected}人，没有点名，也没有离校记录，情况不明。"
            "请马上核实，并补点名。"
        )
    lines = [f"{spoken(day)}{label}交接：{scope}", roll(figures.heads), hands(figures)]
    lines += _named(figures, names)
    lines.append(f"意外{len(incidents)}件{'：' if incidents else ''}{'；'.join(incidents)}。")
    if figures.here and in_hand:
        lines.append("仍在校的孩子请守到有人接走；接走后请回复“某某接走了”。")
    return "\n".join(lines)


def gate(day: date, label: str, figures: Figures, alone: Sequence[int], names: Mapping[int, Student]) -> str:
    """To whoever is on duty at the gate (导护): who left by it, who went alone, who is still to come."""
    if not figures.known:
        return f"{spoken(day)}{label}校门：没有点名，也没有离校记录，不知道有多少孩子离校，请和值班领导核实。"
    heads = figures.heads
    lines = [
        f"{spoken(day)}{label}校门：接手{heads.taken} = 已出校门{heads.gone}{ways(figures)} + 还没出校门{heads.held}",
        *([f"自己回家：{some(alone, names)}"] if alone else []),
        *([f"还没出校门：{some(figures.here, names)}，请留意，没有老师放行不能出校门。"] if figures.here else []),
    ]
    return "\n".join(lines)


def _named(figures: Figures, names: Mapping[int, Student]) -> list[str]:
    """Who is behind the numbers that somebody has to see to."""
    parts = (("请假", figures.leave), ("缺勤", figures.missing), ("未点名", figures.not_called),
             ("仍在校", figures.here), ("双方记录不一致", figures.unsettled))  # fmt: skip
    return [f"{label}：{some(ids, names)}" for label, ids in parts if ids]


def day(
    sessions: Sequence[SessionFigures],
    policy: Policy,
    names: Mapping[int, Student],
    *,
    on: date,
    before: Sequence[tuple[date, Sequence[SessionFigures]]] = (),
    open_matters: Sequence[str] | None = (),
    held_back: int = 0,
    teachers: Sequence[str] = (),
) -> str:
    """The principal's summary of a day: each session with its equations, then what somebody has to see to."""
    lines = [f"{spoken(on)}托管汇总"]
    for session in sessions:
        lines += _session(session, policy, names)
    lines += teachers
    lines += _compared(sessions, before)
    lines += _matters(open_matters)
    if held_back:
        lines.append(f"另有{held_back}条一般通知超过每天上限，改到明早发给家长。")
    return "\n".join(lines)


def _session(session: SessionFigures, policy: Policy, names: Mapping[int, Student]) -> list[str]:
    head = f"【{policy.label(session.care)}】"
    if not session.whole.known:
        return [f"{head}应到{session.whole.heads.expected}人，没有点名，情况不明。"]
    return [
        f"{head}{roll(session.whole.heads)}",
        hands(session.whole),
        *(_group(group) for group in session.groups if group.figures.heads.expected or group.figures.heads.taken),
        *_named(replace(session.whole, leave=(), here=session.whole.here if session.leads_home else ()), names),
    ]


def _group(group: GroupFigures) -> str:
    heads = group.figures.heads
    if not group.figures.known:
        return f"· {group.name} 应到{heads.expected}，未点名{heads.not_called}，情况不明"
    return f"· {group.name} {roll(heads)}；仍在校{heads.held}"


def _compared(
    sessions: Sequence[SessionFigures], before: Sequence[tuple[date, Sequence[SessionFigures]]]
) -> list[str]:  # fmt: skip
    """Against the last care day and the same weekday a week before, where both were called."""
    if not all(session.whole.known for session in sessions):
        return ["今天的点名不全，不作比较。"]
    unknown = [spoken(day) for day, old in before if not _is_known(old)]
    lines = [_against(sessions, day, old) for day, old in before if _is_known(old)]
    return lines + ([f"{'、'.join(unknown)}的点名不全，不作比较。"] if unknown else [])


def _is_known(sessions: Sequence[SessionFigures]) -> bool:
    return bool(sessions) and all(session.whole.known for session in sessions)


def _against(sessions: Sequence[SessionFigures], day: date, old: Sequence[SessionFigures]) -> str:
    names = {"expected": "应到", "present": "到", "leave": "请假", "missing": "缺勤"}
    parts = [f"{names[name]}{_signed(by)}" for name, by in change(total(sessions), total(old)).items()]
    return f"和{spoken(day)}比：{'，'.join(parts)}"


def _signed(number: int) -> str:
    return f"{number:+d}" if number else "不变"


def _matters(open_matters: Sequence[str] | None) -> list[str]:
    if open_matters is None:
        return []
    if not open_matters:
        return ["没有待处理的事。"]
    shown = [f"· {text.splitlines()[0][:60]}" for text in open_matters[:MOST_LINES]]
    more = [f"· 还有{len(open_matters) - MOST_LINES}件"] if len(open_matters) > MOST_LINES else []
    return [f"待处理{len(open_matters)}件：", *shown, *more]


def days(all_days: Sequence[tuple[date, Sequence[SessionFigures]]], *, today: date) -> str:
    """Several days: a line each. Days without a record say so, and those to come."""
    lines = [f"{spoken(all_days[0][0])}至{spoken(all_days[-1][0])}托管汇总"]
    for on, sessions in all_days:
        heads = total(sessions)
        known = any(session.whole.known for session in sessions)
        none = "还没到" if on > today else "没有记录"
        lines.append(f"· {spoken(on)} {roll(heads)}；仍在校{heads.held}" if known else f"· {spoken(on)} {none}")
    return "\n".join(lines)


def corrected(text: str) -> str:
    """What was told before was wrong."""
    return f"更正：刚才发的数字有变化（有补录或者撤销），请以这一条为准。\n{text}"


def no_record(on: date, expected: Sequence[tuple[str, Balance]], *, today: date) -> str:
    """Nothing was called: only what was booked and asked for."""
    lines = [f"· {label} 应到{heads.expected}人，其中请假{heads.leave}人" for label, heads in expected]
    booked = f"按报名和请假：\n{chr(10).join(lines)}\n" if lines else ""
    if on < today:
        return f"{spoken(on)}没有点名记录，实到和离校不知道。{booked}".rstrip()
    return f"{spoken(on)}还没有点名。{booked}点名以后再问我，就能看到实到和离校。"


def no_care(days_off: Sequence[date]) -> str:
    return f"{'、'.join(spoken(one) for one in days_off)}没有托管，没有数据。"


NOTHING_YOURS = "您没有托管班，也不是班主任，看不到汇总。全校的汇总由值班领导或校长查看。"
