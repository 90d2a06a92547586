"""Draws a bar chart as PNG with typst. What a chart says goes in as data, never as source; the fonts are typst's own."""

import json
from pathlib import Path

from dialogs.soyler import Soyler

MAL = Path(__file__).parent / "maler" / "soyler.typ"
PPI = 144.0
STEPS = (1, 2, 5)
LOWEST_TOP = 4


def tegn(chart: Soyler) -> bytes:
    """The chart as PNG bytes, 1000 by 472 pixels. About 10 ms."""
    import typst

    highest = max((max(row) for row in chart.verdier if row), default=0)
    data = {**chart.to_json(), "topp": _round_up(highest)}
    page = typst.compile(MAL, format="png", ppi=PPI, sys_inputs={"data": json.dumps(data)}, ignore_system_fonts=True)
    if not isinstance(page, bytes):
        raise TypeError("a chart is one page")
    return page


def _round_up(highest: int) -> int:
    """The axis ends at 1, 2 or 5 times a power of ten, never under 4."""
    scale = 1
    while True:
        for step in STEPS:
            if step * scale >= max(LOWEST_TOP, highest):
                return step * scale
        scale *= 10
