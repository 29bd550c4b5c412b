"""Questions before a wish is submitted, and what two guardians wish differently. (C20, C22, C12)"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from care.calendar import spoken
from care.people import Student
from care.policy.enrolment import PriorityGroup
from care.rules.enrolment.wish import Ask

GROUPS = {
    PriorityGroup.DISABLED: "残疾儿童",
    PriorityGroup.LEFT_BEHIND: "留守儿童",
    PriorityGroup.MIGRANT: "进城务工随迁",
    PriorityGroup.SINGLE_PARENT: "单亲家庭",
    PriorityGroup.POOR: "家庭经济困难",
    PriorityGroup.FILED_POOR: "建档立卡",
    PriorityGroup.LOW_INCOME: "低保",
    PriorityGroup.ORPHAN: "孤儿",
    PriorityGroup.LOW_GRADE: "低年级",
    PriorityGroup.LOW_MIDDLE_GRADE: "中低年级",
}
WEEKDAY_CHOICES: tuple[tuple[str, tuple[int, ...]], ...] = (
    ("周一至周五", (1, 2, 3, 4, 5)),
    ("周一、三、五", (1, 3, 5)),
    ("周二、四", (2, 4)),
)
REASONS = ("家里没人接", "家长下班晚", "老人照看不便")
CAN, CANNOT = "能按时接", "接不了"
STILL, NOT_NOW = "仍要申请", "先不报了"
NONE_OF_THEM, NO_CLUB, LATER = "都不是", "不报社团", "以后补"
STOP = "先不报了"
AS_BEFORE, AS_I_SAY, ASK_TO_END = "照原来的", "改成我说的", "请对方撤回"
AGREE, DISAGREE = "同意改", "不改"
_LATER = "中间可以先办别的事，几天后回复“继续报名”接着填。"


def question(child: Student, ask: Ask, clubs: Sequence[str] = ()) -> str:
    match ask:
        case Ask.SESSIONS:
            return f"请问给{child.called}报哪个时段？"
        case Ask.WEEKDAYS:
            return f"请问{child.called}每周哪几天参加？可以点按钮，也可以回复“周一三五”这样的话。{_LATER}"
        case Ask.CLUBS:
            return f"要给{child.called}报社团吗？现在有：{'、'.join(clubs)}。"
        case Ask.REASON:
            return f"请问{child.called}为什么需要参加？可以点按钮，也可以回复“原因：……”。只有审核人看得到。"
        case Ask.ON_TIME:
            return f"放学时（不参加托管的话）家里能按时接{child.called}吗？"
        case Ask.STILL:
            return (
                f"按学校方案，能按时接的孩子放学就离校，托管先留给接不了的家庭。"
                f"还要给{child.called}申请吗？要的话由老师来定。"
            )
        case Ask.PRIORITY:
            return f"{child.called}属于下面哪种情况吗？自愿填写，只有审核人看得到，不会出现在公示里。"
        case Ask.EVIDENCE:
            return "请写明证明，例如“证明：低保证 3501…”，只有审核人看得到。现在没有请点“以后补”。"


def pending(child: Student, ask: Ask) -> str:
    """A draft in the answer to 到哪一步了."""
    what = {
        Ask.SESSIONS: "哪个时段", Ask.WEEKDAYS: "每周哪几天", Ask.CLUBS: "报不报社团", Ask.REASON: "原因",
        Ask.ON_TIME: "放学时能不能接", Ask.STILL: "还要不要申请", Ask.PRIORITY: "是否优先", Ask.EVIDENCE: "证明",
    }[ask]  # fmt: skip
    return f"报名还没交：还差“{what}”。回复“继续报名”接着填"


def nothing_to_go_on() -> str:
    return "现在没有填到一半的报名。要报名请直接说，例如“给小明报晚托，周一三五”。"


def stopped(child: Student) -> str:
    return f"好的，{child.called}的报名先不交，什么都没有改动。以后要报随时告诉我。"


def lapsed(child: Student, days: int) -> str:
    return f"{child.called}的报名填了一半，{days}天没有继续，已经取消，没有提交。需要时请重新告诉我。"


def window_shut(opens: date | None, closes: date | None) -> str:
    if opens is not None:
        return f"现在还没到报名时间，{spoken(opens)}开始报名。到时候请再告诉我。"
    last = f"（{spoken(closes)}截止）" if closes else ""
    return f"这学期的报名已经结束{last}。有特殊情况请回复“找老师”。"


def other_wish(child: Student, by: str, what: str, mine: str) -> str:
    return (
        f"{by}已经给{child.called}申请了{what}，还在办。您说的是{mine}，和它不一样。"
        "请问怎么办？要改的话先问过对方，没有改动之前按原来的办。"
    )


def other_end(child: Student, by: str, what: str) -> str:
    return f"{by}已经给{child.called}申请了{what}，还在办。要撤回这份申请，得先问过对方。请问怎么办？"


def ask_first(child: Student, by: str, mine: str, theirs: str) -> str:
    return f"{by}想把您给{child.called}申请的{mine}改成{theirs}。您同意吗？您不答复就按原来的办。"


def ask_first_end(child: Student, by: str, mine: str) -> str:
    return f"{by}想撤回您给{child.called}申请的{mine}。您同意吗？您不答复就按原来的办。"


def first_asked(child: Student, by: str) -> str:
    return f"已经问{by}，对方同意后就改；在这之前{child.called}的申请按原来的办。"


def first_agreed(by: str) -> str:
    return f"{by}同意改。"


def first_refused(child: Student, by: str, what: str) -> str:
    return f"{by}不同意改，{child.called} {what}的申请按原来的办。家里商量好后请再告诉我。"


def kept_as_was(child: Student, what: str) -> str:
    return f"好的，{child.called} {what}的申请按原来的办。"
