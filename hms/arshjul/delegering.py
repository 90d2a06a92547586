"""Deleger: the work is given to somebody until a day; who delegates stays answerable (7-KS-12, 7-EL-15, T-27)."""

from datetime import date, datetime

from sqlmodel import Session

from hms.arshjul import rules, svar
from hms.arshjul.model import Oppgave
from hms.kit.feil import HmsError
from hms.kit.klokke import oslo_date
from hms.organisasjon import queries as org
from hms.regelverk.aksjon import Regelverk


def kan_fa(session: Session, til: int, av: int | None, paa: date) -> None:
    """May this person be given the work? Raises oppgave.har_sluttet, oppgave.er_gjest, oppgave.til_seg_selv."""
    ny = org.person(session, til)
    if ny is None or not org.er_gyldig(ny, paa):
        raise HmsError("oppgave.har_sluttet")
    if ny.gjest:
        raise HmsError("oppgave.er_gjest")
    if til == av:
        raise HmsError("oppgave.til_seg_selv")


def er_slutt(session: Session, regelverk: Regelverk, til: int, slutt: date, paa: date) -> None:
    """Can it last until this day? Raises oppgave.sluttdato (past, or too far ahead) and oppgave.slutter_for."""
    if not paa <= slutt <= rules.pluss_mnd(paa, regelverk.standard.delegering_maks_mnd):
        raise HmsError("oppgave.sluttdato", maks=regelverk.standard.delegering_maks_mnd)
    ny = org.person(session, til)
    if ny is not None and ny.gyldig_til is not None and ny.gyldig_til < slutt:
        raise HmsError("oppgave.slutter_for", dag=ny.gyldig_til)


def deleger(
    session: Session, now: datetime, regelverk: Regelverk, person_id: int | None, oppgave_id: int, *,
    til: int, slutt: date,
) -> Oppgave:  # fmt: skip
    """Gives the work away until a civil day, that day included. Raises as `svar.hent`, `kan_fa` and `er_slutt`."""
    rad = svar.hent(session, now, regelverk, person_id, oppgave_id)
    paa = oslo_date(now)
    kan_fa(session, til, person_id, paa)
    er_slutt(session, regelverk, til, slutt, paa)
    forrige = rad.delegert_til
    rad.delegert_til, rad.delegert_slutt = til, slutt
    svar.lagre(
        session, now, rad, "oppgave.delegert", person_id=person_id, data={"til": til, "slutt": slutt.isoformat()}
    )
    if forrige is not None and forrige != til:
        svar.status_om(session, rad, "arshjul_delegert", forrige)
    svar.varsle(session, now, rad, "arshjul_delegert", til)
    return rad


def trekk(session: Session, now: datetime, regelverk: Regelverk, person_id: int | None, oppgave_id: int) -> Oppgave:
    """Takes the work back, or gives it back. The delegate is told, unless it is the delegate who does it.

    Raises as `svar.hent`, and oppgave.ikke_delegert.
    """
    rad = svar.hent(session, now, regelverk, person_id, oppgave_id)
    if rad.delegert_til is None:
        raise HmsError("oppgave.ikke_delegert")
    hadde, rad.delegert_til, rad.delegert_slutt = rad.delegert_til, None, None
    svar.lagre(session, now, rad, "oppgave.delegering_slutt", person_id=person_id, data={"til": hadde})
    svar.status_om(session, rad, "arshjul_delegert", hadde)
    return rad
