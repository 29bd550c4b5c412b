"""Who sees which kind of data: one table for everybody who decides it. (C108, C12; promises 10, 11; 003-12.07)

What is not in the table is not shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import IntEnum, StrEnum

from care.book import Post
from care.people import Role
from care.rules.people.changes import masked


class Viewer(StrEnum):
    """In what capacity somebody would see it; towards one child where the child matters."""

    FAMILY = "family"  # of the child itself
    OTHER_FAMILY = "other_family"
    COLLEAGUE = "colleague"  # any teacher
    HOLDER = "holder"  # has the child, or expects it now
    CLASS_TEACHER = "class_teacher"  # of the child's class
    DECIDER = "decider"  # of the application that the data belongs to
    DUTY_LEADER = "duty_leader"
    PRINCIPAL = "principal"
    KEEPER = "keeper"  # looks after the system and the school's lists


class Kind(StrEnum):
    """What is to be seen."""

    PRIORITY = "priority"  # priority group and its evidence
    WAIVER = "waiver"  # a fee that is waived, and why
    PHONE = "phone"  # a guardian's number
    BLOCKED = "blocked"  # who may not collect
    APART = "apart"  # who must not see each other's data


class Sight(IntEnum):
    NOTHING = 0
    MASKED = 1
    FULL = 2


_LEADERS = {Viewer.DUTY_LEADER: Sight.FULL, Viewer.PRINCIPAL: Sight.FULL}
TABLE: Mapping[Kind, Mapping[Viewer, Sight]] = {
    Kind.PRIORITY: {Viewer.FAMILY: Sight.FULL, Viewer.DECIDER: Sight.FULL},
    Kind.WAIVER: {Viewer.FAMILY: Sight.FULL, Viewer.DECIDER: Sight.FULL},
    Kind.PHONE: {
        **_LEADERS, Viewer.HOLDER: Sight.FULL, Viewer.CLASS_TEACHER: Sight.FULL, Viewer.KEEPER: Sight.FULL,
        Viewer.FAMILY: Sight.MASKED, Viewer.COLLEAGUE: Sight.MASKED, Viewer.DECIDER: Sight.MASKED,
    },
    Kind.BLOCKED: _LEADERS,
    Kind.APART: _LEADERS,
}  # fmt: skip
_OF_POST: Mapping[Post, Viewer] = {
    Post.DUTY_LEADER: Viewer.DUTY_LEADER, Post.PRINCIPAL: Viewer.PRINCIPAL, Post.IT: Viewer.KEEPER,
}  # fmt: skip


def sight(kind: Kind, viewers: Iterable[Viewer]) -> Sight:
    """What somebody sees who is all of these at once: the most that any of them does."""
    return max((TABLE[kind].get(one, Sight.NOTHING) for one in viewers), default=Sight.NOTHING)


def sees(kind: Kind, viewers: Iterable[Viewer]) -> bool:
    return sight(kind, viewers) is Sight.FULL


def of_posts(posts: Iterable[Post]) -> frozenset[Viewer]:
    """Whoever works here, by their posts; towards a single child they may be more."""
    held = set(posts)
    return (
        frozenset({Viewer.COLLEAGUE} | {_OF_POST[post] for post in held if post in _OF_POST}) if held else frozenset()
    )


def posts(kind: Kind) -> frozenset[Post]:
    """The posts that make somebody see it in full, whoever the child is."""
    return frozenset(post for post, viewer in _OF_POST.items() if sees(kind, [viewer]))


def roles(kind: Kind) -> frozenset[Role]:
    """Who may ask for the school's list of it in chat."""
    found = {Role.LEADER} if posts(kind) & {Post.DUTY_LEADER, Post.PRINCIPAL} else set()
    return frozenset(found | ({Role.TEACHER} if sees(kind, [Viewer.COLLEAGUE]) else set()))


def shown_phone(phone: str | None, viewers: Iterable[Viewer]) -> str:
    """The number as these see it; empty where there is none, or nothing of it may be seen."""
    seen = sight(Kind.PHONE, viewers)
    if not phone or seen is Sight.NOTHING:
        return ""
    return phone if seen is Sight.FULL else masked(phone)
