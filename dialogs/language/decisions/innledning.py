"""What is said in front of an item or a label: «da tar vi sak 9 om …», «neste sak er …», «skriv på tiltak at …», «Eventuelt»."""

import re
from dataclasses import dataclass

_I = re.IGNORECASE
_NR = r"(?P<nr>\d{1,4}(?:\s*[/-]\s*(?:20)?\d{2})?[a-z]?)\b"
_SMA = r"(?:(?:ok|okei|ja|greit|fint|bra|så|da|då|men|og|nå|no|then|now)[,!.]?\s+){0,4}"
_VI_TAR = (
    r"(?:(?:(?:vi|me)\s+)?(?:kan|skal|må|bør)\s+(?:(?:vi|me)\s+)?(?=(?:gå|ta|hoppe|begynne|byrje|starte|fortsette|behandle)\b))?"
    r"(?:(?:vi|me|we)\s+)?(?:gå|ta|hoppe|begynne|byrje|starte|fortsette|behandle|går|gjeng|tar|tek|hopper|hoppar|begynner|byrjar|starter|startar|fortsetter|fortset|er|kommer|kjem|skal|behandler|handsamar|take|move|go)\s+"
    r"(?:(?:vi|me|opp|over|videre|vidare|løs|laus|fram|nå|no|så|da|nå\s+over|on|now)\s+)*(?:(?:til|på|med|to|til\s+behandling\s+av)\s+)?"
)
_OVER_TIL = r"(?:(?:så|da|nå|no)\s+)?(?:over\s+)?til\s+(?=sak)"
_NESTE = r"(?:(?:den\s+)?(?:neste|første|fyrste|siste|next|first|last)\s+(?:sak(?:en|a)?|punkt(?:et)?|item)(?:\s+på\s+\w+)?(?:\s+(?:er|blir|vert|is))?\s*[,:–—-]?\s*)"
_SAKSORD = r"(?:sak|saksnr|saksnummer|item|punkt|pkt)\.?\s*(?:nr\.?\s*|nummer\s+)?"
# «Vi tar sak 9 etter lunsj» says when, not what.
_IKKE_TITTEL = r"(?!(?:etter|før|senere|seinare|sist|til|på|neste|mot|er|ble|blei|blir|vart|vert|utsettes|utsatt|utsett|skal|må|kan|bør|igjen|også|i\s+(?:dag|morgen|morgon|neste|høst|haust|vår)|ferdig|lukkes)\b)"
_NUMMERERT = re.compile(
    rf"{_SMA}(?:{_OVER_TIL}|{_VI_TAR})?(?:{_NESTE})?{_SAKSORD}(?>{_NR}\s*(?:(?:da|nå|no|først|fyrst)\b)?\s*[,:;.–—-]*\s*(?:(?:om|som\s+(?:gjelder|gjeld|handler\s+om|handlar\s+om|er|heter)|som|about)\s+)?)(?P<tittel>{_IKKE_TITTEL}.*)$",
    _I | re.DOTALL,
)
_UNUMMERERT = re.compile(rf"{_SMA}(?:{_VI_TAR})?{_NESTE}(?P<tittel>{_IKKE_TITTEL}\S.*)$", _I | re.DOTALL)
_SIGNAL = re.compile(r"[,:–—-]|\b(?:er|blir|vert|is)\b", _I)
_EVENTUELT = re.compile(
    rf"{_SMA}(?:{_VI_TAR}|{_OVER_TIL})?(?P<tittel>eventuelt|ymse|ymist|aob|any\s+other\s+business)\s*[.:!–—-]*\s*$", _I
)
_SKRIV = re.compile(
    r"(?:(?:kan|kunne)\s+(?:du|noen|nokon|vi|referenten)\s+|(?:da|så|ok|okei|og|vi|me|referenten?|please|can\s+you)[,:]?\s+){0,3}"
    r"(?:skriv(?:e|er)?|noter(?:e|er|ar)?|før(?:e|er)?|sett(?:e|er)?|set|legg(?:e|er)?|ta|tar|tek|registrer(?:e|er)?|protokollfør(?:e|er)?|opprett(?:e|er)?|lag(?:e|er)?|add|note|put)\s+"
    r"(?:(?:vi|på|opp|inn|ned|med|som|det|dette|ned\s+at|et|eit|ein|en|nytt|ny|down|as|an|a|i\s+referatet|på\s+lista|på\s+tiltakslista)\s+){0,4}"
    r"(?P<slag>tiltak|vedtak|aksjon|action|decision)(?:et)?(?:\s*[:,–—-]\s*|\s+)(?:om\s+)?(?:at|that|om)?\s+(?P<rest>\S.*)$",
    _I | re.DOTALL,
)


@dataclass(frozen=True)
class Innledet:
    """What was introduced: `slag` sak, vedtak or tiltak; the rest of the line; the number of an item."""

    slag: str
    rest: str
    nr: str | None = None


def innledet(body: str) -> Innledet | None:
    """What a line introduces in a spoken way, or None."""
    skriv = _SKRIV.match(body)
    if skriv:
        return Innledet(
            "vedtak" if skriv["slag"].casefold() in {"vedtak", "decision"} else "tiltak", skriv["rest"].strip()
        )
    eventuelt = _EVENTUELT.match(body)
    if eventuelt:
        return Innledet("sak", eventuelt["tittel"])
    sak = _NUMMERERT.match(body)
    if sak and not sak["tittel"].rstrip().endswith("?"):
        return Innledet("sak", sak["tittel"].strip(), sak["nr"])
    neste = _UNUMMERERT.match(body)
    if neste and _SIGNAL.search(body[: neste.start("tittel")]):
        return Innledet("sak", neste["tittel"].strip())
    return None
