"""Who is named: one person or role at a position, or a list of them («Kari og Per», «VO + avd.leder»)."""

import re
from dataclasses import dataclass
from itertools import pairwise

from dialogs.language import roller
from dialogs.language.decisions import verb
from dialogs.language.decisions.model import Nevnt
from dialogs.language.folding import Ordbit, ordsett, words
from dialogs.language.fornavn import FORNAVN, OGSA_ORD
from dialogs.language.katalog import Entry, Katalog
from dialogs.language.personer import Treff, person_at, role_at, role_pair, set_phrase

_JEG = frozenset(("jeg", "eg", "undertegnede", "underteikna"))
_STED = ordsett("på i ved for hos fra frå")
_SKILLE = re.compile(
    r"\s*(?:,\s*(?:og\s+)?|\bog\b|\+|&|/|\bsamt\b|\band\b|\bsammen med\b|\bsaman med\b)\s*", re.IGNORECASE
)
_GRUPPE = re.compile(
    r"(?:alle|samtlige|hele|heile|all)\b(?:\s+(?:i|på|ansatte|tilsette|som|er|mks|gruppa|staff|\w+))*", re.IGNORECASE
)
_MKS = re.compile(r"\b(?:mks|gruppa|gruppen|utvalget|utvalet)\b", re.IGNORECASE)
# Said of all, but not of who does it: a vote, or that something is over.
_IKKE_GRUPPE = ordsett(
    "for imot mot enige einige samde samd stemte røysta lukket lukka ferdige ferdig utført falske tilstede nøgde fornøyde ja nei må ma skal kan bør vil"
)
_KORT = 8
_MIN_ETTERNAVN = 4
_FYLL = re.compile(r"[\s.,:;()\[\]|@!–—-]+")


@dataclass(frozen=True)
class Leser:
    """The roster that a line is read against, and the sender."""

    katalog: Katalog
    meg: Entry | None = None


def nevnt_at(
    text: str, tokens: list[Ordbit], i: int, leser: Leser, *, ansvarsledd: bool, ukjente: bool = False
) -> tuple[Nevnt, int] | None:
    """The one named at word i and how many words that took.

    `ansvarsledd`: the clause is one of names, so lower case counts; `ukjente`: it is labelled so, and any capitalised word
    is somebody.
    """
    token = tokens[i]
    if token.nokkel in _JEG or (
        token.tekst == "I" and i + 1 < len(tokens) and tokens[i + 1].nokkel in {"will", "shall", "can", "take"}
    ):
        return Nevnt(token.tekst, (leser.meg,) if leser.meg else (), leser.meg.name if leser.meg else None, meg=True), 1
    rolle = _rolle(text, tokens, i, leser)
    person = _person(
        text, tokens, i + (rolle[1] if rolle else 0), leser, ansvarsledd=ansvarsledd and rolle is None, ukjente=ukjente
    )
    if rolle and person and _inntil(text, tokens, i + rolle[1]):
        felles = tuple(e for e in person[0].entries if e in rolle[0].entries)
        nevnt = Nevnt(person[0].tekst, felles or person[0].entries, person[0].navn, rolle[0].rolle)
        return nevnt, rolle[1] + person[1]
    return rolle or person


def _inntil(text: str, tokens: list[Ordbit], j: int) -> bool:
    return text[tokens[j - 1].slutt : tokens[j].start] in {" ", " @"}


def _rolle(text: str, tokens: list[Ordbit], i: int, leser: Leser) -> tuple[Nevnt, int] | None:
    treff = role_at(text, tokens, i, leser.katalog)
    for antall in (treff.brukt,) if treff else (2, 1):
        if antall > 1 and not treff and not role_pair(text, tokens, i):
            continue
        stamme = roller.stamme(roller.nokkel("".join(t.nokkel for t in tokens[i : i + antall])))
        if treff or stamme:
            skrevet = text[tokens[i].start : tokens[i + antall - 1].slutt]
            return Nevnt(skrevet, treff.entries if treff else (), None, stamme or roller.nokkel(skrevet)), antall
    return None


def _person(
    text: str, tokens: list[Ordbit], i: int, leser: Leser, *, ansvarsledd: bool, ukjente: bool
) -> tuple[Nevnt, int] | None:
    if i >= len(tokens):
        return None
    treff = person_at(text, tokens, i, leser.katalog, loose=True)
    if (
        treff is not None
        and (ansvarsledd or tokens[i].stor or treff.rule in {"fornavn", "navn"} or _smatt_etternavn(tokens[i], treff))
        and _ikke_ord(tokens, i, treff, ansvarsledd=ansvarsledd)
    ):
        skrevet = text[tokens[i].start : tokens[i + treff.brukt - 1].slutt]
        return Nevnt(skrevet, treff.entries, skrevet), treff.brukt
    return _ukjent(text, tokens, i, ansvarsledd=ansvarsledd, ukjente=ukjente and ansvarsledd)


def _smatt_etternavn(token: Ordbit, treff: Treff) -> bool:
    """«kolstad følger opp»: a surname in lower case, when it is no other word."""
    return treff.rule == "etternavn" and token.nokkel not in OGSA_ORD and len(token.tekst) >= _MIN_ETTERNAVN


def _ikke_ord(tokens: list[Ordbit], i: int, treff: Treff, *, ansvarsledd: bool) -> bool:
    """A name that is an ordinary word counts in lower case only in a responsible clause, or first in a line."""
    if ansvarsledd or treff.brukt > 1 or tokens[i].nokkel not in OGSA_ORD:
        return True
    if set_phrase(tokens, i):
        return False
    return tokens[i].stor or i == 0 or tokens[i - 1].nokkel in {"og", "sa", "da", "at", "ok"}


def _ukjent(text: str, tokens: list[Ordbit], i: int, *, ansvarsledd: bool, ukjente: bool) -> tuple[Nevnt, int] | None:
    """Somebody who is not on the roster: a common given name, or in a labelled clause any capitalised word."""
    token = tokens[i]
    kjent = token.nokkel in FORNAVN and (token.stor or (ansvarsledd and token.nokkel not in OGSA_ORD))
    if not kjent and not (ukjente and token.stor and not token.tekst.isupper()):
        return None
    brukt = 1
    while (
        i + brukt < len(tokens)
        and tokens[i + brukt].stor
        and text[tokens[i + brukt - 1].slutt : tokens[i + brukt].start] in {" ", "-"}
    ):
        if role_stem(tokens[i + brukt].tekst) or tokens[i + brukt].tekst.isupper():
            break
        brukt += 1
    skrevet = text[token.start : tokens[i + brukt - 1].slutt]
    return Nevnt(skrevet, (), skrevet), brukt


def role_stem(tekst: str) -> str | None:
    """The general role that a word is a form of, or None."""
    return roller.stamme(roller.nokkel(tekst))


def liste_at(
    text: str, tokens: list[Ordbit], i: int, leser: Leser, *, ansvarsledd: bool = False, ukjente: bool = False
) -> tuple[tuple[Nevnt, ...], int] | None:
    """A list of persons and roles from word i: those named, and the index of the word after it."""
    funnet: list[Nevnt] = []
    j = i
    while j < len(tokens):
        en = nevnt_at(text, tokens, j, leser, ansvarsledd=ansvarsledd, ukjente=ukjente)
        if en is None:
            break
        nevnt, brukt = en
        slutt = j + brukt
        slutt, nevnt = _sted(text, tokens, slutt, nevnt, leser, ansvarsledd=ansvarsledd)
        funnet.append(nevnt)
        j = slutt
        neste = j
        while neste < len(tokens) and tokens[neste].nokkel in {"og", "samt", "and", "med", "sammen", "saman"}:
            neste += 1
        mellom = _mellom(text, tokens, j, neste) if neste < len(tokens) else ""
        if not (_SKILLE.fullmatch(mellom) or (mellom == " " and nevnt.navn and nevnt.entries)):
            break
        if nevnt_at(text, tokens, neste, leser, ansvarsledd=ansvarsledd, ukjente=ukjente) is None:
            break
        j = neste
    return (tuple(funnet), j) if funnet else None


def _mellom(text: str, tokens: list[Ordbit], j: int, neste: int) -> str:
    """What stands between two in a list, without the full stop of an initial."""
    gap = text[tokens[j - 1].slutt : tokens[neste].start]
    return gap.removeprefix(".") if len(tokens[j - 1].tekst) == 1 else gap


def _sted(
    text: str, tokens: list[Ordbit], j: int, nevnt: Nevnt, leser: Leser, *, ansvarsledd: bool
) -> tuple[int, Nevnt]:
    """Skip «på Solgata» after a person or role when a verb (or the end of the clause) follows, and choose by the place."""
    if j + 1 >= len(tokens) or tokens[j].nokkel not in _STED or text[tokens[j - 1].slutt : tokens[j].start] != " ":
        return j, nevnt
    for slutt in range(j + 2, min(j + 4, len(tokens)) + 1):
        ferdig = slutt == len(tokens)
        kjent = tokens[j + 1].stor or _i_tittel(nevnt, tokens[j + 1 : slutt], leser) is not None
        if (ferdig and ansvarsledd) or (not ferdig and verb.er_nutid(tokens[slutt].nokkel) and kjent):
            her = _paa_stedet(nevnt, tokens[j + 1 : slutt], leser)
            return slutt, Nevnt(nevnt.tekst, her or nevnt.entries, nevnt.navn, nevnt.rolle, nevnt.meg)
    return j, nevnt


def _paa_stedet(nevnt: Nevnt, sted: list[Ordbit], leser: Leser) -> tuple[Entry, ...]:
    """Those who hold the role at the place; «leder på SFO» is also the one whose title is SFO-leder."""
    ord_ = {t.nokkel for t in sted}
    tittel = _i_tittel(nevnt, sted, leser)
    if tittel is not None:
        return leser.katalog.hent(leser.katalog.roller[tittel])
    return tuple(e for e in nevnt.entries if e.where and ord_ & {w.nokkel for w in words(e.where)})


def _i_tittel(nevnt: Nevnt, sted: list[Ordbit], leser: Leser) -> str | None:
    """The title on the roster that role and place make: «SFO-leder» or «leder hjemmetjenesten»."""
    if not nevnt.rolle:
        return None
    her = "".join(t.nokkel for t in sted)
    rolle = role_stem(nevnt.rolle) or nevnt.rolle
    return next(
        (k for k in (roller.nokkel(her + rolle), roller.nokkel(rolle + her)) if k in leser.katalog.roller), None
    )


def hele(segment: str, leser: Leser, *, merket: bool = False) -> tuple[Nevnt, ...] | None:
    """Those named when a clause is nothing but persons and roles, else None. A group («alle i MKS») has no entries.

    `merket`: a label says that the clause names somebody, so strangers count.
    """
    uten = re.sub(r"^\s*(?:v/|ved\s+|av\s+|til\s+|for\s+|hos\s+|@)\s*", "", segment, flags=re.IGNORECASE)
    uten = re.sub(r"\([^()]{0,40}\)|@", " ", uten)
    tokens = words(uten)
    if not tokens or len(tokens) > 16:  # noqa: PLR2004 - longer is a sentence
        return None
    gruppe = _GRUPPE.fullmatch(uten.strip(" .,;:"))
    if gruppe and len(tokens) <= 5 and not _utsagn(tokens):  # noqa: PLR2004 - as above
        stamme = next((s for t in tokens if (s := role_stem(t.tekst))), None)
        return (Nevnt(uten.strip(" ."), rolle="mks_gruppe" if _MKS.search(uten) else stamme),)
    lest = liste_at(uten, tokens, 0, leser, ansvarsledd=True, ukjente=merket)
    if lest is None or lest[1] != len(tokens) or re.search(r"\d", uten):
        return None
    return lest[0]


def _utsagn(tokens: list[Ordbit]) -> bool:
    """«alle for», «alle lærlinger får masketest»: a vote or a sentence, not a group."""
    if any(t.nokkel in _IKKE_GRUPPE for t in tokens[1:]):
        return True
    return any(verb.er_nutid(t.nokkel) and foran.nokkel not in _STED for foran, t in pairwise(tokens[1:-1]))


def foran_i(segment: str, leser: Leser) -> tuple[tuple[Nevnt, ...], str] | None:
    """Those whom a clause begins with, and the rest of it («Torbjørn innen 1.6»)."""
    tokens = words(segment)
    lest = liste_at(segment, tokens, 0, leser, ansvarsledd=True) if tokens and len(tokens) <= _KORT else None
    return (lest[0], segment[tokens[lest[1] - 1].slutt :]) if lest else None


def alle_i(segment: str, leser: Leser) -> tuple[Nevnt, ...]:
    """Everybody named anywhere in a clause that says who is responsible, whatever stands between."""
    tokens = words(segment)
    funnet: list[Nevnt] = []
    i = 0
    while i < len(tokens):
        lest = liste_at(segment, tokens, i, leser, ansvarsledd=True, ukjente=True)
        if lest is None:
            i += 1
            continue
        funnet.extend(lest[0])
        i = max(lest[1], i + 1)
    return tuple(funnet)
