"""[Rett sjekklista]: another time or caller for what has been noted, or a duty that applies after all (aml § 5-2)."""

from dataclasses import replace
from typing import Any

from dialogs import pliktkort
from dialogs.contract import Outcome
from dialogs.forms.base import Choice, Prompt, Slot, Uleselig, View
from dialogs.forms.enkel import sagt, saken
from dialogs.forms.plikt_ringt import RINGT_AV
from dialogs.forms.pliktvalg import skjema
from dialogs.forms.tidsvalg import moment, tidspunkt
from dialogs.i18n import N_
from hms.avvik import plikter, pliktsteg

HVA = "punkt"


def _choices(view: View) -> tuple[Choice, ...]:
    avvik = saken(view)
    found = pliktkort.rettbare(view.ctx.reader, avvik) if avvik is not None else ()
    return tuple(Choice(value, label) for value, label in found)


def _known(view: View) -> Any:
    found = _choices(view)
    return found[0].value if len(found) == 1 else None


def _ask(view: View) -> Prompt:
    return Prompt((view.ctx.t.rich(N_("**Hva vil du rette?**")),), _choices(view))


def _read(_said: str, view: View) -> str:
    raise Uleselig(N_("Velg et av punktene."), _choices(view))


def _show(value: Any, view: View) -> str:
    return next((choice.label for choice in _choices(view) if choice.value == value), "")


def _del(view: View) -> tuple[str, str]:
    """Which duty, and which step of it."""
    plikt, _, steg = str(view.get(HVA)).partition(":")
    return plikt, steg


def _har_tid(view: View) -> bool:
    return _del(view)[1] in pliktsteg.RETTES


def _er_ringt(view: View) -> bool:
    return _del(view)[1] == plikter.RINGT


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    plikt, steg = _del(view)
    who = (ctx.session, ctx.now, ctx.leser, view.get("@avvik"), plikt)
    if _har_tid(view):
        avvik = pliktsteg.rett(*who, steg=steg, at=moment(view.get("tid"), ctx), av=view.get("av"))
    else:
        avvik = pliktsteg.gjelder_likevel(*who)
    return sagt(view, N_("Sjekklista i sak **{saksnr}** er rettet."), saksnr=avvik.nummer)


FORM = skjema(
    "plikt_rett",
    N_("Rett sjekklista"),
    (
        Slot(HVA, N_("Sto slik"), _ask, _read, _show, known=_known),
        replace(tidspunkt("tid", N_("Riktig tid"), N_("**Når var det?**")), when=_har_tid),
        replace(RINGT_AV, when=_er_ringt),
    ),
    _submit,
)
