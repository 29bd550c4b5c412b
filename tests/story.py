"""The story's school: small enough to know by heart, and everybody of the dialogues is in it.

三年级2班 (班主任 陈静, 晚托 赵敏) and 一年级1班 (班主任 李梅, 晚托 王磊), noon and evening care, 孙强 on duty as
leader, 周建国 the principal. Wednesday 2026-03-04 is the day most talks happen on.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Table, text
from sqlalchemy.orm import Session

from care.acts import CareSession
from care.book import Post
from storage import people, schools
from storage.day import pickups
from storage.db import Base
from storage.enrolment import bookings, clubs
from storage.platform import accounts
from storage.platform.accounts import AppAccount, KfAccount
from storage.schools import CalendarRow
from storage.staff import duties
from storage.staff.duties import DutyKind

CODE = "demo"
KF = "wkdemo0001"
MONDAY = date(2026, 3, 2)
APP_ACCOUNT = AppAccount(
    0, CODE, "wwdemo000000000001", 1000002, "app-secret-for-rehearsals", "AppToken01",
    "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
)  # fmt: skip
KF_ACCOUNT = KfAccount(
    0, CODE, "wwdemo000000000001", KF, "kf-secret-for-rehearsals", "KfToken001",
    "HxscGRoXGBUWExQREg8QDQ4LDAkKBwgFBgMEAQIAHh8",
)  # fmt: skip

PUPILS = {
    "三年级2班": ["李小明", "张子涵", "王小红", "李子涵", "陈晨", "赵一诺"],
    "一年级1班": ["张子墨", "刘洋", "孙悦", "李梓涵"],
}
STAFF = {
    "陈静": ("chenjing", [Post.CLASS_TEACHER, Post.TEACHER]),
    "李梅": ("limei", [Post.CLASS_TEACHER, Post.TEACHER]),
    "赵敏": ("zhaomin", [Post.TEACHER]),
    "王磊": ("wanglei", [Post.TEACHER]),
    "何芳": ("hefang", [Post.TEACHER]),
    "孙强": ("sunqiang", [Post.DUTY_LEADER]),
    "周建国": ("zhoujianguo", [Post.PRINCIPAL]),
    "钱进": ("qianjin", [Post.IT, Post.TEACHER]),
}
GUARDIANS = {
    "王丽": ("wm_wangli", "13800000001", [("李小明", "妈妈", 1)]),
    "刘桂芳": ("wm_liuguifang", "13800000002", [("李小明", "奶奶", 2)]),
    "张伟": ("wm_zhangwei", "13800000003", [("张子涵", "爸爸", 1), ("张子墨", "爸爸", 1)]),
    "王建": ("wm_wangjian", "13800000004", [("王小红", "爸爸", 1)]),
    "李娜": ("wm_lina", "13800000005", [("李子涵", "妈妈", 1)]),
    "陈刚": ("wm_chengang", "13800000006", [("陈晨", "爸爸", 1)]),
    "赵洁": ("wm_zhaojie", "13800000007", [("赵一诺", "妈妈", 1)]),
    "刘敏": ("wm_liumin", "13800000008", [("刘洋", "妈妈", 1)]),
    "孙丽": ("wm_sunli", "13800000009", [("孙悦", "妈妈", 1)]),
    "李强": ("wm_liqiang", "13800000010", [("李梓涵", "爸爸", 1)]),
}
UNBOUND = {"陌生人": "wm_stranger", "访客": "wm_visitor"}
"""Addresses on nobody's list."""


@dataclass(frozen=True)
class Story:
    school_id: int
    people: dict[str, int]
    pupils: dict[str, int]
    groups: dict[tuple[str, CareSession], int]


Rows = list[tuple[Table, list[dict[str, Any]]]]
_BUILT: dict[tuple[str, date], tuple[Story, Rows]] = {}


def build(session: Session, *, monday: date = MONDAY) -> Story:
    """The school with everybody bound, and two weeks of rosters from this Monday.

    Written person by person the first time; after that the same rows are put into an empty database at once.
    """
    key = (session.get_bind().dialect.name, monday)
    if key in _BUILT and not schools.every(session):
        story, rows = _BUILT[key]
        _put_back(session, rows)
        return deepcopy(story)
    story = _build(session, monday)
    if story.school_id == 1:
        session.flush()
        _BUILT[key] = deepcopy(story), _all_rows(session)
    return story


def _all_rows(session: Session) -> Rows:
    found = ((table, session.execute(table.select()).mappings().all()) for table in Base.metadata.sorted_tables)
    return [(table, [dict(row) for row in rows]) for table, rows in found if rows]


def _put_back(session: Session, tables: Rows) -> None:
    """The rows with the ids that they had; PostgreSQL is told where to count on."""
    for table, rows in tables:
        session.execute(table.insert(), rows)
    if session.get_bind().dialect.name == "postgresql":
        counted = [(t.name, max(row["id"] for row in rows)) for t, rows in tables if "id" in t.c]
        moves = ", ".join(f"setval(pg_get_serial_sequence('{name}', 'id'), {last})" for name, last in counted)
        session.execute(text(f"SELECT {moves}"))


def _build(session: Session, monday: date) -> Story:
    school = schools.add(session, CODE, "实验小学")
    accounts.put_app(session, AppAccount(**{**vars(APP_ACCOUNT), "school_id": school}))
    accounts.put_kf(session, KfAccount(**{**vars(KF_ACCOUNT), "school_id": school}))
    session.add(CalendarRow(school_id=school, day=f"{monday.year}-01-01", open=False, note="元旦"))
    staff = {name: _staff(session, school, name, code, posts) for name, (code, posts) in STAFF.items()}
    heads = {"三年级2班": staff["陈静"], "一年级1班": staff["李梅"]}
    classes = {
        name: people.add_class(session, school, name, int("一二三".index(name[0]) + 1), int(name[3]), heads[name])
        for name in PUPILS
    }
    pupils = {
        name: people.add_student(session, school, classes[class_name], name)
        for class_name, names in PUPILS.items()
        for name in names
    }
    parents = {name: _guardian(session, school, name, pupils) for name in GUARDIANS}
    groups = _groups(session, school, staff, pupils, monday)
    _roster(session, school, staff, groups, monday)
    pickups.add_permit(
        session, school, pupils["赵一诺"], number="2026-007", since=monday, until=None
    )  # the only child that may go home alone
    for name, note in (("书法社团", "周二 16:25-17:15，二楼书法教室"), ("足球社团", "周四 16:25，操场")):
        clubs.add(session, school, name, note=note, teacher_id=staff["何芳" if name == "书法社团" else "钱进"])
    return Story(school, staff | parents, pupils, groups)


def _staff(session: Session, school: int, name: str, code: str, posts: list[Post]) -> int:
    id_ = people.add_person(session, school, name)
    people.add_staff(session, school, id_, posts, code=code)
    people.bind(session, school, id_, "wecom_app", code, how="list", now=datetime(2026, 1, 1, tzinfo=UTC))
    return id_


def _guardian(session: Session, school: int, name: str, pupils: dict[str, int]) -> int:
    address, phone, children = GUARDIANS[name]
    id_ = people.add_person(session, school, name, phone=phone)
    people.bind(session, school, id_, "wecom_kf", address, account=KF, how="list", now=datetime(2026, 1, 1, tzinfo=UTC))
    for child, relation, rank in children:
        people.add_guardian(session, pupils[child], id_, relation, rank=rank)
    return id_


def _groups(
    session: Session, school: int, staff: dict[str, int], pupils: dict[str, int], monday: date
) -> dict[tuple[str, CareSession], int]:
    """Evening care for all but 陈晨; noon care for the first three of each class."""
    teachers = {"三年级2班": staff["赵敏"], "一年级1班": staff["王磊"]}
    groups = {
        (name, care): bookings.add_group(session, school, care, name, teacher_id=teachers[name], room=f"{name}教室")
        for name in PUPILS
        for care in (CareSession.NOON, CareSession.EVENING)
    }
    long_ago = monday - timedelta(days=14)
    for class_name, names in PUPILS.items():
        for place, name in enumerate(names):
            sessions = [CareSession.EVENING] * (name != "陈晨") + [CareSession.NOON] * (place < 3)
            for care in sessions:
                bookings.book(
                    session, school, pupils[name], groups[class_name, care], care, weekdays=(1, 2, 3, 4, 5),
                    since=long_ago, now=datetime(2026, 1, 1, tzinfo=UTC),
                )  # fmt: skip
    return groups


def _roster(
    session: Session, school: int, staff: dict[str, int], groups: dict[tuple[str, CareSession], int], monday: date
) -> None:
    days = [monday + timedelta(days=n) for n in range(12) if n % 7 < 5]
    for day in days:
        for (class_name, care), group in groups.items():
            teacher = staff["赵敏" if class_name == "三年级2班" else "王磊"]
            duties.add(session, school, day, care, DutyKind.CARE, teacher, group_id=group)
            duties.add(session, school, day, care, DutyKind.CARE, staff["何芳"], group_id=group, rank=2)
        for care in (CareSession.NOON, CareSession.EVENING):
            duties.add(session, school, day, care, DutyKind.LEADER, staff["孙强"])
