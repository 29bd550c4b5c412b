"""A child that was not here at the roll call and now is (补到). The frames know no such act: it is kept as a log."""

from __future__ import annotations

from care.acts import Intent
from care.reading.policy import Draft
from care.reading.staff.desk import Desk, pattern, pupils, say, unclear
from care.reading.staff_phrases import group as group_words


def read_arrival(desk: Desk) -> list[Draft]:
    """孙悦来了, 刚到, 归队了: only where the message says nothing else."""
    if desk.leads or not pattern(group_words.CAME).fullmatch(desk.sketch.strip()) or next(unclear(desk.names), None):
        return []
    return [say(Intent.LOG, desk.message.text, "a child has come", arrived=pupils(desk.names))]
