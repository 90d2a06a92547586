"""varde person: what is kept about somebody, and erasing it (avvik.md 7 and 8). Every use leaves a line in the audit."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text
from sqlmodel import Session

from bot.cli.base import apen, sti
from bot.cli.person_tekst import plan_linjer, som_tekst
from bot.settings import Settings
from hms.avvik import queries
from hms.kit import revisjon
from hms.kit.db import Database
from hms.kit.feil import HmsError
from hms.kit.klokke import Maskinklokke
from hms.lagring import eksport, feilsendt
from hms.lagring import person as personer

app = typer.Typer(help="Innsyn i og sletting av opplysninger om en person.", no_args_is_help=True)

FEIL = {
    "person.ukjent": "Fant ingen med den id-en eller e-postadressen. Bruk id-en fra organisasjonsfilen, eller hele adressen.",
    "person.flere": "Flere har den e-postadressen. Bruk id-en fra organisasjonsfilen.",
    "person.har_plikter": "Personen har åpne plikter. Gi dem til andre først, eller bruk --force.",
    "sak.ukjent": "Fant ingen sak med det nummeret.",
    "sak.ukjent_felt": f"Ukjent tekst. Velg en av {', '.join(feilsendt.FELT)}, tillegg:ID eller melding:ID.",
}
Hvem = Annotated[str, typer.Argument(metavar="PERSON", help="Id fra organisasjonsfilen, eller e-postadresse.")]


@app.command()
def export(
    person: Hvem,
    til: Annotated[
        Path | None,
        typer.Option(parser=sti, help="Mappen som JSON- og tekstfilen skrives i. Uten valget vises teksten."),
    ] = None,
) -> None:
    """Skriv ut alt som er lagret om en person, som JSON og som tekst."""
    now = Maskinklokke().now()
    with _database() as db:

        def unit(session: Session) -> dict[str, Any]:
            return eksport.eksporter(session, now, personer.finn(session, person))

        found = db.write(unit)
    if til is None:
        _skriv(som_tekst(found))
        return
    til.mkdir(parents=True, exist_ok=True)
    name = til / f"person-{found['person']['id']}"
    for suffix, content in (
        (".json", json.dumps(found, ensure_ascii=False, indent=2)),
        (".txt", "\n".join(som_tekst(found))),
    ):
        file = name.with_suffix(suffix)
        file.touch(mode=0o600)  # for whoever runs the command, and nobody else on the machine
        file.write_text(content + "\n", encoding="utf-8")
    _skriv([f"Skrev {name}.json og {name}.txt. Filene inneholder personopplysninger."])


@app.command()
def erase(
    person: Hvem,
    yes: Annotated[bool, typer.Option("--yes", help="Slett uten å spørre.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Slett selv om personen har åpne plikter.")] = False,
) -> None:
    """Slett det som knytter en person til sakene, etter å ha vist hva som blir borte. Sakene og revisjonssporet står."""
    now = Maskinklokke().now()
    with _database() as db:
        plan = db.read(lambda session: personer.planlegg(session, now, personer.finn(session, person)))
        _skriv(plan_linjer(plan))
        if plan.plikter and not force:
            raise HmsError("person.har_plikter")
        if not (yes or _bekreftet()):
            _skriv(["Ingenting er slettet."])
            raise typer.Exit(1)
        db.write(lambda s: personer.slett(s, now, personer.finn(s, person), tross_plikter=force))
        _avslutt(db)


@app.command("fjern-tekst")
def fjern_tekst(
    sak: Annotated[str, typer.Argument(help="Saksnummeret, for eksempel AVV-2026-0001.")],
    hva: Annotated[str, typer.Argument(help="Feltet (hva, sted, forslag …), tillegg:ID eller melding:ID.")],
) -> None:
    """Fjern en tekst i en sak straks, for eksempel personopplysninger som ble sendt ved en feil. Kortene blir skrevet om."""
    now = Maskinklokke().now()
    with _database() as db:

        def unit(session: Session) -> None:
            avvik = queries.med_nummer(session, sak)
            if avvik is None:
                raise HmsError("sak.ukjent")
            feilsendt.fjern(session, now, avvik, hva, aktor=personer.DRIFT)

        db.write(unit)
        _avslutt(db)


@contextmanager
def _database() -> Iterator[Database]:
    """The database of this deployment, upgraded; a refusal becomes a line and exit code 1."""
    try:
        with apen(Settings()) as db:
            yield db
    except HmsError as error:
        _skriv([FEIL[error.code]])
        raise typer.Exit(1) from None


def _avslutt(db: Database) -> None:
    """What was erased is written over on disk too, and the audit is looked through."""
    emptied = db.tom_logg()
    broken = db.read(revisjon.brudd)
    lines = [
        "Slettet. Revisjonssporet er helt."
        if broken is None
        else f"Slettet. Revisjonssporet er brutt ved linje {broken}."
    ]
    if not emptied:
        lines.append(
            "Spor kan ligge i varde.db-wal til Varde har skrevet mer. Kjør kommandoen på nytt når det er stille."
        )
    _skriv(lines)


def _bekreftet() -> bool:
    if not sys.stdin.isatty():
        _skriv(["Dette er ikke en terminal. Bruk --yes for å slette."])
        return False
    answer = typer.prompt("Skal dette slettes? [j/N]", default="n", show_default=False)
    return answer.strip().lower() in ("j", "ja", "y", "yes")


def _skriv(lines: list[str]) -> None:
    """Lines as they are: what people wrote is read neither as markup nor by the terminal."""
    console = Console(highlight=False)
    for line in lines:
        seen = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in line)
        console.print(Text(seen), soft_wrap=True)
