"""Buttons on cards that outlive a conversation. Rights are checked by the rulebook at the click, never taken from the card."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from dialogs import dorvalg, forslagvalg, knapper, kort, pliktkort, texts, tiltaksvalg, vernehandlinger
from dialogs import ekstern as ekstern_kort
from dialogs.commands import (
    arshjul,
    arshjul_knapper,
    arshjulet,
    dokumentasjon,
    foresporsel,
    hvem_er,
    mine_avvik,
    mine_tiltak,
    roller,
    saker,
    sider,
    sprak,
    vernedag,
)
from dialogs.context import Context
from dialogs.contract import Message, Outcome, Reply
from dialogs.forms.base import is_id
from dialogs.forms.register import BY_KEY as FORMS
from dialogs.i18n import N_
from dialogs.notices import arshjul_dag, personvern_klokke
from dialogs.refusals import refusal
from hms.arshjul import mottakere
from hms.avvik import avslutning, flyt, innsyn, personvern, queries, service
from hms.avvik.model import Avvik
from hms.ekstern import service as ekstern
from hms.ekstern.model import EksternSak
from hms.kit.feil import HmsError

MANGLER: Mapping[str, tuple[str, ...]] = {
    "avvik.tiltak_kreves": ("tiltak",),
    "avvik.ikke_vurdert": ("vurder",),
    "avvik.egen_sak": ("send_videre",),
}


def _avvik(ctx: Context, value: Mapping[str, Any]) -> Outcome:
    avvik_id: Any = value.get("avvik")
    if not is_id(avvik_id):
        raise HmsError("avvik.ingen_rett")
    match value.get("do"):
        case "bekreft":
            return _bekreft(ctx, avvik_id)
        case "se":
            return _se(ctx, avvik_id)
        case "losning":
            return _losning(ctx, avvik_id, value.get("value"))
        case "effekt":
            return _effekt(ctx, avvik_id, value.get("value"))
        case "flere":
            return _flere(ctx, avvik_id)
        case "lukk":
            return _lukk(ctx, avvik_id)
        case str() as do if do in FORMS and do in flyt.HANDLINGER:
            service.hent(ctx.session, ctx.now, ctx.leser, avvik_id, do)
            return Outcome(forward=do)
    raise HmsError("avvik.ingen_rett")


def _lukk(ctx: Context, avvik_id: int) -> Outcome:
    """Opens the form that closes the case, or says what stands in the way and offers the button that mends it."""
    avvik = service.hent(ctx.session, ctx.now, ctx.leser, avvik_id, "lukk")
    relasjoner = queries.relasjoner(ctx.session, avvik, ctx.leser, ctx.today)
    code = avslutning.mangler(ctx.session, avvik, ctx.leser)
    if code is None or (code == "avvik.ikke_droftet" and flyt.har_rett(relasjoner, "droft")):
        return Outcome(forward="lukk")
    mends = [h for h in MANGLER.get(code, ()) if flyt.kan(relasjoner, h, avvik.status)]
    said = refusal(ctx.t, HmsError(code, nummer=avvik.nummer))
    buttons = tuple(knapper.knapp(ctx.reader, avvik, h) for h in mends)
    if code == "avvik.sjekkliste":
        buttons = pliktkort.forste(ctx.reader, avvik, relasjoner)
    return Outcome((Reply(Message((said,), buttons, summary=kort.summary(ctx.reader, avvik))),), consumes=False)


def _bekreft(ctx: Context, avvik_id: int) -> Outcome:
    refresh = ("avvik_kort", {"avvik": avvik_id, "som": flyt.BEHANDLER})
    try:
        avvik = service.bekreft_mottak(ctx.session, ctx.now, ctx.leser, avvik_id)
    except HmsError as error:
        if error.code != "avvik.alt_mottatt":
            raise
        text = ctx.t.rich(N_("Mottak av sak {nummer} er allerede bekreftet."), **error.params)
        return Outcome((Reply(Message((text,))),), refresh=refresh, consumes=False)
    text = ctx.t.rich(
        N_(
            "Takk. Mottak av sak **{saksnr}** er bekreftet, og melderen får vite det. Saken skal være vurdert innen {vurdert}."
        )
        if avvik.frist_vurdert >= ctx.today
        else N_(
            "Takk. Mottak av sak **{saksnr}** er bekreftet, og melderen får vite det. Fristen for å vurdere saken var {vurdert}. Vurder den så snart du kan."
        ),
        saksnr=avvik.nummer,
        vurdert=ctx.t.day(avvik.frist_vurdert, ctx.today),
    )
    return Outcome((Reply(Message((text,))),), refresh=refresh)


def _se(ctx: Context, avvik_id: int) -> Outcome:
    avvik = ctx.session.get(Avvik, avvik_id)
    card = kort.sak(ctx.reader, avvik) if avvik else None
    if avvik is None or card is None or not queries.relasjoner(ctx.session, avvik, ctx.leser, ctx.today):
        raise HmsError("avvik.ingen_rett")
    innsyn.logg(ctx.session, ctx.now, ctx.leser, avvik)
    return Outcome((kort.vist(avvik, card), *_klokka(ctx, avvik)), consumes=False)


def _klokka(ctx: Context, avvik: Avvik) -> tuple[Reply, ...]:
    """The 72-hour clock that runs beside the case, with its buttons, to one who may decide."""
    row = personvern.brudd(ctx.session, avvik.id or 0)
    params = {"avvik": avvik.id, "trinn": personvern_klokke.FIRST}
    card = personvern_klokke.compose(ctx.reader, params) if row is not None and row.vurdert is None else None
    live = f"personvern:{avvik.id}:{personvern_klokke.FIRST}"
    return (Reply(card, card=live, notice=(personvern.NOTICE, params)),) if card is not None else ()


def _losning(ctx: Context, avvik_id: int, answer: Any) -> Outcome:
    """«Løste det problemet?»: a no opens the form that takes the case up again."""
    avvik = avslutning.meld_losning(ctx.session, ctx.now, ctx.leser, avvik_id, lost=answer == "ja")
    if not avvik.lost:
        return Outcome(forward="gjenapne")
    text = ctx.t.rich(N_("Takk for svaret. Da er sak **{saksnr}** ferdig."), saksnr=avvik.nummer)
    return Outcome((Reply(Message((text,))),))


def _effekt(ctx: Context, avvik_id: int, answer: Any) -> Outcome:
    avvik = avslutning.meld_effekt(ctx.session, ctx.now, ctx.leser, avvik_id, str(answer))
    text = ctx.t.rich(N_("Takk. Svaret er lagret på sak **{saksnr}**."), saksnr=avvik.nummer)
    buttons = () if avvik.effekt == "virket" else (knapper.knapp(ctx.reader, avvik, "gjenapne"),)
    return Outcome((Reply(Message((text,), buttons)),))


def _flere(ctx: Context, avvik_id: int) -> Outcome:
    """What else can be done with the case, one button each."""
    avvik = service.hent(ctx.session, ctx.now, ctx.leser, avvik_id, "se")
    relasjoner = queries.relasjoner(ctx.session, avvik, ctx.leser, ctx.today)
    more = pliktkort.resten(ctx.reader, avvik, relasjoner)
    buttons = (*knapper.resten(ctx.reader, avvik, relasjoner), *more)
    text = ctx.t.rich(N_("Dette kan du også gjøre med sak **{saksnr}**:"), saksnr=avvik.nummer)
    return Outcome((Reply(Message((text,), buttons, summary=kort.summary(ctx.reader, avvik))),), consumes=False)


def _ekstern(ctx: Context, value: Mapping[str, Any]) -> Outcome:
    """[Legg inn saksnummer] and [Vis bildene] on a report to another system, for those who may."""
    sak = ctx.session.get(EksternSak, value.get("ekstern")) if is_id(value.get("ekstern")) else None
    if sak is None or not ekstern.kan_legge_inn(ctx.session, ctx.now, ctx.leser, sak):
        raise HmsError("ekstern.ingen_rett")
    if value.get("do") == "se":
        return Outcome((Reply(ekstern_kort.kort(ctx.reader, sak)),), consumes=False)
    if sak.nummer is not None:
        raise HmsError("ekstern.har_nummer", referanse=sak.referanse, nummer=sak.nummer)
    return Outcome(forward="ekstern_nummer")


def _sprak(ctx: Context, value: Mapping[str, Any]) -> Outcome:
    locale = str(value.get("value"))
    if locale not in texts.SPRAK:
        raise HmsError("sprak.ukjent")
    return sprak.choose(ctx, locale)


def _dagens_liste(ctx: Context, value: Mapping[str, Any]) -> Outcome:
    """[Vis flere] on the card of a day, to its owner, or whoever it may come to when the owner cannot be reached."""
    person: Any = value.get("person")
    try:
        dag = date.fromisoformat(str(value.get("dag")))
    except ValueError:
        raise HmsError("oppgave.ingen_rett") from None
    if not is_id(person):
        raise HmsError("oppgave.ingen_rett")
    til = mottakere.finn(ctx.session, {"arshjul": person}, ctx.today)
    if ctx.kontakt.person_id not in (person, *til.alle, *til.reserve):
        raise HmsError("oppgave.ingen_rett")
    params = {"person": person, "dag": dag.isoformat(), "fra": sider.fra(value)}
    message = arshjul_dag.NOTICE.compose(ctx.reader, params)
    if message is None:
        raise HmsError("oppgave.ikke_apen")
    return Outcome((Reply(message),), consumes=False)


ACTIONS: Mapping[str, Callable[[Context, Mapping[str, Any]], Outcome]] = {
    "avvik": _avvik,
    "ekstern": _ekstern,
    "liste": saker.pressed,
    "hvem": hvem_er.pressed,
    "mine": mine_avvik.pressed,
    "mine_tiltak": mine_tiltak.pressed,
    "sprak": _sprak,
    "tiltak": tiltaksvalg.trykket,
    "uavklart": forslagvalg.uavklart,
    "ikke_holdt": forslagvalg.ikke_holdt,
    "forbedring": dorvalg.forslag_lest,
    "personvern": dorvalg.personvern_klokke,
    "plikt": vernehandlinger.plikt,
    "stans": vernehandlinger.stans,
    "krav": vernehandlinger.krav,
    "arshjul": arshjul_knapper.pressed,
    "arshjul_dag": _dagens_liste,
    "mine_oppgaver": arshjul.pressed,
    "rolle": roller.pressed,
    "vernedag": vernedag.pressed,
    "arshjulet": arshjulet.pressed,
    "dokumentasjon": dokumentasjon.pressed,
    "foresporsel": foresporsel.pressed,
}
