"""A season's report as tables, for operators."""

from __future__ import annotations

from collections import Counter

from rich.console import Console
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table

from bot.rehearse.checks import MOST_TOLD
from bot.rehearse.season.report import SeasonReport


def show(report: SeasonReport, console: Console) -> None:
    lines = [
        f"pack {report.pack} · seed {report.seed} · {report.pupils} pupils",
        f"{report.days} days in {report.seconds:.0f} s",
        f"{report.said} texts, {report.pressed} buttons; asked back {report.asked_back} times",
    ]
    console.print(Panel("\n".join(lines), title="Rehearsal of a season", expand=False))
    console.print(_table("Funnel", {"families that wrote": report.wrote, **report.funnel}))
    console.print(_table("Figures", report.figures))
    console.print(_capabilities(report))
    _breaches(report, console)


def line(report: SeasonReport) -> str:
    """One pack among all."""
    funnel = ", ".join(f"{name} {report.funnel.get(name, 0)}" for name in ("applied", "in care", "taken back"))
    what = "holds" if report.holds else f"{len(report.breaches)} breaches"
    return f"{report.pack}: {what}; wrote {report.wrote}, {funnel}; {report.seconds:.0f} s"


def _table(title: str, figures: dict[str, int]) -> Table:
    table = Table(title=title, title_justify="left", show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for name, count in figures.items():
        table.add_row(escape(name), str(count))
    return table


def _capabilities(report: SeasonReport) -> str:
    return "Exercised: " + (", ".join(f"{id_} {result}" for id_, result in report.results.items()) or "nothing")


def _breaches(report: SeasonReport, console: Console) -> None:
    if report.holds:
        console.print("[bold green]Everything holds.[/]")
        return
    for check, count in Counter(breach.check for breach in report.breaches).items():
        console.print(f"[bold red]{check}[/]: {count}")
        told = [breach.what for breach in report.breaches if breach.check == check]
        for what in told[:MOST_TOLD]:
            console.print(f"  {escape(what)}", soft_wrap=True)
        if count > MOST_TOLD:
            console.print(f"  … and {count - MOST_TOLD} more")
