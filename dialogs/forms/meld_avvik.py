"""Meld avvik: five answers from the first line to the receipt (domain/avvik.md 2). Krav 6.3.4-1, 6.1-11."""

from collections.abc import Mapping
from typing import Any

from dialogs import ekstern, kort, texts, tid
from dialogs.contract import Block, Facts, Outcome, Reply
from dialogs.forms import anonym, bilder, som_sist
from dialogs.forms import meld_avvik_svar as svar
from dialogs.forms.base import Form, Slot, View
from dialogs.i18n import N_
from hms.avvik import flyt, rules, service, vedlegg
from hms.organisasjon import queries as org


def _review(view: View) -> tuple[Block, ...]:
    t = view.ctx.t
    rows: list[tuple[str, str]] = []
    for slot in FORM.slots:
        value = view.get(slot.key)
        if not slot.when(view) or (value is None and slot.key != "nar"):
            continue
        rows.append((t.text(slot.name), slot.show(value, view) if value is not None else t.text(N_("ikke oppgitt"))))
    return (t.rich(N_("Se over før du sender"), tone="heading"), Facts(tuple(rows)))


def _again(view: View) -> tuple[Block, ...] | None:
    """Grade 4 is asked about once more, with the unit's own emergency number; so is what is sent anonymously."""
    return (*_kritisk(view), *anonym.folger(view)) or None


def _kritisk(view: View) -> tuple[Block, ...]:
    if view.get("grad") != rules.KRITISK:
        return ()
    t = view.ctx.t
    if view.ctx.kommune.ekstern is None:
        told = N_(
            "Du har valgt **kritisk**. Da får hele lederlinja beskjed med en gang. Vil du sende saken som kritisk?"
        )
    else:
        told = N_(
            "Du har valgt **kritisk**. Da får nærmeste leder beskjed med en gang. Vil du sende saken som kritisk?"
        )
    blocks: list[Block] = [t.rich(told)]
    phone = next(
        (n.beredskap_telefon for n in org.linje(view.ctx.session, view.get("node")) if n.beredskap_telefon), None
    )
    if phone:
        blocks.append(t.rich(N_("Ring også beredskapstelefonen: **{telefon}**."), tone="emergency", telefon=phone))
    return tuple(blocks)


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    nar = view.get("nar") or {}
    nytt = service.NyttAvvik(
        hva=view.get("hva"),
        kategori=view.get("kategori"),
        skade=view.get("skade"),
        grad=view.get("grad"),
        node_id=view.get("node"),
        sted=view.get("sted"),
        hendt_fra=nar.get("fra"),
        hendt_til=nar.get("til"),
        strakstiltak=view.get("strakstiltak"),
        forslag=view.get("forslag"),
        gjentakelse=view.get("gjentakelse"),
        fortrolig=bool(view.get("fortrolig")),
        gjelder_leder=bool(view.get("gjelder_leder")),
        anonym=anonym.valgt(view),
    )
    if ctx.kommune.ekstern is not None:
        return ekstern.sendt(ctx, nytt, ctx.kommune.ekstern, bilder.merke(view))
    if nytt.anonym:
        return anonym.sendt(view, nytt)
    avvik = service.meld(ctx.session, ctx.now, ctx.leser, nytt)
    pictures = bilder.merke(view)
    if pictures is not None:
        vedlegg.fra_utkast(ctx.session, ctx.now, ctx.leser, avvik, pictures)
    receipt = kort.kvittering(ctx.reader, avvik)
    later = ("avvik_kort", {"avvik": avvik.id, "som": flyt.MELDER})
    return Outcome((Reply(receipt, card=f"avvik:{avvik.id}:{flyt.MELDER}", notice=later),))


def _absorb(slot: str, value: Any, view: View) -> Mapping[str, Any]:
    return som_sist.fra(value, view) if slot == som_sist.SOM_SIST else svar.absorb(slot, value, view)


def _as_is(value: Any, _view: View) -> str:
    return str(value)


FORM = Form(
    key="meld_avvik",
    version=1,
    title=N_("Meld avvik"),
    slots=(
        Slot(
            "hva",
            N_("Hva skjedde"),
            svar.ask_hva,
            svar.read_hva,
            _as_is,
            words=("tekst", "teksten", "beskrivelse", "text"),
            kind="long",
        ),
        Slot(
            "kategori",
            N_("Kategori"),
            svar.ask_kategori,
            svar.pick_one,
            lambda value, view: view.ctx.t.text(texts.KATEGORI[value]),
            words=("type", "category"),
        ),
        Slot(
            "skade",
            N_("Skade"),
            svar.ask_skade,
            svar.read_skade,
            lambda value, view: view.ctx.t.text(texts.SKADE[value]),
            words=("skaden", "injury"),
        ),
        Slot(
            "grad",
            N_("Alvorlighet"),
            svar.ask_grad,
            svar.read_grad,
            lambda value, view: f"{value} {view.ctx.t.text(texts.GRAD[value])}",
            words=("grad", "graden", "severity"),
        ),
        Slot(
            "node",
            N_("Enhet"),
            svar.ask_node,
            svar.read_node,
            svar.show_node,
            known=svar.known_node,
            valid=svar.is_node,
            words=("enhet", "avdeling", "eining", "unit"),
            kind="text",
        ),
        Slot(
            "sted", N_("Sted"), svar.ask_sted, svar.read_short, _as_is, asked=False, words=("stedet", "hvor", "place")
        ),
        Slot(
            "nar",
            N_("Tid"),
            svar.ask_nar,
            svar.read_nar,
            lambda value, view: tid.shown(value, view.ctx.t),
            asked=False,
            words=("tid", "tidspunkt", "dato", "når", "time", "date"),
            kind="moment",
        ),
        Slot(
            "gjelder_leder",
            N_("Behandler"),
            svar.ask_gjelder_leder,
            svar.pick_one,
            svar.show_behandler,
            known=lambda _view: False,
            words=("leder", "behandleren", "handler"),
        ),
        Slot(
            "fortrolig",
            N_("Navn"),
            svar.ask_fortrolig,
            svar.pick_one,
            svar.show_fortrolig,
            known=lambda _view: False,
            when=lambda view: not anonym.valgt(view),
            asked=False,
            words=("navnet", "namn", "name"),
            kind="check",
        ),
        Slot(
            "strakstiltak", N_("Strakstiltak"), svar.ask_strakstiltak, svar.read_hva, _as_is, asked=False, kind="long"
        ),
        Slot(
            "forslag",
            N_("Forslag til tiltak"),
            svar.ask_forslag,
            svar.read_hva,
            _as_is,
            asked=False,
            words=("forslag",),
            kind="long",
        ),
        Slot(
            "gjentakelse", N_("Kan skje igjen"), svar.ask_gjentakelse, svar.pick_one, svar.show_gjentakelse, asked=False
        ),
        anonym.SLOT,
        bilder.SLOT,
        som_sist.SLOT,
    ),
    intro=svar.intro,
    absorb=_absorb,
    review=_review,
    again=_again,
    submit=_submit,
    send_label=N_("Send"),
    tell=svar.tell,
    warn=svar.warn,
    offered=("nar",),
    card=True,
    extra=("strakstiltak", "forslag", "gjentakelse", "bilder", anonym.ANONYM, som_sist.SOM_SIST),
    rules=(som_sist.SOM_SIST,),
    phrases=dict.fromkeys(som_sist.WORDS, som_sist.SOM_SIST),
)
