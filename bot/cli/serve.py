"""varde serve: the bot in service. It refuses to start without what people's safety depends on."""

import typer

from bot import bootstrap, eksternt, logs, upgrade
from bot.settings import Settings
from bot.web import application, run
from dialogs.language import egne_ord
from hms.regelverk import lagring, last, rutiner


def serve() -> None:
    """Start Varde i drift. Innstillingene står i miljøvariablene VARDE_… (se docs/drift.md)."""
    settings = Settings()
    logs.configure(settings.logg)
    missing = missing_settings(settings)
    for line in missing:
        print(line)
    if missing:
        raise typer.Exit(2)
    for line in unset_doors(settings):
        print(f"Advarsel: {line}")
    varde = bootstrap.build(settings)
    if not upgrade.is_current(varde.db):
        varde.db.close()
        print("Databasen er ikke oppgradert til denne versjonen. Kjør «varde db upgrade» først.")
        raise typer.Exit(2)
    run(application(varde), settings.vert, settings.port)


def unset_doors(settings: Settings) -> list[str]:
    """One line for each door that leads nowhere yet: the bot runs, but cannot say whom to call (avvik.md 1)."""
    wanted = (
        (settings.barnevern_telefon, "VARDE_BARNEVERN_TELEFON", "telefonen til barneverntjenesten"),
        (settings.barnevern_url, "VARDE_BARNEVERN_URL", "siden for bekymringsmelding til barneverntjenesten"),
        (settings.skolemiljo_url, "VARDE_SKOLEMILJO_URL", "rutinen for elevenes skolemiljø"),
        (settings.pasienthendelse_url, "VARDE_PASIENTHENDELSE_URL", "rutinen for alvorlige pasienthendelser"),
        (settings.personvernombud_telefon, "VARDE_PERSONVERNOMBUD_TELEFON", "telefonen til personvernombudet"),
        (settings.ikt_vakt_telefon, "VARDE_IKT_VAKT_TELEFON", "telefonen til IKT-vakta"),
        (settings.klage_url, "VARDE_KLAGE_URL", "siden om kommunens klageordning"),
        (settings.dsb_url, "VARDE_DSB_URL", "DSBs side for melding om strømulykker"),
    )
    return [f"{name} mangler: {what}." for there, name, what in wanted if not there]


def missing_settings(settings: Settings) -> list[str]:
    """One line for each setting that has to be there, or is wrong, before the bot may talk to people."""
    credentials = settings.teams_passord or settings.teams_sertifikat or settings.teams_managed_identity
    wanted = (
        (settings.modus == "serve", "VARDE_MODUS", "«serve»; «play» er bare for demokommunen"),
        (settings.teams_app_id, "VARDE_TEAMS_APP_ID", "app-id-en til boten i Entra"),
        (settings.teams_tenant, "VARDE_TEAMS_TENANT", "id-en til kommunens leietaker (tenant)"),
        (
            credentials,
            "VARDE_TEAMS_PASSORD",
            "passord, eller VARDE_TEAMS_SERTIFIKAT, eller VARDE_TEAMS_MANAGED_IDENTITY=true",
        ),
        (
            settings.telefon_ulykke,
            "VARDE_TELEFON_ULYKKE",
            "Arbeidstilsynets ulykkestelefon, bekreftet av HMS-ansvarlig",
        ),
        (settings.varsling_kanal_url, "VARDE_VARSLING_KANAL_URL", "nettadressen til kommunens varslingskanal"),
    )
    missing = [f"{name} mangler: {what}." for there, name, what in wanted if not there]
    missing += [f"VARDE_FRASER: {line}." for line in egne_ord.les(settings.fraser).feil]
    missing += eksternt.feil(settings)
    missing += [f"VARDE_LAGRING: {line}." for line in lagring.les(settings.lagring).feil]
    missing += [f"VARDE_RUTINER: {line}." for line in rutiner.les(settings.rutiner).feil]
    if settings.offentlig_url and not settings.offentlig_url.startswith("https://"):
        missing.append("VARDE_OFFENTLIG_URL må begynne med https://.")
    return [*missing, *(f"VARDE_REGELVERK: {one}" for one in last.sjekk(settings.regelverk)[1] if not one.advarsel)]
