"""Collects the texts of the source and brings the catalogues up to date: nothing fuzzy, nothing obsolete, the same bytes each time."""

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "locales"
PACKAGES = ("bot", "dialogs")
LANGUAGES = {"nn": "Norwegian nynorsk", "en": "English"}
KEYWORDS = {"text": None, "rich": None, "plural": (1, 2), "N_": None}
HEADER = """# {name} texts of Varde. «make i18n» adds and removes texts; people write the msgstr lines.
msgid ""
msgstr ""
"Language: {locale}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""


def main() -> None:
    """Writes both catalogues and tells how many texts wait for a translator."""
    template = extract(ROOT)
    for locale in LANGUAGES:
        path = catalogue_path(locale)
        updated = update(read(locale), template, locale)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(updated, encoding="utf-8")
        waiting = sum(1 for message in read(locale) if message.id and not is_translated(message))
        print(f"{path.relative_to(ROOT)}: {len(read(locale))} texts, {waiting} without translation")


def extract(root: Path) -> Catalog:
    """Every text that the source marks: text, rich, plural and N_ (dialogs/i18n.py)."""
    with (LOCALES / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    template = Catalog()
    for package in PACKAGES:
        found = extract_from_dir(root / package, method_map=methods, options_map=options, keywords=KEYWORDS)
        for _file, _line, msgid, _comments, _context in found:
            template.add(msgid)
    return template


def catalogue_path(locale: str) -> Path:
    """Where the catalogue of a language lies."""
    return LOCALES / locale / "LC_MESSAGES" / "varde.po"


def read(locale: str) -> Catalog:
    """The catalogue of a language as it is on disk; an empty one if there is none."""
    path = catalogue_path(locale)
    if not path.exists():
        return Catalog(locale=locale)
    with path.open("rb") as file:
        return read_po(file, locale=locale)


def update(catalogue: Catalog, template: Catalog, locale: str) -> str:
    """The catalogue with the template's texts, each with the translation it had: sorted, unwrapped, without dates and places."""
    merged = Catalog(locale=locale)
    for message in template:
        if message.id:
            old = catalogue.get(message.id)
            merged.add(message.id, old.string if old and _same_shape(old, message) else "")
    body = io.BytesIO()
    write_po(body, merged, width=0, no_location=True, omit_header=True, sort_output=True)
    return HEADER.format(name=LANGUAGES[locale], locale=locale) + "\n" + body.getvalue().decode().strip() + "\n"


def _same_shape(old: Message, new: Message) -> bool:
    return isinstance(old.id, str) == isinstance(new.id, str)


def is_translated(message: Message) -> bool:
    """Has every form of the text a translation?"""
    return bool(message.string) if isinstance(message.string, str) else all(message.string)


if __name__ == "__main__":
    sys.exit(main())
