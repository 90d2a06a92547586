"""The handler restricts a field of the case, or opens it again: the verneombud no longer sees it (avvik.md 8)."""

from typing import Any

from dialogs.contract import Outcome
from dialogs.forms.base import Choice, Prompt, Slot, Uleselig, View
from dialogs.forms.enkel import kort_form, sagt, saken
from dialogs.i18n import N_
from hms.avvik import behandling, rules

FELT = {
    "hva": N_("Beskrivelsen"),
    "sted": N_("Stedet"),
    "nar": N_("Tidspunktet"),
    "mer": N_("Strakstiltak og forslag"),
    "vurdering": N_("Vurdering og årsak"),
    "tiltak": N_("Tiltakene"),
}


def _ask(view: View) -> Prompt:
    t = view.ctx.t
    avvik = saken(view)
    hidden = set(avvik.skjermede_felt) if avvik else set()
    choices = tuple(
        Choice(
            key,
            t.text(N_("Åpne: {felt}"), felt=t.text(FELT[key]))
            if key in hidden
            else t.text(N_("Skjerm: {felt}"), felt=t.text(FELT[key])),
        )
        for key in rules.SKJERMBARE
    )
    return Prompt(
        (
            t.rich(N_("**Hva skal bare du, lederen din og melderen se?** Kortet verneombudet har fått, skrives om.")),
            t.rich(N_("Navnet på en fortrolig melder, skaden og bildene er alltid skjermet."), tone="small"),
        ),
        choices,
    )


def _read(said: str, view: View) -> str:
    folded = said.strip().casefold()
    for key, label in FELT.items():
        if folded == view.ctx.t.text(label).casefold():
            return key
    raise Uleselig(N_("Velg et av feltene."))


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    avvik = saken(view)
    hidden = set(avvik.skjermede_felt) if avvik else set()
    key = view.get("felt")
    avvik = behandling.skjerm_felt(ctx.session, ctx.now, ctx.leser, view.get("@avvik"), frozenset(hidden ^ {key}))
    felt = ctx.t.text(FELT[key])
    if key in hidden:
        return sagt(view, N_("{felt} i sak **{saksnr}** er ikke lenger skjermet."), felt=felt, saksnr=avvik.nummer)
    return sagt(view, N_("{felt} i sak **{saksnr}** er skjermet."), felt=felt, saksnr=avvik.nummer)


def _show(value: Any, view: View) -> str:
    return view.ctx.t.text(FELT[value])


FORM = kort_form("skjerm_felt", N_("Skjerm felt"), (Slot("felt", N_("Felt"), _ask, _read, _show),), _submit)
