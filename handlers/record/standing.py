"""Short questions of those who lead, answered in a line or two: who has not called the roll, who is on leave, where a
colleague stands. Only what the record proves. (promise 8)"""

from __future__ import annotations

from care.acts import CareSession
from care.messages import Outgoing
from care.people import Staff
from care.rules.custody import Roll, held_by
from care.wording import lists as words_of_lists
from care.wording import staff as words
from care.wording import standing as wording
from handlers import day, groups
from handlers.groups import Listed
from handlers.turn import Turn
from storage import ledger, people


def uncalled(turn: Turn) -> list[Outgoing]:
    """Groups with children whom nobody has called, and whose they are."""
    listed = _visible(turn)
    if listed is None:
        return [turn.reply(words_of_lists.NO_CARE)]
    if not listed:
        return [turn.reply(words_of_lists.NO_GROUPS)]
    open_ = [(one, groups.standing(one, Roll.NOT_CALLED)) for one in listed]
    lines = [wording.to_call(one.name, _teacher(turn, one), len(left)) for one, left in open_ if left]
    return [turn.reply(wording.uncalled(words.slot(turn.today, turn.care, turn.policy), lines))]


def on_leave(turn: Turn) -> list[Outgoing]:
    """Who is on leave in this session, and who was called and is not here."""
    listed = _visible(turn)
    if listed is None:
        return [turn.reply(words_of_lists.NO_CARE)]
    if not listed:
        return [turn.reply(words_of_lists.NO_GROUPS)]
    away = [child for one in listed for child in groups.standing(one, Roll.LEAVE)]
    missing = [child for one in listed for child in groups.standing(one, Roll.MISSING)]
    return [turn.reply(wording.on_leave(words.slot(turn.today, turn.care, turn.policy), away, missing))]


def colleagues(turn: Turn, meant: tuple[Staff, ...]) -> list[Outgoing]:
    """Which group a colleague has today and how many children are in their hands; more the house does not know."""
    if not day.is_care_day(turn, turn.today):
        return [turn.reply(words_of_lists.NO_CARE)]
    return [turn.reply("\n".join(_stands(turn, one, turn.care) for one in meant))]


def _stands(turn: Turn, one: Staff, care: CareSession) -> str:
    places = ledger.places(turn.session, turn.school_id, turn.today, care)
    listed = _visible(turn) or []
    own = [sheet for sheet in listed if day.teacher(turn, sheet.groups[0].id, turn.today, care) == one.id]
    called = any(not groups.standing(sheet, Roll.NOT_CALLED) for sheet in own)
    rooms = [sheet.name for sheet in own]
    return wording.colleague(one, turn.policy.label(care), rooms, len(held_by(places, one.id)), called=called)


def _visible(turn: Turn) -> list[Listed] | None:
    """The lists that the speaker may see; None where there is no care today."""
    if not day.is_care_day(turn, turn.today):
        return None
    return groups.looked_at_each(turn, turn.care, groups.visible(turn, turn.care, None), turn.today)


def _teacher(turn: Turn, listed: Listed) -> str:
    return people.name_of(turn.session, day.teacher(turn, listed.groups[0].id, turn.today, listed.care))
