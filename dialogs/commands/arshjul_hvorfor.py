"""«Hvorfor får jeg dette?»: the requirements, how often, which role or rule chose this person, and which step it was."""

from sqlmodel import col, select

from dialogs import hjul
from dialogs.context import Context
from dialogs.contract import Block, Paragraph, Run
from dialogs.i18n import N_
from hms.arshjul import mottak, queries
from hms.arshjul.model import ArshjulLinje, Oppgave
from hms.arshjul.planlegging import HENDELSE
from hms.arshjul.queries import Levende
from hms.organisasjon import queries as org
from hms.regelverk.aksjon import Aksjon

STEG = {
    "paminn": N_("påminnelse {n} dager før fristen"),
    "frist": N_("påminnelse på fristdagen"),
    "purr": N_("purring {n} virkedager etter fristen"),
    "loft": N_("løft {n} virkedager etter fristen"),
    "person": N_("påminnelse {n} måneder etter start"),
    "lenke": N_("lenka som skulle komme, kom ikke"),
}
UTLOSER = {"tilsyn_varslet": N_("Den begynner når et tilsyn er varslet.")}
NOE = N_("Den begynner når det som utløser den, har hendt.")


def hvorfor(ctx: Context, rad: Oppgave) -> Block:
    """One paragraph about one duty, whose action is in the rulebook."""
    aksjon = ctx.kommune.regelverk.aksjoner[rad.aksjon]
    deler = [
        ctx.t.text(
            N_("«{oppgave}», {sted}, kommer av HMS-dokumentet: krav {krav}."),
            oppgave=hjul.tittel(ctx.reader, rad), sted=hjul.sted(ctx.reader, rad), krav=", ".join(aksjon.ref),
        ),
        _kadens(ctx, aksjon),
        ctx.t.text(N_("Denne gangen ble den satt i gang ved behov.")) if _ved_behov(aksjon, rad) else "",
        _valgt(ctx, rad),
        _steg(ctx, rad),
    ]  # fmt: skip
    return Paragraph((Run(" ".join(del_ for del_ in deler if del_)),))


def _kadens(ctx: Context, aksjon: Aksjon) -> str:
    kadens = aksjon.kadens
    match kadens.type:
        case "arlig":
            return ctx.t.text(N_("Den skal gjøres hvert år."))
        case "hvert_n_ar":
            return ctx.t.text(N_("Den skal gjøres hvert {n}. år."), n=kadens.n)
        case "kvartalsvis":
            return ctx.t.text(N_("Den skal gjøres hvert kvartal."))
        case "antall_per_ar":
            return ctx.t.text(N_("Den skal gjøres flere ganger i året."))
        case "per_person":
            return ctx.t.text(
                N_("Fristen er {n} måneder etter at rollen eller stillingen begynte."), n=kadens.frist_mnd
            )
        case "hendelse":
            return ctx.t.text(UTLOSER.get(kadens.utloser or "", NOE))
    return ctx.t.text(N_("Den skal gjøres med faste mellomrom."))


def _ved_behov(aksjon: Aksjon, rad: Oppgave) -> bool:
    """Did somebody begin it beside its usual times?"""
    return aksjon.kadens.ved_behov and rad.periode.startswith(HENDELSE)


def _valgt(ctx: Context, rad: Oppgave) -> str:
    """Which rule or role chose the person who asks."""
    person = ctx.kontakt.person_id or 0
    if queries.er_delegat(rad, person, ctx.today) and rad.delegert_slutt is not None:
        return ctx.t.text(N_("Den er delegert til deg til {dag}."), dag=ctx.t.full_day(rad.delegert_slutt))
    regelverk, levende, sak = ctx.kommune.regelverk, Levende(ctx.session), queries.sak(rad)
    aksjon = regelverk.aksjoner[rad.aksjon]
    kjede = mottak.kjede(regelverk, aksjon, sak, levende, ctx.today)
    ledige = mottak.ledig(regelverk, sak, levende, ctx.today)
    ansvarlige = mottak.mottakere(regelverk, aksjon, sak, 0, org=levende, paa=ctx.today)
    for nummer, ledd in enumerate((*ansvarlige, *kjede[1:])):
        if person not in ledd.personer:
            continue
        rolle = regelverk.rolle(ledd.rolle, ctx.t.locale)
        if nummer >= len(ansvarlige):
            return ctx.t.text(N_("Den kan løftes til deg, for du er {rolle} over den som har den."), rolle=rolle)
        if ledige:
            har = regelverk.rolle(rad.rolle, ctx.t.locale)
            return ctx.t.text(N_("Rollen {har} er ledig, og du er neste i linja: {rolle}."), har=har, rolle=rolle)
        return _som_rolle(ctx, person, ledd.rolle, rolle)
    return ctx.t.text(N_("Du ser den på grunn av rollen din over eller ved siden av."))


def _som_rolle(ctx: Context, person: int, id_: str, rolle: str) -> str:
    for egen in org.roller_til(ctx.session, person, ctx.today):
        if egen.rolle == id_ and egen.for_id is not None:
            navn = hjul.navn(ctx.reader, egen.for_id)
            return ctx.t.text(
                N_("Den ligger hos deg fordi du er stedfortreder for {navn}: {rolle}."), navn=navn, rolle=rolle
            )
    return ctx.t.text(N_("Den ligger hos deg fordi du har rollen: {rolle}."), rolle=rolle)


def _steg(ctx: Context, rad: Oppgave) -> str:
    """The last step that the person got."""
    sporring = select(ArshjulLinje.steg).where(
        ArshjulLinje.oppgave_id == rad.id, ArshjulLinje.person_id == ctx.kontakt.person_id, ArshjulLinje.sendt
    )
    steg = ctx.session.exec(sporring.order_by(col(ArshjulLinje.dag).desc(), col(ArshjulLinje.id).desc())).first()
    if steg is None:
        return ""
    navn, _, tall = steg.replace("+", "-").partition("-")
    return ctx.t.text(N_("Det siste du fikk, var {steg}."), steg=ctx.t.text(STEG[navn], n=tall)) if navn in STEG else ""
