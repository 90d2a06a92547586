"""To one person: a role was given or ended in chat, and the hand-over to a new leader (docs/adr/0017, T-28)."""

from collections.abc import Mapping
from typing import Any

from dialogs import hjul, rollenavn
from dialogs.commands.base import say
from dialogs.context import Reader
from dialogs.contract import Block, Facts, Message, Paragraph, Run
from dialogs.i18n import N_
from dialogs.notices.base import Notice
from hms.arshjul import overlevering
from hms.arshjul.overlevering import Innhold
from hms.avvik import flyt, queries
from hms.organisasjon import queries as org
from hms.organisasjon.model import Rolle

LISTED = 10
HVA_MA_JEG = N_("Hva må jeg gjøre")


def _gitt(r: Reader, params: Mapping[str, Any]) -> Message | None:
    rolle = r.session.get(Rolle, params["rolle"])
    if rolle is None or (rolle.gyldig_til is not None and rolle.gyldig_til < r.today):
        return None
    fakta: dict[str, Any] = {"rolle": rollenavn.rolle(r, rolle), "tid": rollenavn.tid(r, rolle)}
    if rolle.for_id is None:
        text = r.t.rich(N_("Du har fått rollen **{rolle}** {tid}."), **fakta)
    else:
        navn = hjul.navn(r, rolle.for_id)
        text = r.t.rich(
            N_("Du er stedfortreder for {navn}: **{rolle}** {tid}. Det som ellers går til {navn}, kommer til deg da."),
            navn=navn, **fakta,
        )  # fmt: skip
    krav = r.t.rich(N_("Krav {krav}"), tone="small", krav="5.0-3, 7-EL-15" if rolle.for_id else "6.1-9")
    return Message((text, krav), (say(r.t, HVA_MA_JEG, "mine_oppgaver"),))


def _slutt(r: Reader, params: Mapping[str, Any]) -> Message | None:
    rolle = r.session.get(Rolle, params["rolle"])
    if rolle is None or rolle.gyldig_til is None:
        return None
    fakta: dict[str, Any] = {"rolle": rollenavn.rolle(r, rolle), "dag": r.t.full_day(rolle.gyldig_til)}
    if rolle.gyldig_fra is not None and rolle.gyldig_til < rolle.gyldig_fra:
        text = r.t.rich(N_("Rollen **{rolle}** blir likevel ikke din."), rolle=fakta["rolle"])
    else:
        text = r.t.rich(
            N_("Rollen **{rolle}** er din til og med {dag}. Det som kommer etter det, går til andre."), **fakta
        )
    return Message((text, r.t.rich(N_("Krav {krav}"), tone="small", krav="6.1-9")))


def _overlevering(r: Reader, params: Mapping[str, Any]) -> Message | None:
    """What lies with a role that has begun. None when it is somebody else's by now."""
    rolle = r.session.get(Rolle, params["rolle"])
    if rolle is None or rolle.person_id != r.leser.person_id or not org.er_gyldig(rolle, r.today):
        return None
    alt = overlevering.innhold(r.session, r.kommune.regelverk, rolle, r.today)
    blocks: list[Block] = [
        r.t.rich(N_("Du er ny i rollen **{rolle}**. Dette følger med den."), rolle=rollenavn.rolle(r, rolle)),
        *_oppgavene(r, alt),
        *_sakene(r, alt),
        *_sporr(r, rolle, alt),
        r.t.rich(N_("Krav {krav}"), tone="small", krav=hjul.krav(r, alt.oppgaver[:1] or alt.kommer[:1]) or "6.1-9"),
    ]
    knapper = (say(r.t, HVA_MA_JEG, "mine_oppgaver"), say(r.t, N_("Mine stedfortredere"), "stedfortreder"))
    return Message(tuple(blocks), knapper)


def _oppgavene(r: Reader, alt: Innhold) -> list[Block]:
    blocks: list[Block] = []
    if alt.oppgaver:
        blocks.append(r.t.rich(N_("Åpne oppgaver"), tone="heading"))
        blocks += [Paragraph((Run(hjul.linje(r, rad)),)) for rad in alt.oppgaver[:LISTED]]
        blocks += [Paragraph((Run(hva, subtle=True),), "small") for rad in alt.oppgaver if (hva := hjul.skjedd(r, rad))]
    if len(alt.oppgaver) > LISTED:
        blocks.append(r.t.rich(N_("Og {n} til."), n=len(alt.oppgaver) - LISTED))
    if alt.kommer:
        blocks.append(r.t.rich(N_("Kommer de neste tre månedene"), tone="heading"))
        blocks += [Paragraph((Run(hjul.linje(r, rad)),)) for rad in alt.kommer[: LISTED // 2]]
    return blocks or [r.t.rich(N_("Ingen oppgaver i årshjulet er åpne nå."))]


def _sakene(r: Reader, alt: Innhold) -> list[Block]:
    """Open cases and actions of the one before, as far as the new one may see them."""
    rows = []
    for avvik in alt.avvik:
        relasjoner = queries.relasjoner(r.session, avvik, r.leser, r.today)
        if flyt.ser(relasjoner, avvik.status):
            rows.append((avvik.nummer, hjul.navn(r, avvik.behandler_id)))
    rows += [
        (r.t.text(N_("Tiltak, frist {dag}"), dag=r.t.day(t.frist, r.today)), hjul.navn(r, t.ansvarlig_id))
        for t in alt.tiltak
    ]
    if not rows:
        return []
    text = r.t.rich(N_("Avvik og tiltak som ligger hos den som hadde rollen før deg. Avtal hvem som tar dem videre."))
    return [text, Facts(tuple(rows[:LISTED]))]


def _sporr(r: Reader, rolle: Rolle, alt: Innhold) -> list[Block]:
    """Whom to ask: who had the role before, the leader above, the verneombud, the HMS-ansvarlig."""
    t, rows = r.t, []
    if alt.forrige:
        rows.append((t.text(N_("Hadde rollen før")), ", ".join(hjul.navn(r, id_) for id_ in alt.forrige[:2])))
    if rolle.omfang_type == "node":
        over = org.linjeledere(r.session, rolle.person_id, rolle.omfang_id, r.today)
        ombud = org.verneombud_for(r.session, rolle.omfang_id, r.today)
        rows += [(t.text(N_("Leder over")), over[0].navn)] if over else []
        rows += [(t.text(N_("Verneombud")), ", ".join(p.navn for p in ombud))] if ombud else []
    hms = org.kommune_rolle(r.session, "hms_ansvarlig", r.today)
    rows += [(t.text(N_("HMS-ansvarlig")), hms[0].navn)] if hms else []
    return [t.rich(N_("Spør gjerne"), tone="heading"), Facts(tuple(rows))] if rows else []


NOTICES = (Notice("rolle_gitt", _gitt), Notice("rolle_slutt", _slutt), Notice("overlevering", _overlevering))
