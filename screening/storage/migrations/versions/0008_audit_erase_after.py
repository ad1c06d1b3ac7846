"""A row of the audit trail says until when its case is kept, so that another retention later calls no row wrong."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Leave it empty in each row written so far: what held then is known."""
    op.add_column("audit", sa.Column("erase_after", sa.String(32)))


def downgrade() -> None:
    """Drop it. Rows of format 3 can then not be verified."""
    op.drop_column("audit", "erase_after")
