"""Encryption at rest for names, phones and message texts (promise 11), and keyed hashes to look them up by."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from functools import cached_property, lru_cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12


class Seal:
    """AES-256-GCM under a key derived from SANDIANBAN_SECRET_KEY; look-up hashes under a second one."""

    _current: Seal | None = None

    def __init__(self, secret: str) -> None:
        if len(secret) < 16:
            raise ValueError("SANDIANBAN_SECRET_KEY must have at least 16 characters")
        self._secret = secret.encode()
        self._opened = lru_cache(maxsize=20_000)(self._open)

    @classmethod
    def use(cls, secret: str) -> None:
        """Set the key of this process."""
        cls._current = cls(secret)

    @classmethod
    def current(cls) -> Seal:
        if cls._current is None:
            raise RuntimeError("no key: set SANDIANBAN_SECRET_KEY")
        return cls._current

    def close(self, text: str) -> bytes:
        nonce = os.urandom(_NONCE)
        return nonce + self._cipher.encrypt(nonce, text.encode(), None)

    def open(self, sealed: bytes) -> str:
        """The text again. Raises cryptography's InvalidTag under another key."""
        return self._opened(sealed) if len(sealed) < 200 else self._open(sealed)

    def mark(self, text: str) -> str:
        """A keyed hash: equal texts have equal marks, and nothing else is told by it."""
        return base64.urlsafe_b64encode(hmac.digest(self._hash_key, text.encode(), "sha256")[:18]).decode()

    def digits(self, text: str) -> str:
        """Four digits that follow from the text, and that nobody without the key can tell."""
        return f"{int.from_bytes(hmac.digest(self._hash_key, text.encode(), 'sha256')[:8], 'big') % 10_000:04d}"

    def _open(self, sealed: bytes) -> str:
        return self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], None).decode()

    @cached_property
    def _cipher(self) -> AESGCM:
        return AESGCM(hashlib.sha256(b"seal" + self._secret).digest())

    @cached_property
    def _hash_key(self) -> bytes:
        return hashlib.sha256(b"mark" + self._secret).digest()
