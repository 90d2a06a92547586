"""Reads the organisation out of a database with plain SQL; the kommune's own ids are the ids."""

from datetime import date
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

from tests.fakes.orakel.org import ByggV, MksV, NodeV, OrgView, PersonV, RolleV, StillingV, VerneomradeV

OMFANGSTABELLER = ("node", "verneomrade", "bygg", "mks_gruppe")


def org_fra_database(session: Session, kurs: dict[str, date | None] | None = None) -> OrgView:
    """The organisation with all its periods, in the order the rows were made."""
    navn = {tabell: _ider(session, tabell) for tabell in (*OMFANGSTABELLER, "person")}
    node, person = navn["node"], navn["person"]
    brukere = _alle(session, "bygg_bruker", "bygg_id, node_id")
    dekker = _alle(session, "verneomrade_node", "verneomrade_id, node_id")
    return OrgView(
        noder=tuple(
            NodeV(
                **_rad(r), type=r["type"], forelder=node.get(r["forelder_id"]), navn=r["navn"], etterfolger=node.get(r["etterfolger_id"]),
                dognbemannet=bool(r["dognbemannet"]), skole_barnehage=bool(r["skole_barnehage"]),
            )
            for r in _alle(session, "node")
        ),
        personer=tuple(PersonV(**_rad(r), navn=r["navn"], gjest=bool(r["gjest"])) for r in _alle(session, "person")),
        stillinger=tuple(
            StillingV(**_rad(r), person=person[r["person_id"]], node=node[r["node_id"]], rang=r["rang"], leder=person.get(r["leder_id"]))
            for r in _alle(session, "stilling")
        ),
        roller=tuple(
            RolleV(
                **_rad(r), rolle=r["rolle"], person=person[r["person_id"]], omfang_type=r["omfang_type"],
                omfang=navn[r["omfang_type"]].get(r["omfang_id"], ""), stedfortreder=bool(r["stedfortreder"]),
            )
            for r in _alle(session, "rolle")
        ),
        verneomrader=tuple(
            VerneomradeV(**_rad(r), navn=r["navn"], noder=tuple(node[d["node_id"]] for d in dekker if d["verneomrade_id"] == r["id"]))
            for r in _alle(session, "verneomrade")
        ),
        bygg=tuple(
            ByggV(
                **_rad(r), navn=r["navn"], brukere=tuple(node[b["node_id"]] for b in brukere if b["bygg_id"] == r["id"]),
                hovedbruker=next((node[b["node_id"]] for b in brukere if b["bygg_id"] == r["id"] and b["hovedbruker"]), None),
            )
            for r in _alle(session, "bygg")
        ),
        mks_grupper=tuple(
            MksV(**_rad(r), navn=r["navn"], node=node[r["node_id"]], moter_per_ar=r["moter_per_ar"])
            for r in _alle(session, "mks_gruppe")
        ),
        kurs=kurs or {},
    )  # fmt: skip


def _alle(session: Session, tabell: str, rekkefolge: str = "id") -> list[Any]:
    sporring = text(f"SELECT * FROM {tabell} ORDER BY {rekkefolge}")  # noqa: S608 - the names are this file's own
    return list(session.connection().execute(sporring).mappings())


def _ider(session: Session, tabell: str) -> dict[int | None, str]:
    return {r["id"]: r["ekstern_id"] for r in _alle(session, tabell)}


def _rad(r: Any) -> dict[str, Any]:
    return {"id": r["ekstern_id"], "fra": _dato(r["gyldig_fra"]), "til": _dato(r["gyldig_til"])}


def _dato(verdi: Any) -> date | None:
    """SQLite hands dates out as text when it is asked in plain SQL."""
    return date.fromisoformat(verdi) if isinstance(verdi, str) else verdi
