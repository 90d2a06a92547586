"""What people answer to a duty: done, a link that follows, not applicable; and the door to more time and delegation."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session

from hms.arshjul import bevis as regler
from hms.arshjul import ikke_holdt, kursfort, rules, svar, vernerunde
from hms.arshjul.bevis import Bevis
from hms.arshjul.delegering import deleger
from hms.arshjul.model import APEN, IKKE_AKTUELT, UTFORT, Oppgave
from hms.arshjul.svar import hent, kan
from hms.arshjul.utsettelse import mer_tid, svar_mer_tid
from hms.kit.feil import HmsError
from hms.kit.kalender import SEND_FROM, klokka, pluss_virkedager
from hms.kit.klokke import oslo_date
from hms.kurs.service import Tatt
from hms.regelverk.aksjon import Regelverk

__all__ = ["Bevis", "deleger", "hent", "ikke_aktuelt", "kan", "lever", "mer_tid", "svar_mer_tid", "utfort"]

LENGST_TILBAKE = 400
MAKS_TEKST = 500


def utfort(
    session: Session, now: datetime, regelverk: Regelverk, person_id: int | None, oppgave_id: int, *,
    dato: date, bevis: Sequence[Bevis] = (), lenke_kommer: bool = False,
) -> Oppgave:  # fmt: skip
    """It has been done on that civil day. `lenke_kommer`: the link follows within five working days, else it is open again.

    Raises oppgave.ingen_rett, oppgave.ikke_apen, oppgave.dato (in the future, or too long ago), oppgave.lenke_igjen (it was to come
    once before), and the codes of `bevis.mangler` and `vernerunde.kontroller`.
    """
    rad = hent(session, now, regelverk, person_id, oppgave_id)
    paa = oslo_date(now)
    if rad.status != APEN:
        raise HmsError("oppgave.ikke_apen")
    if not 0 <= (paa - dato).days <= LENGST_TILBAKE:
        raise HmsError("oppgave.dato")
    if lenke_kommer and rad.lenke_uteble:
        raise HmsError("oppgave.lenke_igjen")
    mangler = regler.mangler(regelverk.aksjoner[rad.aksjon], bevis, lenke_kommer=lenke_kommer)
    if mangler:
        raise HmsError(mangler)
    vernerunde.kontroller(session, rad, dato, bevis)
    rad.status, rad.utfort_at, rad.utfort_av, rad.utfort_dato = UTFORT, now, person_id, dato
    rad.bevis = _med(rad, bevis)
    rad.lenke_innen = pluss_virkedager(paa, regelverk.standard.lenke_kommer_virkedager) if lenke_kommer else None
    rad.neste_at = klokka(rad.lenke_innen + rules.DAG, SEND_FROM) if rad.lenke_innen else None
    rad.onsket_frist = rad.onsket_grunn = rad.onsket_av = None
    svar.lagre(session, now, rad, "oppgave.utfort", person_id=person_id, data={"dato": dato.isoformat()})
    vernerunde.fortell(session, now, rad, bevis)
    ikke_holdt.holdt(session, now, rad)
    kurset = regelverk.aksjoner[rad.aksjon].kurs
    if kurset is not None and rad.person_id is not None:
        kursfort.fort(session, now, regelverk, rad.person_id, Tatt(kurset, dato), av=person_id)
    return rad


def lever(
    session: Session,
    now: datetime,
    regelverk: Regelverk,
    person_id: int | None,
    oppgave_id: int,
    *,
    bevis: Sequence[Bevis],
) -> Oppgave:
    """The evidence that was to come has come. Raises oppgave.ingen_rett, oppgave.ikke_apen, oppgave.venter_ikke."""
    rad = hent(session, now, regelverk, person_id, oppgave_id)
    if not svar.venter_lenke(rad):
        raise HmsError("oppgave.venter_ikke")
    rad.bevis, rad.lenke_innen, rad.neste_at = _med(rad, bevis), None, None
    svar.lagre(session, now, rad, "oppgave.lenke", person_id=person_id, data={})
    return rad


def ikke_aktuelt(
    session: Session, now: datetime, regelverk: Regelverk, person_id: int | None, oppgave_id: int, *, grunn: str
) -> Oppgave:
    """It does not apply here this time, with a reason. Raises oppgave.ingen_rett, oppgave.ikke_apen, oppgave.ma_besvares."""
    rad = hent(session, now, regelverk, person_id, oppgave_id)
    if rad.status != APEN:
        raise HmsError("oppgave.ikke_apen")
    if not regelverk.aksjoner[rad.aksjon].kan_vaere_uaktuelt:
        raise HmsError("oppgave.ma_besvares")
    rad.status, rad.grunn, rad.neste_at = IKKE_AKTUELT, grunn, None
    rad.utfort_at, rad.utfort_av = now, person_id
    rad.onsket_frist = rad.onsket_grunn = rad.onsket_av = None
    svar.lagre(session, now, rad, "oppgave.ikke_aktuelt", person_id=person_id, data={})
    return rad


def _med(rad: Oppgave, bevis: Sequence[Bevis]) -> list[dict[str, str]]:
    """The evidence with the new in it; what is given anew takes the place of what there was of its kind."""
    nye = {ett.slag for ett in bevis}
    return [
        *(ett for ett in rad.bevis if ett["slag"] not in nye),
        *({"slag": ett.slag, "verdi": ett.verdi} for ett in bevis),
    ]
