"""The engine's plan against the oracle's: the same person, the same moment, the same step, and every other field too."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session
from typer.testing import CliRunner

from bot.__main__ import app
from hms.arshjul.bilde import Bilde
from hms.arshjul.queries import les_bilde
from hms.kit.db import Database
from tests.fakes.arsplan import Sammenlikning, sammenlikn, sammenlikn_linjer
from tests.fakes.kommuner import kommuner
from tests.fakes.orakel import NodeV, Oppstart, OrgView, PersonV, RolleV, StillingV, org_fra_database, plan
from tests.fakes.orakel.__main__ import aksjoner, som_json

HELE = (2024, 2040)


def les(url: str) -> tuple[Bilde, OrgView]:
    """The database as the engine reads it, and as the oracle does."""
    database = Database(url)
    try:
        with Session(database.engine) as session:
            return database.read(les_bilde), org_fra_database(session)
    finally:
        database.close()


def enige(funnet: Sammenlikning, minst: int = 0) -> None:
    print(f"{funnet.like} linjer like")
    assert funnet, str(funnet)
    assert funnet.like >= minst


@pytest.mark.parametrize("ar", [2026, 2027])
def test_the_command_says_what_the_oracle_says(fjordvik_sqlite_url: str, ar: int) -> None:
    svar = CliRunner().invoke(
        app, ["plan", "--year", str(ar), "--json"], env={"VARDE_DATABASE_URL": fjordvik_sqlite_url}
    )
    assert svar.exit_code == 0, svar.output
    motor = [json.loads(linje) for linje in svar.stdout.splitlines()]
    org = les(fjordvik_sqlite_url)[1]
    enige(sammenlikn_linjer(motor, [json.loads(som_json(en)) for en in plan(aksjoner(), org, ar, ar)]), 4000)


@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(kommuner(), st.sampled_from([2025, 2026, 2027, 2028]))
def test_kommuner_that_nobody_has_thought_of(org: OrgView, ar: int) -> None:
    enige(sammenlikn(org, ar, ar))


@settings(max_examples=3, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(kommuner(), st.dates(date(2026, 1, 1), date(2027, 6, 30)))
def test_going_live_in_some_units_from_a_day(org: OrgView, dag: date) -> None:
    enheter = tuple(n.id for n in org.noder[1:3])
    enige(sammenlikn(org, 2026, 2027, oppstart=Oppstart(dag, enheter)))


def en_enhet(*, skole: bool, start: date) -> OrgView:
    """One unit in one sector, and somebody who began on a day, in a role too."""
    return OrgView(
        noder=(
            NodeV("K", type="kommune"), NodeV("S", type="sektor", forelder="K"),
            NodeV("E", forelder="S", skole_barnehage=skole, dognbemannet=not skole),
        ),
        personer=(PersonV("D"), PersonV("S1"), PersonV("L"), PersonV("NY", start)),
        stillinger=(StillingV("s", start, person="NY", node="E"),),
        roller=(
            RolleV("1", rolle="kommunedirektor", person="D", omfang="K"), RolleV("2", rolle="kommunalsjef", person="S1", omfang="S"),
            RolleV("3", rolle="enhetsleder", person="L", omfang="E"), RolleV("4", start, rolle="kjemikalieansvarlig", person="NY", omfang="E"),
            RolleV("5", start, rolle="hovedverneombud", person="NY", omfang="K"),
        ),
        kurs={"NY": None},
    )  # fmt: skip


# The days on which the clock goes forward and back, ISO week 53, leap days and the day after, 17 May as second Whit Monday,
# a July start, and an August start at a school: one kommune each, where somebody begins that day.
VANSKELIGE = [
    date(2026, 3, 29), date(2026, 10, 25), date(2026, 12, 28), date(2027, 1, 3), date(2028, 2, 29), date(2027, 2, 28),
    date(2027, 5, 17), date(2027, 11, 17), date(2026, 7, 2), date(2026, 8, 31), date(2026, 12, 24), date(2025, 12, 31),
]  # fmt: skip


@pytest.mark.parametrize("skole", [False, True])
@pytest.mark.parametrize("dag", VANSKELIGE)
def test_days_that_are_hard(dag: date, *, skole: bool) -> None:
    funnet = sammenlikn(en_enhet(skole=skole, start=dag), dag.year, (dag + timedelta(days=250)).year)
    enige(funnet, 100)


@pytest.mark.soak
def test_fjordvik_from_2024_to_2040(fjordvik_sqlite_url: str) -> None:
    motorens, org = les(fjordvik_sqlite_url)
    enige(sammenlikn(org, *HELE, motorens=motorens), 70_000)


@pytest.mark.soak
def test_fjordvik_with_people_who_began_and_courses(fjordvik_url: str) -> None:
    motorens, org = les(fjordvik_url)
    assert motorens.noder
    start = {r.id: date(2024, 1, 1) + timedelta(days=17 * n) for n, r in enumerate(org.roller)}
    roller = tuple(RolleV(**{**vars(r), "fra": start[r.id]}) for r in org.roller)
    kurs = {p.id: (None, date(2017, 3, 1) + timedelta(days=11 * n))[n % 2] for n, p in enumerate(org.personer) if n % 3}
    enige(sammenlikn(OrgView(**{**vars(org), "roller": roller, "kurs": kurs}), 2024, 2030), 20_000)


@pytest.mark.soak
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(kommuner())
def test_many_kommuner_for_many_years(org: OrgView) -> None:
    enige(sammenlikn(org, *HELE))
