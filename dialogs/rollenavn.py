"""A role in words: what it is called and where it is held, and from when to when."""

from typing import Any

from dialogs.context import Reader
from dialogs.i18n import N_
from hms.organisasjon import model

HVOR: dict[str, type[Any]] = {
    "node": model.Node,
    "verneomrade": model.Verneomrade,
    "bygg": model.Bygg,
    "mks_gruppe": model.MksGruppe,
}


def navn(r: Reader, id_: str) -> str:
    """What the kommune itself calls the role."""
    return r.kommune.regelverk.rolle(id_, r.t.locale)


def rolle(r: Reader, rad: Any) -> str:
    """«Enhetsleder, Solgata sykehjem»."""
    return f"{navn(r, rad.rolle)}, {sted(r, rad.omfang_type, rad.omfang_id)}"


def sted(r: Reader, omfang_type: str, omfang_id: int) -> str:
    """The name of the node, verneområde or building."""
    funnet = r.session.get(HVOR[omfang_type], omfang_id)
    return str(funnet.navn) if funnet is not None else ""


def tid(r: Reader, rad: Any) -> str:
    """«fra mandag 1. mai 2027 til søndag 30. mai 2027», as far as it is known."""
    fra, til = rad.gyldig_fra, rad.gyldig_til
    if fra is None and til is None:
        return ""
    if til is None:
        return r.t.text(N_("fra {dag}"), dag=r.t.full_day(fra))
    if fra is None:
        return r.t.text(N_("til og med {dag}"), dag=r.t.full_day(til))
    return r.t.text(N_("fra {fra} til og med {til}"), fra=r.t.full_day(fra), til=r.t.full_day(til))
