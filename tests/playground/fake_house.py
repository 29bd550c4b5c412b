"""A very small school program behind the stand-in: it opens callbacks and answers through the stand-in's API."""

from __future__ import annotations

import contextlib
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import requests
from flask import Flask, request
from werkzeug.serving import WSGIRequestHandler, make_server

from playground.config import Config
from playground.crypto import Crypto
from playground.platform import Platform


class QuietHandler(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """The app on a free port of this machine."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=QuietHandler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join(5)


def field_of(xml: str, name: str) -> str:
    found = re.search(rf"<{name}>(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?</{name}>", xml, re.S)
    return found[1] if found else ""


class FakeHouse:
    """Keeps all callbacks. A parent's text is registered and put before the class teacher; a press greys the card."""

    def __init__(self) -> None:
        self.callbacks: list[str] = []
        self.status = 200  # what the doors answer
        self.clock: dict[str, Any] = {}
        self.waiting = 0.0  # what /readyz says of the oldest unanswered row
        self.base = ""
        self.config: Config | None = None
        self.platform: Platform | None = None
        self._cursor = ""
        self._number = 0
        self._lock = threading.Lock()

    def app(self) -> Flask:
        app = Flask("fake-house")
        app.add_url_rule("/wecom/demo/app", view_func=self._app_door, methods=["POST"])
        app.add_url_rule("/wecom/demo/kf", view_func=self._kf_door, methods=["POST"])
        app.add_url_rule("/rehearsal/clock", view_func=self._clock, methods=["GET", "POST"])
        app.add_url_rule("/readyz", view_func=lambda: {"oldest_unanswered": self.waiting, "oldest_unsent": None})
        return app

    def _clock(self) -> dict[str, Any]:
        if request.headers["Authorization"] == "Bearer clock-key" and request.method == "POST":
            self.clock = request.get_json()
        return self.clock

    def _open(self, token: str, aes_key: str) -> str:
        assert self.config is not None
        crypto = Crypto(token, aes_key, self.config.corp_id)
        query = request.args
        xml = crypto.open_signed(
            query["msg_signature"], query["timestamp"], query["nonce"], request.get_data(as_text=True)
        )
        self.callbacks.append(xml)
        return xml

    def _later(self, work: Any, *values: Any) -> tuple[str, int]:
        if self.status == 200:
            threading.Thread(target=self._work, args=(work, *values), daemon=True).start()
        return "", self.status

    def _work(self, work: Any, *values: Any) -> None:
        with contextlib.suppress(requests.ConnectionError):  # The test is over and the stand-in gone.
            work(*values)

    def _app_door(self) -> tuple[str, int]:
        assert self.config is not None
        return self._later(self._answer_staff, self._open(self.config.app.token, self.config.app.aes_key))

    def _kf_door(self) -> tuple[str, int]:
        assert self.config is not None
        return self._later(self._sync, self._open(self.config.kf.token, self.config.kf.aes_key))

    def call(self, path: str, body: dict[str, Any], *, kf: bool = False) -> dict[str, Any]:
        assert self.config is not None
        secret = self.config.kf.secret if kf else self.config.app.secret
        who = {"corpid": self.config.corp_id, "corpsecret": secret}
        token = requests.get(f"{self.base}/cgi-bin/gettoken", params=who, timeout=5).json()["access_token"]
        url = f"{self.base}/cgi-bin/{path}"
        return requests.post(url, params={"access_token": token}, json=body, timeout=5).json()

    def send(self, userid: str, msgtype: str, own: dict[str, Any]) -> dict[str, Any]:
        assert self.config is not None
        agent_id = self.config.app.agent_id
        return self.call("message/send", {"touser": userid, "agentid": agent_id, "msgtype": msgtype, msgtype: own})

    def send_kf(self, external_userid: str, msgtype: str, own: dict[str, Any]) -> dict[str, Any]:
        assert self.config is not None
        kf = {"touser": external_userid, "open_kfid": self.config.kf.open_kfid}
        return self.call("kf/send_msg", {**kf, "msgtype": msgtype, msgtype: own}, kf=True)

    def _sync(self, xml: str) -> None:
        assert self.config is not None
        with self._lock:
            body = {"cursor": self._cursor, "token": field_of(xml, "Token"), "open_kfid": self.config.kf.open_kfid}
            reply = self.call("kf/sync_msg", body, kf=True)
            self._cursor = reply["next_cursor"]
        for item in reply["msg_list"]:
            if item["msgtype"] == "text":
                self._answer_parent(item["external_userid"], item["text"])

    def _answer_parent(self, parent: str, text: dict[str, str]) -> None:
        if text.get("menu_id"):
            self.send_kf(parent, "text", {"content": f"好的：{text['content']}"})
            return
        entries = [("cancel", "1. 取消请假"), ("ok", "2. 知道了")]
        clicks = [{"type": "click", "click": {"id": key, "content": label}} for key, label in entries]
        head = "已登记：三年级2班 李小明 3月4日（周三）晚托请假（病假）。已告诉晚托老师赵敏。"
        self.send_kf(parent, "msgmenu", {"head_content": head, "list": clicks, "tail_content": "也可以直接回复文字。"})
        self._number += 1
        self.send("chenjing", "template_card", leave_card(f"leave-{self._number}-{id(self)}"))

    def _answer_staff(self, xml: str) -> None:
        assert self.config is not None
        sender = field_of(xml, "FromUserName")
        if field_of(xml, "Event") == "template_card_event":
            body = {"userids": [sender], "agentid": self.config.app.agent_id}
            label = {"replace_name": "已由陈静同意 15:10"}
            update = {**body, "response_code": field_of(xml, "ResponseCode"), "button": label}
            self.call("message/update_template_card", update)
        elif field_of(xml, "MsgType") == "text":
            self.send(sender, "text", {"content": f"收到：{field_of(xml, 'Content')}"})


def leave_card(task_id: str) -> dict[str, Any]:
    return {
        "card_type": "button_interaction",
        "task_id": task_id,
        "source": {"desc": "课后服务", "desc_color": 0},
        "main_title": {"title": "请假待确认", "desc": "家长 15:10 发来"},
        "horizontal_content_list": [
            {"keyname": "孩子", "value": "三年级2班 李小明"},
            {"keyname": "日期", "value": "3月4日（周三）晚托"},
            {"keyname": "原因", "value": "病假：发烧"},
        ],
        "button_list": [
            {"text": "同意", "style": 1, "key": "leave:1:ok"},
            {"text": "退回", "style": 3, "key": "leave:1:no"},
        ],
    }
