"""`sandianban contacts` against the stand-in: the demo's families by their phones."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from bot.demo.folder import Kept
from bot.demo.stage import write_config
from playground.config import read_config
from playground.platform import Platform
from playground.web import create_playground
from storage.db import Base, Sessions, make_engine
from storage.demo.load import Keys, load_demo, phones
from storage.people import AddressRow
from storage.platform import contacts
from storage.seal import Seal
from tests.playground.fake_house import serving

KEY = "a key for tests, long enough"
DAY = date(2026, 11, 18)


@pytest.fixture
def sessions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sessions:
    """The demo school in a file, its guardians without accounts."""
    url = f"sqlite:///{tmp_path}/contacts.db"
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("SANDIANBAN_SECRET_KEY", KEY)
    Seal.use(KEY)
    found = Sessions(make_engine(url))
    Base.metadata.create_all(found.engine)
    load_demo(found, day=DAY)
    with found.writing() as session:
        session.execute(AddressRow.__table__.delete().where(AddressRow.channel == contacts.CHANNEL))  # type: ignore[attr-defined]
    return found


def test_a_look_changes_nothing_and_a_sync_binds(
    sessions: Sessions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Kept(DAY.isoformat(), KEY, "clock", Keys())
    with sessions.reading() as session:
        write_config(tmp_path / "playground.json", kept, phones(session, day=DAY), door="", now=kept.begin)
    app = create_playground(read_config(tmp_path / "playground.json"))
    platform: Platform = app.extensions["playground"]
    with serving(app) as base:
        monkeypatch.setenv("WECOM_API_BASE", base)
        look = _run("--school", "demo")
        before = _bound(sessions)
        sync = _run("--school", "demo", "--sync")
    platform.close()

    assert (look.returncode, sync.returncode, before) == (0, 0, 0), (look.stderr, sync.stderr)
    assert "可绑定" in look.stdout
    assert _bound(sessions) > 500
    assert f"已绑定 {_bound(sessions)} 人" in sync.stdout
    assert "共用一个号" in sync.stdout  # the demo has grandparents who share a telephone


def _run(*options: str) -> subprocess.CompletedProcess[str]:
    """In a process of its own, as it is called: it sets up logging for all of it."""
    return subprocess.run([sys.executable, "-m", "bot", "contacts", *options], capture_output=True, text=True)


def _bound(sessions: Sessions) -> int:
    with sessions.reading() as session:
        return len(contacts.accounts(session, 1))
