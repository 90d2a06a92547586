"""Personal data gone astray: who is told, when they are reminded, and how the clock stops (avvik.md 1)."""

import asyncio
from datetime import timedelta

import pytest
from sqlmodel import Session, col, select

from dialogs.context import Reader
from dialogs.i18n import translator
from dialogs.notices import personvern_klokke
from hms.avvik import personvern
from hms.avvik.model import Avvik, AvvikInhabil
from hms.avvik.personvern import Personvernbrudd
from hms.avvik.queries import Leser
from hms.kit.feil import HmsError
from hms.kit.revisjon import Revisjon, brudd
from hms.organisasjon.model import Rolle
from scheduler.stiger import Klatring
from tests.fakes.fjordvik import Fjordvik
from tests.fakes.varde import Rigg

MELD = """
    Kari: sendte journalen til feil person
    Varde: Stans spredningen
    Kari: [Meld avvik]
    Kari: [Ingen skade]
    Kari: 2
    Kari: [Send]
    Varde: AVV-2026-0001
"""


async def test_both_are_told_at_once_and_reminded_until_it_is_reported(by: Fjordvik) -> None:
    await by.spill(MELD)
    for who in ("Ola", "Oda Thoresen"):
        await by.spill(
            f"Varde → {who}: Personopplysninger kan være på avveie i Avdeling Fjellbris, sak AVV-2026-0001. … innen onsdag 25. november kl. 10.0"
        )
    await by.spill("""
        Klokka: +23 timer
        Varde → Oda Thoresen: ingenting
        Klokka: +2 timer
        Varde → Oda Thoresen: Ingen har registrert noe til Datatilsynet … Fristen er onsdag 25. november
        Varde → Ola: Ingen har registrert noe til Datatilsynet
        Klokka: +24 timer
        Varde → Oda Thoresen: Ingen har registrert noe
        Oda Thoresen: [Meldt til Datatilsynet]
        Varde: Det er registrert at sak AVV-2026-0001 er meldt … Klokka er stanset
        Varde → Ola: er meldt til Datatilsynet. Registrert av Oda Thoresen
        Klokka: +24 timer
        Varde → Oda Thoresen: ingenting
    """)
    assert not await by.folk("Oda Thoresen").har_sett("sendte journalen")


async def test_downtime_makes_it_late_and_never_a_burst(by: Fjordvik) -> None:
    await by.spill(MELD)
    await by.spill("Klokka: +50 timer")
    (one,) = [post for post in await by.folk("Oda Thoresen").nytt() if "Datatilsynet" in post.text]
    assert "Ingen har registrert noe" in one.text
    await by.spill("""
        Klokka: +17 timer
        Varde → Oda Thoresen: Fristen er onsdag 25. november
        Klokka: +24 timer
        Varde → Oda Thoresen: ingenting
        Ola: [Meldt til Datatilsynet]
        Varde: Klokka er stanset
    """)


async def test_why_it_need_not_be_reported_is_written_down(by: Fjordvik) -> None:
    await by.spill(MELD)
    await by.spill("""
        Oda Thoresen: [Ikke meldepliktig]
        Varde: Hvorfor er det ikke meldepliktig?
        Oda Thoresen: 4
        Varde: Skriv det med noen ord
        Oda Thoresen: den som fikk brevet, har taushetsplikt, og det ble makulert
        Varde: Sak AVV-2026-0001 er vurdert som ikke meldepliktig. Klokka er stanset.
        Varde → Ola: er vurdert som ikke meldepliktig av Oda Thoresen
        Klokka: +25 timer
        Varde → Oda Thoresen: ingenting
    """)
    assert "personvernbrudd" in by.leter("det ble makulert")
    assert "revisjon" not in by.leter("det ble makulert")


@pytest.mark.parametrize(
    ("sprak", "sett", "knapp", "ferdig"),
    [
        ("Nynorsk", "Personopplysningar kan vere på avvege", "Meldt til Datatilsynet", "Klokka er stansa"),
        ("English", "Personal data may have gone astray", "Reported to the authority", "The clock has stopped"),
    ],
)
async def test_in_the_readers_language(by: Fjordvik, sprak: str, sett: str, knapp: str, ferdig: str) -> None:
    await by.spill(f"Oda Thoresen: språk\nOda Thoresen: [{sprak}]")
    await by.spill(MELD)
    await by.spill(f"Varde → Oda Thoresen: {sett}\nOda Thoresen: [{knapp}]\nVarde: {ferdig}")


async def brudd_hos(rask: Rigg) -> Avvik:
    return await rask.meld(rask.konto("P045"), hva="permen er vekk fra kontoret", kategori="Personopplysninger")


def klokker(rask: Rigg) -> list[Personvernbrudd]:
    return rask.les(lambda s: list(s.exec(select(Personvernbrudd)).all()))


def leser(rask: Rigg, who: str) -> Leser:
    return Leser(rask.person(who).id, None)


async def test_nobody_else_may_decide_and_nobody_twice(rask: Rigg) -> None:
    avvik = await brudd_hos(rask)
    now = rask.klokke.now()

    def meldt(session: Session, who: str, case: int) -> None:
        personvern.meldt(session, now, leser(rask, who), case)

    for who, case in (("P045", avvik.id), ("P046", avvik.id), ("P114", 999)):
        with pytest.raises(HmsError, match="ingen_rett"):
            rask.skriv(lambda s, w=who, c=case: meldt(s, w, c))  # type: ignore[misc]
    rask.skriv(lambda s: meldt(s, "P114", avvik.id or 0))
    with pytest.raises(HmsError, match="alt_vurdert"):
        rask.skriv(lambda s: meldt(s, "P044", avvik.id or 0))
    (row,) = klokker(rask)
    assert (row.vurdert, row.meldt_at, row.neste_trinn_at) == ("meldt", now, None)
    assert rask.les(brudd) is None
    seen = [line.hendelse for line in rask.alle(Revisjon) if line.hendelse.startswith("personvern")]
    assert seen == ["personvern.startet", "personvern.trinn", "personvern.meldt"]


async def test_a_pressed_card_that_is_too_late_says_so(rask: Rigg) -> None:
    avvik = await brudd_hos(rask)
    ola, oda = rask.konto("P044"), rask.konto("P114")
    for who in (ola, oda):
        await rask.si(who, "hei")
    rask.skriv(lambda s: personvern.meldt(s, rask.klokke.now(), leser(rask, "P114"), avvik.id or 0))
    for do, seen in (("meldt", "allerede vurdert"), ("ikke_meldepliktig", "allerede vurdert"), ("noe", "ikke tilgang")):
        value = {"action": "personvern", "do": do, "avvik": avvik.id, "token": ""}
        await rask.varde.turns(rask.hendelse(ola, "button", value=value))
        await rask.ro()
        assert any(seen in text for text in rask.tekster(ola))
    await rask.varde.turns(rask.hendelse(ola, "button", value={"action": "personvern", "do": "meldt", "avvik": "1"}))
    await rask.ro()
    assert "ikke tilgang" in rask.siste(ola).text


@pytest.mark.parametrize("change", [{"status": "trukket"}, {"kategori": "annet"}])
async def test_a_case_that_is_withdrawn_or_another_matter_has_no_clock(rask: Rigg, change: dict[str, str]) -> None:
    avvik = await brudd_hos(rask)

    def alter(session: Session) -> None:
        row = session.get(Avvik, avvik.id)
        for key, value in change.items():
            setattr(row, key, value)

    rask.skriv(alter)
    await rask.tikk(hours=25)
    (row,) = klokker(rask)
    assert (row.trinn, row.neste_trinn_at) == (["straks"], None)


async def test_one_whom_it_is_about_is_out_and_the_hms_ansvarlig_stands_in(rask: Rigg) -> None:
    avvik = await brudd_hos(rask)
    oda = rask.person("P114").id
    rask.skriv(lambda s: s.add(AvvikInhabil(avvik_id=avvik.id, person_id=oda)))
    today = rask.klokke.now().date()
    others = rask.les(lambda s: personvern.ombudene(s, s.get(Avvik, avvik.id), today))  # type: ignore[arg-type]
    assert others
    assert oda not in [person.id for person in others]
    case = rask.avvik()[0]
    assert not rask.les(lambda s: personvern.kan_vurdere(s, case, Leser(oda, None), today))
    assert rask.les(lambda s: personvern.kan_vurdere(s, case, Leser(others[0].id, None), today))
    assert not rask.les(lambda s: personvern.kan_vurdere(s, case, Leser(None, 1), today))


async def test_the_clock_starts_once_and_only_for_its_category(rask: Rigg) -> None:
    avvik = await brudd_hos(rask)
    assert rask.skriv(lambda s: personvern.start(s, rask.klokke.now(), s.get(Avvik, avvik.id))) is None  # type: ignore[arg-type]
    await rask.meld(rask.konto("P045"))
    assert len(klokker(rask)) == 1


async def test_a_step_that_fails_is_tried_again_and_keeps_nobody_waiting(rask: Rigg) -> None:
    avvik = await brudd_hos(rask)
    rask.klokke.advance(hours=25)

    def broken(*_: object) -> str:
        raise RuntimeError

    ticker, ladders = rask.varde.ticker, rask.varde.ticker.stiger
    ticker.stiger = (Klatring(Personvernbrudd, broken, col(Personvernbrudd.frist)),)
    await asyncio.to_thread(ticker.tick)
    ticker.stiger = ladders
    (row,) = klokker(rask)
    assert row.neste_trinn_at - rask.varde.civil.now() <= timedelta(minutes=15)
    await rask.tikk(minutes=16)
    (row,) = klokker(rask)
    assert row.trinn == ["straks", "24t"]
    assert avvik.id == row.avvik_id


async def test_without_a_personvernombud_the_duty_still_goes_to_somebody(rask: Rigg) -> None:
    def vacate(session: Session) -> None:
        for row in session.exec(select(Rolle).where(Rolle.rolle == "personvernombud")).all():
            session.delete(row)

    rask.skriv(vacate)
    await brudd_hos(rask)
    rows = rask.utboks(nokkel="personvern_klokke")
    assert {row.mottaker["rolle"] for row in rows} == {"personvernombud", "behandler"}
    assert all("person" in row.mottaker for row in rows)


async def test_after_the_deadline_it_says_so(rask: Rigg) -> None:
    await brudd_hos(rask)
    oda = rask.konto("P114")
    await rask.si(oda, "hei")
    await rask.tikk(hours=80)
    assert any("gikk ut" in text and "forklar forsinkelsen" in text for text in rask.tekster(oda))


async def test_one_who_may_not_decide_gets_no_clock(rask: Rigg) -> None:
    avvik = await brudd_hos(rask)

    def worded(session: Session, who: str, case: int) -> bool:
        reader = Reader(session, rask.klokke.now(), translator("nb"), rask.varde.kommune, leser(rask, who))
        return personvern_klokke.compose(reader, {"avvik": case, "trinn": "straks"}) is not None

    case = avvik.id or 0
    assert rask.les(lambda s: [worded(s, who, case) for who in ("P114", "P044", "P045", "P046")]) == [
        True,
        True,
        False,
        False,
    ]
    assert not rask.les(lambda s: worded(s, "P114", 999))


async def test_a_look_before_its_time_takes_no_step(rask: Rigg) -> None:
    await brudd_hos(rask)

    def look(session: Session) -> str | None:
        return personvern.ta_trinn(session, rask.klokke.now(), session.exec(select(Personvernbrudd)).one())

    assert rask.skriv(look) is None
    (row,) = klokker(rask)
    assert row.trinn == ["straks"]
    assert row.neste_trinn_at == row.kjent_at + timedelta(hours=24)


async def test_the_personvernombud_has_a_list_with_the_clock_and_the_buttons_come_again(by: Fjordvik) -> None:
    await by.spill(MELD)
    await by.spill("""
        Oda Thoresen: saker å følge opp
        Varde: Åpne saker … AVV-2026-0001: … Datatilsynet innen onsdag 25. november kl. 10.00 [AVV-2026-0001]
        Oda Thoresen: [AVV-2026-0001]
        Varde: Nytt avvik AVV-2026-0001 … skal Datatilsynet ha melding innen onsdag 25. november kl. 10.00 [Meldt til Datatilsynet] [Ikke meldepliktig]
        Oda Thoresen: [Meldt til Datatilsynet]
        Varde: er meldt til Datatilsynet
        Oda Thoresen: saker å følge opp
        Varde: AVV-2026-0001
        Oda Thoresen: [AVV-2026-0001]
        Varde: AVV-2026-0001
        Oda Thoresen: avvik over frist
        Varde: Ingen saker er over fristen.
    """)
    assert not any("Datatilsynet innen" in post.text for post in await by.folk("Oda Thoresen").nytt())
