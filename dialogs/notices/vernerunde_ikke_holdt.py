"""Vernerunder that were not held by their deadline: does the leader above want them reported? The verneombud sees it (T-47)."""

from collections.abc import Mapping
from typing import Any

from dialogs import hjul
from dialogs.context import Reader
from dialogs.contract import Block, Button, Message
from dialogs.i18n import N_
from dialogs.notices import tiltak_avvik
from dialogs.notices.base import Notice
from hms.arshjul import ikke_holdt
from hms.arshjul.model import UTFORT, Oppgave
from hms.avvik.model import Avvik
from hms.ekstern import vernerunde


def _compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    til_verneombud = params["som"] == ikke_holdt.VERNEOMBUD
    rader = [rad for id_ in params["oppgaver"] if (rad := _sporsmal(r, id_, til_alle=til_verneombud)) is not None]
    if not rader:
        return None
    t = r.t
    intro = N_("Disse vernerundene er ikke ført som holdt innen fristen. Skal det meldes som avvik?")
    if til_verneombud:
        intro = N_(
            "Til orientering: Disse vernerundene er ikke ført som holdt innen fristen. Lederen er spurt om det skal meldes som avvik."
        )
    line = N_("{sted}, frist {frist}")
    blocks: list[Block] = [t.rich(intro)]
    blocks += [t.rich(line, sted=hjul.sted(r, rad), frist=t.day(rad.frist, r.today)) for rad in rader]
    blocks.append(t.rich(N_("Krav 6.3.5-1."), tone="small"))
    return Message(tuple(blocks), () if til_verneombud else tuple(_knapp(r, rad) for rad in rader))


def _sporsmal(r: Reader, oppgave_id: int, *, til_alle: bool) -> Oppgave | None:
    """The duty, if it is still to be asked about, and this reader may answer."""
    rad = r.session.get(Oppgave, oppgave_id)
    if rad is None or not ikke_holdt.gjelder(rad, r.today) or vernerunde.er_meldt_om(r.session, ikke_holdt.om(rad)):
        return None
    svarer = til_alle or r.leser.person_id in ikke_holdt.over(r.session, r.kommune.regelverk, rad, r.today)
    return rad if svarer else None


def _knapp(r: Reader, rad: Oppgave) -> Button:
    label = r.t.text(N_("Meld som avvik: {sted}"), sted=hjul.emne(r, rad) or hjul.nodenavn(r, rad))
    return Button(label, {"action": "ikke_holdt", "oppgave": rad.id, "token": ""})


def _holdt(r: Reader, params: Mapping[str, Any]) -> Message | None:
    avvik, rad = r.session.get(Avvik, params["avvik"]), r.session.get(Oppgave, params["oppgave"])
    if avvik is None or rad is None or rad.status != UTFORT:
        return None
    text = N_(
        "Vernerunden er ført som holdt nå: {sted}. Det er det sak **{saksnr}** gjelder. Vurder om saken kan lukkes."
    )
    return tiltak_avvik.kan_lukkes(r, avvik, r.t.rich(text, sted=hjul.sted(r, rad), saksnr=avvik.nummer))


NOTICES = (Notice(ikke_holdt.NOTICE, _compose), Notice(ikke_holdt.HOLDT, _holdt))
