"""A term's end: the places of last term are proposed anew, and only who says so goes on. (C30, L-01)"""

from __future__ import annotations

import random
from collections.abc import Iterable
from enum import StrEnum

from bot.rehearse.season.families import WHOLE_WEEK, Case, Manner, Wanted
from bot.rehearse.season.house import Shown
from bot.rehearse.season.parents import Parents
from bot.rehearse.season.school import NEXT_TERM, SeasonSchool
from bot.rehearse.season.stage import Acting
from bot.rehearse.season.wordings import OTHER_DAYS
from care.acts import CareSession
from care.calendar import today
from care.wording import renewal as words


class Answer(StrEnum):
    AGAIN = words.AGAIN
    OTHER = words.OTHER
    NO = words.NO
    SILENT = "writes nothing"


SHARES = ((Answer.AGAIN, 50), (Answer.OTHER, 18), (Answer.NO, 12), (Answer.SILENT, 20))
"""In a hundred families. [ours]"""


class Renewal:
    """`cases`: the wishes for the new term, each as its family means it."""

    def __init__(self, acting: Acting, school: SeasonSchool, before: Iterable[Case], seed: int) -> None:
        self._acting, self._school = acting, school
        self._draw = random.Random(f"renewal/{seed}")
        self.cases = [self._drawn(case) for case in before if case.asked is not None]
        self.answers = {case.child.id: self._answer() for case in self.cases}
        self.roll: dict[CareSession, set[int]] = {}  # of the new term's first day
        self._parents = Parents(acting, school, self.cases)

    def _drawn(self, case: Case) -> Case:
        """The same place again, until the family has answered otherwise. Nobody has asked for anything yet."""
        manner = Manner.NEVER_SIGNS if self._draw.random() < 0.05 else Manner.STEPS
        wish = Wanted(case.asked.session, case.asked.weekdays) if case.asked else case.wish
        label = next(plan.label for plan in self._school.policy.sessions if plan.session is wish.session)
        return Case(
            case.child, manner, wish, label, case.applicant, case.other, on_time=case.on_time, priority=case.priority
        )

    def _answer(self) -> Answer:
        return self._draw.choices([one for one, _ in SHARES], [share for _, share in SHARES])[0]

    def send(self) -> None:
        """The principal looks at what would be sent, and sends it."""
        self._acting.say(self._school.principal, f"续报 {NEXT_TERM}")

    def read(self, shown: Shown) -> bool:
        """Whether the message was about the new term."""
        if shown.to == self._school.principal.id:
            if label := shown.label(words.SEND):
                self._acting.soon(lambda: self._acting.press(self._school.principal, shown, label), most=20)
            return bool(label)
        if shown.label(words.AGAIN):
            self._proposal(shown)
            return True
        return False

    def read_on(self, shown: Shown) -> None:
        """What comes of the answers: questions, lists, agreements, as in the first term."""
        who = next((one for case in self.cases for one in case.child.kin if one.id == shown.to), None)
        if who is not None:
            self._parents.read(who, shown)

    def _proposal(self, shown: Shown) -> None:
        case = next((case for case in self.cases if case.child.called in shown.text), None)
        if case is None:
            return
        answer = self.answers[case.child.id]
        if answer is Answer.SILENT:
            return
        who = next(one for one in case.child.kin if one.id == shown.to)
        case.applicant = who
        if answer is not Answer.NO:
            if answer is Answer.OTHER:
                case.wish = Wanted(case.wish.session, OTHER_DAYS.get(case.wish.weekdays, WHOLE_WEEK))
            case.asked, case.wrote = case.wish, today(self._acting.now)
        label = shown.label(answer.value)
        self._acting.soon(lambda: self._acting.press(who, shown, label), least=5, most=4 * 1440)
