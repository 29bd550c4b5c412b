"""`sandianban policy`: the plans of real schools as packs: list, show, check, compare, start a school from one."""

from __future__ import annotations

import click

from bot.commands.policy.check import check
from bot.commands.policy.diff import diff
from bot.commands.policy.list_ import list_
from bot.commands.policy.show import show
from bot.commands.policy.table import table
from bot.commands.policy.undo import undo
from bot.commands.policy.use import use


@click.group()
def command() -> None:
    """Plans as data: list the packs, show or check one, compare two, start a school from one.

    Exit code 1 where a plan may not be used, 2 where there is no such pack, file or school.
    """


for subcommand in (list_, show, check, diff, use, undo, table):
    command.add_command(subcommand)
