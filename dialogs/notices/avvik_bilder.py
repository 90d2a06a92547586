"""To the handler: the reporter has added pictures."""

from collections.abc import Mapping
from typing import Any

from dialogs import kort, kortbilder
from dialogs.context import Reader
from dialogs.contract import Message
from dialogs.i18n import N_
from dialogs.notices.base import Notice
from hms.avvik import queries, rules
from hms.avvik.model import Avvik
from hms.fil import service as fil
from hms.fil.model import AVVIK


def _compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    avvik = r.session.get(Avvik, params["avvik"])
    if avvik is None:
        return None
    relasjoner = queries.relasjoner(r.session, avvik, r.leser, r.today)
    if "vedlegg" not in rules.innsyn(relasjoner, fortrolig=avvik.fortrolig):
        return None
    if fil.antall(r.session, fil.Eier(AVVIK, str(avvik.id))) == 0:
        return None
    head = r.t.rich(N_("Melderen har lagt til bilder i sak **{saksnr}**:"), saksnr=avvik.nummer)
    blocks = (head, *kortbilder.bilder(r, avvik))
    return Message(blocks, (kortbilder.vis_knapp(r, avvik),), summary=kort.summary(r, avvik))


NOTICE = Notice("avvik_bilder", _compose)
