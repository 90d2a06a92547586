"""Role words in bokmål and nynorsk, with definite forms and the abbreviations people use.

A role's key is its folded bokmål stem: «einingsleiaren», «enhetslederen» and «enhetsleder» share one.
"""

from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA

from dialogs.language.folding import fold, ordsett

_TIL_BOKMAL = (
    ("leiar", "leder"), ("ombod", "ombud"), ("meister", "mester"), ("styrar", "styrer"), ("hovud", "hoved"),
    ("eining", "enhet"), ("vald", "valgt"), ("ansvarleg", "ansvarlig"), ("reinhald", "renhold"), ("eigedom", "eiendom"),
    ("verksemd", "virksomhet"), ("teneste", "tjeneste"), ("tenesta", "tjenesten"), ("sjuke", "syke"), ("laerar", "laerer"),
    ("pleiar", "pleier"), ("handsamar", "behandler"), ("arbeidar", "arbeider"), ("radgjevar", "radgiver"), ("byggar", "bygger"), ("helsesoster", "helsesykepleier"), ("avdelings ", "avdelings"),
)  # fmt: skip

# Roles that can be named in any kommune, whether or not somebody on the roster holds them.
ROLLER = tuple(
    sorted(
        ordsett(
            "verneombud hovedverneombud leder nestleder avdelingsleder enhetsleder virksomhetsleder seksjonsleder teamleder fagleder "
            "driftsleder renholdsleder kjøkkenleder brannvernleder gruppeleder prosjektleder kontorleder rektor inspektør "
            "assisterenderektor undervisningsinspektør styrer vaktmester tillitsvalgt hovedtillitsvalgt plasstillitsvalgt kommunalsjef "
            "kommunedirektør rådmann møteleder referent sekretær kjemikalieansvarlig brannvernansvarlig hmsansvarlig hmskoordinator "
            "hmsrådgiver medisinansvarlig smittevernansvarlig branninstruktør fagansvarlig systemansvarlig "
            "helsesykepleier fagsykepleier bedriftshelsetjeneste bedriftslege personalsjef økonomisjef sfoleder kontaktlærer "
            "pedagogiskleder eiendomsavdeling eiendomssjef renhold renholder driftsoperatør skolesekretær kommuneoverlege merkantil "
        )
    )
)
_KORTE = {
    "vo": "verneombud", "hvo": "hovedverneombud", "htv": "hovedtillitsvalgt", "ptv": "plasstillitsvalgt", "bht": "bedriftshelsetjeneste",
    "avdleder": "avdelingsleder", "avdelingsled": "avdelingsleder", "enhleder": "enhetsleder", "vm": "vaktmester", "naermesteleder": "leder",
    "eiendomsavd": "eiendomsavdeling", "eiendomavd": "eiendomsavdeling", "omb": "verneombud", "avdl": "avdelingsleder", "pedleder": "pedagogiskleder",
    "rektors": "rektor", "safetyrepresentative": "verneombud", "safetyrep": "verneombud", "manager": "leder", "caretaker": "vaktmester",
    "headteacher": "rektor", "principal": "rektor", "unionrep": "tillitsvalgt",
}  # fmt: skip
# «Lederen» alone means whoever leads the level that meets, by whatever title.
LEDERE = ordsett(
    "leder avdelingsleder enhetsleder virksomhetsleder seksjonsleder rektor styrer kommunalsjef kommunedirektør rådmann"
)
_ENDELSER = ordsett("s n e a en et ne ene ens ets ns es er ar ane ers ene")
_MIN_FEIL = 7


def nokkel(tekst: str) -> str:
    """The key of a role as written: folded, letters only, in bokmål, abbreviations resolved. Endings are kept."""
    key = fold(tekst)
    if not key.isalpha():
        key = "".join(c for c in key if c.isalpha())
    for nn, nb in _TIL_BOKMAL:
        key = key.replace(nn, nb)
    return _KORTE.get(key, key)


def er_form_av(ord_nokkel: str, stamme: str) -> bool:
    """Whether a key is the stem itself or one of its definite, plural or genitive forms."""
    if not ord_nokkel.startswith(stamme):
        return False
    rest = ord_nokkel[len(stamme) :]
    return not rest or rest in _ENDELSER


@lru_cache(maxsize=4096)
def stamme(ord_nokkel: str) -> str | None:
    """The general role (from ROLLER) that a key is a form of, one typo allowed from seven letters, or None."""
    return finn_stamme(ord_nokkel, ROLLER)


def finn_stamme(ord_nokkel: str, stammer: Iterable[str]) -> str | None:
    """The stem among `stammer` that a key is a form of: exactly, else with one typo, else None."""
    kjente = sorted(stammer, key=len, reverse=True)
    for kjent in kjente:
        if er_form_av(ord_nokkel, kjent):
            return kjent
    if len(ord_nokkel) < _MIN_FEIL:
        return None
    for kjent in kjente:
        if len(kjent) >= _MIN_FEIL and any(
            OSA.distance(ord_nokkel, kjent + e, score_cutoff=1) <= 1 for e in ("", "en", "et", "e")
        ):
            return kjent
    return None
