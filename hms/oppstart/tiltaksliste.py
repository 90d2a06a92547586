"""Tiltak that are not done, from a file: what, who, by when, and what they came out of (T-32). Those of a vernerunde may lack who or when (T-47)."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from hms.kit.klokke import oslo_date
from hms.oppstart.arkene import TILTAK
from hms.oppstart.felles import ENDRET, NY, Endring, Kontroll, Plan
from hms.organisasjon import model
from hms.organisasjon.importer.tolk import Tolket
from hms.regelverk.aksjon import Regelverk
from hms.tiltak import queries, rules, service, uavklart
from hms.tiltak.service import Overtatt
from hms.tiltak.uavklart import NyttUavklart

ARKENE, VALGFRIE = (TILTAK,), ()
PASSERT = "fristen er passert, og purres ikke"
UAVKLART = "må avklares: mangler ansvarlig eller frist"


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
    mangler = [felt for felt in ("ansvarlig", "frist") if rad[felt] is None]
    if mangler and rad["kilde"] == rules.VERNERUNDE and node is not None and rad["tiltak"] is not None:
        return _uavklart(k, rad, node.id, person, fra)
    _krev(k, nummer, mangler)
    if node is None or person is None or not isinstance(frist, date) or rad["tiltak"] is None:
        return None
    nytt = Overtatt(str(rad["id"]), str(rad["kilde"]), str(rad["tiltak"]), person, frist, purres=frist >= fra)
    finnes = queries.overtatt(k.session, nytt.id)
    slag = NY
    if finnes is not None:
        lik = (finnes.kilde, finnes.hva, finnes.node_id, finnes.ansvarlig_id, finnes.frist)
        if finnes.status in rules.FERDIGE or lik == (nytt.kilde, nytt.hva, node.id, person, frist):
            return {"endring": None}
        slag = ENDRET
    elif uavklart.funnet(k.session, nytt.id) is not None:
        slag = ENDRET
    endring = Endring(TILTAK.navn, slag, _vist(rad), "" if nytt.purres else PASSERT)
    return {"nytt": nytt, "node": node.id, "endring": endring}


def _uavklart(k: Kontroll, rad: dict[str, Any], node: int, person: int | None, fra: date) -> dict[str, Any]:
    """A tiltak of a vernerunde without who or when. What a leader has settled in Varde since stands."""
    nytt = NyttUavklart(str(rad["id"]), str(rad["tiltak"]), person, rad["frist"], fra)
    finnes = uavklart.funnet(k.session, nytt.id)
    if queries.overtatt(k.session, nytt.id) is not None:
        return {"endring": None}
    if finnes is not None:
        lik = (finnes.hva, finnes.node_id, finnes.ansvarlig_id, finnes.frist)
        if lik == (nytt.hva, node, nytt.ansvarlig_id, nytt.frist):
            return {"endring": None}
    slag = NY if finnes is None else ENDRET
    return {"nytt": nytt, "node": node, "endring": Endring(TILTAK.navn, slag, _vist(rad), UAVKLART)}


def _krev(k: Kontroll, nummer: int, felter: list[str]) -> None:
    """An empty cell is a mistake for other tiltak; one that could not be read has its own already."""
    for felt in felter:
        navn = TILTAK.kolonne(felt).navn
        if not any((en.ark, en.rad, en.kolonne) == (TILTAK.navn, nummer, navn) for en in k.feil):
            k.si("celle.mangler", TILTAK, nummer, felt)


def _vist(rad: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(rad[felt] for felt in ("id", "tiltak", "enhet", "ansvarlig", "frist"))


def skriv(session: Session, rad: Any, now: datetime, _regelverk: Regelverk) -> None:
    """Writes one row of the plan."""
    nytt = rad["nytt"]
    if isinstance(nytt, NyttUavklart):
        uavklart.overta(session, now, nytt, node_id=rad["node"])
        return
    tiltak = service.overta(session, now, nytt, node_id=rad["node"])
    ventet = uavklart.funnet(session, nytt.id)
    if ventet is not None:
        uavklart.ferdig(session, ventet, tiltak)
