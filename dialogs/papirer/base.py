"""What a document is: a title, and the same blocks that messages are made of."""

from dataclasses import dataclass
from datetime import date

from dialogs.contract import Block
from dialogs.i18n import Translator


@dataclass(frozen=True)
class Papir:
    """`sprak` is the language tag of the text, `dato` the civil day it was made. Pictures in it are left out: they are files beside it."""

    tittel: str
    sprak: str
    dato: date
    blokker: tuple[Block, ...]


class FulleDatoer(Translator):
    """Words for what is read years later: every date with its year."""

    def day(self, day: date, today: date | None = None) -> str:  # noqa: ARG002 - what today is, no reader will know
        """«onsdag 25. november 2026»."""
        return self.full_day(day)
