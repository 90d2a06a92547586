"""What others have been sent that names somebody who is being erased: found before the erasing, and worded afresh after it (avvik.md 8)."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlmodel import Session, col, select

from hms.avvik import flyt, lister
from hms.avvik.model import Avvik
from hms.kit.revisjon import Revisjon
from hms.lagring import tre
from hms.organisasjon.model import Person
from hms.outbox import service as outbox
from hms.samtale.model import Kontakt, Kort
from hms.tiltak.model import Tiltak

NOTICE = "navn_slettet"
AVVIK, TILTAK, STANS, KRAV = "avvik", "tiltak", "stans", "krav"
FORBEDRING, FORESPORSEL, EKSTERN = "forbedring", "foresporsel", "ekstern"
# Tables whose rows name people on cards: the kind of card, and the column that says which one.
EIERE: Mapping[str, tuple[str, str]] = {
    "avvik": (AVVIK, "id"),
    "avvik_melder": (AVVIK, "avvik_id"),
    "avvik_plikt": (AVVIK, "avvik_id"),
    "personvernbrudd": (AVVIK, "avvik_id"),
    "tiltak": (TILTAK, "id"),
    "tiltak_soknad": (TILTAK, "tiltak_id"),
    "stans": (STANS, "id"),
    "krav_om_svar": (KRAV, "id"),
    "forbedring": (FORBEDRING, "id"),
    "foresporsel": (FORESPORSEL, "id"),
    "ekstern_sak": (EKSTERN, "id"),
}
SENDT_INN = frozenset({FORBEDRING, FORESPORSEL, EKSTERN})
SELV = "*"
# By the beginning of a card's key, and what stands third in it: the notice that words it anew (SELV: of that name; None: there is none,
# and it is taken away), and where in the key its parameters stand.
IGJEN: Mapping[tuple[str, str], tuple[str | None, Mapping[str, int]]] = {
    ("avvik", ""): ("avvik_kort", {AVVIK: 1}),
    ("om-avvik", "avvik_mottatt"): (SELV, {AVVIK: 1}),
    ("om-avvik", "avvik_videresendt"): (SELV, {AVVIK: 1}),
    ("om-avvik", "avvik_gjenapnet"): (SELV, {AVVIK: 1}),
    ("om-avvik", "avvik_avvist"): (SELV, {AVVIK: 1}),
    ("om-avvik", "avvik_vurdert"): (SELV, {AVVIK: 1}),
    ("om-avvik", "avvik_tiltak"): (SELV, {AVVIK: 1, TILTAK: 4}),
    ("om-avvik", "purring"): (None, {}),
    ("om-avvik", "sagt"): (None, {}),
    ("om-avvik", "tiltak"): (None, {}),
    ("personvern", ""): ("personvern_klokke", {AVVIK: 1, "trinn": 2}),
    ("tiltak", ""): ("tiltak_kort", {TILTAK: 1}),
    ("om-tiltak", "vist"): ("tiltak_kort", {TILTAK: 1}),
    ("om-tiltak", "soknad"): ("tiltak_soknad", {"soknad": 3}),
    ("om-tiltak", ""): (None, {}),
    ("stans", ""): ("stans_kort", {STANS: 1}),
    ("om-stans", ""): ("stans_slutt", {STANS: 1}),
    ("krav", ""): ("krav_kort", {KRAV: 1}),
    ("om-krav", ""): (None, {}),
    ("forbedring", ""): ("forbedring_kort", {FORBEDRING: 1}),
    ("foresporsel", ""): ("foresporsel_kort", {FORESPORSEL: 1}),
    ("om-foresporsel", "foresporsel_svar"): (SELV, {FORESPORSEL: 1}),
    ("om-foresporsel", "foresporsel_purring"): (SELV, {FORESPORSEL: 1}),
    ("ekstern", ""): ("ekstern_kort", {EKSTERN: 1, "som": 2}),
}
UTEN_NAVN = frozenset(("om-tiltak", what) for what in ("frist", "uaktuelt", "utfort", "bestridt", "forslag"))
Eier = tuple[str, int]
Igjen = dict[str, Any]


def nevnt(session: Session, person_id: int, samtaler: Collection[int]) -> set[Eier]:
    """The cases, tiltak and so on whose cards name the person or once did: by rows, the audit, and the cards that he or she had."""
    found: set[Eier] = set()
    for column in tre.pekere(tre.tabell(Person)):
        if column.table.name in EIERE:
            kind, key = EIERE[column.table.name]
            rows = session.connection().execute(select(column.table.c[key]).where(column == person_id).distinct())
            found |= {(kind, owner) for owner in rows.scalars()}
    did = col(Revisjon.objekt).startswith(f"{AVVIK}:") | col(Revisjon.objekt).startswith(f"{TILTAK}:")
    acted = select(Revisjon.objekt).where(Revisjon.aktor == f"person:{person_id}", did).distinct()
    had = select(Kort.nokkel).where(col(Kort.samtale_id).in_(samtaler))
    handled = [key for key in session.exec(had) if f":{flyt.BEHANDLER}" in key and key.startswith(f"{AVVIK}:")]
    found |= {_eier(key) for key in (*session.exec(acted), *handled)}
    actions = [number for kind, number in found if kind == TILTAK]
    for tiltak in session.exec(select(Tiltak).where(col(Tiltak.id).in_(actions), Tiltak.opphav_type == AVVIK)):
        found.add((AVVIK, tiltak.opphav_id))
    for case_id in session.exec(select(Avvik.id).where(col(Avvik.tiltak_id).in_(actions))):
        found.add((AVVIK, case_id or 0))
    return found


def sendt_inn(session: Session, person_id: int, kontoer: Collection[int]) -> set[Eier]:
    """What the person has sent in beside cases, which loses its sender."""
    found: set[Eier] = set()
    for til, ids in ((Person, [person_id]), (Kontakt, list(kontoer))):
        for column in tre.pekere(tre.tabell(til)):
            kind, key = EIERE.get(column.table.name, ("", ""))
            if kind in SENDT_INN:
                rows = session.connection().execute(select(column.table.c[key]).where(column.in_(ids)))
                found |= {(kind, owner) for owner in rows.scalars()}
    return found


def skriv_om(session: Session, eiere: Collection[Eier]) -> None:
    """Every card of these that may name somebody is composed afresh; what is no longer true says that it has been taken away."""
    for kind, number in sorted(eiere):
        for card in _kort(session, kind, number):
            again = _igjen(card)
            if again is not None:
                outbox.oppdater(session, kort=card, nokkel=NOTICE, parametre=again)
        if kind == AVVIK:
            lister.vis_om_igjen(session, number)


def _kort(session: Session, kind: str, number: int) -> Iterator[str]:
    yield f"{kind}:{number}"
    stems = [f"{kind}:{number}:", f"om-{kind}:{number}:"]
    for stem in [*stems, f"personvern:{number}:"] if kind == AVVIK else stems:
        yield from outbox.kort_som(session, stem)


def _igjen(card: str) -> Igjen | None:
    """The notice that words a card anew, and its parameters; no notice where only its taking away is left. None: it names nobody."""
    parts = card.split(":")
    kind, what = parts[0], "".join(parts[2:3])
    if (kind, what) in UTEN_NAVN:
        return None
    found = IGJEN.get((kind, what)) or IGJEN.get((kind, ""))
    if found is None:
        return None
    nokkel, places = found
    values = {name: parts[place] for name, place in places.items() if place < len(parts)}
    return {
        "nokkel": what if nokkel == SELV else nokkel,
        **{name: int(value) if value.isdecimal() else value for name, value in values.items()},
    }


def _eier(key: str) -> Eier:
    kind, number, *_ = key.split(":")
    return kind, int(number)
