"""Utført: when, and the evidence that the action asks for (link, MKS meeting, numbers)."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from dialogs.contract import Message, Outcome, Paragraph, Reply, Run
from dialogs.forms.arshjul_felles import datofelt, oppgaver, skjema, tekstfelt
from dialogs.forms.base import Choice, Prompt, Slot, Uleselig, View
from dialogs.i18n import N_
from hms.arshjul import service
from hms.arshjul.service import Bevis

KOMMER = "kommer"
MAKS_LENKE = 500


def _dager(view: View) -> tuple[Choice, ...]:
    i_dag = view.ctx.today
    return (
        Choice(i_dag.isoformat(), view.ctx.t.text(N_("I dag"))),
        Choice((i_dag - timedelta(days=1)).isoformat(), view.ctx.t.text(N_("I går"))),
    )


def _trengs(slag: str) -> Any:
    def when(view: View) -> bool:
        aksjoner = view.ctx.kommune.regelverk.aksjoner
        return any(
            bevis.slag == slag
            for rad in oppgaver(view)
            if rad.aksjon in aksjoner
            for bevis in aksjoner[rad.aksjon].bevis
        )

    return when


def _sporr_lenke(view: View) -> Prompt:
    t = view.ctx.t
    dager = view.ctx.kommune.regelverk.standard.lenke_kommer_virkedager
    text = t.rich(
        N_("**Hvor er det dokumentert?** Lim inn lenka. Er den ikke klar, har du {n} virkedager på deg."), n=dager
    )
    return Prompt((text,), (Choice(KOMMER, t.text(N_("Lenka kommer"))),))


def les_lenke(said: str, _view: View) -> str:
    """A web address. Raises Uleselig for anything else."""
    lenke = said.strip()
    deler = urlsplit(lenke) if len(lenke) <= MAKS_LENKE and " " not in lenke else None
    if deler is None or deler.scheme not in ("https", "http") or "." not in deler.netloc:
        raise Uleselig(N_("Det er ikke ei lenke. Den begynner med https://"))
    return lenke


def _vis_lenke(verdi: Any, view: View) -> str:
    return view.ctx.t.text(N_("Lenka kommer")) if verdi == KOMMER else str(verdi)


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    bevis = [
        Bevis(slag, str(view.get(slag)))
        for slag in ("lenke", "mote", "tall")
        if view.get(slag) is not None and view.get(slag) != KOMMER
    ]
    rader = oppgaver(view)
    for rad in rader:
        service.utfort(
            ctx.session, ctx.now, ctx.kommune.regelverk, ctx.kontakt.person_id, rad.id or 0,
            dato=date.fromisoformat(view.get("dato")), bevis=bevis, lenke_kommer=view.get("lenke") == KOMMER,
        )  # fmt: skip
    text = ctx.t.plural("Takk. {n} oppgave er ført som utført.", "Takk. {n} oppgaver er ført som utført.", len(rader))
    return Outcome((Reply(Message((Paragraph((Run(text),)),))),))


FORM = skjema(
    "arshjul_utfort",
    N_("Utført"),
    (
        datofelt("dato", N_("Dato"), N_("**Når ble det gjort?**"), fortid=True, forslag=_dager),
        Slot("lenke", N_("Lenke"), _sporr_lenke, les_lenke, _vis_lenke, when=_trengs("lenke")),
        tekstfelt("mote", N_("MKS-møte"), N_("**Hvilket MKS-møte ble det behandlet i?** Skriv datoen for møtet."), when=_trengs("mote")),
        tekstfelt("tall", N_("Tall"), N_("**Hvor mange?** Skriv tallene det spørres etter, uten navn."), when=_trengs("tall")),
    ),
    _submit,
    N_("Før som utført"),
)  # fmt: skip
