"""people: changes, papers, institutions, volunteers, the committee, who is kept apart, what met a guard rail"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0007"
branch_labels = None
depends_on = None


def _key() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "rail",
        sa.Column("id", _key(), autoincrement=True, nullable=False),
        sa.Column("school_id", _key(), nullable=False),
        sa.Column("limit_id", sa.String(length=8), nullable=False),
        sa.Column("where", sa.String(length=20), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("inbox_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("rail_school", "rail", ["school_id", "at"])
    op.create_table(
        "people_change",
        sa.Column("id", _key(), autoincrement=True, nullable=False),
        sa.Column("school_id", _key(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("args", sa.LargeBinary(), nullable=False),
        sa.Column("before", sa.LargeBinary(), nullable=True),
        sa.Column("since", sa.String(length=10), nullable=False),
        sa.Column("until", sa.String(length=10), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("inbox_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("people_change_due", "people_change", ["school_id", "since"])
    op.create_table(
        "vetting",
        sa.Column("person_id", _key(), nullable=False),
        sa.Column("school_id", _key(), nullable=False),
        sa.Column("origin", sa.String(length=12), nullable=False),
        sa.Column("institution", sa.String(length=60), nullable=False),
        sa.Column("qualification", sa.LargeBinary(), nullable=False),
        sa.Column("record_checked", sa.String(length=10), nullable=True),
        sa.Column("clean", sa.Boolean(), nullable=False),
        sa.Column("health_until", sa.String(length=10), nullable=True),
        sa.Column("contract", sa.String(length=60), nullable=False),
        sa.Column("contract_until", sa.String(length=10), nullable=True),
        sa.Column("filing", sa.String(length=60), nullable=False),
        sa.Column("reminded_for", sa.String(length=10), nullable=True),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("person_id"),
    )
    op.create_index("ix_vetting_school_id", "vetting", ["school_id"])
    op.create_table(
        "institution",
        sa.Column("id", _key(), autoincrement=True, nullable=False),
        sa.Column("school_id", _key(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("teaches_subjects", sa.Boolean(), nullable=False),
        sa.Column("is_listed", sa.Boolean(), nullable=False),
        sa.Column("is_paid", sa.Boolean(), nullable=False),
        sa.Column("approval", sa.String(length=60), nullable=False),
        sa.Column("evaluation", sa.LargeBinary(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_why", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("school_id", "name"),
    )
    op.create_table(
        "volunteer",
        sa.Column("id", _key(), autoincrement=True, nullable=False),
        sa.Column("school_id", _key(), nullable=False),
        sa.Column("person_id", _key(), nullable=False),
        sa.Column("skill", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("school_id", "person_id"),
    )
    op.create_table(
        "help",
        sa.Column("id", _key(), autoincrement=True, nullable=False),
        sa.Column("school_id", _key(), nullable=False),
        sa.Column("person_id", _key(), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("session", sa.String(length=10), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("group_id", _key(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("off_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["group_id"], ["care_group.id"]),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("school_id", "person_id", "day", "session"),
    )
    op.create_index("help_day", "help", ["school_id", "day"])
    op.create_table(
        "committee_member",
        sa.Column("id", _key(), autoincrement=True, nullable=False),
        sa.Column("school_id", _key(), nullable=False),
        sa.Column("class_id", _key(), nullable=False),
        sa.Column("person_id", _key(), nullable=False),
        sa.Column("since", sa.String(length=10), nullable=False),
        sa.Column("until", sa.String(length=10), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["class_id"], ["school_class.id"]),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("committee_member_class", "committee_member", ["class_id"])
    op.create_table(
        "resolution",
        sa.Column("id", _key(), autoincrement=True, nullable=False),
        sa.Column("school_id", _key(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("inbox_id", sa.Integer(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("school_id", "number"),
    )
    op.create_table(
        "apart",
        sa.Column("id", _key(), autoincrement=True, nullable=False),
        sa.Column("school_id", _key(), nullable=False),
        sa.Column("student_id", _key(), nullable=False),
        sa.Column("one_id", _key(), nullable=False),
        sa.Column("other_id", _key(), nullable=False),
        sa.Column("evidence", sa.LargeBinary(), nullable=False),
        sa.Column("until", sa.String(length=10), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lifted_by", sa.Integer(), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"]),
        sa.ForeignKeyConstraint(["one_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["student_id"], ["student.id"]),
        sa.ForeignKeyConstraint(["other_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("apart_one", "apart", ["one_id"])
    op.create_index("apart_other", "apart", ["other_id"])


def downgrade() -> None:
    op.drop_table("apart")
    op.drop_table("resolution")
    op.drop_table("committee_member")
    op.drop_table("help")
    op.drop_table("volunteer")
    op.drop_table("institution")
    op.drop_table("vetting")
    op.drop_table("people_change")
    op.drop_table("rail")
