"""Is it alive, is it ready, how is it doing? For the machine that watches the machine."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy.exc import SQLAlchemyError

from bot import metrics
from bot.house import House
from storage import inbox, outbox
from storage.platform import kf


@dataclass(frozen=True)
class Condition:
    """The state of the house. Ages are in seconds, 0 where nothing waits, None where the database cannot say."""

    database: bool
    redis: bool
    oldest_unanswered: float | None = None
    oldest_unsent: float | None = None
    oldest_bell: float | None = None

    @property
    def ready(self) -> bool:
        """Without Redis a callback is still kept and answered by the sweep: the door stays open."""
        return self.database


def make_health(house: House) -> Blueprint:
    blueprint = Blueprint("health", __name__)

    @blueprint.get("/healthz")
    def alive() -> ResponseReturnValue:
        return "ok\n", 200, {"Content-Type": "text/plain"}

    @blueprint.get("/readyz")
    def ready() -> ResponseReturnValue:
        condition = look(house)
        return jsonify(asdict(condition)), 200 if condition.ready else 503

    @blueprint.get("/metrics")
    def counted() -> ResponseReturnValue:
        _note(look(house))
        return generate_latest(metrics.registry), 200, {"Content-Type": CONTENT_TYPE_LATEST}

    return blueprint


def look(house: House) -> Condition:
    redis = house.bell.alive()
    try:
        with house.sessions.reading() as session:
            return Condition(
                database=True,
                redis=redis,
                oldest_unanswered=_age(inbox.oldest_waiting(session), house.wall()),
                oldest_unsent=_age(outbox.oldest_unsent(session, now=house.now()), house.now()),
                oldest_bell=_age(kf.oldest_waiting(session), house.wall()),
            )
    except SQLAlchemyError:
        return Condition(database=False, redis=redis)


def _age(since: datetime | None, now: datetime) -> float:
    return 0.0 if since is None else max(0.0, round((now - since).total_seconds(), 3))


def _note(condition: Condition) -> None:
    metrics.up.labels("database").set(condition.database)
    metrics.up.labels("redis").set(condition.redis)
    for what in ("oldest_unanswered", "oldest_unsent", "oldest_bell"):
        age = getattr(condition, what)
        metrics.oldest.labels(what.removeprefix("oldest_")).set(float("nan") if age is None else age)
