"""Avvik beside another system, from the form to the number: by webhook, by a named reception, and by the reporter."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from sqlmodel import Session, select

from bot import bootstrap, eksternt
from bot.overforing import Overforing
from bot.settings import Settings
from hms.avvik.queries import Leser
from hms.avvik.service import NyttAvvik
from hms.ekstern import rules, service
from hms.ekstern.model import EksternSak
from hms.ekstern.rules import Oppsett
from hms.kit import revisjon
from hms.kit.revisjon import Revisjon
from hms.lagring.person import plikter
from hms.organisasjon import queries as org
from hms.organisasjon.model import Node
from hms.outbox.model import Utboks
from tests.fakes.avvikssystem import SECRET, Avvikssystem, Svar, avvikssystem
from tests.fakes.kanal import FakeKanal
from tests.fakes.klokke import FakeKlokke
from tests.fakes.varde import HVA, Konto, Rigg, innstillinger, rigg_paa

LINK = "https://kf.example/ny?ref={referanse}&enhet={enhet}"
MOTTAKET = "P046"


@asynccontextmanager
async def rigg_med(url: str, **settings: Any) -> AsyncIterator[Rigg]:
    more = {"avvik_system": "ekstern", "ekstern_lenke": LINK, **settings}
    async with rigg_paa(url, Settings(**{**innstillinger(url).model_dump(), **more})) as rigg:
        yield rigg
        if rigg.varde.overforing is not None:
            await rigg.varde.overforing.stop()


@pytest.fixture
async def system() -> AsyncIterator[Avvikssystem]:
    async with avvikssystem() as running:
        yield running


@pytest.fixture
async def hook(fjordvik_url: str, system: Avvikssystem) -> AsyncIterator[Rigg]:
    """By webhook, on SQLite and on PostgreSQL."""
    async with rigg_med(fjordvik_url, ekstern_url=system.url, ekstern_hemmelighet=SECRET) as rigg:
        yield rigg


def kari_id(rigg: Rigg) -> int:
    return rigg.person("P045").id or 0


async def send(rigg: Rigg, hvem: Konto, **more: Any) -> EksternSak:
    await rigg.til_oversikt(hvem, **more)
    await rigg.trykk(hvem, "Send")
    if more.get("grad") == "4":
        await rigg.trykk(hvem, "Send")
    return sak(rigg)


def sak(rigg: Rigg) -> EksternSak:
    found: EksternSak = rigg.alle(EksternSak)[-1]
    return found


async def over(rigg: Rigg) -> None:
    """Everything that is due goes to the other system, and what comes of it is sent."""
    assert rigg.varde.overforing is not None
    await rigg.varde.overforing.idle()
    await rigg.ro()


async def nummer(rigg: Rigg, hvem: Konto, said: str) -> None:
    await rigg.trykk(hvem, "Legg inn saksnummer")
    await rigg.si(hvem, said)


def rene(rigg: Rigg, *words: str) -> bool:
    """Do the words stand in no row of the database?"""
    rows = [str(row) for table in (EksternSak, Revisjon, Utboks) for row in rigg.alle(table)]
    return not any(word in row for row in rows for word in words)


async def test_a_report_goes_over_and_comes_back_with_its_number(hook: Rigg, system: Avvikssystem) -> None:
    kari = hook.konto("P045")
    made = await send(hook, kari)
    assert (made.status, made.vei, made.kropp is not None, hook.avvik()) == (rules.IKKE_OVERFORT, "webhook", True, [])
    assert "sendes nå til kommunens avvikssystem" in hook.siste(kari).text
    await over(hook)
    done = sak(hook)
    assert (done.status, done.nummer, done.kropp, done.person_id) == (rules.NUMMER_MOTTATT, "2026/77", None, None)
    assert done.sendt_at == done.nummer_at == hook.klokke.now()
    assert system.mottatt[0]["data"]["hva"] == HVA
    assert system.mottatt[0]["data"]["melder"]["navn"] == kari.name
    assert any("har fått saksnummer 2026/77" in text for text in hook.tekster(kari))
    assert rene(hook, HVA)
    assert [line.hendelse for line in hook.alle(Revisjon)][-3:] == [
        "ekstern.meldt",
        "ekstern.overfort",
        "ekstern.nummer",
    ]
    assert hook.les(revisjon.brudd) is None
    await hook.tikk(days=30)
    assert not any("ikke overført" in text for text in hook.tekster(kari))


@pytest.mark.parametrize("first", [Svar(503), Svar(429, headers={"Retry-After": "7"}), Svar(302), Svar(500)])
async def test_a_receiver_in_trouble_is_tried_again_with_the_same_id(
    hook: Rigg, system: Avvikssystem, first: Svar
) -> None:
    await send(hook, hook.konto("P045"))
    system.svar.append(first)
    await over(hook)
    assert (sak(hook).status, sak(hook).grunn) == (rules.IKKE_OVERFORT, f"http_{first.status}")
    await over(hook)
    assert len(system.ider) == 1
    hook.klokke.advance(seconds=10)
    await over(hook)
    assert sak(hook).status == rules.NUMMER_MOTTATT
    assert len(system.ider) == 2
    assert len(set(system.ider)) == 1
    assert system.mottatt[0] == system.mottatt[1]


async def test_accepted_without_a_number_is_chased_until_somebody_enters_it(hook: Rigg, system: Avvikssystem) -> None:
    kari, hms = (
        hook.konto("P045"),
        hook.les(lambda s: org.kommune_rolle(s, "hms_ansvarlig", hook.klokke.now().date())[0]),
    )
    boss = hook.konto(hms.ekstern_id)
    await send(hook, kari)
    system.svar.append(Svar(200, b"takk"))
    await over(hook)
    assert (sak(hook).status, sak(hook).kropp, sak(hook).nummer) == (rules.OVERFORT, None, None)
    assert "er overført til kommunens avvikssystem" in hook.siste(kari).text
    await hook.tikk(days=2)
    assert "er overført til avvikssystemet, men saksnummeret mangler" in hook.siste(boss).text
    for _ in range(12):
        await hook.tikk(days=1)
    chased = [text for text in hook.tekster(boss) if "saksnummeret mangler" in text]
    assert len(chased) >= 4
    await nummer(hook, boss, "<tull>")
    assert "Skriv saksnummeret slik det står" in hook.siste(boss).text
    await nummer(hook, boss, "KF 12")
    assert "har nå saksnummer KF 12" in hook.siste(boss).text
    assert any("har fått saksnummer KF 12" in text for text in hook.tekster(kari))
    await hook.trykk(boss, "Legg inn saksnummer")
    assert "har allerede saksnummer KF 12" in hook.siste(boss).text
    before = len(hook.kanal.posts)
    await hook.tikk(days=30)
    assert len(hook.kanal.posts) == before


async def test_a_webhook_that_never_works_hands_the_text_back(hook: Rigg, system: Avvikssystem) -> None:
    kari = hook.konto("P045")
    await send(hook, kari)
    system.svar.extend([Svar(500)] * 50)
    for _ in range(20):
        hook.klokke.advance(hours=9)
        await over(hook)
    assert (sak(hook).vei, sak(hook).status, sak(hook).grunn) == (rules.MELDER, rules.IKKE_OVERFORT, "http_500")
    assert len(set(system.ider)) == 1
    shown = hook.siste(kari).text + "".join(hook.tekster(kari)[-3:])
    assert "ikke sendt ennå" in shown
    assert HVA in shown
    await nummer(hook, kari, "2026/9")
    assert (sak(hook).nummer, sak(hook).kropp) == ("2026/9", None)
    assert rene(hook, HVA)


async def test_a_receiver_that_is_gone_gives_it_to_the_reception(
    fjordvik_sqlite_url: str, system: Avvikssystem
) -> None:
    async with rigg_med(
        fjordvik_sqlite_url, ekstern_url=system.url, ekstern_hemmelighet=SECRET, ekstern_mottak="hms_ansvarlig"
    ) as rigg:
        await send(rigg, rigg.konto("P045"))
        system.svar.append(Svar(410))
        await over(rigg)
        assert (sak(rigg).vei, sak(rigg).grunn) == (rules.MOTTAK, "http_410")
        hms = rigg.les(lambda s: org.kommune_rolle(s, "hms_ansvarlig", rigg.klokke.now().date())[0])
        assert HVA in rigg.siste(rigg.konto(hms.ekstern_id)).text


async def test_without_a_webhook_the_reporter_carries_it_over(fjordvik_url: str) -> None:
    async with rigg_med(fjordvik_url) as rigg:
        kari = rigg.konto("P045")
        made = await send(rigg, kari)
        assert rigg.varde.overforing is None
        duties = rigg.les(lambda s: plikter(s, kari_id(rigg), rigg.klokke.now().date()))
        assert duties.meldinger == (made.referanse,)
        assert made.vei == rules.MELDER
        card = rigg.siste(kari)
        assert "ikke sendt ennå" in card.text
        assert HVA in card.text
        (link,) = [button.url for button in card.message.buttons if button.url]
        assert link == f"https://kf.example/ny?ref={made.referanse}&enhet=SOL-FJE"
        await rigg.tikk(days=2)
        assert "ikke overført til avvikssystemet ennå" in rigg.siste(kari).text
        await rigg.si(kari, "mine avvik")
        assert made.referanse in rigg.siste(kari).text
        await rigg.trykk(kari, f"Legg inn saksnummer: {made.referanse}")
        await rigg.si(kari, "2026/12")
        assert sak(rigg).status == rules.NUMMER_MOTTATT
        assert HVA not in [post for post in rigg.kanal.to(kari.chat) if post.updates][-1].text
        assert rene(rigg, HVA)
        await rigg.si(kari, "mine avvik")
        assert "Sakene dine finner du der" in rigg.siste(kari).text


@pytest.mark.parametrize("by_mail", [False, True])
async def test_a_named_reception_carries_it_over(fjordvik_sqlite_url: str, by_mail: bool) -> None:  # noqa: FBT001 - a table
    async with rigg_med(fjordvik_sqlite_url) as first:
        mail = first.person(MOTTAKET).epost or ""
        hms = first.les(lambda s: org.kommune_rolle(s, "hms_ansvarlig", first.klokke.now().date())[0]).ekstern_id
    async with rigg_med(fjordvik_sqlite_url, ekstern_mottak=mail.upper() if by_mail else "hms_ansvarlig") as rigg:
        kari, mottak = rigg.konto("P045"), rigg.konto(MOTTAKET if by_mail else hms)
        await send(rigg, kari)
        assert HVA not in rigg.siste(kari).text
        assert "Mottaket i kommunen legger den inn" in rigg.siste(kari).text
        assert HVA in rigg.siste(mottak).text
        assert kari.name in rigg.siste(mottak).text
        await nummer(rigg, mottak, "77")
        assert any("har fått saksnummer 77" in text for text in rigg.tekster(kari))
        assert HVA not in [post for post in rigg.kanal.to(mottak.chat) if post.updates][-1].text
        assert rene(rigg, HVA)


async def test_a_confidential_reporter_is_not_named_to_anybody(hook: Rigg, system: Avvikssystem) -> None:
    def unit(session: Session) -> EksternSak:
        node = session.exec(select(Node.id).where(Node.ekstern_id == "SOL-FJE")).one() or 0
        new = NyttAvvik("skled", "orden_fysisk", "ingen", 2, node, fortrolig=True, gjelder_leder=True)
        kari = hook.person("P045")
        return service.meld(session, hook.klokke.now(), Oppsett(webhook=True), new, Leser(kari.id, None))

    made = hook.skriv(unit)
    await over(hook)
    assert "melder" not in system.mottatt[0]["data"]
    assert hook.alle(Revisjon)[-3].aktor == "melder"
    line = hook.les(lambda s: org.linjeledere(s, hook.person("P045").id, made.node_id, hook.klokke.now().date()))
    assert made.leder_id == line[1].id


async def test_the_form_says_what_is_so_in_the_other_system(hook: Rigg, system: Avvikssystem) -> None:
    kari = hook.konto("P045")
    await hook.til_oversikt(kari)
    assert "Behandler: bestemmes i avvikssystemet" in hook.siste(kari).text
    await hook.si(kari, "endre behandler")
    await hook.trykk(kari, "Ja, send saken til neste leder")
    assert "men ikke nærmeste leder" in hook.siste(kari).text
    await hook.si(kari, "endre navn")
    await hook.trykk(kari, "Fortrolig: navnet sendes ikke med")
    assert "Navn: Fortrolig: navnet sendes ikke med" in hook.siste(kari).text
    await hook.trykk(kari, "Send")
    assert "Navnet ditt er ikke sendt med" in hook.siste(kari).text
    await over(hook)
    assert (system.mottatt[0]["data"]["gjelder_leder"], "melder" in system.mottatt[0]["data"]) == (True, False)
    await hook.si(kari, "personvern")
    assert "Jeg sletter teksten din når den er kommet inn der" in hook.siste(kari).text


async def test_grade_four_is_told_at_once_without_what_happened(hook: Rigg) -> None:
    kari, ola = hook.konto("P045"), hook.konto("P044")
    await send(hook, kari, grad="4")
    assert any("Nærmeste leder og HMS-ansvarlig får beskjed nå" in text for text in hook.tekster(kari))
    assert "Kritisk hendelse" in hook.siste(ola).text
    assert "73 19 97 00" in hook.siste(ola).text
    assert HVA not in hook.siste(ola).text
    assert not any(button.label.startswith("Legg inn") for button in hook.siste(ola).message.buttons)


async def test_what_varde_reports_itself_goes_the_same_way(hook: Rigg, system: Avvikssystem) -> None:
    def unit(session: Session) -> EksternSak:
        node = session.exec(select(Node.id).where(Node.ekstern_id == "SOL-FJE")).one() or 0
        new = NyttAvvik("Rekkverket er løst.", "orden_fysisk", "ingen", 2, node)
        return service.meld(session, hook.klokke.now(), Oppsett(webhook=True), new, None, gjelder="tiltak:7")

    made = hook.skriv(unit)
    assert hook.les(lambda s: service.meldt_om(s, "tiltak:8")) is None
    found = hook.les(lambda s: service.meldt_om(s, "tiltak:7"))
    assert found is not None
    assert (found.id, found.kilde) == (made.id, rules.VARDE)
    await over(hook)
    assert (sak(hook).nummer, system.mottatt[0]["data"]["hva"]) == ("2026/77", "Rekkverket er løst.")


async def test_what_varde_reports_itself_by_hand_goes_to_the_hms_ansvarlig(fjordvik_sqlite_url: str) -> None:
    async with rigg_med(fjordvik_sqlite_url) as rigg:
        await rigg.si(rigg.konto("P045"), "hei")

        def unit(session: Session) -> None:
            node = session.exec(select(Node.id).where(Node.ekstern_id == "SOL-FJE")).one() or 0
            new = NyttAvvik("Rekkverket er løst.", "orden_fysisk", "ingen", 2, node, hendt_fra="2026-11-01", hendt_til="2026-11-02",
                            sted="trappa", strakstiltak="sperret", gjentakelse="ja", gjelder_leder=True)  # fmt: skip
            service.meld(session, rigg.klokke.now(), Oppsett(), new, None)

        rigg.skriv(unit)
        await rigg.ro()
        hms = rigg.les(lambda s: org.kommune_rolle(s, "hms_ansvarlig", rigg.klokke.now().date())[0])
        shown = rigg.siste(rigg.konto(hms.ekstern_id)).text
        for words in (
            "Rekkverket er løst.",
            "Meldt av: Varde",
            "trappa",
            "sperret",
            "kan skje igjen",
            "ikke behandles",
        ):
            assert words in shown
        await rigg.tikk(days=2)
        assert "ikke overført" in rigg.siste(rigg.konto(hms.ekstern_id)).text


@pytest.mark.parametrize("value", [1, 99, "x", None, True])
async def test_a_stranger_and_a_forged_button_get_nothing(hook: Rigg, value: Any) -> None:
    await send(hook, hook.konto("P045"))
    stranger = hook.konto("P020")
    data = {"action": "ekstern", "do": "nummer", "ekstern": value, "token": ""}
    await hook.varde.turns(hook.hendelse(stranger, "button", value=data))
    await hook.ro()
    assert "ikke tilgang til" in hook.siste(stranger).text


async def test_the_guards_stand_before_it(hook: Rigg) -> None:
    kari = hook.konto("P045")
    await hook.si(kari, "meld avvik")
    await hook.si(kari, "det brenner på kjøkkenet")
    assert "110" in hook.siste(kari).text
    await hook.si(kari, "ola 01010750160 falt")
    assert hook.alle(EksternSak) == []


async def test_the_loop_runs_until_it_is_stopped(
    hook: Rigg, system: Avvikssystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    carrier = hook.varde.overforing
    assert carrier is not None
    await send(hook, hook.konto("P045"))
    real, failing = Overforing.run_once, [RuntimeError()]

    async def once(self: Overforing) -> bool:
        if failing:
            raise failing.pop()
        return await real(self)

    monkeypatch.setattr(Overforing, "run_once", once)
    monkeypatch.setattr("bot.overforing.POLL_SECONDS", 0.01)
    carrier.start()
    async with asyncio.timeout(20):
        while sak(hook).status != rules.NUMMER_MOTTATT:
            await asyncio.sleep(0.01)
    await carrier.stop()
    assert len(system.ider) == 1


async def test_a_stopped_process_leaves_a_claim_that_runs_out(hook: Rigg, system: Avvikssystem) -> None:
    await send(hook, hook.konto("P045"))
    assert len(hook.skriv(lambda s: service.lei(s, hook.klokke.now(), 5))) == 1
    await over(hook)
    assert system.ider == []
    hook.klokke.advance(seconds=61)
    await over(hook)
    assert sak(hook).nummer == "2026/77"
    number = sak(hook).id or 0
    hook.skriv(lambda s: service.overfort(s, hook.klokke.now(), number, "annet"))
    hook.skriv(lambda s: service.gi_opp(s, hook.klokke.now(), number, "http_500"))
    hook.skriv(lambda s: service.prov_igjen(s, number, hook.klokke.now(), "http_500"))
    assert (sak(hook).nummer, sak(hook).grunn) == ("2026/77", None)


def innst(**more: Any) -> Settings:
    return Settings(avvik_system="ekstern", **more)


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({}, "VARDE_EKSTERN_LENKE mangler"),
        ({"ekstern_url": "http://kf.example/"}, "VARDE_EKSTERN_URL"),
        ({"ekstern_url": "https://kf.example/", "ekstern_hemmelighet": "tull"}, "VARDE_EKSTERN_HEMMELIGHET"),
        ({"ekstern_lenke": "http://kf.example/"}, "VARDE_EKSTERN_LENKE"),
        ({"ekstern_lenke": "https://kf.example/{hva}"}, "VARDE_EKSTERN_LENKE"),
        ({"ekstern_lenke": "https://kf.example/{"}, "VARDE_EKSTERN_LENKE"),
        ({"ekstern_lenke": LINK, "ekstern_mottak": "sjefen"}, "VARDE_EKSTERN_MOTTAK"),
    ],
)
def test_mistakes_of_the_settings_are_told(settings: dict[str, Any], told: str) -> None:
    assert any(line.startswith(told) for line in eksternt.feil(innst(**settings)))


def test_good_settings_have_no_mistakes() -> None:
    assert eksternt.feil(innst(ekstern_lenke=LINK, ekstern_mottak="hms_ansvarlig")) == []
    assert (
        eksternt.feil(innst(ekstern_url="https://kf.example/", ekstern_hemmelighet=SECRET, ekstern_mottak="a@b.c"))
        == []
    )
    assert eksternt.feil(Settings()) == []


def test_a_bot_that_is_half_configured_does_not_start(fjordvik_sqlite_url: str, tmp_path: Any) -> None:
    kanal: Any = {"teams": FakeKanal()}
    klokke: Any = FakeKlokke()
    with pytest.raises(ValueError, match="VARDE_EKSTERN_LENKE"):
        bootstrap.build(innst(modus="play", database_url=fjordvik_sqlite_url), machine=klokke, channels=kanal)
    own = tmp_path / "egen.yaml"
    own.write_text("tull: 1\n")
    with pytest.raises(ValueError, match="tull"):
        bootstrap.build(
            Settings(modus="play", database_url=fjordvik_sqlite_url, lagring=own), machine=klokke, channels=kanal
        )
