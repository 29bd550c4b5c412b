"""`sandianban policy check`."""

from __future__ import annotations

import sys

import click

from bot.commands.policy.reading import database, day_today, named, print_findings, school_of
from care.rules import limits
from storage.school import adopting


@click.command()
@click.argument("pack")
@click.option("--school", default="", help="as this school would have it, with its own settings")
def check(pack: str, school: str) -> None:
    """Look a plan through: PACK is an id or a .toml file. Exit code 1 where it may not be used."""
    plan = named(pack)
    if school:
        with database().reading() as session:
            findings = adopting.look(session, school_of(session, school), plan, day_today(), {}).findings
    else:
        findings = limits.check(plan.policy, said=plan.said)
    click.echo(f"{plan.id}  {plan.title}")
    print_findings(findings)
    sys.exit(1 if any(one.stops for one in findings) else 0)
