"""`sandianban verify`: any database, without a server. (promise 15; the one idea)"""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import update

from bot.commands.verify import command
from care.acts import Act, Intent
from storage.db import Base, Sessions, make_engine
from storage.ledger import LedgerRow, sessions_of, unbalanced
from tests.stage import Stage

KEY = "a key for tests, long enough"


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sessions:
    """A school with an evening behind it."""
    url = f"sqlite:///{tmp_path}/verify.db"
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("SANDIANBAN_SECRET_KEY", KEY)
    engine = make_engine(url)
    Base.metadata.create_all(engine)
    sessions = Sessions(engine)
    with sessions.writing() as session:
        stage = Stage(session)
        stage.say("赵敏", "16:28", Act(Intent.ROLL_CALL, absent=()))
        stage.say("赵敏", "17:05", Act(Intent.RELEASE, students=stage.children("李小明")))
    return sessions


def test_a_whole_record_is_said_to_be_whole(database: Sessions) -> None:
    done = CliRunner().invoke(command, ["--school", "demo"])

    assert (done.exit_code, done.output) == (0, "demo: whole\n")


def test_an_event_that_was_changed_is_named(database: Sessions) -> None:
    with database.writing() as session:
        session.execute(update(LedgerRow).where(LedgerRow.seq == 2).values(actor_id=99))
    done = CliRunner().invoke(command)

    assert done.exit_code == 1
    assert "event 2: hash does not fit" in done.output


def test_an_unknown_school_is_not_whole(database: Sessions) -> None:
    assert CliRunner().invoke(command, ["--school", "nowhere"]).exit_code == 2


def test_every_session_is_looked_at(database: Sessions) -> None:
    with database.reading() as session:
        assert [care.value for _, care in sessions_of(session, 1)] == ["evening"]
        assert unbalanced(session, 1) == []
