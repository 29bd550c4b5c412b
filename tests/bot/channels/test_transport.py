from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from bot.channels.errors import ApiError, Unreachable
from bot.channels.transport import Transport
from tests.bot.platform import StubApi


@pytest.mark.parametrize("status", [301, 302, 400, 404, 429, 500, 502, 503])
def test_every_status_but_200_counts_as_no_answer(stub: StubApi, status: int) -> None:
    stub.lay_out("message/send", status)
    with pytest.raises(Unreachable, match=str(status)):
        Transport(stub.url).post("message/send", {}, {})


def test_an_error_code_in_a_good_answer_is_an_error(stub: StubApi) -> None:
    stub.lay_out("message/send", {"errcode": 81013, "errmsg": "all invalid"})
    with pytest.raises(ApiError) as raised:
        Transport(stub.url).post("message/send", {}, {})
    assert raised.value.code == 81013


@pytest.fixture
def babbler() -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        answers = iter([b"<html>captive portal</html>", b"[]", b'{"errcode":"x"}'])

        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(next(self.answers))

        def log_message(self, *_args: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_an_answer_that_is_not_the_platforms_counts_as_none(babbler: str) -> None:
    transport = Transport(babbler)
    for _answer in range(3):
        with pytest.raises(Unreachable):
            transport.get("gettoken", {})


@pytest.mark.parametrize("ending", ["", "/", "/cgi-bin", "/cgi-bin/"])
def test_the_base_may_be_written_in_several_ways(stub: StubApi, ending: str) -> None:
    Transport(stub.url + ending).get("gettoken", {})

    assert stub.asked[0].path == "gettoken"


def test_a_proxy_of_the_environment_is_not_used(stub: StubApi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")

    assert Transport(stub.url).get("gettoken", {})["errcode"] == 0
