"""The web application: the doors and what watches over them."""

from __future__ import annotations

import structlog
from flask import Flask, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from bot.channels.envelope import BODY_LIMIT
from bot.doors import make_doors
from bot.health import make_health
from bot.house import House

log = structlog.get_logger()


def create_app(house: House) -> Flask:
    """Every route of the house. The body cap holds for all of them, before anything is read."""
    app = Flask("sandianban", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = BODY_LIMIT
    app.register_blueprint(make_doors(house))
    app.register_blueprint(make_health(house))
    app.register_error_handler(HTTPException, _plain)
    app.register_error_handler(Exception, _unexpected)
    return app


def _plain(error: HTTPException) -> ResponseReturnValue:
    """No page: the platform reads none, and others need not know what serves here."""
    return "", error.code or 500


def _unexpected(error: Exception) -> ResponseReturnValue:
    """Ours to mend; until then the platform may deliver again. The error's own text may carry a person's words."""
    log.error("request failed", path=request.path, error=type(error).__name__, exc_info=_without_text(error))
    return "", 503


def _without_text(error: Exception) -> BaseException:
    return RuntimeError(type(error).__name__).with_traceback(error.__traceback__)
