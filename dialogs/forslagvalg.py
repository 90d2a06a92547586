"""The buttons of what is proposed as an avvik (T-47). Rights are checked by the rulebook at the click, never taken from the card."""

from collections.abc import Mapping
from typing import Any

from dialogs import fortalt, hjul
from dialogs.context import Context
from dialogs.contract import Message, Outcome, Reply
from dialogs.forms.base import is_id
from dialogs.i18n import N_
from hms.arshjul import ikke_holdt as runder
from hms.avvik import vernerunde as avvik_vernerunde
from hms.ekstern import vernerunde
from hms.kit.feil import HmsError
from hms.tiltak import uavklart as uavklarte


def uavklart(ctx: Context, value: Mapping[str, Any]) -> Outcome:
    """[Avklar hvem og når] and [Meld som avvik] on a tiltak that nobody has settled."""
    uavklart_id: Any = value.get("uavklart")
    if not is_id(uavklart_id):
        raise HmsError("tiltak.ingen_rett")
    if value.get("do") == "avklar":
        uavklarte.hent(ctx.session, ctx.now, ctx.leser.person_id, uavklart_id)
        return Outcome(forward="tiltak_avklar")
    vernerunde.meld_uavklart(ctx.session, ctx.now, ctx.leser, uavklart_id)
    copy = fortalt.far_beskjed(ctx.reader, avvik_vernerunde.meldt_om(ctx.session, f"uavklart:{uavklart_id}"))
    return Outcome((Reply(Message((ctx.t.rich(N_("Tiltaket er meldt som avvik.")), *copy))),))


def ikke_holdt(ctx: Context, value: Mapping[str, Any]) -> Outcome:
    """[Meld som avvik] on a vernerunde that was not held."""
    oppgave_id: Any = value.get("oppgave")
    if not is_id(oppgave_id):
        raise HmsError("oppgave.ingen_rett")
    rad = runder.meld(ctx.session, ctx.now, ctx.kommune.regelverk, ctx.leser, oppgave_id)
    text = N_("Det er meldt som avvik at vernerunden ikke er holdt: {sted}.")
    copy = fortalt.far_beskjed(ctx.reader, avvik_vernerunde.meldt_om(ctx.session, runder.om(rad)))
    return Outcome((Reply(Message((ctx.t.rich(text, sted=hjul.sted(ctx.reader, rad)), *copy))),))
