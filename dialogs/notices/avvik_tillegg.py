"""To the handler: the reporter has added something."""

from collections.abc import Mapping
from typing import Any

from dialogs import kort
from dialogs.context import Reader
from dialogs.contract import Message, Paragraph, Run
from dialogs.i18n import N_
from dialogs.notices.base import Notice
from hms.avvik import queries, rules
from hms.avvik.model import Avvik, AvvikTillegg


def _compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    avvik = r.session.get(Avvik, params["avvik"])
    added = r.session.get(AvvikTillegg, params["tillegg"])
    if avvik is None or added is None:
        return None
    relasjoner = queries.relasjoner(r.session, avvik, r.leser, r.today)
    if "tillegg" not in rules.innsyn(relasjoner, fortrolig=avvik.fortrolig):
        return None
    head = r.t.rich(N_("Melderen har lagt til noe i sak **{saksnr}**:"), saksnr=avvik.nummer)
    return Message((head, Paragraph((Run(added.tekst),), "quote")), summary=kort.summary(r, avvik))


NOTICE = Notice("avvik_tillegg", _compose)
