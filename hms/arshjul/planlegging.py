"""Keeps the oppgaver in step with rulebook, organisation and calendar (design 5). In slices, each its own transaction.

The work is worked out on values, outside any transaction, and written a few rows at a time. It may stop anywhere: what is
planned is found again, and nothing is made twice.
"""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import func, update
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from hms.arshjul.bilde import Bilde
from hms.arshjul.emner import PER_PERSON, Sak, planlegges
from hms.arshjul.model import APEN, BORTFALT, ArshjulPlan, Oppgave
from hms.arshjul.plan import kalender, saker, steg_for
from hms.arshjul.queries import les_bilde
from hms.arshjul.rules import pluss_mnd
from hms.kit.kalender import klokka
from hms.kit.klokke import oslo_date
from hms.kit.revisjon import Revisjon
from hms.kit.sporring import sett_inn_eller_endre, sett_inn_nye
from hms.regelverk.aksjon import HENDELSESTYRT, Aksjon, Regelverk

T = TypeVar("T")
HORISONT = timedelta(days=400)
BIT = 100  # of so many the writer is done within 50 ms, also while turns are answered beside it (bench.wheel)
MOTEPLAN = "moteplan"
HENDELSE = "hendelse:"  # periods of duties that somebody began: no calendar takes them away
KLOKKA = time(9)
Les = Callable[[Callable[[Session], Any]], Any]
Arbeid = Callable[[Session], int]
Nokkel = tuple[str, str, str, str, str]
Start = tuple[list[dict[str, str | None]], datetime | None]  # the steps that are passed over, and when to look first


def stempel(session: Session, regelverk: Regelverk, paa: date) -> str:
    """A word for what a plan is made from: it changes with the rulebook, each import, each plan of meetings, and the day."""
    endret = select(func.max(Revisjon.id)).where(col(Revisjon.objekt).in_(("organisasjon", MOTEPLAN)))
    return f"{regelverk.stempel}:{session.exec(endret).one() or 0}:{paa.isoformat()}"


def arbeid(les: Les, regelverk: Regelverk, now: datetime) -> Iterator[Arbeid]:
    """The slices that bring the oppgaver up to date, nothing if they are. `les` reads; each slice is to be written."""
    paa = oslo_date(now)
    merke: str = les(lambda s: stempel(s, regelverk, paa))
    kjent = les(lambda s: s.get(ArshjulPlan, 1))
    if kjent is not None and kjent.stempel == merke:
        return
    bilde: Bilde = les(les_bilde)
    if bilde.topp is None:
        return
    with _til_siden():
        yield from _alt(les, regelverk, bilde, paa)
    yield partial(_ferdig, merke=merke, now=now)


@contextmanager
def _til_siden() -> Iterator[None]:
    """The picture of a whole kommune is no garbage: a collector that looks through it holds the writer, and every turn, up."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _alt(les: Les, regelverk: Regelverk, bilde: Bilde, paa: date) -> Iterator[Arbeid]:
    i_bruk = [aksjon for aksjon in regelverk.aksjoner.values() if planlegges(aksjon)]
    for aksjon in i_bruk:
        yield from _en_aksjon(les, regelverk, aksjon, bilde, paa)
    begynt = [a.id for a in regelverk.aksjoner.values() if a.aktiv and a.kadens.type == HENDELSESTYRT]
    yield from _bort(les(partial(_andre, ider=[*(aksjon.id for aksjon in i_bruk), *begynt], fra=paa)))


def _en_aksjon(les: Les, regelverk: Regelverk, aksjon: Aksjon, bilde: Bilde, paa: date) -> Iterator[Arbeid]:
    uonsket: set[int] = les(partial(_apne, aksjon=aksjon.id, fra=paa))
    til = paa + HORISONT
    if aksjon.kadens.type == PER_PERSON:
        til = pluss_mnd(til, aksjon.kadens.frist_mnd)
    alle = saker(regelverk, aksjon, bilde, paa, (paa, til))
    while bit := list(islice(alle, BIT)):
        nytt, kjente = les(partial(_nytt, aksjon=aksjon, bit=bit))
        uonsket -= kjente
        if nytt:
            yield partial(_lagre, aksjon=aksjon, bit=[(sak, _steg(regelverk, aksjon, sak, bilde, paa)) for sak in nytt])
    yield from _bort(sorted(uonsket))


def _sporring(felt: Any, aksjon: Aksjon, bit: Sequence[Sak]) -> Any:
    """Those of the slice that there are; all of the unique key but the period, for the index."""
    deler, typer, ider = ({getattr(sak, navn) for sak in bit} for navn in ("del_", "gjelder_type", "gjelder_id"))
    return sql_select(*felt).where(
        col(Oppgave.aksjon) == aksjon.id,
        col(Oppgave.del_).in_(deler),
        col(Oppgave.gjelder_type).in_(typer),
        col(Oppgave.gjelder_id).in_(ider),
    )


def _nytt(session: Session, *, aksjon: Aksjon, bit: Sequence[Sak]) -> tuple[list[Sak], set[int]]:
    """What there is to write of the slice, and the ids of what stands. On an ordinary day the writer is not asked for."""
    felt: tuple[Any, ...] = (
        Oppgave.id, *NOKKEL, Oppgave.status, Oppgave.frist, Oppgave.myk_frist, Oppgave.node_id, Oppgave.rolle, Oppgave.utsettelser,
    )  # fmt: skip
    finnes = {nokkel(rad): rad for rad in session.execute(_sporring(felt, aksjon, bit))}
    nytt = [sak for sak in bit if (rad := finnes.get(sak.nokkel)) is None or _er_endret(rad, sak)]
    return nytt, {finnes[sak.nokkel].id for sak in bit if sak.nokkel in finnes}


def _lagre(session: Session, *, aksjon: Aksjon, bit: Sequence[tuple[Sak, Start]]) -> int:
    """Makes the oppgaver that are missing, and moves the open ones whose deadline or place has changed."""
    sporring = _sporring((Oppgave,), aksjon, [sak for sak, _start in bit])
    finnes = {nokkel(rad): rad for rad in session.execute(sporring).scalars()}
    nye = [ny_rad(sak, *start) for sak, start in bit if sak.nokkel not in finnes]
    sett_inn_nye(session, Oppgave, nye)
    endret = [(sak, start) for sak, start in bit if sak.nokkel in finnes and _er_endret(finnes[sak.nokkel], sak)]
    for sak, (trinn, neste) in endret:
        rad = finnes[sak.nokkel]
        beholdt = [ett for ett in rad.trinn if ett["at"] is not None]
        navn = {ett["navn"] for ett in beholdt}
        rad.trinn = [*beholdt, *(ett for ett in trinn if ett["navn"] not in navn)]
        rad.status, rad.node_id, rad.rolle, rad.niva = APEN, sak.node, sak.rolle, sak.niva
        rad.apner, rad.myk_frist, rad.frist, rad.neste_at = sak.frist.apner, sak.frist.myk, sak.frist.frist, neste
        session.add(rad)
    return len(nye) + len(endret)


def _er_endret(rad: Any, sak: Sak) -> bool:
    """Only open ones follow, and one that has got more time keeps it; one that fell away comes back."""
    if rad.status == BORTFALT:
        return True
    samme_frist = rad.utsettelser > 0 or (rad.frist, rad.myk_frist) == (sak.frist.frist, sak.frist.myk)
    return rad.status == APEN and not (samme_frist and (rad.node_id, rad.rolle) == (sak.node, sak.rolle))


def _steg(regelverk: Regelverk, aksjon: Aksjon, sak: Sak, bilde: Bilde, paa: date) -> Start:
    """The steps whose day is over when the oppgave is made, which are never sent, and the moment of the first other."""
    steg = steg_for(regelverk, aksjon, sak, kalender(regelverk, bilde, sak, paa))
    forbi: list[dict[str, str | None]] = [{"navn": ett.navn, "at": None} for ett in steg if ett.dag < paa]
    neste = min((klokka(ett.dag, KLOKKA) for ett in steg if ett.dag >= paa), default=None)
    return forbi, neste


def ny_rad(sak: Sak, trinn: list[dict[str, str | None]], neste: datetime | None) -> dict[str, Any]:
    """The values of a new oppgave."""
    return {
        "aksjon": sak.aksjon,
        "del_": sak.del_,
        "niva": sak.niva,
        "rolle": sak.rolle,
        "gjelder_type": sak.gjelder_type,
        "gjelder_id": sak.gjelder_id,
        "periode": sak.frist.periode,
        "node_id": sak.node,
        "omrade_id": sak.omrade,
        "bygg_id": sak.bygg,
        "gruppe_id": sak.gruppe,
        "person_id": sak.person,
        "start": sak.start,
        "apner": sak.frist.apner,
        "myk_frist": sak.frist.myk,
        "frist": sak.frist.frist,
        "status": APEN,
        "trinn": trinn,
        "neste_at": neste,
        "bevis": [],
        "utsettelser": 0,
    }


NOKKEL: tuple[Any, ...] = (Oppgave.aksjon, Oppgave.del_, Oppgave.gjelder_type, Oppgave.gjelder_id, Oppgave.periode)


def nokkel(rad: Any) -> Nokkel:
    """What the row is unique on."""
    return rad.aksjon, rad.del_, rad.gjelder_type, rad.gjelder_id, rad.periode


def _apne(session: Session, *, aksjon: str, fra: date) -> set[int]:
    """The open ones, of which those that are planned anew stay."""
    sporring = sql_select(col(Oppgave.id)).where(
        col(Oppgave.aksjon) == aksjon,
        col(Oppgave.status) == APEN,
        col(Oppgave.frist) >= fra,
        col(Oppgave.utsettelser) == 0,
        col(Oppgave.periode).not_like(f"{HENDELSE}%"),
    )
    return set(session.execute(sporring).scalars())


def _andre(session: Session, *, ider: Sequence[str], fra: date) -> list[int]:
    """Open oppgaver of actions that the rulebook no longer has, or that are switched off."""
    sporring = select(Oppgave.id).where(Oppgave.status == APEN, Oppgave.frist >= fra, col(Oppgave.aksjon).not_in(ider))
    return [id_ for id_ in session.exec(sporring) if id_ is not None]


def _bort(ider: Sequence[int]) -> Iterator[Arbeid]:
    for start in range(0, len(ider), BIT):
        yield partial(_fall_bort, ider=ider[start : start + BIT])


def _fall_bort(session: Session, *, ider: Sequence[int]) -> int:
    rader = update(Oppgave).where(col(Oppgave.id).in_(ider), col(Oppgave.status) == APEN)
    session.connection().execute(rader.values(status=BORTFALT, neste_at=None))
    return len(ider)


def _ferdig(session: Session, *, merke: str, now: datetime) -> int:
    return merk(session, 1, merke, now)


def merk(session: Session, nummer: int, merke: str, now: datetime) -> int:
    """Notes what a plan was made from. Returns 0: no row of work."""
    verdier = {"id": nummer, "stempel": merke, "planlagt_at": now}
    sett_inn_eller_endre(session, ArshjulPlan, verdier, "id")
    return 0
