"""A small school's whole day through the real doors, with everything that can break."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.commands.rehearse import command


@pytest.mark.slow
@pytest.mark.parametrize("faults", [[], ["--faults"]], ids=["calm", "faults"])
def test_a_day_of_a_small_school_holds(tmp_path: Path, faults: list[str]) -> None:
    options = ["--pupils", "40", "--adults", "10", "--seed", "3", "--json", "--keep", str(tmp_path), *faults]

    done = CliRunner().invoke(command, options)

    report = json.loads(done.stdout)
    assert report["breaches"] == []
    assert done.exit_code == 0
    assert (tmp_path / "script.jsonl").exists()
