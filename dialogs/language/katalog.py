"""The directory that names are read against: entries as plain values, and the indexes over them."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from dialogs.language import roller
from dialogs.language.folding import ordsett, words

_FLERE = re.compile(r"[,/;]| og ")
MIN_FEIL = 4
# Words in front of a role that say of which kind it is.
_BESKRIVER = ordsett(
    "senior junior vara konstituert ledende tillitsvalgtes personal kvalitet miljø prosjekt system avdelings enhets"
)
# Words of a place's name that many places share: never enough alone.
FELLES = ordsett(
    "skole skule skolen skulen barnehage barnehagen barnehagane sykehjem sykehjemmet sjukeheim sjukeheimen avdeling avdelinga avdelingen enhet eining bygg bygget hus huset "
    "kommune tjeneste tjenesten teneste tenesta og for i på ved sentrum gamle nye nedre øvre stor store lille seksjon sone base senter senteret bolig boligen "
    "ungdomsskole barneskole omsorgssenter område verneområde gata veien vegen nord sør aust øst vest den det ny sfo"
)


@dataclass(frozen=True)
class Entry:
    """A person, a place in the organisation, a building, a verneområde or a role. `where` is the name of the place that a
    person or role belongs to; `role` may hold several, separated by comma.
    """

    id: str
    name: str
    kind: Literal["person", "node", "bygg", "verneomrade", "rolle"]
    role: str | None = None
    aliases: tuple[str, ...] = ()
    where: str | None = None


class Katalog:
    """Indexes over a directory. Build it once for each version of the directory and pass it to every reading."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = tuple(entries)
        self.navn: dict[int, tuple[str, ...]] = {}
        self.fornavn: dict[str, list[int]] = defaultdict(list)
        self.etternavn: dict[str, list[int]] = defaultdict(list)
        self.initialer: dict[str, list[int]] = defaultdict(list)
        self.roller: dict[str, list[int]] = defaultdict(list)
        self.steder: dict[str, list[tuple[int, tuple[str, ...]]]] = defaultdict(list)
        self.titler: set[str] = set()  # those of several words
        self.bare_felles: set[tuple[int, tuple[str, ...]]] = set()  # «Avdeling 2»: only the whole name counts
        for n, entry in enumerate(self.entries):
            if entry.kind == "person":
                self._person(n, entry)
            elif entry.kind == "rolle":
                self.roller[roller.nokkel(entry.name)].append(n)
            else:
                self._sted(n, entry)
        self._ordliste = sorted({k for k in (*self.fornavn, *self.etternavn) if len(k) >= MIN_FEIL})
        self._stedliste = sorted(k for k in self.steder if len(k) >= MIN_FEIL + 1)

    def _person(self, n: int, entry: Entry) -> None:
        deler = tuple(w.nokkel for w in words(entry.name))
        self.navn[n] = deler
        if deler:
            self.fornavn[deler[0]].append(n)
            for midt in deler[1:-1]:
                self.etternavn[midt].append(n)
            if len(deler) > 1:
                self.etternavn[deler[-1]].append(n)
                self.initialer["".join(d[0] for d in deler)].append(n)
                if len(deler) > 2:  # noqa: PLR2004 - more than a given name and a surname
                    self.initialer[deler[0][0] + deler[-1][0]].append(n)
        for alias in entry.aliases:
            self.fornavn["".join(w.nokkel for w in words(alias))].append(n)
        for rolle in _FLERE.split(entry.role or ""):
            self._rolle(n, rolle)

    def _rolle(self, n: int, rolle: str) -> None:
        """A title by all of it, and by its first word when that is the role: «tillitsvalgt Delta», «formann verksted»."""
        key = roller.nokkel(rolle)
        if not key:
            return
        self.roller[key].append(n)
        deler = [w.nokkel for w in words(rolle)]
        if len(deler) > 1:
            self.titler.add(key)
            forst = roller.nokkel(deler[0])
            if (
                "-" not in rolle
                and len(forst) >= MIN_FEIL
                and not (forst in _BESKRIVER or forst.endswith(("sk", "ende", "lig")))
            ):
                self.roller[forst].append(n)

    def _sted(self, n: int, entry: Entry) -> None:
        for navn in (entry.name, *entry.aliases):
            deler = tuple(w.nokkel for w in words(navn, digits=True))
            egne = [d for d in deler if d not in FELLES and not d.isdecimal() and len(d) > 1]
            for egen in dict.fromkeys(egne or deler[:1]):
                self.steder[egen].append((n, deler))
            if not egne:
                self.bare_felles.add((n, deler))

    def nesten_navn(self, key: str) -> list[str]:
        """Name words one typo away from the key (insert, delete, replace or swap)."""
        return _nesten(key, self._ordliste)

    def nesten_sted(self, key: str) -> list[str]:
        """Place words one typo away from the key."""
        return _nesten(key, self._stedliste)

    def hent(self, numre: Sequence[int]) -> tuple[Entry, ...]:
        """The entries by number, in the directory's order, each once."""
        return tuple(self.entries[n] for n in sorted(set(numre)))


def _nesten(key: str, ordliste: list[str]) -> list[str]:
    if len(key) < MIN_FEIL or not ordliste:
        return []
    return [str(hit[0]) for hit in process.extract(key, ordliste, scorer=OSA.distance, score_cutoff=1, limit=5)]
