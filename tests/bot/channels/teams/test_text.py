"""Cleaning of what people write."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.teams.text import Mentioned, clean, clean_name, without_mentions


@pytest.mark.parametrize(
    ("raw", "readable"),
    [
        ("  meld   avvik ", "meld avvik"),
        ("meld\u00a0avvik\u202f5", "meld avvik 5"),
        ("me\u200bld\ufeff a\u00advvik", "meld avvik"),
        ("sak \u202e2400-6202\u202c", "sak 2400-6202"),
        ("a\u0301 a\u030a", "á å"),
        ("en\r\nto\rtre\u2028fire", "en\nto\ntre\nfire"),
        ("a\x00b\x1bc", "abc"),
        ("x\ud800y", "x\ufffdy"),
        ("👩\u200d👧 og a\u200db", "👩\u200d👧 og ab"),
        ("&amp; &lt;b&gt;", "&amp; &lt;b&gt;"),
        ("**x** <b>", "**x** <b>"),
    ],
)
def test_clean(raw, readable):
    assert clean(raw) == readable


@given(st.text(alphabet=st.characters()) | st.text())
def test_what_is_clean_stays_so_and_can_be_stored(text):
    once = clean(text)
    assert clean(once) == once
    assert json.loads(json.dumps(once)) == once
    assert "\x00" not in once.encode("utf-8").decode("utf-8")


def test_a_name_is_one_short_line():
    assert clean_name(" Kari\nNordmann\u202e ") == "Kari Nordmann"
    assert clean_name("\u200b") is None
    assert clean_name(None) is None
    assert len(clean_name("x" * 5000) or "") == 200


BOT = Mentioned("28:bot", "<at>Varde</at>", "Varde")


@pytest.mark.parametrize(
    ("text", "mentions", "plain"),
    [
        ("<at>Varde</at> hei <at>Varde</at>", [BOT], "hei"),
        ("hei <at>Kari</at>", [Mentioned("29:k", "<at>Kari</at>", "Kari Nordmann")], "hei Kari Nordmann"),
        ('<at id="0">Varde</at> hei', [BOT], "hei"),
        ("<at>Varde</at> hei", [Mentioned("28:bot", "", "Varde")], "hei"),
        ("<at>Ola</at> hei", [BOT], "<at>Ola</at> hei"),
        ("hei", [Mentioned("28:bot", "", "")], "hei"),
    ],
)
def test_mentions(text, mentions, plain):
    assert clean(without_mentions(text, mentions, "28:bot")) == plain
