"""Who does something in a sentence: «Kari tar …», «da bestiller Tormod …», «rutinen skrives av Hanne»."""

import re
from dataclasses import dataclass

from dialogs.language.decisions import verb
from dialogs.language.decisions.ansvar import Leser, liste_at
from dialogs.language.decisions.model import Nevnt
from dialogs.language.folding import Ordbit, ordsett, words

# Words after which a new subject can stand.
_GRENSE = ordsett("og mens sa da at ok okei greit ja men deretter for og and then so that")
_DET_ER = frozenset(("det er", "det blir", "det vert"))  # «Det er Kari som tar dette»
_PRONOMEN = frozenset(("du", "han", "hun", "ho", "hen", "de", "dei", "dere"))
# Words that open a sentence with the verb before the subject.
_FORAN = ordsett(
    "som for grunnet pga dette det den denne saken saka oppgaven oppgåva i på innen innan før etter da då så deretter neste førstkommende om til samtidig ok i fra fram først senest seinast imens dermed derfor difor også videre vidare "
    "over under ved med med mandag tirsdag onsdag torsdag fredag måndag tysdag laurdag lørdag søndag snarest straks her no nå godkjent fint bra greit deretter på next then by"
)

_BER = ordsett("ber bed ba bad anmoder pålegger påla utfordrer utfordrar asks")
_GRUPPA = ordsett("mks vi me amu lamu gruppa gruppen utvalget utvalet møtet hms-gruppa we group")
_PASSIV = re.compile(
    r"\b(?:\w{3,}(?:es|ast)|(?:bli|blir|vert|verte|må)\s+\w+|\w{3,}s\s+(?:opp|ut|inn|over|ned|fram|frem))\b(?:\s+\w+){0,6}?\s+(?:av|v/)\s+|\b(?:gis|tildeles|delegeres|overlates|overføres|går|blir\s+gitt|blir\s+delegert)\s+til\s+|\bligg(?:er)?\s+hos\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Handling:
    """Somebody does something: who, from which word the doing starts, and whether it was the sentence's own subject."""

    hvem: tuple[Nevnt, ...]
    start: int
    verb: int
    slutt: int
    form: str


def handlinger(text: str, leser: Leser, *, vedtak: bool = False, frist: bool = False) -> list[Handling]:
    """Every promise in a stretch of text, in order. `vedtak` and `frist` as in verb.er_handling. Positions are in `text`."""
    tokens = words(text)
    funnet: list[Handling] = []
    i, sist = 0, -1
    while i < len(tokens):
        if i <= sist or not _ny_del(text, tokens, i):
            i += 1
            continue
        handling, etter = _subjekt_forst(text, tokens, i, leser, vedtak=vedtak, frist=frist)
        if handling:
            funnet.append(handling)
        sist = max(sist, etter - 1)
        i += 1
    if not funnet:
        snudd = _verb_forst(text, tokens, leser, vedtak=vedtak, frist=frist)
        funnet = [snudd] if snudd else []
    if not funnet:
        bedt = _bedt_om(text, tokens, leser)
        funnet = [bedt] if bedt else []
    if not funnet:
        passiv = _av_noen(text, leser)
        funnet = [passiv] if passiv else []
    return funnet


def _ny_del(text: str, tokens: list[Ordbit], i: int) -> bool:
    """Whether a subject can stand at word i: first, after a separator, or after a word that joins sentences."""
    if i == 0:
        return True
    gap = text[tokens[i - 1].slutt : tokens[i].start]
    if " ".join(t.nokkel for t in tokens[: min(i, 3)]) in _DET_ER:
        return True
    return any(c in gap for c in ",.!?:;–—|(") or " - " in gap or tokens[i - 1].nokkel in _GRENSE


def _subjekt_forst(
    text: str, tokens: list[Ordbit], i: int, leser: Leser, *, vedtak: bool, frist: bool
) -> tuple[Handling | None, int]:
    lest = liste_at(text, tokens, i, leser)
    if lest is None:
        return None, i
    hvem, j = lest
    k = _fram_til_verb(text, tokens, j)
    if k >= len(tokens) or re.search(
        r"[.:;!?|]",
        text[tokens[k - 1].slutt : tokens[k].start].replace(".", "", 1 if len(tokens[k - 1].tekst) == 1 else 0),
    ):
        return None, j
    videre = [t.nokkel for t in tokens[k : k + 6]]
    if not verb.er_handling(videre, text[tokens[k].start : tokens[k].start + 60], vedtak=vedtak, frist=frist):
        return None, j
    return Handling(hvem, tokens[i].start, tokens[k].start, tokens[k].slutt, "subjekt"), k


def _fram_til_verb(text: str, tokens: list[Ordbit], j: int) -> int:
    """Past adverbs, «Petter, du tar …», and a companion we do not know («Jorunn og vikarbyrået avklarar …»)."""
    if j + 1 < len(tokens) and tokens[j].nokkel in {"og", "samt"} and not verb.er_nutid(tokens[j + 1].nokkel):
        andre = next((n for n in (j + 2, j + 3) if n < len(tokens) and verb.er_nutid(tokens[n].nokkel)), j)
        if "," not in text[tokens[j].slutt : tokens[andre].start]:
            j = andre
    parentes = re.compile(r"\s*\([^()]{1,40}\)\s*").match(text, tokens[j - 1].slutt)
    while parentes and j < len(tokens) and tokens[j].start < parentes.end():
        j += 1
    if j < len(tokens) and tokens[j].nokkel == "som" and tokens[max(0, j - 3)].nokkel == "det":
        j += 1
    if j < len(tokens) and tokens[j].nokkel in _PRONOMEN and "," in text[tokens[j - 1].slutt : tokens[j].start]:
        j += 1
    while j < len(tokens) and tokens[j].nokkel in verb.ADVERB:
        j += 1
    return j


def _verb_forst(text: str, tokens: list[Ordbit], leser: Leser, *, vedtak: bool, frist: bool) -> Handling | None:
    """«Neste fredag leverer Kari …», «Da bestiller Tormod …»: only after a word that turns the order."""
    apent = False
    for i in range(len(tokens) - 1):
        if (
            i == 0
            or re.search(r"(?<!\d)[.!?:–]\s", text[tokens[i - 1].slutt : tokens[i].start])
            or tokens[i - 1].nokkel in {"ok", "ja"}
        ):
            apent = tokens[i].nokkel in _FORAN
            continue
        if not apent or not (verb.er_nutid(tokens[i].nokkel) or tokens[i].nokkel in verb.FORPLIKTER):
            continue
        lest = liste_at(text, tokens, i + 1, leser)
        if lest is None:
            continue
        videre = [tokens[i].nokkel, *(t.nokkel for t in tokens[lest[1] : lest[1] + 5])]
        etter = text[tokens[lest[1]].start :] if lest[1] < len(tokens) else ""
        if verb.er_handling(videre, f"{tokens[i].tekst} {etter[:60]}", vedtak=vedtak, frist=frist):
            return Handling(lest[0], tokens[i + 1].start, tokens[i].start, tokens[lest[1] - 1].slutt, "snudd")
    return None


def _bedt_om(text: str, tokens: list[Ordbit], leser: Leser) -> Handling | None:
    """«MKS ber Berit (om å) legge saken fram»: the group asks somebody to do it."""
    for i in range(1, len(tokens) - 1):
        if tokens[i].nokkel not in _BER or tokens[i - 1].nokkel not in _GRUPPA:
            continue
        lest = liste_at(text, tokens, i + 1, leser)
        j = lest[1] if lest else len(tokens)
        while j < len(tokens) and tokens[j].nokkel in {"om", "a", "to"}:
            j += 1
        if lest and j < len(tokens) and verb.er_infinitiv(tokens[j].nokkel):
            return Handling(lest[0], tokens[i - 1].start, tokens[j].start, tokens[j].slutt, "subjekt")
    return None


def _av_noen(text: str, leser: Leser) -> Handling | None:
    passiv = _PASSIV.search(text)
    if passiv is None:
        return None
    rest = text[passiv.end() :]
    tokens = words(rest)
    lest = liste_at(rest, tokens, 0, leser) if tokens else None
    if lest is None:
        return None
    return Handling(lest[0], passiv.start(), passiv.start(), passiv.end() + tokens[lest[1] - 1].slutt, "passiv")
