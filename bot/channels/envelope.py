"""The outside of a callback: is it ours, is it fresh, what does it carry? (wecom.md 1.2, 1.3)"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.channels import xml
from bot.channels.crypto import BadCallback, Cipher

BODY_LIMIT = 256 * 1024
WINDOW = 600  # seconds that a signature is good for, before and after; the platform states none
ECHO_LIMIT = 256


@dataclass(frozen=True)
class Opened:
    """What a callback carried. `nonce` names this very delivery: a second delivery has another. (wecom.md 1.3)"""

    content: xml.Element
    nonce: str


@dataclass(frozen=True)
class _Stamp:
    signature: str
    timestamp: str
    nonce: str


def open_post(body: bytes, query: Mapping[str, str], cipher: Cipher, *, clock: float) -> Opened:
    """Check and decrypt a delivery. `clock` is the real wall clock, never the rehearsal's."""
    stamp = _stamp_of(query)
    encrypted = xml.text_of(xml.parse(body), "Encrypt")
    if not encrypted:
        raise BadCallback(400, "no cipher text")
    return Opened(xml.parse(_decrypt(encrypted, stamp, cipher, clock)), f"{stamp.timestamp}.{stamp.nonce}")


def open_echo(query: Mapping[str, str], cipher: Cipher, *, clock: float) -> str:
    """The text that proves to the platform that this address is ours.

    A delivery that somebody overheard is signed in the same way: what looks like one is not decrypted for them.
    """
    stamp = _stamp_of(query)
    plain = _decrypt(query.get("echostr", ""), stamp, cipher, clock)
    if len(plain) > ECHO_LIMIT or plain.lstrip()[:1] in (b"<", b"{"):
        raise BadCallback(403, "no echo")
    try:
        return plain.decode()
    except UnicodeDecodeError:
        raise BadCallback(400, "echo text") from None


def _stamp_of(query: Mapping[str, str]) -> _Stamp:
    stamp = _Stamp(query.get("msg_signature", ""), query.get("timestamp", ""), query.get("nonce", ""))
    if not (stamp.signature and stamp.timestamp and stamp.nonce):
        raise BadCallback(400, "query")
    if len(stamp.timestamp) > 20 or len(stamp.nonce) > 50:
        raise BadCallback(400, "query too long")
    return stamp


def _decrypt(encrypted: str, stamp: _Stamp, cipher: Cipher, clock: float) -> bytes:
    cipher.check(stamp.signature, stamp.timestamp, stamp.nonce, encrypted)
    if not stamp.timestamp.isascii() or not stamp.timestamp.isdigit():
        raise BadCallback(400, "timestamp")
    if abs(clock - int(stamp.timestamp)) > WINDOW:
        raise BadCallback(403, "outside the time window")
    return cipher.decrypt(encrypted)
