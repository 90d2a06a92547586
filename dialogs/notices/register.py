"""Every notice that the bot sends by itself."""

from dialogs.notices import (
    avvik_avvist,
    avvik_effekt,
    avvik_gjenapnet,
    avvik_kort,
    avvik_lukket_for,
    avvik_mottatt,
    avvik_purring,
    avvik_skjermet,
    avvik_tillegg,
    avvik_videresendt,
    ekstern_kort,
    ekstern_kritisk,
    ekstern_nummer,
    ekstern_purring,
)
from dialogs.notices.base import Notice

NOTICES: tuple[Notice, ...] = (
    avvik_avvist.NOTICE,
    avvik_effekt.NOTICE,
    avvik_gjenapnet.NOTICE,
    avvik_skjermet.NOTICE,
    avvik_kort.NOTICE,
    avvik_lukket_for.NOTICE,
    avvik_mottatt.NOTICE,
    avvik_purring.NOTICE,
    avvik_tillegg.NOTICE,
    avvik_videresendt.NOTICE,
    ekstern_kort.NOTICE,
    ekstern_kritisk.NOTICE,
    ekstern_nummer.NOTICE,
    ekstern_purring.NOTICE,
)
BY_KEY = {notice.key: notice for notice in NOTICES}
