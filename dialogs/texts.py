"""Names of categories, injuries, grades and states, as people read them (domain/terms.md, domain/avvik.md)."""

from dialogs.i18n import N_

VOLD = "vold_trusler"
KATEGORI = {
    "arbeidsulykke": N_("Ulykke eller personskade"),
    "nestenulykke": N_("Nestenulykke"),
    "vold_trusler": N_("Vold eller trusler fra bruker, elev eller pårørende"),
    "ergonomi": N_("Tunge løft og belastning"),
    "psykososialt": N_("Arbeidsmengde, samarbeid, bemanning"),
    "inneklima": N_("Inneklima, støy, lys, temperatur"),
    "kjemikalier": N_("Kjemikalier og farlige stoffer"),
    "brann_el": N_("Brannvern og elektrisitet"),
    "smitte": N_("Smitte eller stikkskade"),
    "orden_fysisk": N_("Bygg, utstyr, glatt underlag, orden"),
    "personvern_infosikkerhet": N_("Personopplysninger og informasjonssikkerhet"),
    "tjenestekvalitet": N_("Kvalitet i tjenesten"),
    "ytre_miljo": N_("Ytre miljø"),
    "annet": N_("Annet"),
}
UNDERKATEGORI = {
    "fall": N_("Fall"),
    "stot_klem": N_("Støt eller klem"),
    "kutt": N_("Kutt"),
    "trafikk": N_("Trafikk"),
    "strom": N_("Strøm"),
    "vold": N_("Vold"),
    "trusler": N_("Trusler"),
    "seksuell_trakassering": N_("Seksuell trakassering"),
    "uklare_krav": N_("Uklare eller motstridende krav"),
    "emosjonelle_belastninger": N_("Emosjonelle belastninger"),
    "mengde_tid": N_("For mye arbeid for tiden"),
    "stotte": N_("For lite støtte og hjelp"),
    "konflikt": N_("Konflikt"),
    "arbeidstid": N_("Arbeidstid"),
    "alenearbeid": N_("Alenearbeid"),
    "radon_straling": N_("Radon eller annen stråling"),
    "branntillop": N_("Branntilløp"),
    "romningsvei": N_("Blokkert rømningsvei"),
    "slokkeutstyr": N_("Alarm, slokkeutstyr eller nødlys"),
    "ovelse": N_("Manglende øvelse"),
    "bekymring_brann": N_("Bekymring for brann"),
    "el": N_("Elektrisk anlegg eller utstyr"),
    "fall_glatt": N_("Glatt eller ujevnt underlag"),
    "maskiner": N_("Maskiner og utstyr"),
    "verneutstyr": N_("Verneutstyr"),
    "manglende_oppfolging": N_("Manglende oppfølging etter vernerunde"),
    "pa_avveie": N_("Opplysninger på avveie"),
    "feilsendt": N_("Sendt til feil mottaker"),
    "tilgang": N_("Feil tilgang"),
    "tap_utstyr": N_("Tapt utstyr"),
    "systemutfall": N_("System som ikke virker"),
    "legemiddel": N_("Legemidler"),
    "fall_bruker": N_("Fall hos bruker"),
    "manglende_tjeneste": N_("Tjeneste som ikke ble gitt"),
    "rutine": N_("Rutine ikke fulgt"),
    "dokumentasjon": N_("Dokumentasjon"),
    "samhandling": N_("Samhandling"),
    "utslipp": N_("Utslipp"),
    "avfall": N_("Avfall"),
    "farlig_avfall": N_("Farlig avfall"),
    "energi_vann": N_("Energi eller vann"),
}
SANNSYNLIGHET = {
    3: (N_("Lite sannsynlig"), N_("Mulig"), N_("Sannsynlig")),
    4: (N_("Lite sannsynlig"), N_("Mulig"), N_("Sannsynlig"), N_("Svært sannsynlig")),
    5: (N_("Svært lite sannsynlig"), N_("Lite sannsynlig"), N_("Mulig"), N_("Sannsynlig"), N_("Svært sannsynlig")),
}
KONSEKVENS = {
    3: (N_("Liten"), N_("Middels"), N_("Alvorlig")),
    4: (N_("Liten"), N_("Middels"), N_("Alvorlig"), N_("Svært alvorlig")),
    5: (N_("Ubetydelig"), N_("Liten"), N_("Middels"), N_("Alvorlig"), N_("Svært alvorlig")),
}
FARGE = {
    "gronn": N_("Grønn: risikoen er grei"),
    "gul": N_("Gul: vurder tiltak"),
    "rod": N_("Rød: risikoen kan ikke stå slik"),
}
TILTAK = {
    "apen": N_("ikke utført"),
    "pabegynt": N_("påbegynt"),
    "utfort": N_("utført"),
    "ikke_aktuell": N_("ikke lenger aktuelt"),
}
SOKNAD = {
    "godkjent": N_("Det er godkjent"),
    "avslatt": N_("Det er ikke godkjent"),
    "erstattet": N_("Det gjelder ikke lenger"),
}
DROFTET = {
    "mks": N_("I et MKS-møte"),
    "verneombud": N_("Med verneombudet"),
    "ikke": N_("Ikke drøftet"),
}
SKADE = {
    "ingen": N_("Ingen skade"),
    "nesten": N_("Nesten, men det gikk bra"),
    "forstehjelp": N_("Førstehjelp på stedet"),
    "lege": N_("Lege eller legevakt"),
    "fravaer": N_("Fravær fra jobb"),
    "alvorlig": N_("Alvorlig skade"),
    "dod": N_("Dødsfall"),
}
GRAD = {1: N_("Lav"), 2: N_("Middels"), 3: N_("Høy"), 4: N_("Kritisk")}
GRAD_EKSEMPEL = {
    1: N_("1 Lav – til irritasjon, ingen skade"),
    2: N_("2 Middels – førstehjelp, eller det gjentar seg"),
    3: N_("3 Høy – lege, fravær eller alvorlig trussel"),
    4: N_("4 Kritisk – død, alvorlig skade eller akutt fare"),
}
STATUS = {
    "meldt": N_("Meldt"),
    "mottatt": N_("Mottatt"),
    "videresendt": N_("Sendt videre"),
    "under_behandling": N_("Under behandling"),
    "tiltak_pagar": N_("Tiltak pågår"),
    "til_evaluering": N_("Til evaluering"),
    "lukket": N_("Lukket"),
    "avvist": N_("Avvist"),
    "skjermet": N_("Skjermet"),
    "gjenapnet": N_("Gjenåpnet"),
    "trukket": N_("Trukket"),
}
EFFEKT = {
    "virket": N_("Ja, det virket"),
    "delvis": N_("Delvis"),
    "virket_ikke": N_("Nei, det virket ikke"),
}
SPRAK = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
PLIKT = {
    "arbeidstilsynet": N_("Arbeidstilsynet (aml § 5-2)"),
    "politi": N_("Politiet (aml § 5-2)"),
    "lege": N_("Lege etter strømskade"),
    "dsb": N_("Melding til DSB"),
    "nav": N_("Skademelding til Nav"),
    "forsikring": N_("Yrkesskadeforsikring"),
    "datatilsynet": N_("Melding til Datatilsynet"),
    "skaderegister": N_("Skaderegister (aml § 5-1)"),
}
SKADEFELT = {
    "skadetype": N_("Type skade"),
    "kroppsdel": N_("Del av kroppen"),
    "arsak": N_("Årsak til skaden"),
    "aktivitet": N_("Aktivitet"),
}

# What a tiltak that was taken in from a file came out of («Tiltak etter vernerunde»), and the requirement behind it.
TILTAKSKILDER = {
    "vernerunde": N_("vernerunde"),
    "mks": N_("MKS-møte"),
    "risikovurdering": N_("risikovurdering"),
    "brann": N_("brannvern"),
    "undersokelse": N_("medarbeiderundersøkelse"),
    "tilsyn": N_("tilsyn"),
    "annet": N_("annet"),
}
TILTAKSKRAV = {
    "vernerunde": "6.3.5-3",
    "mks": "6.3.10-1",
    "risikovurdering": "6.3.3-3",
    "brann": "6.3.6-3",
    "undersokelse": "6.3.8-3",
    "tilsyn": "6.3.2-3",
    "annet": "6.1-13",
}
