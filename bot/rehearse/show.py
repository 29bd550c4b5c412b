"""A report as tables, for operators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from rich.console import Console
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table

from bot.rehearse.checks import MOST_TOLD
from bot.rehearse.report import Report


def show(report: Report, console: Console) -> None:
    console.print(_head(report))
    console.print(_kinds(report))
    console.print(_figures("Messages in", report.messages))
    console.print(_figures("Notices and messages out", report.notices))
    console.print(_custody(report))
    console.print(_cases(report))
    if report.errors:
        console.print(_figures("Errors in the logs", report.errors))
    _breaches(report, console)


def _head(report: Report) -> Panel:
    lines = [
        f"seed {report.seed} · {report.pupils} pupils in care · {report.adults} colleagues · {report.seconds:.0f} s",
        f"the house came to rest: {'yes' if report.quiet else 'no'}",
        *(f"· {escape(strike)}" for strike in report.faults),
    ]
    return Panel("\n".join(lines), title="Rehearsal of a school day", expand=False)


def _kinds(report: Report) -> Table:
    table = Table(title="What people did", title_justify="left")
    for name in ("kind", "written", "done", "asked for a change", "changed"):
        table.add_column(name, justify="left" if name == "kind" else "right")
    for name, kind in report.kinds.items():
        asked = (str(kind.asking), str(kind.changed)) if kind.asking else ("", "")
        table.add_row(name, str(kind.written), str(kind.done), *asked)
    return table


def _cases(report: Report) -> Table:
    table = Table(title="Cases", title_justify="left", show_header=False)
    for name, ended_well in report.cases.items():
        table.add_row(name, "as it must" if ended_well else "[bold red]not as it must[/]")
    return table


def _figures(title: str, figures: Mapping[str, int]) -> Table:
    table = Table(title=title, title_justify="left", show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for name, count in figures.items():
        table.add_row(escape(name), str(count))
    return table


def _custody(report: Report) -> Table:
    table = Table(title=f"Custody: {report.events} events", title_justify="left", show_header=False)
    for care, equation in report.equations.items():
        table.add_row(care, equation)
    table.add_row("fetched at the end", f"{len(report.fetched)} whom no line had taken home")
    table.add_row("still at school", str(len(report.at_school)))
    table.add_row("dangerous acts", str(report.dangerous))
    return table


def _breaches(report: Report, console: Console) -> None:
    if report.holds:
        console.print("[bold green]Everything holds.[/]")
        return
    counted = Counter(breach.check for breach in report.breaches)
    for check, count in counted.items():
        console.print(f"[bold red]{check}[/]: {count}")
        told = [breach.what for breach in report.breaches if breach.check == check]
        for what in told[:MOST_TOLD]:
            console.print(f"  {escape(what)}", soft_wrap=True)
        if count > MOST_TOLD:
            console.print(f"  … and {count - MOST_TOLD} more")
