"""When the vernerunde was last held, from a file: that year's duty is done, and `sist_gjort` says so (6.3.5-1, T-41)."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session, select

from hms.arshjul import planlegging, svar
from hms.arshjul.bilde import Bilde
from hms.arshjul.emner import Sak
from hms.arshjul.model import UTFORT, Oppgave
from hms.arshjul.plan import saker
from hms.arshjul.queries import les_bilde
from hms.kit import revisjon
from hms.kit.klokke import oslo_date
from hms.kit.sporring import sett_inn_nye
from hms.oppstart.arkene import VERNERUNDER
from hms.oppstart.felles import ENDRET, NY, Endring, Kontroll, Plan
from hms.organisasjon import model
from hms.organisasjon.importer.tolk import Tolket
from hms.regelverk.aksjon import Regelverk

AKSJON = "AH-08"
ARKENE, VALGFRIE = (VERNERUNDER,), ()
LENGST_TILBAKE = timedelta(days=5 * 366)


def planlegg(session: Session, tolket: Tolket, now: datetime, regelverk: Regelverk) -> Plan:
    """What the import would do; changes nothing. Raises OrgImportError with every mistake."""
    paa = oslo_date(now)
    k, bilde = Kontroll(session, tolket, paa), les_bilde(session)
    funnet = [_rad(k, nummer, rad, bilde, regelverk) for nummer, rad in k.rader(VERNERUNDER)]
    k.ferdig()
    rader = [en for en in funnet if en is not None]
    endringer = [(_endring(session, en), en) for en in rader]
    return Plan(
        tuple(endring for endring, _ in endringer if endring is not None),
        sum(endring is None for endring, _ in endringer),
        tuple(en for endring, en in endringer if endring is not None),
    )


def _rad(k: Kontroll, nummer: int, rad: dict[str, Any], bilde: Bilde, regelverk: Regelverk) -> dict[str, Any] | None:
    omrade = k.rad_med_id(model.Verneomrade, "omrade.ukjent", VERNERUNDER, nummer, felt="omrade", verdi=rad["omrade"])
    node = k.rad_med_id(model.Node, "node.ukjent", VERNERUNDER, nummer, felt="enhet", verdi=rad["enhet"] or None)
    lenke = k.lenke(VERNERUNDER, nummer, "lenke", rad["lenke"])
    dato, tidligst = rad["dato"], k.paa - LENGST_TILBAKE
    if not isinstance(dato, date):
        return None
    if dato > k.paa:
        k.si("dato.fram_i_tid", VERNERUNDER, nummer, "dato")
    if dato < tidligst:
        k.si("dato.for_lenge_siden", VERNERUNDER, nummer, "dato", fra=tidligst)
    if omrade is None or (rad["enhet"] and node is None):
        return None
    ar = min(max(dato, tidligst), k.paa).year
    mulige = {bilde.noder[s.node].ekstern_id: s for s in _saker(regelverk, bilde, k.paa, ar) if s.omrade == omrade.id}
    enheter = tuple(sorted(mulige))
    if node is not None and node.ekstern_id not in mulige:
        k.si("omrade.enhet", VERNERUNDER, nummer, "enhet", verdi=node.ekstern_id, ventet=enheter)
        return None
    if node is None and len(mulige) != 1:
        k.si("omrade.flere_enheter", VERNERUNDER, nummer, "enhet", ventet=enheter)
        return None
    sak = mulige[node.ekstern_id if node is not None else enheter[0]]
    return {"sak": sak, "dato": dato, "lenke": lenke, "vist": (rad["omrade"], bilde.noder[sak.node].ekstern_id, dato)}


def _saker(regelverk: Regelverk, bilde: Bilde, paa: date, ar: int) -> list[Sak]:
    """The duties of a year as the units stand today, also of years before going live and before a unit began."""
    fri = replace(regelverk, standard=replace(regelverk.standard, oppstart=None, enheter=None))
    tid = (date(ar, 1, 1), date(ar, 12, 31))
    uten_alder = replace(
        bilde,
        noder={id_: replace(n, fra=None) for id_, n in bilde.noder.items()},
        omrader=tuple(replace(o, fra=None) for o in bilde.omrader),
    )
    return list(saker(fri, fri.aksjoner[AKSJON], uten_alder, paa, tid))


def _finn(session: Session, sak: Sak) -> Oppgave | None:
    sporring = select(Oppgave).where(
        Oppgave.aksjon == sak.aksjon, Oppgave.del_ == sak.del_, Oppgave.gjelder_type == sak.gjelder_type,
        Oppgave.gjelder_id == sak.gjelder_id, Oppgave.periode == sak.frist.periode,
    )  # fmt: skip
    return session.exec(sporring).first()


def _endring(session: Session, rad: dict[str, Any]) -> Endring | None:
    finnes = _finn(session, rad["sak"])
    if finnes is None or finnes.status != UTFORT:
        return Endring(VERNERUNDER.navn, NY, rad["vist"])
    if finnes.utfort_dato is not None and finnes.utfort_dato >= rad["dato"]:
        return None
    return Endring(VERNERUNDER.navn, ENDRET, rad["vist"])


def skriv(session: Session, rad: Any, now: datetime, _regelverk: Regelverk) -> None:
    """Writes one row of the plan: the duty of that year is done that day."""
    sak: Sak = rad["sak"]
    if _finn(session, sak) is None:
        sett_inn_nye(session, Oppgave, [planlegging.ny_rad(sak, [], None)])
    oppgave = _finn(session, sak)
    if oppgave is None:
        return
    oppgave.status, oppgave.utfort_at, oppgave.utfort_dato, oppgave.neste_at = UTFORT, now, rad["dato"], None
    if rad["lenke"]:
        oppgave.bevis = [*oppgave.bevis, {"slag": "lenke", "verdi": rad["lenke"]}]
    session.add(oppgave)
    session.flush()
    svar.vis_pa_nytt(session, oppgave)
    data = {"dato": rad["dato"].isoformat(), "kilde": "import"}
    revisjon.skriv(session, now, "oppgave.utfort", objekt=f"oppgave:{oppgave.id}", aktor="varde", data=data)
