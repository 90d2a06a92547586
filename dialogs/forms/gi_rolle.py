"""The HMS-ansvarlig gives a role: to whom, which, where, from when, and whether it passes on from whoever has it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from dialogs import hjul, rollenavn
from dialogs.context import Context
from dialogs.contract import Block, Facts, Outcome
from dialogs.forms.arshjul_felles import SAGT, datofelt
from dialogs.forms.base import Choice, Form, Prompt, Slot, Uleselig, View, read_id
from dialogs.forms.engine import as_read
from dialogs.forms.enkel import sagt
from dialogs.forms.personvalg import er_her, les_rolleperson, vis_person
from dialogs.i18n import N_
from dialogs.language import names, rolleord
from dialogs.language.katalog import Entry, Katalog
from hms.arshjul import roller
from hms.organisasjon import nevnt, sok
from hms.organisasjon import queries as org
from hms.organisasjon.model import PARTER
from hms.regelverk import roller as regler

VANLIGE = ("verneombud", "enhetsleder", "avdelingsleder", "kjemikalieansvarlig", "brannvernleder")
JA, NEI = "ja", "nei"
PART = {"a_side": N_("Arbeidstakerne"), "g_side": N_("Arbeidsgiveren"), "bht": N_("Bedriftshelsetjenesten")}
KINDS = {"node": "node", "verneomrade": "verneomrade", "bygg": "bygg"}


def _mulige() -> dict[str, Any]:
    return {id_: rolle for id_, rolle in regler.tildelbare().items() if id_ not in roller.BARE_I_FILA}


def rolle_i(text: str) -> str | None:
    """The one role that the text names, those that come with the file alone too (they are refused by name)."""
    navn = {id_: (*rolle.navn.values(), *rolle.alias) for id_, rolle in regler.tildelbare().items()}
    funnet = rolleord.finn(text, navn)
    return funnet[0] if len(funnet) == 1 else None


def steder_i(ctx: Context, rolle: str, text: str) -> list[Choice]:
    """The places in the text where the role may be held; a place that is named covers its own areas and buildings."""
    info = regler.tildelbare()[rolle]
    if info.niva == ("kommune",):
        topp = org.kommune(ctx.session)
        return [Choice(f"node:{topp.id}", topp.navn)]
    steder = {(s.slag, s.id): s for s in nevnt.steder(ctx.session, text, ctx.today)}
    katalog = Katalog([Entry(f"{s.slag}:{s.id}", s.navn, _kind(s.slag)) for s in steder.values()])
    treff = names.find(text, katalog, ("node", "bygg", "verneomrade"))
    ider = {entry.id for en in treff for entry in en.entries}
    mine = [s for s in steder.values() if f"{s.slag}:{s.id}" in ider or not ider]
    mine += [s for s in _under(ctx, mine) if (s.slag, s.id) not in steder]
    return [Choice(f"{s.slag}:{s.id}", s.navn) for s in mine if info.kan_ligge_pa(s.slag, s.nodetype)]


def _kind(slag: str) -> Any:
    return KINDS[slag]


def _under(ctx: Context, steder: Iterable[nevnt.Sted]) -> list[nevnt.Sted]:
    """The verneområder and buildings of the nodes that were named."""
    noder = [s.id for s in steder if s.slag == "node"]
    return nevnt.ved(ctx.session, noder, ctx.today)


def _sporr_person(view: View) -> Prompt:
    return Prompt((view.ctx.t.rich(N_("**Hvem skal ha rollen?** Skriv navnet.")),))


def _sporr_rolle(view: View) -> Prompt:
    alle = [Choice(id_, view.ctx.kommune.regelverk.rolle(id_, view.ctx.t.locale)) for id_ in _mulige()]
    return Prompt(
        (view.ctx.t.rich(N_("**Hvilken rolle?**")),),
        tuple(valg for valg in alle if valg.value in VANLIGE),
        tuple(valg for valg in alle if valg.value not in VANLIGE),
    )


def _les_rolle(said: str, view: View) -> str:
    rolle = rolle_i(said)
    if rolle is None or rolle not in _mulige():
        raise Uleselig(
            N_("Den rollen kan ikke gis her. Velg en av rollene, for eksempel «{eksempel}»."),
            eksempel=view.ctx.kommune.regelverk.rolle("verneombud", view.ctx.t.locale),
        )
    return rolle


def _sporr_sted(view: View) -> Prompt:
    foreslatt = [_valg(view, verdi) for verdi in view.get("@steder") or ()]
    return Prompt((view.ctx.t.rich(N_("**Hvor gjelder rollen?** Skriv navnet på stedet.")),), tuple(foreslatt[:6]))


def _valg(view: View, verdi: str) -> Choice:
    return Choice(verdi, _vis_sted(verdi, view))


def _les_sted(said: str, view: View) -> str:
    mulige = steder_i(view.ctx, view.get("rolle"), said)
    if len(mulige) == 1:
        return str(mulige[0].value)
    if mulige:
        raise Uleselig(N_("Velg stedet du mente, eller skriv et annet."), tuple(mulige[:6]))
    raise Uleselig(
        N_("Jeg fant ikke noe sted der rollen kan ligge. Skriv navnet på enheten, verneområdet eller bygget.")
    )


def _er_sted(verdi: Any, view: View) -> bool:
    slag, _, id_ = str(verdi).partition(":")
    row_id = read_id(id_)
    return slag in rollenavn.HVOR and row_id is not None and bool(rollenavn.sted(view.ctx.reader, slag, row_id))


def _vis_sted(verdi: Any, view: View) -> str:
    slag, id_ = omfang(verdi)
    return rollenavn.sted(view.ctx.reader, slag, id_)


def omfang(verdi: Any) -> tuple[str, int]:
    """The scope of an answer («verneomrade:4»)."""
    slag, _, id_ = str(verdi).partition(":")
    return slag, int(id_)


def _kjent_sted(view: View) -> Any:
    rolle = view.get("rolle")
    if rolle is None or regler.tildelbare()[rolle].niva != ("kommune",):
        return None
    return steder_i(view.ctx, rolle, "")[0].value


def _sporr_part(view: View) -> Prompt:
    valg = tuple(Choice(part, view.ctx.t.text(PART[part])) for part in PARTER)
    return Prompt((view.ctx.t.rich(N_("**Hvilken part sitter medlemmet for?**")),), valg)


def _les_part(_said: str, _view: View) -> str:
    raise Uleselig(N_("Trykk på parten."))


def _har_na(view: View) -> list[Any]:
    if not view.get("sted") or not view.get("fra") or not view.get("rolle"):
        return []
    rader = roller.holdere(
        view.ctx.session, view.get("rolle"), omfang(view.get("sted")), date.fromisoformat(view.get("fra"))
    )
    return [rad for rad in rader if rad.person_id != view.get("til")]


def _navnene(view: View) -> str:
    return ", ".join(p.navn for rad in _har_na(view) if (p := org.person(view.ctx.session, rad.person_id)) is not None)


def _sporr_avlos(view: View) -> Prompt:
    t = view.ctx.t
    valg = (Choice(JA, t.text(N_("Ja, rollen går over"))), Choice(NEI, t.text(N_("Nei, begge har den"))))
    return Prompt((t.rich(N_("**{navn} har rollen der nå. Skal den slutte dagen før?**"), navn=_navnene(view)),), valg)


def _les_avlos(said: str, _view: View) -> str:
    forste = sok.fold(said).split()[:1]
    if forste in (["ja"], ["yes"]):
        return JA
    if forste in (["nei"], ["no"]):
        return NEI
    raise Uleselig(N_("Svar ja eller nei."))


def _vis_avlos(verdi: Any, view: View) -> str:
    return view.ctx.t.text(
        N_("{navn} slutter dagen før") if verdi == JA else N_("{navn} har den fortsatt"), navn=_navnene(view)
    )


def _i_dag(view: View) -> tuple[Choice, ...]:
    return (Choice(view.ctx.today.isoformat(), view.ctx.t.text(N_("I dag"))),)


def _rows(view: View) -> tuple[Block, ...]:
    rader = tuple(
        (view.ctx.t.text(slot.name), slot.show(view.get(slot.key), view))
        for slot in SLOTS
        if slot.when(view) and view.get(slot.key) is not None
    )
    return (Facts(rader),)


def _intro(view: View) -> tuple[Block, ...]:
    foran = (view.ctx.t.rich(str(view.get(SAGT)), **dict(view.get("@felt") or {})),) if view.get(SAGT) else ()
    mangler = any(slot.key not in view.answers for slot in SLOTS if slot.asked and slot.when(view))
    return (
        (*foran, *as_read(FORM, view, [slot.key for slot in SLOTS if view.get(slot.key) is not None]))
        if mangler
        else foran
    )


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    avlos = [rad.id for rad in _har_na(view)] if view.get("avlos") == JA else []
    slutt = date.fromisoformat(view.get("slutt")) if view.get("slutt") else None
    rad = roller.gi(
        ctx.session, ctx.now, ctx.kontakt.person_id, rolle=view.get("rolle"), til=view.get("til"),
        omfang=omfang(view.get("sted")), fra=date.fromisoformat(view.get("fra")), slutt=slutt, part=view.get("part"), avlos=avlos,
    )  # fmt: skip
    text = N_(
        "{navn} har rollen {rolle} {tid}, og har fått beskjed. Legg den inn i fila som organisasjonen importeres fra."
    )
    return sagt(
        view,
        text,
        navn=hjul.navn(ctx.reader, view.get("til")),
        rolle=rollenavn.rolle(ctx.reader, rad),
        tid=rollenavn.tid(ctx.reader, rad),
    )


SLOTS = (
    Slot("til", N_("Person"), _sporr_person, les_rolleperson, vis_person, valid=er_her, words=("navn", "name")),
    Slot("rolle", N_("Rolle"), _sporr_rolle, _les_rolle, lambda verdi, view: view.ctx.kommune.regelverk.rolle(verdi, view.ctx.t.locale)),
    Slot("sted", N_("Sted"), _sporr_sted, _les_sted, _vis_sted, known=_kjent_sted, valid=_er_sted),
    Slot(
        "part", N_("Part"), _sporr_part, _les_part, lambda verdi, view: view.ctx.t.text(PART[verdi]),
        when=lambda view: view.get("rolle") in regler.MED_PART,
    ),
    datofelt("fra", N_("Fra"), N_("**Fra og med hvilken dag?**"), fortid=False, forslag=_i_dag),
    replace(datofelt("slutt", N_("Til og med"), N_("**Til og med hvilken dag?**"), fortid=False, forslag=_i_dag), asked=False),
    Slot("avlos", N_("Den som har rollen nå"), _sporr_avlos, _les_avlos, _vis_avlos, when=lambda view: bool(_har_na(view))),
)  # fmt: skip
FORM = Form(
    key="gi_rolle", version=1, title=N_("Gi rolle"), slots=SLOTS, intro=_intro,
    review=_rows, submit=_submit, send_label=N_("Gi rollen"),
)  # fmt: skip
