"""`sandianban policy list`."""

from __future__ import annotations

import click

from bot.commands.policy.reading import leave, print_table
from care.policy.packs import BrokenPack, Pack, packs
from care.wording.policy import STAGES


@click.command("list")
def list_() -> None:
    """Every pack of the house."""
    try:
        found = packs()
    except BrokenPack as error:
        leave(f"方案文件不能使用：{error}")
    rows = [_row(one) for one in found]
    print_table(("方案", "名称", "学段", "版本", "生效", "写明的设置", "所需功能", "同文"), rows)
    click.echo(f"共{len(found)}个方案。查看：sandianban policy show 003-10")


def _row(pack: Pack) -> tuple[str, ...]:
    since, counts = str(pack.valid_from or ""), (str(len(pack.said)), str(len(pack.asks)))
    return (pack.id, pack.title, STAGES[pack.stage], str(pack.version), since, *counts, "、".join(pack.aliases))
