"""`sandianban policy`: packs listed, shown, checked, compared; a school starts from one. (C01, C13)"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.commands.policy import command
from bot.commands.policy.page import page
from care.calendar import today
from care.policy.capabilities import CAPABILITIES
from care.policy.packs import pack, packs
from storage import schools
from storage.db import Sessions
from storage.school import adopting, plans

ROOT = Path(__file__).parents[3]
TODAY = today(datetime.now(UTC))


def run(*words: str, answer: str | None = None) -> Result:
    return CliRunner().invoke(command, list(words), input=answer)


@pytest.fixture
def school(sqlite: str, sqlite_sessions: Sessions, monkeypatch: pytest.MonkeyPatch) -> Sessions:
    monkeypatch.setenv("DATABASE_URL", sqlite)
    monkeypatch.setenv("SANDIANBAN_SECRET_KEY", "a key for tests, long enough")
    with sqlite_sessions.writing() as session:
        schools.add(session, "demo", "实验小学")
    return sqlite_sessions


def standing(sessions: Sessions) -> list[plans.Version]:
    with sessions.reading() as session:
        return plans.standing(session, 1)


def test_every_pack_is_listed() -> None:
    done = run("list")

    assert done.exit_code == 0
    assert all(one.title in done.output for one in packs())


def test_a_pack_is_shown_with_source_and_unit() -> None:
    done = run("show", "003-16", "--said")

    assert done.exit_code == 0
    assert "003-2  课后服务工作总结" in done.output
    assert "003-2.03" in done.output
    assert "我们的默认（参照" not in done.output
    assert "我们的默认（参照" in run("show", "003-2").output


@pytest.mark.parametrize("words", [("show", "003"), ("check", "003"), ("diff", "003", "003-1")])
def test_an_unknown_pack_is_named_with_those_like_it(words: tuple[str, ...]) -> None:
    done = run(*words)

    assert done.exit_code == 2
    assert "没有方案“003”。相近的有：003-1、" in done.stderr


def test_a_pack_that_may_not_be_used_is_refused_with_the_reason() -> None:
    done = run("check", "000-5")

    assert done.exit_code == 1
    assert "L-24" in done.output
    assert "有2项不能启用" in done.output
    assert run("check", "003-10").exit_code == 0


def test_a_file_of_ones_own_is_checked(tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    text = (
        'id="ours"\ntitle="自己的方案"\nstage="primary"\nversion=1\n[policy.homework]\n{}\n[sources]\nhomework="本校"\n'
    )
    file.write_text(text.format("low_grade_minutes = 10"), "utf-8")
    assert run("check", str(file)).exit_code == 1
    file.write_text(text.format("low_grade_minutes = 0"), "utf-8")
    assert run("check", str(file)).exit_code == 0
    file.write_text(text.format("low_grade_mintues = 0"), "utf-8")
    broken = run("check", str(file))

    assert broken.exit_code == 2
    assert "ours.toml: setting homework.low_grade_mintues" in broken.stderr
    assert run("check", str(tmp_path / "none.toml")).exit_code == 2


def test_two_packs_are_compared() -> None:
    done = run("diff", "003-8", "004-8")

    assert "共3项不同。" in done.output
    assert run("diff", "003-2", "003-16").output == "两个方案没有不同。\n"


def test_a_school_starts_from_a_pack(school: Sessions) -> None:
    done = run("use", "003-10", "--school", "demo", answer="y\n")

    assert (done.exit_code, done.exception) == (0, None)
    assert "已写入，第1号。" in done.output
    [version] = standing(school)
    assert (version.valid_from, version.changes["pack"]["id"]) == (TODAY, "003-10")
    shown = run("show", "--school", "demo", "--said")
    assert "采用方案 003-10（第1版）" in shown.output
    assert "003-10.11" in shown.output


@pytest.mark.parametrize(("words", "answer"), [(("--dry-run",), None), ((), "n\n")])
def test_without_a_yes_nothing_is_written(school: Sessions, words: tuple[str, ...], answer: str | None) -> None:
    done = run("use", "003-10", "--school", "demo", *words, answer=answer)

    assert done.exit_code == 0
    assert "午托150元/月" in done.output
    assert standing(school) == []


def test_what_the_check_refuses_is_not_written(school: Sessions) -> None:
    done = run("use", "000-1", "--school", "demo", "--yes")

    assert done.exit_code == 1
    assert "L-09" in done.output
    assert standing(school) == []


def test_the_school_fills_in_what_the_text_left_open(school: Sessions) -> None:
    done = run(
        "use", "000-1", "--school", "demo", "--yes", "--set", "people.price_document=吉价〔2019〕8号",
        "--season", f"夏季={TODAY}..{TODAY + timedelta(days=90)}",
    )  # fmt: skip

    assert done.exit_code == 0
    assert "G01" not in done.output
    with school.reading() as session:
        plan = adopting.plan_of(session, 1, TODAY)
    assert plan.policy.people.price_document == "吉价〔2019〕8号"
    assert {"people.price_document", "timetable.seasons"} <= plan.own


def test_somebody_answers_for_a_finding_by_name(school: Sessions) -> None:
    answered = ("--override", "L-24=教代会下周三开会", "--override", "L-09=文号待批")
    assert run("use", "000-5", "--school", "demo", "--yes", *answered).exit_code == 2
    done = run("use", "000-5", "--school", "demo", "--yes", *answered, "--by", "王校长")

    assert done.exit_code == 0
    assert f"王校长（{TODAY}）：教代会下周三开会" in done.output
    with school.reading() as session:
        kept = adopting.plan_of(session, 1, TODAY).policy.overrides
    assert [(one.limit, one.by) for one in kept] == [("L-24", "王校长"), ("L-09", "王校长")]


def test_yesterday_keeps_its_rules(school: Sessions) -> None:
    done = run("use", "003-10", "--school", "demo", "--yes", "--from", str(TODAY - timedelta(days=1)))

    assert done.exit_code == 1
    assert "生效日期不能早于今天" in done.stderr
    assert standing(school) == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--school", "nowhere"), "没有代号为“nowhere”的学校"),
        (("--school", "demo", "--set", "groups.msot=3"), "没有设置“groups.msot”。相近的有：groups.most"),
        (("--school", "demo", "--set", "groups.most=many"), "设置“groups.most”的值“many”不能用，应为整数。"),
        (("--school", "demo", "--set", "groups.most"), "应写作 字段=值"),
        (("--school", "demo", "--set", "groups.most=-3"), "设置“groups.most”的值“-3”不能用，应为不小于1。"),
        (("--school", "demo", "--override", "L-99=不懂", "--by", "王校长"), "检查没有发现L-99"),
        (("--school", "demo", "--season", "夏季=2026-05-01"), "夏季=2026-05-01..2026-09-30"),
        (("--school", "demo", "--override", "L-09= ", "--by", "王校长"), "请写明理由"),
    ],
)
def test_what_cannot_be_read_is_said(school: Sessions, words: tuple[str, ...], says: str) -> None:
    done = run("use", "003-10", "--yes", *words)

    assert done.exit_code == 2
    assert says in done.stderr
    assert standing(school) == []


def test_what_was_kept_is_taken_back_once(school: Sessions) -> None:
    kept = run("use", "003-10", "--school", "demo", "--yes").output
    assert "可以撤销：sandianban policy undo 1 --school demo" in kept
    first, second = run("undo", "1", "--school", "demo"), run("undo", "1", "--school", "demo")

    assert (first.exit_code, first.output) == (0, "已撤销第1号，demo照原来的方案。\n")
    assert second.exit_code == 1
    assert standing(school) == []


def test_a_pack_is_checked_as_a_school_would_have_it(school: Sessions) -> None:
    with school.writing() as session:
        schools.get(session, 1).settings = {"homework": {"punitive": True}}

    assert run("check", "003-10", "--school", "demo").exit_code == 1


# The table


def test_the_kept_table_is_current() -> None:
    """Otherwise: sandianban policy table --season docs/season.json --write docs/packs.md"""
    season = json.loads((ROOT / "docs/season.json").read_text("utf-8"))

    assert (ROOT / "docs/packs.md").read_text("utf-8") == page(season)


def test_a_rehearsed_season_fills_its_column(tmp_path: Path) -> None:
    results, file = tmp_path / "season.json", tmp_path / "packs.md"
    results.write_text(json.dumps({"003-10": {"C03": "passed", "C21": "failed"}}), "utf-8")
    done = run("table", "--season", str(results), "--write", str(file))

    [line] = [
        line for line in file.read_text("utf-8").splitlines() if line.startswith("| 003-10 | o") or "1 of 2" in line
    ]
    cells = line.split(" | ")
    assert done.exit_code == 0
    assert (cells[3], cells[21], cells[-1]) == ("T✓", "T✗", "1 of 2 passed |")


def test_a_file_that_is_no_season_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "season.json"
    file.write_text("[1]", "utf-8")

    assert run("table", "--season", str(file)).exit_code == 2


def test_what_is_named_as_proof_is_there() -> None:
    files = [proof for one in CAPABILITIES for proof in one.proof if not proof.startswith("sandianban ")]

    assert [file for file in files if not (ROOT / file).exists()] == []


def test_every_pack_stands_in_the_table() -> None:
    text = page({})

    assert all(f"\n| {one.id} | " in text for one in packs())
    assert pack("003-2").title in text
