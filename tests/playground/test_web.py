"""The stand-in over HTTP: the control API, both doors with a fake house, the log, the stream of changes."""

from __future__ import annotations

import json
import time

import requests

from playground.clock import parse_time
from playground.platform import Platform
from tests.playground.fake_house import FakeHouse


def post(house: FakeHouse, path: str, **body: object) -> requests.Response:
    return requests.post(f"{house.base}{path}", json=body, timeout=5)


def messages(house: FakeHouse, phone: str) -> list[dict]:
    return requests.get(f"{house.base}/phones/{phone}/messages", timeout=5).json()


def wait_quiet(house: FakeHouse) -> None:
    until = time.monotonic() + 8
    while not requests.get(f"{house.base}/quiet", timeout=5).json()["quiet"]:
        assert time.monotonic() < until
        time.sleep(0.05)


def test_a_parents_word_goes_through_both_doors_and_a_press_greys_the_card(house: FakeHouse):
    post(house, "/say", phone="王丽", text="小明发烧了，今天晚托不去")
    wait_quiet(house)
    post(house, "/press", phone="陈静", button="同意")
    post(house, "/press", phone="王丽", button="知道了")
    wait_quiet(house)

    assert [message["kind"] for message in messages(house, "wm-wangli")] == ["text", "menu", "text", "text"]
    assert messages(house, "chenjing")[0]["greyed"] == "已由陈静同意 15:10"


def test_what_is_not_there_is_refused_with_a_reason(house: FakeHouse):
    answer = post(house, "/say", phone="无名", text="你好")

    assert (answer.status_code, answer.json()["error"]) == (409, "没有这部手机：无名")
    assert post(house, "/say", text="你好").json()["error"] == "缺少 phone"
    assert requests.post(f"{house.base}/say", data={"phone": "王丽"}, timeout=5).status_code == 415


def test_an_unknown_api_and_a_broken_body_are_answered(house: FakeHouse):
    token = house.call("getcallbackip", {})
    broken = requests.post(f"{house.base}/cgi-bin/message/send", data=b"{", timeout=5).json()

    assert (token["errcode"], broken["errcode"]) == (0, 41001)
    assert house.call("no/such/api", {})["errcode"] == 40035


def test_an_http_500_can_be_provoked_once(house: FakeHouse):
    post(house, "/faults", kind="http_500", times=1)
    url = f"{house.base}/cgi-bin/getcallbackip"

    assert [requests.get(url, timeout=5).status_code for _ in range(2)] == [500, 200]


def test_the_clock_is_told_to_the_house(house: FakeHouse):
    post(house, "/clock", now="2026-03-04T16:25:00", speed=60)

    assert house.clock["speed"] == 60
    assert house.clock["now"].startswith("2026-03-04T16:25:0")


def test_pictures_come_back_to_the_page(house: FakeHouse):
    form = {"media": ("a.png", b"\x89PNG picture", "image/png")}
    sent = requests.post(f"{house.base}/image", data={"phone": "王丽"}, files=form, timeout=5).json()
    shown = requests.get(f"{house.base}/media/{sent['body']['media_id']}", timeout=5)

    assert (shown.content, shown.headers["Content-Type"]) == (b"\x89PNG picture", "image/png")


def test_the_log_has_calls_and_callbacks(house: FakeHouse):
    post(house, "/say", phone="赵敏", text="到齐")
    wait_quiet(house)
    log = requests.get(f"{house.base}/log", timeout=5).json()

    paths = [entry["path"] for entry in log["entries"]][-3:]
    assert sorted(paths) == ["gettoken", "message/send", "企业应用"]  # A callback is noted when it was answered.
    assert paths.index("gettoken") < paths.index("message/send")
    assert log["counts"]["api message/send 0"] == 1


def test_the_stream_goes_on_where_a_reader_left_it(house: FakeHouse):
    start = requests.get(f"{house.base}/state", timeout=5).json()["number"]
    post(house, "/say", phone="赵敏", text="到齐")
    wait_quiet(house)
    with requests.get(f"{house.base}/events", params={"after": start}, stream=True, timeout=5) as stream:
        lines = stream.iter_lines(decode_unicode=True)
        first = next(json.loads(line[6:]) for line in lines if line.startswith("data: "))

    assert (first["type"], first["data"]["text"]) == ("message", "到齐")


def test_a_reader_from_before_a_restart_is_told_to_look_again(house: FakeHouse):
    with requests.get(f"{house.base}/events", headers={"Last-Event-ID": "17"}, stream=True, timeout=5) as stream:
        lines = stream.iter_lines(decode_unicode=True)
        first = next(json.loads(line[6:]) for line in lines if line.startswith("data: "))

    assert first["type"] == "reset"


def test_chats_window_codes_and_clock_survive_a_restart(house: FakeHouse):
    post(house, "/say", phone="王丽", text="请假")
    wait_quiet(house)
    post(house, "/clock", now="2026-03-05T08:00:00", speed=0)
    house.platform.close()
    again = Platform(house.config)

    assert [message.kind for message in again.messages("王丽")] == ["text", "menu"]
    assert again.clock.now() == parse_time("2026-03-05T08:00:00")
    assert again.kf.customer("wm-wangli").sent == 1
    assert again.app.press(again.messages("陈静")[0], "同意", {})[0] == "同意"
    again.close()


def test_the_page_allows_nothing_from_outside(house: FakeHouse):
    answer = requests.get(house.base, timeout=5)

    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "//" not in answer.text.replace("<!doctype", "").replace("</", "")


def test_a_house_that_has_work_left_is_not_at_rest(house: FakeHouse):
    house.waiting = 2.5
    assert not house.platform.wait_quiet(0.8)
    house.waiting = 0.0

    assert house.platform.wait_quiet(2)
