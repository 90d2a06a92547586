"""Every cell of docs/rettigheter.md, tried over HTTP: who may do what with a case, in which state, and who sees which field (avvik.md 8)."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, select

from hms.avvik import flyt, rules
from hms.avvik.model import Avvik, AvvikMelding, AvvikTillegg
from hms.kit.klokke import oslo_date
from hms.tiltak.model import Tiltak
from scripts import rettigheter
from tests.fakes import bilder
from tests.fakes.fjordvik import Fjordvik, fjordvik
from tests.scenarios.test_saken import SENDT, sendt

PAGE = Path(rettigheter.PAGE).read_text(encoding="utf-8")
NO = "Dette har du ikke tilgang til, eller saken finnes ikke."
NOT_NOW = ("Dette kan ikke gjøres med sak", "er allerede bekreftet")
HVEM = {
    "Kari": {flyt.MELDER},
    "Ola": {flyt.BEHANDLER},
    "Randi Fjeld": {flyt.LEDER_OVER, flyt.ORIENTERT, flyt.LOFTET},
    "Ingrid": {flyt.VERNEOMBUD},
    "Solveig Aasen": {flyt.LOFTET},
    "Marianne Dahl": {flyt.ORIENTERT},
    "Mohammed Rahimi": set[str](),
}
# Grade 3 is chased up to the leader above the leader, so that there is one to whom the case has been lifted.
LOFTET = "Klokka: 2026-11-24 09:00\nKlokka: 2026-11-26 09:00\nVarde → Solveig Aasen: ikke bekreftet ennå"
INABLE = "Kari: endre behandler\nKari: [Ja, send saken til neste leder]"
RESTRICTED = {"se_skjermet", "se_status"}


def table(title: str) -> dict[str, dict[str, str]]:
    """A table of the page: the cells by row and column, in the page's own words."""
    lines = PAGE.split(f"## {title}\n")[1].split("\n## ")[0].splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    return {row[0]: dict(zip(rows[0][1:], row[1:], strict=True)) for row in rows[2:]}


def may(relasjoner: set[str], do: str) -> bool:
    """Does the page say yes to one of these?"""
    row = table("Handlinger")[rettigheter.HVA[do]]
    return any(row[rettigheter.HVEM[one]] == "ja" for one in relasjoner)


async def answer(by: Fjordvik, name: str, do: str) -> str:
    """What a forged button of this name is answered with."""
    person = by.folk(name)
    cards = [post for post in await person.alt() if post.kind == "bot"]
    action, do = ("plikt", "ringt") if do == "meldt_til" else ("avvik", do)
    forged = {"action": action, "do": do, "avvik": 1, "value": "ja", "token": ""}
    await person.trykker({"type": "Action.Execute", "verb": "varde", "data": {"varde": forged}}, cards[-1])
    return "\n".join(post.text for post in await person.nytt() if post.id != cards[-1].id)


async def refused(by: Fjordvik, name: str, do: str) -> bool:
    """Is it refused for want of rights?"""
    return NO in await answer(by, name, do)


def sett(by: Fjordvik, **felt: Any) -> None:
    """Writes columns of the case, whatever the workflow thinks of it."""

    def unit(session: Session) -> None:
        avvik = session.exec(select(Avvik)).one()
        for name, value in felt.items():
            setattr(avvik, name, value)

    by.varde.db.write(unit)


@pytest.mark.parametrize("name", list(HVEM))
async def test_each_relation_may_do_what_the_table_says_and_nothing_else(by: Fjordvik, name: str) -> None:
    await by.spill(sendt(3))
    await by.spill(f"{LOFTET}\n{name}: hjelp")
    tried = [
        *(do for do in flyt.HANDLINGER if do not in {*RESTRICTED, "bekreft"}),
        "bekreft",
    ]  # which changes the state
    found = {do: await refused(by, name, do) for do in tried}
    assert found == {do: not may(HVEM[name], do) for do in tried}


async def test_each_state_allows_what_the_table_says(data: Path) -> None:
    rows = table("Handlinger")
    async with fjordvik(data, turer_per_minutt=1_000_000) as by:
        await by.spill(sendt(3))
        await by.spill("Kari: hjelp\nOla: hjelp")
        for status in (one for one in flyt.STATUSER if one != flyt.SKJERMET):
            for do in (one for one in flyt.HANDLINGER if one not in RESTRICTED):
                sett(by, status=status, mottatt_at=None, effekt_frist=None, lukket_at=by.varde.civil.now())
                said = await answer(by, "Ola" if may({flyt.BEHANDLER}, do) else "Kari", do)
                allowed = not any(words in said for words in (NO, *NOT_NOW))
                named = rettigheter.tilstander(rows[rettigheter.HVA[do]]["når saken er"])
                assert allowed == (status in named), (status, do, said)


async def test_the_one_whom_it_is_about_may_nothing(by: Fjordvik) -> None:
    await by.spill(sendt(3, INABLE))
    await by.spill("Ola: hjelp")
    assert {do for do in flyt.HANDLINGER if not await refused(by, "Ola", do)} == set()


async def test_a_restricted_case_is_the_receptions_alone(by: Fjordvik) -> None:
    await by.spill(sendt(3))
    await by.spill(f"""
        {LOFTET}
        Ola: [Flere valg]
        Ola: [Dette ser ut som et varsel]
        Ola: [Ja, skjerm saken]
    """)
    mottak = [person.name for person in by.people.values() if await person.har_sett("Har hatt innsyn")]
    for name in HVEM:
        if name not in mottak:
            await by.spill(f"{name}: hjelp")
            allowed = {"se"} if name == "Kari" else set()  # the reporter sees where it stands, and nothing of it
            assert {do for do in flyt.HANDLINGER if not await refused(by, name, do)} == allowed, name
    assert {do for do in flyt.HANDLINGER if not await refused(by, mottak[0], do)} == {"se"}


# What each field is known by on a card.
TEGN: Mapping[str, str] = {
    "nummer": "AVV-2026-0001", "status": "Status: Under behandling", "kategori": "Kategori: Bygg, utstyr", "grad": "Alvorlighet: 3 Høy",
    "enhet": "Enhet: Avdeling Fjellbris", "frist": "Frist for lukking", "hva": "hull i gulvet", "sted": "Sted: kanaristedet", "nar": "Tid: ", "skade": "Skade: Lege",
    "melder": "Meldt av: Kari Nygård", "tillegg": "kanaritillegget", "mer": "kanaristrakstiltaket", "vedlegg": "Bilde 1 av 1", "vurdering": "kanariårsaken",
    "tiltak": "kanaritiltaket", "meldinger": "kanarimeldingen", "avslutning": "kanarigjenåpningen", "har_sett": "Har hatt innsyn",
}  # fmt: skip
VARIANTER = {
    "open": {"fortrolig": False, "skjermede_felt": []},
    "confidential": {"fortrolig": True, "skjermede_felt": []},
    "restricted fields": {"fortrolig": False, "skjermede_felt": list(rules.SKJERMBARE)},
}


def sees(relasjoner: set[str], felt: str, variant: str) -> bool:
    """Does the page say that one of these sees the field in a case of this kind?"""
    row = table("Felt")[rettigheter.FELT[felt]]
    hidden = {"open": {"–"}, "confidential": {"–", "åpen"}, "restricted fields": {"–", "uskjermet"}}[variant]
    return any(row[rettigheter.HVEM[one]] not in hidden for one in relasjoner)


async def full_case(by: Fjordvik) -> None:
    """A case of grade 3 that has something in every field, and has been lifted two levels."""
    start, send = SENDT.format(grad=3, endre="", igjen="").rsplit("Kari: [Send]", 1)
    await by.spill(start)
    await by.kari.sender(("IMG_1.jpg", "image/jpeg", bilder.jpeg()))
    await by.spill(f"Kari: [Send]{send}")
    await by.spill(LOFTET)
    now = by.varde.civil.now()

    def unit(session: Session) -> None:
        avvik = session.exec(select(Avvik)).one()
        avvik.status, avvik.sted, avvik.hendt_fra = flyt.UNDER_BEHANDLING, "kanaristedet", "2026-11-21T08:00"
        avvik.strakstiltak, avvik.arsak_direkte = "kanaristrakstiltaket", "kanariårsaken"
        avvik.gjenapnet_fordi = "kanarigjenåpningen"
        more = {"avvik_id": avvik.id, "skrevet_at": now}
        session.add(AvvikTillegg(tekst="kanaritillegget", **more))
        session.add(AvvikMelding(fra=flyt.BEHANDLER, tekst="kanarimeldingen", **more))
        session.add(
            Tiltak(
                opphav_type="avvik",
                opphav_id=avvik.id,
                node_id=avvik.node_id,
                hva="kanaritiltaket",
                ansvarlig_id=avvik.behandler_id,
                frist=oslo_date(now),
                status="apen",
                opprettet_at=now,
            )
        )

    by.varde.db.write(unit)


async def test_each_relation_sees_the_fields_that_the_table_says_and_no_other(by: Fjordvik) -> None:
    await full_case(by)
    for variant, felt in VARIANTER.items():
        sett(by, **felt)
        for name, relasjoner in HVEM.items():
            person = by.folk(name)
            await person.sier("vis sak 1")
            shown = "\n".join(f"{post.text}\n{post.activity}" for post in await person.nytt())
            seen = {felt for felt, words in TEGN.items() if words in shown}
            wanted = {felt for felt in TEGN if sees(relasjoner, felt, variant)}
            assert seen == (wanted or {"nummer"}), (variant, name)  # a stranger is told which number was not found


async def test_the_reception_sees_every_field_of_a_restricted_case(by: Fjordvik) -> None:
    await full_case(by)
    await by.spill("""
        Ola: [Flere valg]
        Ola: [Dette ser ut som et varsel]
        Ola: [Ja, skjerm saken]
    """)
    mottak, *_ = [person for person in by.people.values() if await person.har_sett("Har hatt innsyn")]
    shown = "\n".join(f"{post.text}\n{post.activity}" for post in await mottak.nytt())
    alive = {
        "status": "Status: Skjermet",
        "frist": "",
        "avslutning": "",
    }  # a restricted case has neither deadline nor end
    wanted = {felt for felt in TEGN if sees({flyt.VARSLINGSMOTTAK}, felt, "restricted fields")}
    assert wanted == {felt for felt, words in TEGN.items() if alive.get(felt, words) in shown}
