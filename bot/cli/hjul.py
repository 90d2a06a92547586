"""varde hjul: the wheel of a unit's year as an SVG or PNG file. Reads only."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from sqlmodel import Session

from bot import bilder
from bot.cli.base import apen, sti
from bot.cli.plan import les_regelverk
from bot.settings import Settings
from dialogs import arsring_svg
from dialogs.arsring import Arsring
from dialogs.hjulbilde import av_plikter
from dialogs.i18n import translator
from hms.arshjul import queries
from hms.arshjul.bilde import Bilde
from hms.arshjul.plan import saker
from hms.arshjul.ring import Plikt
from hms.kit.klokke import Maskinklokke, oslo_date
from hms.regelverk.aksjon import Regelverk


class Tema(StrEnum):
    """Light, dark, or as the reader's screen is (SVG only)."""

    LYS = "lys"
    MORK = "mork"
    AUTO = "auto"


class Sprak(StrEnum):
    """The languages."""

    NB = "nb"
    NN = "nn"
    EN = "en"


def hjul(  # noqa: PLR0917 - each is an option of the command line
    node: Annotated[str, typer.Argument(help="Enheten, med kommunens egen id. De under den er med.")],
    fil: Annotated[Path, typer.Argument(parser=sti, help="Fila som skal skrives: .svg eller .png.")],
    year: Annotated[int | None, typer.Option(min=2000, max=2100, help="Året det gjelder.")] = None,
    tema: Annotated[Tema, typer.Option(help="Lys eller mørk bakgrunn; auto følger skjermen (bare SVG).")] = Tema.LYS,
    liste: Annotated[bool, typer.Option(help="Ta med lista som forklarer tallene.")] = True,
    sprak: Annotated[Sprak, typer.Option(help="Språket i bildet.")] = Sprak.NB,
) -> None:
    """Tegn årshjulet for en enhet: tolv måneder, en bue for hver plikt."""
    if fil.suffix not in (".svg", ".png"):
        raise typer.BadParameter("fila må slutte på .svg eller .png", param_hint="FIL")
    if fil.suffix == ".png" and tema is Tema.AUTO:
        raise typer.BadParameter("auto virker bare i SVG; velg lys eller mork", param_hint="--tema")
    settings = Settings()
    regelverk = les_regelverk(settings.regelverk, [])
    paa = oslo_date(Maskinklokke().now())
    with apen(settings) as db:
        bilde = db.read(lambda session: _les(session, regelverk, node, year or paa.year, paa=paa, sprak=sprak))
    svg = arsring_svg.tegn(bilde, tema, liste=liste)
    try:
        if fil.suffix == ".svg":
            fil.write_text(svg, encoding="utf-8")
        else:
            fil.write_bytes(bilder.png(svg, arsring_svg.bredde(liste=liste), arsring_svg.HOYDE))
    except OSError as error:
        typer.echo(f"Fila kan ikke skrives: {error.strerror}.", err=True)
        raise typer.Exit(1) from None
    typer.echo(bilde.alt)


def _les(session: Session, regelverk: Regelverk, ekstern_id: str, ar: int, *, paa: date, sprak: str) -> Arsring:
    """The rows, and what is not a row yet of the time to come."""
    organisasjon = queries.les_bilde(session)
    rot = next((n for n in organisasjon.noder.values() if n.ekstern_id == ekstern_id), None)
    if rot is None:
        raise typer.BadParameter(f"«{ekstern_id}» er ikke en node", param_hint="NODE")
    noder = set(organisasjon.under(rot.id))
    kjente = queries.nokler_i_aret(session, noder, ar)
    plikter = queries.aret(session, noder, ar)
    plikter += _kommende(regelverk, organisasjon, noder, kjente, max(paa, date(ar, 1, 1)))
    return av_plikter(translator(sprak), regelverk, rot.navn, plikter, ar=ar, paa=paa)


def _kommende(
    regelverk: Regelverk, organisasjon: Bilde, noder: set[int], kjente: set[tuple[str, str, str, str, str]], fra: date
) -> Iterator[Plikt]:
    for aksjon in regelverk.aksjoner.values():
        for sak in saker(regelverk, aksjon, organisasjon, fra, (fra, date(fra.year + 1, 12, 31))):
            if sak.node in noder and sak.person is None and sak.nokkel not in kjente:
                yield Plikt(sak.aksjon, sak.del_, sak.niva, sak.frist.apner, sak.frist.frist)
