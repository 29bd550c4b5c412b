"""`sandianban invite`: a one-time link for each guardian, as a sheet to print and cut up, or as a list. (C11)"""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import NoReturn
from urllib.parse import quote

import click
import segno
from markupsafe import Markup

from bot import house as houses
from bot.channels.errors import ApiError, Unreachable
from bot.house import House
from bot.settings import Settings
from bot.sheets import PAGES
from care.calendar import spoken, today
from storage import bindings, known, schools
from storage.bindings import Invitee
from storage.platform import accounts

SCENE = "invite"


@dataclass(frozen=True)
class Invitation:
    """One guardian's link."""

    who: Invitee
    link: str

    @property
    def child(self) -> str:
        return self.who.child.called

    @property
    def guardian(self) -> str:
        return f"{self.who.name}（{self.who.relation}）"

    @property
    def relation(self) -> str:
        return self.who.relation

    @property
    def picture(self) -> Markup:
        return Markup(segno.make(self.link, error="m").svg_inline(border=1))


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), default=Path("家长绑定.html"))
@click.option("--school", required=True, help="学校代号")
@click.option("--class", "class_name", default="", help="只要这个班，如 三年级2班")
@click.option("--all", "bound_too", is_flag=True, help="已经绑定的家长也给")
@click.option("--link", default="", help="客服链接；不填则向企业微信取")
def command(file: Path, school: str, class_name: str, bound_too: bool, link: str) -> None:
    """Write an A4 sheet (.html) or a list (.csv) of links that tie a guardian's WeChat to their child, once each."""
    house = houses.build(Settings())
    now = house.now()
    link = link or _entry_link(house, school)
    with house.sessions.writing() as session:
        school_id = schools.id_of(session, school)
        if school_id is None:
            _fail(f"没有代号为“{school}”的学校。")
        name = schools.get(session, school_id).name
        days = known.policy(session, school_id, today(now)).repeat_after_days
        found = [
            Invitation(one, _with_token(link, bindings.make(session, school_id, one.person_id, days=days, now=now)))
            for one in bindings.invitees(session, school_id, class_name=class_name, bound_too=bound_too)
        ]
    if not found:
        click.echo("没有需要绑定的家长。")
        return
    write = _write_list if file.suffix.lower() == ".csv" else _write_sheet
    write(file, name, found, today(now) + timedelta(days=days))
    click.echo(f"已生成：{file}，共 {len(found)} 人，{days} 天内有效。每个链接只能用一次，请当面交给本人。")


def _entry_link(house: House, school: str) -> str:
    """The account's own link. With a scene in it, a token may be added. (wecom.md 4b)"""
    with house.sessions.reading() as session:
        found = accounts.kf_of(session, school)
    if not found or house.api is None:
        _fail("这所学校还没有登记微信客服账号，请用 --link 给出客服链接。")
    try:
        reply = house.api.post(found[0], "kf/add_contact_way", {"open_kfid": found[0].open_kfid, "scene": SCENE})
    except (ApiError, Unreachable) as error:
        _fail(f"没有从企业微信取到客服链接（{type(error).__name__}），请稍后再试，或用 --link 给出。")
    return str(reply["url"])


def _with_token(link: str, token: str) -> str:
    return f"{link}{'&' if '?' in link else '?'}scene_param={quote(token)}"


def _write_sheet(file: Path, school: str, found: Sequence[Invitation], until: date) -> None:
    classes = [(name, list(cards)) for name, cards in groupby(found, key=lambda one: one.who.child.class_name)]
    page = PAGES.get_template("invitations.html").render(school=school, classes=classes, until=spoken(until))
    file.write_text(page, encoding="utf-8")


def _write_list(file: Path, school: str, found: Sequence[Invitation], until: date) -> None:
    """With the mark by which Excel knows UTF-8."""
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        lines = csv.writer(out)
        lines.writerow(("班级", "学生", "家长", "关系", "链接", "有效期至"))
        for one in found:
            child = one.who.child
            lines.writerow((child.class_name, child.name, one.who.name, one.relation, one.link, until.isoformat()))


def _fail(why: str) -> NoReturn:
    click.echo(why, err=True)
    sys.exit(1)
