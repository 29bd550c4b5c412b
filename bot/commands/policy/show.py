"""`sandianban policy show`."""

from __future__ import annotations

import click

from bot.commands.policy.reading import database, day_today, leave, named, print_table, school_of
from care.wording.policy import OURS, Line, lines
from storage.school.adopting import plan_of


@click.command()
@click.argument("pack", required=False)
@click.option("--school", default="", help="a school's own plan, by its code")
@click.option("--said", is_flag=True, help="only what the text or the school decides")
def show(pack: str | None, school: str, said: bool) -> None:
    """Each setting of PACK (an id, or a .toml file): value, unit, source; 我们的默认 where no text decides."""
    if bool(pack) == bool(school):
        leave("请写方案号，或用 --school 写学校代号。")
    found = _pack(pack) if pack else _school(school)
    shown = [one for one in found if not said or not one.source.startswith(OURS)]
    print_table(
        ("设置", "值", "单位", "出处", "字段"),
        [(one.label, one.value, one.unit, one.source, one.path) for one in shown],
    )


def _pack(wanted: str) -> tuple[Line, ...]:
    pack = named(wanted)
    click.echo(f"{pack.id}  {pack.title}（第{pack.version}版）")
    for about, note in pack.notes.items():
        click.echo(f"  {about}：{note}")
    return lines(pack.policy, pack)


def _school(code: str) -> tuple[Line, ...]:
    with database().reading() as session:
        plan = plan_of(session, school_of(session, code), day_today())
    origin = f"采用方案 {plan.mark.id}（第{plan.mark.version}版）" if plan.mark else "没有采用方案"
    click.echo(f"{code}  {origin}，学校自定{len(plan.own)}项")
    return lines(plan.policy, plan.pack, own=plan.own)
