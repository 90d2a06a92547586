"""Calendar feeds"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kalenderlenke",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("nokkel", sa.String(), nullable=False),
        sa.Column("laget_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("nokkel"),
        sa.UniqueConstraint("person_id"),
    )


def downgrade() -> None:
    op.drop_table("kalenderlenke")
