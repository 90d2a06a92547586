"""The kinds of request, how long the answer may take, and the states. Pure."""

from collections.abc import Mapping
from datetime import date, datetime

from hms.kit.kalender import pluss_virkedager
from hms.kit.klokke import oslo_date

OPPLARING = "opplaring"
KJEMIKALIE = "kjemikalie"
# Working days for the answer.
DAGER: Mapping[str, int] = {OPPLARING: 10, KJEMIKALIE: 5}
KRAV: Mapping[str, str] = {OPPLARING: "5.0-4", KJEMIKALIE: "6.3.7-1"}

APEN = "apen"
BESVART = "besvart"
REGISTRERT = "registrert"
STIGE = "foresporsel"
MAKS_TEKST = 500


def frist(slag: str, sendt_at: datetime) -> date:
    """The last civil day for the answer."""
    return pluss_virkedager(oslo_date(sendt_at), DAGER[slag])
