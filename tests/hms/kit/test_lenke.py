"""What counts as the address of a page."""

import pytest

from hms.kit.lenke import LENGST, er_lenke


@pytest.mark.parametrize(
    "lenke", ["https://kvalitet.example/dok/1?a=b", "http://intranett/vernerunde.pdf", "https://æøå.example/å"]
)
def test_an_address_of_a_page(lenke: str) -> None:
    assert er_lenke(lenke)


@pytest.mark.parametrize(
    "lenke",
    ["", "intranett/dok", "ftp://a.example", "https://", "https:///dok", "https://a.example/to ord", "https://a.example/\x00",
     "https://[::1", "javascript:alert(1)", "https://a.example/" + "x" * LENGST],
)  # fmt: skip
def test_what_is_no_address(lenke: str) -> None:
    assert not er_lenke(lenke)


def test_encrypted_only_where_that_is_asked_for() -> None:
    assert er_lenke("https://a.example", kryptert=True)
    assert not er_lenke("http://a.example", kryptert=True)
