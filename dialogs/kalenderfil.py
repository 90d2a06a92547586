"""A person's own duties as events of a calendar. Nobody else is named in them."""

from dialogs import hjul
from dialogs.context import Reader
from dialogs.i18n import N_
from dialogs.ics import Hendelse
from hms.arshjul import kalender
from hms.arshjul.model import Oppgave
from hms.organisasjon import queries as org


def hendelser(r: Reader, person_id: int) -> list[Hendelse]:
    """The deadlines that lie with this person, in the person's language."""
    regelverk = r.kommune.regelverk
    return [
        Hendelse(f"oppgave-{rad.id}", rad.frist, _tittel(r, rad, person_id), _beskrivelse(r, rad))
        for rad in kalender.oppgaver(r.session, regelverk, person_id, r.today)
    ]


def _tittel(r: Reader, rad: Oppgave, person_id: int) -> str:
    """What, and where; a duty about another person says only where that one works."""
    if rad.person_id is not None and rad.person_id != person_id:
        node = org.node(r.session, rad.node_id)
        sted = node.navn if node else ""
    else:
        sted = hjul.sted(r, rad)
    return r.t.text(N_("Frist: {oppgave}, {sted}"), oppgave=hjul.tittel(r, rad), sted=sted)


def _beskrivelse(r: Reader, rad: Oppgave) -> str:
    krav = ", ".join(r.kommune.regelverk.aksjoner[rad.aksjon].ref)
    text = N_("Åpner {apner}. Skriv «hva må jeg gjøre» til Varde for å svare. Krav {krav}.")
    return r.t.text(text, apner=r.t.full_day(rad.apner), krav=krav)
