"""A child that was away at the roll call and has come: present by the words of its teacher. (C24)"""

from __future__ import annotations

import re

from care.acts import Act, Intent
from care.messages import Outgoing
from care.wording import pickup as wording
from handlers.custody import rollcall
from handlers.record import records
from handlers.turn import Turn

RELAYED = re.compile(
    r"(?:说|电话|微信|消息|短信)[^，。,]{0,8}(?:让|叫|请|由|换|改)[^，。,]{1,8}(?:来|去)?接(?!走|了|到)|(?:说|称)(?:今天)?[他她](?:来|自己来)接"
)
"""妈妈刚打电话说让奶奶接: told by a teacher, and no arrangement of the family's."""


def log(act: Act, turn: Turn) -> list[Outgoing]:
    """Who came is marked present, as a roll call of that child; all else is kept as a record."""
    if not act.arrived:
        relayed = [turn.reply(wording.RELAYED)] if RELAYED.search(turn.text) else []
        return [*records.log(act, turn), *relayed]
    return rollcall.call_roll(Act(Intent.ROLL_CALL, students=act.arrived, grounds=act.grounds), turn)
