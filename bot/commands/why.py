"""`sandianban why`: how a message that was answered was read, and what that rests on. Each look is kept."""

from __future__ import annotations

import getpass
import json
from datetime import UTC, datetime

import click

from bot.settings import Settings
from care.calendar import local
from care.wording import why
from storage import audit, inbox
from storage.db import Sessions, make_engine
from storage.inbox import Kept
from storage.seal import Seal


@click.command()
@click.argument("inbox_id", type=int)
@click.option("--who", default=getpass.getuser, show_default="the login name", help="who looks, for the audit log")
def command(inbox_id: int, who: str) -> None:
    """Show message INBOX_ID: the text, as what it was read, and why. That you looked is kept in the audit log."""
    settings = Settings()
    Seal.use(settings.secret_key)
    kept = look(Sessions(make_engine(settings.database_url)), inbox_id, login=who, now=datetime.now(UTC))
    if kept is None:
        raise click.ClickException(f"there is no message {inbox_id}")
    click.echo(page(inbox_id, kept))


def look(sessions: Sessions, inbox_id: int, *, login: str, now: datetime) -> Kept | None:
    """The message, once the look is written down."""
    with sessions.writing() as session:
        kept = inbox.look_up(session, inbox_id)
        if kept is not None:
            entry = audit.Entry("read message", f"inbox/{inbox_id}", now, login=login)
            audit.append(session, kept.school_id, entry)
        return kept


def page(inbox_id: int, kept: Kept) -> str:
    """What is shown of a message."""
    head = f"第{inbox_id}条  {local(kept.received_at):%Y-%m-%d %H:%M} 收到，{why.STATES[kept.state.name]}"
    if kept.reading is None:
        return f"{head}\n原文  {kept.text}\n{why.NOT_READ}"
    return f"{head}\n{why.page(json.loads(kept.reading), written=kept.text)}"
