"""What people answer to a duty: done, more time, delegated, not applicable. Rights are looked up at the click."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from hms.arshjul import kursfort, queries, rules, sending
from hms.arshjul.model import APEN, IKKE_AKTUELT, UTFORT, Oppgave
from hms.arshjul.queries import Levende
from hms.kit import revisjon
from hms.kit.feil import HmsError
from hms.kit.kalender import SEND_FROM, klokka, pluss_virkedager
from hms.kit.klokke import oslo_date
from hms.kurs.service import Tatt
from hms.organisasjon import queries as org
from hms.outbox import service as outbox
from hms.regelverk.aksjon import Regelverk

LENGST_TILBAKE = 400
MAKS_TEKST = 500


@dataclass(frozen=True)
class Bevis:
    """One piece of evidence: `slag` is lenke, mote, tall or tekst."""

    slag: str
    verdi: str


def hent(session: Session, now: datetime, regelverk: Regelverk, person_id: int | None, oppgave_id: int) -> Oppgave:
    """The open duty, locked for the rest of the transaction. Raises oppgave.ingen_rett, oppgave.ikke_apen."""
    rad = session.get(Oppgave, oppgave_id, with_for_update=True)
    if rad is None or person_id is None or not kan(session, now, regelverk, person_id, rad):
        raise HmsError("oppgave.ingen_rett")
    if rad.status != APEN and not (rad.status == UTFORT and rad.lenke_innen is not None):
        raise HmsError("oppgave.ikke_apen")
    return rad


def kan(session: Session, now: datetime, regelverk: Regelverk, person_id: int, rad: Oppgave) -> bool:
    """May this person answer: the holder, the delegate, or somebody above in the chain or the line?"""
    paa = oslo_date(now)
    if rad.aksjon not in regelverk.aksjoner:
        return False
    levende = Levende(session)
    holdere = queries.ansvarlige(regelverk, rad, levende, paa)
    if person_id in holdere or queries.er_delegat(rad, person_id, paa):
        return True
    return person_id in _over(session, regelverk, rad, holdere, paa)


def utfort(
    session: Session, now: datetime, regelverk: Regelverk, person_id: int | None, oppgave_id: int, *,
    dato: date, bevis: Sequence[Bevis] = (), lenke_kommer: bool = False,
) -> Oppgave:  # fmt: skip
    """It has been done on that civil day. `lenke_kommer`: the link follows within five working days, else it is open again.

    Raises oppgave.ingen_rett, oppgave.ikke_apen, oppgave.dato (in the future, or too long ago).
    """
    rad = hent(session, now, regelverk, person_id, oppgave_id)
    paa = oslo_date(now)
    if not 0 <= (paa - dato).days <= LENGST_TILBAKE:
        raise HmsError("oppgave.dato")
    rad.status, rad.utfort_at, rad.utfort_av, rad.utfort_dato = UTFORT, now, person_id, dato
    rad.bevis = [*rad.bevis, *({"slag": ett.slag, "verdi": ett.verdi} for ett in bevis)]
    rad.lenke_innen = pluss_virkedager(paa, regelverk.standard.lenke_kommer_virkedager) if lenke_kommer else None
    rad.neste_at = klokka(rad.lenke_innen + rules.DAG, SEND_FROM) if rad.lenke_innen else None
    rad.onsket_frist = rad.onsket_grunn = rad.onsket_av = None
    _lagre(session, now, rad, "oppgave.utfort", person_id=person_id, data={"dato": dato.isoformat()})
    kurset = regelverk.aksjoner[rad.aksjon].kurs
    if kurset is not None and rad.person_id is not None:
        kursfort.fort(session, now, regelverk, rad.person_id, Tatt(kurset, dato), av=person_id)
    return rad


def ikke_aktuelt(
    session: Session, now: datetime, regelverk: Regelverk, person_id: int | None, oppgave_id: int, *, grunn: str
) -> Oppgave:
    """It does not apply here this time, with a reason. Raises oppgave.ingen_rett, oppgave.ikke_apen, oppgave.ma_besvares."""
    rad = hent(session, now, regelverk, person_id, oppgave_id)
    if not regelverk.aksjoner[rad.aksjon].kan_vaere_uaktuelt:
        raise HmsError("oppgave.ma_besvares")
    rad.status, rad.grunn, rad.neste_at = IKKE_AKTUELT, grunn, None
    rad.utfort_at, rad.utfort_av = now, person_id
    _lagre(session, now, rad, "oppgave.ikke_aktuelt", person_id=person_id, data={})
    return rad


def mer_tid(
    session: Session, now: datetime, regelverk: Regelverk, person_id: int | None, oppgave_id: int, *,
    frist: date, grunn: str,
) -> Oppgave:  # fmt: skip
    """Asks for a new deadline; the level above is asked. The old one stands until the answer is yes.

    Raises oppgave.ny_frist (not later than today and the deadline, or beyond the year), oppgave.for_mange_utsettelser,
    oppgave.ingen_over.
    """
    rad = hent(session, now, regelverk, person_id, oppgave_id)
    paa = oslo_date(now)
    if frist <= max(paa, rad.frist) or frist.year > max(paa.year, rad.frist.year):
        raise HmsError("oppgave.ny_frist", ar=max(paa.year, rad.frist.year))
    if rad.utsettelser >= regelverk.standard.maks_utsettelser:
        raise HmsError("oppgave.for_mange_utsettelser", antall=rad.utsettelser)
    over = _over(session, regelverk, rad, queries.ansvarlige(regelverk, rad, Levende(session), paa), paa)
    over = [ett for ett in over if ett != person_id]
    if not over:
        raise HmsError("oppgave.ingen_over")
    rad.onsket_frist, rad.onsket_grunn, rad.onsket_av = frist, grunn, person_id
    _lagre(session, now, rad, "oppgave.mer_tid", person_id=person_id, data={"frist": frist.isoformat()})
    _varsle(session, now, rad, "arshjul_soknad", over[0])
    return rad


def svar_mer_tid(
    session: Session, now: datetime, regelverk: Regelverk, person_id: int | None, oppgave_id: int, *, ja: bool
) -> Oppgave:
    """The level above answers the request for more time, never the one who asked. A yes moves the deadline.

    Raises oppgave.ingen_rett, oppgave.ikke_apen, oppgave.ingen_soknad.
    """
    rad = hent(session, now, regelverk, person_id, oppgave_id)
    if rad.onsket_frist is None or rad.onsket_av is None:
        raise HmsError("oppgave.ingen_soknad")
    paa = oslo_date(now)
    holdere = queries.ansvarlige(regelverk, rad, Levende(session), paa)
    if person_id == rad.onsket_av or person_id not in _over(session, regelverk, rad, holdere, paa):
        raise HmsError("oppgave.ingen_rett")
    spurt_av = rad.onsket_av
    if ja:
        _ny_frist(session, now, regelverk, rad, rad.onsket_frist)
    rad.onsket_frist = rad.onsket_grunn = rad.onsket_av = None
    _lagre(session, now, rad, "oppgave.mer_tid_svar", person_id=person_id, data={"ja": ja})
    _varsle(session, now, rad, "arshjul_svar", spurt_av, ja=ja)
    return rad


def deleger(
    session: Session, now: datetime, regelverk: Regelverk, person_id: int | None, oppgave_id: int, *,
    til: int, slutt: date,
) -> Oppgave:  # fmt: skip
    """Gives the work to somebody until a civil day; who delegates stays answerable (7-KS-12, 7-EL-15, T-27).

    Raises oppgave.kan_ikke_deleger (left, guest, oneself), oppgave.sluttdato (past, or too far ahead).
    """
    rad = hent(session, now, regelverk, person_id, oppgave_id)
    paa = oslo_date(now)
    ny = org.person(session, til)
    if ny is None or ny.gjest or not org.er_gyldig(ny, paa) or til == person_id:
        raise HmsError("oppgave.kan_ikke_deleger")
    if not paa <= slutt <= rules.pluss_mnd(paa, regelverk.standard.delegering_maks_mnd):
        raise HmsError("oppgave.sluttdato", maks=regelverk.standard.delegering_maks_mnd)
    rad.delegert_til, rad.delegert_slutt = til, slutt
    _lagre(session, now, rad, "oppgave.delegert", person_id=person_id, data={"til": til, "slutt": slutt.isoformat()})
    _varsle(session, now, rad, "arshjul_delegert", til)
    return rad


def _ny_frist(session: Session, now: datetime, regelverk: Regelverk, rad: Oppgave, frist: date) -> None:
    """The steps begin anew for the new deadline; those whose day is over are passed by."""
    rad.frist, rad.utsettelser, rad.trinn = frist, rad.utsettelser + 1, []
    aksjon = regelverk.aksjoner[rad.aksjon]
    steg = sending.planlagte(regelverk, aksjon, rad, sending.kalender_for(session, regelverk, rad))
    rad.trinn = [{"navn": ett.navn, "at": None} for ett in steg if oslo_date(ett.at) < oslo_date(now)]
    rad.neste_at = sending.neste_steg_at(session, regelverk, rad, now)


def _over(session: Session, regelverk: Regelverk, rad: Oppgave, holdere: set[int], paa: date) -> list[int]:
    """Those above the holders, nearest first: the duty's own chain, then the line, then the HMS-ansvarlig."""
    funnet = dict.fromkeys(queries.over(regelverk, rad, Levende(session), paa))
    for holder in sorted(holdere):
        funnet.update(dict.fromkeys(p.id for p in org.linjeledere(session, holder, rad.node_id, paa) if p.id))
    funnet.update(dict.fromkeys(p.id for p in org.kommune_rolle(session, "hms_ansvarlig", paa) if p.id))
    return [ett for ett in funnet if ett not in holdere]


def _lagre(
    session: Session, now: datetime, rad: Oppgave, hendelse: str, *, person_id: int | None, data: dict[str, object]
) -> None:
    """Saves, shows every card that has the duty afresh, and writes the audit line."""
    session.add(rad)
    session.flush()
    sending.oppdater_kort(session, rad)
    revisjon.skriv(session, now, hendelse, objekt=f"oppgave:{rad.id}", aktor=f"person:{person_id}", data=data)


def _varsle(session: Session, now: datetime, rad: Oppgave, nokkel: str, person: int, **mer: object) -> None:
    outbox.varsel(
        session,
        outbox.Varsel(
            dedup_key=f"{nokkel}:{rad.id}:{person}:{int(now.timestamp() * 1000)}",
            nokkel=nokkel,
            mottaker={"rolle": "arshjul", "arshjul": person},
            parametre={"oppgave": rad.id, "person": person, **mer},
        ),
    )
