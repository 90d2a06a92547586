"""varde dokumentasjon: the minimum list of 6.3.2-3 for each unit, as a table or CSV. Reads only."""

import csv
import io
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text
from sqlmodel import Session

from bot.cli.base import apen
from bot.cli.plan import les_regelverk
from bot.settings import Settings
from dialogs import dokumentord
from dialogs.i18n import translator
from hms.arshjul import dokumentasjon as liste
from hms.arshjul import innsyn, queries
from hms.kit.klokke import Maskinklokke, oslo_date
from hms.regelverk.aksjon import Regelverk

KOLONNER = ("node", "navn", "punkt", "dokument", "farge", "status", "lenke", "dato")


def dokumentasjon(
    node: Annotated[str | None, typer.Option(help="Bare denne noden og dem under, med kommunens egen id.")] = None,
    som_csv: Annotated[bool, typer.Option("--csv", help="Regneark: en linje per dokument.")] = False,
) -> None:
    """Vis dokumentasjonslista for hver enhet: grønn, gul eller rød, med lenke og dato."""
    settings = Settings()
    regelverk = les_regelverk(settings.regelverk, [])
    with apen(settings) as db:
        rader = db.read(lambda session: _rader(session, regelverk, node))
    if som_csv:
        ut = io.StringIO()
        skriver = csv.writer(ut, delimiter=";", lineterminator="\r\n")
        skriver.writerow(KOLONNER)
        skriver.writerows(rader)
        typer.echo(ut.getvalue(), nl=False)
        return
    tabell = Table("Enhet", "Dokument", "Farge", "Status")
    for _node, navn, _punkt, dokument, farge, status, _lenke, _dato in rader:
        tabell.add_row(Text(navn), Text(dokument), farge, status)
    Console().print(tabell)


def _rader(session: Session, regelverk: Regelverk, node: str | None) -> list[tuple[str, ...]]:
    paa, t = oslo_date(Maskinklokke().now()), translator("nb")
    bilde = queries.les_bilde(session)
    rot = bilde.topp if node is None else next((n.id for n in bilde.noder.values() if n.ekstern_id == node), None)
    if rot is None:
        raise typer.BadParameter(f"«{node or ''}» er ikke en node", param_hint="--node")
    noder = liste.med_liste(session, regelverk, innsyn.under(session, rot, paa))
    lister = liste.lister(session, regelverk, noder, paa)
    return [
        (
            bilde.noder[en.id or 0].ekstern_id, en.navn, linje.punkt.id, linje.punkt.navn.nb, dokumentord.farge(t, linje.stand),
            dokumentord.grunn(t, linje.stand), linje.stand.lenke, linje.stand.dato.isoformat() if linje.stand.dato else "",
        )
        for en in noder
        for linje in lister[en.id or 0]
    ]  # fmt: skip
