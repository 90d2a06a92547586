"""The case's card, to its handler, the verneombud and those who are told; kept up to date in place (messages.md 8, 16)."""

from collections.abc import Mapping
from typing import Any

from dialogs import kort
from dialogs.context import Reader
from dialogs.contract import Message
from dialogs.i18n import N_
from dialogs.notices.base import Notice
from hms.avvik import flyt, queries
from hms.avvik.model import Avvik
from hms.kit.klokke import oslo_date


def _compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    avvik = r.session.get(Avvik, params["avvik"])
    if avvik is None or params.get("hos", queries.stempel(avvik)) != queries.stempel(avvik):
        return None
    card = kort.sak(r, avvik)
    if card is not None:
        return card
    if flyt.INHABIL in queries.relasjoner(r.session, avvik, r.leser, oslo_date(r.now)):
        return Message((r.t.rich(N_("Sak {saksnr} er ikke lenger åpen for deg."), saksnr=avvik.nummer),))
    return Message((r.t.rich(N_("Sak {saksnr} er sendt videre til en annen."), saksnr=avvik.nummer),))


NOTICE = Notice("avvik_kort", _compose)
