"""The årshjul: what people are told beside their duties, plans of meetings, vernedager and who was there"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "arshjul_opplysning",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slag", sa.String(), nullable=False),
        sa.Column("aksjon", sa.String(), nullable=False),
        sa.Column("gjelder_type", sa.String(), nullable=False),
        sa.Column("gjelder_id", sa.Integer(), nullable=False),
        sa.Column("periode", sa.String(), nullable=False),
        sa.Column("dag", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("oversikt", sa.Boolean(), nullable=False),
        sa.Column("sendt", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("slag", "gjelder_type", "gjelder_id", "periode", "person_id"),
    )
    op.create_index("ix_arshjul_opplysning_dag", "arshjul_opplysning", ["sendt", "dag"], unique=False)
    op.create_index("ix_arshjul_opplysning_person", "arshjul_opplysning", ["person_id", "dag"], unique=False)
    op.create_table(
        "planlagt_mote",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("aksjon", sa.String(), nullable=False),
        sa.Column("gjelder_type", sa.String(), nullable=False),
        sa.Column("gjelder_id", sa.String(), nullable=False),
        sa.Column("dato", sa.Date(), nullable=False),
        sa.Column("satt_av", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["satt_av"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("aksjon", "gjelder_type", "gjelder_id", "dato"),
    )
    op.create_table(
        "vernedag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dato", sa.Date(), nullable=False),
        sa.Column("minutter", sa.Integer(), nullable=False),
        sa.Column("satt_av", sa.Integer(), nullable=True),
        sa.Column("fort_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["satt_av"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("dato"),
    )
    op.create_table(
        "vernedag_oppmote",
        sa.Column("vernedag_id", sa.Integer(), nullable=False),
        sa.Column("omrade_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["omrade_id"], ["verneomrade.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["vernedag_id"], ["vernedag.id"]),
        sa.PrimaryKeyConstraint("vernedag_id", "omrade_id", "person_id"),
    )
    with op.batch_alter_table("arshjul_plan") as batch:
        batch.add_column(sa.Column("opplyst_til", sa.Date(), nullable=True))
    with op.batch_alter_table("oppgave") as batch:
        batch.add_column(sa.Column("om", sa.String(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("oppgave") as batch:
        batch.drop_column("om")
    with op.batch_alter_table("arshjul_plan") as batch:
        batch.drop_column("opplyst_til")
    op.drop_table("vernedag_oppmote")
    op.drop_table("vernedag")
    op.drop_table("planlagt_mote")
    op.drop_index("ix_arshjul_opplysning_person", table_name="arshjul_opplysning")
    op.drop_index("ix_arshjul_opplysning_dag", table_name="arshjul_opplysning")
    op.drop_table("arshjul_opplysning")
