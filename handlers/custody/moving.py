"""Walking to a club and back (走班): names and number to the club's teacher, and back to the base class. (C35)"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from care.acts import Act, CareSession, Intent
from care.messages import Outgoing, Urgency
from care.people import Staff, Student
from care.reading.sayings import Said
from care.rules.custody import Places
from care.rules.handover import Blocked, Offered, decide_move
from care.rules.moving import Meeting, at_clubs, meeting
from care.wording import handover as hand_words
from care.wording import moving as wording
from handlers import asking, day, groups
from handlers.custody import closing, handover
from handlers.desk import Desk
from handlers.safety import muster
from handlers.turn import Turn
from storage import ledger, people
from storage.enrolment import clubs
from storage.enrolment.clubs import Club
from storage.questions import Choice

BACK, OFFER = "back_from_club", "offer_to_club"


def to_club(said: Said, turn: Turn) -> list[Outgoing]:
    """书法社团接走 李小明、王小红, by whoever has them; said by the club's teacher, the holders are asked."""
    if stopped := _stopped(turn):
        return stopped
    club = clubs.get(turn.session, turn.school_id, said.club)
    if club is not None and club.teacher_id == turn.me:
        return _ask_holders(turn, club, said.name)
    if club is None or (said.name and not said.children):
        return [turn.reply(wording.which(said.club))]
    return _offer(turn, club, [child.id for child in said.children])


def back(said: Said, turn: Turn) -> list[Outgoing]:
    """书法社团送回 李小明; without names, all of the club in the speaker's hands."""
    if stopped := _stopped(turn):
        return stopped
    club = clubs.get(turn.session, turn.school_id, said.club)
    if club is None or (said.name and not said.children):
        return [turn.reply(wording.which(said.club))]
    return _back(turn, turn.care, club, [child.id for child in said.children])


def press_back(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[送回原班5人] at the club's end."""
    club = clubs.by_ids(turn.session, [args["club"]])[args["club"]]
    return _stopped(turn) or _back(turn, CareSession(args["session"]), club, [])


def press_offer(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[是，交接] by the holder whom the club's teacher asked."""
    club = clubs.by_ids(turn.session, [args["club"]])[args["club"]]
    return _stopped(turn) or _offer(turn, club, args["students"])


def meeting_of(desk: Desk, club: Club, care: CareSession) -> Meeting | None:
    """The club today; None on a day without this session."""
    plan = next((one for one in desk.policy.sessions_on(desk.today) if one.session is care), None)
    return meeting(club.id, club.name, club.note, club.teacher_id, on=desk.today, plan=plan) if plan else None


def back_choice(club: int, care: CareSession, count: int) -> Choice:
    return Choice(wording.back_label(count), BACK, {"club": club, "session": care.value}, yes=True)


def _stopped(turn: Turn) -> list[Outgoing]:
    """Outside care's time, in a session that was ended, and while everybody counts, nobody walks to a club."""
    act = Act(Intent.HAND_OVER)
    if not groups.is_care_time(act, turn):
        return [turn.reply(hand_words.NO_CARE)]
    return closing.refusal(act, turn) or muster.refusal(act, turn)


def _places(turn: Turn, care: CareSession) -> Places:
    ledger.hold(turn.session, turn.school_id)
    return ledger.places(turn.session, turn.school_id, turn.today, care)


def _offer(turn: Turn, club: Club, named: Sequence[int]) -> list[Outgoing]:
    care, places = turn.care, _places(turn, turn.care)
    meets = meeting_of(turn, club, care)
    held = [id_ for id_ in club.members if id_ in places and places[id_].holder == turn.me]
    if meets is None or not meets.meets:
        return [turn.reply(wording.no_meeting(club.name, club.note, _children(turn, held)))]
    if club.teacher_id is None:
        return [turn.reply(wording.no_teacher(club.name, _children(turn, held)))]
    match decide_move(named, club.members, places, giver=turn.me, receiver=club.teacher_id):
        case Blocked() as blocked:
            return [turn.reply(hand_words.blocked(blocked, _children(turn, blocked.among), []))]
        case Offered() as offered:
            receiver = Staff(club.teacher_id, people.name_of(turn.session, club.teacher_id))
            detail = {"club": club.id, "way": "out"}
            about = wording.to_club(club.name)
            return handover.offer(turn, care, places, offered, receiver, detail=detail, about=about)


def _ask_holders(turn: Turn, club: Club, names: str) -> list[Outgoing]:
    """The club's teacher took them along: each holder is asked to offer them, with one press. (promise 5)"""
    places = _places(turn, turn.care)
    by_holder: dict[int, list[Student]] = {}
    for child in _children(turn, club.members):
        holder = places[child.id].holder if child.id in places else None
        if holder and holder != turn.me and (not names or child.name in names):
            by_holder.setdefault(holder, []).append(child)
    if not by_holder:
        return [turn.reply(wording.which(club.name))]
    holders = people.names_of(turn.session, by_holder)
    asked = [_ask_holder(turn, club, holder, own) for holder, own in by_holder.items()]
    return [turn.reply(wording.asked_holder(list(holders.values()))), *asked]


def _ask_holder(turn: Turn, club: Club, holder: int, children: Sequence[Student]) -> Outgoing:
    args = {"club": club.id, "students": [child.id for child in children]}
    choices = [Choice(wording.YES, OFFER, args, yes=True), Choice(wording.NO, asking.NOTHING, {}, no=True, style=2)]
    text, key = wording.ask_holder(club.name, children, turn.caller), f"club/ask/{turn.inbox_id}/{holder}"
    return turn.tell(
        holder, text, key, choices, title=hand_words.TITLE, about="handover", urgency=Urgency.URGENT
    )  # fmt: skip


def _back(turn: Turn, care: CareSession, club: Club, named: Iterable[int]) -> list[Outgoing]:
    """To each child's base class: whoever has that group today."""
    places = _places(turn, care)
    mine = at_clubs(places).get((club.id, turn.me), ())
    wanted = set(named) or set(mine)
    if not wanted or wanted - set(mine):
        return [turn.reply(wording.nobody_back(club.name))]
    by_teacher: dict[int | None, list[int]] = {}
    for id_ in sorted(wanted):
        group = places[id_].group
        teacher = day.teacher(turn, group, turn.today, care) if group is not None else None
        by_teacher.setdefault(teacher if teacher != turn.me else None, []).append(id_)
    return [note for teacher, own in by_teacher.items() for note in _back_to(turn, care, places, club, teacher, own)]


def _back_to(
    turn: Turn, care: CareSession, places: Places, club: Club, teacher: int | None, own: Sequence[int]
) -> list[Outgoing]:
    if teacher is None:
        return [turn.reply(wording.no_base(_children(turn, own)))]
    receiver = Staff(teacher, people.name_of(turn.session, teacher))
    detail = {"club": club.id, "way": "back"}
    about = wording.from_club(club.name)
    return handover.offer(turn, care, places, Offered(tuple(own)), receiver, detail=detail, about=about)


def _children(turn: Turn, ids: Iterable[int]) -> list[Student]:
    return list(people.students(turn.session, ids).values())
