"""Overviews from the bot's own figures: avvik of a unit and a sector, fire in a building, the AMU's and the chief executive's."""

from datetime import date

from sqlmodel import select

from dialogs import texts
from dialogs.context import Reader
from dialogs.contract import Block, Facts
from dialogs.i18n import N_
from hms.arshjul import rules, status
from hms.arshjul.model import ArshjulOpplysning
from hms.avvik import antall, lister
from hms.organisasjon import model
from hms.organisasjon import queries as org

BRANN = "brann_el"
KVARTAL = 3


def oversikt(r: Reader, rad: ArshjulOpplysning) -> list[Block]:
    """A building's open fire matters (TX-20), or the month's avvik of a unit or a sector (TX-25). Nothing: not sent."""
    return _bygg(r, rad) if rad.gjelder_type == "bygg" else _avvik(r, rad)


def _avvik(r: Reader, rad: ArshjulOpplysning) -> list[Block]:
    node = org.node(r.session, rad.gjelder_id)
    til = r.today.replace(day=1) - rules.DAG
    if node is None:
        return []
    noder = {node.id, *(n.id for n in org.etterkommere(r.session, node.id, r.today))}
    tall = antall.antall(r.session, r.now, noder, fra=til.replace(day=1), til=til, person_id=rad.person_id)
    if not tall:
        return []
    hode = r.t.rich(N_("Avvik i {sted}, {maned}"), tone="heading", sted=node.navn, maned=r.t.month(til.year, til.month))
    return [hode, _tallene(r, tall, skjul=False)]


def _bygg(r: Reader, rad: ArshjulOpplysning) -> list[Block]:
    bygg = r.session.get(model.Bygg, rad.gjelder_id)
    if bygg is None:
        return []
    noder = {
        n
        for bruker in _brukere(r, bygg.id or 0)
        for n in (bruker, *(under.id for under in org.etterkommere(r.session, bruker, r.today)))
    }
    saker, tiltak, over = antall.apne_med_tiltak(r.session, noder, BRANN, r.today)
    if not saker:
        return []
    text = r.t.text(
        N_("{saker} åpne avvik om brann og el, {tiltak} tiltak som ikke er ferdige, {over} av dem over frist"),
        saker=saker, tiltak=tiltak, over=over,
    )  # fmt: skip
    return [r.t.rich(N_("Brannvern i {bygg}"), tone="heading", bygg=bygg.navn), Facts(((r.t.text(N_("Nå")), text),))]


def _brukere(r: Reader, bygg_id: int) -> list[int]:
    return list(r.session.exec(select(model.ByggBruker.node_id).where(model.ByggBruker.bygg_id == bygg_id)))


def kvartalsrapport(r: Reader, rad: ArshjulOpplysning) -> list[Block]:
    """The AMU's figures of the last three months: counts, small ones hidden, nobody pointed out (5.0-14)."""
    til = r.today.replace(day=1) - rules.DAG
    fra = rules.pluss_mnd(til.replace(day=1), 1 - KVARTAL)
    tall = antall.antall(r.session, r.now, None, fra=fra, til=til, person_id=rad.person_id)
    utfort, apne = status.i_hele_kommunen(r.session, fra, til)
    hode = r.t.rich(
        N_("Kvartalsrapport til arbeidsmiljøutvalget (AMU), {fra}–{til}"),
        tone="heading", fra=r.t.month(fra.year, fra.month), til=r.t.month(til.year, til.month),
    )  # fmt: skip
    vist, andre = antall.trygge(antall.per_kategori(r.session, fra=fra, til=til), lister.FA)
    kategorier = tuple((r.t.text(texts.KATEGORI[kategori]), str(n)) for kategori, n in vist)
    if andre:
        kategorier += ((r.t.text(N_("Andre kategorier samlet")), _vist(andre)),)
    arshjul = r.t.text(N_("{utfort} utført, {apne} ikke besvart"), utfort=utfort, apne=apne)
    blocks: list[Block] = [hode, _tallene(r, tall, skjul=True)]
    if kategorier:
        blocks.append(Facts(kategorier))
    blocks.append(Facts(((r.t.text(N_("Oppgaver i årshjulet med frist i perioden")), arshjul),)))
    return [*blocks, r.t.rich(N_("Tall under fem vises som «færre enn 5»."), tone="small")]


def samlerapport(r: Reader, rad: ArshjulOpplysning) -> list[Block]:
    """The chief executive's report before the review: the duties so far this year, by sector (7-RM-1)."""
    ar = int(rad.periode)
    rader = tuple(
        (
            sektor.navn,
            r.t.text(
                N_("{besvart} av {alle} oppgaver med frist til nå er besvart"), besvart=sektor.besvart, alle=sektor.alle
            ),
        )
        for sektor in status.sektorer(r.session, date(ar, 1, 1), r.today)
    )
    hode = r.t.rich(N_("Status før ledelsens gjennomgang"), tone="heading")
    return [hode, Facts(rader)] if rader else []


def _tallene(r: Reader, tall: antall.Antall, *, skjul: bool) -> Facts:
    vist = _vist if skjul else str
    return Facts(
        (
            (r.t.text(N_("Meldt")), vist(tall.meldt)),
            (r.t.text(N_("Lukket")), vist(tall.lukket)),
            (r.t.text(N_("Åpne nå")), vist(tall.apne)),
            (r.t.text(N_("Over frist")), vist(tall.over_frist)),
        )
    )


def _vist(n: int) -> str:
    """Small numbers of the whole kommune could point out somebody (avvik.md 9)."""
    return f"< {lister.FA}" if 0 < n < lister.FA else str(n)
