from __future__ import annotations

import base64

import pytest
import xmltodict
from hypothesis import given
from hypothesis import strategies as st
from wechatpy.work.crypto import WeChatCrypto

from bot.channels.crypto import BadCallback, Cipher

# wecom.md 1.7
TOKEN, KEY, CORP = "SchoolBotToken01", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8", "ww00000000000000aa"
ECHO = "4j/AuRx71kQlxVlzbpsMWKt1fhS+Nu7pjf2kxm/LrKPRsGZM+qPVQ2AwJowo8z2AtfSli0txmEVsUa+WK35nxQ=="
MESSAGE = (
    "4j/AuRx71kQlxVlzbpsMWP4sl+9mIH7nbm6z+8HPVCP+zkCcurnRuytgyiC5pvnNCxj3565EgZonaVyr76GPqU0a357m7maWqHHwvQQ/KQlMa+C1"
    "Kv9khpa2rSDK8tVdTnMPI9ZUd+heqhbJJK8zN65jDci2m3HmYMur6u/8upfRtUF/FvAMxvDnZstCXznLtcqseZI4WZV9H9uDu3pnVO43NN+Ujb3s"
    "SKRvbHG3KHbXTMLbhUYCXAc3KmW7F4jjCE/ndMf5icaV9IxtnEVvG5KRJx9SK4IXg7mxVb+Uqf6PAKczcH9DzIVv4xZoOyjuG/Ke37AxqD/g5aSf"
    "96cEBYQEi6Pn0vV1cEQlRPC8LEHQew8xDPZ9DDnKxhUlP25o+msIoF0hb5LP2TiG66x9h2TUEXo4g2EzskMiHrC21ak="
)
NO_RECEIVER = "4j/AuRx71kQlxVlzbpsMWBISlvomC6YoH8j5nFCfw7DZ/Is91fYwteHV/AkIXJdXMKgFtYaSiO2hYFvak58dnw=="


@pytest.fixture
def cipher() -> Cipher:
    return Cipher(TOKEN, KEY, CORP)


def test_the_vector_of_an_address_check_is_read(cipher: Cipher) -> None:
    cipher.check("979316de73e023fe855de1c44a2d97098d58572e", "1700000000", "nonce123", ECHO)

    assert cipher.decrypt(ECHO) == b"7301928465"


def test_the_vector_of_a_message_is_read(cipher: Cipher) -> None:
    cipher.check("e2ba61f97708c2da75201d3a29b7e6712facfcc0", "1700000000", "nonce456", MESSAGE)
    inner = cipher.decrypt(MESSAGE)

    assert len(inner) == 276
    assert xmltodict.parse(inner)["xml"]["MsgId"] == "9007199254740993"


def test_the_vector_without_a_receiver_is_read() -> None:
    cipher = Cipher(TOKEN, KEY, "")
    cipher.check("79e0949f4de6e0cc1cff9eef119b0b6e971f011f", "1700000000", "nonce789", NO_RECEIVER)

    assert cipher.decrypt(NO_RECEIVER) == b'{"msgtype":"text"}'


@given(st.text(max_size=200))
def test_wechatpy_reads_what_we_write_and_we_read_what_it_writes(text: str) -> None:
    ours, theirs = Cipher(TOKEN, KEY, CORP), WeChatCrypto(TOKEN, KEY, CORP)
    sealed = ours.encrypt(text.encode())
    envelope = f"<xml><Encrypt>{sealed}</Encrypt></xml>"

    assert theirs.decrypt_message(envelope, ours.sign("1", "2", sealed), "1", "2").encode() == text.encode()
    reply = xmltodict.parse(theirs.encrypt_message(text, "2", "1"))["xml"]
    ours.check(reply["MsgSignature"], "1", "2", reply["Encrypt"])
    assert ours.decrypt(reply["Encrypt"]) == text.encode()


@given(st.binary(max_size=400))
def test_no_garbage_does_more_than_be_refused(garbage: bytes) -> None:
    with pytest.raises(BadCallback):
        Cipher(TOKEN, KEY, CORP).decrypt(base64.b64encode(garbage).decode())


@given(st.text(max_size=100))
def test_no_text_that_is_not_base64_does_more_than_be_refused(text: str) -> None:
    with pytest.raises(BadCallback):
        Cipher(TOKEN, KEY, CORP).decrypt(text)


def test_a_message_for_another_corp_is_refused(cipher: Cipher) -> None:
    with pytest.raises(BadCallback, match="receive id"):
        cipher.decrypt(Cipher(TOKEN, KEY, "ww00000000000000bb").encrypt(b"<xml/>"))


def test_a_wrong_signature_is_refused_whatever_its_letters(cipher: Cipher) -> None:
    for signature in ("0" * 40, "", "签名", "979316DE73E023FE855DE1C44A2D97098D58572E"):
        with pytest.raises(BadCallback, match="signature"):
            cipher.check(signature, "1700000000", "nonce123", ECHO)


def test_no_two_encryptions_are_alike(cipher: Cipher) -> None:
    assert cipher.encrypt(b"x") != cipher.encrypt(b"x")


def test_a_key_of_the_wrong_length_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="43"):
        Cipher(TOKEN, KEY[:39], CORP)
