"""Finds the kommune's routines by words: folded, parts of compounds, one typing error. Pure."""

from collections.abc import Sequence

from rapidfuzz.distance import OSA

from dialogs.language.folding import ordsett, words
from hms.regelverk.rutiner import Rutine

SMAORD = ordsett(
    "finn finne finner vis vise sok soke etter hvor kor kvar er ligger ligg har vi me du en ein et eit den det rutine rutinen rutiner rutinene rutinar "
    "rutinane prosedyre prosedyren prosedyrer prosedyrar retningslinje retningslinjer retningslinja for om til ved når mot i på av og the a routine routines procedure "
    "find show where is our about hva sier kva seier står star trenger treng jeg eg kan få fa lenke lenka lenken til"
)
SHORTEST_PART = 4


def sporsmal(text: str) -> list[str]:
    """The folded words that somebody looks for, without the command and the small words."""
    return [ord_.nokkel for ord_ in words(text, digits=True) if ord_.nokkel not in SMAORD]


def finn(text: str, rutiner: Sequence[Rutine]) -> list[Rutine]:
    """The routines in which most of the words are found, in the order of the file. Empty for nothing found, or no words."""
    ord_ = sporsmal(text)
    treff = [(rutine, sum(_i(en, rutine) for en in ord_)) for rutine in rutiner]
    flest = max((antall for _rutine, antall in treff), default=0)
    return [rutine for rutine, antall in treff if antall == flest] if flest else []


def _i(sokt: str, rutine: Rutine) -> bool:
    alle = [ord_.nokkel for tekst in (rutine.tittel, *rutine.stikkord) for ord_ in words(tekst, digits=True)]
    return any(_likt(sokt, ord_) for ord_ in alle)


def _likt(sokt: str, ord_: str) -> bool:
    """The same word, a part of it or of the other («brann» in «brannøvelse»), or one typing error away from its beginning."""
    if sokt == ord_:
        return True
    kortest = min(len(sokt), len(ord_))
    if kortest < SHORTEST_PART:
        return False
    if sokt in ord_ or ord_ in sokt:
        return True
    return any(
        OSA.distance(sokt, ord_[:lengde]) <= 1 for lengde in range(max(SHORTEST_PART, len(sokt) - 1), len(sokt) + 2)
    )
