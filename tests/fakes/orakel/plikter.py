"""The obligations: one for each action, part, subject and period, as the organisation stands on a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tests.fakes.orakel.kalender import SKOLE, VANLIG
from tests.fakes.orakel.org import ByggV, Dagsbilde, MksV, NodeV, Rad
from tests.fakes.orakel.perioder import Periode, perioder

NY_ENHET = timedelta(days=60)  # T-43
LINJENIVA = ("kommune", "sektor", "enhet", "avdeling")


@dataclass(frozen=True)
class Plikt:
    """One oppgave. `roller` answer for it together; `kjede` is the chain from the first of them upwards."""

    aksjon: str
    del_: str | None
    gjelder: tuple[str, str]
    node: str | None
    periode: str
    start: date
    frist: date
    roller: tuple[tuple[str, str], ...]  # role and the level it is looked up at
    kjede: tuple[tuple[str, str], ...]
    kalender: str
    bor: bool
    ref: tuple[str, ...]
    person_mnd: tuple[int, ...] | None = None  # only for person-driven: the months at which the steps are


@dataclass(frozen=True)
class Post:
    """One entry of `ansvarlig`, with the action it belongs to and the day's organisation."""

    aksjon: dict[str, Any]
    post: dict[str, Any]
    bilde: Dagsbilde
    roller: dict[str, Any]

    @property
    def niva(self) -> str:
        """The entry's own level goes before the action's."""
        niva: str = self.post.get("niva", self.aksjon["niva"])
        return niva

    def kjede(self) -> tuple[tuple[str, str], ...]:
        """The chain from the entry's role and upwards, each role with the level it is looked up at."""
        rolle = self.post["rolle"]
        kjede = self.aksjon.get("eskalering_per_niva", {}).get(self.niva, self.aksjon["eskalering"])
        kjede = kjede[kjede.index(rolle) :] if rolle in kjede else [rolle, *kjede]
        return tuple((r, self.niva if r == rolle else rollens_niva(self.roller, r)) for r in kjede)

    def plikt(self, del_: str | None, gjelder: tuple[str, str], node: str | None, periode: Periode) -> Plikt:
        """The obligation of one subject in one period; with `felles_oppgave` all entries answer for it (T-25)."""
        aksjon, syklus = self.aksjon, self.aksjon["syklus"]
        svarer = aksjon["ansvarlig"] if aksjon.get("felles_oppgave") else [self.post]
        return Plikt(
            aksjon=aksjon["id"], del_=del_, gjelder=gjelder, node=node, periode=periode.navn, start=periode.start, frist=periode.frist,
            roller=tuple((p["rolle"], p.get("niva", aksjon["niva"])) for p in svarer), kjede=self.kjede(),
            kalender=SKOLE if self.bilde.er_skole(node) else VANLIG,
            bor="bor" in (aksjon.get("hardhet"), syklus.get("hardhet")), ref=tuple(aksjon["ref"]),
            person_mnd=tuple(syklus["paminn_mnd"]) if syklus["type"] == "per_person" else None,
        )  # fmt: skip


def rollens_niva(roller: dict[str, Any], rolle: str) -> str:
    """The level a role belongs to; the first, when it may lie on several."""
    niva: str | list[str] = roller[rolle]["niva"]
    return niva if isinstance(niva, str) else niva[0]


def kalenderstyrte(aksjon: dict[str, Any], ar: int, bilde: Dagsbilde, roller: dict[str, Any]) -> Iterator[Plikt]:
    """The obligations of an action with deadline in a year."""
    finn = {None: _noder, "verneomrade": _verneomrader, "bygg": _bygg, "mks_gruppe": _mks_grupper}[aksjon.get("per")]
    poster = aksjon["ansvarlig"][:1] if aksjon.get("felles_oppgave") else aksjon["ansvarlig"]
    for post in (Post(aksjon, p, bilde, roller) for p in poster):
        for gjelder, node, rad in finn(post):
            for del_, periode in _deler(post, ar, rad):
                frist = _frist(periode, bilde.ny_siden(node))
                if frist and (gjelder == "node" or rad.fra is None or rad.fra <= periode.frist):
                    yield post.plikt(del_, (gjelder, rad.id), node, periode._replace(frist=frist))


# Each of these gives (kind of subject, responsible node, the subject).
Funn = Iterator[tuple[str, str, Rad]]


def _noder(post: Post) -> Funn:
    for node in post.bilde.noder_pa(post.niva):
        if not post.post.get("bare_der_rollen_finnes") or post.bilde.har_fast(post.post["rolle"], node.id):
            yield "node", node.id, node


def _verneomrader(post: Post) -> Funn:
    """An area that covers two units comes once for each (T-41)."""
    omrader = {v.id: v for v in post.bilde.na.verneomrader}
    for enhet in post.bilde.noder_pa(post.niva):
        for omrade in post.bilde.omrader_i(enhet.id):
            yield "verneomrade", enhet.id, omrader[omrade]


def _bygg(post: Post) -> Funn:
    """The oppgave is with the unit of the main user (T-35)."""
    for bygg in post.bilde.na.bygg:
        if bruker := hovedbruker(bygg, post.bilde):
            enhet = post.bilde.pa_niva(bruker, "enhet")
            yield "bygg", enhet.id if enhet else bruker, bygg


def _mks_grupper(post: Post) -> Funn:
    """Only the groups at the entry's own level (T-19b)."""
    for gruppe in post.bilde.na.mks_grupper:
        node = post.bilde.levende(gruppe.node)
        if node in [n.id for n in post.bilde.noder_pa(post.niva)]:
            yield "mks_gruppe", node, gruppe


def hovedbruker(bygg: ByggV, bilde: Dagsbilde) -> str | None:
    """The main user, or the first other user when there is none."""
    return next((n for b in (bygg.hovedbruker, *bygg.brukere) if (n := bilde.levende(b))), None)


def _deler(post: Post, ar: int, rad: Rad) -> Iterator[tuple[str | None, Periode]]:
    """(part, period): a delaktivitet is a part, with an interval after the building's use."""
    deler = post.aksjon["syklus"].get("delaktiviteter")
    if deler is None:
        antall = rad.moter_per_ar if isinstance(rad, MksV) else None
        yield from ((post.post.get("del"), periode) for periode in perioder(post.aksjon, ar, antall=antall))
        return
    bruker = hovedbruker(rad, post.bilde) if isinstance(rad, ByggV) else rad.id
    bruk = post.bilde.node[bruker or ""]
    for aktivitet in deler:
        yield from (
            (aktivitet["id"], periode) for periode in perioder(post.aksjon, ar, maneder=_maneder(aktivitet, bruk))
        )


def _maneder(aktivitet: dict[str, Any], bruk: NodeV) -> int:
    """The shortest interval among those that fit the use; the standard one when none does."""
    passer: list[int] = [
        aktivitet[f"{n}_mnd"]
        for n in ("dognbemannet", "skole_barnehage")
        if getattr(bruk, n) and f"{n}_mnd" in aktivitet
    ]
    standard: int = aktivitet["standard_mnd"]
    return min(passer, default=standard)


def _frist(periode: Periode, ny: date | None) -> date | None:
    """A new unit has 60 days to its first time; one that came after the deadline has no such period (T-43)."""
    if ny is None:
        return periode.frist
    return max(periode.frist, ny + NY_ENHET) if ny <= periode.frist else None
