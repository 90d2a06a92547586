"""What a door is: when it is heard, what it shows, and the ways on from it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from dialogs.context import Context
from dialogs.contract import Message, Outcome
from dialogs.forms.engine import reads_choice
from dialogs.forms.register import BY_KEY as FORMS
from dialogs.language import dorer as ord_
from dialogs.language import guards, signaler
from dialogs.language.guards import Signal
from dialogs.language.intents import LIKE
from dialogs.language.lest import Lest
from dialogs.talk import Talk

FIRST_ANSWER = "hva"


@dataclass(frozen=True)
class Heard:
    """A text as the doors hear it. `cleared` are the rules that the person has answered already in this draft."""

    text: str
    cleared: Collection[str] = ()

    @cached_property
    def read(self) -> Lest:
        """The text as the readers share it."""
        return Lest(self.text)

    @cached_property
    def danger(self) -> Signal | None:
        """Danger now."""
        found = guards.emergency(self.read, (*self.cleared, *guards.of_own_life()))
        if self._only_alike(found) or (_is_alike(found) and (self.findings or self._listed_wrong)):
            return None
        return found

    @cached_property
    def _listed_wrong(self) -> bool:
        return signaler.varsling(self.read, self.cleared) is not None

    @cached_property
    def own_life(self) -> Signal | None:
        """Somebody who may take his or her own life."""
        return guards.own_life(self.read, self.cleared)

    @cached_property
    def wrong(self) -> Signal | None:
        """What may be varsling; not what somebody from outside did, for that is an avvik (avvik.md 1)."""
        found = guards.varsling(self.read, self.cleared)
        if self._only_alike(found):
            return None
        harassed = found is not None and found.subkind == "trakassering"
        return None if harassed and ord_.from_outside(self.other) else found

    @cached_property
    def findings(self) -> tuple[guards.Finding, ...]:
        """What may identify a person."""
        return guards.personal(self.read)

    def _only_alike(self, found: Signal | None) -> bool:
        """Words that a reviewed list knows for another door count for more than a likeness."""
        return _is_alike(found) and bool(self.other)

    @cached_property
    def other(self) -> Mapping[str, Signal]:
        """The other doors that the text speaks of."""
        return ord_.doors(self.read, self.cleared)


def _is_alike(found: Signal | None) -> bool:
    return found is not None and found.rule == LIKE


@dataclass(frozen=True)
class Way:
    """A way on from a door: `value` in the button, `preset` answers of the form, `lead` said before it goes on.

    `shows` gives a message instead, and the door stays open. `form` is opened with what was written; with `opens` False no
    form is opened that is not open already.
    """

    value: str
    label: str
    preset: Mapping[str, Any] = field(default_factory=dict)
    lead: str | None = None
    shows: Callable[[Context], Message] | None = None
    form: str = "meld_avvik"
    opens: bool = True


@dataclass(frozen=True)
class Dor:
    """One door. `keeps`: the text may wait in the state until it is answered; without it, it is kept nowhere (rule 1.5).

    `straight`: a line that only names it goes on at once, where no form is open: there is nothing to ask about.
    `where`: «alt» is every line and answer, «hendelse» a first line or what happened, «ny» only when no form is open.
    """

    key: str
    heard: Callable[[Heard], Signal | None]
    card: Callable[[Context, tuple[Way, ...]], Message]
    ways: tuple[Way, ...]
    keeps: bool = False
    urgent: bool = False
    where: Literal["alt", "hendelse"] = "alt"
    straight: bool = False

    def applies(self, now: Talk) -> bool:
        """May the door speak up here?"""
        return self.where == "alt" or now.form is None or (now.form.form, now.form.at) == ("meld_avvik", FIRST_ANSWER)

    def way(self, value: str) -> Way | None:
        """The way on with this value."""
        return next((way for way in self.ways if way.value == value), None)


@dataclass(frozen=True)
class Videre:
    """The person goes on: where the conversation stands then, with the text if it was kept."""

    now: Talk
    way: Way
    text: str = ""


Answer = Outcome | Videre


def is_choice(now: Talk, text: str, ctx: Context) -> bool:
    """Is the text one of the labels that the open question offers? Those are our own words, whatever they speak of."""
    if now.form is None or now.form.at.startswith("@"):
        return False
    return reads_choice(FORMS[now.form.form], now.form, ctx, text)
