"""What `sandianban rehearse --season` does: one pack shown in full, or all of them, a line each."""

from __future__ import annotations

import json
import secrets
from pathlib import Path

from rich.console import Console

from bot import logs
from bot.rehearse.season.report import SeasonReport
from bot.rehearse.season.run import SeasonWish, rehearse_season
from bot.rehearse.season.show import line, show
from care.policy.packs import pack, packs
from storage.seal import Seal


def one_pack(name: str, wish: SeasonWish, console: Console, *, file: Path | None = None) -> bool:
    """Whether everything held. Raises UnknownPack, ValueError for a pack that cannot be used."""
    _prepare()
    report = rehearse_season(pack(name), wish, tell=console.print)
    if file is not None:
        file.write_text(json.dumps(report.told(), ensure_ascii=False, indent=1) + "\n", "utf-8")
    show(report, Console())
    return report.holds


def every_pack(wish: SeasonWish, console: Console, *, file: Path | None = None) -> bool:
    """All packs, one after the other; the file is written after each: {pack: {capability: passed or failed}}."""
    _prepare()
    reports: list[SeasonReport] = []
    for one in packs():
        reports.append(rehearse_season(one, wish))
        console.print(line(reports[-1]))
        for breach in reports[-1].breaches[:5]:
            console.print(f"  {breach.check}: {breach.what}", soft_wrap=True)
        if file is not None:
            results = {report.pack: report.results for report in reports}
            file.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return all(report.holds for report in reports)


def _prepare() -> None:
    """A key that nobody keeps. What the house logs of a season is checked by its record, not read."""
    Seal.use(secrets.token_hex(16))
    logs.configure("CRITICAL")
