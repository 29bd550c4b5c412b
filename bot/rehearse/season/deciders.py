"""Imagined colleagues who decide: by button, by list, asleep until they are reminded; the office that publishes."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from enum import StrEnum

from bot.rehearse.season.house import Shown
from bot.rehearse.season.school import Grown, SeasonSchool
from bot.rehearse.season.stage import Acting
from care.calendar import SHANGHAI
from care.policy.enrolment import Actor
from care.wording import drawing, publishing
from care.wording import enrolment as wording
from care.wording.course import ACTORS
from storage.demo.shape import GRADES

APPROVE, REFUSE = "同意", "不同意"
REFUSED = 0.04  # of all cards
ROUNDS = (time(12, 20), time(17, 5))
LISTED = re.compile(r"等您审核的有(\d+)份")


class Style(StrEnum):
    BUTTON = "presses the button"
    LIST = "decides by the list"
    ASLEEP = "sleeps past the time"


class Deciders:
    def __init__(self, acting: Acting, school: SeasonSchool) -> None:
        self._acting, self._school = acting, school
        self._draw = acting.draw
        self._styles: dict[int, Style] = {}
        self._round: set[int] = set()
        self.reminded: dict[int, int] = {}

    def name_all(self, committee: Grown) -> None:
        """The principal says who decides at the steps that no class gives by itself. (C21)"""
        asked = {step.actor for step in self._school.policy.enrolment.chain}
        others, principal = self._school.others, self._school.principal
        lines = [f"审核人 {ACTORS[Actor.ADMINISTRATION]} {others[0].name}"]
        if Actor.GRADE_LEADER in asked:
            grades = {child.class_name[0] for child in self._school.children}
            named = [(grade, others[1 + n % (len(others) - 1)].name) for n, grade in enumerate(GRADES)]
            lines += [f"审核人 {ACTORS[Actor.GRADE_LEADER]} {g}年级 {name}" for g, name in named if g in grades]
        if Actor.COMMITTEE in asked:
            lines.append(f"审核人 {ACTORS[Actor.COMMITTEE]} {committee.name}")
            self._styles[committee.id] = Style.LIST
        self._styles[others[0].id] = Style.LIST
        for line in lines:
            self._acting.say(principal, line)

    def concerns(self, shown: Shown) -> bool:
        """Whether a message to a parent asks for a decision of the committee's."""
        return shown.label(APPROVE) == APPROVE or LISTED.search(shown.text) is not None

    def read(self, who: Grown, shown: Shown) -> None:
        labels = [label for label, _ in shown.buttons]
        if found := LISTED.search(shown.text):
            self._decide_list(who, int(found[1]))
        elif APPROVE in labels:
            self._card(who, shown)
        elif (
            "请选原因" in shown.text
            or any(label in wording.REASONS for label in labels)
            or ("还没有拒绝" in shown.text and labels)
        ):
            self._soon(who, shown, labels[0])
        elif "份申请等公示" in shown.text:
            self._acting.soon(lambda: self._acting.say(who, "公示"), least=5, most=90)
        elif publishing.PUBLISH in labels:
            self._soon(who, shown, publishing.PUBLISH)
        elif publishing.KEEP in labels:
            self._objection(who, shown)
        elif drawing.DRAW in labels:
            self._soon(who, shown, drawing.DRAW)

    def draw_lots(self, label: str) -> None:
        """Everybody has decided: the places are drawn for. (C23)"""
        self._acting.say(self._school.principal, f"摇号 {label}")

    # --- cards ---

    def _style(self, who: Grown) -> Style:
        if who.id not in self._styles:
            self._styles[who.id] = self._draw.choices(list(Style), (5, 4, 2))[0]
        return self._styles[who.id]

    def _card(self, who: Grown, shown: Shown) -> None:
        again = "提醒：" in shown.text
        self.reminded[who.id] = self.reminded.get(who.id, 0) + again
        match self._style(who):
            case Style.BUTTON:
                label = REFUSE if self._draw.random() < REFUSED else APPROVE
                self._soon(who, shown, label, least=10, most=700)
            case Style.LIST:
                self._next_round(who)
            case Style.ASLEEP if again and self._draw.random() < 0.7:
                self._next_round(who)
            case _:
                pass

    def _next_round(self, who: Grown) -> None:
        if who.id in self._round:
            return
        self._round.add(who.id)
        self._acting.at(self._round_after(self._acting.now), lambda: self._ask_list(who))

    def _round_after(self, now: datetime) -> datetime:
        here = now.astimezone(SHANGHAI)
        coming = [datetime.combine(here.date() + timedelta(days=n), at, SHANGHAI) for n in (0, 1) for at in ROUNDS]
        return next(at for at in coming if at > here) + timedelta(minutes=self._draw.randrange(15))

    def _ask_list(self, who: Grown) -> None:
        self._round.discard(who.id)
        self._acting.say(who, "待审核")

    def _decide_list(self, who: Grown, count: int) -> None:
        """All but one now and then, who is refused with a reason."""
        if count > 2 and self._draw.random() < REFUSED * count:
            one = self._draw.randint(1, count)
            rest = "、".join(str(n) for n in range(1, count + 1) if n != one)
            self._acting.soon(lambda: self._acting.say(who, f"同意{rest}"), most=10)
            self._acting.soon(lambda: self._acting.say(who, f"不同意{one}，原因材料不全"), least=11, most=15)
        else:
            text = "同意1" if count == 1 else f"同意1-{count}"
            self._acting.soon(lambda: self._acting.say(who, text), most=10)

    def _objection(self, who: Grown, shown: Shown) -> None:
        sleeps = self._draw.random() < 0.2 and "到期还没有答复" not in shown.text
        label = publishing.KEEP if self._draw.random() < 0.7 else publishing.AGAIN
        days = 6 if sleeps else 1
        self._soon(who, shown, label, least=60 if not sleeps else 5 * 1440, most=days * 1440)

    def _soon(self, who: Grown, shown: Shown, label: str, *, least: float = 1, most: float = 15) -> None:
        self._acting.soon(lambda: self._acting.press(who, shown, label), least=least, most=most)
