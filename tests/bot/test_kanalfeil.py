"""A channel's own fault, unclear answers and throttling: nothing is lost, and no conversation goes mute."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from bot.channels.base import RetryAfter, Unclear
from bot.retry import FAULT, Again, GiveUp, decide
from hms.outbox import service
from hms.outbox.model import Prioritet, Utboks
from hms.samtale.model import Samtale
from tests.fakes.varde import Rigg


def test_unclear_tries_are_counted_apart_from_certain_failures() -> None:
    assert isinstance(decide(Unclear("x"), 9, 0.5, 0), Again)
    assert isinstance(decide(Unclear("x"), 3, 0.5, 2), GiveUp)


def test_a_fault_of_ours_is_given_up_soon() -> None:
    assert isinstance(decide(RetryAfter(None, FAULT), 3, 0.5), GiveUp)
    assert isinstance(decide(RetryAfter(None, "throttled"), 3, 0.5), Again)


async def test_a_fault_in_the_channel_does_not_mute_the_conversation(rask: Rigg) -> None:
    kari = rask.konto("P045")
    await rask.si(kari, "hei")
    rask.kanal.answers[kari.chat].extend([ValueError()] * 3)
    await rask.si(kari, "hjelp")
    for _ in range(3):
        await rask.tikk(seconds=20)
    assert [row.grunn for row in rask.utboks(status="dead")] == [FAULT]
    await rask.si(kari, "hjelp")
    assert rask.utboks()[-1].status == "sent"


async def test_a_duty_waits_for_a_throttled_platform_and_does_not_climb(rask: Rigg) -> None:
    rask.kanal.opening.append(RetryAfter(30.0, "throttled"))
    case = await rask.meld(rask.konto("P045"))
    await rask.tikk(seconds=31)
    (row,) = [row for row in rask.utboks(nokkel="avvik_kort") if row.mottaker.get("rolle") == "behandler"]
    assert (row.status, row.person_id) == ("sent", case.behandler_id)


@pytest.mark.parametrize("known", [True, False])
def test_whoever_opens_a_conversation_gets_what_waited(rask: Rigg, known: bool) -> None:  # noqa: FBT001 - a parameter of the test
    person = rask.person("P045").id

    def work(session: Session) -> tuple[bool, list[int]]:
        where = {"rolle": "behandler", "avvik": 1, "uten": [person]} if known else {"kontakt": 1}
        row_id = service.varsel(session, service.Varsel("a", "avvik_kort", where))
        row = session.get_one(Utboks, row_id)
        row.grunn, row.neste_at = "ingen_samtale", rask.klokke.now() + timedelta(hours=1)
        session.add(row)
        session.flush()
        service.vekk_ventende(session, person if known else None, 1)
        session.refresh(row)
        return row.neste_at <= rask.klokke.now(), row.mottaker.get("uten", [])

    assert rask.skriv(work) == (True, [])


def test_an_update_without_its_card_holds_nothing_back_and_urgent_rows_are_taken_alone(rask: Rigg) -> None:
    def row(session: Session, place: int | None, priority: Prioritet, **more: object) -> int | None:
        key = f"k{len(session.new)}{priority}{more}"
        row_id = service.varsel(session, service.Varsel(key, "avvik_kort", {}, prioritet=priority))
        found = session.get_one(Utboks, row_id)
        found.samtale_id = place
        for name, value in more.items():
            setattr(found, name, value)
        session.add(found)
        session.flush()
        return row_id

    def work(session: Session) -> tuple[list[int | None], list[int | None], list[int | None]]:
        places = [Samtale(kanal="teams", leietaker="t", ekstern_id=str(n), omfang="personal") for n in range(2)]
        session.add_all(places)
        session.flush()
        row(session, places[0].id, Prioritet.VARSEL, kort="k", oppdatering=True)
        behind = row(session, places[0].id, Prioritet.MASSE)
        urgent = row(session, places[1].id, Prioritet.NOD)
        now = rask.klokke.now()
        first = [r.id for r in service.lei(session, "x", now, now, hastverk=True)]
        return first, [r.id for r in service.lei(session, "x", now, now)], [urgent, behind]

    first, then, expected = rask.skriv(work)
    assert [*first, *then] == expected
    assert len(first) == 1
