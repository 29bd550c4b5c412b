"""What survives a restart of the stand-in: small JSON values by kind and key, in one SQLite file or nowhere."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

TABLE = "CREATE TABLE IF NOT EXISTS kept (kind TEXT, key TEXT, value BLOB, PRIMARY KEY (kind, key))"


class Store:
    """Callers hold the platform's lock, so one connection is enough. Without a path nothing is kept."""

    def __init__(self, path: Path | None = None) -> None:
        self._db: sqlite3.Connection | None = None
        self._depth = 0
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=NORMAL")
            self._db.execute(TABLE)

    def save(self, kind: str, key: str | int, value: Any) -> None:
        if self._db is not None:
            self._write(kind, key, json.dumps(value, ensure_ascii=False))

    def save_bytes(self, kind: str, key: str, value: bytes) -> None:
        if self._db is not None:
            self._write(kind, key, value)

    def _write(self, kind: str, key: str | int, value: str | bytes) -> None:
        assert self._db is not None
        self._db.execute("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", (kind, str(key), value))

    def load(self, kind: str) -> Iterator[tuple[str, Any]]:
        """In the order of writing."""
        for key, value in self._rows(kind):
            yield key, json.loads(value)

    def load_bytes(self, kind: str) -> Iterator[tuple[str, bytes]]:
        yield from self._rows(kind)

    def _rows(self, kind: str) -> list[tuple[str, Any]]:
        if self._db is None:
            return []
        return self._db.execute("SELECT key, value FROM kept WHERE kind = ? ORDER BY rowid", (kind,)).fetchall()

    @contextmanager
    def batch(self) -> Iterator[None]:
        """All writes inside are one commit; a batch inside a batch belongs to the outer one."""
        if self._db is None or self._depth:
            yield
            return
        self._db.execute("BEGIN")
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1
            self._db.execute("COMMIT")

    def close(self) -> None:
        if self._db is not None:
            self._db.close()
            self._db = None
