"""Personal data that was sent by mistake and has been kept: the text goes at once, whatever the periods say (avvik.md 8)."""

from datetime import datetime

from sqlmodel import Session

from hms.avvik import beskjeder
from hms.avvik.model import Avvik, AvvikMelding, AvvikTillegg
from hms.kit import revisjon
from hms.kit.feil import HmsError

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
    revisjon.skriv(session, now, "avvik.tekst_fjernet", objekt=f"avvik:{avvik.id}", aktor=aktor, data={"felt": hva})


def _rad(session: Session, slag: str, rad_id: int) -> AvvikTillegg | AvvikMelding | None:
    return session.get(AvvikTillegg, rad_id) if slag == "tillegg" else session.get(AvvikMelding, rad_id)
