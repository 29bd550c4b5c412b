"""What people do at their phones, and the callbacks that follow from it."""

from __future__ import annotations

import itertools
import struct
import threading
import time
import zlib
from typing import Any

from playground import callbacks
from playground.chats import Message
from playground.config import Config, Phone
from playground.crypto import Crypto
from playground.doors import Courier, Delivery, Door
from playground.errors import NotPossible
from playground.kf import CustomerService
from playground.kf_menu import find_entry
from playground.staff_app import StaffApp
from playground.world import World


def _png(width: int, height: int, colour: bytes) -> bytes:
    """A plain picture, for those who press the button without a file of their own."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = (b"\0" + colour * width) * height
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


PICTURE = _png(240, 160, bytes((150, 176, 190)))
VOICE = b"#!AMR\n" + bytes(58)
MEDIA = {"image": ("图片.png", "image/png", PICTURE), "voice": ("语音.amr", "audio/amr", VOICE)}


def make_doors(config: Config) -> dict[str, Door]:
    app, kf, corp = config.app, config.kf, config.corp_id
    return {
        "app": Door("企业应用", app.door, Crypto(app.token, app.aes_key, corp), app.agent_id),
        "kf": Door("微信客服", kf.door, Crypto(kf.token, kf.aes_key, corp), None),
    }


class People:
    def __init__(
        self, world: World, app: StaffApp, kf: CustomerService, courier: Courier, doors: dict[str, Door]
    ) -> None:
        self._world = world
        self._app = app
        self._kf = kf
        self._courier = courier
        self._doors = doors
        self._msg_ids = itertools.count(time.time_ns() // 1000)  # 64-bit, larger than a float holds exactly
        self._msg_id_lock = threading.Lock()

    def say(self, phone: str, text: str) -> Message:
        """Type a text and send it."""
        person = self._world.phone(phone)
        if not text.strip():
            raise NotPossible("没有内容")
        return self._send(person, "text", text, {"content": text}, {"Content": text})

    def sticker(self, phone: str, text: str = "[微笑]") -> Message:
        """A built-in face arrives as a text in brackets."""
        return self.say(phone, text)

    def voice(self, phone: str, content: bytes = b"") -> Message:
        return self._send_media(phone, "voice", content)

    def image(self, phone: str, content: bytes = b"", mime: str = "") -> Message:
        return self._send_media(phone, "image", content, mime)

    def _send_media(self, phone: str, kind: str, content: bytes, mime: str = "") -> Message:
        person = self._world.phone(phone)
        name, usual_mime, usual = MEDIA[kind]
        with self._world.lock:
            media = self._world.shelf.put(kind, name, mime or usual_mime, content or usual, now=self._world.now())
        own = {"MediaId": media.id} | ({"Format": "amr"} if kind == "voice" else {"PicUrl": f"/media/{media.id}"})
        return self._send(person, kind, "", {"media_id": media.id}, own)

    def _send(
        self, person: Phone, kind: str, text: str, kf_fields: dict[str, Any], app_fields: dict[str, Any]
    ) -> Message:
        with self._world.lock, self._world.store.batch():
            body = {"media_id": kf_fields["media_id"]} if "media_id" in kf_fields else {}
            message = self._bubble(person, kind, text, body)
            if not person.is_staff:
                self._kf.wrote(person, message, kind, kf_fields)
                return message
            with self._msg_id_lock:
                msg_id = next(self._msg_ids)
            xml = callbacks.message(kind, self._common(person), msg_id, self._agent_id, **app_fields)
            self._deliver("app", kind, person.id, xml, message)
            return message

    def press(
        self, phone: str, message_id: int, button: str, selections: callbacks.Selections | None = None
    ) -> Message | None:
        """Press a card's button or a menu's entry, by key or by label."""
        person = self._world.phone(phone)
        with self._world.lock, self._world.store.batch():
            message = self._world.chats.get(message_id)
            if message is None or message.phone != person.id:
                raise NotPossible("没有这条消息")
            if message.kind == "menu":
                return self._press_entry(person, message, button)
            self._press_card(person, message, button, selections or {})
            return None

    def _press_entry(self, person: Phone, message: Message, wanted: str) -> Message:
        """A menu entry comes back as a text of the parent, with the entry's id as `menu_id`."""
        entry = find_entry(message.body, wanted)
        if entry is None:
            raise NotPossible(f"菜单里没有：{wanted}")
        bubble = self._bubble(person, "text", entry["content"], {})
        own = {"content": entry["content"], "menu_id": entry.get("id", "")}
        self._kf.wrote(person, bubble, "text", own)
        return bubble

    def _press_card(self, person: Phone, message: Message, wanted: str, selections: callbacks.Selections) -> None:
        label, fields = self._app.press(message, wanted, selections)
        self._world.chats.change(message, note=label)
        xml = callbacks.event("template_card_event", self._common(person), self._agent_id, **fields)
        self._deliver("app", "template_card_event", person.id, xml, None)

    def press_newest(self, phone: str, label: str) -> Message | None:
        """Press a button by its label on the newest message that has it, as a script does. A notice has none: what it
        asks for is typed in the customer-service chat."""
        person = self._world.phone(phone)
        for message in reversed(self._world.chats.of(person.id)):
            if message.channel == "notice" and f"“{label}”" in message.text:
                return self.say(person.id, label)
            if message.kind not in ("card", "menu") or message.greyed:
                continue
            try:
                return self.press(person.id, message.id, label)
            except NotPossible:
                continue
        raise NotPossible(f"{person.name}的手机上没有按钮“{label}”")

    def enter(self, phone: str, scene: str = "", scene_param: str = "") -> None:
        """Open the chat: `enter_agent` for members, `enter_session` for parents."""
        person = self._world.phone(phone)
        with self._world.lock, self._world.store.batch():
            if not person.is_staff:
                self._kf.entered(person, scene, scene_param)
                return
            xml = callbacks.event("enter_agent", self._common(person), self._agent_id, EventKey="")
            self._deliver("app", "enter_agent", person.id, xml, None)

    def ring(self, token: str, external_userid: str, message_id: int) -> None:
        """The bell of 微信客服: corp, token and account, no sender (wecom.md 2.6)."""
        common = {"ToUserName": self._world.config.corp_id, "CreateTime": self._stamp()}
        own = {"Token": token, "OpenKfId": self._world.config.kf.open_kfid}
        xml = callbacks.event("kf_msg_or_event", common, None, **own)
        self._deliver("kf", "kf_msg_or_event", external_userid, xml, self._world.chats.get(message_id))

    @property
    def _agent_id(self) -> int:
        return self._world.config.app.agent_id

    def _stamp(self) -> int:
        return int(self._world.now().timestamp())

    def _common(self, person: Phone) -> dict[str, Any]:
        corp = self._world.config.corp_id
        return {"ToUserName": corp, "FromUserName": person.id, "CreateTime": self._stamp()}

    def _bubble(self, person: Phone, kind: str, text: str, body: dict[str, Any]) -> Message:
        channel = "app" if person.is_staff else "kf"
        at = self._world.now().isoformat()
        return self._world.chats.add(Message(person.id, True, kind, at, text, body, channel=channel, status="sending"))

    def _deliver(self, door: str, what: str, sender: str, xml: str, message: Message | None) -> None:
        def done(arrived: bool, why: str) -> None:
            if message is not None:
                with self._world.lock:
                    self._world.chats.change(message, status="delivered" if arrived else "failed", note=why)

        self._courier.give(Delivery(self._doors[door], what, sender, xml, done))
