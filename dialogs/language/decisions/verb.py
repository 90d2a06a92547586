"""Which words are verbs, and what a line is when its subject is followed by one: a promise, a report or a wish."""

import re

from dialogs.language.folding import fold, ordsett

# Nynorsk strong verbs whose present has no -r, and the English ones that meetings use.
_NUTID_UTEN_R = ordsett(
    "tek kjem held skriv legg finn les set vel hjelp gjev bed bind byd bryt dreg driv grip heng riv sel slepp stig stryk søk syng treff trekk tel vinn "
    "byt syt ryd spør gjer sit lyt undersøk utset will shall takes orders checks fixes sends follows calls makes updates writes books arranges cleans prepares contacts"
)
_ALDRI_VERB = ordsett(
    "etter over under eller per for der her hver kvar kver når var år mer fler elever saker timer dager uker veker lærer leder rektor styrer inspektør vaktmester "
    "leiar meister pleier hvor kor dersom siden ansvar bak hos mer gjennom utenfor innenfor bare sammen"
)
# Present tense that tells what somebody thinks, says or is: a note.
FORTELLER = ordsett(
    "skryter skryt gratulerer undrer reflekterer utdyper gjentar repeterer argumenterer protesterer reserverer stemmer avstår innser erkjenner innrømmer merker hører "
    "sover bor pendler sykler spiser drikker ler trener vinner taper koster varer ligner pleier elsker hater irriterer sliter strever bekymrer smiler tilhører "
    "skryt slit strevar tapar hatar elskar høyrer bur "
    "mener meiner synes synest synst tror trur ønsker ynskjer ønskjer foreslår føreslår lurer er har blir vert opplyser påpeker påpeikar nevner nemner forteller "
    "fortel minner takker takkar savner saknar opplever opplev føler kjenner veit vet husker hugsar gleder beklager svarer svarar kommenterer etterlyser etterspør "
    "understreker understrekar presiserer advarer redegjør refererer roser rosar ligger står sitter mangler manglar trenger treng fungerer liker likar frykter "
    "forventer antar håper håpar viser påstår hevder hevdar klager klagar reagerer støtter støttar spør jobber jobbar gruer åpner opnar avslutter sier seier "
    "venter ventar avventer avventar slutter sluttar begynner byrjar kan bør burde kunne ville vil skulle får heter trives trivst uttrykker uttrykkjer oppfordrer poengterer informerer orienterer bekrefter tilbyr anbefaler tilrår"
)
# Of these some are a task after all when a deadline or an object other than «om/at» follows.
KAN_VAERE_OPPGAVE = ordsett(
    "informerer orienterer viser spør åpner opnar svarer svarar bekrefter redegjør refererer presenterer rapporterer minner kommenterer avslutter avsluttar etterlyser"
)
_SIER_NOE = ordsett("om at til hvorfor hva kva korfor for")
# With these words after them, ordinary verbs tell something too: «kommer tilbake», «tar ordet», «ser at».
_TALEMATER = {
    verb: ordsett(etter)
    for verb, etter in {
        "går": "av ut på inn mot bra fint greit",
        "drar": "på til bort hjem heim",
        "reiser": "på til bort hjem heim",
        "tar": "ordet pause permisjon ferie fri feil selvkritikk imot sikte utgangspunkt avstand",
        "tek": "ordet pause permisjon ferie fri feil sikte utgangspunkt avstand",
        "ser": "at for frem fram positivt ut ingen behov lyst mørkt gjerne",
        "stiller": "seg spørsmål",
        "legger": "vekt til",
        "legg": "vekt til",
        "holder": "på fast",
        "held": "på fast",
        "trekker": "fram frem seg",
        "setter": "pris spørsmålstegn",
        "gir": "ros uttrykk honnør",
    }.items()
    for verb in (fold(verb),)
}
_BEGYNNER = ordsett("begynner byrjar begynnar starter startar")
_SJEKKER_AT = ordsett("sjekker sjekkar kontrollerer sikrer sikrar verifiserer undersøker undersøkjer")
_MED_FRIST = ordsett(
    "beskriver forklarer forklarar oppsummerer drøfter drøftar diskuterer beskriv"
)  # a task only when a deadline is written
_MED = frozenset(
    ("kommer", "kjem", "jobber", "jobbar", "arbeider", "arbeidar")
)  # «kommer med forslag», «kommer tilbake med svar», but not «kommer litt senere»
_KOMMER_SELV = ordsett("til litt sent seint senere seinare for fra frå ikke ikkje")
_TO_ENGELSK = re.compile(
    r"^to (?:check|order|send|follow|make|update|write|book|arrange|clean|call|contact|fix|prepare|talk|ask|find|get|buy|replace|review|look|organi[sz]e|speak|install|report|test|share)\b",
    re.IGNORECASE,
)
# In a decision these give somebody a place, not a task.
TILSTAND = FORTELLER | ordsett(
    "fortsetter fortset held deltar deltek representerer leder leier møter møtest beholder beheld slipper slepp får har er blir går inngår utgjør danner dannar utgjer erstatter erstattar avløser avløyser vikarierer vikarierar etterfølger overtar sitter velges tiltrer trer"
)
# A title that is a verb too with these after it: «Kari lærer opp vikarene».
_LAERER, _OPP = fold("lærer"), ordsett("opp bort alle")
# «Tomasz translates the sheet»: any English verb, by what follows it, unless it tells what somebody thinks.
_ENGELSK_ETTER = ordsett("the a an all our new his her their it them this these each every up out with and both two")
_ENGELSK_FORTELLER = ordsett(
    "is was has says thinks feels wants needs likes means knows mentions believes hopes suggests asks agrees reports reminds thanks this as"
)
FORPLIKTER = ordsett("skal må will shall")
_TILSTAND_INF = ordsett("være vere ha få bli verte kunne på til i hjem heim bort vekk ut inn")
_PASSIV = re.compile(r"(?:es|ast|as)$")

# Past-tense phrases that are promises: «tok på seg», «fikk i oppgave», «lovet å».
LOVER = re.compile(
    r"^(?:(?:har |hadde )?(?:lov(?:et|te|a|de|ar|er|t)) (?:seg )?(?:å|at|bort)|(?:har )?(?:tok|tek|tar|tatt|teke|tatt) (?:det )?på seg|"
    r"(?:tek|tar|tok) (?:på seg )?ansvar(?:et)?(?: for)?|(?:har )?(?:påtok|påtar|påtek|påtatt) seg|(?:fikk|får|fekk|har fått) (?:det )?(?:i oppgave|i oppgåve|i oppdrag|ansvar(?:et)?|oppgaven|oppgåva|jobben)|"
    r"(?:ble|blei|vart|blir|vert|er) (?:bedt|beden|bedd|satt|sett|utpekt|utfordret|oppnevnt til ansvarlig|ansvarlig|ansvarleg) (?:om |på |til )?|"
    r"bes(?= om | [^\W\d_]+e )|(?:sa|sier|seier|har sagt) (?:seg villig|ja til|ja te)|(?:sa|sier|seier) (?:at )?(?:han|hun|ho|hen) (?:skal|skulle|tar|tok|tek|ordner|ordnar|fikser|kunne|kan)|"
    r"(?:er|blir|vert) (?:hoved)?ansvarl[ie]g|ansvarl[ie]g for|har ansvar(?:et)?|har i oppgave|melder seg|meldte seg)(?!\w)",
    re.IGNORECASE,
)
ADVERB = ordsett(
    "også og da så nå no deretter selv sjølv fortsatt framleis derfor difor straks snarest sammen saman likevel begge altså nok jo bare berre then also"
)


def er_nutid(key: str) -> bool:
    """Whether a folded word can be a verb in the present, in bokmål, nynorsk or a little English."""
    if key in _ALDRI_VERB:
        return False
    return key in _NUTID_UTEN_R or (len(key) > 2 and key.endswith("r"))  # noqa: PLR2004 - «er», «år» and the like are not


def er_handling(ord_: list[str], tekst: str, *, vedtak: bool = False, frist: bool = False) -> bool:
    """Whether what follows a subject says that it will do something.

    `ord_` are the folded words after the subject, `tekst` the same stretch as written. `vedtak`: inside a decision, where
    more verbs only describe an arrangement. `frist`: a deadline is written, which makes «informerer om» a task.
    """
    if LOVER.match(tekst) or _TO_ENGELSK.match(tekst):
        return not (vedtak and ord_[:1] == ["har"])
    if not ord_ or "ikke" in ord_[1:4] or "ikkje" in ord_[1:4] or (ord_[0] in {"ber", "bed"} and "at" in ord_[1:4]):
        return False
    verb = ord_[0]
    neste_ord = ord_[1] if len(ord_) > 1 else ""
    if (verb == _LAERER and neste_ord in _OPP) or _er_engelsk(verb, neste_ord):
        return True
    if ord_[:3] == ["far", "tak", "i"]:
        return True
    if ord_[:2] == ["kan", "du"]:  # a request; with a question mark it never comes here
        return True
    neste = next((o for o in ord_[1:4] if o not in ADVERB), "")
    if verb == "vil" or (verb == "kan" and frist):
        return er_infinitiv(neste) and neste not in _TILSTAND_INF
    if verb in FORPLIKTER:
        return not _PASSIV.search(neste) and neste not in _TILSTAND_INF and bool(neste)
    return _paa_grunn_av_det_som_folger(verb, neste, ord_, vedtak=vedtak, frist=frist)


def _paa_grunn_av_det_som_folger(verb: str, neste: str, ord_: list[str], *, vedtak: bool, frist: bool) -> bool:
    """A verb in the present that promises or tells according to what comes after it."""
    if verb in KAN_VAERE_OPPGAVE:
        return frist or neste not in {*_SIER_NOE, ""}
    if verb in _MED_FRIST:
        return frist
    if verb in _MED:
        return _kommer(ord_, frist=frist)
    if verb in _BEGYNNER:
        return neste in {"a", "med"}
    if neste == "at":
        return verb in _SJEKKER_AT
    ikke_oppgave = neste in _TALEMATER.get(verb, ()) or verb in (TILSTAND if vedtak else FORTELLER)
    return er_nutid(verb) and not ikke_oppgave


def _kommer(ord_: list[str], *, frist: bool) -> bool:
    """«kommer med forslag», «kommer og ser på heisen», and with a deadline «kommer på befaring»; not «kommer litt senere»."""
    etter = [*ord_[1:], "", ""]
    if etter[0] == "og":
        return er_nutid(etter[1]) and etter[1] not in FORTELLER
    return "med" in ord_[1:4] or (frist and etter[0] not in _KOMMER_SELV)


def _er_engelsk(verb: str, neste: str) -> bool:
    return len(verb) > _KORTEST and verb.endswith("s") and neste in _ENGELSK_ETTER and verb not in _ENGELSK_FORTELLER


def begynner_handling(ord_: list[str]) -> bool:
    """Whether the text after «Kari:» begins with what she does («bestiller stoler»)."""
    return len(ord_) > 1 and er_nutid(ord_[0]) and er_handling(ord_, " ".join(ord_))


# Infinitive first («bytte pære i trappa»), told from adjectives and nouns that end the same way.
_KORTEST = 3
_KORTE_INFINITIV = ordsett("få gå se sjå ta gi gje be ha dra la stå slå bli")
_IKKE_INFINITIV = ordsett(
    "nye alle mange flere fleire denne dette disse desse noen nokre gode store små andre samme neste forrige førre ekstra egne eigne ikke ikkje møte bedre betre pause "
    "både begge første siste hele heile ingen mye mykje gamle viktige tema rutine ferie renne dårlige dårlege positive gjennomgående åpne opne ulike ustabile ute inne oppe nede bare berre "
    "hilse same enkelte neste påske sommerferie ide base skade hendelse krise fare støtte prøve time side liste støtte uke veke lege pulje hylle låne kasse tavle line"
)


def er_infinitiv(key: str) -> bool:
    """Whether a line that starts with this word starts with an infinitive."""
    return key in _KORTE_INFINITIV or (len(key) > _KORTEST and key.endswith("e") and key not in _IKKE_INFINITIV)


_UREGELMESSIG = {
    fold(k): v
    for k, v in {
        "tar": "ta", "tek": "ta", "går": "gå", "ser": "se", "får": "få", "gir": "gi", "gjev": "gje", "gjør": "gjøre", "gjer": "gjere", "spør": "spørre",
        "ber": "be", "bed": "be", "drar": "dra", "dreg": "dra", "står": "stå", "slår": "slå", "lar": "la", "kjem": "kome", "held": "halde", "skriv": "skrive",
        "legg": "legge", "finn": "finne", "les": "lese", "set": "setje", "vel": "velje", "hjelp": "hjelpe", "bind": "binde", "bryt": "bryte", "driv": "drive",
        "heng": "henge", "sel": "selje", "tel": "telje", "trekk": "trekkje", "byt": "byte", "blir": "bli", "sår": "så", "har": "ha", "er": "være", "slepp": "sleppe",
    }.items()
}  # fmt: skip


def infinitiv(verb: str, *, nynorsk: bool = False) -> str:
    """The infinitive of a verb in the present («bytter» → «bytte», «sjekkar» → «sjekke», «ser» → nn «sjå»)."""
    key = fold(verb)
    if nynorsk and key == "ser":
        return "sjå"
    if key in _UREGELMESSIG:
        return _UREGELMESSIG[key]
    lav = verb.lower()
    if lav.endswith("ar"):
        return lav[:-2] + "e"
    if lav.endswith("er"):
        return lav[:-1]
    return lav[:-1] if lav.endswith("r") and lav[-2:-1] in "aeiouyæøå" else lav
