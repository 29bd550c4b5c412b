"""The doors behind Flask's test client. The same doors as granian serves them: test_front.py."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event, func, select
from werkzeug.test import TestResponse

from bot.app import create_app
from bot.channels.crypto import Cipher
from bot.house import House
from storage.inbox import InboxRow
from storage.platform.kf import BellRow
from tests.bot.platform import AES_KEY, CORP, OPEN_KFID, TOKEN, Callback, ListeningBell, callback, payload

APP, KF = "/wecom/yucai/app", "/wecom/yucai/kf"


@pytest.fixture
def client(house: House) -> FlaskClient:
    return create_app(house).test_client()


def post(client: FlaskClient, path: str, sent: Callback) -> TestResponse:
    return client.post(path, query_string=sent.query, data=sent.body)


def kept(house: House) -> int:
    with house.sessions.reading() as session:
        counts = [session.scalar(select(func.count()).select_from(table)) or 0 for table in (InboxRow, BellRow)]
    return sum(counts)


@pytest.mark.parametrize("path", [APP, KF])
def test_the_platforms_address_check_gets_the_bare_text(client: FlaskClient, path: str) -> None:
    cipher, now = Cipher(TOKEN, AES_KEY, CORP), str(int(time.time()))
    echo = cipher.encrypt(b"7301928465")
    query = {"msg_signature": cipher.sign(now, "n", echo), "timestamp": now, "nonce": "n", "echostr": echo}
    started = time.monotonic()
    answer = client.get(path, query_string=query)

    assert (answer.status_code, answer.data) == (200, b"7301928465")
    assert time.monotonic() - started < 1


def test_a_message_is_kept_acknowledged_with_nothing_and_rung_for(
    client: FlaskClient, house: House, bell: ListeningBell
) -> None:
    answer = post(client, APP, callback(payload("text__plain")))

    assert (answer.status_code, answer.data) == (200, b"")
    assert kept(house) == 1
    assert bell.senders == ["1/wecom_app/lihua"]


def test_a_second_delivery_is_accepted_and_has_no_second_effect(
    client: FlaskClient, house: House, bell: ListeningBell
) -> None:
    assert post(client, APP, callback(payload("text__plain"))).status_code == 200
    assert post(client, APP, callback(payload("text__plain"))).status_code == 200
    assert (kept(house), len(bell.senders)) == (1, 1)


def test_the_very_same_callback_again_is_refused(client: FlaskClient, house: House, bell: ListeningBell) -> None:
    heard = callback(payload("text__plain"))

    assert post(client, APP, heard).status_code == 200
    assert post(client, APP, heard).status_code == 403
    assert (kept(house), len(bell.senders)) == (1, 1)


def test_two_presses_in_one_second_are_kept_both(client: FlaskClient, house: House) -> None:
    for key in ("leave:42:ok", "leave:42:no"):
        assert post(client, APP, callback(payload("template_card_event__button", EventKey=key))).status_code == 200
    assert kept(house) == 2


def test_a_bell_of_customer_service_is_kept_and_rung_for(
    client: FlaskClient, house: House, bell: ListeningBell
) -> None:
    rung = callback(payload("kf_msg_or_event__plain"))

    assert post(client, KF, rung).status_code == 200
    assert post(client, KF, rung).status_code == 403
    assert post(client, KF, callback(payload("kf_msg_or_event__plain"))).status_code == 200
    assert kept(house) == 2
    assert bell.accounts == [f"1/{OPEN_KFID}"] * 2


@pytest.mark.parametrize(
    "text",
    [
        payload("kf_msg_or_event__plain", OpenKfId="wkUnknown"),
        payload("kf_msg_or_event__plain", Event="kf_account_auth_change"),
        "<xml><MsgType>event</MsgType></xml>",
    ],
)
def test_what_concerns_no_account_of_ours_is_acknowledged(client: FlaskClient, house: House, text: str) -> None:
    assert post(client, KF, callback(text)).status_code == 200
    assert kept(house) == 0


def test_a_text_of_a_hundred_kilobytes_is_kept(client: FlaskClient, house: House) -> None:
    assert post(client, APP, callback(payload("text__plain", Content="晚" * 34_000))).status_code == 200
    assert kept(house) == 1


def changed(**query: str | None) -> Callable[[], Callback]:
    def make() -> Callback:
        sent = callback(payload("text__plain"))
        asked = {name: value for name, value in {**sent.query, **query}.items() if value is not None}
        return Callback(asked, sent.body)

    return make


def body(content: bytes) -> Callable[[], Callback]:
    """A body that nobody signed, under a query that looks right."""
    return lambda: Callback(callback(payload("text__plain")).query, content)


def inner(text: str | bytes, **how: Any) -> Callable[[], Callback]:
    """Rightly signed and encrypted, but wrong within."""
    return lambda: callback(text, **how)


def cipher_text(encrypted: str) -> Callable[[], Callback]:
    """Rightly signed, but no cipher text of ours."""

    def make() -> Callback:
        now = str(int(time.time()))
        query = {
            "msg_signature": Cipher(TOKEN, AES_KEY, CORP).sign(now, "n", encrypted),
            "timestamp": now,
            "nonce": "n",
        }
        return Callback(query, f"<xml><Encrypt>{encrypted}</Encrypt></xml>".encode())

    return make


BOMB = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><xml><Encrypt>&b;&b;</Encrypt></xml>'
)
BAD: dict[str, tuple[Callable[[], Callback], int]] = {
    "wrong signature": (changed(msg_signature="0" * 40), 403),
    "no signature": (changed(msg_signature=None), 400),
    "signature that is no ascii": (changed(msg_signature="签名"), 403),
    "no timestamp": (changed(timestamp=None), 400),
    "no nonce": (changed(nonce=None), 400),
    "no query at all": (changed(msg_signature=None, timestamp=None, nonce=None), 400),
    "changed timestamp": (changed(timestamp="1"), 403),
    "changed nonce": (changed(nonce="other"), 403),
    "endless nonce": (changed(nonce="9" * 5000), 400),
    "timestamp that is no number": (changed(timestamp="now"), 403),
    "empty body": (body(b""), 400),
    "body that is no xml": (body(b"hello"), 400),
    "body that is json": (body(b'{"encrypt":"x"}'), 400),
    "body without cipher text": (body(b"<xml><ToUserName>x</ToUserName></xml>"), 400),
    "empty cipher text": (body(b"<xml><Encrypt></Encrypt></xml>"), 400),
    "two cipher texts": (body(b"<xml><Encrypt>a</Encrypt><Encrypt>b</Encrypt></xml>"), 400),
    "body of broken characters": (body(b"\xff\xfe\x00\x80"), 400),
    "entity bomb": (body(BOMB), 400),
    "body that is too long": (body(b"x" * 300_000), 413),
    "cipher text that is no base64": (cipher_text("你好!!"), 400),
    "cipher text of half a block": (cipher_text("AAAA"), 400),
    "cipher text of zeros": (cipher_text("A" * 64), 400),
    "for another corp": (inner(payload("text__plain"), corp="ww00000000000000bb"), 403),
    "signed with another token": (inner(payload("text__plain"), token="AnotherToken"), 403),
    "ten days old": (inner(payload("text__plain"), at=time.time() - 864_000), 403),
    "from tomorrow": (inner(payload("text__plain"), at=time.time() + 86_400), 403),
    "empty message": (inner(""), 400),
    "message that is no xml": (inner("hello"), 400),
    "message without a kind": (inner("<xml><FromUserName>u</FromUserName></xml>"), 400),
    "message from nobody": (inner(payload("text__plain", FromUserName="")), 400),
    "entity bomb within": (inner(BOMB.decode()), 400),
    "event without a name": (inner(payload("enter_agent__plain", Event="")), 200),
    "event that nobody knows": (inner(payload("enter_agent__plain", Event="moon_landing")), 200),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_callback_is_refused_and_leaves_nothing(
    client: FlaskClient, house: House, bell: ListeningBell, name: str
) -> None:
    make, status = BAD[name]

    assert post(client, APP, make()).status_code == status
    assert (kept(house), bell.senders) == (0, [])


@pytest.mark.parametrize("number", ["not a number", "9" * 400, "-1", "0x10"])
def test_a_strange_number_is_only_a_name(client: FlaskClient, house: House, number: str) -> None:
    assert post(client, APP, callback(payload("text__plain", MsgId=number))).status_code == 200
    assert kept(house) == 1


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", "/wecom/nowhere/app", 404),
        ("POST", "/wecom/nowhere/kf", 404),
        ("GET", "/wecom/nowhere/app", 404),
        ("POST", "/wecom/yucai/mp", 404),
        ("PUT", APP, 405),
        ("OPTIONS", APP, 405),
        ("GET", APP, 400),
    ],
)
def test_a_door_that_is_not_there_stays_shut(client: FlaskClient, method: str, path: str, status: int) -> None:
    answer = client.open(path, method=method, data=b"")

    assert (answer.status_code, answer.data) == (status, b"")


def test_a_database_that_fails_asks_the_platform_to_deliver_again(
    client: FlaskClient, house: House, bell: ListeningBell
) -> None:
    assert post(client, APP, callback(payload("text__plain"))).status_code == 200
    broken = event.listens_for(house.sessions.engine, "before_cursor_execute")

    @broken
    def fail(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith("INSERT"):
            raise OSError("no space left on device")

    assert post(client, APP, callback(payload("text__plain", MsgId="2"))).status_code == 503
    event.remove(house.sessions.engine, "before_cursor_execute", fail)
    assert post(client, APP, callback(payload("text__plain", MsgId="2"))).status_code == 200
    assert (kept(house), len(bell.senders)) == (2, 2)


def test_no_refusal_says_what_was_in_the_callback(
    client: FlaskClient, house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    post(client, APP, callback(payload("text__plain", Content="李小明13800001111"), at=1))
    house.sessions.engine.dispose()
    post(client, APP, callback(payload("text__plain", Content="李小明13800001111")))
    said = "".join(capsys.readouterr())

    assert "callback refused" in said
    assert not any(secret in said for secret in ("李小明", "13800001111", "lihua", TOKEN, "the-app-secret"))
