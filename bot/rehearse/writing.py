"""One seed, one script: everybody's lines of the day."""

from __future__ import annotations

import random
from typing import NamedTuple

from bot.rehearse.cases import Cases
from bot.rehearse.cast import Cast
from bot.rehearse.colleagues import Colleagues
from bot.rehearse.corpus import Corpus
from bot.rehearse.families import Families
from bot.rehearse.outcome import Case
from bot.rehearse.script import Line, Script


class Written(NamedTuple):
    """The script, and what must come of the cases in it."""

    lines: list[Line]
    cases: list[Case]


def write(cast: Cast, corpus: Corpus, seed: int) -> Written:
    """In the order of the day, because what was written before decides what can follow."""
    script = Script(random.Random(seed))
    families = Families(script, cast, corpus)
    colleagues = Colleagues(script, cast, families, corpus)
    cases = Cases(script, colleagues)
    cases.write_before()
    families.write_morning()
    colleagues.write_noon()
    families.write_midday()
    families.write_afternoon()
    colleagues.write_rolls()
    families.write_care_time()
    colleagues.write_care_time()
    cases.write()
    colleagues.write_way_home()
    return Written(script.in_order(), cases.written)
