"""Registrer kurs: who, which course, when, for how many hours (T-20). For HMS-ansvarlig, and leaders for their own."""

from datetime import date
from typing import Any

from dialogs import kursord, rollenavn
from dialogs.contract import Block, Facts, Message, Outcome, Reply
from dialogs.forms.arshjul_dok import les_lenke
from dialogs.forms.base import Choice, Form, Prompt, Slot, Uleselig, View
from dialogs.forms.personvalg import er_ansatt, les_person, vis_person
from dialogs.forms.valgfri import HOPP
from dialogs.i18n import N_
from dialogs.language import dates
from hms.arshjul import kursfort
from hms.kurs import rules, service
from hms.kurs.service import Tatt
from hms.regelverk.aksjon import KURS

IKKE_TATT = "ikke_tatt"


def _sporr_person(view: View) -> Prompt:
    return Prompt((view.ctx.t.rich(N_("**Hvem har tatt kurset?** Skriv navnet.")),))


def _les_person(said: str, view: View) -> int:
    funnet = les_person(said, view)
    if not _kan_fores(funnet, view):
        text = N_("Du kan føre kurs for dem du leder. {rolle} kan føre for alle. Skriv et annet navn.")
        raise Uleselig(text, rolle=rollenavn.navn(view.ctx.reader, "hms_ansvarlig"))
    return funnet


def _kan_fores(value: Any, view: View) -> bool:
    ctx = view.ctx
    return er_ansatt(value, view) and service.kan_fore(ctx.session, ctx.kontakt.person_id, value, ctx.today)


def kursfelt() -> Slot:
    """Which course."""

    def ask(view: View) -> Prompt:
        valg = tuple(Choice(kurs, kursord.navn(view.ctx.reader, kurs)) for kurs in KURS)
        return Prompt((view.ctx.t.rich(N_("**Hvilket kurs er det?**")),), valg)

    def read(said: str, view: View) -> str:
        ord_ = said.strip().casefold()
        treff = [kurs for kurs in KURS if ord_ and kursord.navn(view.ctx.reader, kurs).casefold().startswith(ord_)]
        if len(treff) != 1:
            raise Uleselig(N_("Velg et av kursene."))
        return treff[0]

    return Slot(
        "kurs",
        N_("Kurs"),
        ask,
        read,
        lambda verdi, view: kursord.navn(view.ctx.reader, verdi),
        words=("kurs", "course"),
    )


def _sporr_dato(view: View) -> Prompt:
    t = view.ctx.t
    return Prompt(
        (t.rich(N_("**Når ble kurset tatt?** Skriv datoen.")),), (Choice(IKKE_TATT, t.text(N_("Ikke tatt ennå"))),)
    )


def _les_dato(said: str, view: View) -> str:
    lest = dates.read(said, view.ctx.now, "past")
    if lest is None or lest.start is None:
        raise Uleselig(N_("Jeg fant ingen dato i det. Skriv for eksempel «15. mars» eller «fredag»."))
    if not rules.gyldig_dato(lest.start, view.ctx.today):
        raise Uleselig(N_("Datoen kan ikke være fram i tid."))
    return lest.start.isoformat()


def _vis_dato(verdi: Any, view: View) -> str:
    if verdi == IKKE_TATT:
        return view.ctx.t.text(N_("Ikke tatt ennå"))
    return view.ctx.t.full_day(date.fromisoformat(verdi))


def _er_tatt(view: View) -> bool:
    return view.get("dato") not in (None, IKKE_TATT)


def _sporr_timer(view: View) -> Prompt:
    t = view.ctx.t
    return Prompt(
        (t.rich(N_("**Hvor mange timer var kurset?**")),), (Choice("40", "40"), Choice(HOPP, t.text(N_("Hopp over"))))
    )


def _les_timer(said: str, _view: View) -> str:
    tall = said.strip().casefold().removesuffix("timer").removesuffix("timar").removesuffix("hours").strip()
    try:
        timer = float(tall.replace(",", "."))
    except ValueError:
        timer = 0.0
    if not rules.gyldige_timer(timer):
        raise Uleselig(N_("Skriv et tall mellom 0,5 og 400."))
    return f"{timer:g}"


def _timer(view: View) -> float | None:
    verdi = view.get("timer")
    return None if verdi in (None, HOPP) else float(verdi)


def _trenger_avtale(view: View) -> bool:
    return _er_tatt(view) and rules.trenger_avtale(view.get("kurs"), _timer(view))


def _sporr_avtale(view: View) -> Prompt:
    t = view.ctx.t
    text = t.rich(
        N_("**Hvor er avtalen om kortere kurs?** Under 40 timer krever avtale mellom partene. Lim inn lenka.")
    )
    return Prompt((text,), (Choice(HOPP, t.text(N_("Hopp over"))),))


def _vis(verdi: Any, view: View) -> str:
    return (
        view.ctx.t.text(N_("Ikke oppgitt"))
        if verdi == HOPP
        else str(verdi).replace(".", ",")
        if _tall(verdi)
        else str(verdi)
    )


def _tall(verdi: Any) -> bool:
    return str(verdi).replace(".", "", 1).isdigit()


def _review(view: View) -> tuple[Block, ...]:
    rows = [
        (view.ctx.t.text(slot.name), slot.show(view.get(slot.key), view))
        for slot in SLOTS
        if slot.when(view) and view.get(slot.key) is not None
    ]
    return (Facts(tuple(rows)),)


def _submit(view: View) -> Outcome:
    ctx, person = view.ctx, view.get("person")
    service.krev_rett(ctx.session, ctx.now, ctx.kontakt.person_id, person)
    avtale = view.get("avtale") if _trenger_avtale(view) and view.get("avtale") != HOPP else None
    dato = date.fromisoformat(view.get("dato")) if _er_tatt(view) else None
    timer = _timer(view) if dato is not None else None
    tatt = Tatt(view.get("kurs"), dato, timer, avtale)
    ny, besvart = kursfort.fort(ctx.session, ctx.now, ctx.kommune.regelverk, person, tatt, av=ctx.kontakt.person_id)
    text = N_("Ført: {kurs}, {navn}, {dag}.") if ny else N_("Dette var ført fra før: {kurs}, {navn}, {dag}.")
    fakta: dict[str, Any] = {
        "kurs": kursord.navn(ctx.reader, tatt.kurs),
        "navn": vis_person(person, view),
        "dag": _vis_dato(view.get("dato"), view),
    }
    blocks: list[Block] = [ctx.t.rich(text, **fakta)]
    if besvart:
        blocks.append(ctx.t.rich(N_("Oppgaven i årshjulet er besvart med dette.")))
    return Outcome((Reply(Message(tuple(blocks))),))


SLOTS = (
    Slot(
        "person", N_("Navn"), _sporr_person, _les_person, vis_person, valid=_kan_fores, words=("navn", "name", "person")
    ),
    kursfelt(),
    Slot("dato", N_("Dato"), _sporr_dato, _les_dato, _vis_dato, words=("dato", "dag", "date")),
    Slot("timer", N_("Timer"), _sporr_timer, _les_timer, _vis, when=_er_tatt, words=("timer", "timar", "hours")),
    Slot("avtale", N_("Avtale"), _sporr_avtale, les_lenke, _vis, when=_trenger_avtale, words=("avtale", "agreement")),
)
FORM = Form(
    key="kurs_registrer", version=1, title=N_("Registrer kurs"), slots=SLOTS,
    review=_review, submit=_submit, send_label=N_("Før opp kurset"),
)  # fmt: skip
