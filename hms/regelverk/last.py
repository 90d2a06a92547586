"""Puts the rulebook together: the document's own files, and over them the kommune's, key by key for each action."""

import functools
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from hms.regelverk import bygg, sammenheng, skjema
from hms.regelverk.aksjon import Regelverk
from hms.regelverk.filer import MAPPE
from hms.regelverk.funn import Funn, RegelverkError, Samler, Sted
from hms.regelverk.innstillinger import INNSTILLINGER
from hms.regelverk.innstillinger import SKJEMA as INNSTILLINGSSKJEMA

ARSHJUL = "arshjul.yaml"
INNSTILLINGSFIL = "innstillinger.yaml"
KJENTE = frozenset({ARSHJUL, INNSTILLINGSFIL})
Rad = dict[str, tuple[Any, Sted]]


@dataclass
class Lest:
    """The files as one: each top value and each action's key with where it stands."""

    topp: Rad = field(default_factory=dict)
    filer: list[tuple[Rad, Sted]] = field(default_factory=list)
    aksjoner: dict[str, Rad] = field(default_factory=dict)
    steder: dict[str, Sted] = field(default_factory=dict)
    innstillinger: Rad = field(default_factory=dict)


def last(mappe: Path | None = None) -> Regelverk:
    """The rulebook, with the kommune's own directory over it. Raises RegelverkError with every mistake."""
    return standard() if mappe is None else _krev(mappe)


@functools.cache
def standard() -> Regelverk:
    """The rulebook of the document itself, read once in a process: our own file does not change while it runs."""
    return _krev(None)


def _krev(mappe: Path | None) -> Regelverk:
    regelverk, funn = sjekk(mappe)
    if regelverk is None:
        raise RegelverkError([f for f in funn if not f.advarsel])
    return regelverk


def sjekk(mappe: Path | None = None) -> tuple[Regelverk | None, list[Funn]]:
    """The rulebook if it can be used, and everything that was found, in the order of the files."""
    samler, lest = Samler(), Lest()
    _legg_over(samler, lest, _dokumentets(), ARSHJUL)
    dokumentet = sammenheng.Dokumentet(dict(lest.topp), {id_: dict(rad) for id_, rad in lest.aksjoner.items()})
    if mappe is not None:
        _les_egne(samler, lest, mappe)
        sammenheng.faste(samler, dokumentet, lest.filer[1:], lest.aksjoner)
    roller = lest.topp["roller"][0]
    samler.roller = frozenset(roller)
    samler.samlekort = frozenset(lest.topp["samlekort"][0])
    for felt, sted in lest.filer:
        skjema.TOPP.sjekk(samler, felt, sted)
    for id_, rad in lest.aksjoner.items():
        skjema.AKSJON.sjekk(samler, rad, lest.steder[id_])
    rollesteder = {id_: _rollested(lest, id_) for id_ in roller}
    sammenheng.roller(samler, roller, rollesteder)
    sammenheng.egne_roller(samler, roller, dokumentet.topp["roller"][0], rollesteder)
    sammenheng.aksjoner(samler, lest.aksjoner, roller)
    INNSTILLINGSSKJEMA.sjekk(samler, lest.innstillinger, Sted(INNSTILLINGSFIL, 1, ""))
    funn = sorted(dict.fromkeys(samler.funn), key=lambda f: (f.fil, f.linje))
    if any(not f.advarsel for f in funn):
        return None, funn
    regelverk = _bygg(samler, lest)
    funn = sorted(dict.fromkeys(samler.funn), key=lambda f: (f.fil, f.linje))
    return (None if any(not f.advarsel for f in funn) else regelverk), funn


def _rollested(lest: Lest, id_: str) -> Sted:
    """Where the role stands: in the last file that has it."""
    steder = [
        sted.under(roller, id_)
        for roller, sted in (f["roller"] for f, _ in lest.filer if "roller" in f)
        if id_ in roller
    ]
    return steder[-1]


def _bygg(samler: Samler, lest: Lest) -> Regelverk:
    topp = {nokkel: verdi for nokkel, (verdi, _sted) in lest.topp.items()}
    aksjoner = [{nokkel: verdi for nokkel, (verdi, _sted) in rad.items()} for rad in lest.aksjoner.values()]
    innstilt = {nokkel: verdi for nokkel, (verdi, _sted) in lest.innstillinger.items()}
    stempel = hashlib.sha256(repr((bygg.enkelt(topp), bygg.enkelt(aksjoner), bygg.enkelt(innstilt))).encode())
    regelverk = bygg.regelverk(topp, aksjoner, stempel.hexdigest()[:16])
    for nokkel, verdi in innstilt.items():
        regelverk = INNSTILLINGER[nokkel].bruk(regelverk, verdi)
        for vindu in sammenheng.utenfor(regelverk):
            samler.feil(lest.innstillinger[nokkel][1], f"ventet en dag i vinduet {vindu}")
            return regelverk
    return regelverk


def _les_egne(samler: Samler, lest: Lest, mappe: Path) -> None:
    if not mappe.is_dir():
        samler.feil(Sted(str(mappe), 1, ""), "ventet en mappe med arshjul.yaml eller innstillinger.yaml")
        return
    filer = sorted(fil for fil in mappe.iterdir() if fil.suffix in (".yaml", ".yml"))
    if not filer:
        samler.feil(Sted(str(mappe), 1, ""), "ventet arshjul.yaml eller innstillinger.yaml")
    for fil in filer:
        if fil.name not in KJENTE:
            samler.feil(Sted(fil.name, 1, ""), f"ukjent fil; ventet en av: {', '.join(sorted(KJENTE))}")
        elif fil.name == INNSTILLINGSFIL:
            data = _yaml(samler, fil, str(fil))
            sted = Sted(str(fil), 1, "")
            lest.innstillinger.update({str(n): (v, sted.under(data, n)) for n, v in data.items()})
        else:
            _legg_over(samler, lest, _yaml(samler, fil, str(fil)), str(fil))


@functools.cache
def _dokumentets() -> Mapping[str, Any]:
    """Our own file, read once in a process: laying a kommune's over it changes nothing in it."""
    return _yaml(Samler(), MAPPE / ARSHJUL, ARSHJUL)


def _legg_over(samler: Samler, lest: Lest, data: Mapping[str, Any], navn: str) -> None:
    """Lays one årshjul over what has been read: the top's maps key by key, actions too."""
    rot = Sted(navn, 1, "")
    egne: Rad = {str(nokkel): (verdi, rot.under(data, nokkel)) for nokkel, verdi in data.items()}
    lest.filer.append((egne, rot))
    for nokkel, (verdi, her) in egne.items():
        for_, sted = lest.topp.get(nokkel, (None, her))
        if nokkel == "aksjoner":
            _legg_aksjoner(samler, lest, verdi, her)
        elif isinstance(for_, dict) and isinstance(verdi, dict):
            lest.topp[nokkel] = ({**for_, **verdi}, sted)
        elif for_ is None or not isinstance(for_, dict):
            lest.topp[nokkel] = (verdi, her)


def _legg_aksjoner(samler: Samler, lest: Lest, verdi: Any, sted: Sted) -> None:
    if not isinstance(verdi, list):
        samler.feil(sted, "ventet en liste av aksjoner")
        return
    sett: set[str] = set()
    for plass, aksjon in enumerate(verdi):
        her = sted.under(verdi, plass)
        id_ = aksjon.get("id") if isinstance(aksjon, dict) else None
        if not isinstance(id_, str):
            samler.feil(her, "ventet en aksjon med id")
            continue
        if id_ in sett:
            samler.feil(her, f"ventet hver id én gang; {id_} står to ganger")
            continue
        sett.add(id_)
        nye = {str(nokkel): (felt, her.under(aksjon, nokkel)) for nokkel, felt in aksjon.items()}
        lest.steder[id_] = her
        erstatt = nye.pop("erstatt", (False, her))[0]
        lest.aksjoner[id_] = nye if erstatt is True else {**lest.aksjoner.get(id_, {}), **nye}


def _yaml(samler: Samler, fil: Path, navn: str) -> Mapping[str, Any]:
    """The file with its lines; what is no YAML is one mistake, and counts as empty."""
    try:
        data = YAML(typ="rt").load(fil.read_text("utf-8"))
    except MarkedYAMLError as error:
        linje = error.problem_mark.line + 1 if error.problem_mark else 1
        samler.feil(Sted(navn, linje, ""), f"ventet gyldig YAML: {(error.problem or '').split(chr(10))[0]}")
        return {}
    except (YAMLError, UnicodeDecodeError, OSError):
        samler.feil(Sted(navn, 1, ""), "ventet ei YAML-fil i UTF-8")
        return {}
    if data is None:
        return {}
    if not isinstance(data, dict):
        samler.feil(Sted(navn, 1, ""), "ventet et oppslag (nøkkel: verdi)")
        return {}
    return data
