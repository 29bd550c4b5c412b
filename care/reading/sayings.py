"""Sentences understood word by word, where the reader asks back or has no act for them. (promise 2)"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from care.people import Known, Person, Role, Staff, Student
from care.reading import counts
from care.reading.orders.blocking import read_person
from care.reading.orders.handings import all_named, read_part, read_wish
from care.rules.codes import code_in


class Saying(StrEnum):
    CODED = "coded"  # 李小明 张阿姨接 码4821
    WHO_COLLECTS = "who_collects"  # 李小明今天谁接
    WEEKLY = "weekly"  # 每周四奶奶接小明
    COMING = "coming"  # 现在来接小明
    KEEP_BACK = "keep_back"  # 王浩留下补作业
    AWAY = "away"  # 赵敏今天请假了，谁代班: a leader says that a colleague cannot come
    MAY_CLOSE = "may_close"  # 今天可以结束了吗
    SIGN_OUT = "sign_out"  # 我先走了
    CLUB = "club"  # 书法社团接走 李小明、王小红; without names, all of the club
    CLUB_BACK = "club_back"  # 书法社团送回 李小明
    TAKEN = "taken"  # 接了4个
    UNCALLED = "uncalled"  # 哪个班还没点名, 谁还没接班
    OTHERS_HERE = "others_here"  # 其他人都在
    ON_LEAVE = "on_leave"  # 今天谁请假了
    COLLEAGUE = "colleague"  # 李老师在不在
    TAKE_CLASS = "take_class"  # 接三年级2班, 三年级2班我来接: a group that nobody has offered
    HAND_SOME = "hand_some"  # 先交2个给王磊老师：李小明、王小红


@dataclass(frozen=True)
class Said:
    saying: Saying
    children: tuple[Student, ...] = ()
    name: str = ""  # a child as written, where it may be on no list of the speaker's
    person: Person | None = None
    weekdays: tuple[int, ...] = ()
    club: str = ""
    reason: str = ""
    colleague: Staff | None = None
    tomorrow: bool = False
    days_on: int = 0  # from today
    receiver: Staff | None = None
    count: int | None = None
    colleagues: tuple[Staff, ...] = ()
    class_name: str = ""


_END = r"[\s,。!！?？~呢呀啊吧了]*$"
_CLASS = r"(?:[一二三四五六七八九]年级\d+班\s*)?"
_DAY = "(?:今天|明天|后天|今晚|明晚)"
_WHO = re.compile(
    rf"(?P<day>{_DAY})?{_CLASS}(?P<a>[一-龥·]{{2,4}}?)(?P<day2>{_DAY})?(?:是)?谁(?:来|去)?接(?:走)?{_END}"
)
_WHOM = re.compile(rf"(?P<day>{_DAY})(?:是)?谁(?:来|去)?接(?P<a>[一-龥·]{{2,4}}?)?{_END}")
_MAY_I = re.compile(
    r"(?:接|来了|到了|在?(?:校|大)?门口).{0,20}?(?:能|可以|可不可以|能不能|该不该|要不要|让不让)(?:放(?:走|行|人)?|让[他她]?接(?:走)?|接(?:走)?|给)(?:吗|么|不)?"
    + _END
)
_CODED = re.compile(
    rf"{_CLASS}(?P<a>[一-龥·]{{2,4}}?)[\s,]*(?:是|由|被|跟)?(?P<person>[一-龥]{{1,6}}?)接走?了?[\s,]*(?:接送)?码\D?\s*\d{{4}}{_END}"
)
_SIGN_OUT = re.compile(rf"(?:我)?(?:先走了|先走|下班|先下班|签退){_END}")
_MAY_CLOSE = re.compile(
    r"(?:今天|晚托|现在)?(?:的?托管)?(?:可以|能|能不能|可不可以)(?:结束|收尾|收工|关|散|下班)(?:今天|了)*(?:吗|么|不)?"
    + _END
)
_AWAY = re.compile(
    r"(?P<a>[一-龥·]{2,4}?)(?:老师)?(?P<day>今天|明天|今晚|明晚)?(?:也|要)?"
    r"(?:请假|请了?假|病了|生病|来不了|不能来|不来|有事|到不了|上不了班)了?[\s,，。]*"
    r"(?:(?:谁|找谁|让谁|安排谁|哪位)(?:来)?(?:代班|替班|顶班|代|替|顶)[他她]?(?:一下)?|(?:请)?(?:找|安排|派)人(?:代|替|顶)班?"
    r"|(?:请|让|叫|由|安排)?(?P<b>[一-龥·]{2,4}?)(?:老师)?(?:来)?(?:代|替|顶)(?:[他她]|一下|班|她的班|他的班)*)?" + _END
)
_KEEP = re.compile(rf"{_CLASS}(?P<a>[一-龥·]{{2,4}}?)留下来?(?P<reason>补[一-龥]{{0,6}}){_END}")
_KEEP_TOO = re.compile(rf"留[\s:]+{_CLASS}(?P<a>[一-龥·]{{2,4}})[\s,]+(?P<reason>补[一-龥]{{0,6}}){_END}")
_CLUB = re.compile(
    r"(?P<club>[一-龥]{2,8}?)(?P<way>接走|送回|还回)了?(?:[\s:]+(?P<names>[^?？吗]+?))?[\s。!了]*$", re.DOTALL
)
_TAKEN = re.compile(
    rf"(?:好的?|行|嗯|收到)?[\s,。]*我?(?:都|已经?)?(?:接|收)(?:到|下|过来)?了?\s*(?P<n>{counts.NUM})(?:个|人|名)(?:孩子|学生)?{_END}"
)
_TODAY = r"(?:今天|现在|目前|[,\s])*"
_UNCALLED = re.compile(
    rf"{_TODAY}(?:还有)?(?:哪个|哪些|哪几个|谁|哪位)(?:班级?|老师|班老师)?{_TODAY}(?:还)?(?:没有?|未)"
    rf"(?:点名?|接班|到岗|签到|报(?:人数|到|数)|来接班|点到)(?:的)?{_END}"
)
_OTHERS_HERE = re.compile(
    rf"(?:其他|其它|其余|剩下|别的|另外)(?:的)?(?:人|孩子们?|学生们?|同学们?|小朋友们?)?(?:都|全|也都)(?:在|到|来|齐|到齐|来齐){_END}"
)
_NOT_ALL = re.compile(
    rf"(?:(?:现在|所有|各班|今天)*的?老师们?(?:都|全)(?:到位|到岗|到|来|在岗|接班|点名?)(?:了|齐)*(?:吗|没有?)"
    rf"|[一-龥\d()]{{1,8}}班?(?:怎么|为什么|咋)(?:还|又)?(?:没有?|未)(?:点名?|接班|报人数)){_END}"
)
_ON_LEAVE = re.compile(
    rf"{_TODAY}(?:有)?(?:谁|哪些?人|哪几个|哪些孩子|几个人?|多少人)(?:是)?"
    rf"{_TODAY}请(?:了)?假(?:了|的)?{_END}"
)
_COLLEAGUE = re.compile(
    rf"{_TODAY}(?P<a>[一-龥]{{1,4}}?)老师(?:呢|人呢)?{_TODAY}(?:人)?(?:还)?(?:在不在|在吗|在没在|在哪(?:里|儿)?|(?:到|来|到岗|接班|点名)了?(?:吗|没有?)|来没来|到没到|在岗吗)"
    rf"(?:学校|岗|岗上)?{_END}"
)
_WEEKLY = re.compile(
    r"(?:以后|今后|从现在起)?[,\s]*(?:每个?|以后)(?:周|星期|礼拜)(?P<days>[一二三四五、和与及,]+)"
    r"(?:都是|都由|都|是|由)?(?P<person>[一-龥]{1,6}?)(?:来|去)?接(?P<a>[一-龥·]{2,4}?)?" + _END
)
_COMING = re.compile(rf"(?:我)?(?:现在|马上|这就)(?:就)?(?:过)?来接(?P<a>[一-龥·]{{2,4}}?)?{_END}")


def read_saying(text: str, known: Known) -> Said | None:
    """The sentence, or None where the reader has to look."""
    even = unicodedata.normalize("NFKC", text).strip()
    return _of_parent(even, known.children) if known.role is Role.PARENT else _of_staff(even, known)


def _of_parent(text: str, children: tuple[Student, ...]) -> Said | None:
    if found := _COMING.fullmatch(text):
        return _about(Saying.COMING, found["a"], children)
    if found := _WHO.fullmatch(text) or _WHOM.fullmatch(text):
        return _who_collects(found, children)
    if found := _WEEKLY.fullmatch(text):
        days = tuple(sorted({"一二三四五".index(day) + 1 for day in found["days"] if day in "一二三四五"}))
        said = _about(Saying.WEEKLY, found["a"], children)
        return Said(said.saying, said.children, person=read_person(found["person"]), weekdays=days) if said else None
    return None


def _of_staff(text: str, known: Known) -> Said | None:
    if _ON_LEAVE.fullmatch(text):
        return Said(Saying.ON_LEAVE)
    if known.role is Role.LEADER and (found := _AWAY.fullmatch(text)):
        who = next((one for one in known.staff if one.name == found["a"]), None)
        instead = next((one for one in known.staff if one.name == found["b"]), None)
        if who is None or (found["b"] and instead is None):
            return None
        return Said(Saying.AWAY, colleague=who, tomorrow=(found["day"] or "").startswith("明"), receiver=instead)
    if known.role is Role.LEADER and _MAY_CLOSE.fullmatch(text):
        return Said(Saying.MAY_CLOSE)
    if found := _TAKEN.fullmatch(text):
        return Said(Saying.TAKEN, count=counts.number(found["n"]))
    if _OTHERS_HERE.fullmatch(text):
        return Said(Saying.OTHERS_HERE)
    if _UNCALLED.fullmatch(text) or (known.role is Role.LEADER and _NOT_ALL.fullmatch(text)):
        return Said(Saying.UNCALLED)
    if known.role is Role.LEADER and (found := _COLLEAGUE.fullmatch(text)):
        called = tuple(one for one in known.staff if found["a"] in (one.name, one.name[0]))
        return Said(Saying.COLLEAGUE, colleagues=called) if called else None
    if _SIGN_OUT.fullmatch(text):
        return Said(Saying.SIGN_OUT)
    if class_name := read_wish(text, known):
        return Said(Saying.TAKE_CLASS, class_name=class_name)
    if _MAY_I.search(text) and len(meant := [one for one in known.roster if _is_in(one, text)]) == 1:
        return Said(Saying.WHO_COLLECTS, (meant[0],))
    if code_in(text) and (found := _CODED.fullmatch(text)):
        said = _about(Saying.CODED, found["a"], known.roster)
        return Said(said.saying, said.children, person=read_person(found["person"])) if said else None
    if found := _WHO.fullmatch(text) or _WHOM.fullmatch(text):
        return _who_collects(found, known.roster)
    if found := _KEEP.fullmatch(text) or _KEEP_TOO.fullmatch(text):
        return Said(Saying.KEEP_BACK, _named(found["a"], known.roster), found["a"], reason=found["reason"])
    if (found := _CLUB.fullmatch(text)) and found["club"] in known.clubs:
        saying = Saying.CLUB if found["way"] == "接走" else Saying.CLUB_BACK
        names = found["names"] or ""
        return Said(saying, all_named(names, known.roster), name=names, club=found["club"])
    if part := read_part(text, known.roster, known.staff):
        return Said(
            Saying.HAND_SOME,
            part.children or part.alike,
            receiver=part.receiver,
            count=part.count,
            name="" if part.children else part.alike[0].name,
        )
    return None


def _about(saying: Saying, name: str | None, children: tuple[Student, ...]) -> Said | None:
    """The child named; an only child needs no name. Any other name is for the reader."""
    if name is None:
        return Said(saying, children) if len(children) == 1 else None
    found = _named(name, children)
    return Said(saying, found) if found else None


def _who_collects(found: re.Match[str], children: tuple[Student, ...]) -> Said | None:
    said = _about(Saying.WHO_COLLECTS, found["a"], children)
    days = {word[0] for word in (found["day"], found.groupdict().get("day2")) if word}
    if said is None or len(days) > 1:
        return None
    return replace(said, days_on="今明后".index(days.pop()) if days else 0)


def _is_in(child: Student, text: str) -> bool:
    return child.name in text or (len(child.name) > 2 and child.name[1:] in text)


def _named(name: str, children: Iterable[Student]) -> tuple[Student, ...]:
    return tuple(one for one in children if one.name == name or (len(one.name) > 2 and one.name[1:] == name))
