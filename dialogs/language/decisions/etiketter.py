"""The label of a line: «Vedtak 4/26:», «AP:», «Sak 3/26 –», «Til stede:», and what is left when it is taken off."""

import re
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import OSA

from dialogs.language.decisions.innledning import innledet

Slag = Literal["vedtak", "tiltak", "sak", "notat", ""]

_I = re.IGNORECASE
_NR = r"(?:\s*(?:nr\.?|nummer|pkt\.?|punkt)?\s*(?P<nr>\d{1,4}(?:\s*[/-]\s*(?:20)?\d{2})?[a-z]?)\b\.?)?"
_MATE = r"(?:\s*[(,–-]?\s*(?:enstemmig|einstemmig|samrøystes|samrøystes|unanimous|mot\s+(?:\d+|én|ei|en|ein|to|tre|fire)\s+(?:stemmer?|røyster?|røyst)|med\s+\d+\s+mot\s+\d+\s*(?:stemmer|røyster)?)(?:\s*\([^()]{1,40}\))?\s*\)?)?"
_VEDTAKSORD = (
    r"(?:(?:enstemmig|einstemmig|samrøystes|nytt)\s+)?(?:vedtak(?:et)?(?:\s*(?:/|og|\+)\s*tiltak)?|vedtatt|vedteke|vedtekne|beslutning(?:en)?|besluttet|beslutta|avgjerd|avgjort|avgjørelse|konklusjon(?:en)?|konkludert|"
    r"decision|decided|resolution|enighet|semje|bestemt)"
)
_TILTAKSORD = (
    r"(?:(?:nytt|nye|avtalt|avtalte|foreslått\s+og\s+vedtatt)\s+)?(?:(?:straks|oppfølgings|opfølgings|hms-?|forbedrings|risiko)?tiltak|aksjons?(?:punkt)?|ap|action(?:\s+(?:item|point))?|to-?\s?do|å\s+gjøre|"
    r"gjøremål|gjeremål|(?:til\s+)?oppfølging(?:spunkt)?|oppfølgjing|opfølging|oppgave|oppgåve|arbeidsoppgave|arbeidsoppgåve|avtalt|avtale|task|t(?=:))"
)
_SKILLE = r"\s*(?P<skille>[:=;]|\s[–—-]+(?=\s)|[–—](?=\s)|-(?=\s))\s*"
_VEDTAK = re.compile(rf"(?:{_VEDTAKSORD}|v(?=:)){_NR}(?:\s+(?:i\s+)?sak\s+\d+(?:/\d+)?)?{_MATE}{_SKILLE}", _I)
_TILTAK = re.compile(rf"{_TILTAKSORD}{_NR}{_SKILLE}", _I)
# «Vedtak. Vi stenger», «vedtak, ny rundeliste»: a label by the sign after it, but no list of words («vedtak, tiltak og frister»).
_PUNKTUM = re.compile(
    r"(?P<slag>vedtak|beslutning|konklusjon|tiltak|aksjon)(?:\.\s+|,\s+(?!(?:som|og|eller|men|jf|fordi|der|hvor)\b|\w+(?:,|\s+(?:og|eller)\b)))(?=\S)",
    _I,
)
_VEDTAK_UTEN = re.compile(
    rf"(?:vedtak(?=\s)|VEDTAK){_NR}{_MATE}\s+(?!(?:er|ble|blei|blir|vart|vert|fra|frå|om|som|gjelder|gjeld|i|på|av|til|ikke|ikkje|må|kan|bør|mangler|fattes|fattet|skal|og|eller|frå|har|vi fattet|truffet|sist|ja)\b)",
    _I,
)
_TILTAK_UTEN = re.compile(
    r"(?:tiltak|TODO|todo|AP\s?\d{0,3}|Aksjon)\s+(?!(?:er|ble|blei|blir|vart|vert|fra|frå|om|som|gjelder|gjeld|i|på|av|til|for|mot|ikke|ikkje|må|kan|bør|mangler|skal|og|eller|har|etter|knyttet|\d+|nr|sist|ved|utført|lukket|ja)\b)",
    _I,
)
_AP_NR = re.compile(r"(?:AP|aksjon)\s?\d{1,3}\s+(?=[@<A-ZÆØÅ])")
# «Sak 7/26», «Sak 5:», «SAK – …», «32/26 Sykefravær». Not «Saken utsettes» and not «Sak 3/26 ble utsatt».
_IKKE_TITTEL = r"(?!(?:er|ble|blei|blir|vart|vert|tas|utsettes|utsatt|utsett|behandles|må|skal|kan|bør|avsluttes|og|til|følges|lukkes|lukket|ferdig|har|tek|vil)\b)"
_SAK = re.compile(
    rf"(?:(?:(?:ad\s+|til\s+|under\s+)?sak(?:snr|snummer)?|item|ps|mks|amu|punkt|pkt)\.?\s*(?:nr\.?\s*)?(?>(?P<nr>\d{{1,4}}(?:\s*[/-]\s*(?:20)?\d{{2}})?[a-z]?)\b\s*[:.)–—-]*\s*){_IKKE_TITTEL}|sak\s*[:–—-]\s*)(?=\S)",
    _I,
)
_SAK_NR = re.compile(r"(?P<nr>\d{1,3}/(?:20)?[23]\d)\s*[:.–—-]?\s+(?=[A-ZÆØÅ])")
_PUNKT = re.compile(
    r"\s*(?:[-*•·–—▪◦‣☐☑✓→>]+|\[[ xX]?\]|\d{1,2}\)|[a-zA-Z]\)|\d{1,2}(?:\.\d{1,2}){0,2}\.?\s+(?=(?:vedtak|tiltak|sak|ansv|[A-ZÆØÅ@<])(?!ai\b)))\s*",
    _I,
)
_HODE = re.compile(
    r"(?P<hode>til\s?stede|til\s?stades|tilstede|deltakere|deltakarar|deltok|møtte|frammøtte|oppmøte|present|forfall|fravær(?:ende)?|fråvær|meldt\s+forfall|absent|vara|referent|referat|møteleder|møteleiar|ordstyrer|"
    r"ordstyrar|møtedato|dato|tid(?:spunkt)?|tid\s+og\s+sted|sted|stad|møterom|neste\s+møte|nytt\s+møte|next\s+meeting|møteplan|orientering(?:ssak)?|til\s+(?:info|orientering|informasjon|kunnskap)|info(?:rmasjon)?|"
    r"fyi|forslag(?:\s+til\s+(?:vedtak|tiltak|beslutning))?|framlegg(?:\s+til\s+\w+)?|innstilling(?:\s+til\s+vedtak)?|tilråding|ønske|ønskje|idé|ide|diskusjon|drøfting|drøftet|merknad(?:er)?|kommentar(?:er)?|"
    r"saksopplysning(?:er)?|avstemning|avstemming|votering|røysting|bakgrunn|spørsmål|notat|note|vedlegg|agenda|saksliste|sakliste|innkalling|eventuelt|problem|risiko|avvik|observasjon|funn|status|tilbakeblikk|obs|nb|ps|husk|påminnelse|påminning|sykefravær|"
    r"kopi(?:\s+til)?|gjelder|gjeld|vedtak\s+fra\s+(?:sist|forrige\s+møte|i\s+fjor)|forrige\s+vedtak|tidligere\s+vedtak|proposal|suggestion)\s*[:–—]\s+",
    _I,
)
_INNI_UTEN = re.compile(
    r"[.;!–—|-]\s+(?:(?P<vedtak>vedtak|vedtatt|vedteke|beslutning|konklusjon|avgjerd)|tiltak|aksjon)\s*:\s+(?=\S)", _I
)
# «Tiltak 4: utført» tells how it goes with a measure that is there already.
_BARE_STATUS = re.compile(
    r"(?:er\s+)?(?:utført|ferdig|gjort|gjennomført|fullført|lukk(?:et|a)|løst|løyst|ok|i\s+orden|avslutt(?:et|a)|done|closed|på?begynt|påbyrja|i\s+gang|under\s+arbeid|utgår)\s*[.!]?\s*",
    _I,
)
_LEDD = re.compile(r"\b(?:ansv\w*|frist|hvem|kven|resp\w*|når)\b|\bforslag\b|^\s*(?:vedtak|tiltak|vedtatt)\b", _I)
_TIL_STEDE = re.compile(
    r"(?P<hode>til\s?stede|til\s?stades|tilstede|forfall|meldt\s+forfall)\s+(?:var|er|hadde|fra|frå)\b", _I
)
_INNI = re.compile(rf"(?:^|[\s.;–—-])\s*{_VEDTAKSORD}{_MATE}\s*:\s*", _I)
_FORAN_KOLON = re.compile(r"\b([^\W\d_]{4,13})(?=\s?:)")
_KJENTE = (
    "vedtak",
    "tiltak",
    "ansvarlig",
    "ansvarleg",
    "frist",
    "beslutning",
    "konklusjon",
    "aksjon",
    "oppfølging",
    "forslag",
    "orientering",
    "vedtatt",
)


@dataclass(frozen=True)
class Etikett:
    """The kind of label, the line without it, and what the label told: case number, measure number, the header's word."""

    slag: Slag
    rest: str
    nr: str | None = None
    hode: str | None = None
    punkt: bool = False
    delt: bool = True
    saksnr: str | None = None


def rett_etiketter(line: str) -> str:
    """Correct one typo in a word that stands before a colon and is nearly a label («Tilltak:», «Frsit:»)."""
    return _FORAN_KOLON.sub(_rettet, line)


def _rettet(ordet: re.Match[str]) -> str:
    key = ordet[1].casefold()
    if key in _KJENTE:
        return ordet[1]
    return next((k.capitalize() for k in _KJENTE if OSA.distance(key, k, score_cutoff=1) == 1), ordet[1])


def les_etikett(line: str) -> Etikett:
    """Take the label off a line. `slag` is empty when there is none; `punkt`: the line was an item of a list or table."""
    uten_punkt = _PUNKT.match(line)
    body = line[uten_punkt.end() :] if uten_punkt else line.lstrip()
    punkt = uten_punkt is not None
    sak = _SAK.match(body) or _SAK_NR.match(body)
    if sak:
        return _sak(body, sak, punkt=punkt)
    merket = _uten_sak(body, punkt=punkt)
    innledning = None if merket.slag else innledet(body)
    if innledning is None:
        return merket
    if innledning.slag == "sak":
        return Etikett("sak", innledning.rest, innledning.nr, None, punkt, saksnr=innledning.nr)
    return _som(innledning.slag, innledning.rest, None, punkt=punkt)


def _sak(body: str, sak: re.Match[str], *, punkt: bool) -> Etikett:
    """An agenda item, unless a decision or a measure stands on the same line («Sak 7/26 Vernerunde – Vedtak: …»)."""
    nr, rest = sak["nr"], body[sak.end() :]
    inni = _INNI.search(rest)
    if inni:
        return Etikett(
            "vedtak", rest[inni.end() :].strip(), None, rest[: inni.start()].strip(" –—-.:"), punkt, saksnr=nr
        )
    under = _uten_sak(rest, punkt=punkt)
    if under.slag in {"vedtak", "tiltak"}:
        return Etikett(under.slag, under.rest, under.nr, None, punkt, saksnr=nr)
    return Etikett("sak", rest.strip(), nr, None, punkt, saksnr=nr)


def _uten_sak(body: str, *, punkt: bool) -> Etikett:
    inni = _INNI_UTEN.search(body)
    if inni and inni.start() and not _LEDD.search(body[: inni.start()]):
        return _som("vedtak" if inni["vedtak"] else "tiltak", body[inni.end() :], None, punkt=punkt)
    hode = _HODE.match(body) or _TIL_STEDE.match(body)
    if hode:
        return Etikett("notat", body[hode.end() :].strip(), None, hode["hode"].casefold(), punkt)
    for slag, monster in (("vedtak", _VEDTAK), ("tiltak", _TILTAK)):
        treff = monster.match(body)
        if treff and body[treff.end() :].strip() and not (treff["nr"] and _BARE_STATUS.fullmatch(body, treff.end())):
            return _som(slag, body[treff.end() :], treff["nr"], punkt=punkt)
    punktum = _PUNKTUM.match(body)
    if punktum:
        slag = "tiltak" if punktum["slag"].casefold() in {"tiltak", "aksjon"} else "vedtak"
        return _som(slag, body[punktum.end() :], None, punkt=punkt)
    for slag, monster in (("vedtak", _VEDTAK_UTEN), ("tiltak", _TILTAK_UTEN), ("tiltak", _AP_NR)):
        treff = monster.match(body)
        if treff and body[treff.end() :].strip():
            return _som(slag, body[treff.end() :], None, punkt=punkt, delt=False)
    return Etikett("", body.strip(), punkt=punkt)


def _som(slag: str, rest: str, nr: str | None, *, punkt: bool, delt: bool = True) -> Etikett:
    return Etikett("vedtak" if slag == "vedtak" else "tiltak", rest.strip(), nr, None, punkt, delt)
