"""teachers' consent to take part in care"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def _key() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "staff_consent",
        sa.Column("id", _key(), autoincrement=True, nullable=False),
        sa.Column("school_id", _key(), nullable=False),
        sa.Column("person_id", _key(), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=True),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("inbox_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("staff_consent_school", "staff_consent", ["school_id", "person_id"])


def downgrade() -> None:
    op.drop_table("staff_consent")
