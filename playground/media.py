"""Temporary media (wecom.md 3.6): valid three days of shown time, shared by the corp's apps."""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from playground.errors import ApiError
from playground.store import Store

KEPT = timedelta(days=3)
MB = 1024 * 1024
MOST_BYTES = {"image": 10 * MB, "voice": 2 * MB, "video": 10 * MB, "file": 20 * MB}


@dataclass(frozen=True)
class Media:
    id: str
    kind: str
    name: str
    mime: str
    at: str


class Shelf:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._media: dict[str, Media] = {key: Media(**value) for key, value in store.load("media")}
        self._content: dict[str, bytes] = dict(store.load_bytes("media_bytes"))

    def put(self, kind: str, name: str, mime: str, content: bytes, *, now: datetime) -> Media:
        media = Media(secrets.token_urlsafe(48), kind, name, mime, now.isoformat())
        self._media[media.id], self._content[media.id] = media, content
        self._store.save("media", media.id, asdict(media))
        self._store.save_bytes("media_bytes", media.id, content)
        return media

    def upload(self, kind: str, name: str, mime: str, content: bytes, *, now: datetime) -> dict[str, Any]:
        """More than 5 bytes; image 10 MB, voice 2 MB, video 10 MB, file 20 MB."""
        if kind not in MOST_BYTES:
            raise ApiError(40004)
        if not content:
            raise ApiError(44001)
        if len(content) <= 5:
            raise ApiError(40006)
        if len(content) > MOST_BYTES[kind]:
            raise ApiError(45001)
        media = self.put(kind, name, mime, content, now=now)
        created = str(int(now.timestamp()))
        return {"errcode": 0, "errmsg": "ok", "type": kind, "media_id": media.id, "created_at": created}

    def get(self, media_id: str, *, now: datetime | None = None) -> tuple[Media, bytes]:
        """40007 when unknown or, where `now` is given, older than three days."""
        media = self._media.get(media_id) if isinstance(media_id, str) else None
        if media is None or (now and now - datetime.fromisoformat(media.at) > KEPT):
            raise ApiError(40007)
        return media, self._content[media.id]
