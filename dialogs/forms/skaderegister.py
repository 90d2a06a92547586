"""The handler enters an injury in the register: choices only, and nothing in free text about anybody's health (aml § 5-1)."""

from typing import Any

from dialogs import texts
from dialogs.contract import Block, Facts, Outcome
from dialogs.forms.base import Choice, Form, Prompt, Slot, Uleselig, View
from dialogs.forms.enkel import JA, NEI, sagt, saken
from dialogs.i18n import N_
from hms.avvik import plikter, skaderegister
from hms.avvik.skaderegister import Registrering

FORST = 6
SPORSMAL = {
    "skadetype": N_("**Hva slags skade er det?**"),
    "kroppsdel": N_("**Hvor på kroppen?**"),
    "arsak": N_("**Hva var årsaken?**"),
    "aktivitet": N_("**Hva slags arbeid ble gjort?**"),
}


def _valg(felt: str) -> Slot:
    """A slot for one of the lists."""

    def ask(view: View) -> Prompt:
        lang = view.ctx.t.locale
        choices = tuple(Choice(valg.id, valg.navn[lang]) for valg in plikter.lister()[felt])
        return Prompt((view.ctx.t.rich(SPORSMAL[felt]),), choices[:FORST], choices[FORST:])

    def read(_said: str, view: View) -> str:
        prompt = ask(view)
        raise Uleselig(
            N_("Velg et av svarene. Her skrives ikke noe om helse i fritekst."), prompt.choices + prompt.more
        )

    def show(value: Any, view: View) -> str:
        return next(valg.navn[view.ctx.t.locale] for valg in plikter.lister()[felt] if valg.id == value)

    return Slot(felt, texts.SKADEFELT[felt], ask, read, show, known=lambda view: _kjent(felt, view))


def _ask_fravaer(view: View) -> Prompt:
    t = view.ctx.t
    choices = (Choice(JA, t.text(N_("Ja"))), Choice(NEI, t.text(N_("Nei"))))
    return Prompt((t.rich(N_("**Førte skaden til fravær?**")),), choices)


def _read_fravaer(_said: str, _view: View) -> str:
    raise Uleselig(N_("Svar ja eller nei."))


def _show_fravaer(value: Any, view: View) -> str:
    return view.ctx.t.text(N_("Ja") if value == JA else N_("Nei"))


def _kjent_fravaer(view: View) -> Any:
    found = _kjent("fravaer", view)
    return None if found is None else (JA if found else NEI)


def _kjent(felt: str, view: View) -> Any:
    """What stands in the register already, or what the case tells."""
    avvik = saken(view)
    if avvik is None:
        return None
    row = skaderegister.registrert(view.ctx.session, avvik)
    return getattr(row, felt) if row is not None else skaderegister.forslag(avvik).get(felt)


def _review(view: View) -> tuple[Block, ...]:
    t = view.ctx.t
    avvik = saken(view)
    rows = tuple((t.text(slot.name), slot.show(view.get(slot.key), view)) for slot in FORM.slots)
    text = N_("Registeret er åpent for verneombud, BHT, AMU og Arbeidstilsynet. Navn står ikke der. Aml § 5-1.")
    return (Facts(((t.text(N_("Sak")), avvik.nummer if avvik else ""), *rows)), t.rich(text, tone="small"))


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    avvik = saken(view)
    valgt = Registrering(**{felt: str(view.get(felt)) for felt in plikter.LISTER}, fravaer=view.get("fravaer") == JA)
    skaderegister.registrer(ctx.session, ctx.now, ctx.leser, view.get("@avvik"), valgt)
    return sagt(view, N_("Skaden i sak **{saksnr}** er ført i skaderegisteret."), saksnr=avvik.nummer if avvik else "")


FORM = Form(
    key="skaderegister",
    version=1,
    title=N_("Før i skaderegisteret"),
    slots=(
        *(_valg(felt) for felt in plikter.LISTER),
        Slot("fravaer", N_("Fravær"), _ask_fravaer, _read_fravaer, _show_fravaer, known=_kjent_fravaer),
    ),
    review=_review,
    submit=_submit,
    send_label=N_("Før i skaderegisteret"),
)
