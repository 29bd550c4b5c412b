"""Clubs that children walk to (走班): offers nobody took, and clubs that are over. (C35)"""

from __future__ import annotations

from collections.abc import Iterator

from care.policy import Policy
from care.rules.agenda.facts import DayFacts, SessionDay, end_of, key_of
from care.rules.moving import at_clubs, untaken
from care.rules.notice import Kind, Notice


def untaken_offers(facts: DayFacts, session: SessionDay, policy: Policy) -> Iterator[Notice]:
    """Giver, club teacher and leaders hear that the children stay where they are. An offer moved nobody."""
    for seq, (due, students) in untaken(session.places, minutes=policy.club_accept_minutes).items():
        offer = session.places[students[0]].offer
        assert offer is not None
        for person in dict.fromkeys((offer.actor, offer.receiver or 0, *session.leaders)):
            key = key_of(facts, session.care, Kind.CLUB_UNTAKEN, seq, person)
            yield Notice(
                Kind.CLUB_UNTAKEN, key, person, facts.day, due, end_of(facts.day), session.care, students=students
            )  # fmt: skip


def club_ends(facts: DayFacts, session: SessionDay, _policy: Policy) -> Iterator[Notice]:
    """To whoever has children at a club that is over: the way back with one press."""
    ends = {meeting.id: meeting.ends for meeting in session.clubs}
    for (club, holder), students in at_clubs(session.places).items():
        if club in ends and not any(session.places[id_].offer for id_ in students):
            key = key_of(facts, session.care, Kind.CLUB_END, club, holder)
            yield Notice(
                Kind.CLUB_END, key, holder, facts.day, ends[club], end_of(facts.day), session.care, students=students,
                step=club,
            )  # fmt: skip
