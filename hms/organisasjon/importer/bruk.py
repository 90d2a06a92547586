"""Writing a difference into the database, in bulk and in the order of the sheets, inside the caller's transaction."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete, insert, update
from sqlmodel import Session, select

from hms.organisasjon.husk import endret
from hms.organisasjon.importer.ark import ALLE, BYGG, MKS_MEDLEMMER, NODER, PERSONER, VERNEOMRADER, Ark
from hms.organisasjon.importer.differanse import Differanse, Endring
from hms.organisasjon.importer.kontroll import omfang_type
from hms.organisasjon.importer.tabell import Fremdrift, stille
from hms.organisasjon.importer.tilstand import ETTERFOLGER, OMFANGSARK, Binding, Tilstand
from hms.organisasjon.model import ByggBruker, Person, VerneomradeNode


def bruk(session: Session, differanse: Differanse, tilstand: Tilstand, fremdrift: Fremdrift = stille) -> None:
    """Writes every change. Nothing is deleted but the links of areas and buildings to nodes."""
    per_ark = defaultdict[str, list[Endring]](list)
    for endring in differanse.endringer:
        per_ark[endring.ark].append(endring)
    _slipp_kontoer(session, per_ark[PERSONER.navn], tilstand)
    for ark in ALLE:
        mine = per_ark[ark.navn]
        _sett_inn(session, ark, [endring for endring in mine if endring.slag == "ny"], tilstand)
        _endre(session, ark, [endring for endring in mine if endring.slag != "ny"], tilstand)
        if ark is NODER:
            _knytt_noder(session, mine, tilstand)
        if ark in (VERNEOMRADER, BYGG):
            _knytt_lister(session, ark, mine, tilstand)
        fremdrift(ark.navn, len(mine))
    endret(session)
    session.expire_all()


def flytt_bundet(
    session: Session, etterfolgere: Mapping[str, str], tilstand: Tilstand, bindinger: Sequence[Binding]
) -> None:
    """What is open at ended nodes follows to their successors (old node → new node)."""
    ider = tilstand.ider[NODER.navn]
    for gammel, ny in etterfolgere.items():
        for binding in bindinger:
            if tilstand.bundet.get(gammel, {}).get(binding.navn):
                binding.flytt(session, ider[gammel], ider[ny])


def _slipp_kontoer(session: Session, endringer: list[Endring], tilstand: Tilstand) -> None:
    """An account is unique: who loses one gives it up before somebody else gets it."""
    ider = tilstand.ider[PERSONER.navn]
    mister = [
        {"id": ider[endring.id], "entra_id": None}
        for endring in endringer
        if any(felt.felt == "entra_id" and felt.for_ is not None for felt in endring.felter)
    ]
    if mister:
        session.execute(update(Person), mister)


def _sett_inn(session: Session, ark: Ark, endringer: list[Endring], tilstand: Tilstand) -> None:
    if not endringer:
        return
    session.execute(insert(ark.modell), [_verdier(ark, endring, tilstand, med_id=True) for endring in endringer])
    tabell: Any = ark.modell
    if ark is MKS_MEDLEMMER:
        return  # nothing points at them
    nye = {endring.id for endring in endringer}
    rader = session.execute(select(tabell.id, tabell.ekstern_id))
    tilstand.ider[ark.navn].update({ekstern_id: id_ for id_, ekstern_id in rader if ekstern_id in nye})


def _endre(session: Session, ark: Ark, endringer: list[Endring], tilstand: Tilstand) -> None:
    ider = tilstand.ider[ark.navn]
    rader = [{"id": ider[endring.id], **_verdier(ark, endring, tilstand, med_id=False)} for endring in endringer]
    if rader:
        session.execute(update(ark.modell), rader)


def _verdier(ark: Ark, endring: Endring, tilstand: Tilstand, *, med_id: bool) -> dict[str, Any]:
    """The columns of the row. The parent of a node waits until all nodes are in."""
    verdier: dict[str, Any] = {}
    for kolonne in ark.kolonner:
        if (
            not kolonne.i_tabellen
            or (kolonne.slag == "id" and kolonne.felt == "id" and not med_id)
            or (ark is NODER and kolonne.til)
        ):
            continue
        verdi = endring.rad[kolonne.felt]
        if kolonne.felt == "gjelder":
            verdier["omfang_type"] = omfang_type(str(endring.rad["rolle"]))
            verdi = tilstand.ider[OMFANGSARK[verdier["omfang_type"]]][str(verdi)]
        elif kolonne.til:
            verdi = None if verdi is None else tilstand.ider[kolonne.til][str(verdi)]
        verdier[kolonne.i_tabellen] = verdi
    return verdier


def _knytt_noder(session: Session, endringer: list[Endring], tilstand: Tilstand) -> None:
    ider = tilstand.ider[NODER.navn]
    rader = [
        {
            "id": ider[endring.id],
            "forelder_id": None if endring.rad["forelder"] is None else ider[str(endring.rad["forelder"])],
            "etterfolger_id": None if endring.rad[ETTERFOLGER] is None else ider[str(endring.rad[ETTERFOLGER])],
        }
        for endring in endringer
    ]
    if rader:
        session.execute(update(NODER.modell), rader)


def _knytt_lister(session: Session, ark: Ark, endringer: list[Endring], tilstand: Tilstand) -> None:
    """The nodes of areas and buildings are replaced whole where they differ."""
    noder, ider = tilstand.ider[NODER.navn], tilstand.ider[ark.navn]
    lenkefelt = {kolonne.felt for kolonne in ark.kolonner if kolonne.lenke}
    rorte = [e for e in endringer if e.slag == "ny" or any(felt.felt in lenkefelt for felt in e.felter)]
    tabell: Any = VerneomradeNode if ark is VERNEOMRADER else ByggBruker
    eier = "verneomrade_id" if ark is VERNEOMRADER else "bygg_id"
    lenker: list[dict[str, Any]] = []
    for endring in rorte:
        session.execute(delete(tabell).where(getattr(tabell, eier) == ider[endring.id]))
        for kolonne in (kolonne for kolonne in ark.kolonner if kolonne.lenke):
            verdi = endring.rad[kolonne.felt]
            for node in verdi if isinstance(verdi, tuple) else [verdi] * (verdi is not None):
                lenke = {eier: ider[endring.id], "node_id": noder[str(node)]}
                lenker.append(lenke if ark is VERNEOMRADER else {**lenke, "hovedbruker": kolonne.felt == "hovedbruker"})
    if lenker:
        session.execute(insert(tabell), lenker)
