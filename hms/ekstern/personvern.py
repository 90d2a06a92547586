"""The 72-hour clock of a report that goes to another system: the law's deadline runs wherever the case is kept (GDPR art. 33)."""

from datetime import date, datetime

from sqlmodel import Field, Session

from hms.avvik import personvernfrist
from hms.avvik.personvern import IKKE_MELDEPLIKTIG, MELDT, ROLLE, Klokke72, neste_steg
from hms.avvik.queries import Leser
from hms.ekstern import mottakere, rules
from hms.ekstern.model import EksternSak
from hms.kit import revisjon
from hms.kit.feil import HmsError
from hms.kit.klokke import oslo_date
from hms.organisasjon import queries as org
from hms.outbox import service as outbox
from hms.outbox.model import Prioritet

NOTICE = "ekstern_personvern"
TIL = {ROLLE: ROLLE, "behandler": mottakere.LEDER}


class EksternBrudd(Klokke72, table=True):
    """The clock of one report."""

    __tablename__ = "ekstern_brudd"
    sak_id: int = Field(foreign_key="ekstern_sak.id", primary_key=True)


def start(session: Session, now: datetime, sak: EksternSak, kategori: str) -> None:
    """Starts the clock of a report in the category, and takes the first step at once."""
    if kategori != personvernfrist.KATEGORI:
        return
    row = EksternBrudd(sak_id=sak.id or 0, kjent_at=sak.meldt_at, frist=personvernfrist.frist(sak.meldt_at), trinn=[])
    session.add(row)
    session.flush()
    data = {"frist": row.frist.isoformat()}
    revisjon.skriv(session, now, "personvern.startet", objekt=f"ekstern:{sak.id}", aktor=rules.VARDE, data=data)
    ta_trinn(session, now, row)


def ta_trinn(session: Session, now: datetime, row: EksternBrudd) -> str | None:
    """Sends the last reminder that is due, and says which: to the personvernombud and the nearest leader."""
    step = neste_steg(session, now, row, gjelder=True)
    if step is None:
        return None
    for rolle in step.til:
        outbox.varsel(
            session,
            outbox.Varsel(
                dedup_key=f"ekstern:{row.sak_id}:personvern:{step.navn}:{rolle}",
                nokkel=NOTICE,
                mottaker={"rolle": TIL[rolle], "ekstern": row.sak_id},
                parametre={"ekstern": row.sak_id, "trinn": step.navn},
                prioritet=Prioritet.VARSEL,
                kort=_kort(row.sak_id, step.navn),
            ),
        )
    data = {"trinn": step.navn}
    revisjon.skriv(session, now, "personvern.trinn", objekt=f"ekstern:{row.sak_id}", aktor=rules.VARDE, data=data)
    return step.navn


def kan_vurdere(session: Session, sak: EksternSak, leser: Leser, paa: date) -> bool:
    """May the reader decide: the personvernombud (or else the HMS-ansvarlig), or the nearest leader."""
    if leser.person_id is None:
        return False
    ombud = tuple(person.id for person in org.kommune_rolle(session, ROLLE, paa))
    return leser.person_id in (ombud or mottakere.hms_ansvarlige(session, paa)) or leser.person_id == sak.leder_id


def hent(session: Session, now: datetime, leser: Leser, sak_id: int) -> tuple[EksternSak, EksternBrudd]:
    """The report and its clock, locked, if the reader may decide. Raises ekstern.ingen_rett, personvern.alt_vurdert."""
    sak = session.get(EksternSak, sak_id)
    row = session.get(EksternBrudd, sak_id, with_for_update=True)
    if sak is None or row is None or not kan_vurdere(session, sak, leser, oslo_date(now)):
        raise HmsError("ekstern.ingen_rett")
    if row.vurdert is not None:
        raise HmsError("personvern.alt_vurdert", nummer=sak.referanse)
    return sak, row


def meldt(session: Session, now: datetime, leser: Leser, sak_id: int) -> EksternSak:
    """Registers that Datatilsynet has been told, now. Raises as `hent`."""
    sak, row = hent(session, now, leser, sak_id)
    row.meldt_at = now
    _avgjort(session, now, leser, row, MELDT)
    return sak


def ikke_meldepliktig(session: Session, now: datetime, leser: Leser, sak_id: int, fordi: str) -> EksternSak:
    """Registers that it need not be told, and why. Raises as `hent`."""
    sak, row = hent(session, now, leser, sak_id)
    row.fordi = fordi
    _avgjort(session, now, leser, row, IKKE_MELDEPLIKTIG)
    return sak


def _avgjort(session: Session, now: datetime, leser: Leser, row: EksternBrudd, hva: str) -> None:
    row.vurdert, row.vurdert_at, row.vurdert_av, row.neste_trinn_at = hva, now, leser.person_id, None
    session.add(row)
    session.flush()
    for navn in row.trinn:
        params = {"ekstern": row.sak_id, "trinn": navn}
        outbox.oppdater(session, kort=_kort(row.sak_id, navn), nokkel=NOTICE, parametre=params)
    actor = f"person:{leser.person_id}"
    revisjon.skriv(session, now, f"personvern.{hva}", objekt=f"ekstern:{row.sak_id}", aktor=actor, data={})


def _kort(sak_id: int, trinn: str) -> str:
    return f"ekstern:{sak_id}:personvern:{trinn}"
