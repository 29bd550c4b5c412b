"""What happens once on a day and must end in one way: a slip taken back, a child that did not arrive, somebody barred…

Each case is a few lines of the script, and what must come of them (outcome.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.rehearse import ending
from bot.rehearse.cast import Adult, Child, Group
from bot.rehearse.colleagues import COLLECTED, Colleagues, gone
from bot.rehearse.outcome import Case, Words
from bot.rehearse.script import Script, What, changes, clock
from care.acts import CareSession

EARLIER_END = "17:55"
SECRET = "限制"  # a word that no family may ever read
ONE_CHILD = 5  # cases of one child each
VISITOR = "张阿姨"


@dataclass
class Cases:
    """Writes the cases for children of whom nothing else is written, as far as there are enough of them."""

    script: Script
    colleagues: Colleagues
    written: list[Case] = field(default_factory=list)
    _free: Iterator[Child] = field(default_factory=lambda: iter(()))

    def write_before(self) -> None:
        """What the families' lines and the evening's rolls and duties have to know."""
        self._keep_children()
        self._passed_over()

    def write(self) -> None:
        """Before the way home is written: these children's is written here."""
        self._earlier_end()
        self._club()
        for write in (self._slip, self._dispute, self._code, self._barred, self._injury):
            child = next(self._free, None)
            if child is not None:
                self.colleagues.home.add(child.id)
                write(child, self.colleagues.holders[child.id])
        self._end_of_day()

    # --- the whole school ---

    def _earlier_end(self) -> None:
        case, leader = self._case("a sudden early end"), self.colleagues.cast.leader
        asks = changes(What.DAY, of=[0])
        self.script.say(clock("15:10"), leader, f"今天晚托提前到{EARLIER_END}结束，因为停电", case.name)
        self.script.press(clock("15:30"), leader, "确认并通知", EARLIER_END, case.name, asks, waits=True)
        self.script.say(clock("16:40"), leader, "谁没看", case.name)
        case.makes(What.DAY)
        families = [child.kin[0] for group in self._evening for child in self.colleagues.here(group) if child.kin]
        for adult in self.script.draw.sample(families, max(1, len(families) // 10)):
            case.sees(adult, EARLIER_END, "停电")
            self.script.press(clock("15:48"), adult, "已阅", EARLIER_END, case.name)

    def _passed_over(self) -> None:
        """She says nothing until the next in line is asked, comes after all, and calls her roll. (C56)"""
        group = self._evening[-1]
        second = self._class_teacher(group)
        if second is None:
            return
        case, teacher = self._case("passed over, and there after all"), group.teacher
        self.colleagues.silent.add(teacher)
        self.script.press(clock("16:21"), teacher, "收到，能到", "已改请", case.name, changes(What.DUTY, of=[0]))
        case.sees(second, "请您顶班", group.class_name)
        case.sees(self.colleagues.cast.leader, "顶班", group.class_name, teacher.name)
        case.sees(teacher, "已点名", group.class_name)

    def _end_of_day(self) -> None:
        """Refused while children are here; ended in the evening; after that nobody is moved. (promise 1)"""
        case, leader = self._case(ending.KIND), self.colleagues.cast.leader
        self.script.say(clock("17:33"), leader, "结束今天", case.name)  # For the rest see ending.py.
        case.sees(leader, "晚托还不能结束", "还有孩子在学校")
        case.sees(leader, "接手", "在校0")
        case.sees(leader, "结束以后只能更正和补录")
        case.sees(leader, "晚托已结束")
        case.sees(self._evening[0].teacher, "已经由值班领导结束")
        case.makes(What.CLOSED)

    # --- one child each ---

    def _slip(self, child: Child, teacher: Adult) -> None:
        """A release that was a slip: undone with the button, and everybody told hears it. (promise 7)"""
        case = self._case("a release undone")
        self._released(case, child, teacher, "17:10")
        self.script.press(
            clock("17:16"), teacher, "撤销", f"{child.name} 由", case.name, changes(What.RETURNED, of=[child.id])
        )
        self._home(case, child, teacher, "17:33")
        case.sees(child.kin[0], "更正", child.name, "没有离校")
        case.makes(What.RETURNED, child.id)

    def _dispute(self, child: Child, teacher: Adult) -> None:
        """没有接到: the gravest answer. The child is still in the room. (promise 6)"""
        case = self._case("released, and not with the family")
        self._released(case, child, teacher, "17:10")
        asks = changes(What.DISPUTED, of=[child.id])
        self.script.press(clock("17:16"), child.kin[0], "没有接到", child.name, case.name, asks, waits=True)
        back = changes(What.RETURNED, of=[child.id])
        self.script.say(clock("17:22"), teacher, f"刚才说错了，{child.called}还没走", case.name, back)
        self._home(case, child, teacher, "17:39")
        case.sees(self.colleagues.cast.leader, "没有接到", child.name)
        case.sees(teacher, "没有接到", child.name)
        case.sees(child.kin[0], "更正", child.name)
        case.makes(What.DISPUTED, child.id)
        case.makes(What.RETURNED, child.id)

    def _code(self, child: Child, teacher: Adult) -> None:
        """A neighbour of no list goes with the child only for the family's four digits."""
        case, mother = self._case("a delegate with a code"), child.kin[0]
        plan = changes(What.PLAN, of=[child.id])
        text = f"今天让邻居{VISITOR}去接{child.name}，电话13900001111"
        self.script.say(clock("14:30"), mother, text, case.name, plan)
        self.script.say(clock("17:24"), teacher, f"{child.called}被{VISITOR}接走了", case.name)
        self.script.say(
            clock("17:27"),
            teacher,
            f"{child.called} {VISITOR}接 码{{wrong}}",
            case.name,
            reads=(mother.phone, child.name),
        )
        self.script.say(
            clock("17:30"), teacher, f"{child.called} {VISITOR}接 码{{code}}", case.name, gone([child.id]),
            reads=(mother.phone, child.name),
        )  # fmt: skip
        case.sees(teacher, child.name, "核对接送码")
        case.sees(teacher, child.name, "接送码不对")
        case.sees(mother, child.name, f"由{VISITOR}接走")
        case.makes(What.RELEASED, child.id)

    def _barred(self, child: Child, teacher: Adult) -> None:
        """Entered by two; the family's wish and the man at the gate call the leader; the family reads nothing of it.
        (promise 10)"""
        case, mother = self._case("somebody who may not collect"), child.kin[0]
        leader, principal = self.colleagues.cast.leader, self.colleagues.cast.principal
        entry = f"限制接送 {child.called} 张三 舅舅 13811112222 至2026-06-30 依据：法院裁定书"
        self.script.say(clock("09:30"), leader, entry, case.name, changes(What.BLOCK, of=[child.id]))
        self.script.press(clock("11:02"), principal, "核对无误，同意", child.name, case.name, waits=True)
        self.script.say(clock("14:30"), mother, f"今天舅舅来接{child.name}，电话13811112222", case.name)
        self.script.say(clock("17:27"), teacher, f"{child.called}被舅舅接走了", case.name)
        self._home(case, child, teacher, "17:42")
        case.sees(leader, "已生效", child.name)
        case.sees(leader, "请勿转发", child.name, "要换人接")
        case.sees(leader, "请勿转发", child.name, "要放行")
        case.sees(teacher, child.name, "还没有登记离校")
        case.never += [Words(adult.phone, (SECRET,)) for adult in child.kin]
        case.makes(What.BLOCK, child.id)

    def _injury(self, child: Child, teacher: Adult) -> None:
        """How grave, what was done, the end, and the report."""
        case, leader = self._case("an injury to its end"), self.colleagues.cast.leader
        asks = changes(What.INCIDENT, of=[child.id])
        self.script.say(clock("16:52"), teacher, f"{child.called}摔倒了，膝盖擦破皮", case.name, asks)
        self.script.press(clock("16:56"), teacher, "重", child.name, case.name, waits=True)
        self.script.say(clock("16:58"), teacher, "补充 已冰敷，校医看过", case.name)
        self.script.press(clock("17:04"), leader, "已处理", child.name, case.name, waits=True)
        self.script.say(clock("17:10"), leader, "事件报告", case.name)
        self._home(case, child, teacher, "17:45")
        case.sees(self.colleagues.cast.principal, "程度重", child.name)
        case.sees(child.kin[0], "受伤", child.name, "已处理")
        case.sees(leader, "突发情况报告", child.name, "程度：重", "已冰敷", "已结束")
        case.makes(What.INCIDENT, child.id)

    def _club(self) -> None:
        """走班: to the club by name and number, and back the same way. (C35)"""
        club = self.colleagues.cast.club
        if club is None:
            return
        for group in self._calm:
            own = [child for child in self.colleagues.here(group) if child.id in club.members]
            if own and group.teacher != club.teacher and not any(child.namesake for child in own):
                self._walks(group, own)
                return

    def _walks(self, group: Group, children: Sequence[Child]) -> None:
        club = self.colleagues.cast.club
        assert club is not None
        case, ids = self._case("to a club and back"), [child.id for child in children]
        offer = changes(What.OFFERED, of=ids)
        self.script.say(
            clock("16:36"),
            group.teacher,
            f"{club.name}接走 {'、'.join(child.name for child in children)}",
            case.name,
            offer,
        )
        there = changes(What.MOVED, of=ids)
        self.script.press(
            clock("16:40"), club.teacher, f"确认接收{len(ids)}人", group.teacher.name, case.name, there, waits=True
        )
        asking = next((child for child in children if child.kin and child.only), None)
        if asking is not None:
            self.script.say(clock("17:10"), asking.kin[0], f"{asking.name}在哪", case.name)
            case.sees(asking.kin[0], asking.name, club.name, club.teacher.name)
        self.script.say(clock("17:16"), club.teacher, f"{club.name}送回", case.name, offer)
        back = changes(What.MOVED_BACK, of=ids)
        self.script.press(
            clock("17:22"), group.teacher, f"确认接收{len(ids)}人", club.teacher.name, case.name, back, waits=True
        )
        for id_ in ids:
            case.makes(What.MOVED, id_)
            case.makes(What.MOVED_BACK, id_)

    # --- what several need ---

    def _case(self, name: str) -> Case:
        self.written.append(Case(name))
        return self.written[-1]

    @property
    def _evening(self) -> list[Group]:
        return self.colleagues.cast.of(CareSession.EVENING)

    @property
    def _calm(self) -> list[Group]:
        """Groups that are not handed over."""
        return [group for group in self._evening if group not in self.colleagues.givers]

    def _class_teacher(self, group: Group) -> Adult | None:
        noon = self.colleagues.cast.of(CareSession.NOON)
        return next((one.teacher for one in noon if one.class_name == group.class_name), None)

    def _keep_children(self) -> None:
        """Children of whose families nobody else writes; those who read and press. Fewer in a small school."""
        cast = self.colleagues.cast
        fit = [
            child for group in self._calm for child in self.colleagues.here(group)
            if child.kin and child.kin[0].phone in cast.reached and child.only and child.fetched
            and not (child.permit or child.look_alike or child.namesake)
            and (cast.club is None or child.id not in cast.club.members)
        ]  # fmt: skip
        kept = self.script.draw.sample(fit, min(ONE_CHILD, len(fit) // 3))
        self.colleagues.families.kept = {child.id for child in kept}
        self._free = iter(kept)

    def _released(self, case: Case, child: Child, teacher: Adult, at: str) -> None:
        text = f"{child.called}{child.kin[0].relation}接走了"
        self.script.say(clock(at), teacher, text, case.name, gone([child.id]))

    def _home(self, case: Case, child: Child, teacher: Adult, at: str) -> None:
        """Released for good, and the family says so three minutes later."""
        self._released(case, child, teacher, at)
        later = clock(f"{at[:3]}{int(at[3:]) + 3:02}")
        asks = changes(What.COLLECTED, of=[child.id])
        self.script.press(later, child.kin[0], COLLECTED, f"{child.name} {at}", case.name, asks)
        case.makes(What.RELEASED, child.id)
        case.makes(What.COLLECTED, child.id)
