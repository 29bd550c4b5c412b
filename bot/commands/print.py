"""`sandianban print`: a day's list on A4, as a page that a browser prints. Nothing in it comes from elsewhere."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path

import click
from sqlalchemy.orm import Session

from bot.settings import Settings
from bot.sheets import PAGES
from care.acts import CareSession
from care.calendar import clock, spoken, today
from care.rules.paper import SheetKind
from care.wording import paper as wording
from handlers.desk import Desk
from handlers.record.printing import Sheet, sheet
from storage import known, schools
from storage.day import papers
from storage.db import Sessions, make_engine
from storage.seal import Seal


@click.command()
@click.option("--school", required=True, help="the school's code")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), default=None, help="default: today")
@click.option("--session", "care", type=click.Choice([one.value for one in CareSession]), default="evening",
              show_default=True)  # fmt: skip
@click.option("--list", "kind", type=click.Choice([one.value for one in SheetKind]), default="signout",
              show_default=True)  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path), default=None, help="the HTML file; default: standard output")
def command(school: str, day: datetime | None, care: str, kind: str, out: Path | None) -> None:
    """Print a list with row codes: roll call, handover, sign-out. What is written on it is entered later by code."""
    settings = Settings()
    Seal.use(settings.secret_key)
    now = datetime.now(UTC)
    on = day.date() if day else today(now)
    with Sessions(make_engine(settings.database_url)).writing() as session:
        html = page(session, school, on, CareSession(care), SheetKind(kind), now)
    if out is None:
        click.echo(html)
        return
    out.write_text(html, "utf-8")
    click.echo(f"written: {out}", err=True)


def page(session: Session, school: str, on: date, care: CareSession, kind: SheetKind, now: datetime) -> str:
    """The page; its codes are remembered under the hash that it shows. (promise 14)"""
    school_id = schools.id_of(session, school)
    if school_id is None:
        raise click.UsageError(f"there is no school {school}")
    policy = known.policy(session, school_id, today(now))
    calendar = known.calendar(session, school_id)
    desk = Desk(session=session, school_id=school_id, policy=policy, calendar=calendar, now=now)
    made = sheet(desk, care, on, kind)
    if not made.pages:
        click.echo(f"nobody is in care: {on} {care.value}", err=True)
        sys.exit(1)
    papers.keep(session, school_id, made.printed, by_id=None, now=now)
    return render(made, policy.label(care), now)


def render(made: Sheet, label: str, now: datetime) -> str:
    kind = made.printed.kind
    return PAGES.get_template("list.html").render(
        sheet=made, title=wording.KINDS[kind], day=spoken(made.printed.day), label=label, at=clock(now),
        mark=made.printed.short_mark, columns=wording.COLUMNS[kind], sign=wording.SIGN[kind],
    )  # fmt: skip
