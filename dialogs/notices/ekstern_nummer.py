"""To the reporter: the report has got its number in the other system, and is handled there."""

from collections.abc import Mapping
from typing import Any

from dialogs import ekstern
from dialogs.context import Reader
from dialogs.contract import Message
from dialogs.i18n import N_
from dialogs.notices.base import Notice
from hms.ekstern.model import EksternSak


def _compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    sak = r.session.get(EksternSak, params["ekstern"])
    if sak is None or sak.nummer is None:
        return None
    text = r.t.rich(
        N_(
            "Meldingen din, **{referanse}**, har fått saksnummer **{nummer}** i avvikssystemet. Du kan følge saken der."
        ),
        referanse=sak.referanse,
        nummer=sak.nummer,
    )
    return Message((text,), ekstern.til_systemet(r), summary=ekstern.sammendrag(r, sak))


NOTICE = Notice("ekstern_nummer", _compose)
