"""The code of an anonymous case: whoever has it may see where the case stands, and nobody can tell whose it is (avvik.md 7)."""

import hashlib
import re
import secrets

from sqlmodel import Session, select

from hms.avvik.model import Avvik, AvvikKode

# Consonants only: no code is a word, and none is taken for a number that guards stop.
BOKSTAVER = "BCDFGHJKLMNPQRSTVWXZ"
GRUPPER, I_GRUPPEN = 4, 4
MONSTER = re.compile(
    rf"\b[{BOKSTAVER}]{{{I_GRUPPEN}}}(?:[ -]?[{BOKSTAVER}]{{{I_GRUPPEN}}}){{{GRUPPER - 1}}}\b", re.IGNORECASE
)


def ny(session: Session, avvik: Avvik) -> str:
    """A new code for the case, to be shown once: only its SHA-256 is kept."""
    kode = "-".join("".join(secrets.choice(BOKSTAVER) for _ in range(I_GRUPPEN)) for _ in range(GRUPPER))
    session.add(AvvikKode(avvik_id=avvik.id or 0, sha256=_sha256(kode)))
    return kode


def les(tekst: str) -> str | None:
    """The code in a text, however it is parted and whatever the letters' size; None where there is none."""
    found = MONSTER.search(tekst)
    return found[0] if found else None


def finn(session: Session, kode: str) -> Avvik | None:
    """The case that the code belongs to."""
    query = select(Avvik).join(AvvikKode).where(AvvikKode.sha256 == _sha256(kode))
    return session.exec(query).one_or_none()


def _sha256(kode: str) -> str:
    return hashlib.sha256(re.sub("[^A-Z]", "", kode.upper()).encode()).hexdigest()
