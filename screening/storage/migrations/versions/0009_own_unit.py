"""The details of the own unit, sealed, so that nobody types them for each case."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "own_unit",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("root_id", sa.String(64), nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )


def downgrade() -> None:
    """Drop it: the details are typed again."""
    op.drop_table("own_unit")
