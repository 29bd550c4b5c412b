"""Trust (信任): whether a message was understood as a whole, or only pieces of it.

The rules find things and the words they know between them. Where the *joints* (接缝) between a thing and the words
beside it were never seen in a message that changes something, where the acts read from one message do not go
together, where a question stands beside them, or where a thing was found and no act took it (loose_ends.py): then the
message says something that the rules do not know, and every act that changes something is asked about. It makes no
act and answers no question. docs/reading-trust.md measures it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from itertools import combinations

from care.acts import CHANGING, About, Act, Intent
from care.people import Role
from care.reading import doubt
from care.reading.contraries import contrary_to
from care.reading.cues import cues_in
from care.reading.loose.account import Account
from care.reading.loose.loose_ends import loose_end, oddities
from care.reading.parts import Clause, Message, Mood, Span
from care.reading.phrases import absence, compiled, residue
from care.reading.policy import ask

PARENT, STAFF = "parent", "staff"
ASKED_FROM: Mapping[str, int] = {PARENT: 6, STAFF: 7}
"""So many points of strangeness make questions of a message's acts (docs/reading-trust.md has the curve)."""
WHY = "the message is not understood as a whole"

A_FEW = 0.15
"""So large a part of the joints may be strange in a message that is understood."""
ODD = 2
"""The points of anything odd about the acts; a strange joint has one."""
SELDOM = 3
"""Acts that were read together less often do not go together."""

_STOPS = re.compile(r"[,。;!?\n~ ]+")
_POLITE = re.compile(
    r"老师好?|谢谢|您好|你好|麻烦[您你]?|辛苦|不好意思|打扰|顺便|另外|对了|跟[您你]|[说问](?:一?下|一?声)|"
    r"可不可以|能不能|行不行|可以|[了吧啊呢哈哦啦呀的嘛吗]"
)
_REASONS = compiled(absence.SICK, absence.PERSONAL)
_RUN = re.compile(r"([A-Z])\1+")
_PLAIN = re.compile(r"[\^A-Z]*[A-Z][A-Z]+[A-Z$]*|\^[A-Z]\$")
"""Things side by side, in whatever order, are no strange joint."""
_JOINT = re.compile(r"(?=(..[A-Z]|.[A-Z].|[A-Z]..))")


def joints(sketch: str) -> Iterator[str]:
    """Each thing found with the two characters about it, clause by clause; ^ and $ are a clause's ends.

    Reasons are free text, and cut like a stop.
    """
    for clause in _STOPS.split(_REASONS.sub(",", _RUN.sub(r"\1", sketch))):
        if clause:
            yield from (match[1] for match in _JOINT.finditer(f"^{_POLITE.sub('', clause)}$"))


def company(intents: Iterable[str]) -> str:
    """The intents of a message as one key."""
    return "+".join(sorted(intents))


@dataclass(frozen=True)
class Trust:
    """What one side's messages look like: joints of those that change something, and acts that come together."""

    joints: frozenset[str]
    companies: Mapping[str, int]

    @cached_property
    def pairs(self) -> Mapping[tuple[str, str], int]:
        """How many messages hold both intents."""
        counts: dict[tuple[str, str], int] = {}
        for key, times in self.companies.items():
            for pair in set(combinations(key.split("+"), 2)):
                counts[pair] = counts.get(pair, 0) + times
        return counts

    def strangeness(self, acts: tuple[Act, ...], message: Message) -> int:
        """The points against the acts of a message; none where nearly all of its joints are known."""
        all_ = tuple(joints(_bound_as_child(_told(message), acts)))
        strange = sum(joint not in self.joints and not _PLAIN.fullmatch(joint) for joint in all_)
        if strange < 2 or strange <= A_FEW * len(all_):
            return 0
        return strange + ODD * (sum((*self._company(acts), *_odd(acts, message))) + oddities(Account(message, acts)))

    def _company(self, acts: tuple[Act, ...]) -> tuple[int, ...]:
        intents = sorted(act.intent.value for act in acts)
        seldom = any(self.pairs.get(pair, 0) < SELDOM for pair in combinations(intents, 2))
        return seldom, self.companies.get(company(intents), 0) < SELDOM


def _bound_as_child(sketch: str, acts: tuple[Act, ...]) -> str:
    """The name that a parent not yet known is bound to, drawn as a child's."""
    names = [act.student for act in acts if act.intent is Intent.BIND and act.student]
    return sketch.replace(names[0], "C" * len(names[0])) if names else sketch


def _told(message: Message) -> str:
    """The sketch without what is asked beside it."""
    gone = _gone(message)
    told = [_without(clause, gone) for clause in message.clauses if Mood.QUESTION not in clause.moods]
    if message.known.role is Role.PARENT:
        told = [plain for plain in told if not _narrates(plain)] or told
    return ",".join(told) or message.sketch


_THINGS, _TURNING = re.compile("[SKTX]"), compiled(residue.TURNING)


def _narrates(plain: str) -> bool:
    """A clause of the story before a wish: it names nothing of care, wishes nothing and turns nothing."""
    return not (_THINGS.search(plain) or _TURNING.search(plain) or cues_in(plain))


def _gone(message: Message) -> list[Span]:
    """Stretches that no act rests on: a pasted notice, a plan that a new one replaces."""
    return [span for span in (doubt.pasted(message.sketch), doubt.old_plan(message.sketch)) if span]


def _without(clause: Clause, gone: list[Span]) -> str:
    chars = list(clause.plain)
    for span in gone:
        start, end = max(span.start - clause.start, 0), max(span.end - clause.start, 0)
        chars[start:end] = "," * (len(chars[start:end]))
    return "".join(chars)


def _odd(acts: tuple[Act, ...], message: Message) -> tuple[int, ...]:
    """More than one change, an hour to come without the hour, a question beside a change."""
    changes = [act for act in acts if act.intent in CHANGING]
    timeless = sum(act.intent is Intent.PICKUP_TIME and act.time is None for act in changes)
    questions = any(Mood.QUESTION in clause.moods for clause in message.clauses)
    return max(0, len(changes) - 1), timeless, questions


def side_of(role: Role) -> str:
    return PARENT if role is Role.PARENT else STAFF


def trusted(acts: tuple[Act, ...], message: Message, trusts: Mapping[str, Trust] | None = None) -> tuple[Act, ...]:
    """The acts, those that change something put as questions where the message was not understood as a whole."""
    if not any(act.intent in CHANGING for act in acts):
        return acts
    account = Account(message, acts)
    why = loose_end(account) or _against(account) or _strange(acts, message, shipped() if trusts is None else trusts)
    return tuple(ask(act, About.INTENT, why, (act,)) if why and act.intent in CHANGING else act for act in acts)


def _against(account: Account) -> str:
    """What speaks against a parent's acts."""
    return contrary_to(account) if account.message.known.role is Role.PARENT else ""


def _strange(acts: tuple[Act, ...], message: Message, trusts: Mapping[str, Trust]) -> str:
    if all(act.intent is Intent.BROADCAST for act in acts):
        return ""  # Whatever is to be sent on, its words are not the sender's wish.
    side = side_of(message.known.role)
    trust = trusts.get(side)
    return WHY if trust is not None and trust.strangeness(acts, message) >= ASKED_FROM[side] else ""


@lru_cache(maxsize=1)
def shipped() -> Mapping[str, Trust]:
    """What comes with the house, by side; read when the first act asks for it. Empty without the file."""
    file = resources.files("care.reading.data").joinpath("trust.json")
    return loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def loads(written: str) -> dict[str, Trust]:
    """What `dumps` wrote."""
    return {
        side: Trust(frozenset(part["joints"].split(" ")), part["companies"])
        for side, part in json.loads(written).items()
    }


def dumps(trusts: Mapping[str, Trust]) -> str:
    """As JSON; the joints hold no blank, so that one line can be cut at blanks."""
    parts = {
        side: {"companies": dict(sorted(trust.companies.items())), "joints": " ".join(sorted(trust.joints))}
        for side, trust in sorted(trusts.items())
    }
    return json.dumps(parts, ensure_ascii=False, indent=1) + "\n"
