"""Alembic's entry: the engine is handed in by storage/migrating.py."""

from typing import Any, Literal

from alembic import context

from storage.db import Base, Sealed, Utc

engine = context.config.attributes["engine"]


def render(kind: str, item: Any, autogen: Any) -> str | Literal[False]:
    """Column types of our own by their plain ones, so that a migration stands alone."""
    if kind == "type" and isinstance(item, Sealed):
        return "sa.LargeBinary()"
    if kind == "type" and isinstance(item, Utc):
        return "sa.DateTime(timezone=True)"
    return False


with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        render_item=render,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
