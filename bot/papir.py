"""A document → PDF/A-2a, which an archive can keep and a screen reader can read. typst is imported when it is first used."""

import json
import re
import unicodedata
from pathlib import Path
from typing import Any, Literal

from dialogs.contract import Facts, Paragraph
from dialogs.papirer.base import Papir

MAL = Path(__file__).resolve().parent / "papir.typ"
STANDARD: Literal["a-2a"] = "a-2a"
BASIC = 0xFFFF
UTEN_TEGN = re.compile(r"the text `\"(.+?)\"` could not be displayed", re.DOTALL)
SKREVET_UT = re.compile(r"\\u\{([0-9a-fA-F]+)\}")


def pdf(papir: Papir) -> bytes:
    """The document as PDF/A-2a: the same bytes each time for the same words and day.

    A sign that no typeface of ours has, stands as its number, [U+1F600]: the standard lets nothing in that cannot be shown.
    """
    import typst

    numre = _utenfor(papir)
    while True:
        inn = {"papir": json.dumps(_data(papir, numre))}
        try:
            compiler = typst.Compiler(MAL.read_bytes(), ignore_system_fonts=True, sys_inputs=inn)
            made: Any = compiler.compile(format="pdf", pdf_standards=STANDARD)
            return bytes(made)
        except typst.TypstError as error:
            nye = _uten_tegn(str(error)) - numre.keys()
            if not nye:
                raise
            numre.update({tegn: f"[U+{tegn:04X}]" for tegn in nye})


def _utenfor(papir: Papir) -> dict[int, str]:
    """What is never shown as it is: signs beyond the basic plane as numbers, and those that only join or steer others not at all."""
    tegnene = set(json.dumps(_data(papir, {}), ensure_ascii=False))
    styrer = {ord(tegn): "" for tegn in tegnene if unicodedata.category(tegn) in ("Cc", "Cf")}
    return styrer | {ord(tegn): f"[U+{ord(tegn):04X}]" for tegn in tegnene if ord(tegn) > BASIC}


def _uten_tegn(feil: str) -> set[int]:
    """The signs that could not be displayed, out of the words of the error."""
    treff = UTEN_TEGN.search(feil)
    return {ord(tegn) for tegn in SKREVET_UT.sub(lambda m: chr(int(m[1], 16)), treff[1])} if treff else set()


def _data(papir: Papir, numre: dict[int, str]) -> dict[str, Any]:
    return {
        "tittel": papir.tittel.translate(numre),
        "sprak": papir.sprak,
        "dato": [papir.dato.year, papir.dato.month, papir.dato.day],
        "blokker": [_blokk(block, numre) for block in papir.blokker if isinstance(block, Facts | Paragraph)],
    }


def _blokk(block: Facts | Paragraph, numre: dict[int, str]) -> dict[str, Any]:
    if isinstance(block, Facts):
        return {"slag": "fakta", "rader": [[celle.translate(numre) for celle in row] for row in block.rows]}
    runs = [{"text": run.text.translate(numre), "bold": run.bold} for run in block.runs]
    return {"slag": "avsnitt", "tone": block.tone, "runs": runs}
