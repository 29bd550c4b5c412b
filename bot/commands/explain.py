"""`sandianban explain`: how one message is read, and what each act rests on."""

from __future__ import annotations

from datetime import datetime

import click

from care.calendar import SHANGHAI
from care.people import Known, Role, Sender, Staff, Student
from care.reading import trace
from care.reading.read import read
from care.wording.why import page


@click.command()
@click.argument("text")
@click.option("--as", "role", type=click.Choice([role.value for role in Role]), default="parent", show_default=True)
@click.option("--child", "children", multiple=True, help="姓名:班级 of a parent's own child; may be repeated")
@click.option("--roster", "--pupil", "roster", multiple=True, help="姓名:班级 of a pupil in the teacher's group")
@click.option("--pending", multiple=True, help="a pupil whose application waits for this person")
@click.option("--colleague", "staff", multiple=True, help="a colleague's name")
@click.option("--club", "clubs", multiple=True, help="a club on the menu")
@click.option("--me", default="", help="the sender's name, for a parent with the relation: 王丽:妈妈")
@click.option("--now", default=None, help="ISO time at which the message arrives; now if left out")
def command(
    text: str,
    role: str,
    children: tuple[str, ...],
    roster: tuple[str, ...],
    pending: tuple[str, ...],
    staff: tuple[str, ...],
    clubs: tuple[str, ...],
    me: str,
    now: str | None,
) -> None:
    """Show how TEXT is read: the even text, the acts, what they rest on, and the buttons of a question."""
    known = Known(
        role=Role(role),
        me=Sender(*_halves(me)),
        children=_students(children),
        roster=_students(roster),
        pending=_students(pending),
        staff=tuple(Staff(number, name) for number, name in enumerate(staff, 1)),
        clubs=clubs,
    )
    at = datetime.fromisoformat(now) if now else datetime.now(SHANGHAI)
    reading = read(text, known, at)
    click.echo(page(trace.kept(reading), written=text))


def _students(written: tuple[str, ...]) -> tuple[Student, ...]:
    return tuple(Student(number, *_halves(one)) for number, one in enumerate(written, 1))


def _halves(written: str) -> tuple[str, str]:
    name, _, rest = written.partition(":")
    return name, rest
