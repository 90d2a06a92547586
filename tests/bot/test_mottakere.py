"""Who gets a notice when people have left, cannot be reached or hold the role no longer, and what they may do then."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from hms.avvik import flyt, queries
from hms.avvik import service as avvik_service
from hms.avvik.model import Avvik
from hms.avvik.queries import Leser
from hms.kit.klokke import oslo_date
from hms.organisasjon import queries as org
from hms.organisasjon.model import Person
from hms.outbox import adressering, liste, service
from hms.outbox.adressering import Mottakere
from hms.outbox.model import Utboks
from tests.fakes.varde import Rigg


def _end(rigg: Rigg, *people: int) -> None:
    def work(session: Session) -> None:
        for person_id in people:
            person = session.get_one(Person, person_id)
            person.gyldig_til = oslo_date(rigg.varde.civil.now()) - timedelta(days=1)
            session.add(person)

    rigg.skriv(work)


def _relations(rigg: Rigg, person_id: int | None) -> frozenset[str]:
    today = oslo_date(rigg.varde.civil.now())
    return rigg.les(lambda s: queries.relasjoner(s, s.exec(select(Avvik)).one(), Leser(person_id, None), today))


def _close(rigg: Rigg, *people: Person) -> None:
    rigg.kanal.closed |= {person.entra_id for person in people if person.entra_id}


def _line(rigg: Rigg, session: Session) -> list[Person]:
    case = session.exec(select(Avvik)).one()
    return queries.linja(session, case, oslo_date(rigg.varde.civil.now()))


def _hms(rigg: Rigg) -> Person:
    return rigg.les(lambda s: org.kommune_rolle(s, "hms_ansvarlig", oslo_date(rigg.varde.civil.now()))[0])


def _nobody_in_the_line_can_be_reached(rigg: Rigg) -> None:
    hms = _hms(rigg)
    everybody = rigg.les(lambda s: s.exec(select(Person).where(Person.id != hms.id)).all())
    _close(rigg, *everybody)


async def test_a_case_that_nobody_in_the_line_can_be_given_goes_to_the_hms_ansvarlig_who_may_take_it(
    rask: Rigg,
) -> None:
    _nobody_in_the_line_can_be_reached(rask)
    case = await rask.meld(rask.konto("P045"))
    hms = _hms(rask)
    (row,) = [r for r in rask.utboks(status="sent") if r.mottaker.get("rolle") == flyt.BEHANDLER]
    assert row.person_id == hms.id
    assert flyt.LEDER_OVER in _relations(rask, hms.id)
    reader = Leser(hms.id, None)
    rask.skriv(lambda s: avvik_service.bekreft_mottak(s, rask.varde.civil.now(), reader, case.id or 0))
    assert rask.avvik()[0].mottatt_av == hms.id


async def test_with_nobody_at_all_a_duty_waits_and_is_seen_to_wait(rask: Rigg) -> None:
    _nobody_in_the_line_can_be_reached(rask)
    _end(rask, _hms(rask).id or 0)
    await rask.meld(rask.konto("P045"))
    waiting = rask.les(liste.uleverte)
    assert [r.status for r in waiting if r.mottaker.get("rolle") == flyt.BEHANDLER] == ["pending"]


async def test_somebody_who_has_left_has_no_relation_and_gets_nothing(rask: Rigg) -> None:
    kari = rask.konto("P045")
    case = await rask.meld(kari)
    handler = case.behandler_id or 0
    assert flyt.BEHANDLER in _relations(rask, handler)
    _end(rask, handler)
    assert _relations(rask, handler) == frozenset()
    reader = Leser(rask.person("P045").id, None)
    rask.skriv(lambda s: avvik_service.legg_til(s, rask.varde.civil.now(), reader, case.id or 0, "mer"))
    await rask.ro()
    (row,) = rask.utboks(nokkel="avvik_tillegg")
    assert (row.status, row.person_id == handler) == ("sent", False)


async def test_a_reporter_who_has_left_stands_on_the_list_and_gets_nothing(rask: Rigg) -> None:
    case = await rask.meld(rask.konto("P045"))
    kari = rask.person("P045").id or 0
    _end(rask, kari)
    reader = Leser(case.behandler_id, None)
    rask.skriv(lambda s: avvik_service.bekreft_mottak(s, rask.varde.civil.now(), reader, case.id or 0))
    await rask.tikk(hours=72)
    (row,) = rask.utboks(nokkel="avvik_mottatt")
    assert (row.status, row.grunn) == ("dead", adressering.SLUTTET)


async def test_a_reserve_who_got_the_reminder_may_act_on_it_until_the_case_is_sent_on(rask: Rigg) -> None:
    case = await rask.meld(rask.konto("P045"))
    line = rask.les(lambda s: _line(rask, s))
    reserve = line[2].id or 0
    assert flyt.LOFTET not in _relations(rask, reserve)

    def give(session: Session) -> None:
        row = session.exec(select(Utboks).where(Utboks.nokkel == "avvik_kort")).first()
        assert row is not None
        stamp = queries.stempel(session.get_one(Avvik, case.id))
        service.varsel(
            session,
            service.Varsel(
                f"avvik:{case.id}:{stamp}:trinn:ledd_1", "avvik_purring", {"rolle": "ledd_1", "avvik": case.id}
            ),
        )
        given = session.exec(select(Utboks).where(Utboks.nokkel == "avvik_purring")).one()
        given.person_id = reserve
        session.add(given)

    rask.skriv(give)
    assert flyt.har_rett(_relations(rask, reserve), "bekreft")
    reader, target = Leser(case.behandler_id, None), line[0].id or 0
    rask.skriv(
        lambda s: avvik_service.send_videre(
            s, rask.varde.civil.now() + timedelta(hours=1), reader, case.id or 0, til_person_id=target, fordi="x"
        )
    )
    assert not flyt.har_rett(_relations(rask, reserve), "bekreft")


@pytest.mark.parametrize(("holders", "sent_to"), [((3, 2), {2, 3}), ((2,), {2})])
def test_a_notice_pinned_to_a_former_holder_goes_to_those_whom_no_other_row_covers(
    rask: Rigg, holders: tuple[int, ...], sent_to: set[int]
) -> None:
    def work(session: Session) -> set[int]:
        for key, person in (("sak:rolle", 1), ("sak:rolle:p2", 2)):
            where = {"rolle": "orienterte", "avvik": 1, "person": person}
            service.varsel(session, service.Varsel(key, "avvik_kort", where))
        first = session.exec(select(Utboks).where(Utboks.dedup_key == "sak:rolle")).one()
        now = rask.varde.machine.now()
        adressering.adresser(session, [first], lambda *_: Mottakere(holders), now=now, sivil=now, uapnelig=())
        live = session.exec(select(Utboks).where(Utboks.status == "pending")).all()
        return {row.mottaker["person"] for row in live}

    assert rask.skriv(work) == sent_to
