"""Draws and agreements from the command line. (C23, C26)"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.commands import agreements as agreements_command
from bot.commands import draw as draw_command
from care.rules.draw import Draw, commitment, order, to_json
from care.rules.enrolment.agreement import mark
from storage.db import Sessions
from storage.enrolment import agreements, draws
from storage.enrolment.agreements import Signature
from tests import story

NOW = datetime(2026, 3, 4, 1, tzinfo=UTC)
ENTRIES = {"71": 1, "72": 0, "73": 1}


@pytest.fixture
def house(sqlite: str, sqlite_sessions: Sessions, monkeypatch: pytest.MonkeyPatch) -> Sessions:
    monkeypatch.setenv("DATABASE_URL", sqlite)
    monkeypatch.setenv("SANDIANBAN_SECRET_KEY", "a key for tests, long enough")
    return sqlite_sessions


def test_a_draw_of_the_record_is_shown_and_holds_as_a_file(house: Sessions, tmp_path: Path) -> None:
    with house.writing() as session:
        kept = story.build(session)
        id_ = draws.commit(
            session, kept.school_id, what="evening", commitment=commitment("seed"), seed="seed", entries=ENTRIES,
            places=1, by_id=kept.people["孙强"], now=NOW,
        )  # fmt: skip
        draws.drawn(session, id_, order("seed", ENTRIES), now=NOW)

    shown = CliRunner().invoke(draw_command.command, ["show", "--school", story.CODE])
    (tmp_path / "draws.jsonl").write_text(shown.output)
    checked = CliRunner().invoke(draw_command.command, ["verify", str(tmp_path / "draws.jsonl")])

    assert checked.output == "1 evening: holds\n"
    assert CliRunner().invoke(draw_command.command, ["verify", "--school", story.CODE]).exit_code == 0


def test_a_draw_whose_order_was_changed_is_found(tmp_path: Path) -> None:
    told = Draw("evening", commitment("seed"), ENTRIES, 1, "seed", tuple(reversed(order("seed", ENTRIES))))
    (tmp_path / "draws.jsonl").write_text(json.dumps(to_json(told)))

    checked = CliRunner().invoke(draw_command.command, ["verify", str(tmp_path / "draws.jsonl")])

    assert checked.exit_code == 1
    assert "does not follow" in checked.output


@pytest.mark.parametrize("text", ["nonsense", '{"what": "evening"}', "[]"])
def test_a_file_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "draws.jsonl").write_text(text)

    assert CliRunner().invoke(draw_command.command, ["verify", str(tmp_path / "draws.jsonl")]).exit_code == 2


@pytest.mark.parametrize(("text", "code"), [("甲方乙方", 0), ("别的文字", 1)])
def test_a_signed_agreement_prints_with_its_hash_and_a_changed_text_is_found(
    house: Sessions, text: str, code: int
) -> None:
    with house.writing() as session:
        kept = story.build(session)
        signed = Signature(
            0, None, kept.pupils["陈晨"], kept.people["陈刚"], "parent", "课后服务协议", mark("范本"), mark("甲方乙方"),
            text, "wecom_kf", "wm_chengang", NOW,
        )  # fmt: skip
        agreements.sign(session, kept.school_id, signed, inbox_id=None)

    printed = CliRunner().invoke(agreements_command.command, ["--school", story.CODE])

    assert printed.exit_code == code
    assert code or (mark("甲方乙方") in printed.output and "陈刚，2026年3月4日（周三）09:00" in printed.output)
