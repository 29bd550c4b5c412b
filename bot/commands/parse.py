"""`sandianban parse`: corpus lines in, a line of acts out for each, in the same order; no database."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import click

from care.acts import frames
from care.people import Known, Role, Sender, Staff, Student
from care.reading.read import read
from care.reading.warm import warm


@click.command()
def command() -> None:
    """Read corpus lines on stdin (../shared/language/README.md) and write {"id": …, "acts": […]} lines."""
    warm()
    for line in sys.stdin.buffer:
        if line.strip():
            click.echo(json.dumps(answer(line), ensure_ascii=False))


def answer(line: bytes) -> dict[str, Any]:
    """The acts of one line; a line that cannot be read is an answer too."""
    row: Any = None
    try:
        row = json.loads(line)
        reading = read(str(row["text"]), known_of(row), datetime.fromisoformat(row["now"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        number = row.get("id") if isinstance(row, Mapping) else None
        return {"id": number, "error": f"{type(error).__name__}: {error}"}
    return {"id": row.get("id"), "acts": frames(reading.acts)}


def known_of(row: Mapping[str, Any]) -> Known:
    """What a corpus line says is known."""
    me = row.get("me") or {}
    return Known(
        role=Role(row["role"]),
        me=Sender(me.get("name", ""), me.get("relation") or ""),
        children=_students(row.get("children") or ()),
        roster=_students(row.get("roster") or ()),
        staff=tuple(Staff(number, str(name)) for number, name in enumerate(row.get("staff") or (), 1)),
        pending=_students({"name": name} for name in row.get("pending") or ()),
        clubs=tuple(row.get("clubs") or ()),
    )


def _students(rows: Any) -> tuple[Student, ...]:
    return tuple(Student(number, row["name"], row.get("class") or "") for number, row in enumerate(rows, 1))
