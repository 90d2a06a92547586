"""A mark that changes with the organisation, so that what has been read of it may be remembered"""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    table = op.create_table(
        "organisasjon_merke",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("merke", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.bulk_insert(table, [{"id": 1, "merke": secrets.token_hex(16)}])


def downgrade() -> None:
    op.drop_table("organisasjon_merke")
