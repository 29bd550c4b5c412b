"""What sync_msg hands out: a tolerant reading of wecom.md 4b into `Inbound`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from bot.channels.app_events import sent_at
from care.messages import Inbound, Kind

CHANNEL = "wecom_kf"
CUSTOMER = 3  # origin: the parent; 4 the platform, 5 a colleague who typed by hand

KINDS = {
    "text": Kind.TEXT,
    "voice": Kind.VOICE,
    "image": Kind.IMAGE,
    "video": Kind.FILE,
    "file": Kind.FILE,
    "location": Kind.LOCATION,
}
EVENTS = {"enter_session": Kind.ENTER, "msg_send_fail": Kind.FAILED}

_KEPT = (
    "media_id",
    "latitude",
    "longitude",
    "name",
    "address",
    "title",
    "url",
    "scene",
    "scene_param",
    "welcome_code",
    "fail_msgid",
    "fail_type",
)
_LONGEST_ID = 128


def read(item: Mapping[str, Any], school: str, open_kfid: str) -> Inbound | None:
    """What a parent said or did. None for colleagues' own words and for what nobody waits to have answered."""
    item = storable(item)
    shape = str(item.get("msgtype", ""))
    body = item.get(shape)
    body = body if isinstance(body, dict) else {}
    kind = _kind_of(item, shape, body)
    sender = str(item.get("external_userid") or body.get("external_userid") or "").strip()
    if kind is None or not sender or len(sender) > _LONGEST_ID:
        return None
    button = str(body.get("menu_id") or "") if shape == "text" else ""
    return Inbound(
        school=school,
        channel=CHANNEL,
        platform_id=_id_of(item),
        sender=sender,
        kind=Kind.PRESS if button else kind,
        text=str(body.get("content") or ""),
        button=button,
        sent_at=sent_at(str(item.get("send_time", ""))),
        detail={"open_kfid": open_kfid} | {name: body[name] for name in _KEPT if body.get(name) not in (None, "")},
    )


def storable(value: Any) -> Any:
    """JSON can carry what no database keeps: NUL, and halves of a character."""
    if isinstance(value, str):
        return value.replace("\x00", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {storable(name): storable(part) for name, part in value.items()}
    return [storable(part) for part in value] if isinstance(value, list) else value


def _kind_of(item: Mapping[str, Any], shape: str, body: Mapping[str, Any]) -> Kind | None:
    if shape == "event":
        return EVENTS.get(str(body.get("event_type", "")))
    if item.get("origin") != CUSTOMER:
        return None
    return KINDS.get(shape, Kind.OTHER)


def _id_of(item: Mapping[str, Any]) -> str:
    """The platform's msgid; an item without one is named by all that it says."""
    given = str(item.get("msgid") or "").strip()
    if given and len(given) <= _LONGEST_ID:
        return given
    said = json.dumps(item, sort_keys=True, default=str)
    return "item-" + hashlib.sha256(said.encode()).hexdigest()[:40]
