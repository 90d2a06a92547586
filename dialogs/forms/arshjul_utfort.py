"""Utført: when, and the evidence that each action asks for. A link that was to come is given by a shorter form."""

from datetime import date

from dialogs.contract import Block, Message, Outcome, Paragraph, Reply, Run
from dialogs.forms import arshjul_bevis as felt
from dialogs.forms import arshjul_dok as dok
from dialogs.forms.arshjul_felles import oppgaver, samlet, skjema
from dialogs.forms.base import View
from dialogs.i18n import N_
from hms.arshjul import service, vedlegg
from hms.arshjul.model import Oppgave
from hms.kit.feil import HmsError


def _submit(view: View) -> Outcome:
    ctx, rader = view.ctx, oppgaver(view)
    with samlet(view):
        for rad in rader:
            service.utfort(
                ctx.session, ctx.now, ctx.kommune.regelverk, ctx.kontakt.person_id, rad.id or 0,
                dato=date.fromisoformat(view.get("dato")), bevis=felt.bevis_for(view, rad),
                lenke_kommer=dok.lenke_kommer(view, rad),
            )  # fmt: skip
        _filene(view, rader)
    text = ctx.t.plural("Takk. {n} oppgave er ført som utført.", "Takk. {n} oppgaver er ført som utført.", len(rader))
    blocks: list[Block] = [Paragraph((Run(text),))]
    venter = [rad.lenke_innen for rad in rader if rad.lenke_innen is not None]
    if venter:
        blocks.append(
            ctx.t.rich(
                N_("Lenka må komme innen **{dag}**. Skriv for eksempel «her er lenka https://…». Ellers er oppgaven åpen igjen."),
                dag=ctx.t.full_day(max(venter)),
            )
        )  # fmt: skip
    return Outcome((Reply(Message(tuple(blocks))),))


def _lever(view: View) -> Outcome:
    ctx, rader = view.ctx, oppgaver(view)
    with samlet(view):
        for rad in rader:
            service.lever(
                ctx.session, ctx.now, ctx.kommune.regelverk, ctx.kontakt.person_id, rad.id or 0,
                bevis=dok.dokumentasjon_for(view, rad),
            )  # fmt: skip
        _filene(view, rader)
    return Outcome((Reply(Message((ctx.t.rich(N_("Takk. Dokumentasjonen er på plass.")),))),))


def _filene(view: View, rader: list[Oppgave]) -> None:
    """The files of the draft become the duties'. Raises fil.hentes, and fil.ingen where nothing else shows that it is done."""
    eier, bare_filer = dok.utkast(view), view.get(dok.DOK) == dok.SE_FILENE
    antall = vedlegg.klare(view.ctx.session, eier.id) if eier is not None else 0
    if eier is not None and antall:
        vedlegg.fra_utkast(view.ctx.session, rader, eier.id)
    elif bare_filer:
        raise HmsError("fil.ingen")


FORM = skjema(
    "arshjul_utfort",
    N_("Utført"),
    (
        felt.DATO,
        felt.VERNEOMBUD,
        felt.UTEN,
        felt.MOTE,
        felt.TALL,
        felt.SVAR,
        dok.LENKA,
        dok.DOKUMENTASJON,
        dok.FILENE,
    ),
    _submit,
    N_("Før som utført"),
)
LEVER = skjema("arshjul_lenke", N_("Legg inn lenka"), (dok.LENKA, dok.DOKUMENTASJON, dok.FILENE), _lever, N_("Lagre"))
