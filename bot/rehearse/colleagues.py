"""What the staff do on the day: duties accepted, rolls called, groups handed over, children released one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import time

from bot.rehearse import language
from bot.rehearse.cast import Adult, Cast, Child, Group
from bot.rehearse.corpus import Corpus
from bot.rehearse.families import Families
from bot.rehearse.script import Change, Script, What, changes, clock
from care.acts import CareSession

NOON_ROLL = [clock(at) for at in ("11:33", "11:37")]
EVENING_ROLL = [clock(at) for at in ("16:26", "16:29")]
FOUND = clock("16:33")
AT_GATE = [clock(at) for at in ("17:24", "17:30", "17:36", "17:42")]
RELEASED = [clock(at) for at in ("17:27", "17:33", "17:39", "17:45")]
CONFIRMED = [clock(at) for at in ("17:30", "17:36", "17:42", "17:48")]
HOME = [clock(at) for at in ("17:50", "17:53")]
THANKS = [clock(at) for at in ("17:54", "17:57")]
LATE = [clock(at) for at in ("18:12", "18:18", "18:27", "18:36")]
ACCEPT = "收到，能到"
COLLECTED = "已接到"


@dataclass
class Colleagues:
    """Writes the staff's lines, after the families' of the same part of the day."""

    script: Script
    cast: Cast
    families: Families
    corpus: Corpus
    holders: dict[int, Adult] = field(default_factory=dict)  # of each child, after the handovers
    late: list[Child] = field(default_factory=list)
    home: set[int] = field(default_factory=set)  # whose way home is written
    silent: set[Adult] = field(default_factory=set)  # who does not say that they come in the evening

    @property
    def givers(self) -> list[Group]:
        """Groups that another teacher takes over in the course of the evening."""
        return self.cast.of(CareSession.EVENING)[1::6]

    def write_noon(self) -> None:
        self._accept_duties(CareSession.NOON, clock("11:02"))
        for group in self.cast.of(CareSession.NOON):
            self._call_roll(group, NOON_ROLL, [])

    def write_rolls(self) -> None:
        self._accept_duties(CareSession.EVENING, clock("15:57"))
        groups = self.cast.of(CareSession.EVENING)
        for number, group in enumerate(groups):
            lost = self._lost(group) if number % 6 == min(2, len(groups) - 2) or len(groups) == 1 else []
            self._call_roll(group, EVENING_ROLL, lost)
            for child in lost:
                self._found(group, child)
            self.holders |= {child.id: group.teacher for child in self.here(group)}

    def write_care_time(self) -> None:
        groups = self.cast.of(CareSession.EVENING)
        for giver, receiver in zip(self.givers, groups[0::6], strict=False):
            self._hand_over(giver, receiver)
        for group in groups:
            self._say_nothing(group)
        for group in groups[::7]:
            self._somebody_unknown(group)
        for group in groups[::8]:
            self._incident(self.script.draw.choice(self._free(group)))
        self._leaders()

    def write_way_home(self) -> None:
        """Late ones first, because the others leave in their absence; then one by one; then the rest together."""
        every = [child for group in self.cast.of(CareSession.EVENING) for child in self.here(group)]
        here = [child for child in every if child.kin and not child.namesake and child.id not in self.home]
        self.late = self._some([child for child in here if not child.look_alike], 0.015)
        self.home |= {child.id for child in self.late}
        collectors = self.families.collectors
        for child in here:
            if child.permit and not child.fetched and child.id not in {*collectors, *self.home}:
                self._walk(child)
        left = [child for child in here if child.id not in self.home]
        named = [child for child in left if child.id in collectors]
        for child in [*named, *self._some([child for child in left if child not in named], 0.15)]:
            self._one_by_one(child)
        for teacher in dict.fromkeys(self.holders.values()):
            self._all_others(teacher)
        for child in self.late:
            self._ladder(child)

    # --- duty and roll ---

    def _accept_duties(self, care: CareSession, at: time) -> None:
        everybody = dict.fromkeys([*(group.teacher for group in self.cast.of(care)), self.cast.leader])
        for teacher in [one for one in everybody if care is CareSession.NOON or one not in self.silent]:
            self.script.press(at, teacher, ACCEPT, "", "duty", changes(What.DUTY, of=[0]))

    def here(self, group: Group) -> list[Child]:
        return [child for child in group.children if child.id not in self.families.absent[group.care]]

    def _free(self, group: Group) -> list[Child]:
        """Those here who have no case of their own."""
        return [child for child in self.here(group) if child.id not in self.families.kept]

    def _lost(self, group: Group) -> list[Child]:
        """One who is not here though nobody said so, and comes a few minutes later."""
        return self.script.draw.sample([c for c in self._free(group) if not c.look_alike and c.kin], 1)

    def _call_roll(self, group: Group, at: Sequence[time], lost: Sequence[Child]) -> None:
        away = [child for child in group.children if child.id in self.families.absent[group.care]]
        absent = [*away, *lost]
        here = [child.id for child in group.children if child not in absent]
        asks = changes(What.PRESENT, of=here) | changes(What.MISSING, of=[child.id for child in absent])
        self.script.say(self.script.draw.choice(at), group.teacher, self._roll_words(group, absent, here), "roll", asks)

    def _roll_words(self, group: Group, absent: Sequence[Child], here: Sequence[int]) -> str:
        names = "、".join(child.name for child in absent if not child.namesake)
        if not names:
            return self.script.draw.choice(("到齐", "都到了", f"实到{len(here)}人，都到齐了"))
        return self.script.draw.choice((f"除了{names}都到了", f"{names}没来，其他都到了"))

    def _found(self, group: Group, child: Child) -> None:
        """The parent says that the child is on its way; it comes, and the teacher says so."""
        self.script.press(EVENING_ROLL[-1], child.kin[0], "在路上", child.name, "absence")
        self.script.say(FOUND, group.teacher, f"{child.called}来了", "roll", changes(What.PRESENT, of=[child.id]))

    # --- in care ---

    def _hand_over(self, giver: Group, receiver: Group) -> None:
        children = self.here(giver)
        ids = [child.id for child in children]
        text = f"{giver.class_name}{len(ids)}人交给{receiver.teacher.name}"
        self.script.say(clock("17:02"), giver.teacher, text, "handover", changes(What.OFFERED, of=ids))
        self.script.press(
            clock("17:04"), receiver.teacher, "确认接收", giver.teacher.name, "handover",
            changes(What.ACCEPTED, of=ids), waits=True,
        )  # fmt: skip
        self.holders |= dict.fromkeys(ids, receiver.teacher)

    def _say_nothing(self, group: Group) -> None:
        """Questions, plans and hearsay of teachers: nobody leaves by them. (promise 2)"""
        child = self.script.draw.choice([child for child in self._free(group) if not child.namesake])
        text = self.script.draw.choice(language.STAFF_NO_CHANGE).format(name=child.name)
        self.script.say(clock("17:10"), group.teacher, text, "no change")
        asked = self.script.draw.choice([*language.STAFF_ASK, *self.corpus.of_staff])
        self.script.say(clock("17:16"), group.teacher, asked, "question")

    def _somebody_unknown(self, group: Group) -> None:
        """Somebody who is on no list: the child stays, the family is asked. (C46)"""
        child = self.script.draw.choice([child for child in self._free(group) if not child.namesake])
        text = language.STRANGER_AT_GATE.format(full=child.called)
        self.script.say(clock("17:22"), self.holders[child.id], text, "stranger at the gate")

    def _incident(self, child: Child) -> None:
        text = self.script.draw.choice(language.INCIDENT).format(name=child.called)
        asks = changes(What.INCIDENT, of=[child.id])
        self.script.say(clock("16:52"), self.holders[child.id], text, "incident", asks)
        self.script.press(clock("16:56"), self.cast.leader, "已处理", child.name, "incident")

    def _leaders(self) -> None:
        for at in ("16:40", "17:16", "17:48", "18:12", "18:38"):
            text = self.script.draw.choice(language.FOR_LEADERS)
            self.script.say(clock(at), self.cast.leader, text, "question")
        self.script.say(clock("17:10"), self.cast.leader, self.script.draw.choice(language.PATROL), "patrol")
        self.script.say(clock("18:50"), self.cast.principal, "今天的汇总", "question")

    # --- the way home ---

    def _some(self, children: Sequence[Child], share: float) -> list[Child]:
        number = min(len(children), max(1, round(len(children) * share)))
        return self.script.draw.sample(list(children), number)

    def _walk(self, child: Child) -> None:
        self.home.add(child.id)
        text = f"{child.called}自己回家了"
        self.script.say(RELEASED[0], self.holders[child.id], text, "release", gone([child.id], What.WALKED))

    def _one_by_one(self, child: Child) -> None:
        """At the gate, released, confirmed."""
        self.home.add(child.id)
        wave = self.script.draw.randrange(len(AT_GATE))
        relation = self.families.collectors.get(child.id, child.kin[0].relation)
        by = next((kin for kin in child.kin if kin.relation == relation), child.kin[0])
        at_gate = self.script.draw.choice(language.ARRIVE).format(n=child.name, name=child.name)
        if relation == by.relation:
            self.script.say(AT_GATE[wave], by, at_gate, "arrival")
        text = self.script.draw.choice(language.RELEASE).format(full=child.called, rel=relation)
        self.script.say(RELEASED[wave], self.holders[child.id], text, "release", gone([child.id]))
        self._confirm(child, CONFIRMED[wave])

    def _confirm(self, child: Child, at: time) -> None:
        asks = changes(What.COLLECTED, of=[child.id])
        if self.script.draw.random() < 0.3 and child.only:
            text = self.script.draw.choice(language.CONFIRM).format(n=child.name, name=child.name)
            self.script.say(at, child.kin[0], text, "confirmation", asks)
        else:
            self.script.press(at, child.kin[0], COLLECTED, f"{child.class_name} {child.name} 1", "confirmation", asks)

    def _all_others(self, teacher: Adult) -> None:
        """除了…都走了: everybody whom this teacher has by then, whoever was to leave before."""
        own = [id_ for id_, holder in self.holders.items() if holder == teacher]
        left = [id_ for id_ in own if id_ not in self.home]
        late = [child for child in self.late if self.holders[child.id] == teacher]
        stays, leaving = [child.name for child in late], [id_ for id_ in own if id_ not in {one.id for one in late}]
        text = f"除了{'、'.join(stays)}都走了" if stays else "都接走了"
        self.script.say(self.script.draw.choice(HOME), teacher, text, "release", gone(leaving))
        of_id = {child.id: child for group in self.cast.of(CareSession.EVENING) for child in group.children}
        for child in self._some([of_id[id_] for id_ in left if of_id[id_].kin and not of_id[id_].namesake], 0.4):
            self._confirm(child, self.script.draw.choice(THANKS))

    def _ladder(self, child: Child) -> None:
        """Nobody came by the end: the ladder asks the family; somebody comes in the end. (C48)"""
        at = self.script.draw.choice(LATE)
        self.script.press(clock("18:08"), child.kin[0], "我马上到", child.name, "late")
        text = f"{child.called}{child.kin[0].relation}接走了"
        self.script.say(at, self.holders[child.id], text, "release", gone([child.id]))
        self._confirm(child, clock("18:40"))


def gone(children: Sequence[int], what: What = What.RELEASED) -> frozenset[Change]:
    """Who leaves uncalled is called in the same breath."""
    return changes(what, What.PRESENT, of=children)
