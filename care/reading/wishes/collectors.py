"""What a message tells of who collects: the name, the family name, the phone."""

from __future__ import annotations

import re

from care.people import Person
from care.reading.wishes.scene import COLLECTOR_NAMED, Scene

_HIS_NAME = re.compile(
    "(?:[他她叔舅姨姑伯婶哥姐爷奶公婆爸妈]|名字|姓名)(?:是|叫)(?P<name>[一-龥]{2,3})(?=$|[,。! ])|"
    "(?:^|[,。 ])(?:名|姓名|名字|全名)?叫(?:做)?(?P<a"
    "lone>[一-龥]{2,3})(?=$|[,。! ])"
)


_FAMILY_NAME = re.compile(r"姓(?P<name>[一-龥])的?(?P<title>阿姨|叔叔|奶奶|爷爷|师傅|老师|大姐|大哥|姐|哥)")
"""一个邻居，姓赵的阿姨."""


def with_name(person: Person, scene: Scene) -> Person:
    """舅父去接，他叫麦志强: the name may follow in a clause of its own."""
    beside = COLLECTOR_NAMED.search(scene.story.message.sketch)
    if beside and not person.name:
        start, end = beside.start(), beside.start() + beside.group().count("W")
        return Person(scene.story.message.tidied.raw(start, end), person.relation, person.phone)
    named = (one.person for one in scene.story.message.persons if one.person and one.person.name)
    same = next((one for one in named if person.relation and one.relation == person.relation), None)
    if same and not person.name:
        return Person(same.name, person.relation, person.phone or same.phone)
    family = _FAMILY_NAME.search(scene.story.message.text)
    if family and not person.name:
        return Person(family["name"] + family["title"], person.relation, person.phone)
    match = _HIS_NAME.search(scene.story.message.text)
    if person.name or match is None:
        return person
    found = match.span("name") if match["name"] else match.span("alone")
    return Person(scene.story.message.tidied.raw(*found), person.relation, person.phone)


def with_phone(person: Person, scene: Scene) -> Person:
    phones = scene.story.message.phones
    if person.phone or not phones:
        return person
    digits = "".join(char for char in phones[0].words if char.isdigit())
    return Person(person.name, person.relation, digits)
