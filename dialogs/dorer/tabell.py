"""The doors in the order they are asked: the first that is heard decides (avvik.md 1)."""

from dialogs import stops, texts
from dialogs.context import Context
from dialogs.contract import Message
from dialogs.dorer import kort
from dialogs.dorer.base import Dor, Heard, Way
from dialogs.i18n import N_
from dialogs.language.guards import Signal
from hms.avvik import personvernfrist

ORDINARY = Way("vanlig", N_("Dette er et vanlig avvik"))
SOMETHING_ELSE = Way("vanlig", N_("Det gjelder noe annet"))
NOT_THAT = Way("vanlig", N_("Det gjelder noe annet"), opens=False)
FROM_OUTSIDE = Way("tredjeperson", N_("Det var en bruker, elev eller pårørende"), preset={"kategori": texts.VOLD})
VERNEOMBUD = Way("verneombud", N_("Vis verneombudets telefon"), shows=stops.verneombud_telefon)
LEDER = Way("leder", N_("Vis lederens telefon"), shows=kort.leder)
SYSTEM = Way(
    "vanlig",
    N_("Meld avvik om systemet"),
    lead=N_("Skriv om det som sviktet i systemet: rutine, utstyr eller bemanning. Ikke skriv noe om pasienten."),
)
GO_ON = Way("videre", N_("Meld avvik"))
GO_ON_PERSONVERN = Way("videre", N_("Meld avvik"), preset={"kategori": personvernfrist.KATEGORI})
PROPOSE = Way("videre", N_("Send et forslag"), form="forslag")


def _danger(heard: Heard) -> Signal | None:
    return heard.danger


def _varsling(heard: Heard) -> Signal | None:
    """Harassment among pupils has the school's door, and harassment with no leader in it has one of its own."""
    if heard.wrong is None or heard.wrong.subkind != "trakassering":
        return heard.wrong
    return heard.wrong if "leder" in heard.other and "skole" not in heard.other else None


def _harassment(heard: Heard) -> Signal | None:
    return heard.wrong if heard.wrong is not None and "skole" not in heard.other else None


def _nod(ctx: Context, _ways: tuple[Way, ...]) -> Message:
    return stops.emergency(ctx.t)


def _varslingskort(ctx: Context, _ways: tuple[Way, ...]) -> Message:
    return stops.varsling(ctx)


DORER: tuple[Dor, ...] = (
    Dor("liv", lambda h: h.own_life, kort.liv, (NOT_THAT,), urgent=True),
    Dor("nod", _danger, _nod, (Way("fortsett", N_("Fortsett")),), keeps=True, urgent=True),
    Dor("barn", lambda h: h.other.get("barn"), kort.barn, (SOMETHING_ELSE,)),
    Dor("varsling", _varsling, _varslingskort, (VERNEOMBUD, FROM_OUTSIDE, ORDINARY)),
    Dor("trakassering", _harassment, kort.trakassering, (LEDER, VERNEOMBUD, FROM_OUTSIDE, ORDINARY)),
    Dor("skole", lambda h: h.other.get("skole"), kort.skole, (FROM_OUTSIDE, ORDINARY)),
    Dor("pasient", lambda h: h.other.get("pasient"), kort.pasient, (SYSTEM,)),
    Dor("strom", lambda h: h.other.get("strom"), kort.strom, (GO_ON,), keeps=True, where="hendelse"),
    Dor(
        "ikt", lambda h: h.other.get("ikt"), kort.ikt, (GO_ON_PERSONVERN, SOMETHING_ELSE), keeps=True, where="hendelse"
    ),
    Dor(
        "personvern",
        lambda h: h.other.get("personvern"),
        kort.personvern,
        (GO_ON_PERSONVERN, SOMETHING_ELSE),
        keeps=True,
        where="hendelse",
    ),
    Dor("klage", lambda h: h.other.get("klage"), kort.klage, (ORDINARY,), keeps=True, where="hendelse"),
    Dor(
        "forslag",
        lambda h: h.other.get("forslag"),
        kort.forslag,
        (PROPOSE, ORDINARY),
        keeps=True,
        where="hendelse",
        straight=True,
    ),
)
BY_KEY = {dor.key: dor for dor in DORER}
