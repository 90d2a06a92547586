"""A text while it is being read: what several readers need of it is worked out once, when the first of them asks for it."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from dialogs.language.normalise import Token, tokens

T = TypeVar("T")


class Lest:
    """One text. It lives as long as somebody reads it, and is kept nowhere."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._made: dict[Callable[[Lest], Any], Any] = {}

    def of(self, make: Callable[["Lest"], T]) -> T:
        """What `make` makes of this text."""
        if make not in self._made:
            self._made[make] = make(self)
        made: T = self._made[make]
        return made

    @property
    def words(self) -> Sequence[Token]:
        """The words of the text."""
        return self.of(_words)


def lest(text: str | Lest) -> Lest:
    """The text ready to be read; one that is being read already goes on as it is."""
    return text if isinstance(text, Lest) else Lest(text)


def _words(read: Lest) -> Sequence[Token]:
    return tokens(read.text)
