"""Contraries (反话): words beside a parent's wish that speak against it: not wished, not yet so, not the sender's.

Each line of `SIGNS` is a phenomenon: why, the words (over the sketch), and the intents that they speak against. One is
enough to ask (promise 2). Checks that need more than words stand in `CHECKS`.
"""

from __future__ import annotations

import re

from care.acts import Intent
from care.reading import doubt
from care.reading.loose.account import Account, Check
from care.reading.phrases import compiled, contrary

_PLACES = frozenset({Intent.WITHDRAW, Intent.DROP_CLUB})
_SAID_BEFORE = frozenset({Intent.DELEGATE_PICKUP, Intent.PICKUP_TIME, Intent.WALK_HOME, Intent.LEAVE})
_HERE = frozenset({Intent.ARRIVE})

SIGNS: tuple[tuple[str, re.Pattern[str], frozenset[Intent]], ...] = (
    ("the place is kept", compiled(contrary.KEEPS), _PLACES),
    ("nobody is there yet", compiled(contrary.NOT_THERE_YET), _HERE),
    ("the child has gone already", compiled(contrary.HAS_GONE), frozenset({Intent.WALK_HOME})),
    ("goes alone, or not", compiled(contrary.NOT_ALONE), frozenset({Intent.WALK_HOME})),
    ("the child says so", compiled(contrary.CHILD_SAYS), frozenset({Intent.WALK_HOME, Intent.DELEGATE_PICKUP})),
    ("somebody is to be asked first", compiled(contrary.ASK_THEM), frozenset({Intent.DELEGATE_PICKUP})),
    ("the child came early", compiled(contrary.CHILD_IS_EARLY), frozenset({Intent.PICKUP_TIME, Intent.ARRIVE})),
    ("not home yet", compiled(contrary.NOT_HOME_YET), frozenset({Intent.CONFIRM_PICKUP})),
    ("nobody comes then", compiled(contrary.CANNOT_BE_THERE), frozenset({Intent.PICKUP_TIME})),
    ("somebody else's leave", compiled(contrary.OFF_IS_ANOTHER), frozenset({Intent.LEAVE})),
    ("not to them", compiled(contrary.NOT_TO_THEM), frozenset({Intent.DELEGATE_PICKUP, Intent.PICKUP_TIME})),
    ("what was said is taken back", compiled(contrary.NEVER_MIND), _SAID_BEFORE),
    ("one is chosen of several", compiled(contrary.ONE_OF), frozenset({Intent.DROP_CLUB})),
    ("one or the other", compiled(contrary.ONE_OR_OTHER), frozenset(Intent)),
    ("only asked", compiled(contrary.ONLY_ASKED), frozenset(Intent)),
    ("written by somebody else", compiled(contrary.CHILD_WRITES), frozenset(Intent)),
)

_ANOTHER_STAYS = re.compile(r"[KS](?:那个|的|先|就|还)?[不没别]退")
"""舞蹈退了，陶艺不退: said of another club."""
_SIBLING_STAYS = re.compile(r"C+(?:的|那边|就|先|还|S)*[不没别]退")
"""小明退了，小红不退: said of the other child."""
_TO_SCHOOL = compiled(contrary.TO_SCHOOL)
_REFUSED = compiled(contrary.REFUSED)
_I_AM = re.compile(r"(?:我是|这里是|我系)(?:C+)?(?:的|他|她)?(?=P)")
_ANYBODY = frozenset({"家长", "监护人"})


def _refused(all_: Account) -> bool:
    """孩子非要自己回家，我说不行: what stands before the no is not wished."""
    sketch = all_.message.sketch
    last = max((match.start() for match in _REFUSED.finditer(sketch)), default=-1)
    if last < 0 or doubt.overruled(sketch):
        return False
    return any(sketch.rfind(_cue(act.grounds)) < last for act in all_.changes)


def _cue(grounds: tuple[object, ...]) -> str:
    return str(getattr(grounds[-1], "words", "")) if grounds else ""


def _somebody_else_writes(all_: Account) -> bool:
    """我是小明姑姑, from the account of the mother."""
    mine = all_.message.known.me.relation
    match = _I_AM.search(all_.message.sketch)
    if not mine or match is None:
        return False
    said = next((one.person for one in all_.message.persons if one.start <= match.end() < one.end), None)
    relation = said.relation if said else None
    return bool(relation) and relation not in _ANYBODY and (relation or "")[:1] != mine[:1]


def _later_to_school(all_: Account) -> bool:
    """小明今天晚点到校: later to school, and not to the gate."""
    hurried = any(act.time is None for act in all_.of(Intent.PICKUP_TIME))
    return hurried and bool(_TO_SCHOOL.search(all_.message.text))


CHECKS: tuple[tuple[str, Check], ...] = (
    ("it was refused", _refused), ("the sender is somebody else", _somebody_else_writes),
    ("later to school", _later_to_school),
)  # fmt: skip


def contrary_to(account: Account) -> str:
    """The first thing that speaks against a parent's acts; empty where nothing does."""
    intents = {act.intent for act in account.changes}
    sketch = _ANOTHER_STAYS.sub("", account.message.sketch) if len(account.clubs) != 1 else account.message.sketch
    sketch = _SIBLING_STAYS.sub("", sketch) if len(account.children) > 1 else sketch
    for why, words, against in SIGNS:
        if intents & against and words.search(sketch):
            return why
    return next((why for why, check in CHECKS if check(account)), "")
