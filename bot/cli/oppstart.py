"""`varde import`: what a kommune has from before it goes live: courses, tiltak and vernerunder."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.cli.base import sti
from bot.cli.importering import bekreftet, database, fremdrift, skriv
from bot.cli.org_tekst import beskriv, vis
from bot.settings import Settings
from hms.kit.feil import HmsError
from hms.kit.klokke import Maskinklokke
from hms.oppstart import tjeneste
from hms.oppstart.felles import ENDRET, NY, Endring, Plan
from hms.oppstart.tjeneste import SLAG, Slag
from hms.organisasjon.importer.feil import OrgImportError
from hms.regelverk.funn import RegelverkError
from hms.regelverk.last import last

app = typer.Typer(help="Det kommunen har fra før: kurs, tiltak og vernerunder.", no_args_is_help=True)
VISES = 30
TEGN = {NY: "+", ENDRET: "~"}
FEIL = {
    "oppstart.endret_imens": "Noe ble endret imens. Ingenting er importert; prøv igjen.",
    "database.mangler": "Databasen er ikke klar. Kjør «varde db upgrade» først.",
}
ETTER_NAVN = {slag.navn: slag for slag in SLAG}
FIL = Annotated[Path, typer.Argument(parser=sti, metavar="FIL", help="En arbeidsbok (.xlsx) eller en CSV-fil.")]
JA = Annotated[bool, typer.Option("--ja", "--yes", help="Importer uten å spørre.")]


@app.command("kurs")
def kurs(fil: FIL, ja: JA = False) -> None:
    """Hvem som har tatt grunnkurs, repetisjonskurs og opplæring i stoffkartoteket, og kurs som er planlagt."""
    _importer(ETTER_NAVN["kurs"], fil, ja=ja)


@app.command("tiltak")
def tiltak(fil: FIL, ja: JA = False) -> None:
    """Tiltak som ikke er utført, med kilde, ansvarlig og frist."""
    _importer(ETTER_NAVN["tiltak"], fil, ja=ja)


@app.command("vernerunder")
def vernerunder(fil: FIL, ja: JA = False) -> None:
    """Når vernerunden sist ble holdt i hvert verneområde."""
    _importer(ETTER_NAVN["vernerunder"], fil, ja=ja)


def _importer(slag: Slag, fil: Path, *, ja: bool) -> None:
    """Vis forskjellen, spør, og ta alt eller ingenting."""
    konsoll, feilkonsoll = Console(), Console(stderr=True)
    now = Maskinklokke().now()
    try:
        regelverk = last(Settings().regelverk)
        with database() as db:
            with fremdrift(feilkonsoll, "Leser") as steg:
                tolket = tjeneste.les(slag, fil, steg)
                plan = db.read(lambda s: slag.planlegg(s, tolket, now, regelverk))
            _vis(konsoll, plan)
            if plan and bekreftet(konsoll, ja=ja):
                with fremdrift(feilkonsoll, "Skriver") as steg:
                    db.write(
                        lambda s: tjeneste.gjennomfor(s, slag, tolket, plan, now, regelverk=regelverk, fremdrift=steg)
                    )
                konsoll.print("Importert.")
    except OrgImportError as error:
        for feil in error.feil:
            skriv(feilkonsoll, beskriv(feil))
        skriv(feilkonsoll, f"{len(error.feil)} feil. Ingenting er importert.")
        raise typer.Exit(1) from None
    except RegelverkError as error:
        for funn in error.funn:
            skriv(feilkonsoll, str(funn))
        raise typer.Exit(1) from None
    except HmsError as error:
        skriv(feilkonsoll, FEIL[error.code])
        raise typer.Exit(1) from None


def _vis(konsoll: Console, plan: Plan) -> None:
    """How much is new and changed, and the first lines of it."""
    if not plan:
        konsoll.print("Ingen forskjell: databasen har alt som står i fila.")
        return
    antall = Counter((endring.ark, endring.slag) for endring in plan.endringer)
    tabell = Table("Ark", "Nye", "Endret")
    for ark in dict.fromkeys(endring.ark for endring in plan.endringer):
        tabell.add_row(ark, *(str(antall[ark, slag] or "") for slag in (NY, ENDRET)))
    konsoll.print(tabell)
    for endring in plan.endringer[:VISES]:
        skriv(konsoll, _linje(endring))
    if len(plan.endringer) > VISES:
        skriv(konsoll, f"… og {len(plan.endringer) - VISES} til")
    konsoll.print(f"{plan.uendret} rader er som før." if plan.uendret else "", end="\n" if plan.uendret else "")


def _linje(endring: Endring) -> str:
    verdier = " · ".join(vis(verdi) for verdi in endring.verdier)
    return f"{TEGN[endring.slag]} {endring.ark}: {verdier}" + (f" ({endring.merknad})" if endring.merknad else "")
