"""Overviews of broken deadlines: how far they have come. Anonymous reports: their codes, and conversations whose traces are to go.

The tiltak whose neglect Varde reported.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "avvik_oversikt",
        sa.Column("slag", sa.String(), nullable=False),
        sa.Column("periode", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("slag"),
    )
    op.create_table(
        "avvik_kode",
        sa.Column("avvik_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["avvik_id"], ["avvik.id"]),
        sa.PrimaryKeyConstraint("avvik_id"),
        sa.UniqueConstraint("sha256"),
    )
    with op.batch_alter_table("avvik") as batch:
        batch.add_column(sa.Column("tiltak_id", sa.Integer(), nullable=True))
        batch.create_foreign_key("fk_avvik_tiltak_id", "tiltak", ["tiltak_id"], ["id"])
        batch.create_index("ix_avvik_tiltak_id", ["tiltak_id"], unique=False)
    with op.batch_alter_table("samtale") as batch:
        batch.add_column(sa.Column("glem_at", sa.DateTime(timezone=True), nullable=True))
        batch.create_index("ix_samtale_glem_at", ["glem_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("samtale") as batch:
        batch.drop_index("ix_samtale_glem_at")
        batch.drop_column("glem_at")
    with op.batch_alter_table("avvik") as batch:
        batch.drop_index("ix_avvik_tiltak_id")
        batch.drop_constraint("fk_avvik_tiltak_id", type_="foreignkey")
        batch.drop_column("tiltak_id")
    op.drop_table("avvik_kode")
    op.drop_table("avvik_oversikt")
