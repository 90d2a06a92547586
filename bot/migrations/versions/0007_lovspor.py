"""Duties beside a case, the register of injuries, stopped work, and answers to verneombud"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "avvik_plikt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("avvik_id", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("oppstatt_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ringt_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ringt_av", sa.Integer(), nullable=True),
        sa.Column("skriftlig_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("kopi_vo_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fort_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ikke_aktuelt_fordi", sa.String(), nullable=True),
        sa.Column("ikke_aktuelt_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("trinn", sa.JSON(), nullable=False),
        sa.Column("neste_trinn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["avvik_id"], ["avvik.id"]),
        sa.ForeignKeyConstraint(["ringt_av"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("avvik_id", "type"),
    )
    with op.batch_alter_table("avvik_plikt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_avvik_plikt_neste_trinn_at"), ["neste_trinn_at"], unique=False)

    op.create_table(
        "skade_register",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("avvik_id", sa.Integer(), nullable=False),
        sa.Column("node_id", sa.Integer(), nullable=False),
        sa.Column("dag", sa.Date(), nullable=False),
        sa.Column("skadetype", sa.String(), nullable=False),
        sa.Column("kroppsdel", sa.String(), nullable=False),
        sa.Column("arsak", sa.String(), nullable=False),
        sa.Column("aktivitet", sa.String(), nullable=False),
        sa.Column("fravaer", sa.Boolean(), nullable=False),
        sa.Column("registrert_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("registrert_av", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["avvik_id"], ["avvik.id"]),
        sa.ForeignKeyConstraint(["node_id"], ["node.id"]),
        sa.ForeignKeyConstraint(["registrert_av"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("avvik_id"),
    )
    with op.batch_alter_table("skade_register", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_skade_register_dag"), ["dag"], unique=False)
        batch_op.create_index(batch_op.f("ix_skade_register_node_id"), ["node_id"], unique=False)

    op.create_table(
        "stans",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("node_id", sa.Integer(), nullable=False),
        sa.Column("verneombud_id", sa.Integer(), nullable=False),
        sa.Column("sted", sa.String(), nullable=False),
        sa.Column("grunn", sa.String(), nullable=False),
        sa.Column("fra_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meldt_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("slutt_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("slutt_av", sa.Integer(), nullable=True),
        sa.Column("slutt_som", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["node_id"], ["node.id"]),
        sa.ForeignKeyConstraint(["slutt_av"], ["person.id"]),
        sa.ForeignKeyConstraint(["verneombud_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("stans", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stans_node_id"), ["node_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_stans_verneombud_id"), ["verneombud_id"], unique=False)

    op.create_table(
        "krav_om_svar",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("node_id", sa.Integer(), nullable=False),
        sa.Column("verneombud_id", sa.Integer(), nullable=False),
        sa.Column("leder_id", sa.Integer(), nullable=False),
        sa.Column("tekst", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("reist_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("frist", sa.Date(), nullable=False),
        sa.Column("svar", sa.String(), nullable=True),
        sa.Column("svar_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("svar_av", sa.Integer(), nullable=True),
        sa.Column("lukket_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("amu_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("trinn", sa.JSON(), nullable=False),
        sa.Column("runde", sa.Integer(), nullable=False),
        sa.Column("neste_trinn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["leder_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["node_id"], ["node.id"]),
        sa.ForeignKeyConstraint(["svar_av"], ["person.id"]),
        sa.ForeignKeyConstraint(["verneombud_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("krav_om_svar", schema=None) as batch_op:
        for column in ("leder_id", "neste_trinn_at", "node_id", "status", "verneombud_id"):
            batch_op.create_index(batch_op.f(f"ix_krav_om_svar_{column}"), [column], unique=False)


def downgrade() -> None:
    for table in ("krav_om_svar", "stans", "skade_register", "avvik_plikt"):
        op.drop_table(table)
