"""What the operator reads of erasing and of another avvik system."""

from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, select

from bot.cli.doctor_mer import Linje, linjer
from bot.settings import Settings
from hms.avvik import flyt
from hms.avvik.queries import Leser
from hms.avvik.service import NyttAvvik
from hms.ekstern import klokke as stige
from hms.ekstern import service
from hms.ekstern.model import EksternSak
from hms.ekstern.rules import Oppsett
from hms.organisasjon.model import Node
from tests.fakes.avvikssystem import SECRET
from tests.hms.lagring.conftest import Arkiv
from tests.hms.lagring.conftest import arkiv as arkiv  # noqa: PLC0414 - the fixture, for this file too

EKSTERN = {"avvik_system": "ekstern", "ekstern_lenke": "https://kf.example/"}


def rapport(arkiv: Arkiv, **settings: Any) -> list[Linje]:
    return arkiv.db.read(lambda s: linjer(s, Settings(**settings), arkiv.klokke.now()))


def melding(arkiv: Arkiv) -> int:
    kari = arkiv.person("P045").id

    def unit(s: Session) -> int:
        node = s.exec(select(Node.id).where(Node.ekstern_id == "SOL-FJE")).one() or 0
        new = NyttAvvik("skled", "orden_fysisk", "ingen", 2, node)
        return service.meld(s, arkiv.klokke.now(), Oppsett(webhook=True), new, Leser(kari, None)).id or 0

    return arkiv.do(unit)


def test_erasing_is_off_and_says_what_would_go(arkiv: Arkiv) -> None:
    arkiv.sak(status=flyt.LUKKET)
    arkiv.klokke.advance(days=6 * 366)
    (line,) = rapport(arkiv)
    assert line == Linje(
        "Sletting er av (VARDE_SLETTING). Forfalt nå: 1 saker der navnene skal fjernes, 1 saker som skal slettes."
    )
    arkiv.tikk()
    assert rapport(arkiv, sletting="paa") == [Linje("Sletting er på. Forfalt nå: ingenting.")]


def test_mistakes_in_the_periods_are_told(arkiv: Arkiv, tmp_path: Path) -> None:
    file = tmp_path / "egen.yaml"
    file.write_text("tull: 1\n")
    assert rapport(arkiv, lagring=file)[0].feil


def test_the_other_system_and_what_waits_for_a_number(arkiv: Arkiv) -> None:
    sak_id = melding(arkiv)
    hook = {"ekstern_url": "https://kf.example/hook", "ekstern_hemmelighet": SECRET, **EKSTERN}
    _, first, waiting = rapport(arkiv, **hook)
    assert first == Linje("Avvikssystem: eksternt, webhook til kf.example. Meldinger uten saksnummer: 1.")
    assert waiting == Linje("EKS-2026-0001: ikke overført, webhook.")
    arkiv.do(lambda s: service.gi_opp(s, arkiv.klokke.now(), sak_id, "http_401"))
    assert rapport(arkiv, **hook)[-1] == Linje("EKS-2026-0001: ikke overført, melder, siste feil http_401.", feil=True)
    assert rapport(arkiv)[-1].feil


def test_what_has_been_chased_for_long_is_a_fault(arkiv: Arkiv) -> None:
    sak_id = melding(arkiv)
    arkiv.do(lambda s: service.overfort(s, arkiv.klokke.now(), sak_id, None))
    assert not rapport(arkiv, **EKSTERN)[-1].feil
    for _ in range(12):
        arkiv.klokke.advance(days=1)
        arkiv.do(lambda s: stige.ta_trinn(s, arkiv.klokke.now(), s.get_one(EksternSak, sak_id)))
    last = rapport(arkiv, **EKSTERN)[-1]
    assert (last.tekst, last.feil) == ("EKS-2026-0001: overført, nummer mangler, webhook.", True)
    arkiv.do(lambda s: service.legg_inn_nummer(s, arkiv.klokke.now(), Leser(arkiv_id(s), None), sak_id, "7"))
    assert arkiv.do(lambda s: stige.ta_trinn(s, arkiv.klokke.now(), s.get_one(EksternSak, sak_id))) is None
    arkiv.klokke.advance(days=6 * 366)
    assert arkiv.tikk() == 1
    assert arkiv.alle(EksternSak) == []


def arkiv_id(session: Session) -> int:
    """The reporter of `melding`."""
    return session.exec(select(EksternSak.person_id)).one() or 0


@pytest.mark.parametrize("mottak", ["ingen@fjordvik.example", "sjefen"])
def test_a_reception_that_is_nobody(arkiv: Arkiv, mottak: str) -> None:
    assert any(
        "VARDE_EKSTERN_MOTTAK" in line.tekst and line.feil for line in rapport(arkiv, **EKSTERN, ekstern_mottak=mottak)
    )
