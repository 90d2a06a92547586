"""The finer word for a line (the types of mks_lines.json) and its parts: what was decided, and who shall do what by when."""

import re
from dataclasses import dataclass, replace

from dialogs.language import roller
from dialogs.language.decisions import slag
from dialogs.language.decisions.ansvar import Leser
from dialogs.language.decisions.etiketter import Etikett
from dialogs.language.decisions.hva import hva, peker_tilbake, stor
from dialogs.language.decisions.merking import Ledd
from dialogs.language.decisions.model import DecisionReading, Frist, Nevnt, Tiltak
from dialogs.language.decisions.setning import Handling
from dialogs.language.decisions.stopp import stopp

_INNLEDNING = re.compile(
    r"^(?:(?:vi|gruppa|mks|det|alle)\s+)?(?:(?:ble|blei|vart|er)\s+)?(?:enige|einige|enig|einig|samde|samd|besluttet|beslutta|vedtatt|vedteke|bestemt|enighet|semje)\s+(?:om\s+)?(?:at|å|om)\s+",
    re.IGNORECASE,
)
_INFO = frozenset(
    (
        "til info",
        "til orientering",
        "til informasjon",
        "info",
        "informasjon",
        "fyi",
        "orientering",
        "orienteringssak",
        "til kunnskap",
    )
)
_GODKJENT = re.compile(r"^(?:godkjent|vedtatt|vedteke)\s*[!.]\s", re.IGNORECASE)
_VERNERUNDE = re.compile(r"\b(?:framleis|fortsatt|fremdeles|ikke|ikkje)\b.{0,80}\bvernerund", re.IGNORECASE)


@dataclass(frozen=True)
class Grunnlag:
    """What a decision or measure was read from: its clauses, the promises in it, its deadline."""

    ledd: Ledd
    handlinger: tuple[Handling, ...]
    frist: Frist | None


def fullfor(
    lest: DecisionReading, grunnlag: Grunnlag | None, full: str, etikett: Etikett, leser: Leser
) -> DecisionReading:
    """Add the type, the parts, the numbers, and whether the bot asks first."""
    vedtak, tiltak = _deler(lest, grunnlag, full)
    fin = _type(lest, tiltak, full, etikett, leser)
    if fin == "oversending":
        tiltak = (Tiltak(stor(lest.text), (Nevnt("møteleder", rolle=roller.nokkel("møteleder")),), None),)
    return replace(
        lest,
        type=fin,
        vedtak=vedtak,
        tiltak=tiltak,
        tiltak_nr=slag.tiltak_nr(full) or _nummer(etikett),
        saksnr=etikett.saksnr or (etikett.nr if etikett.slag in {"vedtak", "sak"} else None),
        bekreft=lest.bekreft or fin.startswith("stopp") or (lest.kind == "tiltak" and lest.confidence < 0.6),  # noqa: PLR2004 - the bot's own threshold
    )


def _nummer(etikett: Etikett) -> int | None:
    """The number on the label «Tiltak 3:»."""
    nr = etikett.nr or ""
    return int(nr) if etikett.slag == "tiltak" and nr.isdecimal() else None


def _deler(lest: DecisionReading, grunnlag: Grunnlag | None, full: str) -> tuple[str | None, tuple[Tiltak, ...]]:
    if grunnlag is None:
        return None, ()
    text = grunnlag.ledd.text
    if lest.kind == "tiltak":
        vedtak = text.split(" ", 1)[0].strip(" !.") if _GODKJENT.match(full) else None
        return vedtak, _tiltak_av(text, grunnlag, lest.nevnte)
    forste = grunnlag.handlinger[0].start if grunnlag.handlinger else len(text)
    hode = text[:forste] if forste > 3 else text  # noqa: PLR2004 - a promise at the start is itself the decision
    bestemt = stor(_INNLEDNING.sub("", re.sub(r"[\s,.;]*(?:og|da|så)?\s*$", "", hode)))
    if not lest.nevnte and not grunnlag.ledd.frist:
        return bestemt, ()
    tiltak = _tiltak_av(text, grunnlag, lest.nevnte)
    return bestemt, tuple(
        replace(t, hva=hva(hode.strip(" ,."), None, None)) if peker_tilbake(t.hva) else t for t in tiltak
    )


def _tiltak_av(text: str, grunnlag: Grunnlag, nevnte: tuple[Nevnt, ...]) -> tuple[Tiltak, ...]:
    """One for each promise; a responsible clause makes it one for the whole line."""
    gjor, frist = grunnlag.handlinger, grunnlag.frist
    if grunnlag.ledd.ansvar or not gjor:
        return (Tiltak(hva(text, gjor[0] if gjor and not grunnlag.ledd.ansvar else None, frist), nevnte, frist),)
    if len(gjor) == 1:
        return (Tiltak(hva(text, gjor[0], frist), nevnte, frist),)
    ender = [*(g.start for g in gjor[1:]), len(text)]
    return tuple(
        Tiltak(hva(text[:ende].rstrip(" ,.").removesuffix(" og"), g, frist), g.hvem, frist)
        for g, ende in zip(gjor, ender, strict=True)
    )


def _type(lest: DecisionReading, tiltak: tuple[Tiltak, ...], full: str, etikett: Etikett, leser: Leser) -> str:
    stanset = stopp(full, leser)
    if stanset:
        return stanset
    if lest.kind == "sak":
        return "sak"
    if lest.kind == "vedtak":
        return _vedtakstype(lest, tiltak)
    if lest.kind == "tiltak":
        return "vedtak+tiltak" if _GODKJENT.match(full) else "tiltak"
    return _notattype(full, etikett)


def _vedtakstype(lest: DecisionReading, tiltak: tuple[Tiltak, ...]) -> str:
    if slag.er_utsettelse(lest.text):
        return "utsettelse_sak"
    if slag.er_oversending(lest.text):
        return "oversending"
    if slag.er_godkjenning(lest.text):
        return "godkjenning_referat"
    return "vedtak+tiltak" if tiltak else "vedtak"


def _notattype(full: str, etikett: Etikett) -> str:
    if etikett.hode in _INFO:
        return "orientering"
    endring = slag.status(full) or ("godkjenning_referat" if slag.er_godkjenning(full) else None)
    if endring or slag.er_forslag(full) or slag.er_sporsmal(full) or etikett.hode:
        return endring or "ingen"
    if slag.er_utsettelse(full):
        return "utsettelse_sak"
    return "foresla_avvik" if slag.ligner_avvik(full) or _VERNERUNDE.search(full) else "ingen"
