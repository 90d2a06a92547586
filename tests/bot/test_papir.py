"""Documents: PDF/A-2a whatever people wrote, nothing of it read as markup, and the same bytes each time."""

from datetime import date

import pytest

from bot import papir
from dialogs.contract import Facts, Paragraph, Picture, Run
from dialogs.papirer.base import Papir


def paa(*tekster: str) -> Papir:
    avsnitt = tuple(Paragraph((Run(tekst), Run("fet", bold=True)), "quote") for tekst in tekster)
    tabell = Facts(tuple((tekst, tekst) for tekst in tekster))
    return Papir(
        "Avvik AVV-2026-0001", "nb", date(2026, 12, 1), (*avsnitt, tabell, Picture("https://x.example", "et bilde"))
    )


@pytest.mark.parametrize(
    "tekst",
    [
        "", "vanlig æøå", "#panic(1) $x$ *a* <b> @c `d` [e] \\f // g", "linje\nto\tog tre", "😀👍🏽 👨‍👩", "中文 عربي ⚠️", "\x01\x7f\u200b\u00ad",
        "<script>", '#read("/etc/passwd")',
    ],
)  # fmt: skip
def test_whatever_people_wrote_becomes_an_archive_document(tekst: str) -> None:
    made = papir.pdf(paa(tekst))
    assert made.startswith(b"%PDF-")
    assert b"pdfaid:part>2<" in made
    assert b"pdfaid:conformance>A<" in made
    assert made == papir.pdf(paa(tekst))


def test_a_sign_without_a_typeface_stands_as_its_number() -> None:
    assert papir.pdf(paa("hei 😀")) == papir.pdf(paa("hei [U+1F600]"))
    assert papir.pdf(paa("hei 中")) == papir.pdf(paa("hei [U+4E2D]"))
