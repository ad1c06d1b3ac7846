"""A sealed copy of the columns in clear beside each record, and whose database this is."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add both; records kept so far are bound when the keys are opened next."""
    op.add_column("cases", sa.Column("bound", sa.LargeBinary))
    op.create_table(
        "owner",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("realm", sa.String(16), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
    )


def downgrade() -> None:
    """Drop both."""
    op.drop_table("owner")
    op.drop_column("cases", "bound")
