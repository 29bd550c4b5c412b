"""The story's school with an open transaction: colleagues say acts, press buttons, and what was said is looked at.

Nothing is read and nothing is delivered: these tests are about the errands, not about the doors.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy.orm import Session

from care.acts import Act, CareSession, Intent, recall
from care.calendar import SHANGHAI
from care.messages import Outgoing
from care.people import Person, Role, Staff, Student
from care.rules.custody import Balance, Place, balance
from handlers import asking, table
from handlers.custody import absence, handover, rollcall, takeover
from handlers.record import lists, patrol, records
from handlers.safety import follow_up, incident
from handlers.turn import Turn
from handlers.wayhome import gate, plans, receipts, release, returning
from storage import known, ledger, outbox, people, questions, schools
from storage.platform import sending
from storage.platform.sending import Receipt
from tests import story

WEDNESDAY = date(2026, 3, 4)
EVENING = CareSession.EVENING

ERRANDS: dict[Intent, Callable[[Act, Turn], list[Outgoing]]] = {
    Intent.ROLL_CALL: rollcall.call_roll,
    Intent.HAND_OVER: handover.hand_over,
    Intent.TAKE_OVER: takeover.take_over,
    Intent.RELEASE: release.release,
    Intent.INCIDENT: incident.report,
    Intent.LOG: records.log,
    Intent.PATROL: patrol.patrol,
    Intent.FEEDBACK: records.feedback,
    Intent.ASK_ROSTER: lists.roster,
    Intent.ASK_UNPICKED: lists.unpicked,
    Intent.CONFIRM_PICKUP: receipts.confirm,
}
PRESSES: dict[str, Callable[[dict[str, Any], Turn], list[Outgoing]]] = {
    asking.NOTHING: asking.nothing,
    "undo_roll": rollcall.press_undo,
    "explain_absence": absence.press_explain,
    "absence_outcome": absence.press_outcome,
    "accept_group": takeover.press_accept,
    "decline_group": handover.press_decline,
    returning.UNDO: returning.press_undo,
    "allow_pickup": gate.press_allow,
    "refuse_pickup": gate.press_refuse,
    "undo_plan": plans.press_undo_plan,
    "incident_severity": follow_up.press_severity,
    "incident_more": follow_up.press_more,
    "incident_add": follow_up.press_add,
    "undo_incident": incident.press_undo,
    "undo_record": records.press_undo,
    "undo_patrol": patrol.press_undo,
    "finding_fixed": patrol.press_fixed,
}


class Stage:
    """One school day, played in one transaction. The clock is what each line says."""

    def __init__(self, session: Session, *, day: date = WEDNESDAY) -> None:
        self.session = session
        self.day = day
        self.story = story.build(session)
        self.notes: list[Outgoing] = []
        self._messages = 0

    # --- people ---
    def child(self, name: str) -> Student:
        return people.students(self.session, [self.story.pupils[name]])[self.story.pupils[name]]

    def children(self, *names: str) -> tuple[Student, ...]:
        return tuple(self.child(name) for name in names)

    def colleague(self, name: str) -> Staff:
        return Staff(self.story.people[name], name)

    def id(self, name: str) -> int:
        return self.story.people[name]

    # --- what happens ---
    def say(self, who: str, at: str, act: Act, *, text: str = "") -> list[Outgoing]:
        """Somebody says this act; what goes out."""
        return self._sent(ERRANDS[act.intent](act, self.turn(who, at, text=text)))

    def press(self, who: str, at: str, label: str) -> list[Outgoing]:
        """Somebody presses the latest button so labelled."""
        note = next(n for n in reversed(self.notes) if n.to == self.id(who) and label in [b.label for b in n.buttons])
        key = next(button.key for button in note.buttons if button.label == label)
        question = questions.get(self.session, int(key.split("/")[1]))
        assert question is not None
        assert question.answered_at is None, "this card was used"
        choice = question.choices[int(key.split("/")[2])]
        turn = self.turn(who, at)
        questions.answered(self.session, question.id, label, by_id=turn.me, now=turn.now)
        questions.close_card(self.session, turn.school_id, question.card, label, by_id=turn.me, now=turn.now)
        if choice.press == asking.DO_ACT:
            act = recall(choice.args["act"])
            return self._sent(ERRANDS[act.intent](act, turn))
        return self._sent({**table.PRESSES, **PRESSES}[choice.press](dict(choice.args), turn))

    def turn(self, who: str, at: str, *, text: str = "") -> Turn:
        self._messages += 1
        now = datetime.combine(self.day, time.fromisoformat(at), SHANGHAI).astimezone(UTC)
        speaker = people.speaker(self.session, self.id(who))
        role = Role.PARENT if not speaker.is_staff else Role.LEADER if speaker.leads else Role.TEACHER
        return Turn(
            session=self.session, school_id=self.story.school_id, school_name="实验小学", speaker=speaker,
            known=known.gather(self.session, self.story.school_id, speaker, role, now=now),
            policy=known.policy(self.session, self.story.school_id, self.day),
            calendar=schools.calendar(self.session, self.story.school_id), now=now, text=text,
            inbox_id=self._messages,
        )  # fmt: skip

    def keep(self, notes: Sequence[Outgoing]) -> list[Outgoing]:
        """What an errand outside the menu said."""
        return self._sent(notes)

    def _sent(self, notes: Sequence[Outgoing]) -> list[Outgoing]:
        keys = [note.key for note in notes]
        assert len(keys) == len(set(keys)), "each notice once"
        self.notes += notes
        return list(notes)

    # --- what is so ---
    def place(self, name: str, care: CareSession = EVENING) -> Place:
        places = ledger.places(self.session, self.story.school_id, self.day, care)
        return places.get(self.story.pupils[name], Place())

    def balance(self, care: CareSession = EVENING) -> Balance:
        return balance(ledger.places(self.session, self.story.school_id, self.day, care))

    def deliver(self) -> None:
        """Everything that was said so far has left the house."""
        now = datetime.now(UTC)
        for note in self.notes:
            row = outbox.put(self.session, self.story.school_id, note, now=now)
            if row is not None:
                sending.record_sent(self.session, [Receipt(row, "test", "")], now=now)


def to(notes: Sequence[Outgoing], person: int) -> str:
    """Everything that this person is told."""
    return "\n".join(note.text for note in notes if note.to == person)


def labels(notes: Sequence[Outgoing], person: int) -> list[str]:
    return [button.label for note in notes if note.to == person for button in note.buttons]


def relation(word: str) -> Person:
    return Person(relation=word)
