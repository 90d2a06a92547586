"""A duty of the årshjul in words: what, where, by when, why."""

import functools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from dialogs.context import Reader
from dialogs.contract import Block, Button, Field, Paragraph, Run
from dialogs.i18n import N_
from dialogs.language.oppgaver import Kandidat
from dialogs.language.oppgaver import vanlige as vanlige_ord
from hms.arshjul import queries, status
from hms.arshjul.model import APEN, IKKE_AKTUELT, UTFORT, ArshjulOpplysning, Oppgave
from hms.arshjul.svar import venter_lenke
from hms.organisasjon import model
from hms.organisasjon import queries as org
from hms.regelverk.aksjon import SPRAK, Regelverk

TICK = "o"
SHORT = 60
LISTED = 20
GROUPS = 5  # the duty of the whole kommune has them all
KOMMUNE = "kommune"
MKS = "mks_gruppe"
EMNE: dict[str, tuple[type[Any], str]] = {
    "verneomrade": (model.Verneomrade, "omrade_id"),
    "bygg": (model.Bygg, "bygg_id"),
    "mks_gruppe": (model.MksGruppe, "gruppe_id"),
    "person": (model.Person, "person_id"),
}


def tittel(r: Reader, rad: Oppgave) -> str:
    """«Gjennomføre vernerunde»; of an event, what it is about too; of a report, its year (T-09)."""
    aksjon = r.kommune.regelverk.aksjoner.get(rad.aksjon)
    navn = rad.aksjon if aksjon is None else aksjon.navn(rad.del_, rad.niva, r.t.locale)
    if aksjon is not None and aksjon.kadens.gjelder_foregaende:
        return f"{navn} ({rad.frist.year - 1})"
    return f"{navn} ({rad.om})" if rad.om else navn


def sted(r: Reader, rad: Oppgave) -> str:
    """«Solgata sykehjem», and the area, building, group or person that it is about."""
    om = emne(r, rad)
    return f"{nodenavn(r, rad)}, {om}" if om else nodenavn(r, rad)


def nodenavn(r: Reader, rad: Oppgave) -> str:
    """Where the duty lies."""
    node = org.node(r.session, rad.node_id)
    return node.navn if node else ""


def emne(r: Reader, rad: Oppgave) -> str:
    """The area, building, group or person that it is about; empty for a node, and where it has the node's own name."""
    tabell, felt = EMNE.get(rad.gjelder_type, (None, ""))
    funnet = r.session.get(tabell, getattr(rad, felt)) if tabell is not None and getattr(rad, felt) else None
    return "" if funnet is None or funnet.navn == nodenavn(r, rad) else str(funnet.navn)


def linje(r: Reader, rad: Oppgave) -> str:
    """One line of a list: what, where, by when; first what it is gathered under («Årsstart», «brann i bygget»)."""
    samlet = samlekort(r, rad)
    fakta = {"oppgave": tittel(r, rad), "sted": sted(r, rad), "frist": frist(r, rad)}
    if rad.myk_frist is not None and r.today <= rad.myk_frist:
        text = r.t.text(
            N_("{oppgave}, {sted} – helst innen {myk}, {frist}"), myk=r.t.day(rad.myk_frist, r.today), **fakta
        )
    else:
        text = r.t.text(N_("{oppgave}, {sted} – {frist}"), **fakta)
    return f"{samlet}: {text}" if samlet else text


def navngitt(r: Reader, rader: Sequence[Oppgave]) -> list[str]:
    """What tells the duties apart, for buttons: what and where, and by when for those that are alike."""
    navn = [f"{tittel(r, rad)}, {sted(r, rad)}" for rad in rader]
    like = Counter(navn)
    return [ett if like[ett] == 1 else f"{ett} – {frist(r, rad)}" for ett, rad in zip(navn, rader, strict=True)]


def samlekort(r: Reader, rad: Oppgave) -> str:
    """The name of the card that the duty is gathered in, empty for most."""
    regelverk = r.kommune.regelverk
    aksjon = regelverk.aksjoner.get(rad.aksjon)
    kort = regelverk.samlekort.get(aksjon.samles_i or "") if aksjon is not None else None
    return kort.pa(r.t.locale) if kort is not None else ""


def ordnet(r: Reader, rader: Iterable[Oppgave]) -> list[Oppgave]:
    """The duties by deadline, those that are gathered together after one another at the end."""
    return sorted(
        rader,
        key=lambda rad: (samlekort(r, rad), sted(r, rad) if samlekort(r, rad) else "", rad.frist, rad.id or 0),
    )


def frist(r: Reader, rad: Oppgave) -> str:
    """«frist mandag 31. mai, om 3 dager», or how long ago it was."""
    dager = (rad.frist - r.today).days
    dag = r.t.day(rad.frist, r.today) if abs(dager) < SHORT else r.t.full_day(rad.frist)
    if dager == 0:
        return r.t.text(N_("frist i dag"))
    if dager < 0:
        return r.t.plural("frist {dag}, for {n} dag siden", "frist {dag}, for {n} dager siden", -dager, dag=dag)
    return r.t.plural("frist {dag}, om {n} dag", "frist {dag}, om {n} dager", dager, dag=dag)


def svar(r: Reader, rad: Oppgave) -> str:
    """What has been answered, empty while it is open."""
    if rad.status == APEN:
        return ""
    fakta = {"oppgave": tittel(r, rad), "sted": sted(r, rad), "navn": navn(r, rad.utfort_av)}
    if rad.status == UTFORT:
        hele = r.t.text(N_("Utført {dag} av {navn}: {oppgave}, {sted}"), dag=_dag(r, rad.utfort_dato), **fakta)
        if rad.lenke_innen is None:
            return hele
        return r.t.text(N_("{utfort}. Lenka kommer innen {dag}"), utfort=hele, dag=r.t.day(rad.lenke_innen, r.today))
    if rad.status == IKKE_AKTUELT:
        return r.t.text(N_("Ikke aktuelt ({navn}): {oppgave}, {sted}"), **fakta)
    return r.t.text(N_("Gjelder ikke lenger: {oppgave}, {sted}"), **fakta)


def skjedd(r: Reader, rad: Oppgave) -> str:
    """What has happened to an open duty: given away, a new deadline, more time asked for, a link that did not come. Empty for nothing."""
    hva: list[str] = []
    if rad.delegert_til is not None and queries.er_delegat(rad, rad.delegert_til, r.today):
        dag = _dag(r, rad.delegert_slutt)
        hva.append(r.t.text(N_("delegert til {navn} til {dag}"), navn=navn(r, rad.delegert_til), dag=dag))
    if rad.utsettelser:
        hva.append(r.t.text(N_("ny frist {dag}"), dag=r.t.day(rad.frist, r.today)))
    if rad.onsket_frist is not None:
        fakta = {"navn": navn(r, rad.onsket_av), "dag": r.t.day(rad.onsket_frist, r.today)}
        hva.append(r.t.text(N_("{navn} har bedt om ny frist {dag}, ikke besvart"), **fakta))
    if rad.lenke_uteble:
        hva.append(r.t.text(N_("ført som utført {dag}, men lenka kom ikke"), dag=_dag(r, rad.utfort_dato)))
    return (
        r.t.text(N_("{oppgave}, {sted}: {hva}"), oppgave=tittel(r, rad), sted=sted(r, rad), hva="; ".join(hva))
        if hva
        else ""
    )


def krav(r: Reader, rader: Sequence[Oppgave | ArshjulOpplysning]) -> str:
    """The requirements behind the duties, each once."""
    aksjoner = [r.kommune.regelverk.aksjoner[rad.aksjon] for rad in rader if rad.aksjon in r.kommune.regelverk.aksjoner]
    return ", ".join(dict.fromkeys(ref for aksjon in aksjoner for ref in aksjon.ref[:1]))


def kryss(r: Reader, rader: Sequence[Oppgave]) -> tuple[Field, ...]:
    """A tick box for each duty; none where there is only one."""
    if len(rader) == 1:
        return ()
    return tuple(Field(f"{TICK}{rad.id}", linje(r, rad), "check") for rad in rader)


def knapper(r: Reader, rader: Sequence[Oppgave], kort: Mapping[str, Any] = MappingProxyType({})) -> tuple[Button, ...]:
    """What can be answered to these duties. `kort` names the card that they stand on, so that it can be shown afresh."""
    if not rader:
        return ()
    data = {"action": "arshjul", "oppgaver": [rad.id for rad in rader], "token": "", **kort}
    valg = [
        (N_("Utført") if len(rader) == 1 else N_("Utført for de valgte"), "utfort"),
        (N_("Trenger mer tid"), "mer_tid"),
        (N_("Deleger"), "deleger"),
        (N_("Ikke aktuelt"), "ikke_aktuelt"),
        (N_("Se hva som skal dokumenteres"), "dokumentasjon"),
        (N_("Hvorfor får jeg dette?"), "hvorfor"),
    ]
    if any(rad.delegert_til is not None and queries.er_delegat(rad, rad.delegert_til, r.today) for rad in rader):
        valg.insert(3, (N_("Avslutt delegeringen"), "trekk"))
    return tuple(
        Button(r.t.text(label), {**data, "do": do}, style="positive" if do == "utfort" else "default")
        for label, do in valg
    )


def etterpa(r: Reader, rad: Oppgave) -> tuple[Button, ...]:
    """What can be done with a duty that has been answered: the link that was to come, and what shows that it is done."""
    data = {"action": "arshjul", "oppgaver": [rad.id], "token": ""}
    valg: list[tuple[str, str]] = []
    if venter_lenke(rad):
        valg.append((N_("Legg inn lenka"), "lever"))
    if rad.status == UTFORT:
        valg.append((N_("Vis dokumentasjonen"), "bevis"))
    return tuple(Button(r.t.text(label), {**data, "do": do}) for label, do in valg)


def kandidater(r: Reader, rader: Iterable[Oppgave]) -> list[Kandidat]:
    """The duties as the reader of words knows them: titles in every language, and what their places are called."""
    funnet = []
    for rad in rader:
        aksjon = r.kommune.regelverk.aksjoner.get(rad.aksjon)
        titler = [] if aksjon is None else [aksjon.navn(rad.del_, rad.niva, s) for s in SPRAK]
        titler += [] if aksjon is None or rad.del_ else [aksjon.tittel.pa(s) for s in SPRAK]
        funnet.append(Kandidat(rad.id or 0, tuple(titler), (nodenavn(r, rad), emne(r, rad))))
    return funnet


def vanlige(regelverk: Regelverk) -> frozenset[str]:
    """The words of titles that many actions share."""
    return _vanlige(tuple(tuple(a.tittel.pa(s) for s in SPRAK) for a in regelverk.aksjoner.values()))


@functools.lru_cache(maxsize=4)
def _vanlige(titler: tuple[tuple[str, ...], ...]) -> frozenset[str]:
    return vanlige_ord(titler)


def grunnlag(r: Reader, rad: Oppgave) -> list[Block]:
    """How far the duties have come that this one builds on: «ikke ferdig ennå», and «mangler» from the day the action says."""
    regelverk = r.kommune.regelverk
    fra = regelverk.aksjoner[rad.aksjon].mangler_fra
    mangler = None if fra is None else r.today >= fra.i(rad.frist.year)
    return [
        framdrift(r, aksjon, ferdige, apne, mangler=mangler, node_id=rad.node_id)
        for aksjon, ferdige, apne in queries.grunnlag(r.session, regelverk, rad, r.today)
    ]


def framdrift(
    r: Reader, aksjon: str, ferdige: int, apne: Sequence[Oppgave], *, mangler: bool | None, node_id: int
) -> Paragraph:
    """«… 3 av 5 er ferdige. Ikke ferdig ennå: Åsen skole.» For the whole kommune: how many in each sector.

    `mangler` None: what is open is missing when its own deadlines have passed.
    """
    navn = r.kommune.regelverk.aksjoner[aksjon].tittel.pa(r.t.locale)
    if mangler is None:
        mangler = all(r.today > ett.frist for ett in apne)
    node = org.node(r.session, node_id)
    if ferdige + len(apne) == 1:
        text = (
            N_("{oppgave}: ferdig.")
            if ferdige
            else N_("{oppgave}: mangler.")
            if mangler
            else N_("{oppgave}: ikke ferdig ennå.")
        )
        hva = navn if node is None or node.type == KOMMUNE else f"{navn}, {node.navn}"
        return Paragraph((Run(r.t.text(text, oppgave=hva)),))
    hode = r.t.text(
        N_("{oppgave}: {ferdige} av {alle} er ferdige."), oppgave=navn, ferdige=ferdige, alle=ferdige + len(apne)
    )
    if node is not None and node.type == KOMMUNE:
        sektorer = Counter(sektor(r, ett.node_id) for ett in apne)
        steder = ", ".join(f"{hvor} {n}" for hvor, n in sorted(sektorer.items()))
    else:
        steder = ", ".join(dict.fromkeys(sted(r, ett) for ett in apne[:LISTED]))
    if len(apne) > LISTED and node is not None and node.type != KOMMUNE:
        steder = r.t.text(N_("{steder} og {n} til"), steder=steder, n=len(apne) - LISTED)
    hvem = ""
    if apne:
        hvem = r.t.text(N_("Mangler: {steder}.") if mangler else N_("Ikke ferdig ennå: {steder}."), steder=steder)
    return Paragraph((Run(f"{hode} {hvem}".strip()),))


def sektor(r: Reader, node_id: int) -> str:
    """The sector that a node lies in, or else its own name (a stab under the chief executive)."""
    linje = org.linje(r.session, node_id)
    return next((her.navn for her in linje if her.type == "sektor"), linje[0].navn if linje else "")


def mks(r: Reader, rader: Sequence[Oppgave]) -> list[Block]:
    """The MKS groups that take part in these duties, with their members."""
    regelverk = r.kommune.regelverk
    med = [rad for rad in rader if rad.aksjon in regelverk.aksjoner and MKS in regelverk.aksjoner[rad.aksjon].medvirker]
    grupper: dict[str, tuple[list[str], list[str]]] = {}
    for rad in med:
        for navn, medlemmer in status.mks_grupper(r.session, rad, r.today):
            grupper.setdefault(navn, (medlemmer, []))[1].append(tittel(r, rad))
    ingen = r.t.text(N_("ingen medlemmer er registrert"))
    blocks: list[Block] = [
        r.t.rich(
            N_("Sammen med {gruppe} ({medlemmer}): {oppgaver}."),
            gruppe=gruppe,
            medlemmer=", ".join(medlemmer) or ingen,
            oppgaver=", ".join(dict.fromkeys(oppgaver)),
        )
        for gruppe, (medlemmer, oppgaver) in list(grupper.items())[:GROUPS]
    ]
    return [*blocks, r.t.rich(N_("Og {n} til."), n=len(grupper) - GROUPS)] if len(grupper) > GROUPS else blocks


def merknad(r: Reader, rad: Oppgave) -> Paragraph:
    """A duty that only ought to be kept, past its day: a note, and no more (kalender.md, rule 9)."""
    return r.t.rich(
        N_("Merknad: «{oppgave}», {sted}, burde vært gjort innen {frist}. Det er en anbefaling, og den løftes ikke videre."),
        oppgave=tittel(r, rad), sted=sted(r, rad), frist=r.t.full_day(rad.frist),
    )  # fmt: skip


def _dag(r: Reader, dag: date | None) -> str:
    return r.t.day(dag, r.today) if dag else ""


def navn(r: Reader, person_id: int | None) -> str:
    """The name of a person, empty for nobody."""
    person = org.person(r.session, person_id) if person_id is not None else None
    return person.navn if person else ""
