"""The demo's pupils and their families: the story's children, those that look alike, and the rest by lot."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from care.acts import CareSession
from care.book import Kin, Permit, Place, Pupil
from storage.demo.names import FATHERS, GRANDFATHERS, GRANDMOTHERS, MOTHERS, Names
from storage.demo.shape import Shape, grade_of, number_of

WHOLE_WEEK = (1, 2, 3, 4, 5)
CLUBS = {
    "篮球社团": "周三、周五，三至六年级，操场",
    "合唱团": "周二、周四，一至六年级，音乐教室",
    "书法社团": "周一、周三，三至六年级，书法教室",
    "绘画社团": "周二、周五，一至三年级，美术教室",
    "机器人社团": "周四，四至六年级，科技馆",
    "围棋社团": "周一、周四，一至六年级，图书馆",
    "舞蹈社团": "周三，一至三年级，舞蹈房",
    "跳绳社团": "周五，一至二年级，操场",
}
STORY_CHILDREN = {"三年级2班": ("李小明", "张子涵"), "一年级1班": ("张子墨",), "二年级1班": ("陈一诺",)}
LOOK_ALIKES = {
    "五年级1班": ("李梓睿", "李子睿"),  # one sound
    "六年级1班": ("刘辰宇", "刘展宇"),  # one shape
    "四年级1班": ("刘宇轩", "刘宇轩"),  # one name in one class: told apart by number
    "二年级1班": ("陈佳怡",),  # one name in two classes
    "五年级2班": ("陈佳怡",),
    "二年级2班": ("周一鸣", "周一凡"),  # twins
}
STORY_FAMILIES: dict[str, tuple[Kin, ...]] = {
    "李小明": (Kin("王丽", "妈妈", "13800000001", 1), Kin("刘桂芳", "奶奶", "13800000002", 2)),
    "张子涵": (Kin("张伟", "爸爸", "13800000003", 1),),
    "张子墨": (Kin("张伟", "爸爸", "13800000003", 1),),
    "陈一诺": (Kin("李娜", "妈妈", "13800000008", 1),),
}
TEACHER_AND_MOTHER = ("黄丽华", "13800000104", "二年级2班")
"""A class teacher whose own child is at the school, in this class."""


@dataclass
class Families:
    """Draws pupils with their grown-ups; some families have two children here."""

    draw: random.Random
    names: Names
    term_start: date
    _phone: int = 1000
    _siblings: list[tuple[str, str, tuple[Kin, ...]]] = field(default_factory=list)

    def pupils(self, first_year: int, shape: Shape) -> Iterator[Pupil]:
        """Class by class, in the order of their numbers (学号). `first_year`: the year grade 1 began."""
        story = [name for group in (STORY_CHILDREN, LOOK_ALIKES) for names in group.values() for name in names]
        self.names.keep(*story)
        twins = self._family("周一鸣")
        for class_name, size in zip(shape.classes, shape.sizes, strict=True):
            entered = first_year - grade_of(class_name) + 1
            wanted = [*STORY_CHILDREN.get(class_name, ()), *LOOK_ALIKES.get(class_name, ())]
            for seat in range(1, size + 1):
                number = f"{entered}{number_of(class_name):02d}{seat:02d}"
                if seat <= len(wanted):
                    name = wanted[seat - 1]
                    kin = twins if name.startswith("周一") else STORY_FAMILIES.get(name) or self._family(name)
                else:
                    name, kin = self._drawn(class_name, seat)
                yield self._pupil(class_name, name, number, kin)

    def _drawn(self, class_name: str, seat: int) -> tuple[str, tuple[Kin, ...]]:
        if class_name == TEACHER_AND_MOTHER[2] and seat == 3:
            name = self.names.child("吴")
            return name, (Kin(TEACHER_AND_MOTHER[0], "妈妈", TEACHER_AND_MOTHER[1], 1),)
        elder = next((one for one in self._siblings if one[0][0] != class_name[0]), None)
        if elder and self.draw.random() < 0.04:
            self._siblings.remove(elder)
            _, surname, kin = elder
            return self.names.child(surname), kin
        name = self.names.child()
        kin = self._family(name)
        if self.draw.random() < 0.05:
            self._siblings.append((class_name, name[0], kin))
        return name, kin

    def _family(self, child: str) -> tuple[Kin, ...]:
        """One or two grown-ups; in every fourth family a grandparent, who often collects."""
        mother = Kin(self.names.adult(MOTHERS), "妈妈", self._number(), 1)
        father = Kin(self.names.adult(FATHERS, child[0]), "爸爸", self._number(), 2)
        lot = self.draw.random()
        if lot < 0.35:
            return (mother, father)
        if lot < 0.6:
            collects = self.draw.random() < 0.5
            if self.draw.random() < 0.5:
                return (mother, Kin(self.names.adult(GRANDMOTHERS), "奶奶", self._number(), 2, collects))
            return (mother, Kin(self.names.adult(GRANDFATHERS, child[0]), "爷爷", self._number(), 2, collects))
        if lot < 0.62:  # Grandparents who share one telephone.
            shared = self._number()
            grandfather = Kin(self.names.adult(GRANDFATHERS, child[0]), "爷爷", shared, 1, True)
            return (grandfather, Kin(self.names.adult(GRANDMOTHERS), "奶奶", shared, 2))
        return (mother,) if lot < 0.85 else (replace(father, rank=1),)

    def _number(self) -> str:
        self._phone += 1
        return f"138{self._phone:08d}"

    def _pupil(self, class_name: str, name: str, number: str, kin: tuple[Kin, ...]) -> Pupil:
        """Seven in ten stay for the evening, half for noon; the story's children stay every evening."""
        story = name in STORY_FAMILIES
        places = []
        if self.draw.random() < 0.5:
            places.append(Place(CareSession.NOON, f"{class_name}午托", WHOLE_WEEK, self.term_start))
        if self.draw.random() < 0.7 or story:
            weekdays = WHOLE_WEEK if story or self.draw.random() < 0.85 else self.draw.choice(((1, 3, 5), (2, 4), (3,)))
            places.append(Place(CareSession.EVENING, f"{class_name}晚托", weekdays, self.term_start))
        clubs = (self.draw.choice(list(CLUBS)),) if self.draw.random() < 0.3 else ()
        alone = class_name[0] in "五六" and not story and self.draw.random() < 0.07
        until = self.term_start + timedelta(days=150)
        permit = Permit(f"DL{number}", until) if alone and len(places) else None
        return Pupil(class_name, name, number, kin, tuple(places), clubs or None, permit)
