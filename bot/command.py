"""The `sandianban` command. Each subcommand is one file of bot/commands/, loaded only when it is called,
so that `parse` needs neither a database nor the memory of a web server."""

from __future__ import annotations

import importlib

import click

COMMANDS = {
    "parse": "read corpus lines on stdin, write acts on stdout",
    "explain": "show how one message is read, and why",
}


class Lazy(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"bot.commands.{name.replace('-', '_')}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=Lazy)
@click.version_option(package_name="sandianban")
def main() -> None:
    """三点半: after-class care on WeChat Work."""
