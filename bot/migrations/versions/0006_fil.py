"""Attachments: files, their bytes, and the errands that fetch them"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fil",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("eier_type", sa.String(), nullable=False),
        sa.Column("eier_id", sa.String(), nullable=False),
        sa.Column("samtale_id", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("storrelse", sa.Integer(), nullable=False),
        sa.Column("medietype", sa.String(), nullable=False),
        sa.Column("bredde", sa.Integer(), nullable=False),
        sa.Column("hoyde", sa.Integer(), nullable=False),
        sa.Column("lastet_opp_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lagres_til", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["samtale_id"], ["samtale.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("fil", schema=None) as batch_op:
        batch_op.create_index("ix_fil_eier", ["eier_type", "eier_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_fil_lagres_til"), ["lagres_til"], unique=False)
        batch_op.create_index(batch_op.f("ix_fil_samtale_id"), ["samtale_id"], unique=False)
    op.create_table(
        "fil_innhold",
        sa.Column("fil_id", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["fil_id"], ["fil.id"]),
        sa.PrimaryKeyConstraint("fil_id"),
    )
    op.create_table(
        "fil_henting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dedup_key", sa.String(), nullable=False),
        sa.Column("eier_type", sa.String(), nullable=False),
        sa.Column("eier_id", sa.String(), nullable=False),
        sa.Column("samtale_id", sa.Integer(), nullable=False),
        sa.Column("kontakt_id", sa.Integer(), nullable=False),
        sa.Column("kilde", sa.JSON(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("forsok", sa.Integer(), nullable=False),
        sa.Column("neste_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("leie_til", sa.DateTime(timezone=True), nullable=True),
        sa.Column("grunn", sa.String(), nullable=True),
        sa.Column("opprettet_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ferdig_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["kontakt_id"], ["kontakt.id"]),
        sa.ForeignKeyConstraint(["samtale_id"], ["samtale.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("dedup_key"),
    )
    with op.batch_alter_table("fil_henting", schema=None) as batch_op:
        batch_op.create_index("ix_fil_henting_eier", ["eier_type", "eier_id"], unique=False)
        batch_op.create_index("ix_fil_henting_kl", ["status", "neste_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_fil_henting_ferdig_at"), ["ferdig_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_fil_henting_samtale_id"), ["samtale_id"], unique=False)


def downgrade() -> None:
    op.drop_table("fil_henting")
    op.drop_table("fil_innhold")
    op.drop_table("fil")
