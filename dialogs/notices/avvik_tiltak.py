"""To the reporter: what shall be done, by whom, and by when."""

from collections.abc import Mapping
from typing import Any

from dialogs import kort, kortdeler
from dialogs.context import Reader
from dialogs.contract import Message
from dialogs.i18n import N_
from dialogs.notices.base import Notice
from hms.avvik import flyt
from hms.avvik.model import Avvik
from hms.tiltak.model import Tiltak


def _compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    avvik = r.session.get(Avvik, params["avvik"])
    tiltak = r.session.get(Tiltak, params["tiltak"])
    if avvik is None or tiltak is None or avvik.status == flyt.SKJERMET:
        return None
    head = r.t.rich(N_("Nytt tiltak i sak **{saksnr}**:"), saksnr=avvik.nummer)
    blocks = (head, kortdeler.sitat(tiltak.hva), kortdeler.tiltakslinje(r, tiltak))
    return Message(blocks, (kort.se_saken(r, avvik),), summary=kort.summary(r, avvik))


NOTICE = Notice("avvik_tiltak", _compose)
