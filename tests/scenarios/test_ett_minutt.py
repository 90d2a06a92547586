"""An evening shift: from «meld avvik» to the receipt in at most five answers and under a minute of somebody's typing.

The minute is computed from what is written and pressed, never measured: 40 words a minute, and 1.5 seconds a tap.
"""

from dataclasses import dataclass, field
from datetime import datetime

import pytest

from hms.kit.klokke import OSLO
from tests.fakes.fjordvik import Fjordvik, Folk

KVELD = datetime(2026, 11, 24, 21, 40, tzinfo=OSLO)
ORD_I_MINUTTET, TEGN_I_ET_ORD = 40, 5
TRYKK = 1.5
MINUTT = 60.0


@dataclass
class Tommel:
    """An employee with a telephone: counts what is written and pressed, and what it costs in seconds."""

    folk: Folk
    svar: int = 0
    trykk: int = 0
    sekunder: float = 0.0
    sett: list[str] = field(default_factory=list)

    async def skriver(self, text: str) -> None:
        """A word is five characters, as typing is measured; sending the line is a tap."""
        self.sekunder += len(text) / TEGN_I_ET_ORD / ORD_I_MINUTTET * MINUTT + TRYKK
        self.svar += 1
        await self.folk.sier(text)
        await self._ser()

    async def trykker(self, button: str) -> None:
        """One tap; it can only be made on what the newest message shows."""
        assert button in (await self._knapper()), f"[{button}] er ikke på skjermen: {await self._knapper()}"
        self.sekunder += TRYKK
        self.trykk += 1
        self.svar += 1
        await self.folk.trykker(button)
        await self._ser()

    async def _knapper(self) -> tuple[str, ...]:
        return tuple(button for post in await self.folk.nytt() for button in post.buttons)

    async def _ser(self) -> None:
        self.sett += [post.text for post in await self.folk.nytt()]

    def kvittert(self) -> bool:
        """Has the receipt come?"""
        return any("AVV-2026-0001" in text for text in self.sett)


STEG_FOR_STEG = {
    "nb": ("", "meld avvik", "Bygg, utstyr, glatt underlag, orden", "Førstehjelp på stedet", "2 Middels – førstehjelp, eller det gjentar seg", "Send"),
    "nn": ("nynorsk", "meld avvik", "Bygg, utstyr, glatt underlag, orden", "Førstehjelp på staden", "2 Middels – førstehjelp, eller det tek seg opp att", "Send"),
    "en": ("english", "report an incident", "Buildings, equipment, slippery surfaces, tidiness", "First aid on the spot", "2 Medium – first aid, or it keeps happening", "Send"),
}  # fmt: skip
HVA = {
    "nb": "skled på det våte gulvet ved inngangen",
    "nn": "eg glei på det våte golvet ved inngangen",
    "en": "slipped on the wet floor by the entrance",
}


@pytest.mark.parametrize("sprak", list(STEG_FOR_STEG))
async def test_five_answers_from_the_first_line_to_the_receipt(by: Fjordvik, sprak: str) -> None:
    valg, start, *knapper = STEG_FOR_STEG[sprak]
    if valg:
        await by.kari.sier(valg)
    await by.flytt(KVELD)
    tommel = Tommel(by.kari)
    await tommel.skriver(start)
    tommel.svar = 0  # asking for the form is no answer to it, but its time counts
    await tommel.skriver(HVA[sprak])
    for button in knapper:
        assert not tommel.kvittert()
        await tommel.trykker(button)
    assert tommel.kvittert()
    print(f"{sprak}: {tommel.svar} svar, {tommel.trykk} trykk, {tommel.sekunder:.1f} s")
    assert tommel.svar <= 5
    assert tommel.sekunder < MINUTT


async def test_a_line_that_tells_all_needs_three_taps(by: Fjordvik) -> None:
    await by.flytt(KVELD)
    tommel = Tommel(by.kari)
    await tommel.skriver("meld avvik: skled på vått gulv ved inngangen kl 21, førstehjelp på stedet")
    while not tommel.kvittert():
        shown = [post for post in await by.kari.nytt() if post.buttons][-1].buttons
        assert tommel.trykk < 3, shown
        wanted = ("Send", "2 Middels – førstehjelp, eller det gjentar seg", "Ja", "Førstehjelp på stedet")
        await tommel.trykker(next((button for button in wanted if button in shown), shown[0]))
    print(f"{tommel.trykk} trykk, {tommel.sekunder:.1f} s")
    assert tommel.trykk <= 3
    assert tommel.sekunder < MINUTT


async def test_the_receipt_comes_at_once_and_the_update_in_the_morning(by: Fjordvik) -> None:
    await by.flytt(KVELD)
    tommel = Tommel(by.kari)
    await tommel.skriver("meld avvik: det er hull i gulvet på gangen ved rom 12")
    for button in ("Bygg, utstyr, glatt underlag, orden", "Ingen skade", "1 Lav – til irritasjon, ingen skade", "Send"):
        await tommel.trykker(button)
    assert tommel.kvittert()
    await by.spill("""
        Ola: [Bekreft mottak]
    """)
    assert not await by.kari.har_sett("Ola Brekke har sett sak AVV-2026-0001")
    await by.spill("""
        Klokka: 2026-11-25 07:59
        Varde → Kari: ingenting
        Klokka: 2026-11-25 08:01
        Varde → Kari: Ola Brekke har sett sak AVV-2026-0001
    """)
