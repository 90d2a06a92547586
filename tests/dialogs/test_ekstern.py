"""The cards of a report to another system, reader by reader: who sees the text, who is told what, and what is no longer true."""

from typing import Any

import pytest
from sqlmodel import Session, select

from dialogs import ekstern
from dialogs.context import Kommune, Reader
from dialogs.i18n import translator
from dialogs.notices.register import BY_KEY
from hms.avvik.queries import Leser
from hms.avvik.service import NyttAvvik
from hms.ekstern import mottakere, service
from hms.ekstern.model import EksternSak
from hms.ekstern.rules import Oppsett
from hms.organisasjon.model import Node
from hms.outbox.model import Utboks
from tests.fakes.kanal import plain
from tests.hms.lagring.conftest import Arkiv
from tests.hms.lagring.conftest import fil as fil  # noqa: PLC0414 - the fixture, for this file too

HVA = "kanarifuglen falt"


def meld(arkiv: Arkiv, leser: Leser | None, oppsett: Oppsett | None = None, **more: Any) -> int:
    def unit(s: Session) -> int:
        node = s.exec(select(Node.id).where(Node.ekstern_id == "SOL-FJE")).one() or 0
        new = NyttAvvik(HVA, "orden_fysisk", "ingen", 2, node, **more)
        return service.meld(s, arkiv.klokke.now(), oppsett or Oppsett(), new, leser).id or 0

    return arkiv.do(unit)


def sett(arkiv: Arkiv, sak_id: int, leser: Leser, key: str = "ekstern_kort", lenke: str = "") -> str | None:
    def unit(s: Session) -> str | None:
        who = Reader(s, arkiv.klokke.now(), translator("nb"), Kommune("Fjordvik", ekstern_lenke=lenke), leser)
        message = BY_KEY[key].compose(who, {"ekstern": sak_id})
        return plain(message) if message is not None else None

    return arkiv.db.read(unit)


@pytest.mark.parametrize("key", ["ekstern_kort", "ekstern_kritisk", "ekstern_nummer", "ekstern_purring"])
def test_what_is_gone_is_never_sent(fil: Arkiv, key: str) -> None:
    assert sett(fil, 99, Leser(1, None), key) is None
    assert (
        fil.db.read(lambda s: mottakere.finn(s, {"rolle": "mottak", "ekstern": 99}, fil.klokke.now().date())).alle == ()
    )


def test_a_number_that_has_come_or_not_decides_what_is_true(fil: Arkiv) -> None:
    kari = Leser(fil.person("P045").id, None)
    sak_id = meld(fil, kari)
    assert sett(fil, sak_id, kari, "ekstern_nummer") is None
    fil.do(lambda s: service.legg_inn_nummer(s, fil.klokke.now(), kari, sak_id, "7"))
    assert sett(fil, sak_id, kari, "ekstern_purring") is None
    assert "saksnummer 7" in (sett(fil, sak_id, kari, "ekstern_nummer", "https://kf.example/") or "")


def test_somebody_who_is_not_in_the_directory_carries_it_over(fil: Arkiv) -> None:
    contact = fil.konto("P045").id
    vikar = Leser(None, contact)
    sak_id = meld(fil, vikar, strakstiltak="ryddet", forslag="rekkverk", gjentakelse="ja", sted="trappa")
    shown = sett(fil, sak_id, vikar) or ""
    for words in (HVA, "en person som ikke står i katalogen", "ryddet", "rekkverk", "kan skje igjen", "trappa"):
        assert words in shown
    other = sett(fil, sak_id, Leser(fil.person("P044").id, None)) or ""
    assert "er ikke overført til avvikssystemet ennå" in other
    assert HVA not in other
    assert [row.id for row in fil.db.read(lambda s: service.uten_nummer(s, vikar))] == [sak_id]
    fil.do(lambda s: service.gi_opp(s, fil.klokke.now(), sak_id, "http_410"))
    assert [row.mottaker for row in fil.alle(Utboks) if row.kort == f"ekstern:{sak_id}:tilbake"] == [
        {"kontakt": contact}
    ]
    done = fil.do(lambda s: service.legg_inn_nummer(s, fil.klokke.now(), vikar, sak_id, "7"))
    assert done.nummer == "7"


def test_a_confidential_text_names_nobody(fil: Arkiv) -> None:
    kari = Leser(fil.person("P045").id, None)
    sak_id = meld(fil, kari, fortrolig=True)
    assert "Meldt av: fortrolig" in (sett(fil, sak_id, kari) or "")


def test_while_the_webhook_has_it_nobody_else_sees_the_text(fil: Arkiv) -> None:
    kari = Leser(fil.person("P045").id, None)
    sak_id = meld(fil, kari, Oppsett(webhook=True, mottak="hms_ansvarlig"))
    for ekstern_id in ("P045", "P044", "P005"):
        assert HVA not in (sett(fil, sak_id, Leser(fil.person(ekstern_id).id, None)) or HVA)


def test_nothing_that_was_written_goes_into_the_address(fil: Arkiv) -> None:
    sak_id = meld(fil, Leser(fil.person("P045").id, None))

    def unit(s: Session) -> list[str | None]:
        who = Reader(
            s,
            fil.klokke.now(),
            translator("nb"),
            Kommune("F", ekstern_lenke="https://kf.example/{enhet}"),
            Leser(1, None),
        )
        return [b.url for sak in (s.get(EksternSak, sak_id), None) for b in ekstern.til_systemet(who, sak)]

    assert fil.db.read(unit) == ["https://kf.example/SOL-FJE"]


def test_a_report_is_numbered_once(fil: Arkiv) -> None:
    sak_id = meld(fil, None)
    fil.do(lambda s: service.overfort(s, fil.klokke.now(), sak_id, "7"))
    fil.do(lambda s: service.overfort(s, fil.klokke.now(), sak_id, "8"))
    assert [row.nummer for row in fil.alle(EksternSak)] == ["7"]
