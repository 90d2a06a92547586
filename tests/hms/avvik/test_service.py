"""Reporting, confirming, passing on and chasing: who is told, who may what, and when (domain/avvik.md 5 and 8)."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session, select

from hms.avvik import flyt, mottakere, queries, rules, service
from hms.avvik.model import Avvik, AvvikInhabil
from hms.avvik.queries import Leser
from hms.kit import revisjon
from hms.kit.feil import HmsError
from hms.kit.klokke import OSLO, oslo, oslo_date
from hms.kit.revisjon import Revisjon
from hms.organisasjon import queries as org
from hms.organisasjon.model import Person
from hms.outbox.model import Prioritet
from tests.fakes.klokke import MANDAG
from tests.fakes.sak import Sak


@pytest.fixture
def sak(fjordvik_sqlite_url: str):
    opened = Sak(fjordvik_sqlite_url)
    yield opened
    opened.db.close()


def test_the_year_of_a_number_is_oslo_s(sak: Sak) -> None:
    sak.klokke.move_to(datetime(2026, 12, 31, 22, 30, tzinfo=UTC))
    assert sak.meld().nummer == "AVV-2026-0001"
    sak.klokke.move_to(datetime(2026, 12, 31, 23, 30, tzinfo=UTC))
    assert sak.meld().nummer == "AVV-2027-0001"


def test_grades_decide_who_is_told(sak: Sak) -> None:
    hms = sak.navn(lambda s, paa: org.kommune_rolle(s, "hms_ansvarlig", paa))
    hovedvo = sak.navn(org.hovedverneombud)
    low, high, critical = sak.meld(grad=1), sak.meld(grad=3), sak.meld(grad=4)
    assert sak.til(low, "orienterte") == set()
    assert sak.til(high, "orienterte") == {sak.id("P043")} | hms
    assert sak.til(critical, "orienterte") >= {sak.id("P043"), sak.id("P001")} | hms | hovedvo - sak.til(
        critical, "verneombud"
    )
    assert {row.prioritet for row in sak.rader() if row.parametre["avvik"] == critical.id} == {Prioritet.NOD}


def test_categories_decide_who_is_told(sak: Sak) -> None:
    privacy, infection = sak.meld(kategori="personvern_infosikkerhet"), sak.meld(kategori="smitte")
    assert sak.til(privacy, "verneombud") == set()
    assert sak.til(privacy, "orienterte") == sak.navn(lambda s, paa: org.kommune_rolle(s, "personvernombud", paa))
    assert sak.til(infection, "verneombud")
    assert sak.til(infection, "orienterte") >= sak.navn(lambda s, paa: org.kommune_rolle(s, "smittevernansvarlig", paa))


def test_a_leader_whom_it_is_about_is_out_of_everything(sak: Sak) -> None:
    avvik = sak.meld(gjelder_leder=True, grad=4)
    leader = sak.id("P044")
    assert avvik.behandler_id == sak.id("P043")
    for rolle in ("behandler", "verneombud", "orienterte", "ledd_1", "ledd_2", "ledd_3"):
        assert leader not in sak.til(avvik, rolle)
    assert sak.rel(avvik, sak.leser("P044")) == {flyt.INHABIL}
    for work in (service.bekreft_mottak,):
        with pytest.raises(HmsError, match=r"avvik\.ingen_rett"):
            sak.do(lambda s, w=work: w(s, sak.klokke.now(), sak.leser_i(s, "P044"), avvik.id))
    with pytest.raises(HmsError, match=r"avvik\.kan_ikke_behandle"):
        sak.do(
            lambda s: service.send_videre(
                s, sak.klokke.now(), sak.leser_i(s, "P043"), avvik.id, til_person_id=leader, fordi="annen enhet"
            )
        )


def test_an_inhabil_verneombud_gets_no_copy(sak: Sak) -> None:
    avvik = sak.meld()
    [own] = sak.til(avvik, "verneombud")
    sak.do(lambda s: s.add(AvvikInhabil(avvik_id=avvik.id, person_id=own)))
    assert sak.til(avvik, "verneombud") == sak.navn(org.hovedverneombud) - {own}


def test_what_each_may_see_and_do(sak: Sak) -> None:
    avvik = sak.meld(fortrolig=True, grad=3)
    verneombud = next(iter(sak.til(avvik, "verneombud")))
    seen = {
        who: rules.innsyn(sak.rel(avvik, leser), fortrolig=True)
        for who, leser in {
            "melder": sak.leser("P045"), "behandler": sak.leser("P044"), "over": sak.leser("P043"), "vo": Leser(verneombud, None),
            "fremmed": sak.leser("P010"), "konto": Leser(None, 99),
        }.items()
    }  # fmt: skip
    assert [who for who, fields in seen.items() if "melder" in fields] == ["melder", "behandler"]
    assert "hva" in seen["over"]
    assert "skade" not in seen["vo"]
    assert seen["fremmed"] == seen["konto"] == frozenset()
    assert flyt.har_rett(sak.rel(avvik, sak.leser("P043")), "bekreft")
    assert not flyt.har_rett(sak.rel(avvik, Leser(verneombud, None)), "bekreft")


def test_a_confidential_reporter_is_nobody_in_the_audit_whatever_the_account(sak: Sak) -> None:
    avvik = sak.meld(fortrolig=True)

    def from_another_account(session: Session) -> None:
        person_id = sak.leser_i(session, "P045").person_id
        service.legg_til(session, sak.klokke.now(), Leser(person_id, 77), avvik.id or 0, "mer")

    sak.do(from_another_account)
    actors = sak.do(lambda s: s.exec(select(Revisjon.aktor).where(Revisjon.objekt == f"avvik:{avvik.id}")).all())
    assert actors == ["melder", "melder"]
    assert sak.do(revisjon.brudd) is None


def test_the_top_leader_s_own_case_goes_to_the_hms_ansvarlig(sak: Sak) -> None:
    avvik = sak.meld("P001", "K")
    hms = sak.navn(lambda s, paa: org.kommune_rolle(s, "hms_ansvarlig", paa))
    assert avvik.behandler_id is None
    [holder_id] = sak.til(avvik, "behandler")
    assert holder_id in hms
    holder = Leser(holder_id, None)
    assert flyt.har_rett(sak.rel(avvik, holder), "send_videre")


def test_the_deputy_acts_where_the_hms_ansvarlig_may_not(sak: Sak) -> None:
    """Her own case, and the top leader's own case one step further up: somebody is always there."""
    mine, top = sak.meld("P005", "HRF"), sak.meld("P001", "K")
    today = oslo_date(sak.klokke.now())
    for avvik, rolle, wanted in ((mine, "ledd_1", "P112"), (top, "ledd_1", "P005"), (top, "ledd_2", "P112")):
        found = sak.do(lambda s, a=avvik, r=rolle: mottakere.finn(s, {"rolle": r, "avvik": a.id}, today))
        assert (*found.alle, *found.reserve)[:1] == (sak.id(wanted),), (avvik.nummer, rolle)


def test_somebody_who_has_ended_handles_nothing(sak: Sak) -> None:
    avvik = sak.meld()

    def end(session: Session) -> None:
        person = session.get(Person, avvik.behandler_id)
        person.gyldig_til = (MANDAG - timedelta(days=1)).date()
        session.add(person)

    sak.do(end)
    assert avvik.behandler_id not in sak.til(avvik, "behandler")
    assert sak.til(avvik, "behandler")


def test_passing_on_starts_the_deadlines_and_the_ladder_anew(sak: Sak) -> None:
    avvik = sak.meld()
    sak.klokke.move_to(avvik.neste_trinn_at)
    assert sak.trinn(avvik) == "purr+1"
    over = sak.do(
        lambda s: service.send_videre(
            s, sak.klokke.now(), sak.leser_i(s, "P044"), avvik.id, til_person_id=sak_id(s, "P048"), fordi="annen enhet"
        )
    )
    assert (over.trinn, over.mottatt_at, over.status) == ([], None, flyt.VIDERESENDT)
    assert over.frist_mottatt > avvik.frist_mottatt
    sak.klokke.advance(minutes=1)
    back = sak.do(
        lambda s: service.send_videre(
            s, sak.klokke.now(), sak.leser_i(s, "P048"), avvik.id, til_person_id=sak_id(s, "P044"), fordi="annen enhet"
        )
    )
    before = len(sak.rader(nokkel="avvik_purring"))
    sak.klokke.move_to(back.neste_trinn_at)
    assert sak.trinn(avvik) == "purr+1"
    assert len(sak.rader(nokkel="avvik_purring")) == before + 1


def sak_id(session: Session, ekstern: str) -> int:
    return session.exec(select(Person.id).where(Person.ekstern_id == ekstern)).one() or 0


@pytest.mark.parametrize("hour", [1, 11])
def test_grade_four_climbs_every_half_hour_day_and_night_until_confirmed(sak: Sak, hour: int) -> None:
    sak.klokke.move_to(datetime(2026, 11, 28, hour, tzinfo=UTC))
    avvik = sak.meld(grad=4)
    assert sak.trinn(avvik) is None
    taken = []
    for _ in range(2):
        sak.klokke.advance(minutes=30)
        taken.append(sak.trinn(avvik))
    assert taken == ["loft+30m", "loft+60m"]
    rows = sak.rader(nokkel="avvik_purring")
    assert [(row.mottaker["rolle"], row.ikke_for, row.prioritet) for row in rows] == [
        (rolle, None, Prioritet.NOD) for rolle in ("behandler", "ledd_1", "ledd_2")
    ]
    done = sak.do(lambda s: service.bekreft_mottak(s, sak.klokke.now(), sak.leser_i(s, "P044"), avvik.id))
    assert done.status == flyt.MOTTATT
    assert oslo(done.neste_trinn_at) == datetime(
        2026, 12, 1, 9, tzinfo=OSLO
    )  # the morning after the assessment was due
    sak.klokke.advance(hours=5)
    assert sak.trinn(avvik) is None


@pytest.mark.parametrize(
    ("grad", "trinn"), [(1, ["purr+1", "loft+5"]), (2, ["purr+1", "loft+5"]), (3, ["purr+1", "loft+3"])]
)
def test_the_lower_grades_are_chased_on_working_days(sak: Sak, grad: int, trinn: list[str]) -> None:
    avvik = sak.meld(grad=grad)
    taken = []
    while (at := sak.hent(avvik).neste_trinn_at) is not None:
        sak.klokke.move_to(at)
        taken.append(sak.trinn(avvik))
    assert taken == trinn
    assert all(row.ikke_for is not None for row in sak.rader(nokkel="avvik_purring"))


def test_a_second_confirmation_is_refused(sak: Sak) -> None:
    avvik = sak.meld()
    sak.do(lambda s: service.bekreft_mottak(s, sak.klokke.now(), sak.leser_i(s, "P044"), avvik.id))
    with pytest.raises(HmsError, match=r"avvik\.alt_mottatt"):
        sak.do(lambda s: service.bekreft_mottak(s, sak.klokke.now(), sak.leser_i(s, "P043"), avvik.id))


def test_who_is_told_does_not_say_who_reported(sak: Sak) -> None:
    """Kari, or in confidence the verneombud herself, who needs no copy: the same roles are named to the leader above."""
    told = []
    for melder in ("P045", "P046"):
        avvik = sak.meld(melder, grad=3, fortrolig=True)
        told.append(
            sak.les(lambda s, key=avvik.id: queries.fortalte(s, s.get_one(Avvik, key), oslo_date(sak.klokke.now())))
        )
    assert told[0] == told[1]
    assert sak.id("P046") in told[0]["verneombud"]
