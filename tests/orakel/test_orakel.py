"""When the oracle's steps are, against days worked out by hand from kalender.md."""

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fakes.orakel import NodeV, OrgView, PersonV, RolleV, Valg, plan
from tests.fakes.orakel.kalender import (
    SKOLE,
    VANLIG,
    dager,
    er_samledag,
    er_stille,
    er_virkedag,
    fridager,
    paskedag,
    pluss_maneder,
    steg_etter_fristen,
    steg_for_fristen,
)

TRINN = ("paminn-30", "paminn-14", "paminn-3", "frist", "purr+1", "purr+5", "loft+7", "loft+15", "loft+25")


def enhet(*, skole=False):
    """A unit in a sector, each level with its leader: EL below KS below KD."""
    return OrgView(
        noder=(
            NodeV("K", type="kommune"), NodeV("S", type="sektor", forelder="K"),
            NodeV("E", type="enhet", forelder="S", skole_barnehage=skole),
        ),
        personer=tuple(PersonV(p) for p in ("EL", "KS", "KD")),
        roller=(
            RolleV("r1", rolle="enhetsleder", person="EL", omfang="E"), RolleV("r2", rolle="kommunalsjef", person="KS", omfang="S"),
            RolleV("r3", rolle="kommunedirektor", person="KD", omfang="K"),
        ),
    )  # fmt: skip


def aksjon(slutt, **mer):
    """A yearly duty of the unit's leader, with its deadline on a day of the year."""
    return {
        "id": "AH-99", "ref": ["6.4-99"], "niva": "enhet", "ansvarlig": [{"rolle": "enhetsleder", "niva": "enhet"}],
        "syklus": {"type": "arlig"}, "vindu": {"start": "01-01", "slutt": slutt},
        "eskalering": ["enhetsleder", "kommunalsjef", "kommunedirektor"], **mer,
    }  # fmt: skip


def trinn(frist, *, skole=False, valg=None, **mer):
    """{step: day sent} for one deadline."""
    linjer = plan([aksjon(f"{frist:%m-%d}", **mer)], enhet(skole=skole), frist.year - 1, frist.year + 1, valg=valg)
    egne = [linje for linje in linjer if linje.deadline == frist]
    assert len({linje.step for linje in egne}) == len(egne)
    assert all((linje.at.hour, linje.at.minute) == (9, 0) for linje in egne)
    return {linje.step: linje.at for linje in egne}


def datoer(frist, **mer):
    return {steg: at.date().isoformat() for steg, at in trinn(frist, **mer).items()}


def test_an_ordinary_deadline_across_the_spring_change_and_easter():
    # Summer time begins on Sunday 29 March; easter is 2–6 April; 1 May is a Friday off.
    at = trinn(date(2026, 3, 31))
    assert {steg: t.isoformat() for steg, t in at.items()} == {
        "paminn-30": "2026-02-23T09:00:00+01:00",  # nominal Sunday 1 March
        "paminn-14": "2026-03-16T09:00:00+01:00",  # nominal Tuesday 17 March
        "paminn-3": "2026-03-27T09:00:00+01:00",  # nominal Saturday 28 March
        "frist": "2026-03-31T09:00:00+02:00",
        "purr+1": "2026-04-01T09:00:00+02:00",  # Wednesday before skjærtorsdag is a virkedag
        "purr+5": "2026-04-10T09:00:00+02:00",  # 1, 7, 8, 9, 10 April
        "loft+7": "2026-04-14T09:00:00+02:00",
        "loft+15": "2026-05-04T09:00:00+02:00",  # due 24 April, kommunedirektør's overview in May
    }


def test_the_autumn_change():
    # Winter time begins on Sunday 25 October.
    at = trinn(date(2026, 10, 31))
    assert at["paminn-14"].isoformat() == "2026-10-12T09:00:00+02:00"
    assert at["paminn-3"].isoformat() == "2026-10-28T09:00:00+01:00"
    assert at["frist"].isoformat() == "2026-10-30T09:00:00+01:00"  # 31 October is a Saturday
    assert datoer(date(2026, 10, 31)) == {
        "paminn-30": "2026-09-28", "paminn-14": "2026-10-12", "paminn-3": "2026-10-28", "frist": "2026-10-30",
        "purr+1": "2026-11-02", "purr+5": "2026-11-06", "loft+7": "2026-11-10", "loft+15": "2026-12-01",
    }  # fmt: skip


def test_iso_week_53():
    # Week 53 of 2026 is 28 December – 3 January, of 2032 27 December – 2 January; the nominal day of −30 is 1 January.
    assert date(2026, 12, 28).isocalendar()[1] == date(2033, 1, 1).isocalendar()[1] == 53
    assert datoer(date(2027, 1, 31)) == {
        "paminn-30": "2026-12-28", "paminn-14": "2027-01-11", "paminn-3": "2027-01-28", "frist": "2027-01-29",
        "purr+1": "2027-02-01", "purr+5": "2027-02-05", "loft+7": "2027-02-09", "loft+15": "2027-03-01",
    }  # fmt: skip
    assert datoer(date(2033, 1, 31))["paminn-30"] == "2032-12-27"
    assert datoer(date(2027, 1, 31), skole=True)["paminn-30"] == "2026-12-21"  # 28 December is stille for a school


def test_leap_days():
    assert datoer(date(2028, 2, 29)) == {
        "paminn-30": "2028-01-24", "paminn-14": "2028-02-14", "paminn-3": "2028-02-25", "frist": "2028-02-29",
        "purr+1": "2028-03-01", "purr+5": "2028-03-07", "loft+7": "2028-03-09", "loft+15": "2028-04-03",
    }  # fmt: skip
    linjer = plan([aksjon("02-29")], enhet(), 2027, 2027)  # 28 February 2027 is a Sunday
    assert [(x.step, x.at.day) for x in linjer if x.deadline == date(2027, 2, 28) and x.step == "frist"] == [
        ("frist", 26)
    ]


def test_17_may_2027_is_second_whit_monday():
    assert datoer(date(2027, 5, 17)) == {
        "paminn-30": "2027-04-12", "paminn-14": "2027-05-03", "paminn-3": "2027-05-14", "frist": "2027-05-14",
        "purr+1": "2027-05-18", "purr+5": "2027-05-24", "loft+7": "2027-05-26", "loft+15": "2027-07-01",
    }  # fmt: skip
    # The digest of that week is on Tuesday; nominal −30 is that very day, and the day before it is the week before.
    assert datoer(date(2027, 6, 17))["paminn-30"] == "2027-05-18"
    assert datoer(date(2027, 6, 16))["paminn-30"] == "2027-05-10"


def test_easter_in_march_2024():
    # The deadline is Easter Sunday: −3 and the day itself both fall on Wednesday, the last virkedag before.
    assert datoer(date(2024, 3, 31)) == {
        "paminn-30": "2024-02-26", "paminn-14": "2024-03-11", "paminn-3": "2024-03-27", "frist": "2024-03-27",
        "purr+1": "2024-04-02", "purr+5": "2024-04-08", "loft+7": "2024-04-10", "loft+15": "2024-05-02",
    }  # fmt: skip
    hoyeste = datoer(date(2024, 3, 31), valg=Valg(bare_hoyeste_samme_dag=True))
    assert "paminn-3" not in hoyeste
    assert hoyeste["frist"] == "2024-03-27"


def test_july_is_silent():
    assert datoer(date(2026, 7, 15)) == {
        "paminn-30": "2026-06-15", "paminn-14": "2026-06-29", "paminn-3": "2026-06-30", "frist": "2026-06-30",
        "purr+1": "2026-08-03", "purr+5": "2026-08-07", "loft+7": "2026-08-11", "loft+15": "2026-09-01",
    }  # fmt: skip
    assert datoer(date(2026, 7, 15), skole=True) == {
        "paminn-30": "2026-06-15", "paminn-14": "2026-06-29", "paminn-3": "2026-06-30", "frist": "2026-06-30",
        "purr+1": "2026-08-17", "purr+5": "2026-08-21", "loft+7": "2026-08-25", "loft+15": "2026-10-01",
    }  # fmt: skip


def test_counting_stops_in_july():
    # 30 June 2026 is a Tuesday: not a virkedag outside stille after it before Monday 3 August.
    assert datoer(date(2026, 6, 30))["purr+1"] == "2026-08-03"
    # Deadline Thursday 25 June: 26, 29, 30 June, then 3, 4 August.
    assert datoer(date(2026, 6, 25))["purr+5"] == "2026-08-04"


def test_the_digest_of_a_week_that_is_silent_on_its_first_day_is_not_sent():
    # 1 August 2024 is a Thursday; the week's samledag, Monday 29 July, is stille. Nominal −14 of 15 August is 1 August.
    assert datoer(date(2024, 8, 15))["paminn-14"] == "2024-06-24"


def test_deadlines_on_sundays():
    # 31 May 2026 is a Sunday; the week before has second Whit Monday, so its digest is on Tuesday.
    assert datoer(date(2026, 5, 31)) == {
        "paminn-30": "2026-04-27", "paminn-14": "2026-05-11", "paminn-3": "2026-05-28", "frist": "2026-05-29",
        "purr+1": "2026-06-01", "purr+5": "2026-06-05", "loft+7": "2026-06-09", "loft+15": "2026-07-01",
    }  # fmt: skip


def test_the_digest_in_a_holiday_week():
    # Easter Monday 6 April 2026: the digest is on Tuesday 7 April, and only for what is nominal then or later.
    assert datoer(date(2026, 5, 6))["paminn-30"] == "2026-03-30"
    assert datoer(date(2026, 5, 7))["paminn-30"] == "2026-04-07"
    # In 2029 Monday 24 – Wednesday 26 December are days off.
    assert [d.day for d in dager(date(2029, 12, 24), date(2029, 12, 31)) if er_samledag(d)] == [27]


def test_christmas_for_a_school_and_for_others():
    assert datoer(date(2026, 12, 31), skole=True) == {
        "paminn-30": "2026-11-30", "paminn-14": "2026-12-14", "paminn-3": "2026-12-23", "frist": "2026-12-23",
        "purr+1": "2027-01-04", "purr+5": "2027-01-08", "loft+7": "2027-01-12", "loft+15": "2027-02-01",
    }  # fmt: skip
    andre = datoer(date(2026, 12, 31))
    assert (andre["paminn-3"], andre["frist"], andre["purr+1"]) == ("2026-12-28", "2026-12-30", "2027-01-04")


def test_the_overview_comes_in_july():
    frist = date(2026, 6, 9)  # its fifteenth virkedag is Tuesday 30 June
    assert datoer(frist)["loft+15"] == "2026-07-01"
    assert datoer(frist, valg=Valg(oversikt_i_juli=False))["loft+15"] == "2026-08-03"


def test_hardhet_bor_is_never_lifted():
    frist = date(2026, 9, 30)
    assert set(datoer(frist, hardhet="bor")) == {"paminn-30", "paminn-14", "paminn-3", "frist", "purr+1", "purr+5"}
    uten = datoer(frist, hardhet="bor", valg=Valg(purr_ved_bor=False))
    assert set(uten) == {"paminn-30", "paminn-14", "paminn-3", "frist"}


@pytest.mark.parametrize(
    ("ar", "paske", "pinse2"),
    [(2024, "03-31", "05-20"), (2026, "04-05", "05-25"), (2027, "03-28", "05-17"), (2028, "04-16", "06-05"), (2030, "04-21", "06-10")],
)  # fmt: skip
def test_easter_by_hand(ar, paske, pinse2):
    assert paskedag(ar) == date.fromisoformat(f"{ar}-{paske}")
    assert date.fromisoformat(f"{ar}-{pinse2}") in fridager(ar)


def test_days_off_as_the_library_has_them():
    for ar in range(2020, 2061):
        offisielle = {d for d in holidays.country_holidays("NO", years=ar, language="no") if d.year == ar}
        assert fridager(ar) - {date(ar, 12, 24), date(ar, 12, 31)} == {d for d in offisielle if not _bare_sondag(d, ar)}


def _bare_sondag(dag, ar):
    return dag.weekday() == 6 and dag not in fridager(ar)


def test_months_are_counted_to_the_last_day_that_there_is():
    assert pluss_maneder(date(2027, 8, 31), 6) == date(2028, 2, 29)
    assert pluss_maneder(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert pluss_maneder(date(2026, 1, 15), 96) == date(2034, 1, 15)


@given(st.dates(date(2024, 1, 1), date(2040, 12, 31)), st.sampled_from((VANLIG, SKOLE)))
@settings(max_examples=150, deadline=None)
def test_each_step_falls_on_exactly_one_day_that_may_be_sent_on(frist, kalender):
    sendt = [
        (steg, dag)
        for dag in dager(frist - timedelta(days=130), frist + timedelta(days=130))
        for steg in steg_for_fristen(dag, frist, kalender) + steg_etter_fristen(dag, frist, kalender)
    ]
    assert [steg for steg, _ in sendt] == list(TRINN)
    assert all(er_virkedag(dag) and not er_stille(dag, kalender) for _, dag in sendt)
    dager_ = dict(sendt)
    assert all(er_samledag(dager_[steg]) for steg in TRINN[:2])
    fri = holidays.country_holidays("NO", years=range(frist.year, frist.year + 2), include_sundays=False)
    mulige = [
        d
        for d in dager(frist + timedelta(days=1), dager_["loft+25"])
        if d.weekday() < 5
        and d not in fri
        and (d.month, d.day) not in {(12, 24), (12, 31)}
        and not er_stille(d, kalender)
    ]
    assert [mulige.index(dager_[steg]) + 1 for steg in TRINN[4:]] == [1, 5, 7, 15, 25]
