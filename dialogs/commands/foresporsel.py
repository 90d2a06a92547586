"""«be om opplæring», «nytt kjemikalie», and the buttons of the requests."""

import re
from collections.abc import Mapping
from typing import Any

from dialogs import foresporselkort
from dialogs.commands.base import Command
from dialogs.context import Context
from dialogs.contract import Message, Outcome, Reply
from dialogs.forms.base import is_id
from dialogs.i18n import N_
from hms.foresporsel import rules, service
from hms.kit.feil import HmsError

OM_OPPLARING = re.compile(r"(?:opplæring|kurs|training)\w*\s+(?:i|om|på|in|on|for)\s+(.+)", re.IGNORECASE | re.DOTALL)
OM_KJEMIKALIE = re.compile(r"(?:kjemikal\w*|stoff|chemical)\s*[:,–-]\s*(.+)", re.IGNORECASE | re.DOTALL)


def _opplaring(ctx: Context, said: str) -> Outcome:
    return _apne(ctx, rules.OPPLARING, OM_OPPLARING.search(said))


def _kjemikalie(ctx: Context, said: str) -> Outcome:
    return _apne(ctx, rules.KJEMIKALIE, OM_KJEMIKALIE.search(said))


def _apne(ctx: Context, form: str, sagt: re.Match[str] | None) -> Outcome:
    """Opens the form, with what was said already. Who is in no directory has no leader to ask."""
    if ctx.kontakt.person_id is None:
        text = ctx.t.rich(
            N_("Jeg vet ikke hvem du er ennå, så jeg vet ikke hvem som skal svare. Ta kontakt med lederen din.")
        )
        return Outcome((Reply(Message((text,))),))
    tekst = sagt[1].strip() if sagt else ""
    return Outcome(forward=form, forward_answers={"tekst": tekst} if 0 < len(tekst) <= rules.MAKS_TEKST else {})


def pressed(ctx: Context, value: Mapping[str, Any]) -> Outcome:
    """[Svar], [Ført i stoffkartoteket]. Raises foresporsel.ingen_rett, foresporsel.besvart."""
    id_: Any = value.get("foresporsel")
    if not is_id(id_):
        raise HmsError("foresporsel.ingen_rett")
    if value.get("do") == "registrert":
        row = service.registrert(ctx.session, ctx.now, ctx.kontakt.person_id, id_)
        text = ctx.t.rich(N_("Takk. {navn} får vite det."), navn=foresporselkort.navn(ctx.reader, row.person_id))
        return Outcome((Reply(Message((text,))),))
    service.hent(ctx.session, ctx.now, ctx.kontakt.person_id, id_)
    return Outcome(forward="svar_foresporsel")


COMMANDS = (
    Command("be_om_opplaring", N_("Be om opplæring"), _opplaring),
    Command("nytt_kjemikalie", N_("Nytt kjemikalie"), _kjemikalie),
)
