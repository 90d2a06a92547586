"""The handling of a case, from the report to «Løste det problemet?»: assessment, causes, tiltak, the thread, closing. avvik.md 4–6."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.fakes.fjordvik import Fjordvik, fjordvik

MELDT = """
    {hvem}: meld avvik: {hva}
    {hvem}: [{kategori}]
    {hvem}: [{skade}]
    {hvem}: {grad}
    {endre}
    {hvem}: [Send]
    {igjen}
    Varde: Meldingen er mottatt som sak AVV-2026-0001.
"""
FORTROLIG = "Kari: endre navn\nKari: [Fortrolig: bare behandleren ser navnet]"
VURDERT = """
    Ola: [Vurder saken]
    Ola: {grad}
    Ola: {sannsynlig}
    Ola: {faktisk}
    Ola: {mulig}
    Ola: [Lagre vurderingen]
"""
TILTAK = """
    Ola: [Legg til tiltak]
    Ola: {hva}
    Ola: {hvem}
    Ola: {frist}
    Ola: [Legg inn tiltaket]
"""
LUKKET = """
    Ola: [Lukk saken]
    Ola: gulvet er lagt om
"""


def meldt(
    grad: int = 2,
    *,
    hvem: str = "Kari",
    skade: str = "Førstehjelp på stedet",
    endre: str = "",
    kategori: str = "Bygg, utstyr, glatt underlag, orden",
) -> str:
    """The script of a report."""
    igjen = f"{hvem}: [Send]" if grad == 4 else ""
    hva = "hull i gulvet på gangen ved rom 12"
    return MELDT.format(hvem=hvem, hva=hva, grad=grad, endre=endre, igjen=igjen, skade=skade, kategori=kategori)


def vurdert(grad: int = 2, sannsynlig: int = 2, faktisk: int = 2, mulig: int = 2) -> str:
    """The script of an assessment."""
    return VURDERT.format(grad=grad, sannsynlig=sannsynlig, faktisk=faktisk, mulig=mulig)


def tiltak(hva: str = "legge om gulvet", hvem: str = "Ingrid Haugen", frist: str = "fredag 4. desember") -> str:
    """The script of a new tiltak."""
    return TILTAK.format(hva=hva, hvem=hvem, frist=frist)


async def trykk(by: Fjordvik, navn: str, value: dict[str, object], pa: str) -> None:
    """Presses a forged or old button on the newest card with these words."""
    person = by.folk(navn)
    await person.trykker({"type": "Action.Execute", "verb": "varde", "data": {"varde": value}}, await person.kort(pa))


async def test_the_whole_way_from_report_to_did_it_help(by: Fjordvik) -> None:
    await by.spill(meldt())
    await by.spill("""
        Varde → Ola: Nytt avvik AVV-2026-0001 … Frist for vurdering: søndag 6. desember … Frist for lukking eller plan: tirsdag 22. desember
        Ola: [Bekreft mottak]
        Ola: [Vurder saken]
        Varde: Hvor alvorlig er det? [2 Middels – førstehjelp, eller det gjentar seg (melderens forslag)]
        Ola: [3 Høy – lege, fravær eller alvorlig trussel]
        Varde: Hvor sannsynlig er det at det skjer igjen? [3 Mulig]
        Ola: [3 Mulig]
        Varde: Hvor stor ble konsekvensen? [2 Liten]
        Ola: [2 Liten]
        Varde: Hvor stor kunne konsekvensen ha blitt? … større enn det som skjedde. [2 Liten] [5 Svært alvorlig]
        Ola: [4 Alvorlig]
        Varde: Rød: risikoen kan ikke stå slik. Tiltak kreves. … Alvorlighet: 3 Høy … Mulig konsekvens: 4 Alvorlig … Kategori: Bygg [Lagre vurderingen] [Legg til underkategori]
        Ola: [Legg til underkategori]
        Varde: Hvilken underkategori? [Glatt eller ujevnt underlag] [Blokkert rømningsvei]
        Ola: [Glatt eller ujevnt underlag]
        Ola: [Lagre vurderingen]
        Varde: Sak AVV-2026-0001 er vurdert. Hva vil du gjøre nå? [Legg til tiltak] [Legg inn årsak] [Lukk saken]
        Varde → Kari: Ola Brekke har vurdert sak AVV-2026-0001. Alvorligheten er 3 høy. Du foreslo 2 middels. … lukket eller ha en plan innen tirsdag 22. desember
        Ola: [Lukk saken]
        Varde: Risikoen i sak AVV-2026-0001 krever minst ett tiltak [Legg til tiltak]
        Ola: [Legg inn årsak]
        Varde: Hva var den direkte årsaken?
        Ola: en planke var råtten
        Varde: Hva lå bak? [Hopp over]
        Ola: ingen kontroll etter vannskaden
        Varde: Årsaken er lagt inn i sak AVV-2026-0001. [Legg til tiltak]
        Ola: [Legg til tiltak]
        Varde: Hva skal gjøres?
        Ola: legge om gulvet ved rom 12
        Varde: Hvem skal gjøre det? [Jeg gjør det selv]
        Ola: verneombudet
        Varde: Når skal det være gjort? [tirsdag 24. november 2026] [mandag 30. november 2026] [mandag 7. desember 2026]
        Ola: innen 4. desember
        Varde: Hva: legge om gulvet ved rom 12 … Ansvarlig: Ingrid Haugen … Frist: fredag 4. desember 2026 [Legg inn tiltaket] [Endre] [Avbryt]
        Ola: [Legg inn tiltaket]
        Varde: Tiltaket er lagt inn i sak AVV-2026-0001. Ingrid Haugen … er ansvarlig, med frist fredag 4. desember 2026.
        Varde → Kari: Nytt tiltak i sak AVV-2026-0001: … legge om gulvet ved rom 12 … Ingrid Haugen · frist fredag 4. desember · ikke utført
    """)
    assert not await by.ingrid.har_sett("Tiltak i sak AVV-2026-0001\nlegge om")
    await by.spill("""
        Klokka: 2026-11-23 09:00
        Varde → Ingrid: Tiltak i sak AVV-2026-0001 … legge om gulvet … Ansvarlig: Ingrid Haugen … Frist: fredag 4. desember 2026 … ikke utført … Krav 6.3.4-2 [Utført] [Be om ny frist]
        Ola: mine avvik
        Ola: [AVV-2026-0001]
        Varde: Tiltak pågår … Kategori: Bygg, utstyr, glatt underlag, orden: Glatt eller ujevnt underlag … Vurdering … Sannsynlighet: 3 Mulig … Direkte årsak … en planke var råtten … ingen kontroll … Tiltak … legge om gulvet [Lukk saken] [Se tiltakene]
        Ingrid: [Utført]
        Varde: Hvordan ble det gjort? [Hopp over]
        Ingrid: nytt belegg er lagt
        Varde: Takk. Tiltaket er meldt utført.
        Varde → Ola: Ingen tiltak gjenstår i sak AVV-2026-0001. [Lukk saken] [Legg til tiltak] [Se saken]
        Ola: [Lukk saken]
        Varde: Hva er gjort? Skriv det melderen skal få vite.
        Ola: vi har lagt nytt belegg ved rom 12
        Varde: Hvor ble saken drøftet? [I et MKS-møte] [Med verneombudet] [Ikke drøftet]
        Ola: [Med verneombudet]
        Varde: Hvilken dag? [mandag 23. november 2026] [søndag 22. november 2026]
        Ola: [mandag 23. november 2026]
        Varde: Tilbakemelding: vi har lagt nytt belegg … Drøftet: Med verneombudet … Dag: mandag 23. november 2026 [Lukk saken]
        Ola: [Lukk saken]
        Varde: Sak AVV-2026-0001 er lukket. Melderen får tilbakemeldingen din.
        Varde → Kari: Sak AVV-2026-0001 er lukket. Dette er gjort: … vi har lagt nytt belegg ved rom 12 … Løste det problemet? [Ja] [Nei, åpne saken igjen]
        Kari: [Ja]
        Varde: Takk for svaret.
        Ola: vis sak 1
        Varde: Lukket … Drøftet: Med verneombudet, mandag 23. november … utført … Lukket mandag 23. november av Ola Brekke. … Problemet er løst.
    """)
    assert "avvik.lukket" in by.rader("revisjon", "avvik:1")


async def test_the_way_in_nynorsk(by: Fjordvik) -> None:
    await by.spill("Kari: nynorsk\nOla: nynorsk\nIngrid: nynorsk")
    await by.spill("""
        Kari: meld avvik: hol i golvet på gangen ved rom 12
        Kari: [Bygg, utstyr, glatt underlag, orden]
        Kari: [Førstehjelp på staden]
        Kari: 1
        Kari: [Send]
        Ola: [Stadfest mottak]
        Ola: [Vurder saka]
        Varde: Kor alvorleg er det? [1 Låg – til irritasjon, ingen skade (forslaget frå meldaren)]
        Ola: 1
        Varde: Kor sannsynleg er det at det skjer igjen? [2 Lite sannsynleg]
        Ola: [2 Lite sannsynleg]
        Ola: [1 Ubetydeleg]
        Ola: [2 Liten]
        Varde: Grøn: risikoen er grei. … Mogleg konsekvens: 2 Liten [Lagre vurderinga]
        Ola: [Lagre vurderinga]
        Varde → Kari: Ola Brekke har vurdert sak AVV-2026-0001. Alvorsgraden er 1 låg.
        Ola: [Legg til tiltak]
        Ola: tette holet
        Varde: Kven skal gjere det? [Eg gjer det sjølv]
        Ola: eg
        Ola: måndag
        Varde: Ansvarleg: Ola Brekke, Avdeling Fjellbris … Frist: måndag 23. november 2026
        Ola: [Legg inn tiltaket]
        Varde → Kari: Nytt tiltak i sak AVV-2026-0001: … tette holet
        Klokka: 2026-11-23 09:00
        Varde → Ola: Tiltak i sak AVV-2026-0001 … Tiltaket «tette holet» har frist måndag 23. november. [Utført] [Ny frist] [Ikkje lenger aktuelt]
        Ola: [Utført]
        Ola: [Hopp over]
        Ola: [Lukk saka]
        Varde: Kva er gjort?
        Ola: holet er tetta
        Varde: Tilbakemelding: holet er tetta
        Ola: [Lukk saka]
        Varde → Kari: Sak AVV-2026-0001 er lukka. Dette er gjort: … holet er tetta … Løyste det problemet? [Ja] [Nei, opne saka att]
    """)
    for person in (by.kari, by.ola):
        said = "\n".join(post.text for post in await person.nytt())
        assert "ikke" not in said.split()
        assert "Saken" not in said


async def test_the_way_in_english(by: Fjordvik) -> None:
    await by.spill("Kari: english\nOla: english")
    await by.spill("""
        Kari: report incident: hole in the floor by room 12
        Kari: [Buildings, equipment, slippery surfaces, tidiness]
        Kari: [No injury]
        Kari: 1
        Kari: [Send]
        Ola: [Assess the case]
        Varde: How serious is it? [1 Low – an annoyance, no injury (proposed by the reporter)]
        Ola: 1
        Ola: 1
        Ola: 1
        Ola: 1
        Varde: Green: the risk is acceptable. … Possible consequence: 1 Insignificant
        Ola: [Save the assessment]
        Varde → Kari: Ola Brekke has assessed case AVV-2026-0001. The severity is 1 low.
        Ola: [Ask the reporter]
        Ola: how big is it?
        Varde → Kari: The handler of case AVV-2026-0001 asks: … how big is it? [Answer the handler]
        Kari: [Answer the handler]
        Kari: as a hand
        Varde → Ola: The reporter has answered in case AVV-2026-0001: … as a hand
        Ola: [Close the case]
        Varde: What has been done?
        Ola: the hole is filled
        Varde: Why is the case being closed without any action?
        Ola: it was filled at once
        Varde: Feedback: the hole is filled … Reason: it was filled at once [Close the case]
        Ola: [Close the case]
        Varde → Kari: Case AVV-2026-0001 is closed. This has been done: … Closed without all actions done, because … Did that solve the problem? [Yes] [No, open the case again]
    """)


# --- tiltak -------------------------------------------------------------------------------------------------------------


async def test_a_deadline_is_read_asked_about_and_shown(by: Fjordvik) -> None:
    await by.spill(meldt() + vurdert())
    await by.spill("""
        Ola: [Legg til tiltak]
        Ola: rydde gangen
        Ola: Kari
        Varde: Velg den du mente, eller skriv et annet navn. [Kari Nygård, Avdeling Fjellbris]
        Ola: [Kari Nygård, Avdeling Fjellbris]
        Varde: [mandag 30. november 2026] [mandag 7. desember 2026] [tirsdag 22. desember 2026]
        Ola: snarest
        Varde: Skriv en bestemt dag, så alle vet når det skal være gjort.
        Ola: når det passer
        Varde: Jeg fant ingen dato.
        Ola: 15. mars 2025
        Varde: Fristen må være i dag eller senere
        Ola: uke 50
        Varde: Frist: fredag 11. desember 2026
        Ola: endre ansvarlig
        Ola: Xyzzy Qwrt
        Varde: Jeg fant ingen med det navnet.
        Ola: avdelingslederen
        Varde: Ansvarlig: Ola Brekke
        Ola: endre frist
        Ola: [mandag 30. november 2026]
        Varde: Frist: mandag 30. november 2026
        Ola: [Legg inn tiltaket]
        Varde: Ola Brekke, Avdeling Fjellbris er ansvarlig, med frist mandag 30. november 2026.
    """)


@pytest.mark.parametrize(("grad", "frister"), [(2, "[lørdag 7. august 2027]"), (3, "[mandag 5. juli 2027]")])
async def test_no_deadline_is_proposed_in_july_unless_it_is_serious(by: Fjordvik, grad: int, frister: str) -> None:
    await by.spill("Klokka: 2027-06-28 12:00")
    await by.spill(meldt(grad).replace("2026", "2027") + vurdert(grad, 1, 1, 1))
    await by.spill("""
        Ola: [Legg til tiltak]
        Ola: rydde gangen
        Ola: [Jeg gjør det selv]
    """)
    buttons = (await by.ola.nytt())[-1].buttons
    if grad == 2:
        assert buttons == ("søndag 15. august 2027",)
    else:
        assert buttons == ("onsdag 30. juni 2027", "mandag 5. juli 2027", "mandag 12. juli 2027")


MED_TILTAK = meldt() + vurdert() + tiltak() + "Klokka: 2026-11-23 09:00"


async def test_another_deadline_is_asked_for_and_given(by: Fjordvik) -> None:
    await by.spill(MED_TILTAK)
    await by.spill("""
        Ingrid: [Be om ny frist]
        Varde: Hva skal den nye fristen være?
        Ingrid: 18. desember
        Varde: Hvorfor trengs det ny frist?
        Ingrid: belegget er ikke kommet
        Varde: Tiltak: legge om gulvet … Ny frist: fredag 18. desember 2026 … belegget er ikke kommet [Send]
        Ingrid: [Send]
        Varde: Du har bedt om ny frist fredag 18. desember 2026. Behandleren svarer deg. Den gamle fristen står til da.
        Varde → Ola: Ingrid Haugen ber om ny frist for et tiltak i sak AVV-2026-0001: fredag 18. desember 2026. Fristen er nå fredag 4. desember. … legge om gulvet … belegget er ikke kommet [Godkjenn] [Ikke godkjenn]
        Klokka: 2026-12-04 09:00
        Varde → Ingrid: Tiltaket «legge om gulvet» har frist fredag 4. desember.
        Ola: [Godkjenn]
        Varde: Fristen er nå fredag 18. desember 2026. Ingrid Haugen får beskjed.
        Varde → Ola: Ingrid Haugen ba om ny frist … Det er godkjent
        Varde → Ingrid: Tiltaket «legge om gulvet» i sak AVV-2026-0001 har fått ny frist: fredag 18. desember 2026. … belegget er ikke kommet
        Klokka: 2026-12-11 09:00
        Varde → Ingrid: ingenting
        Klokka: 2026-12-18 09:00
        Varde → Ingrid: Tiltaket «legge om gulvet» har frist fredag 18. desember.
    """)
    answer = {"action": "tiltak", "do": "avsla", "soknad": 1, "token": ""}
    await trykk(by, "Ola", answer, "Det er godkjent")
    await by.ola.ser("Søknaden om ny frist er allerede besvart.")


async def test_a_deadline_is_refused_and_set_by_the_handler(by: Fjordvik) -> None:
    await by.spill(MED_TILTAK)
    await by.spill("""
        Ingrid: [Be om ny frist]
        Ingrid: 18. desember
        Ingrid: det er mye annet
        Ingrid: [Send]
        Ola: [Ikke godkjenn]
        Varde: Fristen står. Ingrid Haugen får beskjed.
        Varde → Ingrid: Det ble ikke ny frist for tiltaket «legge om gulvet» i sak AVV-2026-0001. Fristen er fortsatt fredag 4. desember 2026. Ta kontakt med Ola Brekke
        Ingrid: [Be om ny frist]
        Ingrid: 11. desember
        Ingrid: trenger en uke til
        Ingrid: [Send]
        Varde → Ola: ber om ny frist
        Ola: mine avvik
        Ola: [AVV-2026-0001]
        Ola: [Se tiltakene]
        Varde: Det er bedt om ny frist fredag 11. desember 2026. … trenger en uke til [Godkjenn] [Utført] [Ny frist] [Ikke lenger aktuelt]
        Ola: [Ny frist]
        Ola: 9. desember
        Ola: da er vi to
        Ola: [Send]
        Varde: Den nye fristen er onsdag 9. desember 2026.
        Varde → Ingrid: har fått ny frist: onsdag 9. desember 2026. … da er vi to
        Varde → Ola: ba om ny frist … Det gjelder ikke lenger
    """)


async def test_a_tiltak_is_dropped_by_the_handler_only(by: Fjordvik) -> None:
    await by.spill(MED_TILTAK)
    for do in ("uaktuelt", "hva som helst", "liste"):
        await trykk(by, "Ingrid", {"action": "tiltak", "do": do, "tiltak": 1, "avvik": 1, "token": ""}, "Tiltak i sak")
        assert await by.ingrid.har_sett("Dette tiltaket er ikke åpent for deg.") or do == "liste"
    assert await by.ingrid.har_sett("Dette har du ikke tilgang til")
    for value in ({"do": "utfort", "tiltak": 1}, {"do": "utfort", "tiltak": 99}, {"do": "utfort", "tiltak": True},
                  {"do": "se", "tiltak": "1"}, {"do": "godkjenn", "soknad": 7}, {"do": None, "tiltak": 1}):  # fmt: skip
        await by.spill("Kari: mine avvik")
        await trykk(by, "Kari", {"action": "tiltak", "token": "", **value}, "AVV-2026-0001")
        await by.kari.ser("Dette tiltaket er ikke åpent for deg.")
    await by.spill("""
        Ola: vis sak 1
        Ola: [Se tiltakene]
        Ola: [Ikke lenger aktuelt]
        Varde: Hvorfor er det ikke lenger aktuelt?
        Ola: rom 12 stenges
        Varde: Tiltaket er ført opp som ikke lenger aktuelt.
        Varde → Ola: Ingen tiltak gjenstår
        Varde → Ingrid: Tiltaket «legge om gulvet» i sak AVV-2026-0001 er ikke lenger aktuelt. Du trenger ikke gjøre mer. … rom 12 stenges
        Ola: vis sak 1
        Varde: ikke lenger aktuelt
    """)
    await trykk(by, "Ingrid", {"action": "tiltak", "do": "utfort", "tiltak": 1, "token": ""}, "Tiltak i sak")
    await by.ingrid.ser("Tiltaket er allerede avsluttet.")


async def test_the_responsible_person_sees_the_tiltak_and_not_the_case(by: Fjordvik) -> None:
    await by.spill(meldt(endre=FORTROLIG) + vurdert() + tiltak(hvem="Mohammed Rahimi") + "Klokka: 2026-11-23 09:00")
    await by.spill("""
        Varde → Mohammed Rahimi: Tiltak i sak AVV-2026-0001 … legge om gulvet
        Mohammed Rahimi: vis sak 1
        Varde: Jeg fant ingen sak
    """)
    mohammed = by.folk("Mohammed Rahimi")
    assert not await mohammed.har_sett("hull i gulvet")
    assert not await mohammed.har_sett("Kari Nygård")
    await by.spill("""
        Ola: vis sak 1
        Ola: [Se tiltakene]
        Varde: Ansvarlig: Mohammed Rahimi
        Ola: [Legg til tiltak]
        Ola: rydde gangen
        Ola: [Jeg gjør det selv]
        Ola: 4. desember
        Ola: [Legg inn tiltaket]
        Ola: [Se tiltakene]
        Varde: legge om gulvet … Mohammed Rahimi · frist fredag 4. desember · ikke utført … rydde gangen [legge om gulvet] [rydde gangen]
        Ola: [rydde gangen]
        Varde: Tiltak i sak AVV-2026-0001 … rydde gangen … Ansvarlig: Ola Brekke [Utført] [Ny frist]
        Ola: vis sak 1
        Ola: [Flere valg]
        Ola: [Dette ser ut som et varsel]
        Ola: [Ja, skjerm saken]
        Varde → Ola: Sak AVV-2026-0001 er skjermet.
        Varde → Mohammed Rahimi: Saken er skjermet.
    """)
    assert not await mohammed.har_sett("legge om gulvet")
    await trykk(
        by, "Mohammed Rahimi", {"action": "tiltak", "do": "utfort", "tiltak": 1, "token": ""}, "Saken er skjermet"
    )
    await mohammed.ser("Dette tiltaket er ikke åpent for deg.")


async def test_a_tiltak_past_its_deadline_climbs(by: Fjordvik) -> None:
    await by.spill(MED_TILTAK)
    await by.spill("""
        Klokka: 2026-12-04 09:00
        Varde → Ingrid: har frist fredag 4. desember. … Krav 6.3.4-2 [Utført] [Be om ny frist]
        Klokka: 2026-12-07 09:00
        Varde → Ingrid: Tiltaket «legge om gulvet» hadde frist fredag 4. desember, og det er ikke meldt utført ennå. … be om ny frist.
        Varde → Ola: ingenting
        Klokka: 2026-12-11 09:00
        Varde → Ola: Et tiltak i sak AVV-2026-0001 er 7 dager over fristen. Ingrid Haugen er ansvarlig. [Se tiltaket] [Ny frist]
        Ola: [Se tiltaket]
        Varde: legge om gulvet … ikke utført, over fristen
        Klokka: 2026-12-18 09:00
        Varde → Ola: 14 dager over fristen
    """)
    assert not await by.folk("Randi Fjeld").har_sett("legge om gulvet")


# --- purring, tråd, lukking -----------------------------------------------------------------------------------------------


async def test_the_case_is_chased_for_assessment_and_closing(by: Fjordvik) -> None:
    await by.spill(meldt())
    await by.spill("""
        Ola: [Bekreft mottak]
        Klokka: 2026-12-07 09:00
        Varde → Ola: Sak AVV-2026-0001 i Avdeling Fjellbris er ikke vurdert ennå. Frist søndag 6. desember. [Vurder saken] [Se saken] [Send til riktig person]
        Klokka: 2026-12-11 09:00
        Varde → Randi Fjeld: er ikke vurdert ennå. Saken ligger hos Ola Brekke. [Se saken]
    """)
    await by.spill(vurdert())
    await by.spill("""
        Klokka: 2026-12-23 09:00
        Varde → Ola: Sak AVV-2026-0001 i Avdeling Fjellbris er ikke lukket ennå. Frist tirsdag 22. desember. Trenger du mer tid [Lukk saken] [Legg til tiltak] [Se saken]
        Klokka: 2027-01-04 09:00
        Varde → Randi Fjeld: er ikke lukket ennå. Saken ligger hos Ola Brekke. Frist tirsdag 22. desember.
    """)
    await by.spill(tiltak(frist="12. mars"))
    await by.spill("""
        Klokka: 2027-02-01 09:00
    """)
    assert not [post for post in await by.ola.nytt() if "ikke lukket" in post.text]


async def test_a_critical_case_is_followed_every_day_until_it_is_closed(by: Fjordvik) -> None:
    await by.spill(meldt(4, skade="Alvorlig skade"))
    await by.spill("""
        Ola: [Vurder saken]
        Varde: Hvor sannsynlig er det at det skjer igjen?
        Ola: 4
        Ola: [5 Svært alvorlig]
        Varde: Jeg leste: mulig konsekvens: 5 Svært alvorlig. … Rød: risikoen kan ikke stå slik. Tiltak kreves.
        Ola: endre alvorlighet
        Ola: 2
        Varde: Ved alvorlig skade eller død er alvorligheten alltid 4.
        Ola: 4
        Ola: [Lagre vurderingen]
        Klokka: 2026-11-23 09:00
        Varde → Ola: Kritisk hendelse … Sak AVV-2026-0001 i Avdeling Fjellbris følges opp hver dag til den er lukket.
        Varde → Randi Fjeld: følges opp hver dag til den er lukket. Saken ligger hos Ola Brekke.
        Klokka: 2026-11-24 09:05
        Varde → Ola: følges opp hver dag
    """)


async def test_a_question_and_its_answer_name_nobody(by: Fjordvik) -> None:
    await by.spill(meldt(endre=FORTROLIG))
    await by.spill("""
        Ola: [Vurder saken]
        Ola: avbryt
        Ola: [Bekreft mottak]
        Ola: [Spør melderen]
        Varde: Hva vil du spørre melderen om?
        Ola: var det mørkt?
        Varde: Spørsmålet er sendt til melderen av sak AVV-2026-0001. Svaret kommer her.
        Varde → Kari: Behandleren av sak AVV-2026-0001 spør: … var det mørkt? [Svar behandleren]
        Kari: [Svar behandleren]
        Varde: Hva vil du svare?
        Kari: ja, lyset var av
        Varde: Svaret er sendt til behandleren av sak AVV-2026-0001.
        Varde → Ola: Melderen har svart i sak AVV-2026-0001: … ja, lyset var av [Spør melderen] [Se saken]
        Ola: [Se saken]
        Varde: Behandleren, søndag 22. november: … var det mørkt? … Melderen, søndag 22. november: … ja, lyset var av
        Kari: vis sak 1
        Varde: var det mørkt? … ja, lyset var av
        Ingrid: vis sak 1
        Varde: AVV-2026-0001
    """)
    for name in ("Ingrid", "Randi Fjeld"):
        assert not await by.folk(name).har_sett("lyset var av"), name


async def test_nobody_is_asked_who_has_left(by: Fjordvik, data: Path) -> None:
    await by.spill(meldt())
    await by.spill("Ola: [Bekreft mottak]")
    with closing(sqlite3.connect(data / "varde.db")) as database, database:
        database.execute("update person set gyldig_til = '2026-11-21' where navn = 'Kari Nygård'")
        database.execute("update organisasjon_merke set merke = 'somebody left'")
    await by.spill("""
        Ola: [Spør melderen]
        Ola: var det mørkt?
        Varde: Saken har ingen melder som kan svare.
    """)


async def test_a_case_is_closed_although_its_reporter_has_left(by: Fjordvik, data: Path) -> None:
    """The feedback is written and kept; what nobody can be told stands on the list of undeliverable messages."""
    await by.spill(meldt() + vurdert())
    with closing(sqlite3.connect(data / "varde.db")) as database, database:
        database.execute("update person set gyldig_til = '2026-11-21' where navn = 'Kari Nygård'")
        database.execute("update organisasjon_merke set merke = 'somebody left'")
    await by.spill("""
        Ola: [Lukk saken]
        Ola: gulvet er lagt om
        Ola: ingen fare
        Ola: [Med verneombudet]
        Ola: i dag
        Ola: [Lukk saken]
        Varde: Sak AVV-2026-0001 er lukket
    """)
    (told,) = [row for row in by.rader("utboks", "avvik_lukket|").splitlines() if "dead" in row]
    assert "sluttet" in told
    assert "gulvet" not in told


async def test_closing_with_open_tiltak_needs_a_reason(by: Fjordvik) -> None:
    await by.spill(MED_TILTAK)
    await by.spill("""
        Ola: vis sak 1
        Ola: [Lukk saken]
        Ola: gulvet er merket til det er lagt om
        Varde: Hvorfor lukkes saken nå? 1 tiltak er ikke utført.
        Ola: fristen følges i tiltaket
        Varde: Hvor ble saken drøftet?
        Ola: [Ikke drøftet]
        Varde: Hvorfor er den ikke drøftet?
        Ola: avtalt med verneombudet på telefon
        Varde: Ikke drøftet fordi: avtalt med verneombudet på telefon [Lukk saken]
        Ola: endre drøftet
        Ola: [I et MKS-møte]
        Varde: Hvilken dag?
        Ola: 20. desember 2026
        Varde: Dagen kan ikke ligge fram i tid.
        Ola: i går
        Varde: Drøftet: I et MKS-møte … Dag: søndag 22. november 2026
        Ola: [Lukk saken]
        Varde: Sak AVV-2026-0001 er lukket.
        Varde → Kari: gulvet er merket … Lukket uten at alle tiltak er utført, fordi … fristen følges i tiltaket
        Ingrid: [Utført]
        Ingrid: [Hopp over]
        Varde: Takk. Tiltaket er meldt utført.
        Ola: vis sak 1
        Varde: Lukket … utført
    """)


async def test_noted_as_discussed_beforehand(by: Fjordvik) -> None:
    await by.spill(meldt() + vurdert())
    await by.spill("""
        Ola: vis sak 1
        Ola: [Flere valg]
        Ola: [Ført opp som drøftet]
        Ola: [Med verneombudet]
        Ola: forrige uke
        Varde: Skriv én dag
        Ola: fredag
        Varde: Dag: fredag 20. november 2026 [Før opp]
        Ola: [Før opp]
        Varde: Det er ført opp i sak AVV-2026-0001.
        Ola: vis sak 1
        Varde: Drøftet: Med verneombudet, fredag 20. november
        Ola: [Lukk saken]
        Ola: det er ryddet
        Ola: ingen fare lenger
        Varde: Tilbakemelding: det er ryddet [Lukk saken]
        Ola: [Lukk saken]
        Varde: Sak AVV-2026-0001 er lukket.
    """)


async def test_the_handlers_own_case_is_closed_by_another(by: Fjordvik) -> None:
    await by.spill(meldt(hvem="Kari"))
    await by.spill("""
        Ola: [Send til riktig person]
        Ola: Liv Torunn Engen
        Ola: hun har gangen
        Ola: [Send saken videre]
        Randi Fjeld: vis sak 1
    """)
    await trykk(by, "Ola", {"action": "avvik", "do": "vurder", "avvik": 1, "token": ""}, "AVV-2026-0001")
    await by.ola.ser("Dette har du ikke tilgang til")


async def test_the_leader_above_closes_only_the_handlers_own_case(by: Fjordvik) -> None:
    await by.spill(meldt() + vurdert())
    await by.spill("Randi Fjeld: vis sak 1")
    close = {"action": "avvik", "do": "lukk", "avvik": 1, "token": ""}
    await trykk(by, "Randi Fjeld", close, "AVV-2026-0001")
    await by.folk("Randi Fjeld").ser("Sak AVV-2026-0001 lukkes av den som behandler den.")
    for name in ("Kari", "Ingrid"):
        await by.spill(f"{name}: vis sak 1")
        await trykk(by, name, close, "AVV-2026-0001")
        await by.folk(name).ser("Dette har du ikke tilgang til")


async def test_two_leaders_at_once(by: Fjordvik) -> None:
    await by.spill(meldt())
    await by.spill("""
        Klokka: 2026-11-26 09:00
        Klokka: 2026-12-02 09:00
        Ola: [Vurder saken]
        Ola: 2
        Ola: 2
        Ola: 2
        Ola: 2
    """)
    ola, randi = by.ola, by.folk("Randi Fjeld")
    confirm = (await randi.kort("ikke bekreftet ennå"), "Bekreft mottak")
    await asyncio.gather(ola.trykker("Lagre vurderingen"), randi.trykker(confirm[1], confirm[0]))
    assert await ola.har_sett("Sak AVV-2026-0001 er vurdert.")
    assert await randi.har_sett("Mottak av sak AVV-2026-0001 er")
    assert by.rader("revisjon", "avvik.vurdert").count("\n") == 0
    await by.spill("""
        Ola: [Lukk saken]
        Ola: ferdig
        Ola: ingen fare
        Ola: [Med verneombudet]
        Ola: i dag
        Randi Fjeld: vis sak 1
        Randi Fjeld: [Flere valg]
        Randi Fjeld: [Send til riktig person]
        Randi Fjeld: Liv Torunn Engen
        Randi Fjeld: Ola er opptatt
        Randi Fjeld: [Send saken videre]
        Ola: [Lukk saken]
        Varde: Dette kan ikke gjøres med sak AVV-2026-0001 slik den står nå.
    """)
    assert "avvik.lukket" not in by.rader("revisjon", "avvik:1")


async def test_a_matrix_that_is_made_smaller_mid_year(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with fjordvik(data) as by:
        port = by.port
        await by.spill(meldt() + vurdert(2, 4, 1, 5))
        await by.spill("""
            Ola: vis sak 1
            Varde: Sannsynlighet: 4 Sannsynlig … Mulig konsekvens: 5 Svært alvorlig … Rød: risikoen kan ikke stå slik. Tiltak kreves.
            Ola: [Flere valg]
            Ola: [Vurder saken]
            Ola: 2
            Ola: [5 Svært sannsynlig]
            Ola: [4 Alvorlig]
            Ola: [5 Svært alvorlig]
        """)
    monkeypatch.setenv("VARDE_AVVIK_MATRISE", "3")
    async with fjordvik(data, port=port) as by:
        await by.spill("""
            Ola: [Lagre vurderingen]
            Varde: Velg et tall fra 1 til 3. … Sannsynlighet: 5 … Mulig konsekvens: 5
            Ola: endre sannsynlighet
            Varde: [1 Lite sannsynlig] [3 Sannsynlig]
            Ola: 4
            Varde: Velg et tall fra 1 til 3.
            Ola: 1
            Ola: [Lagre vurderingen]
            Varde: Velg et tall fra 1 til 3.
            Ola: avbryt
            Ola: vis sak 1
            Varde: Sannsynlighet: 4 Sannsynlig … Mulig konsekvens: 5 Svært alvorlig … Rød: risikoen kan ikke stå slik. Tiltak kreves.
            Ola: [Lukk saken]
            Varde: Risikoen i sak AVV-2026-0001 krever minst ett tiltak
            Ola: [Flere valg]
        """)
        await by.spill(vurdert(2, 1, 1, 2))
        await by.spill("""
            Ola: vis sak 1
            Varde: Sannsynlighet: 1 Lite sannsynlig … Mulig konsekvens: 2 Middels … Grønn: risikoen er grei.
        """)
