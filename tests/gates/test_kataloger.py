"""The catalogues: every text in every language, the same fields and bold words, and nobody is shouted at."""

import re
import string

import pytest
from babel.messages.catalog import Catalog, Message

from scripts import i18n

WORDS = """
ikke hva hvem hvor hvordan hvorfor hvilken hvilket hvilke uke uken uker ukene enhet enheten enheter fra noen noe jeg
deres hun meldingen meldinger meldingene saken hendelse hendelsen hendelser mer mye sier gjør kommer være ble samme
leder lederen lederne kun måned måneder bedre ansvarlig
"""
BOKMAL_ONLY = frozenset(WORDS.split())
"""Words that no nynorsk text has."""


def _forms(message: Message) -> list[tuple[str, str]]:
    """Pairs of source text and translation, one for each form."""
    if isinstance(message.id, str):
        return [(message.id, str(message.string))]
    return list(zip(message.id, message.string, strict=True))


def fields(text: str) -> list[str]:
    """The {fields} of a text, sorted."""
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


@pytest.fixture(scope="module")
def template() -> Catalog:
    return i18n.extract(i18n.ROOT)


@pytest.fixture(params=sorted(i18n.LANGUAGES))
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    return i18n.read(request.param)


def _texts(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def test_the_source_has_texts(template: Catalog) -> None:
    assert _texts(template)


def test_nothing_is_missing_or_obsolete(catalogue: Catalog, template: Catalog) -> None:
    assert {message.id for message in _texts(template)} == {message.id for message in _texts(catalogue)}, "make i18n"
    assert not catalogue.obsolete


def test_every_text_is_translated(catalogue: Catalog) -> None:
    assert [message.id for message in _texts(catalogue) if message.fuzzy or not i18n.is_translated(message)] == []


def test_fields_and_bold_words_are_the_same(catalogue: Catalog) -> None:
    wrong = [
        (source, target)
        for message in _texts(catalogue)
        for source, target in _forms(message)
        if fields(source) != fields(target) or source.count("**") != target.count("**")
    ]
    assert wrong == []


def test_nobody_is_shouted_at(catalogue: Catalog, template: Catalog) -> None:
    said = [text for message in _texts(catalogue) for pair in _forms(message) for text in pair]
    said += [
        text for message in _texts(template) for text in ([message.id] if isinstance(message.id, str) else message.id)
    ]
    assert [text for text in said if "!" in text] == []


def test_nynorsk_is_nynorsk() -> None:
    wrong = {}
    for message in _texts(i18n.read("nn")):
        for _, target in _forms(message):
            plain = re.sub(r"\{[^}]*\}", " ", target)  # the name of a field is no word
            found = set(re.findall(r"[a-zæøå]+", plain.casefold())) & BOKMAL_ONLY
            if found:
                wrong[target] = sorted(found)
    assert wrong == {}


def test_catalogues_are_as_make_i18n_writes_them(template: Catalog) -> None:
    for locale in i18n.LANGUAGES:
        written = i18n.catalogue_path(locale).read_text(encoding="utf-8")
        assert written == i18n.update(i18n.read(locale), template, locale), "make i18n"
