"""Which of the rulebook's roles a line names: folded, nynorsk and definite forms, abbreviations. Pure."""

from collections.abc import Mapping, Sequence

from dialogs.language import roller
from dialogs.language.folding import words

FLEST_ORD = 4


def finn(text: str, navn: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The ids of the roles whose name stands in the text, those of the longest name only. `navn`: id → its names and aliases."""
    ordene = [ord_.nokkel for ord_ in words(text)]
    nokler = {id_: {_nokkel(ett) for ett in hennes} - {""} for id_, hennes in navn.items()}
    for antall in range(FLEST_ORD, 0, -1):
        skrevet = {roller.nokkel("".join(ordene[n : n + antall])) for n in range(len(ordene) - antall + 1)}
        funnet = tuple(id_ for id_, mine in nokler.items() if any(_er(en, mine) for en in skrevet))
        if funnet:
            return funnet
    return ()


def _nokkel(navn: str) -> str:
    """The key of a name, without what stands in brackets."""
    return roller.nokkel(navn.partition("(")[0])


def _er(skrevet: str, nokler: set[str]) -> bool:
    return any(roller.er_form_av(skrevet, nokkel) for nokkel in nokler)
