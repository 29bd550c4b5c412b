"""What the demo keeps in its folder: keys, ports, the day it plays on. Made at the first start."""

from __future__ import annotations

import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time
from pathlib import Path

from care.calendar import SHANGHAI
from storage.demo.load import Keys
from storage.demo.school import last_wednesday

BEGIN = time(14, 50)  # the rehearsal clock's start: the afternoon is about to begin


class Busy(Exception):
    """Another demo runs on this folder."""


@dataclass(frozen=True)
class Kept:
    """Secrets of an invented school; they open nothing but this folder's database."""

    day: str
    secret_key: str = field(repr=False)
    clock_key: str = field(repr=False)
    keys: Keys = field(repr=False)
    stopped_at: str = ""  # what the rehearsal clock showed when the demo was stopped

    @property
    def begin(self) -> datetime:
        return datetime.combine(date.fromisoformat(self.day), BEGIN, SHANGHAI)


def fresh(today: date) -> Kept:
    return Kept(last_wednesday(today).isoformat(), secrets.token_urlsafe(32), secrets.token_urlsafe(24), Keys.fresh())


def open_folder(folder: Path, *, today: date) -> Kept:
    """What is kept in the folder; made where there is nothing yet."""
    file = folder / "demo.json"
    if file.exists():
        raw = json.loads(file.read_text("utf-8"))
        return Kept(**{**raw, "keys": Keys(**raw["keys"])})
    kept = fresh(today)
    save(folder, kept)
    return kept


def save(folder: Path, kept: Kept) -> None:
    """Readable for its owner only."""
    write_private(folder / "demo.json", json.dumps(asdict(kept), indent=1))


def write_private(file: Path, text: str) -> None:
    draft = file.with_suffix(".new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        out.write(text)
    draft.replace(file)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """One demo a folder. The lock goes with the process, however it ends."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "demo.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy(str(folder)) from None
        yield
