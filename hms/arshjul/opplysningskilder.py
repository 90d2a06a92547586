"""What is told on days that the rulebook does not fix: groups, meetings, vernedager, deadlines that ought to be kept."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from sqlmodel import Session, col, select

from hms.arshjul import rules, vernedager
from hms.arshjul.bilde import Bilde
from hms.arshjul.emner import TYPER, maler
from hms.arshjul.model import APEN, Oppgave, Vernedag
from hms.arshjul.opplysninger import Beskjed, Kilde, beskjed, sak_pa, topp
from hms.arshjul.opplysningsdager import (
    FOR_MOTET,
    FOR_VERNEDAGEN,
    FRITAK,
    KVARTALSRAPPORT,
    MERKNAD,
    OPPHOLD,
    VERNEDAG,
    for_lenge,
)
from hms.arshjul.queries import sak
from hms.regelverk.aksjon import Aksjon, Regelverk

AMU = "amu"
AMU_MEDLEM = "amu_medlem"
MEDARBEIDER = "medarbeider"
SIDEN = timedelta(days=31)


def opphold(_session: Session, regelverk: Regelverk, bilde: Bilde, paa: date) -> Iterator[Beskjed]:
    """It is too long since an MKS group met; told once for each meeting it is counted from (T-19). Unknown is not too long."""
    for aksjon in _i_bruk(regelverk):
        if aksjon.kadens.maks_dager is None:
            continue
        moter = {g.ekstern_id: g.moter for g in bilde.grupper}
        for ett in maler(regelverk, aksjon, bilde, paa):
            sist = bilde.sist_gjort.get((aksjon.id, ett.del_, ett.gjelder_type, ett.gjelder_id))
            plan = bilde.moteplaner.get((aksjon.id, ett.gjelder_type, ett.gjelder_id), ())
            i_ar = sum(dag.year == paa.year for dag in plan) or moter.get(ett.gjelder_id) or aksjon.kadens.antall
            if sist is not None and for_lenge(aksjon, sist, paa, i_ar):
                yield beskjed(OPPHOLD, ett, sist.isoformat())


def rapporter(session: Session, regelverk: Regelverk, bilde: Bilde, paa: date) -> Iterator[Beskjed]:
    """The AMU's figures, two weeks before its meeting (5.0-14)."""
    kal = rules.kalender(regelverk.standard, skole=False)
    for aksjon in _i_bruk(regelverk):
        if aksjon.rapport_til != AMU or bilde.topp is None:
            continue
        medlemmer = bilde.i_rolle(AMU_MEDLEM, "node", bilde.topp, paa)
        for rad in _apne(session, aksjon, paa, paa + FOR_MOTET + rules.DAG * 7):
            if medlemmer and kal.egen_dag(rad.frist - FOR_MOTET) <= paa:
                yield beskjed(KVARTALSRAPPORT, sak(rad), rad.periode, personer=medlemmer)


def merknader(session: Session, regelverk: Regelverk, bilde: Bilde, paa: date) -> Iterator[Beskjed]:
    """A deadline that ought to be kept was not: a note to those whom the action names, the chased one left out (T-17)."""
    for aksjon in _i_bruk(regelverk):
        for rad in _apne(session, aksjon, paa - SIDEN, paa - rules.DAG) if aksjon.merknad_til else ():
            personer = tuple(dict.fromkeys(_merknad_til(aksjon, rad, bilde, paa)))
            yield Beskjed(MERKNAD, sak(rad), rad.periode, "oppgave", rad.id or 0, personer)


def _merknad_til(aksjon: Aksjon, rad: Oppgave, bilde: Bilde, paa: date) -> Iterator[int]:
    for rolle in aksjon.merknad_til:
        if rolle == MEDARBEIDER and rad.person_id is not None:
            yield rad.person_id
        elif rolle != rad.rolle and bilde.topp is not None:
            yield from bilde.i_rolle(rolle, "node", bilde.topp, paa)


def vernedagene(session: Session, regelverk: Regelverk, bilde: Bilde, paa: date) -> Iterator[Beskjed]:
    """Before a vernedag: its verneombud, those who free them from their shifts, the HMS-ansvarlig. After it: who was there?"""
    kal = rules.kalender(regelverk.standard, skole=False)
    for aksjon in _i_bruk(regelverk):
        if aksjon.kadens.min_timer is None:
            continue
        kommende = select(Vernedag).where(col(Vernedag.dato) >= paa - SIDEN, col(Vernedag.dato) <= paa + SIDEN)
        for dag in session.exec(kommende.order_by(col(Vernedag.dato))).all():
            if kal.egen_dag(dag.dato - FOR_VERNEDAGEN) <= paa <= dag.dato:
                yield from _for_dagen(aksjon, bilde, dag, paa)
            elif dag.dato < paa and dag.fort_at is None:
                for ett in topp(bilde, aksjon, paa):
                    yield Beskjed(VERNEDAG, ett, "oppmote", "vernedag", dag.id or 0)


def _for_dagen(aksjon: Aksjon, bilde: Bilde, dag: Vernedag, paa: date) -> Iterator[Beskjed]:
    ombud = vernedager.deltakere(bilde, dag.dato)
    for ett in topp(bilde, aksjon, paa):
        yield Beskjed(VERNEDAG, ett, "for", "vernedag", dag.id or 0)
        yield Beskjed(VERNEDAG, ett, "innkalling", "vernedag", dag.id or 0, tuple(dict.fromkeys(p for _o, p in ombud)))
    enheter = {enhet for _omrade, person in ombud if (enhet := vernedager.enhet(bilde, person, dag.dato)) is not None}
    post = next((p for p in aksjon.ansvarlig if p.niva in TYPER and p.niva != "kommune"), None)
    if post is None:
        return
    for enhet in sorted(enheter):
        yield Beskjed(FRITAK, sak_pa(bilde, aksjon, post, enhet, paa), f"dag:{enhet}", "vernedag", dag.id or 0)


def _i_bruk(regelverk: Regelverk) -> Iterable[Aksjon]:
    return [aksjon for aksjon in regelverk.aksjoner.values() if aksjon.aktiv]


def _apne(session: Session, aksjon: Aksjon, fra: date, til: date) -> list[Oppgave]:
    sporring = select(Oppgave).where(
        Oppgave.aksjon == aksjon.id, Oppgave.status == APEN, Oppgave.frist >= fra, Oppgave.frist <= til
    )
    return list(session.exec(sporring.order_by(col(Oppgave.id))))


KILDER: tuple[Kilde, ...] = (opphold, rapporter, merknader, vernedagene)
