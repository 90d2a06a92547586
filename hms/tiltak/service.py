"""What is done with a tiltak. Each function runs inside the caller's transaction, rows and notices together.

Who may do it is decided by what the tiltak came out of (an avvik, a vernerunde, a meeting), not here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from hms.kit import revisjon
from hms.kit.feil import HmsError
from hms.kit.kalender import purretid, slutten_av
from hms.kit.klokke import oslo_date
from hms.outbox import service as outbox
from hms.stige import Stige, Trinn, neste_trinn, stiger, tatte
from hms.tiltak import queries, rules
from hms.tiltak.model import Tiltak, TiltakSoknad

# (session, now, tiltak, step, role) → the live cards that the reminder stands on, as `outbox.oppdater` takes them.
Paminn = Callable[[Session, datetime, Tiltak, Trinn, str], list[dict[str, Any]]]
OVERTATT = "overtatt"  # what a tiltak from a file came out of; `kilde` says more


@dataclass(frozen=True)
class NyttTiltak:
    """What shall be done, by whom, and the last civil day. `kilde` and `ekstern_id` are those of the table, where it came from a file."""

    hva: str
    ansvarlig_id: int
    frist: date
    kilde: str | None = None
    ekstern_id: str | None = None


@dataclass(frozen=True)
class Overtatt:
    """A tiltak from a file: the kommune's own id, what it came out of, what, who, by when. `purres`: is it followed up?"""

    id: str
    kilde: str
    hva: str
    ansvarlig_id: int
    frist: date
    purres: bool = True


def overta(session: Session, now: datetime, nytt: Overtatt, *, node_id: int) -> Tiltak:
    """Takes over a tiltak that was begun elsewhere, or changes it. Nobody is told now: the ladder does, at the deadline.

    One whose deadline is over, or lies before the kommune goes live, is shown but not chased (kalender.md, rule 10).
    """
    tiltak = queries.overtatt(session, nytt.id) or Tiltak(
        opphav_type=OVERTATT, opphav_id=0, ekstern_id=nytt.id, node_id=node_id, hva=nytt.hva, ansvarlig_id=nytt.ansvarlig_id,
        frist=nytt.frist, status=rules.APEN, opprettet_at=now,
    )  # fmt: skip
    moved = tiltak.id is not None and (tiltak.frist, tiltak.kilde) != (nytt.frist, nytt.kilde)
    tiltak.kilde, tiltak.hva, tiltak.node_id = nytt.kilde, nytt.hva, node_id
    tiltak.ansvarlig_id, tiltak.frist = nytt.ansvarlig_id, nytt.frist
    if moved or tiltak.id is None:
        _begynn(session, tiltak, now, runde=tiltak.runde + moved)
    tiltak.neste_trinn_at = _neste_trinn_at(session, tiltak) if nytt.purres else None
    session.add(tiltak)
    session.flush()
    oppdater_kort(session, tiltak)
    _revisjon(session, now, tiltak, "tiltak.overtatt", None)
    return tiltak


def opprett(
    session: Session, now: datetime, av: int | None, nytt: NyttTiltak, *, opphav: tuple[str, int], node_id: int
) -> Tiltak:
    """Registers a tiltak and tells the responsible person. Raises tiltak.frist."""
    if not rules.gyldig_frist(nytt.frist, oslo_date(now)):
        raise HmsError("tiltak.frist")
    tiltak = Tiltak(
        opphav_type=opphav[0],
        opphav_id=opphav[1],
        node_id=node_id,
        hva=nytt.hva,
        ansvarlig_id=nytt.ansvarlig_id,
        frist=nytt.frist,
        status=rules.APEN,
        opprettet_at=now,
        opprettet_av=av,
        kilde=nytt.kilde,
        ekstern_id=nytt.ekstern_id,
    )
    _begynn(session, tiltak, now, runde=0)
    tiltak.neste_trinn_at = _neste_trinn_at(session, tiltak)
    session.add(tiltak)
    session.flush()
    outbox.varsel(
        session,
        outbox.Varsel(
            dedup_key=f"tiltak:{tiltak.id}:ny",
            nokkel="tiltak_kort",
            mottaker={"person": tiltak.ansvarlig_id},
            parametre={"tiltak": tiltak.id},
            kort=f"tiltak:{tiltak.id}",
            ikke_for=purretid(now, alltid=True),
        ),
    )
    _revisjon(session, now, tiltak, "tiltak.opprettet", av)
    return tiltak


def meld_utfort(session: Session, now: datetime, tiltak: Tiltak, av: int, hvordan: str | None) -> None:
    """It is done, from this moment. Raises tiltak.alt_ferdig."""
    _avslutt(session, now, tiltak, rules.UTFORT, av)
    tiltak.utfort_hvordan = hvordan
    _revisjon(session, now, tiltak, "tiltak.utfort", av)


def bestrid(session: Session, now: datetime, tiltak: Tiltak, av: int, fordi: str) -> None:
    """It is not done after all: open again with the old deadline, and the ladder goes on where it was. Raises tiltak.ikke_bestridbart."""
    if not kan_bestrides(tiltak, now):
        raise HmsError("tiltak.ikke_bestridbart", dager=rules.BESTRIDES_INNEN.days)
    tiltak.status, tiltak.endret_fordi = rules.APEN, fordi
    tiltak.utfort_at = tiltak.utfort_av = tiltak.utfort_hvordan = None
    tiltak.neste_trinn_at = _neste_trinn_at(session, tiltak)
    session.add(tiltak)
    oppdater_kort(session, tiltak)
    _revisjon(session, now, tiltak, "tiltak.bestridt", av)


def kan_bestrides(tiltak: Tiltak, now: datetime) -> bool:
    """Is it a vernerunde's that was reported done not longer ago than a verneombud may dispute it?"""
    if tiltak.kilde != rules.VERNERUNDE or tiltak.status != rules.UTFORT or tiltak.utfort_at is None:
        return False
    return now - tiltak.utfort_at <= rules.BESTRIDES_INNEN


def er_spurt(tiltak: Tiltak) -> bool:
    """Have the leader and the verneombud been asked whether it shall be reported (T-31, foresla)?"""
    return rules.SPOR in {step.navn for step in tatte(tiltak.trinn)}


def ikke_aktuelt(session: Session, now: datetime, tiltak: Tiltak, av: int, fordi: str) -> None:
    """It is no longer called for, with a reason. Raises tiltak.alt_ferdig."""
    _avslutt(session, now, tiltak, rules.IKKE_AKTUELL, av)
    tiltak.endret_fordi = fordi
    _revisjon(session, now, tiltak, "tiltak.ikke_aktuelt", av)


def ny_frist(session: Session, now: datetime, tiltak: Tiltak, av: int, *, frist: date, fordi: str) -> None:
    """Another deadline, with a reason. The ladder begins anew. Raises tiltak.alt_ferdig, tiltak.frist, tiltak.for_lenge."""
    if tiltak.status not in rules.UFERDIGE:
        raise HmsError("tiltak.alt_ferdig")
    if not rules.gyldig_frist(frist, oslo_date(now)):
        raise HmsError("tiltak.frist")
    if rules.for_lenge(tiltak.kilde, tiltak.frist, frist, oslo_date(now)):
        raise HmsError("tiltak.for_lenge", dager=rules.LENGST_UTSATT.days)
    _vis_paminnelser(session, tiltak)  # those of the old deadline, which the new ladder does not know
    tiltak.frist, tiltak.endret_fordi = frist, fordi
    _begynn(session, tiltak, now, runde=tiltak.runde + 1)
    tiltak.neste_trinn_at = _neste_trinn_at(session, tiltak)
    session.add(tiltak)
    _avgjor_ventende(session, now, tiltak, rules.ERSTATTET, av)
    oppdater_kort(session, tiltak)
    _revisjon(session, now, tiltak, "tiltak.ny_frist", av)


def sok_frist(session: Session, now: datetime, tiltak: Tiltak, av: int, *, frist: date, fordi: str) -> TiltakSoknad:
    """The responsible person asks for another deadline; one that waits already is replaced. The clock goes on.

    Raises tiltak.alt_ferdig, tiltak.frist, tiltak.for_lenge.
    """
    if tiltak.status not in rules.UFERDIGE:
        raise HmsError("tiltak.alt_ferdig")
    if not rules.gyldig_frist(frist, oslo_date(now)):
        raise HmsError("tiltak.frist")
    if rules.for_lenge(tiltak.kilde, tiltak.frist, frist, oslo_date(now)):
        raise HmsError("tiltak.for_lenge", dager=rules.LENGST_UTSATT.days)
    _avgjor_ventende(session, now, tiltak, rules.ERSTATTET, av)
    soknad = TiltakSoknad(
        tiltak_id=tiltak.id or 0, sokt_av=av, sokt_at=now, frist=frist, fordi=fordi, status=rules.VENTER
    )
    session.add(soknad)
    session.flush()
    oppdater_kort(session, tiltak)
    _revisjon(session, now, tiltak, "tiltak.frist_sokt", av)
    return soknad


def avgjor(session: Session, now: datetime, tiltak: Tiltak, soknad: TiltakSoknad, av: int, *, ja: bool) -> None:
    """Yes gives the new deadline from this moment; no leaves the old one.

    Raises tiltak.alt_avgjort, tiltak.alt_ferdig, tiltak.frist (the day has passed meanwhile).
    """
    if soknad.status != rules.VENTER:
        raise HmsError("tiltak.alt_avgjort")
    if ja and not rules.gyldig_frist(soknad.frist, oslo_date(now)):
        raise HmsError("tiltak.frist")
    _avgjor_ventende(session, now, tiltak, rules.GODKJENT if ja else rules.AVSLATT, av)
    if ja:
        ny_frist(session, now, tiltak, av, frist=soknad.frist, fordi=soknad.fordi)
    oppdater_kort(session, tiltak)
    _revisjon(session, now, tiltak, "tiltak.frist_godkjent" if ja else "tiltak.frist_avslatt", av)


def _avgjor_ventende(session: Session, now: datetime, tiltak: Tiltak, status: str, av: int) -> None:
    """What waits for an answer has got it; its card is shown afresh."""
    soknad = queries.soknad(session, tiltak.id or 0)
    if soknad is None:
        return
    soknad.status, soknad.avgjort_at, soknad.avgjort_av = status, now, av
    session.add(soknad)
    session.flush()
    outbox.oppdater(
        session,
        kort=f"om-tiltak:{tiltak.id}:soknad:{soknad.id}",
        nokkel="tiltak_soknad",
        parametre={"soknad": soknad.id},
    )


def send(session: Session, now: datetime, tiltak: Tiltak, trinn: Trinn, rolle: str) -> list[dict[str, Any]]:
    """The step as a message of its own to a role; there is no live card that it stands on beside others."""
    outbox.varsel(
        session,
        outbox.Varsel(
            dedup_key=f"tiltak:{tiltak.id}:{tiltak.runde}:{trinn.navn}:{rolle}",
            nokkel="tiltak_sporsmal" if trinn.navn == rules.SPOR else "tiltak_purring",
            mottaker={"rolle": rolle, "tiltak": tiltak.id},
            parametre={"tiltak": tiltak.id, "trinn": trinn.navn, "runde": tiltak.runde, "som": rolle},
            kort=f"om-tiltak:{tiltak.id}:{tiltak.runde}:{trinn.navn}",
            ikke_for=purretid(now, alltid=trinn.alltid),
        ),
    )
    return []


def ta_trinn(session: Session, now: datetime, tiltak: Tiltak, paminn: Paminn = send) -> str | None:
    """Takes the next step of the ladder if it is due, and says which. Called by the tick, never by a person.

    `paminn` reminds one role, and says on which live cards the reminder stands: they follow what happens to the tiltak.
    """
    found = _neste(session, tiltak) if tiltak.status in rules.UFERDIGE else None
    tiltak.neste_trinn_at = found[1] if found else None
    session.add(tiltak)
    if found is None or found[1] > now:
        return None
    step = found[0]
    sendt = now if step.dager is None else purretid(now, alltid=step.alltid)
    si = send if step.navn == rules.SPOR else paminn  # a question is no reminder
    kort = [ett for rolle in step.til for ett in si(session, now, tiltak, step, rolle)]
    tiltak.trinn = [*tiltak.trinn, {"navn": step.navn, "at": sendt.isoformat(), "kort": kort}]
    tiltak.neste_trinn_at = _neste_trinn_at(session, tiltak)
    revisjon.skriv(session, now, "tiltak.trinn", objekt=f"tiltak:{tiltak.id}", aktor="varde", data={"trinn": step.navn})
    return step.navn


def oppdater_kort(session: Session, tiltak: Tiltak) -> None:
    """Asks for the card of the tiltak, and those with a reminder of it, to be shown afresh."""
    outbox.oppdater(session, kort=f"tiltak:{tiltak.id}", nokkel="tiltak_kort", parametre={"tiltak": tiltak.id})
    _vis_paminnelser(session, tiltak)


def _vis_paminnelser(session: Session, tiltak: Tiltak) -> None:
    for trinn in tiltak.trinn:
        for kort in trinn.get("kort", ()):
            outbox.oppdater(session, **kort)


def _avslutt(session: Session, now: datetime, tiltak: Tiltak, status: str, av: int) -> None:
    if tiltak.status not in rules.UFERDIGE:
        raise HmsError("tiltak.alt_ferdig")
    tiltak.status, tiltak.utfort_at, tiltak.utfort_av = status, now, av
    tiltak.neste_trinn_at = None
    session.add(tiltak)
    _avgjor_ventende(session, now, tiltak, rules.ERSTATTET, av)
    oppdater_kort(session, tiltak)


def _begynn(session: Session, tiltak: Tiltak, now: datetime, *, runde: int) -> None:
    """The ladder from the bottom. A reminder whose day before the deadline is over already is not sent, and puts nothing off."""
    tiltak.runde = runde
    deadline = slutten_av(tiltak.frist)
    over = [(step, step.etter(deadline)) for step in _stigen(session, tiltak).trinn if (step.dager or 0) < 0]
    tiltak.trinn = [{"navn": step.navn, "at": at.isoformat()} for step, at in over if at < now]


def _stigen(session: Session, tiltak: Tiltak) -> Stige:
    taken = {step.navn for step in tatte(tiltak.trinn)}
    name = rules.stigen(tiltak.kilde, tiltak.opphav_type, taken, foresla=queries.spor_forst(session))
    return stiger()[name]


def _neste(session: Session, tiltak: Tiltak) -> tuple[Trinn, datetime] | None:
    return neste_trinn(_stigen(session, tiltak), slutten_av(tiltak.frist), tatte(tiltak.trinn))


def _neste_trinn_at(session: Session, tiltak: Tiltak) -> datetime | None:
    found = _neste(session, tiltak)
    return found[1] if found else None


def _revisjon(session: Session, now: datetime, tiltak: Tiltak, hendelse: str, av: int | None) -> None:
    data = {"opphav": f"{tiltak.opphav_type}:{tiltak.opphav_id}", "runde": tiltak.runde}
    aktor = f"person:{av}" if av is not None else "varde"
    revisjon.skriv(session, now, hendelse, objekt=f"tiltak:{tiltak.id}", aktor=aktor, data=data)
