"""Free words in answer to an urgent question of ours: what we cannot read is not lost, it goes to whoever waits for it.

她在图书馆, when we asked where the child is; 我在开会走不开, when nobody came for it. (C42, C46, C48; promise 3)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from care.acts import Act, CareSession, Intent
from care.messages import Outgoing, Urgency
from care.people import Student
from care.reading.nods import is_nod, is_thanks
from care.rules.talk import FRESH
from care.wording import asking as words
from handlers import audience, day
from handlers.safety import incident
from handlers.turn import Turn
from storage import ledger, people, questions
from storage.day import matters
from storage.questions import Question

ASKED = frozenset({"explain_absence", "coming", "allow_pickup"})
"""Presses of the cards by which a family is asked about a child at this moment."""


def passed_on(turn: Turn, acts: Sequence[Act]) -> list[Outgoing] | None:
    """The words as they are, to the child's holder and teacher and to who leads; the card stays open. None where
    nothing was asked, or where the words are an errand of their own."""
    if turn.speaker.is_staff or not all(_says_nothing(act) for act in acts) or is_nod(turn.text):
        return None
    if is_thanks(turn.text):
        return None
    open_ = [one for one in questions.open_ones(turn.session, turn.me, now=turn.now) if _is_urgent(one, turn)]
    labels = [choice.label for choice in open_[0].choices] if open_ else []
    children, care = _asked_about(open_[0]) if open_ else (_in_trouble(turn), turn.care)
    if not children:
        return None
    own = list(people.students(turn.session, children).values())
    key = f"in-words/{turn.inbox_id or turn.now.timestamp()}"
    told = words.said_in_words(own, turn.caller, turn.text, turn.now)
    return [
        turn.reply(words.passed_on(turn.text, labels)),
        *turn.tell_all(_waiting(turn, own, care), told, key, about="pickup", urgency=Urgency.URGENT),
    ]


def _says_nothing(act: Act) -> bool:
    return act.intent is Intent.SMALLTALK or (act.intent is Intent.CLARIFY and act.maybe is None and not act.options)


def _is_urgent(question: Question, turn: Turn) -> bool:
    fresh = question.asked_at >= turn.now - FRESH
    return fresh and any(choice.press in ASKED for choice in question.choices)


def _asked_about(question: Question) -> tuple[list[int], CareSession]:
    args = next(choice.args for choice in question.choices if choice.press in ASKED)
    return list(args.get("students") or [args["student"]]), CareSession(args["session"])


def _in_trouble(turn: Turn) -> list[int]:
    """Own children of whom an incident was told just now: 我马上到 is meant for whoever is with them."""
    mine = {child.id for child in turn.speaker.children}
    found = matters.open_ones(turn.session, turn.school_id, kind=incident.KIND)
    return sorted({id_ for one in found if one.opened_at >= turn.now - FRESH for id_ in one.students if id_ in mine})


def _waiting(turn: Turn, children: Iterable[Student], care: CareSession) -> list[int]:
    """Who has the child or expects it, and who leads."""
    places = ledger.places(turn.session, turn.school_id, turn.today, care)
    found = audience.leaders(turn, care)
    for child in children:
        place = places.get(child.id)
        seats = [seat.teacher_id for seat in day.seats(turn, child.id, turn.today) if seat.care is care]
        found += [one for one in (place.holder if place else None, *seats) if one]
    return list(dict.fromkeys(found))
