from __future__ import annotations

import logging
import threading
import time
import traceback
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
import redis

from bot.channels import make_api
from bot.channels.api import Api
from bot.channels.errors import ApiError, Unreachable
from bot.channels.shared import Shared
from bot.channels.tokens import EARLY, OPENS_AT, RENEWALS, Tokens
from bot.channels.transport import Transport
from storage.bell import connect
from tests import servers
from tests.bot.platform import StubApi


@dataclass(frozen=True)
class Who:
    corp_id: str = "ww1"
    secret: str = "a-very-secret-secret"


WHO = Who()
WRONG = {"errcode": 40001, "errmsg": "invalid credential, hint: [1], from ip: 1.2.3.4"}
EXPIRED = {"errcode": 42001, "errmsg": "access_token expired"}


class Seconds:
    """A clock in seconds that is moved by hand."""

    def __init__(self) -> None:
        self.at = 1_700_000_000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock() -> Seconds:
    return Seconds()


@pytest.fixture
def tokens(stub: StubApi, clock: Seconds) -> Tokens:
    return Tokens(Transport(stub.url), Shared(None, clock=clock), clock=clock)


def through_redis(stub: StubApi, redis_url: str) -> Tokens:
    """What another process has: its own memory, the same Redis."""
    return Tokens(Transport(stub.url), Shared(connect(redis_url)))


def test_a_token_is_fetched_once_and_used_until_five_minutes_before_its_end(
    tokens: Tokens, stub: StubApi, clock: Seconds
) -> None:
    assert tokens.get(WHO) == tokens.get(WHO) == "token-1"
    clock.at += 7200 - EARLY - 1
    assert tokens.get(WHO) == "token-1"
    clock.at += 2
    assert tokens.get(WHO) == "token-2"


def test_two_apps_of_one_corp_whose_secrets_begin_alike_have_tokens_of_their_own(tokens: Tokens) -> None:
    assert tokens.get(Who(secret="0123456789-staff")) != tokens.get(Who(secret="0123456789-parents"))


def test_processes_share_a_token(stub: StubApi, redis_url: str) -> None:
    assert through_redis(stub, redis_url).get(WHO) == through_redis(stub, redis_url).get(WHO)
    assert len(stub.asked_for("gettoken")) == 1


def test_no_stampede_many_processes_fetch_one_token(stub: StubApi, redis_url: str) -> None:
    stub.delay = 0.1
    with ThreadPoolExecutor(12) as pool:
        got = set(pool.map(lambda _n: through_redis(stub, redis_url).get(WHO), range(12)))

    assert got == {"token-1"}
    assert len(stub.asked_for("gettoken")) == 1


def test_no_stampede_many_threads_renew_one_token(stub: StubApi) -> None:
    tokens = Tokens(Transport(stub.url), Shared(None))
    old = tokens.get(WHO)
    with ThreadPoolExecutor(12) as pool:
        got = set(pool.map(lambda _n: tokens.renew(WHO, old), range(12)))

    assert got == {"token-2"}


def test_without_redis_each_process_helps_itself(stub: StubApi) -> None:
    gone = Shared(connect("redis://127.0.0.1:9/0"))
    tokens = Tokens(Transport(stub.url), gone)

    assert tokens.get(WHO) == tokens.get(WHO) == "token-1"


@pytest.fixture
def hung_redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[redis.Redis]:
    process, url = servers.start_redis(tmp_path_factory.mktemp("redis"))
    connection = connect(url)
    connection.ping()
    process.send_signal(19)
    yield connection
    process.kill()
    process.wait()


def test_a_hung_redis_costs_one_time_out_and_no_more(stub: StubApi, hung_redis: redis.Redis) -> None:
    tokens = Tokens(Transport(stub.url), Shared(hung_redis))
    started = time.monotonic()
    for n in range(20):
        tokens.get(Who(secret=f"secret-{n}"))

    assert time.monotonic() - started < 2


def test_a_wrong_secret_is_tried_a_few_times_and_then_ever_more_rarely(
    tokens: Tokens, stub: StubApi, clock: Seconds
) -> None:
    stub.lay_out("gettoken", *[WRONG] * 50)
    tried = []
    for _minute in range(240):
        with pytest.raises(ApiError):
            tokens.get(WHO)
        tried.append(len(stub.asked_for("gettoken")))
        clock.at += 60

    assert tried[OPENS_AT - 1] == OPENS_AT
    assert tried[-1] <= 12


def test_a_secret_that_was_put_right_is_found_at_the_next_try(tokens: Tokens, stub: StubApi, clock: Seconds) -> None:
    stub.lay_out("gettoken", WRONG, WRONG)
    for _time in range(3):
        with pytest.raises(ApiError):
            tokens.get(WHO)
    clock.at += 61

    assert tokens.get(WHO) == "token-1"
    assert tokens.get(Who(secret="the-new-secret")) == "token-2"


def test_a_token_that_died_early_is_fetched_again_once(api: Api, stub: StubApi) -> None:
    stub.lay_out("message/send", EXPIRED)

    assert api.post(WHO, "message/send", {})["errcode"] == 0
    assert [asked.query["access_token"] for asked in stub.asked_for("message/send")] == ["token-1", "token-2"]


@pytest.mark.parametrize("code", [40001, 40014, 41001, 42001])
def test_a_second_refusal_ends_it(api: Api, stub: StubApi, code: int) -> None:
    """wechatpy went on until its stack was full. (wecom.md 6.3)"""
    stub.lay_out("message/send", *[{"errcode": code}] * 5)
    with pytest.raises(ApiError):
        api.post(WHO, "message/send", {})

    assert (len(stub.asked_for("message/send")), len(stub.asked_for("gettoken"))) == (2, 2)


def test_tokens_that_keep_being_refused_are_not_fetched_for_ever(api: Api, stub: StubApi) -> None:
    stub.lay_out("message/send", *[{"errcode": 40014}] * 100)
    for _message in range(20):
        with pytest.raises((ApiError, Unreachable)):
            api.post(WHO, "message/send", {})

    assert len(stub.asked_for("gettoken")) <= 2 * (RENEWALS + 1)  # The minute may turn once.


def test_a_colleagues_fresh_token_is_used_in_place_of_another_fetch(stub: StubApi, redis_url: str) -> None:
    first, second = through_redis(stub, redis_url), through_redis(stub, redis_url)
    old = first.get(WHO)
    assert second.get(WHO) == old

    assert first.renew(WHO, old) == second.renew(WHO, old) == "token-2"


def test_nothing_that_can_be_seen_carries_a_secret_or_a_token(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str], redis_url: str
) -> None:
    caplog.set_level(logging.DEBUG)
    errors: list[BaseException] = []
    for base in ("http://127.0.0.1:9", "http://no.such.host.invalid"):
        with pytest.raises(Unreachable) as raised:
            make_api(connect(redis_url), base).post(WHO, "message/send", {})
        errors.append(raised.value)
    seen = caplog.text + "".join(capsys.readouterr()) + "".join(map(_everything, errors))
    names = b" ".join(redis.Redis.from_url(redis_url).keys()).decode()

    assert WHO.secret not in seen + names
    assert WHO.secret[:10] not in seen + names
    assert "access_token" not in seen


def _everything(error: BaseException) -> str:
    assert error.__context__ is None
    assert error.__cause__ is None
    return "".join(traceback.format_exception(error)) + repr(vars(error))


def test_a_lock_whose_holder_hangs_is_not_waited_for_endlessly(stub: StubApi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.shared.LOCK_WAIT", 0.1)
    shared = Shared(None)
    tokens = Tokens(Transport(stub.url), shared)
    stub.delay = 0.5
    slow = threading.Thread(target=tokens.get, args=[WHO])
    slow.start()
    time.sleep(0.1)
    with pytest.raises(Unreachable, match="being fetched"):
        tokens.get(WHO)
    slow.join()


def test_the_clock_is_a_wall_clock_by_default(stub: StubApi) -> None:
    assert Tokens(Transport(stub.url), Shared(None)).get(WHO)
