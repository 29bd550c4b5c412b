"""Short questions asked whole, as people do who have never read a manual: 今天我带谁, 都走完了吗, 昨天呢.

Each pattern must fit the whole message, so nothing else can be said beside it.
"""

from __future__ import annotations

from care.acts import Intent
from care.reading.policy import Draft
from care.reading.staff.desk import Desk, pattern, say
from care.reading.staff_phrases import plain as plain_words


def read_plain(desk: Desk) -> list[Draft]:
    """One question of a few words, or nothing."""
    text = desk.sketch.strip()
    if len(text) > plain_words.LONGEST:
        return []
    if pattern(plain_words.UNPICKED).fullmatch(text):
        return [say(Intent.ASK_UNPICKED, text, "asks who is still here")]
    days = desk.days(asked=True) or None
    if pattern(plain_words.DAY).fullmatch(text) and (days or not pattern(plain_words.DAY_NAMED).fullmatch(text)):
        intent = Intent.ASK_SUMMARY if desk.leads else Intent.ASK_ROSTER
        return [say(intent, text, "asks how the day is", dates=days)]
    if pattern(plain_words.ROSTER).fullmatch(text):
        class_name = next((one.class_name for one in desk.classes), None)
        return [say(Intent.ASK_ROSTER, text, "asks who is here", dates=days, class_name=class_name)]
    return []
