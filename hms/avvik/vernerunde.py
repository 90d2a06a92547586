"""Rule 6.3.5-4: a tiltak of a vernerunde that nobody has done is reported as an avvik by Varde itself, once (avvik.md 10)."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from hms.avvik import beskjeder, flyt, service
from hms.avvik.model import Avvik
from hms.avvik.service import NyttAvvik
from hms.kit import revisjon
from hms.kit.kalender import purretid
from hms.kit.klokke import oslo_date
from hms.organisasjon import queries as org
from hms.outbox import service as outbox
from hms.tiltak import queries, rules
from hms.tiltak.model import Tiltak

STEG = rules.MELDES
NOTICE = "tiltak_avvik"
FORSLAG = "tiltak_forslag"
KATEGORI, UNDERKATEGORI = "orden_fysisk", "manglende_oppfolging"
VARDE = "varde"


@dataclass(frozen=True)
class Brudd:
    """What a leader may let Varde report (T-47): what it is about («uavklart:7»), in words, where, and who handles it.

    A neglected tiltak is reported by rule 6.3.5-4 itself; this is only proposed.
    """

    gjelder: str
    hva: str
    node_id: int
    behandler_id: int | None


def nytt(om: Tiltak | Brudd) -> NyttAvvik:
    """What is reported: the words of the tiltak, or of what was not done; grade 2."""
    return NyttAvvik(hva=om.hva, kategori=KATEGORI, skade="ingen", grad=2, node_id=om.node_id)


def meldt_om(session: Session, gjelder: str) -> Avvik | None:
    """The case about a breach, closed or not: one is enough."""
    return session.exec(select(Avvik).where(Avvik.gjelder == gjelder).order_by(col(Avvik.id))).first()


def opprett_om(session: Session, now: datetime, brudd: Brudd) -> None:
    """Reports a breach for the leader who said yes; the verneombud gets a copy. Once."""
    if meldt_om(session, brudd.gjelder) is not None:
        return
    felt = {"underkategori": UNDERKATEGORI, "gjelder": brudd.gjelder, "kilde": VARDE}
    avvik = service.registrer(session, now, nytt(brudd), brudd.behandler_id, ikke_for=purretid(now), **felt)
    _revider(session, now, avvik, gjelder=brudd.gjelder)


def apent(session: Session, tiltak_id: int) -> Avvik | None:
    """The open avvik of a tiltak; there is never more than one."""
    query = select(Avvik).where(Avvik.tiltak_id == tiltak_id, col(Avvik.status).in_(flyt.APNE | {flyt.SKJERMET}))
    return session.exec(query).first()


def opprett(session: Session, now: datetime, tiltak: Tiltak) -> Avvik | None:
    """Reports the neglect, to the nearest leader of the responsible person; the verneombud gets a copy. None: it is reported already.

    The case is there from this moment; its messages wait for a moment when chasing is allowed.
    """
    if apent(session, tiltak.id or 0) is not None:
        return None
    line = org.linjeledere(session, tiltak.ansvarlig_id, tiltak.node_id, oslo_date(now))
    behandler = line[0].id if line else None
    felt = {"underkategori": UNDERKATEGORI, "tiltak_id": tiltak.id, "kilde": VARDE}
    avvik = service.registrer(session, now, nytt(tiltak), behandler, ikke_for=purretid(now), **felt)
    outbox.varsel(
        session,
        outbox.Varsel(
            dedup_key=f"tiltak:{tiltak.id}:avvik:{avvik.id}",
            nokkel=NOTICE,
            mottaker={"rolle": "ansvarlig", "tiltak": tiltak.id},
            parametre={"tiltak": tiltak.id, "avvik": avvik.id},
            kort=f"om-tiltak:{tiltak.id}:avvik:{avvik.id}",
            ikke_for=purretid(now),
        ),
    )
    _revider(session, now, avvik, tiltak=tiltak.id)
    return avvik


def _revider(session: Session, now: datetime, avvik: Avvik, **om: object) -> None:
    data = {"grad": avvik.grad, "kategori": avvik.kategori, "node": avvik.node_id, "behandler": avvik.behandler_id}
    revisjon.skriv(session, now, "avvik.meldt", objekt=f"avvik:{avvik.id}", aktor=VARDE, data={**data, **om})


def foresla(session: Session, now: datetime, tiltak: Tiltak) -> None:
    """At the third extension an avvik is proposed, whatever the day: to the leader above, and the verneombud sees it (T-32b)."""
    ganger = queries.utsettelser(session, tiltak.id or 0) if tiltak.kilde == rules.VERNERUNDE else 0
    if ganger <= rules.MAKS_UTSETTELSER or apent(session, tiltak.id or 0) is not None:
        return
    for rolle in ("ledd_1", flyt.VERNEOMBUD):
        key = f"tiltak:{tiltak.id}:forslag:{tiltak.runde}:{rolle}"
        outbox.varsel(
            session,
            outbox.Varsel(
                dedup_key=key,
                nokkel=FORSLAG,
                mottaker={"rolle": rolle, "tiltak": tiltak.id},
                parametre={"tiltak": tiltak.id, "runde": tiltak.runde, "ganger": ganger, "som": rolle},
                kort=f"om-{key}",
                ikke_for=purretid(now),
            ),
        )


def utfort(session: Session, now: datetime, tiltak: Tiltak) -> None:
    """The tiltak is done after all: the handler of its avvik may close it. It is never closed by itself."""
    avvik = apent(session, tiltak.id or 0)
    if avvik is not None and avvik.status != flyt.SKJERMET:
        beskjeder.oppdater_kort(session, avvik)
        beskjeder.til_behandler(session, now, avvik, "avvik_tiltak_gjort", tiltak.id, tiltak=tiltak.id)
