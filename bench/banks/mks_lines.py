"""The 102 meeting lines of the domain: type, who and when of each must be right; the wording is scored beside."""

from collections.abc import Iterable, Mapping
from datetime import date
from time import perf_counter
from typing import Any

from bench.banks.decisions import flat
from dialogs.language.decisions import Nevnt, Tiltak, read
from dialogs.language.katalog import Entry
from dialogs.language.roller import nokkel

FELT = ("type", "tiltak", "vedtak", "hva")


def _hvem(nevnt: Nevnt) -> dict[str, str]:
    if nevnt.rolle and not nevnt.navn:
        return {"rolle": nevnt.rolle}
    return {"navn": nevnt.navn or nevnt.tekst}


def _ett(tiltak: Tiltak) -> dict[str, Any]:
    frist = tiltak.frist
    dag = (frist.arbeidsdag or frist.dato) if frist else None
    ut: dict[str, Any] = {
        "hva": tiltak.hva,
        "ansvarlig": [_hvem(n) for n in tiltak.ansvarlig],
        "frist": dag.isoformat() if dag else None,
    }
    if frist and frist.anker:
        ut |= {"snarest": {"haster": True}, "fortlopende": {"lopende": True}}.get(
            frist.anker, {"frist_ref": frist.anker}
        )
    return ut


def read_record(record: Mapping[str, Any]) -> dict[str, Any]:
    """What Varde reads from one line, in the shape of mks_lines.json. The sender stands in `avsender`."""
    navn = record.get("avsender")
    lest = read(
        record["tekst"], date.fromisoformat(record["motedato"]), (), Entry("avsender", navn, "person") if navn else None
    )
    ut: dict[str, Any] = {"type": lest.type, "vedtak": lest.vedtak, "tiltak": [_ett(t) for t in lest.tiltak]}
    if lest.tiltak_nr is not None:
        ut["tiltak_nr"] = lest.tiltak_nr
    return ut


def _navn(hvem: Mapping[str, str]) -> str:
    rolle = hvem.get("rolle", "")
    return hvem.get("navn") or {"bht": "bedriftshelsetjeneste", "mks_gruppe": "mks_gruppe"}.get(rolle) or nokkel(rolle)


def _likt(ventet: Mapping[str, Any], fikk: Mapping[str, Any]) -> bool:
    ens = {_navn(h).removesuffix("en") for h in ventet["ansvarlig"]} == {
        _navn(h).removesuffix("en") for h in fikk["ansvarlig"]
    }
    anker = all(ventet.get(k) == fikk.get(k) for k in ("haster", "lopende", "frist_ref"))
    return ens and ventet["frist"] == fikk["frist"] and anker


def right(record: Mapping[str, Any], got: Mapping[str, Any]) -> dict[str, bool]:
    """Field by field. `tiltak` is who, deadline and anchor of every measure; `hva` and `vedtak` are the wording."""
    ventet, fikk = record["tiltak"], got["tiltak"]
    stoppet = record["type"].startswith("stopp") and got["type"] == record["type"]
    return {
        "type": record["type"] == got["type"],
        "tiltak": stoppet or (len(ventet) == len(fikk) and all(_likt(a, b) for a, b in zip(ventet, fikk, strict=True))),
        "vedtak": flat(record["vedtak"] or "") == flat(got["vedtak"] or ""),
        "hva": [flat(t["hva"]) for t in ventet] == [flat(t["hva"]) for t in fikk],
    }


def score(records: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Accuracy: `right` is type, who and when together; the wording has its own fields."""
    antall, alle, felt = 0, 0, dict.fromkeys(FELT, 0)
    feil: list[dict[str, Any]] = []
    tider: list[float] = []
    for record in records:
        antall += 1
        start = perf_counter()
        got = read_record(record)
        tider.append((perf_counter() - start) * 1000)
        dom = right(record, got)
        for navn, ok in dom.items():
            felt[navn] += ok
        alle += dom["type"] and dom["tiltak"]
        if not all(dom.values()):
            feil.append(
                {
                    "text": record["tekst"],
                    "wrong": [n for n, ok in dom.items() if not ok],
                    "expect": {k: record[k] for k in ("type", "vedtak", "tiltak")},
                    "got": got,
                }
            )
    return {
        "n": antall,
        "right": alle / antall if antall else 0.0,
        "fields": {n: v / antall if antall else 0.0 for n, v in felt.items()},
        "ms": sorted(tider),
        "wrong": feil,
    }
