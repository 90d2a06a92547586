"""What shows that a duty is done: which evidence an action demands, and what is missing. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from hms.regelverk.aksjon import Aksjon

DATO, LENKE, TALL, MOTE, TEKST, VERNEOMBUD = "dato", "lenke", "tall", "mote", "tekst", "verneombud"
UTEN_VERNEOMBUD = "uten_verneombud"
SVAR = "svar"
SKREVET = (LENKE, TEKST)
FRA_SKJEMA = (LENKE, MOTE, TALL, TEKST, SVAR)


@dataclass(frozen=True)
class Bevis:
    """One piece of evidence.

    `slag`: lenke, mote (the ISO date of the MKS meeting), tall, tekst, svar (to the duty's own question), verneombud (ids of those who
    took part, comma between), uten_verneombud (the leader's reason).
    """

    slag: str
    verdi: str


def krever(aksjon: Aksjon, slag: str) -> bool:
    """Does the action ask for this kind?"""
    return any(ett.slag == slag for ett in aksjon.bevis)


def mangler(aksjon: Aksjon, bevis: Iterable[Bevis], *, lenke_kommer: bool) -> str | None:
    """The code of what the document does not let the duty be closed without, None when nothing is missing.

    The MKS meeting (6.3.3-2), a verneombud who took part or the reason why not (5.0-7), the link (6.3.1-4, 6.3.3-3, 6.3.5-3).
    """
    har = {ett.slag for ett in bevis}
    if krever(aksjon, MOTE) and MOTE not in har:
        return "oppgave.mangler_mote"
    if krever(aksjon, VERNEOMBUD) and not har & {VERNEOMBUD, UTEN_VERNEOMBUD}:
        return "oppgave.mangler_verneombud"
    if krever(aksjon, LENKE) and LENKE not in har and not lenke_kommer:
        return "oppgave.mangler_lenke"
    return None
