"""Times on the clock: 五点半, 17:30, 差十分六点, 1720."""

from __future__ import annotations

import re
from datetime import datetime, time

from care.reading.dates.figures import looks_like_clock
from care.reading.dates.numerals import NUMBER, number
from care.reading.parts import FoundTime

_PART = (
    r"凌晨|清晨|清早|一早|今早|明早|早上|早晨|上午|正?中午|午间|下午|午后|后晌|傍晚|晚上|今晚|明晚|夜里|晚间|放学后?"
    r"|(?<![最再要会迟])晚(?=[五六七八九5-9])|(?<![最再])早(?=[六七八6-8])|[AaPp][Mm]\s*"
)
_HOUR = r"(?:2[0-4]|1\d|0?\d|二十[一二三四]?|十[一二三四五六七八九]?|[一二两三四五六七八九])"
_NOT_AN_ONE = "起|块|同(?!学)|道|样|直|并|家|路|定|会|趟|律|边"
"""五点五十一起接 is ten to six, together."""
_TENS_OF_MINUTES = rf"(?:[二三四五]?十(?:[二三四五六七八九]|一(?!{_NOT_AN_ONE}))?|[0-5]\d)"
_MINUTE = (
    rf"(?P<half>半)|(?P<quarters>[一二两三123])刻钟?|(?:过|零|〇|0)(?P<few>[一二三四五六七八九1-9])(?![\d十点])分?"
    rf"|过?(?P<minute>{_TENS_OF_MINUTES})(?![个人名班年块元.:])分?|(?P<single>[一二三四五六七八九1-9])分(?!钟)"
)
_NOT_A_CLOCK = r"名(?!单)|名单|评|心|餐|赞|击|头|滴|儿|什|事|开始说|缀|燃|亮|歌|一线|都不"
_NO_NUMBER = r"(?<!\d:)(?<![\d./一二三四五六七八九十廿第#-])"
_POINTS_MADE = r"建议|意见|要求|说明|问题|希望|反馈|想法|疑问|注意|需要|原因|理由|:|感受|心得"
_CLASSROOM = r"的?(?:课堂|学校|小助手|助手|班|托管|课程|工程|计划|机器人|平台|系统|公众号|群|社团|课(?!后))"

_TWO_HOURS = r"(?:一二|二三|两三|三四|四五|五六|六七|七八|[1-8][、/ ~到至-][2-9])点钟?(?![\d半一二三四五])"
_COMES = (
    r"(?:左右|前|之前|准时|才|能|会|再)?"
    r"(?:来(?!自)|接(?![了到手班])|到(?![了齐])|走(?!了)|左右|放学|去接|过来|在门口|校门口)"
)
_SHORT_OF = rf"差(?:不到)?(?:(?P<short_q>一)刻|(?P<short_n>{NUMBER})分)钟?(?:就?到|就)?(?P<short_h>{_HOUR})点钟?"
_SPOKEN = (
    rf"(?:(?P<part>{_PART})\s*)?{_NO_NUMBER}(?P<hour>{_HOUR})(?:点|时(?=\d|半|[一二三四五]?十|左右|前|整|到|$))"
    rf"(?!{_NOT_A_CLOCK})钟?[整正]?(?:差(?P<less>{NUMBER})分|{_MINUTE})?"
)
_WRITTEN = (
    rf"(?:(?P<w_part>{_PART})\s*)?(?<!\d:)(?<![\d./])(?P<w_hour>[01]?\d|2[0-3])(?P<w_sep>[:.;])(?P<w_minute>[0-5]\d)"
    r"(?![\d:]|\.\d)(?P<w_half>\s*[AaPp][Mm])?"
)
_BARE = (
    r"(?<!\d:)(?<![\d./#A-Za-z-])"
    r"(?:(?P<b_hour>[01]\d|2[0-3])(?P<b_minute>[0-5]\d)|(?P<b_hour1>[4-7])(?P<b_minute1>[1-5][05]))"
    rf"(?=\s*{_COMES})"
)
_CLOCKS = (
    ("short", _SHORT_OF),
    ("two", rf"{_NO_NUMBER}(?:{_PART})?{_TWO_HOURS}"),
    ("spoken", _SPOKEN),
    ("written", _WRITTEN),
    ("bare", _BARE),
)
_CLOCK = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _CLOCKS))

_VAGUE_AFTER = re.compile(r"\s*(?:钟)?(?:多|几分?(?!个|岁)|过一?点|过些|过几分|出头|好几)")
_EARLIER_OR_LATER = re.compile(r"\s*(?:钟)?\s*(?:左右|前后|来钟|之前|以前|前|之后|以后|后|许|整|上下|的样子)")
_SOMETHING_ELSE_AFTER = re.compile(
    r"钟?(?:左右)?(?:才能?|就)?(?:下班|上班|开会|散会|出发|动身|有个?会|的会|的飞机|的高铁|的火车|的车(?!到))"
)
_UNTIL_BEFORE = re.compile(
    r"(?:加班|开会|上班|会开|家长会|例会|会议|忙|排练|训练|培训|值班)(?:可能|估计|得|要|开)*到\s*$"
)
_BETWEEN_CLOCKS = re.compile(r"(?:左右)?\s*(?:到|至|[-~]+|或者?是?|还是|要么|,?不行就|、|和)?\s*$")
_COMPARED = re.compile(r"[有早晚快慢多少大小好差再前高低迟冷热近远些了稍]$|提早$")
_LISTED = re.compile(r"(?:[有这那提说讲第]|以下|如下|总共|几)$")
_GOES_ON = re.compile(r"\s*(?:钟|左右|来|接|到|走|放学|前|之前|以前|下班|才|就|再|出|去|过|回|结束|开始|[,。!?\s]*$)")
_NAMED = re.compile(_CLASSROOM)
_MORNING = re.compile(r"早托|早上|早晨|送|到校|起床|上学|早读")
_COLLECTS = re.compile(r"接|放学|晚|延时|下班")


def clock_times(plain: str, text: str, now: datetime) -> list[FoundTime]:
    found: list[FoundTime] = []
    for match in _CLOCK.finditer(text):
        if _NAMED.match(text, match.end()) or _is_a_greeting(text, match):
            continue
        start, end = match.start(), match.end()
        if match.lastgroup == "two":
            value: time | None = None
        elif (read := _clock(match, text, now)) is None:
            continue
        else:
            value = read
        if _UNTIL_BEFORE.search(text[:start]):
            continue  # 加班到七点: not when somebody comes.
        if vague := _VAGUE_AFTER.match(text, end):
            value, end = None, vague.end()
        elif _SOMETHING_ELSE_AFTER.match(text, end):
            value = None  # 五点下班: the coming is some time after.
        elif around := _EARLIER_OR_LATER.match(text, end):
            end = around.end()
        if found and _BETWEEN_CLOCKS.match(text[found[-1].end : start]):
            first = found.pop()  # 五点到五点半: somewhere between.
            start, value = first.start, None
        found.append(FoundTime(start, end, plain[start:end], value))
    return found


def _is_a_greeting(text: str, match: re.Match[str]) -> bool:
    """三点半 is also the name of this bot: 三点半，帮我请个假."""
    return (
        match.start() == 0
        and match.group() == "三点半"
        and bool(re.match(r"[,:!~ ]*(?:你|您|帮|在吗|请问|老师)", text[3:]))
    )


def _clock(match: re.Match[str], text: str, now: datetime) -> time | None:
    match match.lastgroup:
        case "spoken":
            return _spoken(match, text, now)
        case "written":
            return _written(match, text, now)
        case "short":
            less = 15 if match["short_q"] else number(match["short_n"])
            return _minus(_time(number(match["short_h"]), 0, "", match, text, now), less)
        case _:
            hour, minute = match["b_hour"] or match["b_hour1"], match["b_minute"] or match["b_minute1"]
            return None if match.group() in _YEARS else _time(int(hour), int(minute), "", match, text, now)


_YEARS = {str(year) for year in range(2015, 2036)}


def _spoken(match: re.Match[str], text: str, now: datetime) -> time | None:
    hour = number(match["hour"])
    minute = _minutes(match)
    part = (match["part"] or "").strip()
    if hour == 24 or minute > 59:
        return None
    if minute == 0 and not part and not match.group().endswith(("钟", "整", "正")) and not _is_clock(hour, match, text):
        return None
    value = _time(hour, minute, part, match, text, now)
    return _minus(value, number(match["less"])) if match["less"] else value


def _minutes(match: re.Match[str]) -> int:
    if match["half"]:
        return 30
    if match["quarters"]:
        return 15 * number(match["quarters"])
    words = match["few"] or match["minute"] or match["single"]
    return number(words) if words else 0


def _is_clock(hour: int, match: re.Match[str], text: str) -> bool:
    """晚一点, 有两点建议 and 以下三点 are no times."""
    before, after = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 4]
    if re.match(_POINTS_MADE, after) or _LISTED.search(before):
        return False
    if hour == 1:
        return not _COMPARED.search(before) and bool(_GOES_ON.match(after)) and bool(after)
    return True


def _written(match: re.Match[str], text: str, now: datetime) -> time | None:
    hour, minute = int(match["w_hour"]), int(match["w_minute"])
    part = (match["w_part"] or match["w_half"] or "").strip()
    if match["w_sep"] != ":":
        if text[match.end() : match.end() + 1] in tuple("度元块米分%折斤号日℃"):
            return None
        start = match.start("w_hour")
        if not part and not looks_like_clock(text, hour, minute, match["w_minute"], start, match.end()):
            return None
    return _time(hour, minute, part, match, text, now)


def _time(hour: int, minute: int, part: str, match: re.Match[str], text: str, now: datetime) -> time | None:
    """An hour without a half of the day is the one of the afternoon; seven is so unless it is about the morning."""
    if hour > 23:
        return None
    if part in _NOONS:
        return time(hour + 12 if hour < 5 else hour, minute)
    if part in _EVENINGS:
        return None if hour == 12 else time(hour + 12 if hour < 12 else hour, minute)
    if part in _MORNINGS or not 0 < hour < 12 or match.group().startswith("0"):
        return time(hour, minute)
    said_before = bool(_TONIGHT.search(text[max(0, match.start() - 12) : match.start()]))
    late = hour < 7 or said_before or _in_the_evening(hour, match, text, now)
    return time(hour + 12 if late else hour, minute)


_MORNINGS = frozenset(("凌晨", "清晨", "清早", "一早", "今早", "明早", "早上", "早晨", "上午", "早", "am", "AM", "Am"))
_NOONS = frozenset(("中午", "正中午", "午间"))
_EVENINGS = frozenset(
    ("下午", "午后", "后晌", "傍晚", "晚上", "今晚", "明晚", "夜里", "晚间", "晚", "放学", "放学后", "pm", "PM", "Pm")
)


_TONIGHT = re.compile(r"(?:今晚|明晚|后晚|晚上|夜里|傍晚|下午|晚自习)[^,。;!?]*$")
"""今晚我八点二十到: the half of the day is said before."""


def _in_the_evening(hour: int, match: re.Match[str], text: str, now: datetime) -> bool:
    around = text[max(0, match.start() - 12) : match.end() + 8]
    if _MORNING.search(around):
        return False
    if hour == 7:
        return now.hour >= 9 or bool(_COLLECTS.search(around))
    return hour < 10 and now.hour >= 12 and bool(_COLLECTS.search(around))


def _minus(value: time | None, minutes: int) -> time | None:
    if value is None:
        return None
    total = value.hour * 60 + value.minute - minutes
    return time(total // 60, total % 60)
