"""The buttons of duties. An old one changes nothing: it says what has happened since, and the card is shown afresh."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dialogs import hjul
from dialogs.commands import sider
from dialogs.commands.arshjul_hvorfor import hvorfor
from dialogs.context import Context
from dialogs.contract import Block, Button, Facts, Message, Outcome, Paragraph, Reply, Run
from dialogs.forms.arshjul_felles import SAGT
from dialogs.forms.base import is_id
from dialogs.i18n import N_
from dialogs.refusals import refusal
from hms.arshjul import delegering, service, svar, utsettelse, vedlegg
from hms.arshjul.model import APEN, Oppgave
from hms.kit.feil import HmsError

FORMS = {"utfort": "arshjul_utfort", "mer_tid": "arshjul_mer_tid", "deleger": "arshjul_deleger", "ikke_aktuelt": "arshjul_ikke_aktuelt", "lever": "arshjul_lenke"}  # fmt: skip
GAMMEL = {"oppgave.ikke_apen", "oppgave.ingen_soknad", "oppgave.venter_ikke", "oppgave.ikke_delegert", "oppgave.ingen_rett"}  # fmt: skip


def pressed(ctx: Context, value: Mapping[str, Any]) -> Outcome:
    """A button of a card of duties. Raises the refusals of the services that are no matter of an old card."""
    valgt = _valgt(value)
    if not valgt:
        return Outcome((Reply(Message((ctx.t.rich(N_("Kryss av for minst én oppgave først.")),))),), consumes=False)
    try:
        return _gjor(ctx, str(value.get("do")), valgt)
    except HmsError as error:
        if error.code not in GAMMEL:
            raise
        return _slik_er_det(ctx, value, valgt, error)


def _gjor(ctx: Context, do: str, valgt: Sequence[int]) -> Outcome:
    regelverk, person = ctx.kommune.regelverk, ctx.kontakt.person_id
    if do in FORMS:
        return _skjema(ctx, do, valgt)
    if do in ("ja", "nei"):
        rad = service.svar_mer_tid(ctx.session, ctx.now, regelverk, person, valgt[0], ja=do == "ja")
        text = N_("Godkjent. Ny frist er {frist}.") if do == "ja" else N_("Avslått. Fristen står: {frist}.")
        return _say(ctx.t.rich(text, frist=ctx.t.full_day(rad.frist)))
    if do == "trekk":
        for id_ in valgt:
            delegering.trekk(ctx.session, ctx.now, regelverk, person, id_)
        return _say(ctx.t.rich(N_("Delegeringen er slutt. Oppgaven ligger hos den som har rollen.")))
    rader = [_sett(ctx, id_) for id_ in valgt]
    if do == "bevis":
        return Outcome((Reply(Message(tuple(_bevis(ctx, rader)))),), consumes=False)
    blocks = _dokumentasjon(ctx, rader) if do == "dokumentasjon" else begrunnelse(ctx, rader)
    return Outcome((Reply(Message(tuple(blocks))),), consumes=False)


def _skjema(ctx: Context, do: str, valgt: Sequence[int]) -> Outcome:
    """Opens a form for those that can be answered so; the others are told of. Raises oppgave.ikke_apen when there is none."""
    rader = [
        service.hent(ctx.session, ctx.now, ctx.kommune.regelverk, ctx.kontakt.person_id, id_)
        for id_ in _apne(ctx, valgt)
    ]
    passer = [rad for rad in rader if svar.venter_lenke(rad) == (do == "lever")]
    if not passer:
        raise HmsError("oppgave.venter_ikke" if do == "lever" else "oppgave.ikke_apen")
    if do == "mer_tid":
        for rad in passer:
            utsettelse.kan_utsettes(ctx.kommune.regelverk, rad)
    sagt: dict[str, Any] = {"@levering": True} if do == "lever" else {}
    if len(passer) < len(valgt):
        sagt |= {SAGT: N_("Bare de åpne er tatt med. Resten er besvart fra før.")}
    return Outcome(forward=FORMS[do], forward_text=",".join(str(rad.id) for rad in passer), forward_answers=sagt)


def _apne(ctx: Context, valgt: Sequence[int]) -> list[int]:
    """Those that are not answered; all of them when every one is, so that the refusal says so."""
    apne = [
        id_ for id_ in valgt if (r := ctx.session.get(Oppgave, id_)) is None or r.status == APEN or svar.venter_lenke(r)
    ]
    return apne or list(valgt)


def _slik_er_det(ctx: Context, value: Mapping[str, Any], valgt: Sequence[int], error: HmsError) -> Outcome:
    """What has happened to these duties, with what can be done now."""
    person = ctx.kontakt.person_id
    rader = [rad for id_ in valgt if (rad := ctx.session.get(Oppgave, id_)) is not None]
    rader = [r for r in rader if vedlegg.ser_bevis(ctx.session, ctx.now, ctx.kommune.regelverk, person, r)]
    blocks: list[Block] = [refusal(ctx.t, error)]
    blocks += [
        Paragraph((Run(linje),))
        for rad in rader
        if (linje := hjul.svar(ctx.reader, rad) or hjul.linje(ctx.reader, rad))
    ]
    blocks += [
        Paragraph((Run(linje, subtle=True),), "small") for rad in rader if (linje := hjul.skjedd(ctx.reader, rad))
    ]
    buttons = hjul.etterpa(ctx.reader, rader[0]) if len(rader) == 1 else ()
    return Outcome((Reply(Message(tuple(blocks), buttons)),), refresh=_kortet(ctx, value, valgt), consumes=False)


def _kortet(ctx: Context, value: Mapping[str, Any], valgt: Sequence[int]) -> tuple[str, Mapping[str, Any]] | None:
    """The pressed card afresh, as this person may see it: the card of a day, or of one duty."""
    if value.get("dag"):
        try:
            dag = date.fromisoformat(str(value["dag"]))
        except ValueError:
            return None
        return "arshjul_dag", {"person": ctx.kontakt.person_id, "dag": dag.isoformat(), "fra": sider.fra(value)}
    if isinstance(value.get("oppgaver"), list) and len(value["oppgaver"]) == 1:
        return svar.STATUSKORT, {"oppgave": valgt[0], "person": ctx.kontakt.person_id}
    return None


def _valgt(value: Mapping[str, Any]) -> list[int]:
    """The ticked duties of the card, or the only one."""
    mulige = value.get("oppgaver")
    ider = [ett for ett in mulige if is_id(ett)] if isinstance(mulige, list) else []
    felt = value.get("fields")
    krysset = [ett for ett in ider if isinstance(felt, dict) and str(felt.get(f"{hjul.TICK}{ett}")).lower() == "true"]
    return krysset or (ider if len(ider) == 1 else [])


def _sett(ctx: Context, id_: int) -> Oppgave:
    rad = ctx.session.get(Oppgave, id_)
    if rad is None or not vedlegg.ser_bevis(ctx.session, ctx.now, ctx.kommune.regelverk, ctx.kontakt.person_id, rad):
        raise HmsError("oppgave.ingen_rett")
    if rad.aksjon not in ctx.kommune.regelverk.aksjoner:
        raise HmsError("oppgave.ikke_apen")
    return rad


def begrunnelse(ctx: Context, rader: Sequence[Oppgave]) -> list[Block]:
    """The requirements behind them, and which edition of the document they are of (T-02)."""
    versjon = ctx.kommune.regelverk.standard.dokument_versjon
    text = N_("HMS-dokumentet: versjon {versjon}.") if versjon else N_("HMS-dokumentet: versjonen er ukjent.")
    return [*(hvorfor(ctx, rad) for rad in rader), ctx.t.rich(text, tone="small", versjon=versjon)]


def _dokumentasjon(ctx: Context, rader: Sequence[Oppgave]) -> list[Block]:
    """What shows that it is done."""
    blocks: list[Block] = []
    for rad in rader:
        blocks.append(Paragraph((Run(hjul.linje(ctx.reader, rad), bold=True),)))
        aksjon = ctx.kommune.regelverk.aksjoner[rad.aksjon]
        post = aksjon.mottaker(rad.del_, rad.niva)
        if post is not None and post.sporsmal is not None:
            blocks.append(Paragraph((Run(post.sporsmal.pa(ctx.t.locale)),)))
        bevis = aksjon.bevis
        blocks.append(Facts(tuple((str(n), ett.tekst.pa(ctx.t.locale)) for n, ett in enumerate(bevis, 1))))
        blocks += hjul.grunnlag(ctx.reader, rad)
    return blocks


def _bevis(ctx: Context, rader: Sequence[Oppgave]) -> list[Block]:
    """What has been given: dates, numbers, words, links that can be pressed, files by addresses that soon stop working."""
    blocks: list[Block] = []
    for rad in rader:
        blocks.append(Paragraph((Run(hjul.svar(ctx.reader, rad) or hjul.linje(ctx.reader, rad), bold=True),)))
        blocks += [_ett(ctx, ett) for ett in rad.bevis]
        for nummer, fil in enumerate(vedlegg.filer(ctx.session, rad.id or 0), 1):
            slag = ctx.t.text(N_("Bilde {n}") if fil.medietype.startswith("image/") else N_("Dokument {n}"), n=nummer)
            blocks.append(Paragraph((Run(slag, href=ctx.kommune.fil_lenke(fil.id or 0, ctx.leser) or None),)))
    return blocks


LABEL = {"lenke": N_("Lenke"), "mote": N_("MKS-møte"), "tall": N_("Tall"), "tekst": N_("Dokumentasjon"), "svar": N_("Svar"), "verneombud": N_("Verneombud"), "uten_verneombud": N_("Uten verneombud, fordi")}  # fmt: skip


def _ett(ctx: Context, ett: Mapping[str, str]) -> Block:
    slag, verdi = ett["slag"], ett["verdi"]
    label = Run(ctx.t.text(LABEL.get(slag, N_("Dokumentasjon"))) + ": ", bold=True)
    match slag:
        case "lenke":
            return Paragraph((label, Run(verdi, href=verdi)))
        case "mote":
            return Paragraph((label, Run(_dag(ctx, verdi))))
        case "verneombud":
            return Paragraph(
                (label, Run(", ".join(hjul.navn(ctx.reader, int(i)) for i in verdi.split(",") if i.isdigit())))
            )
    return Paragraph((label, Run(verdi)))


def _dag(ctx: Context, verdi: str) -> str:
    try:
        return ctx.t.full_day(date.fromisoformat(verdi))
    except ValueError:
        return verdi


def _say(*blocks: Block, buttons: tuple[Button, ...] = ()) -> Outcome:
    return Outcome((Reply(Message(blocks, buttons)),))
