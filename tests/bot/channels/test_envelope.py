from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.crypto import BadCallback, Cipher
from bot.channels.envelope import WINDOW, open_echo, open_post
from tests.bot.channels.test_crypto import ECHO, MESSAGE
from tests.bot.platform import AES_KEY, CORP, TOKEN, callback, payload

CIPHER = Cipher(TOKEN, AES_KEY, CORP)
THEN = 1700000000.0
ECHO_QUERY = {
    "msg_signature": "979316de73e023fe855de1c44a2d97098d58572e",
    "timestamp": "1700000000",
    "nonce": "nonce123",
    "echostr": ECHO,
}
MESSAGE_QUERY = {
    "msg_signature": "e2ba61f97708c2da75201d3a29b7e6712facfcc0",
    "timestamp": "1700000000",
    "nonce": "nonce456",
}


def test_the_vector_of_an_address_check_is_echoed() -> None:
    assert open_echo(ECHO_QUERY, CIPHER, clock=THEN) == "7301928465"


def test_the_vector_of_a_message_is_opened() -> None:
    opened = open_post(f"<xml><Encrypt>{MESSAGE}</Encrypt></xml>".encode(), MESSAGE_QUERY, CIPHER, clock=THEN)

    assert opened.content["Content"] == "请假"
    assert opened.content["MsgId"] == "9007199254740993"
    assert opened.nonce == "1700000000.nonce456"


def test_an_overheard_message_is_not_decrypted_for_whoever_plays_it_to_the_address_check() -> None:
    with pytest.raises(BadCallback, match="no echo"):
        open_echo(MESSAGE_QUERY | {"echostr": MESSAGE}, CIPHER, clock=THEN)


@pytest.mark.parametrize("late", [-WINDOW - 1, WINDOW + 1, 864_000])
def test_a_right_signature_outside_its_time_is_refused(late: int) -> None:
    with pytest.raises(BadCallback, match="time window"):
        open_echo(ECHO_QUERY, CIPHER, clock=THEN + late)


@pytest.mark.parametrize("late", [-WINDOW, 0, WINDOW])
def test_a_right_signature_within_its_time_is_accepted(late: int) -> None:
    assert open_echo(ECHO_QUERY, CIPHER, clock=THEN + late)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=300))
def test_every_text_that_the_platform_can_send_arrives_whole(text: str) -> None:
    sent = callback(payload("text__plain", Content="X").replace("X", text.replace("]]>", "")), at=THEN)

    assert open_post(sent.body, sent.query, CIPHER, clock=THEN).content["Content"] == text.replace("]]>", "")


@given(
    st.dictionaries(st.sampled_from(["msg_signature", "timestamp", "nonce", "echostr"]), st.text(max_size=30)),
    st.binary(max_size=100),
)
def test_nothing_unsigned_does_more_than_be_refused(query: dict[str, Any], body: bytes) -> None:
    with pytest.raises(BadCallback):
        open_post(body, query, CIPHER, clock=THEN)
    with pytest.raises(BadCallback):
        open_echo(query, CIPHER, clock=THEN)


@given(st.integers(0, 400), st.integers(1, 255))
def test_a_callback_with_one_byte_changed_is_refused_or_says_the_same(where: int, change: int) -> None:
    sent = callback(payload("text__plain"), at=THEN, nonce="n")
    body = bytearray(sent.body)
    body[where % len(body)] ^= change
    try:
        content = open_post(bytes(body), sent.query, CIPHER, clock=THEN).content
    except BadCallback:
        return
    assert content["Content"] == "请假"
