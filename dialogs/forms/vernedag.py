"""A new vernedag: which day, and how many hours (AH-14)."""

import re
from datetime import date
from typing import Any

from dialogs import vernedagstekst
from dialogs.contract import Block, Facts, Outcome
from dialogs.forms.arshjul_felles import datofelt
from dialogs.forms.base import Choice, Form, Prompt, Slot, Uleselig, View
from dialogs.forms.enkel import sagt
from dialogs.i18n import N_
from hms.arshjul import vernedager
from hms.arshjul.vernedager import KORTESTE_DAG, LENGSTE_DAG

TALL = re.compile(r"\d{1,4}(?:[.,]\d{1,2})?")
HEL_DAG = 450
TIME = 60


def _timer(view: View) -> tuple[Choice, ...]:
    return tuple(Choice(n, vernedagstekst.timer_i_ord(view.ctx.reader, n)) for n in (HEL_DAG, HEL_DAG // 2))


def _les_timer(said: str, _view: View) -> int:
    funnet = TALL.search(said)
    minutter = round(float(funnet[0].replace(",", ".")) * TIME) if funnet else 0
    if not KORTESTE_DAG <= minutter <= LENGSTE_DAG:
        raise Uleselig(N_("Skriv hvor mange timer dagen varer, fra en halv til tolv."))
    return minutter


def _gyldig(verdi: Any, _view: View) -> bool:
    return isinstance(verdi, int) and not isinstance(verdi, bool) and KORTESTE_DAG <= verdi <= LENGSTE_DAG


def _review(view: View) -> tuple[Block, ...]:
    t = view.ctx.t
    rows = tuple((t.text(slot.name), slot.show(view.get(slot.key), view)) for slot in SLOTS)
    text = N_("To uker før får verneombudene innkalling, og lederne deres blir bedt om å gi fri fra vakt.")
    return (Facts(rows), t.rich(text))


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    dag = vernedager.opprett(
        ctx.session, ctx.now, ctx.kontakt.person_id,
        dato=date.fromisoformat(view.get("dato")), minutter=view.get("timer"),
    )  # fmt: skip
    return sagt(view, N_("Vernedagen {dag} er satt."), dag=ctx.t.full_day(dag.dato))


SLOTS = (
    datofelt("dato", N_("Dato"), N_("**Hvilken dag er vernedagen?**"), fortid=False, forslag=lambda _view: ()),
    Slot(
        "timer",
        N_("Varighet"),
        lambda view: Prompt((view.ctx.t.rich(N_("**Hvor mange timer varer den?**")),), _timer(view)),
        _les_timer,
        lambda verdi, view: vernedagstekst.timer_i_ord(view.ctx.reader, verdi),
        valid=_gyldig,
    ),
)
FORM = Form(
    key="vernedag",
    version=1,
    title=N_("Ny vernedag"),
    slots=SLOTS,
    review=_review,
    submit=_submit,
    send_label=N_("Sett vernedagen"),
)
