"""Every notice that the bot sends by itself."""

from dialogs.notices import (
    arshjul_dag,
    arshjul_svar,
    avvik_bilder,
    avvik_kort,
    avvik_mottatt,
    avvik_purring,
    avvik_tillegg,
    avvik_videresendt,
    fil_avvist,
)
from dialogs.notices.base import Notice

NOTICES: tuple[Notice, ...] = (
    avvik_kort.NOTICE,
    avvik_mottatt.NOTICE,
    avvik_purring.NOTICE,
    avvik_tillegg.NOTICE,
    avvik_videresendt.NOTICE,
    arshjul_dag.NOTICE,
    *arshjul_svar.NOTICES,
    avvik_bilder.NOTICE,
    fil_avvist.NOTICE,
)
BY_KEY = {notice.key: notice for notice in NOTICES}
