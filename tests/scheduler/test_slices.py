"""A slice is as large as the last one shows that there is time for."""

import pytest

from scheduler import slices
from scheduler.slices import LEAST, MOST, Size


def test_quick_slices_grow_and_slow_ones_shrink_within_their_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]
    monkeypatch.setattr(slices.time, "monotonic", lambda: clock[0])
    size = Size()

    def lasting(seconds: float) -> int:
        def work(rows: int) -> int:
            clock[0] += seconds
            return rows

        return size.run(work)

    quick = [lasting(0.0) for _ in range(6)]
    assert quick[:3] == [LEAST, 24, 36]
    assert quick[-1] == MOST
    assert [lasting(slices.WANTED) for _ in range(2)] == [MOST, MOST]
    assert [lasting(5.0) for _ in range(4)] == [MOST, MOST // 2, LEAST, LEAST]
