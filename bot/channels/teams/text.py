"""What a person wrote, made readable: the bot's mention taken out, invisible marks removed, letters composed."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

MAX_NAME = 200

# Invisible marks can hide words from the lexicons, and direction overrides can make a case number read as another.
INVISIBLE = re.compile(
    "[\u00ad\u061c\u115f\u1160\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
JOINER = re.compile("(?<![\ufe0f\u2600-\u27bf\U0001f000-\U0001faff])\u200d")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
SURROGATE = re.compile("[\ud800-\udfff]")
SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t]")
NEWLINE = re.compile("\r\n?|[\u0085\u2028\u2029]")
SPACES = re.compile(" {2,}")
AT = re.compile(r"<at\b[^<>]*>([^<>]*)</at>", re.IGNORECASE)


@dataclass(frozen=True)
class Mentioned:
    """One mention of a message: whom, as it stands in the text («<at>Varde</at>»), and the plain name."""

    user_id: str
    text: str
    name: str


def storable(text: str) -> str:
    """The text as it is, but for control and half characters, which no database or wire takes."""
    return CONTROL.sub("", SURROGATE.sub("\ufffd", text))


def clean(text: str) -> str:
    """The text without invisible marks, odd spaces, control characters or half characters; letters composed (NFC)."""
    if text.isascii() and text.isprintable():
        return SPACES.sub(" ", text).strip()
    text = SURROGATE.sub("\ufffd", text)
    text = NEWLINE.sub("\n", text)
    text = INVISIBLE.sub("", JOINER.sub("", SPACE.sub(" ", text)))
    text = unicodedata.normalize("NFC", CONTROL.sub("", text))
    return SPACES.sub(" ", text).strip()


def clean_name(name: str | None) -> str | None:
    """A display name on one line, or None when nothing is left of it."""
    if not name:
        return None
    return " ".join(clean(name[: MAX_NAME * 4]).split())[:MAX_NAME] or None


def without_mentions(text: str, mentions: Iterable[Mentioned], bot_id: str) -> str:
    """The text with the bot's own mention gone and every other person's as the plain name. Not cleaned yet."""
    for mention in mentions:
        is_bot = mention.user_id == bot_id
        plain = " " if is_bot else mention.name
        if mention.text and mention.text in text:
            text = text.replace(mention.text, plain, -1 if is_bot else 1)
        elif mention.name:
            text = _replace_named(text, mention.name, plain)
    return text


def _replace_named(text: str, name: str, plain: str) -> str:
    """For clients whose entity spells the mention otherwise than the text does («<at id="0">»)."""
    return AT.sub(lambda found: plain if found[1] == name else found[0], text)
