"""Nobody has answered the verneombud: to the leader, the next above, and at the end the HMS-ansvarlig and the verneombud (aml § 6-2)."""

from collections.abc import Mapping
from typing import Any

from dialogs import fortalt, vernekort
from dialogs.context import Reader
from dialogs.contract import Message
from dialogs.i18n import N_
from dialogs.notices.base import Notice
from hms.verneombud import queries, rules
from hms.verneombud.model import KravOmSvar


def _compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    row = r.session.get(KravOmSvar, params["krav"])
    if row is None or row.status not in rules.UBESVART or row.runde != params["runde"]:
        return None
    if not queries.ser_krav(r.session, row, r.leser.person_id, r.today):
        return None
    facts: dict[str, Any] = {
        "verneombud": vernekort.navn(r, row.verneombud_id),
        "leder": vernekort.navn(r, row.leder_id),
        "enhet": vernekort.enhet(r, row.node_id),
        "frist": r.t.day(row.frist, r.today),
    }
    why = r.t.rich(N_("Verneombudet har rett til svar i rimelig tid. Aml § 6-2."), tone="small")
    blocks = (r.t.rich(_text(r, row, params["trinn"]), **facts), vernekort.sitat(row.tekst), why)
    return Message(blocks, vernekort.knapper(r, row))


def _text(r: Reader, row: KravOmSvar, trinn: str) -> str:
    if r.leser.person_id == row.verneombud_id:
        if not fortalt.rollene(r, {"hms_ansvarlig": fortalt.hms_ansvarlige(r)}):
            return N_(
                "{leder} har ikke svart deg. Fristen var {frist}. Spørsmålet står nå på lista til AMU. Du kan også ta det opp med Arbeidstilsynet."
            )
        return N_(
            "{leder} har ikke svart deg. Fristen var {frist}. Spørsmålet står nå på lista til AMU, og HMS-ansvarlig har fått beskjed. Du kan også ta det opp med Arbeidstilsynet."
        )
    if trinn == rules.AMU_TRINN:
        return N_(
            "Verneombudet {verneombud} i {enhet} har ikke fått svar fra {leder}. Fristen var {frist}. Spørsmålet står nå på lista til AMU."
        )
    if r.leser.person_id == row.leder_id:
        return N_("Verneombudet {verneombud} venter på svar om {enhet}. Fristen er {frist}.")
    return N_(
        "{leder} har ikke svart verneombudet {verneombud} om {enhet}. Fristen var {frist}. Kan du svare, eller avklare hva som hindrer?"
    )


NOTICE = Notice("krav_purring", _compose)
