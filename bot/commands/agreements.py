"""`sandianban agreements`: signed agreements on A4, as a page that a browser prints; and the check of their hashes."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import click
from sqlalchemy.orm import Session

from bot.settings import Settings
from bot.sheets import PAGES
from care.calendar import clock, local, spoken
from care.rules.enrolment.agreement import mark
from care.wording import signing as wording
from storage import people, schools
from storage.db import Sessions, make_engine
from storage.enrolment import agreements
from storage.enrolment.agreements import Signature
from storage.seal import Seal


@dataclass(frozen=True)
class Line:
    who: str
    how: str


@dataclass(frozen=True)
class Page:
    """One signed text with everybody who signed it."""

    text: str
    mark: str
    template_mark: str
    lines: tuple[Line, ...]


@click.command()
@click.option("--school", required=True, help="the school's code")
@click.option("--out", type=click.Path(path_type=Path), default=None, help="the HTML file; default: standard output")
@click.option("--check", is_flag=True, help="only check that each text still has the hash that was signed")
def command(school: str, out: Path | None, check: bool) -> None:
    """Print signed agreements: text, who signed when from which account, hashes, room for the school's seal.

    Exit code 1 where a text does not have the hash that was signed, 2 where there is no such school.
    """
    settings = Settings()
    Seal.use(settings.secret_key)
    with Sessions(make_engine(settings.database_url)).reading() as session:
        school_id = schools.id_of(session, school)
        if school_id is None:
            raise click.UsageError(f"there is no school {school}")
        signed = agreements.of_school(session, school_id)
        html = render(session, school_id, signed)
    changed = [one.id for one in signed if mark(one.text) != one.mark]
    if check or changed:
        click.echo(f"{len(signed)} signatures, {len(changed)} with another text: {changed}", err=True)
        sys.exit(1 if changed else 0)
    if out is None:
        click.echo(html)
        return
    out.write_text(html, "utf-8")
    click.echo(f"written: {out}", err=True)


def render(session: Session, school_id: int, signed: list[Signature]) -> str:
    names = people.names_of(session, (one.person_id for one in signed))
    pages = []
    for _, group in groupby(signed, key=lambda one: (one.application_id, one.mark)):
        own = list(group)
        lines = tuple(Line(wording.SIGNERS[one.signer], _how(one, names.get(one.person_id, ""))) for one in own)
        pages.append(Page(own[0].text.strip(), own[0].mark, own[0].template_mark, lines))
    name = schools.get(session, school_id).name
    return PAGES.get_template("agreement.html").render(school=name, signed=pages)


def _how(one: Signature, name: str) -> str:
    when = f"{local(one.signed_at).year}年{spoken(local(one.signed_at).date())}{clock(one.signed_at)}"
    return wording.how_signed(name, when, one.channel, one.account)
