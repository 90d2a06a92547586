"""A course in words: its name, and what is known of it. Unknown is «ukjent», never «over frist» (rule 10)."""

from collections.abc import Mapping

from dialogs.context import Reader
from dialogs.i18n import N_
from hms.arshjul.kursliste import Kursstatus
from hms.kurs.rules import GRUNNKURS, REPETISJON, STOFFKARTOTEK

NAVN: Mapping[str, str] = {
    GRUNNKURS: N_("Grunnkurs i arbeidsmiljø"),
    REPETISJON: N_("Repetisjonskurs"),
    STOFFKARTOTEK: N_("Opplæring i stoffkartoteket"),
}


def navn(r: Reader, kurs: str) -> str:
    """«Grunnkurs i arbeidsmiljø»."""
    return r.t.text(NAVN[kurs])


def status(r: Reader, en: Kursstatus) -> str:
    """«tatt onsdag 3. mars 2021», «ukjent», «ikke tatt, anbefalt innen …», «innen …»."""
    t = r.t
    if en.dato is not None:
        return t.text(N_("tatt {dag}"), dag=t.full_day(en.dato))
    if not en.kjent:
        return t.text(N_("ukjent"))
    if en.frist is None:
        return t.text(N_("ikke tatt"))
    frist = t.full_day(en.frist)
    if en.frist >= r.today:
        return t.text(
            N_("ikke tatt, anbefalt innen {frist}") if en.bor else N_("ikke tatt, frist {frist}"), frist=frist
        )
    if en.bor:
        return t.text(N_("ikke tatt. Merknad: anbefalt innen {frist}"), frist=frist)
    return t.text(N_("ikke tatt, fristen var {frist}"), frist=frist)
