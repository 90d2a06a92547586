"""What is missing for a duty to reach somebody is said, by name."""

from dataclasses import replace
from datetime import date

from hms.arshjul import mangler
from hms.arshjul.bilde import Bilde, Node, Omrade
from tests.fakes import hjul

PAA = date(2027, 3, 1)


def funnet(bilde: Bilde) -> dict[str, tuple[str, ...]]:
    return {mangel.slag: mangel.hva for mangel in mangler.mangler(bilde, PAA)}


def hel(uten: tuple[str, ...] = (), **mer: object) -> Bilde:
    """The small organisation with a verneombud in each area, and an MKS group at the kommune."""
    ombud = tuple(hjul.rolle("verneombud", hjul.ANSATT, n, type_="verneomrade") for n in (1, 2))
    return hjul.bilde(ombud, uten, grupper=(replace(hjul.bilde().grupper[0], node=hjul.KOMMUNE),), **mer)  # type: ignore[arg-type]


def test_nothing_is_missing_where_nothing_is() -> None:
    assert funnet(hel()) == {}


def test_an_orphan_is_named_and_what_has_ended_is_passed_over() -> None:
    noder = hjul.noder()
    noder[8] = Node(8, "LOS", "avdeling", "Den løse", 999)
    noder[hjul.SYKEHJEM] = replace(noder[hjul.SYKEHJEM], til=date(2027, 1, 31))
    assert funnet(hel(noder=noder)) == {mangler.FORELDRELOS: ("Den løse",)}
    assert mangler.mangler(hel(noder=noder), PAA)[0].alvorlig


def test_a_unit_without_a_leader_is_named_and_a_department_is_not() -> None:
    assert funnet(hel(uten=("enhetsleder", "avdelingsleder"))) == {
        mangler.UTEN_LEDER: ("Sykehjemmet", "Skolen", "Staben")
    }
    stedfortreder = hjul.rolle("enhetsleder", hjul.VARA, hjul.SKOLE, stedfortreder=True)
    bilde = hjul.bilde((stedfortreder,), ("enhetsleder",))
    assert funnet(bilde)[mangler.UTEN_LEDER] == ("Sykehjemmet", "Staben")


def test_areas_and_units_that_nobody_covers() -> None:
    bilde = hjul.bilde(omrader=(Omrade(1, "V1", "Syk", (hjul.SYKEHJEM,)),))
    assert funnet(bilde) == {mangler.UTEN_VERNEOMBUD: ("Syk",), mangler.UTEN_MKS: ("Skolen", "Staben")}


def test_all_roles_vacant_is_said_first() -> None:
    forst = mangler.mangler(replace(hel(), roller=()), PAA)[0]
    assert (forst.slag, forst.alvorlig, forst.hva) == (mangler.INGEN_SIST, True, ("hms_ansvarlig", "kommunedirektor"))
    assert funnet(Bilde({}, {})) == {mangler.INGEN_SIST: ("hms_ansvarlig", "kommunedirektor")}
