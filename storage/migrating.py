"""Migrations by Alembic, without a settings file: the address comes from the caller."""

from __future__ import annotations

import importlib
import pkgutil
import tempfile
from pathlib import Path
from typing import cast

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import Script, ScriptDirectory
from sqlalchemy import Engine

import storage
from storage.db import Base, make_engine

FOLDER = Path(__file__).with_name("migrations")
TABLELESS = ("storage.migrations.", "storage.demo.", "storage.workbook.")


def upgrade(url: str) -> None:
    """Bring the database to the newest migration; a new SQLite file is made with its folder."""
    if url.startswith("sqlite:///"):
        Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
    engine = make_engine(url)
    command.upgrade(_config(engine), "head")
    engine.dispose()


def write(name: str) -> str:
    """A new migration: what the tables have and a database made by the migrations so far lacks."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/scratch.db"
        upgrade(url)
        engine = make_engine(url)
        number = f"{len(list((FOLDER / 'versions').glob('[0-9]*.py'))) + 1:04d}"
        script = command.revision(_config(engine), message=name, autogenerate=True, rev_id=number)
        engine.dispose()
    return Path(cast(Script, script).path).name


def head() -> str:
    """The newest migration. Raises where there are two."""
    return str(ScriptDirectory(str(FOLDER)).get_current_head())


def differences(engine: Engine) -> list[object]:
    """What the tables have and the migrated database lacks, or the other way round."""
    import_tables()
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Base.metadata))


def import_tables() -> None:
    """Every module of storage/, so that Base.metadata knows every table."""
    for module in pkgutil.walk_packages(storage.__path__, "storage."):
        if not module.ispkg and not module.name.startswith(TABLELESS):
            importlib.import_module(module.name)


def _config(engine: Engine) -> Config:
    import_tables()
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["engine"] = engine
    return config
