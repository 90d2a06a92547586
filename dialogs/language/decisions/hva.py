"""The task in a promise, for the card: «@Kari følger opp med BHT innen 14 dager» → «Følge opp med BHT»."""

import re

from dialogs.language.decisions import verb
from dialogs.language.decisions.model import Frist
from dialogs.language.decisions.setning import Handling
from dialogs.language.folding import fold

_NYNORSK = re.compile(
    r"\b(?:eg|ikkje|veke|veka|frå|saman|innan|seinast|kva|kven|ein|eit|måndag|tysdag|laurdag|ser\s+til\s+at\s+\w+en|fortløpande|vegen|rømingsveg\w*|\w+leiar\w*|verneombod\w*)\b|\w+(?:ingsvegen|avdelinga\b)",
    re.IGNORECASE,
)
_LOVER = re.compile(
    r"^(?:(?:har\s+)?lov(?:et|te|a|de|ar|er|t)\s+(?:seg\s+)?å|(?:tok|tek|tar)\s+på\s+(?:seg|meg)\s+å|(?:tek|tar|tok)\s+(?:på\s+seg\s+)?ansvar(?:et)?\s+for\s+å|ansvarl[ie]g\s+for\s+å|(?:fikk|får|fekk)\s+(?:i\s+oppgave|i\s+oppgåve|i\s+oppdrag|ansvar(?:et)?\s+for|jobben\s+med)\s+å|"
    r"(?:skal|må|will|shall)|(?:påtok|påtar|påtek)\s+seg\s+å|(?:ble|blei|vart|er)\s+(?:bedt|beden)\s+om\s+å)\s+",
    re.IGNORECASE,
)
_MA = re.compile(r"^(?:vi\s+)?(?:må|skal)\s+(?:få\s+|ha\s+)?", re.IGNORECASE)
_FRIST_FOR = re.compile(r"^frist(?:en)?\s+for\s+(?:å\s+)?", re.IGNORECASE)
_VI = re.compile(r"^(?:vi|gruppa|mks)\s+(?=\w+)", re.IGNORECASE)
_RUTINE = re.compile(
    r"\s+(?:hver|kvar|hvert|kvart)\s+(?:\w+\s+)?(?:dag|uke|veke|måned|månad|kvartal|halvår|år|mandag|måndag|fredag|\w+dag)\s*$",
    re.IGNORECASE,
)
_KLOKKE = re.compile(r"\s*,?\s*\bkl(?:okka|okken)?\.?\s*\d{1,2}(?:[.:]\d\d)?\s*$", re.IGNORECASE)
_DET = re.compile(
    r"^\w+\s+(?:det|dette|den|disse|desse|jobben|saken|saka)(?:\s+(?:opp|med\s+seg|videre|vidare))?$", re.IGNORECASE
)
_KANT = " .,;:–—-()|!"


def uten_frist(text: str, frist: Frist | None) -> str:
    """The text without the words of the deadline, where they stand at one of its ends."""
    if frist is None or frist.tekst not in text:
        return text.strip(_KANT)
    foran, _, bak = text.partition(frist.tekst)
    if len(bak.strip(_KANT)) > 25 and foran.strip(_KANT):  # noqa: PLR2004 - then it stands in the middle and may belong there
        return text.strip(_KANT)
    foran = (
        re.sub(r"[\s,]*(?:og|,|først|ferdig|til|på|innen|innan|i)?\s*$", "", foran) if not bak.strip(_KANT) else foran
    )
    return f"{foran.strip(' ,–-')} {bak.strip(_KANT)}".strip(_KANT)


def hva(text: str, handling: Handling | None, frist: Frist | None) -> str:
    """The task, with its verb in the infinitive and a capital first letter."""
    if handling is None or handling.form == "passiv":
        return _uten_subjekt(uten_frist(text, frist))
    nynorsk = _NYNORSK.search(text) is not None
    if handling.form == "snudd":
        rest = text[handling.verb : handling.start] + text[handling.slutt :]
    else:
        rest = text[handling.verb :]
    rest = uten_frist(rest, frist)
    lovet = _LOVER.match(rest)
    if lovet:
        return stor(uten_ferdig(rest[lovet.end() :]))
    ordet = re.match(r"\w+", rest)
    if ordet is None:
        return stor(rest)
    form = verb.infinitiv(ordet.group(), nynorsk=nynorsk) if verb.er_nutid(fold(ordet.group())) else ordet.group()
    return stor(uten_ferdig(form + re.sub(r"\s{2,}", " ", rest[ordet.end() :])))


def peker_tilbake(task: str) -> bool:
    """«Ordne det»: the task is what was decided."""
    return _DET.match(task) is not None


def _uten_subjekt(text: str) -> str:
    renset = _FRIST_FOR.sub("", _MA.sub("", text))
    vi = _VI.match(renset)
    ledig = vi.end() if vi else 0
    ordet = re.match(r"\w+", renset[ledig:])
    if ordet and (vi or ordet.group()[:1].isupper()) and verb.er_nutid(fold(ordet.group())) and len(renset.split()) > 1:
        nynorsk = _NYNORSK.search(text) is not None
        renset = verb.infinitiv(ordet.group(), nynorsk=nynorsk) + renset[ledig + ordet.end() :]
    return stor(_KLOKKE.sub("", _RUTINE.sub("", renset)))


def uten_ferdig(text: str) -> str:
    """Without a loose «ferdig» or «innen» that the deadline left behind."""
    kort = _KLOKKE.sub("", _RUTINE.sub("", text.strip(_KANT)))
    return re.sub(r"[\s,]+(?:ferdig|klart?|og|først|fyrst)?\s*$", "", kort).strip(_KANT)


def stor(text: str) -> str:
    """With a capital first letter and no edge signs."""
    renset = text.strip(_KANT)
    return renset[:1].upper() + renset[1:]
