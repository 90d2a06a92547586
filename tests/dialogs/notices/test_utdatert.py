"""A notice that is no longer true, or not for its reader, is never sent (design 3)."""

from collections.abc import Iterator
from datetime import date

import pytest

from dialogs.context import Kommune, Reader
from dialogs.i18n import translator
from dialogs.notices.register import BY_KEY
from hms.avvik import avslutning, behandling, tiltakene
from hms.avvik.behandling import Vurdering
from hms.avvik.queries import Leser
from hms.tiltak.service import NyttTiltak
from tests.fakes.sak import Sak

LEDER, MELDER, ANSVARLIG, FREMMED = "P044", "P045", "P046", "P110"
PARAMETRE = {
    "avvik_vurdert": {"avvik": 1},
    "avvik_tiltak": {"avvik": 1, "tiltak": 1},
    "avvik_sporsmal": {"avvik": 1, "melding": 1},
    "avvik_svar": {"avvik": 1, "melding": 2},
    "avvik_til_evaluering": {"avvik": 1},
    "avvik_lukket": {"avvik": 1},
    "avvik_purring": {"avvik": 1, "trinn": "purr+1", "port": "lukket", "runde": 3},
    "tiltak_purring": {"tiltak": 1, "trinn": "frist", "runde": 0},
    "tiltak_soknad": {"soknad": 1},
    "tiltak_endret": {"tiltak": 1, "hva": "frist", "runde": 0},
    "tiltak_kort": {"tiltak": 1},
    "tiltak_lukket_for": {"tiltak": 1},
}
SAGT = {
    "avvik_vurdert": MELDER, "avvik_tiltak": MELDER, "avvik_sporsmal": MELDER, "avvik_svar": LEDER,
    "tiltak_purring": ANSVARLIG, "tiltak_soknad": LEDER, "tiltak_endret": ANSVARLIG, "tiltak_kort": ANSVARLIG,
}  # fmt: skip


@pytest.fixture
def sak(fjordvik_sqlite_url: str) -> Iterator[Sak]:
    """A case with an assessment, a tiltak, a question and its answer, and a wish for another deadline."""
    opened = Sak(fjordvik_sqlite_url)
    avvik = opened.meld()
    ansvarlig = opened.id(ANSVARLIG)

    def happens(session) -> None:
        now = opened.klokke.now()
        leder, melder = opened.leser_i(session, LEDER), opened.leser_i(session, MELDER)
        behandling.vurder(session, now, leder, avvik.id, Vurdering(2, 2, 2, 2), matrise=5)
        nytt = NyttTiltak("rydde", ansvarlig, date(2026, 12, 4))
        behandling.nytt_tiltak(session, now, leder, avvik.id, nytt)
        behandling.spor_melder(session, now, leder, avvik.id, "var det mørkt?")
        behandling.svar(session, now, melder, avvik.id, "ja")
        hvem = opened.leser_i(session, ANSVARLIG)
        tiltakene.ny_frist(session, now, hvem, 1, frist=date(2026, 12, 9), fordi="mer tid")

    opened.do(happens)
    yield opened
    opened.db.close()


def sagt(sak: Sak, key: str, hvem: str, **andre: object):
    """What the notice says to somebody now, or None."""
    leser: Leser = sak.leser(hvem)
    compose = BY_KEY[key].compose

    def work(session):
        reader = Reader(session, sak.klokke.now(), translator("nb"), Kommune("Fjordvik"), leser)
        return compose(reader, {**PARAMETRE[key], **andre})

    return sak.do(work)


@pytest.mark.parametrize("key", list(SAGT))
def test_it_is_said_while_it_is_true(sak: Sak, key: str) -> None:
    assert sagt(sak, key, SAGT[key]) is not None


@pytest.mark.parametrize("key", list(PARAMETRE))
def test_it_is_not_said_of_what_is_not_there(sak: Sak, key: str) -> None:
    assert (
        sagt(sak, key, LEDER, **{name: 99 for name in PARAMETRE[key] if name in {"avvik", "tiltak", "soknad"}}) is None
    )


@pytest.mark.parametrize("key", ["avvik_til_evaluering", "avvik_lukket", "avvik_purring", "tiltak_lukket_for"])
def test_what_has_not_happened_is_not_said(sak: Sak, key: str) -> None:
    assert sagt(sak, key, LEDER) is None


@pytest.mark.parametrize("key", ["avvik_sporsmal", "avvik_svar", "tiltak_endret", "tiltak_soknad"])
def test_a_stranger_is_told_nothing(sak: Sak, key: str) -> None:
    assert sagt(sak, key, FREMMED) is None


@pytest.mark.parametrize("key", [key for key in PARAMETRE if key not in {"tiltak_kort", "tiltak_lukket_for"}])
def test_nothing_is_said_of_a_restricted_case(sak: Sak, key: str) -> None:
    sak.do(lambda s: avslutning.se_som_varsel(s, sak.klokke.now(), sak.leser_i(s, LEDER), 1))
    assert sagt(sak, key, SAGT.get(key, LEDER)) is None


def test_what_was_told_of_a_tiltak_is_written_over(sak: Sak) -> None:
    sak.do(lambda s: avslutning.se_som_varsel(s, sak.klokke.now(), sak.leser_i(s, LEDER), 1))
    for key in ("tiltak_kort", "tiltak_lukket_for"):
        found = sagt(sak, key, ANSVARLIG)
        assert found is not None
        assert "rydde" not in str(found)
