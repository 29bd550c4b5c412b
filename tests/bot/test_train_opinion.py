"""`sandianban train-opinion`: from corpus lines to weights."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from bot.commands.train_opinion import command
from care.acts import Intent
from care.reading.second.opinion import loads

LINE = {
    "role": "parent", "now": "2026-03-04T15:10:00+08:00", "me": {"name": "王丽", "relation": "妈妈"},
    "children": [{"name": "李小明", "class": "三年级2班"}], "text": "小明今天请假",
    "acts": [{"intent": "leave", "students": ["李小明"], "dates": ["2026-03-04"], "sessions": []}],
}  # fmt: skip


def corpus(folder: Path, name: str) -> Path:
    file = folder / f"{name}.jsonl"
    file.write_text("\n".join(json.dumps({"id": str(n), **LINE}, ensure_ascii=False) for n in range(6)))
    return file


def test_weights_are_learned_from_corpus_lines(tmp_path: Path) -> None:
    out = tmp_path / "weights.json"

    result = CliRunner().invoke(command, [str(corpus(tmp_path, "parents-01")), "--out", str(out)])

    assert result.output.startswith("parent: 6 messages, 1 intents, ")
    assert loads(out.read_text())["parent"].of(Intent.LEAVE, "CDD请假") is not None


def test_the_batch_that_is_held_out_is_refused(tmp_path: Path) -> None:
    result = CliRunner().invoke(command, [str(corpus(tmp_path, "held-out"))])

    assert result.exit_code == 2
    assert "never learned from" in result.output
