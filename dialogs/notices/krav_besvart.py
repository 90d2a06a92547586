"""To the verneombud: the leader has answered (aml § 6-2)."""

from collections.abc import Mapping
from typing import Any

from dialogs import vernekort
from dialogs.context import Reader
from dialogs.contract import Message
from dialogs.i18n import N_
from dialogs.notices.base import Notice
from hms.verneombud import queries, rules
from hms.verneombud.model import KravOmSvar


def _compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    row = r.session.get(KravOmSvar, params["krav"])
    if row is None or row.status != rules.BESVART or row.runde != params["runde"] or row.svar is None:
        return None
    if not queries.ser_krav(r.session, row, r.leser.person_id, r.today):
        return None
    t = r.t
    blocks = (
        t.rich(N_("{navn} har svart på spørsmålet ditt:"), navn=vernekort.navn(r, row.svar_av)),
        vernekort.sitat(row.tekst),
        t.rich(N_("Svar:"), tone="small"),
        vernekort.sitat(row.svar),
        t.rich(
            N_(
                "Er svaret ikke godt nok, kan du be om nytt svar, eller ta saken til AMU eller Arbeidstilsynet (aml § 6-2)."
            ),
            tone="small",
        ),
    )
    return Message(blocks, vernekort.knapper(r, row))


NOTICE = Notice("krav_besvart", _compose)
