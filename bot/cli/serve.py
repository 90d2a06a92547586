"""varde serve: the bot in service. It refuses to start without what people's safety depends on."""

import typer

from bot import bootstrap, logs, upgrade
from bot.settings import Settings
from bot.web import application, run
from dialogs.language import egne_ord
from hms.regelverk import last


def serve() -> None:
    """Start Varde i drift. Innstillingene står i miljøvariablene VARDE_… (se docs/drift.md)."""
    settings = Settings()
    logs.configure(settings.logg)
    missing = missing_settings(settings)
    for line in missing:
        print(line)
    if missing:
        raise typer.Exit(2)
    varde = bootstrap.build(settings)
    if not upgrade.is_current(varde.db):
        varde.db.close()
        print("Databasen er ikke oppgradert til denne versjonen. Kjør «varde db upgrade» først.")
        raise typer.Exit(2)
    run(application(varde), settings.vert, settings.port)


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
    if settings.offentlig_url and not settings.offentlig_url.startswith("https://"):
        missing.append("VARDE_OFFENTLIG_URL må begynne med https://.")
    missing += [f"VARDE_FRASER: {line}." for line in egne_ord.les(settings.fraser).feil]
    return [*missing, *(f"VARDE_REGELVERK: {one}" for one in last.sjekk(settings.regelverk)[1] if not one.advarsel)]
