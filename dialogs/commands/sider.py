"""The pages of a list: a heading that says where one is, and [Vis flere] that keeps what the list was asked for."""

from collections.abc import Mapping
from typing import Any

from dialogs.contract import Block, Button
from dialogs.i18n import N_, Translator
from hms.kit.sider import Side

VIS_FLERE = N_("Vis flere")


def fra(value: Mapping[str, Any]) -> int:
    """Where the page begins that a button asks for; 0 for what is no place in a list."""
    asked = value.get("fra")
    return asked if isinstance(asked, int) and not isinstance(asked, bool) and 0 <= asked < 2**31 else 0


def hode(t: Translator, tittel: str, side: Side[Any]) -> list[Block]:
    """The heading; with the rows that are shown, when there are more of them."""
    blocks: list[Block] = []
    if side.flyttet:
        blocks.append(t.rich(N_("Lista er endret siden sist. Her er den fra starten."), tone="small"))
    if side.totalt <= len(side.rader):
        return [*blocks, t.rich(N_("{tittel}"), tone="heading", tittel=tittel)]
    text = t.rich(
        N_("{tittel}, {fra}–{til} av {alle}"),
        tone="heading",
        tittel=tittel,
        fra=side.fra + 1,
        til=side.fra + len(side.rader),
        alle=side.totalt,
    )
    return [*blocks, text]


def flere(t: Translator, side: Side[Any], data: Mapping[str, Any], label: str = VIS_FLERE) -> tuple[Button, ...]:
    """[Vis flere] while there is a next page; `data` is what the list was asked for."""
    if side.neste is None:
        return ()
    return (Button(t.text(label), {**data, "fra": side.neste, "token": ""}),)
