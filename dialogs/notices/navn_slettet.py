"""Written over what names somebody who has been erased: the same as it is now, or that it has been taken away (avvik.md 8)."""

from collections.abc import Mapping
from typing import Any

from dialogs.context import Reader
from dialogs.contract import Message
from dialogs.i18n import N_
from dialogs.notices import (
    avvik_avvist,
    avvik_gjenapnet,
    avvik_kort,
    avvik_mottatt,
    avvik_tiltak,
    avvik_videresendt,
    avvik_vurdert,
    ekstern_kort,
    forbedring_kort,
    foresporsel,
    krav_kort,
    personvern_klokke,
    stans_kort,
    stans_slutt,
    tiltak_kort,
    tiltak_soknad,
)
from dialogs.notices.base import Notice
from hms.lagring import navn

MED_NAVN: Mapping[str, Notice] = {
    notice.key: notice
    for notice in (
        *(one.NOTICE for one in (avvik_avvist, avvik_gjenapnet, avvik_kort, avvik_mottatt, avvik_tiltak)),
        *(one.NOTICE for one in (avvik_videresendt, avvik_vurdert, ekstern_kort, forbedring_kort, krav_kort)),
        *(one.NOTICE for one in (personvern_klokke, stans_kort, stans_slutt, tiltak_kort, tiltak_soknad)),
        *foresporsel.NOTICES,
    )
}


def _compose(r: Reader, params: Mapping[str, Any]) -> Message:
    notice = MED_NAVN.get(params["nokkel"] or "")
    found = notice.compose(r, params) if notice is not None else None
    text = N_("Denne meldingen er tatt bort, fordi den hadde navnet til en som er slettet.")
    return found or Message((r.t.rich(text),))


NOTICE = Notice(navn.NOTICE, _compose)
