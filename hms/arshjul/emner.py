"""What each action is about: nodes, verneområder, buildings, MKS groups, people. Pure, on the organisation as values."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from hms.arshjul import rules
from hms.arshjul.bilde import Bilde, Bygg, Gruppe, Node, Person, Rolle
from hms.arshjul.rules import Frist
from hms.regelverk.aksjon import KALENDERSTYRT, Aksjon, Delaktivitet, Intervall, Mottaker, Regelverk

PER_PERSON = "per_person"
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
    gjelder_type: str
    gjelder_id: str
    node: int
    omrade: int | None = None
    bygg: int | None = None
    gruppe: int | None = None
    antall: int | None = None
    bruk: tuple[bool, bool] = (False, False)
    gjelder: Callable[[date], bool] = lambda _paa: True


def planlegges(aksjon: Aksjon) -> bool:
    """Does the action give oppgaver by calendar or by person?"""
    return aksjon.aktiv and not aksjon.informasjon and aksjon.kadens.type in (*KALENDERSTYRT, PER_PERSON)


def saker(regelverk: Regelverk, aksjon: Aksjon, bilde: Bilde, fra: date, til: date) -> Iterator[Sak]:
    """Every duty of the action with a deadline from `fra` to `til`, both included."""
    if not planlegges(aksjon):
        return
    if aksjon.kadens.type == PER_PERSON:
        yield from _per_person(regelverk, aksjon, bilde, fra, til)
        return
    for post in aksjon.ansvarlig[:1] if aksjon.felles_oppgave else aksjon.ansvarlig:
        for emne in _emner(regelverk, aksjon, post, bilde):
            yield from saker_for(regelverk, aksjon, post, emne, bilde=bilde, fra=fra, til=til)


def saker_for(
    regelverk: Regelverk, aksjon: Aksjon, post: Mottaker, emne: _Emne, *, bilde: Bilde, fra: date, til: date
) -> Iterator[Sak]:
    """The duties of one subject."""
    if not _med_fra_oppstart(regelverk, emne.node, bilde):
        return
    node = bilde.noder[emne.node]
    mal = _mal(aksjon, post, emne, fra)
    dager = regelverk.standard.ny_enhet_dager
    tidligst = max(fra, regelverk.standard.oppstart or fra)
    for del_, frist in _frister(aksjon, mal, emne, bilde, fra=fra, til=til):
        ny = rules.for_ny_enhet(frist, node.fra, dager)
        if ny is None or not tidligst <= ny.frist <= til:
            continue
        if not (node.gjelder(ny.frist) and emne.gjelder(ny.frist)):
            continue
        if post.bare_der_rollen_finnes and not bilde.i_rolle(post.rolle, "node", emne.node, ny.frist):
            continue
        yield replace(mal, del_=del_, frist=ny)


def maler(regelverk: Regelverk, aksjon: Aksjon, bilde: Bilde, paa: date) -> Iterator[Sak]:
    """What the action is about that day, without periods: for what people are told rather than asked."""
    for post in aksjon.ansvarlig[:1] if aksjon.felles_oppgave else aksjon.ansvarlig:
        for emne in _emner(regelverk, aksjon, post, bilde):
            gjelder = bilde.noder[emne.node].gjelder(paa) and emne.gjelder(paa)
            if gjelder and _med_fra_oppstart(regelverk, emne.node, bilde):
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


def _emner(regelverk: Regelverk, aksjon: Aksjon, post: Mottaker, bilde: Bilde) -> Iterator[_Emne]:
    match aksjon.per:
        case None:
            yield from (_Emne("node", n.ekstern_id, n.id) for n in noder_pa(regelverk, bilde, post.niva))
        case "verneomrade":
            yield from (e for n in noder_pa(regelverk, bilde, post.niva) for e in _omrader(bilde, n))
        case "bygg":
            yield from (_bygg(bilde, b, enhet) for b in bilde.bygg if (enhet := bygg_enhet(bilde, b)) is not None)
        case _:
            yield from (_gruppe(g) for g in bilde.grupper if _pa_niva(regelverk, bilde, g, post.niva))


def _pa_niva(regelverk: Regelverk, bilde: Bilde, gruppe: Gruppe, niva: str) -> bool:
    return gruppe.node in bilde.noder and bilde.noder[gruppe.node].type in typer_for(regelverk, niva)


def _gruppe(gruppe: Gruppe) -> _Emne:
    return _Emne(
        "mks_gruppe",
        gruppe.ekstern_id,
        gruppe.node,
        gruppe=gruppe.id,
        antall=gruppe.moter,
        gjelder=gruppe.gjelder,
    )


def typer_for(regelverk: Regelverk, niva: str) -> tuple[str, ...]:
    """The node types of a level; a stab counts as an enhet (T-39) unless the kommune says no."""
    typer = TYPER.get(niva, ())
    return typer if regelverk.standard.stab_som_enhet else tuple(t for t in typer if t != "stab")


def noder_pa(regelverk: Regelverk, bilde: Bilde, niva: str) -> list[Node]:
    """The nodes of a level, by id."""
    typer = typer_for(regelverk, niva)
    return sorted((n for n in bilde.noder.values() if n.type in typer), key=lambda n: n.id)


def _omrader(bilde: Bilde, enhet: Node) -> Iterator[_Emne]:
    """Areas and nodes come and go, so each is asked for on the day of its deadline."""
    mulige = {o.id: o for node in bilde.under(enhet.id) for her in bilde.linje(node) for o in bilde.omrader_pa(her.id)}
    for omrade in sorted(mulige.values(), key=lambda o: o.id):

        def dekker(paa: date, omrade_id: int = omrade.id) -> bool:
            return any(o.id == omrade_id for o in bilde.omrader_i(enhet.id, paa))

        yield _Emne(
            "verneomrade", f"{enhet.ekstern_id}/{omrade.ekstern_id}", enhet.id, omrade=omrade.id, gjelder=dekker
        )


def bygg_enhet(bilde: Bilde, bygg: Bygg) -> int | None:
    """The unit of the building's main user, or else of its first user (T-35)."""
    brukere = [bygg.hovedbruker] if bygg.hovedbruker is not None else []
    for bruker in (*brukere, *bygg.brukere):
        enhet = bilde.over(bruker, *TYPER["enhet"])
        if enhet is not None:
            return enhet
    return None


def _bygg(bilde: Bilde, bygg: Bygg, enhet: int) -> _Emne:
    bruker = bilde.noder.get(bygg.hovedbruker) if bygg.hovedbruker is not None else None
    bruk = (bruker.dognbemannet, bruker.skole_barnehage) if bruker else (False, False)
    return _Emne("bygg", bygg.ekstern_id, enhet, bygg=bygg.id, bruk=bruk, gjelder=bygg.gjelder)


def _med_fra_oppstart(regelverk: Regelverk, node: int, bilde: Bilde) -> bool:
    enheter = regelverk.standard.enheter
    return enheter is None or any(n.ekstern_id in enheter for n in bilde.linje(node))


def _per_person(regelverk: Regelverk, aksjon: Aksjon, bilde: Bilde, fra: date, til: date) -> Iterator[Sak]:
    post = aksjon.ansvarlig[0]
    tidligst = max(fra, regelverk.standard.oppstart or fra)
    for person in sorted(bilde.personer.values(), key=lambda p: p.id):
        for start, rad in _starter(aksjon, bilde, person).items():
            frist = rules.pluss_mnd(start, aksjon.kadens.frist_mnd)
            node = _personnode(post, bilde, person, start, rad)
            if node is None or not tidligst <= frist <= til or not _med_fra_oppstart(regelverk, node, bilde):
                continue
            yield Sak(
                aksjon.id, post.del_, post.niva, post.rolle, "person", person.ekstern_id, node,
                Frist(start.isoformat(), start, frist), person=person.id, start=start,
            )  # fmt: skip


def _starter(aksjon: Aksjon, bilde: Bilde, person: Person) -> dict[date, Rolle | None]:
    """When something began for this person, and by which role row. What is not known is left out (rule 10)."""
    if aksjon.kadens.start == "rolle_start":
        mine = sorted(bilde.roller_til(person.id), key=lambda r: r.id)
        funnet: dict[date, Rolle | None] = {}
        for rad in mine:
            if rad.rolle in aksjon.gjelder_roller and not rad.stedfortreder and rad.fra is not None:
                funnet.setdefault(rad.fra, rad)
        return funnet
    if aksjon.kadens.start == "ansatt_dato" and not person.gjest:
        stillinger = bilde.stillinger_til(person.id)
        ansatt = person.fra or min((s.fra for s in stillinger if s.fra is not None), default=None)
        kjent = person.fra is not None or all(s.fra is not None for s in stillinger)
        if ansatt is not None and stillinger and kjent:
            return {ansatt: None}
    return {}


def _personnode(post: Mottaker, bilde: Bilde, person: Person, start: date, rad: Rolle | None) -> int | None:
    """Where the duty lies: at the person's main position, or for another role's duty where the role is held."""
    eget = bilde.hovednode(person.id, start)
    if eget is None:
        eget = next((s.node for s in bilde.stillinger_til(person.id)), None)
    omfang = omfangsnode(bilde, rad) if rad is not None else None
    node = omfang if post.rolle != "naermeste_leder" and omfang is not None else (eget if eget is not None else omfang)
    if node is None or post.niva == "person":
        return node
    return bilde.over(node, *TYPER[post.niva])


def omfangsnode(bilde: Bilde, rad: Rolle) -> int | None:
    """The node that a role's scope belongs to."""
    if rad.omfang_type == "node":
        return rad.omfang_id if rad.omfang_id in bilde.noder else None
    if rad.omfang_type == "verneomrade":
        return next((o.noder[0] for o in bilde.omrader if o.id == rad.omfang_id and o.noder), None)
    if rad.omfang_type == "bygg":
        return next((b.hovedbruker for b in bilde.bygg if b.id == rad.omfang_id), None)
    return next((g.node for g in bilde.grupper if g.id == rad.omfang_id), None)


def lever(bilde: Bilde, aksjon: Aksjon, sak: Sak, paa: date) -> bool:
    """Is there still somebody and something that the duty is about that day?"""
    if sak.person is None:
        return bilde.noder[sak.node].gjelder(paa)
    person = bilde.personer[sak.person]
    if not person.gjelder(paa):
        return False
    if aksjon.kadens.start == "rolle_start" and sak.start is not None:
        return bilde.har_rollen(sak.person, aksjon.gjelder_roller, sak.start, paa)
    return True
