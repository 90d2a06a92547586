"""What is done with a tiltak, by the responsible person or the handler of the case that it came out of (avvik.md 5).

One that came out of no case (it was taken in from a file) is followed up by the leaders above the responsible person.

Each function is one step in the caller's transaction. Rights are looked up here, at the click.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import not_, or_
from sqlmodel import Session, col, select

from hms.avvik import behandling, beskjeder, flyt, klokke, lister, queries, vernerunde
from hms.avvik.behandling import OPPHAV
from hms.avvik.model import Avvik
from hms.avvik.queries import Leser
from hms.kit.feil import HmsError
from hms.kit.kalender import dagtid
from hms.kit.klokke import oslo_date
from hms.kit.sider import Side
from hms.organisasjon import queries as org
from hms.outbox import service as outbox
from hms.tiltak import mottakere, rules, service
from hms.tiltak import queries as queries_tiltak
from hms.tiltak.model import Tiltak, TiltakSoknad

ANSVARLIG = "ansvarlig"
BEGGE = frozenset({ANSVARLIG, flyt.BEHANDLER})
BARE_BEHANDLER = frozenset({flyt.BEHANDLER})


def roller(session: Session, tiltak: Tiltak, avvik: Avvik | None, leser: Leser, paa: date) -> frozenset[str]:
    """What the reader is to the tiltak: «ansvarlig», «behandler» of its case, both or neither.

    Nobody is anything to a case that has been restricted, or that is about him or her. Without a case the leaders above the
    responsible person are what a handler is.
    """
    if avvik is None:
        return _uten_sak(session, tiltak, leser, paa)
    relasjoner = queries.relasjoner(session, avvik, leser, paa)
    if avvik.status == flyt.SKJERMET or flyt.INHABIL in relasjoner or leser.person_id is None:
        return frozenset()
    found = relasjoner & {flyt.BEHANDLER}
    if leser.person_id == tiltak.ansvarlig_id and queries.er_her(session, leser.person_id, paa):
        found |= {ANSVARLIG}
    return found


def _uten_sak(session: Session, tiltak: Tiltak, leser: Leser, paa: date) -> frozenset[str]:
    if leser.person_id is None or tiltak.opphav_type == OPPHAV:
        return frozenset()
    ledere = {leder.id for leder in org.linjeledere(session, tiltak.ansvarlig_id, tiltak.node_id, paa)}
    found = {flyt.BEHANDLER} if leser.person_id in ledere else set()
    if leser.person_id == tiltak.ansvarlig_id and queries.er_her(session, leser.person_id, paa):
        found.add(ANSVARLIG)
    return frozenset(found)


def hos(session: Session, person_id: int, fra: int = 0) -> Side[Tiltak]:
    """A page of what this person has to do and has not done; not what came out of a case that is closed to him or her."""
    closed = select(col(Avvik.id)).where(not_(lister.apen_for(person_id)))
    apne = or_(col(Tiltak.opphav_type) != OPPHAV, col(Tiltak.opphav_id).not_in(closed))
    return queries_tiltak.hos(session, person_id, apne, fra)


def saken(session: Session, tiltak: Tiltak) -> Avvik | None:
    """The avvik that the tiltak came out of; None when it came out of something else."""
    return session.get(Avvik, tiltak.opphav_id) if tiltak.opphav_type == OPPHAV else None


def hent(
    session: Session, now: datetime, leser: Leser, tiltak_id: int, hvem: frozenset[str] = BEGGE
) -> tuple[Tiltak, Avvik | None]:
    """The tiltak and its case, if it has one, locked for the rest of the transaction, for somebody who is one of `hvem` to it.

    Raises tiltak.ingen_rett.
    """
    tiltak = session.get(Tiltak, tiltak_id)
    avvik = saken(session, tiltak) if tiltak is not None else None
    if tiltak is None or (avvik is None and tiltak.opphav_type == OPPHAV):
        raise HmsError("tiltak.ingen_rett")
    if avvik is not None:  # the case first, as everywhere, so that two never wait for each other
        session.refresh(avvik, with_for_update=True)
    session.refresh(tiltak, with_for_update=True)
    if roller(session, tiltak, avvik, leser, oslo_date(now)).isdisjoint(hvem):
        raise HmsError("tiltak.ingen_rett")
    return tiltak, avvik


def meld_utfort(session: Session, now: datetime, leser: Leser, tiltak_id: int, hvordan: str | None) -> Tiltak:
    """It is done, from this click on. Raises tiltak.ingen_rett, tiltak.alt_ferdig."""
    tiltak, avvik = hent(session, now, leser, tiltak_id)
    service.meld_utfort(session, now, tiltak, _person(leser), hvordan)
    if avvik is not None:
        behandling.tiltak_ferdig(session, now, leser, avvik)
    vernerunde.utfort(session, now, tiltak)
    if tiltak.kilde == rules.VERNERUNDE:
        _fortell(session, now, tiltak, {"rolle": flyt.VERNEOMBUD}, hva="utfort", gang=int(now.timestamp()))
    return tiltak


def hent_omstridt(session: Session, now: datetime, leser: Leser, tiltak_id: int) -> Tiltak:
    """A tiltak that this reader may dispute as verneombud, locked. Raises tiltak.ingen_rett, tiltak.ikke_bestridbart."""
    tiltak = session.get(Tiltak, tiltak_id, with_for_update=True)
    ombud = mottakere.verneombud(session, tiltak, oslo_date(now)) if tiltak is not None else []
    if tiltak is None or all(person.id != leser.person_id for person in ombud):
        raise HmsError("tiltak.ingen_rett")
    if not service.kan_bestrides(tiltak, now):
        raise HmsError("tiltak.ikke_bestridbart", dager=rules.BESTRIDES_INNEN.days)
    return tiltak


def bestrid(session: Session, now: datetime, leser: Leser, tiltak_id: int, fordi: str) -> Tiltak:
    """The verneombud says that it is not done: it is open again, and who is responsible and the leader are told. Krav 6.3.5-4."""
    tiltak = hent_omstridt(session, now, leser, tiltak_id)
    service.bestrid(session, now, tiltak, _person(leser), fordi)
    for rolle in (ANSVARLIG, "ledd_1"):
        _fortell(session, now, tiltak, {"rolle": rolle}, hva="bestridt", gang=int(now.timestamp()))
    return tiltak


def hent_meldbart(session: Session, now: datetime, leser: Leser, tiltak_id: int) -> Tiltak:
    """A tiltak of a vernerunde that this reader may have reported as an avvik, locked: a leader above, or the verneombud who is asked.

    Raises tiltak.ingen_rett, tiltak.alt_ferdig.
    """
    tiltak, paa = session.get(Tiltak, tiltak_id, with_for_update=True), oslo_date(now)
    if tiltak is None or tiltak.kilde != rules.VERNERUNDE:
        raise HmsError("tiltak.ingen_rett")
    asked = service.er_spurt(tiltak) and leser.person_id in {p.id for p in mottakere.verneombud(session, tiltak, paa)}
    if not asked and flyt.BEHANDLER not in roller(session, tiltak, None, leser, paa):
        raise HmsError("tiltak.ingen_rett")
    if tiltak.status not in rules.UFERDIGE:
        raise HmsError("tiltak.alt_ferdig")
    return tiltak


def ikke_aktuelt(session: Session, now: datetime, leser: Leser, tiltak_id: int, fordi: str) -> Tiltak:
    """The handler drops it, with a reason; the responsible person is told. Raises tiltak.ingen_rett, tiltak.alt_ferdig."""
    tiltak, avvik = hent(session, now, leser, tiltak_id, BARE_BEHANDLER)
    service.ikke_aktuelt(session, now, tiltak, _person(leser), fordi)
    if avvik is not None:
        behandling.tiltak_ferdig(session, now, leser, avvik)
    _si_fra(session, now, leser, tiltak, hva="uaktuelt", gang=tiltak.runde)
    return tiltak


def ny_frist(
    session: Session, now: datetime, leser: Leser, tiltak_id: int, *, frist: date, fordi: str
) -> tuple[Tiltak, bool]:
    """Another deadline: the handler sets it, the responsible person asks the handler for it. True when it was set.

    Raises tiltak.ingen_rett, tiltak.alt_ferdig, tiltak.frist.
    """
    tiltak, avvik = hent(session, now, leser, tiltak_id)
    if flyt.BEHANDLER in roller(session, tiltak, avvik, leser, oslo_date(now)):
        service.ny_frist(session, now, tiltak, _person(leser), frist=frist, fordi=fordi)
        _ny_plan(session, avvik)
        _si_fra(session, now, leser, tiltak, hva="frist", gang=tiltak.runde)
        vernerunde.foresla(session, now, tiltak)
        return tiltak, True
    soknad = service.sok_frist(session, now, tiltak, _person(leser), frist=frist, fordi=fordi)
    outbox.varsel(
        session,
        outbox.Varsel(
            dedup_key=f"tiltak:{tiltak.id}:soknad:{soknad.id}",
            nokkel="tiltak_soknad",
            mottaker={"rolle": flyt.BEHANDLER, "avvik": avvik.id}
            if avvik
            else {"rolle": "ledd_1", "tiltak": tiltak.id},
            parametre={"soknad": soknad.id},
            kort=f"om-tiltak:{tiltak.id}:soknad:{soknad.id}",
            ikke_for=dagtid(now),
        ),
    )
    return tiltak, False


def avgjor(session: Session, now: datetime, leser: Leser, soknad_id: int, *, ja: bool) -> TiltakSoknad:
    """The handler says yes or no to another deadline; who asked is told.

    Raises tiltak.ingen_rett, tiltak.alt_avgjort, tiltak.frist (the day has passed meanwhile).
    """
    soknad = session.get(TiltakSoknad, soknad_id)
    if soknad is None:
        raise HmsError("tiltak.ingen_rett")
    tiltak, avvik = hent(session, now, leser, soknad.tiltak_id, BARE_BEHANDLER)
    session.refresh(soknad)
    service.avgjor(session, now, tiltak, soknad, _person(leser), ja=ja)
    if ja:
        _ny_plan(session, avvik)
        vernerunde.foresla(session, now, tiltak)
    _si_fra(session, now, leser, tiltak, hva="frist" if ja else "avslag", gang=f"s{soknad.id}")
    return soknad


def _ny_plan(session: Session, avvik: Avvik | None) -> None:
    """The last action's deadline is the plan: the case's own ladder counts from it."""
    if avvik is None:
        return
    if avvik.status in flyt.APNE:
        klokke.start_paa_nytt(session, avvik)
    beskjeder.oppdater_kort(session, avvik)


def _si_fra(session: Session, now: datetime, leser: Leser, tiltak: Tiltak, *, hva: str, gang: object) -> None:
    """Tells the responsible person what the handler did with the tiltak; nothing when they are the same. The verneombud of
    a vernerunde's is told too when it is put off or dropped (avvik.md 10).
    """
    if leser.person_id != tiltak.ansvarlig_id:
        _fortell(session, now, tiltak, {"person": tiltak.ansvarlig_id}, hva=hva, gang=gang)
    if tiltak.kilde == rules.VERNERUNDE and hva != "avslag":
        _fortell(session, now, tiltak, {"rolle": flyt.VERNEOMBUD}, hva=hva, gang=gang)


def _fortell(
    session: Session, now: datetime, tiltak: Tiltak, til: Mapping[str, Any], *, hva: str, gang: object
) -> None:
    rolle = til.get("rolle")
    key = f"tiltak:{tiltak.id}:{hva}:{gang}{f':{rolle}' if rolle else ''}"
    outbox.varsel(
        session,
        outbox.Varsel(
            dedup_key=key,
            nokkel="tiltak_endret",
            mottaker={**til, "tiltak": tiltak.id} if rolle else til,
            parametre={"tiltak": tiltak.id, "hva": hva, "runde": tiltak.runde, "som": rolle},
            kort=f"om-{key}",
            ikke_for=dagtid(now),
        ),
    )


def _person(leser: Leser) -> int:
    if leser.person_id is None:
        raise RuntimeError("somebody with a role to a tiltak is in the directory")
    return leser.person_id
