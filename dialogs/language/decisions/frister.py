"""Deadlines in a line: a clause that is nothing but a deadline, or the one inside a sentence."""

import re
from datetime import date, datetime, time, timedelta
from itertools import islice

from dialogs.language.dates import OSLO
from dialogs.language.dates import read as read_date
from dialogs.language.decisions.model import Frist
from dialogs.language.folding import fold, ordsett

_MERKE = re.compile(
    r"\s*(?:og\s+)?(?:med\s+)?(?:(?:ny\s+|tids)?frist(?:en)?(?:\s+(?:er|settes?\s+til|blir|vert|satt\s+til|sett\s+til))?|deadline|due(?:\s+date)?|når|dato|tidsfrist|"
    r"ferdig|fullført|utført|gjennomføres|leveres?|være\s+ferdig|gjøres?|gjort|klart?|tas\s+opp(?:\s+igjen)?|legges?\s+fram|presenteres|rapporteres|kjem\s+opp|"
    r"skal\s+være\s+(?:ferdig|klart?|gjort|på\s+plass))\s*[:=–-]?\s*",
    re.IGNORECASE,
)
_LEDENDE = re.compile(r"(?:innen|innan|senest|seinast|før|til|i\s+løpet\s+av|by|before|within|ut)\b", re.IGNORECASE)
# Where a deadline inside a sentence can begin. «til» only when a date follows at once, which the reader decides.
_EKSPLISITT = re.compile(
    r"\b(?:innen|innan|senest|seinast|frist(?:en)?|før|i\s+løpet\s+av|utgangen\s+av|ut(?=\s+(?:uk|vek|måned|månad|året|jan|feb|mar|apr|mai|jun|jul|aug|sep|okt|nov|des))|by|before|deadline)\b",
    re.IGNORECASE,
)
_RUTINE = re.compile(
    r"\b(?:(?:hver|kvar|kvart|hvert|annenhver|annakvar|every)\s+\w+|\d+\s+gang(?:er|ar)?\s+\w+\s+\w+|(?:fra|frå|from|siden|sidan)\s+(?:og\s+med\s+)?(?:\w+\s+)?(?:\d[\d./]*\.?\s*\w*|i\s+\w+)|"
    r"(?:gjelder|gjeld|gjeldende|gjeldande|trer\s+i\s+kraft|(?:innføres|innførast|iverksettes)\s+(?:fra|frå)|med\s+virkning|med\s+verknad)\s+(?:(?:fra|frå|og\s+med)\s+)*(?:straks|strakst|umiddelbart|omgående|omgåande|nå|no|i\s+dag|i\s+morgen|i\s+morgon|med\s+(?:en|ein)\s+(?:gang|gong))|"
    r"(?:fra|frå)\s+(?:møtet|referatet|hendelsen|forrige|førre)\s+\w+)\b",
    re.IGNORECASE,
)
_FYLL = ordsett(
    "frist fristen innen innan senest seinast før til på i den om er kl klokka og dato ut ny ferdig løpet av utgangen vi by the dagen med at denne inntil ca cirka "
    "virkedager løpende omgående straks ganske veldig så helst uka veka fram fra igjen opp dag"
)
_ORD = re.compile(r"[^\W_]+")
_FOR_DAGEN = re.compile(r"\b(?:før|before)\s+(?:den\s+)?$", re.IGNORECASE)
_NESTE = re.compile(r"neste|next|komm?ande|kommende|følgende|\bmøtet\s*$", re.IGNORECASE)
_HELE_TIDEN = re.compile(r"\b(?:hele|heile|all)\s+ti", re.IGNORECASE)
_FORSTE = date.min + timedelta(1)
_FLEST = 8  # deadline words in one line that are tried
_LENGST = 70
_HELG, _FREDAG, _UKE = 6, 4, 7


def bare_frist(segment: str, ref: date) -> Frist | None:
    """The deadline when a clause is nothing but one («frist 20.03», «innen mandag», «18/3», «snarest»), else None."""
    if len(segment) > _LENGST:
        return None
    merke = _MERKE.match(segment)
    inni = segment[merke.end() :] if merke else segment
    treff = _les(inni, ref, merke.end() if merke else 0)
    if treff is None:
        return None
    i_merket = fold(merke.group()) if merke else ""
    utenfor = [fold(w.group()) for w in _ORD.finditer(segment) if not treff.span[0] <= w.start() < treff.span[1]]
    rest = [w for w in utenfor if w not in _FYLL and w not in i_merket]
    if rest:
        return None
    eksplisitt = merke is not None or _LEDENDE.search(segment) is not None or treff.anker is not None
    return _med(treff, segment.strip(" .,;:()|"), eksplisitt=eksplisitt)


def merket_frist(segment: str) -> re.Match[str] | None:
    """Whether a clause begins with the word «frist» (or «når:», «deadline»), readable or not."""
    return re.match(r"\s*(?:(?:ny\s+|tids)?frist(?:en)?\b|deadline\b|due\b|når\s*:|dato\s*:)", segment, re.IGNORECASE)


def finn_frist(text: str, ref: date, *, bare_eksplisitt: bool) -> Frist | None:
    """The deadline inside a sentence: the first that is written as one, else (unless `bare_eksplisitt`) any date to come.

    A day that is over, «hver mandag» and «fra 1. mai» are no deadlines.
    """
    renset = _RUTINE.sub(lambda m: "·" * len(m.group()), text)
    for merke in islice(_EKSPLISITT.finditer(renset), _FLEST):
        if bare_eksplisitt and merke.group().casefold() == "ut":  # «forlenges ut året» is how long, not by when
            continue
        bit = renset[merke.start() : merke.start() + 80]
        etter = re.match(r"(?:senest|seinast|frist(?:en)?|deadline)\s*(?:er\s+)?:?\s*", bit, re.IGNORECASE)
        hopp = etter.end() if etter else 0
        treff = _les(bit[hopp:], ref, merke.start() + hopp)
        if treff is not None and treff.span[0] <= merke.end() + 8:
            return _med(treff, text[merke.start() : treff.span[1]], eksplisitt=True, start=merke.start())
    treff = _les(renset, ref, 0)
    if treff is None or (bare_eksplisitt and treff.anker != "snarest"):
        return None
    return _med(treff, text[treff.span[0] : treff.span[1]], eksplisitt=treff.anker is not None)


def _les(text: str, ref: date, forskyv: int) -> Frist | None:
    """Read one date of the future and make it a deadline; None for no date and for a day that is over."""
    lest = read_date(text, datetime.combine(ref, time(12), OSLO), "future")
    if lest is None or (lest.end is None and lest.anchor is None):
        return None
    if lest.anchor == "neste_mote" and not _NESTE.search(text[lest.span[0] : lest.span[1]]):
        return None  # «til personalmøtet» is what it is for
    if lest.anchor == "fortlopende" and _HELE_TIDEN.search(text[lest.span[0] : lest.span[1]]):
        return None
    slutt = lest.end if lest.anchor is None else None
    if slutt is not None and _FOR_DAGEN.search(text[: lest.span[0]]):
        slutt = max(lest.start or slutt, _FORSTE) - timedelta(1)
    if slutt is not None and slutt < ref:
        return None
    andre = {e for _, e in lest.alternatives if e is not None and e != slutt and e >= ref}
    fredag = _fredag(lest.start, slutt)
    if fredag is not None and fredag >= ref:
        andre.add(fredag)
    span = (lest.span[0] + forskyv, lest.span[1] + forskyv)
    usikker = bool(lest.alternatives)
    return Frist(
        slutt, tuple(sorted(andre)), lest.anchor, text, span, eksplisitt=False, arbeidsdag=fredag, usikker=usikker
    )


def _fredag(start: date | None, slutt: date | None) -> date | None:
    """The Friday of a deadline that is a whole week or the rest of one."""
    if start is None or slutt is None or slutt.weekday() != _HELG or not timedelta(1) < slutt - start < timedelta(_UKE):
        return None
    return slutt - timedelta(_HELG - _FREDAG)


def _med(frist: Frist, tekst: str, *, eksplisitt: bool, start: int | None = None) -> Frist:
    span = (frist.span[0] if start is None else start, frist.span[1])
    return Frist(frist.dato, frist.alternativer, frist.anker, tekst, span, eksplisitt, frist.arbeidsdag, frist.usikker)
