"""One rehearsal from an empty database to its report."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.rehearse import corpus, faults, record
from bot.rehearse.player import Player
from bot.rehearse.report import Report, examine
from bot.rehearse.script import Line
from bot.rehearse.stage import Stage, set_up
from bot.rehearse.writing import write
from storage.demo.shape import shape_of

CORPUS = Path(__file__).parents[2] / "tests" / "corpus"


@dataclass(frozen=True)
class Wish:
    """What is to be rehearsed."""

    pupils: int = 600
    adults: int = 40
    seed: int = 1
    faults: bool = False
    database: str = ""
    corpus: Path = CORPUS


def rehearse(wish: Wish, folder: Path, *, tell: Callable[[str], None] = lambda _: None) -> Report:
    """Play the day and examine what was kept. Logs, script, phones and report stay in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    tell("starting database, Redis, web, workers, clock and the stand-in …")
    with set_up(folder, shape_of(wish.pupils, wish.adults, wish.seed), database=wish.database) as stage:
        lines, cases = write(stage.cast, corpus.read(wish.corpus), wish.seed)
        _keep_script(folder / "script.jsonl", lines)
        played = Player(stage, lines, faults.planned(hard=wish.faults), tell=tell).play()
        _keep_phones(folder / "phones.jsonl", stage)
        with stage.sessions.reading() as session:
            kept = record.gather(session, stage.cast, stage.platform, stage.logs)
        report = examine(stage.cast, lines, cases, played, kept, seed=wish.seed, faults=wish.faults)
    (folder / "report.json").write_text(json.dumps(report.told(), ensure_ascii=False, indent=1), "utf-8")
    return report


def _keep_script(file: Path, lines: list[Line]) -> None:
    file.write_text("".join(json.dumps(line.told(), ensure_ascii=False) + "\n" for line in lines), "utf-8")


def _keep_phones(file: Path, stage: Stage) -> None:
    """Everything that stood on a phone, in order."""
    messages = stage.platform.world.chats.everything()
    file.write_text("".join(json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in messages), "utf-8")
