"""A muster that waits, in words. (C58)"""

from __future__ import annotations

from collections.abc import Sequence

from care.rules.agenda import DayFacts
from care.rules.notice import Notice
from care.wording import muster as wording
from handlers.desk import Desk
from handlers.notices.parts import Worded, session_of
from handlers.safety import muster as errand
from storage import people


def silent(desk: Desk, facts: DayFacts, bundle: Sequence[Notice]) -> Worded:
    """To whoever has not counted the card again; to the leader the names of those who are silent."""
    muster = session_of(facts, bundle[0]).muster
    assert muster is not None
    if bundle[0].whole:
        names = people.names_of(desk.session, muster.waiting)
        unnamed = [names[one] for one in muster.waiting if one not in muster.silent]
        minutes = int((desk.now - muster.started_at).total_seconds() // 60)
        return wording.who_is_silent([names[one] for one in muster.silent], unnamed, minutes), ()
    count = muster.of(bundle[0].to)
    assert count is not None
    if count.number is not None:
        return wording.who_is_missing(count.to_name), ()
    children = list(people.students(desk.session, count.held).values())
    return wording.again(children), [errand.agrees(muster, count)]
