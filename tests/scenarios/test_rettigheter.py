"""Every cell of docs/rettigheter.md, tried as a forged button over HTTP: role × relation × action (avvik.md 8)."""

import pytest

from hms.avvik import flyt
from tests.fakes.fjordvik import Fjordvik
from tests.scenarios.test_saken import sendt

NO = "Dette har du ikke tilgang til, eller saken finnes ikke."
HVEM = {
    "Kari": flyt.MELDER,
    "Ola": flyt.BEHANDLER,
    "Randi Fjeld": flyt.LEDER_OVER,
    "Ingrid": flyt.VERNEOMBUD,
    "Marianne Dahl": flyt.ORIENTERT,
    "Mohammed Rahimi": None,
}
INABLE = "Kari: endre behandler\nKari: [Ja, send saken til neste leder]"


async def refused(by: Fjordvik, name: str, do: str) -> bool:
    """Does a forged button of this name come to a refusal for want of rights?"""
    person = by.folk(name)
    cards = [post for post in await person.alt() if post.kind != "person"]
    action, do = ("plikt", "ringt") if do == "meldt_til" else ("avvik", do)
    forged = {"action": action, "do": do, "avvik": 1, "value": "ja", "token": ""}
    await person.trykker({"type": "Action.Execute", "verb": "varde", "data": {"varde": forged}}, cards[-1])
    return any(NO in post.text for post in await person.nytt() if post.id != cards[-1].id)


@pytest.mark.parametrize("name", list(HVEM))
async def test_each_relation_may_do_what_the_table_says_and_nothing_else(by: Fjordvik, name: str) -> None:
    await by.spill(sendt(3))
    await by.spill(f"{name}: hjelp")
    relasjon = HVEM[name]
    also = {flyt.ORIENTERT} if name == "Randi Fjeld" else set()
    wanted = {
        do: not flyt.har_rett({relasjon, *also} - {None}, do)
        for do in flyt.HANDLINGER
        if do not in {"se_skjermet", "se_status", "bekreft"}
    }
    wanted["bekreft"] = not flyt.har_rett({relasjon} - {None}, "bekreft")
    found = {do: await refused(by, name, do) for do in wanted}
    assert found == wanted


async def test_the_one_whom_it_is_about_may_nothing(by: Fjordvik) -> None:
    await by.spill(sendt(3, INABLE))
    await by.spill("Ola: hjelp")
    assert {do for do in flyt.HANDLINGER if not await refused(by, "Ola", do)} == set()


async def test_a_restricted_case_is_the_receptions_alone(by: Fjordvik) -> None:
    await by.spill(sendt(3))
    await by.spill("""
        Ola: [Flere valg]
        Ola: [Dette ser ut som et varsel]
        Ola: [Ja, skjerm saken]
    """)
    mottak = [person.name for person in by.people.values() if await person.har_sett("Har hatt innsyn")]
    for name in (*HVEM, "Solveig Aasen"):
        if name not in mottak:
            await by.spill(f"{name}: hjelp")
            allowed = {"se"} if name == "Kari" else set()  # the reporter sees where it stands, and nothing of it
            assert {do for do in flyt.HANDLINGER if not await refused(by, name, do)} == allowed, name
    assert {do for do in flyt.HANDLINGER if not await refused(by, mottak[0], do)} == {"se"}
