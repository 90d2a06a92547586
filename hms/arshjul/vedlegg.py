"""Files as evidence of a duty: taken over from the answer's draft, and shown to those who may see them (6.3.2-3)."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from hms.arshjul import svar, vernerunde
from hms.arshjul.model import Oppgave, OppgaveVedlegg
from hms.avvik.queries import Leser
from hms.fil import service as fil
from hms.fil.model import BEVIS, BEVISUTKAST, Fil
from hms.kit.feil import HmsError
from hms.kit.klokke import oslo_date
from hms.organisasjon import queries as org
from hms.regelverk.aksjon import Regelverk


def klare(session: Session, merke: str) -> int:
    """How many files the draft has; none when all were refused. Raises fil.hentes while one is still on its way."""
    utkast = fil.Eier(BEVISUTKAST, merke)
    if fil.antall_ventende(session, utkast):
        raise HmsError("fil.hentes")
    return fil.antall_hentet(session, utkast)


def fra_utkast(session: Session, rader: Sequence[Oppgave], merke: str) -> None:
    """The draft's files become the evidence of these duties, which share them."""
    fil.flytt(session, fil.Eier(BEVISUTKAST, merke), fil.Eier(BEVIS, merke))
    session.add_all(OppgaveVedlegg(oppgave_id=rad.id or 0, merke=merke) for rad in rader)
    session.flush()


def filer(session: Session, oppgave_id: int) -> list[Fil]:
    """The files of a duty, oldest first."""
    merker = session.exec(select(OppgaveVedlegg.merke).where(OppgaveVedlegg.oppgave_id == oppgave_id))
    funnet = [rad for merke in merker for rad in fil.for_eier(session, fil.Eier(BEVIS, merke))]
    return sorted(funnet, key=lambda rad: rad.id or 0)


def ser_bevis(session: Session, now: datetime, regelverk: Regelverk, person_id: int | None, rad: Oppgave) -> bool:
    """Those who may answer the duty, whoever did, and the verneombud of the place: they take part in the work (6.3.2-3)."""
    if person_id is None:
        return False
    paa = oslo_date(now)
    person = org.person(session, person_id)
    if person is None or not org.er_gyldig(person, paa):
        return False
    ombud = (*vernerunde.verneombud(session, rad, paa), *org.hovedverneombud(session, paa))
    if person_id == rad.utfort_av or any(person_id == ett.id for ett in ombud):
        return True
    return svar.kan(session, now, regelverk, person_id, rad)


def kan_se(session: Session, now: datetime, regelverk: Regelverk, leser: Leser, fil_id: int) -> Fil | None:
    """The file, if this reader may see the evidence of one of its duties now; None for everybody else."""
    rad = session.get(Fil, fil_id)
    if rad is None or rad.eier_type != BEVIS:
        return None
    sporring = select(Oppgave).join(OppgaveVedlegg, col(OppgaveVedlegg.oppgave_id) == col(Oppgave.id))
    oppgaver = session.exec(sporring.where(OppgaveVedlegg.merke == rad.eier_id)).all()
    return rad if any(ser_bevis(session, now, regelverk, leser.person_id, ett) for ett in oppgaver) else None
