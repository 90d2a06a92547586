"""Putting a reading together from clauses, promises and a deadline."""

from datetime import date

from dialogs.language.decisions import frister, setning
from dialogs.language.decisions.ansvar import Leser
from dialogs.language.decisions.finform import Grunnlag
from dialogs.language.decisions.merking import Ledd
from dialogs.language.decisions.model import DecisionReading, Frist, Kind, Nevnt
from dialogs.language.decisions.setning import Handling

Lest = tuple[DecisionReading, Grunnlag | None]


def som_tiltak(inni: Ledd, gjor: list[Handling], ref: date, *, rule: str, confidence: float) -> Lest:
    """A measure: any day to come in the sentence is its deadline."""
    frist = inni.frist or frister.finn_frist(inni.text, ref, bare_eksplisitt=False)
    nevnte = _nevnte(inni, gjor)
    return _lesning("tiltak", inni, nevnte, frist, gjor, rule=rule, confidence=confidence)


def som_vedtak(inni: Ledd, ref: date, leser: Leser, *, rule: str, confidence: float) -> Lest:
    """A decision: only a day that is written as a deadline is one, unless somebody promises something in it."""
    frist = inni.frist or frister.finn_frist(inni.text, ref, bare_eksplisitt=True)
    gjor = [
        g
        for g in setning.handlinger(inni.text, leser, vedtak=True, frist=frist is not None)
        if g.form != "passiv" or frist
    ]
    if gjor and frist is None:
        frist = frister.finn_frist(inni.text[gjor[0].verb :], ref, bare_eksplisitt=False)
    return _lesning("vedtak", inni, _nevnte(inni, gjor), frist, gjor, rule=rule, confidence=confidence)


def _nevnte(inni: Ledd, gjor: list[Handling]) -> tuple[Nevnt, ...]:
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


def _lesning(
    kind: Kind,
    inni: Ledd,
    nevnte: tuple[Nevnt, ...],
    frist: Frist | None,
    gjor: list[Handling],
    *,
    rule: str,
    confidence: float,
) -> Lest:
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
