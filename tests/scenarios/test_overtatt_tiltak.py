"""A tiltak that was taken in from a file: it is chased at its deadline, and the leader answers for another one."""

from datetime import date, datetime
from pathlib import Path

from sqlmodel import Session, select

from hms.kit.klokke import OSLO
from hms.organisasjon import model
from hms.tiltak import service, uavklart
from hms.tiltak.service import Overtatt
from hms.tiltak.uavklart import NyttUavklart
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


def spor_forst(data: Path) -> Path:
    """A kommune's own rulebook: people are asked before Varde reports (T-31)."""
    own = data / "regelverk"
    own.mkdir()
    (own / "innstillinger.yaml").write_text("vernerunde.avvik_modus: foresla\n", "utf-8")
    return own


def rekkverket(session: Session) -> None:
    person = session.exec(select(model.Person.id).where(model.Person.ekstern_id == "P045")).one() or 0
    node = session.exec(select(model.Node.id).where(model.Node.ekstern_id == "SOL-FJE")).one() or 0
    nytt = Overtatt("T2", "vernerunde", "Fest rekkverket", person, date(2027, 1, 12))
    service.overta(session, NAA, nytt, node_id=node)


async def test_the_leader_is_asked_first_and_gives_a_new_deadline_instead(data: Path) -> None:
    async with fjordvik(data, NAA, regelverk=spor_forst(data)) as by:
        by.varde.db.write(rekkverket)
        await by.spill("""
            Ingrid: språk
            Ingrid: [Nynorsk]
            Klokka: 2027-01-12 09:00
            Klokka: 2027-01-19 09:00
            Varde → Ingrid: Til orientering: Tiltaket «Fest rekkverket» frå vernerunden … spør eg deg og leiaren om det skal meldast som avvik.
            Klokka: 2027-01-26 09:00
            Varde → Kari: ingenting
            Varde → Ola: Tiltaket «Fest rekkverket» fra vernerunden hadde frist tirsdag 12. januar, og det er ikke meldt utført. Kari Nygård er ansvarlig. Skal det meldes som avvik? Har ingen svart innen fredag 29. januar kl. 09.00, melder jeg det. … høyst 60 dager fram. Verneombudet er også spurt. … Krav 6.3.5-4. [Meld som avvik] [Ny frist] [Utført] [Ikke lenger aktuelt]
            Varde → Ingrid: Skal det meldast som avvik? … Eit ja frå deg er nok. Leiaren er også spurd. … Krav 6.3.5-4. [Meld som avvik]
            Ola: [Ny frist]
            Ola: 12. februar
            Ola: rekkverket er bestilt
            Ola: [Send]
            Varde: Den nye fristen er
            Varde → Ingrid: har fått ny frist … rekkverket er bestilt
            Ingrid: [Meld som avvik]
            Varde: Dette tiltaket er ikkje ope for deg
            Klokka: 2027-01-29 09:00
            Varde → Ola: ingenting
        """)


async def test_the_verneombud_s_yes_is_enough_and_silence_reports_it_too(data: Path) -> None:
    async with fjordvik(data, NAA, regelverk=spor_forst(data)) as by:
        by.varde.db.write(rekkverket)
        by.varde.db.write(overta)
        leder = by.people["P010"].name
        await by.spill(f"""
            Ingrid: språk
            Ingrid: [English]
            Klokka: 2027-01-12 09:00
            Klokka: 2027-01-19 09:00
            Klokka: 2027-01-26 09:00
            Varde → Ingrid: The action «Fest rekkverket» … Shall it be reported as an avvik? If nobody has answered by Friday 29 January at 09:00, I will report it. … A yes from you is enough. [Report as avvik]
            Ingrid: [Report as avvik]
            Varde: reported as an avvik
            Varde → Ola: Nytt avvik AVV-2027-0001
            Varde → Kari: Tiltaket «Fest rekkverket» fra vernerunden er 14 dager over fristen.
            Ola: [Meld som avvik]
            Klokka: 2027-01-29 09:00
            Varde → {leder}: Nytt avvik AVV-2027-0002
            Klokka: 2027-02-15 09:00
        """)
        assert not await by.folk("Ola").har_sett("AVV-2027-0003")


def uten_ansvarlig(session: Session) -> None:
    node = session.exec(select(model.Node.id).where(model.Node.ekstern_id == "SOL-FJE")).one() or 0
    uavklart.overta(session, NAA, NyttUavklart("U1", "Fest rekkverket", None, None, NAA.date()), node_id=node)


async def test_the_leader_settles_who_and_when(data: Path) -> None:
    async with fjordvik(data, NAA) as by:
        by.varde.db.write(uten_ansvarlig)
        randi = by.people["P043"].name
        await by.spill(f"""
            {randi}: språk
            {randi}: [Nynorsk]
            Klokka: 2027-01-18 09:00
            Varde → Ola: Tiltaket «Fest rekkverket» fra vernerunden i Avdeling Fjellbris mangler ansvarlig og frist. … Hvem skal gjøre det, og når? … Krav 6.3.5-3. [Avklar hvem og når]
            Varde → Ingrid: ingenting
            Klokka: 2027-01-25 09:00
            Varde → Ingrid: mangler ansvarlig og frist. … Til orientering: Lederen er spurt om det skal meldes som avvik, eller avklares.
            Varde → {randi}: Tiltaket «Fest rekkverket» frå vernerunden i Avdeling Fjellbris manglar ansvarleg og frist. … Det har stått slik sidan måndag 11. januar. Skal det meldast som avvik, eller vil du avklare det? [Avklar kven og når] [Meld som avvik]
            {randi}: [Avklar kven og når]
            Varde: Kven skal gjere det?
            {randi}: Kari Nygård
            Varde: Når skal det vere gjort?
            {randi}: 12. februar
            Varde: Fest rekkverket … Kari Nygård … fredag 12. februar 2027
            {randi}: [Send]
            Varde: Tiltaket er avklart. Kari Nygård
            Varde → Kari: Fest rekkverket … fredag 12. februar 2027 … Krav 6.3.5-3 [Utført]
            {randi}: [Meld som avvik]
            Varde: Tiltaket er alt avklart.
        """)
        assert not await by.folk("Ingrid").har_sett("AVV-2027-0001")


async def test_what_nobody_settles_is_reported_when_the_leader_says_so(data: Path) -> None:
    async with fjordvik(data, NAA) as by:
        by.varde.db.write(uten_ansvarlig)
        randi = by.people["P043"].name
        await by.spill(f"""
            Klokka: 2027-01-18 09:00
            Klokka: 2027-01-25 09:00
            {randi}: [Meld som avvik]
            Varde: Tiltaket er meldt som avvik. … Verneombudet får beskjed.
            Varde → {randi}: Nytt avvik AVV-2027-0001 … Meldt av: Varde … Meldt av Varde etter ja fra lederen, på grunnlag av punkt 6.3.5 i HMS-dokumentet: Dette tiltaket fra vernerunden hadde stått uten ansvarlig eller frist siden mandag 11. januar. … Fest rekkverket [Bekreft mottak]
            Varde → Ingrid: AVV-2027-0001
            {randi}: [Meld som avvik]
        """)
        assert not await by.folk(randi).har_sett("AVV-2027-0002")


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
