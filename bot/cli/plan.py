"""varde plan: who gets what in a year, when, and why. Reads only; nothing is sent and nothing is written."""

import csv
import io
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.cli.base import apen, sti
from bot.settings import Settings
from hms.arshjul.bilde import Bilde
from hms.arshjul.emner import Sak
from hms.arshjul.plan import Linje, linjer
from hms.arshjul.queries import les_bilde
from hms.kit.klokke import Maskinklokke, oslo_date
from hms.regelverk.aksjon import Regelverk
from hms.regelverk.funn import RegelverkError
from hms.regelverk.last import last

KOLONNER = ("at", "step", "action", "del", "subject", "node", "period", "deadline", "to", "why")


def plan(  # noqa: PLR0917 - each is an option of the command line
    year: Annotated[int | None, typer.Option(min=2000, max=2100, help="Året det gjelder.")] = None,
    node: Annotated[str | None, typer.Option(help="Bare denne noden og dem under, med kommunens egen id.")] = None,
    som_json: Annotated[bool, typer.Option("--json", help="Ett JSON-objekt per linje.")] = False,
    som_csv: Annotated[bool, typer.Option("--csv", help="Regneark: en linje per steg.")] = False,
    som_ics: Annotated[bool, typer.Option("--ics", help="Kalenderfil med fristene.")] = False,
    med: Annotated[list[str] | None, typer.Option(help="Slå på en aksjon som er av, for eksempel LV-01.")] = None,
    mappe: Annotated[
        Path | None, typer.Option("--regelverk", parser=sti, help="Mappa med kommunens eget regelverk.")
    ] = None,
) -> None:
    """Vis hvem som får hva, når og hvorfor, uten å sende noe."""
    if som_json + som_csv + som_ics > 1:
        raise typer.BadParameter("velg én av --json, --csv og --ics")
    settings = Settings()
    regelverk = les_regelverk(mappe or settings.regelverk, med or [])
    ar = year or oslo_date(Maskinklokke().now()).year
    with apen(settings) as db:
        bilde = db.read(les_bilde)
    if bilde.topp is None:
        typer.echo("Organisasjonen er ikke importert ennå. Kjør «varde org import» først.", err=True)
        raise typer.Exit(1)
    funnet = _under(bilde, linjer(regelverk, bilde, date(ar, 1, 1), date(ar, 12, 31)), node)
    rader = [rad(regelverk, bilde, linje) for linje in funnet]
    if som_json:
        for en in rader:
            typer.echo(json.dumps(en, ensure_ascii=False))
    elif som_csv:
        typer.echo(_csv(rader), nl=False)
    elif som_ics:
        typer.echo(_ics(regelverk, bilde, funnet), nl=False)
    else:
        _vis(regelverk, bilde, funnet)


def rad(regelverk: Regelverk, bilde: Bilde, linje: Linje) -> dict[str, Any]:
    """One step, with the kommune's own ids."""
    sak = linje.sak
    return {
        "at": linje.at.isoformat(),
        "step": linje.steg,
        "action": sak.aksjon,
        "del": sak.del_ or None,
        "subject": f"{sak.gjelder_type}:{_emne(bilde, sak)}",
        "node": bilde.noder[sak.node].ekstern_id,
        "period": sak.frist.periode,
        "deadline": sak.frist.frist.isoformat(),
        "to": [{"person": bilde.personer[person].ekstern_id, "role": rolle} for person, rolle in linje.til],
        "why": list(regelverk.aksjoner[sak.aksjon].ref),
    }


def _emne(bilde: Bilde, sak: Sak) -> str:
    """The kommune's own id of what the duty is about; a verneområde that two units share is told apart by `node`."""
    return bilde.omrade[sak.omrade].ekstern_id if sak.omrade is not None else sak.gjelder_id


def les_regelverk(mappe: Path | None, med: list[str]) -> Regelverk:
    """The rulebook, or a line for each mistake in it and exit code 1."""
    try:
        regelverk = last(mappe)
    except RegelverkError as error:
        for funn in error.funn:
            typer.echo(str(funn), err=True)
        raise typer.Exit(1) from None
    ukjente = [id_ for id_ in med if id_ not in regelverk.aksjoner]
    if ukjente:
        raise typer.BadParameter(f"«{ukjente[0]}» er ikke en aksjon", param_hint="--med")
    return regelverk.med(**{id_.replace("-", "_"): True for id_ in med})


def _under(bilde: Bilde, alle: Sequence[Linje], node: str | None) -> list[Linje]:
    if node is None:
        return list(alle)
    rot = next((n.id for n in bilde.noder.values() if n.ekstern_id == node), None)
    if rot is None:
        raise typer.BadParameter(f"«{node}» er ikke en node", param_hint="--node")
    noder = set(bilde.under(rot))
    return [linje for linje in alle if linje.sak.node in noder]


def _csv(rader: Sequence[dict[str, Any]]) -> str:
    ut = io.StringIO()
    skriver = csv.writer(ut, delimiter=";", lineterminator="\r\n")
    skriver.writerow(KOLONNER)
    for en in rader:
        til = ", ".join(f"{t['person']} ({t['role']})" for t in en["to"])
        skriver.writerow([*(en[kolonne] for kolonne in KOLONNER[:-2]), til, ", ".join(en["why"])])
    return ut.getvalue()


def _ics(regelverk: Regelverk, bilde: Bilde, alle: Sequence[Linje]) -> str:
    """Each duty's deadline as one all-day event (RFC 5545)."""
    from dialogs.ics import Hendelse, kalender

    saker = {linje.sak.nokkel: linje.sak for linje in alle}
    return kalender(
        "Varde",
        [
            Hendelse(
                ":".join(nokkel),
                sak.frist.frist,
                f"{regelverk.aksjoner[sak.aksjon].navn(sak.del_, sak.niva, 'nb')}, {bilde.noder[sak.node].navn}",
                f"Krav {', '.join(regelverk.aksjoner[sak.aksjon].ref)}",
            )
            for nokkel, sak in saker.items()
        ],
        Maskinklokke().now(),
    )


def _vis(regelverk: Regelverk, bilde: Bilde, alle: Sequence[Linje]) -> None:
    tabell = Table("Sendes", "Steg", "Oppgave", "Hvor", "Frist", "Til")
    for linje in alle:
        sak = linje.sak
        tabell.add_row(
            f"{linje.dag:%d.%m.%Y}",
            linje.steg,
            Text(f"{sak.aksjon} {regelverk.aksjoner[sak.aksjon].navn(sak.del_, sak.niva, 'nb')}"),
            Text(bilde.noder[sak.node].navn),
            f"{sak.frist.frist:%d.%m.%Y}",
            Text(", ".join(bilde.personer[person].navn for person, _rolle in linje.til)),
        )
    konsoll = Console()
    konsoll.print(tabell)
    konsoll.print(f"{len(alle)} steg.")
