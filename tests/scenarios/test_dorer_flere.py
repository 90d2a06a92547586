"""Each of the other doors in three languages: what to do first, whom to call, and the way on (avvik.md 1)."""

import pytest

from tests.fakes.fjordvik import Fjordvik

SPRAK = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
KANARI = "Qvist-Zorkmid"

# door, language, what is written, what is seen, the way on (and what comes of it)
DORER = [
    ("barn", "nb", "jeg er bekymret for et barn som heter {k}", "Meld fra til barneverntjenesten … ring 112 … 32 00 00 01 … [Til barneverntjenesten]", "Det gjelder noe annet", "Hva skjedde"),
    ("barn", "nn", "eg er uroleg for eit barn, {k}", "Meld frå til barnevernstenesta … 32 00 00 01", "Det gjeld noko anna", "Kva hende"),
    ("barn", "en", "I am worried about a child called {k}", "Report it to the child welfare service … 32 00 00 01", "It is about something else", "What happened"),
    ("skole", "nb", "eleven {k} blir mobbet i klassen", "Si fra til rektor … [Til skolens rutine]", "Dette er et vanlig avvik", "Hva skjedde"),
    ("skole", "nn", "ein elev vert mobba i klassen, {k}", "Sei frå til rektor", "Dette er eit vanleg avvik", "Kva hende"),
    ("skole", "en", "a pupil is bullied by other pupils, {k}", "Tell the head teacher", "This is an ordinary incident (avvik)", "What happened"),
    ("pasient", "nb", "pasient {k} fikk feil medisin og døde", "Skriv den i journalen … Helsetilsynet … uten pasientopplysninger … [Til rutinen]", "Meld avvik om systemet", "Ikke skriv noe om pasienten … Hva skjedde"),
    ("pasient", "nn", "bebuar {k} fekk lårhalsbrot", "Skriv ho i journalen … Helsetilsynet", "Meld avvik om systemet", "Ikkje skriv noko om pasienten"),
    ("pasient", "en", "the patient {k} got the wrong medication and went to hospital", "Write it in the patient record", "Report an incident about the system", "Write nothing about the patient"),
    ("trakassering", "nb", "kollega {k} trakasserer meg", "lederen din, verneombudet eller varslingskanalen … Jeg har ikke lagret … 32 00 00 00 … [Til varslingskanalen] [Vis lederens telefon] [Vis verneombudets telefon]", "Dette er et vanlig avvik", "Hva skjedde"),
    ("trakassering", "nn", "ein kollega, {k}, trakasserer meg", "leiaren din, verneombodet eller varslingskanalen", "Dette er eit vanleg avvik", "Kva hende"),
    ("trakassering", "en", "my colleague {k} harasses me", "your manager, the safety representative or the whistleblowing channel", "This is an ordinary incident (avvik)", "What happened"),
]  # fmt: skip
BEHOLDER = [
    ("ikt", "nb", "jeg trykket på en lenke i en falsk e-post", "Ring IKT-vakta nå: 32 00 00 03 … Koble maskinen fra nettet", "Meld avvik", "Ble noen skadet?"),
    ("ikt", "nn", "eg opna eit vedlegg i ein falsk e-post", "Ring IKT-vakta no: 32 00 00 03", "Meld avvik", "Blei nokon skadd?"),
    ("ikt", "en", "I clicked a link in a suspicious email", "Call the IT duty desk now: 32 00 00 03", "Report an incident", "injured"),
    ("personvern", "nb", "sendte journalen til feil person", "Stans spredningen … 32 00 00 02 … 72 timer", "Meld avvik", "Ble noen skadet?"),
    ("personvern", "nn", "personopplysningar er på avvege", "Stans spreiinga … 72 timar", "Meld avvik", "Blei nokon skadd?"),
    ("personvern", "en", "I lost my work phone with patient names on it", "Stop it from spreading … 72 hours", "Report an incident", "injured"),
    ("strom", "nb", "fikk støt av lysbryteren i garasjen", "Gå alltid til lege … DSB … [Til DSB]", "Meld avvik", "Hva slags avvik er det?"),
    ("strom", "nn", "fekk støt av vaskemaskina", "Gå alltid til lege", "Meld avvik", "Kva slags avvik er det?"),
    ("klage", "nb", "en innbygger klager på vedtaket om byggesak", "klageordningen i kommunen … [Til klageordningen]", "Dette er et vanlig avvik", "Hva slags avvik er det?"),
    ("klage", "nn", "foreldra klagar på avslaget", "klageordninga i kommunen", "Dette er eit vanleg avvik", "Kva slags avvik er det?"),
    ("klage", "en", "a relative wants to complain about the decision", "complaints procedure", "This is an ordinary incident (avvik)", "What kind of"),
]  # fmt: skip


async def velg(by: Fjordvik, sprak: str) -> None:
    await by.spill(f"Kari: språk\nKari: [{SPRAK[sprak]}]")


@pytest.mark.parametrize("sprak", SPRAK)
async def test_what_is_nobody_elses_business_is_kept_nowhere(
    by: Fjordvik, sprak: str, capfd: pytest.CaptureFixture[str]
) -> None:
    object.__setattr__(by.varde.turns.kommune, "misforstatt", True)  # lines that are not understood are kept too
    await velg(by, sprak)
    for _, _, skrevet, sett, knapp, videre in (row for row in DORER if row[1] == sprak):
        await by.spill(f"""
            Kari: {skrevet.format(k=KANARI)}
            Varde: {sett}
            Kari: [{knapp}]
            Varde: {videre}
            Kari: avbryt
        """)
    assert by.spor(KANARI) == []
    written = capfd.readouterr()
    assert KANARI not in written.out + written.err


@pytest.mark.parametrize(
    "foran", ["Kari: meld avvik", "Kari: meld avvik: hull i gulvet", "Kari: meld avvik: det brenner på lageret\nKari: [Fortsett]"]
)  # fmt: skip
async def test_inside_a_form_too(by: Fjordvik, foran: str, capfd: pytest.CaptureFixture[str]) -> None:
    await by.spill(foran)
    for skrevet in (row[2] for row in DORER if row[1] == "nb"):
        await by.spill(f"Kari: {skrevet.format(k=KANARI)}\nVarde: ikke lagret det du skrev")
    assert by.spor(KANARI) == []
    written = capfd.readouterr()
    assert KANARI not in written.out + written.err


async def test_danger_first_and_then_the_door_that_keeps_nothing(by: Fjordvik) -> None:
    await by.spill(f"""
        Kari: det brenner, og jeg er bekymret for et barn, {KANARI}
        Varde: RING 113
        Kari: [Fortsett]
        Varde: Meld fra til barneverntjenesten
        Kari: det gjelder noe annet
        Varde: Hva skjedde
    """)
    assert by.spor(KANARI) == []


@pytest.mark.parametrize("sprak", SPRAK)
async def test_the_other_doors_hold_the_text_until_they_are_answered(by: Fjordvik, sprak: str) -> None:
    await velg(by, sprak)
    for _, _, skrevet, sett, knapp, videre in (row for row in BEHOLDER if row[1] == sprak):
        await by.spill(f"Kari: {skrevet}\nVarde: {sett}\nKari: [{knapp}]\nVarde: {videre}\nKari: avbryt")


async def test_in_the_answer_to_what_happened(by: Fjordvik) -> None:
    await by.spill("""
        Kari: meld avvik
        Kari: sendte journalen til feil person
        Varde: Stans spredningen
        Kari: [Meld avvik]
        Varde: Ble noen skadet?
        Kari: [Ingen skade]
        Kari: 2
        Varde: Hva skjedde: sendte journalen til feil person … Kategori: Personopplysninger
    """)


async def test_a_measure_may_speak_of_whom_one_called(by: Fjordvik) -> None:
    await by.spill("""
        Kari: meld avvik: hull i gulvet ved inngangen
        Kari: [Bygg, utstyr, glatt underlag, orden]
        Kari: [Ingen skade]
        Kari: 1
        Kari: [Legg til mer]
        Kari: [Strakstiltak]
        Kari: ringte IKT om phishing og sendte en klage fra en innbygger videre
        Varde: Se over
    """)


async def test_the_same_signal_does_not_ask_twice_in_that_draft(by: Fjordvik) -> None:
    await by.spill("""
        Kari: eleven blir mobbet i klassen
        Varde: Si fra til rektor
        Kari: [Dette er et vanlig avvik]
        Kari: inspeksjonen var ubemannet da eleven ble mobbet i klassen
        Varde: Hva slags avvik er det?
        Kari: avbryt
        Kari: [Slett utkastet]
        Kari: eleven blir mobbet i klassen
        Varde: Si fra til rektor
    """)


async def test_another_signal_asks_anew(by: Fjordvik) -> None:
    await by.spill("""
        Kari: meld avvik
        Kari: dette er trakassering på pauserommet
        Kari: [Dette er et vanlig avvik]
        Kari: trakassering på pauserommet, og noen tar bestikkelser
        Varde: varsel om kritikkverdige forhold … 32 00 00 00
    """)


async def test_violence_from_outside_goes_straight_to_its_category(by: Fjordvik) -> None:
    for skrevet in (
        "en pårørende truet meg på telefonen",
        "meld avvik: elev slo meg i gangen",
        "en bruker klådde på meg",
    ):
        await by.spill(f"""
            Kari: {skrevet}
            Varde: kategori: Vold eller trusler fra bruker, elev eller pårørende … Ble noen skadet?
            Kari: [Ingen skade]
            Kari: 2
            Varde: Kategori: Vold eller trusler fra bruker, elev eller pårørende
            Kari: [Avbryt]
            Kari: [Slett utkastet]
        """)


async def test_violence_from_outside_in_other_languages(by: Fjordvik) -> None:
    for sprak, skrevet, sett in (
        ("nn", "ein brukar klådde på meg", "Vald eller trugslar"),
        ("en", "a user groped me", "Violence or threats"),
    ):
        await velg(by, sprak)
        await by.spill(f"Kari: {skrevet}\nVarde: {sett}\nKari: avbryt")


async def test_a_bare_command_opens_the_form_of_violence(by: Fjordvik) -> None:
    await by.spill("""
        Kari: trusler fra elev
        Varde: Hva skjedde
        Kari: han kastet stol mot vinduet
        Varde: Ble noen skadet?
    """)


async def test_a_leader_is_varsling(by: Fjordvik) -> None:
    for skrevet in ("lederen min klådde på meg", "sjefen trakasserer meg", "rektor truer oss til å tie"):
        await by.spill(f"Kari: {skrevet}\nVarde: saken bør gå til varslingsmottaket")


async def test_the_three_choices_of_harassment(by: Fjordvik) -> None:
    await by.spill("""
        Kari: kollega trakasserer meg
        Kari: [Vis lederens telefon]
        Varde: Lederen din: Ola Brekke … Gjelder det lederen din, kan du gå til
        Kari: [Vis verneombudets telefon]
        Varde: Verneombud: Ingrid Haugen
        Kari: [Det var en bruker, elev eller pårørende]
        Varde: Hva skjedde
        Kari: tok tak i meg på rom 4
        Varde: Ble noen skadet?
    """)


async def test_one_who_has_no_leader_is_told_so(by: Fjordvik) -> None:
    boss = next(one for one in by.people.values() if one.id == "P001")
    await boss.sier("en kollega trakasserer meg")
    await boss.trykker("Vis lederens telefon")
    assert any("Jeg fant ingen leder for deg" in post.text for post in await boss.nytt())


async def test_a_door_as_a_command(by: Fjordvik) -> None:
    for kommando, sett in (
        ("bekymringsmelding", "Meld fra til barneverntjenesten"),
        ("phishing", "Ring IKT-vakta nå"),
        ("klage", "klageordningen i kommunen"),
        ("skolemiljø", "Si fra til rektor"),
        ("personvernbrudd", "Stans spredningen"),
    ):
        await by.spill(f"Kari: {kommando}\nVarde: {sett}")


async def test_a_command_that_is_danger_too_tells_nothing(by: Fjordvik) -> None:
    await by.spill("""
        Kari: strømgjennomgang
        Varde: RING 113
        Kari: [Fortsett]
        Varde: Gå alltid til lege
        Kari: [Meld avvik]
        Varde: Hva skjedde
    """)


async def test_danger_and_then_a_door_that_holds_the_text(by: Fjordvik) -> None:
    await by.spill("""
        Kari: meld avvik: fikk strøm i meg av skjøteledningen, og hjertet slår uregelmessig
        Varde: RING 113
        Kari: [Fortsett]
        Varde: Gå alltid til lege
        Kari: [Meld avvik]
        Varde: Hva slags avvik er det?
        Kari: [Ulykke eller personskade]
        Kari: [Lege eller legevakt]
        Kari: 3
        Varde: Hva skjedde: fikk strøm i meg av skjøteledningen, og hjertet slår uregelmessig
    """)


async def test_a_door_as_a_command_in_the_middle_of_a_form(by: Fjordvik) -> None:
    await by.spill("""
        Kari: meld avvik: hull i gulvet ved inngangen
        Varde: Hva slags avvik er det?
        Kari: phishing
        Varde: Ring IKT-vakta nå
        Kari: [Det gjelder noe annet]
        Varde: Hva slags avvik er det?
    """)


async def test_a_proposal_goes_to_the_leader_and_is_no_avvik(by: Fjordvik) -> None:
    await by.spill("""
        Kari: forbedringsforslag
        Varde: Hva vil du forbedre, og hvor?
        Kari: sett opp speil i svingen ved vaskeriet
        Varde: Forslaget er sendt til Ola Brekke. … FOR-2026-0001
        Varde → Ola: Forslag til forbedring FOR-2026-0001 … sett opp speil … Fra Kari Nygård … Krav 6.1-13 … [Jeg har lest det]
        Kari: mine avvik
        Varde: Forslag du har sendt … Sendt · søndag 22. november · sett opp speil
        Ola: [Jeg har lest det]
        Varde: ser nå at det er lest
        Kari: mine avvik
        Varde: Lest av leder
    """)
    assert by.leter("AVV-2026") == []


async def test_a_proposal_that_says_all(by: Fjordvik) -> None:
    for sprak, skrevet, knapp, sett in (
        ("nb", "jeg har et forslag: sett opp speil i svingen", "Send et forslag", "Forslaget er sendt til"),
        ("nn", "eg har eit forslag til betring: set opp spegel", "Send eit forslag", "Forslaget er sendt til"),
        ("en", "I have a suggestion: put a mirror in the bend", "Send a suggestion", "The suggestion has been sent to"),
    ):
        await velg(by, sprak)
        await by.spill(f"Kari: {skrevet}\nKari: [{knapp}]\nVarde: {sett}")


async def test_a_proposal_is_sent_without_the_words_that_announce_it(by: Fjordvik) -> None:
    await by.spill("""
        Kari: jeg har et forslag til forbedring: sett opp speil i svingen
        Kari: [Send et forslag]
        Varde → Ola: FOR-2026-0001 i Avdeling Fjellbris
    """)
    shown = (await by.ola.kort("FOR-2026-0001")).text
    assert "\nsett opp speil i svingen\n" in shown
    await by.spill("""
        Kari: hei, jeg har et forslag til forbedring
        Varde: Hva vil du forbedre, og hvor?
        Kari: flytt printeren ut av gangen
        Varde: Forslaget er sendt til Ola Brekke.
    """)


async def test_a_proposal_that_is_an_avvik_after_all(by: Fjordvik) -> None:
    await by.spill("""
        Kari: meld avvik
        Kari: jeg har et forslag: bytt lyspæra i gangen, den har vært mørk i en uke
        Varde: Er dette et forslag til forbedring?
        Kari: [Dette er et vanlig avvik]
        Varde: Hva slags avvik er det?
    """)


async def test_in_a_channel_the_door_is_shown_in_private(by: Fjordvik) -> None:
    rooms = await by.call("GET", "/playground/conversations")
    channel = next(room["id"] for room in rooms if room["name"] == "MKS Solgata sykehjem")
    await by.spill("Ola: hei")
    await by.ola.sier(f"@Varde jeg er bekymret for et barn, {KANARI}", conversation=channel)
    seen = "\n".join(post.text for post in await by.ola.nytt())
    assert "Jeg har skrevet til deg i en privat samtale" in seen
    assert "Meld fra til barneverntjenesten" in seen
    await by.spill("""
        Ola: [Det gjelder noe annet]
        Ola: redd for et barn som klatrer på rekkverket i andre etasje
        Varde: Hva slags avvik er det?
    """)
    assert by.spor(KANARI) == []
