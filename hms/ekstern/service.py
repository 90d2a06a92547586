"""A report's way to another system: taken in, claimed, carried over, numbered. Each function is one step of the caller's transaction."""

import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from hms.avvik import rules as avvik
from hms.avvik.queries import Leser
from hms.avvik.service import NyttAvvik
from hms.ekstern import beskjeder, klokke, mottakere, personvern, rules, vedlegg
from hms.ekstern.model import EksternSak
from hms.ekstern.rules import IKKE_OVERFORT, NUMMER_MOTTATT, OVERFORT, Oppsett
from hms.kit import nummer, revisjon
from hms.kit.feil import HmsError
from hms.kit.klokke import oslo, oslo_date
from hms.organisasjon import queries as org
from hms.outbox.setninger import STRAKS

SERIE = "EKS"
LEIE = timedelta(seconds=60)


def meld(
    session: Session,
    now: datetime,
    oppsett: Oppsett,
    nytt: NyttAvvik,
    leser: Leser | None,
    *,
    gjelder: str | None = None,
) -> EksternSak:
    """Takes a finished report in, to be carried over. `leser` None: Varde reports by itself, about `gjelder` («tiltak:7»).

    This is the door for rule 6.3.5-4 as well: ask `meldt_om` first, for one report about each tiltak is enough. Krav 6.3.4-1.
    """
    ar = oslo(now).year
    line = org.linjeledere(session, leser.person_id if leser else None, nytt.node_id, oslo_date(now))
    leaders = line[1:] if nytt.gjelder_leder else line
    sak = EksternSak(
        referanse=f"{SERIE}-{ar}-{nummer.neste_nummer(session, SERIE, ar):04d}",
        webhook_id=f"msg_{secrets.token_urlsafe(18)}",
        status=IKKE_OVERFORT,
        vei=oppsett.vei if leser or oppsett.webhook else rules.MOTTAK,
        mottak=oppsett.mottak,
        kilde=rules.MELDER if leser else rules.VARDE,
        gjelder=gjelder,
        grad=avvik.laveste_grad(nytt.skade, nytt.grad),
        node_id=nytt.node_id,
        leder_id=leaders[0].id if leaders else None,
        person_id=leser.person_id if leser else None,
        kontakt_id=leser.kontakt_id if leser else None,
        fortrolig=nytt.fortrolig,
        kropp=_kropp(session, nytt, leser),
        meldt_at=now,
        neste_at=STRAKS,
    )
    klokke.still(session, sak)
    session.flush()
    if sak.vei == rules.MOTTAK:
        beskjeder.til_mottak(session, sak)
    if sak.grad == avvik.KRITISK:
        beskjeder.om_kritisk(session, sak)
    personvern.start(session, now, sak, nytt.kategori)
    actor = rules.VARDE if leser is None else rules.MELDER if nytt.fortrolig else _aktor(leser)
    _revider(session, now, sak, "ekstern.meldt", actor, grad=sak.grad, node=sak.node_id, vei=sak.vei)
    return sak


def meldt_om(session: Session, gjelder: str) -> EksternSak | None:
    """The newest report that Varde made about this; the other system alone knows whether it is closed there."""
    query = select(EksternSak).where(EksternSak.gjelder == gjelder).order_by(col(EksternSak.id).desc()).limit(1)
    return session.exec(query).first()


@dataclass(frozen=True)
class Sending:
    """A report in the hands of the webhook: what the receiver gets, and how often it has been tried."""

    sak_id: int
    webhook_id: str
    referanse: str
    enhet: tuple[str, str]
    meldt_at: datetime
    kropp: dict[str, Any]
    forsok: int
    bilder: tuple[vedlegg.Bilde, ...] = ()


def lei(session: Session, now: datetime, grense: int) -> list[Sending]:
    """Claims reports that are due for the webhook (machine time), before they are posted, so that a stopped process leaves a trace."""
    free = col(EksternSak.leie_til).is_(None) | (col(EksternSak.leie_til) < now)
    query = (
        select(EksternSak)
        .where(EksternSak.vei == rules.WEBHOOK, EksternSak.status == IKKE_OVERFORT, EksternSak.neste_at <= now, free)
        .where(vedlegg.hentet())
        .order_by(col(EksternSak.grad).desc(), col(EksternSak.id))
        .limit(grense)
        .with_for_update(skip_locked=True)
    )
    claimed = []
    for sak in session.exec(query).all():
        sak.leie_til, sak.forsok = now + LEIE, sak.forsok + 1
        session.add(sak)
        node = org.node(session, sak.node_id)
        unit = (node.ekstern_id, node.navn) if node else ("", "")
        claimed.append(
            Sending(
                sak.id or 0,
                sak.webhook_id,
                sak.referanse,
                unit,
                sak.meldt_at,
                dict(sak.kropp or {}),
                sak.forsok,
                vedlegg.bilder(session, sak),
            )
        )
    return claimed


def overfort(session: Session, now: datetime, sak_id: int, nummer_der: str | None) -> None:
    """The receiver has it: the words are erased. Without a number it is still chased."""
    sak = _las(session, sak_id)
    if sak is None or sak.status != IKKE_OVERFORT:
        return
    sak.status, sak.sendt_at, sak.kropp, sak.leie_til, sak.grunn = OVERFORT, now, None, None, None
    session.add(sak)
    vedlegg.slett(session, sak)
    _revider(session, now, sak, "ekstern.overfort", rules.VARDE)
    if nummer_der is not None:
        _sett_nummer(session, now, sak, nummer_der, rules.VARDE, fortell=True)
    else:
        beskjeder.oppdater_kort(session, sak)


def prov_igjen(session: Session, sak_id: int, neste_at: datetime, grunn: str) -> None:
    """Not delivered: to be tried again at a moment (machine time)."""
    sak = _las(session, sak_id)
    if sak is not None and sak.status == IKKE_OVERFORT:
        sak.neste_at, sak.leie_til, sak.grunn = neste_at, None, grunn
        session.add(sak)


def gi_opp(session: Session, now: datetime, sak_id: int, grunn: str) -> None:
    """The webhook cannot deliver it: the named reception, or else the reporter, gets the finished text to carry over by hand."""
    sak = _las(session, sak_id)
    if sak is None or sak.status != IKKE_OVERFORT:
        return
    sak.leie_til, sak.grunn = None, grunn
    sak.vei = rules.MELDER if not sak.mottak and har_melder(sak) else rules.MOTTAK
    session.add(sak)
    session.flush()
    if sak.vei == rules.MOTTAK:
        beskjeder.til_mottak(session, sak)
    else:
        beskjeder.til_melder(session, sak, "ekstern_kort", kort=f"ekstern:{sak.id}:tilbake")
    beskjeder.oppdater_kort(session, sak)
    _revider(session, now, sak, "ekstern.gitt_opp", rules.VARDE, grunn=grunn, vei=sak.vei)


def legg_inn_nummer(session: Session, now: datetime, leser: Leser, sak_id: int, said: str) -> EksternSak:
    """Somebody who may enters the other system's number: it has arrived. Raises ekstern.ingen_rett, ekstern.har_nummer, ekstern.nummer."""
    sak = _las(session, sak_id)
    if sak is None or not kan_legge_inn(session, now, leser, sak):
        raise HmsError("ekstern.ingen_rett")
    if sak.nummer is not None:
        raise HmsError("ekstern.har_nummer", referanse=sak.referanse, nummer=sak.nummer)
    number = rules.rent_nummer(said)
    if number is None:
        raise HmsError("ekstern.nummer")
    mine = er_melder(sak, leser)
    sak.sendt_at = sak.sendt_at or now
    actor = rules.MELDER if sak.fortrolig and mine else _aktor(leser)
    _sett_nummer(session, now, sak, number, actor, fortell=not mine)
    return sak


def kan_legge_inn(session: Session, now: datetime, leser: Leser, sak: EksternSak) -> bool:
    """The reporter, the named reception and the HMS-ansvarlig may."""
    paa = oslo_date(now)
    people = {*mottakere.mottaket(session, sak, paa), *mottakere.hms_ansvarlige(session, paa)}
    return er_melder(sak, leser) or leser.person_id in people


def er_melder(sak: EksternSak, leser: Leser) -> bool:
    """Did this reader report it? Somebody in the directory is known by the person, whatever the account."""
    if sak.person_id is not None:
        return sak.person_id == leser.person_id
    return sak.kontakt_id is not None and sak.kontakt_id == leser.kontakt_id


def har_melder(sak: EksternSak) -> bool:
    """Is there anybody who reported it, and is known still?"""
    return sak.person_id is not None or sak.kontakt_id is not None


def uten_nummer(session: Session, leser: Leser | None = None, grense: int = 100) -> Sequence[EksternSak]:
    """Reports whose number is missing, oldest first: all, or those that this reader made."""
    query = select(EksternSak).where(EksternSak.status != NUMMER_MOTTATT)
    if leser is not None:
        own = EksternSak.person_id == leser.person_id
        if leser.person_id is None:
            own = EksternSak.kontakt_id == leser.kontakt_id
        query = query.where(own)
    return session.exec(query.order_by(col(EksternSak.id)).limit(grense)).all()


def _sett_nummer(session: Session, now: datetime, sak: EksternSak, number: str, actor: str, *, fortell: bool) -> None:
    sak.status, sak.nummer, sak.nummer_at, sak.kropp, sak.neste_trinn_at = NUMMER_MOTTATT, number, now, None, None
    session.add(sak)
    vedlegg.slett(session, sak)
    session.flush()
    beskjeder.oppdater_kort(session, sak)
    if fortell:
        beskjeder.til_melder(session, sak, "ekstern_nummer")
    sak.person_id, sak.kontakt_id = None, None
    session.add(sak)
    _revider(session, now, sak, "ekstern.nummer", actor)


def _kropp(session: Session, nytt: NyttAvvik, leser: Leser | None) -> dict[str, Any]:
    """What was reported. A confidential reporter is not named: Varde cannot know who reads it there."""
    values = {key: value for key, value in asdict(nytt).items() if key != "node_id" and value is not None}
    values["grad"] = avvik.laveste_grad(nytt.skade, nytt.grad)
    person = org.person(session, leser.person_id) if leser and leser.person_id is not None else None
    if person is not None and not nytt.fortrolig:
        values["melder"] = {"id": person.ekstern_id, "navn": person.navn, "epost": person.epost}
    return values


def _las(session: Session, sak_id: int) -> EksternSak | None:
    return session.get(EksternSak, sak_id, with_for_update=True)


def _aktor(leser: Leser) -> str:
    return f"person:{leser.person_id}" if leser.person_id else f"kontakt:{leser.kontakt_id}"


def _revider(session: Session, now: datetime, sak: EksternSak, event: str, actor: str, **data: Any) -> None:
    revisjon.skriv(session, now, event, objekt=f"ekstern:{sak.id}", aktor=actor, data=data)
