"""Tidying (整理): one even text out of full-width forms, stickers, dialect, voice transcripts and typing slips.

Each character of the result knows where it came from, so that names, relations and bodies stay verbatim.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from care.reading.parts import Tidied
from care.reading.traditional import SIMPLE

STICKERS = {"👌": "好的", "🆗": "好的", "❌": "不", "㈠": "一"}
"""Stickers that say a word (guideline 24); all others are a blank."""

WORDS = {
    # Cantonese, Wu, northern, Sichuan and Henan words, as schools would write them.
    "听日": "明天", "今朝": "今天", "明朝": "明天", "后朝": "后天", "今日": "今天", "明日": "明天", "昨日": "昨天",
    "后日": "后天", "寻日": "昨天", "琴日": "昨天", "今儿个": "今天", "明儿个": "明天", "后儿个": "后天",
    "昨儿个": "昨天", "今儿": "今天", "明儿": "明天", "后儿": "后天", "昨儿": "昨天", "夜个": "昨天",
    "今晚夜": "今晚", "今个儿": "今天", "明个儿": "明天", "今个": "今天", "明个": "明天", "后晌": "下午",
    "晌午": "中午", "下昼": "下午", "而家": "现在", "宜家": "现在", "依家": "现在", "边度": "哪里", "边个": "谁",
    "乜嘢": "什么", "啥子": "什么", "哪阵": "什么时候", "啥辰光": "什么时候", "几时": "什么时候",
    "啥时候": "什么时候", "咋个": "怎么", "咋样": "怎么样", "咋": "怎么", "啥": "什么", "系咪": "是不是",
    "有冇": "有没有", "冇": "没有", "莫得法": "不能", "没得法": "不能", "有没得": "有没有", "莫得": "没有",
    "没得": "没有", "走勿开": "走不开", "返学": "去学校", "返屋企": "回家", "放学返": "放学回", "屋企": "家里",
    "屋里": "家里", "搁家": "在家", "佢": "他", "嘅": "的", "咗": "了", "紧要": "要紧", "喇": "了", "啦": "了",
    "口勒": "口了", "到勒": "到了", "好勒": "好了", "咧": "了", "嘞": "了", "哒": "的", "俺们": "我们", "俺": "我",
    "侬": "你", "阿拉": "我们", "伲": "我们", "勿曾": "没有", "勿要": "不要", "勿": "不", "唔使": "不用",
    "唔": "不", "甭": "不用", "晏点": "晚点", "晏些": "晚些", "晏到": "晚到", "星期天": "星期日",
    "礼拜天": "礼拜日", "小囡": "孩子", "囡囡": "孩子", "细路": "孩子", "细佬": "弟弟", "家姐": "姐姐",
    "伢": "孩子", "崽崽": "孩子", "娃娃": "孩子", "娃儿": "孩子", "娃": "孩子", "小朋友": "孩子", "小盆友": "孩子",
    "小孩儿": "孩子", "小孩": "孩子", "仔仔": "孩子", "晓得": "知道", "得闲": "有空", "木有": "没有",
    "肿么": "怎么", "介个": "这个", "酱紫": "这样", "灰机": "飞机", "头先": "刚才", "那啥": "那个", "大仔": "老大",
    "大女": "老大", "细女": "小的", "细仔": "小的", "到咯": "到了", "走咯": "走了", "好咯": "好了", "退喽": "退了",
    "得唔得": "可以吗", "得不得": "可以吗", "中不中": "行不行", "啱啱": "刚刚", "嗰日": "那天", "退脱": "退掉",
    "坏脱": "坏掉", "啥人": "谁", "拨谁": "被谁", "咗未": "了没有", "sick": "生病", "i'm here": "我到了",
    "no show": "不来", "是咪": "是不是", "俾人": "被人", "畀人": "被人", "俾": "给", "畀": "给", "开ot": "加班",
    "㗎": "的", "睇": "看", "仲": "还", "同埋": "和", "返工": "上班", "收工": "下班", "搞掂": "办好",
    "唔该晒": "谢谢", "唔该": "谢谢", "嚟": "来", "阿女": "女儿", "阿仔": "儿子",
    "晏昼": "中午", "夜晚": "晚上", "走不脱": "走不开", "一哈": "一下", "等哈儿": "等会儿", "等哈": "等会",
    "昨黑里": "昨晚", "昨黑": "昨晚", "今黑里": "今晚", "今黑": "今晚", "明黑": "明晚", "搁门": "在门", "搁校": "在校",
    "搁学校": "在学校", "搁这": "在这", "搁外头": "在外面", "莫等": "不用等", "莫算": "不用算", "莫管": "不用管",
    "莫要": "不要", "莫让": "别让", "莫喊": "别喊", "莫留": "不用留", "莫接": "不用接", "小家伙": "孩子",
    "小伙子": "孩子",
    "小祖宗": "孩子", "小调皮": "孩子", "神兽": "孩子", "后趟": "以后", "伊拉": "他们", "覅": "不要", "弗": "不",
    "嫑": "不要", "来勿": "来不", "去勿": "去不", "小人": "孩子", "小鬼头": "孩子", "昨夜": "昨晚", "夜头": "晚上",
    "早浪": "早上", "早浪向": "早上", "上半日": "上午", "下半日": "下午", "今夜": "今晚", "明夜": "明晚",
    "下趟": "下次", "阿是": "是不是", "伊": "他", "自家": "自己",
    "乡下": "老家", "qj": "请假", "昨个": "昨天",
    "前儿": "前天", "赶趟": "来得及", "歇": "休息", "俩孩子": "两个孩子", "我屋": "我家", "屋头": "家里",
    # Homophones and slips of the hand and of the microphone (guideline 32).
    "延迟班": "延时班", "演示班": "延时班", "老是好": "老师好", "老实好": "老师好", "来结": "来接",
    "去结": "去接", "结孩子": "接孩子", "结走": "接走", "结到": "接到", "没人结": "没人接", "街到": "接到",
    "街走": "接走", "来街": "来接", "皆走": "接走", "借走": "接走", "借到": "接到", "应道": "应到", "实道": "实到",
    "孩子门": "孩子们", "帐号": "账号", "在请一天": "再请一天", "不再去": "不去", "到拉": "到了",
    "来哉": "来了", "去哉": "去了", "到哉": "到了", "好哉": "好了", "揾": "找", "去咗边": "去了哪里", "去边": "去哪里",
    "离效": "离校", "直班": "值班", "直不了": "值不了", "通之": "通知", "请甲": "请假", "询查": "巡查", "寻查": "巡查",
    "寻了一圈": "巡了一圈", "点各名": "点个名", "交借": "交接",
    "在度": "在这里", "点解": "为什么", "返晚托": "去晚托", "返午托": "去午托", "返早托": "去早托",
    "返托管": "去托管", "下晚儿": "晚上", "喎": "", "㖞": "",
    "自个儿": "自己", "自个": "自己", "留低": "留下", "喺度": "在这里", "返到屋企": "回到家", "返到嚟": "回来",
    "喺边": "在哪里", "几多": "多少", "好多钱": "多少钱", "几钿": "多少钱", "几钱": "多少钱",
    "妮儿": "孩子", "妮子": "孩子", "孩儿": "孩子", "半个钟头": "半小时", "半个钟": "半小时", "放学未": "放学了吗",
    "未呀": "没有",
    "计画": "计划", "名天": "明天", "不切": "不去", "别切": "别去", "发寒热": "发烧",
    "到屋了": "到家了",
    "道校门口": "到校门口", "道门口": "到门口", "校们口": "校门口", "们口": "门口",
}  # fmt: skip
"""Whole words first written otherwise. Longer ones win."""

SOUNDS: tuple[tuple[str, str], ...] = (
    ("[完万挽碗玩婉弯绾皖][托脱拖妥]|晚[脱拖妥]", "晚托"),
    ("[武务舞误悟物吴][托脱拖妥]|午[脱拖妥]", "午托"),
    ("[枣造找澡][托脱拖妥]|早[脱拖妥]", "早托"),
    ("[脱拖妥][管馆关官]|托[馆关官]", "托管"),
    ("[严言炎盐沿][时实]|延[实石]", "延时"),
    ("[请青清情轻晴][甲价嫁驾架钾佳]|[青清情轻晴]假", "请假"),
    ("请[个各]?[甲价嫁驾架]", "请个假"),
    ("请家(?=$|[,。!了吧哈啊, ])", "请假"),
    ("[发法罚][少稍捎绍](?!年|数|了?钱)", "发烧"),
    ("请加(?=$|[,。!了吧哈啊, 一两二三1-9](?!下))", "请假"),
    ("(?<![一两二三四几这那每有整哪两多])个女(?![儿孩生士的人老同])", "女儿"),
    ("(?<![一两二三四几这那每有整哪两多])个仔", "儿子"),
    ("[销消削]个?[假价驾架嫁](?!格)", "销假"),
    (r"[英鹰影硬营迎赢因]到(?=了?\d|了?[一二两三四五六七八九十])", "应到"),
    (r"[时石食十是市使]到(?=了?\d)", "实到"),
    ("[抱暴爆](?=[个名]|[早午晚]托|托管|社团)", "报"),
    ("开[使驶史](?=$|[,。了吧 ])", "开始"),
    ("[取娶](?:肖|销|削)", "取消"),
    ("撤[消肖削]", "撤销"),
    ("接[道倒](?=了|$|[,。])", "接到"),
    ("后[侯]天|[候]天", "后天"),
    ("(?<=[一二三四五六七八九十两0-9])点[伴办拌绊]", "点半"),
    ("(?<=在)边(?=$|[?,。!度])", "哪里"),
    ("[感敢干赶][毛帽冒](?<!感冒)", "感冒"),
)
"""Words of care by their sound, however the keyboard or the microphone wrote them (guideline 32)."""

_WORDS = re.compile("|".join(sorted(map(re.escape, WORDS), key=len, reverse=True)))
_SOUND = re.compile("|".join(f"({sound})" for sound, _ in SOUNDS))
_NUMBERING = re.compile(r"(?<![^\s])\d[.、)](?=[^\d\s])")
"""1. 2. 3. before the parts of a list are stops."""
_FILLERS = re.compile(
    r"(?:(?<=^)|(?<=[\s,。.]))(?:嗯+|呃+|额|那个|就是|就是说|这个|啊|哎|诶|欸|喂|哦)(?=[\s,。])\s*|呃+|(?<=\w)~+(?!\d)"
)
_BRACKET_STICKER = re.compile(r"\[(?!转发|通知|公告|紧急)[一-龥a-z]{1,4}\]")
_SPOKEN_BLANK = re.compile(
    r"(?<=[ ,。][不没别来去要就也都上请接会能]) (?=[一-龥])|(?<=^[不没别来去要就也都上请接会能]) (?=[一-龥])|"
    r"(?<=[一-龥]) (?=(?:了|吧|啊|呢|吗|哈|的)(?: |$|[,。!?]))|(?<=过) (?=生日)|(?<=[他她]) (?=[一-龥])"
)
"""Blanks that the microphone put inside a phrase (明天 不 来 了 啊)."""
_BLANKS = re.compile(r"[ \t\u3000]+")


def tidy(written: str) -> Tidied:
    """The even text. The order matters: characters, then words, then what carries no meaning."""
    pairs = list(_characters(written))
    pairs = _replaced(pairs, _NUMBERING, ",")
    pairs = _replaced(pairs, _SOUND, _sounded)
    for pattern, instead in _LATER:
        pairs = _replaced(pairs, pattern, instead)
    text = "".join(char for char, _ in pairs)
    return Tidied(text, written, tuple(place for _, place in pairs))


def _characters(written: str) -> Iterator[tuple[str, int]]:
    for place, char in enumerate(written):
        for even in _even(char):
            yield even, place


def _even(char: str) -> str:
    if "①" <= char <= "⑳":
        return ","
    if char in STICKERS:
        return STICKERS[char]
    if char in ";；":
        return "。"  # a stop like any other
    if char.isascii():
        return char.lower()
    if "一" <= char <= "龥":
        return SIMPLE.get(ord(char), char)
    if unicodedata.category(char) in ("So", "Sk", "Cf", "Mn", "Me", "Co", "Cn", "Cs"):
        return " " if unicodedata.category(char) == "So" else ""
    return unicodedata.normalize("NFKC", char).lower()


_Instead = Callable[[re.Match[str]], str]


def _sounded(match: re.Match[str]) -> str:
    return SOUNDS[(match.lastindex or 1) - 1][1]


def _worded(match: re.Match[str]) -> str:
    return WORDS[match.group()]


def _replaced(pairs: list[tuple[str, int]], pattern: re.Pattern[str], instead: str | _Instead) -> list[tuple[str, int]]:
    """Each match written otherwise; the last character of what stands instead comes from the last of the match."""
    text = "".join([char for char, _ in pairs])
    if pattern.search(text) is None:
        return pairs
    out: list[tuple[str, int]] = []
    done = 0
    for match in pattern.finditer(text):
        places = [place for _, place in pairs[match.start() : match.end()]]
        word = instead if isinstance(instead, str) else instead(match)
        last = len(word) - 1
        out += pairs[done : match.start()]
        out += [(char, places[-1] if i == last else places[min(i, len(places) - 1)]) for i, char in enumerate(word)]
        done = match.end()
    return out + pairs[done:]


_LATER: tuple[tuple[re.Pattern[str], str | _Instead], ...] = (
    (_SPOKEN_BLANK, ""),
    (_BRACKET_STICKER, ""),
    (_WORDS, _worded),
    (_FILLERS, ""),
    (_BLANKS, " "),
)
"""What follows the characters and the sounds, in this order."""
