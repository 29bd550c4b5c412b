"""候补名单: the waiting list as anybody may see it, in the order in which families are asked. (C23)"""

from __future__ import annotations

import re
import unicodedata

from care.messages import Outgoing
from care.people import Role
from care.policy.enrolment import Hidden
from care.rules.enrolment.course import Stage
from care.rules.enrolment.places import places_of
from care.rules.enrolment.public import Entry, line
from care.wording import waiting as words
from handlers.enrolment import places
from handlers.enrolment.wishes import child_of
from handlers.turn import Turn
from storage.enrolment import approvals

_ASKED = re.compile(r"(?:我想|我要)?(?:看|查)?(?:一下)?候补名单[。!？?]*")


def typed(turn: Turn) -> list[Outgoing] | None:
    """None: it is something else. Families see names as a published list shows them, and never why one is first."""
    if not _ASKED.fullmatch(unicodedata.normalize("NFKC", turn.text).strip()):
        return None
    waiting = approvals.in_stages(turn.session, turn.school_id, [Stage.QUEUE])
    items = dict.fromkeys(item for one in waiting for item in places.items_of(one))
    told = [text for item in items if (text := _list(turn, item))]
    return [turn.reply("\n".join([*told, words.RULE]) if told else words.NOBODY)]


def _list(turn: Turn, item: str) -> str:
    counted = places_of(turn.policy.enrolment)
    if item not in counted:
        return ""
    family = turn.known.role is Role.PARENT
    hide = {*turn.policy.enrolment.publication.hide, Hidden.SESSIONS, Hidden.CLUBS} if family else {Hidden.SESSIONS}
    lines = [line(Entry(child_of(turn, one), ()), hide) for one in places.line(turn, item)]
    label = next((plan.label for plan in turn.policy.sessions if plan.session.value == item), item)
    return words.listed(label, counted[item], lines)
