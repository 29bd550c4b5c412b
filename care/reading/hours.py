"""Clock times in a message: 五点半 → 17:30, 二十分钟后 → now and twenty minutes (guidelines 14, 31)."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

from care.people import Known
from care.reading.dates.numerals import NUMBER, number
from care.reading.dates.patterns import WEEKDAY
from care.reading.dates.words import even, looks_like_clock
from care.reading.parts import NAME, FoundTime

# --- patterns -----------------------------------------------------------------------------------------------------
_PART = (
    r"凌晨|清晨|清早|一早|今早|明早|早上|早晨|上午|正?中午|午间|下午|午后|后晌|傍晚|晚上|今晚|明晚|夜里|晚间|放学后?"
    r"|(?<![最再要会迟])晚(?=[五六七八九5-9])|(?<![最再])早(?=[六七八6-8])|[AaPp][Mm]\s*"
)
_HOUR = r"(?:2[0-4]|1\d|0?\d|二十[一二三四]?|十[一二三四五六七八九]?|[一二两三四五六七八九])"
_TENS_OF_MINUTES = r"(?:[二三四五]?十[一二三四五六七八九]?|[0-5]\d)"
_MINUTE = (
    rf"(?P<half>半)|(?P<quarters>[一二两三123])刻钟?|(?:过|零|〇|0)(?P<few>[一二三四五六七八九1-9])(?![\d十点])分?"
    rf"|过?(?P<minute>{_TENS_OF_MINUTES})(?![个人名班年块元.:])分?|(?P<single>[一二三四五六七八九1-9])分(?!钟)"
)
_NOT_A_CLOCK = r"名(?!单)|名单|评|心|餐|赞|击|头|滴|儿|什|事|开始说|缀|燃|亮|歌|一线|都不"
_NO_NUMBER = r"(?<![\d.:/一二三四五六七八九十廿第#-])"
_POINTS_MADE = r"建议|意见|要求|说明|问题|希望|反馈|想法|疑问|注意|需要|原因|理由|:|感受|心得"
_CLASSROOM = r"的?(?:课堂|学校|小助手|助手|班|托管|课程|工程|计划|机器人|平台|系统|公众号|群|社团|课(?!后))"

_TWO_HOURS = r"(?:一二|二三|两三|三四|四五|五六|六七|七八|[1-7][、 ][2-8])点钟?(?![\d半一二三四五])"
_COMES = (
    r"(?:左右|前|之前|准时|才|能|会|再)?"
    r"(?:来(?!自)|接(?![了到手班])|到(?![了齐])|走(?!了)|左右|放学|去接|过来|在门口|校门口)"
)
_SHORT_OF = rf"差(?:不到)?(?:(?P<short_q>一)刻|(?P<short_n>{NUMBER})分)钟?(?:就?到|就)?(?P<short_h>{_HOUR})点钟?"
_SPOKEN = (
    rf"(?P<part>{_PART})?\s*{_NO_NUMBER}(?P<hour>{_HOUR})(?:点|时(?=\d|半|[一二三四五]?十|左右|前|整|到|$))"
    rf"(?!{_NOT_A_CLOCK})钟?[整正]?(?:差(?P<less>{NUMBER})分|{_MINUTE})?"
)
_WRITTEN = (
    rf"(?P<w_part>{_PART})?\s*(?<![\d.:/])(?P<w_hour>[01]?\d|2[0-3])(?P<w_sep>[:.;])(?P<w_minute>[0-5]\d)"
    r"(?![\d:]|\.\d)(?P<w_half>\s*[AaPp][Mm])?"
)
_BARE = (
    r"(?<![\d.:/#A-Za-z-])"
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

_VAGUE_AFTER = re.compile(r"\s*(?:钟)?(?:多|几分?(?!个|岁)|过一?点|过些|出头|好几)")
_EARLIER_OR_LATER = re.compile(r"\s*(?:钟)?\s*(?:左右|前后|来钟|之前|以前|前|之后|以后|后|许|整|上下|的样子)")
_BETWEEN_CLOCKS = re.compile(r"(?:左右)?\s*(?:到|至|[-~]+|或者?是?|还是|要么|,?不行就|、|和)?\s*$")
_COMPARED = re.compile(r"[有早晚快慢多少大小好差再前高低迟冷热近远些了稍]$|提早$")
_LISTED = re.compile(r"(?:[有这那提说讲第]|以下|如下|总共|几)$")
_GOES_ON = re.compile(r"\s*(?:钟|左右|来|接|到|走|放学|前|之前|以前|下班|才|就|再|出|去|过|回|结束|开始|[,。!?\s]*$)")
_NAMED = re.compile(_CLASSROOM)
_MORNING = re.compile(r"早托|早上|早晨|送|到校|起床|上学|早读")
_COLLECTS = re.compile(r"接|放学|晚|延时|下班")

_UNIT = r"(?:分钟|分(?!开|别|批|享|之|班|组|数|成)|个?小时|个?钟头|个钟|刻钟|min|h(?![a-z]))"
_LENGTH = (
    rf"(?:(?P<l_half>(?P<l_more>{NUMBER}个)?半个?(?:多)?(?:小时|钟头|钟))"
    rf"|(?P<l_n>\d+(?:\.\d)?|十几|几|{NUMBER})(?P<l_much>多|来|几)?(?P<l_half2>个半)?(?P<l_unit>{_UNIT})(?P<l_tail>多)?"
    rf"(?:零?(?P<l_rest>{NUMBER})分钟?)?)"
)
_LENGTHS = re.compile(rf"(?<![\d.:第]){_LENGTH}")
_SHIFT_BEFORE = re.compile(
    r"(?:晚|迟|推迟|延迟|延后|延长|提前|提早|早)(?:[来到接走去]|大概|大约|差不多|个|了|约|放学|结束|开门|下班|出来){0,3}\s*$"
)
_COUNT_BEFORE = re.compile(
    r"(?:再过|再等|再有|还有|还要|还得|还需要?|还差|等我|等个?|再给我|再)(?:等我?|我|一下|大概|大约|差不多|个|约|至少|起码)*\s*$"
)
_COUNT_AFTER = re.compile(
    r"\s*(?:左右|上下|吧)?\s*(?:之?后|以后|之?内|左右到|就[到能来]|就可以到|能到|才能?到|可以到|赶到|到(?!了|账)|后到|的?车程|就过来|过来)"
)
_WAITED_BEFORE = re.compile(r"[了过最每前后]\s*$|最后$|休息$")
_ALONE = re.compile(r"^\s*(?:大概|大约|估计|差不多|要|得|约|预计)*\s*$")
_ALONE_AFTER = re.compile(r"^\s*(?:左右|吧|的样子|样子)*[,。!~\s]*$")
_SOON = re.compile(r"(?:大概|大约|估计|差不多|约|预计|可能)\s*$")
_SHIFT = re.compile(
    r"(?:晚|迟|晏)(?:一?点儿?|一?些|一?会儿?|一下|啲)(?!名|评|头)|(?:晚|迟)(?=来接|到一|接一)"
    r"|(?:早|快)(?:一?点儿?|一?些)(?=[来接走到去放回过])|提[前早](?:一?点儿?|一?些|一?会儿?)?(?=[来接走到去放回过带,。!\s]|$)"
)
_HINT = re.compile(r"[点时刻钟晚迟早晏提]|\d[:.;]\d\d|\d{3}|分|h")
_WEEKDAYS = re.compile(WEEKDAY)
_WEEKDAY_BEFORE_CLOCK = re.compile(r"(?:周|星期|礼拜)[^,。]{1,8}点")


def find_times(plain: str, now: datetime, known: Known) -> tuple[FoundTime, ...]:
    """The times a text names, in its order. `plain` is tidied, names are masked."""
    if not _HINT.search(plain):
        return ()
    text = even(plain)
    if _WEEKDAY_BEFORE_CLOCK.search(text):
        text = _WEEKDAYS.sub(lambda match: "\ue00e" * len(match.group()), text)
    for club in known.clubs:
        if club in text:
            text = text.replace(club, "\ue00e" * len(club))
    found = [*_clock_times(plain, text, now), *_lengths(plain, text, now), *_shifts(plain, text)]
    found.sort(key=lambda one: one.start)
    return tuple(_settled(text, found))


# --- clock times --------------------------------------------------------------------------------------------------
def _clock_times(plain: str, text: str, now: datetime) -> list[FoundTime]:
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
        if vague := _VAGUE_AFTER.match(text, end):
            value, end = None, vague.end()
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
    late = hour < 7 or _in_the_evening(hour, match, text, now)
    return time(hour + 12 if late else hour, minute)


_MORNINGS = frozenset(("凌晨", "清晨", "清早", "一早", "今早", "明早", "早上", "早晨", "上午", "早", "am", "AM", "Am"))
_NOONS = frozenset(("中午", "正中午", "午间"))
_EVENINGS = frozenset(
    ("下午", "午后", "后晌", "傍晚", "晚上", "今晚", "明晚", "夜里", "晚间", "晚", "放学", "放学后", "pm", "PM", "Pm")
)


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


# --- lengths of time ----------------------------------------------------------------------------------------------
def _lengths(plain: str, text: str, now: datetime) -> list[FoundTime]:
    found = []
    for match in _LENGTHS.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if shift := _SHIFT_BEFORE.search(before):
            found.append(FoundTime(shift.start(), match.end(), plain[shift.start() : match.end()]))
            continue
        counted = _COUNT_BEFORE.search(before)
        behind = _COUNT_AFTER.match(after)
        if after.startswith(("前", "之前", "以前")) or (not counted and _WAITED_BEFORE.search(before)):
            continue
        alone = _ALONE.match(before) and _ALONE_AFTER.match(after)
        if not counted and not behind and not alone:
            continue
        start = counted.start() if counted else soon.start() if (soon := _SOON.search(before)) else match.start()
        end = match.end() + (behind.end() if behind else 0)
        minutes = _length(match)
        value = None if minutes is None else (now + timedelta(minutes=minutes)).time().replace(second=0, microsecond=0)
        found.append(FoundTime(start, end, plain[start:end], value, days=True))
    return found


def _length(match: re.Match[str]) -> int | None:
    """Minutes; None where nobody knows (几分钟, 二十多分钟)."""
    if match["l_half"]:
        whole = number(match["l_more"][:-1]) if match["l_more"] else 0
        return None if "多" in match["l_half"] else 60 * whole + 30
    if match["l_n"] in ("几", "十几") or match["l_much"] in ("多", "几") or match["l_tail"]:
        return None
    unit = match["l_unit"]
    of_one = 15 if unit == "刻钟" else 1 if unit[0] in "分m" else 60
    amount = float(match["l_n"]) if match["l_n"][0].isdecimal() else number(match["l_n"])
    return int(amount * of_one) + (30 if match["l_half2"] else 0) + (number(match["l_rest"]) if match["l_rest"] else 0)


# --- earlier, later -----------------------------------------------------------------------------------------------
def _shifts(plain: str, text: str) -> list[FoundTime]:
    return [FoundTime(m.start(), m.end(), plain[m.start() : m.end()]) for m in _SHIFT.finditer(text)]


def _settled(text: str, found: list[FoundTime]) -> list[FoundTime]:
    """晚点接，六点: the clock says what later means. Nothing overlaps."""
    kept: list[FoundTime] = []
    for one in found:
        if kept and one.start < kept[-1].end:
            continue
        if kept and _says_how_late(text, kept[-1], one):
            kept.pop()
        if not (kept and one.time is None and kept[-1].time is not None and _close(text, kept[-1], one)):
            kept.append(one)
    return kept


def _says_how_late(text: str, shift: FoundTime, clock: FoundTime) -> bool:
    if shift.time is not None or shift.words[-1:] in "多几" or clock.time is None:
        return False
    between = text[shift.end : clock.start]
    return len(between) <= 12 and NAME not in between and not re.search(r"[。;!?\n]", between)


def _close(text: str, clock: FoundTime, shift: FoundTime) -> bool:
    return bool(_SHIFT.fullmatch(shift.words)) and not text[clock.end : shift.start].strip(" ,吧接来")
