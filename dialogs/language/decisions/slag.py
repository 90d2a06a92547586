"""What an unlabelled line is: a decision told as one, a change of status, an approval, a proposal, a question."""

import re

_I = re.IGNORECASE
_ORGAN = r"(?:mks(?:-?(?:gruppa|gruppen|gruppe))?|amu|lamu|hms-?(?:gruppa|gruppen|utvalget|utvalet)|gruppa|gruppen|utvalget|utvalet|\w+utvalget|\w+utvalet|\w+gruppa|\w+gruppen|møtet|vi|personalmøtet|avdelingen|avdelinga|leder?gruppa|partene|partane|komiteen|styret|the\s+(?:group|committee)|we)"
_VEDTAK = (
    re.compile(rf"^[^.?!]{{3,70}}?\b(?:vedtok|vedtar|vedtek|besluttet|beslutter|beslutta|bestemte)\s+{_ORGAN}\b", _I),
    re.compile(
        r"^(?:etter|på|med|i|som|dermed|derfor|da|til|difor|då|under)\b.{0,70}?\b(?:ble|blei|vart|er)\s+det\s+(?:så\s+|nå\s+)?(?:enstemmig\s+|einstemmig\s+)?(?:vedtatt|vedteke|besluttet|beslutta|bestemt|enighet|semje)\b",
        _I,
    ),
    re.compile(
        r"^(?:så\s+)?(?:det|dette|dei|de|saken|saka|\w+en|\w+et|\w+a)?\s*(?:ble|blei|vart|er|blir|vert|er\s+blitt|har\s+blitt)\s+(?:nå\s+|no\s+|herved\s+|også\s+|derfor\s+|difor\s+)?(?:enstemmig\s+|einstemmig\s+|samrøystes\s+|mot\s+\S+\s+stemmer?\s+)?(?:vedtatt|vedteke|vedteken|vedtatte|besluttet|beslutta|bestemt|avgjort|fattet\s+vedtak|fatta\s+vedtak|enighet|semje|agreed|decided)\b",
        _I,
    ),
    re.compile(
        rf"^(?:så\s+)?{_ORGAN}\s+(?:har\s+|enstemmig\s+)?(?:enstemmig\s+|nå\s+)?(?:vedtar|vedtok|vedtek|vedtatt|besluttet|beslutter|beslutta|bestemte(?:\s+seg)?|bestemmer|bestemt|avgjorde|gikk\s+inn\s+for|gjekk\s+inn\s+for|gikk\s+for|gjekk\s+for|sluttet\s+seg\s+til|slutta\s+seg\s+til|går\s+for|landet\s+på|landa\s+på|fattet\s+vedtak|godkjenner|godkjente|godkjende|konkluderte\s+med|konkluderer\s+med|stemte\s+for|valgte|valde|vedtas|decided|agreed)\b",
        _I,
    ),
    re.compile(
        rf"^(?:så\s+)?(?:da\s+)?(?:{_ORGAN}|alle|everyone|da\s+er\s+vi|då\s+er\s+vi)\s*(?:ble|blei|vart|er|var|blir|vert)?\s*(?:alle\s+)?(?:enige|einige|enig|einig|samde|samd|samstemte)\s+om\b",
        _I,
    ),
    re.compile(
        r"^(?:enstemmig\s+)?(?:besluttet|beslutta|bestemt|vedtatt|vedteke|avgjort|enige?\s+om|einige?\s+om|enighet\s+om|det\s+(?:var|er|ble|vart)\s+(?:enighet|semje|einigheit)\s+om|semje\s+om|konkluderte\s+med)\s+(?:at|å|om)?\b",
        _I,
    ),
    re.compile(
        r"^(?:saken|saka|sak\s+\d\S*)\s+(?:utsettes|utsetjast|oversendes|oversendast|sendes\s+(?:over|videre|tilbake)|avsluttes|lukkes|trekkes|legges\s+bort|tas\s+(?:opp\s+igjen|av\s+sakslista)|(?:blir|vert)\s+(?:utsatt|utsett|oversendt|avsluttet|avslutta|lukket|lukka))\b",
        _I,
    ),
    re.compile(r"^vi\s+(?:utsetter|utset|utsetjer|avslutter|avsluttar|lukker|lukkar)\s+sak(?:en|a)?\b", _I),
    re.compile(
        r"^(?:saken|saka|dette|det)\s+(?:blir|vert|tas|tek|ble|vart|er)\s*(?:vert\s+|blir\s+)?(?:tatt|teken|teke|tas)?\s*til\s+(?:orientering|vitende|etterretning)\b",
        _I,
    ),
    re.compile(
        r"^(?:mks(?:-?\w+)?|l?amu|hms-?\w+|\w*utvalg(?:et)?|\w*utval(?:et)?|gruppa|gruppen|arbeidsmiljøutvalget)\s+(?:enstemmig\s+)?(?:ber|ba|bad|anmoder|anmodet|tilrår|anbefaler|anbefalte|pålegger|påla|krever|krevde|støtter|støttet|slutter\s+seg|sluttar\s+seg|stiller\s+seg\s+bak|stilte\s+seg\s+bak|gir\s+(?:sin\s+)?tilslutning|tar|tok|tek|oppnevner|oppnevnte|velger|nedsetter|innfører|fastsetter)\b(?!\s+(?:opp|pause|ordet))",
        _I,
    ),
    re.compile(
        r"^(?:vi|mks|gruppa)\s+(?:tar|tek)\s+(?:saken|saka|det|dette)?\s*til\s+(?:orientering|etterretning)", _I
    ),
)
_UTSETT = re.compile(
    r"\b(?:utsett(?:er|es)?|utsetj(?:er|ast)|utset|utsatt|skyv(?:er|es)|flytt(?:er|es))\b.{0,40}\btil\s+(?:neste|eit\s+seinare|et\s+senere|kommende)\s+(?:mks-)?(?:møte|gang|gong)|^(?:vi\s+)?(?:utsetter|utset|utsetjer)\s+sak|\bsak(?:en|a)\s+(?:blir\s+|vert\s+|er\s+)?(?:utsettes|utsett|utsatt)\b",
    _I,
)
_OVERSEND = re.compile(r"\b(?:oversendes|oversendt|sendes\s+(?:over|videre)\s+til|oversendast|løftes\s+til)\b", _I)
_GODKJENT = re.compile(
    r"^(?:(?:innkalling(?:en|a)?|saksliste(?:n)?|sakslista|sakliste|referat(?:et)?|møtereferat(?:et)?|protokoll(?:en)?|dagsorden|minutes)\b.{0,80}\b(?:godkjen(?:t|te|nes|d|ast)|approved)\b|godkjent\s+(?:referat|innkalling|saksliste)|(?:vi|mks)\s+godkjen(?:ner|te|de)\s+(?:referat|innkalling|møtereferat|protokoll|saksliste))",
    _I,
)
_GJENFORTALT = re.compile(
    r"\b(?:i\s+fjor|sist(?:e\s+(?:møte|gang|gong))?|forrige\s+(?:møte|gang|uke|år|måned)|førre\s+(?:møte|gong|veke)|tidligere|tidlegare|allerede|allereie|den\s+gangen|den\s+gongen|for\s+(?:lenge|\w+\s+(?:år|uker|veker|måneder|dager))\s+siden|i\s+(?:januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember|høst|vår|haust|går)\b(?=.{0,40}(?:men|ikke|ikkje|har|,|\.?$))|jo|da\s+vi|"
    r"kommunestyret|formannskapet|regjeringa|regjeringen|stortinget|departementet|fylket|kommunestyre|bystyret)\b",
    _I,
)
_NEKTET = re.compile(
    r"\b(?:ikke|ikkje|uten|utan|aldri|ingen|not|no)\s+(?:\w+\s+){0,3}?(?:vedtak\w*|vedtatt|vedteke|konklu\w+|beslutn\w+|bestemt|enige|einige|beslutt\w+|avgjer\w+|decided)|konkluderte\s+(?:ikke|ikkje)|vedt(?:ok|ar|ek)\s+(?:ikke|ikkje|ingenting|inga)|(?:ble|vart)\s+(?:ikke|ikkje)",
    _I,
)
_FORSLAG = re.compile(
    r"^(?:det\s+(?:bes|blir|vert|ble|vart)?\s*(?:foreslås|foreslått|føreslått)|forslag|framlegg|ønske\w*|ønskje\w*|hva\s+(?:med|om)|kva\s+(?:med|om)|skal\s+vi|kan\s+(?:vi|noen|nokon)|kunne\s+(?:vi|noen)|burde|hadde\s+(?:vært|vore)|kanskje|noen\s+(?:burde|bør|må|skulle)|nokon\s+(?:burde|bør|må|skulle)|hvis|dersom|om\s+vi|maybe|perhaps|should\s+we|i\s+think)\b|"
    r"\b(?:vi|en|man|det|ein|eg|jeg|dei|de|noen|nokon|alle|leder|leiinga|ledelsen|kommunen)\s+(?:(?:synes|meiner|mener|tror|trur|syns|synst)\b.{0,30})?(?:bør|burde|kunne|skulle\s+ønske|hadde\s+vært|hadde\s+vore|ønsker|ynskjer|ønskjer|håper|foreslår|vurderer\s+om)\b|\b(?:hadde|kunne)\s+(?:vært|vore)\s+(?:fint|bra|greit|lurt|kjekt|flott|en\s+ide)|\bforesl(?:år|o|ås|ått)\b|\bføresl(?:år|o|ått)\b",
    _I,
)
_SPORSMAL = re.compile(
    r"\?\s*$|^(?:hvem|kven|hva|kva|hvor|kor|når|hvorfor|korfor|kvifor|hvordan|korleis|skal|kan|bør|har|er|ble|vart|må)\s+(?:vi|det|dere|de|noen|nokon|du|jeg|eg|dette|ikke|ble|vart|er|egentlig|blei)\b.*\?",
    _I,
)
_NR = re.compile(r"\btiltak(?:et)?\s*(?:nr\.?\s*)?(\d{1,4})\b", _I)
_STATUS = (
    ("status_ikke_aktuelt", re.compile(r"\b(?:ikke\s+(?:lenger|lengre)\s+aktuel\w*|ikkje\s+(?:lenger|lengre)\s+aktuel\w*|utgår|bortfaller|droppes|trekkes)\b", _I)),
    ("ny_ansvarlig", re.compile(r"\b(?:overtar|overtek|tar\s+over|tek\s+over|ny\s+ansvarl[ie]g)\b", _I)),
    ("ny_frist", re.compile(r"^(?:ny|utsatt|utsett|endret|endra|forlenget|forlenga)\s+frist\b|^(?:frist(?:en)?\s+)?(?:er\s+|blir\s+)?(?:utsatt|utsett|flyttet|flytta|forlenget|forlenga)\s+til\b|^frist(?:en)?\s+(?:\w+\s+){0,4}(?:utsettes|utsatt|flyttes|flyttet|forlenges|forlenget|utset\w*|flyttast)\b|^tiltak\s*\d+.{0,40}\b(?:ny\s+frist|utsatt\s+til|utsettes|utsett\s+til|flyttes\s+til)\b", _I)),
    ("status_utfort", re.compile(r"^(?:ferdig|utført|lukket|lukka|gjort|fullført|ok|done|i\s+orden|klart?|closed)\b\s*[:.!–-]|^(?:tiltak|tiltaket|ap|aksjon|punkt|sak)\s*(?:nr\.?\s*)?\d*\b.{0,30}\b(?:er|ble|blei|vart|har\s+blitt|kan)?\s*(?:utført|ferdig\w*|gjort|gjennomført|fullført|lukket|lukka|lukkes|løst|løyst|i\s+orden|avsluttet|avslutta|done)\b", _I)),
    ("status_pabegynt", re.compile(r"\b(?:på?begynt|påbyrja|(?:er|satt|sett|kommet|godt)\s+i\s+gang|startet\s+opp|starta\s+opp|under\s+arbeid|pågår|delvis\s+(?:utført|gjort))\b", _I)),
)  # fmt: skip
_STATUS_LINJE = re.compile(
    r"^(?:tiltak(?:et)?\b|ap\s*\d|aksjon\s*\d|ny\s+frist|frist(?:en)?\b|utsatt\b|utsett\b|endr|forleng|ferdig\b|utført\b|lukk|gjort\b|fullført\b|påbegynt|done\b|ok\b|i\s+orden\b|klart?\b|ny\s+ansvarl|\S+(?:\s\S+)?\s+(?:overtar|overtek|tar\s+over|tek\s+over)\s+tiltak)",
    _I,
)
_AVVIK = re.compile(
    r"\b(?:glatt|løs[t]?|laus[t]?|ødelagt|øydelagt|knust|lekk\w*|lek\b|mangler|manglar|defekt|virker\s+ikke|verkar\s+ikkje|falt|fall|datt|skled|sklei|snublet|snubla|slo\s+seg|skadet|skada|brann\w*|strøm)\b",
    _I,
)
_MELDT = re.compile(r"\b(?:varsl(?:a|et|te)|meld[te]?|ring[te]+|reparer[at]\w*|fiks[ae]\w*|bytt(?:et|a|e)?)\b", _I)
_IGJEN = re.compile(r"\b(?:igjen|att|framleis|fortsatt|fremdeles|enda|i\s+går|i\s+dag|i\s+natt|nå|nesten)\b", _I)


def er_vedtak(text: str) -> bool:
    """A decision told as one («Det ble vedtatt å …», «MKS vedtok …»): not retold from before, not denied, not a proposal."""
    return any(m.search(text) for m in _VEDTAK) and not _NEKTET.search(text) and not gjenfortalt(text)


def gjenfortalt(text: str) -> bool:
    """A decision of another time or another body is not this meeting's."""
    return _GJENFORTALT.search(text) is not None


def er_forslag(text: str) -> bool:
    """A proposal or a wish, which is no decision (mks.md)."""
    return _FORSLAG.search(text) is not None


def er_sporsmal(text: str) -> bool:
    """A question."""
    return _SPORSMAL.search(text) is not None


def er_utsettelse(text: str) -> bool:
    """The item is put off to a later meeting."""
    return _UTSETT.search(text) is not None


def er_oversending(text: str) -> bool:
    """The item is sent on to another body."""
    return _OVERSEND.search(text) is not None


def er_godkjenning(text: str) -> bool:
    """The minutes or the notice of the meeting are approved."""
    return _GODKJENT.search(text) is not None and _NEKTET.search(text) is None


def status(text: str) -> str | None:
    """The change of status that a line tells about an earlier measure, or None."""
    if not _STATUS_LINJE.search(text):
        return None
    return next((navn for navn, monster in _STATUS if monster.search(text)), None)


def tiltak_nr(text: str) -> int | None:
    """The number of the measure that a line is about."""
    treff = _NR.search(text)
    return int(treff[1]) if treff else None


def ligner_avvik(text: str) -> bool:
    """Something is wrong here and now, and nobody has been told: the bot offers «meld avvik»."""
    return _MELDT.search(text) is None and _AVVIK.search(text) is not None and _IGJEN.search(text) is not None
