"""Calendar feeds, and links of the documentation list"""

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


def downgrade() -> None:
    op.drop_table("dokument")
    op.drop_table("kalenderlenke")
