"""Places at a position in a text: nodes, buildings and verneområder."""

from dialogs.language.folding import Ordbit
from dialogs.language.katalog import FELLES, Katalog
from dialogs.language.personer import Treff, adjacent

_MIN_STED = 5


def place_at(text: str, tokens: list[Ordbit], i: int, katalog: Katalog, wanted: frozenset[str]) -> Treff | None:
    """The places whose own word stands here, narrowed by the words of their names that follow. Only kinds in `wanted`."""
    key = tokens[i].nokkel
    skrivefeil = False
    funnet = katalog.steder.get(key) or (katalog.steder.get(key[:-1]) if key.endswith("s") else None)
    if not funnet and tokens[i].stor and len(key) >= _MIN_STED and key not in FELLES:
        funnet = [hit for near in katalog.nesten_sted(key) for hit in katalog.steder[near]]
        skrivefeil = bool(funnet)
    if not funnet:
        return None
    kandidater = [(n, deler) for n, deler in funnet if katalog.entries[n].kind in wanted]
    if not kandidater:
        return None
    brukt = 1
    while i + brukt < len(tokens) and adjacent(text, tokens, i + brukt):
        neste = tokens[i + brukt].nokkel
        passer = [(n, d) for n, d in kandidater if neste in d[1:] or (neste in FELLES and _samme_type(neste, d))]
        if not passer:
            break
        kandidater, brukt = passer, brukt + 1
    hele = [n for n, d in kandidater if len(d) == brukt]
    numre = hele or [n for n, d in kandidater if (n, d) not in katalog.bare_felles]
    if not numre:
        return None
    return Treff(
        katalog.hent(numre),
        brukt,
        0.7 if skrivefeil else 0.8 + 0.2 * bool(hele),
        "skrivefeil" if skrivefeil else "sted",
    )


def _samme_type(ordet: str, deler: tuple[str, ...]) -> bool:
    """«sjukeheimen» for «sykehjem», «skulen» for «skole»: the same kind of house in the other målform or form."""
    return any(_grunn(ordet) == _grunn(d) for d in deler)


def _grunn(ordet: str) -> str:
    for nn, nb in (("sjukeheim", "sykehjem"), ("skule", "skole"), ("eining", "enhet")):
        ordet = ordet.replace(nn, nb)
    for endelse in ("met", "en", "et", "n", "a"):
        if ordet.endswith(endelse) and len(ordet) - len(endelse) >= _MIN_STED:
            return ordet[: -len(endelse)]
    return ordet
