"""Who was there to look after the children, in words: for leaders and principals. (C55)"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from care.calendar import clock
from care.rules.attendance import Staffing
from care.wording import staff as words


def line(staffing: Staffing, names: Mapping[int, str], label: str = "") -> str:
    """晚托老师到岗：应到2人，到2人；迟到：赵敏老师16:41到（晚16分钟）."""
    head = f"{label}老师到岗：应到{staffing.planned}人，到{len(staffing.here)}人"
    late = [f"{_called(off.person, names)}{clock(off.at)}到（晚{off.minutes}分钟）" for off in staffing.late]
    early = [f"{_called(off.person, names)}{clock(off.at)}交出孩子（早{off.minutes}分钟）" for off in staffing.early]
    absent = [_called(person, names) for person in staffing.absent]
    parts = [_part("迟到", late), _part("早退", early), _part("没有点名或接班记录", absent)]
    said = [part for part in parts if part]
    return f"{head}，{'；'.join(said)}。" if said else f"{head}，都按时。"


def _part(label: str, who: Sequence[str]) -> str:
    return f"{label}：{'、'.join(who)}" if who else ""


def _called(person: int, names: Mapping[int, str]) -> str:
    return words.teacher(names.get(person, ""))
