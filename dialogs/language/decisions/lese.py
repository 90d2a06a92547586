"""Reading one line of a meeting: label → clauses for who and when → who on the roster → kind."""

import re
from collections.abc import Sequence
from datetime import date

from dialogs.language.decisions import etiketter, frister, ledd, setning, slag
from dialogs.language.decisions.ansvar import Leser
from dialogs.language.decisions.etiketter import Etikett
from dialogs.language.decisions.finform import fullfor
from dialogs.language.decisions.lesning import Lest, som_tiltak, som_vedtak
from dialogs.language.decisions.model import DecisionReading
from dialogs.language.decisions.umerket import les_umerket
from dialogs.language.folding import words
from dialogs.language.katalog import Entry, Katalog

_OMTALE = re.compile(r"<at[^<>]*>([^<>]*)</at>|<@[^<>|]*\|([^<>]*)>", re.IGNORECASE)
_ROSTER = re.compile(r"^(?P<navn>[^(]*?)\s*(?:\((?P<rolle>[^()]*)\))?\s*$")
_MAKS, _MAKS_ORD = 1000, 200


def roster_entries(roster: Sequence[str | Entry]) -> tuple[Entry, ...]:
    """A roster as entries. A string is «Navn» or «Navn (rolle)»; its position is its id."""
    ut = []
    for n, en in enumerate(roster):
        if isinstance(en, Entry):
            ut.append(en)
            continue
        treff = _ROSTER.match(en)
        ut.append(Entry(str(n), treff["navn"] if treff else en, "person", treff["rolle"] if treff else None))
    return tuple(ut)


def read(
    line: str, meeting_date: date, roster: Sequence[str] | Sequence[Entry] | Katalog = (), me: Entry | None = None
) -> DecisionReading:
    """Read one line. `me` is the sender, for «jeg»; dates count from the civil `meeting_date`. Never raises (issue B, «Decisions»)."""
    katalog = roster if isinstance(roster, Katalog) else Katalog(roster_entries(roster))
    leser = Leser(katalog, me)
    rent = _OMTALE.sub(lambda m: f"@{m[1] or m[2] or ''}", line)
    skrevet = re.sub(r"[ \t\u00a0]+", " ", rent).strip(" |\t\n")
    full = ledd.uten_omtale(skrevet)
    antall = len(words(full[:_MAKS]))
    if not antall:
        return DecisionReading("notat", full, rule="tom", confidence=1.0)
    etikett = etiketter.les_etikett(etiketter.rett_etiketter(skrevet))
    if len(full) > _MAKS or antall > _MAKS_ORD:
        return _lang(full, etikett)
    if etikett.slag == "notat":
        lest: Lest = DecisionReading("notat", full, rule=f"etikett {etikett.hode}", confidence=0.9), None
    elif etikett.slag == "sak":
        lest = _sak(full, etikett, meeting_date, leser)
    elif etikett.slag:
        lest = _merket(etikett, meeting_date, leser)
    else:
        lest = les_umerket(full, etikett, meeting_date, leser)
    return fullfor(*lest, full, etikett, leser)


def _lang(full: str, etikett: Etikett) -> DecisionReading:
    """More than a line: only its label is read, and the bot asks who and when."""
    if etikett.slag in {"vedtak", "tiltak"}:
        return DecisionReading(
            etikett.slag, ledd.uten_omtale(etikett.rest), type=etikett.slag, rule="for lang", bekreft=True
        )
    return DecisionReading("notat", full, rule="for lang", confidence=0.0)


def _sak(full: str, etikett: Etikett, ref: date, leser: Leser) -> Lest:
    """An agenda item, unless the rest is a promise with a deadline."""
    inni = ledd.del_opp(etikett.rest, ref, leser)
    gjor = setning.handlinger(inni.text, leser)
    frist = inni.frist or frister.finn_frist(inni.text, ref, bare_eksplisitt=True)
    if (gjor and frist) or (inni.ansvar_merket and inni.ansvar):
        return som_tiltak(inni, gjor, ref, rule="sak med tiltak", confidence=0.7)
    if slag.er_sporsmal(etikett.rest):
        return DecisionReading("notat", full, rule="spørsmål", confidence=0.7), None
    return DecisionReading(
        "sak", ledd.uten_omtale(etikett.rest), rule="etikett sak", confidence=0.95, saksnr=etikett.nr
    ), None


def _merket(etikett: Etikett, ref: date, leser: Leser) -> Lest:
    inni = ledd.del_opp(etikett.rest, ref, leser)
    if etikett.slag == "tiltak":
        return som_tiltak(
            inni, setning.handlinger(inni.text, leser, frist=True), ref, rule="etikett tiltak", confidence=0.95
        )
    return som_vedtak(inni, ref, leser, rule="etikett vedtak", confidence=0.95)
