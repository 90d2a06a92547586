"""Who is told what about a report to another system: rows in the outbox, with keys and ids only."""

from sqlmodel import Session

from hms.ekstern import mottakere
from hms.ekstern.model import EksternSak
from hms.outbox import service as outbox
from hms.outbox.model import Prioritet

KORT = ("melder", "mottak", "tilbake")


def oppdater_kort(session: Session, sak: EksternSak) -> None:
    """Asks for every card of the report that has been sent to be shown afresh; the text goes from it when it has arrived."""
    for som in KORT:
        outbox.oppdater(
            session, kort=f"ekstern:{sak.id}:{som}", nokkel="ekstern_kort", parametre={"ekstern": sak.id, "som": som}
        )


def til_mottak(session: Session, sak: EksternSak) -> None:
    """The finished text, to the named reception."""
    outbox.varsel(
        session,
        outbox.Varsel(
            dedup_key=f"ekstern:{sak.id}:mottak",
            nokkel="ekstern_kort",
            mottaker={"rolle": mottakere.MOTTAK, "ekstern": sak.id},
            parametre={"ekstern": sak.id, "som": "mottak"},
            kort=f"ekstern:{sak.id}:mottak",
        ),
    )


def til_melder(session: Session, sak: EksternSak, nokkel: str, *, kort: str | None = None, gang: str = "") -> None:
    """The reporter, and nobody in his or her place; nothing when there is none."""
    known = sak.person_id is not None
    if not known and sak.kontakt_id is None:
        return
    outbox.varsel(
        session,
        outbox.Varsel(
            dedup_key=f"ekstern:{sak.id}:{nokkel}:melder{gang}",
            nokkel=nokkel,
            mottaker={"person": sak.person_id} if known else {"kontakt": sak.kontakt_id},
            parametre={"ekstern": sak.id, "som": "melder", **({"trinn": gang} if gang else {})},
            kort=kort,
        ),
    )


def om_kritisk(session: Session, sak: EksternSak) -> None:
    """Grade 4: the nearest leader and the HMS-ansvarlig hear of it at once, without what happened (aml § 5-2)."""
    for rolle in (mottakere.LEDER, "hms_ansvarlig"):
        outbox.varsel(
            session,
            outbox.Varsel(
                dedup_key=f"ekstern:{sak.id}:kritisk:{rolle}",
                nokkel="ekstern_kritisk",
                mottaker={"rolle": rolle, "ekstern": sak.id},
                parametre={"ekstern": sak.id},
                prioritet=Prioritet.NOD,
            ),
        )
