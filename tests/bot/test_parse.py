"""`sandianban parse` and `explain`, as somebody at a shell meets them."""

from __future__ import annotations

import json
import subprocess
import sys

from click.testing import CliRunner

from bot.command import main

LINE = {
    "id": "x-1", "role": "parent", "now": "2026-03-04T15:10:00+08:00", "me": {"name": "王丽", "relation": "妈妈"},
    "children": [{"name": "李小明", "class": "三年级2班"}], "roster": [], "staff": [], "clubs": [],
    "text": "小明今天请假",
}  # fmt: skip


def parse(*rows: str) -> list[dict[str, object]]:
    result = CliRunner().invoke(main, ["parse"], input="\n".join(rows) + "\n")
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.output.splitlines()]


def test_each_line_is_answered_in_order():
    answers = parse(json.dumps(LINE), json.dumps(LINE | {"id": "x-2", "text": "谢谢"}))

    assert [row["id"] for row in answers] == ["x-1", "x-2"]
    assert answers[0]["acts"] == [{"intent": "leave", "students": ["李小明"], "dates": ["2026-03-04"], "sessions": []}]


def test_a_bad_line_is_reported_and_does_not_stop_the_rest():
    answers = parse("no json", json.dumps({"id": "x-0"}), json.dumps(LINE | {"now": "soon"}), json.dumps(LINE))

    assert [("error" in row, row["id"]) for row in answers] == [
        (True, None),
        (True, "x-0"),
        (True, "x-1"),
        (False, "x-1"),
    ]


def test_a_line_is_answered_before_the_next_is_written():
    with subprocess.Popen(
        [sys.executable, "-c", "from bot.command import main; main()", "parse"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(LINE) + "\n")
        process.stdin.flush()
        first = json.loads(process.stdout.readline())
        process.stdin.close()

    assert first["id"] == "x-1"


def test_parse_loads_neither_database_nor_web_server():
    code = "import sys, bot.commands.parse; print([m for m in ('sqlalchemy', 'flask', 'redis') if m in sys.modules])"

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_explain_shows_the_acts_and_what_they_rest_on():
    arguments = ["explain", "小明发烧，今天请假", "--child", "李小明:三年级2班", "--now", "2026-03-04T15:10:00+08:00"]

    shown = CliRunner().invoke(main, arguments).output

    assert "李小明" in shown
    assert "请假" in shown
