"""A turn: once each, all or nothing, whatever order and however often it is delivered."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import text as sql
from sqlmodel import col, select

from bot.channels.base import Gone, Profile
from hms.avvik.model import Avvik
from hms.kit.klokke import Maskinklokke
from hms.organisasjon.model import Person
from hms.samtale.model import Kontakt, Mottatt, Samtale
from tests.fakes.kanal import plain
from tests.fakes.varde import HVA, Konto, Rigg, innstillinger, rigg_paa

APOLOGY = "Beklager"


async def test_the_whole_conversation_gives_a_receipt_and_the_notices(rigg: Rigg) -> None:
    kari = rigg.konto("P045")
    avvik = await rigg.meld(kari)
    assert sum(avvik.nummer in text for text in rigg.tekster(kari)) == 1
    handler = rigg.les(lambda s: s.get(Person, avvik.behandler_id))
    assert handler is not None
    assert any(HVA in text for text in rigg.tekster(Konto("", handler.entra_id)))
    assert {row.status for row in rigg.utboks(kort="avvik:1:orientert")} == {"obsolete"}
    assert {row.status for row in rigg.utboks() if row.kort != "avvik:1:orientert"} == {"sent"}
    assert all(row.kropp is None for row in rigg.utboks())


async def test_a_delivery_repeated_is_answered_and_nothing_is_done_twice(rigg: Rigg) -> None:
    kari = rigg.konto("P045")
    await rigg.til_oversikt(kari)
    send = rigg.hendelse(kari, "button", value=rigg.knapp(kari, "Send").data)
    results = [await rigg.varde.turns(send) for _ in range(3)]
    await rigg.ro()
    assert len(rigg.avvik()) == 1
    assert [result.status for result in results] == [200] * 3
    assert results[1] == results[2]
    assert sum("AVV-" in text for text in rigg.tekster(kari)) == 1


async def test_deliveries_at_the_same_moment_make_one_avvik(rigg: Rigg) -> None:
    kari = rigg.konto("P045")
    await rigg.til_oversikt(kari)
    send = rigg.hendelse(kari, "button", value=rigg.knapp(kari, "Send").data)
    clicks = [replace(send, key=f"klikk{n}") for n in range(4)]
    results = await asyncio.gather(*(rigg.varde.turns(event) for event in [send] * 4 + clicks))
    await rigg.ro()
    assert {result.status for result in results} == {200}
    assert len(rigg.avvik()) == 1
    assert sum("AVV-" in text for text in rigg.tekster(kari)) == 1


async def test_a_click_with_a_new_id_gets_the_result_of_the_first(rigg: Rigg) -> None:
    kari = rigg.konto("P045")
    await rigg.si(kari, "meld avvik")
    await rigg.si(kari, HVA)
    button = rigg.knapp(kari, "Bygg")
    first = await rigg.varde.turns(rigg.hendelse(kari, "button", value=button.data))
    again = await rigg.varde.turns(rigg.hendelse(kari, "button", value=button.data))
    assert first.card is not None
    assert again.card is not None
    assert sum("Ble noen skadet" in text for text in rigg.tekster(kari)) <= 1


async def test_two_answers_to_one_question_the_first_counts(rigg: Rigg) -> None:
    kari = rigg.konto("P045")
    await rigg.si(kari, "meld avvik")
    await rigg.si(kari, HVA)
    one, two = rigg.knapp(kari, "Bygg"), rigg.knapp(kari, "Nestenulykke")
    results = await asyncio.gather(
        *(rigg.varde.turns(rigg.hendelse(kari, "button", value=button.data)) for button in (one, two))
    )
    await rigg.ro()
    assert [result.status for result in results] == [200, 200]
    chosen = rigg.alle(Samtale)[0].tilstand["skjema"]["answers"]["kategori"]
    assert chosen in {"orden_fysisk", "nestenulykke"}
    assert sum("Ble noen skadet" in text for text in rigg.tekster(kari)) == 1


async def test_events_in_the_wrong_order_are_dealt_with(rigg: Rigg) -> None:
    kari = rigg.konto("P045")
    await rigg.si(kari, "meld avvik")
    await rigg.si(kari, HVA)
    early = rigg.knapp(kari, "Bygg").data
    await rigg.trykk(kari, "Bygg")
    await rigg.si(kari, "avbryt")
    await rigg.varde.turns(rigg.hendelse(kari, "button", value={**early, "value": "annet"}))
    await rigg.varde.turns(rigg.hendelse(kari, "removed"))
    late = await rigg.si(kari, "hjelp")
    assert late.status == 200
    assert rigg.avvik() == []


class BrokenClock:
    """A civil clock that is out of order while told so."""

    def __init__(self, clock: Maskinklokke) -> None:
        self.broken = False
        self._clock = clock

    def now(self):
        if self.broken:
            raise ArithmeticError
        return self._clock.now()


async def test_a_fault_rolls_all_back_and_the_redelivery_works(rigg: Rigg) -> None:
    kari = rigg.konto("P045")
    await rigg.til_oversikt(kari)
    clock = BrokenClock(rigg.varde.civil)  # type: ignore[arg-type]
    rigg.varde.turns.civil = clock
    send = rigg.hendelse(kari, "button", value=rigg.knapp(kari, "Send").data)
    clock.broken = True
    failed = [await rigg.varde.turns(send) for _ in range(2)]
    clock.broken = False
    await rigg.ro()
    assert [result.status for result in failed] == [503, 503]
    assert rigg.les(lambda s: s.get(Mottatt, send.key)) is None
    assert sum(APOLOGY in text for text in rigg.tekster(kari)) == 1
    assert (await rigg.varde.turns(send)).status == 200
    await rigg.ro()
    assert [avvik.nummer for avvik in rigg.avvik()] == ["AVV-2026-0001"]


async def test_a_full_disk_is_told_and_nothing_is_half_done(fjordvik_sqlite_url: str) -> None:
    async with rigg_paa(fjordvik_sqlite_url, innstillinger(fjordvik_sqlite_url)) as rigg:
        kari = rigg.konto("P045")
        await rigg.si(kari, "meld avvik")
        before = len(rigg.kanal.to(kari.chat))
        await rigg.varde.bridge.write(lambda s: s.execute(sql("PRAGMA max_page_count = 1")))
        full = [(await rigg.si(kari, f"{HVA} {'og mer av det ' * 90}")).status for _ in range(40)]
        await rigg.varde.bridge.write(lambda s: s.execute(sql("PRAGMA max_page_count = 1000000")))
        told = [post.text for post in rigg.kanal.to(kari.chat)[before:]]
        assert full[-1] == 503
        assert APOLOGY in told[-1]
        assert sum(APOLOGY in text for text in told) == full.count(503)
        assert (await rigg.si(kari, "meld avvik")).status == 200


async def test_somebody_who_writes_too_fast_is_asked_to_come_again(fjordvik_sqlite_url: str) -> None:
    slow = innstillinger(fjordvik_sqlite_url).model_copy(update={"turer_per_minutt": 3})
    async with rigg_paa(fjordvik_sqlite_url, slow) as rigg:
        kari, ola = rigg.konto("P045"), rigg.konto("P043")
        assert [(await rigg.si(kari, "hjelp")).status for _ in range(4)] == [200, 200, 200, 429]
        assert (await rigg.si(ola, "hjelp")).status == 200
        rigg.klokke.advance(seconds=61)
        assert (await rigg.si(kari, "hjelp")).status == 200


async def test_in_a_channel_the_report_moves_to_the_private_talk(rask: Rigg) -> None:
    kari = rask.konto("P045")
    await rask.si(kari, "hei")
    await rask.si(kari, f"meld avvik: {HVA}", chat="19:kanal", scope="channel")
    assert [HVA in post.text for post in rask.kanal.to("19:kanal")] == [False]
    assert "Hva skjedde" in rask.siste(kari).text


async def test_in_a_channel_without_a_private_talk_there_is_a_way_in(rask: Rigg) -> None:
    kari = rask.konto("P045")
    await rask.si(kari, f"meld avvik: {HVA}", chat="19:kanal", scope="channel")
    assert "privat samtale" in rask.kanal.to("19:kanal")[0].text
    assert rask.kanal.to(kari.chat) == []


async def test_what_waits_for_a_person_comes_when_the_bot_is_back(rigg: Rigg) -> None:
    kari = rigg.konto("P045")
    avvik = await rigg.meld(kari)
    await rigg.varde.turns(rigg.hendelse(kari, "removed"))
    handler = rigg.les(lambda s: s.get(Person, avvik.behandler_id))
    assert handler is not None
    rigg.kanal.closed.add(kari.aad or "")
    await rigg.trykk(Konto(f"29:{handler.ekstern_id}", handler.entra_id), "Bekreft mottak")
    waiting = rigg.utboks(nokkel="avvik_mottatt")
    assert [(row.status, row.grunn, row.samtale_id) for row in waiting] == [("pending", "ingen_samtale", None)]
    before = len(rigg.tekster(kari))
    await rigg.varde.turns(rigg.hendelse(kari, "installed"))
    await rigg.ro()
    assert any("har sett sak" in text for text in rigg.tekster(kari)[before:])
    assert {row.status for row in rigg.utboks(nokkel="avvik_mottatt")} == {"sent"}


async def test_a_receipt_that_finds_nobody_waits_for_its_person(rigg: Rigg) -> None:
    kari = rigg.konto("P045")
    await rigg.til_oversikt(kari)
    rigg.kanal.answers[kari.chat].append(Gone("blocked"))
    await rigg.trykk(kari, "Send")
    [receipt] = [row for row in rigg.utboks() if row.kort == "avvik:1:melder"]
    assert (receipt.status, receipt.kropp, receipt.grunn) == ("pending", None, "blocked")
    rigg.klokke.advance(hours=2)
    await rigg.ro()
    assert "AVV-2026-0001" in rigg.siste(kari).text
    assert all(
        "AVV-" not in post.text or post.conversation == kari.chat
        for post in rigg.kanal.posts
        if "mottatt som" in post.text
    )


async def test_somebody_unknown_may_report_with_the_unit_asked(rask: Rigg) -> None:
    ukjent = Konto("29:ukjent", "00000000-0000-4000-8000-00000000dead", "Ukjent")
    await rask.til_oversikt(ukjent)
    await rask.si(ukjent, "Solgata sykehjem")
    await rask.trykk(ukjent, "Send")
    assert "AVV-2026-0001" in rask.siste(ukjent).text


@pytest.fixture
async def uten_entra(rask: Rigg) -> tuple[Rigg, Konto, str]:
    """Somebody whom the directory knows by e-mail only."""

    def forget(session) -> str:
        person = session.exec(select(Person).where(Person.ekstern_id == "P045")).one()
        person.entra_id = None
        session.add(person)
        return person.epost

    epost = rask.skriv(forget)
    return rask, Konto("29:ny", "00000000-0000-4000-8000-0000000000aa", "Ny"), epost


async def test_an_account_is_linked_by_the_e_mail_that_the_platform_tells(uten_entra) -> None:
    rigg, konto, epost = uten_entra
    rigg.kanal.profiles[konto.user_id] = Profile(konto.user_id, konto.aad, "Ny", epost)
    await rigg.si(konto, "hei")
    assert rigg.person("P045").entra_id == konto.aad
    assert rigg.alle(Kontakt)[-1].person_id == rigg.person("P045").id


async def test_a_look_up_that_failed_is_made_again(uten_entra) -> None:
    rigg, konto, epost = uten_entra
    await rigg.si(konto, "hei")
    rigg.kanal.profiles[konto.user_id] = Profile(konto.user_id, konto.aad, "Ny", epost)
    await rigg.si(konto, "hei")
    assert rigg.alle(Kontakt)[-1].person_id is None
    rigg.klokke.advance(minutes=11)
    await rigg.si(konto, "hei")
    assert rigg.alle(Kontakt)[-1].person_id == rigg.person("P045").id


async def test_the_e_mail_of_somebody_with_another_entra_id_is_refused(rask: Rigg) -> None:
    kari = rask.person("P045")
    konto = Konto("29:falsk", "00000000-0000-4000-8000-0000000000bb", "Falsk")
    rask.kanal.profiles[konto.user_id] = Profile(konto.user_id, konto.aad, "Falsk", kari.epost)
    await rask.si(konto, "hei")
    assert rask.alle(Kontakt)[-1].person_id is None
    assert rask.person("P045").entra_id == kari.entra_id


async def test_somebody_who_has_ended_is_nobody_and_may_come_back_under_a_new_id(rigg: Rigg) -> None:
    kari = rigg.konto("P045")
    await rigg.si(kari, "hei")

    def end_and_rehire(session) -> None:
        person = session.exec(select(Person).where(Person.ekstern_id == "P045")).one()
        person.gyldig_til = rigg.klokke.now().date().replace(day=1)
        session.add(person)
        session.add(Person(ekstern_id="P999", navn=person.navn, epost=person.epost))

    rigg.kanal.profiles[kari.user_id] = Profile(kari.user_id, kari.aad, "Kari", rigg.person("P045").epost)
    rigg.skriv(end_and_rehire)
    rigg.varde.turns._known.clear()
    assert (await rigg.si(kari, "hei")).status == 200
    assert (
        rigg.les(lambda s: s.exec(select(Kontakt).where(Kontakt.bruker_id == kari.user_id)).one()).person_id
        == rigg.person("P999").id
    )


@pytest.mark.parametrize("value", [True, 1.0, 10**30, -1, "1", None, [1], {"a": 1}])
async def test_forged_values_get_a_clear_answer(rigg: Rigg, value: object) -> None:
    kari = rigg.konto("P045")
    await rigg.til_oversikt(kari)
    token = rigg.knapp(kari, "Send").data["token"]
    for data in (
        {"action": "avvik", "do": "bekreft", "avvik": value, "token": "x" * 5000},
        {"action": "form", "do": "answer", "value": "@andre", "token": token},
        {"action": "form", "do": "edit", "value": "node", "token": token},
        {
            "action": "form",
            "do": "answer",
            "value": value,
            "token": f"{token.split(':')[0]}:{int(token.split(':')[1]) + 1}",
        },
        {"action": value, "value": value, "token": value},
    ):
        assert (await rigg.varde.turns(rigg.hendelse(kari, "button", value=data))).status == 200
    await rigg.ro()
    assert not any(APOLOGY in text for text in rigg.tekster(kari))


async def test_a_token_that_somebody_forged_uses_up_nobody_else_s_button(rask: Rigg) -> None:
    kari = rask.konto("P045")
    first, second = await rask.meld(kari), await rask.meld(kari)
    handler = rask.les(lambda s: s.get(Person, first.behandler_id))
    assert handler is not None
    leader = Konto(f"29:{handler.ekstern_id}", handler.entra_id)
    button = rask.knapp(leader, "Bekreft").data
    assert button["avvik"] == second.id
    stranger = rask.konto("P010")
    await rask.varde.turns(rask.hendelse(stranger, "button", value={**button, "avvik": first.id}))
    result = await rask.varde.turns(rask.hendelse(leader, "button", value=button))
    assert result.card is not None
    assert "bekreftet mottak" in plain(result.card)
    assert rask.les(lambda s: s.exec(select(Avvik.mottatt_av).order_by(col(Avvik.id))).all()) == [None, handler.id]
