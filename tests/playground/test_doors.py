"""Callbacks: what arrives, in which order, and what happens when a door fails (wecom.md 1.3, 1.4, 2)."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
import requests

from playground.config import Config
from playground.faults import Fault
from playground.platform import Platform
from tests.playground.conftest import School
from tests.playground.fake_house import field_of

Answer = Callable[[int], int]  # which delivery it is → the door's status


def platform_with(config: Config, answer: Answer) -> tuple[Platform, list[dict[str, str]]]:
    queries: list[dict[str, str]] = []

    def post(url: str, query: dict[str, str], body: bytes) -> int:
        queries.append(query)
        return answer(len(queries))

    platform = Platform(config, post=post)
    platform.courier.retry_pauses = (0.01, 0.01, 0.01)
    return platform, queries


def settle(platform: Platform) -> None:
    assert platform.courier.settle(5)


def timed_out(_: int) -> int:
    raise requests.ReadTimeout


def test_a_members_text_arrives_sealed_with_an_id_of_its_own(school: School):
    for text in ("到齐", "a]]>b"):
        school.platform.people.say("赵敏", text)
    first, second = school.opened()

    assert (field_of(first, "MsgType"), field_of(first, "Content")) == ("text", "到齐")
    assert (field_of(first, "FromUserName"), field_of(first, "AgentID")) == ("zhaomin", "1000002")
    assert "<![CDATA[a]]]]><![CDATA[>b]]>" in second
    assert int(field_of(second, "MsgId")) > int(field_of(first, "MsgId")) > 0
    assert field_of(first, "CreateTime") == str(int(school.clock.now().timestamp()))


def test_voice_picture_and_entry_are_callbacks_too(school: School):
    people = school.platform.people
    people.voice("赵敏")
    people.image("赵敏")
    people.enter("赵敏")
    voice, image, enter = school.opened()

    assert field_of(voice, "Format") == "amr"
    assert field_of(image, "MediaId")
    assert (field_of(enter, "Event"), "<MsgId>" in enter) == ("enter_agent", False)


def test_one_persons_messages_arrive_in_order(school: School):
    for number in range(200):
        school.platform.people.say("赵敏", str(number))

    assert [field_of(xml, "Content") for xml in school.opened()] == [str(number) for number in range(200)]


def test_a_failing_door_is_tried_four_times_with_new_nonces(config: Config):
    platform, queries = platform_with(config, lambda number: 503)
    message = platform.people.say("赵敏", "到齐")
    settle(platform)

    assert len({query["nonce"] for query in queries}) == 4
    assert (message.status, message.note) == ("failed", "HTTP 503")
    assert platform.state()["doors"][0]["trouble"] == "HTTP 503"


def test_a_door_that_recovers_has_the_message(config: Config):
    platform, queries = platform_with(config, lambda number: 503 if number < 3 else 200)
    message = platform.people.say("赵敏", "到齐")
    settle(platform)

    assert (len(queries), message.status, platform.doors["app"].trouble) == (3, "delivered", "")


def test_a_door_that_does_not_answer_is_said_to_be_slow(config: Config):
    platform, _ = platform_with(config, timed_out)
    message = platform.people.say("王丽", "请假")
    settle(platform)

    assert (message.status, message.note) == ("failed", "5 秒没有应答")


@pytest.mark.parametrize("kind", ["duplicate", "door_retry"])
def test_a_callback_can_come_twice(config: Config, kind: str):
    platform, queries = platform_with(config, lambda number: 200)
    platform.faults.set(Fault(kind, times=1))
    message = platform.people.say("赵敏", "到齐")
    settle(platform)

    assert (len({query["nonce"] for query in queries}), message.status) == (2, "delivered")


def test_callbacks_can_change_places(school: School):
    school.platform.faults.set(Fault("out_of_order", times=1))
    for text in ("一", "二"):
        school.platform.people.say("赵敏", text)
    deadline = time.monotonic() + 4
    while len(school.posts) < 2 and time.monotonic() < deadline:
        time.sleep(0.02)

    assert [field_of(xml, "Content") for xml in school.opened()] == ["二", "一"]
