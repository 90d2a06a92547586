"""«kurs»: one's own courses, and for leaders and HMS-ansvarlig those of their people (6.2-1, 6.2-3, 6.2-7)."""

from datetime import date

from dialogs import kortdeler, kursord
from dialogs.commands.base import Command, say
from dialogs.context import Context
from dialogs.contract import Block, Button, Facts, Message, Outcome, Reply
from dialogs.i18n import N_
from dialogs.refusals import refusal
from hms.arshjul import kursliste
from hms.kit.feil import HmsError
from hms.kurs import queries, service
from hms.kurs.rules import GRUNNKURS

LISTED = 25
REGISTRER = N_("Registrer kurs")
PLANLEGG = N_("Planlegg kurs")


def _run(ctx: Context, _said: str) -> Outcome:
    person = ctx.kontakt.person_id
    if person is None:
        return Outcome(
            (Reply(Message((ctx.t.rich(N_("Jeg finner deg ikke i organisasjonen, og vet ikke om kursene dine.")),))),)
        )
    hms = service.er_hms_ansvarlig(ctx.session, person, ctx.today)
    noder = None if hms else kursliste.ledet_av(ctx.session, person, ctx.today)
    blocks = _egne(ctx, person)
    if noder is None or noder:
        blocks += _andres(ctx, person, noder)
    if hms:
        blocks += _planlagte(ctx)
    blocks.append(ctx.t.rich(N_("Krav {krav}"), tone="small", krav="6.2-1, 6.2-3, 6.2-7"))
    return Outcome((Reply(Message(tuple(blocks), _knapper(ctx, hms=hms, leder=bool(noder)))),), consumes=False)


def _egne(ctx: Context, person: int) -> list[Block]:
    """Everything that is registered, and what one's roles call for."""
    t, r = ctx.t, ctx.reader
    rader = [
        (kursord.navn(r, rad.kurs), _tatt(ctx, rad.dato, rad.timer))
        for rad in queries.historikk(ctx.session, person)
        if rad.dato is not None
    ]
    rader += [
        (kursord.navn(r, en.kurs), kursord.status(r, en))
        for en in kursliste.status(ctx.session, ctx.kommune.regelverk, person, ctx.today)
        if en.dato is None
    ]
    hode = t.rich(N_("Kursene dine"), tone="heading")
    if not rader:
        return [hode, t.rich(N_("Ingen kurs er ført på deg, og rollene dine krever ingen."))]
    return [hode, Facts(tuple(rader))]


def _tatt(ctx: Context, dato: date, timer: float | None) -> str:
    dag = ctx.t.full_day(dato)
    if timer is None:
        return ctx.t.text(N_("tatt {dag}"), dag=dag)
    return ctx.t.text(N_("tatt {dag}, {timer} timer"), dag=dag, timer=f"{timer:g}".replace(".", ","))


def _andres(ctx: Context, person: int, noder: set[int] | None) -> list[Block]:
    """What the people below lack, or what is not known of them."""
    mangler: list[tuple[str, str]] = []
    tatt = 0
    for hvem in kursliste.folk(ctx.session, noder, ctx.today):
        if hvem == person:
            continue
        statuser = kursliste.status(ctx.session, ctx.kommune.regelverk, hvem, ctx.today)
        tatt += sum(en.dato is not None for en in statuser)
        navn = kortdeler.navn(ctx.reader, hvem) or ""
        mangler += [
            (navn, f"{kursord.navn(ctx.reader, en.kurs)}: {kursord.status(ctx.reader, en)}")
            for en in statuser
            if en.dato is None
        ]
    t = ctx.t
    blocks: list[Block] = [
        t.rich(N_("Kurs i enheten din") if noder is not None else N_("Kurs i kommunen"), tone="heading")
    ]
    blocks.append(t.rich(N_("Tatt: {tatt}. Ikke tatt eller ukjent: {mangler}."), tatt=tatt, mangler=len(mangler)))
    if mangler:
        blocks.append(Facts(tuple(mangler[:LISTED])))
    if len(mangler) > LISTED:
        blocks.append(t.rich(N_("Og {n} til."), n=len(mangler) - LISTED))
    return blocks


def _planlagte(ctx: Context) -> list[Block]:
    dager = queries.planlagte(ctx.session, GRUNNKURS, ctx.today)
    if not dager:
        return [ctx.t.rich(N_("Ingen grunnkurs er planlagt."))]
    return [
        ctx.t.rich(N_("Planlagte grunnkurs: {dager}."), dager=", ".join(ctx.t.full_day(dag) for dag in dager[:LISTED]))
    ]


def _knapper(ctx: Context, *, hms: bool, leder: bool) -> tuple[Button, ...]:
    registrer = (say(ctx.t, REGISTRER, "registrer_kurs"),) if hms or leder else ()
    return (*registrer, *((say(ctx.t, PLANLEGG, "planlegg_kurs"),) if hms else ()))


def _registrer(ctx: Context, _said: str) -> Outcome:
    """The form, for those who may register for anybody."""
    person = ctx.kontakt.person_id
    hms = service.er_hms_ansvarlig(ctx.session, person, ctx.today)
    if person is None or not (hms or kursliste.ledet_av(ctx.session, person, ctx.today)):
        return _avslag(ctx, "kurs.ingen_rett")
    return Outcome(forward="kurs_registrer")


def _planlegg(ctx: Context, _said: str) -> Outcome:
    if not service.er_hms_ansvarlig(ctx.session, ctx.kontakt.person_id, ctx.today):
        return _avslag(ctx, "kurs.bare_hms_ansvarlig")
    return Outcome(forward="kurs_planlegg")


def _avslag(ctx: Context, kode: str) -> Outcome:
    return Outcome((Reply(Message((refusal(ctx.t, HmsError(kode)),))),))


COMMANDS = (
    Command("kurs", N_("Kurs"), _run),
    Command("registrer_kurs", REGISTRER, _registrer),
    Command("planlegg_kurs", PLANLEGG, _planlegg),
)
