"""家校通讯录 as the API reads it: the tree of classes, and the parents of each (wecom.md 4a, read)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from playground.config import Config, Phone
from playground.errors import ApiError
from playground.world import World

CLASS_AND_CHILD = re.compile(r"(([一二三四五六])年级\d+班)\s*([\u4e00-\u9fff]{2,4})")
ROOT = 1
A_CLASS, A_GRADE, A_SCHOOL = 1, 2, 5  # type


@dataclass
class Department:
    id: int
    parent: int
    name: str
    type: int
    parents: dict[str, tuple[Phone, list[str]]] = field(default_factory=dict)  # by parent_userid, with the children


class Departments:
    """Root, grades and classes, numbered in the order in which the phones' titles name them."""

    def __init__(self, config: Config) -> None:
        self.all = {ROOT: Department(ROOT, 0, config.school_name, A_SCHOOL)}
        self._by_name: dict[str, Department] = {}
        for phone in config.phones:
            if phone.parent_userid:
                self._place(phone)

    def _place(self, phone: Phone) -> None:
        for class_name, grade, child in CLASS_AND_CHILD.findall(phone.title):
            of_grade = self._named(f"{grade}年级", ROOT, A_GRADE)
            own = self._named(class_name, of_grade.id, A_CLASS)
            own.parents.setdefault(phone.parent_userid, (phone, []))[1].append(child)

    def _named(self, name: str, parent: int, type_: int) -> Department:
        if name not in self._by_name:
            self._by_name[name] = self.all[len(self.all) + 1] = Department(len(self.all) + 1, parent, name, type_)
        return self._by_name[name]

    def parents_below(self, party: str) -> list[Phone] | None:
        """The parents of a class, of all classes of a grade, or of the school. None where there is no such number."""
        if not party.isdigit() or int(party) not in self.all:
            return None
        return [phone for one in self.below(int(party)) for phone, _ in one.parents.values()]

    def below(self, number: int) -> list[Department]:
        own = [self.all[number]]
        return own + [each for one in self.all.values() if one.parent == number for each in self.below(one.id)]


class SchoolContacts:
    def __init__(self, world: World) -> None:
        self._world = world
        self._departments = Departments(world.config)

    def departments(self, body: dict[str, Any], scopes: set[str]) -> dict[str, Any]:
        """`school/department/list`: this one and all below it; without an id all."""
        _check_scope(scopes)
        found = self._departments.below(self._department(body.get("id") or ROOT).id)
        listed = [{"id": one.id, "parentid": one.parent, "name": one.name, "type": one.type} for one in found]
        return {"errcode": 0, "errmsg": "ok", "departments": listed}

    def parents(self, body: dict[str, Any], scopes: set[str]) -> dict[str, Any]:
        """`school/user/list_parent`: of this department alone, never of those below it."""
        _check_scope(scopes)
        own = self._department(body.get("department_id")).parents
        return {"errcode": 0, "errmsg": "ok", "parents": [_parent(*one) for one in own.values()]}

    def _department(self, number: Any) -> Department:
        found = self._departments.all.get(int(number)) if str(number).isdigit() else None
        if found is None:
            raise ApiError(60123)
        return found


def _check_scope(scopes: set[str]) -> None:
    """Only the app that stands among 「可调用接口的应用」 of 家校沟通."""
    if "app" not in scopes:
        raise ApiError(48002)


def _parent(phone: Phone, children: list[str]) -> dict[str, Any]:
    """The external_userid is there only while the parent follows."""
    seen = {"parent_userid": phone.parent_userid, "mobile": phone.mobile, "is_subscribe": int(phone.follows)}
    if phone.follows:
        seen["external_userid"] = phone.id
    return seen | {"children": [{"student_userid": f"s-{child}", "relation": "", "name": child} for child in children]}
