"""What the subcommands share: a pack by its id or from a file, a school of the database, a table on the screen."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NoReturn

import click
from rich import box
from rich.console import Console
from rich.table import Table
from sqlalchemy.orm import Session

from bot.settings import Settings
from care.calendar import today
from care.policy.packs import BrokenPack, Pack, UnknownPack, pack, read_pack
from care.rules.limits import Finding
from care.wording.policy import findings as words
from care.wording.policy import label, no_such_pack
from storage import schools
from storage.db import Sessions, make_engine
from storage.migrating import import_tables
from storage.seal import Seal

WIDTH = 150  # characters of a line where no terminal says


def named(wanted: str) -> Pack:
    """A pack of the house, or one from a TOML file. Leaves with exit code 2 where it cannot be read."""
    try:
        if wanted.endswith(".toml"):
            return read_pack(_text(Path(wanted)), Path(wanted).name)
        return pack(wanted)
    except UnknownPack as error:
        leave(no_such_pack(error))
    except BrokenPack as error:
        leave(f"方案文件不能使用：{error}")


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except FileNotFoundError:
        leave(f"没有文件 {file}。")
    except (OSError, UnicodeDecodeError):
        leave(f"文件 {file} 读不出来，应是 UTF-8 的 TOML 文件。")


def leave(message: str, code: int = 2) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(code)


def database() -> Sessions:
    import_tables()  # A row that is written names tables of modules that nothing here needs.
    settings = Settings()
    try:
        Seal.use(settings.secret_key)
    except ValueError as error:
        leave(f"{error}（见 .env.example）")
    return Sessions(make_engine(settings.database_url))


def day_today() -> date:
    return today(datetime.now(UTC))


def school_of(session: Session, code: str) -> int:
    school_id = schools.id_of(session, code)
    if school_id is None:
        leave(f"没有代号为“{code}”的学校。")
    return school_id


def print_table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Columns as wide as Chinese needs; on a screen as wide as the screen."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for title in titles:
        table.add_column(title, overflow="fold")
    for row in rows:
        table.add_row(*row)
    console = Console(width=None if sys.stdout.isatty() else WIDTH, highlight=False, markup=False, emoji=False)
    with suppress(BrokenPipeError):
        console.print(table)


def print_findings(findings: Sequence[Finding]) -> None:
    if findings:
        rows = [
            (words.weight(one), one.limit, label(one.field), words.sentence(one), words.answered(one), one.field)
            for one in findings
        ]
        print_table(("结果", "限制", "设置", "说明", "理由", "字段"), rows)
    click.echo(words.verdict(findings))
