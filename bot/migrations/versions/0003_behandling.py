"""Assessment, actions and closing of an avvik"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tiltak",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("opphav_type", sa.String(), nullable=False),
        sa.Column("opphav_id", sa.Integer(), nullable=False),
        sa.Column("node_id", sa.Integer(), nullable=False),
        sa.Column("hva", sa.String(), nullable=False),
        sa.Column("ansvarlig_id", sa.Integer(), nullable=False),
        sa.Column("frist", sa.Date(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("opprettet_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opprettet_av", sa.Integer(), nullable=True),
        sa.Column("utfort_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("utfort_av", sa.Integer(), nullable=True),
        sa.Column("utfort_hvordan", sa.String(), nullable=True),
        sa.Column("endret_fordi", sa.String(), nullable=True),
        sa.Column("trinn", sa.JSON(), nullable=False),
        sa.Column("runde", sa.Integer(), nullable=False),
        sa.Column("neste_trinn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["ansvarlig_id"],
            ["person.id"],
        ),
        sa.ForeignKeyConstraint(
            ["node_id"],
            ["node.id"],
        ),
        sa.ForeignKeyConstraint(
            ["opprettet_av"],
            ["person.id"],
        ),
        sa.ForeignKeyConstraint(
            ["utfort_av"],
            ["person.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("tiltak", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tiltak_ansvarlig_id"), ["ansvarlig_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_tiltak_neste_trinn_at"), ["neste_trinn_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_tiltak_node_id"), ["node_id"], unique=False)
        batch_op.create_index("ix_tiltak_opphav", ["opphav_type", "opphav_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_tiltak_status"), ["status"], unique=False)

    op.create_table(
        "avvik_melding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("avvik_id", sa.Integer(), nullable=False),
        sa.Column("fra", sa.String(), nullable=False),
        sa.Column("tekst", sa.String(), nullable=False),
        sa.Column("skrevet_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["avvik_id"],
            ["avvik.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("avvik_melding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_avvik_melding_avvik_id"), ["avvik_id"], unique=False)

    with op.batch_alter_table("avvik", schema=None) as batch_op:
        batch_op.add_column(sa.Column("meldt_grad", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("underkategori", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("vurdert_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("vurdert_av", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("sannsynlighet", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("konsekvens_faktisk", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("konsekvens_mulig", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("matrise", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("arsak_direkte", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("arsak_bakenforliggende", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("avvist_fordi", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("avvist_av", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("skjermet_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("skjermede_felt", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("droftet_som", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("droftet_dag", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("droftet_fordi", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("mks_tekst", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("lukket_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("lukket_av", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("uten_tiltak_fordi", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("tilbakemelding", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("lost", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("effekt_frist", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("effekt", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("gjenapnet_fordi", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("runde", sa.Integer(), nullable=False, server_default="0"))
        batch_op.create_foreign_key("fk_avvik_avvist_av", "person", ["avvist_av"], ["id"])
        batch_op.create_foreign_key("fk_avvik_lukket_av", "person", ["lukket_av"], ["id"])
        batch_op.create_foreign_key("fk_avvik_vurdert_av", "person", ["vurdert_av"], ["id"])

    op.execute("UPDATE avvik SET meldt_grad = grad")
    with op.batch_alter_table("avvik", schema=None) as batch_op:
        for column in ("meldt_grad", "runde", "skjermede_felt"):
            batch_op.alter_column(column, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("avvik", schema=None) as batch_op:
        batch_op.drop_constraint("fk_avvik_avvist_av", type_="foreignkey")
        batch_op.drop_constraint("fk_avvik_vurdert_av", type_="foreignkey")
        batch_op.drop_constraint("fk_avvik_lukket_av", type_="foreignkey")
        batch_op.drop_column("runde")
        batch_op.drop_column("gjenapnet_fordi")
        batch_op.drop_column("effekt")
        batch_op.drop_column("effekt_frist")
        batch_op.drop_column("lost")
        batch_op.drop_column("tilbakemelding")
        batch_op.drop_column("uten_tiltak_fordi")
        batch_op.drop_column("lukket_av")
        batch_op.drop_column("mks_tekst")
        batch_op.drop_column("lukket_at")
        batch_op.drop_column("droftet_fordi")
        batch_op.drop_column("droftet_dag")
        batch_op.drop_column("droftet_som")
        batch_op.drop_column("skjermede_felt")
        batch_op.drop_column("skjermet_at")
        batch_op.drop_column("avvist_av")
        batch_op.drop_column("avvist_fordi")
        batch_op.drop_column("arsak_bakenforliggende")
        batch_op.drop_column("arsak_direkte")
        batch_op.drop_column("matrise")
        batch_op.drop_column("konsekvens_mulig")
        batch_op.drop_column("konsekvens_faktisk")
        batch_op.drop_column("sannsynlighet")
        batch_op.drop_column("vurdert_av")
        batch_op.drop_column("vurdert_at")
        batch_op.drop_column("underkategori")
        batch_op.drop_column("meldt_grad")

    with op.batch_alter_table("avvik_melding", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_avvik_melding_avvik_id"))

    op.drop_table("avvik_melding")
    with op.batch_alter_table("tiltak", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tiltak_status"))
        batch_op.drop_index("ix_tiltak_opphav")
        batch_op.drop_index(batch_op.f("ix_tiltak_node_id"))
        batch_op.drop_index(batch_op.f("ix_tiltak_neste_trinn_at"))
        batch_op.drop_index(batch_op.f("ix_tiltak_ansvarlig_id"))

    op.drop_table("tiltak")
