"""What somebody is, as far as it decides what the bot has to offer: leader, verneombud, a member of a group, a guest."""

from dialogs.context import Context
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
LEDERROLLER = frozenset(org.LEDERROLLE.values())


def for_den_som_spor(ctx: Context) -> frozenset[str]:
    """The hats of the one who speaks. A guest, and one who is not in the directory, has none of the employees' lists (krav 3.0-2)."""
    person_id = ctx.person.id if ctx.person is not None else None
    if ctx.person is None or person_id is None:
        return frozenset({ALLE, GJEST})
    found = {ALLE}
    session, today = ctx.session, ctx.today
    roles = {held.rolle for held in org.roller_i_kraft(session, person_id, today)}
    if skaderegister.har_tilgang(session, person_id, today):
        found.add(SKADEREGISTER)
    if lister.ser_tall(session, person_id, today):
        found.add(SER_TALL)
    if ctx.person.gjest:
        return frozenset(found | {GJEST})
    found.add(ANSATT)
    if roles & LEDERROLLER:
        found |= {LEDER, FOLGER_OPP, KRAV}
    if verneombud.er_verneombud(session, person_id, today):
        found |= {VERNEOMBUD, FOLGER_OPP, KRAV}
    if roles & set(verneombud.FOR_AMU):
        found.add(KRAV)
    if queries.til_behandling(session, person_id).totalt:
        found.add(FOLGER_OPP)
    if lister.mks_grupper(session, person_id, today):
        found.add(MKS)
    return frozenset(found)
