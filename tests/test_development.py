"""All development messages, sent through the doors as their senders: each answered exactly once, none lost.

Each line is a school of its own, with what the line says is known: the sender's children or pupils, the
colleagues, the clubs, the applications that wait. Needs ../shared/language beside the project.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import channels
from bot.app import create_app
from bot.channels import kf_pull
from bot.house import House, wall
from care.acts import CareSession
from care.book import Post
from jobs.answer import answer
from jobs.deliver import deliver
from storage import people, schools
from storage.db import Sessions
from storage.enrolment import approvals, bookings, clubs
from storage.inbox import InboxRow, State
from storage.platform import accounts
from storage.platform.accounts import AppAccount, KfAccount
from tests.bot.platform import AES_KEY, CORP, OPEN_KFID, TOKEN, Asked, ListeningBell, callback, payload, running_api
from tests.fakes import SteppedClock

LINES = Path(__file__).parent.parent.parent / "shared" / "language" / "dev.jsonl"
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
Line = dict[str, Any]


def test_every_development_message_is_answered_exactly_once(sqlite_sessions: Sessions) -> None:
    if not LINES.exists():
        pytest.skip(f"SKIPPED: the development messages are not at {LINES}")
    lines = [json.loads(line) for line in LINES.read_text("utf-8").splitlines() if line.strip()]
    clock, bell = SteppedClock(LONG_AGO), ListeningBell()
    with running_api() as api:
        house = House(sqlite_sessions, None, bell, now=clock, wall=wall)  # type: ignore[arg-type]
        house.api = channels.make_api(None, api.url)
        house.channels = channels.make_channels(sqlite_sessions, house.api)
        doors = create_app(house).test_client()
        answered = Counter[str]()
        for number, line in enumerate(lines):
            clock.at = datetime.fromisoformat(line["now"]).astimezone(UTC)
            with sqlite_sessions.writing() as session:
                sender = _school(session, number, line, clock())
            _send(doors, api, house, bell, number, line)
            answered[line["id"]] = _sent_to(api.asked, sender)
            api.asked.clear()
        with sqlite_sessions.reading() as session:
            states = Counter(session.scalars(select(InboxRow.state)))

    assert states == {int(State.DONE): len(lines)}
    assert {id_: times for id_, times in answered.items() if times != 1} == {}


def _send(doors: Any, api: Any, house: House, bell: ListeningBell, number: int, line: Line) -> None:
    """The line's text, as the platform delivers it to a parent's or a colleague's door, and all that follows."""
    code = f"s{number}"
    if line["role"] == "parent":
        item = {
            "msgid": f"kf{number}", "open_kfid": OPEN_KFID, "external_userid": f"wm{number}", "origin": 3,
            "send_time": int(house.now().timestamp()), "msgtype": "text", "text": {"content": line["text"]},
        }  # fmt: skip
        api.lay_out("kf/sync_msg", {"errcode": 0, "next_cursor": f"c{number}", "has_more": 0, "msg_list": [item]})
        call = callback(payload("kf_msg_or_event__plain", OpenKfId=OPEN_KFID))
        assert doors.post(f"/wecom/{code}/kf{call.url}", data=call.body).status_code == 200
    else:
        call = callback(payload("text__plain", Content=line["text"], FromUserName=f"u{number}", MsgId=f"9{number:09}"))
        assert doors.post(f"/wecom/{code}/app{call.url}", data=call.body).status_code == 200
    while bell.accounts:
        bell.senders += kf_pull.pull(bell.accounts.pop(), house)
    while bell.senders:
        answer(bell.senders.pop(), house)
    while deliver(house):
        pass


def _sent_to(asked: list[Asked], sender: str) -> int:
    """Answers to the sender; a long text beside its card or menu is one answer in two pieces."""
    mine = [a.body for a in asked if a.path in ("message/send", "kf/send_msg") and a.body.get("touser") == sender]
    cards = sum(_is_answer(body) for body in mine)
    texts = sum(body["msgtype"] == "text" for body in mine)
    return max(cards, texts)


def _is_answer(body: dict[str, Any]) -> bool:
    """A menu, or a card of the reply; a holder who reports a missing child is asked for a count besides."""
    card = body.get("template_card", {})
    return body["msgtype"] == "msgmenu" or str(card.get("task_id", "")).startswith("reply-")


def _school(session: Session, number: int, line: Line, now: datetime) -> str:
    """The school as the line knows it; the sender's id on the platform."""
    code = f"s{number}"
    school = schools.add(session, code, "实验小学")
    keys = {
        "secret": f"secret-{number}",
        "token": TOKEN,
        "aes_key": AES_KEY,
        "school_id": school,
        "school": code,
        "corp_id": CORP,
    }
    accounts.put_app(session, AppAccount(agent_id=1000002, **keys))
    accounts.put_kf(session, KfAccount(open_kfid=OPEN_KFID, **keys))
    for club in line["clubs"]:
        clubs.add(session, school, club)
    me = people.add_person(session, school, line["me"]["name"])
    for colleague in line["staff"]:
        other = people.add_person(session, school, colleague)
        people.add_staff(session, school, other, [Post.TEACHER])
    pupils = _pupils(session, school, line)
    for application in line.get("pending", ()):
        if application in pupils:
            approvals.add(
                session, school, "permit", student_id=pupils[application], by_id=me, decider_id=me, now=LONG_AGO
            )
    if line["role"] == "parent":
        for child in line["children"]:
            people.add_guardian(session, pupils[child["name"]], me, line["me"].get("relation", ""))
        people.bind(session, school, me, "wecom_kf", f"wm{number}", account=OPEN_KFID, how="list", now=LONG_AGO)
        return f"wm{number}"
    post = Post.DUTY_LEADER if line["role"] == "leader" else Post.TEACHER
    people.add_staff(session, school, me, [post], code=f"u{number}")
    people.bind(session, school, me, "wecom_app", f"u{number}", how="list", now=LONG_AGO)
    since = now.date() - timedelta(days=9)
    for care in CareSession:
        group = bookings.add_group(session, school, care, "托管班", teacher_id=me)
        for pupil in pupils.values():
            bookings.book(
                session,
                school,
                pupil,
                group,
                care,
                weekdays=range(1, 8),
                since=since,
                now=LONG_AGO,
            )
    return f"u{number}"


def _pupils(session: Session, school: int, line: Line) -> dict[str, int]:
    """Everybody the line names, in the class it gives."""
    known = [*line["children"], *line["roster"], *({"name": n, "class": "三年级2班"} for n in line.get("pending", ()))]
    classes: dict[str, int] = {}
    numbers = count(1)
    found: dict[str, int] = {}
    for child in known:
        if child["class"] not in classes:
            classes[child["class"]] = people.add_class(session, school, child["class"], 3, next(numbers))
        if child["name"] not in found:
            found[child["name"]] = people.add_student(session, school, classes[child["class"]], child["name"])
    return found
