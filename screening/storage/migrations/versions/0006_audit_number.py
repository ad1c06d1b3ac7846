"""A row of the audit trail says how many times the same thing happened, so that refused requests do not fill it."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Count each row written so far as one act."""
    op.add_column("audit", sa.Column("number", sa.Integer, nullable=False, server_default="1"))


def downgrade() -> None:
    """Drop it. Rows of format 2 can then not be verified."""
    op.drop_column("audit", "number")
