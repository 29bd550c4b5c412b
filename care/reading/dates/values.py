"""One group of words for days → what the reader is given: dates, weekdays, a first day, or a doubt."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from care.reading.dates.almanac import Almanac, care_days, days_between, is_care_day
from care.reading.dates.atom import Atom, Sort
from care.reading.dates.grammar import Group, Term
from care.reading.dates.words import SINGLE_DAYS
from care.reading.parts import FoundDates, When

_SURELY_PAST = re.compile(r"没[去来上接到参]|[补忘]|缺勤|缺席|旷|值的|已经")
_SOUNDS_PAST = re.compile(r"(?<!不)(?<!不[去来上用])(?<!不能[去来])了|过|的数据|汇总|统计|日报|记录|出勤|情况")
_AWAY_ALL_THE_TIME = re.compile(r"\s*,?(?:孩子|娃|我们|小孩)?(?:都|不|请假|一直|先不|暂不|全部?|由|是)")
_NOT_DONE = re.compile(r"没[去来](?!得)|没上(?!课)|没参加")
_MADE_UP = re.compile(r"补个?假|补请|补一?个?假|补上")
_ONE_DAY = timedelta(days=1)
_FAR = 62
"""到 and 前 reach so many days at most: 国庆前, said in March, is no stretch of days."""
_WORKDAYS = (1, 2, 3, 4, 5)

Resolve = Callable[[Atom, date | None], tuple[date, ...] | None]


@dataclass(frozen=True)
class Values:
    """Reads groups; holds the text, as written and made even, and the almanac of the moment."""

    plain: str
    text: str
    almanac: Almanac

    # --- one group ---
    def found(self, group: Group) -> FoundDates | None:
        match group.sort:
            case Sort.ALWAYS:
                return self._value(group, When.ALWAYS)
            case Sort.HALF:
                return self._value(group, When.HALF)
            case Sort.VAGUE:
                return self._value(group, When.VAGUE)
            case Sort.COUNT:
                return self._value(group, When.COUNT, count=group.atom.count)
            case Sort.EVERY:
                return self._value(group, When.WEEKLY, weekdays=self._without(_WORKDAYS, group))
            case Sort.LATER:
                return self._day_later(group)
            case Sort.NEXT:
                return self._next_days(group)
            case Sort.WEEK if not self._ranged(group):
                return self._week(group)
            case Sort.MONTH if not self._ranged(group):
                return self._month(group)
            case _:
                return self._points(group)

    def _value(self, group: Group, kind: When, **said: object) -> FoundDates:
        words = self.plain[group.start : group.end]
        return FoundDates(group.start, group.end, words, kind=kind, **said)  # type: ignore[arg-type]

    def _days(
        self, group: Group, dates: Sequence[date] | None, asked: Sequence[date] | None, **said: object
    ) -> FoundDates:
        """Days for a wish and days for a question; nothing that a wish could mean is vague, so it is asked back."""
        if not dates:
            return self._value(group, When.VAGUE, asked=tuple(asked or ()), **said)
        return self._value(group, When.DAYS, dates=tuple(dates), asked=tuple(asked or ()), **said)

    @staticmethod
    def _ranged(group: Group) -> bool:
        return any(term.last for term in group.terms)

    def _without(self, weekdays: Sequence[int], group: Group) -> tuple[int, ...]:
        taken = {
            day
            for other in group.takes
            for term in other.terms
            if term.first.sort is Sort.WEEKDAY
            for day in term_weekdays(term)
        }
        return tuple(day for day in weekdays if day not in taken)

    def _day_later(self, group: Group) -> FoundDates:
        day = self.almanac.today + timedelta(days=group.atom.count)
        if group.since:
            return self._value(group, When.FROM, since=day)
        return self._days(group, (day,), (day,), no_care=not is_care_day(day, self.almanac.known))

    def _next_days(self, group: Group) -> FoundDates:
        """后两天: the next care days, tomorrow first."""
        days = care_days(self.almanac.today + _ONE_DAY, group.atom.count, self.almanac.known)
        return self._days(group, days, days)

    # --- weeks and months ---
    def _week(self, group: Group) -> FoundDates | None:
        almanac, atom = self.almanac, group.atom
        monday = almanac.monday(atom.week or 0)
        if group.finished or group.after:
            return self._value(group, When.FROM, since=monday + timedelta(days=7))
        if group.since:
            return self._value(group, When.FROM, since=max(monday, almanac.first) if atom.week == 0 else monday)
        whole = almanac.care(days_between(monday, monday + timedelta(days=4)))
        if atom.part == "first":
            whole = whole[: atom.count]
        elif atom.part == "last":
            whole = whole[-atom.count :]
        dates, asked = whole, whole
        if atom.week == 0:
            dates = tuple(day for day in whole if day >= almanac.first)
        if atom.part == "rest":
            asked = dates = self._rest(dates, atom.count)
        if group.before:
            return None
        if group.until:
            dates = asked = almanac.care(days_between(almanac.first, whole[-1])) if whole else ()
        taken = self._taken(group, dates, asked)
        return self._days(group, [day for day in dates if day not in taken], [day for day in asked if day not in taken])

    def _rest(self, days: tuple[date, ...], count: int) -> tuple[date, ...]:
        if count and len(days) == count + 1 and days[0] == self.almanac.today:
            return days[1:]
        return days

    def _taken(self, group: Group, dates: Sequence[date], asked: Sequence[date]) -> set[date]:
        """The days that 除了 takes away; a bare weekday is every such day of the stretch."""
        taken: set[date] = set()
        floor = min((*dates, *asked), default=None)
        for other in group.takes:
            for term in other.terms:
                if term.first.sort is Sort.WEEKDAY and term.first.week is None:
                    weekdays = term_weekdays(term)
                    taken |= {day for day in (*dates, *asked) if day.isoweekday() in weekdays}
                else:
                    taken |= set(self._term_days(term, self.almanac.wish, floor) or ())
        return taken

    def _month(self, group: Group) -> FoundDates | None:
        """这个月 is no day (guideline 13); 下个月起 is its first."""
        months = group.atom.months or 0
        almanac = self.almanac
        if group.finished or (group.after and group.atom.month is None):
            return self._value(group, When.FROM, since=almanac.month_first(months + 1))
        if group.since:
            return self._value(group, When.FROM, since=max(almanac.month_of(group.atom), almanac.first))
        return self._value(group, When.VAGUE, since=almanac.month_first(months) if months > 0 else None)

    # --- points: lists and ranges ---
    def _points(self, group: Group) -> FoundDates | None:
        weekdays = tuple(dict.fromkeys(day for term in group.terms for day in term_weekdays(term)))
        if group.each:
            return self._value(group, When.WEEKLY, weekdays=self._without(sorted(weekdays), group))
        if group.excepted:
            return self._all_but(group, weekdays)
        bare = all(term.first.week is None for term in group.terms if term.first.sort is Sort.WEEKDAY)
        said = {"weekdays": self._without(weekdays, group) if bare else ()}
        if group.together:
            return self._days(group, None, None, **said)
        wish = self._all(group, self.almanac.wish)
        if group.finished:
            return (
                self._value(group, When.FROM, since=self._after_the_last(wish))
                if wish
                else self._value(group, When.VAGUE)
            )
        if group.since or (group.after and not (bare and weekdays)):
            return self._since(group, wish)
        if group.after:
            return self._value(group, When.VAGUE if len(weekdays) == 1 else When.WEEKLY, **said)
        if group.before and not _AWAY_ALL_THE_TIME.match(self.text, group.end):
            return None  # 周五前回复您: a time limit.
        if group.before or group.until:
            return self._until(group, wish)
        if group.sort is Sort.FESTIVAL and not self._single_festival(group):
            return self._days(group, None, None)
        if group.sort in (Sort.MONTH_END, Sort.UNKNOWN_END) and not self._ranged(group):
            return self._days(group, None, None)
        asked = self._all(group, self._asked_way(group))
        if asked and self._is_told(group):
            wish = asked
        if self._mixed_weeks(group, wish):
            return self._days(group, wish, asked, no_care=True, **said)
        if wish is None and group.atom.month is not None:
            wish = asked  # 3月5号 that is over can only be told of.
        return self._settled(group, wish, asked, said)

    def _settled(
        self,
        group: Group,
        wish: tuple[date, ...] | None,
        asked: tuple[date, ...] | None,
        said: dict[str, tuple[int, ...]],
    ) -> FoundDates:
        taken = self._taken(group, wish or (), asked or ())
        dates, no_care = self._with_care(group, tuple(day for day in wish or () if day not in taken))
        asked = tuple(day for day in asked or () if day not in taken)
        asked = (self.almanac.care(asked) or asked) if len(asked) > 1 and not group.either else asked
        if group.either and dates:
            return self._value(group, When.EITHER, dates=dates, asked=asked, **said)
        return self._days(group, dates, asked, no_care=no_care, **said)

    def _with_care(self, group: Group, days: tuple[date, ...]) -> tuple[tuple[date, ...], bool]:
        """Saturdays only where they are named; a day without care that is named alone is kept and marked."""
        if not days or group.either:
            return days, False
        saturday_named = any(6 in atom.days for term in group.terms for atom in _weekday_atoms(term))
        known = self.almanac.known
        open_days = tuple(
            day
            for day in days
            if is_care_day(day, known) or (saturday_named and day.weekday() == 5 and day not in known.days_off)
        )
        weekend_named = any(atom.days == (6, 7) for term in group.terms for atom in _weekday_atoms(term))
        if not open_days or weekend_named:
            return days, True
        return open_days, False

    def _asked_way(self, group: Group) -> Resolve:
        around = re.split(r"[。;!?\n]", self.text[group.end :], maxsplit=1)[0][:16]
        gone = bool(_SURELY_PAST.search(around)) or bool(
            _SURELY_PAST.search(self.text[max(0, group.start - 4) : group.start])
        )
        past = gone or bool(_SOUNDS_PAST.search(around))
        return lambda atom, after: (
            self.almanac.wish(atom, after) if after else self.almanac.asked(atom, past=past, gone=gone)
        )

    def _is_told(self, group: Group) -> bool:
        """周一没去, 16号没来,补个假: surely a report, so no wish can be meant."""
        sentence = re.split(r"[。;!?\n]", self.text[group.end :], maxsplit=1)[0]
        clause = sentence.split(",", 1)[0]
        return bool(_NOT_DONE.search(clause)) or bool(_MADE_UP.search(sentence[:24]))

    def _all(self, group: Group, resolve: Resolve) -> tuple[date, ...] | None:
        days: list[date] = []
        in_a_week = False
        for term in group.terms:
            follows = term.first.sort is Sort.CALENDAR or (in_a_week and term.first.week is None)
            floor = days[-1] if days and follows else None
            in_a_week = in_a_week or (term.first.sort is Sort.WEEKDAY and term.first.week is not None)
            found = self._term_days(term, resolve, floor)
            if found is None:
                return None
            days.extend(found)
        if group.nudge:
            days = [day + timedelta(days=group.nudge) for day in days]
        return tuple(sorted(set(days)))

    def _term_days(self, term: Term, resolve: Resolve, floor: date | None) -> tuple[date, ...] | None:
        first = self._first_of(term.first, resolve, floor)
        if first is None or not self._agrees(term, first):
            return None
        if term.last is None:
            return first
        last = self._last_of(term.last, resolve, first[0])
        if last is None or last < first[0]:
            return None
        return self.almanac.care(days_between(first[0], last)) or days_between(first[0], last)

    def _first_of(self, atom: Atom, resolve: Resolve, floor: date | None) -> tuple[date, ...] | None:
        if atom.sort is Sort.WEEK:
            monday = self.almanac.monday(atom.week or 0)
            return (max(monday, self.almanac.first) if atom.week == 0 else monday,)
        if atom.sort is Sort.MONTH:
            months = atom.months or 0
            return (self.almanac.first if months == 0 else self.almanac.month_first(months),)
        return resolve(atom, floor)

    def _last_of(self, atom: Atom, resolve: Resolve, first: date) -> date | None:
        if atom.sort is Sort.WEEK:
            return self.almanac.monday(atom.week or 0) + timedelta(days=4)
        if atom.sort is Sort.MONTH:
            return self.almanac.month_last(atom.months or 0)
        days = resolve(atom, first)
        if days and atom.sort is Sort.MONTH_END and atom.month is None and not atom.months and days[0] < first:
            return None
        return days[-1] if days else None

    def _agrees(self, term: Term, first: tuple[date, ...]) -> bool:
        """3月20号（周五）: what stands beside a day must be that day."""
        for beside in term.beside:
            other_way = self.almanac.wish(beside, first[0] if beside.sort is not Sort.AWAY else None)
            target = first[0] if term.last is None or beside.start < term.last.start else None
            if target is not None and beside.sort is Sort.WEEKDAY and target.isoweekday() not in beside.days:
                return False
            if target is not None and beside.sort is not Sort.WEEKDAY and other_way != (target,):
                return False
        return True

    def _mixed_weeks(self, group: Group, wish: tuple[date, ...] | None) -> bool:
        """On Thursday 周三周五 could be tomorrow and next Wednesday, or both next week: ask."""
        days = [
            day
            for term in group.terms
            if term.last is None
            for day in term.first.days
            if term.first.sort is Sort.WEEKDAY
        ]
        if (
            not wish
            or len(days) < 2
            or any(term.first.week is not None for term in group.terms)
            or days != sorted(days)
        ):
            return False
        return [day.isoweekday() for day in wish] != days and len(wish) == len(days)

    def _all_but(self, group: Group, weekdays: Sequence[int]) -> FoundDates:
        """除了周五, with nothing it is taken from: the other weekdays (guideline 13)."""
        if not weekdays or any(term.first.week is not None for term in group.terms):
            return self._value(group, When.VAGUE)
        return self._value(group, When.WEEKLY, weekdays=tuple(day for day in _WORKDAYS if day not in weekdays))

    def _after_the_last(self, days: Sequence[date]) -> date:
        """上到周五 → next Monday; 上到月底 → the first of the next month."""
        last = days[-1]
        following = last + _ONE_DAY
        return following if following.day == 1 else self.almanac.next_care_day(following)

    def _since(self, group: Group, days: tuple[date, ...] | None) -> FoundDates:
        if group.sort is Sort.FESTIVAL and group.after:
            return self._after_the_festival(group, days)
        if not days:
            return self._value(group, When.VAGUE)
        return self._value(group, When.FROM, since=days[0])

    def _after_the_festival(self, group: Group, days: tuple[date, ...] | None) -> FoundDates:
        """国庆后: the first care day behind the days off, where the school has entered them."""
        day = days[0] if days else None
        if day is None or day not in self.almanac.known.days_off:
            return self._value(group, When.VAGUE)
        return self._value(group, When.FROM, since=self.almanac.next_care_day(day))

    def _until(self, group: Group, days: tuple[date, ...] | None) -> FoundDates:
        """到周五, 国庆前, 月底前: from today on, or tomorrow where today is over."""
        if not days:
            return self._value(group, When.VAGUE)
        last = days[-1]
        if group.before and group.sort is not Sort.MONTH_END:
            last -= _ONE_DAY
        if last < self.almanac.first or (last - self.almanac.first).days > _FAR:
            return self._value(group, When.VAGUE)
        stretch = self.almanac.care(days_between(self.almanac.first, last))
        taken = self._taken(group, stretch, ())
        stretch = tuple(day for day in stretch if day not in taken)
        return self._days(group, stretch, stretch)

    def _single_festival(self, group: Group) -> bool:
        behind = self.text[group.end : group.end + 2]
        return (
            bool(group.nudge)
            or self._ranged(group)
            or behind in ("那天", "当天")
            or self.plain[group.start : group.end].startswith(SINGLE_DAYS)
        )


def _weekday_atoms(term: Term) -> tuple[Atom, ...]:
    return tuple(atom for atom in (term.first, term.last, *term.beside) if atom and atom.sort is Sort.WEEKDAY)


def term_weekdays(term: Term) -> tuple[int, ...]:
    """The weekdays a term names; a range is written out, a date with a weekday beside it names none."""
    first = term.first
    if first.sort is not Sort.WEEKDAY or term.beside:
        return ()
    if term.last is None:
        return first.days
    if term.last.sort is not Sort.WEEKDAY or term.last.days[-1] <= first.days[0]:
        return first.days
    return (*first.days[:-1], *range(first.days[-1], term.last.days[-1] + 1))
