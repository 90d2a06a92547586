"""Writes docs/rettigheter.md from the rules: who may do what with an avvik, in which state, and who sees which field.

With --check it only says whether the page is what the rules say.
"""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from hms.avvik import flyt, rules

PAGE = Path(__file__).resolve().parent.parent / "docs" / "rettigheter.md"
HVEM = {
    flyt.MELDER: "melder",
    flyt.BEHANDLER: "behandler",
    flyt.LEDER_OVER: "leder over behandleren",
    flyt.VERNEOMBUD: "verneombud i området",
    flyt.LOFTET: "leder som saken er løftet til",
    flyt.ORIENTERT: "orientert (grad, kategori)",
    flyt.VARSLINGSMOTTAK: "varslingsmottak",
    flyt.INHABIL: "den saken gjelder",
}
HVA = {
    "se": "se saken", "se_skjermet": "se en skjermet sak", "se_status": "se statusen på en skjermet sak", "legg_til": "legge til noe", "svar": "svare behandleren", "trekk": "trekke meldingen",
    "ny_vurdering": "be om ny vurdering", "losning": "si om det løste problemet", "bekreft": "bekrefte mottak", "vurder": "vurdere",
    "arsak": "legge inn årsak", "tiltak": "legge til tiltak", "spor_melder": "spørre melderen", "send_videre": "sende til riktig person",
    "avvis": "avslutte uten tiltak", "skjerm_felt": "skjerme felt", "varsel": "«dette ser ut som et varsel»", "inhabil": "melde noen inhabil",
    "mks_tekst": "skrive tekst til MKS", "droft": "føre opp som drøftet", "meldt_til": "føre opp meldt til myndighet",
    "skaderegister": "føre i skaderegisteret", "lukk": "lukke", "gjenapne": "åpne igjen", "effekt": "vurdere virkning",
}  # fmt: skip
FELT = {
    "nummer": "saksnummer", "status": "status", "kategori": "kategori", "grad": "alvorlighet", "enhet": "enhet", "frist": "frister",
    "hva": "hva som skjedde", "sted": "sted", "nar": "tid", "skade": "skade", "melder": "melderens navn", "tillegg": "tillegg",
    "mer": "strakstiltak og forslag", "vedlegg": "bilder", "vurdering": "vurdering og årsak", "tiltak": "tiltak",
    "meldinger": "spørsmål og svar", "avslutning": "avslutning", "har_sett": "hvem som har hatt innsyn",
}  # fmt: skip

GRUPPER = {
    "synlig": flyt.SYNLIG,
    "åpen": flyt.APNE,
    "åpen eller lukket": flyt.APNE | {flyt.LUKKET},
    "i arbeid": flyt.I_ARBEID,
}
STATUS = {flyt.GJENAPNET: "gjenåpnet", flyt.TILTAK_PAGAR: "tiltak pågår"}


def page() -> str:
    """The whole page as markdown."""
    people = list(HVEM)
    rights = [
        (HVA[name], *("ja" if flyt.har_rett({who}, name) else "–" for who in people), _states(handling.fra))
        for name, handling in flyt.HANDLINGER.items()
    ]
    fields = [
        (FELT[felt], *(_sees(who, felt) for who in people))
        for felt in sorted(rules.FULLT_INNSYN | {"har_sett"}, key=list(FELT).index)
    ]
    return "\n".join(
        [
            "# Hvem ser og gjør hva med et avvik",
            "",
            "Skrevet av `scripts/rettigheter.py` ut fra reglene i `hms/avvik/flyt.py` og `hms/avvik/rules.py`. Rettes der, ikke her.",
            "Den saken gjelder (inhabil), kan ingenting og ser ingenting, uansett hva personen ellers er. Melderen kan ikke settes utenfor sin egen sak. Den som ikke står i tabellen, heller ikke.",
            "",
            "## Handlinger",
            "",
            (
                "Åpen: meldt, sendt videre, gjenåpnet, mottatt, under behandling, tiltak pågår eller til evaluering. I arbeid: de fire siste. "
                "Synlig: alt annet enn skjermet."
            ),
            "",
            *_table(("handling", *HVEM.values(), "når saken er"), rights),
            "",
            "Melderen kan åpne en lukket sak innen 14 dager, de andre når som helst. Lederen over lukker bare saker som behandleren selv har meldt.",
            "",
            "## Felt",
            "",
            *_table(("felt", *HVEM.values()), fields),
            "",
            "«åpen» betyr at feltet ikke vises når melderen er fortrolig; «uskjermet» at behandleren kan skjerme det.",
            "",
        ]
    )


def _sees(who: str, felt: str) -> str:
    if felt not in rules.innsyn({who}, fortrolig=False):
        return "–"
    if felt not in rules.innsyn({who}, fortrolig=True):
        return "åpen"
    return "ja" if felt in rules.innsyn({who}, fortrolig=True, skjermet=rules.SKJERMBARE) else "uskjermet"


def _states(states: frozenset[str]) -> str:
    for name, group in GRUPPER.items():
        if states == group:
            return name
    return ", ".join(_status(status) for status in flyt.STATUSER if status in states)


def tilstander(cell: str) -> frozenset[str]:
    """The states that a cell of the page names."""
    named = cell.split(", ")
    return GRUPPER.get(cell, frozenset(status for status in flyt.STATUSER if _status(status) in named))


def _status(status: str) -> str:
    return STATUS.get(status, status.replace("_", " "))


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    line = "| " + " | ".join("---" for _ in head) + " |"
    return ["| " + " | ".join(head) + " |", line, *("| " + " | ".join(row) + " |" for row in rows)]


def main(arguments: list[str]) -> str | None:
    """None when the page is right."""
    if "--check" in arguments:
        current = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
        return (
            None if current == page() else "docs/rettigheter.md is not what the rules say: run scripts/rettigheter.py"
        )
    PAGE.write_text(page(), encoding="utf-8")
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
