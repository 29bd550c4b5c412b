"""A school's secrets are kept sealed, and wrong ones are refused before they do harm."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from bot.commands.account import command
from storage import schools
from storage.db import Sessions
from storage.platform import accounts

KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"


@pytest.fixture
def run(sessions: Sessions, database_url: str):  # type: ignore[no-untyped-def]
    with sessions.writing() as session:
        schools.add(session, "demo", "实验小学")

    def run(*arguments: str):  # type: ignore[no-untyped-def]
        env = {"DATABASE_URL": database_url, "SANDIANBAN_SECRET_KEY": "a key for tests, long enough"}
        given = ["--corp-id", "ww1", "--secret", "s", "--token", "t", *arguments]
        return CliRunner().invoke(command, given, env=env)

    return run


def test_an_app_is_kept_and_can_be_read_again(run, sessions: Sessions) -> None:  # type: ignore[no-untyped-def]
    result = run("--school", "demo", "--kind", "app", "--id", "1000002", "--aes-key", KEY)

    assert result.exit_code == 0, result.output
    with sessions.reading() as session:
        app = accounts.app_of(session, "demo")
    assert app is not None
    assert (app.agent_id, app.aes_key) == (1000002, KEY)


def test_a_torn_key_is_refused(run) -> None:  # type: ignore[no-untyped-def]
    result = run("--school", "demo", "--kind", "kf", "--id", "wk1", "--aes-key", KEY[:-1])

    assert result.exit_code == 2
    assert "43" in result.output


def test_an_unknown_school_is_said(run) -> None:  # type: ignore[no-untyped-def]
    result = run("--school", "nowhere", "--kind", "kf", "--id", "wk1", "--aes-key", KEY)

    assert result.exit_code == 1
    assert "no school nowhere" in result.output
