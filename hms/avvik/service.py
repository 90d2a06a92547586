"""What is done with an avvik. Each function runs inside the caller's transaction, rows and notices together."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from hms.avvik import personvern, queries, rules
from hms.avvik.model import Avvik, AvvikInhabil, AvvikMelder, AvvikTillegg
from hms.avvik.queries import Leser
from hms.kit import nummer, revisjon
from hms.kit.feil import HmsError
from hms.kit.kalender import dagtid, purretid
from hms.kit.klokke import oslo, oslo_date
from hms.organisasjon import queries as org
from hms.organisasjon.model import Person
from hms.outbox import service as outbox
from hms.outbox.model import Prioritet
from hms.stige import Tatt, neste_trinn, stiger

SERIE = "AVV"


@dataclass(frozen=True)
class NyttAvvik:
    """What a reporter has confirmed in the review. `hendt_*` are civil local times as ISO text."""

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


def foreslatt_behandler(
    session: Session, leser: Leser, node_id: int, now: datetime, *, gjelder_leder: bool
) -> int | None:
    """Who would handle a case reported here: the nearest leader (7-AL-7), or the next when it is about that leader."""
    line = org.linjeledere(session, leser.person_id, node_id, oslo_date(now))
    candidates = line[1:] if gjelder_leder else line
    return candidates[0].id if candidates else None


def meld(session: Session, now: datetime, leser: Leser, nytt: NyttAvvik) -> Avvik:
    """Registers a case, and enqueues the notices of avvik.md 5. Krav 6.3.4-1, 6.1-11."""
    paa = oslo_date(now)
    grad = rules.laveste_grad(nytt.skade, nytt.grad)
    line = org.linjeledere(session, leser.person_id, nytt.node_id, paa)
    inhabil = line[0] if nytt.gjelder_leder and line else None
    ar = oslo(now).year
    lopenr = nummer.neste_nummer(session, SERIE, ar)
    frister = rules.frister(grad, now)
    avvik = Avvik(
        nummer=f"{SERIE}-{ar}-{lopenr:04d}",
        ar=ar,
        lopenr=lopenr,
        status=rules.MELDT,
        hva=nytt.hva,
        kategori=nytt.kategori,
        skade=nytt.skade,
        grad=grad,
        node_id=nytt.node_id,
        sted=nytt.sted,
        hendt_fra=nytt.hendt_fra,
        hendt_til=nytt.hendt_til,
        strakstiltak=nytt.strakstiltak,
        forslag=nytt.forslag,
        gjentakelse=nytt.gjentakelse,
        fortrolig=nytt.fortrolig,
        behandler_id=foreslatt_behandler(session, leser, nytt.node_id, now, gjelder_leder=nytt.gjelder_leder),
        meldt_at=now,
        hos_behandler_fra=now,
        frist_mottatt=frister.mottatt,
        frist_vurdert=frister.vurdert,
        frist_lukket=frister.lukket,
    )
    session.add(avvik)
    session.flush()
    session.add(AvvikMelder(avvik_id=_id(avvik), person_id=leser.person_id, kontakt_id=leser.kontakt_id))
    if inhabil is not None and inhabil.id is not None:
        session.add(AvvikInhabil(avvik_id=_id(avvik), person_id=inhabil.id))
    avvik.neste_trinn_at = _neste_trinn_at(avvik)
    session.flush()
    _varsle_om_nytt(session, avvik)
    personvern.start(session, now, avvik)
    data = {"grad": avvik.grad, "kategori": avvik.kategori, "node": avvik.node_id, "behandler": avvik.behandler_id}
    _revisjon(session, now, avvik, "avvik.meldt", leser=leser, data=data)
    return avvik


def bekreft_mottak(session: Session, now: datetime, leser: Leser, avvik_id: int) -> Avvik:
    """The handler (or the leader above) confirms. Raises avvik.ingen_rett, avvik.alt_mottatt. Krav 7-AL-7."""
    avvik = hent(session, now, leser, avvik_id, "bekreft")
    if avvik.mottatt_at is not None:
        raise HmsError("avvik.alt_mottatt", nummer=avvik.nummer)
    avvik.status = rules.MOTTATT
    avvik.mottatt_at = now
    avvik.mottatt_av = leser.person_id
    avvik.neste_trinn_at = None
    session.add(avvik)
    oppdater_kort(session, avvik)
    _varsle_melder(session, now, avvik, "avvik_mottatt")
    _revisjon(session, now, avvik, "avvik.mottatt", leser=leser, data={})
    return avvik


def send_videre(
    session: Session, now: datetime, leser: Leser, avvik_id: int, *, til_person_id: int, fordi: str
) -> Avvik:
    """Gives the case to another handler with a reason; the reporter is told. Raises avvik.ingen_rett, avvik.samme_behandler."""
    avvik = hent(session, now, leser, avvik_id, "send_videre")
    ny = org.person(session, til_person_id)
    if ny is None or not _kan_overta(session, now, leser, avvik, ny):
        raise HmsError("avvik.kan_ikke_behandle")
    if til_person_id == avvik.behandler_id:
        raise HmsError("avvik.samme_behandler")
    fra = avvik.behandler_id
    avvik.behandler_id = til_person_id
    avvik.status = rules.VIDERESENDT
    avvik.videresendt_fordi = fordi
    avvik.mottatt_at, avvik.mottatt_av = None, None
    avvik.trinn = []
    avvik.hos_behandler_fra = now
    avvik.frist_mottatt = rules.frister(avvik.grad, now).mottatt
    avvik.neste_trinn_at = _neste_trinn_at(avvik)
    session.add(avvik)
    session.flush()
    oppdater_kort(session, avvik)
    _varsle_behandler(session, avvik, queries.stempel(avvik))
    _varsle_melder(session, now, avvik, "avvik_videresendt")
    _revisjon(session, now, avvik, "avvik.videresendt", leser=leser, data={"fra": fra, "til": til_person_id})
    return avvik


def _kan_overta(session: Session, now: datetime, leser: Leser, avvik: Avvik, ny: Person) -> bool:
    """May this person handle the case: an employee, not the reporter, nobody it is about, never the verneombud (avvik.md 2).

    A leader does not take a confidential case over for herself: she would learn who reported (avvik.md 8).
    """
    paa = oslo_date(now)
    reporter = queries.melder(session, avvik)
    out = {person.id for person in queries.verneombud(session, avvik, paa)} | queries.inhabile(session, avvik.id or 0)
    if reporter is not None:
        out.add(reporter.person_id)
    if avvik.fortrolig:
        out.add(leser.person_id)
    return org.er_gyldig(ny, paa) and not ny.gjest and ny.id not in out


def legg_til(session: Session, now: datetime, leser: Leser, avvik_id: int, tekst: str) -> Avvik:
    """The reporter adds something; the handler is told. Raises avvik.ingen_rett."""
    avvik = hent(session, now, leser, avvik_id, "legg_til")
    row = AvvikTillegg(avvik_id=avvik_id, tekst=tekst, skrevet_at=now)
    session.add(row)
    session.flush()
    oppdater_kort(session, avvik)
    outbox.varsel(
        session,
        outbox.Varsel(
            dedup_key=f"avvik:{avvik_id}:tillegg:{row.id}",
            nokkel="avvik_tillegg",
            mottaker={"rolle": rules.BEHANDLER, "avvik": avvik_id},
            parametre={"avvik": avvik_id, "tillegg": row.id},
            prioritet=Prioritet.VARSEL,
            ikke_for=None if avvik.grad == rules.KRITISK else dagtid(now),
        ),
    )
    _revisjon(session, now, avvik, "avvik.tillegg", leser=leser, data={"tillegg": row.id})
    return avvik


def ta_trinn(session: Session, now: datetime, avvik: Avvik) -> str | None:
    """Takes the next step of the ladder if it is due, and says which. Called by the tick, never by a person."""
    ladder = stiger()[f"avvik_mottatt_{avvik.grad}"]
    taken = [Tatt(step["navn"], datetime.fromisoformat(step["at"])) for step in avvik.trinn]
    found = neste_trinn(ladder, _utgangspunkt(avvik), taken) if avvik.mottatt_at is None else None
    if found is None:
        avvik.neste_trinn_at = None
        session.add(avvik)
        return None
    step, due = found
    if due > now:
        avvik.neste_trinn_at = due
        session.add(avvik)
        return None
    avvik.trinn = [*avvik.trinn, {"navn": step.navn, "at": now.isoformat()}]
    avvik.neste_trinn_at = _neste_trinn_at(avvik)
    session.add(avvik)
    session.flush()
    kritisk = avvik.grad == rules.KRITISK
    for rolle in step.til:
        outbox.varsel(
            session,
            outbox.Varsel(
                dedup_key=f"avvik:{avvik.id}:{queries.stempel(avvik)}:{step.navn}:{rolle}",
                nokkel="avvik_purring",
                mottaker={"rolle": rolle, "avvik": avvik.id},
                parametre={"avvik": avvik.id, "trinn": step.navn, "som": rolle},
                prioritet=Prioritet.NOD if kritisk else Prioritet.VARSEL,
                ikke_for=None if kritisk else purretid(now, alltid=step.alltid),
            ),
        )
    revisjon.skriv(session, now, "avvik.trinn", objekt=f"avvik:{avvik.id}", aktor="varde", data={"trinn": step.navn})
    return step.navn


def hent(session: Session, now: datetime, leser: Leser, avvik_id: int, handling: str) -> Avvik:
    """The case, locked for the rest of the transaction, if the reader may do this with it."""
    avvik = session.get(Avvik, avvik_id, with_for_update=True)
    if avvik is None or not rules.kan(queries.relasjoner(session, avvik, leser, oslo_date(now)), handling):
        raise HmsError("avvik.ingen_rett")
    return avvik


def oppdater_kort(session: Session, avvik: Avvik) -> None:
    """Asks for every card of the case that has been sent to be shown afresh."""
    for som in (rules.MELDER, rules.BEHANDLER, rules.VERNEOMBUD, rules.ORIENTERT):
        outbox.oppdater(
            session, kort=f"avvik:{avvik.id}:{som}", nokkel="avvik_kort", parametre={"avvik": avvik.id, "som": som}
        )


def _varsle_om_nytt(session: Session, avvik: Avvik) -> None:
    _varsle_behandler(session, avvik, "ny")
    prioritet = Prioritet.NOD if avvik.grad == rules.KRITISK else Prioritet.VARSEL
    for rolle, som in ((rules.VERNEOMBUD, rules.VERNEOMBUD), ("orienterte", rules.ORIENTERT)):
        outbox.varsel(
            session,
            outbox.Varsel(
                dedup_key=f"avvik:{avvik.id}:ny:{som}",
                nokkel="avvik_kort",
                mottaker={"rolle": rolle, "avvik": avvik.id},
                parametre={"avvik": avvik.id, "som": som},
                prioritet=prioritet,
                kort=f"avvik:{avvik.id}:{som}",
            ),
        )


def _varsle_behandler(session: Session, avvik: Avvik, gang: str) -> None:
    outbox.varsel(
        session,
        outbox.Varsel(
            dedup_key=f"avvik:{avvik.id}:{gang}:behandler",
            nokkel="avvik_kort",
            mottaker={"rolle": rules.BEHANDLER, "avvik": avvik.id},
            parametre={"avvik": avvik.id, "som": rules.BEHANDLER, "hos": queries.stempel(avvik)},
            prioritet=Prioritet.NOD if avvik.grad == rules.KRITISK else Prioritet.VARSEL,
            kort=f"avvik:{avvik.id}:{rules.BEHANDLER}",
        ),
    )


def _varsle_melder(session: Session, now: datetime, avvik: Avvik, nokkel: str) -> None:
    reporter = queries.melder(session, avvik)
    if reporter is None:
        return
    known = reporter.person_id is not None
    outbox.varsel(
        session,
        outbox.Varsel(
            dedup_key=f"avvik:{avvik.id}:{nokkel}:{avvik.behandler_id}:{int(now.timestamp())}",
            nokkel=nokkel,
            mottaker={"person": reporter.person_id} if known else {"kontakt": reporter.kontakt_id},
            parametre={"avvik": avvik.id},
            prioritet=Prioritet.VARSEL,
            ikke_for=None if avvik.grad == rules.KRITISK else dagtid(now),
        ),
    )


def _utgangspunkt(avvik: Avvik) -> datetime:
    return avvik.hos_behandler_fra if stiger()[f"avvik_mottatt_{avvik.grad}"].fra == "meldt" else avvik.frist_mottatt


def _neste_trinn_at(avvik: Avvik) -> datetime | None:
    taken = [Tatt(step["navn"], datetime.fromisoformat(step["at"])) for step in avvik.trinn]
    found = neste_trinn(stiger()[f"avvik_mottatt_{avvik.grad}"], _utgangspunkt(avvik), taken)
    return found[1] if found else None


def _revisjon(
    session: Session, now: datetime, avvik: Avvik, hendelse: str, *, leser: Leser, data: dict[str, object]
) -> None:
    reporter = queries.melder(session, avvik)
    if avvik.fortrolig and reporter is not None and queries.er_melder(reporter, leser):
        aktor = "melder"
    else:
        aktor = f"person:{leser.person_id}" if leser.person_id else f"kontakt:{leser.kontakt_id}"
    revisjon.skriv(session, now, hendelse, objekt=f"avvik:{avvik.id}", aktor=aktor, data=data)


def _id(avvik: Avvik) -> int:
    if avvik.id is None:
        raise RuntimeError("an avvik has no id before it is flushed")
    return avvik.id
