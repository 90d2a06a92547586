"""What is done with an avvik. Each function runs inside the caller's transaction, rows and notices together."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from hms.avvik import beskjeder, flyt, klokke, personvern, pliktene, queries, rules
from hms.avvik.model import Avvik, AvvikInhabil, AvvikMelder, AvvikTillegg
from hms.avvik.queries import Leser
from hms.kit import nummer, revisjon
from hms.kit.feil import HmsError
from hms.kit.klokke import oslo, oslo_date
from hms.organisasjon import queries as org
from hms.organisasjon.rader import Person

SERIE = "AVV"
INGEN = Leser(None, None)


@dataclass(frozen=True)
class NyttAvvik:
    """What a reporter has confirmed in the review. `hendt_*` are civil local times as ISO text. `anonym`: nothing is kept of who it is."""

    hva: str
    kategori: str
    skade: str
    grad: int
    node_id: int
    sted: str | None = None
    hendt_fra: str | None = None
    hendt_til: str | None = None
    strakstiltak: str | None = None
    forslag: str | None = None
    gjentakelse: str | None = None
    fortrolig: bool = False
    gjelder_leder: bool = False
    anonym: bool = False


def foreslatt_behandler(
    session: Session, leser: Leser, node_id: int, now: datetime, *, gjelder_leder: bool
) -> int | None:
    """Who would handle a case reported here: the nearest leader (7-AL-7), or the next when it is about that leader."""
    line = org.linjeledere(session, leser.person_id, node_id, oslo_date(now))
    candidates = line[1:] if gjelder_leder else line
    return candidates[0].id if candidates else None


def meld(session: Session, now: datetime, leser: Leser, nytt: NyttAvvik) -> Avvik:
    """Registers a case, and enqueues the notices of avvik.md 5. Krav 6.3.4-1, 6.1-11.

    Of an anonymous one nobody could tell afterwards who reported: not by the handler, who is not chosen by the reporter's own line.
    """
    leser = INGEN if nytt.anonym else leser
    line = org.linjeledere(session, leser.person_id, nytt.node_id, oslo_date(now))
    inhabil = line[0] if nytt.gjelder_leder and line else None
    behandler = foreslatt_behandler(session, leser, nytt.node_id, now, gjelder_leder=nytt.gjelder_leder)
    avvik = registrer(session, now, nytt, behandler, kilde=flyt.ANONYM if nytt.anonym else flyt.MELDER)
    if not nytt.anonym:
        session.add(AvvikMelder(avvik_id=_id(avvik), person_id=leser.person_id, kontakt_id=leser.kontakt_id))
    if inhabil is not None and inhabil.id is not None:
        session.add(AvvikInhabil(avvik_id=_id(avvik), person_id=inhabil.id))
    session.flush()
    personvern.start(session, now, avvik)
    data = {"grad": avvik.grad, "kategori": avvik.kategori, "node": avvik.node_id, "behandler": avvik.behandler_id}
    skriv_revisjon(session, now, avvik, "avvik.meldt", leser=leser, data=data)
    return avvik


def registrer(
    session: Session,
    now: datetime,
    nytt: NyttAvvik,
    behandler: int | None,
    *,
    ikke_for: datetime | None = None,
    **felt: Any,
) -> Avvik:
    """A new case with its number, deadlines, ladder and duties, and the notices to handler, verneombud and those whom it calls for.

    `ikke_for` is when the notices may go at the earliest; `felt` are other columns. Who reported, and the audit, is the caller's.
    """
    grad = rules.laveste_grad(nytt.skade, nytt.grad)
    ar = oslo(now).year
    lopenr = nummer.neste_nummer(session, SERIE, ar)
    frister = queries.frister(session, grad, now)
    avvik = Avvik(
        nummer=f"{SERIE}-{ar}-{lopenr:04d}",
        ar=ar,
        lopenr=lopenr,
        status=flyt.MELDT,
        hva=nytt.hva,
        kategori=nytt.kategori,
        skade=nytt.skade,
        grad=grad,
        meldt_grad=nytt.grad,
        node_id=nytt.node_id,
        sted=nytt.sted,
        hendt_fra=nytt.hendt_fra,
        hendt_til=nytt.hendt_til,
        strakstiltak=nytt.strakstiltak,
        forslag=nytt.forslag,
        gjentakelse=nytt.gjentakelse,
        fortrolig=nytt.fortrolig and not nytt.anonym,
        behandler_id=behandler,
        meldt_at=now,
        hos_behandler_fra=now,
        frist_mottatt=frister.mottatt,
        frist_vurdert=frister.vurdert,
        frist_lukket=frister.lukket,
        **felt,
    )
    session.add(avvik)
    session.flush()
    klokke.still(session, avvik)
    pliktene.still(session, now, avvik)
    session.flush()
    beskjeder.om_nytt(session, avvik, ikke_for)
    return avvik


def bekreft_mottak(session: Session, now: datetime, leser: Leser, avvik_id: int) -> Avvik:
    """The handler (or the leader above) confirms. Raises avvik.ingen_rett, avvik.alt_mottatt. Krav 7-AL-7."""
    try:
        avvik = hent(session, now, leser, avvik_id, "bekreft")
    except HmsError as error:
        if error.code == "avvik.ikke_naa":
            raise HmsError("avvik.alt_mottatt", nummer=error.params["nummer"]) from None
        raise
    avvik.status = flyt.MOTTATT
    avvik.mottatt_at = now
    avvik.mottatt_av = leser.person_id
    klokke.start_paa_nytt(session, avvik)
    beskjeder.oppdater_kort(session, avvik)
    beskjeder.til_melder(session, now, avvik, "avvik_mottatt")
    skriv_revisjon(session, now, avvik, "avvik.mottatt", leser=leser, data={})
    return avvik


def send_videre(
    session: Session, now: datetime, leser: Leser, avvik_id: int, *, til_person_id: int, fordi: str
) -> Avvik:
    """Gives the case to another handler with a reason; the reporter is told. Raises avvik.ingen_rett, avvik.samme_behandler."""
    avvik = hent(session, now, leser, avvik_id, "send_videre")
    code = nei_til(session, now, leser, avvik, til_person_id)
    if code is not None:
        raise HmsError(code)
    fra = avvik.behandler_id
    avvik.behandler_id = til_person_id
    avvik.status = flyt.VIDERESENDT
    avvik.videresendt_fordi = fordi
    avvik.mottatt_at, avvik.mottatt_av = None, None
    avvik.hos_behandler_fra = now
    avvik.frist_mottatt = queries.frister(session, avvik.grad, now).mottatt
    klokke.start_paa_nytt(session, avvik)
    session.flush()
    beskjeder.oppdater_kort(session, avvik)
    beskjeder.til_ny_behandler(session, avvik, queries.stempel(avvik))
    beskjeder.til_melder(session, now, avvik, "avvik_videresendt")
    skriv_revisjon(session, now, avvik, "avvik.videresendt", leser=leser, data={"fra": fra, "til": til_person_id})
    return avvik


def nei_til(session: Session, now: datetime, leser: Leser, avvik: Avvik, person_id: int) -> str | None:
    """Why the reader cannot give the case to this person, as a code of HmsError; None when it can be done."""
    ny = org.person(session, person_id)
    if ny is None or not kan_overta(session, now, leser, avvik, ny):
        return "avvik.kan_ikke_behandle"
    return "avvik.samme_behandler" if person_id == avvik.behandler_id else None


def kan_overta(session: Session, now: datetime, leser: Leser, avvik: Avvik, ny: Person) -> bool:
    """May this person handle the case: an employee, not the reporter, nobody it is about, never the verneombud (avvik.md 2).

    To somebody who may not see who reported, the reporter is as good as another: a no would tell. Nobody closes a case of her own.
    A leader does not take a confidential case over for herself: she would learn who reported (avvik.md 8).
    """
    paa = oslo_date(now)
    reporter = queries.melder(session, avvik)
    out: set[int | None] = {person.id for person in queries.verneombud(session, avvik, paa)}
    out |= queries.inhabile(session, avvik.id or 0)
    if reporter is not None and queries.ser_melder(session, avvik, leser, paa):
        out.add(reporter.person_id)
    out.add(avvik.avvist_av)
    if avvik.fortrolig:
        out.add(leser.person_id)
    return org.er_gyldig(ny, paa) and not ny.gjest and ny.id not in out


def legg_til(session: Session, now: datetime, leser: Leser, avvik_id: int, tekst: str) -> Avvik:
    """The reporter adds something; the handler is told. Raises avvik.ingen_rett."""
    avvik = hent(session, now, leser, avvik_id, "legg_til")
    row = AvvikTillegg(avvik_id=avvik_id, tekst=tekst, skrevet_at=now)
    session.add(row)
    session.flush()
    beskjeder.oppdater_kort(session, avvik)
    beskjeder.til_behandler(session, now, avvik, "avvik_tillegg", row.id, tillegg=row.id)
    skriv_revisjon(session, now, avvik, "avvik.tillegg", leser=leser, data={"tillegg": row.id})
    return avvik


def hent(session: Session, now: datetime, leser: Leser, avvik_id: int, handling: str) -> Avvik:
    """The case, locked for the rest of the transaction, if the reader may do this with it now.

    Raises avvik.ingen_rett, and avvik.ikke_naa with the state it is in.
    """
    avvik = session.get(Avvik, avvik_id, with_for_update=True)
    if avvik is None or not flyt.har_rett(queries.relasjoner(session, avvik, leser, oslo_date(now)), handling):
        raise HmsError("avvik.ingen_rett")
    if avvik.status not in flyt.HANDLINGER[handling].fra:
        raise HmsError(_ikke_naa(avvik), nummer=avvik.nummer, status=avvik.status)
    return avvik


def _ikke_naa(avvik: Avvik) -> str:
    return "avvik.ingen_rett" if avvik.status == flyt.SKJERMET else "avvik.ikke_naa"


def skriv_revisjon(
    session: Session, now: datetime, avvik: Avvik, hendelse: str, *, leser: Leser, data: Mapping[str, object]
) -> None:
    """A line of the audit. The actor of a confidential case is «melder» when the reporter acts, and so is an anonymous one."""
    reporter = queries.melder(session, avvik)
    if leser == INGEN or (avvik.fortrolig and reporter is not None and queries.er_melder(reporter, leser)):
        aktor = "melder"
    else:
        aktor = f"person:{leser.person_id}" if leser.person_id else f"kontakt:{leser.kontakt_id}"
    revisjon.skriv(session, now, hendelse, objekt=f"avvik:{avvik.id}", aktor=aktor, data=data)


def _id(avvik: Avvik) -> int:
    if avvik.id is None:
        raise RuntimeError("an avvik has no id before it is flushed")
    return avvik.id
