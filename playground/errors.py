"""The platform's refusals. Codes by wecom.md 3.8; decide on `errcode` only, the text changes."""

from __future__ import annotations

MEANING = {
    -1: "system busy",
    40001: "invalid credential",
    40003: "invalid userid",
    40004: "invalid media type",
    40006: "invalid media size",
    40007: "invalid media_id",
    40008: "invalid message type",
    40013: "invalid corpid",
    40014: "invalid access_token",
    40031: "invalid userid list",
    40032: "userid list too long",
    40035: "invalid parameter",
    40056: "invalid agentid",
    40058: "invalid request parameter",
    40063: "some parameters are empty",
    40096: "invalid external userid",
    41001: "access_token missing",
    42001: "access_token expired",
    42014: "task_id invalid or used",
    42052: "msgid expired for recall",
    44001: "empty media data",
    44004: "empty content",
    45001: "media size out of limit",
    45002: "content size out of limit",
    45008: "article size out of limit",
    45009: "api freq out of limit",
    48002: "api forbidden",
    48007: "kf account not granted to the app",
    60123: "invalid department id",
    60140: "response_code invalid, used or expired",
    60253: "servicer not in the list",
    81013: "user, party and tag all invalid",
    95000: "invalid open_kfid",
    95001: "send msg count limit",
    95002: "send msg time limit",
    95007: "invalid msg token",
    95008: "too many menu items",
    95009: "invalid menu",
    95016: "session state transition not allowed",
    95018: "session state does not allow sending",
    301002: "no permission for the agentid",
}


class ApiError(Exception):
    """An answer with an errcode. It is still HTTP 200."""

    def __init__(self, errcode: int, detail: str = "") -> None:
        super().__init__(errcode, detail)
        self.errcode = errcode
        self.detail = detail or MEANING.get(errcode, "template card field error")

    def body(self) -> dict[str, object]:
        return {"errcode": self.errcode, "errmsg": f"{self.detail}, hint: [playground], more info at 3.8"}


class ServerFault(Exception):
    """HTTP 500 instead of an answer, as asked for on the page."""


class NotPossible(Exception):
    """A person at a phone asked for something that is not there (a button that is grey, an unknown phone)."""
