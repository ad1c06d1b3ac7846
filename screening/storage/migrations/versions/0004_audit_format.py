"""Each row of the audit trail names the format of its mark, so that a later column does not break older rows."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Rows written so far are of format 1."""
    op.add_column("audit", sa.Column("format", sa.Integer, nullable=False, server_default="1"))


def downgrade() -> None:
    """Drop it; rows of format 1 are then read as before."""
    op.drop_column("audit", "format")
