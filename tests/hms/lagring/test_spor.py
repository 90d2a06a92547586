"""Nothing in the database tells who reported anonymously, when the platform has stopped asking again (avvik.md 7)."""

import re
from collections.abc import AsyncIterator

import pytest
from sqlmodel import Session, SQLModel, col, select

from hms.avvik.model import Avvik, AvvikMelder
from hms.kit import revisjon
from hms.kit.revisjon import Revisjon
from hms.outbox.model import VENTER, Utboks
from hms.samtale.model import Mottatt, Operasjon, Samtale
from tests.fakes.varde import Rigg, innstillinger, rigg_paa

KARI = "P045"


@pytest.fixture
async def anonymt(fjordvik_url: str) -> AsyncIterator[Rigg]:
    """On SQLite and on PostgreSQL."""
    settings = innstillinger(fjordvik_url).model_copy(update={"avvik_anonym": True})
    async with rigg_paa(fjordvik_url, settings) as rigg:
        yield rigg


async def meld(rigg: Rigg) -> str:
    """Kari reports anonymously; her code."""
    kari = rigg.konto(KARI)
    await rigg.til_oversikt(kari)
    for label in ("Legg til mer", "Anonym", "Ja, send", "Send", "Send"):
        await rigg.trykk(kari, label)
    return re.search(r"Koden din er ([A-Z-]{19})", rigg.siste(kari).text)[1]  # type: ignore[index]


def spor(rigg: Rigg) -> dict[str, int]:
    """How many traces there are of Kari's conversation, by table."""
    chat = rigg.konto(KARI).chat

    def unit(s: Session) -> dict[str, int]:
        place = s.exec(select(Samtale).where(Samtale.ekstern_id == chat)).one()
        return {
            "svar": len(s.exec(select(Utboks).where(Utboks.samtale_id == place.id, Utboks.type == "svar")).all()),
            "knapper": len(s.exec(select(Operasjon).where(Operasjon.samtale_id == place.id)).all()),
            "nokler": len(s.exec(select(Mottatt)).all()),
            "skal_glemmes": int(place.glem_at is not None),
            "tilstand": len(place.tilstand),
        }

    return rigg.les(unit)


async def test_the_traces_go_after_a_quarter_of_an_hour(anonymt: Rigg, monkeypatch: pytest.MonkeyPatch) -> None:
    real = anonymt.hendelse
    chat = anonymt.konto(KARI).chat
    numbers = iter(range(1000))
    monkeypatch.setattr(
        anonymt, "hendelse", lambda hvem, *a, **k: real(hvem, *a, **{"key": f"teams:{chat}:{next(numbers)}", **k})
    )
    code = await meld(anonymt)
    before = spor(anonymt)
    assert min(before["svar"], before["knapper"], before["nokler"], before["skal_glemmes"]) > 0
    assert before["tilstand"] == 0
    await anonymt.tikk(minutes=14)
    assert spor(anonymt) == before, "a platform that was not answered may come again"
    await anonymt.tikk(minutes=2)
    assert set(spor(anonymt).values()) == {0}
    (case,) = anonymt.avvik()
    assert (case.kilde, case.fortrolig) == ("anonym", False)
    assert anonymt.les(lambda s: s.exec(select(AvvikMelder)).all()) == []
    person = anonymt.person(KARI).id
    assert {line.aktor for line in anonymt.alle(Revisjon) if line.hendelse == "avvik.meldt"} == {"melder"}
    assert not [row for row in anonymt.alle(Utboks) if row.person_id == person]
    assert anonymt.les(revisjon.brudd) is None
    for table in SQLModel.metadata.sorted_tables:
        rows = anonymt.les(lambda s, table=table: [str(row) for row in s.connection().execute(table.select())])
        assert not [row for row in rows if code in row or code.replace("-", "") in row], table.name


async def test_a_reply_that_has_not_come_holds_its_traces_back(anonymt: Rigg) -> None:
    await meld(anonymt)

    def waits(s: Session) -> None:
        last = s.exec(select(Utboks).where(Utboks.type == "svar").order_by(col(Utboks.id).desc())).first()
        assert last is not None
        last.status, last.ikke_for = VENTER, anonymt.klokke.now().replace(year=2030)
        s.add(last)

    anonymt.skriv(waits)
    await anonymt.tikk(minutes=16)
    assert spor(anonymt)["svar"] > 0
    assert spor(anonymt)["skal_glemmes"] == 1


async def test_a_repeated_click_sends_one_case_and_others_traces_stay(anonymt: Rigg) -> None:
    kari, ola = anonymt.konto(KARI), anonymt.konto("P044")
    await anonymt.si(ola, "hjelp")
    await anonymt.til_oversikt(kari)
    for label in ("Legg til mer", "Anonym", "Ja, send", "Send"):
        await anonymt.trykk(kari, label)
    click = anonymt.hendelse(kari, "button", value=anonymt.knapp(kari, "Send").data)
    for _ in range(3):
        await anonymt.varde.turns(click)
    await anonymt.ro()
    assert len(anonymt.alle(Avvik)) == 1
    own = [row for row in anonymt.utboks(type="svar") if row.samtale_id]
    await anonymt.tikk(minutes=16)
    left = anonymt.utboks(type="svar")
    assert 0 < len(left) < len(own)
