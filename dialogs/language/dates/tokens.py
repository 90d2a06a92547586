"""Text to items: words and runs of digits with everything each may be. Never more than `MOST` items, whatever the text."""
# ruff: noqa: SIM905 - lists of words are read, and sorted, as text

import re
from collections.abc import Iterator
from typing import Any

from dialogs.language.dates import chunks, lexicon
from dialogs.language.dates.model import Item

MOST = 300
LONGEST_TEXT = 4000
TOKEN = re.compile(r"[0-9]+(?:[.:,/–—−-][0-9]+)*|(?:[^\W\d_][\u0300-\u036f]*)+(?:['’][^\W\d_]+)?|[^\s\w]|_|\d")
ABBREVIATIONS = frozenset(
    "kl klk ca cirka jan feb febr mar apr jun jul aug sep sept okt oct nov des dec man tir tirs ons tor tors fre fred lør lørd søn sønd "
    "ma ti on to fr lø sø lau laur tys må kv u v q mnd min sek avd nr tlf etg pkt kap st ver vers jf ref bl f eks ansv innb d snst ord dvs".split()
)


def tokenize(text: str) -> list[Item]:
    """The items of the first `LONGEST_TEXT` characters. A full stop that belongs to a number or a short form makes no item."""
    out: list[Item] = []
    seen: dict[str, tuple[str, dict[str, Any]]] = {}
    place = -1
    for match in TOKEN.finditer(text[:LONGEST_TEXT]):
        if len(out) >= MOST:
            break
        start, end = match.span()
        if match[0] not in seen:
            word = lexicon.normal(match[0])
            seen[match[0]] = (word, dict(_kinds(match[0], word)))
        word, kinds = seen[match[0]]
        if word == "." and out and out[-1].end == start and _takes_dot(out[-1]):
            out[-1] = _dotted(out[-1], end)
        elif word == "t" and start == place and out and "dm" in out[-1].kinds and text[end : end + 1].isdecimal():
            pass  # 2026-03-15T10:15
        elif word not in ("*", '"', "«", "»", "”", "“", "…", "\ufe0f", "\u200b", "'", "’"):
            out.append(Item(start, end, word, kinds, glued=start == place))
        place = end
    return out


def _takes_dot(item: Item) -> bool:
    if item.text[0].isdecimal():
        return "," not in item.text
    return item.text in ABBREVIATIONS


def _dotted(item: Item, end: int) -> Item:
    kinds = dict(item.kinds)
    if "n" in kinds and item.text.isdecimal():
        kinds["ord"] = kinds["n"]
        kinds["dot"] = True
    return Item(item.start, end, item.text, kinds, item.glued)


def _kinds(written: str, word: str) -> Iterator[tuple[str, Any]]:
    yield "'" + word, True
    if written[0].isupper() and written[1:].islower():
        yield "capital", True
    if word[0].isascii() and word[0].isdecimal():
        yield from chunks.kinds_of(word).items()
        yield "digits", word
    else:
        yield from lexicon.kinds_of(word).items()
