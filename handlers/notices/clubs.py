"""Walking to clubs and back, in words. (C35)"""

from __future__ import annotations

from collections.abc import Sequence

from care.rules.agenda import DayFacts
from care.rules.notice import Notice
from care.wording import moving as wording
from handlers.custody import moving
from handlers.desk import Desk
from handlers.notices.parts import Worded, children_of, session_of
from storage import people
from storage.enrolment import clubs


def untaken(desk: Desk, facts: DayFacts, bundle: Sequence[Notice]) -> Worded:
    session, children = session_of(facts, bundle[0]), children_of(desk, bundle)
    offer = session.places[bundle[0].students[0]].offer
    assert offer is not None
    names = people.names_of(desk.session, [offer.actor, offer.receiver or 0])
    club = clubs.by_ids(desk.session, [offer.detail["club"]])[offer.detail["club"]]
    minutes = int((desk.now - offer.at).total_seconds() // 60)
    giver, receiver = names.get(offer.actor, ""), names.get(offer.receiver or 0, "")
    return wording.untaken(club.name, children, giver, receiver, minutes), ()


def ends(desk: Desk, facts: DayFacts, bundle: Sequence[Notice]) -> Worded:
    session, children = session_of(facts, bundle[0]), children_of(desk, bundle)
    meeting = next(one for one in session.clubs if one.id == bundle[0].step)
    text = wording.time_to_go_back(meeting.name, meeting.ends, children)
    return text, [moving.back_choice(meeting.id, session.care, len(children))]
