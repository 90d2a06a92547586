"""To the reporter: the case has been assessed, and how severe it is held to be."""

from collections.abc import Mapping
from typing import Any

from dialogs import kort, kortdeler, texts
from dialogs.context import Reader
from dialogs.contract import Block, Message
from dialogs.i18n import N_
from dialogs.notices.base import Notice
from hms.avvik import flyt, klokke
from hms.avvik.model import Avvik


def _compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    avvik = r.session.get(Avvik, params["avvik"])
    if avvik is None or avvik.vurdert_at is None or avvik.status not in flyt.APNE:
        return None
    t = r.t
    text = N_("{navn} har vurdert sak **{saksnr}**. Alvorligheten er {grad}.")
    if avvik.grad != avvik.meldt_grad:
        text = N_("{navn} har vurdert sak **{saksnr}**. Alvorligheten er {grad}. Du foreslo {foreslatt}.")
    fields: dict[str, Any] = {
        "grad": _grad(r, avvik.grad),
        "foreslatt": _grad(r, avvik.meldt_grad),
        "saksnr": avvik.nummer,
    }
    blocks: list[Block] = [t.rich(text, navn=kortdeler.navn(r, avvik.vurdert_av) or "", **fields)]
    frist = klokke.frist_lukket(r.session, avvik)
    if frist is not None and frist >= r.today:
        blocks.append(t.rich(N_("Saken skal være lukket eller ha en plan innen {frist}."), frist=t.day(frist, r.today)))
    return Message(tuple(blocks), (kort.se_saken(r, avvik),), summary=kort.summary(r, avvik))


def _grad(r: Reader, grad: int) -> str:
    return f"{grad} {r.t.text(texts.GRAD[grad]).lower()}"


NOTICE = Notice("avvik_vurdert", _compose)
