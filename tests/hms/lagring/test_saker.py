"""What the tick erases when its time is over, and what it leaves alone (avvik.md 8)."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from hms.avvik import flyt
from hms.avvik.model import Avvik, AvvikInhabil, AvvikMelder, AvvikMelding
from hms.avvik.queries import Leser
from hms.forbedring import service as forslag
from hms.forbedring.model import Forbedring
from hms.kit import revisjon
from hms.kit.revisjon import Revisjon
from hms.lagring import forfall, saker
from hms.organisasjon.model import Node, Person
from hms.outbox.model import Utboks
from hms.regelverk.lagring import standard
from hms.samtale.model import Kontakt, Kort
from hms.tiltak import rules as tiltak
from hms.tiltak.model import Tiltak
from tests.hms.lagring.conftest import Arkiv

YEAR = 366


def test_nothing_goes_while_erasing_is_off(arkiv: Arkiv) -> None:
    arkiv.sak(status=flyt.LUKKET)
    arkiv.klokke.advance(days=20 * YEAR)
    assert arkiv.tikk(sletting=False) == 0
    assert len(arkiv.alle(AvvikMelder)) == 1


def test_the_reporter_goes_after_two_years_and_the_case_after_five(arkiv: Arkiv) -> None:
    case = arkiv.sak(status=flyt.LUKKET, gjelder_leder=True)
    arkiv.kort(f"avvik:{case.id}:melder", arkiv.konto("P045"))
    arkiv.kort(f"om-avvik:{case.id}:avvik_lukket:melder:1", arkiv.konto("P045"))
    arkiv.klokke.advance(days=2 * 365 - 1)
    assert arkiv.tikk() == 0
    arkiv.klokke.advance(days=3)
    assert arkiv.tikk() == 1
    for table in (AvvikMelder, Kort, Utboks):
        assert arkiv.alle(table) == [], table
    assert len(arkiv.alle(AvvikInhabil)) == 1
    assert [one.hva for one in arkiv.alle(Avvik)] == ["skled"]
    arkiv.klokke.advance(days=3 * YEAR)
    assert arkiv.tikk() == 1
    assert (arkiv.alle(Avvik), arkiv.alle(AvvikMelding), arkiv.alle(AvvikInhabil)) == ([], [], [])
    assert [line.hendelse for line in arkiv.alle(Revisjon)][-2:] == ["avvik.navn_slettet", "avvik.slettet"]
    assert arkiv.hel()
    assert arkiv.sak().nummer == "AVV-2031-0001"


@pytest.mark.parametrize("skade", ["forstehjelp", "fravaer", "dod"])
def test_a_case_with_an_injury_keeps_its_names_and_itself_for_ten_years(arkiv: Arkiv, skade: str) -> None:
    arkiv.sak(status=flyt.LUKKET, skade=skade)
    arkiv.klokke.advance(days=9 * YEAR)
    assert arkiv.tikk() == 0
    arkiv.klokke.advance(days=YEAR)
    assert arkiv.tikk() == 2
    assert arkiv.alle(Avvik) == []


@pytest.mark.parametrize("status", [flyt.MELDT, flyt.TILTAK_PAGAR, flyt.SKJERMET, flyt.GJENAPNET])
def test_a_case_that_is_not_ended_stays(arkiv: Arkiv, status: str) -> None:
    arkiv.sak(status=status)
    arkiv.klokke.advance(days=30 * YEAR)
    assert arkiv.tikk() == 0


@pytest.mark.parametrize("event", saker.SLUTT)
def test_a_rejected_or_withdrawn_case_counts_from_the_day_it_ended(arkiv: Arkiv, event: str) -> None:
    case = arkiv.sak(
        status=event.removeprefix("avvik.").replace("trukket", flyt.TRUKKET).replace("avvist", flyt.AVVIST)
    )
    arkiv.klokke.advance(days=YEAR)
    arkiv.do(lambda s: revisjon.skriv(s, arkiv.klokke.now(), event, objekt=f"avvik:{case.id}", aktor="person:1"))
    arkiv.klokke.advance(days=YEAR + 300)
    assert arkiv.tikk() == 0
    arkiv.klokke.advance(days=66)
    assert arkiv.tikk() == 1


def test_a_case_waits_for_its_open_action(arkiv: Arkiv) -> None:
    case = arkiv.sak(status=flyt.LUKKET)

    def action(s: Session) -> Tiltak:
        found = Tiltak(
            opphav_type="avvik", opphav_id=case.id or 0, node_id=case.node_id, hva="strø", ansvarlig_id=case.behandler_id or 0,
            frist=arkiv.klokke.now().date(), status=min(tiltak.UFERDIGE),
            opprettet_at=arkiv.klokke.now(),
        )  # fmt: skip
        s.add(found)
        return found

    made = arkiv.do(action)
    arkiv.klokke.advance(days=6 * YEAR)
    assert arkiv.tikk() == 1
    assert len(arkiv.alle(Avvik)) == 1

    def done(s: Session) -> None:
        s.get_one(Tiltak, made.id).status = tiltak.UTFORT

    arkiv.do(done)
    assert arkiv.tikk() == 1
    assert (arkiv.alle(Avvik), arkiv.alle(Tiltak)) == ([], [])


def test_somebody_who_left_is_forgotten_after_a_year(arkiv: Arkiv) -> None:
    arkiv.konto("P045", draft="noe")
    person = arkiv.person("P045")

    def leave(s: Session) -> None:
        s.get_one(Person, person.id).gyldig_til = arkiv.klokke.now().date()

    arkiv.do(leave)
    arkiv.klokke.advance(days=365)
    assert arkiv.tikk() == 0
    arkiv.klokke.advance(days=2)
    assert arkiv.tikk() == 1
    assert arkiv.alle(Kontakt) == []
    gone = arkiv.do(lambda s: s.get_one(Person, person.id))
    assert (gone.navn, gone.epost, gone.telefon, gone.entra_id) == ("–", None, None, None)
    assert arkiv.tikk() == 0
    assert arkiv.hel()


@pytest.mark.parametrize("held", ["melder", "behandler"])
def test_somebody_who_left_is_named_while_a_case_needs_it(arkiv: Arkiv, held: str) -> None:
    case = arkiv.sak(status=flyt.LUKKET if held == "melder" else "", skade="lege")
    person_id = arkiv.person("P045").id if held == "melder" else case.behandler_id

    def leave(s: Session) -> None:
        s.get_one(Person, person_id).gyldig_til = arkiv.klokke.now().date()

    arkiv.do(leave)
    arkiv.klokke.advance(days=2 * YEAR)
    assert arkiv.tikk() == 0


def test_a_row_that_cannot_go_keeps_nobody_else(arkiv: Arkiv, monkeypatch: pytest.MonkeyPatch) -> None:
    first, *_ = [arkiv.sak(status=flyt.LUKKET) for _ in range(12)]
    real = saker.slett_navn

    def slett(session: Session, now: object, avvik_id: int) -> None:
        real(session, now, avvik_id)  # type: ignore[arg-type]
        if avvik_id == first.id:
            raise ValueError

    monkeypatch.setattr(forfall, "SLAG", {"navn": (saker.foreldede_navn, slett)})
    arkiv.klokke.advance(days=3 * YEAR)
    assert arkiv.tikk() == 11
    assert [row.avvik_id for row in arkiv.alle(AvvikMelder)] == [first.id]


def test_it_is_looked_for_once_a_day_and_again_the_next(arkiv: Arkiv) -> None:
    from scheduler.ticks import Ticker

    ticker = Ticker(arkiv.db, arkiv.klokke, arkiv.klokke, sletting=True)
    arkiv.sak(status=flyt.LUKKET)
    assert ticker.tick().erased == 0
    arkiv.klokke.advance(days=2 * YEAR)
    assert ticker.tick().erased == 1
    arkiv.sak(status=flyt.LUKKET)

    def older(s: Session) -> None:
        for one in s.exec(select(Avvik)):
            one.lukket_at = arkiv.klokke.now() - timedelta(days=3 * YEAR)

    arkiv.do(older)
    assert ticker.tick().erased == 0
    arkiv.klokke.advance(days=1)
    assert ticker.tick().erased == 1


def test_a_stopped_tick_goes_on_later(arkiv: Arkiv) -> None:
    from scheduler.ticks import Ticker

    arkiv.sak(status=flyt.LUKKET)
    arkiv.klokke.advance(days=3 * YEAR)
    ticker = Ticker(arkiv.db, arkiv.klokke, arkiv.klokke, lambda: True, sletting=True)
    assert ticker.tick().erased == 0
    ticker.stopping = lambda: False
    assert ticker.tick().erased == 1


def test_the_operator_sees_what_would_go(arkiv: Arkiv) -> None:
    arkiv.sak(status=flyt.LUKKET)
    arkiv.klokke.advance(days=6 * YEAR)
    counted = arkiv.db.read(lambda s: forfall.antall(s, arkiv.klokke.now(), standard()))
    assert counted == {"navn": 1, "sak": 1, "ekstern": 0, "forbedring": 0, "person": 0}


def test_an_erased_case_stands_in_no_file(fil: Arkiv) -> None:
    fil.sak("kanarifuglen sa pip " * 20, status=flyt.LUKKET, strakstiltak="kanariburet")
    assert fil.i_filene("kanarifuglen")
    fil.klokke.advance(days=6 * YEAR)
    assert fil.tikk() == 2
    assert fil.i_filene("kanari") == []
    assert fil.hel()


def test_a_proposal_goes_two_years_after_it_was_sent(arkiv: Arkiv) -> None:
    sender = Leser(arkiv.person("P045").id, None)
    row = arkiv.do(
        lambda s: forslag.send(
            s, arkiv.klokke.now(), sender, hva="speil i svingen", node_id=s.exec(select(Node.id)).first() or 0
        )
    )
    arkiv.kort(f"forbedring:{row.id}", arkiv.konto("P044"))
    arkiv.klokke.advance(days=2 * 365 - 1)
    assert arkiv.tikk() == 0
    arkiv.klokke.advance(days=3)
    assert arkiv.tikk() == 1
    assert (arkiv.alle(Forbedring), arkiv.alle(Kort), arkiv.alle(Utboks)) == ([], [], [])
    assert [line.hendelse for line in arkiv.alle(Revisjon)][-1:] == ["forbedring.slettet"]
