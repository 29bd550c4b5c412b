"""What the cells of one sheet may refer to in another: colleagues, classes, groups, clubs, pupils."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from care.acts import CareSession
from care.book import CareGroup, Club, Colleague, Pupil, SchoolClass
from care.policy import LABELS as SESSION_LABELS
from care.rules.workbook.problems import Bad, Flaw

LABELS = SESSION_LABELS
WORDS = {word: care for care, word in LABELS.items()}
YES = frozenset({"是", "√", "报名", "参加", "✓", "✔", "1"})
NO = frozenset({"否", "×", "退出", "不参加", "无", "0"})


@dataclass(frozen=True)
class Colleagues:
    """Found by code, by name where only one bears it, or by 姓名(工号)."""

    by_code: dict[str, Colleague]
    by_name: dict[str, list[Colleague]]

    @classmethod
    def of(cls, staff: Iterable[Colleague]) -> Colleagues:
        every = list(staff)
        by_name: dict[str, list[Colleague]] = {}
        for one in every:
            by_name.setdefault(one.name, []).append(one)
        return cls({one.code: one for one in every}, by_name)

    def code_of(self, written: str) -> str | Bad:
        if not written:
            return ""
        if written.lower() in self.by_code:
            return written.lower()
        both = re.fullmatch(r"(.+?)[(（](.+)[)）]", written)
        if both and both[2].lower() in self.by_code:
            return both[2].lower()
        found = self.by_name.get(re.sub(r"老师$", "", written)) or self.by_name.get(written, [])
        if len(found) == 1:
            return found[0].code
        return Bad(Flaw.WHICH_STAFF if found else Flaw.UNKNOWN_STAFF, written, "、".join(one.code for one in found))


@dataclass(frozen=True)
class Groups:
    every: tuple[CareGroup, ...]

    def named(self, care: CareSession, written: str) -> str | Bad:
        names = [group.name for group in self.every if group.session is care]
        if written in names:
            return written
        return Bad(Flaw.UNKNOWN_GROUP, written, LABELS[care])

    def wished(self, care: CareSession, written: str, class_name: str) -> str | Bad:
        """A group's name, or “是” or the class's own name for the group of the class."""
        names = [group.name for group in self.every if group.session is care]
        if written in names:
            return written
        if written in YES or written == class_name:
            own = [name for name in names if name == class_name] or [n for n in names if n.startswith(class_name)]
            return own[0] if own else Bad(Flaw.NO_GROUP_FOR_CLASS, class_name, LABELS[care])
        return Bad(Flaw.UNKNOWN_GROUP, written, LABELS[care])


@dataclass(frozen=True)
class Pupils:
    by_called: dict[tuple[str, str], list[Pupil]]

    @classmethod
    def of(cls, pupils: Iterable[Pupil]) -> Pupils:
        found: dict[tuple[str, str], list[Pupil]] = {}
        for pupil in pupils:
            found.setdefault((pupil.class_name, pupil.name), []).append(pupil)
        return cls(found)

    def find(self, class_name: str, name: str, number: str) -> Pupil | Bad:
        found = self.by_called.get((class_name, name), [])
        exact = [pupil for pupil in found if number and pupil.number == number]
        if exact or (len(found) == 1 and not (number and found[0].number)):
            return (exact or found)[0]
        flaw = Flaw.WHICH_PUPIL if len(found) > 1 and not number else Flaw.UNKNOWN_PUPIL
        return Bad(flaw, f"{class_name} {name}", number)


@dataclass(frozen=True)
class Directory:
    """Built up sheet by sheet; what the file leaves out is taken from what the house has."""

    staff: Colleagues
    classes: frozenset[str] = frozenset()
    groups: Groups = Groups(())
    clubs: frozenset[str] = frozenset()
    pupils: Pupils = Pupils({})
    sessions: frozenset[CareSession] | None = None

    def class_named(self, written: str) -> str | Bad:
        return written if not written or written in self.classes else Bad(Flaw.UNKNOWN_CLASS, written)


def class_names(classes: Sequence[SchoolClass]) -> frozenset[str]:
    return frozenset(one.name for one in classes)


def club_names(clubs: Sequence[Club]) -> frozenset[str]:
    return frozenset(one.name for one in clubs)
