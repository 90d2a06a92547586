"""Charts by signed address: what is drawn, and what is refused."""

from datetime import timedelta

import pytest

from bot.bildedor import Bildedor
from dialogs.soyler import Soyler, from_json
from tests.fakes.klokke import FakeKlokke

CHART = Soyler("Avvik per måned", ("okt. 26", "nov. 26"), ("Meldt", "Lukket"), ((3, 0), (250, 7)))


@pytest.fixture
def door() -> Bildedor:
    return Bildedor("https://varde.example", b"k" * 32, FakeKlokke(), timedelta(hours=1))


def test_an_address_says_its_chart_until_it_ends(door: Bildedor) -> None:
    token = door.make(CHART.to_json()).removeprefix("https://varde.example/bilde/")
    assert door.read(token) == CHART
    assert door.read(token[:-1]) is None
    assert door.read(token + "x" * 5000) is None
    assert Bildedor("", b"k" * 32, door.clock, door.lifetime).make(CHART.to_json()) == ""
    assert Bildedor(door.base, b"other" * 8, door.clock, door.lifetime).read(token) is None
    door.clock.advance(hours=2)
    assert door.read(token) is None


@pytest.mark.parametrize("rows", [((1, 2),), ((1,), (2,)), (("x", 1), (1, 2))])
def test_a_chart_whose_numbers_do_not_fit_is_none(door: Bildedor, rows: tuple[tuple[object, ...], ...]) -> None:
    data = {**CHART.to_json(), "verdier": rows}
    with pytest.raises(ValueError, match=r"chart|invalid"):
        from_json(data)
    assert door.read(door.make(data).rsplit("/", 1)[1]) is None
