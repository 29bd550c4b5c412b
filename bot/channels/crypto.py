"""The platform's signature and cipher. (wecom.md 1.1)

Our own on `cryptography`: wechatpy compares signatures with `!=`, cuts the padding off unchecked and raises
seven kinds of error for bad input (wecom.md 6.3). The tests hold the two against each other.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
import struct

from cryptography.hazmat.primitives.ciphers import Cipher as Aes
from cryptography.hazmat.primitives.ciphers import algorithms, modes

PAD = 32  # PKCS#7 with blocks of 32, not AES's 16
_HEAD = struct.Struct(">16xI")  # 16 random bytes, then the length of the message in bytes


class BadCallback(Exception):
    """A callback that is refused. `why` is for the log and names nothing of the body."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status
        self.why = why


class Cipher:
    """Signs, checks, encrypts and decrypts for one callback address."""

    def __init__(self, token: str, aes_key: str, receive_id: str) -> None:
        key = base64.b64decode(aes_key + "=")
        if len(key) != 32:
            raise ValueError("an EncodingAESKey has 43 characters")
        self._token = token.encode()
        self._receive_id = receive_id.encode()
        self._aes = Aes(algorithms.AES(key), modes.CBC(key[:16]))

    def sign(self, timestamp: str, nonce: str, encrypted: str) -> str:
        parts = sorted((self._token, timestamp.encode(), nonce.encode(), encrypted.encode()))
        return hashlib.sha1(b"".join(parts)).hexdigest()

    def check(self, signature: str, timestamp: str, nonce: str, encrypted: str) -> None:
        """Refuse what was not signed with our token, in constant time."""
        if not hmac.compare_digest(self.sign(timestamp, nonce, encrypted).encode(), signature.encode()):
            raise BadCallback(403, "signature")

    def encrypt(self, message: bytes) -> str:
        raw = secrets.token_bytes(16) + struct.pack(">I", len(message)) + message + self._receive_id
        pad = PAD - len(raw) % PAD
        encryptor = self._aes.encryptor()
        return base64.b64encode(encryptor.update(raw + bytes([pad]) * pad) + encryptor.finalize()).decode()

    def decrypt(self, encrypted: str) -> bytes:
        """The message within. Whatever is wrong with it is one kind of refusal."""
        raw = _unpad(self._decrypt_blocks(encrypted))
        (length,) = _HEAD.unpack_from(raw)
        end = _HEAD.size + length
        if end > len(raw):
            raise BadCallback(400, "cipher length")
        if raw[end:] != self._receive_id:
            raise BadCallback(403, "receive id")
        return raw[_HEAD.size : end]

    def _decrypt_blocks(self, encrypted: str) -> bytes:
        try:
            sealed = base64.b64decode(encrypted, validate=True)
        except (binascii.Error, ValueError):
            raise BadCallback(400, "base64") from None
        if not sealed or len(sealed) % 16:
            raise BadCallback(400, "cipher blocks")
        decryptor = self._aes.decryptor()
        return decryptor.update(sealed) + decryptor.finalize()


def _unpad(raw: bytes) -> bytes:
    pad = raw[-1]
    if not 1 <= pad <= PAD or len(raw) < _HEAD.size + pad or raw[-pad:] != bytes([pad]) * pad:
        raise BadCallback(400, "padding")
    return raw[:-pad]
