"""«Hvem er …»: the role that is asked for, and what is left to say where or for whom."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.language import hvem
from hms.regelverk.roller import roller


@pytest.mark.parametrize(
    ("said", "roles", "about"),
    [
        ("hvem er verneombudet mitt", ("verneombud",), ""),
        ("hvem er verneombud på Heggen skole?", ("verneombud",), "Heggen skole"),
        ("vem er vernombud på Lia", ("verneombud",), "Lia"),
        ("kven er verneombod i barnehagen?", ("verneombud",), "barnehagen"),
        ("kven er hovudverneombod", ("hovedverneombud",), ""),
        ("who is the senior safety representative", ("hovedverneombud",), ""),
        ("who is my safety rep?", ("verneombud",), ""),
        ("hvem er lederen til Kari Nilsen", ("naermeste_leder",), "Kari Nilsen"),
        ("kven er næraste leiaren min", ("naermeste_leder",), ""),
        ("who is my line manager", ("naermeste_leder",), ""),
        ("hvem leder Solgata sykehjem", ("naermeste_leder",), "Solgata sykehjem"),
        ("hvem er rektor på Fjordvik skole", ("enhetsleder",), "Fjordvik skole"),
        ("hvem er HMS-ansvarlig", ("hms_ansvarlig",), ""),
        ("hvem er brannvernleder på rådhuset", ("brannvernleder",), "rådhuset"),
        ("hvem har ansvar for kjemikalier på kjøkkenet", ("kjemikalieansvarlig",), "kjøkkenet"),
        ("kontaktinfo til bedriftshelsetjenesten", ("bht",), ""),
        ("hvem sitter i AMU", ("amu_medlem",), ""),
        ("hvem sitter i mks-gruppa", ("mks_gruppe",), ""),
        ("hvem er verneombud og tillitsvalgt på Solgata", ("verneombud", "tillitsvalgt"), "Solgata"),
        ("hvem skal jeg snakke med om inneklima", ("naermeste_leder", "verneombud"), ""),
        ("hvem er Kari Nilsen", (), "Kari Nilsen"),
        ("hvem er det", (), ""),
        ("", (), ""),
    ],
)
def test_what_is_asked(said: str, roles: tuple[str, ...], about: str) -> None:
    assert hvem.les(said) == hvem.Spurt(roles, about)


def test_every_role_that_can_be_asked_for_is_one_of_the_document() -> None:
    assert hvem.rollene() <= set(roller())


@given(st.text(max_size=200))
def test_any_text_is_read(said: str) -> None:
    assert set(hvem.les(said).roller) <= hvem.rollene()
