"""Courses taken and planned; tiltak from a file; quarters are named Q1 to Q4 in the periods of the årshjul"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0011"
branch_labels = None
depends_on = None

KVARTALSVIS = ("AH-15", "TX-01")


def upgrade() -> None:
    op.create_table(
        "kurs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kurs", sa.String(), nullable=False),
        sa.Column("dato", sa.Date(), nullable=True),
        sa.Column("timer", sa.Float(), nullable=True),
        sa.Column("avtale", sa.String(), nullable=True),
        sa.Column("registrert_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("registrert_av", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["registrert_av"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("person_id", "kurs", "dato"),
    )
    op.create_index("ix_kurs_person_id", "kurs", ["person_id"])
    op.create_table(
        "planlagt_kurs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kurs", sa.String(), nullable=False),
        sa.Column("dato", sa.Date(), nullable=False),
        sa.Column("avlyst", sa.Boolean(), nullable=False),
        sa.Column("registrert_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("registrert_av", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["registrert_av"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("kurs", "dato"),
    )
    op.create_index("ix_planlagt_kurs_dato", "planlagt_kurs", ["dato"])
    with op.batch_alter_table("tiltak") as tiltak:
        tiltak.add_column(sa.Column("kilde", sa.String(), nullable=True))
        tiltak.add_column(sa.Column("ekstern_id", sa.String(), nullable=True))
        tiltak.create_unique_constraint("tiltak_ekstern_id_key", ["ekstern_id"])
    _navngi("-", "-Q")


def downgrade() -> None:
    _navngi("-Q", "-")
    with op.batch_alter_table("tiltak") as tiltak:
        tiltak.drop_constraint("tiltak_ekstern_id_key")
        tiltak.drop_column("ekstern_id")
        tiltak.drop_column("kilde")
    op.drop_table("planlagt_kurs")
    op.drop_table("kurs")


def _navngi(fra: str, til: str) -> None:
    oppgave = sa.table("oppgave", sa.column("aksjon", sa.String), sa.column("periode", sa.String))
    ny = sa.func.replace(oppgave.c.periode, fra, til)
    op.execute(oppgave.update().where(oppgave.c.aksjon.in_(KVARTALSVIS)).values(periode=ny))
