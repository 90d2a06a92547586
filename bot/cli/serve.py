"""varde serve: the bot in service. It refuses to start without what people's safety depends on."""

import typer

from bot import bootstrap, eksternt, logs
from bot import settings as env
from bot.channels.teams.identity import readable
from bot.cli.base import annen_versjon, lytt
from bot.settings import Settings
from bot.web import application
from dialogs.language import egne_ord
from hms.regelverk import lagring, last, rutiner

LENKER = ("varsling_kanal_url", "barnevern_url", "skolemiljo_url", "pasienthendelse_url", "klage_url", "dsb_url")
SHORTEST_KEY = 32


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
        print(f"Advarsel: {line}", flush=True)
    varde = bootstrap.build(settings)
    if why := annen_versjon(varde.db):
        varde.db.close()
        print(why)
        raise typer.Exit(2)
    lytt(application(varde), settings.vert, settings.port, lambda: None, "Se VARDE_VERT og VARDE_PORT.")


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
    missing += [*env.unknown(), *wrong_settings(settings)]
    missing += [f"VARDE_FRASER: {line}." for line in egne_ord.les(settings.fraser).feil]
    missing += eksternt.feil(settings)
    missing += [f"VARDE_LAGRING: {line}." for line in lagring.les(settings.lagring).feil]
    missing += [f"VARDE_RUTINER: {line}." for line in rutiner.les(settings.rutiner).feil]
    return [*missing, *(f"VARDE_REGELVERK: {one}" for one in last.sjekk(settings.regelverk)[1] if not one.advarsel)]


def wrong_settings(settings: Settings) -> list[str]:
    """One line for each setting that is there and would fail first when it is needed: in a card, or at the first answer."""
    wrong = [
        f"VARDE_{name.upper()}: ventet en adresse som begynner med https:// eller http://."
        for name in LENKER
        if (address := getattr(settings, name)) and not address.startswith(("https://", "http://"))
    ]
    if settings.offentlig_url and not settings.offentlig_url.startswith("https://"):
        wrong.append("VARDE_OFFENTLIG_URL må begynne med https://.")
    if settings.lenkenokkel and len(settings.lenkenokkel.get_secret_value()) < SHORTEST_KEY:
        wrong.append(f"VARDE_LENKENOKKEL: ventet minst {SHORTEST_KEY} tilfeldige tegn.")
    if settings.teams_sertifikat and not readable(settings.teams_sertifikat):
        wrong.append("VARDE_TEAMS_SERTIFIKAT: ventet en fil med sertifikat og privat nøkkel, som kan leses.")
    return wrong
