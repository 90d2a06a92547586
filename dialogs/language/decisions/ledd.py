"""Splitting a line into clauses, and taking off those that only say who or when."""

import re
from dataclasses import dataclass, field
from datetime import date

from dialogs.language.decisions import ansvar, frister
from dialogs.language.decisions.ansvar import Leser
from dialogs.language.decisions.biter import ANSVARSORD, Bit, del_i_biter, sett_sammen
from dialogs.language.decisions.model import Frist, Nevnt
from dialogs.language.folding import words

_ANSVAR = re.compile(
    rf"\s*(?:og\s+|med\s+|som\s+)?{ANSVARSORD}\b\s*(?P<er>(?:er|blir|vert|is)\b\s*)?(?P<kolon>[:.=–-]*)\s*(?P<hvem>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_ANSVAR_FOR = re.compile(
    r"\s*(?:ansvarl[ie]g|ansvar)\s+for\s+.{3,120}?(?:\s+er\s+|:\s*)(?P<hvem>[^.]{2,80})$", re.IGNORECASE | re.DOTALL
)
_HAR_ANSVAR = re.compile(
    r"\s*(?P<hvem>.{2,60}?)\s+(?:(?:er|blir|vert|står|settes?\s+som)\s+(?:som\s+)?(?:hoved)?ansvarl[ie]ge?|har|får|tar|tek)(?:\s+ansvar(?:et)?|\s+jobben|\s+oppfølgingen|\s+saken)?"
    r"(?:\s+for\s+(?:dette|det|saken|denne|oppfølging\w*|gjennomføring\w*|jobben))?\s*$",
    re.IGNORECASE | re.DOTALL,
)
_HVA = re.compile(r"\s*(?:hva|kva|what|tiltak|action|oppgave|oppgåve|beskrivelse|task)\s*:\s*", re.IGNORECASE)
_STATUS = re.compile(
    r"\s*(?:status\s*:?\s*)?(?:ikke\s+(?:på)?begynt|ikkje\s+(?:på)?byrja|på(?:begynt|går)|åpen|open|ny|ny\s+sak|i\s+gang|under\s+arbeid|utestående|not\s+started|ongoing|grønn|gul|rød|lav|middels|høy|høg|x|-|\d{1,3}\.?)\s*$",
    re.IGNORECASE,
)
_FRIST_TOM = re.compile(
    r"\s*\w+\s*[:.]?\s*(?:ikke satt|ikkje sett|avklares|uavklart|tbd|ingen|må avklares|-)?", re.IGNORECASE
)
_KORT = 6  # words in a clause that only tells who or when
_KLARE = frozenset(("|", "-", "–", "—", "(", "[", "]", "→", "⇒", "->", "=>"))
_FRIST_FOR = re.compile(r"\s*frist(?:en)?\s+for\s+", re.IGNORECASE)
_START = re.compile(
    r"\s*(?:fra|frå|med\s+start|starter|oppstart|gjelder\s+fra|gjeld\s+frå)\s*:?\s+(?:og\s+med\s+)?", re.IGNORECASE
)
_KOLON = re.compile(r"([^:|]{1,60}?)\s*:\s+")


@dataclass
class Ledd:
    """A line in clauses. `text` is what is left; `ansvar` and `frist` come from the clauses that were taken off."""

    text: str
    ansvar: list[Nevnt] = field(default_factory=list)
    frist: Frist | None = None
    ansvar_merket: bool = False
    frist_merket: bool = False
    har_hva: bool = False
    foran: bool = False


def del_opp(body: str, ref: date, leser: Leser) -> Ledd:
    """Take the clauses apart. Dates are read from the meeting's civil date `ref`."""
    ledd = Ledd(body)
    body = _foran(body, ref, leser, ledd)
    biter = del_i_biter(body, ref)
    _merk(body, biter, ref, leser, ledd)
    ledd.text = sett_sammen(biter)
    hva = _HVA.match(ledd.text)
    if hva:
        ledd.text, ledd.har_hva = ledd.text[hva.end() :], True
    return ledd


def _foran(body: str, ref: date, leser: Leser, ledd: Ledd) -> str:
    """«Kari:», «Innen en uke:», «Frist 30.11:» in front of the text."""
    for _ in range(2):
        kolon = _KOLON.match(body)
        merket = _ANSVAR.match(kolon[1]) if kolon else None
        if (
            kolon is None
            or (merket and not merket["hvem"])
            or _HVA.match(body)
            or body[kolon.end() - 1 : kolon.end() + 1].strip().isdigit()
        ):
            return body
        if _FRIST_FOR.match(kolon[1]):
            return _frist_for(body, kolon, ref, ledd)
        frist = frister.bare_frist(kolon[1], ref)
        hvem = None if frist else ansvar.hele(merket["hvem"] if merket else kolon[1], leser, merket=bool(merket))
        if frist and ledd.frist is None:
            ledd.frist, ledd.frist_merket = frist, True
        elif hvem and not ledd.ansvar:
            ledd.ansvar.extend(hvem)
            ledd.foran = True
            parentes = re.search(r"\(([^()]+)\)", kolon[1])
            ledd.frist = ledd.frist or (frister.bare_frist(parentes[1], ref) if parentes else None)
        else:
            return body
        body = body[kolon.end() :]
    return body


def _frist_for(body: str, kolon: re.Match[str], ref: date, ledd: Ledd) -> str:
    """«Frist for å melde seg på vernedagen: 27. mars. Alle verneombud.»: the task stands before the colon."""
    bit = re.split(r"[.;|]\s+(?=[A-ZÆØÅ@])", body[kolon.end() :], maxsplit=1)
    frist = frister.bare_frist(bit[0], ref)
    if frist is None:
        return body
    ledd.frist, ledd.frist_merket = frist, True
    return kolon[1] + (f". {bit[1]}" if len(bit) > 1 else "")


def _merk(body: str, biter: list[Bit], ref: date, leser: Leser, ledd: Ledd) -> None:
    venter = ""  # a label whose value stands in the next clause («Ansv. | Kari»)
    for n, bit in enumerate(biter):
        innhold = bit.tekst.strip()
        if not innhold or (venter and _venter(bit, venter, ref, leser, ledd)):
            bit.rolle = "tom" if not innhold else bit.rolle
            venter = venter if not innhold else ""
            continue
        venter = ""
        if _frist(bit, n, biter, ref, ledd):
            venter = "frist" if bit.rolle == "frist?" else ""
        elif _ansvar(bit, n, biter, leser, ledd):
            venter = "ansvar" if bit.rolle == "ansvar?" else ""
        elif _STATUS.match(innhold) and ("|" in body or (n == len(biter) - 1 and n > 1 and bit.tegn in _KLARE)):
            bit.rolle = "status"


def _venter(bit: Bit, venter: str, ref: date, leser: Leser, ledd: Ledd) -> bool:
    if venter == "frist":
        ledd.frist = frister.bare_frist(bit.tekst, ref) or ledd.frist
        bit.rolle = "frist"
        return True
    hvem = ansvar.hele(bit.tekst, leser)
    if hvem is None:
        return False
    ledd.ansvar.extend(hvem)
    bit.rolle = "ansvar"
    return True


def _frist(bit: Bit, n: int, biter: list[Bit], ref: date, ledd: Ledd) -> bool:
    """Mark a clause that is a deadline, or one that only says when something starts."""
    merket = frister.merket_frist(bit.tekst)
    frist = frister.bare_frist(bit.tekst, ref)
    start = _START.match(bit.tekst) if n else None
    if start and bit.tegn in {".", "|", "("} and frister.bare_frist(bit.tekst[start.end() :], ref):
        bit.rolle = "start"
        return True
    if frist is None:
        if merket and n and _FRIST_TOM.fullmatch(bit.tekst):
            bit.rolle = "frist?"
        elif merket and n and ":" in bit.tekst and len(words(bit.tekst)) <= _KORT:
            bit.rolle = "frist"  # a deadline that was not understood is a clause all the same; the bot asks
            return True
        return bit.rolle == "frist?"
    if not (merket or _frist_star_alene(bit, n, biter, frist, ref)):
        return False
    if ledd.frist is None or merket:
        ledd.frist = frist
    ledd.frist_merket = ledd.frist_merket or bool(merket) or frist.eksplisitt or bit.tegn in _KLARE
    bit.rolle = "frist"
    return True


def _frist_star_alene(bit: Bit, n: int, biter: list[Bit], frist: Frist, ref: date) -> bool:
    """A bare date counts after a clear separator; first or after a comma only when the rest shows that it is no subject."""
    if n == 0:
        return len(biter) > 1 and biter[1].tegn in _KLARE | {""}
    if bit.tegn != "," or frist.eksplisitt or n == len(biter) - 1 or re.match(r"\s*\d", bit.tekst):
        return True
    return _resten(biter, n, ref)


def _resten(biter: list[Bit], n: int, ref: date) -> bool:
    return all(not b.tekst.strip() or frister.bare_frist(b.tekst, ref) for b in biter[n + 1 :])


def _ansvar(bit: Bit, n: int, biter: list[Bit], leser: Leser, ledd: Ledd) -> bool:
    merket = _ANSVAR.match(bit.tekst)
    for_hva = _ANSVAR_FOR.match(bit.tekst)
    if for_hva and not (merket and merket["kolon"]):
        hvem = ansvar.hele(for_hva["hvem"], leser, merket=True)
        ledd.ansvar.extend(hvem or ())
        ledd.ansvar_merket = True
        return False
    if merket:
        hvem = ansvar.hele(merket["hvem"], leser, merket=True)
        if hvem or (":" in merket["kolon"]) or (n and not merket["hvem"].strip()):
            ledd.ansvar.extend(hvem if hvem is not None else ansvar.alle_i(merket["hvem"], leser))
            ledd.ansvar_merket = True
            bit.rolle = "ansvar" if merket["hvem"].strip() else "ansvar?"
            return True
    har = _HAR_ANSVAR.match(bit.tekst) if n else None
    hvem = ansvar.hele(har["hvem"] if har else bit.tekst, leser)
    if hvem is None or not (har or _star_alene(bit, n, biter, leser)):
        return False
    ledd.ansvar.extend(hvem)
    ledd.ansvar_merket = True
    bit.rolle = "ansvar"
    return True


def _star_alene(bit: Bit, n: int, biter: list[Bit], leser: Leser) -> bool:
    """Whether a clause of names stands as a clause: not the front of a list of subjects («Kari, Per og Ola rydder»)."""
    neste = biter[n + 1].tegn if n + 1 < len(biter) else ""
    if n == 0:
        return neste in (_KLARE - {"(", "["}) | {".", ";"} and bool(biter[1].tekst.strip())
    if bit.tegn == ",":
        forrige = biter[n - 1]
        siste_ord = forrige.tekst.strip().rsplit(" ", 1)[-1]
        i_liste = forrige.rolle == "tekst" and siste_ord[:1].isupper() and ansvar.hele(siste_ord, leser) is not None
        return not i_liste and any(ansvar.hele(b.tekst, leser) is None and b.tekst.strip() for b in biter[:n])
    if bit.tegn in {".", "!", "?"}:
        return len(words(bit.tekst)) <= _KORT
    if bit.tegn == "(":
        if any(_ANSVAR.match(b.tekst) for b in biter if b is not bit):
            return False
        return neste.startswith((")", ",")) and not any(b.tekst.strip() for b in biter[n + 1 :] if b.tegn == ")")
    return True
