"""`sandianban explain`: how one message is read, and what each act rests on."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone

import click

from care.acts import Act, to_frame
from care.people import Known, Role, Sender, Staff, Student
from care.reading.read import read

SHANGHAI = timezone(timedelta(hours=8))


@click.command()
@click.argument("text")
@click.option("--as", "role", type=click.Choice([role.value for role in Role]), default="parent", show_default=True)
@click.option("--child", "children", multiple=True, help="姓名:班级 of a parent's own child; may be repeated")
@click.option("--pupil", "roster", multiple=True, help="姓名:班级 of a pupil in the teacher's group")
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
    click.echo(f"读作  {reading.tidy}")
    for act in reading.acts:
        click.echo("\n".join(lines(act)))


def lines(act: Act) -> list[str]:
    """An act, its grounds, and the acts that a press each could mean."""
    out = [_frame(act)]
    out += [f"      {ground.slot}: “{ground.words}” ({ground.why})" for ground in act.grounds]
    return out + [f"      [{number}] {_frame(option).strip()}" for number, option in enumerate(act.options, 1)]


def _frame(act: Act) -> str:
    frame = to_frame(act)
    intent = frame.pop("intent")
    return f"  {intent}  {json.dumps(frame, ensure_ascii=False)}"


def _students(written: tuple[str, ...]) -> tuple[Student, ...]:
    return tuple(Student(number, *_halves(one)) for number, one in enumerate(written, 1))


def _halves(written: str) -> tuple[str, str]:
    name, _, rest = written.partition(":")
    return name, rest
