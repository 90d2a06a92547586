"""To the reporter: the case looks like whistleblowing, so it was closed to all others, and these are the rights (avvik.md 1)."""

from collections.abc import Mapping
from typing import Any

from dialogs import kort
from dialogs.context import Reader
from dialogs.contract import Block, Button, Message
from dialogs.i18n import N_
from dialogs.notices.base import Notice
from hms.avvik import flyt
from hms.avvik.model import Avvik


def _compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    avvik = r.session.get(Avvik, params["avvik"])
    if avvik is None or avvik.status != flyt.SKJERMET:
        return None
    t = r.t
    blocks: list[Block] = [
        t.rich(
            N_(
                "Sak **{saksnr}** ser ut som et **varsel om kritikkverdige forhold**. Den er derfor skjermet, og bare varslingsmottaket ser den nå."
            ),
            saksnr=avvik.nummer,
        ),
        t.rich(
            N_(
                "Du har rett til å varsle, og du har vern mot gjengjeldelse. Arbeidsgiveren skal undersøke saken innen rimelig tid. Du kan også gå til verneombud eller tillitsvalgt, eller varsle Arbeidstilsynet."
            )
        ),
    ]
    if r.kommune.varsling_telefon:
        phone = N_("Telefon til varslingsmottaket: **{telefon}**")
        blocks.append(t.rich(phone, telefon=r.kommune.varsling_telefon))
    link = r.kommune.varsling_kanal_url
    buttons = (Button(t.text(N_("Til varslingskanalen")), url=link),) if link else ()
    return Message(tuple(blocks), buttons, summary=kort.summary(r, avvik))


NOTICE = Notice("avvik_skjermet", _compose)
