"""A tiltak that was taken in from a file: it is chased at its deadline, and the leader answers for another one."""

from datetime import date, datetime
from pathlib import Path

from sqlmodel import Session, select

from hms.kit.klokke import OSLO
from hms.organisasjon import model
from hms.tiltak import service
from hms.tiltak.service import Overtatt
from tests.fakes.fjordvik import fjordvik

NAA = datetime(2027, 1, 11, 10, tzinfo=OSLO)


def overta(session: Session) -> None:
    person = session.exec(select(model.Person.id).where(model.Person.ekstern_id == "P011")).one() or 0
    node = session.exec(select(model.Node.id).where(model.Node.ekstern_id == "FJS-MEL")).one() or 0
    nytt = Overtatt("T1", "vernerunde", "Bytte lyspærer i trappa", person, date(2027, 1, 12))
    service.overta(session, NAA, nytt, node_id=node)


async def test_it_is_followed_up_by_the_leader(data: Path) -> None:
    async with fjordvik(data, NAA) as by:
        by.varde.db.write(overta)
        await by.spill("""
            Leyla Yilmaz: mine tiltak
            Varde: Bytte lyspærer i trappa
            Klokka: 2027-01-13 09:00
            Varde → Leyla Yilmaz: Tiltaket «Bytte lyspærer i trappa» … Krav 6.3.5-3
            Leyla Yilmaz: [Be om ny frist]
            Varde: Hva skal den nye fristen være?
            Leyla Yilmaz: 1. februar
            Leyla Yilmaz: pærene er bestilt
            Leyla Yilmaz: [Send]
            Varde: Du har bedt om ny frist
        """)
        leder = by.people["P010"].name
        await by.spill(f"""
            Varde → {leder}: Leyla Yilmaz ber om ny frist for tiltaket «Bytte lyspærer i trappa»
            {leder}: [Godkjenn]
            Varde: Fristen er nå
            Varde → Leyla Yilmaz: Tiltaket «Bytte lyspærer i trappa» har fått ny frist
            Leyla Yilmaz: [Utført]
        """)
