"""What somebody is, as far as it decides what the bot has to offer: leader, verneombud, a member of a group, a guest."""

from collections.abc import Callable
from datetime import date

from sqlmodel import Session

from dialogs.context import Context
from hms.arshjul import innsyn
from hms.avvik import lister, queries, skaderegister
from hms.organisasjon import queries as org
from hms.verneombud import queries as verneombud

ALLE = "alle"
ANSATT = "ansatt"
GJEST = "gjest"
LEDER = "leder"
FOLGER_OPP = "folger_opp"
VERNEOMBUD = "verneombud"
KRAV = "krav"
SER_TALL = "ser_tall"
SKADEREGISTER = "skaderegister"
MKS = "mks"
DOKUMENTASJON = "dokumentasjon"
LEDERROLLER = frozenset(org.LEDERROLLE.values())


Har = Callable[[Session, int, date, frozenset[str]], bool]
APNE: tuple[tuple[str, Har], ...] = (
    (SKADEREGISTER, lambda s, who, day, _roles: skaderegister.har_tilgang(s, who, day)),
    (SER_TALL, lambda s, who, day, _roles: lister.ser_tall(s, who, day)),
)
# A guest has none of these, whatever the roles (krav 3.0-2).
INTERNE: tuple[tuple[str, Har], ...] = (
    (ANSATT, lambda _s, _who, _day, _roles: True),
    (LEDER, lambda _s, _who, _day, roles: bool(roles & LEDERROLLER)),
    (VERNEOMBUD, lambda s, who, day, _roles: verneombud.er_verneombud(s, who, day)),
    (KRAV, lambda _s, _who, _day, roles: bool(roles & frozenset(verneombud.FOR_AMU))),
    (FOLGER_OPP, lambda s, who, _day, _roles: bool(queries.til_behandling(s, who).totalt)),
    (MKS, lambda s, who, day, _roles: bool(lister.mks_grupper(s, who, day))),
    (DOKUMENTASJON, lambda s, who, day, _roles: bool(innsyn.dokumentasjonen(s, who, day))),
)
OGSA = {LEDER: {FOLGER_OPP, KRAV}, VERNEOMBUD: {FOLGER_OPP, KRAV}}


def for_den_som_spor(ctx: Context) -> frozenset[str]:
    """The hats of the one who speaks. One who is not in the directory has those of a guest."""
    if ctx.person is None:
        return frozenset({ALLE, GJEST})
    who, today = ctx.person.id, ctx.today
    roles = frozenset(held.rolle for held in org.roller_i_kraft(ctx.session, who, today))
    tests = APNE if ctx.person.gjest else (*APNE, *INTERNE)
    found = {hat for hat, har in tests if har(ctx.session, who, today, roles)}
    also = {hat for mine, hats in OGSA.items() if mine in found for hat in hats}
    return frozenset({ALLE, *found, *also, *({GJEST} if ctx.person.gjest else ())})
