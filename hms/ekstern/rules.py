"""Reports to another system: states, who carries them, and what a number may look like. Functions on values."""

import re
from dataclasses import dataclass
from typing import Any

IKKE_OVERFORT = "ikke_overfort"
OVERFORT = "overfort"
NUMMER_MOTTATT = "nummer_mottatt"

WEBHOOK = "webhook"
MOTTAK = "mottak"
MELDER = "melder"
VARDE = "varde"

MAKS_NUMMER = 60
NUMMER = re.compile(r"\w[\w ./:#()-]*")
NUMMERFELT = ("number", "saksnummer")


@dataclass(frozen=True)
class Oppsett:
    """How reports go over: by webhook or not, and the named reception (a role at the kommune, or an e-mail address)."""

    webhook: bool = False
    mottak: str = ""

    @property
    def vei(self) -> str:
        """Who carries a new report over."""
        return WEBHOOK if self.webhook else self.uten_webhook

    @property
    def uten_webhook(self) -> str:
        """Who carries it over when no webhook does."""
        return MOTTAK if self.mottak else MELDER


def rent_nummer(said: str) -> str | None:
    """A case number of the other system as it is kept, or None when it can be none: 1–60 letters, digits and ordinary signs."""
    number = " ".join(said.split())
    return number if len(number) <= MAKS_NUMMER and NUMMER.fullmatch(number) else None


def nummer_i_svar(answer: Any) -> str | None:
    """The case number in a webhook's JSON answer ({"number": …} or {"saksnummer": …}); None for anything else."""
    if not isinstance(answer, dict):
        return None
    for key in NUMMERFELT:
        found = answer.get(key)
        if isinstance(found, str | int) and not isinstance(found, bool) and (number := rent_nummer(str(found))):
            return number
    return None
