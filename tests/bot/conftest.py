from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.channels import make_api, make_channels
from bot.channels.api import Api
from bot.house import House
from storage import schools
from storage.db import Sessions
from storage.platform import accounts
from storage.platform.accounts import AppAccount, KfAccount
from tests.bot import platform
from tests.bot.platform import ListeningBell, StubApi


@pytest.fixture
def stub() -> Iterator[StubApi]:
    with platform.running_api() as api:
        yield api


@pytest.fixture
def api(stub: StubApi) -> Api:
    return make_api(None, stub.url)


@pytest.fixture
def bell() -> ListeningBell:
    return ListeningBell()


@pytest.fixture
def school(sessions: Sessions) -> int:
    """育才小学 with a staff app and one customer-service account."""
    with sessions.writing() as session:
        school_id = schools.add(session, "yucai", "育才小学")
        keys = {"secret": "the-app-secret", "token": platform.TOKEN, "aes_key": platform.AES_KEY}
        accounts.put_app(session, AppAccount(school_id, "yucai", platform.CORP, 1000002, **keys))
        accounts.put_kf(session, KfAccount(school_id, "yucai", platform.CORP, platform.OPEN_KFID, **keys))
    return school_id


@pytest.fixture
def house(sessions: Sessions, school: int, api: Api, bell: ListeningBell) -> House:
    return House(sessions=sessions, channels=make_channels(sessions, api), bell=bell, api=api)
