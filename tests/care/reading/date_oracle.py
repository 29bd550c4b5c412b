"""Phrases for days and hours with answers that owe nothing to the reader: each is composed from the calendar.

An answer is found the slow, plain way: walk from day to day until one fits. `python -m tests.care.reading.date_oracle
--n 10000` prints the score by family; the same set, smaller, is a test.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from care.people import Known, Role, Sender
from care.reading.dates import find_dates
from care.reading.hours import find_times
from care.reading.parts import When

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY = timedelta(days=1)
WEEKDAY_SIGNS = "一二三四五六日"
WEEK_WORDS = ("周", "星期", "礼拜")


@dataclass
class World:
    """When the message is written, and which days have care."""

    now: datetime
    off: frozenset[date]
    rng: random.Random

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def start(self) -> date:
        """The first day that a wish can be about: from six in the evening on it is tomorrow."""
        return self.today if self.now.hour < 18 else self.today + DAY

    def open(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self.off

    def known(self) -> Known:
        return Known(Role.PARENT, Sender("王丽", "妈妈"), days_off=self.off, clubs=("书法社团", "24点社团"))

    def pick(self, *choices: str) -> str:
        return self.rng.choice(choices)

    def walk(self, first: date, fits: Callable[[date], bool], limit: int = 800) -> date:
        for n in range(limit):
            if fits(first + n * DAY):
                return first + n * DAY
        raise AssertionError("no day fits")

    def stretch(self, first: date, last: date) -> list[date]:
        return [day for day in self.every(first, last) if self.open(day)]

    @staticmethod
    def every(first: date, last: date) -> list[date]:
        return [first + n * DAY for n in range((last - first).days + 1)]

    def care_days(self, first: date, count: int) -> list[date]:
        found: list[date] = []
        day = first
        while len(found) < count:
            if self.open(day):
                found.append(day)
            day += DAY
        return found

    def week(self, away: int) -> list[date]:
        """Monday to Friday of a week, found by walking back to Monday."""
        day = self.today
        while day.isoweekday() != 1:
            day -= DAY
        day += away * 7 * DAY
        return [day + n * DAY for n in range(5)]

    def month_end(self, day: date) -> date:
        return self.walk(day, lambda one: (one + DAY).month != one.month)


@dataclass
class Days:
    """What one found must say; None: not asked about."""

    kind: When = When.DAYS
    dates: list[date] | None = None
    weekdays: list[int] | None = None
    since: date | None = None
    count: int | None = None
    no_care: bool | None = None
    asked: list[date] | None = None


@dataclass
class Case:
    family: str
    text: str
    world: World
    days: list[Days] | None = None
    times: list[time | None] | None = None
    extra: dict[str, str] = field(default_factory=dict)


# --- writing numbers and days -------------------------------------------------------------------------------------
_CHINESE = "零一二三四五六七八九"


def chinese(n: int) -> str:
    if n < 10:
        return _CHINESE[n]
    tens, ones = divmod(n, 10)
    return ("" if tens == 1 else _CHINESE[tens]) + "十" + (_CHINESE[ones] if ones else "")


def counted(n: int) -> str:
    return "两" if n == 2 else chinese(n)


def written(w: World, n: int, *, old: bool = False) -> str:
    if old and 20 < n < 30:
        return w.pick(str(n), chinese(n), "廿" + _CHINESE[n - 20])
    if old and n == 30:
        return w.pick(str(n), chinese(n), "卅")
    return w.pick(str(n), str(n), chinese(n))


def number_word(w: World, day: int) -> str:
    return written(w, day, old=True) + w.pick("号", "号", "号", "日" if day > 9 else "号")


def month_day(w: World, day: date) -> str:
    if w.rng.random() < 0.3:
        return f"{chinese(day.month)}月{chinese(day.day)}{w.pick('号', '日')}"
    return f"{day.month}月{day.day}{w.pick('号', '日', '号')}"


def short_day(w: World, day: date) -> str:
    return f"{day.month}{w.pick('.', '/')}{day.day}"


def weekday_word(w: World, weekday: int, prefix: str = "") -> str:
    sign = WEEKDAY_SIGNS[weekday - 1]
    if weekday == 7:
        sign = w.pick("日", "天")
    return prefix + w.pick("周", "周", "周", "星期", "礼拜") + sign


# --- sentences ----------------------------------------------------------------------------------------------------
WISHES = (
    "{}请假",
    "老师好,{}请假",
    "孩子{}不去晚托了",
    "老师,娃{}要请假,谢谢",
    "{}晚托不上了",
    "{}有事来不了",
    "我家孩子{}请个假,回老家",
    "三(2)班的,{}请假",
    "麻烦老师,{}奶奶来接",
    "{}都不去",
    "不好意思{}要去看牙",
    "请问{}可以请假吗",
    "{} 请假 谢谢老师",
    "302班,{}请假",
    "电话13800001111,{}请假",
    "{}外婆接",
    "小孩{}发烧,不去了",
    "请假日期:{}",
    "{}。请假",
    "({})请假",
    "【请假】{},家里有事",
    "老师\n{}请假",
    "小明{}请假",
)
ASKS = ("{}谁值班", "{}还有晚托吗", "{}有延时吗", "想问下{}上不上课")
SINCE = ("{}不上晚托了", "老师,{}要上午托", "{}参加延时", "想报晚托,{}", "{}退掉早托")
WEEKLY = ("{}上晚托", "想报晚托,{}", "给孩子报延时,{}", "老师,{}都去", "{}要上")
PICKUPS = (
    "{}来接",
    "今天{}来接孩子",
    "老师,{}到校门口",
    "大概{}到",
    "{}接走",
    "我{}到",
    "奶奶{}去接",
    "{}来接行吗",
    "孩子爸爸{}到,谢谢",
    "估计{}能到",
    "麻烦{}让孩子出来",
    "接孩子时间:{}",
    "({}来接)",
    "老师您好\n{}到",
)


def said(w: World, carriers: tuple[str, ...], phrase: str) -> str:
    return w.rng.choice(carriers).format(phrase)


def settle(w: World, days: list[date], *, saturday: bool = False) -> tuple[list[date], bool]:
    """Several days lose those without care; a day alone is kept and marked."""
    kept = [day for day in days if w.open(day) or (saturday and day.isoweekday() == 6 and day not in w.off)]
    return (kept, False) if kept else (days, True)


# --- families: days -----------------------------------------------------------------------------------------------
AWAY = {
    -2: ("前天", "前日"),
    -1: ("昨天", "昨日", "昨儿"),
    0: ("今天", "今日", "今儿", "今儿个", "今朝", "今晚", "今下午"),
    1: ("明天", "明日", "明儿", "明儿个", "明个儿", "听日", "聽日", "明早", "明晚"),
    2: ("后天", "后日", "后儿", "後天"),
    3: ("大后天",),
}


def away(w: World) -> Case:
    n = w.rng.choice([0, 1, 1, 1, 2, 2, 3, -1, -2])
    word = w.pick(*AWAY[n])
    days, no_care = settle(w, [w.today + n * DAY])
    return Case("away", said(w, WISHES, word), w, [Days(dates=days, no_care=no_care)])


def wish_weekday(w: World, weekday: int, away_weeks: int | None) -> date:
    if away_weeks in (None, 0):
        first = w.start if away_weeks is None else max(w.start, w.week(0)[0])
        return w.walk(first, lambda day: day.isoweekday() == weekday)
    return w.week(away_weeks)[0] + (weekday - 1) * DAY


WEEK_PREFIXES = {None: ("",), 0: ("这", "本", "这个"), 1: ("下", "下个", "下"), 2: ("下下",), -1: ("上", "上个")}


def week_prefix(w: World, weeks: int | None, word: str) -> str:
    prefix = w.pick(*WEEK_PREFIXES[weeks])
    return prefix[:-1] if prefix.endswith("个") and word.startswith("周") else prefix


def one_weekday(w: World) -> Case:
    weeks = w.rng.choice([None, None, None, 0, 1, 1, 2, -1])
    weekday = w.rng.choice([1, 2, 3, 4, 5, 5, 4, 3, 2, 1, 6, 7])
    word = weekday_word(w, weekday)
    if w.rng.random() < 0.1 and weekday < 7:
        word = w.pick("周", "星期") + str(weekday)
    phrase = week_prefix(w, weeks, word) + word
    days, no_care = settle(w, [wish_weekday(w, weekday, weeks)], saturday=True)
    return Case("weekday", said(w, WISHES, phrase), w, [Days(dates=days, no_care=no_care)])


def asked_weekday(w: World) -> Case:
    """A question looks back as well: 这周三 stays this week's."""
    weeks = w.rng.choice([0, -1, 1])
    weekday = w.rng.randint(1, 5)
    word = weekday_word(w, weekday)
    day = w.week(weeks)[weekday - 1]
    return Case("asked weekday", said(w, ASKS, week_prefix(w, weeks, word) + word), w, [Days(dates=None, asked=[day])])


def of_number(w: World, number: int, start: date | None = None) -> date | None:
    """12号: the first such day from today on, but a 31st that this month does not have is nobody's."""
    start = start or w.today
    same_month = [day for day in w.every(start.replace(day=1), w.month_end(start)) if day.day == number]
    if not same_month:
        return None
    return (
        w.walk(start, lambda day: day.day == number)
        if w.walk(start, lambda day: day.day == number) < start + 62 * DAY
        else None
    )


def one_date(w: World) -> Case:
    style = w.rng.choice(["number", "number", "month", "month", "short", "iso", "year", "next month", "this month"])
    day = w.walk(w.today + w.rng.randint(0, 50) * DAY, lambda one: True)
    if style == "number":
        number = w.rng.randint(1, 31)
        found = of_number(w, number)
        if found is None or (found.month - w.today.month) % 12 > 1:
            return Case("no such day", said(w, WISHES, number_word(w, number)), w, [Days(kind=When.VAGUE)])
        day, phrase = found, number_word(w, number)
    elif style == "month":
        phrase = month_day(w, day)
    elif style == "short":
        phrase = short_day(w, day)
        text = w.pick("{}请假", "老师,{}请假一天", "孩子{}不去晚托", "{}请假,去考级").format(phrase)
        days, no_care = settle(w, [day])
        return Case("short date", text, w, [Days(dates=days, no_care=no_care)])
    elif style == "iso":
        phrase = w.pick(
            day.isoformat(),
            f"{day.year}.{day.month}.{day.day}",
            f"{day.year}/{day.month}/{day.day}",
            day.strftime("%Y%m%d"),
        )
    elif style == "year":
        phrase = f"{day.year}年{day.month}月{day.day}{w.pick('日', '号')}"
    elif style == "next month":
        first = w.month_end(w.today) + DAY
        day = first + (w.rng.randint(1, 28) - 1) * DAY
        phrase = w.pick("下个月", "下月", "下個月") + number_word(w, day.day)
    else:
        day = w.rng.choice(w.every(w.today, w.month_end(w.today)))
        phrase = w.pick("本月", "这个月") + number_word(w, day.day)
    days, no_care = settle(w, [day])
    return Case(f"date, {style}", said(w, WISHES, phrase), w, [Days(dates=days, no_care=no_care)])


def past_date(w: World) -> Case:
    day = w.today - w.rng.randint(1, 60) * DAY
    if day.year != w.today.year:
        day = w.today.replace(day=1) if w.today.day > 1 else w.today
    if day == w.today:
        return away(w)
    text = w.pick("{}没去晚托,补个假", "{}孩子没去,忘了说").format(month_day(w, day))
    return Case("past date", text, w, [Days(asked=[day])])


def beside(w: World) -> Case:
    """3月20号（周五）: the day is said twice, and sometimes wrongly."""
    day = w.walk(w.today + w.rng.randint(0, 25) * DAY, lambda one: one.isoweekday() < 6)
    right = w.rng.random() < 0.8
    weekday = day.isoweekday() if right else day.isoweekday() % 5 + 1
    phrase = month_day(w, day) + w.pick("({})", "{}", " {}", "({})").format(weekday_word(w, weekday))
    if not right:
        return Case("two days that differ", said(w, WISHES, phrase), w, [Days(kind=When.VAGUE)])
    days, no_care = settle(w, [day])
    return Case("day said twice", said(w, WISHES, phrase), w, [Days(dates=days, no_care=no_care)])


JOINTS = ("、", "和", "跟", ",", "", " ", "与", "及", "还有")


def away_list(w: World) -> Case:
    shape = w.rng.randint(0, 3)
    ns = [[0, 1], [1, 2], [0, 1, 2], [0, 2]][shape]
    if shape < 3 and w.rng.random() < 0.5:
        phrase = [w.pick("今明两天", "今明天", "今明2天"), w.pick("明后天", "明后两天"), "今明后三天"][shape]
    else:
        joint = w.rng.choice(JOINTS)
        phrase = joint.join(
            w.pick("今天", "今日") if n == 0 else w.pick("明天", "明儿") if n == 1 else "后天" for n in ns
        )
    days, no_care = settle(w, [w.today + n * DAY for n in ns])
    return Case("list of days", said(w, WISHES, phrase), w, [Days(dates=days, no_care=no_care)])


def some_weekdays(w: World) -> list[int]:
    return sorted(w.rng.sample([1, 2, 3, 4, 5], w.rng.choice([2, 2, 2, 3])))


def weekday_list_phrase(w: World, weekdays: list[int], prefix: str = "") -> str:
    signs = [WEEKDAY_SIGNS[day - 1] for day in weekdays]
    week = "周" if w.rng.random() < 0.7 else w.pick("星期", "礼拜")
    style = w.rng.randint(0, 3) if len(signs) > 1 else 0
    if style == 0:
        return prefix + week + "".join(signs)
    if style == 1:
        return prefix + week + w.pick("、", ",", "/", "和").join(signs)
    if style == 2:
        return prefix + w.rng.choice(JOINTS).join(week + sign for sign in signs)
    return prefix + "、".join(week + sign for sign in signs[:-1]) + w.pick("和", "、", "跟", "以及") + week + signs[-1]


def weekday_list(w: World) -> Case:
    weekdays = some_weekdays(w)
    weeks = w.rng.choice([None, 1, 1, 2])
    prefix = {None: "", 1: w.pick("下", "下个"), 2: "下下"}[weeks]
    if prefix == "下个":
        phrase = weekday_list_phrase(w, weekdays).replace("周", "星期")
        phrase = prefix + phrase
    else:
        phrase = weekday_list_phrase(w, weekdays, prefix)
    if weeks is not None:
        days = [w.week(weeks)[day - 1] for day in weekdays]
        kept, no_care = settle(w, days)
        return Case("weekdays of a week", said(w, WISHES, phrase), w, [Days(dates=kept, no_care=no_care)])
    days = [wish_weekday(w, day, None) for day in weekdays]
    if days != sorted(days):
        return Case("weekdays of two weeks", said(w, WISHES, phrase), w, [Days(weekdays=weekdays, no_care=True)])
    kept, no_care = settle(w, days)
    return Case("weekdays", said(w, WISHES, phrase), w, [Days(dates=kept, weekdays=weekdays, no_care=no_care)])


def number_list(w: World) -> Case:
    first = w.walk(w.today + w.rng.randint(0, 20) * DAY, lambda one: one.day < 27)
    days = [first, first + w.rng.randint(1, 2) * DAY]
    numbers = [day.day for day in days]
    joint = w.pick("、", "和", ",", "跟")
    style = w.rng.randint(0, 3)
    if style == 0:
        phrase = joint.join(str(n) for n in numbers) + w.pick("号", "日" if numbers[0] > 9 else "号")
    elif style == 1:
        phrase = w.pick("、", "和", "", " ").join(f"{n}号" for n in numbers)
    elif style == 2:
        phrase = f"{first.month}月" + joint.join(str(n) for n in numbers) + w.pick("号", "日")
    else:
        phrase = w.pick("、", "和").join(short_day(w, day).replace("/", ".") for day in days)
        text = w.pick("{}请假", "孩子{}请假两天", "{}不去晚托").format(phrase)
        kept, no_care = settle(w, days)
        if "两天" in text and len(kept) != 2:
            text = f"{phrase}请假"
        return Case("list of short dates", text, w, [Days(dates=kept, no_care=no_care)])
    kept, no_care = settle(w, days)
    return Case("list of numbers", said(w, WISHES, phrase), w, [Days(dates=kept, no_care=no_care)])


TO = ("到", "至", "-", "~", "一直到", "—")


def day_range(w: World) -> Case:
    """Ranges of every make, across the ends of months and years."""
    first = w.walk(w.today + w.rng.randint(0, 30) * DAY, lambda one: True)
    last = first + w.rng.randint(1, 9) * DAY
    style = w.rng.choice(["months", "second short", "numbers", "dots", "inside", "year"])
    to = w.rng.choice(TO)
    if style == "second short" and first.month != last.month:
        style = "months"
    if style == "months":
        phrase = f"{month_day(w, first)}{to}{month_day(w, last)}"
    elif style == "second short":
        phrase = f"{month_day(w, first)}{to}{last.day}{w.pick('号', '日')}"
    elif style == "numbers":
        if of_number(w, first.day) != first:
            first = w.today
            last = first + w.rng.randint(1, 9) * DAY
        phrase = f"{first.day}号{to}{last.day}号"
    elif style == "dots":
        phrase = f"{first.month}.{first.day}{w.pick('-', '到', '~', '至')}{last.month}.{last.day}"
    elif style == "inside":
        if first.month != last.month:
            last = w.month_end(first)
        if last == first:
            first -= DAY
            if first < w.today:
                return away(w)
        phrase = f"{first.month}月{first.day}{w.pick('-', '到', '至', '~')}{last.day}{w.pick('号', '日')}"
    else:
        phrase = (
            f"{first.year}年{first.month}月{first.day}日{w.pick('至', '到')}{last.year}年{last.month}月{last.day}日"
        )
    if w.rng.random() < 0.4 and style != "dots":
        phrase = "从" + phrase
    days = w.stretch(first, last)
    expected = Days(dates=days, no_care=False) if days else Days(no_care=True)
    return Case(f"range, {style}", said(w, WISHES, phrase), w, [expected])


def weekday_range(w: World) -> Case:
    one, other = sorted(w.rng.sample([1, 2, 3, 4, 5], 2))
    weeks = w.rng.choice([None, 1, 1, 2])
    week = "周" if w.rng.random() < 0.7 else w.pick("星期", "礼拜")
    prefix = {None: "", 1: "下", 2: "下下"}[weeks]
    to = w.pick("到", "至", "-", "~")
    if w.rng.random() < 0.3:
        phrase = f"{prefix}{week}{WEEKDAY_SIGNS[one - 1]}{to}{WEEKDAY_SIGNS[other - 1]}"
    else:
        again = prefix if w.rng.random() < 0.3 else ""
        phrase = f"{prefix}{week}{WEEKDAY_SIGNS[one - 1]}{to}{again}{week}{WEEKDAY_SIGNS[other - 1]}"
    if w.rng.random() < 0.3:
        phrase = "从" + phrase
    first = wish_weekday(w, one, weeks)
    last = w.walk(first, lambda day: day.isoweekday() == other)
    days = w.stretch(first, last)
    weekdays = list(range(one, other + 1)) if weeks is None else []
    expected = Days(dates=days, weekdays=weekdays, no_care=False) if days else Days(weekdays=weekdays)
    return Case("range of weekdays", said(w, WISHES, phrase), w, [expected])


def long_range(w: World) -> Case:
    """从今天到下周五, 明天到周五."""
    start = w.rng.choice([0, 1, 1])
    first = w.today + start * DAY
    weekday = w.rng.randint(1, 5)
    if w.rng.random() < 0.5:
        last = w.week(1)[weekday - 1]
        end = "下" + weekday_word(w, weekday)
    else:
        last = w.walk(first, lambda day: day.isoweekday() == weekday)
        end = weekday_word(w, weekday)
    if last < first:
        return away(w)
    begin = "今天" if start == 0 else w.pick("明天", "明儿")
    phrase = w.pick("从", "") + begin + w.pick("到", "一直到", "至", "起到", "开始到") + end
    days = w.stretch(first, last)
    expected = Days(dates=days, no_care=False) if days else Days()
    return Case("range to a weekday", said(w, WISHES, phrase), w, [expected])


def weeks(w: World) -> Case:
    away_weeks = w.rng.choice([0, 0, 1, 1, 2, -1])
    words = {
        0: ("这周", "本周", "这个星期", "这礼拜", "这一周", "这周内", "整个这周"),
        1: ("下周", "下星期", "下个礼拜", "下个星期", "下一周", "下周一整周", "整个下周"),
        2: ("下下周", "下下个星期"),
        -1: ("上周", "上星期", "上个礼拜"),
    }[away_weeks]
    whole = [day for day in w.week(away_weeks) if w.open(day)]
    wish = [day for day in whole if away_weeks != 0 or day >= w.start]
    text = said(w, tuple(one for one in WISHES if "请个假" not in one), w.pick(*words))
    if not wish:
        return Case("week that is over", text, w, [Days(kind=When.VAGUE, asked=whole)])
    return Case("week", text, w, [Days(dates=wish, asked=whole, no_care=False)])


def week_parts(w: World) -> Case:
    style = w.rng.randint(0, 2)
    if style == 0:
        days = [day for day in w.week(0) if w.open(day) and day >= w.start]
        phrase = w.pick("这周剩下几天", "这周剩下的几天", "本周剩下的时间", "这周余下几天", "这星期剩下几天")
        expected = Days(dates=days) if days else Days(kind=When.VAGUE)
        return Case("rest of the week", said(w, WISHES, phrase), w, [expected])
    count = w.rng.randint(2, 4)
    week = [day for day in w.week(1) if w.open(day)]
    days = week[:count] if style == 1 else week[-count:]
    phrase = f"{w.pick('下周', '下星期')}{'前' if style == 1 else '后'}{w.pick(counted(count), str(count))}天"
    expected = Days(dates=days) if days else Days(kind=When.VAGUE)
    return Case("part of a week", said(w, WISHES, phrase), w, [expected])


def exceptions(w: World) -> Case:
    weekdays = sorted(w.rng.sample([1, 2, 3, 4, 5], w.rng.choice([1, 1, 2])))
    lost = w.pick("除了", "除", "除开", "除去") + weekday_list_phrase(w, weekdays)
    style = w.rng.choice(["this week", "next week", "range", "every day", "alone", "behind"])
    if style in ("this week", "next week"):
        weeks_away = 0 if style == "this week" else 1
        days = [day for day in w.week(weeks_away) if w.open(day) and (weeks_away or day >= w.start)]
        days = [day for day in days if day.isoweekday() not in weekdays]
        phrase = w.pick(*{0: ("这周", "本周"), 1: ("下周", "下星期")}[weeks_away]) + lost
        text = w.pick("{}都不去晚托", "{}都请假", "老师,{}都是爷爷接").format(phrase)
        return Case("exception, week", text, w, [Days(dates=days) if days else Days(kind=When.VAGUE)])
    if style == "range":
        days = [day for day in w.week(1) if w.open(day) and day.isoweekday() not in weekdays]
        text = w.pick("{}都请假", "{}都不去").format("下周一到周五" + lost)
        return Case("exception, range", text, w, [Days(dates=days) if days else Days(kind=When.VAGUE)])
    others = [day for day in range(1, 6) if day not in weekdays]
    if style == "every day":
        text = w.pick(f"{lost},每天都参加延时", f"{lost}每天都上", f"每天晚托都上,{lost}", f"每天{lost}都去")
    elif style == "alone":
        text = w.pick(f"{lost}都上晚托", f"想报晚托,{lost}都去", f"{lost}都参加")
    else:
        text = f"每天都上晚托,{weekday_list_phrase(w, weekdays)}{w.pick('除外', '不算')}"
    return Case(f"exception, {style}", text, w, [Days(kind=When.WEEKLY, weekdays=others)])


def until(w: World) -> Case:
    style = w.rng.choice(["weekday", "month end", "before month end", "number", "before number"])
    if style == "weekday":
        weekday = w.rng.randint(1, 5)
        last = w.walk(w.start, lambda day: day.isoweekday() == weekday)
        text = w.pick("请假到{}", "孩子水痘,请到{}", "请假到{}").format(weekday_word(w, weekday))
    elif style in ("month end", "before month end"):
        last = w.month_end(w.today)
        word = w.pick("月底", "月末", "这个月底", "本月底")
        text = f"请假到{word}" if style == "month end" else f"{word}{w.pick('前', '之前')}都不去"
    else:
        last = w.walk(w.start + w.rng.randint(1, 14) * DAY, lambda day: True)
        word = month_day(w, last)
        text = f"请假到{word}" if style == "number" else f"{word}{w.pick('前', '之前')}都不去"
        if style == "before number":
            last -= DAY
    days = w.stretch(w.start, last) if last >= w.start else []
    return Case(f"until, {style}", text, w, [Days(dates=days) if days else Days(kind=When.VAGUE)])


START = ("起", "开始")


def since(w: World) -> Case:
    style = w.rng.choice(
        ["away", "weekday", "next week", "next month", "month day", "number", "finished", "from only", "until over"]
    )
    begin = w.rng.choice(START)
    from_ = w.pick("从", "从", "")
    if style == "away":
        n = w.rng.choice([0, 1, 1, 2])
        day, phrase = w.today + n * DAY, f"{from_}{['今天', '明天', '后天'][n]}{begin}"
    elif style == "weekday":
        weeks_away = w.rng.choice([None, 1, 1])
        weekday = w.rng.randint(1, 5)
        day = wish_weekday(w, weekday, weeks_away)
        phrase = f"{from_}{'下' if weeks_away else ''}{weekday_word(w, weekday)}{begin}"
    elif style == "next week":
        day, phrase = w.week(1)[0], f"{from_}{w.pick('下周', '下星期', '下个星期', '下礼拜')}{begin}"
    elif style == "next month":
        day, phrase = w.month_end(w.today) + DAY, f"{from_}{w.pick('下个月', '下月', '下月份')}{begin}"
    elif style == "month day":
        day = w.today + w.rng.randint(0, 40) * DAY
        phrase = f"{from_}{month_day(w, day)}{begin}"
    elif style == "number":
        number = w.rng.randint(1, 28)
        found = of_number(w, number)
        assert found
        day, phrase = found, f"{from_}{number_word(w, number)}{begin}"
    elif style == "finished":
        if w.rng.random() < 0.6:
            day, phrase = w.week(1)[0], w.pick("上完这周", "上完本周", "这周上完", "过完这周", "这周结束", "这星期上完")
        else:
            day, phrase = w.month_end(w.today) + DAY, w.pick("上完这个月", "这个月上完", "上到月底")
    elif style == "from only":
        day, phrase = w.week(1)[0], w.pick("从下周一", "从下周")
    else:
        weekday = w.rng.randint(1, 5)
        last = w.walk(w.start, lambda one: one.isoweekday() == weekday)
        day = w.walk(last + DAY, lambda one: w.open(one) or one.day == 1)
        if day.day == 1 and day != last + DAY:
            day = w.walk(last + DAY, w.open)
        phrase = f"上到{weekday_word(w, weekday)}"
    return Case(f"since, {style}", said(w, SINCE, phrase), w, [Days(kind=When.FROM, since=day)])


def lengths(w: World) -> Case:
    count = w.rng.randint(1, 5)
    word = w.pick(counted(count), str(count))
    style = w.rng.choice(["alone", "from", "from", "on", "week", "next", "told twice", "which"])
    if style == "alone":
        text = w.pick("请{}天假", "孩子要请{}天", "想请假{}天", "请假{}天").format(word)
        return Case("length", text, w, [Days(kind=When.COUNT, count=count)])
    if style == "week":
        many = w.rng.randint(1, 3)
        text = w.pick("请{}周假", "请假{}个星期", "要请{}周").format(w.pick(counted(many), str(many)))
        return Case("length, weeks", text, w, [Days(kind=When.COUNT, count=5 * many)])
    if style == "from":
        first, start = w.rng.choice(
            [(w.today + DAY, "明天"), (w.week(1)[0], "下周一"), (w.today, "今天"), (w.today + 2 * DAY, "后天")]
        )
        joint = w.pick("起请{}天假", "开始请{}天假", "起,请假{}天", "起{}天不去", "开始请假{}天")
        text = w.pick("从", "") + start + joint.format(word)
        return Case("length from a day", text, w, [Days(dates=w.care_days(first, count))])
    if style == "on":
        first, start = w.week(1)[2], "下周三"
        text = f"{start}请{word}天假"
        days, no_care = settle(w, [first]) if count == 1 or not w.open(first) else (w.care_days(first, count), False)
        if no_care:
            return away(w)
        return Case("length on a day", text, w, [Days(dates=days)])
    if style == "next":
        many = w.rng.randint(2, 4)
        text = said(w, WISHES, w.pick("后", "接下来", "往后", "后面") + counted(many) + "天")
        return Case("next days", text, w, [Days(dates=w.care_days(w.today + DAY, many))])
    if style == "told twice":
        days = [day for day in w.week(1)[:3] if w.open(day)]
        if len(days) != 3:
            return away(w)
        text = w.pick(
            "下周一到周三请假三天", "下周一到周三请3天假", "下周一至周三,请假三天", "下周一、周二、周三请假三天"
        )
        return Case("length told twice", text, w, [Days(dates=days)])
    days = [day for day in w.week(1) if w.open(day)]
    if len(days) < 2:
        return away(w)
    return Case("which of the week", w.pick("下周请一天假", "下周要请1天假"), w, [Days(kind=When.VAGUE)])


def halves(w: World) -> Case:
    n = w.rng.choice([0, 1, 2])
    word = ["今天", "明天", "后天"][n]
    days, no_care = settle(w, [w.today + n * DAY])
    text = f"{word}{w.pick('请半天假', '请半天', '半天请假', '想请半天假', '要请半日假')}"
    return Case("half a day", text, w, [Days(dates=days, no_care=no_care), Days(kind=When.HALF)])


def either(w: World) -> Case:
    one, other = w.rng.choice(
        [(("明天", w.today + DAY), ("后天", w.today + 2 * DAY)), (("下周一", w.week(1)[0]), ("下周二", w.week(1)[1]))]
    )
    text = said(
        w,
        ("{}请假", "{}不去晚托", "{}请一天假", "老师,{}外婆接"),
        one[0] + w.pick("或者", "或", "还是", "要么", ",要么") + other[0],
    )
    return Case("either", text, w, [Days(kind=When.EITHER, dates=[one[1], other[1]])])


def weekly(w: World) -> Case:
    style = w.rng.choice(["each", "each list", "every day", "range every day", "odd", "always", "two", "each range"])
    if style == "each":
        weekday = w.rng.randint(1, 5)
        phrase = w.pick("每", "每个", "逢", "每逢") + weekday_word(w, weekday)
        return Case("weekly", said(w, WEEKLY, phrase), w, [Days(kind=When.WEEKLY, weekdays=[weekday])])
    if style == "each list":
        weekdays = some_weekdays(w)
        phrase = weekday_list_phrase(w, weekdays, w.pick("每", "逢", "每逢"))
        return Case("weekly list", said(w, WEEKLY, phrase), w, [Days(kind=When.WEEKLY, weekdays=weekdays)])
    if style == "each range":
        one, other = sorted(w.rng.sample([1, 2, 3, 4, 5], 2))
        week = w.pick("周", "星期")
        phrase = f"每{week}{WEEKDAY_SIGNS[one - 1]}到{week}{WEEKDAY_SIGNS[other - 1]}"
        return Case(
            "weekly range", said(w, WEEKLY, phrase), w, [Days(kind=When.WEEKLY, weekdays=list(range(one, other + 1)))]
        )
    if style == "every day":
        phrase = w.pick("每天", "天天", "每日", "每个工作日", "工作日", "每周五天")
        return Case("every day", said(w, WEEKLY, phrase), w, [Days(kind=When.WEEKLY, weekdays=[1, 2, 3, 4, 5])])
    if style == "range every day":
        one, other = sorted(w.rng.sample([1, 2, 3, 4, 5], 2))
        phrase = f"周{WEEKDAY_SIGNS[one - 1]}到周{WEEKDAY_SIGNS[other - 1]}每天"
        return Case(
            "range every day",
            said(w, WEEKLY, phrase),
            w,
            [Days(kind=When.WEEKLY, weekdays=list(range(one, other + 1)))],
        )
    if style == "odd":
        text = w.pick("报晚托,一三五", "晚托一三五上", "逢一三五上晚托", "每周一三五上", "周一三五参加晚托")
        return Case("one three five", text, w, [Days(kind=None, weekdays=[1, 3, 5])])  # type: ignore[arg-type]
    if style == "two":
        text = w.pick("周二四上晚托", "逢二四去", "每周二、四要上", "报晚托,每周二四", "周二、周四上延时")
        return Case("two four", text, w, [Days(kind=None, weekdays=[2, 4])])  # type: ignore[arg-type]
    weekday = w.rng.randint(1, 5)
    text = w.pick("以后{}不上晚托", "以后{}都不去了", "今后孩子{}不上了").format(weekday_word(w, weekday))
    return Case("weekday from now on", text, w, [Days(kind=When.ALWAYS), Days(kind=When.WEEKLY, weekdays=[weekday])])


def vague(w: World) -> Case:
    phrase = w.pick(
        "这几天",
        "过几天",
        "这两天",
        "几天",
        "过两天",
        "改天",
        "好几天",
        "两三天",
        "最近",
        "过段时间",
        "这阵子",
        "三五天",
        "有一天",
        "前几天",
        "后几天",
    )
    return Case("vague", w.pick("{}不去了", "孩子{}请假", "老师,{}不去晚托").format(phrase), w, [Days(kind=When.VAGUE)])


def later(w: World) -> Case:
    count = w.rng.randint(2, 9)
    if w.rng.random() < 0.3:
        day, phrase = w.today + 14 * DAY, w.pick("两周后", "2周后", "两个星期后")
    else:
        day, phrase = w.today + count * DAY, f"{w.pick(counted(count), str(count))}天{w.pick('后', '之后', '以后')}"
    days, no_care = settle(w, [day])
    return Case("days later", said(w, WISHES, phrase), w, [Days(dates=days, no_care=no_care)])


def two_clauses(w: World) -> Case:
    """Two wishes in a message: two days found, in order."""
    days_one, no_one = settle(w, [w.today + DAY])
    days_two, no_two = settle(w, [w.week(1)[2]])
    text = w.pick(
        "明天请假,下周三奶奶接",
        "小宇明天请假,小彤下周三请假",
        "明天晚托不上,下周三午托不上",
        "明天请假。下周三正常",
        "明天不去 下周三去",
    )
    return Case("two wishes", text, w, [Days(dates=days_one, no_care=no_one), Days(dates=days_two, no_care=no_two)])


def moved(w: World) -> Case:
    one, other = w.week(1)[1], w.week(1)[3]
    text = w.pick(
        "下周二的假改到下周四",
        "假从下周二改到下周四",
        "从下周二换到下周四",
        "下周二挪到下周四",
        "我下周二的班跟李磊下周四的换一下",
    )
    cases = [settle(w, [one]), settle(w, [other])]
    return Case("moved", text, w, [Days(dates=days, no_care=no_care) for days, no_care in cases])


# --- families: hours ----------------------------------------------------------------------------------------------
def _minutes_said(w: World, hour: int, minute: int) -> str:
    h = w.pick(str(hour), chinese(hour) if hour != 2 else "两")
    dots = w.pick("点", "点", "点")
    if minute == 0:
        return h + dots + w.pick("", "", "钟", "整")
    choices = [f"{h}{dots}{minute:02d}", f"{h}{dots}{minute:02d}分"]
    if minute >= 10:
        choices += [f"{h}{dots}{chinese(minute)}", f"{h}{dots}{chinese(minute)}分"]
    else:
        choices += [f"{h}{dots}零{chinese(minute)}", f"{h}{dots}过{chinese(minute)}分", f"{h}{dots}{chinese(minute)}分"]
    if minute == 30:
        choices += [f"{h}点半"] * 4
    if minute in (15, 45):
        choices += [f"{h}点{'一' if minute == 15 else '三'}刻"] * 2
    return w.rng.choice(choices)


def clock(w: World) -> Case:
    hour, minute = w.rng.randint(15, 18), w.rng.choice([0, 0, 30, 30, 15, 45, 10, 20, 40, 50, 5, 25, 35, 55, 8, 12])
    value = time(hour, minute)
    style = w.rng.choice(
        ["spoken", "spoken", "spoken", "part", "figures", "24", "24 spoken", "short", "bare", "dot", "around"]
    )
    if style == "spoken":
        phrase = _minutes_said(w, hour - 12, minute)
    elif style == "part":
        phrase = (w.pick("下午", "傍晚", "晚上") if hour > 16 else "下午") + _minutes_said(w, hour - 12, minute)
    elif style == "figures":
        phrase = f"{hour - 12}:{minute:02d}"
    elif style == "24":
        phrase = f"{hour}:{minute:02d}"
    elif style == "24 spoken":
        phrase = _minutes_said(w, hour, minute)
    elif style == "short":
        less = w.rng.choice([5, 10, 20, 15])
        target = datetime(2026, 3, 2, hour, 0, tzinfo=SHANGHAI) - timedelta(minutes=less)
        value = target.time()
        h = chinese(hour - 12)
        phrase = w.pick(f"差{chinese(less)}分{h}点", f"{h}点差{chinese(less)}分") if less != 15 else f"差一刻{h}点"
    elif style == "bare":
        minute = w.rng.choice([0, 10, 20, 30, 40, 50])
        value, phrase = time(hour, minute), f"{hour}{minute:02d}"
        return Case("clock, bare", w.pick("{}来接", "{}到校门口", "我{}接").format(phrase), w, times=[value])
    elif style == "dot":
        minute = w.rng.choice([10, 20, 30, 40, 50])
        value, phrase = time(hour, minute), f"{hour - 12}.{minute}"
        return Case(
            "clock, dot", w.pick("{}来接", "今天{}到校门口", "我{}来接孩子").format(phrase), w, days=None, times=[value]
        )
    else:
        phrase = w.pick("最晚{}", "大概{}", "约{}", "{}左右", "{}前", "{}之前", "{}前后", "差不多{}").format(
            _minutes_said(w, hour - 12, minute)
        )
    return Case(f"clock, {style}", said(w, PICKUPS, phrase), w, times=[value])


def other_hours(w: World) -> Case:
    choices: list[tuple[str, time]] = [
        ("中午12点半来接", time(12, 30)),
        ("中午十二点接走", time(12, 0)),
        ("早上7点送", time(7, 0)),
        ("早上七点半到校", time(7, 30)),
        ("下午1点来接", time(13, 0)),
        ("中午一点接", time(13, 0)),
        ("上午10点接走", time(10, 0)),
        ("晚上八点接", time(20, 0)),
        ("5点来钟到", time(17, 0)),
        ("五点来钟来接", time(17, 0)),
        ("六点前来接", time(18, 0)),
        ("最晚六点到", time(18, 0)),
        ("7点20送到早托", time(7, 20)),
        ("明早七点到校", time(7, 0)),
        ("七点来接", time(19, 0)),
        ("上午九点半来接", time(9, 30)),
    ]
    text, value = w.rng.choice(choices)
    return Case("other hours", text, w, times=[value])


def relative(w: World) -> Case:
    style = w.rng.choice(["minutes", "minutes", "half", "one and a half", "hours", "quarter"])
    if style == "minutes":
        many = w.rng.choice([5, 10, 15, 20, 25, 30, 40])
        phrase = w.pick(str(many), chinese(many)) + "分钟"
    elif style == "half":
        many, phrase = 30, w.pick("半小时", "半个小时", "半个钟头")
    elif style == "one and a half":
        many, phrase = 90, w.pick("一个半小时", "1个半小时", "1.5小时", "一个半钟头")
    elif style == "hours":
        many, phrase = w.rng.choice([(60, "一个小时"), (120, "两个小时"), (60, "1小时"), (120, "2小时")])
    else:
        many, phrase = 15, "一刻钟"
    text = w.pick(
        "{}后到",
        "{}之后到校门口",
        "再过{}到",
        "还有{}到",
        "再等我{}",
        "大概{}后到",
        "{}后来接",
        "还要{}才能到",
        "{}就到",
        "{}左右到",
        "再{}到",
    ).format(phrase)
    value = (w.now + timedelta(minutes=many)).time().replace(second=0, microsecond=0)
    return Case("from now", text, w, times=[value])


def to_the_usual(w: World) -> Case:
    many = w.pick("半小时", "二十分钟", "20分钟", "一个小时", "半个小时", "十分钟", "一刻钟")
    text = w.pick("今天晚{}接", "晚{}来接", "晚到{}", "推迟{}接", "提前{}接", "要晚{}", "早{}接走", "迟到{}").format(
        many
    )
    return Case("against the usual", text, w, times=[None])


def vague_hours(w: World) -> Case:
    text = w.pick(
        "晚点来接",
        "今天晚一点接",
        "晚些来接",
        "五点多来接",
        "5点多到",
        "六点几分到",
        "五六点来接",
        "五点到五点半之间来接",
        "5:00-5:30来接",
        "晚点到",
        "早点来接",
        "五点或者五点半来接",
        "迟点来接",
        "晚一会儿到",
        "四五点接",
        "五点过一点到",
        "二十多分钟后到",
        "十几分钟就到",
    )
    return Case("vague hours", text, w, times=[None])


def day_and_hour(w: World) -> Case:
    weekday, minute, hour = w.rng.randint(1, 5), w.rng.choice([0, 30]), w.rng.randint(4, 6)
    n = w.rng.choice([0, 1, 2])
    if w.rng.random() < 0.5:
        day, word = w.today + n * DAY, ["今天", "明天", "后天"][n]
    else:
        day, word = wish_weekday(w, weekday, None), f"周{WEEKDAY_SIGNS[weekday - 1]}"
    h = w.pick(str(hour), chinese(hour))
    phrase = f"{word}{w.pick('', '下午', ' ')}{h}点{'半' if minute else ''}"
    days, no_care = settle(w, [day])
    text = w.pick("{}来接", "{}外婆接", "老师,{}接走").format(phrase)
    return Case("day and hour", text, w, [Days(dates=days, no_care=no_care)], [time(hour + 12, minute)])


# --- families: what is neither ------------------------------------------------------------------------------------
def pitfall(w: World) -> Case:
    n, m = w.rng.randint(1, 9), w.rng.randint(1, 6)
    text = w.pick(
        f"三({n})班应到{n + 3}人",
        f"{chinese(m)}({chinese(n)})班全到",
        f"{m}0{n}班李小明",
        f"{m}.{n}班",
        "我们一起走",
        "等一下",
        "十一个人",
        f"{m}年级{n}班",
        "五一班",
        "五一路小学",
        "四点半课堂几点下课",
        "三点半小助手你好",
        "24点社团还有名额吗",
        f"{n}号门见",
        f"{n}号楼下等",
        f"坐{n}号车",
        "六岁半",
        "一二三年级",
        "上初一",
        f"{chinese(m)}年级",
        f"体温38度{n}",
        f"烧到3{m + 3}.{n}度",
        f"第{n}节课",
        f"电话138{n:04d}{m:04d}",
        "手机139 0000 0022",
        "0912-345-678",
        "有一点不舒服",
        "提两点建议",
        "以下三点",
        "周一鸣家长",
        "老师有点事",
        f"身高1.{m + 2}5米",
        f"{n}楼",
        f"{n}班",
        "点名了吗",
        "晚点名",
        "等了半天",
        "聊天",
        "夏天热",
        "应到12实到12",
        "12/11",
        f"学号{n + 10}号",
        f"{n}号教室",
        "我是三2班的",
        "三年二班",
        "一会儿",
        "好的一定",
        f"考了{n}{m}.5分",
        f"花了{m}.{n}元",
        "孩子叫周一鸣",
        "一年级一班",
        f"{m}月龄",
        "晚自习有点吵",
        "自由阅读二十分钟",
        f"最后{n + 10}分钟自由阅读",
        f"每人{n}块",
        "生日快乐",
        "一起回家",
        f"{n}号公交",
        "三三两两",
        f"坐{n}路车",
        "五十五人",
        "二十四节气",
    )
    return Case("neither", text, w, [], [])


FAMILIES: tuple[tuple[Callable[[World], Case], int], ...] = (
    (away, 6),
    (one_weekday, 9),
    (asked_weekday, 2),
    (one_date, 10),
    (past_date, 2),
    (beside, 5),
    (away_list, 5),
    (weekday_list, 8),
    (number_list, 6),
    (day_range, 9),
    (weekday_range, 7),
    (long_range, 4),
    (weeks, 5),
    (week_parts, 3),
    (exceptions, 7),
    (until, 6),
    (since, 9),
    (lengths, 8),
    (halves, 3),
    (either, 3),
    (weekly, 9),
    (vague, 3),
    (later, 3),
    (two_clauses, 3),
    (moved, 3),
    (clock, 14),
    (other_hours, 4),
    (relative, 6),
    (to_the_usual, 4),
    (vague_hours, 4),
    (day_and_hour, 6),
    (pitfall, 14),
)


def a_world(rng: random.Random) -> World:
    """Any moment of two years; every third lies close to the end of a month or of the year."""
    day = date(2026, 1, 1) + rng.randrange(730) * DAY
    if rng.random() < 0.3:
        month = rng.choice([1, 2, 3, 4, 8, 9, 10, 11, 12, 12])
        day = date(2026 + month // 12, month % 12 + 1, 1) - rng.randint(-2, 6) * DAY
    now = datetime(
        day.year, day.month, day.day, rng.randint(6, 21), rng.randrange(60), rng.randrange(60), tzinfo=SHANGHAI
    )
    off = {day + rng.randint(-10, 25) * DAY for _ in range(3)} if rng.random() < 0.2 else set()
    return World(now, frozenset(off), rng)


def cases(n: int, seed: int) -> Iterator[Case]:
    rng = random.Random(seed)
    makers, weights = zip(*FAMILIES, strict=True)
    for _ in range(n):
        yield rng.choices(makers, weights)[0](a_world(rng))


def wrong(case: Case) -> str | None:
    """What the reader makes of it, where it is not the answer."""
    known = case.world.known()
    if case.days is not None:
        found = find_dates(case.text, case.world.now, known)
        told = "; ".join(
            f"{one.words}={one.kind.name}{[str(day) for day in one.dates]}{one.weekdays}{one.since}"
            f"{one.count or ''}{' no care' if one.no_care else ''}"
            for one in found
        )
        if len(found) != len(case.days):
            return told or "nothing"
        for one, meant in zip(found, case.days, strict=True):
            fits = (
                (meant.kind is None or one.kind is meant.kind)
                and (meant.dates is None or list(one.dates) == meant.dates)
                and (meant.weekdays is None or list(one.weekdays) == meant.weekdays)
                and (meant.since is None or one.since == meant.since)
                and (meant.count is None or one.count == meant.count)
                and (meant.no_care is None or one.no_care == meant.no_care)
                and (meant.asked is None or list(one.asked) == meant.asked)
            )
            if not fits:
                return told
    if case.times is not None:
        times = [one.time for one in find_times(case.text, case.world.now, known)]
        if times != case.times:
            return f"times {[str(one) for one in times]}"
    return None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--show", type=int, default=20, help="so many misses are shown")
    asked = parser.parse_args()
    total, missed, shown = Counter[str](), Counter[str](), 0
    for case in cases(asked.n, asked.seed):
        total[case.family] += 1
        if (told := wrong(case)) is None:
            continue
        missed[case.family] += 1
        if shown < asked.show:
            shown += 1
            meant = [
                (one.kind and one.kind.name, [str(day) for day in one.dates or ()], one.weekdays, str(one.since))
                for one in case.days or ()
            ]
            sys.stdout.write(
                f"{case.family} | {case.world.now:%Y-%m-%d %a %H:%M} | {case.text}\n"
                f"   meant {meant} {case.times}\n   read  {told}\n"
            )
    for family in sorted(total):
        sys.stdout.write(f"{family:28} {total[family] - missed[family]:6} / {total[family]}\n")
    right = asked.n - sum(missed.values())
    sys.stdout.write(f"right {right} of {asked.n} = {right / asked.n:.2%}\n")


if __name__ == "__main__":
    main()
