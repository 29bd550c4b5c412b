"""Words of command (口令): exact leading words that staff type, outside the frame. Nothing here guesses. (promise 2)

A command is its word alone, or its word, a blank or colon, and the rest. Anything else is for the reader.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from care.people import Person
from care.reading.orders.plan_words import is_change
from care.reading.orders.survey_words import Wording, kind_of


class Command(StrEnum):
    REPLAY = "replay"  # what happened in a stretch of time
    LATE = "late"  # late entry of what is on paper
    CLOSE = "close"  # the duty leader ends the session
    MUSTER = "muster"  # everybody counts
    FORM = "form"  # the record form of a child that was collected late
    LET_GO = "let_go"  # one child leaves during a muster, by a leader's word
    PRINT = "print"  # the list with its row codes
    WHO_CAN = "who_can"
    EXTEND = "extend"  # a child may stay until a later time
    BLOCK = "block"  # who may not collect a child: enter, list, lift
    BLOCKS = "blocks"
    LIFT = "lift"
    FOLLOW_UP = "follow_up"  # what followed an incident
    REPORT = "report"  # incidents of a day as text
    LOGS = "logs"  # the care logs of a day
    CHANGE = "change"  # a day or the plan changed, in words
    PLAN = "plan"  # the plan as it is
    UNDO_PLAN = "undo_plan"
    SURVEY = "survey"  # a needs survey begins
    SLIPS = "slips"  # who has answered
    MISSING = "missing"  # who has not
    CHASE = "chase"  # the missing ones are reminded now
    LETTER = "letter"  # 告家长书, from the plan
    ANNOUNCE = "announce"
    MEETING = "meeting"
    RECEIPTS = "receipts"  # who has read
    YEAR = "year"  # the holidays of a year, to be confirmed
    WAITING = "waiting"  # applications that wait for the sender, numbered
    PUBLISH = "publish"  # the list of those approved (公示)
    OBJECTION = "objection"  # the answer to an objection
    DRAW_LOTS = "draw_lots"  # 摇号
    RENEW = "renew"  # last term's places as proposals
    APPROVERS = "approvers"  # who decides at which step
    RESOURCES = "resources"  # 资源情况: teachers, rooms, goods, places
    ASK_SKILLS = "ask_skills"
    ROOM = "room"
    DROP_ROOM = "drop_room"
    GOODS = "goods"
    SKILLS = "skills"
    ASK_CONSENT = "ask_consent"  # 征求意愿: may teachers be rostered
    CONSENT = "consent"
    CONSENTS = "consents"
    MEETING_STATE = "meeting_state"
    MINUTES = "minutes"  # 会议纪要


WORDS: dict[str, Command] = {
    "待审核": Command.WAITING,
    "公示": Command.PUBLISH,
    "答复异议": Command.OBJECTION,
    "摇号": Command.DRAW_LOTS,
    "续报": Command.RENEW,
    "审核人": Command.APPROVERS,
    "资源情况": Command.RESOURCES,
    "资源调查": Command.ASK_SKILLS,
    "登记教室": Command.ROOM,
    "停用教室": Command.DROP_ROOM,
    "登记物资": Command.GOODS,
    "登记特长": Command.SKILLS,
    "征求意愿": Command.ASK_CONSENT,
    "登记意愿": Command.CONSENT,
    "教师意愿": Command.CONSENTS,
    "会议情况": Command.MEETING_STATE,
    "会议纪要": Command.MINUTES,
    "还原": Command.REPLAY,
    "补录": Command.LATE,
    "结束今天": Command.CLOSE,
    "关闭今天": Command.CLOSE,
    "清点": Command.MUSTER,
    "特批放行": Command.LET_GO,
    "登记表": Command.FORM,
    "打印": Command.PRINT,
    "谁能办": Command.WHO_CAN,
    "延长看护": Command.EXTEND,
    "补充": Command.FOLLOW_UP,
    "事件报告": Command.REPORT,
    "查看护记录": Command.LOGS,
    "看看护记录": Command.LOGS,
    "看今天的看护记录": Command.LOGS,
    "限制接送": Command.BLOCK,
    "限制接送名单": Command.BLOCKS,
    "解除限制": Command.LIFT,
    "方案": Command.PLAN,
    "查看方案": Command.PLAN,
    "撤销方案": Command.UNDO_PLAN,
    "回执情况": Command.SLIPS,
    "回执统计": Command.SLIPS,
    "催交回执": Command.CHASE,
    "催交": Command.CHASE,
    "告家长书": Command.LETTER,
    "发告家长书": Command.LETTER,
    "公告": Command.ANNOUNCE,
    "会议通知": Command.MEETING,
    "已阅情况": Command.RECEIPTS,
    "校历": Command.YEAR,
    "确认校历": Command.YEAR,
}
_PHRASES: dict[Wording, Command] = {
    Wording.BEGIN: Command.SURVEY, Wording.MISSING: Command.MISSING, Wording.UNREAD: Command.RECEIPTS,
}  # fmt: skip
_COMMAND = re.compile(rf"({'|'.join(WORDS)})(?:$|[\s:,]+(.*)$)", re.DOTALL)
_CLOCK = r"(?:[01]?\d|2[0-3])(?::[0-5]\d|点[0-5]\d分?|点半|点整|点(?!\d))"
_TO = r"\s*(?:[-–—~〜]+|到|至)\s*"
_STRETCH = re.compile(rf"({_CLOCK}){_TO}({_CLOCK})\s*(.*)", re.DOTALL)
_DAY = re.compile(r"(今天|昨天|前天|(?:(\d{4})[-年])?(\d{1,2})[-月](\d{1,2})日?)\s*(.*)", re.DOTALL)
_NEAR = {"今天": 0, "昨天": 1, "前天": 2}


@dataclass(frozen=True)
class Said:
    """A command, and what was written behind its word."""

    command: Command
    rest: str = ""


@dataclass(frozen=True)
class Stretch:
    """From when to when, and what else was written."""

    day: date
    since: time
    until: time
    rest: str


class What(StrEnum):
    """What a late entry says happened."""

    ARRIVED = "arrived"
    LEFT = "left"
    WALKED = "walked"
    HANDED = "handed"


@dataclass(frozen=True)
class Entry:
    """One line of paper: a row's code or a child's name, the time, and what happened where it was written."""

    who: str
    at: time
    what: What | None = None
    class_name: str | None = None
    person: Person | None = None
    receiver: str | None = None

    @property
    def is_code(self) -> bool:
        return CODE.fullmatch(self.who) is not None


@dataclass(frozen=True)
class Paper:
    """A late entry as written: the day, the printed list's hash where it was named, the entries."""

    day: date
    entries: tuple[Entry, ...]
    mark: str = ""


def read_command(text: str) -> Said | None:
    """The command, or None where the reader has to look. 清点 with a number is a count that somebody reports."""
    found = _COMMAND.fullmatch(_even(text))
    if found is None:
        return _phrase(text)
    command, rest = WORDS[found[1]], (found[2] or "").strip()
    if command is Command.MUSTER and re.search(r"\d|[一二三四五六七八九十两]+[个人位名]", rest):
        return None
    return Said(command, rest)


def _phrase(text: str) -> Said | None:
    """Whole sentences that are commands: a day or the plan changed, a survey, who has not answered or read."""
    if is_change(text):
        return Said(Command.CHANGE, _even(text))
    kind = kind_of(text)
    return Said(_PHRASES[kind], _even(text)) if kind else None


def as_written(said: Said, text: str) -> str:
    """What stood behind the command's word, with the marks that were typed: for what is kept as it was said."""
    tail = text.strip()[-len(said.rest) :] if said.rest else ""
    return tail if _even(tail) == said.rest else said.rest


def read_stretch(rest: str, today: date) -> Stretch | None:
    """17:05–17:20 三年级2班, with a day before it or not. None where it is torn."""
    day, rest = read_day(rest, today)
    found = _STRETCH.fullmatch(rest)
    since, until = (read_clock(found[1]), read_clock(found[2])) if found else (None, None)
    if found is None or since is None or until is None or until < since:
        return None
    return Stretch(day, since, until, found[3].strip())


def read_day(rest: str, today: date) -> tuple[date, str]:
    """The day that stands first, else today; and what is left. A day that does not exist is left where it is."""
    found = _DAY.fullmatch(rest.strip())
    if found is None:
        return today, rest.strip()
    if found[1] in _NEAR:
        return today - timedelta(days=_NEAR[found[1]]), found[5].strip()
    try:
        return date(int(found[2] or today.year), int(found[3]), int(found[4])), found[5].strip()
    except ValueError:
        return today, rest.strip()


def read_clock(word: str) -> time | None:
    """17:25, 17点25分, 17点半."""
    found = re.fullmatch(r"(\d{1,2})(?::|点)(?:(\d{2})分?|(半)|整)?", word)
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        return None
    return time(int(found[1]), 30 if found[3] else int(found[2] or 0))


# --- late entries ---

CODE = re.compile(r"[A-Z]{1,2}\d{1,2}")
_MARK = re.compile(r"#([0-9a-f]{4,8})", re.IGNORECASE)
_CLASS = re.compile(r"[一二三四五六七八九初高\d]+年?级?[（(]?\d{1,2}[)）]?班")
_NAME = re.compile(r"[一-鿿·]{2,8}")
_SPLIT = re.compile(r"[\s,，、;；。]+")
_WHATS: tuple[tuple[re.Pattern[str], What], ...] = (
    (re.compile(r"(?:自己|独自)(?:回家|走)了?"), What.WALKED),
    (re.compile(r"交给(?P<receiver>[一-鿿]{2,4}?)(?:老师)?"), What.HANDED),
    (re.compile(r"(?:由|被)?(?P<person>[一-鿿]{1,6}?)接走?了?"), What.LEFT),
    (re.compile(r"(?:接走|离校|走)了?"), What.LEFT),
    (re.compile(r"(?:到|来|到校|到班)了?"), What.ARRIVED),
)


def read_paper(rest: str, today: date) -> Paper | None:
    """A3 17:25 B7 17:31, or 李小明 17:25 奶奶接走. None where a word has no place in it: nothing is entered by half."""
    day, rest = read_day(rest, today)
    mark = _MARK.search(rest)
    spaced = re.sub(rf"({_CLOCK})", r" \1 ", _MARK.sub(" ", rest))
    entries = _entries([word for word in _SPLIT.split(spaced) if word])
    return Paper(day, entries, mark[1].lower() if mark else "") if entries else None


def _entries(words: list[str]) -> tuple[Entry, ...] | None:
    found: list[Entry] = []
    while words:
        taken = _take(words)
        if taken is None:
            return None
        found.append(taken)
    return tuple(found) or None


def _take(words: list[str]) -> Entry | None:
    """The first entry; its words are taken off the list."""
    class_name = words.pop(0) if _CLASS.fullmatch(words[0]) else None
    if len(words) < 2:
        return None
    who, at = words.pop(0), read_clock(words.pop(0))
    who = who.upper() if CODE.fullmatch(who.upper()) else who
    if at is None or not (CODE.fullmatch(who) or _NAME.fullmatch(who)):
        return None
    entry = Entry(who, at, class_name=class_name)
    return _with_what(entry, words)


def _with_what(entry: Entry, words: list[str]) -> Entry:
    """What happened, where the next word says so; else the word is left for the next entry."""
    for shape, what in _WHATS if words else ():
        if found := shape.fullmatch(words[0]):
            words.pop(0)
            said = found.groupdict()
            person = Person(relation=said["person"]) if said.get("person") else None
            return Entry(entry.who, entry.at, what, entry.class_name, person, said.get("receiver"))
    return entry


def _even(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()
