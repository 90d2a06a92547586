"""Everything that the årshjul has for one person on one day, in one card (kalender.md, rules 3, 4 and 8; messages.md 1 and 2)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from dialogs import hjul, opplysning, samlekort, tiltaksord
from dialogs.commands import sider
from dialogs.context import Reader
from dialogs.contract import Block, Button, Facts, Message, Paragraph, Run
from dialogs.i18n import N_
from dialogs.notices.base import Notice
from hms.arshjul import opplysninger, queries, status, svar
from hms.arshjul.model import APEN, ArshjulLinje, ArshjulOpplysning, Oppgave
from hms.arshjul.mottak import KOMMUNEDIREKTOR
from hms.arshjul.opplysningsdager import TILTAK
from hms.arshjul.rules import er_samledag
from hms.arshjul.sending import KURSPLAN, LENKE
from hms.kit.sider import Side
from hms.organisasjon import queries as org

Linje = tuple[ArshjulLinje, Oppgave]
Fortalt = tuple[ArshjulOpplysning, list[Block]]
T = TypeVar("T")
BOR = "bor"
TITTEL = N_("HMS-lista di")
VIST = 12  # of each list on the card, the most urgent first; [Vis flere] shows the rest
NAVNGITT = 3  # late reminders; more are counted
MEST = 25  # more than so many are counted by sector: an overview is to be read


def _compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    """`fra`: of each list on the card the part that begins there, for what [Vis flere] asks for."""
    dag = date.fromisoformat(params["dag"])
    person, fra = params["person"], params.get("fra", 0)
    alle = queries.linjer(r.session, person, dag)
    lagt = opplysninger.for_dagen(r.session, person, dag)
    fortalt = [(ett, ord_) for ett in lagt if ett.slag != TILTAK and (ord_ := opplysning.blokker(r, ett))]
    tiltak = tiltaksord.dagens(r, [ett for ett in lagt if ett.slag == TILTAK and not ett.oversikt])
    lofta = tiltaksord.dagens(r, [ett for ett in lagt if ett.slag == TILTAK and ett.oversikt])
    if not alle and not fortalt and not tiltak and not lofta:
        return None
    oversikt = [par for par in alle if par[0].oversikt]
    egne = [par for par in alle if not par[0].oversikt and par[0].steg != KURSPLAN]
    alle_apne = _hver(egne, apen=True)
    mine = [rad for rad in alle_apne if _har(r, person, rad)]
    bit = _Bit(r, fra)
    apne = hjul.ordnet(r, bit.av(mine))
    apnet = bit.av(_har_apnet(r, person, dag) if egne or fortalt else [])
    paminnelser = bit.av(tiltak)
    i_lista = bit.av([par for par in fortalt if not par[0].oversikt])
    i_oversikten = bit.av([par for par in fortalt if par[0].oversikt])
    her = {rad.id for rad in apne}
    blocks: list[Block] = (
        [*_hode(r, person, dag, [*egne, *tiltak])] if not fra else sider.hode(r.t, r.t.text(TITTEL), bit.side(mine))
    )
    blocks += _lista(r, apne, apnet, dag)
    blocks += _merknader(r, [par for par in egne if par[1].id in her], dag)
    blocks += [Paragraph((Run(hva, subtle=True),), "small") for rad in apne if (hva := hjul.skjedd(r, rad))]
    blocks += _ikke_lenger(r, bit.av([rad for rad in alle_apne if rad not in mine]))
    blocks += [block for en in paminnelser for block in en.ord]
    blocks += _grunnlag(r, apne, fortalt)
    blocks += [block for _ett, ord_ in i_lista for block in ord_]
    blocks += _besvart(r, bit.av(_hver(egne, apen=False)))
    blocks += _uten_kurs(r, bit.av([rad for linje, rad in alle if linje.steg == KURSPLAN and rad.status == APEN]))
    if not fra:
        blocks += _oversikt(r, oversikt) if oversikt or i_oversikten or lofta else []
    loftet = bit.av(lofta)
    blocks += [block for en in loftet for block in en.ord]
    blocks += [block for _ett, ord_ in i_oversikten for block in ord_]
    blocks += bit.resten()
    krav = hjul.krav(r, [*(rad for _linje, rad in alle), *apnet, *(ett for ett, _ord in fortalt)])
    krav = ", ".join(dict.fromkeys(filter(None, (krav, *(en.krav for en in (*tiltak, *lofta))))))
    blocks.append(r.t.rich(N_("Krav {krav}"), tone="small", krav=krav))
    kort = {"dag": params["dag"], **({"fra": fra} if fra else {})}
    knapper = (
        *hjul.knapper(r, apne, kort),
        *tiltaksord.knapper(r, [*paminnelser, *loftet], alene=not apne),
        *bit.flere({"action": "arshjul_dag", "person": person, "dag": params["dag"]}),
    )
    return Message(tuple(blocks), knapper, hjul.kryss(r, apne), summary=r.t.text(TITTEL))


class _Bit:
    """The part of each list on the card that is shown: so many from `fra`. A card has a size that it must keep below."""

    def __init__(self, r: Reader, fra: int) -> None:
        self.r = r
        self.fra = fra
        self.igjen = 0

    def av(self, alle: Sequence[T]) -> Sequence[T]:
        """The part of a list; what comes after it is counted."""
        self.igjen += max(0, len(alle) - self.fra - VIST)
        return alle[self.fra : self.fra + VIST]

    def side(self, alle: Sequence[T]) -> Side[T]:
        """The same as a page."""
        return Side(alle[self.fra : self.fra + VIST], self.fra, len(alle))

    def resten(self) -> list[Block]:
        """«Og 42 til.»"""
        return [self.r.t.rich(N_("Og {n} til."), n=self.igjen)] if self.igjen else []

    def flere(self, data: Mapping[str, Any]) -> tuple[Button, ...]:
        """[Vis flere], while there are any."""
        til = self.fra + VIST
        return sider.flere(self.r.t, Side((), til, til + self.igjen), data)


def _har(r: Reader, person_id: int, rad: Oppgave) -> bool:
    """May the person of the card, or whoever reads it in that place, still answer?"""
    regelverk = r.kommune.regelverk
    hvem = {person_id, r.leser.person_id or person_id}
    return any(svar.kan(r.session, r.now, regelverk, ett, rad) for ett in hvem)


def _ikke_lenger(r: Reader, rader: Sequence[Oppgave]) -> list[Block]:
    """What somebody else has got since."""
    text = N_("Ligger ikke hos deg lenger: {oppgave}, {sted}.")
    return [r.t.rich(text, tone="small", oppgave=hjul.tittel(r, rad), sted=hjul.sted(r, rad)) for rad in rader]


def _har_apnet(r: Reader, person: int, dag: date) -> list[Oppgave]:
    """What has opened since the last gathering card; on another day nothing."""
    rader = status.apnet(r.session, person, dag) if er_samledag(dag) else []
    return hjul.ordnet(r, [rad for rad in rader if rad.aksjon in r.kommune.regelverk.aksjoner])


def _lista(r: Reader, apne: Sequence[Oppgave], apnet: Sequence[Oppgave], dag: date) -> list[Block]:
    """The duties in words, where the tick boxes do not say it: the only one, those that opened, those that belong together."""
    blocks: list[Block] = []
    if len(apne) == 1:
        blocks.append(Paragraph((Run(hjul.linje(r, apne[0]), bold=True),)))
    if apnet:
        blocks.append(r.t.rich(N_("Åpnet siden sist, og kan begynnes på:")))
        blocks += [Paragraph((Run(hjul.linje(r, rad)),)) for rad in apnet]
    blocks += samlekort.blokker(r, apne)
    return [*blocks, *(hjul.mks(r, [*apne, *apnet]) if er_samledag(dag) else [])]


def _grunnlag(r: Reader, apne: Sequence[Oppgave], fortalt: Sequence[Fortalt]) -> list[Block]:
    """What the duties build on, each once, unless a summary in this card says it already."""
    sagt = {block for _ett, ord_ in fortalt for block in ord_}
    med = [rad for rad in apne if rad.aksjon in r.kommune.regelverk.aksjoner]
    alle = dict.fromkeys(block for rad in med for block in hjul.grunnlag(r, rad))
    return [block for block in alle if block not in sagt]


def _hode(r: Reader, person_id: int, dag: date, egne: Sequence[object]) -> list[Block]:
    person = org.person(r.session, person_id)
    navn = person.navn if person else ""
    if r.leser.person_id != person_id:
        return [
            r.t.rich(N_("Denne lista gjelder {navn}, som jeg ikke får tak i. Derfor kommer den til deg."), navn=navn)
        ]
    hei = r.t.rich(N_("Hei, {fornavn}."), fornavn=navn.split(" ")[0])
    if not egne:
        return [hei]
    if er_samledag(dag):
        return [hei, r.t.rich(N_("Dette står på HMS-lista di denne uka. Kryss av for det du vil svare på."))]
    return [hei, r.t.rich(N_("Dette gjelder på HMS-lista di i dag. Er det noe som hindrer deg, så si fra."))]


def _hver(par: Sequence[Linje], *, apen: bool) -> list[Oppgave]:
    """Each duty once, the open ones or the answered ones."""
    return list({rad.id: rad for _linje, rad in par if (rad.status == APEN) == apen}.values())


def _er_bor(r: Reader, rad: Oppgave) -> bool:
    aksjon = r.kommune.regelverk.aksjoner.get(rad.aksjon)
    return aksjon is not None and aksjon.hardhet == BOR


def _merknader(r: Reader, egne: Sequence[Linje], dag: date) -> list[Block]:
    """Why a line is here: lifted, late, because a role is vacant, or a note that it ought to have been done."""
    blocks: list[Block] = []
    for linje, rad in egne:
        if rad.status != APEN:
            continue
        fakta: dict[str, Any] = {"oppgave": hjul.tittel(r, rad), "sted": hjul.sted(r, rad)}
        if linje.steg == LENKE:
            blocks.append(
                r.t.rich(N_("Lenka til «{oppgave}», {sted}, kom ikke innen fristen. Oppgaven er åpen igjen."), **fakta)
            )
        if _er_bor(r, rad) and dag > rad.frist:
            blocks.append(hjul.merknad(r, rad))
        if linje.ledig:
            rolle = r.kommune.regelverk.rolle(rad.rolle, r.t.locale)
            blocks.append(
                r.t.rich(N_("{rolle} er ledig: {sted}. Derfor kommer «{oppgave}» til deg."), rolle=rolle, **fakta)
            )
        if linje.niva > 0:
            blocks.append(
                r.t.rich(
                    N_(
                        "«{oppgave}», {sted}, er over fristen og løftet til deg. Kan du avklare om det blir gjort, får ny frist eller trenger ressurser?"
                    ),
                    **fakta,
                )
            )
    return [*blocks, *_forsinket(r, _hver([par for par in egne if par[0].forsinket], apen=True))]


def _forsinket(r: Reader, rader: Sequence[Oppgave]) -> list[Block]:
    """What comes later than it should, in one line (rule 6)."""
    if not rader:
        return []
    oppgaver = "; ".join(f"{hjul.tittel(r, rad)}, {hjul.sted(r, rad)}" for rad in rader[:NAVNGITT])
    if len(rader) <= NAVNGITT:
        return [r.t.rich(N_("Forsinket påminnelse: {oppgaver}."), tone="small", oppgaver=oppgaver)]
    text = N_("Forsinket påminnelse: {oppgaver} – og {n} til.")
    return [r.t.rich(text, tone="small", oppgaver=oppgaver, n=len(rader) - NAVNGITT)]


def _besvart(r: Reader, rader: Sequence[Oppgave]) -> list[Block]:
    return [Paragraph((Run(hjul.svar(r, rad), subtle=True),), "small") for rad in rader]


def _uten_kurs(r: Reader, rader: Sequence[Oppgave]) -> list[Block]:
    """People whose course has to be taken before any is held (T-17)."""
    if not rader:
        return []
    hode = r.t.rich(N_("Ingen grunnkurs er planlagt innen fristen til"), tone="heading")
    rows = tuple((hjul.sted(r, rad), hjul.frist(r, rad)) for rad in rader)
    return [hode, Facts(rows), r.t.rich(N_("Skriv «planlegg kurs» for å føre opp et kurs."), tone="small")]


def _oversikt(r: Reader, par: Sequence[Linje]) -> list[Block]:
    """The chief executive's overview: how many are over the deadline, and where."""
    apne = _hver(par, apen=True)
    rolle = r.kommune.regelverk.rolle(KOMMUNEDIREKTOR, r.t.locale).lower()
    hode = r.t.rich(N_("Månedsoversikt til {rolle}"), tone="heading", rolle=rolle)
    if not par:
        return [hode]
    loftet = r.t.rich(N_("Oversikt over oppgaver som er løftet til deg denne måneden"))
    if not apne:
        return [hode, loftet, r.t.rich(N_("Alle er besvart."))]
    if len(apne) > MEST:
        per_sektor = Counter(hjul.sektor(r, rad.node_id) for rad in apne)
        rader = tuple((hvor, r.t.plural("{n} oppgave", "{n} oppgaver", n)) for hvor, n in sorted(per_sektor.items()))
    else:
        rader = tuple((hjul.sted(r, rad), f"{hjul.tittel(r, rad)} – {hjul.frist(r, rad)}") for rad in apne)
    return [hode, loftet, Facts(rader)]


NOTICE = Notice("arshjul_dag", _compose)
