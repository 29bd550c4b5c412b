"""Loads the demo school by the way any school comes in: a workbook is written, read, checked and imported."""

from __future__ import annotations

import base64
import secrets
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from sqlalchemy import insert
from sqlalchemy.orm import Session

from care.acts import CareSession
from care.book import Book, Kin, Post, Pupil
from care.calendar import SHANGHAI
from storage import schools
from storage.day import leaves
from storage.db import Sessions
from storage.demo.names import letters
from storage.demo.school import CODE, NAME, demo_book
from storage.demo.shape import DEMO, Shape
from storage.people import AddressRow
from storage.platform import accounts
from storage.platform.accounts import AppAccount, KfAccount
from storage.workbook import importing
from storage.workbook.current import book_of
from storage.workbook.read import read
from storage.workbook.write import write_book

CORP_ID = "ww00000000000000aa"
OPEN_KFID = "wkAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
AGENT_ID = 1_000_002
STORY = ("王丽", "张伟", "刘桂芳", "陈静", "赵敏", "孙强", "周建国")
"""Those whose phones are shown."""
ON_LEAVE = 6  # pupils on leave on the demo's day
_POST_TITLES = {Post.CLASS_TEACHER: "班主任", Post.DUTY_LEADER: "值班领导", Post.PRINCIPAL: "校长", Post.IT: "管理员"}


@dataclass(frozen=True)
class Keys:
    """Secrets of the invented WeChat Work; never those of a real one."""

    app_secret: str = "app-secret-for-the-demo"
    app_token: str = "AppTokenForTheDemo"
    app_aes_key: str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
    kf_secret: str = "kf-secret-for-the-demo"
    kf_token: str = "KfTokenForTheDemo"
    kf_aes_key: str = "HBscGRoXGBUWExQREg8QDQ4LDAkKBwgFBgMEAQIAAAE"

    @classmethod
    def fresh(cls) -> Keys:
        """Drawn anew."""
        return cls(*(draw() for draw in (_word, _word, _aes_key) * 2))


def _word() -> str:
    return secrets.token_hex(16)


def _aes_key() -> str:
    """43 letters and digits that stand for 32 bytes. (wecom.md 1.1)"""
    while True:
        key = base64.b64encode(secrets.token_bytes(32)).decode()[:43]
        if key.isalnum():
            return key


@dataclass(frozen=True)
class Phone:
    """One person's stand-in phone: a member's in 企业微信, a parent's in WeChat."""

    id: str  # userid or external_userid
    person_id: int
    name: str
    title: str
    is_staff: bool
    parent_userid: str = ""  # in 家校通讯录: 学校通知 reaches the parent by it (wecom.md 4a)
    mobile: str = ""

    @property
    def shown(self) -> bool:
        return self.name in STORY


def load_demo(
    sessions: Sessions,
    *,
    day: date,
    keys: Keys | None = None,
    shape: Shape = DEMO,
    as_it_is: Callable[[Book], Book] = lambda book: book,
) -> int:
    """The demo school with bound accounts, as it stands on the morning of `day`; its number. `as_it_is` may change
    the book before it is imported."""
    now = datetime.combine(day, time(7, 0), SHANGHAI)
    with tempfile.TemporaryDirectory() as folder, sessions.writing() as session:
        file = Path(folder) / "demo.xlsx"
        write_book(file, as_it_is(demo_book(day, shape)))
        tables, torn = read(file)
        plan = importing.plan(session, tables, torn, now=now)
        if plan.problems:
            raise ValueError(f"the demo school cannot be imported: {plan.problems[:3]}")
        school_id = importing.carry_out(session, plan, now=now)
        _give_accounts(session, school_id, keys or Keys())
        _bind_all(session, school_id, day, now)
        _some_leaves(session, school_id, day, now)
    return school_id


def phones(session: Session, *, day: date) -> list[Phone]:
    """Everybody of the demo school, those of the story first."""
    school_id = schools.id_of(session, CODE)
    if school_id is None:
        return []
    return _phones(book_of(session, school_id, today=day))


def _phones(book: Book) -> list[Phone]:
    found = [*_staff_phones(book), *_parent_phones(book.pupils or ())]
    return sorted(found, key=lambda phone: STORY.index(phone.name) if phone.shown else len(STORY))


def _staff_phones(book: Book) -> Iterable[Phone]:
    groups = {
        group.teacher: group.name.removesuffix("晚托")
        for group in book.groups or ()
        if group.session is CareSession.EVENING
    }
    classes = {one.teacher: one.name for one in book.classes or ()}
    for one in book.staff or ():
        post = next((word for post, word in _POST_TITLES.items() if post in one.posts), "教师")
        post, place = ("晚托老师", groups[one.code]) if one.code in groups else (post, classes.get(one.code, ""))
        yield Phone(one.code, one.id, one.name, f"{post} · {place}" if place else post, True)


def _parent_phones(pupils: Iterable[Pupil]) -> Iterable[Phone]:
    kin: dict[int, Kin] = {}
    children: dict[int, list[str]] = {}
    for pupil in sorted(pupils, key=lambda pupil: pupil.class_name != "三年级2班"):
        for one in pupil.kin or ():
            kin.setdefault(one.id, one)
            children.setdefault(one.id, []).append(pupil.called)
    for person_id, one in kin.items():
        title = f"{one.relation} · {'、'.join(children[person_id])}"
        plain = one.name in STORY or one.name == "李娜"
        own = f"{letters(one.name)}{'' if plain else f'-{person_id}'}"
        yield Phone(f"wm-{own}", person_id, one.name, title, False, f"p-{own}", one.phone)


def _give_accounts(session: Session, school_id: int, keys: Keys) -> None:
    accounts.put_app(
        session,
        AppAccount(school_id, CODE, CORP_ID, AGENT_ID, keys.app_secret, keys.app_token, keys.app_aes_key),
    )
    accounts.put_kf(
        session, KfAccount(school_id, CODE, CORP_ID, OPEN_KFID, keys.kf_secret, keys.kf_token, keys.kf_aes_key)
    )


def _bind_all(session: Session, school_id: int, day: date, now: datetime) -> None:
    """Staff in the app; parents in customer service, and in the school's contacts, so that nobody need write first."""
    common = {"school_id": school_id, "bound_at": now, "bound_how": "demo"}
    rows = [
        {**common, "person_id": phone.person_id, "channel": channel, "value": value, "account": account}
        for phone in phones(session, day=day)
        for channel, value, account in _addresses(phone)
    ]
    session.execute(insert(AddressRow), rows)


def _addresses(phone: Phone) -> Iterable[tuple[str, str, str]]:
    if phone.is_staff:
        yield "wecom_app", phone.id, ""
        return
    yield "wecom_kf", phone.id, OPEN_KFID
    yield "school_notice", phone.parent_userid, ""


def _some_leaves(session: Session, school_id: int, day: date, now: datetime) -> None:
    """A few of those expected this evening are on leave already; none of the story."""
    book = book_of(session, school_id, today=day)
    expected = [
        pupil
        for pupil in book.pupils or ()
        if any(place.session is CareSession.EVENING and day.isoweekday() in place.weekdays for place in pupil.places)
        and not any(kin.name in STORY for kin in pupil.kin or ())
    ]
    for number, pupil in enumerate(expected[7 :: max(1, len(expected) // ON_LEAVE)][:ON_LEAVE]):
        leaves.add(
            session, school_id, pupil.id, [(day, CareSession.EVENING)], reason=("sick", "personal")[number % 2],
            by_id=(pupil.kin or ())[0].id, inbox_id=None, now=now,
        )  # fmt: skip


__all__ = ["CODE", "CORP_ID", "NAME", "OPEN_KFID", "Keys", "Phone", "load_demo", "phones"]
