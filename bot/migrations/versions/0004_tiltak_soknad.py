"""The responsible person of a tiltak asks for another deadline"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tiltak_soknad",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tiltak_id", sa.Integer(), nullable=False),
        sa.Column("sokt_av", sa.Integer(), nullable=False),
        sa.Column("sokt_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("frist", sa.Date(), nullable=False),
        sa.Column("fordi", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("avgjort_av", sa.Integer(), nullable=True),
        sa.Column("avgjort_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["avgjort_av"], ["person.id"]),
        sa.ForeignKeyConstraint(["sokt_av"], ["person.id"]),
        sa.ForeignKeyConstraint(["tiltak_id"], ["tiltak.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("tiltak_soknad", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tiltak_soknad_tiltak_id"), ["tiltak_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("tiltak_soknad", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tiltak_soknad_tiltak_id"))

    op.drop_table("tiltak_soknad")
