"""Names of our own inside what somebody writes: found whole, and taken out so that their words are not read as the person's."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dialogs.language.normalise import Token, tokens

Navn = Mapping[str, Sequence[tuple[str, ...]]]


def navn(tekster: Iterable[str], minst: int = 1) -> Navn:
    """The names of at least so many words by their first word, the longest first."""
    funnet: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for tekst in tekster:
        nokler = tuple(ord_.key for ord_ in tokens(tekst))
        if len(nokler) >= minst:
            funnet[nokler[0]].add(nokler)
    return {forste: sorted(alle, key=lambda en: (-len(en), en)) for forste, alle in funnet.items()}


def erstatt(text: str, kjente: Navn, med: str) -> str:
    """The text with each whole name in it replaced."""
    ordene, deler, til, n = tokens(text), [], 0, 0
    while n < len(ordene):
        lengde = _lengde(ordene, n, kjente)
        if lengde:
            deler += [text[til : ordene[n].start], med]
            til = ordene[n + lengde - 1].end
        n += lengde or 1
    return "".join((*deler, text[til:]))


def _lengde(ordene: Sequence[Token], n: int, kjente: Navn) -> int:
    for en in kjente.get(ordene[n].key, ()):
        if tuple(ord_.key for ord_ in ordene[n : n + len(en)]) == en:
            return len(en)
    return 0
