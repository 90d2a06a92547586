"""Figures that are safe to publish: no small group, and none that can be found by taking the others from the total (avvik.md 9)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hms.avvik.antall import trygge

MINST = 5


@pytest.mark.parametrize(
    ("grupper", "vist", "andre"),
    [
        ({}, [], 0),
        ({"a": 9, "b": 5}, [("a", 9), ("b", 5)], 0),
        ({"a": 9, "b": 3, "c": 2}, [("a", 9)], 5),
        ({"a": 9, "b": 7, "c": 3}, [("a", 9)], 10),
        ({"a": 7, "b": 3}, [], 10),
        ({"a": 2, "b": 1}, [], 3),
    ],
)
def test_small_groups_are_put_together(grupper: dict[str, int], vist: list[tuple[str, int]], andre: int) -> None:
    assert trygge(grupper, MINST) == (vist, andre)


@given(st.dictionaries(st.text(min_size=1, max_size=2), st.integers(1, 20), max_size=14))
def test_nothing_small_is_shown_or_can_be_worked_out(grupper: dict[str, int]) -> None:
    vist, andre = trygge(grupper, MINST)
    assert sum(n for _, n in vist) + andre == sum(grupper.values())
    assert all(n >= MINST for _, n in vist)
    assert andre == 0 or andre >= MINST or not vist
