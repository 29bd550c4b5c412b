"""The door as it is served, with one school whose keys the load generator knows. For benchmarks/door.py.

DOOR_DATABASE and DOOR_REDIS are URLs; the database is made ready by `python -m benchmarks.door_app`.
"""

from __future__ import annotations

import os

from bot.channels import make_api, make_channels
from bot.front import Front
from bot.house import House
from bot.web import front_of
from storage import bell, schools
from storage.db import Base, Sessions, make_engine
from storage.migrating import import_tables
from storage.platform import accounts
from storage.platform.accounts import AppAccount
from storage.seal import Seal

# The keys of the echo that the doors are measured beside.
SCHOOL, TOKEN, CORP = "bench", "sandianban", "ww0123456789abcdef"
AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"


def make_house() -> House:
    Seal.use("a key for benchmarks only")
    sessions = Sessions(make_engine(os.environ["DOOR_DATABASE"]))
    connection = bell.connect(os.environ["DOOR_REDIS"])
    channels = make_channels(sessions, make_api(connection, "http://127.0.0.1:9"))
    return House(sessions=sessions, channels=channels, bell=bell.Bell(connection))


def prepare() -> None:
    """Tables and the school."""
    import_tables()
    house = make_house()
    Base.metadata.create_all(house.sessions.engine)
    with house.sessions.writing() as session:
        school_id = schools.add(session, SCHOOL, "测速小学")
        accounts.put_app(session, AppAccount(school_id, SCHOOL, CORP, 1000002, "secret", TOKEN, AES_KEY))


def app() -> Front:
    return front_of(make_house())


if __name__ == "__main__":
    prepare()
