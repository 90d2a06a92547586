"""The roles of the document: complete in three languages, and pointing at each other."""

import pytest

from hms.organisasjon.queries import LEDERROLLE
from hms.regelverk.last import standard
from hms.regelverk.roller import IKKE_TILDELT, OMFANG_FOR_NIVA, roller, tildelbare


def test_every_role_has_a_name_in_three_languages_and_points_at_roles_that_exist():
    assert len(roller()) == 25
    for rolle in roller().values():
        assert set(rolle.navn) == {"nb", "nn", "en"}
        assert all(rolle.navn.values())
        assert rolle.naermeste is None or rolle.naermeste in roller()
        assert all(andre in roller() for andre in rolle.sidespor)


def test_a_role_that_people_hold_lies_on_a_level_with_a_scope():
    assert set(tildelbare()) == set(roller()) - IKKE_TILDELT
    assert all(niva in OMFANG_FOR_NIVA for rolle in tildelbare().values() for niva in rolle.niva)
    assert set(LEDERROLLE.values()) <= set(tildelbare())


@pytest.mark.parametrize(
    ("rolle", "omfang", "nodetype", "svar"),
    [
        ("enhetsleder", "node", "enhet", True),
        ("enhetsleder", "node", "stab", True),
        ("enhetsleder", "node", "avdeling", False),
        ("kjemikalieansvarlig", "node", "avdeling", True),
        ("kjemikalieansvarlig", "node", "stab", True),
        ("kjemikalieansvarlig", "node", "sektor", False),
        ("verneombud", "verneomrade", None, True),
        ("verneombud", "node", "enhet", False),
        ("byggeier", "bygg", None, True),
        ("byggeier", "mks_gruppe", None, False),
        ("medarbeider", "node", "avdeling", False),
    ],
)
def test_where_a_role_can_lie(rolle, omfang, nodetype, svar):
    assert roller()[rolle].kan_ligge_pa(omfang, nodetype) is svar


def test_names():
    assert standard().rolle("enhetsleder", "nn") == "Einingsleiar"
    assert standard().rolle("enhetsleder", "se") == "Enhetsleder"
    assert standard().rolle("finnes_ikke", "nb") == "finnes_ikke"
