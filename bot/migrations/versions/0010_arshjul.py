"""The årshjul: duties, the steps that were sent, vacancies that were told of, how far the planning has come"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "arshjul_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stempel", sa.String(), nullable=False),
        sa.Column("planlagt_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "arshjul_ledig",
        sa.Column("rolle", sa.String(), nullable=False),
        sa.Column("node_id", sa.Integer(), nullable=False),
        sa.Column("fortalt", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["node_id"],
            ["node.id"],
        ),
        sa.PrimaryKeyConstraint("rolle", "node_id"),
    )
    op.create_table(
        "oppgave",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("aksjon", sa.String(), nullable=False),
        sa.Column("del_", sa.String(), nullable=False),
        sa.Column("niva", sa.String(), nullable=False),
        sa.Column("rolle", sa.String(), nullable=False),
        sa.Column("gjelder_type", sa.String(), nullable=False),
        sa.Column("gjelder_id", sa.String(), nullable=False),
        sa.Column("periode", sa.String(), nullable=False),
        sa.Column("node_id", sa.Integer(), nullable=False),
        sa.Column("omrade_id", sa.Integer(), nullable=True),
        sa.Column("bygg_id", sa.Integer(), nullable=True),
        sa.Column("gruppe_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("start", sa.Date(), nullable=True),
        sa.Column("apner", sa.Date(), nullable=False),
        sa.Column("myk_frist", sa.Date(), nullable=True),
        sa.Column("frist", sa.Date(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("trinn", sa.JSON(), nullable=False),
        sa.Column("neste_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("utfort_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("utfort_av", sa.Integer(), nullable=True),
        sa.Column("utfort_dato", sa.Date(), nullable=True),
        sa.Column("bevis", sa.JSON(), nullable=False),
        sa.Column("lenke_innen", sa.Date(), nullable=True),
        sa.Column("grunn", sa.String(), nullable=True),
        sa.Column("delegert_til", sa.Integer(), nullable=True),
        sa.Column("delegert_slutt", sa.Date(), nullable=True),
        sa.Column("utsettelser", sa.Integer(), nullable=False),
        sa.Column("onsket_frist", sa.Date(), nullable=True),
        sa.Column("onsket_grunn", sa.String(), nullable=True),
        sa.Column("onsket_av", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["bygg_id"],
            ["bygg.id"],
        ),
        sa.ForeignKeyConstraint(
            ["delegert_til"],
            ["person.id"],
        ),
        sa.ForeignKeyConstraint(
            ["gruppe_id"],
            ["mks_gruppe.id"],
        ),
        sa.ForeignKeyConstraint(
            ["node_id"],
            ["node.id"],
        ),
        sa.ForeignKeyConstraint(
            ["omrade_id"],
            ["verneomrade.id"],
        ),
        sa.ForeignKeyConstraint(
            ["onsket_av"],
            ["person.id"],
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
        ),
        sa.ForeignKeyConstraint(
            ["utfort_av"],
            ["person.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("aksjon", "del_", "gjelder_type", "gjelder_id", "periode"),
    )
    op.create_index(op.f("ix_oppgave_delegert_til"), "oppgave", ["delegert_til"], unique=False)
    op.create_index(op.f("ix_oppgave_neste_at"), "oppgave", ["neste_at"], unique=False)
    op.create_index(op.f("ix_oppgave_node_id"), "oppgave", ["node_id"], unique=False)
    op.create_index(op.f("ix_oppgave_person_id"), "oppgave", ["person_id"], unique=False)
    op.create_index("ix_oppgave_status_frist", "oppgave", ["status", "frist"], unique=False)
    op.create_table(
        "arshjul_linje",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("oppgave_id", sa.Integer(), nullable=False),
        sa.Column("runde", sa.Integer(), nullable=False),
        sa.Column("steg", sa.String(), nullable=False),
        sa.Column("niva", sa.Integer(), nullable=False),
        sa.Column("dag", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("rolle", sa.String(), nullable=False),
        sa.Column("oversikt", sa.Boolean(), nullable=False),
        sa.Column("ledig", sa.Boolean(), nullable=False),
        sa.Column("forsinket", sa.Boolean(), nullable=False),
        sa.Column("sendt", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["oppgave_id"],
            ["oppgave.id"],
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("oppgave_id", "runde", "steg", "person_id"),
    )
    op.create_index("ix_arshjul_linje_dag", "arshjul_linje", ["sendt", "dag"], unique=False)
    op.create_index(op.f("ix_arshjul_linje_oppgave_id"), "arshjul_linje", ["oppgave_id"], unique=False)
    op.create_index("ix_arshjul_linje_person", "arshjul_linje", ["person_id", "dag"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_arshjul_linje_person", table_name="arshjul_linje")
    op.drop_index(op.f("ix_arshjul_linje_oppgave_id"), table_name="arshjul_linje")
    op.drop_index("ix_arshjul_linje_dag", table_name="arshjul_linje")
    op.drop_table("arshjul_linje")
    op.drop_index("ix_oppgave_status_frist", table_name="oppgave")
    op.drop_index(op.f("ix_oppgave_person_id"), table_name="oppgave")
    op.drop_index(op.f("ix_oppgave_node_id"), table_name="oppgave")
    op.drop_index(op.f("ix_oppgave_neste_at"), table_name="oppgave")
    op.drop_index(op.f("ix_oppgave_delegert_til"), table_name="oppgave")
    op.drop_table("oppgave")
    op.drop_table("arshjul_ledig")
    op.drop_table("arshjul_plan")
