"""varde doctor: what an operator or HMS-ansvarlig has to look at. Case numbers and reasons, never content."""

import typer
from rich.console import Console
from rich.table import Table
from sqlmodel import Session, col, select

from bot.cli import doctor_arshjul, doctor_mer
from bot.cli.base import apen
from bot.cli.serve import unset_doors
from bot.settings import Settings
from hms.avvik.model import Avvik
from hms.kit import revisjon
from hms.kit.klokke import Maskinklokke
from hms.outbox import liste as outbox
from hms.outbox.model import Utboks

REASONS = {
    "ingen_samtale": "personen har ikke åpnet Varde",
    "ingen_kan_nas": "ingen i linja kan nås",
    "sluttet": "personen har sluttet",
    "ikke_skrevet": "meldingen kunne ikke skrives (feil i Varde)",
    "channel_failed": "meldingen kunne ikke sendes (feil i Varde)",
}


def doctor() -> None:
    """Vis det som ingen får: uleverte meldinger, saker uten behandler, og om revisjonssporet er helt."""
    settings = Settings()
    for line in unset_doors(settings) if settings.modus == "serve" else ():
        print(f"Advarsel: {line}")
    with apen(settings) as db:
        now = Maskinklokke().now()
        others = db.read(
            lambda session: [*doctor_mer.linjer(session, settings, now), *doctor_arshjul.linjer(session, settings, now)]
        )
        for other in others:
            print(other.tekst)
        ok = db.read(_report)
    if not ok or any(other.feil for other in others):
        raise typer.Exit(1)


def _report(session: Session) -> bool:
    console = Console()
    if session.get_bind().dialect.name == "postgresql":
        # One moment for all of it: the chain grows while it is read.
        session.connection().exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    rows = outbox.uleverte(session)
    if rows:
        table = Table("Melding", "Sak", "Til", "Grunn", title="Uleverte meldinger")
        for row in rows:
            table.add_row(
                row.nokkel or row.type,
                _case(session, row),
                _recipient(row),
                REASONS.get(row.grunn or "", row.grunn or ""),
            )
        console.print(table)
    orphans = session.exec(select(Avvik.nummer).where(col(Avvik.behandler_id).is_(None))).all()
    for number in orphans:
        console.print(f"{number} har ingen behandler.")
    broken = revisjon.brudd(session)
    if broken is not None:
        console.print(f"Revisjonssporet er brutt ved linje {broken}.")
    if not rows and not orphans and broken is None:
        console.print("Alt er i orden.")
    return not rows and not orphans and broken is None


def _case(session: Session, row: Utboks) -> str:
    avvik = session.get(Avvik, row.parametre["avvik"]) if "avvik" in row.parametre else None
    return avvik.nummer if avvik else ""


def _recipient(row: Utboks) -> str:
    """A role, or a person; never who reported a case, for that may be confidential."""
    role = row.mottaker.get("rolle")
    if role:
        return str(role)
    if "avvik" in row.parametre:
        return "melder"
    return f"person {row.person_id}" if row.person_id else ""
