"""A line that must not be kept as it is: a personal number, somebody's health, or a report of wrongdoing.

Only enough to mark the line; what is then said and done is decided by the guards that look at every text.
"""

import re

from dialogs.language.decisions.ansvar import Leser, liste_at
from dialogs.language.decisions.model import Nevnt
from dialogs.language.folding import words

_FNR = re.compile(r"(?<!\d)\d{6}[ .-]?\d{5}(?!\d)")
_HELSE = re.compile(
    r"\b(?:alkohol\w*|rus(?:problem\w*|en|a|et)?|drikk(?:ing|er\s+for)\w*|psykisk\w*|depresjon\w*|deprimert\w*|angst\w*|utbrent\w*|utbrenthet\w*|diagnose\w*|adhd|kreft\w*|gravid\w*|abort\w*|selvmord\w*|sjølvmord\w*|"
    r"(?:er|vart|ble|blei)\s+(?:sykmeldt|sjukmeld)\w*|sykmelding(?:en)?\s+(?:til|hans|hennes)|skilsmisse\w*|medisinbruk\w*|avhengighet\w*|spiseforstyrr\w*|migrene\w*|demens\w*)\b",
    re.IGNORECASE,
)
_VARSEL = re.compile(
    r"\b(?:(?:jeg|eg|vi|i)\s+(?:vil|ønsker\s+å|ynskjer\s+å|ønskjer\s+å|må|skal|want\s+to)\s+(?:varsle|varsla|report)\s+(?:om|ifra|på|frå)|vil\s+levere\s+(?:et|eit)?\s*varsel|kritikkverdig\w*|gjengjeld\w*|"
    r"(?:leder\w*|leiar\w*|sjef\w*|rektor\w*)\s+(?:\w+\s+){0,3}(?:trakasser\w*|skriver\s+falske|skriv\s+falske|stjel\w*|mobber|mobbar|truer\s+meg|underslår))",
    re.IGNORECASE,
)


def stopp(text: str, leser: Leser) -> str | None:
    """stopp_personvern, stopp_varsling, or None."""
    if _VARSEL.search(text):
        return "stopp_varsling"
    if _FNR.search(text) or (_HELSE.search(text) and _noen_nevnt(text, leser)):
        return "stopp_personvern"
    return None


def _noen_nevnt(text: str, leser: Leser) -> bool:
    """Whether the line names a person (a role alone is no person here)."""
    tokens = words(text)
    return any(_navn(liste_at(text, tokens, i, leser)) for i in range(len(tokens)))


def _navn(lest: tuple[tuple[Nevnt, ...], int] | None) -> bool:
    return lest is not None and any(n.navn and not n.meg for n in lest[0])
