"""To the verneombud: the employer says that the copy of the written confirmation has been given (aml § 5-2)."""

from collections.abc import Mapping
from typing import Any

from dialogs import kort
from dialogs.context import Reader
from dialogs.contract import Message
from dialogs.i18n import N_
from dialogs.notices.base import Notice
from hms.avvik import flyt, queries
from hms.avvik.model import Avvik


def _compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    avvik = r.session.get(Avvik, params["avvik"])
    if avvik is None or not flyt.kan(queries.relasjoner(r.session, avvik, r.leser, r.today), "se", avvik.status):
        return None
    text = r.t.rich(
        N_(
            "I sak **{saksnr}** er det ført opp at verneombudet har fått kopi av den skriftlige bekreftelsen til Arbeidstilsynet (aml § 5-2). Har du ikke fått den, kan du be behandleren om den."
        ),
        saksnr=avvik.nummer,
    )
    return Message((text,), summary=kort.summary(r, avvik))


NOTICE = Notice("avvik_kopi", _compose)
