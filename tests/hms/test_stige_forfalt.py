"""Rule 6: after downtime only the highest late step, in order of levels, each with its distance."""

from datetime import date, datetime

from hms.arshjul import rules
from hms.kit.klokke import OSLO
from hms.regelverk.aksjon import Standard
from hms.stige import Planlagt, Valg, forfalt

KAL = rules.kalender(Standard(), skole=False)


def oslo(tekst: str) -> datetime:
    return datetime.fromisoformat(tekst).replace(tzinfo=OSLO)


PLAN = [
    Planlagt(s.navn, s.niva, oslo(f"{s.dag}T09:00"), s.virkedager)
    for s in rules.steg(Standard(), date(2027, 3, 31), "skal", KAL)
]


def valg(naa: str, **tatt: str | None) -> Valg:
    sendt = {navn.replace("_", "-").replace("p", "+", 0): oslo(at) if at else None for navn, at in tatt.items()}
    return forfalt(PLAN, {NAVN.get(n, n): at for n, at in sendt.items()}, oslo(naa), KAL.pluss)


NAVN = {
    "paminn30": "paminn-30",
    "paminn14": "paminn-14",
    "paminn3": "paminn-3",
    "purr1": "purr+1",
    "purr5": "purr+5",
    "loft7": "loft+7",
    "loft15": "loft+15",
    "loft25": "loft+25",
}


def test_a_step_on_its_day() -> None:
    funnet = valg("2027-03-01T09:00")
    assert funnet.steg == PLAN[0]
    assert (funnet.hoppet, funnet.neste_at) == ((), oslo("2027-03-15T09:00"))


def test_nothing_is_due_yet() -> None:
    assert valg("2027-02-28T09:00") == Valg(None, (), oslo("2027-03-01T09:00"))


def test_only_the_highest_of_the_responsibles_steps() -> None:
    funnet = valg("2027-04-08T10:00", paminn30="2027-03-01T09:00")
    assert funnet.steg is not None
    assert (funnet.steg.navn, funnet.hoppet) == ("purr+5", ("paminn-14", "paminn-3", "frist", "purr+1"))
    assert funnet.neste_at == oslo("2027-04-12T09:00")  # two working days after, not the 9th as planned


def test_nobody_is_lifted_past_a_level_that_has_had_nothing() -> None:
    funnet = valg("2027-06-15T10:00", paminn30="2027-03-01T09:00")
    assert funnet.steg is not None
    assert (funnet.steg.navn, len(funnet.hoppet)) == ("loft+7", 5)
    assert funnet.neste_at == oslo("2027-06-25T09:00")
    uten = valg("2027-06-15T10:00")
    assert uten.steg is not None
    assert (uten.steg.navn, uten.neste_at) == ("purr+5", oslo("2027-06-17T09:00"))


def test_at_the_end_there_is_nothing_more() -> None:
    alt = {s.navn: s.at for s in PLAN}
    assert forfalt(PLAN, alt, oslo("2028-01-01T09:00"), KAL.pluss) == Valg(None)


def test_a_level_whose_steps_were_passed_over_does_not_stop_the_rest() -> None:
    forbi = {s.navn: None for s in PLAN if s.niva == 0}
    funnet = forfalt(PLAN, forbi, oslo("2027-06-15T10:00"), KAL.pluss)
    assert funnet.steg is not None
    assert funnet.steg.navn == "loft+7"
