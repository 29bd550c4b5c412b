"""`template`, `import`, `export`, `invite` as the school's office runs them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.command import main
from storage import migrating
from storage.demo.school import CODE
from storage.seal import Seal
from tests.workbooks import small, with_cell, write

KEY = "a key for tests, long enough"
LINK = "https://work.weixin.qq.com/kfid/wk1?enc_scene=invite"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    url = f"sqlite:///{tmp_path}/house.db"
    for name, value in {"DATABASE_URL": url, "SANDIANBAN_SECRET_KEY": KEY, "SANDIANBAN_LOG_LEVEL": "ERROR"}.items():
        monkeypatch.setenv(name, value)
    migrating.upgrade(url)

    def call(*words: str, answer: str = "") -> Result:
        return CliRunner().invoke(main, words, input=answer)

    yield call
    Seal.use(KEY)


def test_an_import_is_shown_first_and_asks(run, tmp_path: Path) -> None:
    file = str(write(tmp_path / "school.xlsx", small()))

    refused = run("import", file, answer="n\n")
    assert "新增\n  学校：育才小学（yucai）" in refused.output
    assert refused.output.endswith("没有写入。\n")
    assert "已写入。" in run("import", file, answer="y\n").output
    assert "没有变化。" in run("import", file).output


def test_a_dry_run_writes_nothing(run, tmp_path: Path) -> None:
    file = str(write(tmp_path / "school.xlsx", small()))

    assert "学生 3 人" in run("import", file, "--dry-run").output
    assert "学生 3 人" in run("import", file, "--dry-run").output


def test_faults_end_the_import_with_an_error(run, tmp_path: Path) -> None:
    file = str(write(tmp_path / "school.xlsx", with_cell("学生", 2, "班级", "三年级9班")))

    done = run("import", file, "--yes")

    assert done.exit_code == 1
    assert "处需要改正，什么都没有写入" in done.output
    assert "学生表第2行“班级”：没有“三年级9班”这个班，请先在“班级”表里添加" in done.output


def test_the_template_can_be_looked_through_as_it_is(run, tmp_path: Path) -> None:
    file = str(tmp_path / "template.xlsx")

    assert "已生成" in run("template", file).output
    assert "学校代号" in run("import", file).output


def test_what_is_exported_comes_back_unchanged(run, tmp_path: Path) -> None:
    run("import", str(write(tmp_path / "school.xlsx", small())), "--yes")
    out = str(tmp_path / "out.xlsx")

    assert "请妥善保管" in run("export", out, "--school", "yucai").output
    assert "没有变化。" in run("import", out).output


def test_each_guardian_is_invited_once_with_a_link_of_their_own(run, tmp_path: Path) -> None:
    run("import", str(write(tmp_path / "school.xlsx", small())), "--yes")
    out = tmp_path / "links.csv"

    done = run("invite", str(out), "--school", "yucai", "--link", LINK)

    assert "共 3 人" in done.output
    with out.open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert [row["家长"] for row in rows] == ["张伟", "王丽", "刘桂芳"]
    assert len({row["链接"] for row in rows}) == 3
    assert all(row["链接"].startswith(f"{LINK}&scene_param=") for row in rows)


def test_the_sheet_to_print_has_a_code_for_each(run, tmp_path: Path) -> None:
    run("import", str(write(tmp_path / "school.xlsx", small())), "--yes")
    out = tmp_path / "links.html"

    run("invite", str(out), "--school", "yucai", "--class", "三年级2班", "--link", LINK)

    page = out.read_text("utf-8")
    assert page.count("<svg") == 3
    assert "三年级2班 李小明" in page
    assert "scene_param" not in page


def test_a_school_that_is_not_there_is_told(run, tmp_path: Path) -> None:
    done = run("export", str(tmp_path / "x.xlsx"), "--school", CODE)

    assert done.exit_code == 1


def test_a_whole_ledger_is_called_whole(run, tmp_path: Path) -> None:
    run("import", str(write(tmp_path / "school.xlsx", small())), "--yes")

    done = run("verify")

    assert (done.exit_code, done.output) == (0, "yucai: whole\n")
