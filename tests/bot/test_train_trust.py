"""`sandianban train-trust`: from corpus lines to what understood messages look like."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from bot.commands.train_trust import command
from care.reading.second.trust import loads

LINE = {
    "role": "parent", "now": "2026-03-04T15:10:00+08:00", "me": {"name": "王丽", "relation": "妈妈"},
    "children": [{"name": "李小明", "class": "三年级2班"}], "text": "小明今天请假",
    "acts": [{"intent": "leave", "students": ["李小明"], "dates": ["2026-03-04"], "sessions": []}],
}  # fmt: skip


def corpus(folder: Path, name: str) -> Path:
    file = folder / f"{name}.jsonl"
    file.write_text(json.dumps({"id": "1", **LINE}, ensure_ascii=False))
    return file


def test_joints_and_companies_are_learned_from_corpus_lines(tmp_path: Path) -> None:
    out = tmp_path / "trust.json"

    result = CliRunner().invoke(command, [str(corpus(tmp_path, "parents-01")), "--out", str(out)])

    assert result.output == "parent: 3 joints, 1 companies of acts\n"
    assert loads(out.read_text())["parent"].companies == {"leave": 1}


def test_the_batch_that_is_held_out_is_refused(tmp_path: Path) -> None:
    result = CliRunner().invoke(command, [str(corpus(tmp_path, "held-out"))])

    assert result.exit_code == 2
    assert "never learned from" in result.output
