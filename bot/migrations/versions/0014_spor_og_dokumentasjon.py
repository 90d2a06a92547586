"""Calendar feeds, links of the documentation list, requests for training and about chemicals"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
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
    op.create_table(
        "dokument",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("node_id", sa.Integer(), nullable=False),
        sa.Column("punkt", sa.String(), nullable=False),
        sa.Column("lenke", sa.String(), nullable=False),
        sa.Column("gjennomgatt", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("lagt_inn_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["node_id"], ["node.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("node_id", "punkt"),
    )
    with op.batch_alter_table("dokument", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dokument_node_id"), ["node_id"], unique=False)
    op.create_table(
        "foresporsel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slag", sa.String(), nullable=False),
        sa.Column("tekst", sa.String(), nullable=False),
        sa.Column("node_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("sendt_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("frist", sa.Date(), nullable=False),
        sa.Column("svar", sa.String(), nullable=True),
        sa.Column("svar_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("svar_av", sa.Integer(), nullable=True),
        sa.Column("trinn", sa.JSON(), nullable=False),
        sa.Column("neste_trinn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["node_id"], ["node.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["svar_av"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("foresporsel", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_foresporsel_neste_trinn_at"), ["neste_trinn_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_foresporsel_node_id"), ["node_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_foresporsel_person_id"), ["person_id"], unique=False)


def downgrade() -> None:
    op.drop_table("foresporsel")
    op.drop_table("dokument")
    op.drop_table("kalenderlenke")
