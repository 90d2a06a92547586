"""The whole vocabulary of the edges: what comes in from a channel, and what goes out to one. All values are frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Scope = Literal["personal", "group", "channel"]
InboundKind = Literal["text", "button", "installed", "removed", "joined", "edited", "deleted", "attachment"]


@dataclass(frozen=True)
class Sender:
    """Who wrote, as the platform tells it. `email` is known only where the channel has looked it up."""

    user_id: str
    aad_object_id: str | None = None
    name: str | None = None
    email: str | None = None


@dataclass(frozen=True)
class Attachment:
    """A file that came with a message. `media` and `ending` («jpg») are what its sender calls it, never proof of anything.

    `source` is the channel's own and goes back to it unread when the file is fetched; None where it cannot be fetched.
    """

    media: str
    ending: str = ""
    source: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Inbound:
    """One verified event.

    `key` is the same for every delivery of the same event. `text` has no mention of the bot left in it. `value` is what
    a button or a filled card carries: {"action": …, "token": …, …} and the values of its inputs. `address` is the
    channel's own and goes back to it unread. `card_id` is the platform id of the message whose button was pressed.
    `wants_card`: the platform waits for what the pressed card becomes; `wants_dialog`: it waits for a dialog.
    """

    kind: InboundKind
    key: str
    channel: str
    tenant: str
    conversation: str
    scope: Scope
    sender: Sender
    received_at: datetime
    text: str = ""
    value: Mapping[str, Any] = field(default_factory=dict)
    address: Mapping[str, Any] = field(default_factory=dict)
    locale: str | None = None
    card_id: str | None = None
    wants_card: bool = False
    wants_dialog: bool = False
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True)
class Run:
    """A stretch of text in one style. Never markdown: what a person wrote can not change its look."""

    text: str
    bold: bool = False
    subtle: bool = False
    href: str | None = None


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of runs. `tone`: a heading, an emergency line, a quote of what somebody wrote, or the small print."""

    runs: tuple[Run, ...]
    tone: Literal["normal", "heading", "emergency", "quote", "small"] = "normal"


@dataclass(frozen=True)
class Facts:
    """Labelled values, one a line."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Picture:
    """A picture by https address, with the text that stands for it."""

    url: str
    alt: str


Block = Paragraph | Facts | Picture


@dataclass(frozen=True)
class Option:
    """One choice of a `Choice` field: what is sent back, and what is read."""

    value: str
    label: str


@dataclass(frozen=True)
class Field:
    """An input in a card. `kind`: text (`long` for many lines), choice (one of `options`), date, time or check.

    `error` is said where a required one is left empty; without it, the label is repeated. `problem` is said at the field at
    once: what was answered there before can not be used.
    """

    key: str
    label: str
    kind: Literal["text", "choice", "date", "time", "check"] = "text"
    options: tuple[Option, ...] = ()
    value: str | None = None
    required: bool = False
    long: bool = False
    max_length: int | None = None
    error: str = ""
    problem: str = ""


@dataclass(frozen=True)
class Button:
    """A button. Pressed, it comes back as an Inbound whose `value` is `data`, with the card's inputs beside it.

    `url` makes it a link instead. `data` always has «action» and «token» (design: operation tokens). Without `inputs` it
    leaves the card's fields alone, so it can be pressed while a required one is empty («Avbryt»). With `dialog` it asks for a
    dialog: the Inbound `wants_dialog`, and the channel opens what the turn answers.
    """

    label: str
    data: Mapping[str, Any] = field(default_factory=dict)
    url: str | None = None
    style: Literal["default", "positive", "destructive"] = "default"
    inputs: bool = True
    dialog: bool = False


SUMMARY = "Ny melding fra Varde"


@dataclass(frozen=True)
class Message:
    """What the bot says, before any channel has given it a form.

    `summary` stands in notifications and tells nothing of the content. `buttons` come last, in order.
    """

    blocks: tuple[Block, ...]
    buttons: tuple[Button, ...] = ()
    fields: tuple[Field, ...] = ()
    summary: str = SUMMARY


@dataclass(frozen=True)
class Dialog:
    """A card that stands over the conversation until it is sent or closed; its buttons come back as Inbounds that
    `wants_dialog`. `message` None: it is done, and `text` is the last thing it says.
    """

    title: str
    message: Message | None = None
    text: str = ""


@dataclass(frozen=True)
class Reply:
    """A message of this turn, to the conversation that it is a turn of. `card` makes it a live card.

    `notice` (key, ids) takes its place if the person can not be reached now: it waits, and is worded when it is sent.
    """

    message: Message
    card: str | None = None
    urgent: bool = False
    notice: tuple[str, Mapping[str, Any]] | None = None


@dataclass(frozen=True)
class Outcome:
    """What a turn comes to: the conversation's next state, what is said, and what the pressed card becomes.

    `state` None leaves the state as it is. `replaces` is shown at once instead of the card that was pressed; a
    repeated click gets `repeated` where that is given, and else the same again. What a repeated click gets is stored, so it
    holds nothing that a person wrote. `refresh` names a notice that is composed afresh for the
    presser instead. `consumes` False: the pressed button's token has not been used up. `forward` hands a command over to
    the sender's personal conversation, with what was said; in the personal conversation it names a form to open, with the
    answers that are known already. `dialog` is what an Inbound that `wants_dialog` is answered; one
    that goes on is stored nowhere, so it may hold what somebody wrote. One that is done may not. `forget`: the conversation's
    traces of this turn are erased soon.
    """

    replies: tuple[Reply, ...] = ()
    state: Mapping[str, Any] | None = None
    replaces: Message | None = None
    repeated: Message | None = None
    refresh: tuple[str, Mapping[str, Any]] | None = None
    consumes: bool = True
    forward: str | None = None
    forward_text: str = ""
    forward_answers: Mapping[str, Any] = field(default_factory=dict)
    dialog: Dialog | None = None
    forget: bool = False
