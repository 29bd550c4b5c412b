from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from bot.app import create_app
from bot.house import House
from storage.db import Sessions
from storage.platform import kf
from tests.bot.platform import ListeningBell


@pytest.fixture
def client(house: House) -> FlaskClient:
    return create_app(house).test_client()


def test_it_is_alive_without_asking_anybody(client: FlaskClient) -> None:
    assert client.get("/healthz").status_code == 200


def test_it_is_ready_and_says_that_nothing_waits(client: FlaskClient) -> None:
    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json == {
        "database": True,
        "redis": True,
        "oldest_unanswered": 0.0,
        "oldest_unsent": 0.0,
        "oldest_bell": 0.0,
    }


def test_without_redis_it_says_so_and_stays_open(client: FlaskClient, bell: ListeningBell) -> None:
    bell.working = False
    answer = client.get("/readyz")

    assert (answer.status_code, answer.json["redis"]) == (200, False)


def test_without_its_database_it_is_not_ready(client: FlaskClient, sessions: Sessions) -> None:
    with sessions.writing() as session:
        session.execute(text("DROP TABLE inbox"))
    try:
        answer = client.get("/readyz")
    finally:
        with sessions.writing() as session:
            kf.Base.metadata.tables["inbox"].create(session.connection())

    assert (answer.status_code, answer.json["database"]) == (503, False)


def test_the_oldest_that_waits_is_counted(client: FlaskClient, sessions: Sessions, school: int) -> None:
    then = datetime.now(UTC) - timedelta(seconds=90)
    with sessions.single() as connection:
        kf.ring(connection, kf.Account(school, "wk"), token="t", nonce="n", now=then)

    assert client.get("/readyz").json["oldest_bell"] == pytest.approx(90, abs=5)
    assert 'sandianban_oldest_seconds{what="bell"} 9' in client.get("/metrics").text


def test_callbacks_are_counted(client: FlaskClient) -> None:
    client.post("/wecom/yucai/app")

    assert 'sandianban_callbacks_total{result="refused"}' in client.get("/metrics").text
