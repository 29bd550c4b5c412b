"""How imagined parents go on: each reads what came and does what its manner is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from functools import partial

from bot.rehearse.season import wordings as ways
from bot.rehearse.season.families import WHOLE_WEEK, Case, Manner, Wanted
from bot.rehearse.season.house import Shown
from bot.rehearse.season.school import FIRST, Grown, SeasonSchool
from bot.rehearse.season.stage import Acting, Do
from care.acts import CareSession
from care.calendar import SHANGHAI, today
from care.wording import applying, course, signing

CONFIRM = ("是，报名", "不是")
TAKE_BACK = ("撤销", "撤回申请")
KNOWN = ("已提交申请", "已经结束", "不用再交", "还没到报名时间", "请问", "属于", "证明", "能按时接", "确认一下")
IN_CARE = "要请假"  # how to go on from here is told to those in care only
LIST_HEAD = "课后服务名单公示"
WEEKDAYS = {days: label for label, days in applying.WEEKDAY_CHOICES}


class Parents:
    def __init__(self, acting: Acting, school: SeasonSchool, cases: Iterable[Case]) -> None:
        self._acting, self._school = acting, school
        self._draw = acting.draw
        self._asks_weekdays = school.policy.enrolment.ask_weekdays
        self._of: dict[int, list[Case]] = {}
        self.cases = list(cases)
        self.asked_back = 0
        for case in self.cases:
            for one in case.child.kin:
                self._of.setdefault(one.id, []).append(case)

    def plan(self) -> None:
        """When each family first writes."""
        window = (self._school.last_of_window - FIRST).days + 1
        for case in self.cases:
            if case.manner is Manner.SILENT:
                continue
            late = case.manner is Manner.LATE
            first, days = (window, 4) if late else (0, min(window, 5))
            day = FIRST + timedelta(days=first + self._draw.randrange(days))
            if case.manner in (Manner.STEPS, Manner.LEAVES_OPEN) and not self._asks_weekdays:
                case.wish = Wanted(case.wish.session, WHOLE_WEEK)
            at = datetime.combine(day, time(8), SHANGHAI) + timedelta(minutes=self._draw.randrange(12 * 60))
            self._acting.at(at, partial(self._apply, case))

    # --- writing ---

    def _apply(self, case: Case) -> None:
        case.wrote, case.asked = case.wrote or today(self._acting.now), case.wish
        patterns: Sequence[str] = ways.APPLY
        if case.manner in (Manner.STEPS, Manner.LEAVES_OPEN) and not case.once:
            patterns = ways.APPLY_SHORT
        elif case.manner is Manner.LATE:
            patterns = ways.LATE if case.wish.weekdays == WHOLE_WEEK else ways.APPLY
        self._write(case, case.applicant, patterns, case.wish)

    def _write(self, case: Case, who: Grown, patterns: Sequence[str], wish: Wanted) -> None:
        days = ways.days_in_words(self._draw, wish.weekdays)
        child = case.child.short if self._draw.random() < 0.5 else case.child.name
        self._acting.say(who, ways.written(self._draw, patterns, c=child, s=case.label, d=days))

    # --- reading ---

    def read(self, who: Grown, shown: Shown) -> None:
        if LIST_HEAD in shown.text:
            self._look_at_list(who, shown)
        case = self._meant(who, shown)
        if case is None:
            return
        if who.id != case.applicant.id:
            self._other(case, who, shown)
        elif not (self._question(case, shown) or self._turn(case, shown)):
            self._news(case, shown)

    def _meant(self, who: Grown, shown: Shown) -> Case | None:
        """The child that the message names; else the one that this person wrote of."""
        own = [case for case in self._of.get(who.id, ()) if case.manner is not Manner.SILENT]
        named = [case for case in own if case.child.called in shown.text or f"{case.child.name}本人" in shown.text]
        return next(iter(named), None) or next((case for case in own if case.wrote and not case.answered), None)

    def _question(self, case: Case, shown: Shown) -> bool:
        """What is asked before a wish is submitted. True: it was such a question."""
        if label := shown.label(CONFIRM[0]):
            self.asked_back += 1
            answer = shown.label(CONFIRM[1]) if case.answered else label
            self._press(case, shown, answer, least=1, most=20)
            return True
        if not shown.label(applying.STOP) or case.answered:
            return False
        if case.manner is Manner.LEAVES_OPEN:
            return True
        case.steps += 1
        typed, label = self._answer(case, shown)
        if typed:
            self._acting.soon(lambda: self._acting.say(case.applicant, typed), least=1, most=240)
        elif label:
            self._press(case, shown, label, least=1, most=240)
        return True

    def _answer(self, case: Case, shown: Shown) -> tuple[str, str]:
        """What is typed, or the button."""
        types = case.manner is Manner.STEPS
        if shown.label(case.label):
            return "", shown.label(case.label)
        if shown.label(WEEKDAYS[WHOLE_WEEK]):
            return (ways.days_in_words(self._draw, case.wish.weekdays), "") if types else (
                "", shown.label(WEEKDAYS[case.wish.weekdays]))  # fmt: skip
        if shown.label(applying.REASONS[0]):
            return (self._draw.choice(ways.REASONS), "") if types else ("", self._draw.choice(applying.REASONS))
        if shown.label(applying.LATER):
            return (self._draw.choice(ways.EVIDENCE), "") if types else ("", applying.LATER)
        if shown.label(applying.NONE_OF_THEM):
            groups = {group.value: label for group, label in applying.GROUPS.items()}
            return "", shown.label(groups.get(case.priority, "")) or applying.NONE_OF_THEM
        if shown.label(applying.CANNOT):
            return "", shown.label(applying.CAN if case.on_time else applying.CANNOT)
        return "", shown.label(applying.STILL, applying.NO_CLUB)

    def _turn(self, case: Case, shown: Shown) -> bool:
        """What only the family can do. True: the message was such a request."""
        if shown.label(applying.AGREE):
            self._press(case, shown, shown.label(applying.AGREE if case.said_yes else applying.DISAGREE))
        elif shown.label(signing.SIGN):
            if case.manner is not Manner.NEVER_SIGNS:
                self._press(case, shown, shown.label(signing.SIGN), least=10, most=2 * 24 * 60)
        elif shown.label(signing.PUPIL):
            self._press(case, shown, shown.label(signing.PUPIL), most=10)
        elif shown.label(course.TAKE):
            self._take_place(case, shown)
        elif shown.label(course.ACCEPT):
            self._take_instead(case, shown)
        elif "“保险 保单号" in shown.text and case.manner is not Manner.NEVER_SIGNS:
            number = self._draw.randrange(10000, 99999)
            text = ways.POLICY.format(number=number)
            self._once(case, "insured", lambda: self._acting.say(case.applicant, text))
        else:
            return False
        return True

    def _take_place(self, case: Case, shown: Shown) -> None:
        if case.manner is Manner.NEVER_SIGNS:
            return
        if self._draw.random() < 0.85:
            self._press(case, shown, shown.label(course.TAKE), most=600)
        else:
            self._press(case, shown, shown.label(course.LEAVE_IT), most=600)

    def _take_instead(self, case: Case, shown: Shown) -> None:
        labels = {plan.label: plan.session for plan in self._school.policy.sessions}
        offered = re.search(r"可以安排：参加?(.+?)。", shown.text)
        session: CareSession | None = labels.get(offered[1]) if offered else None
        if self._draw.random() < 0.3:
            self._press(case, shown, shown.label(course.DECLINE), most=600)
            return
        if session is not None:
            case.asked = case.wish = Wanted(session, case.wish.weekdays)
        self._press(case, shown, shown.label(course.ACCEPT), most=600)

    # --- news ---

    def _news(self, case: Case, shown: Shown) -> None:
        text = shown.text
        if text.startswith("已提交申请") and "退出" not in text:
            case.answered = True
            self._submitted(case, shown)
        elif text.startswith(("已提交申请", "已办好")):
            case.asked, case.left = None, True  # It was in care already: the wish to end it goes its own way.
        elif "已撤回申请" in text:
            self._taken_back(case)
        elif IN_CARE in text:
            if case.manner is Manner.LEAVES:
                self._once(case, "leaves", lambda: self._leave(case), least=1440, most=5 * 1440)
        elif "申请已结束" in text or "没有同意" in text or "没有通过" in text:
            case.asked = None
        elif case.asked and shown.label(*TAKE_BACK) and "look" in case.once:
            case.once.discard("look")
            self._press(case, shown, shown.label(*TAKE_BACK), most=5)
        elif case.wrote and not case.answered and not any(mark in text for mark in KNOWN):
            self.asked_back += 1
            plain = ("给{c}报{s}，{d}",)
            self._once(case, "again", lambda: self._write(case, case.applicant, plain, case.wish))

    def _submitted(self, case: Case, shown: Shown) -> None:
        match case.manner:
            case Manner.CORRECTS if "corrected" not in case.once:
                case.once.add("corrected")
                self._press(case, shown, shown.label(*TAKE_BACK), most=20)
            case Manner.TAKES_BACK:
                if self._draw.random() < 0.5:
                    self._once(case, "back", lambda: self._press(case, shown, shown.label(*TAKE_BACK), most=5), most=10)
                else:
                    words = (case.applicant, ways.WITHDRAW, case.wish)
                    self._once(case, "back", lambda: self._write(case, *words), most=300)
            case Manner.TWO_VOICES if case.other and case.second:
                second = (case.other, ways.APPLY, case.second)
                self._once(case, "second", lambda: self._write(case, *second))
            case Manner.ASKS:
                words = (case.applicant, ways.PROGRESS, case.wish)
                self._once(case, "asked", lambda: self._write(case, *words), least=60, most=3 * 1440)
            case _:
                pass

    def _taken_back(self, case: Case) -> None:
        """Said by the house; what the family stands to now."""
        if case.manner is Manner.CORRECTS and "rewritten" not in case.once:
            case.wish = Wanted(case.wish.session, ways.OTHER_DAYS[case.wish.weekdays])
            case.asked, case.answered = None, False
            self._once(case, "rewritten", lambda: self._apply(case), most=20)
        elif case.manner is Manner.TWO_VOICES and case.said_yes:
            case.asked = case.second
        else:
            case.asked = None

    def _leave(self, case: Case) -> None:
        case.asked, case.left = None, True
        self._write(case, case.applicant, ways.WITHDRAW, case.wish)

    def _other(self, case: Case, who: Grown, shown: Shown) -> None:
        """The second guardian: wants other days, and once they are agreed signs for them."""
        if shown.label(applying.AS_I_SAY):
            self._press(case, shown, shown.label(applying.AS_I_SAY), who=who)
        elif shown.label(signing.SIGN, signing.PUPIL, course.TAKE):
            label = shown.label(signing.SIGN, signing.PUPIL, course.TAKE)
            self._press(case, shown, label, who=who)
        elif "“保险 保单号" in shown.text:
            text = ways.POLICY.format(number=20001)
            self._once(case, "insured", lambda: self._acting.say(who, text))
        elif shown.label(applying.STOP):
            typed, label = self._answer(case, shown)
            if label or typed:
                self._acting.soon(
                    lambda: self._acting.press(who, shown, label) if label else self._acting.say(who, typed)
                )
        elif "申请已结束" in shown.text or "没有同意" in shown.text:
            case.asked = None

    def _look_at_list(self, who: Grown, shown: Shown) -> None:
        for case in self._of.get(who.id, ()):
            if case.manner is Manner.OBJECTS:
                lines = [line.split()[1] for line in shown.text.splitlines() if "*" in line and len(line.split()) > 1]
                text = ways.written(self._draw, ways.OBJECT, n=self._draw.choice(lines or ["名单"]))
                self._once(case, "objected", partial(self._acting.say, who, text), most=1440)

    # --- acting ---

    def _press(
        self, case: Case, shown: Shown, label: str, *, least: float = 2, most: float = 60, who: Grown | None = None
    ) -> None:
        if label:
            person = who or case.applicant
            self._acting.soon(lambda: self._acting.press(person, shown, label), least=least, most=most)

    def _once(self, case: Case, mark: str, do: Do, *, least: float = 2, most: float = 60) -> None:
        if mark not in case.once:
            case.once.add(mark)
            self._acting.soon(do, least=least, most=most)
