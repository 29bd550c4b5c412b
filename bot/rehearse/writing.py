"""One seed, one script: everybody's lines of the day."""

from __future__ import annotations

import random

from bot.rehearse.cast import Cast
from bot.rehearse.colleagues import Colleagues
from bot.rehearse.corpus import Corpus
from bot.rehearse.families import Families
from bot.rehearse.script import Line, Script


def write(cast: Cast, corpus: Corpus, seed: int) -> list[Line]:
    """In the order of the day, because what was written before decides what can follow."""
    script = Script(random.Random(seed))
    families = Families(script, cast, corpus)
    colleagues = Colleagues(script, cast, families, corpus)
    families.write_morning()
    colleagues.write_noon()
    families.write_midday()
    families.write_afternoon()
    colleagues.write_rolls()
    families.write_care_time()
    colleagues.write_care_time()
    colleagues.write_way_home()
    return script.in_order()
