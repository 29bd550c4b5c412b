from __future__ import annotations

import redis
from sqlalchemy import func, select

from storage.db import Sessions
from storage.schools import SchoolRow, add


def test_each_test_begins_with_an_empty_database(sessions: Sessions) -> None:
    with sessions.writing() as session:
        assert session.scalar(select(func.count()).select_from(SchoolRow)) == 0
        assert add(session, "yucai", "育才小学") == 1


def test_each_test_begins_with_an_empty_redis(redis_url: str) -> None:
    client = redis.Redis.from_url(redis_url)

    assert client.dbsize() == 0
    client.set("left", "behind")
