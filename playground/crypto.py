"""WeChat Work's callback encryption as the platform applies it (wecom.md 1.1 to 1.5)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
import struct

from cryptography.hazmat.primitives import padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

BLOCK_BITS = 256  # PKCS#7 pads to 32 bytes here, not to AES's 16
_ENCRYPT = re.compile(r"<Encrypt>(?:<!\[CDATA\[)?([A-Za-z0-9+/=]+)(?:\]\]>)?</Encrypt>")


class BadEnvelope(Exception):
    """The other side's envelope cannot be opened."""


class Crypto:
    """Seals and opens callbacks for one app: `random(16) ‖ length ‖ message ‖ receiveid`, AES-256-CBC."""

    def __init__(self, token: str, aes_key: str, receive_id: str) -> None:
        self.token = token
        self.receive_id = receive_id.encode()
        self._key = base64.b64decode(aes_key + "=")

    def _cipher(self) -> Cipher[modes.CBC]:
        return Cipher(algorithms.AES(self._key), modes.CBC(self._key[:16]))

    def sign(self, timestamp: str, nonce: str, sealed: str) -> str:
        return hashlib.sha1("".join(sorted([self.token, timestamp, nonce, sealed])).encode()).hexdigest()

    def seal(self, text: str) -> str:
        message = text.encode()
        plain = secrets.token_bytes(16) + struct.pack(">I", len(message)) + message + self.receive_id
        padder = padding.PKCS7(BLOCK_BITS).padder()
        encryptor = self._cipher().encryptor()
        sealed = encryptor.update(padder.update(plain) + padder.finalize()) + encryptor.finalize()
        return base64.b64encode(sealed).decode()

    def open(self, sealed: str) -> str:
        try:
            decryptor = self._cipher().decryptor()
            padded = decryptor.update(base64.b64decode(sealed, validate=True)) + decryptor.finalize()
            unpadder = padding.PKCS7(BLOCK_BITS).unpadder()
            plain = unpadder.update(padded) + unpadder.finalize()
            (length,) = struct.unpack(">I", plain[16:20])
            message, receive_id = plain[20 : 20 + length], plain[20 + length :]
            if receive_id != self.receive_id:
                raise BadEnvelope("receiveid differs")
            return message.decode()
        except (ValueError, struct.error) as error:
            raise BadEnvelope(str(error)) from error

    def query(self, timestamp: int, sealed: str) -> dict[str, str]:
        """The three signed values of a delivery; the nonce is new each time."""
        stamp, nonce = str(timestamp), secrets.token_hex(8)
        return {"msg_signature": self.sign(stamp, nonce, sealed), "timestamp": stamp, "nonce": nonce}

    def open_signed(self, signature: str, timestamp: str, nonce: str, body: str) -> str:
        """Open an outer envelope after checking its signature: what a door does."""
        found = _ENCRYPT.search(body)
        if found is None or not hmac.compare_digest(self.sign(timestamp, nonce, found[1]), signature):
            raise BadEnvelope("signature differs")
        return self.open(found[1])
