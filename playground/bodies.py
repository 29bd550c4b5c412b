"""The bodies of `message/send` and `kf/send_msg` other than cards and menus (wecom.md 3.2, 4b)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from playground.errors import ApiError
from playground.media import Shelf

TEXT_BYTES = 2048
MOST_ARTICLES = 8
MEDIA_KINDS = frozenset({"image", "voice", "video", "file"})


@dataclass(frozen=True)
class Content:
    """What a phone shows, and remarks for the log."""

    kind: str
    text: str = ""
    body: dict[str, Any] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


def cut(text: str, most: int = TEXT_BYTES) -> str:
    """A longer text is cut by the platform, here at a whole character."""
    return text.encode()[:most].decode(errors="ignore")


def read(body: dict[str, Any], shelf: Shelf, now: datetime) -> Content:
    kind = str(body.get("msgtype"))
    own = body.get(kind)
    if kind not in _READERS and kind not in MEDIA_KINDS:
        raise ApiError(40008)
    if not isinstance(own, dict):
        raise ApiError(40063, f"{kind} missing")
    if kind in MEDIA_KINDS:
        media, _ = shelf.get(own.get("media_id", ""), now=now)
        return Content(kind, media.name if kind == "file" else "", {"media_id": media.id, "name": media.name})
    return _READERS[kind](own)


def _text(own: dict[str, Any]) -> Content:
    if not isinstance(own.get("content"), str) or not own["content"]:
        raise ApiError(44004)
    return Content("text", cut(own["content"]))


def _markdown(own: dict[str, Any]) -> Content:
    content = own.get("content") or ""
    if not content:
        raise ApiError(44004)
    if len(content.encode()) > TEXT_BYTES:
        raise ApiError(45002)
    return Content("text", content)


def _textcard(own: dict[str, Any]) -> Content:
    if not (own.get("title") and own.get("description") and own.get("url")):
        raise ApiError(40063, "textcard.title, description and url are needed")
    return Content("link", own["title"][:128], {"desc": own["description"][:512], "url": own["url"]})


def _link(own: dict[str, Any]) -> Content:
    if not (own.get("title") and own.get("url")):
        raise ApiError(40063, "link.title and url are needed")
    return Content("link", cut(own["title"], 128), {"desc": cut(own.get("desc", ""), 512), "url": own["url"]})


def _news(own: dict[str, Any]) -> Content:
    articles = own.get("articles") or []
    if not articles:
        raise ApiError(40063, "news.articles empty")
    if len(articles) > MOST_ARTICLES:
        raise ApiError(45008)
    first = articles[0]
    return Content("link", first.get("title", ""), {"desc": first.get("description", ""), "url": first.get("url", "")})


_READERS = {
    "text": _text,
    "markdown": _markdown,
    "textcard": _textcard,
    "news": _news,
    "link": _link,
}
