"""To the responsible person: the handler has set another deadline, said no to one, or dropped the tiltak."""

from collections.abc import Mapping
from typing import Any

from dialogs import kortdeler, tiltakskort
from dialogs.context import Reader
from dialogs.contract import Message
from dialogs.i18n import N_
from dialogs.notices.base import Notice
from hms.avvik import tiltakene
from hms.tiltak import rules
from hms.tiltak.model import Tiltak

SAGT = {
    "frist": N_("Tiltaket «{tiltak}» i sak **{saksnr}** har fått ny frist: **{frist}**."),
    "avslag": N_(
        "Det ble ikke ny frist for tiltaket «{tiltak}» i sak **{saksnr}**. Fristen er fortsatt **{frist}**. Ta kontakt med {leder} hvis noe hindrer."
    ),
    "uaktuelt": N_("Tiltaket «{tiltak}» i sak **{saksnr}** er ikke lenger aktuelt. Du trenger ikke gjøre mer."),
}

UTEN_SAK = {
    "frist": N_("Tiltaket «{tiltak}» har fått ny frist: **{frist}**."),
    "avslag": N_(
        "Det ble ikke ny frist for tiltaket «{tiltak}». Fristen er fortsatt **{frist}**. Ta kontakt med lederen din hvis noe hindrer."
    ),
    "uaktuelt": N_("Tiltaket «{tiltak}» er ikke lenger aktuelt. Du trenger ikke gjøre mer."),
}


def _compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    tiltak = r.session.get(Tiltak, params["tiltak"])
    avvik = tiltakene.saken(r.session, tiltak) if tiltak is not None else None
    if tiltak is None or tiltak.runde != params["runde"]:
        return None
    roller = tiltakene.roller(r.session, tiltak, avvik, r.leser, r.today)
    dropped = params["hva"] == "uaktuelt"
    if not roller or dropped != (tiltak.status == rules.IKKE_AKTUELL):
        return None
    frist = r.t.full_day(tiltak.frist)
    if avvik is None:
        wording = UTEN_SAK[params["hva"]]
        text = r.t.rich(wording, tiltak=tiltak.hva, frist=frist)
    else:
        leder = kortdeler.navn(r, avvik.behandler_id) or r.t.text(N_("HMS-ansvarlig"))
        wording = SAGT[params["hva"]]
        text = r.t.rich(wording, tiltak=tiltak.hva, saksnr=avvik.nummer, frist=frist, leder=leder)
    reason = (kortdeler.sitat(tiltak.endret_fordi),) if tiltak.endret_fordi and params["hva"] != "avslag" else ()
    return Message((text, *reason), tiltakskort.knapper(r, tiltak, roller), summary=tiltakskort.summary(r, avvik))


NOTICE = Notice("tiltak_endret", _compose)
