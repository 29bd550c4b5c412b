"""学校通知: `externalcontact/message/send`, one way to the parents who follow the school (wecom.md 4a)."""

from __future__ import annotations

import secrets
from typing import Any

from playground import bodies
from playground.chats import Message
from playground.config import Phone
from playground.errors import ApiError
from playground.repeats import Repeats
from playground.school_contacts import Departments
from playground.staff_app import check_agent
from playground.world import World

MOST_PERSONS, MOST_PARTIES = 1000, 100
PARENTS, STUDENTS, BOTH = range(3)  # recv_scope
SENDABLE = frozenset({"text", "news"}) | bodies.MEDIA_KINDS
CHANNEL = "notice"

Targets = tuple[list[Phone], dict[str, list[str]]]


class SchoolNotices:
    """Sends as the self-built app does. Nobody can answer a notice: no page describes a way back."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._departments = Departments(world.config)
        self._repeats = Repeats()

    def send(self, body: dict[str, Any], scopes: set[str]) -> dict[str, Any]:
        check_agent(self._world, body, scopes)
        now = self._world.now()
        followers, wrong = self._targets(body)
        earlier = self._repeats.earlier(body, now.timestamp())
        if earlier is not None:
            return earlier
        if body.get("msgtype") not in SENDABLE:
            raise ApiError(40008)
        content = bodies.read(body, self._world.shelf, now)
        self._arrive(followers, content)
        reply = {"errcode": 0, "errmsg": "ok", **wrong}
        self._repeats.remember(body, reply, now.timestamp())
        return reply

    def _targets(self, body: dict[str, Any]) -> Targets:
        """Parents to reach, and the lists of those that cannot be: partial failure is still errcode 0."""
        scope = body.get("recv_scope", PARENTS)
        if scope not in (PARENTS, STUDENTS, BOTH):
            raise ApiError(40058, "recv_scope")
        parents = _ids(body, "to_parent_userid", MOST_PERSONS)
        students = _ids(body, "to_student_userid", MOST_PERSONS)
        parties = _ids(body, "to_party", MOST_PARTIES)
        if body.get("toall") == 1:
            return self._reached([phone for phone in self._world.parents() if scope != STUDENTS], {})
        if not parents and not students and not parties:
            raise ApiError(40063, "to_parent_userid, to_student_userid and to_party all empty")
        found = {one: self._follower(one) for one in parents}
        of_classes = {one: self._departments.parents_below(one) for one in parties}
        wrong = {
            "invalid_parent_userid": [one for one, phone in found.items() if phone is None],
            "invalid_student_userid": students,  # Children have no phones here.
            "invalid_party": [one for one, phones in of_classes.items() if phones is None],
        }
        wanted = [phone for phone in found.values() if phone]
        wanted += [phone for phones in of_classes.values() for phone in phones or ()]
        return self._reached(wanted if scope != STUDENTS else [], {name: ids for name, ids in wrong.items() if ids})

    def _reached(self, wanted: list[Phone], wrong: dict[str, list[str]]) -> Targets:
        """81013 where nobody is left, as when no parent follows."""
        followers = list({phone.id: phone for phone in wanted if phone.follows}.values())
        if not followers:
            raise ApiError(81013)
        return followers, wrong

    def _follower(self, parent_userid: str) -> Phone | None:
        phone = self._world.parent_named(parent_userid)
        if phone is None or not phone.follows or self._world.faults.take("not_following"):
            return None
        return phone

    def _arrive(self, followers: list[Phone], content: bodies.Content) -> None:
        msgid, at = secrets.token_urlsafe(16), self._world.now().isoformat()
        for phone in followers:
            self._world.chats.add(
                Message(phone.id, False, content.kind, at, content.text, content.body, msgid=msgid, channel=CHANNEL)
            )


def _ids(body: dict[str, Any], name: str, most: int) -> list[str]:
    """An array, unlike the app's "a|b" (wecom.md 4a)."""
    value = body.get(name) or []
    if not isinstance(value, list):
        raise ApiError(40031, name)
    if len(value) > most:
        raise ApiError(40032, name)
    return [str(one) for one in value]
