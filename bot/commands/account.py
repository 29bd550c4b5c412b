"""`sandianban account`: keep what the platform gave the school: ids, tokens, keys and secrets, sealed."""

from __future__ import annotations

import base64
import binascii

import click

from bot.settings import Settings
from storage import schools
from storage.db import Sessions, make_engine
from storage.platform import accounts
from storage.platform.accounts import AppAccount, KfAccount
from storage.seal import Seal


def _key(_context: click.Context, _option: click.Parameter, value: str) -> str:
    """43 letters and digits that stand for 32 bytes. (wecom.md 1.1)"""
    try:
        whole = len(base64.b64decode(value + "=", validate=True)) == 32
    except binascii.Error:
        whole = False
    if len(value) != 43 or not whole:
        raise click.BadParameter("EncodingAESKey has 43 letters and digits; copy it whole from the console")
    return value


@click.command()
@click.option("--school", required=True, help="the school's code")
@click.option("--kind", type=click.Choice(["app", "kf"]), prompt=True, help="staff app (自建应用) or 微信客服")
@click.option("--corp-id", prompt=True, help="企业ID")
@click.option("--id", "number", prompt="AgentId, or open_kfid", help="the app's AgentId, or the account's open_kfid")
@click.option("--secret", prompt=True, hide_input=True, help="Secret of the app")
@click.option("--token", prompt=True, hide_input=True, help="Token of the callback")
@click.option(
    "--aes-key", prompt="EncodingAESKey", hide_input=True, callback=_key, help="EncodingAESKey of the callback"
)
def command(school: str, kind: str, corp_id: str, number: str, secret: str, token: str, aes_key: str) -> None:
    """Keep a school's account on WeChat Work. What is not given is asked for, secrets without being shown."""
    settings = Settings()
    Seal.use(settings.secret_key)
    with Sessions(make_engine(settings.database_url)).writing() as session:
        school_id = schools.id_of(session, school)
        if school_id is None:
            raise click.ClickException(f"no school {school}; import its workbook first")
        if kind == "app":
            if not number.isdecimal():
                raise click.ClickException("AgentId is a number")
            app = AppAccount(school_id, school, corp_id, int(number), secret, token, aes_key)
            accounts.put_app(session, app)
        else:
            accounts.put_kf(session, KfAccount(school_id, school, corp_id, number, secret, token, aes_key))
    click.echo(f"kept. Callback address for the console: https://<your server>/wecom/{school}/{kind}")
