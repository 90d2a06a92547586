"""Splitting a line into clauses, and taking off those that only say who or when."""

import re
from datetime import date

from dialogs.language.decisions import ansvar, frister
from dialogs.language.decisions.ansvar import Leser
from dialogs.language.decisions.biter import del_i_biter, sett_sammen
from dialogs.language.decisions.merking import ANSVAR, Ledd, Merker

_HVA = re.compile(r"\s*(?:hva|kva|what|tiltak|action|oppgave|oppgåve|beskrivelse|task)\s*:\s*", re.IGNORECASE)
_FRIST_FOR = re.compile(r"\s*frist(?:en)?\s+for\s+", re.IGNORECASE)
_OMTALE = re.compile(r"@(?=\w)")
_KOLON = re.compile(r"([^:|]{1,60}?)\s*:\s+")


def del_opp(body: str, ref: date, leser: Leser) -> Ledd:
    """Take the clauses apart. Dates are read from the meeting's civil date `ref`."""
    ledd = Ledd(body)
    body = _foran(body, ref, leser, ledd)
    biter = del_i_biter(body, ref)
    Merker(biter, ref, leser, ledd).merk()
    ledd.text = uten_omtale(sett_sammen(biter))
    hva = _HVA.match(ledd.text)
    if hva:
        ledd.text, ledd.har_hva = ledd.text[hva.end() :], True
    return ledd


def uten_omtale(text: str) -> str:
    """The text without the signs of mentions."""
    return _OMTALE.sub("", text)


def _foran(body: str, ref: date, leser: Leser, ledd: Ledd) -> str:
    """«Kari:», «Innen en uke:», «Frist 30.11:» in front of the text."""
    for _ in range(2):
        kolon = _KOLON.match(body)
        merket = ANSVAR.match(kolon[1]) if kolon else None
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
