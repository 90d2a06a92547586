"""[Ringt kl. …]: whom, when and by whom (aml § 5-2)."""

from typing import Any

from dialogs.contract import Outcome
from dialogs.forms.base import Choice, Prompt, Slot, View
from dialogs.forms.enkel import sagt
from dialogs.forms.personvalg import er_ansatt, les_person, vis_person
from dialogs.forms.pliktvalg import punkt, skjema
from dialogs.forms.tidsvalg import moment, tidspunkt
from dialogs.i18n import N_
from hms.avvik import plikter, pliktsteg


def _ask_av(view: View) -> Prompt:
    t = view.ctx.t
    me = view.ctx.person
    return Prompt(
        (t.rich(N_("**Hvem ringte?** Trykk på knappen, eller skriv navnet.")),),
        (Choice(me.id, t.text(N_("Jeg ringte"))),) if me is not None else (),
    )


def _show_av(value: Any, view: View) -> str:
    return vis_person(value, view)


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    at = moment(view.get("tid"), ctx)
    avvik = pliktsteg.ringt(
        ctx.session, ctx.now, ctx.leser, view.get("@avvik"), view.get("plikt"), at=at, av=view.get("av")
    )
    text = N_("Ført opp i sak **{saksnr}**: ringt {tid}.")
    if plikter.SKRIFTLIG in plikter.plikter()[view.get("plikt")].steg:
        text = N_("Ført opp i sak **{saksnr}**: ringt {tid}. Husk at varselet også skal bekreftes skriftlig.")
    return sagt(view, text, saksnr=avvik.nummer, tid=ctx.t.moment(at, ctx.today))


RINGT_AV = Slot("av", N_("Ringt av"), _ask_av, les_person, _show_av, valid=er_ansatt, words=("navn", "name"))
FORM = skjema(
    "plikt_ringt",
    N_("Ringt kl. …"),
    (
        punkt(N_("**Hvem er det ringt til?**"), plikter.RINGT),
        tidspunkt("tid", N_("Ringt"), N_("**Når ble det ringt?**")),
        RINGT_AV,
    ),
    _submit,
)
