"""Lists on paper and what is entered from them later, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from care.calendar import clock, spoken
from care.people import Person, Student
from care.reading.orders.commands import What
from care.rules.custody import Place, Roll
from care.rules.late_entry import Why
from care.rules.paper import Problem, SheetKind
from care.wording import staff

KINDS: dict[SheetKind, str] = {
    SheetKind.ROLL: "点名表",
    SheetKind.HANDOVER: "交接表",
    SheetKind.SIGNOUT: "签离表",
}
_ALSO = {"点名": SheetKind.ROLL, "交接": SheetKind.HANDOVER, "签离": SheetKind.SIGNOUT, "放学表": SheetKind.SIGNOUT}
COLUMNS: dict[SheetKind, tuple[str, ...]] = {
    SheetKind.ROLL: ("到", "假", "缺", "时间"),
    SheetKind.HANDOVER: ("在", "时间", "接手老师"),
    SheetKind.SIGNOUT: ("时间", "接走人", "签名"),
}
SIGN: dict[SheetKind, str] = {
    SheetKind.ROLL: "点名人：　　　　　　时间：　　　　实到：　　人",
    SheetKind.HANDOVER: "交出：　　　　　　接手：　　　　　　人数：　　人　时间：",
    SheetKind.SIGNOUT: "放行老师：　　　　　　离校：　　人　还在校：　　人",
}
NO_CARE = "今天学校没有托管，没有名单可以打印。"
NOTHING_TO_PRINT = "没有找到您负责的名单。名单只给带班老师、班主任和值班领导。"


def read_kind(rest: str) -> tuple[SheetKind | None, str | None]:
    """点名表 三年级2班: the kind and the class. Nothing written means the sign-out list; None where it is torn."""
    words = rest.split()
    named = {name: kind for kind, name in KINDS.items()} | _ALSO
    kind = named.get(words[0]) if words else SheetKind.SIGNOUT
    left = words[1:] if kind and words else words
    if len(left) > 1 or (left and not left[0].endswith("班")):
        return None, None
    return kind or SheetKind.SIGNOUT, left[0] if left else None


def head(kind: SheetKind, on: date, label: str, mark: str) -> str:
    return f"{KINDS[kind]} {spoken(on)}{label} 短码#{mark}"


def page(group: str, teacher: str, lines: Sequence[str]) -> str:
    return "\n".join([f"{group}（{staff.teacher(teacher)}，{len(lines)}人）", *lines])


def line(code: str, child: Student, note: str) -> str:
    return f"{code} {child.name}{f'（{note}）' if note else ''}"


def how_to_enter(code: str) -> str:
    return f"请抄在纸上用；系统恢复后请回复“补录 {code} 17:25”，几个人写在一起也可以。"


def note(place: Place) -> str:
    """What is known of the child when the list is printed."""
    if place.gone is not None:
        return f"{clock(place.gone.at)}已离校"
    return {Roll.LEAVE: "请假", Roll.MISSING: "缺勤"}.get(place.roll, "")


# --- late entry ---

CONFIRM, WRONG = "确认补录", "不对"
TITLE = "请核对补录"
COLLECTED_BY_PAPER = "纸质记录上写着已由此人接走"
PROBLEMS: dict[Problem, str] = {
    Problem.NOT_PRINTED: "那天打印的名单上没有这个编号",
    Problem.WRONG_MARK: "那天没有打印过这个短码的名单",
    Problem.SEVERAL: "那天打印的两张名单上是不同的孩子，请写上纸上的短码，例如“补录 #1a2b3c A3 17:25”",
}
WHYS: dict[Why, str] = {
    Why.FUTURE: "这个时间还没到",
    Why.OUTSIDE: "这个时间不在托管时段内",
    Why.HERE_ALREADY: "已经点过名，在校",
    Why.GONE_ALREADY: "已经登记离校",
    Why.BEFORE_TAKEN: "这个时间早于老师接手的时间",
    Why.NOT_HERE: "那时没有登记在任何老师手里，请先补录到校",
    Why.SAME_HOLDER: "本来就在这位老师手里",
    Why.UNSAID: "请写明是到校、离校还是交给谁，例如“补录 A3 17:25 妈妈接走”",
    Why.NO_RECEIVER: "请写明交给谁，例如“补录 A3 17:00 交给王磊”",
}
NO_CHILD = "没有找到这个孩子，请写全名和班级"
SEVERAL_CHILDREN = "有同名的孩子，请写上班级"
NOT_YOURS = "不是您负责的孩子，请由带班老师、班主任或值班领导补录"
NOTHING_LEFT = "没有可以补录的，什么都没有改动。"
ASK = "核对无误请点“确认补录”，确认之前不会改动。"


def happened(what: What, person: Person | None, receiver: str) -> str:
    match what:
        case What.ARRIVED:
            return "到校"
        case What.WALKED:
            return "自己回家"
        case What.HANDED:
            return f"交给{staff.teacher(receiver)}"
        case What.LEFT:
            return f"由{person.called}接走" if person else "离校，没写由谁接"


def entry(child: Student, at: datetime, told: str, code: str = "") -> str:
    """A3 三年级2班 李小明 17:25 由奶奶接走."""
    return f"· {f'{code} ' if code else ''}{child.called} {clock(at)} {told}"


def day_is_over(on: date, days: int) -> str:
    return f"{spoken(on)}的记录不能补录，没有改动：只能补录今天和前{days}天的，再早的请校长在纸质档案上更正。"


def not_entered(who: str, why: str) -> str:
    return f"· {who}：{why}，不补录"


def read_back(on: date, label: str, lines: Sequence[str], refused: Sequence[str]) -> str:
    """Names are read back before anything is written. (promise 2)"""
    if not lines:
        return "\n".join([*refused, NOTHING_LEFT])
    return "\n".join([f"补录 {spoken(on)}{label}，{len(lines)}人：", *lines, *refused, ASK])


def entered(at: datetime, lines: Sequence[str], equation: str, refused: Sequence[str]) -> str:
    done = (
        [f"已补录{len(lines)}人（{clock(at)}录入，发生时间照纸上的）：", *lines, equation] if lines else [NOTHING_LEFT]
    )
    return "\n".join([*done, *refused])


def for_family(child: Student, at: datetime, told: str, by: str) -> str:
    return f"补登：{child.called} {clock(at)} {told}（{by}按纸质记录补录）。"


def for_receiver(children: Sequence[Student], at: datetime, by: str) -> str:
    return f"补录：{staff.names(children)} {clock(at)}起在您手里（{by}按纸质记录补录）。不对请告诉值班领导。"
