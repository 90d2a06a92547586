"""The sieve in front of a pattern: it never hides a match."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.readers import seeds
from dialogs.language import injury
from dialogs.language.sil import sieved

PATTERNS = [
    r"\b(kutta|kuttet|skar) (meg|seg)\b",
    r"(ikke|ikkje)( \w+){0,2} (brudd\w*|sår)",
    r"slo(g)? (hodet|hovudet)?",
    r"[ab]c|de+f",
    r"(a|bcd)e{2,3}fg",
    r"(?:xy)*z1",
    r"a?b?c?",
    r"(?i:brann) i \w+",
    r"(?<!ikke )skadd",
]


@pytest.mark.parametrize("pattern", PATTERNS)
@given(data=st.data())
def test_what_matches_is_let_through(pattern: str, data: st.DataObject) -> None:
    text = data.draw(st.text(max_size=5)) + data.draw(st.from_regex(pattern)) + data.draw(st.text(max_size=5))
    assert (sieved(pattern).search(text) is None) == (re.search(pattern, text) is None)


def test_the_lists_of_injury_lose_nothing() -> None:
    lexicon = injury.load()
    cues = [cue.pattern for group in (lexicon.left_out, lexicon.nobody, lexicon.nearly, lexicon.hurt) for cue in group]
    assert sum(bool(cue.pieces) for cue in cues) > len(cues) / 2
    for text in map(str.lower, seeds()):
        for cue in (*cues, lexicon.happened, lexicon.habitual):
            assert cue.may_match(text) or cue.pattern.search(text) is None


def test_a_pattern_with_pieces_is_not_tried_in_vain() -> None:
    assert sieved(r"\b(kutta|skar) meg").pieces
    assert sieved(r"a?b?").pieces == ()
    assert sieved(r"(?i)brann").pieces == ()
