"""Roles in chat: a leader names deputies for the own roles (T-28), the HMS-ansvarlig gives and ends roles (5.0-2, docs/adr/0017)."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from hms.arshjul.rules import pluss_mnd
from hms.kit import revisjon
from hms.kit.feil import HmsError
from hms.kit.klokke import oslo_date
from hms.organisasjon import endring
from hms.organisasjon import queries as org
from hms.organisasjon.model import Node, Rolle
from hms.organisasjon.rader import Rolle as Rollerad
from hms.outbox import service as outbox
from hms.regelverk.roller import MED_PART, tildelbare

HMS = "hms_ansvarlig"
# They open shielded cases or stand above the line: they come with the file alone.
BARE_I_FILA = frozenset({"varslingsmottak", "personvernombud", "kommunedirektor"})
# Their deputies are elected, not named by the holder.
VALGTE = frozenset({"verneombud", "hovedverneombud", "tillitsvalgt", "hovedtillitsvalgt", "amu_medlem", "akan_utvalg"})
MAKS_MND = 12
TILBAKE = timedelta(days=60)
DAG = timedelta(days=1)


def egne(session: Session, person_id: int, paa: date) -> list[Rollerad]:
    """The roles that this person holds and may name a deputy for."""
    uten = VALGTE | {"varslingsmottak", "personvernombud"}
    return [r for r in org.roller_til(session, person_id, paa) if not r.stedfortreder and r.rolle not in uten]


def stedfortredere(session: Session, person_id: int, paa: date) -> list[Rolle]:
    """The deputies that stand in for this person, now or later, by their first day."""
    sporring = select(Rolle).where(Rolle.for_id == person_id).order_by(col(Rolle.gyldig_fra), col(Rolle.id))
    return [rad for rad in session.exec(sporring) if rad.gyldig_til is None or rad.gyldig_til >= paa]


def som_kan_avsluttes(session: Session, person_id: int, paa: date) -> list[Rolle]:
    """The roles of this person that have not ended, those that have not begun too."""
    sporring = select(Rolle).where(Rolle.person_id == person_id).order_by(col(Rolle.stedfortreder), col(Rolle.id))
    return [rad for rad in session.exec(sporring) if rad.gyldig_til is None or rad.gyldig_til >= paa]


def gi_stedfortreder(
    session: Session, now: datetime, person_id: int | None, rolle_id: int, *, til: int, fra: date, slutt: date
) -> Rolle:
    """Somebody stands in for the holder of a role from day to day, both included; what the role gets goes there.

    Raises rolle.ingen_rett, rolle.periode, rolle.finnes, and the codes of `_kan_ha`.
    """
    paa = oslo_date(now)
    egen = next((r for r in egne(session, person_id, paa) if r.id == rolle_id), None) if person_id else None
    if egen is None or person_id is None:
        raise HmsError("rolle.ingen_rett")
    if not (paa <= slutt <= pluss_mnd(paa, MAKS_MND) and fra <= slutt):
        raise HmsError("rolle.periode", maks=MAKS_MND)
    _kan_ha(session, til, person_id, max(fra, paa), slutt)
    hvor = (egen.omfang_type, egen.omfang_id)
    for annen in _like(session, egen.rolle, til, hvor, fra=fra, til=slutt):
        if annen.for_id == person_id or not annen.stedfortreder:
            raise HmsError("rolle.finnes")
    rad = endring.gi_rolle(
        session, egen.rolle, til, hvor, fra=max(fra, paa), til=slutt, stedfortreder=True, for_id=person_id
    )
    _skriv(session, now, "stedfortreder.gitt", rad, person_id)
    _fortell(session, rad, "rolle_gitt", til)
    return rad


def kan_styre(session: Session, person_id: int | None, paa: date) -> bool:
    """Is this the HMS-ansvarlig, or the deputy in that place?"""
    return person_id is not None and any(p.id == person_id for p in org.kommune_rolle(session, HMS, paa))


def gi(
    session: Session, now: datetime, av: int | None, *, rolle: str, til: int, omfang: tuple[str, int], fra: date,
    slutt: date | None = None, part: str | None = None, avlos: Collection[int] = (),
) -> Rolle:  # fmt: skip
    """The HMS-ansvarlig gives a role from a day. The role rows in `avlos` end the day before.

    Raises rolle.ingen_rett, rolle.bare_i_fila, rolle.feil_sted, rolle.part, rolle.dato, rolle.finnes, and the codes of `_kan_ha`.
    """
    paa = oslo_date(now)
    if av is None or not kan_styre(session, av, paa):
        raise HmsError("rolle.ingen_rett")
    if rolle in BARE_I_FILA or rolle not in tildelbare():
        raise HmsError("rolle.bare_i_fila")
    if not _ligger_der(session, rolle, omfang):
        raise HmsError("rolle.feil_sted")
    if (part is not None) != (rolle in MED_PART):
        raise HmsError("rolle.part")
    if not paa - TILBAKE <= fra <= pluss_mnd(paa, MAKS_MND) or (slutt is not None and slutt < max(fra, paa)):
        raise HmsError("rolle.dato", maks=MAKS_MND)
    _kan_ha(session, til, av, max(fra, paa), slutt, gjest_kan=rolle == "bht")
    if any(not annen.stedfortreder for annen in _like(session, rolle, til, omfang, fra=fra, til=slutt)):
        raise HmsError("rolle.finnes")
    for gammel in holdere(session, rolle, omfang, fra):
        if gammel.id in avlos:
            _slutt(session, now, gammel, fra - DAG, av)
    rad = endring.gi_rolle(session, rolle, til, omfang, fra=fra, til=slutt, part=part)
    _skriv(session, now, "rolle.gitt", rad, av)
    _fortell(session, rad, "rolle_gitt", til)
    return rad


def avslutt(session: Session, now: datetime, av: int | None, rolle_id: int, *, siste: date) -> Rolle:
    """Ends a role on a last day: any, by the HMS-ansvarlig; one's own deputy, by the holder. One that has not begun never does.

    Raises rolle.ingen_rett, rolle.er_slutt, rolle.bare_i_fila, rolle.siste (the last HMS-ansvarlig), rolle.sluttdato.
    """
    paa = oslo_date(now)
    rad = session.get(Rolle, rolle_id, with_for_update=True)
    if rad is None or av is None or not (kan_styre(session, av, paa) or rad.for_id == av):
        raise HmsError("rolle.ingen_rett")
    if rad.gyldig_til is not None and rad.gyldig_til < paa:
        raise HmsError("rolle.er_slutt")
    if rad.rolle in BARE_I_FILA and rad.for_id != av:
        raise HmsError("rolle.bare_i_fila")
    if (
        rad.rolle == HMS
        and not rad.stedfortreder
        and len(holdere(session, HMS, (rad.omfang_type, rad.omfang_id), paa)) == 1
    ):
        raise HmsError("rolle.siste")
    if siste < paa or siste > pluss_mnd(paa, MAKS_MND):
        raise HmsError("rolle.sluttdato", maks=MAKS_MND)
    _slutt(session, now, rad, siste if rad.gyldig_fra is None or rad.gyldig_fra <= siste else rad.gyldig_fra - DAG, av)
    return rad


def holdere(session: Session, rolle: str, omfang: tuple[str, int], paa: date) -> list[Rolle]:
    """The rows of those who hold the role there that day, deputies not among them."""
    sporring = select(Rolle).where(
        Rolle.rolle == rolle,
        Rolle.omfang_type == omfang[0],
        Rolle.omfang_id == omfang[1],
        col(Rolle.stedfortreder).is_(False),
        org.gyldig(Rolle, paa),
    )
    return list(session.exec(sporring.order_by(col(Rolle.id))))


def _slutt(session: Session, now: datetime, rad: Rolle, siste: date, av: int) -> None:
    endring.avslutt_rolle(session, rad, siste)
    _skriv(session, now, "rolle.avsluttet", rad, av)
    if rad.person_id != av:
        _fortell(session, rad, "rolle_slutt", rad.person_id)


def _kan_ha(session: Session, til: int, av: int, fra: date, slutt: date | None, *, gjest_kan: bool = False) -> None:
    """Raises rolle.har_sluttet, rolle.er_gjest, rolle.til_seg_selv, rolle.slutter_for."""
    person = org.person(session, til)
    if person is None or not org.er_gyldig(person, fra):
        raise HmsError("rolle.har_sluttet")
    if person.gjest and not gjest_kan:
        raise HmsError("rolle.er_gjest")
    if til == av:
        raise HmsError("rolle.til_seg_selv")
    if slutt is not None and person.gyldig_til is not None and person.gyldig_til < slutt:
        raise HmsError("rolle.slutter_for", dag=person.gyldig_til)


def _ligger_der(session: Session, rolle: str, omfang: tuple[str, int]) -> bool:
    node = session.get(Node, omfang[1]) if omfang[0] == "node" else None
    return tildelbare()[rolle].kan_ligge_pa(omfang[0], node.type if node else None)


def _like(
    session: Session, rolle: str, person_id: int, omfang: tuple[str, int], *, fra: date, til: date | None
) -> list[Rolle]:
    """The same role of the same person there, on at least one day of the time."""
    sporring = select(Rolle).where(
        Rolle.rolle == rolle, Rolle.person_id == person_id, Rolle.omfang_type == omfang[0], Rolle.omfang_id == omfang[1]
    )
    return [
        rad
        for rad in session.exec(sporring)
        if (rad.gyldig_til is None or rad.gyldig_til >= fra)
        and (til is None or rad.gyldig_fra is None or rad.gyldig_fra <= til)
    ]


def _skriv(session: Session, now: datetime, hendelse: str, rad: Rolle, av: int) -> None:
    """The audit line. Its object is the organisation: the plan of the årshjul is made anew when there is one (planlegging)."""
    data: dict[str, Any] = {"rolle": rad.id, "hva": rad.rolle, "person": rad.person_id, rad.omfang_type: rad.omfang_id}
    revisjon.skriv(session, now, hendelse, objekt="organisasjon", aktor=f"person:{av}", data=data)


def _fortell(session: Session, rad: Rolle, nokkel: str, person_id: int) -> None:
    slutt = rad.gyldig_til.isoformat() if nokkel == "rolle_slutt" and rad.gyldig_til else ""
    outbox.varsel(
        session,
        outbox.Varsel(
            dedup_key=f"{nokkel}:{rad.id}:{slutt}",
            nokkel=nokkel,
            mottaker={"person": person_id},
            parametre={"rolle": rad.id},
        ),
    )
