"""Pictures of a case: taken over from the draft, added later by the reporter, and shown to those who may see them."""

from datetime import datetime

from sqlmodel import Session

from hms.avvik import queries, rules, service
from hms.avvik.model import Avvik
from hms.avvik.queries import Leser
from hms.fil import rules as fil_rules
from hms.fil import service as fil
from hms.fil.model import AVVIK, Fil
from hms.kit import revisjon
from hms.kit.feil import HmsError
from hms.kit.kalender import dagtid
from hms.kit.klokke import oslo_date
from hms.outbox import service as outbox
from hms.outbox.model import Prioritet

VEDLEGG = "vedlegg"


def fra_utkast(session: Session, now: datetime, leser: Leser, avvik: Avvik, utkast: fil.Eier) -> int:
    """The draft's pictures become the case's, as part of reporting it. Returns how many."""
    moved = fil.flytt(session, utkast, _eier(avvik))
    if moved:
        _revisjon(session, now, avvik, leser, moved)
    return moved


def legg_ved(session: Session, now: datetime, leser: Leser, avvik_id: int, utkast: fil.Eier) -> Avvik:
    """The reporter adds pictures to a case that has been sent; the handler is told. Raises avvik.ingen_rett, fil.for_mange."""
    avvik = service.hent(session, now, leser, avvik_id, "legg_til")
    if fil.antall(session, _eier(avvik)) + fil.antall(session, utkast) > fil_rules.MAKS_BILDER:
        raise HmsError("fil.for_mange", maks=fil_rules.MAKS_BILDER)
    moved = fil.flytt(session, utkast, _eier(avvik))
    if not moved:
        return avvik
    service.oppdater_kort(session, avvik)
    outbox.varsel(
        session,
        outbox.Varsel(
            dedup_key=f"avvik:{avvik_id}:bilder:{utkast.id}",
            nokkel="avvik_bilder",
            mottaker={"rolle": rules.BEHANDLER, "avvik": avvik_id},
            parametre={"avvik": avvik_id},
            prioritet=Prioritet.VARSEL,
            ikke_for=None if avvik.grad == rules.KRITISK else dagtid(now),
        ),
    )
    _revisjon(session, now, avvik, leser, moved)
    return avvik


def hentet(session: Session, avvik_id: int) -> None:
    """A picture of the case has come: the cards that are out show it."""
    avvik = session.get(Avvik, avvik_id)
    if avvik is not None:
        service.oppdater_kort(session, avvik)


def kan_se(session: Session, now: datetime, leser: Leser, fil_id: int) -> Fil | None:
    """The file, if this reader may see the pictures of its case now (avvik.md 8); None for everybody else."""
    row = session.get(Fil, fil_id)
    avvik = session.get(Avvik, int(row.eier_id)) if row is not None and row.eier_type == AVVIK else None
    if avvik is None:
        return None
    relasjoner = queries.relasjoner(session, avvik, leser, oslo_date(now))
    if not rules.kan(relasjoner, "se") or VEDLEGG not in rules.innsyn(relasjoner, fortrolig=avvik.fortrolig):
        return None
    return row


def _eier(avvik: Avvik) -> fil.Eier:
    return fil.Eier(AVVIK, str(avvik.id))


def _revisjon(session: Session, now: datetime, avvik: Avvik, leser: Leser, antall: int) -> None:
    person = f"person:{leser.person_id}" if leser.person_id else f"kontakt:{leser.kontakt_id}"
    aktor = rules.MELDER if avvik.fortrolig else person
    revisjon.skriv(session, now, "avvik.vedlegg", objekt=f"avvik:{avvik.id}", aktor=aktor, data={"antall": antall})
