"""The 72-hour clock of a report to another avvik system"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ekstern_brudd",
        sa.Column("sak_id", sa.Integer(), nullable=False),
        sa.Column("kjent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("frist", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meldt_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("vurdert", sa.String(), nullable=True),
        sa.Column("vurdert_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("vurdert_av", sa.Integer(), nullable=True),
        sa.Column("fordi", sa.String(), nullable=True),
        sa.Column("trinn", sa.JSON(), nullable=False),
        sa.Column("neste_trinn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["sak_id"], ["ekstern_sak.id"]),
        sa.ForeignKeyConstraint(["vurdert_av"], ["person.id"]),
        sa.PrimaryKeyConstraint("sak_id"),
    )
    with op.batch_alter_table("ekstern_brudd", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ekstern_brudd_neste_trinn_at"), ["neste_trinn_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("ekstern_brudd", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ekstern_brudd_neste_trinn_at"))
    op.drop_table("ekstern_brudd")
