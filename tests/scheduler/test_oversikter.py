"""Who is told of broken deadlines, when and how often, through the real tick (avvik.md 5)."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import Session, col, select

from hms.avvik import oversikter
from hms.avvik.model import Avvik, AvvikInhabil
from hms.organisasjon import endring
from hms.organisasjon import queries as org
from hms.organisasjon.model import Node, Rolle
from hms.organisasjon.verneomrader import uten_verneombud
from hms.outbox.model import UTDATERT
from hms.tiltak.model import Tiltak
from tests.fakes.varde import Rigg
from tests.scheduler.test_hjul import til

KARI, INGRID, HMS, HOVEDVO, BOFELLESSKAP, DEPUTY = "P045", "P046", "P005", "P113", "P069", "P050"


@pytest.mark.parametrize(
    ("dag", "uke", "hver_dag"),
    [
        (date(2026, 11, 30), "2026-W49", True),  # Monday
        (date(2026, 12, 2), "2026-W49", True),  # the same week: it has been sent, or it comes late
        (date(2026, 11, 29), None, False),  # Sunday
        (date(2026, 12, 25), None, False),  # a holiday
        (date(2027, 7, 5), None, True),  # July: the week waits, the grave ones do not
        (date(2027, 1, 4), "2027-W01", True),
        (date(2026, 12, 30), "2026-W53", True),
    ],
)
def test_which_overviews_fall_on_a_day(dag: date, uke: str | None, hver_dag: int) -> None:
    found = oversikter.faller(dag)
    assert found.get(oversikter.UKE) == uke
    assert found.get(oversikter.DAG) == (dag.isoformat() if hver_dag else None)


async def test_the_verneombud_gets_the_week_s_list_once_and_hms_ansvarlig_the_day_s(rigg: Rigg) -> None:
    await rigg.meld(rigg.konto(KARI))
    ingrid, hms = rigg.konto(INGRID), rigg.konto(HMS)
    for nar in ("2026-11-23T09:00", "2026-11-27T09:00", "2026-11-30T08:59"):
        await til(rigg, nar)
    assert "Avvik over frist i verneområdet ditt" not in "".join(rigg.tekster(ingrid))
    await til(rigg, "2026-11-30T09:00")
    week = rigg.siste(ingrid).text
    assert "Avvik over frist i verneområdet ditt: 1" in week
    assert "AVV-2026-0001: mottak er ikke bekreftet · frist torsdag 26. november · alvorlighet 2" in week
    assert "skled på isen" not in week
    for nar in ("2026-11-30T15:00", "2026-12-01T09:00", "2026-12-02T09:00"):
        await til(rigg, nar)
    assert sum("verneområdet ditt: " in text for text in rigg.tekster(ingrid)) == 1
    days = [text for text in rigg.tekster(hms) if "Avvik over frist i kommunen" in text]
    assert len(days) == 4, "Friday, Monday, Tuesday, Wednesday"
    assert "Helse og mestring: 1 sak" in days[-1]
    assert "AVV-2026-0001" not in days[-1], "of the lower grades only how many"
    assert [button.label for button in rigg.siste(hms).message.buttons] == []
    await til(rigg, "2026-12-07T09:00")
    assert sum("verneområdet ditt: " in text for text in rigg.tekster(ingrid)) == 2


async def test_nothing_broken_is_not_sent_and_a_plan_is_no_breach(rask: Rigg) -> None:
    case = await rask.meld(rask.konto(KARI), grad="3")
    await til(rask, "2026-11-24T09:00")
    assert not rask.utboks(nokkel=oversikter.NOTICE)
    ola = rask.konto("P044")
    await rask.trykk(ola, "Bekreft mottak")
    rask.skriv(lambda s: _vurdert(s.get_one(Avvik, case.id)))
    rask.skriv(lambda s: s.add(_tiltak(case.id or 0, case.node_id)))
    await til(rask, "2026-12-28T09:00")
    assert not rask.utboks(nokkel=oversikter.NOTICE)
    await til(rask, "2027-01-11T09:00")
    hms = rask.siste(rask.konto(HMS))
    assert "AVV-2026-0001: ikke lukket, og uten plan · frist fredag 8. januar · alvorlighet 3" in hms.text
    assert [button.label for button in hms.message.buttons] == ["AVV-2026-0001"]


async def test_a_stop_over_the_monday_makes_it_late_and_over_a_week_one_card(rask: Rigg) -> None:
    await rask.meld(rask.konto(KARI))
    await til(rask, "2026-12-01T14:00")
    ingrid = rask.konto(INGRID)
    assert "verneområdet ditt: 1" in rask.siste(ingrid).text
    await til(
        rask, "2026-12-23T16:00"
    )  # after the hours of sending: what is enqueued now is told tomorrow, as it is then
    await til(rask, "2026-12-28T09:00")
    assert sum("verneområdet ditt: 1" in text for text in rask.tekster(ingrid)) == 2
    days = [text for text in rask.tekster(rask.konto(HMS)) if "Avvik over frist i kommunen" in text]
    assert len(days) == 2, "the day that was missed is not made up for"


async def test_who_it_is_about_sees_nothing_and_the_senior_verneombud_does(rask: Rigg) -> None:
    case = await rask.meld(rask.konto(KARI), grad="3")
    for ekstern in (INGRID, HMS):
        row = AvvikInhabil(avvik_id=case.id, person_id=rask.person(ekstern).id)
        rask.skriv(lambda s, row=row: s.add(row))
    await til(rask, "2026-11-30T09:00")
    for ekstern in (INGRID, HMS):
        assert "over frist" not in "".join(rask.tekster(rask.konto(ekstern)))
    assert "verneområdet ditt: 1" in rask.siste(rask.konto(HOVEDVO)).text
    assert [row.person_id for row in rask.utboks(nokkel=oversikter.NOTICE, status=UTDATERT)] == [rask.person(HMS).id]


async def test_where_there_is_no_verneombud_the_senior_one_has_the_list(rask: Rigg) -> None:
    await rask.meld(rask.konto(BOFELLESSKAP))
    await til(rask, "2026-11-30T09:00")
    senior = rask.konto(HOVEDVO)
    assert "Avvik over frist i verneområdet ditt: 1" in rask.siste(senior).text
    await rask.trykk(senior, "Se lista")
    assert "AVV-2026-0001" in rask.siste(senior).text


async def test_one_who_is_no_longer_verneombud_is_not_told(rask: Rigg) -> None:
    await rask.meld(rask.konto(KARI))
    await til(rask, "2026-11-23T09:00")
    await til(rask, "2026-11-27T16:00")

    def unit(s: Session) -> None:
        for role in s.exec(select(Rolle).where(Rolle.rolle == "verneombud", col(Rolle.stedfortreder).is_(False))):
            endring.avslutt_rolle(s, role, date(2026, 11, 28))

    rask.skriv(unit)
    await til(rask, "2026-11-30T09:00")
    assert "over frist" not in "".join(rask.tekster(rask.konto(INGRID)))
    assert "verneområdet ditt: 1" in rask.siste(rask.konto(DEPUTY)).text


def test_the_nodes_without_a_verneombud_are_those_for_which_nobody_is_found(rask: Rigg) -> None:
    paa = date(2026, 11, 30)

    def unit(s: Session) -> tuple[frozenset[int], set[int]]:
        alle = s.exec(select(Node.id)).all()
        return uten_verneombud(s, paa), {node for node in alle if node and not org.verneombud_for(s, node, paa)}

    found, asked = rask.les(unit)
    assert found == asked
    assert len(found) == 3, "Bo- og miljøtjenesten and what lies below it"


def _vurdert(case: Avvik) -> None:
    case.status, case.vurdert_at, case.neste_trinn_at = "tiltak_pagar", case.meldt_at, None


def _tiltak(case: int, node: int) -> Tiltak:
    return Tiltak(
        opphav_type="avvik", opphav_id=case, node_id=node, hva="rekkverk", ansvarlig_id=1, frist=date(2027, 1, 8),
        status="apen", opprettet_at=datetime(2026, 11, 24, tzinfo=UTC),
    )  # fmt: skip


async def test_in_july_the_day_s_list_has_the_grave_ones_only(rask: Rigg) -> None:
    await til(rask, "2027-06-28T10:00")
    await rask.meld(rask.konto(KARI))
    hms = rask.konto(HMS)
    await til(rask, "2027-07-05T09:00")
    assert "over frist" not in "".join(rask.tekster(hms))
    await rask.meld(rask.konto(KARI), grad="3")
    await til(rask, "2027-07-08T09:00")
    assert "Avvik over frist i kommunen: 1" in rask.siste(hms).text
    await til(rask, "2027-08-02T09:00")
    assert "Avvik over frist i kommunen: 2" in rask.siste(hms).text
    assert "verneområdet ditt: 2" in "".join(rask.tekster(rask.konto(INGRID)))
