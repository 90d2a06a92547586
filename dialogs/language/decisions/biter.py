"""Splitting a line into clauses at its separators, and putting together what is left of them."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import islice

from dialogs.language.decisions import frister

ANSVARSORD = (
    r"(?:(?:hoved|oppfølgings)?ansvarl[ie]g(?:e|\s+person)?(?:\s+for\s+(?:oppfølging\w*|gjennomføring\w*|tiltaket|dette)(?=\s*:))?|ansv|ansvar(?:et)?|hvem|kven|eier|eigar|utføres\s+av|utførast\s+av|resp(?:onsible)?|owner|assigned\s+to|assignee|tildelt|delegert\s+til|"
    r"følges\s+opp\s+av|oppfølging\s+av|oppfølging\s+ved|utfører|utførar|gjøres\s+av|ordnes\s+av|who)"
)
_SKILLE = re.compile(
    rf"\s*[|;\t→⇒]\s*|\s*[-=]>\s*|\s*[\[\]]\s*|\s+/+\s+|\s+[–—-]{{1,3}}\s+|\s*[–—]\s+|\s*,\s+|\s*[()]\s*|[.!?]\s+|\s+(?={ANSVARSORD}\b\s*:|(?:ansv|resp)\.\s*:?\s*\S|(?<!\ber\s)(?<!\bblir\s)(?<!\bvert\s)(?<!\bsom\s)(?<!\bhar\s)(?:ansvarl[ie]g|ansv)\s+(?!for\b)\S|frist\b)|\s+(?=v/|@\w)",
    re.IGNORECASE,
)
_FORKORT = re.compile(
    r"(?:\b(?:avd|ansv|resp|nr|kl|ca|evt|dvs|bl\.a|f\.eks|tlf|str|inkl|ekskl|pkt|jf|mr|dr|osv|hhv|min|maks|m|gj|enh|ass|insp)|\b\d{1,2}(?:[./]\d{1,2})?)$",
    re.IGNORECASE,
)
_MAKS = 24


@dataclass
class Bit:
    """One clause: its text, where it stood, the separator in front of it, and what it turned out to be."""

    tekst: str
    start: int
    slutt: int
    skille: str
    rolle: str = "tekst"

    @property
    def tegn(self) -> str:
        """The sign of the separator in front, empty at the start of a line and where only a label separates."""
        return self.skille.strip()


def del_i_biter(body: str, ref: date) -> list[Bit]:
    """The clauses of a line in order. A line with very many signs is left whole: it is no measure."""
    biter: list[Bit] = []
    start, skille = 0, ""
    for m in islice(_SKILLE.finditer(body), _MAKS):
        if not _deler(body, m, ref):
            continue
        biter.append(Bit(body[start : m.start()], start, m.start(), skille))
        start, skille = m.end(), m.group()
    biter.append(Bit(body[start:], start, len(body), skille))
    return biter


def _deler(body: str, m: re.Match[str], ref: date) -> bool:
    """Whether a separator separates: not the full stop of an abbreviation or a date, and not «frist» inside a sentence."""
    tegn, etter = m.group().strip(), body[m.end() :]
    if tegn in {".", "!", "?"}:
        merket = re.match(
            rf"(?:{ANSVARSORD}\b|(?:ny\s+)?frist\b|innen\b|når\s*:|hva\s*:|kva\s*:)", etter, re.IGNORECASE
        )
        if merket:
            return True
        initial = re.search(r"\b[A-ZÆØÅ]$", body[max(0, m.start() - 2) : m.start()])
        return (
            bool(etter[:1].isupper() or etter[:1] in "@<–")
            and not _FORKORT.search(body[max(0, m.start() - 12) : m.start()])
            and not initial
        )
    if not tegn and etter[:5].casefold() == "frist":
        bit = _SKILLE.split(etter, 1)[0] if not re.match(r"frist\w*\s*:", etter, re.IGNORECASE) else ""
        return not bit or frister.bare_frist(bit, ref) is not None
    return True


def sett_sammen(biter: list[Bit]) -> str:
    """What is left, with its own separators where nothing was taken out between."""
    ut, forrige = "", -2
    for n, bit in enumerate(biter):
        if bit.rolle not in {"tekst", "tom"}:
            continue
        if forrige == n - 1 and n:
            ut += bit.skille + bit.tekst
        elif bit.tekst.strip():
            ut += (" " if ut else "") + bit.tekst
        forrige = n
    return ut.strip(" |;,–—-\t\n(").removesuffix(" (").strip()
