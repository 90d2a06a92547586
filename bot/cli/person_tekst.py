"""The words of `varde person`: what would be erased, and what is kept about somebody as text to read."""

from collections.abc import Iterator, Mapping
from typing import Any

from hms.lagring.person import Slettplan

OVERSKRIFTER = {
    "person": "Personen i organisasjonen",
    "kontoer": "Kontoer",
    "samtaler": "Samtaler og utkast",
    "meldte_saker": "Saker personen har meldt",
    "behandlede_saker": "Saker personen har behandlet (teksten gjelder andre og er ikke med)",
    "inhabil_i_antall_saker": "Ført opp som inhabil i så mange saker (personvernombudet vurderer innsyn)",
    "tiltak": "Tiltak",
    "meldinger": "Meldinger til personen i køen",
    "revisjon": "Det personen har gjort, etter revisjonssporet",
    "andre": "Andre opplysninger",
}


def plan_linjer(plan: Slettplan) -> list[str]:
    """What erasing comes to, a line each: what goes, what stays and why, and the duties in the way."""
    lines = [
        f"Melder fjernes fra {len(plan.meldt)} saker{_liste(plan.meldt)}. Sakene står.",
        f"Kontoer: {plan.kontoer}. Utkast: {plan.utkast}. Meldinger: {plan.meldinger}. Kort: {plan.kort}.",
        f"Oppføringer som inhabil i avsluttede saker: {plan.inhabil}.",
    ]
    if plan.beholdt:
        lines.append(f"Beholdes, for krav kan komme etter personskade: {', '.join(plan.beholdt)}.")
    if plan.navn:
        lines.append("Navn, e-post og telefon slettes fra organisasjonen.")
    else:
        why = "en skadesak må ha det" if plan.beholdt else "personen står i organisasjonen og kommer med neste import"
        lines.append(f"Navnet beholdes i organisasjonen: {why}.")
    if plan.plikter:
        duties = plan.plikter
        lines.append("Åpne plikter:")
        lines += [f"  behandler {number}" for number in duties.saker]
        lines += [f"  ansvarlig for tiltak {number}" for number in duties.tiltak]
        lines += [f"  rollen {role}" for role in duties.roller]
        lines += [f"  skal legge inn melding {reference} i avvikssystemet" for reference in duties.meldinger]
    return lines


def _liste(numbers: tuple[str, ...]) -> str:
    return f" ({', '.join(numbers)})" if numbers else ""


def som_tekst(export: Mapping[str, Any]) -> list[str]:
    """The export as lines to read, in the order of the JSON."""
    lines = [f"Opplysninger om en person, laget {export['laget']}"]
    for key, title in OVERSKRIFTER.items():
        lines += ["", title, "-" * len(title)]
        lines += list(_linjer(export[key], "")) or ["Ingen."]
    return lines


def _linjer(value: Any, indent: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if isinstance(inner, Mapping | list):
                if inner:
                    yield f"{indent}{key}:"
                    yield from _linjer(inner, indent + "  ")
            else:
                yield f"{indent}{key}: {inner}"
    elif isinstance(value, list):
        for number, inner in enumerate(value, 1):
            yield f"{indent}{number}." if isinstance(inner, Mapping) else f"{indent}{inner}"
            if isinstance(inner, Mapping):
                yield from _linjer(inner, indent + "   ")
    else:
        yield f"{indent}{value}"
