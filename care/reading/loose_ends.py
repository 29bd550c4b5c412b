"""Loose ends (线头): what a message names and its acts do not, slot by slot.

A session, an hour, a day, a child, a club or a number that stands in the text and in no act means that something was
not understood, and what was understood may be wrong (promise 2). Each check is a line of `PARENT` or `STAFF`; the
first that holds says why the acts are asked about. What only makes an act less likely is in `ODD_PARENT`, `ODD_STAFF`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from care.acts import CHANGING, Act, Intent
from care.people import Role, Student
from care.reading import doubt
from care.reading.counts import people
from care.reading.name_words import SURNAMES
from care.reading.parts import FoundDates, Message, Span, When
from care.reading.phrases import absence, compiled


@dataclass(frozen=True)
class Account:
    """A message beside its acts."""

    message: Message
    acts: tuple[Act, ...]

    @cached_property
    def changes(self) -> tuple[Act, ...]:
        return tuple(act for act in self.acts if act.intent in CHANGING)

    def of(self, *intents: Intent) -> tuple[Act, ...]:
        return tuple(act for act in self.acts if act.intent in intents)

    def says(self, words: re.Pattern[str]) -> bool:
        return bool(words.search(self.message.sketch))

    @property
    def today(self) -> date:
        return self.message.now.date()

    @cached_property
    def days(self) -> tuple[FoundDates, ...]:
        """Days that are named and not over."""
        found = (one for one in self.message.dates if one.kind is When.DAYS and one.dates)
        return tuple(one for one in found if max(one.dates) >= self.today)

    @cached_property
    def children(self) -> frozenset[tuple[Student, ...]]:
        """The children named, mention by mention."""
        return frozenset(name.students for name in self.message.names if name.students)

    @cached_property
    def clubs(self) -> frozenset[str | None]:
        return frozenset(one.club for one in self.message.clubs)

    @cached_property
    def collectors(self) -> frozenset[str]:
        found = (one.person for one in self.message.persons if one.person and not one.is_me)
        return frozenset(one.relation or one.name or "" for one in found)

    @cached_property
    def revised(self) -> bool:
        """Whether the message takes back something that it names itself: that is left over by right."""
        sketch = self.message.sketch
        return bool(doubt.correction(sketch) or doubt.old_plan(sketch) or _ONCE.search(sketch))

    def is_of_something(self, span: Span) -> bool:
        """四点半的牙医: the hour of another thing."""
        return bool(_OF_SOMETHING.match(self.message.sketch, span.end))

    @property
    def swaps(self) -> bool:
        """One club left for another."""
        return bool(self.of(Intent.CHOOSE_CLUB)) and bool(self.of(Intent.DROP_CLUB))

    def clause_of(self, span: Span) -> int:
        """The place of a thing's clause."""
        clauses = enumerate(self.message.clauses)
        return next((at for at, clause in clauses if span.within(clause.start, clause.end)), -1)


Check = Callable[[Account], bool]

_ONCE = re.compile(r"之前|以前|原[订定来]|本来")
_OF_SOMETHING = re.compile(r"的(?!时候|样子|话)[一-龥K]")
_SO_LONG = re.compile(r"D+了|[烧病咳吐躺疼痛]了?D")
_LONG = re.compile(
    r"(?<![上下这本第])[一两二三半](?:个)?多?(?:周|星期|礼拜|月)(?![前后一二三四五六日])|长假|一段时间|好几天|些天"
)
_LESSON_OFF = re.compile(r"K+(?:那?节?课)?(?:D+|要|想|也|就|C+)*(?:请|缺|不去|不来|不上)")
_ELSE = re.compile(
    r"不(?:去|参加|来|上)(?:了)?(?:D+|学校|这次|那个)?的?(?:活动|比赛|春游|秋游|家长会|考试|运动会|研学|排练|演出|彩排|合唱比赛|班会)"
)
_CARE_NAMED = re.compile(r"S|托|课后|延时|转学|退学|不[来上]|K")
_BROUGHT = re.compile(
    "(?:S+|上午|早上|晚点|迟点)(?:再|就|我|把|他|她|会|要)*(?:送(?!饭|药|衣)|回校|返校|到校|再去|"
    "过去(?!把|接|领|带)|再来|来校|去上课|(?<!我)去学校)(?!不)|"
    r"S+(?:去|来|上)(?=$|[,。])"
)
_ATTENDS = re.compile(
    "(?<!还)(?<!没)(?:又|已经?|都|现在|今天|D)(?:全)?(?:好了|退烧了|没事了|不烧了)|还是(?:想)?(?:去|"
    "来)(?=$|[,。吧了上])"
)
_WHOLE_DAY = compiled(absence.WHOLE_DAY)
_ALL_OF_THEM = re.compile(r"[俩两]|都|们|一起|一块")
_AND_ALSO = re.compile(r"[和跟与、 ]?")
_GONE = re.compile(r"走了")
_NAME = re.compile(r"(?![^·]*[班请绑报到的我了号给和加])[一-龥·]{2,4}")
_ASKS = re.compile(r"问|吗|多少|几")
_THINKS = re.compile(r"打算|想")
_WHO = re.compile(r"谁(?!来?[都也]|[^,。!?;]{0,5}[不别](?:要|能|准|许)?(?:放|给|让|接|交))|哪")
_MORE_DAYS = re.compile(r"D[、,和跟][一二三四五六日](?![个点天])")
_WALK_DENIED = re.compile(r"不放心|不让|别让|不能|不可以|不许")
_KEPT = re.compile(r"只|留|除")
_CLUB_KEPT = re.compile(r"(?<!退)[不没别]退")
_NOT, _ENDS, _OTHERWISE = re.compile(r"[不没别]"), re.compile(r"[停退不]"), re.compile(r"不|换|改|或|还是|别")
_WHETHER = re.compile(r"([^行能可好是要])不\1")
_I_DO_NOT_GO = re.compile(r"我D*(?:就|又|也|今天)*(?:不去|不来|去不|来不)")
_ANOTHERS = re.compile(
    r"[给帮替让](?:[他她C]+的?)?同桌|同桌(?:也|的假|请)|托我|(?:邻居|同事|朋友|亲戚)家?的?(?:孩子|娃|女儿|儿子)"
)
_HURRY = re.compile(r"[晚早迟堵提先]|赶不|来不及|一会")


# --- parents: days, hours, sessions ------------------------------------------------------------------------
def _days_apart(all_: Account) -> bool:
    """明天拔牙…后天请假: days of several clauses in one leave."""
    if all_.revised:
        return False
    for act in all_.of(Intent.LEAVE):
        if any(one.dates == act.dates for one in all_.days):
            continue  # Said in one breath.
        places = {one.dates: all_.clause_of(one) for one in all_.days if not set(one.dates).isdisjoint(act.dates or ())}
        if len(set(places.values())) > 1:
            return True
    return False


def _day_filled_in(all_: Account) -> bool:
    """A day that the message does not name, though it names others to come."""
    named = {day for one in all_.message.dates for day in one.dates}
    ahead = any(max(one.dates) > all_.today for one in all_.days)
    return ahead and any(act.dates and named.isdisjoint(act.dates) for act in all_.changes)


def _count_left(all_: Account) -> bool:
    """要住院一周，请假: more days than the leave has."""
    counts = {one.count for one in all_.message.dates if one.kind is When.COUNT and one.count > 1}
    leaves = [act for act in all_.of(Intent.LEAVE) if act.dates]
    longer = all_.says(_LONG) and any(len(act.dates or ()) == 1 for act in leaves)
    return (
        not all_.revised
        and not all_.says(_SO_LONG)
        and (longer or any(counts - {len(act.dates or ())} for act in leaves))
    )


def _twice(all_: Account) -> bool:
    """六点接，五点半接: one child, one day, and two hours or two collectors."""
    for intent in (Intent.PICKUP_TIME, Intent.DELEGATE_PICKUP):
        said = [(act.students, act.dates) for act in all_.of(intent)]
        if len(said) != len(set(said)):
            return True
    return False


def _something_else(all_: Account) -> bool:
    """可以不参加明天的活动吗: not at something that is no care."""
    return bool(all_.of(Intent.LEAVE)) and all_.says(_ELSE)


def _from_what(all_: Account) -> bool:
    """退订: nothing is named that is left."""
    bare = [act for act in all_.of(Intent.WITHDRAW) if not act.sessions and not act.since and not act.weekdays]
    return bool(bare) and not all_.says(_CARE_NAMED)


def _only_its_lesson(all_: Account) -> bool:
    """这周三的书法请假: the lesson, or the day?"""
    return any(act.sessions == () for act in all_.of(Intent.LEAVE)) and all_.says(_LESSON_OFF)


def _comes_later(all_: Account) -> bool:
    """上午请假，中午送过去: it will be there for a part of the day."""
    return bool(all_.of(Intent.LEAVE)) and all_.says(_BROUGHT)


def _well_again(all_: Account) -> bool:
    """昨天请了今天的假，今天又好了，还是去."""
    return bool(all_.of(Intent.LEAVE)) and not all_.of(Intent.CANCEL_LEAVE) and all_.says(_ATTENDS)


def _day_is_over(all_: Account) -> bool:
    """昨天说让同事接: told of a day gone by, and nothing to do now; only a leave may be asked for late."""
    days = [act.dates for act in all_.changes if act.dates and act.intent is not Intent.LEAVE]
    return any(max(dates) < all_.today for dates in days)


def _here_but_later(all_: Account) -> bool:
    """At the gate, or collected, on another day or at an hour to come."""
    if not all_.of(Intent.ARRIVE, Intent.CONFIRM_PICKUP):
        return False
    elsewhere = {day for act in all_.acts for day in act.dates or ()}
    later = any(all_.today not in one.dates and not elsewhere.issuperset(one.dates) for one in all_.days)
    rule = bool(all_.of(Intent.CONFIRM_PICKUP)) and any(one.kind is not When.DAYS for one in all_.message.dates)
    return later or rule or any(one.time and one.time > all_.message.now.time() for one in all_.message.times)


def _hour_left(all_: Account) -> bool:
    taken = {act.time for act in all_.acts}
    denied = doubt.contrasted(all_.message.sketch)
    named = (one for one in all_.message.times if one.time and not doubt.inside(one, denied))
    return not all_.revised and any(one.time not in taken and not all_.is_of_something(one) for one in named)


def _session_left(all_: Account) -> bool:
    """Absent from all, where one session is named."""
    taken = {session for act in all_.acts for session in act.sessions or ()}
    whole = any(act.sessions == () for act in all_.of(Intent.LEAVE, Intent.CANCEL_LEAVE))
    return (
        whole and not all_.says(_WHOLE_DAY) and any(not taken.issuperset(one.sessions) for one in all_.message.sessions)
    )


def _days_cut_short(all_: Account) -> bool:
    """下周一、三两日: the list goes on behind what was found."""
    return all_.says(_MORE_DAYS)


def _leave_without_its_day(all_: Account) -> bool:
    return bool(all_.message.dates) and any(act.dates is None for act in all_.of(Intent.CANCEL_LEAVE))


# --- parents: children, persons, clubs ---------------------------------------------------------------------
def _children_one_by_one(all_: Account) -> bool:
    """One act for several, who are named one by one and nowhere said to be meant together."""
    several = [set(act.students) for act in all_.changes if len(act.students or ()) > 1]
    alone = any(len(one) == 1 for one in all_.children)
    apart = any(not _listed(all_.message, children) for children in several)
    return apart and alone and not all_.says(_ALL_OF_THEM)


def _listed(message: Message, children: set[Student]) -> bool:
    """小苗小禾, 小苗和小禾: these named in one breath, and not again."""
    names = [name for name in message.names if name.students and not children.isdisjoint(name.students)]
    return all(_AND_ALSO.fullmatch(message.sketch[a.end : b.start]) for a, b in pairwise(names))


def _stranger(all_: Account) -> bool:
    collect = {act.person.name for act in all_.acts if act.person}
    strange = any(not one.students and one.words not in collect for one in all_.message.names)
    return strange and not all_.of(Intent.BIND) and not (collect - {None, all_.message.known.me.name})


def _other_class(all_: Account) -> bool:
    """A class that none of the sender's children is in."""
    own = {child.class_name for child in all_.message.known.children}
    named = {one.class_name for one in all_.message.classes if one.class_name}
    return bool(named - own) and not all_.of(Intent.BIND)


def _no_name(all_: Account) -> bool:
    """Bound to something that is no name."""
    return any(act.student and not _NAME.fullmatch(act.student) for act in all_.of(Intent.BIND))


def _phone_left(all_: Account) -> bool:
    taken = any(act.phone or (act.person and act.person.phone) for act in all_.acts)
    return len(all_.message.phones) > taken


def _already_gone(all_: Account) -> bool:
    """我妈带小满走了: it has happened."""
    return bool(all_.of(Intent.DELEGATE_PICKUP)) and all_.says(_GONE)


def _walks_not(all_: Account) -> bool:
    return bool(all_.of(Intent.WALK_HOME)) and all_.says(_WALK_DENIED)


def _clubs_of_several(all_: Account) -> bool:
    """弟弟编程、姐姐陶艺 in one act."""
    with_clubs = sum(bool(act.clubs) for act in all_.changes)
    return len(all_.clubs) > 1 and with_clubs == 1 and len(all_.message.known.children) > 1


def _club_kept(all_: Account) -> bool:
    """舞蹈退了，陶艺不退."""
    return bool(all_.of(Intent.DROP_CLUB, Intent.CHOOSE_CLUB)) and all_.says(_CLUB_KEPT)


def _place_only_asked(all_: Account) -> bool:
    """打算六月上，先问问多少钱; and a place for nothing named."""
    places = all_.of(Intent.ENROLL)
    bare = any(not (act.sessions or act.clubs or act.weekdays or act.since) for act in places)
    return (bare and not all_.message.sessions) or (bool(places) and all_.says(_THINKS) and all_.says(_ASKS))


def _some_kept(all_: Account) -> bool:
    return any(act.weekdays is None for act in all_.of(Intent.WITHDRAW)) and all_.says(_KEPT)


def _whether(all_: Account) -> bool:
    """还收不收: a place asked about; 行不行 only asks nicely (guideline 15)."""
    return bool(all_.of(Intent.ENROLL, Intent.CHOOSE_CLUB)) and all_.says(_WHETHER)


def _sender_stays_away(all_: Account) -> bool:
    """接孩子我不去了，叫他大姑去: not the child stays away."""
    return bool(all_.of(Intent.LEAVE)) and all_.says(_I_DO_NOT_GO)


def _care_and_club(all_: Account) -> bool:
    """想上晚托，顺便报个篮球: one place with its club, not two wishes (guideline 22)."""
    return bool(all_.of(Intent.ENROLL)) and bool(all_.of(Intent.CHOOSE_CLUB))


def _for_another(all_: Account) -> bool:
    """给她同桌也报一个，他妈妈托我说的."""
    return all_.says(_ANOTHERS) and not all_.of(Intent.DELEGATE_PICKUP, Intent.BIND)


# --- anybody -----------------------------------------------------------------------------------------------
def _beside_a_question(all_: Account) -> bool:
    return bool(all_.of(Intent.CLARIFY))


def _asks_who(all_: Account) -> bool:
    return all_.says(_WHO)


PARENT: tuple[tuple[str, Check], ...] = (
    ("days of several clauses", _days_apart), ("a day that is not named", _day_filled_in),
    ("the day is over", _day_is_over), ("a number of days is left", _count_left),
    ("it comes later", _comes_later), ("a lesson, or the day", _only_its_lesson),
    ("one thing twice", _twice), ("something that is no care", _something_else), ("left, but what?", _from_what), ("well again", _well_again),
    ("here, and yet later", _here_but_later), ("an hour is left", _hour_left), ("a session is left", _session_left),
    ("the list of days goes on", _days_cut_short), ("a leave taken back without its day", _leave_without_its_day),
    ("children named one by one", _children_one_by_one), ("a child that nobody knows", _stranger),
    ("another class", _other_class), ("no name", _no_name), ("a phone number is left", _phone_left),
    ("it has happened", _already_gone), ("goes alone, or not", _walks_not),
    ("clubs of several children", _clubs_of_several), ("a club is kept", _club_kept),
    ("a place only asked about", _place_only_asked), ("some of it is kept", _some_kept),
    ("whether it can be", _whether), ("the sender stays away", _sender_stays_away),
    ("for another's child", _for_another), ("care and its club", _care_and_club),
    ("beside a question", _beside_a_question), ("it asks who", _asks_who),
)  # fmt: skip
"""Why a parent's acts are asked about, whatever else."""


# --- staff -------------------------------------------------------------------------------------------------
_OTHERS = re.compile(r"其[他它余]|别的|(?<![不没])剩|除|[他她]们?领")
_AND = re.compile(r"[和跟与及、以]")
_OPEN = re.compile(r"未|没|可否|能否|吗")
_EACH = re.compile(r"分|各|不是一")
_NUMBER = re.compile(r"\d")
_GRANTS, _NOT_GRANTS = re.compile(r"准|批|通过|同意"), re.compile(r"[不没未](?:有|予|给|能|可)*(?:准|批|通过|同意)")
_LEFT = re.compile(r"走了|接走|领走")
_RELEASE_DENIED = re.compile(r"不[^到在用客]|没")
_SOON = re.compile(r"(?:等|待|过)一?会|一会儿?(?!功夫)|等下|稍后|回头(?!看)|先给|准备交|打算")
_BUT = re.compile(r"除|能值")
_BESIDE = re.compile(
    r"(?:^|[,。;! ])(?P<name>[一-龥]{2,3})、(?=C)|(?<=C)、(?P<then>[一-龥]{2,3})(?=[,。 都也走通没请]|$)"
)


def _all_but_some(all_: Account) -> bool:
    """All have left, where somebody is named or counted, or a colleague stands beside it."""
    message = all_.message
    more = (
        bool(all_.children)
        or all_.says(_OTHERS)
        or bool(message.colleagues)
        or bool(_counts(all_) - {len(message.known.roster)})
    )
    return any(act.all for act in all_.of(Intent.RELEASE)) and more


def _counts(all_: Account) -> set[int]:
    """The numbers of people told; 一个 is seldom a number."""
    return {number for number in people(all_.message.sketch) if number > 1}


def _each_with_another(all_: Account) -> bool:
    together = any(len(act.students or ()) > 1 and act.person for act in all_.of(Intent.RELEASE))
    return together and all_.says(_EACH)


def _heads_left(all_: Account) -> bool:
    """A roll call without a number, where the text has one; and numbers that do not say what is said of them."""
    rolls = all_.of(Intent.ROLL_CALL)
    full = any(act.absent == () and act.expected and act.present and act.expected != act.present for act in rolls)
    bare = [act for act in rolls if act.expected is None and act.present is None]
    taken = {number for act in rolls for number in (act.expected, act.present, len(act.absent or ()))}
    left = bool(bare) and bool(_counts(all_) - taken)
    return full or left or (bool(rolls) and all_.says(_LEFT))


def _group_left(all_: Account) -> bool:
    groups = all_.of(Intent.TAKE_OVER, Intent.HAND_OVER)
    return any(act.count is None for act in groups) and all_.says(_NUMBER) and not all_.of(Intent.ROLL_CALL)


def _duty_open(all_: Account) -> bool:
    """A duty traded that is not settled, or half told."""
    trades, off = all_.of(Intent.SWAP_DUTY), all_.of(Intent.STAFF_LEAVE)
    whole = all(act.dates and act.swap_with for act in trades) and all(act.dates for act in off)
    but = any(len(act.dates or ()) > 1 for act in trades) and all_.says(_BUT)
    vague = (When.HALF, When.EITHER)
    unclear = any(one.kind in vague or one.no_care for one in all_.message.dates)
    return not whole or but or (bool(trades) and all_.says(_OPEN)) or (bool(off) and unclear)


def _still_to_come(all_: Account) -> bool:
    """等会儿我要去开会，娃先给牛丽看: not handed over yet (guideline 26)."""
    return bool(all_.of(Intent.HAND_OVER, Intent.RELEASE)) and all_.says(_SOON)


def _body_cut(all_: Account) -> bool:
    """通知家长|跟老师…: the audience goes on in the body."""
    return any(not act.body or _AND.match(act.body) for act in all_.of(Intent.BROADCAST))


def _granted_too(all_: Account) -> bool:
    rejects = all_.of(Intent.REJECT)
    grants = _GRANTS.search(_NOT_GRANTS.sub("", all_.message.sketch))
    return bool(rejects) and grants is not None and not all_.of(Intent.APPROVE)


def _unknown_beside(all_: Account) -> bool:
    """高宇、唐诗语通过: somebody stands in the list whom nobody knows."""
    beside = (match["name"] or match["then"] for match in _BESIDE.finditer(all_.message.sketch))
    return any(name[0] in SURNAMES for name in beside)


def _not_sure_who(all_: Account) -> bool:
    return any(not one.sure for one in all_.message.names)


STAFF: tuple[tuple[str, Check], ...] = (
    ("all, and yet some", _all_but_some), ("each with another", _each_with_another), ("heads are left", _heads_left),
    ("a number is left", _group_left), ("the duty is not settled", _duty_open), ("the body is cut", _body_cut),
    ("still to come", _still_to_come),
    ("granted too", _granted_too), ("not sure who", _not_sure_who),
    ("an unknown name", _unknown_beside), ("beside a question", _beside_a_question),
    ("the list of days goes on", _days_cut_short),
)  # fmt: skip
"""Why a teacher's or leader's acts are asked about, whatever else."""


# --- what only makes acts less likely ----------------------------------------------------------------------
def _day_left(all_: Account) -> bool:
    """A day of which nothing was made, once or every week."""
    taken = {day for act in all_.acts for day in (*(act.dates or ()), *((act.since,) if act.since else ()))}
    weekdays = {day for act in all_.acts for day in act.weekdays or ()}
    weekly = (bool(one.weekdays) and weekdays.issuperset(one.weekdays) for one in all_.days)
    return any(not taken.issuperset(one.dates) and not often for one, often in zip(all_.days, weekly, strict=True))


def _several_collect(all_: Account) -> bool:
    return len(all_.collectors) > 1 and bool(all_.of(Intent.DELEGATE_PICKUP, Intent.RELEASE))


def _several_hours(all_: Account) -> bool:
    return len({one.time for one in all_.message.times if one.time}) > 1


def _clubs_otherwise(all_: Account) -> bool:
    return len(all_.clubs) > 1 and all_.says(_OTHERWISE) and not all_.swaps


def _place_or_not(all_: Account) -> bool:
    return bool(all_.of(Intent.ENROLL, Intent.CHOOSE_CLUB)) and all_.says(_ENDS) and not all_.swaps


def _got_or_not(all_: Account) -> bool:
    return bool(all_.of(Intent.CONFIRM_PICKUP)) and all_.says(_NOT)


def _hour_without_hurry(all_: Account) -> bool:
    return any(act.time is None for act in all_.of(Intent.PICKUP_TIME)) and not all_.says(_HURRY)


def _left_or_not(all_: Account) -> bool:
    return bool(all_.of(Intent.RELEASE)) and all_.says(_RELEASE_DENIED)


ODD_PARENT: tuple[Check, ...] = (
    _day_left, _several_collect, _several_hours, _clubs_otherwise, _place_or_not, _got_or_not, _hour_without_hurry,
)  # fmt: skip
ODD_STAFF: tuple[Check, ...] = (_day_left, _several_collect, _left_or_not)


def loose_end(account: Account) -> str:
    """The first thing that is left over, in words; empty where all is accounted for."""
    checks = PARENT if account.message.known.role is Role.PARENT else STAFF
    return next((why for why, check in checks if check(account)), "")


def oddities(account: Account) -> int:
    """How many things make the acts less likely."""
    checks = ODD_PARENT if account.message.known.role is Role.PARENT else ODD_STAFF
    return sum(check(account) for check in checks)
