"""`sandianban contacts`: who of the guardians stands in 家校通讯录, so that 学校通知 reaches them. (wecom.md 4a)"""

from __future__ import annotations

import sys
from typing import NoReturn

import click
from sqlalchemy.orm import Session

from bot import house as houses
from bot.channels import school_contacts
from bot.channels.errors import ApiError, Unreachable
from bot.house import House
from bot.settings import Settings
from care.wording import contacts as wording
from storage import people, schools
from storage.platform import accounts, contacts
from storage.platform.contacts import Contact, Synced


@click.command()
@click.option("--school", required=True, help="学校代号")
@click.option("--sync", is_flag=True, help="写入；不加则只看不改")
def command(school: str, sync: bool) -> None:
    """Match the platform's list of parents with ours by phone, and say who did not match."""
    house = houses.build(Settings())
    listed = _listed(house, school)
    with house.sessions.writing() as session:
        school_id = schools.id_of(session, school)
        if school_id is None:
            _fail(f"没有代号为“{school}”的学校。")
        found = contacts.sync(session, school_id, listed, now=house.now())
        lines = _lines(session, found, written=sync)
        if not sync:
            session.rollback()
    for line in filter(None, lines):
        click.echo(line)


def _listed(house: House, school: str) -> list[Contact]:
    with house.sessions.reading() as session:
        account = accounts.app_of(session, school)
    if account is None or house.api is None:
        _fail("这所学校还没有登记自建应用。")
    try:
        return school_contacts.parents(house.api, account)
    except ApiError as error:
        _fail(f"企业微信拒绝了读取（{error.code}）：请把应用加到家校沟通的“可调用接口的应用”。")
    except Unreachable:
        _fail("没有连上企业微信，请稍后再试。")


def _lines(session: Session, found: Synced, *, written: bool) -> list[str]:
    return [
        wording.counted(found.bound, found.same, found.not_following, written=written),
        wording.unknown([(one.account, one.children) for one in found.unknown]),
        wording.doubtful([(one.account, one.children) for one in found.doubtful]),
        wording.missing(list(people.names_of(session, found.missing).values())),
    ]


def _fail(why: str) -> NoReturn:
    click.echo(why, err=True)
    sys.exit(1)
