"""Playing an afternoon."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from playground.clock import parse_time
from playground.config import AFTERNOON
from playground.errors import NotPossible
from playground.platform import Platform
from playground.script import Player, read_script
from tests.playground.fake_house import FakeHouse

SCRIPT = """
[[step]]
at = "15:10"
who = "王丽"
say = "小明发烧了，今天晚托不去"

[[step]]
at = 15:12:00
who = "陈静"
press = "同意"
caption = "班主任同意"

[[step]]
wait_for = {who = "王丽", text = "已登记", seconds = 5}

[[step]]
at = "16:25"
everyone = "care_teachers"
skip = "吴昊"
say = "到齐"
"""


@pytest.fixture
def quick(house: FakeHouse, tmp_path: Path) -> tuple[Platform, Player]:
    """A player on the platform that the fake house calls."""
    file = tmp_path / "script.toml"
    file.write_text(SCRIPT, "utf-8")
    platform = house.platform
    platform.config = replace(platform.config, script=file)
    return platform, Player(platform)


def test_the_afternoon_is_played_to_its_end(quick: tuple[Platform, Player]):
    platform, player = quick
    player.start(pace=0)

    assert player.wait(30)
    assert player.seen()["troubles"] == []
    assert player.seen()["caption"] == "播放完毕"
    assert platform.messages("陈静")[0].greyed
    assert platform.messages("赵敏")[-1].text == "收到：到齐"
    assert platform.messages("吴昊") == []
    assert platform.clock.now() >= parse_time("2026-03-04T16:25:00")


def test_what_does_not_come_is_remarked_on_and_the_afternoon_goes_on(quick: tuple[Platform, Player]):
    platform, player = quick
    platform.config.script.write_text(
        """
[[step]]
who = "陈静"
press = "同意"
[[step]]
caption = "等一等"
wait_for = {who = "王丽", text = "没有的话", seconds = 0.3}
[[step]]
who = "王丽"
say = "请假"
""",
        "utf-8",
    )
    player.start(pace=0)

    assert player.wait(30)
    assert player.seen()["troubles"] == ["陈静：同意：陈静的手机上没有按钮“同意”", "等一等：没有等到“没有的话”"]
    assert platform.messages("王丽")[-1].kind == "menu"


def test_it_can_be_stopped_and_not_started_twice(quick: tuple[Platform, Player]):
    _, player = quick
    player.start(pace=1)
    with pytest.raises(NotPossible):
        player.start()
    player.stop()

    assert player.wait(10)
    assert player.seen()["caption"] == "已停止"


def test_the_clock_never_goes_back_and_skips_the_weekend(quick: tuple[Platform, Player]):
    platform, player = quick
    platform.clock.set(parse_time("2026-03-06T18:00:00"))  # a Friday
    player.start(pace=0)
    player.wait(30)

    assert platform.clock.now().date().isoformat() == "2026-03-09"


def test_the_demos_afternoon_can_be_read():
    steps = read_script(AFTERNOON)

    times = [step.at for step in steps if step.at]
    assert times == sorted(times)
    assert all(step.caption for step in steps)
