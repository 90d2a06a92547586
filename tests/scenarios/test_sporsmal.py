"""«finn rutine», «be om opplæring» and «nytt kjemikalie» over HTTP."""

from datetime import datetime
from pathlib import Path

from hms.kit.klokke import OSLO
from tests.fakes.fjordvik import fjordvik

FOR = datetime(2027, 4, 26, 10, tzinfo=OSLO)


async def test_a_routine_is_found_or_somebody_to_ask(data: Path) -> None:
    async with fjordvik(data, FOR) as by:
        await by.spill("""
            Kari: finn rutine vold
            Varde: Her er rutinen. … Krav 6.1-1 [Vold og trusler mot ansatte]
            Kari: finn rutine brann
            Varde: Jeg fant flere [Brannøvelse] [Branninstruks]
            Kari: finn rutine stikkskde
            Varde: Her er rutinen. [Stikkskader og smitte]
            Kari: finn rutine mobbing
            Varde: Jeg fant ingen rutine om det … Spør Ola Brekke, lederen din, eller Marianne Dahl, HMS-ansvarlig.
            Kari: finn rutine
            Varde: Hvilken rutine leter du etter?
        """)


async def test_training_is_asked_for_and_answered(data: Path) -> None:
    async with fjordvik(data, FOR) as by:
        await by.spill("""
            Kari: be om opplæring i forflytning
            Varde: forflytning … Avdeling Fjellbris
            Kari: [Send]
            Varde: Sendt til Ola Brekke, som skal svare innen tirsdag 11. mai.
            Varde → Ola: Kari Nygård ber om opplæring … forflytning … Krav 5.0-4 [Svar]
            Ola: hva må jeg gjøre
            Varde: Kari Nygård ber om opplæring … forflytning … Venter på svar, frist tirsdag 11. mai [Svar]
            P043: hva må jeg gjøre
            Varde: Du har ingen åpne oppgaver
            Klokka: 2027-05-11 10:00
            Varde → Ola: Kari Nygård i Avdeling Fjellbris venter på svar om opplæring
            Ola: [Svar]
            Ola: Du får kurs i juni
            Varde: Takk. Kari Nygård får svaret.
            Varde → Kari: Ola Brekke har svart deg om opplæring: … Du får kurs i juni
            Ola: [Svar]
            Varde: Forespørselen er allerede besvart
            Ola: hva må jeg gjøre
            Varde: Du har ingen åpne oppgaver
            Kari: mine avvik
            Varde: Forespørsler du har sendt … Opplæring: Besvart · forflytning
        """)
        assert not {"utboks", "revisjon", "samtale"} & set(by.leter("forflytning"))
        kort = await by.folk("Ola").kort("ber om opplæring")
        assert kort.buttons == ()
        forged = {"action": "foresporsel", "foresporsel": 1, "do": "svar", "token": ""}
        await by.ingrid.sier("hjelp")
        action = {"type": "Action.Execute", "verb": "varde", "data": {"varde": forged}}
        await by.ingrid.trykker(action, (await by.ingrid.alt())[-1])
        await by.ingrid.ser("Dette har du ikke tilgang til")


async def test_a_new_chemical_goes_to_whoever_keeps_the_register(data: Path) -> None:
    async with fjordvik(data, FOR) as by:
        await by.spill("""
            Kari: nytt kjemikalie
            Varde: Hva heter det, og hva skal det brukes til?
            Kari: Klorin til gulvvask, Lilleborg
            Kari: [Send]
            Varde: Sendt til Bente Larsen, som fører det i stoffkartoteket innen mandag 3. mai. Vent med å ta det i bruk
            Varde → P050: Nytt kjemikalie i Avdeling Fjellbris … Klorin … Husk stoffkartoteket … Krav 6.3.7-1 [Svar]
            P050: [Ført i stoffkartoteket]
            Varde: Takk. Kari Nygård får vite det.
            Varde → Kari: Bente Larsen har ført kjemikaliet i stoffkartoteket.
        """)
