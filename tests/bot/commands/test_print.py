"""Pages on A4 as the command prints them. (promise 14; C48)"""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result

from bot.commands import print as print_command
from storage import audit
from storage.db import Sessions
from tests import story
from tests.talk import Straight, parse, play

LATE = """
2026-03-04 16:27  赵敏 > 到齐
           17:50  赵敏 > 除了李小明、王小红都走了
           18:20  tick
           18:40  赵敏 > 李小明奶奶接走了
           18:41  赵敏 ! 孙强陪同
           18:41  赵敏 ! 看过证件
           18:42  赵敏 ! 路上堵车
           18:45  赵敏 > 王小红爸爸接走了
"""


@pytest.fixture
def house(sqlite: str, sqlite_sessions: Sessions, monkeypatch: pytest.MonkeyPatch) -> Sessions:
    monkeypatch.setenv("DATABASE_URL", sqlite)
    monkeypatch.setenv("SANDIANBAN_SECRET_KEY", "a key for tests, long enough")
    return sqlite_sessions


def printed(*options: str) -> Result:
    return CliRunner().invoke(print_command.command, ["--school", story.CODE, "--day", "2026-03-04", *options])


def test_forms_of_children_collected_late_have_their_fields_and_room_to_sign(house: Sessions) -> None:
    play(parse(LATE), Straight(house))

    done = printed("--list", "late")

    assert done.exit_code == 0, done.output
    for field in ("三年级2班 李小明", "18:40（晚", "由奶奶接走", "孙强老师", "看过证件", "路上堵车", "18:20 王丽"):
        assert field in done.output
    assert done.output.count("值班领导签名：") == 2  # 王小红's form, which nobody filled in yet, is there for the pen


def test_the_same_forms_have_the_same_hash_and_a_changed_one_another(house: Sessions) -> None:
    talk = Straight(house)
    play(parse(LATE), talk)
    first, again = (printed("--list", "late").output.split("短码 #")[1][:6] for _ in range(2))
    play(parse("2026-03-04 18:50  赵敏 > 登记表 李小明 记错时间"), talk)
    other = printed("--list", "late").output.split("短码 #")[1][:6]
    told = play(parse("2026-03-04 18:51  孙强 > 打印 登记表"), talk)[0][1][0].text

    assert first == again != other
    assert f"短码#{other}" in told  # what a leader reads in the chat is the paper's


def test_that_the_forms_were_printed_is_in_the_audit_log(house: Sessions) -> None:
    play(parse(LATE), Straight(house))
    printed("--list", "late")

    with house.reading() as session:
        assert [one.what for one in audit.entries(session, 1)][-1:] == ["late forms printed"]


def test_where_nobody_was_late_nothing_is_printed(house: Sessions) -> None:
    play(parse("2026-03-04 16:27  赵敏 > 到齐"), Straight(house))

    done = printed("--list", "late")

    assert done.exit_code == 1
    assert "nobody was collected late" in done.output


def test_a_list_to_sign_out_by_has_row_codes_and_a_hash(house: Sessions) -> None:
    play(parse("2026-03-04 16:27  赵敏 > 到齐"), Straight(house))

    done = printed("--list", "signout")

    assert done.exit_code == 0, done.output
    assert "短码 #" in done.output
    assert ">B1<" in done.output
