"""The web application: every route of the house."""

from __future__ import annotations

from flask import Blueprint, Flask, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from bot.channels.envelope import BODY_LIMIT
from bot.doors import Doors, status_of
from bot.health import make_health
from bot.house import House
from bot.rehearsal import make_rehearsal


def create_app(house: House) -> Flask:
    """The whole house under any WSGI server. bot/front.py serves the same doors faster."""
    return make_app(house, Doors(house))


def make_app(house: House, doors: Doors) -> Flask:
    app = Flask("sandianban", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = BODY_LIMIT
    app.register_blueprint(_wecom(doors))
    app.register_blueprint(make_health(house))
    app.register_blueprint(make_rehearsal(house))
    app.register_error_handler(HTTPException, _plain)
    app.register_error_handler(Exception, lambda error: ("", status_of(error, request.path)))
    return app


def _wecom(doors: Doors) -> Blueprint:
    blueprint = Blueprint("wecom", __name__, url_prefix="/wecom")

    @blueprint.get("/<school>/<any(app, kf):name>", provide_automatic_options=False)
    def greet(school: str, name: str) -> ResponseReturnValue:
        return doors.greet(name, school, request.args), 200, {"Content-Type": "text/plain"}

    @blueprint.post("/<school>/<any(app, kf):name>", provide_automatic_options=False)
    def take(school: str, name: str) -> ResponseReturnValue:
        arrival = doors.check(name, school, request.args, request.get_data(cache=False))
        return "", doors.keep([arrival])[0] if arrival else 200

    return blueprint


def _plain(error: HTTPException) -> ResponseReturnValue:
    """No page: the platform reads none, and others need not know what serves here."""
    return "", error.code or 500
