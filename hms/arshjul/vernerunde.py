"""The verneombud takes part in the vernerunde, or the leader says why not (5.0-7). Either way the verneombud is told."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlmodel import Session

from hms.arshjul import svar
from hms.arshjul.bevis import UTEN_VERNEOMBUD, VERNEOMBUD, Bevis
from hms.arshjul.model import Oppgave
from hms.kit.feil import HmsError
from hms.kit.klokke import oslo_date
from hms.organisasjon import queries as org
from hms.organisasjon.rader import Person


def verneombud(session: Session, rad: Oppgave, paa: date) -> list[Person]:
    """The verneombud of the duty's area that day, or else the deputies. Empty where it is vacant."""
    if rad.omrade_id is None:
        return org.verneombud_for(session, rad.node_id, paa)
    hvor = ("verneombud", "verneomrade", rad.omrade_id, paa)
    return org.holdere(session, *hvor) or org.stedfortredere(session, *hvor)


def kan_delta(session: Session, rad: Oppgave, paa: date) -> set[int]:
    """Who counts as the verneombud in a round that day: those of the area, their deputies, the hovedverneombud."""
    hovedverneombud = org.hovedverneombud(session, paa)
    vara = () if rad.omrade_id is None else org.stedfortredere(session, "verneombud", "verneomrade", rad.omrade_id, paa)
    return {person.id for person in (*verneombud(session, rad, paa), *vara, *hovedverneombud)}


def kontroller(session: Session, rad: Oppgave, dato: date, bevis: Iterable[Bevis]) -> None:
    """Were those who are named verneombud there that day? Raises oppgave.ikke_verneombud."""
    deltok = deltakere(bevis)
    if deltok and not deltok <= kan_delta(session, rad, dato):
        raise HmsError("oppgave.ikke_verneombud")


def deltakere(bevis: Iterable[Bevis]) -> set[int]:
    """The ids of the verneombud who took part."""
    return {int(id_) for ett in bevis if ett.slag == VERNEOMBUD for id_ in ett.verdi.split(",") if id_.isdigit()}


def fortell(session: Session, now: datetime, rad: Oppgave, bevis: Iterable[Bevis]) -> None:
    """The verneombud hears what was noted about them: that they took part, or why the round was held without."""
    slag = {ett.slag for ett in bevis}
    if not slag & {VERNEOMBUD, UTEN_VERNEOMBUD}:
        return
    hvem = deltakere(bevis) or {person.id for person in verneombud(session, rad, oslo_date(now))}
    for person in sorted(hvem - {rad.utfort_av}):
        svar.varsle(session, now, rad, "arshjul_runde", person)
