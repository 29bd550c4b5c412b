"""`sandianban import`: a school's workbook, looked through first and written only when somebody has agreed."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from bot import house as houses
from bot.house import House
from bot.settings import Settings
from care.wording import workbook as wording
from storage.workbook import importing
from storage.workbook.importing import Plan
from storage.workbook.read import Sheetful, read


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--dry-run", is_flag=True, help="只看不写")
@click.option("--school", default="", help="学校代号；文件里没有写时使用")
@click.option("--yes", is_flag=True, help="不再询问，直接写入")
def command(file: Path, dry_run: bool, school: str, yes: bool) -> None:
    """Read a school's workbook: check it, show what it would change, and write it."""
    house = houses.build(Settings())
    tables, torn = read(file)
    with house.sessions.reading() as session:
        plan = importing.plan(session, tables, torn, school=school, now=house.now())
    _show(plan)
    if plan.problems:
        sys.exit(1)
    if dry_run or not plan.difference:
        return
    if not yes and not click.confirm("以上改动是否写入？"):
        click.echo("没有写入。")
        return
    _write(house, tables, plan, school=school, now=house.now())
    click.echo("已写入。")


def _show(plan: Plan) -> None:
    if plan.problems:
        lines = wording.problems(plan.problems)
    else:
        lines = [*wording.difference(plan.difference, plan.names), *wording.confusions(plan.confusions)]
    for line in (*lines, *wording.hints(plan.hints)):
        click.echo(line)


def _write(house: House, tables: Sheetful, agreed: Plan, *, school: str, now: datetime) -> None:
    """What was agreed, and nothing else: looked at again inside the transaction that writes."""
    with house.sessions.writing() as session:
        plan = importing.plan(session, tables, (), school=school, now=now)
        if plan.difference != agreed.difference or plan.problems:
            click.echo("在您确认的时候，数据又有了变化。什么都没有写入，请重新运行一次。")
            sys.exit(1)
        importing.carry_out(session, plan, now=now)
