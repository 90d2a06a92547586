"""A vernerunde that was not held by its deadline: whether to report it is asked the leader above, once, and the verneombud sees it (T-47).

Never reported unasked: the document says «skal», but not that this is an avvik (6.3.5-1).
"""

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial

from sqlmodel import Session, col, select

from hms.arshjul import queries, svar
from hms.arshjul import vernerunde as deltakelse
from hms.arshjul.model import APEN, AvvikOppgave, Oppgave
from hms.arshjul.planlegging import Arbeid, Les
from hms.arshjul.queries import Levende
from hms.avvik import beskjeder, flyt, vernerunde
from hms.avvik.queries import Leser
from hms.avvik.vernerunde import Brudd
from hms.ekstern import vernerunde as melding
from hms.kit import revisjon
from hms.kit.feil import HmsError
from hms.kit.kalender import purretid
from hms.kit.klokke import oslo_date
from hms.kit.sporring import sett_inn_nye
from hms.organisasjon import queries as org
from hms.organisasjon.model import Verneomrade
from hms.outbox import service as outbox
from hms.regelverk.aksjon import Regelverk

AKSJON = "AH-08"
NOTICE = "vernerunde_ikke_holdt"
HOLDT = "vernerunde_holdt"
LEDER, VERNEOMBUD = "leder", "verneombud"
PA_ET_KORT = 5  # each has a button of its own


def arbeid(les: Les, regelverk: Regelverk, now: datetime) -> Iterator[Arbeid]:
    """The slices that ask about what has not been asked about; each leader has one card of a few. `les` reads."""
    if AKSJON not in regelverk.aksjoner or not tid(now):
        return
    hos: dict[int, list[int]] = les(partial(_hos_lederne, regelverk=regelverk, paa=oslo_date(now)))
    for leder, ider in hos.items():
        for start in range(0, len(ider), PA_ET_KORT):
            yield partial(_spor, leder=leder, ider=ider[start : start + PA_ET_KORT], now=now)


def tid(now: datetime) -> bool:
    """Is this a moment when leaders are asked: a working day outside quiet periods, in working hours?"""
    return purretid(now) == now


def gjelder(rad: Oppgave, paa: date) -> bool:
    """Is it a vernerunde that has not been held, and its deadline over?"""
    return rad.aksjon == AKSJON and rad.status == APEN and rad.frist < paa


def over(session: Session, regelverk: Regelverk, rad: Oppgave, paa: date) -> list[int]:
    """Those above who holds the duty, nearest first: they may have it reported."""
    return svar.over(session, regelverk, rad, queries.ansvarlige(regelverk, rad, Levende(session), paa), paa)


def om(rad: Oppgave) -> str:
    """What the case about it stands for («oppgave:7»)."""
    return f"oppgave:{rad.id}"


def meld(session: Session, now: datetime, regelverk: Regelverk, leser: Leser, oppgave_id: int) -> Oppgave:
    """A leader above has it reported, once, however often it is pressed. Raises oppgave.ingen_rett, oppgave.ikke_apen."""
    rad, paa = session.get(Oppgave, oppgave_id, with_for_update=True), oslo_date(now)
    ledere = over(session, regelverk, rad, paa) if rad is not None and rad.aksjon in regelverk.aksjoner else []
    if rad is None or rad.aksjon != AKSJON or leser.person_id not in ledere:
        raise HmsError("oppgave.ingen_rett")
    if not gjelder(rad, paa):
        raise HmsError("oppgave.ikke_apen")
    melding.meld_om(session, now, leser, Brudd(om(rad), _ord(session, regelverk, rad), rad.node_id, ledere[0]))
    return rad


def holdt(session: Session, now: datetime, rad: Oppgave) -> None:
    """It is held after all: the handler of the case about it may close it. It is never closed by itself."""
    avvik = vernerunde.meldt_om(session, om(rad)) if rad.aksjon == AKSJON else None
    if avvik is not None and avvik.status in flyt.APNE:
        beskjeder.oppdater_kort(session, avvik)
        beskjeder.til_behandler(session, now, avvik, HOLDT, rad.id, oppgave=rad.id)


def _ord(session: Session, regelverk: Regelverk, rad: Oppgave) -> str:
    """«Gjennomføre vernerunde: Fjellbris»: the document's own words, and where."""
    navn = regelverk.aksjoner[AKSJON].navn(rad.del_, rad.niva, "nb")
    omrade = session.get(Verneomrade, rad.omrade_id) if rad.omrade_id is not None else None
    return f"{navn}: {omrade.navn}" if omrade is not None else navn


def _hos_lederne(session: Session, *, regelverk: Regelverk, paa: date) -> dict[int, list[int]]:
    """The duties that nobody has been asked about, by the leader to ask."""
    asked = select(col(AvvikOppgave.oppgave_id))
    query = select(Oppgave).where(Oppgave.status == APEN, Oppgave.frist < paa, Oppgave.aksjon == AKSJON)
    hos: dict[int, list[int]] = {}
    # In an order that is the same whoever planned them: several processes make the same cards.
    for rad in session.exec(
        query.where(col(Oppgave.id).not_in(asked)).order_by(col(Oppgave.frist), col(Oppgave.gjelder_id))
    ):
        for leder in over(session, regelverk, rad, paa)[:1]:
            hos.setdefault(leder, []).append(rad.id or 0)
    return hos


def _spor(session: Session, *, leder: int, ider: list[int], now: datetime) -> int:
    """One card to the leader, one to each verneombud of these areas, and a note that it is done. Another process may have been first."""
    paa = oslo_date(now)
    query = (
        select(Oppgave)
        .where(col(Oppgave.id).in_(ider))
        .order_by(col(Oppgave.frist), col(Oppgave.gjelder_id))
        .with_for_update()
    )
    locked = session.exec(query).all()
    asked = set(session.exec(select(AvvikOppgave.oppgave_id).where(col(AvvikOppgave.oppgave_id).in_(ider))))
    rader = [rad for rad in locked if rad.id not in asked and gjelder(rad, paa)]
    ider = [rad.id or 0 for rad in rader]
    if not ider:
        return 0
    hos: dict[tuple[str, int], list[Oppgave]] = {(LEDER, leder): rader}
    for rad in rader:
        for ombud in deltakelse.verneombud(session, rad, paa) or org.hovedverneombud(session, paa):
            hos.setdefault((VERNEOMBUD, ombud.id or 0), []).append(rad)
    sett_inn_nye(session, AvvikOppgave, [{"oppgave_id": id_, "foreslatt": paa} for id_ in ider])
    for id_ in ider:
        revisjon.skriv(session, now, "oppgave.avvik_foreslatt", objekt=f"oppgave:{id_}", aktor="varde", data={})
    for (som, person), oppgaver in hos.items():
        key = f"{NOTICE}:{som}:{person}:{paa.isoformat()}:{'-'.join(rad.gjelder_id for rad in oppgaver)}"
        outbox.varsel(
            session,
            outbox.Varsel(
                dedup_key=key,
                nokkel=NOTICE,
                mottaker={"rolle": som, "arshjul": person},
                parametre={"oppgaver": [rad.id for rad in oppgaver], "som": som},
                kort=f"om-{key}",
            ),
        )
    return len(hos)
