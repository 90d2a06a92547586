"""Machine code of an HmsError → what to say about it."""

from datetime import date
from typing import Any

from dialogs.contract import Paragraph
from dialogs.i18n import N_, Translator
from hms.kit.feil import HmsError

REFUSALS = {
    "avvik.ingen_rett": N_("Dette har du ikke tilgang til, eller saken finnes ikke."),
    "avvik.alt_mottatt": N_("Mottak av sak {nummer} er allerede bekreftet."),
    "avvik.kan_ikke_behandle": N_("Denne personen kan ikke behandle saken. Velg en annen."),
    "forbedring.ingen_rett": N_("Dette har du ikke tilgang til, eller forslaget finnes ikke."),
    "personvern.alt_vurdert": N_("Sak {nummer} er allerede vurdert. Klokka er stanset."),
    "kurs.ingen_rett": N_("Du kan føre kurs for dem du leder. HMS-ansvarlig kan føre for alle."),
    "kurs.bare_hms_ansvarlig": N_("Det er HMS-ansvarlig som planlegger kurs her."),
    "kurs.dato": N_("Datoen kan ikke være fram i tid."),
    "kurs.plandato": N_("Kurset må være i dag eller senere."),
    "kurs.timer": N_("Skriv et tall mellom 0,5 og 400."),
    "oppgave.ingen_rett": N_("Dette har du ikke tilgang til, eller oppgaven finnes ikke."),
    "arshjul.ingen_rett": N_("Du ser årshjulet for din egen enhet og dem under. Denne enheten er ikke blant dem."),
    "foresporsel.ukjent": N_(
        "Jeg vet ikke hvem du er ennå, så jeg vet ikke hvem som skal svare. Ta kontakt med lederen din."
    ),
    "foresporsel.ingen_rett": N_("Dette har du ikke tilgang til, eller forespørselen finnes ikke."),
    "foresporsel.besvart": N_("Forespørselen er allerede besvart."),
    "dokument.ingen_rett": N_("Dette har du ikke tilgang til, eller enheten finnes ikke."),
    "dokument.punkt": N_("Det dokumentet hører ikke til lista for enheten."),
    "dokument.dato": N_("Datoen kan ikke være fram i tid."),
    "oppgave.ikke_apen": N_("Oppgaven er allerede besvart, eller gjelder ikke lenger."),
    "oppgave.mangler_mote": N_("Før opp MKS-møtet der det ble behandlet. Uten det kan oppgaven ikke føres som utført."),
    "oppgave.mangler_verneombud": N_("Før opp om verneombudet deltok. Uten det kan vernerunden ikke føres som utført."),
    "oppgave.mangler_lenke": N_("Lim inn lenka, eller velg at den kommer."),
    "oppgave.ikke_verneombud": N_("Den du har ført opp, var ikke verneombud for området den dagen."),
    "oppgave.lenke_igjen": N_("Lenka skulle ha kommet for en stund siden. Nå må selve lenka med."),
    "oppgave.venter_ikke": N_("Oppgaven venter ikke på noen lenke."),
    "oppgave.ikke_delegert": N_("Oppgaven er ikke delegert nå."),
    "oppgave.dato": N_("Datoen kan ikke være fram i tid, eller mer enn et år tilbake."),
    "oppgave.frist_passert": N_("Den nye fristen kan ikke være {dag}, for den dagen er passert."),
    "oppgave.frist_ikke_senere": N_("Den nye fristen må være senere enn i dag og den gamle fristen, {frist}."),
    "oppgave.frist_neste_ar": N_("Oppgaven hører til årets årshjul. Fristen kan flyttes til {dag}, ikke lenger."),
    "oppgave.for_mange_utsettelser": N_(
        "Oppgaven er utsatt {antall} ganger allerede. Snakk med lederen din om hva som hindrer."
    ),
    "oppgave.ingen_over": N_("Jeg finner ingen leder over som kan svare. Kontakt HMS-ansvarlig."),
    "oppgave.ingen_soknad": N_("Søknaden er allerede besvart."),
    "oppgave.har_sluttet": N_("Denne personen arbeider ikke her nå, og kan ikke få oppgaven. Velg en annen."),
    "oppgave.er_gjest": N_("Gjester og innleide kan ikke få oppgaver i årshjulet. Velg en ansatt."),
    "oppgave.til_seg_selv": N_("Oppgaven ligger hos deg fra før. Velg en annen."),
    "oppgave.slutter_for": N_("Personen slutter {dag}. Velg en tidligere dato."),
    "plan.ingen_rett": N_("Møteplanen settes av lederen på nivået til gruppa, og for AMU og BHT av HMS-ansvarlig."),
    "plan.ar": N_("Alle datoene må være i {ar}."),
    "plan.dobbelt": N_("Den samme datoen står to ganger."),
    "plan.juli": N_("Møtene legges utenom juli."),
    "plan.antall": N_("Planen må ha {minst} til {mest} møter. Jeg leste {antall}."),
    "plan.kvartal": N_("Planen må ha minst ett møte i hvert kvartal."),
    "vernedag.ingen_rett": N_("Vernedager settes og føres av HMS-ansvarlig."),
    "vernedag.dato": N_("Dagen må være i år eller neste år, og ikke mer enn et halvt år tilbake."),
    "vernedag.juli": N_("Vernedagen legges utenom juli."),
    "vernedag.timer": N_("Skriv hvor mange timer dagen varer, fra en halv til tolv."),
    "vernedag.finnes": N_("Det er satt en vernedag den dagen allerede."),
    "vernedag.ikke_holdt": N_("Oppmøtet føres når dagen har vært."),
    "hendelse.ingen_rett": N_("Dette kan lederen for enheten, ledere over og HMS-ansvarlig føre opp."),
    "hendelse.dato": N_("Fristen må være i dag eller senere, og høyst to år fram."),
    "hendelse.finnes": N_("Dette er allerede ført opp for enheten med den fristen."),
    "oppgave.ma_besvares": N_("Denne oppgaven kan ikke føres som ikke aktuell i kommunen."),
    "oppgave.sluttdato": N_("Delegeringen må slutte i dag eller senere, og vare høyst {maks} måneder."),
    "hvem.ukjent": N_("Det svaret gjelder ikke lenger. Skriv spørsmålet på nytt."),
    "avvik.samme_behandler": N_("Saken ligger allerede hos denne personen."),
    "avvik.ikke_naa": N_("Dette kan ikke gjøres med sak {nummer} slik den står nå."),
    "avvik.utenfor_matrisen": N_("Velg et tall fra 1 til {storrelse}."),
    "avvik.mulig_under_faktisk": N_("Den mulige konsekvensen kan ikke være lavere enn den faktiske."),
    "avvik.grad_for_lav": N_("Ved alvorlig skade eller død er alvorligheten alltid 4."),
    "avvik.underkategori": N_("Den underkategorien hører ikke til kategorien. Velg en annen."),
    "avvik.ingen_melder": N_("Saken har ingen melder som kan svare."),
    "avvik.droftet": N_("Skriv dagen saken ble drøftet, eller hvorfor den ikke er det."),
    "avvik.ukjent_felt": N_("Det feltet kan ikke skjermes."),
    "avvik.alt_inhabil": N_("Personen er allerede ført opp som inhabil."),
    "avvik.er_melder": N_("Personen har selv meldt saken og kan ikke føres opp som inhabil."),
    "avvik.egen_sak": N_("Du har meldt sak {nummer} selv. En annen må avslutte den."),
    "avvik.ikke_leders": N_("Sak {nummer} lukkes av den som behandler den."),
    "avvik.ikke_vurdert": N_("Sak {nummer} må vurderes før den kan lukkes."),
    "avvik.tiltak_kreves": N_("Risikoen i sak {nummer} krever minst ett tiltak før den kan lukkes."),
    "avvik.sjekkliste": N_(
        "Sjekklista i sak {nummer} er ikke ferdig. Før opp når det er ringt og bekreftet, eller hvorfor det ikke er aktuelt. Så kan saken lukkes."
    ),
    "avvik.ikke_droftet": N_("Før opp når sak {nummer} ble drøftet med verneombudet eller i MKS, eller hvorfor ikke."),
    "avvik.tilbakemelding": N_("Skriv hva melderen skal få vite."),
    "avvik.uten_tiltak": N_("Skriv hvorfor saken lukkes uten tiltak, eller før alle tiltak er utført."),
    "avvik.for_sent": N_("Sak {nummer} er lukket for mer enn 14 dager siden. Be lederen eller verneombudet åpne den."),
    "avvik.ingen_varslingsmottak": N_("Ingen har rollen varslingsmottak nå. Ta kontakt med HMS-ansvarlig."),
    "avvik.ukjent_effekt": N_("Velg et av svarene."),
    "plikt.ukjent": N_("Det punktet hører ikke til saken."),
    "plikt.alt_gjort": N_("Det punktet er allerede ført opp."),
    "plikt.ikke_fort": N_("Det er ikke noe å rette på det punktet."),
    "plikt.fram_i_tid": N_("Tidspunktet kan ikke være fram i tid."),
    "plikt.hvem": N_("Skriv navnet på en som arbeider her."),
    "plikt.ikke_bekreftet": N_("Før først opp at varselet er bekreftet skriftlig."),
    "skade.ingen": N_("Sak {nummer} har ingen skade som skal i skaderegisteret."),
    "skade.valg": N_("Velg et av svarene."),
    "skade.ingen_tilgang": N_(
        "Skaderegisteret er åpent for verneombud, hovedverneombud, bedriftshelsetjenesten, AMU og HMS-ansvarlig (aml § 5-1)."
    ),
    "stans.ikke_verneombud": N_("Bare verneombudet for enheten kan melde stans der."),
    "stans.tid": N_("Stansen kan ikke være fram i tid eller mer enn en uke gammel."),
    "stans.ingen_rett": N_("Dette har du ikke tilgang til, eller stansen finnes ikke."),
    "stans.alt_slutt": N_("Arbeidet er allerede i gang igjen."),
    "svar.ikke_verneombud": N_("Bare verneombudet for enheten kan be om svar der."),
    "svar.ikke_leder": N_("Den du ber om svar, må være leder for enheten eller over den."),
    "svar.ingen_rett": N_("Dette har du ikke tilgang til, eller spørsmålet finnes ikke."),
    "svar.alt_besvart": N_("Spørsmålet er allerede besvart eller lukket."),
    "svar.ikke_naa": N_("Dette kan ikke gjøres med spørsmålet slik det står nå."),
    "ekstern.ingen_rett": N_("Dette har du ikke tilgang til, eller meldingen finnes ikke."),
    "ekstern.har_nummer": N_("Melding {referanse} har allerede saksnummer {nummer}."),
    "ekstern.nummer": N_("Skriv saksnummeret slik det står i avvikssystemet, med høyst 60 tegn."),
    "tiltak.avklart": N_("Tiltaket er allerede avklart. Den som er ansvarlig, har fått beskjed."),
    "tiltak.ingen_rett": N_("Dette tiltaket er ikke åpent for deg."),
    "tiltak.alt_avgjort": N_("Søknaden om ny frist er allerede besvart."),
    "tiltak.ikke_bestridbart": N_(
        "Det kan ikke bestrides nå. Fristen er {dager} dager etter at tiltaket ble meldt utført."
    ),
    "tiltak.for_lenge": N_("Fristen for et tiltak etter en vernerunde kan utsettes høyst {dager} dager om gangen."),
    "tiltak.frist": N_("Fristen må være i dag eller senere, og høyst to år fram."),
    "tiltak.ansvarlig": N_("Denne personen kan ikke ha tiltaket. Velg en annen."),
    "tiltak.alt_ferdig": N_("Tiltaket er allerede avsluttet."),
    "fil.hentes": N_("Filen er ikke hentet ennå. Vent litt, og trykk en gang til."),
    "fil.ingen": N_("Filen kunne ikke tas imot. Send en annen, eller lim inn lenka."),
    "rolle.ingen_rett": N_(
        "Det er HMS-ansvarlig som gir og avslutter roller, og lederen selv som velger stedfortreder."
    ),
    "rolle.periode": N_(
        "Første dag må komme før siste dag, siste dag kan ikke være passert, og perioden kan vare høyst {maks} måneder."
    ),
    "rolle.finnes": N_("Personen har rollen der fra før i den tida."),
    "rolle.har_sluttet": N_("Denne personen arbeider ikke her da. Velg en annen."),
    "rolle.er_gjest": N_("Gjester og innleide kan ikke ha denne rollen. Velg en ansatt."),
    "rolle.til_seg_selv": N_("Du kan ikke gi en rolle til deg selv. Be en annen om det."),
    "rolle.slutter_for": N_("Personen slutter {dag}. Velg en tidligere dato."),
    "rolle.bare_i_fila": N_("Denne rollen gis bare gjennom importen av organisasjonen."),
    "rolle.feil_sted": N_("Rollen kan ikke ligge der. Velg et annet sted."),
    "rolle.part": N_("Medlemmer av AMU må ha en part. Andre roller har ingen."),
    "rolle.dato": N_(
        "Rollen kan begynne fra to måneder tilbake til {maks} måneder fram, og må vare til i dag eller lenger."
    ),
    "rolle.er_slutt": N_("Rollen er allerede avsluttet."),
    "rolle.siste": N_("Den siste HMS-ansvarlige kan ikke avsluttes. Gi rollen til en annen først."),
    "rolle.sluttdato": N_("Siste dag må være i dag eller senere, og høyst {maks} måneder fram."),
    "fil.for_mange": N_("Det er plass til {maks} bilder i en sak. Ingenting er lagt til."),
}
UNKNOWN = N_("Det fikk jeg ikke til nå. Ingenting er endret.")


def refusal(t: Translator, error: HmsError) -> Paragraph:
    """The refusal in the reader's language; days are written out."""
    params = written_out(t, error)
    return t.rich(REFUSALS.get(error.code, UNKNOWN), **params)


def written_out(t: Translator, error: HmsError) -> dict[str, Any]:
    """What a refusal tells, its days in words."""
    return {key: t.full_day(value) if isinstance(value, date) else value for key, value in error.params.items()}
