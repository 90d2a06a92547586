"""Reading one line of a meeting: label → clauses for who and when → who on the roster → kind."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dialogs.language.decisions import etiketter, frister, ledd, setning, slag, verb
from dialogs.language.decisions.ansvar import Leser
from dialogs.language.decisions.etiketter import Etikett
from dialogs.language.decisions.finform import Grunnlag, fullfor
from dialogs.language.decisions.model import DecisionReading, Frist, Kind, Nevnt
from dialogs.language.decisions.setning import Handling
from dialogs.language.folding import words
from dialogs.language.katalog import Entry, Katalog

_OMTALE = re.compile(r"<at[^<>]*>([^<>]*)</at>|<@[^<>|]*\|([^<>]*)>|@(?=\w)", re.IGNORECASE)
_ROSTER = re.compile(r"^(?P<navn>[^(]*?)\s*(?:\((?P<rolle>[^()]*)\))?\s*$")
_FLERTALL = re.compile(r"^(?:(?:da|så|ok)\s+)?(?:vi|alle|samtlige|hver|kvar|begge|gruppa|mks|we|all)\b", re.IGNORECASE)
_PASSIV = re.compile(r"\b\w{3,}(?:es|ast)\b|\b(?:skal|må)\s+(?:være|vere|bli|gjennomføre|ha|få)", re.IGNORECASE)
_FORTID = re.compile(r"\b(?:ble|blei|vart|var|hadde|fortalte|fortalde|sa|orienterte|informerte|spurte|spurde|nevnte|takket|savnet|diskuterte|diskutert|drøftet|viste|meldte|gikk|gjekk|hevet|heva)\b", re.IGNORECASE)
_BEKREFTET = re.compile(r"\bkan\s+du\b.{0,80}\?(?P<hva>.+?)[–—-]\s*ja\b", re.IGNORECASE)
_HVEM_SPURT = re.compile(r"\bkan\s+du\b[^,?]{0,60},\s*(?P<navn>[^?,]{2,40})\?|^(?P<foran>[^,]{2,40}),\s*kan\s+du\b", re.IGNORECASE)
_MAKS = 2000
Lest = tuple[DecisionReading, Grunnlag | None]


def roster_entries(roster: Sequence[str] | Sequence[Entry]) -> tuple[Entry, ...]:
    """A roster as entries. A string is «Navn» or «Navn (rolle)»; its position is its id."""
    ut = []
    for n, en in enumerate(roster):
        if isinstance(en, Entry):
            ut.append(en)
            continue
        treff = _ROSTER.match(en)
        ut.append(Entry(str(n), treff["navn"] if treff else en, "person", treff["rolle"] if treff else None))
    return tuple(ut)


def read(line: str, meeting_date: date, roster: Sequence[str] | Sequence[Entry] | Katalog = (), me: Entry | None = None) -> DecisionReading:
    """Read one line. `me` is the sender, for «jeg»; dates count from the civil `meeting_date`. Never raises (issue B, «Decisions»)."""
    katalog = roster if isinstance(roster, Katalog) else Katalog(roster_entries(roster))
    leser = Leser(katalog, me)
    full = re.sub(r"[ \t\u00a0]+", " ", _OMTALE.sub(lambda m: m[1] or m[2] or "", line)).strip(" |\t\n")
    if len(full) > _MAKS or not words(full):
        return DecisionReading("notat", full, rule="for lang" if full else "tom", confidence=0.0 if full else 1.0)
    etikett = etiketter.les_etikett(full)
    if etikett.slag == "notat":
        lest: Lest = DecisionReading("notat", full, rule=f"etikett {etikett.hode}", confidence=0.9), None
    elif etikett.slag == "sak":
        lest = _sak(full, etikett, meeting_date, leser)
    elif etikett.slag:
        lest = _merket(etikett, meeting_date, leser)
    else:
        lest = _umerket(full, etikett, meeting_date, leser)
    return fullfor(*lest, full, etikett, leser)


def _sak(full: str, etikett: Etikett, ref: date, leser: Leser) -> Lest:
    """An agenda item, unless the rest is a promise with a deadline."""
    inni = ledd.del_opp(etikett.rest, ref, leser)
    gjor = setning.handlinger(inni.text, leser)
    frist = inni.frist or frister.finn_frist(inni.text, ref, bare_eksplisitt=True)
    if (gjor and frist) or (inni.ansvar_merket and inni.ansvar):
        return _tiltak(inni, gjor, ref, rule="sak med tiltak", confidence=0.7)
    if slag.er_sporsmal(etikett.rest):
        return DecisionReading("notat", full, rule="spørsmål", confidence=0.7), None
    return DecisionReading("sak", etikett.rest, rule="etikett sak", confidence=0.95, saksnr=etikett.nr), None


def _merket(etikett: Etikett, ref: date, leser: Leser) -> Lest:
    inni = ledd.del_opp(etikett.rest, ref, leser)
    if etikett.slag == "tiltak":
        return _tiltak(inni, setning.handlinger(inni.text, leser, frist=True), ref, rule="etikett tiltak", confidence=0.95)
    return _vedtak(inni, ref, leser, rule="etikett vedtak", confidence=0.95)


def _umerket(full: str, etikett: Etikett, ref: date, leser: Leser) -> Lest:
    body = etikett.rest
    notat = DecisionReading("notat", body if etikett.punkt and etikett.rest else full, rule="ingen", confidence=0.7)
    if _BEKREFTET.search(body):
        return _svart_ja(body, ref, leser)
    inni = ledd.del_opp(body, ref, leser)
    ledd_satt = bool(inni.ansvar_merket and (inni.ansvar or inni.frist)) or bool(inni.frist_merket and inni.frist)
    if slag.er_sporsmal(body) and not inni.ansvar_merket:
        return _som(notat, "spørsmål")
    if slag.status(body):
        return _som(notat, "status")
    if slag.er_godkjenning(body):
        return _som(notat, "godkjenning")
    if slag.er_vedtak(body):
        return _vedtak(inni, ref, leser, rule="vedtak i setning", confidence=0.85)
    if slag.er_forslag(inni.text) and not inni.ansvar_merket:
        return _som(notat, "forslag")
    frist = inni.frist or frister.finn_frist(inni.text, ref, bare_eksplisitt=True)
    gjor = setning.handlinger(inni.text, leser, frist=frist is not None)
    if gjor:
        return _tiltak(inni, gjor, ref, rule="noen gjør noe", confidence=0.8)
    if inni.foran and (frist or _begynner_infinitiv(inni.text)):
        return _tiltak(inni, gjor, ref, rule="navn foran", confidence=0.8)
    if ledd_satt and (inni.ansvar or not _FORTID.search(inni.text)):
        return _tiltak(inni, gjor, ref, rule="eget ledd", confidence=0.8)
    if frist and frist.eksplisitt and not _FORTID.search(inni.text) and (_FLERTALL.match(inni.text) or _PASSIV.search(inni.text) or _begynner_infinitiv(inni.text)):
        return _tiltak(inni, gjor, ref, rule="frist uten ansvarlig", confidence=0.6)
    if etikett.punkt and _begynner_infinitiv(inni.text):
        return _tiltak(inni, gjor, ref, rule="punkt", confidence=0.55)
    return notat, None


def _som(lest: DecisionReading, rule: str) -> Lest:
    return replace(lest, rule=rule, confidence=0.8), None


def _begynner_infinitiv(text: str) -> bool:
    tokens = words(text)
    return len(tokens) > 1 and verb.er_infinitiv(tokens[0].nokkel)


def _svart_ja(body: str, ref: date, leser: Leser) -> Lest:
    """«Kan du ta det, Siri? Sjekk … til fredag. – Ja»: a question and its answer; always asked about."""
    treff, spurt = _BEKREFTET.search(body), _HVEM_SPURT.search(body)
    inni = ledd.del_opp((treff["hva"] if treff else body).strip(" .–-") or body, ref, leser)
    navn = (spurt["navn"] or spurt["foran"]) if spurt else ""
    inni.ansvar = list(ledd.ansvar.hele(navn, leser) or ()) or inni.ansvar
    lest, grunnlag = _tiltak(inni, [], ref, rule="spurt og svart", confidence=0.5)
    return replace(lest, bekreft=True), grunnlag


def _tiltak(inni: ledd.Ledd, gjor: list[Handling], ref: date, *, rule: str, confidence: float) -> Lest:
    frist = inni.frist or frister.finn_frist(inni.text, ref, bare_eksplisitt=False)
    nevnte = _nevnte(inni, gjor)
    return _lesning("tiltak", inni, nevnte, frist, gjor, rule=rule, confidence=confidence)


def _vedtak(inni: ledd.Ledd, ref: date, leser: Leser, *, rule: str, confidence: float) -> Lest:
    frist = inni.frist or frister.finn_frist(inni.text, ref, bare_eksplisitt=True)
    gjor = [g for g in setning.handlinger(inni.text, leser, vedtak=True, frist=frist is not None) if g.form != "passiv" or frist]
    if gjor and frist is None:
        frist = frister.finn_frist(inni.text[gjor[0].verb :], ref, bare_eksplisitt=False)
    return _lesning("vedtak", inni, _nevnte(inni, gjor), frist, gjor, rule=rule, confidence=confidence)


def _nevnte(inni: ledd.Ledd, gjor: list[Handling]) -> tuple[Nevnt, ...]:
    """Those in the responsible clause; only where there is none, those who do something in the sentence."""
    alle = inni.ansvar or [n for g in gjor for n in g.hvem]
    sett: set[object] = set()
    ut = []
    for n in alle:
        merke = n.entries or n.rolle or n.tekst
        if merke not in sett:
            sett.add(merke)
            ut.append(n)
    return tuple(ut)


def _lesning(kind: Kind, inni: ledd.Ledd, nevnte: tuple[Nevnt, ...], frist: Frist | None, gjor: list[Handling], *, rule: str, confidence: float) -> Lest:
    sikre = tuple(dict.fromkeys(n.entries[0].name for n in nevnte if len(n.entries) == 1))
    flere = tuple(dict.fromkeys(e.name for n in nevnte if len(n.entries) > 1 for e in n.entries))
    lest = DecisionReading(
        kind,
        inni.text,
        sikre,
        frist.dato if frist else None,
        frist.alternativer if frist else (),
        frist.anker if frist else None,
        flere,
        rule=rule,
        confidence=min(confidence, 0.55) if flere else confidence,
        bekreft=bool(flere or (frist and frist.usikker)),
        nevnte=nevnte,
    )
    return lest, Grunnlag(inni, tuple(gjor), frist)
