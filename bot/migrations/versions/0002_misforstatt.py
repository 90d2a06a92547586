"""Lines that were not understood, where the operator asks for them"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "misforstatt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tekst", sa.String(), nullable=False),
        sa.Column("sprak", sa.String(), nullable=False),
        sa.Column("dag", sa.Date(), nullable=False),
        sa.Column("antall", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("tekst", "sprak", "dag"),
    )
    with op.batch_alter_table("misforstatt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_misforstatt_dag"), ["dag"], unique=False)


def downgrade() -> None:
    op.drop_table("misforstatt")
