"""How alike a name is to what somebody wrote: pure, ASCII-folded, forgiving of typing errors."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import TypeVar

from rapidfuzz import fuzz, process

T = TypeVar("T")

TERSKEL = 75.0  # below this two short Norwegian names are more often different than misspelt
PREFIKS = 95.0
GROVTERSKEL = 55.0
GROVUTVALG = 200
ORD = re.compile(r"[a-z0-9]+")
ERSTATT = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ð": "d", "đ": "d", "ł": "l", "ß": "ss"})


def fold(tekst: str) -> str:
    """Lower case, ASCII, words parted by one blank. «Åse», «Aase» and «ase» fold alike; so do «ø», «oe» and «o»."""
    liten = tekst.casefold().translate(ERSTATT)
    if not liten.isascii():
        liten = "".join(tegn for tegn in unicodedata.normalize("NFKD", liten) if not unicodedata.combining(tegn))
        liten = liten.translate(ERSTATT)  # a letter that was written as two marks
    return " ".join(ORD.findall(liten.replace("aa", "a").replace("oe", "o")))


def likhet(tekst: str, navn: str) -> float:
    """0–100 for two folded texts: how well each written word is found among the words of the name, by its length."""
    skrevet, ord_i_navn = tekst.split(), navn.split()
    if not skrevet or not ord_i_navn:
        return 0.0
    funnet = sum(len(ord_) * max(_ord(ord_, annet) for annet in ord_i_navn) for ord_ in skrevet)
    return max(funnet / sum(map(len, skrevet)), fuzz.ratio(tekst, navn))


def _ord(skrevet: str, i_navn: str) -> float:
    if skrevet == i_navn:
        return 100.0
    if len(skrevet) >= 3 and (i_navn.startswith(skrevet) or (skrevet.startswith(i_navn) and len(i_navn) >= 3)):  # noqa: PLR2004 - shorter beginnings say nothing
        return PREFIKS
    return fuzz.ratio(skrevet, i_navn)


def brettet(kandidater: Iterable[tuple[T, str]]) -> dict[T, str]:
    """Keys and names, folded, for `best`."""
    return {nokkel: fold(navn) for nokkel, navn in kandidater}


def best(tekst: str, navn: Mapping[T, str], grense: int) -> list[T]:
    """The keys of the best matching folded names, best first, at most `grense`; nonsense gives an empty list."""
    skrevet = fold(tekst)
    if not skrevet or grense < 1:
        return []
    grovt = process.extract(skrevet, navn, scorer=fuzz.WRatio, score_cutoff=GROVTERSKEL, limit=GROVUTVALG)
    malt = [(likhet(skrevet, folded), fuzz.ratio(skrevet, folded), folded, nokkel) for folded, _, nokkel in grovt]
    gode = sorted((rad for rad in malt if rad[0] >= TERSKEL), key=lambda rad: (-rad[0], -rad[1], rad[2]))
    return [nokkel for *_, nokkel in gode[:grense]]
