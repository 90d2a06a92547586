"""Personal data that was sent by mistake and has been kept: the text goes at once, whatever the periods say (avvik.md 8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Table, select
from sqlmodel import Session

from hms.avvik import beskjeder
from hms.avvik.model import Avvik, AvvikMelding, AvvikTillegg
from hms.ekstern import beskjeder as ekstern
from hms.ekstern.model import EksternSak
from hms.forbedring import service as forbedring
from hms.forbedring.model import Forbedring
from hms.kit import revisjon, skrevet
from hms.kit.feil import HmsError
from hms.lagring import tre
from hms.outbox import service as outbox
from hms.tiltak import service as tiltak_service
from hms.tiltak.model import Tiltak

FJERNET = "[fjernet]"
FELT = (
    "hva",
    "sted",
    "strakstiltak",
    "forslag",
    "arsak_direkte",
    "arsak_bakenforliggende",
    "tilbakemelding",
    "avvist_fordi",
    "videresendt_fordi",
    "gjenapnet_fordi",
    "uten_tiltak_fordi",
    "droftet_fordi",
)
RADER = ("tillegg", "melding")
MEST_SIFRE = 10


def fjern(session: Session, now: datetime, avvik: Avvik, hva: str, *, aktor: str) -> None:
    """Removes one text of a case: a field of FELT, or «tillegg:3», «melding:4». Cards that have been sent are rewritten.

    Raises HmsError sak.ukjent_felt. The audit says which field, and nothing of what stood there.
    """
    name, _, number = hva.partition(":")
    if name in FELT and not number:
        if getattr(avvik, name) is not None:
            setattr(avvik, name, FJERNET)
        session.add(avvik)
    elif name in RADER and number.isdecimal() and len(number) < MEST_SIFRE:
        row = _rad(session, name, int(number))
        if row is None or row.avvik_id != avvik.id:
            raise HmsError("sak.ukjent_felt")
        row.tekst = FJERNET
        session.add(row)
    else:
        raise HmsError("sak.ukjent_felt")
    session.flush()
    beskjeder.oppdater_kort(session, avvik)
    beskjeder.fortell_om_igjen(session, avvik)
    revisjon.skriv(session, now, "avvik.tekst_fjernet", objekt=f"avvik:{avvik.id}", aktor=aktor, data={"felt": hva})


@dataclass(frozen=True)
class Fjernet:
    """What was cleaned: the numbers of cases and reports, and whether anything else was. `overfort` has gone where it can
    not be cleaned from here.
    """

    saker: tuple[str, ...] = ()
    annet: bool = False
    overfort: tuple[str, ...] = ()


def rens(session: Session, now: datetime, steder: Sequence[str], ren: skrevet.Rens, *, aktor: str) -> Fjernet:
    """Cleans what stands in these places (`skrevet.steder`), and rewrites the cards that show it. The audit says which places."""
    saker: dict[str, None] = {}
    overfort: dict[str, None] = {}
    annet = False
    for sted in steder:
        table, _, key = skrevet.finn(sted)
        report = session.get(EksternSak, key) if table is tre.tabell(EksternSak) else None
        if report is not None and report.sendt_at is not None:
            overfort[report.referanse] = None
        if not skrevet.rens_sted(session, sted, ren):
            continue
        saken = _skriv_om(session, table, key)
        annet = annet or saken is None
        if saken is not None:
            saker[saken] = None
        revisjon.skriv(session, now, "tekst_fjernet", objekt=f"{table.name}:{key}", aktor=aktor, data={"sted": sted})
    return Fjernet(tuple(saker), annet, tuple(overfort))


def _skriv_om(session: Session, table: Table, key: int) -> str | None:
    """Shows the cards of what a row belongs to afresh; the number by which people know it, if it has one."""
    if table is tre.tabell(Tiltak):
        tiltak_service.oppdater_kort(session, session.get_one(Tiltak, key))
        return None
    if table is tre.tabell(Forbedring):
        row = session.get_one(Forbedring, key)
        outbox.oppdater(session, kort=f"forbedring:{key}", nokkel=forbedring.NOTICE, parametre={"forbedring": key})
        return row.nummer
    if table is tre.tabell(EksternSak):
        report = session.get_one(EksternSak, key)
        ekstern.oppdater_kort(session, report)
        return report.referanse
    case_id = key if table is tre.tabell(Avvik) else _eier(session, table, key)
    case = session.get(Avvik, case_id) if case_id is not None else None
    if case is None:
        return None
    beskjeder.oppdater_kort(session, case)
    beskjeder.fortell_om_igjen(session, case)
    return case.nummer


def _eier(session: Session, table: Table, key: int) -> int | None:
    """The case that a row of another table belongs to."""
    if "avvik_id" not in table.columns:
        return None
    found: int | None = (
        session.connection().execute(select(table.c.avvik_id).where(table.c.id == key)).scalar_one_or_none()
    )
    return found


def _rad(session: Session, slag: str, rad_id: int) -> AvvikTillegg | AvvikMelding | None:
    return session.get(AvvikTillegg, rad_id) if slag == "tillegg" else session.get(AvvikMelding, rad_id)
