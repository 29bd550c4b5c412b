"""meetings: who comes, and the minutes"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("announcement", sa.Column("minutes", sa.LargeBinary(), nullable=True))
    op.add_column("announcement_receipt", sa.Column("joins", sa.Boolean(), nullable=True))


def downgrade() -> None:
    op.drop_column("announcement_receipt", "joins")
    op.drop_column("announcement", "minutes")
