"""the resource survey: rooms, goods, skills; early arrivals"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0008"
branch_labels = None
depends_on = None


def _key() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "room",
        sa.Column("id", _key(), autoincrement=True, nullable=False),
        sa.Column("school_id", _key(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("square_metres", sa.Integer(), nullable=True),
        sa.Column("equipment", sa.String(length=100), nullable=False),
        sa.Column("uses", sa.JSON(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("school_id", "name"),
    )
    op.create_table(
        "goods",
        sa.Column("id", _key(), autoincrement=True, nullable=False),
        sa.Column("school_id", _key(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("amount", sa.String(length=20), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("school_id", "name"),
    )
    op.create_table(
        "staff_skill",
        sa.Column("id", _key(), autoincrement=True, nullable=False),
        sa.Column("school_id", _key(), nullable=False),
        sa.Column("person_id", _key(), nullable=False),
        sa.Column("skills", sa.String(length=60), nullable=False),
        sa.Column("weekdays", sa.JSON(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("school_id", "person_id"),
    )
    op.create_table(
        "early_arrival",
        sa.Column("id", _key(), autoincrement=True, nullable=False),
        sa.Column("school_id", _key(), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("students", sa.JSON(), nullable=False),
        sa.Column("record_id", _key(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"]),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("early_arrival_day", "early_arrival", ["school_id", "day"])


def downgrade() -> None:
    op.drop_table("early_arrival")
    op.drop_table("staff_skill")
    op.drop_table("goods")
    op.drop_table("room")
