"""The card of a day with more duties than a card holds: it keeps below the channels' limits, and every duty can be reached."""

import re
from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta

import pytest
from sqlmodel import Session, select

from bot.channels.teams.render import render, to_bytes
from dialogs.contract import Message
from hms.arshjul.model import ArshjulLinje, Oppgave
from hms.kit.klokke import OSLO
from hms.organisasjon.model import Node
from tests.fakes.varde import Rigg, innstillinger, rigg_paa
from tests.scheduler.test_tiltakslinjer import overta

REKTOR, ANDRE = "P006", "P009"
DAG = date(2027, 4, 28)  # no gathering day: nothing but what is laid out here
TEAMS_BYTES, SLACK_BLOCKS, SLACK_BOXES = 80_000, 50, 10


@pytest.fixture
async def hjul(fjordvik_sqlite_url: str) -> AsyncIterator[Rigg]:
    settings = innstillinger(fjordvik_sqlite_url).model_copy(update={"arshjul": True})
    async with rigg_paa(fjordvik_sqlite_url, settings) as rigg:
        for ekstern_id in (REKTOR, ANDRE):
            await rigg.si(rigg.konto(ekstern_id), "hei")
        yield rigg


async def kort(rigg: Rigg, antall: int, **linje: object) -> Message:
    """The card of somebody with so many duties, the last one the most urgent."""
    hvem = rigg.person(REKTOR).id

    def legg(s: Session) -> None:
        skole = s.exec(select(Node).where(Node.ekstern_id == "FJS")).one()
        for n in range(antall):
            rad = Oppgave(
                aksjon="TX-33", niva="enhet", rolle="enhetsleder", gjelder_type="node", gjelder_id=f"X{n}",
                periode=f"hendelse:{n}", node_id=skole.id or 0, apner=date(2027, 1, 1),
                frist=DAG + timedelta(days=antall - n), om=f"tilsyn nummer {n} om arbeidsmiljøet ved skolen",
            )  # fmt: skip
            s.add(rad)
            s.flush()
            verdier = {"runde": 0, "steg": "frist", "niva": 0, "dag": DAG, "person_id": hvem, "rolle": "enhetsleder"}
            s.add(ArshjulLinje(oppgave_id=rad.id or 0, **(verdier | linje)))

    rigg.klokke.move_to(datetime(2027, 4, 28, 8, tzinfo=OSLO))
    rigg.skriv(legg)
    rigg.klokke.move_to(datetime(2027, 4, 28, 9, tzinfo=OSLO))
    await rigg.tikk()
    return rigg.siste(rigg.konto(REKTOR)).message


def holder_grensene(message: Message) -> None:
    assert len(to_bytes(render(message))) < TEAMS_BYTES
    bokser = -(-len(message.fields) // SLACK_BOXES)
    assert len(message.blocks) + bokser + len(message.buttons) <= SLACK_BLOCKS


@pytest.mark.parametrize("antall", [12, 13, 60, 200])
async def test_every_duty_is_reached_and_no_card_is_too_large(hjul: Rigg, antall: int) -> None:
    message, rektor = await kort(hjul, antall, forsinket=True, ledig=True), hjul.konto(REKTOR)
    assert message.fields[0].label.startswith("Tilsyn"), message.fields[0].label
    assert f"tilsyn nummer {antall - 1} om" in message.fields[0].label
    sett: list[str] = []
    while True:
        holder_grensene(message)
        linjer = [felt.label for felt in message.fields] or [hjul.siste(rektor).text]
        sett += [nummer for linje in linjer for nummer in re.findall(r"tilsyn nummer (\d+) om", linje)[:1]]
        igjen = antall - len(sett)
        assert (f"Og {igjen} til." in hjul.siste(rektor).text) == (igjen > 0)
        if not igjen:
            break
        assert len(message.fields) == 12
        await hjul.trykk(rektor, "Vis flere")
        message = hjul.siste(rektor).message
        assert f"HMS-lista di, {len(sett) + 1}–{min(len(sett) + 12, antall)} av {antall}" in hjul.siste(rektor).text
    assert [int(nummer) for nummer in sett] == list(range(antall - 1, -1, -1))


async def test_a_page_is_answered_like_the_card(hjul: Rigg) -> None:
    await kort(hjul, 30)
    rektor = hjul.konto(REKTOR)
    await hjul.trykk(rektor, "Vis flere")
    felt = hjul.siste(rektor).message.fields[1]
    knapp = hjul.knapp(rektor, "Ikke aktuelt")
    await hjul.varde.turns(hjul.hendelse(rektor, "button", value={**knapp.data, "fields": {felt.key: "true"}}))
    await hjul.ro()
    await hjul.si(rektor, "tilsynet er avlyst")
    await hjul.trykk(rektor, "Før som ikke aktuelt")
    assert hjul.les(lambda s: s.get(Oppgave, int(felt.key[1:])).status) == "ikke_aktuelt"  # type: ignore[union-attr]


async def test_somebody_elses_page_is_refused(hjul: Rigg) -> None:
    await kort(hjul, 30)
    andre = hjul.konto(ANDRE)
    knapp = hjul.knapp(hjul.konto(REKTOR), "Vis flere")
    for verdi in (knapp.data, {**knapp.data, "dag": "i går"}, {**knapp.data, "person": "P006"}):
        await hjul.varde.turns(hjul.hendelse(andre, "button", value=verdi))
        await hjul.ro()
        assert "tilsyn nummer" not in hjul.siste(andre).text
        assert hjul.siste(andre).message.fields == ()


async def test_what_stands_in_a_parenthesis_stands_in_the_tick_box_once(hjul: Rigg) -> None:
    message = await kort(hjul, 2)
    assert "(tilsyn nummer 1 om arbeidsmiljøet ved skolen), Fjordvik skole" in message.fields[0].label
    boks = next(ett for ett in render(message)["attachments"][0]["content"]["body"] if ett["type"] == "Input.Toggle")
    assert "– tilsyn nummer 1 om arbeidsmiljøet ved skolen, Fjordvik skole" in boks["title"]
    assert "label" not in boks


async def test_what_must_i_do_goes_on_page_by_page(hjul: Rigg) -> None:
    await kort(hjul, 100)
    rektor = hjul.konto(REKTOR)
    await hjul.si(rektor, "hva må jeg gjøre")
    sett: list[str] = []
    for _ in range(20):
        message = hjul.siste(rektor).message
        holder_grensene(message)
        sett += [n for felt in message.fields for n in re.findall(r"tilsyn nummer (\d+) om", felt.label)[:1]]
        if not any(knapp.label == "Vis flere" for knapp in message.buttons):
            break
        await hjul.trykk(rektor, "Vis flere")
    assert sorted(map(int, sett)) == list(range(100))


async def test_reminders_of_tiltak_keep_the_card_within_its_limits(hjul: Rigg) -> None:
    overta(
        hjul,
        *(f"{n}: bytte lyspærer og merke nødutganger i alle garderober, trapper og kjellere" for n in range(40)),
        frist=DAG,
    )
    message, rektor = await kort(hjul, 40), hjul.konto(REKTOR)
    svar = 0
    for _ in range(10):
        holder_grensene(message)
        svar += sum(knapp.label.startswith("Svar: ") for knapp in message.buttons)
        if not any(knapp.label == "Vis flere" for knapp in message.buttons):
            break
        await hjul.trykk(rektor, "Vis flere")
        message = hjul.siste(rektor).message
    assert svar == 40
