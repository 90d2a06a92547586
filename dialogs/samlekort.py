"""Duties that belong together on one card («Årsstart», «brann i bygget»), each with its own status."""

from collections.abc import Sequence

from dialogs import hjul
from dialogs.context import Reader
from dialogs.contract import Block, Facts
from dialogs.i18n import N_
from hms.arshjul import status
from hms.arshjul.model import APEN, IKKE_AKTUELT, Oppgave

Gruppe = tuple[str, int, int | None]


def blokker(r: Reader, apne: Sequence[Oppgave]) -> list[Block]:
    """For each card that an open duty belongs to: its name, and every duty on it with where it stands."""
    blocks: list[Block] = []
    for kort, rad in _kort(r, apne).items():
        regelverk = r.kommune.regelverk
        aksjoner = [a.id for a in regelverk.aksjoner.values() if a.samles_i == kort[0]]
        rader = status.samlet_med(r.session, aksjoner, rad)
        navn = regelverk.samlekort[kort[0]].pa(r.t.locale)
        blocks.append(r.t.rich(N_("{navn}, {sted}"), tone="heading", navn=navn, sted=_sted(r, rad)))
        blocks.append(Facts(tuple((_tittel(r, ett), _status(r, ett)) for ett in rader)))
    return blocks


def _kort(r: Reader, apne: Sequence[Oppgave]) -> dict[Gruppe, Oppgave]:
    funnet: dict[Gruppe, Oppgave] = {}
    for rad in apne:
        aksjon = r.kommune.regelverk.aksjoner.get(rad.aksjon)
        if aksjon is not None and aksjon.samles_i:
            funnet.setdefault((aksjon.samles_i, rad.node_id, rad.bygg_id), rad)
    return funnet


def _sted(r: Reader, rad: Oppgave) -> str:
    return hjul.sted(r, rad) if rad.bygg_id is not None else hjul.nodenavn(r, rad)


def _tittel(r: Reader, rad: Oppgave) -> str:
    """The duty, and the area or group that it is about where that is not the whole card's."""
    emne = hjul.emne(r, rad) if rad.bygg_id is None else ""
    return f"{hjul.tittel(r, rad)} ({emne})" if emne else hjul.tittel(r, rad)


def _status(r: Reader, rad: Oppgave) -> str:
    if rad.status == APEN:
        return hjul.frist(r, rad)
    if rad.status == IKKE_AKTUELT:
        return r.t.text(N_("ikke aktuelt"))
    return r.t.text(N_("utført {dag}"), dag=r.t.day(rad.utfort_dato, r.today) if rad.utfort_dato else "")
