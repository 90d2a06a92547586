"""What every answer to a duty shares: the row, the rights at the click, the saving, the cards shown afresh."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from hms.arshjul import mottak, queries
from hms.arshjul.model import APEN, UTFORT, ArshjulLinje, Oppgave
from hms.arshjul.queries import Levende
from hms.kit import revisjon
from hms.kit.feil import HmsError
from hms.kit.klokke import oslo_date
from hms.organisasjon import queries as org
from hms.outbox import service as outbox
from hms.regelverk.aksjon import Regelverk

STATUSKORT = "arshjul_status"


def hent(session: Session, now: datetime, regelverk: Regelverk, person_id: int | None, oppgave_id: int) -> Oppgave:
    """The open duty, locked for the rest of the transaction. Raises oppgave.ingen_rett, oppgave.ikke_apen."""
    rad = session.get(Oppgave, oppgave_id, with_for_update=True)
    if rad is None or person_id is None or not kan(session, now, regelverk, person_id, rad):
        raise HmsError("oppgave.ingen_rett")
    if rad.status != APEN and not venter_lenke(rad):
        raise HmsError("oppgave.ikke_apen")
    return rad


def venter_lenke(rad: Oppgave) -> bool:
    """Is it done, with a link that is still to come?"""
    return rad.status == UTFORT and rad.lenke_innen is not None


def kan(session: Session, now: datetime, regelverk: Regelverk, person_id: int, rad: Oppgave) -> bool:
    """May this person answer: the holder (one who is away too), the delegate, or somebody above in the chain or the line?"""
    paa = oslo_date(now)
    if rad.aksjon not in regelverk.aksjoner:
        return False
    levende = Levende(session)
    holdere = queries.ansvarlige(regelverk, rad, levende, paa)
    if person_id in holdere or queries.er_delegat(rad, person_id, paa):
        return True
    return _har_rollen(session, regelverk, rad, person_id, paa) or person_id in over(
        session, regelverk, rad, holdere, paa
    )


def _har_rollen(session: Session, regelverk: Regelverk, rad: Oppgave, person_id: int, paa: date) -> bool:
    """Does the person hold the duty's role, also when somebody stands in that day?"""
    omfang = mottak.omfang(regelverk, rad.rolle, queries.sak(rad), Levende(session), paa)
    roller = org.roller_til(session, person_id, paa)
    return any(r.rolle == rad.rolle and (r.omfang_type, r.omfang_id) == omfang and not r.stedfortreder for r in roller)


def over(session: Session, regelverk: Regelverk, rad: Oppgave, holdere: set[int], paa: date) -> list[int]:
    """Those above the holders, nearest first: the duty's own chain, then the line, then the HMS-ansvarlig."""
    funnet = dict.fromkeys(queries.over(regelverk, rad, Levende(session), paa))
    for holder in sorted(holdere):
        funnet.update(dict.fromkeys(p.id for p in org.linjeledere(session, holder, rad.node_id, paa) if p.id))
    funnet.update(dict.fromkeys(p.id for p in org.kommune_rolle(session, "hms_ansvarlig", paa) if p.id))
    return [ett for ett in funnet if ett not in holdere]


def lagre(
    session: Session, now: datetime, rad: Oppgave, hendelse: str, *, person_id: int | None, data: dict[str, object]
) -> None:
    """Saves, shows every card that has the duty afresh, and writes the audit line."""
    session.add(rad)
    session.flush()
    vis_pa_nytt(session, rad)
    revisjon.skriv(session, now, hendelse, objekt=f"oppgave:{rad.id}", aktor=f"person:{person_id}", data=data)


def vis_pa_nytt(session: Session, rad: Oppgave) -> None:
    """Every card that has the duty is shown as it stands now."""
    sporring = select(col(ArshjulLinje.person_id), col(ArshjulLinje.dag)).where(
        ArshjulLinje.oppgave_id == rad.id, ArshjulLinje.sendt
    )
    for person, dag in session.exec(sporring.distinct()).all():
        outbox.oppdater(
            session,
            kort=f"arshjul:{person}:{dag.isoformat()}",
            nokkel="arshjul_dag",
            parametre={"person": person, "dag": dag.isoformat()},
        )
    if rad.delegert_til is not None:
        status_om(session, rad, "arshjul_delegert", rad.delegert_til)


def varsle(session: Session, now: datetime, rad: Oppgave, nokkel: str, person: int, **mer: object) -> None:
    """A notice about the duty to one person, as a live card."""
    outbox.varsel(
        session,
        outbox.Varsel(
            dedup_key=f"{nokkel}:{rad.id}:{person}:{int(now.timestamp() * 1000)}",
            nokkel=nokkel,
            mottaker={"rolle": "arshjul", "arshjul": person},
            parametre={"oppgave": rad.id, "person": person, **mer},
            kort=_kort(rad, nokkel, person),
        ),
    )


def status_om(session: Session, rad: Oppgave, nokkel: str, person: int) -> None:
    """The card of such a notice shows how the duty stands now."""
    parametre = {"oppgave": rad.id, "person": person}
    outbox.oppdater(session, kort=_kort(rad, nokkel, person), nokkel=STATUSKORT, parametre=parametre)


def _kort(rad: Oppgave, nokkel: str, person: int) -> str:
    return f"{nokkel}:{rad.id}:{person}"
