"""changed days, versions of the plan, surveys with slips, announcements with receipts"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0017"
branch_labels = None
depends_on = None


def _key() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "day_batch",
        sa.Column("id", _key(), autoincrement=True, nullable=False),
        sa.Column("school_id", _key(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("by_id", _key(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("inbox_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"]),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "day_change",
        sa.Column("id", _key(), autoincrement=True, nullable=False),
        sa.Column("school_id", _key(), nullable=False),
        sa.Column("batch_id", _key(), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("session", sa.String(length=10), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("start", sa.String(length=5), nullable=True),
        sa.Column("end", sa.String(length=5), nullable=True),
        sa.Column("grades", sa.JSON(), nullable=False),
        sa.Column("stands", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"]),
        sa.ForeignKeyConstraint(["batch_id"], ["day_batch.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("day_change_day", "day_change", ["school_id", "day"])
    op.create_table(
        "plan_version",
        sa.Column("id", _key(), autoincrement=True, nullable=False),
        sa.Column("school_id", _key(), nullable=False),
        sa.Column("valid_from", sa.String(length=10), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("by_id", _key(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("inbox_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"]),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("plan_version_from", "plan_version", ["school_id", "valid_from"])
    op.create_table(
        "survey",
        sa.Column("id", _key(), autoincrement=True, nullable=False),
        sa.Column("school_id", _key(), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("until", sa.String(length=10), nullable=False),
        sa.Column("by_id", _key(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("inbox_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"]),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "survey_slip",
        sa.Column("id", _key(), autoincrement=True, nullable=False),
        sa.Column("school_id", _key(), nullable=False),
        sa.Column("survey_id", _key(), nullable=False),
        sa.Column("student_id", _key(), nullable=False),
        sa.Column("answers", sa.LargeBinary(), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("reminded", sa.Integer(), nullable=False),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"]),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"]),
        sa.ForeignKeyConstraint(["student_id"], ["student.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("survey_id", "student_id"),
    )
    op.create_index("survey_slip_student", "survey_slip", ["student_id"])
    op.create_table(
        "announcement",
        sa.Column("id", _key(), autoincrement=True, nullable=False),
        sa.Column("school_id", _key(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("whom", sa.String(length=60), nullable=False),
        sa.Column("by_id", _key(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("inbox_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"]),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "announcement_receipt",
        sa.Column("id", _key(), autoincrement=True, nullable=False),
        sa.Column("announcement_id", _key(), nullable=False),
        sa.Column("person_id", _key(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["announcement_id"], ["announcement.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("announcement_id", "person_id"),
    )
    op.create_index("announcement_receipt_person", "announcement_receipt", ["person_id"])


def downgrade() -> None:
    for table in (
        "announcement_receipt",
        "announcement",
        "survey_slip",
        "survey",
        "plan_version",
        "day_change",
        "day_batch",
    ):
        op.drop_table(table)
