"""Persons and role holders at a position in a text."""

from dataclasses import dataclass

from dialogs.language import roller
from dialogs.language.folding import Ordbit, ordsett
from dialogs.language.fornavn import FORNAVN, OGSA_ORD
from dialogs.language.katalog import MIN_FEIL, Entry, Katalog

_MIN_ROLLE = 4
_SMA = ordsett(
    "kl nr avd dvs evt ca om og i på av til til en ei et ett to ho da nå no så den det de dei vi du ja nei er har må kan vil bli ble gå se få ta gi la at as for men med der her bl"
)
_FORKORTELSER = ordsett(
    "mks amu hms bht nav ikt hr sfo ap ok pc it co ros nb ps fyi lo tv vo hvo htv ptv gsi ppt iop pp ku mc bh abc en no"
)
# What follows when the word in front is not a name: «per i dag», «dag og natt», «liv og helse», «gro deg».
_IKKE_NAVN_FORAN = {
    "per": ordsett(
        "i dato dags person stk stykk ar uke veke maned manad time dag na capita nytt tonn kvm m post brukar bruker ansatt elev barn"
    ),
    "dag": ordsett("og for to en tre ut"),
    "liv": ordsett("og eller"),
    "stein": ordsett("og i pa fra fra"),
    "gro": ordsett("deg seg i"),
    "mai": ordsett("maned manad i og er blir"),
    "bo": ordsett("i pa hos sammen"),
    "bjorn": ordsett("og ved i"),
}
# Ordinary words that stand one letter from a name.
_VANLIGE = ordsett(
    "alle andre mange noen hver have hage lese lise mann mens mine sine dine time tider kan kart kort korte krav lage laget lager maler mote motet norge nord nytt "
    "oppe ring ringe rune samt siden sist sted stor tatt tavle tema tema team uten vare verd vinter vedtak tiltak frist sak saken saka innen innan fredag mandag "
    "onsdag torsdag tirsdag lordag sondag tysdag laurdag mars april juni juli august mange denne dette disse deler delte ferie hallen helle inne kafe base bare"
)


@dataclass(frozen=True)
class Treff:
    """What was found at a position: who it may be, how many words it took, how sure (0 to 1), and by which rule."""

    entries: tuple[Entry, ...]
    brukt: int
    score: float
    rule: str


def adjacent(text: str, tokens: list[Ordbit], j: int) -> bool:
    """Whether word j follows the one before with only a space, a hyphen or the full stop of an initial between."""
    gap = text[tokens[j - 1].slutt : tokens[j].start]
    return gap in {" ", "-"} or (gap in {". ", "."} and len(tokens[j - 1].tekst) == 1)


def person_at(text: str, tokens: list[Ordbit], i: int, katalog: Katalog, *, loose: bool) -> Treff | None:
    """The persons whose name stands here. `loose` where a responsible person is expected: then lower case and names that
    are ordinary words count too.
    """
    kortform = _initialer(tokens[i], katalog, loose=loose)
    if kortform:
        return kortform
    numre, rule, score = _forste(text, tokens, i, katalog, loose=loose)
    if not numre:
        return None
    brukt, ukjent = 1, False
    while i + brukt < len(tokens) and adjacent(text, tokens, i + brukt):
        passer = _videre(tokens[i + brukt], numre, katalog, loose=loose)
        if not passer:
            ukjent = rule == "fornavn" and _etternavn_form(text, tokens, i + brukt)
            break
        numre, brukt, rule = passer, brukt + 1, "navn"
    if ukjent:
        return None
    return Treff(katalog.hent(numre), brukt, score, rule)


def role_at(text: str, tokens: list[Ordbit], i: int, katalog: Katalog) -> Treff | None:
    """The holders on the roster of the role named here («verneombudet», «avd.leder», «leiaren»)."""
    for antall in (2, 1):
        key = roller.nokkel("".join(t.nokkel for t in tokens[i : i + antall]))
        if antall == 2 and not (role_pair(text, tokens, i) or _title(text, tokens, i, key, katalog)):  # noqa: PLR2004 - a pair of words
            continue
        numre = _rolleholdere(key, katalog)
        if numre:
            return Treff(katalog.hent(numre), antall, 0.95, "rolle")
    return None


def role_pair(text: str, tokens: list[Ordbit], i: int) -> bool:
    """Whether word i and the next can be one role: «avd.leder», «SFO-leder», «HMS ansvarlig», but not «verneombud er»."""
    if i + 1 >= len(tokens) or len(tokens[i + 1].tekst) < _MIN_ROLLE:
        return False
    gap = text[tokens[i].slutt : tokens[i + 1].start]
    return gap in {".", "-", ". "} or (gap == " " and len(tokens[i].tekst) < 2 * _MIN_ROLLE)


def _title(text: str, tokens: list[Ordbit], i: int, key: str, katalog: Katalog) -> bool:
    """Whether word i and the next are a title on the roster as it is written there: «pedagogisk leder», «tillitsvalgt Delta»."""
    side_by_side = i + 1 < len(tokens) and text[tokens[i].slutt : tokens[i + 1].start] == " "
    return side_by_side and any(roller.er_form_av(key, title) for title in katalog.titler)


def _rolleholdere(key: str, katalog: Katalog) -> list[int]:
    kjent = roller.finn_stamme(key, katalog.roller)
    if kjent:
        return katalog.roller[kjent]
    generell = roller.stamme(key)
    if generell == "leder":
        return [n for k, ns in katalog.roller.items() if k in roller.LEDERE for n in ns]
    if generell in {"verneombud", "tillitsvalgt"}:
        return [n for k, ns in katalog.roller.items() if k.endswith(generell) for n in ns]
    if generell in {"hovedtillitsvalgt", "plasstillitsvalgt"}:
        return katalog.roller.get("tillitsvalgt", [])
    return []


def _initialer(token: Ordbit, katalog: Katalog, *, loose: bool) -> Treff | None:
    key = token.nokkel
    if not 2 <= len(token.tekst) <= 4 or key in _FORKORTELSER or key in katalog.fornavn:  # noqa: PLR2004 - the length of initials
        return None
    if not (token.tekst.isupper() or (loose and key not in FORNAVN and key not in _VANLIGE and key not in _SMA)):
        return None
    numre = katalog.initialer.get(key)
    return Treff(katalog.hent(numre), 1, 0.9, "initialer") if numre else None


def _forste(text: str, tokens: list[Ordbit], i: int, katalog: Katalog, *, loose: bool) -> tuple[list[int], str, float]:
    token = tokens[i]
    for key in (token.nokkel, *_genitiv(token.nokkel)):
        if key in OGSA_ORD and not loose and not _skrevet_som_navn(text, tokens, i):
            return [], "", 0.0
        if key in katalog.fornavn:
            return katalog.fornavn[key], "fornavn", 1.0
        if key in katalog.etternavn and (token.stor or loose):
            return katalog.etternavn[key], "etternavn", 0.9
    if not token.stor or token.nokkel in FORNAVN or token.nokkel in _VANLIGE:
        return [], "", 0.0
    for key in (token.nokkel, *_genitiv(token.nokkel)):
        near = [
            n for k in katalog.nesten_navn(key) for n in (*katalog.fornavn.get(k, ()), *katalog.etternavn.get(k, ()))
        ]
        if near:
            return near, "skrivefeil", 0.7
    return [], "", 0.0


def _genitiv(key: str) -> tuple[str, ...]:
    if key.endswith("'s"):
        return (key[:-2],)
    return (key[:-1],) if key.endswith("s") and len(key) >= MIN_FEIL else ()


def _videre(token: Ordbit, numre: list[int], katalog: Katalog, *, loose: bool) -> list[int]:
    """Those of the candidates whose later names fit this word, an initial included."""
    if len(token.tekst) == 1:
        return [
            n
            for n in numre
            if (token.stor or loose) and any(d.startswith(token.nokkel) for d in katalog.navn.get(n, ())[1:])
        ]
    for key in (token.nokkel, *_genitiv(token.nokkel)):
        fits = [n for n in numre if key in katalog.navn.get(n, ())[1:]]
        if fits:
            return fits
    if not token.stor or token.nokkel in _VANLIGE:
        return []
    nesten = set(katalog.nesten_navn(token.nokkel))
    return [n for n in numre if nesten.intersection(katalog.navn.get(n, ())[1:])]


def _etternavn_form(text: str, tokens: list[Ordbit], j: int) -> bool:
    """A capitalised word straight after a given name is somebody's surname: then it is a person we do not know."""
    token = tokens[j]
    return (
        token.stor
        and not token.tekst.isupper()
        and text[tokens[j - 1].slutt : token.start] == " "
        and roller.stamme(roller.nokkel(token.tekst)) is None
    )


def set_phrase(tokens: list[Ordbit], i: int) -> bool:
    """Whether word i with the next is a set phrase with no name in it («per i dag», «stein og grus», but not «Stein og Kari»)."""
    etter = tokens[i + 1 : i + 3]
    if not etter or etter[0].nokkel not in _IKKE_NAVN_FORAN.get(tokens[i].nokkel, ()):
        return False
    return not (etter[0].nokkel == "og" and len(etter) > 1 and etter[1].stor)


def _skrevet_som_navn(text: str, tokens: list[Ordbit], i: int) -> bool:
    """A name that is also a word: capitalised, not by standing first in a sentence only, and not in a set phrase."""
    token = tokens[i]
    if not token.stor:
        return False
    neste = tokens[i + 1] if i + 1 < len(tokens) else None
    if set_phrase(tokens, i):
        return False
    foran = text[: token.start].rstrip()
    if foran and foran[-1] not in ".!?:•*–-|(":
        return True
    return neste is not None and adjacent(text, tokens, i + 1) and (neste.stor or neste.nokkel.endswith("r"))
