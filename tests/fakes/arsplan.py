"""The engine's plan beside the oracle's: one organisation given to both, and the lines in which they differ.

Nothing of the engine is used by the oracle, nor the other way; only this file knows both.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.cli.plan import rad
from hms.arshjul import bilde
from hms.arshjul.bilde import Bilde
from hms.arshjul.plan import linjer
from hms.regelverk.aksjon import Regelverk
from hms.regelverk.last import last
from tests.fakes.orakel import Oppstart, OrgView, plan
from tests.fakes.orakel.__main__ import aksjoner, som_json
from tests.fakes.orakel.org import Rad

BASISAR = 2023
LOVPALAGT = ("LV-01", "LV-02", "LV-03")
Linje = tuple[Any, ...]


@dataclass(frozen=True)
class Sammenlikning:
    """How many lines agreed, and those that only one of the two has. A line that differs in anything is in both lists."""

    like: int
    bare_motoren: tuple[Mapping[str, Any], ...]
    bare_orakelet: tuple[Mapping[str, Any], ...]

    def __bool__(self) -> bool:
        """Do the two say the same?"""
        return not self.bare_motoren and not self.bare_orakelet

    def __str__(self) -> str:
        ulike = [("motor", en) for en in self.bare_motoren] + [("orakel", en) for en in self.bare_orakelet]
        ulike.sort(key=lambda par: (par[1]["action"], par[1]["subject"], par[1]["deadline"], par[1]["at"], par[0]))
        vist = "\n".join(f"{hvem:7}{json.dumps(en, ensure_ascii=False)}" for hvem, en in ulike[:40])
        return f"{self.like} linjer like, {len(self.bare_motoren)} bare hos motoren, {len(self.bare_orakelet)} bare hos orakelet\n{vist}"


def alt_paa(regelverk: Regelverk | None = None, basisar: int = BASISAR) -> Regelverk:
    """The shipped rulebook with the LV actions switched on and a base year for the survey."""
    paa = (regelverk or last(None)).med(**{id_.replace("-", "_"): True for id_ in LOVPALAGT})
    aksjoner = {
        id_: replace(a, kadens=replace(a.kadens, basisar=basisar)) if a.kadens.type == "hvert_n_ar" else a
        for id_, a in paa.aksjoner.items()
    }
    return replace(paa, aksjoner=aksjoner)


def sammenlikn(
    org: OrgView, fra_ar: int, til_ar: int, *, motorens: Bilde | None = None, oppstart: Oppstart | None = None
) -> Sammenlikning:
    """Both plans from 1 January of one year to 31 December of the other. `motorens`: the engine's own reading of the database."""
    bildet, regelverk = motorens or bilde_av(org), alt_paa()
    if oppstart is not None:
        regelverk = replace(
            regelverk, standard=replace(regelverk.standard, oppstart=oppstart.dato, enheter=oppstart.enheter)
        )
    motor = [rad(regelverk, bildet, en) for en in linjer(regelverk, bildet, date(fra_ar, 1, 1), date(til_ar, 12, 31))]
    orakel = [
        json.loads(som_json(en))
        for en in plan(aksjoner(lv=True, basisar=BASISAR), org, fra_ar, til_ar, oppstart=oppstart)
    ]
    return sammenlikn_linjer(motor, orakel)


def sammenlikn_linjer(motor: Iterable[Mapping[str, Any]], orakel: Iterable[Mapping[str, Any]]) -> Sammenlikning:
    """Every field of every line must be the same; of `to` only the order is free."""
    en, annen = ({_nokkel(linje): linje for linje in linjer} for linjer in (list(motor), list(orakel)))
    return Sammenlikning(
        like=len(en.keys() & annen.keys()),
        bare_motoren=tuple(linje for nokkel, linje in en.items() if nokkel not in annen),
        bare_orakelet=tuple(linje for nokkel, linje in annen.items() if nokkel not in en),
    )


def _nokkel(linje: Mapping[str, Any]) -> Linje:
    til = frozenset((en["person"], en["role"]) for en in linje["to"])
    return (
        *(linje[felt] for felt in ("at", "step", "action", "del", "subject", "node", "period", "deadline")),
        til,
        *linje["why"],
    )


def bilde_av(org: OrgView) -> Bilde:
    """The oracle's organisation as the engine's values."""
    node, person = _ider(org.noder), _ider(org.personer)
    omfang = {
        "node": node,
        "verneomrade": _ider(org.verneomrader),
        "bygg": _ider(org.bygg),
        "mks_gruppe": _ider(org.mks_grupper),
    }
    return Bilde(
        noder={
            node[n.id]: bilde.Node(
                node[n.id], n.id, n.type, n.navn, node.get(n.forelder or ""), n.dognbemannet, n.skole_barnehage,
                node.get(n.etterfolger or ""), **_tid(n),
            )
            for n in org.noder
        },
        personer={person[p.id]: bilde.Person(person[p.id], p.id, p.navn, p.gjest, **_tid(p)) for p in org.personer},
        stillinger=tuple(
            bilde.Stilling(person[s.person], node[s.node], s.rang, person.get(s.leder or ""), **_tid(s))
            for s in org.stillinger
        ),
        roller=tuple(
            bilde.Rolle(n, r.rolle, person[r.person], r.omfang_type, omfang[r.omfang_type][r.omfang], r.stedfortreder, **_tid(r))
            for n, r in enumerate(org.roller, 1)
        ),
        omrader=tuple(
            bilde.Omrade(n, v.id, v.navn, tuple(sorted(node[x] for x in v.noder)), **_tid(v))
            for n, v in enumerate(org.verneomrader, 1)
        ),
        bygg=tuple(
            bilde.Bygg(n, b.id, b.navn, node.get(b.hovedbruker or ""), tuple(sorted(node[x] for x in b.brukere if x != b.hovedbruker)), **_tid(b))
            for n, b in enumerate(org.bygg, 1)
        ),
        grupper=tuple(
            bilde.Gruppe(n, m.id, m.navn, node[m.node], m.moter_per_ar, **_tid(m))
            for n, m in enumerate(org.mks_grupper, 1)
        ),
        kurs={(person[p], "grunnkurs"): dato for p, dato in org.kurs.items()},
    )  # fmt: skip


def _ider(rader: Iterable[Rad]) -> dict[str, int]:
    return {rad.id: nummer for nummer, rad in enumerate(rader, 1)}


def _tid(rad: Rad) -> dict[str, date | None]:
    return {"fra": rad.fra, "til": rad.til}
