"""From when to when a row counts: pure, on the civil dates of the file; both ends are included."""

from datetime import date

from hms.organisasjon.importer.ark import Rad


def fra(rad: Rad) -> date:
    """The first day; the beginning of time when it is open."""
    return rad["gyldig_fra"] if isinstance(rad["gyldig_fra"], date) else date.min


def til(rad: Rad) -> date:
    """The last day; the end of time when it is open."""
    return rad["gyldig_til"] if isinstance(rad["gyldig_til"], date) else date.max


def gjelder(rad: Rad, paa: date) -> bool:
    """Does the row count that day?"""
    return fra(rad) <= paa <= til(rad)


def overlapper(en: Rad, annen: Rad) -> bool:
    """Do both count on at least one day?"""
    return fra(en) <= til(annen) and fra(annen) <= til(en)
