"""The minimum list of documentation in words: colour, reason, day (6.3.2-3)."""

from collections import Counter
from collections.abc import Iterable, Mapping

from dialogs.i18n import N_, Translator
from hms.arshjul import dokumentliste
from hms.arshjul.dokumentasjon import Linje
from hms.arshjul.dokumentliste import Stand

FARGE: Mapping[str, str] = {
    dokumentliste.GRONN: N_("Grønn"),
    dokumentliste.GUL: N_("Gul"),
    dokumentliste.ROD: N_("Rød"),
    dokumentliste.UTEN: N_("Ikke aktuelt"),
}
GRUNN: Mapping[str, str] = {
    dokumentliste.GJENNOMGATT: N_("gjennomgått {dag}"),
    dokumentliste.GAMMEL: N_("ikke gjennomgått siden {dag}"),
    dokumentliste.LENKE_KOMMER: N_("utført {dag}, lenka kommer"),
    dokumentliste.UTEN_LENKE: N_("utført {dag}, men lenka mangler"),
    dokumentliste.DELVIS: N_("{ferdige} av {alle} er på plass"),
    dokumentliste.MANGLER: N_("mangler"),
    dokumentliste.UAKTUELT: N_("ingenting å dokumentere nå"),
}


def farge(t: Translator, stand: Stand) -> str:
    """«Gul»."""
    return t.text(FARGE[stand.farge])


def grunn(t: Translator, stand: Stand) -> str:
    """«ikke gjennomgått siden 3. mars 2026»."""
    dag = f"{t.short_day(stand.dato)} {stand.dato.year}" if stand.dato else ""
    return t.text(GRUNN[stand.grunn], dag=dag, ferdige=stand.ferdige, alle=stand.alle)


def tall(linjer: Iterable[Linje]) -> Counter[str]:
    """How many items there are of each colour."""
    return Counter(linje.stand.farge for linje in linjer)


def sum_(t: Translator, linjer: Iterable[Linje]) -> str:
    """«2 røde, 3 gule, 9 grønne»."""
    antall = tall(linjer)
    deler = [
        t.plural("{n} rød", "{n} røde", antall[dokumentliste.ROD]),
        t.plural("{n} gul", "{n} gule", antall[dokumentliste.GUL]),
        t.plural("{n} grønn", "{n} grønne", antall[dokumentliste.GRONN]),
    ]
    return ", ".join(deler)
