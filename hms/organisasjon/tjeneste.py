"""The import as a service: read the file, show the difference, then apply all of it or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from sqlmodel import Session

from hms.kit import revisjon
from hms.kit.feil import HmsError
from hms.organisasjon.importer import bruk, les_csv, les_xlsx
from hms.organisasjon.importer.ark import ALLE, NODER, ROLLER
from hms.organisasjon.importer.differanse import (
    INGEN_VALG,
    Differanse,
    Valg,
    avsluttede_noder,
    manglende_valg,
    sammenlign,
)
from hms.organisasjon.importer.feil import Feil, OrgImportError
from hms.organisasjon.importer.kontroll import kontroller
from hms.organisasjon.importer.samtale import forene
from hms.organisasjon.importer.tabell import Fremdrift, Innlest, stille
from hms.organisasjon.importer.tilstand import ETTERFOLGER, Binding, Tilstand, hent
from hms.organisasjon.importer.tolk import Tolket, tolk


@dataclass(frozen=True)
class Plan:
    """What an import would do on the civil date `paa`."""

    tolket: Tolket
    paa: date
    valg: Valg
    differanse: Differanse


def les(sti: Path, fremdrift: Fremdrift = stille) -> Innlest:
    """Reads a workbook or a directory of CSV files. Mistakes are in the result, nothing is raised for them."""
    if not sti.exists():
        return Innlest(feil=[Feil("fil.finnes_ikke")])
    if sti.is_dir():
        return les_csv.les(sti, fremdrift)
    if sti.suffix.lower() not in (".xlsx", ".xlsm"):
        return Innlest(feil=[Feil("fil.ukjent_type")])
    return les_xlsx.les(sti, fremdrift)


def kontrollert(innlest: Innlest, paa: date) -> Tolket:
    """The file as values. Raises OrgImportError with every mistake in it."""
    tolket = tolk(innlest)
    if tolket.innhold:
        tolket.feil.extend(kontroller(tolket, paa))
    if tolket.feil:
        rekkefolge = {ark.navn: plass for plass, ark in enumerate(ALLE)}
        raise OrgImportError(sorted(tolket.feil, key=lambda en: (rekkefolge.get(en.ark, -1), en.rad)))
    return tolket


def planlegg(
    session: Session, tolket: Tolket, paa: date, valg: Valg = INGEN_VALG, bindinger: Sequence[Binding] = ()
) -> Plan:
    """What the import would do; changes nothing. Raises OrgImportError when a choice is missing or wrong."""
    return _planlegg(hent(session, paa, bindinger), tolket, paa, valg)


def gjennomfor(
    session: Session,
    plan: Plan,
    now: datetime,
    *,
    aktor: str = "varde",
    bindinger: Sequence[Binding] = (),
    fremdrift: Fremdrift = stille,
) -> Differanse:
    """Applies the plan in the caller's transaction. A plan that changes nothing leaves no trace.

    The one thing that holds the writer longer than 50 ms (about a second for 20,000 people): in slices, notices would go by a line of which
    half is old, and every read of the organisation would have to know of a second set of rows.

    Raises HmsError «organisasjon.endret_imens» when the database no longer is what the plan was made from.
    """
    tilstand = hent(session, plan.paa, bindinger)
    if _planlegg(tilstand, plan.tolket, plan.paa, plan.valg).differanse != plan.differanse:
        raise HmsError("organisasjon.endret_imens")
    differanse = plan.differanse
    if not differanse:
        return differanse
    bruk.bruk(session, differanse, tilstand, fremdrift)
    _flytt_bundet(session, plan, tilstand, bindinger)
    antall = {str(slag): antall for slag, antall in differanse.antall().items() if antall}
    revisjon.skriv(session, now, "organisasjon.import", objekt="organisasjon", aktor=aktor, data=antall)
    return differanse


def importer(
    session: Session,
    innlest: Innlest,
    now: datetime,
    paa: date,
    *,
    valg: Valg = INGEN_VALG,
    bindinger: Sequence[Binding] = (),
) -> Differanse:
    """All of it in one go, for those who need not ask first. Raises OrgImportError."""
    plan = planlegg(session, kontrollert(innlest, paa), paa, valg, bindinger)
    return gjennomfor(session, plan, now, bindinger=bindinger)


def _planlegg(tilstand: Tilstand, tolket: Tolket, paa: date, valg: Valg) -> Plan:
    feil = manglende_valg(tilstand, tolket.innhold, tolket.radnummer, paa, valg)
    if feil:
        raise OrgImportError(feil)
    onsket, i_samtale = forene(tilstand.innhold[ROLLER.navn], tilstand.i_samtale, tolket.innhold, paa)
    differanse = sammenlign(tilstand.innhold, onsket, paa, valg)
    return Plan(tolket, paa, valg, replace(differanse, i_samtale=i_samtale))


def _flytt_bundet(session: Session, plan: Plan, tilstand: Tilstand, bindinger: Sequence[Binding]) -> None:
    etterfolgere: dict[str, str] = {}
    for id_ in avsluttede_noder(tilstand, plan.tolket.innhold, plan.paa):
        etterfolger = plan.valg.etterfolgere.get(id_) or tilstand.innhold[NODER.navn][id_][ETTERFOLGER]
        if etterfolger is not None:
            etterfolgere[id_] = str(etterfolger)
    bruk.flytt_bundet(session, etterfolgere, tilstand, bindinger)
