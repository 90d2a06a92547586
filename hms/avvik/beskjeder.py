"""Who is told what about a case: rows in the outbox, with keys and ids only (avvik.md 5). Worded when they are sent."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from hms.avvik import flyt, lister, oversikter, queries, rules
from hms.avvik.model import Avvik
from hms.kit.kalender import dagtid
from hms.outbox import service as outbox
from hms.outbox.model import Prioritet
from hms.samtale.model import Kort
from hms.tiltak import queries as tiltak_queries
from hms.tiltak import service as tiltak_service

KORT_FOR = (flyt.MELDER, flyt.BEHANDLER, flyt.VERNEOMBUD, flyt.ORIENTERT, flyt.VARSLINGSMOTTAK)

# Notices that quote somebody, and the id of the row that the quote stands in (None: the case's own).
SITERER: Mapping[str, str | None] = {
    "avvik_tillegg": "tillegg",
    "avvik_svar": "melding",
    "avvik_sporsmal": "melding",
    "avvik_tiltak": "tiltak",
    "avvik_tiltak_gjort": "tiltak",
    "avvik_lukket": None,
    "avvik_avvist": None,
    "avvik_gjenapnet": None,
}


def oppdater_kort(session: Session, avvik: Avvik) -> None:
    """Asks for every card of the case that has been sent, or shown on request, to be shown afresh."""
    stem = f"avvik:{avvik.id}:"
    sent = session.exec(select(Kort.nokkel).where(col(Kort.nokkel).startswith(stem, autoescape=True)).distinct())
    for kort in dict.fromkeys((*(f"{stem}{som}" for som in KORT_FOR), *sent)):
        outbox.oppdater(session, kort=kort, nokkel="avvik_kort", parametre={"avvik": avvik.id})


def skriv_om(session: Session, avvik: Avvik) -> None:
    """The case has been closed to some of its readers: what they have been told of it is written over (avvik.md 8)."""
    oppdater_kort(session, avvik)
    told = select(Kort.nokkel).where(col(Kort.nokkel).startswith(f"om-avvik:{avvik.id}:", autoescape=True))
    for kort in session.exec(told.distinct()).all():
        outbox.oppdater(session, kort=kort, nokkel="avvik_lukket_for", parametre={"avvik": avvik.id})
    for kort in outbox.kort_som(session, f"personvern:{avvik.id}:"):
        outbox.oppdater(session, kort=kort, nokkel="personvern_lukket_for", parametre={"avvik": avvik.id})
    for one in tiltak_queries.fra(session, "avvik", avvik.id or 0):
        tiltak_service.oppdater_kort(session, one)
        about = select(Kort.nokkel).where(col(Kort.nokkel).startswith(f"om-tiltak:{one.id}:", autoescape=True))
        for kort in session.exec(about.distinct()).all():
            outbox.oppdater(session, kort=kort, nokkel="tiltak_lukket_for", parametre={"tiltak": one.id})
    lister.vis_om_igjen(session, avvik.id or 0)
    oversikter.vis_om_igjen(session, avvik)


def fortell_om_igjen(session: Session, avvik: Avvik) -> None:
    """What people have been told that quotes somebody is worded afresh, from the rows as they are now."""
    told = select(Kort.nokkel).where(col(Kort.nokkel).startswith(f"om-avvik:{avvik.id}:", autoescape=True))
    for kort in session.exec(told.distinct()).all():
        _, _, nokkel, *_, gang = kort.split(":")
        if nokkel in SITERER:
            felt = SITERER[nokkel]
            about = {felt: int(gang)} if felt and gang.isdecimal() else {}
            outbox.oppdater(session, kort=kort, nokkel=nokkel, parametre={"avvik": avvik.id, **about})


def om_nytt(session: Session, avvik: Avvik, ikke_for: datetime | None = None) -> None:
    """A new case: the handler, the verneombud, and those whom grade and category call for; at the earliest from a moment on."""
    til_ny_behandler(session, avvik, "ny", ikke_for)
    til_orienterte(session, avvik, "ny", ikke_for)


def til_orienterte(session: Session, avvik: Avvik, gang: str, ikke_for: datetime | None = None) -> None:
    """The copies: verneombud, and those whom grade and category call for. Nobody gets the same card twice."""
    for rolle, som in ((flyt.VERNEOMBUD, flyt.VERNEOMBUD), ("orienterte", flyt.ORIENTERT)):
        outbox.varsel(
            session,
            outbox.Varsel(
                dedup_key=f"avvik:{avvik.id}:{gang}:{som}",
                nokkel="avvik_kort",
                mottaker={"rolle": rolle, "avvik": avvik.id},
                parametre={"avvik": avvik.id, "som": som},
                prioritet=_prioritet(avvik),
                kort=f"avvik:{avvik.id}:{som}",
                ikke_for=ikke_for,
            ),
        )


def til_ny_behandler(session: Session, avvik: Avvik, gang: str, ikke_for: datetime | None = None) -> None:
    """The case's card, to whoever handles it now."""
    outbox.varsel(
        session,
        outbox.Varsel(
            dedup_key=f"avvik:{avvik.id}:{gang}:behandler",
            nokkel="avvik_kort",
            mottaker={"rolle": flyt.BEHANDLER, "avvik": avvik.id},
            parametre={"avvik": avvik.id, "som": flyt.BEHANDLER, "hos": queries.stempel(avvik)},
            prioritet=_prioritet(avvik),
            kort=f"avvik:{avvik.id}:{flyt.BEHANDLER}",
            ikke_for=ikke_for,
        ),
    )


def til_behandler(session: Session, now: datetime, avvik: Avvik, nokkel: str, gang: object, **parametre: Any) -> None:
    """Something has happened in the case that its handler should know."""
    _til(
        session,
        now,
        avvik,
        mottaker={"rolle": flyt.BEHANDLER, "avvik": avvik.id},
        nokkel=nokkel,
        gang=gang,
        parametre=parametre,
    )


def til_verneombud(session: Session, now: datetime, avvik: Avvik, nokkel: str, gang: object, **parametre: Any) -> None:
    """Something has happened in the case that the verneombud should know."""
    _til(
        session,
        now,
        avvik,
        mottaker={"rolle": flyt.VERNEOMBUD, "avvik": avvik.id},
        nokkel=nokkel,
        gang=gang,
        parametre=parametre,
    )


def til_varslingsmottak(session: Session, now: datetime, avvik: Avvik) -> None:
    """The case has been restricted as possible whistleblowing: the reception gets its card, nobody else."""
    outbox.varsel(
        session,
        outbox.Varsel(
            dedup_key=f"avvik:{avvik.id}:{int(now.timestamp())}:varslingsmottak",
            nokkel="avvik_kort",
            mottaker={"rolle": flyt.VARSLINGSMOTTAK, "avvik": avvik.id},
            parametre={"avvik": avvik.id, "som": flyt.VARSLINGSMOTTAK},
            kort=f"avvik:{avvik.id}:{flyt.VARSLINGSMOTTAK}",
        ),
    )


def til_melder(session: Session, now: datetime, avvik: Avvik, nokkel: str, gang: object = "", **parametre: Any) -> None:
    """The reporter, and nobody in his or her place. Nothing when Varde reported, or the reporter is erased."""
    reporter = queries.melder(session, avvik)
    if reporter is None:
        return
    known = reporter.person_id is not None
    mottaker = {"person": reporter.person_id} if known else {"kontakt": reporter.kontakt_id}
    _til(session, now, avvik, mottaker=mottaker, nokkel=nokkel, gang=gang, parametre=parametre)


def _til(
    session: Session,
    now: datetime,
    avvik: Avvik,
    *,
    mottaker: Mapping[str, Any],
    nokkel: str,
    gang: object,
    parametre: Mapping[str, Any],
) -> None:
    hvem = str(mottaker.get("rolle", flyt.MELDER))
    outbox.varsel(
        session,
        outbox.Varsel(
            dedup_key=f"avvik:{avvik.id}:{nokkel}:{hvem}:{gang or int(now.timestamp())}",
            nokkel=nokkel,
            mottaker=mottaker,
            parametre={"avvik": avvik.id, **parametre},
            prioritet=Prioritet.VARSEL,
            kort=f"om-avvik:{avvik.id}:{nokkel}:{hvem}:{gang or int(now.timestamp())}",
            ikke_for=None if avvik.grad == rules.KRITISK else dagtid(now),
        ),
    )


def _prioritet(avvik: Avvik) -> Prioritet:
    return Prioritet.NOD if avvik.grad == rules.KRITISK else Prioritet.VARSEL
