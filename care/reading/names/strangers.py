"""Names of children whom the sender has nothing to do with (guideline 30), and whom a leader names without a roster."""

from __future__ import annotations

import re
from collections.abc import Iterator

from care.people import Known, Role
from care.reading.names import sounds
from care.reading.names.name_words import (
    ADULT_TAILS,
    AFTER_NAME,
    BEFORE_NAME,
    DOUBLE_SURNAMES,
    KIN_ANY,
    SOLID,
    SURNAMES,
)
from care.reading.names.person_words import RELATION
from care.reading.parts import FoundName, Span
from care.reading.traditional import simplify

WORDLIKE_SURNAMES = frozenset(
    "和于时成应向全安常到都从别那过关解点单连万管车双强方习游简平有高明水温白黄金石江路花马包卫左党祖原贝先毛雷"
    "危充龙齐权纪路迟申司惠富封寿幸修官乐丰劳凤吉滑蓬闻薄"
)
"""Surnames that are everyday words too: behind them the given name must have two characters."""

NO_GIVEN = frozenset(
    "阿的了是在有没不也都就后昨早晚午下上周二三四五六七八九十个们人点班级去来走到接送给和跟吗呢吧啊呀哦么我你他她"
    "它这那还要会说请假爸妈爷奶姥舅姨姑叔伯婶"
    "哥姐弟妹老师校长主任课学时号分钟年日期今被把让得着过为什谁哪几多少很太真已经刚才再又同位家里面外手脚头肚"
    "口身吃喝打骂摔哭跑闹吐烧病痛疼疾退批通准驳"
    "找丢拉推踢咬撞磕碰掉躺睡写拿喊问报名费钱元块生活动作业练习册组站路车门楼室场台桌椅水电灯空调坏漏湿滑饭菜汤"
    "餐杯包衣服鞋书笔本孩馆胎社队赛店院厅"
)
"""Characters that no given name has: they end a name, or show that there is none."""

_GROWN_UP_BEFORE = re.compile(
    r"(?:叫|邻居|司机|保姆|舅舅|叔叔|姑姑|阿姨|姨妈|小姨|爷爷|奶奶|外公|外婆|爸爸|妈妈|哥哥|姐姐|表哥|表姐|老师)$"
)
_AFTER_SHORT = re.compile(
    rf"$|[,。、;:!?\s]|{KIN_ANY}|同学|没|请假|病|被|和|跟|走|接|今天|明天|后天|的(?:申请|通过|假)|"
    "也|都|一起|两个|不[去来上见]|发烧|找|摔|吐了|哭|丢"
)
_ADULT_TAIL = re.compile("|".join(ADULT_TAILS))
_RELATIVE_OF = re.compile(rf"(?:的|他|她)?(?:{KIN_ANY})")


_CALLED = re.compile(
    rf"(?:叫|名叫|叫做)(?P<name>[{''.join(sorted(SURNAMES))}][一-龥]{{1,2}})的(?!{RELATION}|男|女|老|人)"
)


def _so_called(text: str) -> Iterator[FoundName]:
    """五年级那个叫万晓的: said to be a name."""
    for match in _CALLED.finditer(text):
        yield as_stranger(text, *match.span("name"))


_NO_NAMES = re.compile(
    "投诉|反馈|咨询|退订|续报|加报|不想|需要|参加|安排|关于|有关|针对|觉得|感觉|希望|认为|接着|停掉|改上|改报|按时|及时|全程|单独|每|"
    "托管|建议|反正|整天|谢谢|咳咳|具体|如果|眼睛|可能|天天|或者|估计|应该|确实|实在|临时|刚好|正好|最近|近期|目前|原来|本来|其实|万一|要是|"
    "假如|既然|虽然|因为|由于|所以|但是|不过|另外|顺便|而且|然后|总之|抱歉|好像|似乎|只有|暂时|继续|依然|仍然|立刻|马上|赶紧|提前|"
    "白天|寒假|暑假|国庆|元旦|清明|端午|中秋|全家|大雨|天冷|降温|出差|加班|堵车|航班|高铁|一家|合唱|书法|足球|篮球|编程|跳绳|早退|"
    "特此|拟|兹|恳|望|妮|妞|娃|孩|囝|仔|宝贝|闺女|丫头|囡|崽|小子|大宝|二宝|老大|老二|妹|姐|弟|哥|以后|从此|下学|本学|学期|体温|浑身|全身|腿|脚|牙|"
    "中考|高考|期末|期中|月考|考级|比赛|旅游|老家|婚礼|喜酒|葬礼|探亲|搬家|转学|手术|住院|复查|检查|牙医|医院|疫苗|发热|受凉|着凉|过敏"
)
_NO_VERBS = frozenset(
    "改换调挪推撤销取消停退报加减查问催想要能可以该应先再又仍就才只却但或且如若因为所对于按照随请帮替让"
)
_ALONE = re.compile(
    r"(?:^|[,。!?;\n ])(?:老师|[给帮替])?(?P<name>[一-龥]{2})(?=今天|明天|后天|今晚|明晚|下周|周[一二三四五]|"
    r"请假|请个|发烧|生病|感冒|"
    r"晚托|午托|早托|延时|也请|也不|不去|不来|自己走|要请|想请|的晚托|的午托)"
)


def find_given_alone(text: str, known: Known) -> Iterator[FoundName]:
    """月婵明天请假: a child's given name, like none of the sender's, where a wish begins."""
    for match in _ALONE.finditer(text):
        own = {sounds.sound(char) for child in known.children for char in simplify(child.name)[1:]}
        name = match["name"]
        if (
            _may_be_given(name)
            and _NO_VERBS.isdisjoint(name)
            and not _NO_NAMES.search(name)
            and not re.search(KIN_ANY, name)
        ):
            solid = any(
                one.start() < match.end("name") and match.start("name") < one.end() for one in SOLID.finditer(text)
            )
            if not solid and own.isdisjoint(sounds.sound(char) for char in name):
                yield as_stranger(text, *match.span("name"))


def find_strangers(text: str, known: Known) -> Iterator[FoundName]:
    """Full names of people who are not known, where a child's name may stand."""
    adults = tuple(simplify(name) for name in (known.me.name, *(one.name for one in known.staff)) if name)
    solid = [match.span() for match in SOLID.finditer(text)]
    called = tuple(_so_called(text))
    yield from called
    done = 0
    for start in range(len(text)):
        if (
            start < done
            or (text[start] not in SURNAMES and text[start : start + 2] not in DOUBLE_SURNAMES)
            or any(one.start <= start < one.end for one in called)
            or not BEFORE_NAME.search(text[max(0, start - 2) : start])
        ):
            continue
        for end in _ends(text, start):
            broken = any(s < end and start < e for s, e in solid)
            kin = known.role is Role.PARENT and bool(known.children) and re.match(KIN_ANY, text[end:])
            if not broken and not kin and not text.startswith(adults, start) and not _is_adult(text, start, end):
                yield as_stranger(text, start, end)
                done = end
                break


def _ends(text: str, start: int) -> Iterator[int]:
    """Where a full name that starts here may end: two characters of given name, or one."""
    double = text[start : start + 2] in DOUBLE_SURNAMES
    if not double and text[start : start + 1] not in SURNAMES:
        return
    first = start + (2 if double else 1)
    for length in (2,) if text[start] in WORDLIKE_SURNAMES else (2, 1):
        given = text[first : first + length]
        end = first + length
        if (
            len(given) == length
            and _may_be_given(given)
            and (AFTER_NAME if length == 2 else _AFTER_SHORT).match(text, end)
        ):
            yield end


_IN_NAMES = re.compile(
    "书(?![法包本店面籍记画桌架签证展柜])(?=.)|家(?![里长人教庭务校属中门远访电具委大小老两儿近住])(?=.)|"
    "(?<=.)真$|(?<=[朵娜莎蒂])拉$"
)
"""罗书雁, 马家豪, 任念真, 蒋朵拉: characters of names all the same, where they make no everyday word."""


def _may_be_given(given: str) -> bool:
    given = _IN_NAMES.sub("", given)
    return all("一" <= char <= "龥" and char not in NO_GIVEN for char in given)


def _is_adult(text: str, start: int, end: int) -> bool:
    """叫张伟的叔叔, 舅舅李刚, 王芳老师: a grown-up. 周思妍妈妈 is one too: not the child is meant but its mother."""
    return bool(
        _GROWN_UP_BEFORE.search(text[max(0, start - 3) : start])
        or _ADULT_TAIL.match(text, end)
        or (text[max(0, start - 2) : start] == "同学" and _RELATIVE_OF.match(text, end))
    )


def other_surname(text: str, name: Span) -> int | None:
    """Where another family's name begins that ends in this given name (王小宇, when ours is 陈小宇)."""
    start = name.start - 1
    if start < 0 or text[start] not in SURNAMES or text[start] in WORDLIKE_SURNAMES or len(name.words) > 2:
        return None
    return start if BEFORE_NAME.search(text[max(0, start - 2) : start]) else None


def as_stranger(text: str, start: int, end: int) -> FoundName:
    return FoundName(start, end, text[start:end], (), sure=True, why="stranger")
