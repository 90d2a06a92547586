"""Everything that the årshjul has for one person on one day, in one card (kalender.md, rules 3, 4 and 8; messages.md 1 and 2)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dialogs import hjul
from dialogs.context import Reader
from dialogs.contract import Block, Facts, Message, Paragraph, Run
from dialogs.i18n import N_
from dialogs.notices.base import Notice
from hms.arshjul import queries, svar
from hms.arshjul.model import APEN, ArshjulLinje, Oppgave
from hms.arshjul.rules import er_samledag
from hms.arshjul.sending import KURSPLAN, LENKE
from hms.organisasjon import queries as org
from hms.regelverk import roller

Linje = tuple[ArshjulLinje, Oppgave]


def _compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    dag = date.fromisoformat(params["dag"])
    alle = queries.linjer(r.session, params["person"], dag)
    if not alle:
        return None
    oversikt = [par for par in alle if par[0].oversikt]
    egne = [par for par in alle if not par[0].oversikt and par[0].steg != KURSPLAN]
    uten_kurs = [rad for linje, rad in alle if linje.steg == KURSPLAN and rad.status == APEN]
    alle_apne = hjul.ordnet(r, _hver(egne, apen=True))
    apne = [rad for rad in alle_apne if _har(r, params["person"], rad)]
    blocks: list[Block] = [*_hode(r, params["person"], dag, egne)]
    if len(apne) == 1:
        blocks.append(Paragraph((Run(hjul.linje(r, apne[0]), bold=True),)))
    blocks += _merknader(r, egne)
    blocks += [Paragraph((Run(hva, subtle=True),), "small") for rad in apne if (hva := hjul.skjedd(r, rad))]
    blocks += [
        r.t.rich(
            N_("Ligger ikke hos deg lenger: {oppgave}, {sted}."),
            tone="small",
            oppgave=hjul.tittel(r, rad),
            sted=hjul.sted(r, rad),
        )
        for rad in alle_apne
        if rad not in apne
    ]
    blocks += [block for rad in apne if rad.aksjon in r.kommune.regelverk.aksjoner for block in hjul.grunnlag(r, rad)]
    blocks += _besvart(r, _hver(egne, apen=False))
    blocks += _uten_kurs(r, uten_kurs)
    if oversikt:
        blocks += _oversikt(r, oversikt)
    krav = hjul.krav(r, [rad for _linje, rad in alle])
    blocks.append(r.t.rich(N_("Krav {krav}"), tone="small", krav=krav))
    knapper = hjul.knapper(r, apne, {"dag": params["dag"]})
    return Message(tuple(blocks), knapper, hjul.kryss(r, apne), summary=r.t.text(N_("HMS-lista di")))


def _har(r: Reader, person_id: int, rad: Oppgave) -> bool:
    """May the person of the card, or whoever reads it in that place, still answer?"""
    regelverk = r.kommune.regelverk
    hvem = {person_id, r.leser.person_id or person_id}
    return any(svar.kan(r.session, r.now, regelverk, ett, rad) for ett in hvem)


def _hode(r: Reader, person_id: int, dag: date, egne: Sequence[Linje]) -> list[Block]:
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


def _merknader(r: Reader, egne: Sequence[Linje]) -> list[Block]:
    """Why a line is here: lifted, late, or because a role is vacant."""
    blocks: list[Block] = []
    for linje, rad in egne:
        if rad.status != APEN:
            continue
        fakta: dict[str, Any] = {"oppgave": hjul.tittel(r, rad), "sted": hjul.sted(r, rad)}
        if linje.steg == LENKE:
            blocks.append(
                r.t.rich(N_("Lenka til «{oppgave}», {sted}, kom ikke innen fristen. Oppgaven er åpen igjen."), **fakta)
            )
        if linje.ledig:
            rolle = roller.navn(rad.rolle, r.t.locale)
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
        if linje.forsinket:
            blocks.append(r.t.rich(N_("Forsinket påminnelse: «{oppgave}», {sted}."), tone="small", **fakta))
    return blocks


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
    hode = r.t.rich(N_("Oversikt over oppgaver som er løftet til deg denne måneden"), tone="heading")
    if not apne:
        return [hode, r.t.rich(N_("Alle er besvart."))]
    return [hode, Facts(tuple((hjul.sted(r, rad), f"{hjul.tittel(r, rad)} – {hjul.frist(r, rad)}") for rad in apne))]


NOTICE = Notice("arshjul_dag", _compose)
