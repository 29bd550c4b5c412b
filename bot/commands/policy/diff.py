"""`sandianban policy diff`."""

from __future__ import annotations

import click

from bot.commands.policy.reading import named, print_table
from care.wording.policy import changes


@click.command()
@click.argument("one")
@click.argument("two")
def diff(one: str, two: str) -> None:
    """The settings in which two packs (ids or .toml files) differ."""
    before, after = named(one), named(two)
    found = changes(before.policy, after.policy)
    if not found:
        click.echo("两个方案没有不同。")
        return
    print_table(("设置", before.id, after.id, "字段"), [(label, was, now, path) for path, label, was, now in found])
    click.echo(f"共{len(found)}项不同。")
