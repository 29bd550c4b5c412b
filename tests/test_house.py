"""The house itself: arrows, tables, names, settings, migrations."""

from __future__ import annotations

import ast
import importlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text

from bot.command import COMMANDS, module_of
from bot.settings import variables
from care.acts import Intent
from handlers.table import ERRANDS
from storage import bell, migrating
from storage.db import make_engine

ROOT = Path(__file__).parent.parent
ROOMS = ("care", "storage", "handlers", "bot", "jobs", "playground")


def ours(*folders: str) -> list[Path]:
    return [file for folder in folders for file in sorted((ROOT / folder).rglob("*.py"))]


def test_no_arrow_goes_up() -> None:
    """The contracts of pyproject.toml. (style.md 1)"""
    lint = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    done = subprocess.run([sys.executable, "-c", lint], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("file", ours(*ROOMS), ids=lambda file: str(file.relative_to(ROOT)))
def test_no_import_of_the_house_hides_inside_a_function(file: Path) -> None:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            inner = [part for part in ast.walk(node) if isinstance(part, ast.Import | ast.ImportFrom)]
            assert not inner, f"{file.name}:{inner[0].lineno}"


def test_every_intent_has_its_errand_and_somebody_who_may_say_it() -> None:
    assert set(ERRANDS) == set(Intent)
    assert all(errand.roles for errand in ERRANDS.values())


@pytest.mark.parametrize("name", bell.JOBS)
def test_every_job_that_the_bell_names_can_be_called(name: str) -> None:
    module, _, function = name.rpartition(".")

    assert callable(getattr(importlib.import_module(module), function))


def test_nobody_imports_jobs() -> None:
    pattern = re.compile(r"^\s*(?:from|import) jobs\b", re.MULTILINE)

    assert [file.name for file in ours("care", "storage", "handlers", "bot") if pattern.search(file.read_text())] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_subcommand_explains_itself(name: str) -> None:
    command = importlib.import_module(f"bot.commands.{module_of(name)}").command

    assert command.help


def test_every_setting_is_explained() -> None:
    example = (ROOT / ".env.example").read_text("utf-8")
    listed = set(re.findall(r"^#? ?([A-Z_]+)=", example, re.MULTILINE))

    assert listed == set(variables())


def test_the_processes_are_web_worker_and_clock() -> None:
    lines = (ROOT / "Procfile").read_text("utf-8").splitlines()

    assert [line.partition(":")[0] for line in lines] == ["web", "worker", "clock"]


def test_the_locks_are_exact_and_name_no_registry() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        lines = [line for line in (ROOT / name).read_text("utf-8").splitlines() if line and not line.startswith("#")]
        assert len(lines) > 30
        assert [line for line in lines if not re.fullmatch(r"[a-z0-9._-]+==[A-Za-z0-9.+!-]+", line)] == []


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False).stdout.decode()
    pattern = re.compile("(?<![\\w.])/" + "(?:home|Users|root|work)/" + r"\w")
    kept = (ROOT / name for name in listed.split("\0") if name.endswith((".py", ".md", ".toml", ".json", ".lock")))

    assert [file.name for file in kept if file.exists() and pattern.search(file.read_text("utf-8"))] == []


def test_there_is_one_migration_head() -> None:
    assert migrating.head()


def test_what_migrations_make_is_what_the_tables_say(empty_database: str) -> None:
    """A table that was changed without a migration shows here: make migration name="what changes"."""
    migrating.upgrade(empty_database)
    engine = make_engine(empty_database)

    assert migrating.differences(engine) == []
    engine.dispose()


def test_migrating_twice_does_no_harm(empty_database: str) -> None:
    migrating.upgrade(empty_database)
    migrating.upgrade(empty_database)
    engine = make_engine(empty_database)

    assert "student" in inspect(engine).get_table_names()
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgres"])
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without a table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/new.db"
    url: str = request.getfixturevalue("postgres")
    name = f"migrated_{os.environ.get('PYTEST_XDIST_WORKER', 'one')}"
    _create_database(make_engine(url), name)
    return url.rpartition("/")[0] + f"/{name}" + (f"?{url.partition('?')[2]}" if "?" in url else "")


def _create_database(engine: Engine, name: str) -> None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
