"""The menu message of 微信客服, and its limits in bytes (wecom.md 4b)."""

from __future__ import annotations

from typing import Any

from playground.errors import ApiError

MOST_ENTRIES = 10
HEAD_BYTES = 1024
ENTRY_LIMITS: dict[str, dict[str, int]] = {
    "click": {"content": 128},
    "view": {"url": 2048, "content": 1024},
    "miniprogram": {"appid": 128, "pagepath": 1024, "content": 1024},
    "text": {"content": 256},
}


def check_menu(menu: Any) -> dict[str, Any]:
    """95008 for more than ten entries, 95009 for anything else that is wrong."""
    if not isinstance(menu, dict):
        raise ApiError(95009)
    entries = menu.get("list") or []
    if not isinstance(entries, list):
        raise ApiError(95009)
    if len(entries) > MOST_ENTRIES:
        raise ApiError(95008)
    for name in ("head_content", "tail_content"):
        if len(str(menu.get(name) or "").encode()) > HEAD_BYTES:
            raise ApiError(95009, f"{name} too long")
    if not entries and not menu.get("head_content"):
        raise ApiError(95009, "empty menu")
    for entry in entries:
        _check_entry(entry)
    return menu


def _check_entry(entry: Any) -> None:
    kind = entry.get("type") if isinstance(entry, dict) else None
    own = entry.get(kind) if kind in ENTRY_LIMITS else None
    if not isinstance(own, dict):
        raise ApiError(95009, "entry type")
    for name, most in ENTRY_LIMITS[str(kind)].items():
        value = own.get(name)
        if not isinstance(value, str) or not 0 < len(value.encode()) <= most:
            raise ApiError(95009, f"{kind}.{name}")
    if kind == "click" and len(str(own.get("id") or "").encode()) > 128:
        raise ApiError(95009, "click.id")


def menu_text(menu: dict[str, Any]) -> str:
    entries = [entry[entry["type"]]["content"] for entry in menu.get("list") or ()]
    return "\n".join(part for part in (menu.get("head_content"), *entries, menu.get("tail_content")) if part)


def find_entry(menu: dict[str, Any], wanted: str) -> dict[str, Any] | None:
    """A click entry by id, else by its words, else by a part of them."""
    clicks: list[dict[str, Any]] = [entry["click"] for entry in menu.get("list") or () if entry["type"] == "click"]
    tests = (
        lambda c: c.get("id") == wanted,
        lambda c: c["content"] == wanted,
        lambda c: bool(wanted) and wanted in c["content"],
    )
    for test in tests:
        for click in clicks:
            if test(click):
                return click
    return None
