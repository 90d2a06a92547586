"""Personal numbers in a file: they are refused before anything is stored (design 1.6)."""

import re

ELLEVE_SIFRE = re.compile(r"(?<!\d)(\d{6}) ?(\d{5})(?!\d)")
DAGER = frozenset(range(1, 32)) | frozenset(range(41, 72))
MANEDER = frozenset(maned + tillegg for maned in range(1, 13) for tillegg in (0, 40, 65, 80))
VEKTER = ((3, 7, 6, 1, 8, 9, 4, 5, 2, 1), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1))


def har_fnr(tekst: str) -> bool:
    """Is there a fødselsnummer, D-, H- or synthetic number in the text? Those move day and month, never the control."""
    return any(_er_fnr(treff[1] + treff[2]) for treff in ELLEVE_SIFRE.finditer(tekst))


def _er_fnr(sifre: str) -> bool:
    siffer = [int(tegn) for tegn in sifre]
    if siffer[0] * 10 + siffer[1] not in DAGER or siffer[2] * 10 + siffer[3] not in MANEDER:
        return False
    return all(sum(v * s for v, s in zip(vekter, siffer, strict=False)) % 11 == 0 for vekter in VEKTER)
