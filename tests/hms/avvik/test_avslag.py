"""Every refusal of the handling: whoever asks, however the buttons look (avvik.md 5 and 8)."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from hms.avvik import avslutning, behandling, flyt, queries, service, tiltakene
from hms.avvik.avslutning import Lukking
from hms.avvik.behandling import Vurdering
from hms.avvik.model import Avvik, AvvikInhabil, AvvikMelder
from hms.avvik.queries import Leser
from hms.kit.feil import HmsError
from hms.kit.klokke import oslo_date
from hms.organisasjon.model import Person
from hms.tiltak import queries as tiltak_queries
from hms.tiltak import rules as tiltak_rules
from hms.tiltak.model import Tiltak, TiltakSoknad
from hms.tiltak.service import NyttTiltak
from tests.fakes.sak import Sak

VURDERING = Vurdering(grad=2, sannsynlighet=2, konsekvens_faktisk=2, konsekvens_mulig=2)
LEDER, ANSVARLIG, MELDER = "P044", "P046", "P045"


@pytest.fixture
def sak(fjordvik_sqlite_url: str) -> Iterator[Sak]:
    opened = Sak(fjordvik_sqlite_url)
    yield opened
    opened.db.close()


def gjor(sak: Sak, hvem: str, work: Callable[..., Any], *args: Any, **more: Any) -> Any:
    """The rulebook's function, as somebody."""
    return sak.do(lambda s: work(s, sak.klokke.now(), sak.leser_i(s, hvem), *args, **more))


def nektet(sak: Sak, kode: str, hvem: str, work: Callable[..., Any], *args: Any, **more: Any) -> None:
    """The rulebook refuses with this code."""
    with pytest.raises(HmsError) as refused:
        gjor(sak, hvem, work, *args, **more)
    assert refused.value.code == kode


def vurdert(sak: Sak, vurdering: Vurdering = VURDERING, **more: Any) -> Avvik:
    avvik = sak.meld(**more)
    return gjor(sak, LEDER, behandling.vurder, avvik.id, vurdering, matrise=5)


def med_tiltak(sak: Sak, hvem: str = ANSVARLIG) -> tuple[Avvik, Tiltak]:
    avvik = vurdert(sak)
    nytt = NyttTiltak("rydde", sak.id(hvem), frist(sak, 7))
    return gjor(sak, LEDER, behandling.nytt_tiltak, avvik.id, nytt)


def frist(sak: Sak, om: int) -> date:
    return oslo_date(sak.klokke.now()) + timedelta(days=om)


@pytest.mark.parametrize(
    ("kode", "vurdering", "skade"),
    [
        ("avvik.utenfor_matrisen", Vurdering(2, 6, 2, 2), "ingen"),
        ("avvik.utenfor_matrisen", Vurdering(2, 0, 2, 2), "ingen"),
        ("avvik.mulig_under_faktisk", Vurdering(2, 2, 3, 2), "ingen"),
        ("avvik.grad_for_lav", Vurdering(3, 2, 2, 2), "alvorlig"),
        ("avvik.grad_for_lav", Vurdering(5, 2, 2, 2), "ingen"),
        ("avvik.underkategori", Vurdering(2, 2, 2, 2, None, "legemiddel"), "ingen"),
    ],
)
def test_an_assessment_that_does_not_hold(sak: Sak, kode: str, vurdering: Vurdering, skade: str) -> None:
    avvik = sak.meld(skade=skade)
    nektet(sak, kode, LEDER, behandling.vurder, avvik.id, vurdering, matrise=5)
    assert sak.hent(avvik).vurdert_at is None


@pytest.mark.parametrize(
    ("som", "om", "fordi"), [("mks", None, None), ("mks", 1, None), ("ikke", None, None), ("kantina", 0, None)]
)
def test_a_discussion_without_its_day_or_reason(sak: Sak, som: str, om: int | None, fordi: str | None) -> None:
    avvik = vurdert(sak)
    dag = None if om is None else frist(sak, om)
    nektet(sak, "avvik.droftet", LEDER, behandling.droft, avvik.id, som=som, dag=dag, fordi=fordi)


def test_what_stands_in_the_way_of_closing(sak: Sak) -> None:
    good = Lukking("ryddet", "ingen fare")
    new = sak.meld()
    nektet(sak, "avvik.ikke_naa", LEDER, avslutning.lukk, new.id, good)
    red = vurdert(sak, Vurdering(2, 5, 2, 5))
    nektet(sak, "avvik.tiltak_kreves", LEDER, avslutning.lukk, red.id, good)
    case = vurdert(sak)
    nektet(sak, "avvik.ikke_droftet", LEDER, avslutning.lukk, case.id, good)
    nektet(sak, "avvik.ikke_leders", "P043", avslutning.lukk, case.id, good)
    nektet(sak, "avvik.ingen_rett", MELDER, avslutning.lukk, case.id, good)
    gjor(sak, LEDER, behandling.droft, case.id, som="ikke", dag=None, fordi="hastet")
    nektet(sak, "avvik.tilbakemelding", LEDER, avslutning.lukk, case.id, Lukking("  ", "ingen fare"))
    nektet(sak, "avvik.uten_tiltak", LEDER, avslutning.lukk, case.id, Lukking("ryddet"))
    assert gjor(sak, LEDER, avslutning.lukk, case.id, good).status == flyt.LUKKET


def test_nobody_closes_what_he_or_she_reported(sak: Sak) -> None:
    avvik = vurdert(sak)
    leder, over = sak.id(LEDER), Leser(sak.id("P043"), None)
    sak.do(lambda s: _melder(s, avvik, leder))
    nektet(sak, "avvik.egen_sak", LEDER, avslutning.lukk, avvik.id, Lukking("ryddet", "ingen fare"))
    assert sak.do(lambda s: avslutning.mangler(s, s.get(Avvik, avvik.id), over)) == "avvik.ikke_droftet"


def _melder(session: Session, avvik: Avvik, person_id: int) -> None:
    row = session.get(AvvikMelder, avvik.id)
    assert row is not None
    row.person_id = person_id
    session.add(row)


def test_a_case_that_varde_made_has_nobody_to_ask(sak: Sak) -> None:
    avvik = sak.meld()
    sak.do(lambda s: s.delete(s.get(AvvikMelder, avvik.id)))
    nektet(sak, "avvik.ingen_melder", LEDER, behandling.spor_melder, avvik.id, "var det mørkt?")
    assert not sak.do(lambda s: queries.melder_kan_svare(s, s.get(Avvik, avvik.id), frist(sak, 0)))


def test_who_can_not_have_a_tiltak(sak: Sak) -> None:
    avvik = vurdert(sak)
    left, inhabil = sak.id("P055"), sak.id("P056")
    sak.do(lambda s: setattr(s.get(Person, left), "gyldig_til", frist(sak, -1)))
    sak.do(lambda s: s.add(AvvikInhabil(avvik_id=avvik.id, person_id=inhabil)))
    for person_id in (left, inhabil, 10**6):
        nektet(
            sak, "tiltak.ansvarlig", LEDER, behandling.nytt_tiltak, avvik.id, NyttTiltak("x", person_id, frist(sak, 1))
        )
    late = NyttTiltak("x", sak.id(ANSVARLIG), frist(sak, -1))
    nektet(sak, "tiltak.frist", LEDER, behandling.nytt_tiltak, avvik.id, late)
    assert sak.do(lambda s: tiltak_queries.fra(s, "avvik", avvik.id)) == []


def test_a_guest_has_a_tiltak_and_nothing_else_of_the_case(sak: Sak) -> None:
    """Krav 3.0-2: a guest may be responsible for a tiltak, and is no handler."""
    avvik = vurdert(sak)
    guest, gjest, leder = sak.id("P117"), sak.leser("P117"), sak.leser(LEDER)
    nytt = NyttTiltak("måle støyen", guest, frist(sak, 5))
    _, tiltak = sak.do(lambda s: behandling.nytt_tiltak(s, sak.klokke.now(), leder, avvik.id, nytt))
    assert sak.rel(avvik, gjest) == frozenset()
    nektet(sak, "avvik.kan_ikke_behandle", LEDER, service.send_videre, avvik.id, til_person_id=guest, fordi="x")
    sak.do(lambda s: tiltakene.meld_utfort(s, sak.klokke.now(), gjest, tiltak.id, "målt"))
    assert [one.status for one in sak.do(lambda s: tiltak_queries.fra(s, "avvik", avvik.id))] == ["utfort"]


def test_a_tiltak_is_closed_to_everybody_else(sak: Sak) -> None:
    avvik, tiltak = med_tiltak(sak)
    for hvem in (MELDER, "P043", "P001"):
        nektet(sak, "tiltak.ingen_rett", hvem, tiltakene.meld_utfort, tiltak.id, None)
    nektet(sak, "tiltak.ingen_rett", ANSVARLIG, tiltakene.ikke_aktuelt, tiltak.id, "nei")
    nektet(sak, "tiltak.ingen_rett", LEDER, tiltakene.meld_utfort, 99, None)
    nektet(sak, "tiltak.ingen_rett", LEDER, tiltakene.avgjor, 99, ja=True)
    ansvarlig = sak.id(ANSVARLIG)
    sak.do(lambda s: s.add(AvvikInhabil(avvik_id=avvik.id, person_id=ansvarlig)))
    nektet(sak, "tiltak.ingen_rett", ANSVARLIG, tiltakene.meld_utfort, tiltak.id, None)


def test_who_has_left_has_no_tiltak(sak: Sak) -> None:
    _, tiltak = med_tiltak(sak)
    gone = sak.id(ANSVARLIG)

    def leaves(session: Session) -> None:
        person = session.get(Person, gone)
        assert person is not None
        person.gyldig_til = frist(sak, -1)
        session.add(person)

    sak.do(leaves)
    nektet(sak, "tiltak.ingen_rett", ANSVARLIG, tiltakene.meld_utfort, tiltak.id, None)


def test_what_came_out_of_no_case_is_followed_up_by_the_leaders_above(sak: Sak) -> None:
    _, tiltak = med_tiltak(sak)

    def elsewhere(session: Session) -> None:
        row = session.get(Tiltak, tiltak.id)
        assert row is not None
        row.opphav_type = "vernerunde"
        session.add(row)

    sak.do(elsewhere)
    nektet(sak, "tiltak.ingen_rett", MELDER, tiltakene.meld_utfort, tiltak.id, None)
    gjor(sak, LEDER, tiltakene.meld_utfort, tiltak.id, None)


def test_a_finished_tiltak_stays_finished(sak: Sak) -> None:
    avvik, tiltak = med_tiltak(sak)
    gjor(sak, ANSVARLIG, tiltakene.meld_utfort, tiltak.id, "ryddet")
    assert sak.hent(avvik).status == flyt.TIL_EVALUERING
    nektet(sak, "tiltak.alt_ferdig", LEDER, tiltakene.meld_utfort, tiltak.id, None)
    nektet(sak, "tiltak.alt_ferdig", LEDER, tiltakene.ikke_aktuelt, tiltak.id, "nei")
    for hvem in (LEDER, ANSVARLIG):
        nektet(sak, "tiltak.alt_ferdig", hvem, tiltakene.ny_frist, tiltak.id, frist=frist(sak, 9), fordi="mer tid")


def test_a_wish_for_another_deadline_is_answered_once(sak: Sak) -> None:
    _, tiltak = med_tiltak(sak)
    for hvem in (LEDER, ANSVARLIG):
        nektet(sak, "tiltak.frist", hvem, tiltakene.ny_frist, tiltak.id, frist=frist(sak, -1), fordi="mer tid")
    gjor(sak, ANSVARLIG, tiltakene.ny_frist, tiltak.id, frist=frist(sak, 9), fordi="mer tid")
    gjor(sak, ANSVARLIG, tiltakene.ny_frist, tiltak.id, frist=frist(sak, 12), fordi="enda mer tid")
    nektet(sak, "tiltak.ingen_rett", ANSVARLIG, tiltakene.avgjor, 2, ja=True)
    nektet(sak, "tiltak.alt_avgjort", LEDER, tiltakene.avgjor, 1, ja=True)
    gjor(sak, LEDER, tiltakene.avgjor, 2, ja=True)
    nektet(sak, "tiltak.alt_avgjort", LEDER, tiltakene.avgjor, 2, ja=False)
    rows = sak.do(lambda s: [s.get(TiltakSoknad, key).status for key in (1, 2)])
    assert rows == [tiltak_rules.ERSTATTET, tiltak_rules.GODKJENT]
    assert sak.do(lambda s: s.get(Tiltak, tiltak.id).frist) == frist(sak, 12)


def test_a_wish_whose_day_has_passed_is_not_granted(sak: Sak) -> None:
    _, tiltak = med_tiltak(sak)
    gjor(sak, ANSVARLIG, tiltakene.ny_frist, tiltak.id, frist=frist(sak, 9), fordi="mer tid")
    sak.klokke.advance(days=10)
    nektet(sak, "tiltak.frist", LEDER, tiltakene.avgjor, 1, ja=True)
    assert sak.do(lambda s: s.get(TiltakSoknad, 1).status) == tiltak_rules.VENTER
    gjor(sak, LEDER, tiltakene.avgjor, 1, ja=False)
    assert sak.do(lambda s: s.get(TiltakSoknad, 1).status) == tiltak_rules.AVSLATT


def test_the_clock_runs_while_a_wish_waits(sak: Sak) -> None:
    _, tiltak = med_tiltak(sak)
    before = sak.do(lambda s: s.get(Tiltak, tiltak.id).neste_trinn_at)
    gjor(sak, ANSVARLIG, tiltakene.ny_frist, tiltak.id, frist=frist(sak, 9), fordi="mer tid")
    assert sak.do(lambda s: s.get(Tiltak, tiltak.id).neste_trinn_at) == before
    gjor(sak, LEDER, tiltakene.avgjor, 1, ja=True)
    assert sak.do(lambda s: s.get(Tiltak, tiltak.id).neste_trinn_at) > before


def test_the_handler_s_own_tiltak_tells_nobody(sak: Sak) -> None:
    _, tiltak = med_tiltak(sak, LEDER)
    gjor(sak, LEDER, tiltakene.ny_frist, tiltak.id, frist=frist(sak, 9), fordi="mer tid")
    gjor(sak, LEDER, tiltakene.ikke_aktuelt, tiltak.id, "ikke lenger")
    assert not sak.rader(nokkel="tiltak_endret")


def test_a_restricted_case_keeps_its_tiltak_closed(sak: Sak) -> None:
    avvik, tiltak = med_tiltak(sak)
    gjor(sak, LEDER, avslutning.se_som_varsel, avvik.id)
    for hvem in (LEDER, ANSVARLIG):
        nektet(sak, "tiltak.ingen_rett", hvem, tiltakene.meld_utfort, tiltak.id, None)


def test_a_case_is_confirmed_once(sak: Sak) -> None:
    avvik = sak.meld()
    gjor(sak, LEDER, service.bekreft_mottak, avvik.id)
    nektet(sak, "avvik.alt_mottatt", "P043", service.bekreft_mottak, avvik.id)
