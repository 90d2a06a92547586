"""Addresses of attachments: signed, good for some hours, and each for one reader. The rights are asked again at the click."""

from dataclasses import dataclass
from datetime import timedelta

from bot.signatur import Signatur
from hms.avvik.queries import Leser
from hms.kit.klokke import Klokke

SALT = "varde.fil"


@dataclass(frozen=True)
class Fillenker:
    """Makes and reads addresses under `base` (https://…, no slash at its end). `clock` is the machine's."""

    base: str
    key: bytes
    clock: Klokke
    lifetime: timedelta

    def make(self, fil_id: int, leser: Leser) -> str:
        """The address of a file for one reader; empty where no public address is set."""
        if not self.base:
            return ""
        contact = leser.kontakt_id if leser.person_id is None else None
        until = int((self.clock.now() + self.lifetime).timestamp())
        return f"{self.base}/fil/{fil_id}?n={self._signatur.skriv([fil_id, leser.person_id, contact, until])}"

    def read(self, fil_id: str, token: str) -> tuple[int, Leser] | None:
        """The file and the reader that an address was made for; None for a false, foreign or old one."""
        found = self._signatur.les(token)
        if found is None:
            return None
        signed, person_id, contact_id, until = found
        if str(signed) != fil_id or until < self.clock.now().timestamp():
            return None
        return signed, Leser(person_id, contact_id)

    @property
    def _signatur(self) -> Signatur:
        return Signatur(SALT, self.key)
