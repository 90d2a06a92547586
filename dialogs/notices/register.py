"""Every notice that the bot sends by itself."""

from dialogs.notices import (
    avvik_avvist,
    avvik_effekt,
    avvik_gjenapnet,
    avvik_kopi,
    avvik_kort,
    avvik_lukket_for,
    avvik_mottatt,
    avvik_purring,
    avvik_skjermet,
    avvik_tillegg,
    avvik_videresendt,
    krav_besvart,
    krav_kort,
    krav_purring,
    plikt_purring,
    stans_kort,
    stans_slutt,
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
    avvik_kopi.NOTICE,
    plikt_purring.NOTICE,
    stans_kort.NOTICE,
    stans_slutt.NOTICE,
    krav_kort.NOTICE,
    krav_besvart.NOTICE,
    krav_purring.NOTICE,
)
BY_KEY = {notice.key: notice for notice in NOTICES}
