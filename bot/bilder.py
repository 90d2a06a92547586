"""Draws PNG with typst: a bar chart, or an SVG drawing. What they say goes in as data, never as source; the fonts are typst's own."""

import json
from pathlib import Path

from dialogs.soyler import Soyler

MALER = Path(__file__).parent / "maler"
PPI = 144.0
SVG_PPI = 96.0
STEPS = (1, 2, 5)
LOWEST_TOP = 4


def tegn(chart: Soyler) -> bytes:
    """The chart as PNG bytes, 1000 by 472 pixels. About 10 ms."""
    highest = max((max(row) for row in chart.verdier if row), default=0)
    data = {**chart.to_json(), "topp": _round_up(highest)}
    return _en_side("soyler.typ", PPI, {"data": json.dumps(data)})


def png(svg: str, width: int, height: int) -> bytes:
    """An SVG drawing of so many units as PNG bytes, four pixels to three units. About 200 ms."""
    return _en_side("svg.typ", SVG_PPI, {"svg": svg, "bredde": str(width), "hoyde": str(height)})


def _en_side(mal: str, ppi: float, data: dict[str, str]) -> bytes:
    import typst

    page = typst.compile(MALER / mal, format="png", ppi=ppi, sys_inputs=data, ignore_system_fonts=True)
    if not isinstance(page, bytes):
        raise TypeError("a picture is one page")
    return page


def _round_up(highest: int) -> int:
    """The axis ends at 1, 2 or 5 times a power of ten, never under 4."""
    scale = 1
    while True:
        for step in STEPS:
            if step * scale >= max(LOWEST_TOP, highest):
                return step * scale
        scale *= 10
