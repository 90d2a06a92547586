"""The legal tracks beside a case, in three languages: § 5-2, Nav, the register of injuries, stopped work, answers (avvik.md 6)."""

from tests.fakes.fjordvik import Fjordvik

ALVORLIG = """
    Kari: meld avvik: falt ned fra stigen på lageret
    Kari: [Ulykke eller personskade]
    Kari: [Alvorlig skade]
    Kari: 4
    Kari: [Send]
    Kari: [Send]
"""


async def test_the_checklist_of_a_critical_case_is_followed_until_the_verneombud_has_the_copy(by: Fjordvik) -> None:
    await by.spill(ALVORLIG)
    await by.spill("""
        Varde → Ola: Arbeidstilsynet (aml § 5-2): Mangler: ringt, skriftlig bekreftet, kopi til verneombudet … Politiet … Nav [Ringt kl. …] [Ikke aktuelt, fordi …]
        Klokka: +61 min
        Varde → Ola: loven pålegger arbeidsgiveren å melde fra … Arbeidstilsynet (aml § 5-2): ringt [Ringt kl. …]
        Varde → Randi Fjeld: loven pålegger
        Ola: [Bekreft mottak]
        Ola: [Ringt kl. …]
        Varde: Hvem er det ringt til? [Arbeidstilsynet (aml § 5-2)] [Politiet (aml § 5-2)]
        Ola: [Arbeidstilsynet (aml § 5-2)]
        Varde: Når ble det ringt? [Nå]
        Ola: i dag
        Varde: Skriv dag og klokkeslett
        Ola: kl 10.20
        Varde: Hvem ringte?
        Ola: Randi Fjeld
        Varde: Ringt: søndag 22. november kl. 10.20 … Randi Fjeld [Før opp] [Endre]
        Ola: [Før opp]
        Varde: ringt søndag 22. november kl. 10.20. Husk at varselet også skal bekreftes skriftlig.
        Ola: vis sak 1
        Varde: Arbeidstilsynet (aml § 5-2): Ringt søndag 22. november kl. 10.20 av Randi Fjeld. Mangler: skriftlig bekreftet, kopi til verneombudet
        Ola: [Skriftlig bekreftet]
        Varde: Når ble det sendt?
        Ola: [Nå]
        Ola: [Før opp]
        Varde: Ført opp i sak AVV-2026-0001: sendt
        Ola: vis sak 1
        Ola: [Kopi til verneombudet gitt]
        Varde: Verneombudet får vite det.
        Varde → Ingrid: I sak AVV-2026-0001 er det ført opp at verneombudet har fått kopi
        Ola: vis sak 1
        Ola: [Ringt kl. …]
        Varde: Når ble det ringt?
        Ola: avbryt
        Ola: vis sak 1
        Ola: [Ikke aktuelt, fordi …]
        Varde: Hva er ikke aktuelt? [Politiet (aml § 5-2)] [Skademelding til Nav]
        Ola: [Politiet (aml § 5-2)]
        Ola: politiet var på stedet
        Ola: [Før opp]
        Varde: som ikke aktuelt
        Ola: vis sak 1
        Varde: Politiet (aml § 5-2): Ikke aktuelt: politiet var på stedet [Meldt eller sendt] [Før i skaderegisteret]
    """)
    assert not await by.ingrid.har_sett("Dette pålegger loven")
    assert not await by.kari.har_sett("Dette pålegger loven")
    assert "politiet var på stedet" not in by.rader("revisjon", "plikt")


async def test_what_was_noted_can_be_corrected_and_closing_asks_for_what_is_missing(by: Fjordvik) -> None:
    await by.spill(ALVORLIG)
    await by.spill("""
        Ola: [Bekreft mottak]
        Ola: [Ringt kl. …]
        Ola: [Arbeidstilsynet (aml § 5-2)]
        Ola: kl 9.20
        Ola: [Jeg ringte]
        Ola: [Før opp]
        Ola: vis sak 1
        Ola: [Ikke aktuelt, fordi …]
        Ola: [Politiet (aml § 5-2)]
        Ola: politiet var på stedet
        Ola: [Før opp]
        Ola: vis sak 1
        Ola: [Flere valg]
        Ola: [Rett sjekklista]
        Varde: Hva vil du rette? [Arbeidstilsynet (aml § 5-2): ringt søndag 22. november kl. 09.20] [Politiet (aml § 5-2): gjelder likevel]
        Ola: arbeidstilsynet
        Varde: Når var det?
        Ola: kl 9.45
        Varde: Hvem ringte?
        Ola: Randi Fjeld
        Varde: Sto slik: Arbeidstilsynet (aml § 5-2): ringt søndag 22. november kl. 09.20 … Riktig tid: søndag 22. november kl. 09.45
        Ola: [Før opp]
        Varde: Sjekklista i sak AVV-2026-0001 er rettet.
        Ola: vis sak 1
        Varde: Arbeidstilsynet (aml § 5-2): Ringt søndag 22. november kl. 09.45 av Randi Fjeld … Politiet (aml § 5-2): Ikke aktuelt
        Ola: [Flere valg]
        Ola: [Rett sjekklista]
        Ola: [Politiet (aml § 5-2): gjelder likevel]
        Ola: [Før opp]
        Ola: vis sak 1
        Varde: Politiet (aml § 5-2): Mangler: ringt
    """)
    await by.spill("""
        Ola: [Vurder saken]
        Ola: 4
        Ola: 1
        Ola: 3
        Ola: 3
        Ola: [Lagre vurderingen]
        Ola: [Lukk saken]
        Varde: Sjekklista i sak AVV-2026-0001 er ikke ferdig. Før opp når det er ringt og bekreftet [Ringt kl. …] [Skriftlig bekreftet] [Ikke aktuelt, fordi …]
    """)
    await by.spill("""
        Ola: [Ikke aktuelt, fordi …]
        Ola: [Politiet (aml § 5-2)]
        Ola: ikke alvorlig likevel
        Ola: [Før opp]
        Ola: vis sak 1
        Ola: [Ikke aktuelt, fordi …]
        Ola: [Arbeidstilsynet (aml § 5-2)]
        Ola: ikke alvorlig likevel
        Ola: [Før opp]
        Ola: vis sak 1
        Ola: [Lukk saken]
        Varde: Risikoen i sak AVV-2026-0001 krever minst ett tiltak
    """)


async def test_a_visit_to_the_doctor_reminds_of_nav_and_of_the_register_until_it_is_done(by: Fjordvik) -> None:
    await by.spill("""
        Kari: meld avvik: skar meg på brødkniven på kjøkkenet
        Kari: [Ulykke eller personskade]
        Kari: [Lege eller legevakt]
        Kari: 2
        Kari: [Send]
        Varde → Ola: Skademelding til Nav: Mangler: meldt. Snarest, og innen mandag 22. november 2027 … Yrkesskadeforsikring … Skaderegister … Varde sender den ikke [Meldt eller sendt] [Før i skaderegisteret]
        Ola: [Bekreft mottak]
        Klokka: 2026-11-25 09:00
        Varde → Ola: Sak AVV-2026-0001: loven pålegger arbeidsgiveren å melde fra … Skademelding til Nav: meldt
        Varde → Randi Fjeld: ingenting
        Klokka: 2026-12-02 09:00
        Varde → Randi Fjeld: Skademelding til Nav: meldt
        Ola: [Meldt eller sendt]
        Varde: Hva er sendt? [Skademelding til Nav] [Yrkesskadeforsikring]
        Ola: hei hei
        Varde: Velg et av punktene.
        Ola: [Skademelding til Nav]
        Ola: i går kl. 13
        Ola: [Før opp]
        Varde: Ført opp i sak AVV-2026-0001: sendt tirsdag 1. desember kl. 13.00.
        Ola: vis sak 1
        Ola: [Meldt eller sendt]
        Ola: [Nå]
        Ola: [Før opp]
        Ola: vis sak 1
        Ola: [Før i skaderegisteret]
        Varde: Hva slags skade er det? [Sår eller kutt] [Andre …]
        Ola: ved oppvasken
        Varde: Velg et av svarene. Her skrives ikke noe om helse i fritekst.
        Ola: [Sår eller kutt]
        Ola: [Hånd eller finger]
        Ola: [Kutt eller stikk]
        Ola: [Andre …]
        Ola: [Kjøkken eller vaskeri]
        Varde: Førte skaden til fravær?
        Ola: kanskje
        Varde: Svar ja eller nei.
        Ola: [Nei]
        Varde: Type skade: Sår eller kutt … Fravær: Nei … Navn står ikke der. [Før i skaderegisteret] [Endre]
        Ola: [Før i skaderegisteret]
        Varde: Skaden i sak AVV-2026-0001 er ført i skaderegisteret.
        Ola: vis sak 1
        Ola: [Flere valg]
        Varde: [Rett i skaderegisteret]
        Ola: [Rett i skaderegisteret]
        Varde: Type skade: Sår eller kutt
        Ola: endre fravær
        Ola: [Ja]
        Ola: [Før i skaderegisteret]
        Varde: er ført i skaderegisteret
        Ingrid: skaderegister
        Varde: Skaderegister, siste 12 måneder … 1 skade, 1 med fravær … Sår eller kutt: 1 … Solgata sykehjem · Sår eller kutt · Hånd eller finger
        Britt Karin Melby: skaderegister
        Varde: 1 skade
        Leyla Yilmaz: skaderegister
        Varde: Ingen skader er ført.
        Ola: skaderegister
        Varde: Skaderegisteret er åpent for verneombud, hovedverneombud, bedriftshelsetjenesten, AMU og HMS-ansvarlig
        Kari: skaderegister
        Varde: Skaderegisteret er åpent for
    """)
    await by.spill("Klokka: 2027-02-15 10:00")
    assert not [post for post in await by.ola.nytt() if "loven pålegger" in post.text]
    assert not await by.folk("Ingrid").har_sett("ved oppvasken")
    assert not by.rader("skade_register", "oppvasken")
    assert not by.leter("ved oppvasken")


async def test_work_is_stopped_by_the_verneombud_and_told_at_once(by: Fjordvik) -> None:
    await by.spill(
        """
        Klokka: 2026-11-22 23:30
        Ingrid: jeg stanser arbeidet på vaskerommet fordi det er løse kabler i taket
        Varde: ring 113, 112 eller 110 … Verneombudet kan stanse arbeidet … det er verneombudet som avgjør (aml § 6-3) … HMS-dokumentet sier at verneombudet skal … Hvilken enhet gjelder det?
        Ingrid: [Avdeling Fjellbris]
        Varde: Fra når er arbeidet stanset? [Nå]
        Ingrid: kl 23.10
        Varde: Sted: på vaskerommet … Grunn: det er løse kabler i taket … Stanset fra: søndag 22. november kl. 23.10 … telefon [Meldt stansen]
    """.replace("[Meldt stansen]", "[Meld stansen]")
    )
    await by.spill("""
        Ingrid: [Meld stansen]
        Varde: Stansen er ført opp … Verneombudet har stanset arbeidet … løse kabler [Arbeidet er i gang igjen]
        Varde → Ola: Verneombudet har stanset arbeidet … Avdeling Fjellbris … Verneombud: Ingrid Haugen … løse kabler … Ta stilling til faren nå … 73 19 97 00 [Arbeidet er i gang igjen]
        Varde → Randi Fjeld: Verneombudet har stanset arbeidet
        Varde → Marianne Dahl: Verneombudet har stanset arbeidet
        Varde → Kari: ingenting
        Ola: [Arbeidet er i gang igjen]
        Varde: Har Arbeidstilsynet bestemt at arbeidet kan fortsette?
        Ola: [Nei, ikke gjør noe]
        Varde: Ingenting er endret.
        Ola: krav om svar
        Varde: Arbeid som er stanset … Avdeling Fjellbris: på vaskerommet [Se stansen: på vaskerommet]
        Ola: [Se stansen: på vaskerommet]
        Varde: løse kabler
        Ingrid: [Arbeidet er i gang igjen]
        Varde: Er faren over, så arbeidet kan fortsette?
        Ingrid: [Ja, arbeidet er i gang igjen]
        Varde: De andre får beskjed.
        Varde → Ola: Arbeidet er i gang igjen … bestemt av verneombudet Ingrid Haugen
        Varde → Marianne Dahl: Arbeidet er i gang igjen
        Kari: stans arbeidet på vaskerommet
        Varde: ligger hos verneombudet … avbryte arbeid som ikke kan fortsette uten fare … Verneombudet ditt er Ingrid Haugen, telefon
        Kari: krav om svar
        Varde: Ingen krav om svar
    """)
    forged = {"action": "stans", "do": "slutt", "stans": 1, "token": ""}
    await by.kari.trykker(
        {"type": "Action.Execute", "verb": "varde", "data": {"varde": forged}}, await by.kari.kort("Ingen krav")
    )
    await by.kari.ser("Dette har du ikke tilgang til, eller stansen finnes ikke.")
    assert not by.rader("revisjon", "løse kabler")


async def test_the_verneombud_gets_an_answer_or_the_amu_gets_the_question(by: Fjordvik) -> None:
    await by.spill("""
        Ingrid: be om svar innen 5 virkedager om ventilasjonen på vaskerommet
        Varde: Hvilken enhet gjelder det?
        Ingrid: [Avdeling Fjellbris]
        Varde: Leder: Randi Fjeld, Solgata sykehjem … ventilasjonen på vaskerommet … Frist for svar: fredag 27. november 2026 [Be om svar] [Endre]
        Ingrid: [Be om svar]
        Varde: Randi Fjeld, Solgata sykehjem er bedt om svar innen fredag 27. november.
        Varde → Randi Fjeld: Verneombudet ber om svar … Ingrid Haugen … ventilasjonen på vaskerommet [Svar verneombudet]
        Klokka: 2026-11-27 09:30
        Varde → Randi Fjeld: Verneombudet Ingrid Haugen venter på svar
        Klokka: 2026-11-30 09:30
        Varde → Randi Fjeld: venter på svar
        Klokka: 2026-12-04 09:30
        Varde → Solveig Aasen: Randi Fjeld har ikke svart verneombudet Ingrid Haugen [Svar verneombudet]
        Varde → Marianne Dahl: ingenting
        Klokka: 2026-12-11 09:30
        Varde → Marianne Dahl: har ikke fått svar fra Randi Fjeld … lista til AMU
        Varde → Ingrid: Randi Fjeld har ikke svart deg … Arbeidstilsynet [Lukk spørsmålet]
        Trine Amundsen: krav om svar
        Varde: Ikke besvart, frist fredag 27. november. Står på lista til AMU [Se spørsmål 1]
        Trine Amundsen: [Se spørsmål 1]
        Varde: ventilasjonen på vaskerommet
        Randi Fjeld: [Svar verneombudet]
        Randi Fjeld: ny vifte er bestilt til januar
        Varde: Takk. Verneombudet får svaret.
        Varde → Ingrid: Randi Fjeld har svart på spørsmålet ditt … ny vifte er bestilt [Be om nytt svar] [Lukk spørsmålet]
        Solveig Aasen: [Svar verneombudet]
        Varde: Spørsmålet er allerede besvart eller lukket.
        Ingrid: [Be om nytt svar]
        Varde: bedt om nytt svar innen fredag 18. desember
        Varde → Randi Fjeld: Verneombudet ber om svar
        Randi Fjeld: [Svar verneombudet]
        Randi Fjeld: vifta er montert
        Ingrid: [Lukk spørsmålet]
        Varde: Spørsmålet er lukket.
        Klokka: 2027-01-20 10:00
        Varde → Randi Fjeld: ingenting
        Kari: krev svar om ventilasjonen
        Varde: Det er verneombudet som kan kreve svar
    """)
    forged = {"action": "krav", "do": "se", "krav": 1, "token": ""}
    await by.kari.trykker(
        {"type": "Action.Execute", "verb": "varde", "data": {"varde": forged}},
        await by.kari.kort("Det er verneombudet"),
    )
    await by.kari.ser("Dette har du ikke tilgang til, eller spørsmålet finnes ikke.")
    assert not by.rader("revisjon", "vifte")


async def test_the_tracks_in_nynorsk(by: Fjordvik) -> None:
    await by.spill("""
        Synnøve Li: eg stansar arbeidet i garderoben fordi taket lek
        Varde: Verneombodet kan stanse arbeidet … Kva eining gjeld det? [Barnetrinnet Åsen]
        Synnøve Li: [Barnetrinnet Åsen]
        Synnøve Li: [No]
        Varde: Stad: i garderoben … Grunn: taket lek [Meld stansen]
        Synnøve Li: [Meld stansen]
        Varde: Verneombodet har stansa arbeidet
        Varde → Ragnhild Eide: Verneombodet har stansa arbeidet … taket lek [Arbeidet er i gang att]
        Ragnhild Eide: [Arbeidet er i gang att]
        Varde: Har Arbeidstilsynet bestemt at arbeidet kan halde fram?
        Ragnhild Eide: [Ja, arbeidet er i gang att]
        Varde → Synnøve Li: etter vedtak frå Arbeidstilsynet, ført opp av Ragnhild Eide
        Synnøve Li: eg krev svar om taket i garderoben
        Synnøve Li: [Barnetrinnet Åsen]
        Varde: Leiar: Geir Inge Sletten … taket i garderoben … Frist for svar: fredag 27. november 2026 [Be om svar]
        Synnøve Li: skaderegister
        Varde: Du er midt i eit skjema.
    """)


async def test_the_tracks_in_english(by: Fjordvik) -> None:
    for name in ("Ingrid", "Ola"):
        await by.spill(f"{name}: språk engelsk")
    await by.spill(ALVORLIG)
    await by.spill("""
        Varde → Ola: What the law requires of the employer … Missing: called, confirmed in writing [Called at …] [Does not apply, because …]
        Ola: [Called at …]
        Ola: [The police (Working Environment Act § 5-2)]
        Varde: When was the call made?
        Ola: [Now]
        Ola: [I called]
        Varde: Called by: Ola Brekke [Note it]
        Ola: [Note it]
        Varde: Remember that it must also be confirmed in writing.
        Ingrid: injury register
        Varde: No injuries have been entered.
        Ingrid: request an answer about the ladder
        Varde: Which unit is it about?
        Ingrid: [Avdeling Fjellbris]
        Varde: Deadline for the answer: Friday 27 November 2026 [Ask for an answer]
    """)


async def test_the_senior_verneombud_names_any_unit_and_another_leader(by: Fjordvik) -> None:
    await by.spill("""
        Britt Karin Melby: krev svar om støyen
        Britt Karin Melby: Marihøna
        Varde: Leder: Elin Hagen [Be om svar] [Endre]
        Britt Karin Melby: endre leder
        Varde: Hvilken leder skal svare? [Bjarte Hovland]
        Britt Karin Melby: Ola Brekke
        Varde: Velg en leder for enheten eller over den.
        Britt Karin Melby: Bjarte Hovland
        Varde: Leder: Bjarte Hovland
        Britt Karin Melby: [Be om svar]
        Varde: Bjarte Hovland
        Varde → Bjarte Hovland: Verneombudet ber om svar … støyen
    """)
    for forged, answer in (
        ({"action": "plikt", "do": "ringt", "avvik": True}, "Dette har du ikke tilgang til"),
        ({"action": "plikt", "do": "annet", "avvik": 1}, "Dette har du ikke tilgang til"),
        ({"action": "stans", "do": "slutt", "stans": "1"}, "Dette har du ikke tilgang til"),
        ({"action": "krav", "do": "svar", "krav": -1}, "Dette har du ikke tilgang til"),
    ):
        action = {"type": "Action.Execute", "verb": "varde", "data": {"varde": {**forged, "token": ""}}}
        await by.folk("Bjarte Hovland").trykker(action, await by.folk("Bjarte Hovland").kort("støyen"))
        await by.folk("Bjarte Hovland").ser(answer)
