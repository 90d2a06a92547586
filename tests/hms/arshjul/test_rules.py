"""Deadlines and steps, day by day (kalender.md, «Når sendes hva»)."""

from dataclasses import replace
from datetime import date

import pytest

from hms.arshjul import rules
from hms.arshjul.rules import Frist
from hms.regelverk.aksjon import Intervall, Manedsdag, Standard, Vindu
from hms.regelverk.last import standard

STD = Standard()
VANLIG = rules.kalender(STD, skole=False)
SKOLE = rules.kalender(STD, skole=True)


def d(tekst: str) -> date:
    return date.fromisoformat(tekst)


def dager(frist: str, hardhet: str = "skal", kal: rules.Kalender = VANLIG) -> dict[str, str]:
    return {s.navn: s.dag.isoformat() for s in rules.steg(STD, d(frist), hardhet, kal)}


def test_the_steps_of_a_deadline_at_the_end_of_may() -> None:
    assert dager("2027-05-31") == {
        "paminn-30": "2027-04-26",  # 1 May is a Saturday; the week's first working day
        "paminn-14": "2027-05-10",  # Monday the 17th is a holiday, so the week before
        "paminn-3": "2027-05-28",
        "frist": "2027-05-31",
        "purr+1": "2027-06-01",
        "purr+5": "2027-06-07",
        "loft+7": "2027-06-09",
        "loft+15": "2027-06-21",
        "loft+25": "2027-08-04",  # July does not count
    }


def test_what_ought_to_be_done_is_never_lifted() -> None:
    assert list(dager("2027-05-31", "bor"))[-2:] == ["purr+1", "purr+5"]


@pytest.mark.parametrize(
    ("frist", "steg", "dag"),
    [
        ("2027-03-29", "frist", "2027-03-24"),  # Easter Monday: Wednesday before Maundy Thursday
        ("2027-03-29", "paminn-3", "2027-03-24"),
        ("2027-04-12", "paminn-14", "2027-03-22"),  # the nominal day is Easter Monday itself
        ("2027-07-15", "frist", "2027-06-30"),
        ("2027-08-20", "paminn-30", "2027-06-28"),
        ("2027-01-31", "paminn-30", "2026-12-28"),
        ("2026-12-31", "frist", "2026-12-30"),
        ("2027-06-30", "purr+1", "2027-08-02"),
    ],
)
def test_days_that_are_no_working_days(frist: str, steg: str, dag: str) -> None:
    assert dager(frist)[steg] == dag


def test_schools_have_quiet_periods_of_their_own() -> None:
    assert dager("2027-06-30", kal=SKOLE)["purr+1"] == "2027-08-16"
    assert dager("2026-12-31", kal=SKOLE)["frist"] == "2026-12-23"
    assert SKOLE.er_stille(d("2027-01-01"))
    assert not VANLIG.er_stille(d("2027-01-01"))


def test_a_persons_steps_are_counted_from_the_start() -> None:
    start = d("2027-02-28")
    funnet = rules.personsteg(STD, (0, 3, 5), start, rules.pluss_mnd(start, 6), hardhet="bor", kal=VANLIG)
    assert [(s.navn, s.dag.isoformat()) for s in funnet] == [
        ("person-0", "2027-03-01"),  # a Sunday: not before the role began
        ("person-3", "2027-05-28"),
        ("person-5", "2027-06-30"),
        ("purr+1", "2027-08-30"),
        ("purr+5", "2027-09-03"),
    ]


def test_a_late_reminder_gives_way_to_the_one_that_it_meets() -> None:
    start = d("2026-07-02")
    funnet = rules.personsteg(STD, (0, 1), start, rules.pluss_mnd(start, 1), hardhet="skal", kal=VANLIG)
    assert [(s.navn, s.dag.isoformat()) for s in funnet][:2] == [("purr+1", "2026-08-03"), ("purr+5", "2026-08-07")]


def test_the_gathering_day_and_the_months_first() -> None:
    assert rules.er_samledag(d("2027-03-30"))
    assert not rules.er_samledag(d("2027-03-29"))
    assert rules.manedens_forste(d("2027-01-01")) == d("2027-01-04")
    assert rules.manedens_forste(d("2027-01-05")) == d("2027-02-01")


def test_months_end_where_there_is_no_such_day() -> None:
    assert rules.pluss_mnd(d("2027-08-31"), 6) == d("2028-02-29")
    assert rules.manedsslutt(2027, 2) == d("2027-02-28")


def frister(aksjon: str, ar: int, **mer: object) -> list[tuple[str, str, str]]:
    funnet = rules.frister(standard().aksjoner[aksjon], date(ar, 1, 1), date(ar, 12, 31), **mer)  # type: ignore[arg-type]
    return [(f.periode, f.apner.isoformat(), f.frist.isoformat()) for f in funnet]


def test_deadlines_of_each_cadence() -> None:
    assert frister("AH-01", 2027) == [("2027", "2027-04-01", "2027-05-31")]
    assert frister("TX-14", 2027) == [("2027", "2026-11-15", "2027-01-31")]
    assert frister("AH-15", 2027)[0] == ("2027-Q1", "2027-03-01", "2027-03-31")
    assert [f for _, _, f in frister("AH-13", 2027)] == ["2027-04-30", "2027-10-31"]
    assert [f for _, _, f in frister("AH-12", 2027)] == [
        f"2027-{m}" for m in ("02-28", "04-30", "06-30", "08-31", "10-31", "12-31")
    ]
    assert [f for _, _, f in frister("AH-12", 2027, antall=4)] == [
        f"2027-{m}" for m in ("03-31", "06-30", "09-30", "12-31")
    ]
    assert len(frister("AH-12", 2027, antall=12)) == 12
    assert "2027-07-31" not in [f for _, _, f in frister("AH-12", 2027, antall=12)]


def test_a_soft_deadline_in_a_window_across_new_year() -> None:
    aksjon = replace(standard().aksjoner["TX-14"], myk_frist=Manedsdag(12, 20))
    assert rules.frister(aksjon, d("2027-01-01"), d("2027-12-31"))[0].myk == d("2026-12-20")
    assert rules.frister(standard().aksjoner["AH-01"], d("2027-01-01"), d("2027-12-31"))[0].myk == d("2027-05-15")


def test_every_other_year_from_a_base_year() -> None:
    assert frister("AH-03", 2027) == []
    med = replace(standard().aksjoner["TX-15"], kadens=replace(standard().aksjoner["TX-15"].kadens, basisar=2026))
    assert [ar for ar in range(2025, 2032) if rules.frister(med, date(ar, 1, 1), date(ar, 12, 31))] == [
        2027,
        2029,
        2031,
    ]


def test_intervals_are_counted_from_the_last_time() -> None:
    runde = Intervall(12, dognbemannet=3, skole_barnehage=6)
    assert [f for _, _, f in frister("AH-09", 2027, intervall=runde)] == ["2027-12-31"]
    assert len(frister("AH-09", 2027, intervall=runde, bruk=(True, True))) == 4
    assert frister("AH-09", 2027, intervall=runde, sist=d("2026-08-31")) == [("2027-08-31", "2026-09-01", "2027-08-31")]


def test_a_window_that_is_missing_gives_nothing() -> None:
    assert rules.frister(replace(standard().aksjoner["AH-01"], vindu=None), d("2027-01-01"), d("2027-12-31")) == []


def test_a_new_unit_gets_sixty_days() -> None:
    frist = Frist("2027", d("2027-01-01"), d("2027-03-31"), d("2027-03-15"))
    assert rules.for_ny_enhet(frist, None, 60) == frist
    assert rules.for_ny_enhet(frist, d("2026-06-01"), 60) == frist
    assert rules.for_ny_enhet(frist, d("2027-04-01"), 60) is None
    assert rules.for_ny_enhet(frist, d("2027-03-01"), 60) == Frist("2027", d("2027-03-01"), d("2027-04-30"))


def test_the_kommunes_own_numbers_are_used() -> None:
    egen = replace(
        STD,
        paminn_dager=(10,),
        purr_virkedager=(2,),
        loft_virkedager=(4,),
        stille=Vindu(Manedsdag(6, 1), Manedsdag(6, 30)),
    )
    assert {s.navn: s.dag.isoformat() for s in rules.steg(egen, d("2027-05-31"), "skal", rules.kalender(egen, skole=False))} == {
        "paminn-10": "2027-05-18",
        "frist": "2027-05-31",
        "purr+2": "2027-07-02",
        "loft+4": "2027-07-06",
    }  # fmt: skip
