"""The 72-hour clock of personal data gone astray, and proposals"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "personvernbrudd",
        sa.Column("avvik_id", sa.Integer(), nullable=False),
        sa.Column("kjent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("frist", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meldt_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("vurdert", sa.String(), nullable=True),
        sa.Column("vurdert_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("vurdert_av", sa.Integer(), nullable=True),
        sa.Column("fordi", sa.String(), nullable=True),
        sa.Column("trinn", sa.JSON(), nullable=False),
        sa.Column("neste_trinn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["avvik_id"], ["avvik.id"]),
        sa.ForeignKeyConstraint(["vurdert_av"], ["person.id"]),
        sa.PrimaryKeyConstraint("avvik_id"),
    )
    with op.batch_alter_table("personvernbrudd", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_personvernbrudd_neste_trinn_at"), ["neste_trinn_at"], unique=False)
    op.create_table(
        "forbedring",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nummer", sa.String(), nullable=False),
        sa.Column("hva", sa.String(), nullable=False),
        sa.Column("node_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("kontakt_id", sa.Integer(), nullable=True),
        sa.Column("sendt_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lest_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lest_av", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["kontakt_id"], ["kontakt.id"]),
        sa.ForeignKeyConstraint(["lest_av"], ["person.id"]),
        sa.ForeignKeyConstraint(["node_id"], ["node.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("nummer"),
    )
    with op.batch_alter_table("forbedring", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_forbedring_kontakt_id"), ["kontakt_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_forbedring_node_id"), ["node_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_forbedring_person_id"), ["person_id"], unique=False)


def downgrade() -> None:
    op.drop_table("forbedring")
    op.drop_table("personvernbrudd")
