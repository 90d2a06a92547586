"""A tiltak has reached its deadline or passed it: to the responsible person, then the handler and up the line (messages.md 3, 4)."""

from collections.abc import Mapping
from typing import Any

from dialogs import kort, kortdeler, tiltakskort
from dialogs.context import Reader
from dialogs.contract import Block, Button, Message
from dialogs.i18n import N_
from dialogs.notices.base import Notice
from hms.avvik import flyt, queries, tiltakene
from hms.avvik.behandling import OPPHAV
from hms.avvik.model import Avvik
from hms.tiltak import queries as tiltak_queries
from hms.tiltak import rules
from hms.tiltak.model import Tiltak


def _compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    tiltak = r.session.get(Tiltak, params["tiltak"])
    if tiltak is None or tiltak.runde != params["runde"] or tiltak.status not in rules.UFERDIGE:
        return None
    avvik = tiltakene.saken(r.session, tiltak)
    relasjoner: frozenset[str] = frozenset()
    if avvik is not None:
        relasjoner = queries.relasjoner(r.session, avvik, r.leser, r.today)
    elif tiltak.opphav_type == OPPHAV:
        return None
    if flyt.INHABIL in relasjoner or (avvik is not None and avvik.status == flyt.SKJERMET):
        return None
    roller = tiltakene.roller(r.session, tiltak, avvik, r.leser, r.today)
    buttons: tuple[Button, ...] = ()
    if params.get("som") == flyt.VERNEOMBUD:
        blocks = _til_verneombud(r, tiltak)
    elif tiltakene.ANSVARLIG in roller:
        blocks, buttons = _til_ansvarlig(r, tiltak), tiltakskort.knapper(r, tiltak, roller)
    else:
        blocks, buttons = _til_andre(r, tiltak, avvik), _se(r, tiltak, avvik, roller, relasjoner)
    why = N_("Du får dette fordi tiltak skal følges opp til de er utført. Krav {krav}.")
    krav = r.t.rich(why, tone="small", krav=tiltakskort.krav(tiltak))
    return Message((*blocks, krav), buttons, summary=tiltakskort.summary(r, avvik))


def _til_ansvarlig(r: Reader, tiltak: Tiltak) -> tuple[Block, ...]:
    if tiltak.frist >= r.today:
        text = N_(
            "Tiltaket «{tiltak}» har frist {frist}. Er det gjort, så trykk Utført. Er det noe som hindrer, så be om ny frist."
        )
    else:
        text = N_(
            "Tiltaket «{tiltak}» hadde frist {frist}, og det er ikke meldt utført ennå. Er det gjort, så trykk Utført. Er det noe som hindrer, så be om ny frist."
        )
    return (r.t.rich(text, tiltak=tiltak.hva, frist=r.t.day(tiltak.frist, r.today)),)


def _til_verneombud(r: Reader, tiltak: Tiltak) -> tuple[Block, ...]:
    """For information: the verneombud is never in the leaders' chase."""
    text = N_(
        "Til orientering: Tiltaket «{tiltak}» fra vernerunden hadde frist {frist}, og det er ikke meldt utført. {navn} er ansvarlig. Er det ikke gjort to uker etter fristen, melder jeg det som avvik."
    )
    if tiltak_queries.spor_forst(r.session):
        text = N_(
            "Til orientering: Tiltaket «{tiltak}» fra vernerunden hadde frist {frist}, og det er ikke meldt utført. {navn} er ansvarlig. Er det ikke gjort to uker etter fristen, spør jeg deg og lederen om det skal meldes som avvik."
        )
    name = kortdeler.navn(r, tiltak.ansvarlig_id) or ""
    return (r.t.rich(text, tiltak=tiltak.hva, frist=r.t.day(tiltak.frist, r.today), navn=name),)


def _til_andre(r: Reader, tiltak: Tiltak, avvik: Avvik | None) -> tuple[Block, ...]:
    """To the handler and the leader: without the words of the tiltak, which may tell of the case."""
    name = kortdeler.navn(r, tiltak.ansvarlig_id) or ""
    if avvik is None:
        text = N_(
            "Tiltaket «{tiltak}» hadde frist {frist}. {navn} er ansvarlig. Kan du avklare om det blir gjort, eller om det trengs ny frist?"
        )
        return (r.t.rich(text, tiltak=tiltak.hva, frist=r.t.day(tiltak.frist, r.today), navn=name),)
    one = N_(
        "Et tiltak i sak **{saksnr}** er {n} dag over fristen. {navn} er ansvarlig. Kan du avklare om det blir gjort, eller om det trengs ny frist?"
    )
    many = N_(
        "Et tiltak i sak **{saksnr}** er {n} dager over fristen. {navn} er ansvarlig. Kan du avklare om det blir gjort, eller om det trengs ny frist?"
    )
    days = (r.today - tiltak.frist).days
    return (r.t.rich(one if days == 1 else many, saksnr=avvik.nummer, n=days, navn=name),)


def _se(
    r: Reader, tiltak: Tiltak, avvik: Avvik | None, roller: frozenset[str], relasjoner: frozenset[str]
) -> tuple[Button, ...]:
    if flyt.BEHANDLER in roller:
        return tuple(tiltakskort.knapp(r, tiltak, do) for do in ("se", "ny_frist"))
    return (kort.se_saken(r, avvik),) if avvik is not None and flyt.har_rett(relasjoner, "se") else ()


NOTICE = Notice("tiltak_purring", _compose)
