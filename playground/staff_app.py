"""The staff app: `message/send`, `update_template_card`, `recall` (wecom.md 3.2 to 3.4) and presses on cards."""

from __future__ import annotations

import secrets
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from playground import bodies, callbacks
from playground.cards import INTERACTIVE, check_card
from playground.chats import Message
from playground.config import Phone
from playground.errors import ApiError, NotPossible
from playground.limits import Window
from playground.repeats import Repeats
from playground.world import World

CODE_LIFE = timedelta(hours=72)
RECALL_LIFE = timedelta(hours=24)
MOST_USERS, MOST_PARTIES = 1000, 100
PERSON_TIMES_A_DAY = 200  # times the number of accounts


class StaffApp:
    """The platform's side of one self-built app."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._minute = Window(30, 60)
        self._hour = Window(1000, 3600)
        self._by_day: Counter[str] = Counter()
        self._repeats = Repeats()
        self._codes: dict[str, dict[str, str]] = dict(world.store.load("response_code"))
        self._task_ids = {message.body.get("task_id") for message in world.chats.everything() if message.kind == "card"}
        self.dropped = 0  # messages that vanished without a word

    def send(self, body: dict[str, Any], scopes: set[str]) -> dict[str, Any]:
        check_agent(self._world, body, scopes)
        people, wrong = self._targets(body)
        earlier = self._repeats.earlier(body, self._seconds())
        if earlier is not None:
            return earlier
        content = self._content(body)
        self._count_day(len(people))
        reply = self._deliver(people, content) | wrong
        self._repeats.remember(body, reply, self._seconds())
        return reply

    def _targets(self, body: dict[str, Any]) -> tuple[list[Phone], dict[str, str]]:
        """People to reach, and the lists of those that cannot be: partial failure is still errcode 0."""
        users, parties, tags = (_ids(body.get(name)) for name in ("touser", "toparty", "totag"))
        if not users and not parties and not tags:
            raise ApiError(40063, "touser, toparty and totag all empty")
        if len(users) > MOST_USERS or len(parties) > MOST_PARTIES or len(tags) > MOST_PARTIES:
            raise ApiError(40032)
        if "@all" in users:
            return self._world.members(), {}
        found = {user: self._world.member(user) for user in users}
        people = list({phone.id: phone for phone in found.values() if phone}.values())
        if not people:
            raise ApiError(81013)
        unknown = [user.lower() for user, phone in found.items() if phone is None]
        lists = {"invaliduser": unknown, "invalidparty": parties, "invalidtag": tags}
        return people, {name: "|".join(ids) for name, ids in lists.items() if ids}

    def _content(self, body: dict[str, Any]) -> bodies.Content:
        if body.get("msgtype") != "template_card":
            return bodies.read(body, self._world.shelf, self._world.now())
        card = body.get("template_card")
        remarks = check_card(card)
        assert isinstance(card, dict)
        task_id = card.get("task_id")
        if task_id and task_id in self._task_ids:
            raise ApiError(42014, "task_id used before in this app")
        return bodies.Content("card", _spoken(card), card, remarks)

    def _count_day(self, people: int) -> None:
        """The account cap × 200 person-times a day; beyond it the app is shut for the day."""
        day = self._world.now().date().isoformat()
        if self._by_day[day] + people > PERSON_TIMES_A_DAY * max(1, len(self._world.members())):
            raise ApiError(45009, "person-times of the day used up")
        self._by_day[day] += people

    def _deliver(self, people: list[Phone], content: bodies.Content) -> dict[str, Any]:
        msgid = secrets.token_urlsafe(24)
        at = self._world.now().isoformat()
        reply: dict[str, Any] = {"errcode": 0, "errmsg": "ok", "msgid": msgid}
        for person in people:
            if self._drops(person):
                continue
            self._world.chats.add(
                Message(person.id, False, content.kind, at, content.text, content.body, msgid=msgid, channel="app")
            )
        self._task_ids.add(content.body.get("task_id"))
        if content.kind == "card" and _updatable(content.body):
            reply["response_code"] = self.new_code(msgid)
        if content.remarks:
            reply["errmsg"] = "ok, " + "; ".join(content.remarks)
        return reply

    def _drops(self, person: Phone) -> bool:
        """More than 30 a minute or 1,000 an hour to one member vanish without an error (wecom.md 5).

        Time that the clock leapt over has passed.
        """
        now = self._world.clock.lived()
        over = self._minute.full(person.id, now) or self._hour.full(person.id, now)
        if over or self._world.faults.take("silent_drop"):
            self.dropped += 1
            return True
        self._minute.add(person.id, now)
        self._hour.add(person.id, now)
        return False

    def _seconds(self) -> float:
        return self._world.now().timestamp()

    def new_code(self, msgid: str) -> str:
        """A response_code: updates the copies of one card, once, within 72 hours."""
        code = secrets.token_urlsafe(32)
        self._codes[code] = {"msgid": msgid, "at": self._world.now().isoformat()}
        self._world.store.save("response_code", code, self._codes[code])
        return code

    def update_card(self, body: dict[str, Any], scopes: set[str]) -> dict[str, Any]:
        check_agent(self._world, body, scopes)
        userids = body.get("userids") or []
        if not isinstance(userids, list) or len(userids) > MOST_USERS:
            raise ApiError(40031)
        if not userids and not body.get("atall"):
            raise ApiError(40063, "userids empty")
        copies = self._copies_of(str(body.get("response_code") or ""))
        changes = _changes(body, copies[0] if copies else None)
        self._use_code(body["response_code"])
        return self._change_copies(copies, changes, None if body.get("atall") else userids)

    def _copies_of(self, code: str) -> list[Message]:
        issued = self._codes.get(code, {})
        if not issued.get("msgid") or self._world.now() - datetime.fromisoformat(issued["at"]) > CODE_LIFE:
            raise ApiError(60140)
        return self._world.chats.sent_as(issued["msgid"])

    def _use_code(self, code: str) -> None:
        self._codes[code] = {}
        self._world.store.save("response_code", code, {})

    def _change_copies(
        self, copies: list[Message], changes: dict[str, Any], userids: list[str] | None
    ) -> dict[str, Any]:
        wanted = None if userids is None else {str(user).lower() for user in userids}
        for copy in copies:
            if wanted is None or copy.phone.lower() in wanted:
                self._world.chats.change(copy, **changes)
        unknown = [] if userids is None else [user for user in userids if self._world.member(str(user)) is None]
        return {"errcode": 0, "errmsg": "ok"} | ({"invaliduser": unknown} if unknown else {})

    def recall(self, body: dict[str, Any], _scopes: set[str]) -> dict[str, Any]:
        copies = self._world.chats.sent_as(str(body.get("msgid") or ""))
        if not copies:
            raise ApiError(40035, "unknown msgid")
        if self._world.now() - datetime.fromisoformat(copies[0].at) > RECALL_LIFE:
            raise ApiError(42052)
        for copy in copies:
            self._world.chats.change(copy, status="recalled")
        return {"errcode": 0, "errmsg": "ok"}

    def press(self, message: Message, button: str, selections: callbacks.Selections) -> tuple[str, dict[str, Any]]:
        """The label and the event's own fields for a press on a card; a grey card cannot be pressed."""
        if message.kind != "card" or message.status == "recalled":
            raise NotPossible("这条消息没有按钮")
        if message.greyed:
            raise NotPossible(f"按钮已经变灰：{message.greyed}")
        label, key = _find_button(message.body, button)
        fields = {
            "EventKey": key,
            "TaskId": message.body.get("task_id", ""),
            "CardType": message.body["card_type"],
            "ResponseCode": self.new_code(message.msgid),
            **callbacks.selected_items(selections),
        }
        return label, fields


def check_agent(world: World, body: dict[str, Any], scopes: set[str]) -> None:
    """301002 where token and agentid belong to different apps."""
    agent_id = body.get("agentid")
    if isinstance(agent_id, str) and agent_id.isdigit():
        agent_id = int(agent_id)
    if not isinstance(agent_id, int):
        raise ApiError(40056)
    if "app" not in scopes or agent_id != world.config.app.agent_id:
        raise ApiError(301002)


def _ids(value: Any) -> list[str]:
    return [one for one in str(value or "").split("|") if one]


def _spoken(card: dict[str, Any]) -> str:
    """The card's words in one text, for searching and previews."""
    title = card.get("main_title") or {}
    quote = card.get("quote_area") or {}
    lines = [f"{line.get('keyname')}：{line.get('value', '')}" for line in card.get("horizontal_content_list") or ()]
    parts = [title.get("title"), title.get("desc"), card.get("sub_title_text"), quote.get("quote_text"), *lines]
    return "\n".join(str(part) for part in parts if part)


def _updatable(card: dict[str, Any]) -> bool:
    """Text and news cards only where they had an action menu (wecom.md 3.4)."""
    return card["card_type"] in INTERACTIVE or bool(card.get("action_menu"))


def _changes(body: dict[str, Any], copy: Message | None) -> dict[str, Any]:
    """What an update does to a copy: a label on its buttons, or a whole new card."""
    if body.get("template_card"):
        card = body["template_card"]
        check_card(card)
        return {"body": card, "text": _spoken(card), "greyed": str(card.get("replace_text") or "")}
    label = (body.get("button") or {}).get("replace_name")
    if not label:
        raise ApiError(40058, "button.replace_name or template_card is needed")
    if copy is not None and copy.body["card_type"] not in INTERACTIVE:
        raise ApiError(40058, "button update is for button, vote and multiple cards")
    return {"greyed": str(label)}


def _buttons(card: dict[str, Any]) -> list[tuple[str, str]]:
    plain = [(one["text"], one.get("key", "")) for one in card.get("button_list") or () if one.get("type", 0) == 0]
    submit = card.get("submit_button")
    menu = (card.get("action_menu") or {}).get("action_list") or ()
    return plain + ([(submit["text"], submit["key"])] if submit else []) + [(one["text"], one["key"]) for one in menu]


def _find_button(card: dict[str, Any], wanted: str) -> tuple[str, str]:
    """By key, else by its label, else by a part of the label."""
    buttons = _buttons(card)
    tests = (lambda b: b[1] == wanted, lambda b: b[0] == wanted, lambda b: bool(wanted) and wanted in b[0])
    for test in tests:
        for button in buttons:
            if test(button):
                return button
    raise NotPossible(f"没有这个按钮：{wanted}")
