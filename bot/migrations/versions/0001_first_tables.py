"""The first tables"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
TRIGGERS = {
    "sqlite": [
        """CREATE TRIGGER revisjon_uendret BEFORE UPDATE ON revisjon
           BEGIN SELECT RAISE(ABORT, 'the audit chain is append-only'); END""",
        """CREATE TRIGGER revisjon_uslettet BEFORE DELETE ON revisjon
           BEGIN SELECT RAISE(ABORT, 'the audit chain is append-only'); END""",
    ],
    "postgresql": [
        """CREATE FUNCTION revisjon_vokt() RETURNS trigger LANGUAGE plpgsql AS
           $$ BEGIN RAISE EXCEPTION 'the audit chain is append-only'; END $$""",
        """CREATE TRIGGER revisjon_uendret BEFORE UPDATE OR DELETE OR TRUNCATE ON revisjon
           FOR EACH STATEMENT EXECUTE FUNCTION revisjon_vokt()""",
    ],
}

down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mottatt",
        sa.Column("nokkel", sa.String(), nullable=False),
        sa.Column("mottatt_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("resultat", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("nokkel"),
    )
    with op.batch_alter_table("mottatt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mottatt_mottatt_at"), ["mottatt_at"], unique=False)

    op.create_table(
        "node",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ekstern_id", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("navn", sa.String(), nullable=False),
        sa.Column("forelder_id", sa.Integer(), nullable=True),
        sa.Column("dognbemannet", sa.Boolean(), nullable=False),
        sa.Column("skole_barnehage", sa.Boolean(), nullable=False),
        sa.Column("beredskap_telefon", sa.String(), nullable=True),
        sa.Column("gyldig_fra", sa.Date(), nullable=True),
        sa.Column("gyldig_til", sa.Date(), nullable=True),
        sa.Column("etterfolger_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["etterfolger_id"],
            ["node.id"],
        ),
        sa.ForeignKeyConstraint(
            ["forelder_id"],
            ["node.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("ekstern_id"),
    )
    with op.batch_alter_table("node", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_node_forelder_id"), ["forelder_id"], unique=False)

    op.create_table(
        "nummerserie",
        sa.Column("serie", sa.String(), nullable=False),
        sa.Column("ar", sa.Integer(), nullable=False),
        sa.Column("siste", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("serie", "ar"),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ekstern_id", sa.String(), nullable=False),
        sa.Column("navn", sa.String(), nullable=False),
        sa.Column("epost", sa.String(), nullable=True),
        sa.Column("telefon", sa.String(), nullable=True),
        sa.Column("entra_id", sa.String(), nullable=True),
        sa.Column("sprak", sa.String(), nullable=True),
        sa.Column("gjest", sa.Boolean(), nullable=False),
        sa.Column("gyldig_fra", sa.Date(), nullable=True),
        sa.Column("gyldig_til", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("ekstern_id"),
        sa.UniqueConstraint("entra_id"),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_epost"), ["epost"], unique=False)

    op.create_table(
        "revisjon",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("skjedd_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hendelse", sa.String(), nullable=False),
        sa.Column("objekt", sa.String(), nullable=False),
        sa.Column("aktor", sa.String(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("forrige", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("revisjon", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_revisjon_objekt"), ["objekt"], unique=False)

    op.create_table(
        "revisjon_hale",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("antall", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "samtale",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kanal", sa.String(), nullable=False),
        sa.Column("leietaker", sa.String(), nullable=False),
        sa.Column("ekstern_id", sa.String(), nullable=False),
        sa.Column("omfang", sa.String(), nullable=False),
        sa.Column("adresse", sa.JSON(), nullable=False),
        sa.Column("tilstand", sa.JSON(), nullable=False),
        sa.Column("versjon", sa.Integer(), nullable=False),
        sa.Column("utkast_til", sa.DateTime(timezone=True), nullable=True),
        sa.Column("borte", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("kanal", "leietaker", "ekstern_id"),
    )
    with op.batch_alter_table("samtale", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_samtale_utkast_til"), ["utkast_til"], unique=False)

    op.create_table(
        "verneomrade",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ekstern_id", sa.String(), nullable=False),
        sa.Column("navn", sa.String(), nullable=False),
        sa.Column("gyldig_fra", sa.Date(), nullable=True),
        sa.Column("gyldig_til", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("ekstern_id"),
    )
    op.create_table(
        "avvik",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nummer", sa.String(), nullable=False),
        sa.Column("ar", sa.Integer(), nullable=False),
        sa.Column("lopenr", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("hva", sa.String(), nullable=False),
        sa.Column("kategori", sa.String(), nullable=False),
        sa.Column("skade", sa.String(), nullable=False),
        sa.Column("grad", sa.Integer(), nullable=False),
        sa.Column("node_id", sa.Integer(), nullable=False),
        sa.Column("sted", sa.String(), nullable=True),
        sa.Column("hendt_fra", sa.String(), nullable=True),
        sa.Column("hendt_til", sa.String(), nullable=True),
        sa.Column("strakstiltak", sa.String(), nullable=True),
        sa.Column("forslag", sa.String(), nullable=True),
        sa.Column("gjentakelse", sa.String(), nullable=True),
        sa.Column("videresendt_fordi", sa.String(), nullable=True),
        sa.Column("fortrolig", sa.Boolean(), nullable=False),
        sa.Column("behandler_id", sa.Integer(), nullable=True),
        sa.Column("kilde", sa.String(), nullable=False),
        sa.Column("meldt_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hos_behandler_fra", sa.DateTime(timezone=True), nullable=False),
        sa.Column("mottatt_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mottatt_av", sa.Integer(), nullable=True),
        sa.Column("frist_mottatt", sa.DateTime(timezone=True), nullable=False),
        sa.Column("frist_vurdert", sa.Date(), nullable=False),
        sa.Column("frist_lukket", sa.Date(), nullable=True),
        sa.Column("trinn", sa.JSON(), nullable=False),
        sa.Column("neste_trinn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["behandler_id"],
            ["person.id"],
        ),
        sa.ForeignKeyConstraint(
            ["mottatt_av"],
            ["person.id"],
        ),
        sa.ForeignKeyConstraint(
            ["node_id"],
            ["node.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("ar", "lopenr"),
        sa.UniqueConstraint("nummer"),
    )
    with op.batch_alter_table("avvik", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_avvik_behandler_id"), ["behandler_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_avvik_neste_trinn_at"), ["neste_trinn_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_avvik_node_id"), ["node_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_avvik_status"), ["status"], unique=False)

    op.create_table(
        "bygg",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ekstern_id", sa.String(), nullable=False),
        sa.Column("navn", sa.String(), nullable=False),
        sa.Column("adresse", sa.String(), nullable=True),
        sa.Column("eier_node_id", sa.Integer(), nullable=True),
        sa.Column("gyldig_fra", sa.Date(), nullable=True),
        sa.Column("gyldig_til", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["eier_node_id"],
            ["node.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("ekstern_id"),
    )
    op.create_table(
        "kontakt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kanal", sa.String(), nullable=False),
        sa.Column("leietaker", sa.String(), nullable=False),
        sa.Column("bruker_id", sa.String(), nullable=False),
        sa.Column("aad_object_id", sa.String(), nullable=True),
        sa.Column("navn", sa.String(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("samtale_id", sa.Integer(), nullable=True),
        sa.Column("sprak", sa.String(), nullable=True),
        sa.Column("hilst", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
        ),
        sa.ForeignKeyConstraint(
            ["samtale_id"],
            ["samtale.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("kanal", "leietaker", "bruker_id"),
    )
    with op.batch_alter_table("kontakt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kontakt_aad_object_id"), ["aad_object_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_kontakt_person_id"), ["person_id"], unique=False)

    op.create_table(
        "kort",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nokkel", sa.String(), nullable=False),
        sa.Column("samtale_id", sa.Integer(), nullable=False),
        sa.Column("platform_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["samtale_id"],
            ["samtale.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("nokkel", "samtale_id"),
    )
    with op.batch_alter_table("kort", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kort_nokkel"), ["nokkel"], unique=False)

    op.create_table(
        "mks_gruppe",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ekstern_id", sa.String(), nullable=False),
        sa.Column("navn", sa.String(), nullable=False),
        sa.Column("node_id", sa.Integer(), nullable=False),
        sa.Column("moter_per_ar", sa.Integer(), nullable=True),
        sa.Column("kanal", sa.String(), nullable=True),
        sa.Column("kanal_id", sa.String(), nullable=True),
        sa.Column("gyldig_fra", sa.Date(), nullable=True),
        sa.Column("gyldig_til", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["node_id"],
            ["node.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("ekstern_id"),
    )
    with op.batch_alter_table("mks_gruppe", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mks_gruppe_node_id"), ["node_id"], unique=False)

    op.create_table(
        "operasjon",
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("samtale_id", sa.Integer(), nullable=False),
        sa.Column("brukt_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("resultat", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["samtale_id"],
            ["samtale.id"],
        ),
        sa.PrimaryKeyConstraint("token"),
    )
    with op.batch_alter_table("operasjon", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_operasjon_brukt_at"), ["brukt_at"], unique=False)

    op.create_table(
        "rolle",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ekstern_id", sa.String(), nullable=False),
        sa.Column("rolle", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("omfang_type", sa.String(), nullable=False),
        sa.Column("omfang_id", sa.Integer(), nullable=False),
        sa.Column("stedfortreder", sa.Boolean(), nullable=False),
        sa.Column("part", sa.String(), nullable=True),
        sa.Column("gyldig_fra", sa.Date(), nullable=True),
        sa.Column("gyldig_til", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("ekstern_id"),
    )
    with op.batch_alter_table("rolle", schema=None) as batch_op:
        batch_op.create_index("ix_rolle_omfang", ["rolle", "omfang_type", "omfang_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_rolle_person_id"), ["person_id"], unique=False)

    op.create_table(
        "stilling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ekstern_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("node_id", sa.Integer(), nullable=False),
        sa.Column("tittel", sa.String(), nullable=False),
        sa.Column("prosent", sa.Integer(), nullable=True),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("leder_id", sa.Integer(), nullable=True),
        sa.Column("gyldig_fra", sa.Date(), nullable=True),
        sa.Column("gyldig_til", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["leder_id"],
            ["person.id"],
        ),
        sa.ForeignKeyConstraint(
            ["node_id"],
            ["node.id"],
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("ekstern_id"),
    )
    with op.batch_alter_table("stilling", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stilling_node_id"), ["node_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_stilling_person_id"), ["person_id"], unique=False)

    op.create_table(
        "utboks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dedup_key", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("prioritet", sa.Integer(), nullable=False),
        sa.Column("samtale_id", sa.Integer(), nullable=True),
        sa.Column("mottaker", sa.JSON(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("nokkel", sa.String(), nullable=True),
        sa.Column("parametre", sa.JSON(), nullable=False),
        sa.Column("kropp", sa.JSON(), nullable=True),
        sa.Column("kort", sa.String(), nullable=True),
        sa.Column("oppdatering", sa.Boolean(), nullable=False),
        sa.Column("forsok", sa.Integer(), nullable=False),
        sa.Column("gjentakelse", sa.Boolean(), nullable=False),
        sa.Column("neste_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ikke_for", sa.DateTime(timezone=True), nullable=True),
        sa.Column("leie_til", sa.DateTime(timezone=True), nullable=True),
        sa.Column("leie_eier", sa.String(), nullable=True),
        sa.Column("platform_id", sa.String(), nullable=True),
        sa.Column("grunn", sa.String(), nullable=True),
        sa.Column(
            "opprettet_at", sa.DateTime(timezone=True), server_default=sa.text("(CURRENT_TIMESTAMP)"), nullable=False
        ),
        sa.Column("ferdig_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
        ),
        sa.ForeignKeyConstraint(
            ["samtale_id"],
            ["samtale.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("dedup_key"),
    )
    with op.batch_alter_table("utboks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_utboks_ferdig_at"), ["ferdig_at"], unique=False)
        batch_op.create_index("ix_utboks_kl", ["status", "prioritet", "neste_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_utboks_kort"), ["kort"], unique=False)
        batch_op.create_index(batch_op.f("ix_utboks_person_id"), ["person_id"], unique=False)
        batch_op.create_index("ix_utboks_samtale", ["samtale_id", "status"], unique=False)

    op.create_table(
        "verneomrade_node",
        sa.Column("verneomrade_id", sa.Integer(), nullable=False),
        sa.Column("node_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["node_id"],
            ["node.id"],
        ),
        sa.ForeignKeyConstraint(
            ["verneomrade_id"],
            ["verneomrade.id"],
        ),
        sa.PrimaryKeyConstraint("verneomrade_id", "node_id"),
    )
    with op.batch_alter_table("verneomrade_node", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_verneomrade_node_node_id"), ["node_id"], unique=False)

    op.create_table(
        "avvik_inhabil",
        sa.Column("avvik_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["avvik_id"],
            ["avvik.id"],
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
        ),
        sa.PrimaryKeyConstraint("avvik_id", "person_id"),
    )
    with op.batch_alter_table("avvik_inhabil", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_avvik_inhabil_person_id"), ["person_id"], unique=False)

    op.create_table(
        "avvik_melder",
        sa.Column("avvik_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("kontakt_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["avvik_id"],
            ["avvik.id"],
        ),
        sa.ForeignKeyConstraint(
            ["kontakt_id"],
            ["kontakt.id"],
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
        ),
        sa.PrimaryKeyConstraint("avvik_id"),
    )
    with op.batch_alter_table("avvik_melder", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_avvik_melder_kontakt_id"), ["kontakt_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_avvik_melder_person_id"), ["person_id"], unique=False)

    op.create_table(
        "avvik_tillegg",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("avvik_id", sa.Integer(), nullable=False),
        sa.Column("tekst", sa.String(), nullable=False),
        sa.Column("skrevet_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["avvik_id"],
            ["avvik.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("avvik_tillegg", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_avvik_tillegg_avvik_id"), ["avvik_id"], unique=False)

    op.create_table(
        "bygg_bruker",
        sa.Column("bygg_id", sa.Integer(), nullable=False),
        sa.Column("node_id", sa.Integer(), nullable=False),
        sa.Column("hovedbruker", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bygg_id"],
            ["bygg.id"],
        ),
        sa.ForeignKeyConstraint(
            ["node_id"],
            ["node.id"],
        ),
        sa.PrimaryKeyConstraint("bygg_id", "node_id"),
    )
    with op.batch_alter_table("bygg_bruker", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bygg_bruker_node_id"), ["node_id"], unique=False)

    op.create_table(
        "mks_medlem",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mks_gruppe_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("organisasjon", sa.String(), nullable=True),
        sa.Column("gyldig_fra", sa.Date(), nullable=True),
        sa.Column("gyldig_til", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["mks_gruppe_id"],
            ["mks_gruppe.id"],
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("mks_gruppe_id", "person_id"),
    )
    with op.batch_alter_table("mks_medlem", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mks_medlem_mks_gruppe_id"), ["mks_gruppe_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mks_medlem_person_id"), ["person_id"], unique=False)

    for statement in TRIGGERS[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    raise RuntimeError("the first migration has nothing before it")
