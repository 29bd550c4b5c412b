"""The table of wecom.md 3.8, against a real HTTP server."""

from __future__ import annotations

import pytest

from bot.channels import Channels
from bot.house import House
from care.messages import Address, Failed, Outcome, Outgoing, TryLater
from tests.bot.platform import OPEN_KFID, StubApi

LATER = (-1, 45033, 45009, 40007)
NOT_HERE = (40003, 60111, 40096, 46004, 60021, 81013, 84061)
SHUT_FOR_NOW = (95001, 95002, 95031, 95013, 95018)
TOO_LATE = (41050, 41051, 41096, 60140, 95007)
SETTINGS = (40013, 48001, 48002, 48006, 48007, 60020, 60011, 95000, 95017, 301002)
OURS = (40058, 42014, 42051, 44004, 45002, 95008, 95009, 999999)


@pytest.fixture
def outcome(house: House, stub: StubApi):  # type: ignore[no-untyped-def]
    def send(code: int) -> Outcome:
        stub.lay_out("kf/send_msg", {"errcode": code, "errmsg": "hint:[1] from ip: 1.2.3.4"})
        message = Outgoing(key=f"notice/{code}", to=1, text="放学了")
        return house.channels.send(message, Address(1, "wecom_kf", "wm1", OPEN_KFID))

    return send


def test_what_a_code_means_for_delivery(outcome, capsys: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    for code in LATER:
        later = outcome(code)
        assert isinstance(later, TryLater), code
        assert later.after_seconds >= (60 if code == 45009 else 1)
    for code in NOT_HERE + TOO_LATE:
        assert outcome(code).final, code
    for code in SHUT_FOR_NOW:
        assert outcome(code) == Failed(f"hold:{code}", final=False)
    capsys.readouterr()
    for code in SETTINGS + OURS:
        assert outcome(code).final, code
        assert "refuses to send" in capsys.readouterr().out, code


def test_no_network_is_tried_later(house: House, stub: StubApi, outcome) -> None:  # type: ignore[no-untyped-def]
    outcome(0)
    stub.lay_out("kf/send_msg", 502)
    message = Outgoing(key="notice/1", to=1, text="放学了")
    later = house.channels.send(message, Address(1, "wecom_kf", "wm1"))

    assert isinstance(later, TryLater)
    assert later.why == "network:http 502"


@pytest.mark.parametrize(
    "address",
    [
        Address(1, "pigeon", "u"),
        Address(2, "wecom_app", "u"),
        Address(2, "wecom_kf", "u"),
        Address(1, "wecom_kf", "u", "x"),
    ],
)
def test_a_way_that_is_not_there_is_refused(house: House, address: Address) -> None:
    assert isinstance(house.channels, Channels)
    outcome = house.channels.send(Outgoing(key="k", to=1, text="x"), address)

    assert isinstance(outcome, Failed)
    assert outcome.why.startswith("config:")
    assert house.channels.pieces(Outgoing(key="k", to=1, text="x"), "pigeon") == 0
