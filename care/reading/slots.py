"""Sessions and clubs: what care a message speaks of (guidelines 2, 22, 32, 40)."""

from __future__ import annotations

import re
from functools import lru_cache

from care.acts import CareSession
from care.people import Known
from care.reading.parts import FoundClub, FoundSession
from care.reading.traditional import simplify

_MORNING, _NOON, _EVENING = CareSession.MORNING, CareSession.NOON, CareSession.EVENING

SESSION_WORDS: tuple[tuple[str, tuple[CareSession, ...]], ...] = (
    (r"早[中午、,]{1,2}午?晚(?:托)?|全托|三(?:个)?托", (_MORNING, _NOON, _EVENING)),
    (r"中晚托|午晚托|中午和晚上的?托管", (_NOON, _EVENING)),
    (r"早晚托", (_MORNING, _EVENING)),
    (r"早午托", (_MORNING, _NOON)),
    (
        r"早托班?|(?:早上|早晨|清晨|上午)[^,。;]{0,3}?托管班?|早上(?:的)?(?:那个)?班|早晨的?托管|早自习|早读托管|早班托管|晨托",
        (_MORNING,),
    ),
    (
        r"午托班?|午餐班|小饭桌(?!的)|中午(?:那个?)?(?:睡觉|睡午觉|午睡|吃饭|歇觉|歇晌)的(?:那个)?(?:托管|看护|班)|午休|中午(?:那个?)?的?(?:托管|看护)|午饭|午餐|中午饭|中饭|中午(?:那顿)?(?:饭|餐)|中午|在学?校里?吃午?饭|食堂",
        (_NOON,),
    ),
    (
        r"晚托班?|晚辅|晚自习|晚自修|晚课|延时班?(?:课|服务)?|课后(?:服务|延时|托管|看护)班?|(?!(?<=一)下午[托间休餐])下午(?:那个)?的?(?:托管|课后|看护|延时)班?|"
        r"(?:晚上|下晚儿?|傍黑儿?)(?:那个?)?的?(?:托管|课后|看护|延时)班?|放学(?:后|以后)(?:那个)?的?(?:托管|看护|服务|延时|班)|课后班|下午的课|(?!(?<=一)下午[托间休餐])下午|傍晚的?托管|晚间托管|课后",
        (_EVENING,),
    ),
    (r"托管班?|看护班?|托班|全天|全日", ()),
)
"""Words for sessions, the longer and more exact ones first. 托管 alone names none (guideline 2).

报一下午托, 报一下午间托管: 一下 and 午托, 午间托管, never an afternoon.
"""

_SESSIONS = [(re.compile(pattern), sessions) for pattern, sessions in SESSION_WORDS]
_ANY_SESSION = re.compile("|".join(f"({pattern})" for pattern, _ in SESSION_WORDS))

_CLUB_TAIL = re.compile(r"(?:社团|社|班|课|团|队|组|兴趣班|俱乐部)$")
_CLUB_LIKE = re.compile(
    r"(?:书法|足球|篮球|排球|网球|羽毛球|乒乓球?|围棋|象棋|国际象棋|五子棋|编程|机器人|绘本|绘画|国画|美术|画画|素描|舞蹈|街舞|拉丁舞?|芭蕾|"
    r"合唱|唱歌|声乐|陶艺|跳绳|击剑|武术|跆拳道|空手道|轮滑|游泳|古筝|钢琴|吉他|小提琴|二胡|葫芦丝|尤克里里|架子鼓|民乐|管乐|器乐|航模|科学|"
    r"创客|无人机|乐高|手工|剪纸|烹饪|烘焙|朗诵|主持|演讲|戏剧|话剧|京剧|英语角|阅读|写作|国学|奥数|数独|魔方|魔术|摄影|茶艺|衍纸|"
    r"田径|体操|啦啦操|健美操|射箭|高尔夫|马术|棒球|橄榄球|乒羽|花样跳绳|心算|珠心算|3d打印|泥塑|刺绣|编织|插花)"
    r"(?:兴趣)?(?:社团|社|班|课|团|队|俱乐部)?"
)

_EVENT = re.compile(
    r"(?:回复|客服|听不懂|比赛|(?:定段|升段|升级|晋级|邀请|公开|选拔|资格|友谊|对抗|大师|段位|定级|小组|团体|个人|预|初|复|半?决|季|大奖|杯)?赛(?!车)|竞赛|联赛|大赛|锦标赛|考级|集训|夏令营|冬令营|冠军)"
)
"""足球比赛 is no club."""
_CLUB_VERB = re.compile(r"(?:报|选|有没有|开|参加|退)[^,。!?;]{0,4}$")
"""What makes 击剑 a club and 上钢琴课 somebody's own lesson."""


def find_sessions(plain: str) -> tuple[FoundSession, ...]:
    """Each mention of a session, in order."""
    found = []
    for match in _ANY_SESSION.finditer(plain):
        which = match.lastindex or 1
        found.append(FoundSession(match.start(), match.end(), match.group(), SESSION_WORDS[which - 1][1]))
    return tuple(found)


_TONIGHT = re.compile(r"[今明当]晚|晚上")


def sessions_asked(text: str) -> tuple[CareSession, ...]:
    """The one session that a question about lists names (今晚有几个请假, 报了午托的有谁); empty where it names none
    or several."""
    named = {session for found in find_sessions(simplify(text)) for session in found.sessions}
    named |= {_EVENING} if _TONIGHT.search(text) else set()
    return tuple(named) if len(named) == 1 else ()


@lru_cache(maxsize=512)
def _of_club(club: str) -> re.Pattern[str]:
    """The name of a club on the menu, or its stem with another tail."""
    name = simplify(club).lower()
    stem = _CLUB_TAIL.sub("", name)
    if len(stem) < 2:
        return re.compile(re.escape(name))
    stem = f"{stem[:-1]}球?" if len(stem) > 2 and stem.endswith("球") else re.escape(stem)
    return re.compile(rf"{stem}(?:兴趣)?(?:社团|社|班|课|团|队)?")


_ELSEWHERE = re.compile(r"(?:外面|外头|校外|课外|机构|培训班)的?$")
"""外面的奥数班 is no club of the school."""


def find_clubs(plain: str, known: Known) -> tuple[FoundClub, ...]:
    """Each mention of a club: on the menu (by its name or its stem), or known to be one but not offered."""
    found: list[FoundClub] = []
    for club in known.clubs:
        found += [
            FoundClub(m.start(), m.end(), m.group(), club)
            for m in _of_club(club).finditer(plain)
            if not _EVENT.match(plain, m.end()) or m.group() == simplify(club).lower()
        ]
    taken = {place for one in found for place in range(one.start, one.end)}
    found += [
        FoundClub(m.start(), m.end(), m.group(), None)
        for m in _CLUB_LIKE.finditer(plain)
        if (m.group().endswith(("社团", "社", "团", "兴趣班")) or _CLUB_VERB.search(plain[: m.start()]))
        and not taken.intersection(range(m.start(), m.end()))
        and not _EVENT.match(plain, m.end())
        and not _ELSEWHERE.search(plain[: m.start()])
    ]
    return tuple(sorted(found, key=lambda one: one.start))
