"""The workflow of an avvik as one table: who may do what, in which state, and what it leads to (avvik.md 5 and 8). Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

MELDT = "meldt"
MOTTATT = "mottatt"
UNDER_BEHANDLING = "under_behandling"
TILTAK_PAGAR = "tiltak_pagar"
TIL_EVALUERING = "til_evaluering"
LUKKET = "lukket"
VIDERESENDT = "videresendt"
AVVIST = "avvist"
SKJERMET = "skjermet"
GJENAPNET = "gjenapnet"
TRUKKET = "trukket"

UBEKREFTET = frozenset({MELDT, VIDERESENDT, GJENAPNET})
I_ARBEID = frozenset({MOTTATT, UNDER_BEHANDLING, TILTAK_PAGAR, TIL_EVALUERING})
APNE = UBEKREFTET | I_ARBEID
AVSLUTTET = frozenset({LUKKET, AVVIST, TRUKKET})
STATUSER = (
    MELDT, MOTTATT, UNDER_BEHANDLING, TILTAK_PAGAR, TIL_EVALUERING, LUKKET, VIDERESENDT, AVVIST, SKJERMET, GJENAPNET, TRUKKET,
)  # fmt: skip
SYNLIG = APNE | AVSLUTTET

MELDER = "melder"
ANONYM = "anonym"
BEHANDLER = "behandler"
LEDER_OVER = "leder_over"
VERNEOMBUD = "verneombud"
LOFTET = "loftet"
ORIENTERT = "orientert"
INHABIL = "inhabil"
VARSLINGSMOTTAK = "varslingsmottak"


@dataclass(frozen=True)
class Handling:
    """Something that is done with a case: by whom, from which states, and the state that it leads to (None: it stays)."""

    hvem: frozenset[str]
    fra: frozenset[str]
    til: str | None = None


def _h(hvem: Collection[str], fra: Collection[str], til: str | None = None) -> Handling:
    return Handling(frozenset(hvem), frozenset(fra), til)


_ALLE = {MELDER, BEHANDLER, LEDER_OVER, VERNEOMBUD, LOFTET, ORIENTERT}
HANDLINGER: Mapping[str, Handling] = MappingProxyType(
    {
        "se": _h(_ALLE, SYNLIG),
        "se_skjermet": _h({VARSLINGSMOTTAK}, {SKJERMET}),
        "se_status": _h({MELDER}, {SKJERMET}),
        "legg_til": _h({MELDER}, APNE),
        "svar": _h({MELDER}, APNE),
        "trekk": _h({MELDER}, {MELDT}, TRUKKET),
        "ny_vurdering": _h({MELDER}, {AVVIST}, GJENAPNET),
        "losning": _h({MELDER}, {LUKKET}),
        "bekreft": _h({BEHANDLER, LEDER_OVER, LOFTET}, UBEKREFTET, MOTTATT),
        "vurder": _h({BEHANDLER}, APNE, UNDER_BEHANDLING),
        "arsak": _h({BEHANDLER}, I_ARBEID),
        "tiltak": _h({BEHANDLER}, I_ARBEID - {MOTTATT}, TILTAK_PAGAR),
        "spor_melder": _h({BEHANDLER}, APNE),
        "send_videre": _h({BEHANDLER, LEDER_OVER}, APNE, VIDERESENDT),
        "avvis": _h({BEHANDLER}, UBEKREFTET | {MOTTATT, UNDER_BEHANDLING}, AVVIST),
        "skjerm_felt": _h({BEHANDLER}, APNE | {LUKKET}),
        "varsel": _h({BEHANDLER, LEDER_OVER}, SYNLIG - {TRUKKET}, SKJERMET),
        "inhabil": _h({BEHANDLER, LEDER_OVER, VERNEOMBUD}, APNE),
        "mks_tekst": _h({BEHANDLER}, APNE | {LUKKET}),
        "droft": _h({BEHANDLER}, APNE),
        "meldt_til": _h({BEHANDLER, LEDER_OVER}, APNE | {LUKKET}),
        "skaderegister": _h({BEHANDLER}, APNE | {LUKKET}),
        "lukk": _h({BEHANDLER, LEDER_OVER}, {UNDER_BEHANDLING, TILTAK_PAGAR, TIL_EVALUERING}, LUKKET),
        "gjenapne": _h({MELDER, BEHANDLER, LEDER_OVER, VERNEOMBUD}, {LUKKET}, GJENAPNET),
        "effekt": _h({BEHANDLER}, {LUKKET}),
    }
)


def har_rett(relasjoner: Collection[str], handling: str) -> bool:
    """May somebody with these relations ever do this? Whom the case is about may nothing."""
    return INHABIL not in relasjoner and not HANDLINGER[handling].hvem.isdisjoint(relasjoner)


def kan(relasjoner: Collection[str], handling: str, status: str) -> bool:
    """May somebody with these relations do this with a case in this state?"""
    return har_rett(relasjoner, handling) and status in HANDLINGER[handling].fra


def ser(relasjoner: Collection[str], status: str) -> bool:
    """May somebody with these relations see a case in this state, restricted or not? Its status alone is not the case."""
    return kan(relasjoner, "se", status) or kan(relasjoner, "se_skjermet", status)


def port(status: str, *, mottatt: bool, vurdert: bool, effekt_gjenstar: bool) -> str | None:
    """What the case waits for, and whose ladder runs: «mottatt», «vurdert», «lukket», «effekt», or nothing."""
    if status in APNE:
        if not mottatt:
            return "mottatt"
        return "lukket" if vurdert else "vurdert"
    return "effekt" if status == LUKKET and effekt_gjenstar else None
