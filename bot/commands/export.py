"""`sandianban export`: the school's data as the workbook that `import` reads."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bot import house as houses
from bot.settings import Settings
from care.calendar import today
from storage import schools
from storage.workbook.current import book_of
from storage.workbook.write import write_book


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--school", required=True, help="学校代号")
def command(file: Path, school: str) -> None:
    """Write the school's data to a workbook. It holds names and phones: keep it safe."""
    house = houses.build(Settings())
    with house.sessions.reading() as session:
        school_id = schools.id_of(session, school)
        if school_id is None:
            click.echo(f"没有代号为“{school}”的学校。", err=True)
            sys.exit(1)
        write_book(file, book_of(session, school_id, today=today(house.now())))
    click.echo(f"已生成：{file}。里面有姓名和电话，请妥善保管。")
