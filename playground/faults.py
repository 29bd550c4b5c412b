"""Troubles that can be provoked from the page or by POST /faults."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from playground.errors import NotPossible

KINDS = {
    "token_expired": "令牌过期",
    "busy": "系统繁忙",
    "slow": "响应很慢",
    "http_500": "服务器错误",
    "silent_drop": "悄悄丢弃",
    "window_shut": "客服窗口关闭",
    "kf_fail": "客服发送失败",
    "not_following": "家长未关注学校通知",
    "duplicate": "重复回调",
    "out_of_order": "回调乱序",
    "door_retry": "回调重试",
}


@dataclass
class Fault:
    """`times` None: until switched off. `path`: only calls whose path holds it."""

    kind: str
    times: int | None = None
    seconds: float = 6.0
    path: str = ""


class Faults:
    def __init__(self, changed: Callable[[], None] = lambda: None) -> None:
        self._active: dict[str, Fault] = {}
        self._changed = changed
        self._lock = threading.RLock()

    def set(self, fault: Fault) -> None:
        if fault.kind not in KINDS:
            raise NotPossible(f"没有这种故障：{fault.kind}")
        self._active[fault.kind] = fault
        self._changed()

    def end(self, kind: str) -> None:
        self._active.pop(kind, None)
        self._changed()

    def take(self, kind: str, path: str = "") -> Fault | None:
        """The fault when it strikes now; one that has a number of times uses one up."""
        if kind not in self._active:
            return None
        with self._lock:
            fault = self._active.get(kind)
            if fault is None or fault.path not in path:
                return None
            if fault.times is not None:
                self._use_up(fault)
        return fault

    def _use_up(self, fault: Fault) -> None:
        assert fault.times is not None
        fault.times -= 1
        if fault.times <= 0:
            del self._active[fault.kind]
        self._changed()

    def listed(self) -> list[dict[str, Any]]:
        active = {kind: asdict(fault) for kind, fault in list(self._active.items())}
        return [{"kind": kind, "label": label, "active": active.get(kind)} for kind, label in KINDS.items()]
