"""The keys of units, between the root key and the keys of cases."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create them."""
    op.create_table(
        "unit_keys",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("unit", sa.String(64), nullable=False),
        sa.Column("root_id", sa.String(64), nullable=False),
        sa.Column("wrapped", sa.LargeBinary, nullable=False),
        sa.Column("made_at", sa.String(32), nullable=False),
    )
    op.create_index("ix_cases_key_id", "cases", ["key_id"])


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_cases_key_id", "cases")
    op.drop_table("unit_keys")
