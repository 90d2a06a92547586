"""The wheel of a unit from the rows: the unit's duties of a year and those below, by the names that the reader knows."""

from collections.abc import Iterable
from datetime import date

from sqlmodel import Session

from dialogs.arsring import Arsring, arsring
from dialogs.i18n import Translator
from hms.arshjul import innsyn, queries, ring
from hms.arshjul.ring import Plikt
from hms.organisasjon.rader import Node
from hms.regelverk.aksjon import Regelverk


def hjulbilde(session: Session, t: Translator, regelverk: Regelverk, node: Node, *, ar: int, paa: date) -> Arsring:
    """What is drawn, and its words. Who may see it has been asked before."""
    plikter = queries.aret(session, innsyn.under(session, node.id or 0, paa), ar)
    return av_plikter(t, regelverk, node.navn, plikter, ar=ar, paa=paa)


def av_plikter(
    t: Translator, regelverk: Regelverk, hvor: str, plikter: Iterable[Plikt], *, ar: int, paa: date
) -> Arsring:
    """The same from duties that are no rows, too."""
    return arsring(t, hvor, ring.buer(plikter, lambda en: navn(t, regelverk, en), ar, paa), ar, paa)


def navn(t: Translator, regelverk: Regelverk, plikt: Plikt) -> str:
    """What the duty is called, or what it is gathered under («Årsstart»)."""
    aksjon = regelverk.aksjoner.get(plikt.aksjon)
    if aksjon is None:
        return plikt.aksjon
    kort = regelverk.samlekort.get(aksjon.samles_i or "")
    return kort.pa(t.locale) if kort is not None else aksjon.navn(plikt.del_, plikt.niva, t.locale)
