"""Engines, sessions, and the column vocabulary that every table uses.

Three ways in: `reading()` for looking, which never takes the writer's place, and
`writing()`, which on SQLite takes it at once (BEGIN IMMEDIATE), so that two processes queue for it
instead of failing in the middle; `single()` for one statement that is a transaction by itself.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Annotated, Any, cast

from sqlalchemy import (
    BigInteger,
    DateTime,
    Engine,
    Executable,
    Integer,
    LargeBinary,
    Table,
    create_engine,
    event,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.orm import DeclarativeBase, Session, mapped_column, sessionmaker
from sqlalchemy.types import TypeDecorator

from storage.seal import Seal


class Utc(TypeDecorator[datetime]):
    """An aware time, kept in UTC. Naive times are refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone reached the database")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Sealed(TypeDecorator[str]):
    """Personal text (names, phones, messages), encrypted at rest with the key of the environment."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        return None if value is None else Seal.current().close(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        return None if value is None else Seal.current().open(bytes(value))


class Base(DeclarativeBase):
    type_annotation_map = {datetime: Utc, date: None}  # noqa: RUF012
    type_annotation_map.pop(date)


Key = Annotated[int, mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True)]


def make_engine(url: str, *, pool_size: int = 5) -> Engine:
    """An engine for SQLite (WAL, synchronous=FULL) or PostgreSQL. `postgres://` and `postgresql://` mean psycopg 3."""
    for short in ("postgres://", "postgresql://"):
        if url.startswith(short):
            url = "postgresql+psycopg://" + url.removeprefix(short)
    if not url.startswith("sqlite"):
        return create_engine(
            url,
            pool_size=pool_size,
            max_overflow=5,
            pool_pre_ping=True,
            hide_parameters=True,
            connect_args={"connect_timeout": 4},  # The platform waits five seconds for the door.
        )
    engine = create_engine(
        url,
        pool_size=pool_size,
        max_overflow=5,
        hide_parameters=True,
        connect_args={"timeout": 20, "check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def insert_new(
    session: Session | Connection, table: type[Base], rows: Sequence[dict[str, Any]], *, told: tuple[str, ...]
) -> set[tuple[Any, ...]]:
    """Add the rows whose unique keys are not there yet, in one statement; the columns `told` of those that were new.

    A row that is there already never spoils the transaction.
    """
    bind = session.get_bind() if isinstance(session, Session) else session
    return {tuple(row) for row in session.execute(_insert_statement(table, bind.dialect.name, told), rows)}


@lru_cache
def _insert_statement(table: type[Base], dialect: str, told: tuple[str, ...]) -> Executable:
    flavour = postgresql if dialect == "postgresql" else sqlite
    target = cast(Table, table.__table__)
    statement = flavour.insert(target).on_conflict_do_nothing()
    return cast(Executable, statement.returning(*(target.c[name] for name in told)))


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # We say BEGIN ourselves; the driver's own guess is too late.
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute(f"PRAGMA synchronous={os.environ.get('SQLITE_SYNCHRONOUS', 'FULL')}")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA busy_timeout=20000")
    cursor.execute("PRAGMA temp_store=MEMORY")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    if not options.get("single", False):
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writing", True) else "BEGIN")


def _single_options(engine: Engine) -> dict[str, Any]:
    return {"single": True} if engine.dialect.name == "sqlite" else {"isolation_level": "AUTOCOMMIT"}


class Sessions:
    """Opens transactions on one database."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._write = sessionmaker(engine, expire_on_commit=False)
        self._single = engine.execution_options(**_single_options(engine))
        self._read = sessionmaker(engine.execution_options(writing=False), expire_on_commit=False, autoflush=False)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One transaction, committed at the end, rolled back by any exception."""
        with self._write.begin() as session:
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A look at one moment. Whatever is written here is lost; rows that were read stay readable afterwards."""
        with self._read() as session:
            yield session

    @contextmanager
    def single(self) -> Iterator[Connection]:
        """For one writing statement that is a transaction by itself: one trip to the database in place of three."""
        with self._single.connect() as connection:
            yield connection
