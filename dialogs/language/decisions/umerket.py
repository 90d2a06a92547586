"""A line without a label: a note, a decision told as one, or a measure, by the first rule that fits."""

import re
from dataclasses import replace
from datetime import date

from dialogs.language.decisions import ansvar, frister, ledd, setning, slag, verb
from dialogs.language.decisions.ansvar import Leser
from dialogs.language.decisions.etiketter import Etikett
from dialogs.language.decisions.lesning import Lest, som_tiltak, som_vedtak
from dialogs.language.decisions.merking import Ledd
from dialogs.language.decisions.model import DecisionReading, Frist
from dialogs.language.folding import words

_FLERTALL = re.compile(r"^(?:(?:da|så|ok)\s+)?(?:vi|alle|samtlige|hver|kvar|begge|gruppa|mks|we|all)\b", re.IGNORECASE)
_PASSIV = re.compile(
    r"\b\w{3,}(?:es|ast)\b|\b(?:skal|må)\s+(?:alle|vi|samtlige|være|vere|bli|gjennomføre|ha|få)\b|\b(?:blir|vert)\s+\w+(?:t|d|a)\b",
    re.IGNORECASE,
)
_FORTID = re.compile(
    r"\b(?:ble|blei|vart|var|hadde|fortalte|fortalde|sa|orienterte|informerte|spurte|spurde|nevnte|takket|savnet|diskuterte|"
    r"diskutert|drøftet|viste|meldte|gikk|gjekk|hevet|heva)\b",
    re.IGNORECASE,
)
_ENIGE = re.compile(
    r"^[^.?!]{0,50}?\b(?:enige|einige|enighet|semje|samde|samd|einig|enig|avtalt)\s+(?:om\s+)?at\s+", re.IGNORECASE
)
_BEKREFTET = re.compile(r"\bkan\s+du\b.{0,80}\?(?P<hva>.{1,300}?)[–—-]\s*ja\b", re.IGNORECASE)
_HVEM_SPURT = re.compile(
    r"\bkan\s+du\b[^,?]{0,60},\s*(?P<navn>[^?,]{2,40})\?|^(?P<foran>[^,]{2,40}),\s*kan\s+du\b", re.IGNORECASE
)


def les_umerket(full: str, etikett: Etikett, ref: date, leser: Leser) -> Lest:
    """Read a line without a label. `full` is the whole line, which a note keeps."""
    body = ledd.uten_omtale(etikett.rest)
    if _BEKREFTET.search(body):
        return _svart_ja(body, ref, leser)
    notat = DecisionReading("notat", body if etikett.punkt and body else full, rule="ingen", confidence=0.7)
    inni = ledd.del_opp(etikett.rest, ref, leser)
    er_notat = _notatregel(body, inni)
    if er_notat is None and slag.er_vedtak(body) and not _avtalt_med(inni, leser):
        return som_vedtak(inni, ref, leser, rule="vedtak i setning", confidence=0.85)
    if er_notat is None and slag.er_forslag(inni.text) and not inni.ansvar_merket:
        er_notat = "forslag"
    if er_notat is not None:
        return replace(notat, rule=er_notat, confidence=0.8), None
    frist = inni.frist or frister.finn_frist(inni.text, ref, bare_eksplisitt=True)
    gjor = setning.handlinger(inni.text, leser, frist=frist is not None)
    regel = "noen gjør noe" if gjor else _tiltaksregel(inni, frist, punkt=etikett.punkt)
    if regel is None:
        return notat, None
    return som_tiltak(inni, gjor, ref, rule=regel, confidence=_SIKKER.get(regel, 0.8))


_SIKKER = {"frist uten ansvarlig": 0.6, "punkt": 0.55}


def _avtalt_med(inni: Ledd, leser: Leser) -> bool:
    """«Vi ble enige om at Per tar det»: agreed with somebody is a measure; «vedtatt at Per …» stays a decision."""
    avtalt = _ENIGE.match(inni.text)
    return avtalt is not None and any(
        g.start <= avtalt.end() + 1 for g in setning.handlinger(inni.text, leser, frist=True)
    )


def _notatregel(body: str, inni: Ledd) -> str | None:
    """Why a line is only a note, before anything else is looked for."""
    if slag.er_sporsmal(body) and not inni.ansvar_merket:
        return "spørsmål"
    if slag.status(body):
        return "status"
    return "godkjenning" if slag.er_godkjenning(body) else None


def _tiltaksregel(inni: Ledd, frist: Frist | None, *, punkt: bool) -> str | None:
    """Why a line is a measure although nobody in it is said to do something."""
    infinitiv, fortid = _begynner_infinitiv(inni.text), _FORTID.search(inni.text) is not None
    if inni.foran and (frist or infinitiv or verb.begynner_handling([t.nokkel for t in words(inni.text[:80])])):
        return "navn foran"
    satt = (inni.ansvar_merket and (inni.ansvar or inni.frist)) or (inni.frist_merket and inni.frist)
    if satt and (inni.ansvar or not fortid):
        return "eget ledd"
    apent = infinitiv or _FLERTALL.match(inni.text) or _PASSIV.search(inni.text)
    if frist and frist.eksplisitt and not fortid and apent:
        return "frist uten ansvarlig"
    return "punkt" if punkt and infinitiv else None


def _begynner_infinitiv(text: str) -> bool:
    tokens = words(text[:80])
    return len(tokens) > 1 and verb.er_infinitiv(tokens[0].nokkel)


def _svart_ja(body: str, ref: date, leser: Leser) -> Lest:
    """«Kan du ta det, Siri? Sjekk … til fredag. – Ja»: a question and its answer; always asked about."""
    treff, spurt = _BEKREFTET.search(body), _HVEM_SPURT.search(body)
    inni = ledd.del_opp((treff["hva"] if treff else body).strip(" .–-") or body, ref, leser)
    navn = (spurt["navn"] or spurt["foran"]) if spurt else ""
    inni.ansvar = list(ansvar.hele(navn, leser) or ()) or inni.ansvar
    lest, grunnlag = som_tiltak(inni, [], ref, rule="spurt og svart", confidence=0.5)
    return replace(lest, bekreft=True), grunnlag
