"""Who has been told, in words: a role is named only where somebody holds it or stands in, and the reader is not among them."""

from collections.abc import Collection, Mapping

from dialogs.context import Reader
from dialogs.contract import Block
from dialogs.i18n import N_
from hms.avvik import queries
from hms.avvik.model import Avvik
from hms.organisasjon import queries as org

NAVN: Mapping[str, str] = {
    "lederlinja": N_("hele lederlinja"),
    "leder": N_("lederen"),
    "naermeste_leder": N_("nærmeste leder"),
    "verneombud": N_("verneombudet"),
    "hovedverneombud": N_("hovedverneombudet"),
    "hms_ansvarlig": N_("HMS-ansvarlig"),
}


def rollene(r: Reader, told: Mapping[str, Collection[int]]) -> str:
    """«Verneombudet, hovedverneombudet og HMS-ansvarlig», of the roles that somebody else than the reader holds; empty for none."""
    names = [r.t.text(NAVN[rolle]) for rolle, people in told.items() if set(people) - {r.leser.person_id}]
    said = r.t.text(N_(" og ")).join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
    return said[:1].upper() + said[1:]


def kopi(r: Reader, avvik: Avvik) -> str:
    """The verneombud who gets a copy of a case, or the hovedverneombud in that place; empty where there is neither."""
    told = queries.fortalte(r.session, avvik, r.today)
    return rollene(r, {"verneombud": told["verneombud"]}) or rollene(r, {"hovedverneombud": told["hovedverneombud"]})


def far_beskjed(r: Reader, avvik: Avvik | None) -> tuple[Block, ...]:
    """«Verneombudet får beskjed.»: a line of its own, where somebody does."""
    copy = kopi(r, avvik) if avvik is not None else ""
    return (r.t.rich(N_("{hvem} får beskjed."), hvem=copy),) if copy else ()


def behandler(r: Reader, avvik: Avvik) -> str:
    """Who has the case: the handler by name, or the HMS-ansvarlig where there is one to find a handler."""
    person = org.person(r.session, avvik.behandler_id) if avvik.behandler_id is not None else None
    if person is not None:
        return person.navn
    return siste(r, avvik) or r.t.text(N_("behandleren"))


def siste(r: Reader, avvik: Avvik) -> str:
    """The HMS-ansvarlig, who has what no leader can be given; empty where nobody holds the role, or may have the case."""
    last = queries.siste_utvei(r.session, avvik, r.today) or queries.linja(r.session, avvik, r.today)
    return r.t.text(N_("HMS-ansvarlig")) if last else ""


def hms_ansvarlige(r: Reader) -> frozenset[int]:
    """Who holds that role, or stands in."""
    return frozenset(person.id for person in org.kommune_rolle(r.session, "hms_ansvarlig", r.today))
