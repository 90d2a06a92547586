"""Tiltak that are not done, from a file: what, who, by when, and what they came out of (T-32)."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from hms.kit.klokke import oslo_date
from hms.oppstart.arkene import TILTAK
from hms.oppstart.felles import ENDRET, NY, Endring, Kontroll, Plan
from hms.organisasjon import model
from hms.organisasjon.importer.tolk import Tolket
from hms.regelverk.aksjon import Regelverk
from hms.tiltak import queries, rules, service
from hms.tiltak.service import Overtatt

ARKENE, VALGFRIE = (TILTAK,), ()
PASSERT = "fristen er passert, og purres ikke"


def planlegg(session: Session, tolket: Tolket, now: datetime, regelverk: Regelverk) -> Plan:
    """What the import would do; changes nothing. Raises OrgImportError with every mistake."""
    paa = oslo_date(now)
    k = Kontroll(session, tolket, paa)
    fra = max(paa, regelverk.standard.oppstart or paa)
    funnet = [_rad(k, nummer, rad, fra) for nummer, rad in k.rader(TILTAK)]
    k.ferdig()
    rader = [en for en in funnet if en is not None]
    return Plan(
        tuple(en["endring"] for en in rader if en["endring"]),
        sum(en["endring"] is None for en in rader),
        tuple(en for en in rader if en["endring"]),
    )


def _rad(k: Kontroll, nummer: int, rad: dict[str, Any], fra: date) -> dict[str, Any] | None:
    node = k.rad_med_id(model.Node, "node.ukjent", TILTAK, nummer, felt="enhet", verdi=rad["enhet"])
    person = k.person(TILTAK, nummer, "ansvarlig", rad["ansvarlig"])
    frist = rad["frist"]
    if isinstance(frist, date) and frist > k.paa + rules.LENGST:
        k.si("frist.for_langt_fram", TILTAK, nummer, "frist", til=k.paa + rules.LENGST)
    if node is None or person is None or not isinstance(frist, date) or rad["tiltak"] is None:
        return None
    nytt = Overtatt(str(rad["id"]), str(rad["kilde"]), str(rad["tiltak"]), person, frist, purres=frist >= fra)
    finnes = queries.overtatt(k.session, nytt.id)
    vist = (rad["id"], rad["tiltak"], rad["enhet"], rad["ansvarlig"], frist)
    slag = NY
    if finnes is not None:
        lik = (finnes.kilde, finnes.hva, finnes.node_id, finnes.ansvarlig_id, finnes.frist)
        if finnes.status in rules.FERDIGE or lik == (nytt.kilde, nytt.hva, node.id, person, frist):
            return {"endring": None}
        slag = ENDRET
    return {"nytt": nytt, "node": node.id, "endring": Endring(TILTAK.navn, slag, vist, "" if nytt.purres else PASSERT)}


def skriv(session: Session, rad: Any, now: datetime, _regelverk: Regelverk) -> None:
    """Writes one row of the plan."""
    service.overta(session, now, rad["nytt"], node_id=rad["node"])
