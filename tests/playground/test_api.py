"""Tokens, media, general limits and the faults that can be provoked (wecom.md 3.1, 3.6, 5)."""

from __future__ import annotations

import pytest

from playground.errors import ServerFault
from playground.faults import Fault
from tests.playground.conftest import School


def call(school: School, token: str, path: str = "getcallbackip") -> int:
    return school.platform.api.call(path, {"access_token": token})["errcode"]


def fetch_token(school: School, **changes: str) -> int:
    config = school.platform.config
    query = {"corpid": config.corp_id, "corpsecret": config.app.secret}
    return school.platform.api.call("gettoken", query | changes)["errcode"]


def test_tokens_are_missing_unknown_or_past_their_7200_seconds(school: School):
    token = school.token()

    assert call(school, "") == 41001
    assert call(school, "made up") == 40014
    assert call(school, token) == 0
    school.clock.step(7200)
    assert call(school, token) == 42001


def test_a_new_token_leaves_the_old_one_alive(school: School):
    old, new = school.token(), school.token()

    assert old != new
    assert call(school, old) == call(school, new) == 0


def test_wrong_secrets_end_in_a_block_of_the_address(school: School):
    assert fetch_token(school, corpid="ww-other") == 40013
    assert {fetch_token(school, corpsecret="wrong") for _ in range(2000)} == {40001}
    assert fetch_token(school) == 45009
    school.clock.step(3601)
    assert fetch_token(school) == 0


def test_each_apps_token_opens_only_its_own_doors(school: School):
    app, kf = school.token(), school.token(kf=True)
    agent_id, open_kfid = school.platform.config.app.agent_id, school.platform.config.kf.open_kfid
    text = {"touser": "chenjing", "agentid": agent_id, "msgtype": "text", "text": {"content": "x"}}

    assert school.platform.api.call("message/send", {"access_token": kf}, text)["errcode"] == 301002
    assert school.platform.api.call("kf/sync_msg", {"access_token": app}, {"open_kfid": open_kfid})["errcode"] == 48007


def test_any_one_api_closes_for_a_minute_after_10000_calls(school: School):
    token = school.token()
    codes = [call(school, token) for _ in range(10_001)]

    assert codes[9_999:] == [0, 45009]
    school.clock.step(30)
    assert call(school, token) == 45009
    assert call(school, token, "get_api_domain_ip") == 0
    school.clock.step(31)
    assert call(school, token) == 0


def upload(school: School, content: bytes, kind: str = "image") -> dict:
    query = {"access_token": school.token(), "type": kind}
    return school.platform.api.upload(query, "值班表.png", "image/png", content)


def test_media_comes_back_as_it_was_for_three_days(school: School):
    media_id = upload(school, b"picture")["media_id"]

    def get() -> object:
        return school.platform.api.download({"access_token": school.token(), "media_id": media_id})

    assert get() == ("值班表.png", "image/png", b"picture")
    assert school.send("chenjing", "image", {"media_id": media_id})["errcode"] == 0
    school.clock.step(3 * 24 * 3600 + 1)
    assert get()["errcode"] == 40007
    assert school.send("chenjing", "image", {"media_id": media_id})["errcode"] == 40007


@pytest.mark.parametrize(
    ("content", "kind", "errcode"),
    [
        (b"", "image", 44001),
        (b"12345", "image", 40006),
        (b"123456", "image", 0),
        (b"x" * (2 * 1024 * 1024 + 1), "voice", 45001),
        (b"123456", "poster", 40004),
    ],
)
def test_an_uploads_limits(school: School, content: bytes, kind: str, errcode: int):
    assert upload(school, content, kind)["errcode"] == errcode


def test_faults_strike_as_often_as_asked(school: School):
    token, faults = school.token(), school.platform.faults
    faults.set(Fault("busy", times=2))
    assert [call(school, token) for _ in range(3)] == [-1, -1, 0]
    faults.set(Fault("token_expired", times=1))
    assert [call(school, token) for _ in range(2)] == [42001, 42001]
    faults.set(Fault("http_500", path="getcallbackip"))
    token = school.token()
    with pytest.raises(ServerFault):
        call(school, token)
    faults.end("http_500")
    assert call(school, token) == 0


def test_every_call_is_in_the_log_with_its_code(school: School):
    school.send_text("nobody", "x")

    paths = [(entry["path"], entry["errcode"]) for entry in school.platform.journal.entries()]
    assert paths == [("gettoken", 0), ("message/send", 81013)]
    assert school.platform.journal.counts["api message/send 81013"] == 1
