"""Reports that go to another avvik system"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ekstern_sak",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("referanse", sa.String(), nullable=False),
        sa.Column("webhook_id", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("vei", sa.String(), nullable=False),
        sa.Column("mottak", sa.String(), nullable=False),
        sa.Column("nummer", sa.String(), nullable=True),
        sa.Column("kilde", sa.String(), nullable=False),
        sa.Column("gjelder", sa.String(), nullable=True),
        sa.Column("grad", sa.Integer(), nullable=False),
        sa.Column("node_id", sa.Integer(), nullable=False),
        sa.Column("leder_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("kontakt_id", sa.Integer(), nullable=True),
        sa.Column("fortrolig", sa.Boolean(), nullable=False),
        sa.Column("kropp", sa.JSON(), nullable=True),
        sa.Column("meldt_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sendt_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("nummer_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("forsok", sa.Integer(), nullable=False),
        sa.Column("neste_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leie_til", sa.DateTime(timezone=True), nullable=True),
        sa.Column("grunn", sa.String(), nullable=True),
        sa.Column("trinn", sa.JSON(), nullable=False),
        sa.Column("runde", sa.Integer(), nullable=False),
        sa.Column("neste_trinn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["node_id"], ["node.id"]),
        sa.ForeignKeyConstraint(["leder_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["kontakt_id"], ["kontakt.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("referanse"),
        sa.UniqueConstraint("webhook_id"),
    )
    with op.batch_alter_table("ekstern_sak", schema=None) as batch_op:
        for name in ("gjelder", "kontakt_id", "neste_trinn_at", "node_id", "person_id", "status"):
            batch_op.create_index(batch_op.f(f"ix_ekstern_sak_{name}"), [name], unique=False)


def downgrade() -> None:
    op.drop_table("ekstern_sak")
