"""Trenger mer tid: asked with a reason, answered one level up, never by oneself; at most two."""

from datetime import date, datetime

from sqlmodel import Session

from hms.arshjul import queries, sending, svar
from hms.arshjul.model import APEN, Oppgave
from hms.arshjul.queries import Levende
from hms.kit.feil import HmsError
from hms.kit.klokke import oslo_date
from hms.regelverk.aksjon import Regelverk


def kan_utsettes(regelverk: Regelverk, rad: Oppgave) -> None:
    """Raises oppgave.ikke_apen (done, with a link to come) and oppgave.for_mange_utsettelser."""
    if rad.status != APEN:
        raise HmsError("oppgave.ikke_apen")
    if rad.utsettelser >= regelverk.standard.maks_utsettelser:
        raise HmsError("oppgave.for_mange_utsettelser", antall=rad.utsettelser)


def er_ny_frist(rad: Oppgave, frist: date, paa: date) -> None:
    """Can this be the new deadline? Raises oppgave.frist_passert, oppgave.frist_ikke_senere, oppgave.frist_neste_ar."""
    if frist < paa:
        raise HmsError("oppgave.frist_passert", dag=frist)
    if frist <= max(paa, rad.frist):
        raise HmsError("oppgave.frist_ikke_senere", frist=rad.frist)
    ar = max(paa.year, rad.frist.year)
    if frist.year > ar:
        raise HmsError("oppgave.frist_neste_ar", dag=date(ar, 12, 31))


def mer_tid(
    session: Session, now: datetime, regelverk: Regelverk, person_id: int | None, oppgave_id: int, *,
    frist: date, grunn: str,
) -> Oppgave:  # fmt: skip
    """Asks for a new deadline; the level above is asked. The old one stands until the answer is yes.

    Raises as `svar.hent`, `kan_utsettes` and `er_ny_frist`, and oppgave.ingen_over.
    """
    rad = svar.hent(session, now, regelverk, person_id, oppgave_id)
    paa = oslo_date(now)
    kan_utsettes(regelverk, rad)
    er_ny_frist(rad, frist, paa)
    over = [ett for ett in _over(session, regelverk, rad, paa) if ett != person_id]
    if not over:
        raise HmsError("oppgave.ingen_over")
    rad.onsket_frist, rad.onsket_grunn, rad.onsket_av = frist, grunn, person_id
    svar.lagre(session, now, rad, "oppgave.mer_tid", person_id=person_id, data={"frist": frist.isoformat()})
    svar.varsle(session, now, rad, "arshjul_soknad", over[0])
    return rad


def svar_mer_tid(
    session: Session, now: datetime, regelverk: Regelverk, person_id: int | None, oppgave_id: int, *, ja: bool
) -> Oppgave:
    """The level above answers the request for more time, never the one who asked. A yes moves the deadline.

    Raises oppgave.ingen_rett, oppgave.ikke_apen, oppgave.ingen_soknad, and as `er_ny_frist` when the asked day has come meanwhile.
    """
    rad = svar.hent(session, now, regelverk, person_id, oppgave_id)
    if rad.onsket_frist is None or rad.onsket_av is None:
        raise HmsError("oppgave.ingen_soknad")
    paa = oslo_date(now)
    over = _over(session, regelverk, rad, paa)
    if person_id == rad.onsket_av or person_id not in over:
        raise HmsError("oppgave.ingen_rett")
    spurt_av = rad.onsket_av
    if ja:
        er_ny_frist(rad, rad.onsket_frist, paa)
        _ny_frist(session, now, regelverk, rad, rad.onsket_frist)
    rad.onsket_frist = rad.onsket_grunn = rad.onsket_av = None
    svar.lagre(session, now, rad, "oppgave.mer_tid_svar", person_id=person_id, data={"ja": ja})
    svar.varsle(session, now, rad, "arshjul_svar", spurt_av, ja=ja)
    for ett in over:
        svar.status_om(session, rad, "arshjul_soknad", ett)
    return rad


def _ny_frist(session: Session, now: datetime, regelverk: Regelverk, rad: Oppgave, frist: date) -> None:
    """The steps begin anew for the new deadline; those whose day is over are passed by."""
    rad.frist, rad.utsettelser, rad.trinn = frist, rad.utsettelser + 1, []
    aksjon = regelverk.aksjoner[rad.aksjon]
    steg = sending.planlagte(regelverk, aksjon, rad, sending.kalender_for(session, regelverk, rad))
    rad.trinn = [{"navn": ett.navn, "at": None} for ett in steg if oslo_date(ett.at) < oslo_date(now)]
    rad.neste_at = sending.neste_steg_at(session, regelverk, rad, now)


def _over(session: Session, regelverk: Regelverk, rad: Oppgave, paa: date) -> list[int]:
    return svar.over(session, regelverk, rad, queries.ansvarlige(regelverk, rad, Levende(session), paa), paa)
