"""The stand-in's own encryption against the vectors of wecom.md 1.7."""

from __future__ import annotations

import pytest

from playground.crypto import BadEnvelope, Crypto

TOKEN = "SchoolBotToken01"
AES_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
CORP = "ww00000000000000aa"
ECHO = "4j/AuRx71kQlxVlzbpsMWKt1fhS+Nu7pjf2kxm/LrKPRsGZM+qPVQ2AwJowo8z2AtfSli0txmEVsUa+WK35nxQ=="
EMPTY_RECEIVER = "4j/AuRx71kQlxVlzbpsMWBISlvomC6YoH8j5nFCfw7DZ/Is91fYwteHV/AkIXJdXMKgFtYaSiO2hYFvak58dnw=="


def test_the_echo_vector_opens_and_signs_as_documented():
    crypto = Crypto(TOKEN, AES_KEY, CORP)

    assert crypto.open(ECHO) == "7301928465"
    assert crypto.sign("1700000000", "nonce123", ECHO) == "979316de73e023fe855de1c44a2d97098d58572e"


def test_the_vector_without_receiver_opens():
    assert Crypto(TOKEN, AES_KEY, "").open(EMPTY_RECEIVER) == '{"msgtype":"text"}'


@pytest.mark.parametrize("text", ["", "请假", "x" * 31, "x" * 32, "晚托" * 4000])
def test_what_is_sealed_opens_again(text: str):
    crypto = Crypto(TOKEN, AES_KEY, CORP)

    assert crypto.open(crypto.seal(text)) == text


def test_an_envelope_for_another_corp_is_refused():
    sealed = Crypto(TOKEN, AES_KEY, "ww00000000000000bb").seal("请假")

    with pytest.raises(BadEnvelope):
        Crypto(TOKEN, AES_KEY, CORP).open(sealed)


def test_a_wrong_signature_is_refused():
    crypto = Crypto(TOKEN, AES_KEY, CORP)

    with pytest.raises(BadEnvelope):
        crypto.open_signed("0" * 40, "1700000000", "nonce", f"<xml><Encrypt>{ECHO}</Encrypt></xml>")
