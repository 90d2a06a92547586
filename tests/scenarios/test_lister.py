"""Lists of cases and the months' figures, each within the asker's rights. avvik.md 8, krav 6.3.4-2."""

from datetime import date

import aiohttp
from sqlmodel import Session, select

from hms.avvik import flyt, service
from hms.avvik.model import Avvik
from hms.avvik.queries import Leser
from hms.organisasjon.model import Node, Person
from tests.fakes.fjordvik import Fjordvik
from tests.scenarios.test_behandling import MED_TILTAK
from tests.scenarios.test_saken import GJELDER_LEDER, sendt

PNG = b"\x89PNG\r\n"
PSYKO = """
    Kari: meld avvik: for mye å gjøre på vakt
    Kari: [Arbeidsmengde, samarbeid, bemanning]
    Kari: [Ingen skade]
    Kari: 2
    Kari: [Send]
"""


async def test_the_leader_sees_what_she_leads_and_filters_it(by: Fjordvik) -> None:
    await by.spill(sendt(2))
    await by.spill("""
        Randi Fjeld: avvik til behandling
        Varde: Åpne saker … AVV-2026-0001: Meldt · alvorlighet 2 · Bygg, utstyr, glatt underlag, orden · Avdeling Fjellbris · hos Ola Brekke · frist onsdag 25. november [AVV-2026-0001] [Over frist] [Saker du behandler] [Avsluttede saker] [Bare alvorlighet 3 og 4]
        Randi Fjeld: [Bare alvorlighet 3 og 4]
        Varde: Åpne saker, alvorlighet 3 og 4 … Ingen åpne saker her. [Alle alvorligheter]
        Randi Fjeld: [Over frist]
        Varde: Over frist … Ingen saker er over fristen.
        Klokka: 2026-11-27 10:00
        Randi Fjeld: hvilke avvik må jeg behandle som er over frist?
        Varde: Over frist … AVV-2026-0001: Meldt
        Randi Fjeld: [AVV-2026-0001]
        Varde: hull i gulvet
        Ola: saker som venter på meg
        Varde: Saker du behandler … AVV-2026-0001: Meldt · alvorlighet 2 · Bygg, utstyr, glatt underlag, orden · Avdeling Fjellbris · hos deg
        Kari: avvik til behandling
        Varde: Denne lista er for dem som behandler saker, ledere og verneombud. … mine avvik [Meld avvik] [Mine avvik] [Hjelp]
        Mohammed Rahimi: open cases
        Varde: Denne lista er for dem som behandler saker
    """)


async def test_a_case_about_the_leader_stands_on_no_list_of_hers(by: Fjordvik) -> None:
    await by.spill(sendt(3, GJELDER_LEDER))
    await by.spill("""
        Ola: avvik til behandling
        Varde: Ingen åpne saker her.
        Ola: status
        Varde: nov. 26: 0 meldt, 0 lukket
        Randi Fjeld: avvik til behandling
        Varde: AVV-2026-0001
        Randi Fjeld: status
        Varde: nov. 26: 1 meldt, 0 lukket
    """)


async def test_the_verneombud_sees_hms_cases_of_the_area_only(by: Fjordvik) -> None:
    await by.spill(sendt(2))
    await by.spill("""
        Kari: meld avvik: medisin gitt til feil tid
        Kari: [Kvalitet i tjenesten]
        Kari: [Ingen skade]
        Kari: 2
        Kari: [Send]
        Varde: AVV-2026-0002
        Ingrid: avvik til behandling
        Varde: Åpne saker … AVV-2026-0001
        Ingrid: status
        Varde: Avvik per måned, området ditt … nov. 26: 1 meldt, 0 lukket
    """)
    assert not await by.ingrid.har_sett("AVV-2026-0002")


async def test_the_mks_group_reads_what_the_handler_has_approved(by: Fjordvik) -> None:
    await by.spill(sendt(2))
    await by.spill(PSYKO)
    await by.spill("""
        Ingrid: avvik til behandling
        Ingrid: [Til MKS-møtet]
        Varde: avvik de siste tre månedene … AVV-2026-0001: Bygg, utstyr, glatt underlag, orden (behandleren har ikke skrevet tekst til møtet) · Meldt … Arbeidsmengde, samarbeid og bemanning: 1
        Ola: vis sak 1
        Ola: [Flere valg]
        Ola: [Tekst til MKS-møtet]
        Varde: Hva skal MKS-gruppa få lese om saken?
        Ola: Hull i gulvet i en gang. Tettes denne uka.
        Varde: Teksten til MKS-møtet er lagret på sak AVV-2026-0001.
        Ingrid: avvik til behandling
        Ingrid: [Til MKS-møtet]
        Varde: AVV-2026-0001: Hull i gulvet i en gang. Tettes denne uka. · Meldt
    """)
    shown = "\n".join(post.text for post in await by.ingrid.alt() if "siste tre" in post.text)
    assert "Kari" not in shown
    assert "AVV-2026-0002" not in shown


async def test_figures_of_the_whole_kommune_hide_small_numbers(by: Fjordvik) -> None:
    await by.spill(sendt(2))
    await by.spill("""
        Marianne Dahl: status for hele kommunen
        Varde: Avvik per måned, hele kommunen … nov. 26: < 5 meldt, 0 lukket … Tall under fem vises som
        Randi Fjeld: status for hele kommunen
        Varde: Avvik per måned, området ditt … nov. 26: 1 meldt
        Kari: status
        Varde: Tallene er for ledere, verneombud og HMS-ansvarlig.
    """)


async def test_the_status_of_a_unit_is_drawn(by: Fjordvik) -> None:
    await by.spill(sendt())
    await by.spill("Randi Fjeld: status")
    post = (await by.folk("Randi Fjeld").nytt())[-1]
    (image,) = [part for part in post.activity["attachments"][0]["content"]["body"] if part["type"] == "Image"]
    assert "nov. 26: 1 meldt, 0 lukket" in image["altText"]
    async with aiohttp.ClientSession() as session:
        async with session.get(image["url"]) as answer:
            assert (answer.status, answer.content_type) == (200, "image/png")
            assert (await answer.read()).startswith(PNG)
        async with session.get(image["url"] + "x") as answer:
            assert answer.status == 404


async def test_what_i_have_to_do_stands_in_a_list_of_its_own(by: Fjordvik) -> None:
    await by.spill(MED_TILTAK)
    await by.spill("""
        Ingrid: mine tiltak
        Varde: Tiltakene dine … legge om gulvet: frist fredag 4. desember [Åpne tiltak 1]
        Ingrid: [Åpne tiltak 1]
        Varde: legge om gulvet [Utført] [Be om ny frist]
        Klokka: 2026-12-07 08:00
        Ingrid: mine tiltak
        Varde: frist fredag 4. desember, over fristen
        Kari: mine tiltak
        Varde: Du har ingen tiltak som ikke er utført.
    """)


async def test_the_figures_are_found_by_the_words_that_people_use(by: Fjordvik) -> None:
    for said in ("status avvik", "status", "avviksstatistikk"):
        await by.spill(f"Randi Fjeld: {said}\nVarde: Avvik per måned, området ditt")


def mange(by: Fjordvik, antall: int, grad: int = 2) -> None:
    """So many cases of Kari's in the register, without a conversation for each."""

    def meld(session: Session) -> None:
        kari = session.exec(select(Person).where(Person.ekstern_id == "P045")).one()
        node = session.exec(select(Node.id).where(Node.ekstern_id == "SOL-FJE")).one()
        for _ in range(antall):
            nytt = service.NyttAvvik(hva="hull", kategori="orden_fysisk", skade="ingen", grad=grad, node_id=node or 0)
            service.meld(session, by.varde.civil.now(), Leser(kari.id, None), nytt)

    by.varde.db.write(meld)


async def test_lists_go_on_page_by_page_and_keep_their_filter(by: Fjordvik) -> None:
    mange(by, 6)
    mange(by, 7, grad=3)
    await by.spill("""
        Randi Fjeld: saker å følge opp
        Varde: Åpne saker, 1–5 av 13 … AVV-2026-0007: Meldt · alvorlighet 3 [AVV-2026-0011] [Vis flere]
        Randi Fjeld: [Bare alvorlighet 3 og 4]
        Varde: Åpne saker, alvorlighet 3 og 4, 1–5 av 7 [Alle alvorligheter]
        Randi Fjeld: [Vis flere]
        Varde: Åpne saker, alvorlighet 3 og 4, 6–7 av 7 … AVV-2026-0012 … AVV-2026-0013
        Ola: mine avvik
        Varde: Saker du behandler, 1–5 av 13 [Vis flere du behandler]
        Ola: [Vis flere du behandler]
        Varde: Saker du behandler, 6–10 av 13 [Vis flere]
        Kari: mine avvik
        Varde: Saker du har meldt, 1–5 av 13 … AVV-2026-0013: Meldt [AVV-2026-0009] [Vis flere du har meldt]
        Kari: [Vis flere du har meldt]
        Kari: [Vis flere du har meldt]
        Varde: Saker du har meldt, 11–13 av 13 … AVV-2026-0001: Meldt [AVV-2026-0001]
        Ingrid: avvik til MKS-møtet
        Varde: avvik de siste tre månedene, 1–5 av 13 [Vis flere]
        Ingrid: [Vis flere]
        Varde: 6–10 av 13 … Lista har ingen navn.
    """)
    (last,) = [post for post in await by.kari.alt() if "11–13" in post.text]
    assert "Vis flere du har meldt" not in last.buttons


async def test_old_buttons_of_a_list_answer_with_the_list_as_it_is(by: Fjordvik) -> None:
    mange(by, 6)
    await by.spill("Randi Fjeld: saker å følge opp\nVarde: [Vis flere]")
    old = (await by.folk("Randi Fjeld").nytt())[-1]
    by.varde.db.write(lambda s: [setattr(row, "status", flyt.TRUKKET) for row in s.exec(select(Avvik)).all()[1:]])
    await by.folk("Randi Fjeld").trykker("Vis flere", old)
    await by.folk("Randi Fjeld").ser("Lista er endret siden sist. Her er den fra starten. … Åpne saker … AVV-2026-0001")
    for forged in (
        {"action": "liste", "utvalg": ["x"], "grad": "3", "fra": -1},
        {"action": "liste", "utvalg": "mks", "gruppe": 10**12, "fra": True},
        {"action": "mine", "hva": 7, "fra": 2**40},
        {"action": "mine", "hva": "meldt", "fra": 99},
        {"action": "mine_tiltak", "fra": "x"},
    ):
        data = {"varde": {**forged, "token": ""}}
        await by.folk("Randi Fjeld").trykker({"type": "Action.Execute", "verb": "varde", "data": data}, old)
        assert any(post.text for post in await by.folk("Randi Fjeld").nytt() if post.id != old.id), forged


async def test_the_states_are_counted_in_words(by: Fjordvik) -> None:
    await by.spill(MED_TILTAK)
    mange(by, 2)
    await by.spill("""
        Randi Fjeld: åpne saker
        Varde: Åpne saker … Meldt: 2 · Tiltak pågår: 1
        Randi Fjeld: [Avsluttede saker]
        Varde: Avsluttede saker … Ingen avsluttede saker her.
    """)


async def test_a_deputy_has_no_list_while_the_leader_is_there(by: Fjordvik) -> None:
    """Ola is deputy for the leader of Solgata, and leads one of its avdelinger."""
    mange(by, 1)
    by.varde.db.write(lambda s: setattr(s.exec(select(Avvik)).one(), "node_id", _node(s, "SOL-SJO")))
    by.varde.db.write(lambda s: setattr(s.exec(select(Avvik)).one(), "behandler_id", None))
    await by.spill("Ola: saker å følge opp\nVarde: Ingen åpne saker her.")
    by.varde.db.write(lambda s: setattr(_person(s, "P043"), "gyldig_til", date(2026, 11, 1)))
    await by.spill("Ola: saker å følge opp\nVarde: AVV-2026-0001")


def _node(session: Session, ekstern: str) -> int:
    return session.exec(select(Node.id).where(Node.ekstern_id == ekstern)).one() or 0


def _person(session: Session, ekstern: str) -> Person:
    return session.exec(select(Person).where(Person.ekstern_id == ekstern)).one()


async def test_status_is_for_those_who_follow_up(by: Fjordvik) -> None:
    mange(by, 6)
    await by.spill("""
        Randi Fjeld: status avvik
        Varde: Avvik per måned, området ditt … nov. 26: 6 meldt, 0 lukket … Meldt: 6
        Ingrid: status avvik
        Varde: Avvik per måned, området ditt … nov. 26: 6 meldt, 0 lukket
        Marianne Dahl: status avvik
        Varde: Avvik per måned, området ditt … Ingen åpne saker nå. [Hele kommunen]
        Marianne Dahl: [Hele kommunen]
        Varde: Avvik per måned, hele kommunen … nov. 26: 6 meldt … Åpne saker nå … Meldt: 6 [Området mitt]
        Britt Karin Melby: status
        Varde: Avvik per måned, hele kommunen … nov. 26: 6 meldt, 0 lukket
        Kari: status avvik
        Varde: Tallene er for ledere, verneombud og HMS-ansvarlig. [Mine avvik]
        Kari: nynorsk
        Kari: status avvik
        Varde: Tala er for leiarar, verneombod og HMS-ansvarleg.
        Kari: english
        Kari: incident status
        Varde: The figures are for managers, safety representatives and the HSE manager.
        Randi Fjeld: nynorsk
        Randi Fjeld: status avvik
        Varde: Avvik per månad, området ditt … 6 melde, 0 lukka
        Randi Fjeld: english
        Randi Fjeld: status of incidents
        Varde: Incidents (avvik) per month, your area … 6 reported, 0 closed
    """)


async def test_broken_deadlines_reach_the_verneombud_by_the_week_and_hms_ansvarlig_by_the_day(by: Fjordvik) -> None:
    await by.spill("Ingrid: språk\nIngrid: [English]\nMarianne Dahl: språk\nMarianne Dahl: [Nynorsk]")
    await by.spill(sendt(3))
    await by.spill("""
        Klokka: 2026-11-23 09:00
        Klokka: 2026-11-25 09:00
        Varde → Marianne Dahl: Avvik over fristen i kommunen: 1 … AVV-2026-0001: mottaket er ikkje stadfesta · frist måndag 23. november … Krav 6.1-11 og 7-RM-2. [AVV-2026-0001]
        Klokka: 2026-11-30 09:00
        Varde → Ingrid: Avvik past their deadline in your safety area: 1 … receipt is not confirmed … [See the list]
        Ingrid: [See the list]
        Varde: AVV-2026-0001
        Ola: [Bekreft mottak]
        Klokka: 2026-12-01 09:00
        Varde → Marianne Dahl: ikkje vurdert
        Klokka: 2026-12-02 09:00
        Varde → Ingrid: ingenting
    """)
    assert not await by.folk("Marianne Dahl").har_sett("hull i gulvet")
