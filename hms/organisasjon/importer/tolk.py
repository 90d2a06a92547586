"""From sheets as read to rows with values: headings, cells, ids. Every mistake is told, with its place."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from hms.organisasjon.importer.ark import ALLE, MERKNAD, NODER, PERSONER, Ark, Kolonne, Rad, Verdi, normal
from hms.organisasjon.importer.celler import CelleError, Raa, er_tom, les
from hms.organisasjon.importer.feil import Feil
from hms.organisasjon.importer.tabell import Innlest, Tabell

# Sheet name → row id → fields.
Innhold = dict[str, dict[str, Rad]]


@dataclass
class Tolket:
    """What the file says. `radnummer` is where each row stands, for the mistakes that show only when rows meet.

    Rows with mistakes are in it, and `uleste` names the sheets that could not be read at all, so that one mistake does
    not draw others after it.
    """

    innhold: Innhold = field(default_factory=dict)
    radnummer: dict[tuple[str, str], int] = field(default_factory=dict)
    uleste: set[str] = field(default_factory=set)
    feil: list[Feil] = field(default_factory=list)


def tolk(innlest: Innlest, arkene: Sequence[Ark] = ALLE, valgfrie: Collection[Ark] = ()) -> Tolket:
    """Reads every sheet. All but `valgfrie` must be there, also the empty ones: what is missing would be end-dated."""
    tolket = Tolket(feil=list(innlest.feil))
    if not innlest.tabeller and any(feil.kode.startswith("fil.") and not feil.ark for feil in innlest.feil):
        return tolket
    navngitt_feil = {feil.ark for feil in innlest.feil}
    for ark in arkene:
        tolket.innhold[ark.navn] = {}
        tabell = innlest.tabeller.get(ark.navn)
        if tabell is not None:
            _tolk_ark(tabell, tolket)
            continue
        tolket.uleste.add(ark.navn)
        if ark.navn not in navngitt_feil and ark not in valgfrie:
            tolket.feil.append(Feil("ark.mangler", ark.navn))
    return tolket


def _tolk_ark(tabell: Tabell, tolket: Tolket) -> None:
    ark = tabell.ark
    plasser = _kolonneplasser(tabell, tolket.feil)
    if plasser is None:
        tolket.uleste.add(ark.navn)
        return
    if not tabell.rader and ark in (NODER, PERSONER):
        tolket.feil.append(Feil("ark.tomt", ark.navn))
    for nummer, celler in tabell.rader:
        rad = _tolk_rad(tabell, plasser, nummer, celler, tolket.feil)
        if any(rad.get(felt) is None for felt in ark.nokkel):
            continue
        nokkel = ark.id_av(rad)
        forste = tolket.radnummer.get((ark.navn, nokkel))
        if forste is not None:
            params = {"verdi": nokkel, "forste": forste}
            tolket.feil.append(Feil("id.flere", ark.navn, nummer, ark.kolonne(ark.nokkel[0]).navn, params))
            continue
        tolket.radnummer[ark.navn, nokkel] = nummer
        tolket.innhold[ark.navn][nokkel] = rad


def _kolonneplasser(tabell: Tabell, feil: list[Feil]) -> Mapping[str, int] | None:
    """Field → position of its column; None when the sheet cannot be read for want of columns."""
    ark, plasser = tabell.ark, dict[str, int]()
    kjente = {normal(kolonne.navn): kolonne for kolonne in ark.kolonner}
    ventet = [kolonne.navn for kolonne in ark.kolonner]
    for plass, raa in enumerate(tabell.overskrifter):
        navn = normal(str(raa)) if isinstance(raa, str) else ""
        if er_tom(raa) or navn == MERKNAD:
            continue
        kolonne = kjente.get(navn)
        if kolonne is None:
            feil.append(Feil("kolonne.ukjent", ark.navn, 1, str(raa)[:50], {"ventet": ventet}))
        elif kolonne.felt in plasser:
            feil.append(Feil("kolonne.flere", ark.navn, 1, kolonne.navn))
        else:
            plasser[kolonne.felt] = plass
    mangler = [kolonne for kolonne in ark.kolonner if kolonne.felt not in plasser]
    feil.extend(Feil("kolonne.mangler", ark.navn, 1, kolonne.navn) for kolonne in mangler)
    return None if any(kolonne.felt in ark.nokkel for kolonne in mangler) else plasser


def _tolk_rad(tabell: Tabell, plasser: Mapping[str, int], nummer: int, celler: list[Raa], feil: list[Feil]) -> Rad:
    ark, rad = tabell.ark, dict[str, Verdi]()
    for kolonne in ark.kolonner:
        plass = plasser.get(kolonne.felt)
        if plass is None:
            rad[kolonne.felt] = kolonne.standard
            continue
        rad[kolonne.felt] = _celle(tabell, kolonne, nummer, celler[plass] if plass < len(celler) else None, feil)
    for plass, raa in enumerate(celler):
        over = tabell.overskrifter[plass] if plass < len(tabell.overskrifter) else None
        if er_tom(over) and not er_tom(raa):
            feil.append(Feil("kolonne.uten_overskrift", ark.navn, nummer, kolonnebokstav(plass)))
    return rad


def _celle(tabell: Tabell, kolonne: Kolonne, nummer: int, raa: Raa, feil: list[Feil]) -> Verdi:
    try:
        return les(kolonne, raa, tabell.epoke)
    except CelleError as funnet:
        feil.append(Feil(funnet.kode, tabell.ark.navn, nummer, kolonne.navn, funnet.params))
        return () if kolonne.slag == "refliste" else None


def kolonnebokstav(plass: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    bokstaver = ""
    rest = plass + 1
    while rest:
        rest, siffer = divmod(rest - 1, 26)
        bokstaver = chr(ord("A") + siffer) + bokstaver
    return bokstaver
