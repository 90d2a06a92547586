"""What each action is about on a day: nodes, verneområder, buildings, MKS groups. Pure, on the organisation as values."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from hms.arshjul import rules
from hms.arshjul.bilde import Bilde, Bygg, Gruppe, Node
from hms.arshjul.rules import Frist
from hms.regelverk.aksjon import KALENDERSTYRT, Aksjon, Delaktivitet, Intervall, Mottaker, Regelverk

PER_PERSON = "per_person"
Tid = tuple[date, date]  # the first and the last day
TYPER = {
    "kommune": ("kommune",),
    "sektor": ("sektor",),
    "enhet": ("enhet", "stab"),
    "avdeling": ("avdeling",),
}


@dataclass(frozen=True)
class Sak:
    """One duty of one subject in one period: what an `oppgave` row holds. `gjelder_id` is unique within its type.

    `node` is where it lies; `omrade`, `bygg` and `person` are set where it is about one.
    """

    aksjon: str
    del_: str
    niva: str
    rolle: str
    gjelder_type: str
    gjelder_id: str
    node: int
    frist: Frist
    omrade: int | None = None
    bygg: int | None = None
    gruppe: int | None = None
    person: int | None = None
    start: date | None = None

    @property
    def nokkel(self) -> tuple[str, str, str, str, str]:
        """(aksjon, del, gjelder_type, gjelder_id, periode)."""
        return self.aksjon, self.del_, self.gjelder_type, self.gjelder_id, self.frist.periode


@dataclass(frozen=True)
class _Emne:
    """A subject. `fra` is the day it came, for what is not a node; `bruk` is whether it is manned day and night, and a school."""

    gjelder_type: str
    gjelder_id: str
    node: int
    omrade: int | None = None
    bygg: int | None = None
    gruppe: int | None = None
    fra: date | None = None
    antall: int | None = None
    bruk: tuple[bool, bool] = (False, False)


def planlegges(aksjon: Aksjon) -> bool:
    """Does the action give oppgaver by calendar or by person?"""
    return aksjon.aktiv and not aksjon.informasjon and aksjon.kadens.type in (*KALENDERSTYRT, PER_PERSON)


def kalenderstyrte(regelverk: Regelverk, aksjon: Aksjon, bilde: Bilde, paa: date, tid: Tid) -> Iterator[Sak]:
    """The duties of an action with a deadline in the time `tid`, as the organisation stands on the day `paa`."""
    for post in aksjon.ansvarlig[:1] if aksjon.felles_oppgave else aksjon.ansvarlig:
        for emne in _emner(regelverk, aksjon, post, bilde, paa):
            if er_i_gang(regelverk, bilde, emne.node, paa):
                yield from _for_emne(regelverk, aksjon, post, emne, bilde=bilde, tid=tid)


def _for_emne(
    regelverk: Regelverk, aksjon: Aksjon, post: Mottaker, emne: _Emne, *, bilde: Bilde, tid: Tid
) -> Iterator[Sak]:
    fra, til = tid
    mal = _mal(aksjon, post, emne, fra)
    ny_siden, tidligst = bilde.ny_siden(emne.node), max(fra, regelverk.standard.oppstart or fra)
    for del_, frist in _frister(aksjon, mal, emne, bilde, fra=fra, til=til):
        ny = rules.for_ny_enhet(frist, ny_siden, regelverk.standard.ny_enhet_dager)
        if ny is None or not tidligst <= ny.frist <= til:
            continue
        if emne.fra is None or emne.fra <= frist.frist:
            yield replace(mal, del_=del_, frist=ny)


def maler(regelverk: Regelverk, aksjon: Aksjon, bilde: Bilde, paa: date) -> Iterator[Sak]:
    """What the action is about that day, without periods: for what people are told rather than asked."""
    for post in aksjon.ansvarlig[:1] if aksjon.felles_oppgave else aksjon.ansvarlig:
        for emne in _emner(regelverk, aksjon, post, bilde, paa):
            if er_i_gang(regelverk, bilde, emne.node, paa):
                yield _mal(aksjon, post, emne, paa)


def _mal(aksjon: Aksjon, post: Mottaker, emne: _Emne, paa: date) -> Sak:
    return Sak(
        aksjon.id, post.del_, post.niva, post.rolle, emne.gjelder_type, emne.gjelder_id, emne.node,
        Frist("", paa, paa), emne.omrade, emne.bygg, emne.gruppe,
    )  # fmt: skip


def _frister(
    aksjon: Aksjon, mal: Sak, emne: _Emne, bilde: Bilde, *, fra: date, til: date
) -> Iterator[tuple[str, Frist]]:
    """From a little before `fra`, for a new unit's deadline may be moved forward into the time asked for."""
    tidlig = date(fra.year - 1, 1, 1)
    if aksjon.kadens.type != "intervall":
        plan = bilde.moteplaner.get((aksjon.id, mal.gjelder_type, mal.gjelder_id), ())
        for frist in rules.frister(aksjon, tidlig, til, antall=emne.antall, plan=plan):
            yield mal.del_, frist
        return
    for del_, intervall in _deler(aksjon):
        sist = bilde.sist_gjort.get((aksjon.id, del_ or mal.del_, mal.gjelder_type, mal.gjelder_id))
        for frist in rules.frister(aksjon, tidlig, til, intervall=intervall, bruk=emne.bruk, sist=sist):
            yield del_ or mal.del_, frist


def _deler(aksjon: Aksjon) -> Iterator[tuple[str, Intervall]]:
    deler: tuple[Delaktivitet, ...] = aksjon.kadens.delaktiviteter
    for en in deler:
        yield en.id, en.intervall
    if not deler and aksjon.kadens.intervall is not None:
        yield "", aksjon.kadens.intervall


def _emner(regelverk: Regelverk, aksjon: Aksjon, post: Mottaker, bilde: Bilde, paa: date) -> Iterator[_Emne]:
    match aksjon.per:
        case None:
            yield from (_Emne("node", n.ekstern_id, n.id) for n in noder_pa(regelverk, bilde, post.niva, paa))
        case "verneomrade":
            yield from (e for n in noder_pa(regelverk, bilde, post.niva, paa) for e in _omrader(bilde, n, paa))
        case "bygg":
            yield from (_bygg(bilde, b, bruker, paa) for b in bilde.bygg if (bruker := hovedbruker(bilde, b, paa)))
        case _:
            yield from (e for g in bilde.grupper if (e := _gruppe(regelverk, bilde, g, post.niva, paa)))


def typer_for(regelverk: Regelverk, niva: str) -> tuple[str, ...]:
    """The node types of a level; a stab counts as an enhet (T-39) unless the kommune says no."""
    typer = TYPER.get(niva, ())
    return typer if regelverk.standard.stab_som_enhet else tuple(t for t in typer if t != "stab")


def noder_pa(regelverk: Regelverk, bilde: Bilde, niva: str, paa: date) -> list[Node]:
    """The nodes of a level that count that day, by id."""
    typer = typer_for(regelverk, niva)
    return sorted((n for n in bilde.noder.values() if n.type in typer and n.gjelder(paa)), key=lambda n: n.id)


def _omrader(bilde: Bilde, enhet: Node, paa: date) -> Iterator[_Emne]:
    for omrade in bilde.omrader_i(enhet.id, paa):
        gjelder_id = f"{enhet.ekstern_id}/{omrade.ekstern_id}"
        yield _Emne("verneomrade", gjelder_id, enhet.id, omrade=omrade.id, fra=omrade.fra)


def hovedbruker(bilde: Bilde, bygg: Bygg, paa: date) -> int | None:
    """The main user of a building that counts that day, or else its first user (T-35). None: no building, or no user."""
    if not bygg.gjelder(paa):
        return None
    brukere = (bilde.levende(bruker, paa) for bruker in (bygg.hovedbruker, *bygg.brukere))
    return next((bruker for bruker in brukere if bruker is not None), None)


def _bygg(bilde: Bilde, bygg: Bygg, bruker: int, paa: date) -> _Emne:
    """The oppgave lies with the main user's unit, or with the user itself where there is no unit above it."""
    node, her = bilde.over(bruker, paa, *TYPER["enhet"]), bilde.noder[bruker]
    bruk = (her.dognbemannet, her.skole_barnehage)
    return _Emne("bygg", bygg.ekstern_id, bruker if node is None else node, bygg=bygg.id, fra=bygg.fra, bruk=bruk)


def _gruppe(regelverk: Regelverk, bilde: Bilde, gruppe: Gruppe, niva: str, paa: date) -> _Emne | None:
    """Only the groups at the entry's own level (T-19b)."""
    node = bilde.levende(gruppe.node, paa)
    if node is None or not gruppe.gjelder(paa) or bilde.noder[node].type not in typer_for(regelverk, niva):
        return None
    return _Emne("mks_gruppe", gruppe.ekstern_id, node, gruppe=gruppe.id, fra=gruppe.fra, antall=gruppe.moter)


def er_i_gang(regelverk: Regelverk, bilde: Bilde, node: int, paa: date) -> bool:
    """Has the node, or one above it, begun (`oppstart.enheter`, rule 10)?"""
    enheter = regelverk.standard.enheter
    return enheter is None or any(n.ekstern_id in enheter for n in bilde.linje(node, paa))
