"""The pictures of a case on its card: for those who may see them, by addresses that are theirs alone and soon stop working."""

from dialogs.context import Reader
from dialogs.contract import Block, Button, Picture
from dialogs.i18n import N_
from hms.avvik.model import Avvik
from hms.fil import service as fil
from hms.fil.model import AVVIK


def bilder(r: Reader, avvik: Avvik) -> list[Block]:
    """The pictures, oldest first. Whether the reader may see them has been asked before."""
    files = fil.for_eier(r.session, fil.Eier(AVVIK, str(avvik.id)))
    alt = N_("Bilde {n} av {antall} i sak {saksnr}. Vises det ikke, trykk Vis bildene.")
    return [
        Picture(
            r.kommune.fil_lenke(row.id or 0, r.leser),
            r.t.text(alt, n=number, antall=len(files), saksnr=avvik.nummer),
        )
        for number, row in enumerate(files, 1)
    ]


def knapper(r: Reader, avvik: Avvik, blocks: list[Block]) -> tuple[Button, ...]:
    """[Vis bildene] where there are any: an old card's addresses have stopped working, a click makes new ones."""
    return (vis_knapp(r, avvik),) if any(isinstance(block, Picture) for block in blocks) else ()


def vis_knapp(r: Reader, avvik: Avvik) -> Button:
    """[Vis bildene]: the case with addresses that work."""
    look = {"action": "avvik", "do": "se", "avvik": avvik.id, "token": ""}
    return Button(r.t.text(N_("Vis bildene")), look)
