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
}
SPRAK = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
