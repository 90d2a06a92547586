"""People, roles, places and units in a text, against a directory that is handed in as plain values (issue B, «Names and units»).

Two that fit equally well are both returned: the bot asks, it never guesses.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from dialogs.language import roller
from dialogs.language.folding import Ordbit, fold, words
from dialogs.language.katalog import Entry, Katalog
from dialogs.language.personer import Treff, person_at, role_at
from dialogs.language.steder import place_at

__all__ = ["Entry", "Katalog", "Kind", "Match", "find", "fold", "resolve"]

Kind = Literal["person", "node", "bygg", "verneomrade", "rolle"]
ALLE: tuple[Kind, ...] = ("person", "node", "bygg", "verneomrade", "rolle")
_MEG = frozenset(("jeg", "eg", "meg", "i", "me", "æ", "ae", "undertegnede", "underteikna", "jæ", "jae"))
_STED_ORD = frozenset(("i", "pa", "ved", "fra", "hos", "for", "at", "in", "til"))
_FA = 6
_OMTALE = re.compile(r"</?at>|[@<>]|\bU[A-Z0-9]{8,}\|")


@dataclass(frozen=True)
class Match:
    """What a stretch of text may mean. Several entries: ambiguous. `span` is half-open in the text, `score` 0 to 1,
    `rule` says how it was found (navn, fornavn, etternavn, initialer, rolle, skrivefeil, sted, jeg).
    """

    entries: tuple[Entry, ...]
    span: tuple[int, int]
    score: float
    rule: str


def find(text: str, directory: Sequence[Entry] | Katalog, kinds: Iterable[Kind] = ALLE) -> tuple[Match, ...]:
    """Every person, role and place that the text names, in order, without overlaps.

    A place after a person or role («verneombudet på Solgata», «Kari i renhold») narrows the choice. Pass a Katalog when
    the same directory is used again: it holds the indexes. A role that many hold comes back with all of them when no place
    tells which: then the bot asks where, it does not list them.
    """
    katalog = directory if isinstance(directory, Katalog) else Katalog(directory)
    wanted = frozenset(kinds)
    tokens = words(text, digits=True)
    found: list[Match] = []
    i = 0
    while i < len(tokens):
        treff = _at(text, tokens, i, katalog, wanted)
        if treff is None:
            i += 1
            continue
        treff, brukt = _narrow(text, tokens, i, treff, katalog)
        found.append(_match(treff, tokens[i].start, tokens[i + brukt - 1].slutt))
        i += brukt
    return tuple(found)


def resolve(text: str, roster: Sequence[Entry] | Katalog, me: Entry | None = None) -> Match | None:
    """One responsible: name, given name, surname, initials, role, «jeg» or a mention. None when nobody fits.

    The text is a clause that names one person («Kari M.», «verneombudet», «ansv. KN» without its label); lower case counts.
    """
    katalog = roster if isinstance(roster, Katalog) else Katalog(roster)
    clean = _OMTALE.sub(" ", text)
    tokens = words(clean, digits=True)
    if not tokens:
        return None
    if tokens[0].nokkel in _MEG and len(tokens) == 1:
        return Match((me,), (tokens[0].start, tokens[0].slutt), 1.0, "jeg") if me else None
    for i in range(len(tokens)):
        treff = _best(clean, tokens, i, katalog)
        if treff is not None:
            treff, brukt = _narrow(clean, tokens, i, treff, katalog)
            return _match(treff, tokens[i].start, tokens[i + brukt - 1].slutt)
    return None


def _best(text: str, tokens: list[Ordbit], i: int, katalog: Katalog) -> Treff | None:
    """A person where one is expected; a role in front of a name («rektor Kari») picks among the bearers of the name."""
    rolle = role_at(text, tokens, i, katalog)
    if rolle is None:
        return person_at(text, tokens, i, katalog, loose=True)
    etter = person_at(text, tokens, i + rolle.brukt, katalog, loose=True) if i + rolle.brukt < len(tokens) else None
    if etter is None or tokens[i + rolle.brukt - 1].slutt + 1 != tokens[i + rolle.brukt].start:
        return rolle
    felles = tuple(e for e in etter.entries if e in rolle.entries)
    return replace(etter, entries=felles or etter.entries, brukt=rolle.brukt + etter.brukt)


def _at(text: str, tokens: list[Ordbit], i: int, katalog: Katalog, wanted: frozenset[str]) -> Treff | None:
    best: Treff | None = None
    if "person" in wanted or "rolle" in wanted:
        rolle = role_at(text, tokens, i, katalog)
        if rolle is not None:
            best = replace(rolle, entries=tuple(e for e in rolle.entries if e.kind in wanted))
    if "person" in wanted:
        best = _better(best, person_at(text, tokens, i, katalog, loose=False))
    if wanted & {"node", "bygg", "verneomrade"}:
        sted = place_at(text, tokens, i, katalog, wanted)
        best = _better(best, sted)
    return best if best is not None and best.entries else None


def _better(a: Treff | None, b: Treff | None) -> Treff | None:
    """The reading that covers more words, then the surer one."""
    if a is None or not a.entries or b is None or not b.entries:
        return b if b is not None and b.entries else a
    return b if (b.brukt, b.score) > (a.brukt, a.score) else a


def _narrow(text: str, tokens: list[Ordbit], i: int, treff: Treff, katalog: Katalog) -> tuple[Treff, int]:
    """Use a place that follows a person or role. A place that fits nobody leaves the choice as it was."""
    j = i + treff.brukt
    if j + 1 >= len(tokens) or tokens[j].nokkel not in _STED_ORD or not any(e.where for e in treff.entries):
        return treff, treff.brukt
    sted = place_at(text, tokens, j + 1, katalog, frozenset(("node", "bygg", "verneomrade")))
    brukt = sted.brukt if sted else 1
    navn = {n for e in (sted.entries if sted else ()) for n in (_navn(e.name), _navn(e.id))} or {tokens[j + 1].nokkel}
    valgt = tuple(e for e in treff.entries if e.where and (_navn(e.where) in navn or _ligner(navn, _navn(e.where))))
    if not valgt:
        return treff, treff.brukt
    return replace(treff, entries=valgt), treff.brukt + 1 + brukt


def _ligner(navn: set[str], her: str) -> bool:
    """Whether a place's name is one of a few that were meant, or a word or beginning of it («renhold» in «Renhold nord»)."""
    if len(navn) > _FA:
        return False
    return any(
        n in her.split() or her in n.split() or roller.er_form_av(n, her) or n.startswith(f"{her} ") for n in navn
    )


@lru_cache(maxsize=20_000)
def _navn(tekst: str) -> str:
    """A folded name out of the directory. Only those are kept, never a word that somebody wrote."""
    return fold(tekst)


def _match(treff: Treff, start: int, slutt: int) -> Match:
    return Match(treff.entries, (start, slutt), treff.score, treff.rule)
