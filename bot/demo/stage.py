"""What must stand before the processes start: the tables, the demo school, the clock, the playground's config."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bot.demo.folder import Kept, write_private
from bot.rehearsal import PATH as CLOCK_PATH
from care.calendar import SHANGHAI
from storage import migrating, schools
from storage.db import Sessions, make_engine
from storage.demo.load import AGENT_ID, CODE, CORP_ID, NAME, OPEN_KFID, Phone, load_demo, phones
from storage.seal import Seal


def prepare(url: str, secret_key: str, kept: Kept, *, begin: datetime) -> list[Phone]:
    """The database ready, with the demo school and the clock in it; its people's phones."""
    Seal.use(secret_key)
    migrating.upgrade(url)
    sessions = Sessions(make_engine(url))
    day = date.fromisoformat(kept.day)
    with sessions.reading() as session:
        there = schools.id_of(session, CODE) is not None
    if not there:
        load_demo(sessions, day=day, keys=kept.keys)
    _set_clock(sessions, datetime.fromisoformat(kept.stopped_at) if kept.stopped_at else begin)
    with sessions.reading() as session:
        found = phones(session, day=day)
    sessions.engine.dispose()
    return found


def shown_now(url: str) -> str:
    """What the rehearsal clock shows, to go on from at the next start."""
    sessions = Sessions(make_engine(url))
    with sessions.reading() as session:
        row = schools.clock(session)
    sessions.engine.dispose()
    return schools.shown(row, datetime.now(UTC)).astimezone(SHANGHAI).isoformat() if row else ""


def write_config(file: Path, kept: Kept, people: list[Phone], *, door: str, now: datetime) -> None:
    """The playground's config. (playground/config.py)"""
    config: dict[str, Any] = {
        "school": CODE,
        "school_name": NAME,
        "corp_id": CORP_ID,
        "door": door,
        "clock": f"{door}{CLOCK_PATH}",
        "clock_key": kept.clock_key,
        "now": now.isoformat(),
        "app": {
            "agent_id": AGENT_ID,
            "secret": kept.keys.app_secret,
            "token": kept.keys.app_token,
            "aes_key": kept.keys.app_aes_key,
            "door": f"/wecom/{CODE}/app",
        },
        "kf": {
            "open_kfid": OPEN_KFID,
            "secret": kept.keys.kf_secret,
            "token": kept.keys.kf_token,
            "aes_key": kept.keys.kf_aes_key,
            "door": f"/wecom/{CODE}/kf",
        },
        "phones": [_phone(one) for one in people],
    }
    write_private(file, json.dumps(config, ensure_ascii=False, indent=1))


def _phone(one: Phone) -> dict[str, Any]:
    kind = "staff" if one.is_staff else "parent"
    seen = {"id": one.id, "kind": kind, "name": one.name, "title": one.title, "shown": one.shown}
    return seen if one.is_staff else seen | {"parent_userid": one.parent_userid, "mobile": one.mobile}


def _set_clock(sessions: Sessions, shown_at: datetime) -> None:
    with sessions.writing() as session:
        schools.set_clock(session, real_at=datetime.now(UTC), shown_at=shown_at, speed=1.0)
