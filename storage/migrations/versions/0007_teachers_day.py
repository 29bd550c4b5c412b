"""teacher attendance, and what is added to a matter"""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def _key() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "attendance",
        sa.Column("id", _key(), autoincrement=True, nullable=False),
        sa.Column("school_id", _key(), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("session", sa.String(length=10), nullable=False),
        sa.Column("person_id", _key(), nullable=False),
        sa.Column("planned_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("planned_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("how", sa.String(length=10), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("inbox_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("school_id", "day", "session", "person_id"),
    )
    op.create_table(
        "follow_up",
        sa.Column("id", _key(), autoincrement=True, nullable=False),
        sa.Column("school_id", _key(), nullable=False),
        sa.Column("matter_id", _key(), nullable=False),
        sa.Column("what", sa.String(length=10), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("inbox_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"]),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("follow_up_matter", "follow_up", ["matter_id", "id"])


def downgrade() -> None:
    op.drop_index("follow_up_matter", table_name="follow_up")
    op.drop_table("follow_up")
    op.drop_table("attendance")
