"""`sandianban policy use`: a school starts from a pack, looked at first, written when somebody has agreed."""

from __future__ import annotations

import getpass
import json
import sys
from datetime import UTC, date, datetime
from typing import Any

import click
from sqlalchemy.orm import Session

from bot.commands.policy.reading import database, leave, named, print_findings, print_table, school_of
from care.calendar import today
from care.policy.packs import Pack
from care.policy.plain import NoSuchSetting, Unreadable
from care.policy.versions import put
from care.wording.policy import changes as changes_of
from care.wording.policy import wanted
from storage.school import adopting
from storage.school.adopting import Adoption


@click.command()
@click.argument("pack")
@click.option("--school", required=True, help="the school's code")
@click.option("--from", "since", type=click.DateTime(["%Y-%m-%d"]), default=None, help="default: today")
@click.option("--set", "own", multiple=True, metavar="字段=值", help="a value of the school's own; may be repeated")
@click.option("--season", "seasons", multiple=True, metavar="夏季=2026-05-01..2026-09-30", help="days of a season")
@click.option("--override", "overrides", multiple=True, metavar="L-24=理由", help="answer for a finding; needs --by")
@click.option("--by", default="", help="who answers for the overrides")
@click.option("--dry-run", is_flag=True, help="只看不写")
@click.option("--yes", is_flag=True, help="不再询问，直接写入")
def use(
    pack: str,
    school: str,
    since: datetime | None,
    own: tuple[str, ...],
    seasons: tuple[str, ...],
    overrides: tuple[str, ...],
    by: str,
    dry_run: bool,
    yes: bool,
) -> None:
    """Start a school from PACK: show what changes, check it, and keep it as a version of the school's plan.

    What the school decided itself stays where the pack is silent. A day that is over keeps its rules.
    """
    plan, now = named(pack), datetime.now(UTC)
    day = since.date() if since else today(now)
    if day < today(now):
        leave("生效日期不能早于今天：过去的日子保留当时的规定。", 1)
    values = _own(own, seasons, overrides, by, today(now))
    sessions = database()
    with sessions.reading() as session:
        adoption = _look(session, school_of(session, school), plan, day, values)
    idle = {one["limit"] for one in values.get("overrides", ())} - {one.limit for one in adoption.findings}
    if idle:
        leave(f"检查没有发现{'、'.join(sorted(idle))}，不用说明理由。什么都没有写入。")
    _show(adoption, school)
    if adoption.refused:
        sys.exit(1)
    if dry_run:
        return
    if not yes and not click.confirm(f"{school} 自{day}起采用以上设置，是否写入？"):
        click.echo("没有写入。")
        return
    with sessions.writing() as session:
        agreed = _look(session, school_of(session, school), plan, day, values)
        if agreed != adoption:
            leave("在您确认的时候，学校的设置又有了变化。什么都没有写入，请重新运行一次。", 1)
        kept = adopting.adopt(session, school_of(session, school), agreed, now=now, login=getpass.getuser())
    if kept is None:
        click.echo("学校从这一天起已经是这样，没有重复写入。")
    else:
        click.echo(f"已写入，第{kept}号。{day}当天及以前可以撤销：sandianban policy undo {kept} --school {school}")


def _look(session: Session, school_id: int, plan: Pack, day: date, values: dict[str, Any]) -> Adoption:
    try:
        return adopting.look(session, school_id, plan, day, values)
    except NoSuchSetting as error:
        near = f"相近的有：{'、'.join(error.near)}。" if error.near else ""
        leave(f"没有设置“{error.where}”。{near}全部设置：sandianban policy show 003-10")
    except Unreadable as error:
        leave(f"设置“{error.where}”的值“{error.raw}”不能用，应为{wanted(error.wanted)}。")


def _show(adoption: Adoption, school: str) -> None:
    changed = changes_of(adoption.before, adoption.after)
    click.echo(f"{school} 自{adoption.since}起采用 {adoption.pack.id}  {adoption.pack.title}")
    if changed:
        print_table(("设置", "原来", "改为", "字段"), [(label, was, now, path) for path, label, was, now in changed])
    click.echo(f"共{len(changed)}项改变。")
    if adoption.later:
        click.echo(f"另有{adoption.later}个以后生效的版本，不受影响。")
    print_findings(adoption.findings)


def _own(
    own: tuple[str, ...], seasons: tuple[str, ...], overrides: tuple[str, ...], by: str, day: date
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for written in own:
        path, value = _halves(written)
        put(values, path, _value(value))
    if seasons:
        put(values, "timetable.seasons", [_season(*_halves(one)) for one in seasons])
    if overrides:
        if not by.strip():
            leave("说明理由需要写上姓名：--by 姓名。")
        answered = [(limit, reason) for limit, reason in map(_halves, overrides)]
        if any(not reason.strip() for _, reason in answered):
            leave("请写明理由：--override L-24=理由。")
        values["overrides"] = [
            {"limit": limit, "reason": reason, "by": by, "on": day.isoformat()} for limit, reason in answered
        ]
    return values


def _season(name: str, days: str) -> dict[str, Any]:
    """The days of a season; its times are the pack's (service.season_times)."""
    first, found, last = days.partition("..")
    if not found:
        leave("季节的起止日期写作 夏季=2026-05-01..2026-09-30。")
    return {"name": name, "first": first, "last": last}


def _halves(written: str) -> tuple[str, str]:
    path, found, value = written.partition("=")
    if not found:
        leave(f"“{written}”应写作 字段=值。")
    return path.strip(), value.strip()


def _value(written: str) -> Any:
    """Numbers, lists and true or false as JSON has them; anything else is text."""
    try:
        return json.loads(written)
    except json.JSONDecodeError:
        return written
