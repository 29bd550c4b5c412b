"""The `sandianban` command. Each subcommand is one file of bot/commands/, loaded only when it is called,
so that `parse` needs neither a database nor the memory of a web server."""

from __future__ import annotations

import importlib
import keyword

import click

COMMANDS = {
    "demo": "start everything on this machine, with a demo school and phones in the browser",
    "migrate": "bring the database up to date",
    "template": "write an empty workbook for a school's data",
    "import": "read a school's workbook: check, show the difference, write",
    "export": "write a school's data to a workbook",
    "contacts": "who of the guardians 学校通知 reaches; matched by phone with the platform's list",
    "invite": "one-time links and codes for parents, to print",
    "account": "keep the ids and secrets that WeChat Work gave the school",
    "web": "serve the doors",
    "worker": "answer and deliver, as the bell rings",
    "clock": "ring for a tick every 20 seconds",
    "tick": "one tick here and now",
    "rehearse": "play a whole school day on this machine and check the record",
    "draw": "draws for places: show them, run them again",
    "agreements": "print signed agreements, check their hashes",
    "verify": "check that ledger and audit log are whole, and that every session balances",
    "policy": "plans of real schools as data: list, show, check, compare, start a school from one",
    "parse": "read corpus lines on stdin, write acts on stdout",
    "explain": "show how one message is read, and why",
    "why": "show how a kept message was read, and why; who looked is kept",
    "train-opinion": "learn the second opinion's weights from corpus lines",
    "train-trust": "learn from corpus lines what understood messages look like",
}


def module_of(name: str) -> str:
    """The file of a subcommand; `import` is a word of Python's own."""
    return f"{name}_" if keyword.iskeyword(name) else name.replace("-", "_")


class Lazy(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"bot.commands.{module_of(name)}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=Lazy)
@click.version_option(package_name="sandianban")
def main() -> None:
    """三点半: after-class care on WeChat Work."""
