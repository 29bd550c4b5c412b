"""`sandianban print`: a day's list on A4, as a page that a browser prints. Nothing in it comes from elsewhere."""

from __future__ import annotations

import getpass
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
from care.wording import late_form as late_words
from care.wording import paper as wording
from handlers.desk import Desk
from handlers.record.printing import Sheet, sheet
from handlers.wayhome import late_sheet
from storage import audit, known, schools
from storage.day import papers
from storage.db import Sessions, make_engine
from storage.seal import Seal

LATE = "late"
"""Record forms (登记表) of children that were collected late: filled already, so nothing is entered from them."""


@click.command()
@click.option("--school", required=True, help="the school's code")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), default=None, help="default: today")
@click.option("--session", "care", type=click.Choice([one.value for one in CareSession]), default="evening",
              show_default=True)  # fmt: skip
@click.option("--list", "kind", type=click.Choice([*(one.value for one in SheetKind), LATE]), default="signout",
              show_default=True)  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path), default=None, help="the HTML file; default: standard output")
def command(school: str, day: datetime | None, care: str, kind: str, out: Path | None) -> None:
    """Print a list with row codes: roll call, handover, sign-out. What is written on it is entered later by code.

    `late` prints the record forms of children that were collected late, as far as they are filled in.
    """
    settings = Settings()
    Seal.use(settings.secret_key)
    now = datetime.now(UTC)
    on = day.date() if day else today(now)
    with Sessions(make_engine(settings.database_url)).writing() as session:
        desk, session_ = _desk(session, school, now), CareSession(care)
        html = late_page(desk, on, session_) if kind == LATE else page(desk, on, session_, SheetKind(kind))
    if out is None:
        click.echo(html)
        return
    out.write_text(html, "utf-8")
    click.echo(f"written: {out}", err=True)


def page(desk: Desk, on: date, care: CareSession, kind: SheetKind) -> str:
    """The page; its codes are remembered under the hash that it shows. (promise 14)"""
    made = sheet(desk, care, on, kind)
    if not made.pages:
        click.echo(f"nobody is in care: {on} {care.value}", err=True)
        sys.exit(1)
    papers.keep(desk.session, desk.school_id, made.printed, by_id=None, now=desk.now)
    return render(made, desk.policy.label(care), desk.now)


def late_page(desk: Desk, on: date, care: CareSession) -> str:
    """The forms of everybody who was collected late; that they were printed is an entry of the audit log. (C48)"""
    made = late_sheet.sheet(desk, care, on)
    if not made.forms:
        click.echo(f"nobody was collected late: {on} {care.value}", err=True)
        sys.exit(1)
    about = f"late/{on}/{care.value}/{made.short_mark}"
    entry = audit.Entry("late forms printed", about, desk.now, login=getpass.getuser())
    audit.append(desk.session, desk.school_id, entry)
    forms, day = [late_words.fields(one) for one in made.forms], f"{on.year}年{spoken(on)}"
    return PAGES.get_template("late_form.html").render(
        school=made.school, title=late_words.SHEET, day=day, label=desk.policy.label(care), forms=forms,
        sign=late_words.SIGN, mark=made.short_mark, at=f"{spoken(desk.today)}{clock(desk.now)}",
    )  # fmt: skip


def _desk(session: Session, school: str, now: datetime) -> Desk:
    school_id = schools.id_of(session, school)
    if school_id is None:
        raise click.UsageError(f"there is no school {school}")
    policy = known.policy(session, school_id, today(now))
    calendar = schools.calendar(session, school_id)
    return Desk(session=session, school_id=school_id, policy=policy, calendar=calendar, now=now)


def render(made: Sheet, label: str, now: datetime) -> str:
    kind = made.printed.kind
    return PAGES.get_template("list.html").render(
        sheet=made, title=wording.KINDS[kind], day=spoken(made.printed.day), label=label, at=clock(now),
        mark=made.printed.short_mark, columns=wording.COLUMNS[kind], sign=wording.SIGN[kind],
    )  # fmt: skip
