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


async def test_what_nobody_does_is_reported_and_closed_by_a_person(data: Path) -> None:
    async with fjordvik(data, NAA) as by:
        by.varde.db.write(overta)
        leder, ombud = by.people["P010"].name, by.people["P011"].name
        await by.spill(f"""
            {leder}: språk
            {leder}: [Nynorsk]
            Klokka: 2027-01-12 09:00
            Varde → {ombud}: Tiltaket «Bytte lyspærer i trappa» har frist tirsdag 12. januar
            Klokka: 2027-01-19 09:00
            Varde → {leder}: Tiltaket «Bytte lyspærer i trappa» hadde frist
            Klokka: 2027-01-26 09:00
            Varde → {ombud}: Tiltaket «Bytte lyspærer i trappa» fra vernerunden er 14 dager over fristen. … sak AVV-2027-0001. {leder} behandler den. … Krav 6.3.5-4 [Utført]
            Varde → {leder}: Nytt avvik AVV-2027-0001 … Meldt av: Varde … Meldt av Varde på grunnlag av punkt 6.3.5 i HMS-dokumentet: Dette tiltaket frå vernerunden var ikkje utført to veker etter fristen tysdag 12. januar. Ansvarleg: {ombud}. … Bytte lyspærer i trappa
            Klokka: 2027-01-27 09:00
            {ombud}: mine tiltak
            Varde: Bytte lyspærer
            {leder}: [Stadfest mottak]
            {ombud}: [Utført]
            {ombud}: ny pære er satt i
            Varde → {leder}: Tiltaket «Bytte lyspærer i trappa» er meldt utført no. … Vurder om saka kan lukkast. [Vurder saka]
        """)
        assert not await by.folk(leder).har_sett("AVV-2027-0002")


async def test_what_is_put_off_for_the_third_time_may_be_reported_by_the_leader(data: Path) -> None:
    async with fjordvik(data, NAA) as by:
        by.varde.db.write(overta)
        leder = by.people["P010"].name
        for frist in ("20. januar", "29. januar", "5. februar"):
            await by.spill(f"""
                Leyla Yilmaz: mine tiltak
                Leyla Yilmaz: [Åpne tiltak 1]
                Leyla Yilmaz: [Be om ny frist]
                Leyla Yilmaz: {frist}
                Leyla Yilmaz: pærene er bestilt
                Leyla Yilmaz: [Send]
                {leder}: [Godkjenn]
            """)
        await by.spill(f"""
            Varde → {leder}: Tiltaket «Bytte lyspærer i trappa» fra vernerunden er utsatt 3 ganger, nå til fredag 5. februar. Skal det meldes som avvik? … Krav 6.3.5-4. [Meld som avvik] [Se tiltaket]
            Varde → Britt Karin Melby: Til orientering: Tiltaket «Bytte lyspærer i trappa» fra vernerunden er utsatt 3 ganger
            {leder}: [Meld som avvik]
            Varde: Tiltaket er meldt som avvik.
            Varde → {leder}: Nytt avvik AVV-2027-0001
            {leder}: [Meld som avvik]
        """)
        assert not await by.folk(leder).har_sett("AVV-2027-0002")


async def test_the_verneombud_disputes_that_it_is_done(data: Path) -> None:
    async with fjordvik(data, NAA) as by:

        def unit(session: Session) -> None:
            person = session.exec(select(model.Person.id).where(model.Person.ekstern_id == "P045")).one() or 0
            node = session.exec(select(model.Node.id).where(model.Node.ekstern_id == "SOL-FJE")).one() or 0
            nytt = Overtatt("T2", "vernerunde", "Fest rekkverket", person, date(2027, 2, 12))
            service.overta(session, NAA, nytt, node_id=node)

        by.varde.db.write(unit)
        await by.spill("""
            Ingrid: språk
            Ingrid: [English]
            Kari: mine tiltak
            Kari: [Åpne tiltak 1]
            Kari: [Utført]
            Kari: [Hopp over]
            Varde → Ingrid: For information: the action «Fest rekkverket» from the safety round is reported done. … by Monday 25 January [Dispute that it is done]
            Ingrid: [Dispute that it is done]
            Varde: What is not done?
            Ingrid: it is loose at the top
            Varde: The action is open again with the old deadline.
            Varde → Kari: Verneombudet mener at tiltaket «Fest rekkverket» ikke er utført. Det er åpent igjen, med fristen fredag 12. februar 2027. … it is loose at the top [Utført]
            Varde → Ola: Verneombudet mener at tiltaket «Fest rekkverket» ikke er utført.
            Ingrid: [Dispute that it is done]
            Varde: It cannot be disputed now.
        """)
