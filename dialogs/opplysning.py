"""What somebody is told in the day's card beside the duties, in words. Each is worded from current rows; empty: nothing to tell."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from dialogs import hjul, opplysningstall, vernedagstekst
from dialogs.context import Reader
from dialogs.contract import Block, Paragraph, Run
from dialogs.i18n import N_
from hms.arshjul import opplysningsdager as dager
from hms.arshjul import status
from hms.arshjul.model import APEN, ArshjulOpplysning, Oppgave
from hms.avvik import antall
from hms.organisasjon import model
from hms.organisasjon import queries as org

Ord = Callable[[Reader, ArshjulOpplysning], list[Block]]


def blokker(r: Reader, rad: ArshjulOpplysning) -> list[Block]:
    """The words of one; none for an action that the rulebook no longer has."""
    return ORD[rad.slag](r, rad) if rad.aksjon in r.kommune.regelverk.aksjoner else []


def _sammenstilling(r: Reader, rad: ArshjulOpplysning) -> list[Block]:
    """How far the sector's units have come: «ikke ferdig ennå» before the day the action names, «mangler» after (T-10)."""
    aksjon = r.kommune.regelverk.aksjoner[rad.aksjon]
    mangler = aksjon.mangler_fra is not None and r.today >= aksjon.mangler_fra.i(r.today.year)
    node = org.node(r.session, rad.gjelder_id)
    linjer, apne = _framdrift(r, rad, mangler=mangler)
    if node is None or not linjer or (mangler and not apne):
        return []
    hode = r.t.rich(N_("Status i {sektor}"), tone="heading", sektor=node.navn)
    noder = {node.id, *(n.id for n in org.etterkommere(r.session, node.id, r.today))}
    tall = antall.antall(r.session, r.now, noder, fra=date(r.today.year, 1, 1), til=r.today, person_id=rad.person_id)
    avvik = r.t.rich(
        N_("Avvik hittil i år: {meldt} meldt, {apne} åpne nå, {over} over frist."),
        meldt=tall.meldt, apne=tall.apne, over=tall.over_frist,
    )  # fmt: skip
    return [hode, *linjer, avvik]


def _gjennomgang(r: Reader, rad: ArshjulOpplysning) -> list[Block]:
    """The review can be held; how many units are missing is shown (T-10)."""
    aksjon = r.kommune.regelverk.aksjoner[rad.aksjon]
    slutt = aksjon.vindu.slutt.i(r.today.year) if aksjon.vindu is not None else r.today
    hode = r.t.rich(
        N_("{oppgave} kan holdes fra nå til {slutt}"),
        tone="heading", oppgave=aksjon.tittel.pa(r.t.locale), slutt=r.t.day(slutt, r.today),
    )  # fmt: skip
    return [hode, *_framdrift(r, rad, mangler=None)[0]]


def _framdrift(r: Reader, rad: ArshjulOpplysning, *, mangler: bool | None) -> tuple[list[Block], int]:
    """A line for each action that this one builds on, and how many duties of them are open."""
    linjer: list[Block] = []
    i_alt = 0
    for aksjon in r.kommune.regelverk.aksjoner[rad.aksjon].avhenger_av:
        ferdige, apne = status.framdrift(r.session, aksjon, rad.gjelder_id, r.today.year, r.today)
        if ferdige or apne:
            linjer.append(hjul.framdrift(r, aksjon, ferdige, apne, mangler=mangler, node_id=rad.gjelder_id))
        i_alt += len(apne)
    return linjer, i_alt


def _opphold(r: Reader, rad: ArshjulOpplysning) -> list[Block]:
    gruppe = r.session.get(model.MksGruppe, rad.gjelder_id)
    sist = date.fromisoformat(rad.periode)
    if gruppe is None:
        return []
    text = N_(
        "Det siste MKS-møtet som er ført for {gruppe}, var {dag}, for {n} dager siden. Er det holdt et møte etter det, så før det som utført. Skriv **møteplan** for å sette nye datoer."
    )
    n = (r.today - sist) // timedelta(days=1)
    return [r.t.rich(text, gruppe=gruppe.navn, dag=r.t.full_day(sist), n=n)]


def _merknad(r: Reader, rad: ArshjulOpplysning) -> list[Block]:
    """A «bør» that is past its day is a note, never lifted (T-17, rule 9)."""
    oppgave = r.session.get(Oppgave, rad.gjelder_id)
    return [hjul.merknad(r, oppgave)] if oppgave is not None and oppgave.status == APEN else []


def _hendelse(r: Reader, rad: ArshjulOpplysning) -> list[Block]:
    oppgave = r.session.get(Oppgave, rad.gjelder_id)
    if oppgave is None or oppgave.status != APEN:
        return []
    hode = r.t.text(N_("Til orientering: {linje}."), linje=hjul.linje(r, oppgave))
    return [Paragraph((Run(hode),)), *([Paragraph((Run(oppgave.om),), "quote")] if oppgave.om else [])]


ORD: Mapping[str, Ord] = {
    dager.SAMMENSTILLING: _sammenstilling,
    dager.GJENNOMGANG: _gjennomgang,
    dager.OVERSIKT: opplysningstall.oversikt,
    dager.KVARTALSRAPPORT: opplysningstall.kvartalsrapport,
    dager.SAMLERAPPORT: opplysningstall.samlerapport,
    dager.OPPHOLD: _opphold,
    dager.FRITAK: vernedagstekst.fritak,
    dager.VERNEDAG: vernedagstekst.vernedag,
    dager.TIMER: vernedagstekst.timer,
    dager.MERKNAD: _merknad,
    dager.HENDELSE: _hendelse,
}
