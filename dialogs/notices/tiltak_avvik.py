"""A tiltak of a vernerunde was not done: shall it be reported (T-31, T-32b)? Who is responsible is told that it was (6.3.5-4).

When it is done after all, the handler is told (messages.md 5).
"""

from collections.abc import Mapping
from typing import Any

from dialogs import fortalt, knapper, kort, kortdeler, tiltakskort
from dialogs.context import Reader
from dialogs.contract import Block, Button, Message
from dialogs.i18n import N_
from dialogs.notices.base import Notice
from hms.avvik import flyt, queries, tiltakene, vernerunde
from hms.avvik.model import Avvik
from hms.ekstern import vernerunde as ekstern
from hms.tiltak import rules
from hms.tiltak.model import Tiltak


def _meldt(r: Reader, params: Mapping[str, Any]) -> Message | None:
    tiltak, avvik = r.session.get(Tiltak, params["tiltak"]), r.session.get(Avvik, params["avvik"])
    if tiltak is None or avvik is None or avvik.status not in flyt.APNE or tiltak.status not in rules.UFERDIGE:
        return None
    roller = tiltakene.roller(r.session, tiltak, None, r.leser, r.today)
    if not roller:
        return None
    t, days = r.t, (r.today - tiltak.frist).days
    text = t.rich(
        N_(
            "Tiltaket «{tiltak}» fra vernerunden er {dager} dager over fristen. Etter HMS-dokumentet punkt 6.3.5 skal dette meldes som avvik, og det er nå gjort: sak **{saksnr}**. {leder} behandler den."
        ),
        tiltak=tiltak.hva,
        dager=days,
        saksnr=avvik.nummer,
        leder=fortalt.behandler(r, avvik),
    )
    why = t.rich(N_("Du får dette fordi du er ansvarlig for tiltaket. Krav {krav}."), tone="small", krav="6.3.5-4")
    copy = fortalt.kopi(r, avvik)
    told = (t.rich(N_("{hvem} får beskjed."), hvem=copy),) if copy else ()
    return Message((text, *told, why), tiltakskort.knapper(r, tiltak, roller), summary=tiltakskort.summary(r, avvik))


def _gjort(r: Reader, params: Mapping[str, Any]) -> Message | None:
    avvik, tiltak = r.session.get(Avvik, params["avvik"]), r.session.get(Tiltak, params["tiltak"])
    if avvik is None or tiltak is None or tiltak.status != rules.UTFORT:
        return None
    text = r.t.rich(
        N_("Tiltaket «{tiltak}» er meldt utført nå. Det er det sak **{saksnr}** gjelder. Vurder om saken kan lukkes."),
        tiltak=tiltak.hva,
        saksnr=avvik.nummer,
    )
    return kan_lukkes(r, avvik, text)


def kan_lukkes(r: Reader, avvik: Avvik, text: Block) -> Message | None:
    """What was neglected is done after all: to the handler, who closes the case, or not."""
    relasjoner = queries.relasjoner(r.session, avvik, r.leser, r.today)
    if avvik.status not in flyt.APNE or not flyt.har_rett(relasjoner, "lukk"):
        return None
    why = r.t.rich(N_("Du får dette fordi du behandler saken. Krav 7-AL-7."), tone="small")
    buttons: list[Button] = [
        knapper.knapp(r, avvik, do) for do in ("bekreft", "vurder", "lukk") if flyt.kan(relasjoner, do, avvik.status)
    ]
    return Message((text, why), (*buttons, kort.se_saken(r, avvik)), summary=kort.summary(r, avvik))


def _forslag(r: Reader, params: Mapping[str, Any]) -> Message | None:
    """It has been put off again and again: does the leader want to report it?"""
    tiltak = r.session.get(Tiltak, params["tiltak"])
    if tiltak is None or tiltak.runde != params["runde"] or tiltak.status not in rules.UFERDIGE:
        return None
    if ekstern.er_meldt(r.session, tiltak.id or 0):
        return None
    frist, krav = r.t.day(tiltak.frist, r.today), r.t.rich(N_("Krav 6.3.5-4."), tone="small")
    if params["som"] == flyt.VERNEOMBUD:
        text = N_(
            "Til orientering: Tiltaket «{tiltak}» fra vernerunden er utsatt {n} ganger, nå til {frist}. Lederen er spurt om det skal meldes som avvik."
        )
        told = r.t.rich(text, tiltak=tiltak.hva, n=params["ganger"], frist=frist)
        return Message((told, krav), summary=tiltakskort.summary(r, None))
    if flyt.BEHANDLER not in tiltakene.roller(r.session, tiltak, None, r.leser, r.today):
        return None
    text = N_("Tiltaket «{tiltak}» fra vernerunden er utsatt {n} ganger, nå til {frist}. Skal det meldes som avvik?")
    asked = r.t.rich(text, tiltak=tiltak.hva, n=params["ganger"], frist=frist)
    buttons = tuple(tiltakskort.knapp(r, tiltak, do) for do in ("meld_avvik", "se"))
    return Message((asked, krav), buttons, summary=tiltakskort.summary(r, None))


def _sporsmal(r: Reader, params: Mapping[str, Any]) -> Message | None:
    """It is two weeks overdue, and the kommune asks before it reports (T-31): one yes is enough, a leader's no is a new deadline."""
    tiltak = r.session.get(Tiltak, params["tiltak"])
    if tiltak is None or tiltak.runde != params["runde"] or tiltak.status not in rules.UFERDIGE:
        return None
    if tiltak.neste_trinn_at is None or ekstern.er_meldt(r.session, tiltak.id or 0):
        return None
    text = N_(
        "Tiltaket «{tiltak}» fra vernerunden hadde frist {frist}, og det er ikke meldt utført. {navn} er ansvarlig. Skal det meldes som avvik? Har ingen svart innen {innen}, melder jeg det."
    )
    asked = r.t.rich(
        text,
        tiltak=tiltak.hva,
        frist=r.t.day(tiltak.frist, r.today),
        navn=kortdeler.navn(r, tiltak.ansvarlig_id) or "",
        innen=r.t.moment(tiltak.neste_trinn_at, r.today),
    )
    do: tuple[str, ...] = ("meld_avvik",)
    som = N_("Et ja fra deg er nok. Lederen er også spurt.")
    if params["som"] != flyt.VERNEOMBUD:
        if flyt.BEHANDLER not in tiltakene.roller(r.session, tiltak, None, r.leser, r.today):
            return None
        som = N_(
            "Skal det ikke meldes, så sett en ny frist med begrunnelse, høyst {dager} dager fram. Verneombudet er også spurt."
        )
        do = (*do, "ny_frist", "utfort", "uaktuelt")
    how = r.t.rich(som, dager=rules.LENGST_UTSATT.days)
    krav = r.t.rich(N_("Krav 6.3.5-4."), tone="small")
    return Message(
        (asked, how, krav), tuple(tiltakskort.knapp(r, tiltak, one) for one in do), summary=tiltakskort.summary(r, None)
    )


NOTICES = (
    Notice("tiltak_sporsmal", _sporsmal),
    Notice(vernerunde.NOTICE, _meldt),
    Notice("avvik_tiltak_gjort", _gjort),
    Notice(vernerunde.FORSLAG, _forslag),
)
