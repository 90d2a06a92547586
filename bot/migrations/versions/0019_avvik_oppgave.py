"""What is proposed as an avvik (T-47): unsettled tiltak of a vernerunde, and vernerunder not held. What such a case is about."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tiltak_uavklart",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ekstern_id", sa.String(), nullable=False),
        sa.Column("node_id", sa.Integer(), nullable=False),
        sa.Column("hva", sa.String(), nullable=False),
        sa.Column("ansvarlig_id", sa.Integer(), nullable=True),
        sa.Column("frist", sa.Date(), nullable=True),
        sa.Column("fra", sa.Date(), nullable=False),
        sa.Column("tiltak_id", sa.Integer(), nullable=True),
        sa.Column("trinn", sa.JSON(), nullable=False),
        sa.Column("neste_trinn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["node_id"], ["node.id"]),
        sa.ForeignKeyConstraint(["ansvarlig_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["tiltak_id"], ["tiltak.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("ekstern_id"),
    )
    for kolonne in ("node_id", "ansvarlig_id", "tiltak_id", "neste_trinn_at"):
        op.create_index(f"ix_tiltak_uavklart_{kolonne}", "tiltak_uavklart", [kolonne], unique=False)
    op.create_table(
        "avvik_oppgave",
        sa.Column("oppgave_id", sa.Integer(), nullable=False),
        sa.Column("foreslatt", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["oppgave_id"], ["oppgave.id"]),
        sa.PrimaryKeyConstraint("oppgave_id"),
    )
    with op.batch_alter_table("avvik") as batch:
        batch.add_column(sa.Column("gjelder", sa.String(), nullable=True))
        batch.create_index("ix_avvik_gjelder", ["gjelder"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("avvik") as batch:
        batch.drop_index("ix_avvik_gjelder")
        batch.drop_column("gjelder")
    op.drop_table("avvik_oppgave")
    op.drop_table("tiltak_uavklart")
