"""The rehearsal clock over HTTP, for the playground: `GET` tells it, `POST {"now", "speed"}` sets it.

Only there where the house runs on a rehearsal clock (SANDIANBAN_NOW) and a key was set (SANDIANBAN_CLOCK_KEY).
"""

from __future__ import annotations

import hmac
from datetime import datetime

from flask import Blueprint, abort, jsonify, request
from flask.typing import ResponseReturnValue

from bot.house import House, RehearsalClock, wall
from care.calendar import SHANGHAI
from storage import schools

PATH = "/rehearsal/clock"
FASTEST = 3600.0


def make_rehearsal(house: House) -> Blueprint:
    blueprint = Blueprint("rehearsal", __name__)
    key = house.settings.clock_key if house.settings else ""

    @blueprint.before_request
    def check_key() -> None:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if not key or not isinstance(house.now, RehearsalClock):
            abort(404)
        if not hmac.compare_digest(given.encode(), key.encode()):
            abort(403)

    @blueprint.get(PATH)
    def tell() -> ResponseReturnValue:
        return jsonify(_reading(house))

    @blueprint.post(PATH)
    def turn() -> ResponseReturnValue:
        body = request.get_json(silent=True)
        if not isinstance(body, dict) or not isinstance(house.now, RehearsalClock):
            abort(400)
        try:
            shown_at = _moment(body.get("now"))
            speed = float(body.get("speed", 1.0))
        except (TypeError, ValueError):
            abort(400)
        if not 0 <= speed <= FASTEST:
            abort(400)
        house.now.set(shown_at=shown_at, speed=speed)
        return jsonify(_reading(house))

    return blueprint


def _reading(house: House) -> dict[str, object]:
    with house.sessions.reading() as session:
        row = schools.clock(session)
    shown = schools.shown(row, wall()) if row else house.now()
    return {"now": shown.astimezone(SHANGHAI).isoformat(), "speed": row.speed if row else 1.0}


def _moment(written: object) -> datetime | None:
    """An ISO time; without a zone it is Shanghai's. None leaves the hands where they are."""
    if written is None:
        return None
    moment = datetime.fromisoformat(str(written))
    return moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)
