"""What the category model sees of a text: its words, pairs of words, and pieces of words (so that a typo or a dialect still counts)."""

import itertools
import re

# What matters about an incident is said early; the bound keeps the reading of a long text short.
LONGEST = 1000
WORD = re.compile(r"[a-zæøåéôöäü]+|\d+")
# Words so common that they say nothing, in the three languages.
_SILENT = """og i på at en et ei ein eit er var vart ble blei har hadde det den de dei som til for med av fra frå om jeg eg æ vi me
    han ho hun oss meg mæ mæg seg sin sitt sine men så da då når no nå også the a an of to and is was in on at it my our we i
    meld melde avvik avik hei"""
SILENT = frozenset(_SILENT.split())


def pieces(word: str) -> tuple[str, ...]:
    """A word with its runs of three to five letters, the edges marked. Not cached: people's words are not kept."""
    edged = f"_{word}_"
    runs = [edged[at : at + size] for size in (3, 4, 5) for at in range(len(edged) - size + 1)]
    return (edged, *(run for run in runs if run != edged))


def features(text: str) -> frozenset[str]:
    """Everything the model may know about `text`; each thing counts once. Numbers all look alike."""
    words = ["0" if word[0].isdigit() else word[:24] for word in WORD.findall(text[:LONGEST].lower())]
    telling = [word for word in words if word not in SILENT]
    found: set[str] = set()
    for word in telling:
        found.update(pieces(word))
    found.update(f"{first} {second}" for first, second in itertools.pairwise(telling))
    return frozenset(found)
