"""A form as data: slots, what is asked, how an answer is read, and when the question applies."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from dialogs.context import Context
from dialogs.contract import Block, Outcome


class Uleselig(Exception):  # noqa: N818 - not an error: an answer that has to be given again
    """An answer could not be read. `msgid` says what to write instead; `choices` are what it may have meant."""

    def __init__(self, msgid: str, choices: "tuple[Choice, ...]" = (), **params: Any) -> None:
        super().__init__(msgid)
        self.msgid = msgid
        self.choices = choices
        self.params = params


MOST_DIGITS = 11


def is_id(value: Any) -> bool:
    """Can this be the id of a row? A forged card may hold true, or a number that no database takes."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**31


def read_id(text: str) -> int | None:
    """The id of a row that is written so; None for what can not be one («²», or more digits than a database takes)."""
    found = int(text) if text.isascii() and text.isdecimal() and len(text) < MOST_DIGITS else 0
    return found if is_id(found) else None


@dataclass(frozen=True)
class View:
    """The answers so far, and the step's surroundings."""

    ctx: Context
    answers: Mapping[str, Any]

    def get(self, key: str) -> Any:
        """The answer to a slot, or None."""
        return self.answers.get(key)


@dataclass(frozen=True)
class Choice:
    """One answer that can be pressed: the value to keep, and its label in the reader's language."""

    value: Any
    label: str


@dataclass(frozen=True)
class Prompt:
    """A question: what is said, and what can be pressed. `more` are choices that [Andre] brings out.

    `whole`: the beginning of a label is not taken for the choice («mandag» is another day than «mandag 7. desember»).
    """

    blocks: tuple[Block, ...]
    choices: tuple[Choice, ...] = ()
    more: tuple[Choice, ...] = ()
    whole: bool = False


def always(_view: View) -> bool:
    """The slot always applies."""
    return True


def never_known(_view: View) -> Any:
    """Nothing is known beforehand."""
    return None


def no_blocks(_view: View) -> tuple[Block, ...]:
    """The first question stands alone, and a form that is sent at once has no review."""
    return ()


def absorbs_nothing(_slot: str, _value: Any, _view: View) -> Mapping[str, Any]:
    """An answer fills its own slot."""
    return {}


def never_again(_view: View) -> None:
    """Sent at the first word."""


def nothing_more(_slot: str, _view: View) -> tuple[str, ...]:
    """An answer tells no more than the slots it fills."""
    return ()


def no_warning(_slot: str, _view: View) -> tuple[Block, ...]:
    """Everything in the answer could be used."""
    return ()


def only_choices(_value: Any, _view: View) -> bool:
    """No value may be pressed but the choices of the prompt."""
    return False


@dataclass(frozen=True)
class Slot:
    """One thing the form wants to know.

    `read` turns what somebody wrote into a JSON value, or raises Uleselig. `show` gives the value in the reader's
    language. `asked` False: never asked by itself, only filled beforehand (`known`), read out of another answer, or
    changed in the review. `when` False: the slot does not exist for these answers. `valid` says whether a pressed value
    that is none of the prompt's choices is good all the same (one of those that Uleselig offered). `kind` is its field in a
    card: «auto» is a choice where the prompt has choices, else a text; «check» is a yes or no whose words are those of yes;
    «moment» a date and a time; «none» can not be answered in a card.
    """

    key: str
    name: str
    ask: Callable[[View], Prompt]
    read: Callable[[str, View], Any]
    show: Callable[[Any, View], str]
    when: Callable[[View], bool] = always
    known: Callable[[View], Any] = never_known
    valid: Callable[[Any, View], bool] = only_choices
    asked: bool = True
    words: tuple[str, ...] = ()
    kind: Literal["auto", "text", "long", "check", "moment", "none"] = "auto"


@dataclass(frozen=True)
class Form:
    """A form. `intro` stands before the first question. `absorb` says what an answer tells about other slots, and
    `tell` what of it is shown at once, beside the slots that it filled («skade: ja»); `warn` says what could not be used;
    `extra` are the slots behind [Legg til mer], and
    `offered` those that the review offers a button for while they are empty.

    `again` gives a question to be asked once more before sending, or None. `submit` carries it out.
    `rules`: slots whose answer takes the place of what others hold. `phrases`: what may be written at any question, and the
    slot that it answers.
    `direct`: sent as soon as nothing is missing, without a review. `card`: the first question offers the whole form as one card.
    """

    key: str
    version: int
    title: str
    slots: tuple[Slot, ...]
    submit: Callable[[View], Outcome]
    send_label: str
    intro: Callable[[View], tuple[Block, ...]] = no_blocks
    review: Callable[[View], tuple[Block, ...]] = no_blocks
    absorb: Callable[[str, Any, View], Mapping[str, Any]] = absorbs_nothing
    again: Callable[[View], tuple[Block, ...] | None] = never_again
    extra: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    direct: bool = False
    card: bool = False
    rules: tuple[str, ...] = ()
    phrases: Mapping[str, str] = field(default_factory=dict)
    tell: Callable[[str, View], tuple[str, ...]] = nothing_more
    warn: Callable[[str, View], tuple[Block, ...]] = no_warning

    def slot(self, key: str) -> Slot:
        """The slot with this key. Raises KeyError."""
        for slot in self.slots:
            if slot.key == key:
                return slot
        raise KeyError(key)
