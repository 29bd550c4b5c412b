"""The resource survey in words. (C17)"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from care.rules.resources import Room
from care.wording.enrolment import spoken_weekdays

HOW_ROOM = (
    "没看懂，没有登记。请这样写：登记教室 书法教室 60平方米 容纳40人 设备：毛毡、投影 用于：书法社团、晚托"
    "（用于请写本校的时段或社团全名）。"
)
HOW_GOODS = "没看懂，没有登记。请这样写：登记物资 宣纸 200张。"
HOW_SKILLS = "没看懂，没有登记。请这样写：登记特长 书法、绘画 周一、周三有空。"
HOW_DROP = "请写教室名称，例如“停用教室 书法教室”。"
ONLY_LEADERS = "只能登记自己的特长；别人的请由值班领导登记，或请他本人回复。没有改动。"
NOBODY = "没有可以询问的老师，没有发出。"
ASK = (
    "学校正在了解课后服务的师资：请回复您的特长和每周有空的日子，例如“登记特长 书法、绘画 周一、周三有空”。"
    "这不是排班，排班前会另外征求意愿。"
)  # fmt: skip
WEEKDAYS = "一二三四五"


def asked(count: int) -> str:
    return f"正在询问{count}位老师的特长和空闲日。看进度请回复“资源情况”。"


def room(one: Room, uses: Sequence[str]) -> str:
    """书法教室：60平方米，容纳40人；设备：毛毡；用于：书法社团. What nobody said is said to be unknown."""
    size = [f"{one.square_metres}平方米"] if one.square_metres else []
    seats = [f"容纳{one.places}人" if one.places else "容纳人数未登记"]
    more = [f"设备：{one.equipment}"] if one.equipment else []
    more += [f"用于：{'、'.join(uses)}"] if uses else []
    return f"{one.name}：{'；'.join(['，'.join([*size, *seats]), *more])}"


def kept_room(line: str, *, is_new: bool) -> str:
    word = "已登记教室" if is_new else "已更新教室"
    return f"{word} {line}。写错了请再写一次，不用了请回复“停用教室 名称”。"


def dropped(name: str) -> str:
    return f"已停用教室{name}，名额不再按它计算。要恢复请重新登记。"


def no_room(name: str) -> str:
    return f"没有登记教室{name}，没有改动。"


def kept_goods(name: str, amount: str) -> str:
    return f"已登记物资：{name} {amount}。数量变了请再写一次。"


def kept_skills(name: str, skills: str, weekdays: Sequence[int]) -> str:
    return f"已登记{name}的特长：{skills}；{spoken_weekdays(weekdays)}有空。变了请再写一次。"


def teacher(name: str, skills: str, weekdays: Sequence[int]) -> str:
    return f"· {name}：{skills}；{spoken_weekdays(weekdays)}有空"


def state(
    teachers: Sequence[str], silent: Sequence[str], free: Mapping[int, int], rooms: Sequence[str],
    goods: Mapping[str, str], places: Mapping[str, int], unknown: Sequence[str],
) -> str:  # fmt: skip
    """资源情况: teachers, rooms, goods, and the places that follow from the rooms."""
    lines = [f"教师（{len(teachers)}人已登记）：", *teachers] if teachers else ["教师：还没有人登记特长。"]
    if teachers:
        lines.append("每天有空：" + "，".join(f"周{WEEKDAYS[day - 1]}{count}人" for day, count in free.items()))
    if silent:
        lines.append(f"已询问、还没回复{len(silent)}人：{'、'.join(silent)}")
    lines += ["教室：", *(f"· {line}" for line in rooms)] if rooms else ["教室：还没有登记。请回复“登记教室”看写法。"]
    if goods:
        lines.append("物资：" + "，".join(f"{name} {amount}" for name, amount in goods.items()))
    if places:
        lines.append("按教室可容纳：" + "，".join(f"{name}{count}人" for name, count in places.items()))
        lines.append("方案没有写名额的，按这个人数接受报名。")
    if unknown:
        lines.append(f"容纳人数还算不出（有教室没有登记）：{'、'.join(unknown)}")
    return "\n".join(lines)
