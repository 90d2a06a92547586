"""To the responsible person: the handler has set another deadline, said no to one, or dropped the tiltak."""

from collections.abc import Mapping
from typing import Any

from dialogs import fortalt, kortdeler, tiltakskort
from dialogs.context import Reader
from dialogs.contract import Message
from dialogs.i18n import N_
from dialogs.notices.base import Notice
from hms.avvik import flyt, tiltakene
from hms.kit.klokke import oslo_date
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
    "bestridt": N_(
        "Verneombudet mener at tiltaket «{tiltak}» ikke er utført. Det er åpent igjen, med fristen **{frist}**. Krav 6.3.5-4."
    ),
}

TIL_VERNEOMBUD = {
    "frist": N_("Til orientering: Tiltaket «{tiltak}» fra vernerunden har fått ny frist: **{frist}**. Krav 6.3.5-4."),
    "uaktuelt": N_("Til orientering: Tiltaket «{tiltak}» fra vernerunden er ikke lenger aktuelt. Krav 6.3.5-4."),
    "utfort": N_(
        "Til orientering: Tiltaket «{tiltak}» fra vernerunden er meldt utført. Er det ikke gjort, kan du bestride det innen **{bestrides}**. Krav 6.3.5-4."
    ),
}


def _compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    tiltak = r.session.get(Tiltak, params["tiltak"])
    avvik = tiltakene.saken(r.session, tiltak) if tiltak is not None else None
    if tiltak is None or tiltak.runde != params["runde"]:
        return None
    informed = params.get("som") == flyt.VERNEOMBUD
    roller = tiltakene.roller(r.session, tiltak, avvik, r.leser, r.today)
    if not (roller or informed) or not _sant(tiltak, params["hva"]):
        return None
    frist = r.t.full_day(tiltak.frist)
    if avvik is None:
        wording = (TIL_VERNEOMBUD if informed else UTEN_SAK)[params["hva"]]
        last = oslo_date((tiltak.utfort_at or r.now) + rules.BESTRIDES_INNEN)
        text = r.t.rich(wording, tiltak=tiltak.hva, frist=frist, bestrides=r.t.day(last, r.today))
    else:
        leder = fortalt.behandler(r, avvik)
        wording = SAGT[params["hva"]]
        text = r.t.rich(wording, tiltak=tiltak.hva, saksnr=avvik.nummer, frist=frist, leder=leder)
    reason = (kortdeler.sitat(tiltak.endret_fordi),) if tiltak.endret_fordi and params["hva"] != "avslag" else ()
    buttons = tiltakskort.bestrides(r, tiltak) if informed else tiltakskort.knapper(r, tiltak, roller)
    return Message((text, *reason), buttons, summary=tiltakskort.summary(r, avvik))


def _sant(tiltak: Tiltak, hva: str) -> bool:
    """Is what was to be told still so?"""
    match hva:
        case "uaktuelt":
            return tiltak.status == rules.IKKE_AKTUELL
        case "utfort":
            return tiltak.status == rules.UTFORT
        case "bestridt":
            return tiltak.status in rules.UFERDIGE
    return tiltak.status != rules.IKKE_AKTUELL


NOTICE = Notice("tiltak_endret", _compose)
