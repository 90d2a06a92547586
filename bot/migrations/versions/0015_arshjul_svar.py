"""Answers of the årshjul: files as evidence, a link that never came, roles given in chat, stand-ins, hand-over"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("oppgave") as oppgave:
        oppgave.add_column(sa.Column("lenke_uteble", sa.Boolean(), server_default=sa.false(), nullable=False))
    with op.batch_alter_table("rolle") as rolle:
        rolle.add_column(sa.Column("for_id", sa.Integer(), nullable=True))
        rolle.add_column(sa.Column("fra_samtale", sa.Boolean(), server_default=sa.false(), nullable=False))
        rolle.create_foreign_key("fk_rolle_for_id_person", "person", ["for_id"], ["id"])
    op.create_table(
        "oppgave_vedlegg",
        sa.Column("oppgave_id", sa.Integer(), nullable=False),
        sa.Column("merke", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["oppgave_id"],
            ["oppgave.id"],
        ),
        sa.PrimaryKeyConstraint("oppgave_id", "merke"),
    )
    op.create_index(op.f("ix_oppgave_vedlegg_merke"), "oppgave_vedlegg", ["merke"], unique=False)
    op.create_table(
        "overlevering",
        sa.Column("rolle_id", sa.Integer(), nullable=False),
        sa.Column("sett", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["rolle_id"],
            ["rolle.id"],
        ),
        sa.PrimaryKeyConstraint("rolle_id"),
    )


def downgrade() -> None:
    op.drop_table("overlevering")
    op.drop_index(op.f("ix_oppgave_vedlegg_merke"), table_name="oppgave_vedlegg")
    op.drop_table("oppgave_vedlegg")
    with op.batch_alter_table("rolle") as rolle:
        rolle.drop_constraint("fk_rolle_for_id_person", type_="foreignkey")
        rolle.drop_column("fra_samtale")
        rolle.drop_column("for_id")
    with op.batch_alter_table("oppgave") as oppgave:
        oppgave.drop_column("lenke_uteble")
