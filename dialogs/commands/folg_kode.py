"""The code of an anonymous case, written in the chat: where the case stands, to whoever has the code (avvik.md 7)."""

from dialogs import kort, texts
from dialogs.context import Context
from dialogs.contract import Block, Facts, Message, Outcome, Reply
from dialogs.i18n import N_
from dialogs.kortdeler import sitat
from hms.avvik import flyt, kode
from hms.avvik.model import Avvik
from hms.kit.klokke import oslo_date


def vis(ctx: Context, koden: str) -> Outcome:
    """The status and the feedback, as a plain reply: no card remembers who asked, and no look is noted."""
    avvik = kode.finn(ctx.session, koden)
    if avvik is None:
        blocks: tuple[Block, ...] = (
            ctx.t.rich(N_("Jeg fant ingen sak med den koden. Se etter om den er skrevet riktig.")),
        )
    elif avvik.status == flyt.SKJERMET:
        blocks = kort.skjermet(ctx.reader, avvik, status=True).blocks
    else:
        blocks = _status(ctx, avvik)
    return Outcome((Reply(Message(blocks)),), forget=True)


def _status(ctx: Context, avvik: Avvik) -> tuple[Block, ...]:
    t = ctx.t
    rows = [
        (t.text(N_("Status")), t.text(texts.STATUS[avvik.status])),
        (t.text(N_("Meldt")), t.day(oslo_date(avvik.meldt_at), ctx.today)),
    ]
    frist = kort.neste_frist(ctx.reader, avvik)
    if frist is not None:
        rows.append((t.text(N_("Neste frist")), frist))
    blocks: list[Block] = [t.rich(N_("Avvik {saksnr}"), tone="heading", saksnr=avvik.nummer), Facts(tuple(rows))]
    svar = avvik.tilbakemelding if avvik.status == flyt.LUKKET else avvik.avvist_fordi
    if svar and avvik.status in flyt.AVSLUTTET:
        blocks += [t.rich(N_("Svaret fra behandleren:"), tone="small"), sitat(svar)]
    return tuple(blocks)
