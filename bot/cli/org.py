"""`varde org`: take the organisation in from a file, and write the empty workbook that it is filled into."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.cli.base import sti
from bot.cli.importering import bekreftet, database, fremdrift, skriv
from bot.cli.org_tekst import beskriv, i_samtale, vis
from hms.arshjul.flytting import ApneOppgaver
from hms.avvik.flytting import ApneAvvik
from hms.foresporsel.flytting import ApneForesporsler
from hms.kit.feil import HmsError
from hms.kit.klokke import Maskinklokke, oslo_date
from hms.organisasjon import tjeneste
from hms.organisasjon.importer import mal
from hms.organisasjon.importer.ark import ALLE, ETTER_NAVN
from hms.organisasjon.importer.differanse import Differanse, Endring, Valg
from hms.organisasjon.importer.feil import OrgImportError
from hms.verneombud.flytting import ApneKrav, ApneStans

app = typer.Typer(help="Organisasjonen: importer den, eller lag et tomt skjema.", no_args_is_help=True)

BINDINGER = (ApneAvvik(), ApneStans(), ApneKrav(), ApneForesporsler(), ApneOppgaver())
NYE_SOM_VISES = 15
TEGN = {"ny": "+", "endret": "~", "avsluttet": "–", "gjenopptatt": "↑"}


@app.command("import")
def importer(
    kilde: Annotated[Path, typer.Argument(parser=sti, help="En arbeidsbok (.xlsx) eller en mappe med CSV-filer.")],
    ja: Annotated[bool, typer.Option("--ja", help="Importer uten å spørre.")] = False,
    etterfolger: Annotated[
        list[str] | None, typer.Option(metavar="GAMMEL=NY", help="Noden som tar over for en som blir borte.")
    ] = None,
    flytt: Annotated[
        list[str] | None, typer.Option(metavar="NODE", help="Noden skal ha ny forelder eller ny type.")
    ] = None,
) -> None:
    """Importer organisasjonen: vis forskjellen, spør, og ta alt eller ingenting."""
    valg = _valg(etterfolger or [], flytt or [])
    konsoll, feilkonsoll = Console(), Console(stderr=True)
    now = Maskinklokke().now()
    try:
        with database() as db:
            with fremdrift(feilkonsoll, "Leser") as steg:
                tolket = tjeneste.kontrollert(tjeneste.les(kilde, steg), oslo_date(now))
                plan = db.read(lambda s: tjeneste.planlegg(s, tolket, oslo_date(now), valg, BINDINGER))
            _vis(konsoll, plan.differanse)
            if plan.differanse and bekreftet(konsoll, ja=ja):
                with fremdrift(feilkonsoll, "Skriver") as steg:
                    db.write(lambda s: tjeneste.gjennomfor(s, plan, now, bindinger=BINDINGER, fremdrift=steg))
                konsoll.print("Organisasjonen er importert.")
    except OrgImportError as error:
        for feil in error.feil:
            skriv(feilkonsoll, beskriv(feil))
        skriv(feilkonsoll, f"{len(error.feil)} feil. Ingenting er importert.")
        raise typer.Exit(1) from None
    except HmsError as error:
        skriv(feilkonsoll, FEIL[error.code])
        raise typer.Exit(1) from None


@app.command("template")
def template(
    ut: Annotated[Path, typer.Argument(parser=sti, help="Fila som skal lages, med endelsen .xlsx.")],
    overskriv: Annotated[bool, typer.Option("--overskriv", help="Erstatt fila når den finnes.")] = False,
) -> None:
    """Lag en tom arbeidsbok med veiledning."""
    konsoll = Console(stderr=True)
    if ut.suffix.lower() != ".xlsx":
        raise typer.BadParameter("fila må ha endelsen .xlsx")
    if ut.exists() and not overskriv:
        skriv(konsoll, f"{ut} finnes fra før. Velg et annet navn, eller bruk --overskriv.")
        raise typer.Exit(1)
    try:
        mal.skriv(ut)
    except OSError as error:
        skriv(konsoll, f"{ut} kan ikke skrives: {error.strerror}.")
        raise typer.Exit(1) from None
    skriv(Console(), f"{ut} er laget. Begynn med arket «{mal.VEILEDNING}».")


FEIL = {
    "organisasjon.endret_imens": "Organisasjonen ble endret imens. Ingenting er importert; prøv igjen.",
    "database.mangler": "Databasen er ikke klar. Kjør «varde db upgrade» først.",
}


def _valg(etterfolger: list[str], flytt: list[str]) -> Valg:
    par: dict[str, str] = {}
    for tekst in etterfolger:
        gammel, likhetstegn, ny = (del_.strip() for del_ in tekst.partition("="))
        if not (gammel and likhetstegn and ny):
            raise typer.BadParameter(f"«{tekst}»: ventet GAMMEL=NY", param_hint="--etterfolger")
        if par.setdefault(gammel, ny) != ny:
            raise typer.BadParameter(f"«{gammel}» har fått to etterfølgere", param_hint="--etterfolger")
    return Valg(par, frozenset(node.strip() for node in flytt))


def _vis(konsoll: Console, differanse: Differanse) -> None:
    for rolle in differanse.i_samtale:
        skriv(konsoll, i_samtale(rolle))
    if not differanse:
        konsoll.print("Ingen forskjell: databasen er lik fila.")
        return
    tabell = Table("Ark", "Nye", "Endret", "Avsluttet", "Gjenopptatt", "Uendret")
    for ark in ALLE:
        antall = differanse.antall(ark.navn)
        tall = [*(antall[slag] for slag in ("ny", "endret", "avsluttet", "gjenopptatt")), differanse.uendret[ark.navn]]
        tabell.add_row(ark.navn, *(str(n) if n else "" for n in tall))
    konsoll.print(tabell)
    for ark in ALLE:
        _vis_ark(konsoll, [endring for endring in differanse.endringer if endring.ark == ark.navn])


def _vis_ark(konsoll: Console, endringer: list[Endring]) -> None:
    """Every change with its old and new values; of the new rows only the first ones."""
    nye = [endring for endring in endringer if endring.slag == "ny"]
    for endring in [e for e in endringer if e.slag != "ny"] + nye[:NYE_SOM_VISES]:
        skriv(konsoll, _linje(endring))
    if len(nye) > NYE_SOM_VISES:
        skriv(konsoll, f"+ {endringer[0].ark}: og {len(nye) - NYE_SOM_VISES} nye til")


def _linje(endring: Endring) -> str:
    navn = endring.rad.get("navn") or endring.rad.get("tittel") or endring.rad.get("rolle") or ""
    hvem_og_hvor = [str(endring.rad[felt]) for felt in ("person", "node", "gjelder") if endring.rad.get(felt)]
    parentes = f" ({', '.join(hvem_og_hvor)})" if navn and hvem_og_hvor else ""
    linje = f"{TEGN[endring.slag]} {endring.ark} {endring.id} {navn}".rstrip() + parentes
    felter = [f"{_overskrift(endring.ark, f.felt)}: {vis(f.for_)} → {vis(f.etter)}" for f in endring.felter]
    return f"{linje} · {' · '.join(felter)}" if felter else linje


def _overskrift(ark: str, felt: str) -> str:
    return next((kolonne.navn for kolonne in ETTER_NAVN[ark].kolonner if kolonne.felt == felt), "etterfølger")
