"""What shows only when rows meet: references, periods, the shape of the line, where roles lie. Pure."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from hms.organisasjon.importer.ark import ALLE, BYGG, NODER, PERSONER, ROLLER, STILLINGER, VERNEOMRADER, Rad, Verdi
from hms.organisasjon.importer.feil import Feil
from hms.organisasjon.importer.periode import fra, gjelder, overlapper, til
from hms.organisasjon.importer.tolk import Tolket
from hms.regelverk.roller import MED_PART, OMFANG_FOR_NIVA, tildelbare

OMFANGSARK = {"node": NODER, "verneomrade": VERNEOMRADER, "bygg": BYGG}
# What a node may lie under. Small kommuner have no sektor; a large avdeling may have its own.
FORELDER = {
    "sektor": ("kommune",),
    "enhet": ("sektor", "kommune"),
    "stab": ("kommune", "sektor"),
    "avdeling": ("enhet", "stab", "avdeling"),
}


def omfang_type(rolle: str) -> str:
    """The type of scope that a role has; every role has one."""
    return OMFANG_FOR_NIVA[tildelbare()[rolle].niva[0]][0]


def kontroller(tolket: Tolket, paa: date) -> list[Feil]:
    """Every mistake between the rows. Fills in what an empty «gjelder» means."""
    _utfyll(tolket, paa)
    return [
        *_perioder(tolket),
        *_referanser(tolket, paa),
        *_noder(tolket, paa),
        *_entydige(tolket),
        *_egne_ledere(tolket),
        *_roller(tolket),
    ]


def _utfyll(tolket: Tolket, paa: date) -> None:
    """A role of the whole kommune need not name it; a building's main user is not among its other users."""
    noder = tolket.innhold[NODER.navn]
    kommuner = [id_ for id_, rad in noder.items() if rad["type"] == "kommune" and gjelder(rad, paa)]
    for rad in tolket.innhold[ROLLER.navn].values():
        rolle = tildelbare().get(str(rad["rolle"]))
        if rad["gjelder"] is None and rolle is not None and rolle.niva == ("kommune",) and len(kommuner) == 1:
            rad["gjelder"] = kommuner[0]
    for rad in tolket.innhold[BYGG.navn].values():
        rad["brukere"] = tuple(bruker for bruker in _liste(rad["brukere"]) if bruker != rad["hovedbruker"])


def _perioder(tolket: Tolket) -> Iterator[Feil]:
    for ark in ALLE:
        for nokkel, rad in tolket.innhold[ark.navn].items():
            if fra(rad) > til(rad):
                yield _feil(tolket, "periode.baklengs", ark.navn, nokkel, "gyldig_til", fra=fra(rad))


def _referanser(tolket: Tolket, paa: date) -> Iterator[Feil]:
    for ark in ALLE:
        kolonner = [kolonne for kolonne in ark.kolonner if kolonne.til]
        for nokkel, rad in tolket.innhold[ark.navn].items():
            for kolonne in kolonner:
                for mal in _liste(rad[kolonne.felt]):
                    yield from _referanse(tolket, (ark.navn, nokkel, kolonne.navn), kolonne.til, mal, paa)
            if ark is ROLLER and rad["gjelder"] is not None and rad["rolle"] is not None:
                mot = OMFANGSARK[omfang_type(str(rad["rolle"]))].navn
                yield from _referanse(tolket, (ark.navn, nokkel, "gjelder"), mot, str(rad["gjelder"]), paa)


def _referanse(tolket: Tolket, fra_: tuple[str, str, str], mot: str, mal: str, paa: date) -> Iterator[Feil]:
    """A reference must be in the file, and what still counts cannot point at a node, building or area that has ended.

    People may end while their rows stay, for the ended hold nothing. `fra_` is sheet, row id and column.
    """
    ark, nokkel, kolonne = fra_
    pekt_pa = tolket.innhold[mot].get(mal)
    if mot in tolket.uleste:
        return
    if pekt_pa is None:
        yield _feil(tolket, "ref.ukjent", ark, nokkel, kolonne, til=mot, verdi=mal)
    elif mot != PERSONER.navn and til(pekt_pa) < paa <= til(tolket.innhold[ark][nokkel]):
        yield _feil(tolket, "ref.avsluttet", ark, nokkel, kolonne, til=mot, verdi=mal, dato=til(pekt_pa))


def _noder(tolket: Tolket, paa: date) -> Iterator[Feil]:
    noder = tolket.innhold[NODER.navn]
    kommuner = [id_ for id_, rad in noder.items() if rad["type"] == "kommune" and gjelder(rad, paa)]
    if noder and len(kommuner) != 1:
        yield Feil("node.kommune_antall", NODER.navn, 0, "type", {"antall": len(kommuner)})
    for id_, rad in noder.items():
        forelder = noder.get(str(rad["forelder"])) if rad["forelder"] is not None else None
        if rad["type"] == "kommune":
            if rad["forelder"] is not None:
                yield _feil(tolket, "node.forelder_for_kommune", NODER.navn, id_, "forelder")
        elif rad["type"] is not None and rad["forelder"] is None:
            yield _feil(tolket, "node.forelder_mangler", NODER.navn, id_, "forelder")
        elif rad["type"] is not None and forelder is not None and forelder["type"] is not None:
            tillatt = FORELDER[str(rad["type"])]
            if forelder["type"] not in tillatt:
                params = {"type": rad["type"], "forelder_type": forelder["type"], "ventet": tillatt}
                yield _feil(tolket, "node.forelder_type", NODER.navn, id_, "forelder", **params)
    yield from _ringer(tolket)


def _ringer(tolket: Tolket) -> Iterator[Feil]:
    """Nodes that are their own ancestors, each ring told once, at the row that comes first."""
    noder = tolket.innhold[NODER.navn]
    ferdig: set[str] = set()
    for start in noder:
        sti: list[str] = []
        her: str | None = start
        while her is not None and her in noder and her not in ferdig and her not in sti:
            sti.append(her)
            neste = noder[her]["forelder"]
            her = None if neste is None else str(neste)
        if her in sti:
            ring = sti[sti.index(her) :]
            forst = min(ring, key=lambda id_: tolket.radnummer[NODER.navn, id_])
            yield _feil(tolket, "node.ring", NODER.navn, forst, "forelder", ring=ring)
        ferdig.update(sti)


def _entydige(tolket: Tolket) -> Iterator[Feil]:
    """Two people cannot have one address at the same time, nor one account at any time."""
    for felt, kode in (("epost", "epost.flere"), ("entra_id", "entra_id.flere")):
        sett = defaultdict[str, list[str]](list)
        for nokkel, rad in tolket.innhold[PERSONER.navn].items():
            if rad[felt] is None:
                continue
            for annen in sett[str(rad[felt])]:
                if felt == "entra_id" or overlapper(rad, tolket.innhold[PERSONER.navn][annen]):
                    forste = tolket.radnummer[PERSONER.navn, annen]
                    yield _feil(tolket, kode, PERSONER.navn, nokkel, felt, forste=forste)
                    break
            sett[str(rad[felt])].append(nokkel)


def _egne_ledere(tolket: Tolket) -> Iterator[Feil]:
    for nokkel, rad in tolket.innhold[STILLINGER.navn].items():
        if rad["leder"] is not None and rad["leder"] == rad["person"]:
            yield _feil(tolket, "stilling.egen_leder", STILLINGER.navn, nokkel, "leder")


def _roller(tolket: Tolket) -> Iterator[Feil]:
    sett = defaultdict[tuple[Verdi, ...], list[str]](list)
    roller = tolket.innhold[ROLLER.navn]
    for nokkel, rad in roller.items():
        if rad["rolle"] is None:
            continue
        yield from _rolle(tolket, nokkel, rad)
        for annen in sett[rad["rolle"], rad["person"], rad["gjelder"]]:
            if overlapper(rad, roller[annen]):
                forste = tolket.radnummer[ROLLER.navn, annen]
                yield _feil(tolket, "rolle.dobbel", ROLLER.navn, nokkel, "rolle", forste=forste)
                break
        sett[rad["rolle"], rad["person"], rad["gjelder"]].append(nokkel)


def _rolle(tolket: Tolket, nokkel: str, rad: Rad) -> Iterator[Feil]:
    rolle = tildelbare()[str(rad["rolle"])]
    type_ = omfang_type(rolle.id)
    if rad["gjelder"] is None:
        if rolle.niva != ("kommune",):
            yield _feil(tolket, "rolle.gjelder_mangler", ROLLER.navn, nokkel, "gjelder", niva=rolle.niva)
    elif type_ == "node":
        node = tolket.innhold[NODER.navn].get(str(rad["gjelder"]))
        if node is not None and node["type"] is not None and not rolle.kan_ligge_pa(type_, str(node["type"])):
            params = {"niva": rolle.niva, "type": node["type"]}
            yield _feil(tolket, "rolle.niva", ROLLER.navn, nokkel, "gjelder", **params)
    if rolle.id in MED_PART and rad["part"] is None:
        yield _feil(tolket, "rolle.part_mangler", ROLLER.navn, nokkel, "part")
    if rolle.id not in MED_PART and rad["part"] is not None:
        yield _feil(tolket, "rolle.part_ikke_her", ROLLER.navn, nokkel, "part")


def _feil(tolket: Tolket, kode: str, ark: str, nokkel: str, kolonne: str, **params: object) -> Feil:
    return Feil(kode, ark, tolket.radnummer[ark, nokkel], kolonne, params)


def _liste(verdi: Verdi) -> tuple[str, ...]:
    if verdi is None:
        return ()
    return verdi if isinstance(verdi, tuple) else (str(verdi),)
