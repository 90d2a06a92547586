"""To the reporter: the handler asks something. The answer goes through the bot, so that nobody's name need be known."""

from collections.abc import Mapping
from typing import Any

from dialogs import knapper, kort, kortdeler
from dialogs.context import Reader
from dialogs.contract import Message
from dialogs.i18n import N_
from dialogs.notices.base import Notice
from hms.avvik import flyt, queries, rules
from hms.avvik.model import Avvik, AvvikMelding


def _compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    avvik = r.session.get(Avvik, params["avvik"])
    melding = r.session.get(AvvikMelding, params["melding"])
    if avvik is None or melding is None or avvik.status == flyt.SKJERMET:
        return None
    relasjoner = queries.relasjoner(r.session, avvik, r.leser, r.today)
    if "meldinger" not in rules.innsyn(relasjoner, fortrolig=avvik.fortrolig):
        return None
    head = r.t.rich(N_("Behandleren av sak **{saksnr}** spør:"), saksnr=avvik.nummer)
    answer = (knapper.knapp(r, avvik, "svar"),) if flyt.kan(relasjoner, "svar", avvik.status) else ()
    return Message((head, kortdeler.sitat(melding.tekst)), answer, summary=kort.summary(r, avvik))


NOTICE = Notice("avvik_sporsmal", _compose)
