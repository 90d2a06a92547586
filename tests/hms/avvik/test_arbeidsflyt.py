"""Whatever people do, in whatever order: the workflow's promises hold (avvik.md 5). Random walks over the services."""

import secrets
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from hms.avvik import avslutning, behandling, flyt, klokke, queries, service
from hms.avvik.model import Avvik
from hms.kit import revisjon
from hms.kit.feil import HmsError
from hms.kit.klokke import oslo_date
from hms.lagring import saker
from hms.organisasjon.model import Person
from hms.tiltak import queries as tiltak_queries
from hms.tiltak import service as tiltak_service
from tests.fakes.sak import Sak

PEOPLE = ("P045", "P044", "P043", "P001", "P010", "P110")
KNOWN = {
    "avvik.ingen_rett", "avvik.ikke_naa", "avvik.alt_mottatt", "avvik.kan_ikke_behandle", "avvik.samme_behandler", "avvik.grad_for_lav",
    "avvik.egen_sak", "avvik.ikke_leders", "avvik.ikke_vurdert", "avvik.tiltak_kreves", "avvik.ikke_droftet", "avvik.uten_tiltak",
    "avvik.for_sent", "avvik.alt_inhabil", "avvik.er_melder", "avvik.ingen_melder", "avvik.mulig_under_faktisk", "tiltak.ansvarlig",
    "avvik.ingen_varslingsmottak",
}  # fmt: skip


class Arbeidsflyt(RuleBasedStateMachine):
    """One case, several people, and a clock. `source` is the demo kommune's file, copied for each walk into `folder`."""

    source: Path
    folder: Path

    @initialize(
        grad=st.integers(1, 4), fortrolig=st.booleans(), kategori=st.sampled_from(["orden_fysisk", "tjenestekvalitet"])
    )
    def begin(self, grad: int, kategori: str, *, fortrolig: bool) -> None:
        copy = self.folder / f"{secrets.token_hex(6)}.db"
        shutil.copy(self.source, copy)
        self.sak = Sak(f"sqlite:///{copy}")
        self.avvik = self.sak.meld(grad=grad, fortrolig=fortrolig, kategori=kategori)
        self.before = flyt.MELDT

    def teardown(self) -> None:
        if hasattr(self, "sak"):
            self.sak.db.close()

    def tries(self, who: str, work) -> None:
        """Does it as that person; a refusal is one that people have words for, and changes nothing."""
        was = self.sak.hent(self.avvik)
        refusal = None
        try:
            self.sak.do(lambda s: work(s, self.sak.klokke.now(), self.sak.leser_i(s, who), self.avvik.id))
        except HmsError as error:
            refusal = error.code
        assert refusal is None or (refusal in KNOWN and self.sak.hent(self.avvik).status == was.status), refusal

    @rule(who=st.sampled_from(PEOPLE))
    def confirm(self, who: str) -> None:
        self.tries(who, service.bekreft_mottak)

    @rule(who=st.sampled_from(PEOPLE), grad=st.integers(1, 4), s=st.integers(1, 5), k=st.integers(1, 5))
    def assess(self, who: str, grad: int, s: int, k: int) -> None:
        found = behandling.Vurdering(grad, s, 1, k)
        self.tries(who, lambda *a: behandling.vurder(*a, found, matrise=5))

    @rule(who=st.sampled_from(PEOPLE), ansvarlig=st.sampled_from(PEOPLE))
    def act(self, who: str, ansvarlig: str) -> None:
        nytt = tiltak_service.NyttTiltak(
            "strø", self.sak.id(ansvarlig), oslo_date(self.sak.klokke.now()) + timedelta(days=9)
        )
        self.tries(who, lambda *a: behandling.nytt_tiltak(*a, nytt))

    @rule(who=st.sampled_from(PEOPLE))
    def do_the_actions(self, who: str) -> None:
        def work(session, now, leser, avvik_id):
            for tiltak in tiltak_queries.uferdige(session, behandling.OPPHAV, avvik_id):
                tiltak_service.meld_utfort(session, now, tiltak, leser.person_id, "gjort")
            behandling.tiltak_ferdig(session, now, leser, session.get(Avvik, avvik_id))

        self.tries(who, work)

    @rule(who=st.sampled_from(PEOPLE), til=st.sampled_from(PEOPLE))
    def pass_on(self, who: str, til: str) -> None:
        til_id = self.sak.id(til)
        self.tries(who, lambda *a: service.send_videre(*a, til_person_id=til_id, fordi="x"))

    @rule(who=st.sampled_from(PEOPLE), whom=st.sampled_from(PEOPLE))
    def is_about(self, who: str, whom: str) -> None:
        self.tries(
            who, lambda s, *a: behandling.meld_inhabil(s, *a, s.get(Person, self.sak.leser_i(s, whom).person_id))
        )

    @rule(who=st.sampled_from(PEOPLE))
    def ask(self, who: str) -> None:
        self.tries(who, lambda *a: behandling.spor_melder(*a, "hvor?"))

    @rule(who=st.sampled_from(PEOPLE))
    def answer(self, who: str) -> None:
        self.tries(who, lambda *a: behandling.svar(*a, "der"))

    @rule(who=st.sampled_from(PEOPLE))
    def discuss(self, who: str) -> None:
        self.tries(who, lambda *a: behandling.droft(*a, som="ikke", dag=None, fordi="smått"))

    @rule(who=st.sampled_from(PEOPLE), why=st.sampled_from([None, "ikke nødvendig"]))
    def close(self, who: str, why: str | None) -> None:
        self.tries(who, lambda *a: avslutning.lukk(*a, avslutning.Lukking("takk", why)))

    @rule(who=st.sampled_from(PEOPLE))
    def reject(self, who: str) -> None:
        self.tries(who, lambda *a: avslutning.avvis(*a, "nei"))

    @rule(who=st.sampled_from(PEOPLE))
    def look_again(self, who: str) -> None:
        self.tries(who, avslutning.be_om_ny_vurdering)

    @rule(who=st.sampled_from(PEOPLE))
    def reopen(self, who: str) -> None:
        self.tries(who, lambda *a: avslutning.gjenapne(*a, "igjen"))

    @rule(who=st.sampled_from(PEOPLE))
    def withdraw(self, who: str) -> None:
        self.tries(who, avslutning.trekk)

    @rule(who=st.sampled_from(PEOPLE))
    def restrict(self, who: str) -> None:
        self.tries(who, avslutning.se_som_varsel)

    @rule(who=st.sampled_from(PEOPLE), answer=st.booleans())
    def solved(self, who: str, *, answer: bool) -> None:
        self.tries(who, lambda *a: avslutning.meld_losning(*a, lost=answer))

    @rule(days=st.integers(1, 40))
    def time_goes(self, days: int) -> None:
        self.sak.klokke.advance(days=days)
        self.sak.do(lambda s: klokke.ta_trinn(s, self.sak.klokke.now(), s.get(Avvik, self.avvik.id)))

    @precondition(lambda self: self.sak.hent(self.avvik).status in flyt.AVSLUTTET)
    @rule()
    def erase_the_reporter(self) -> None:
        """The retention's own way: the name goes, the case stays, and the audit holds together."""
        self.sak.do(lambda s: saker.slett_navn(s, self.sak.klokke.now(), self.avvik.id))
        assert self.sak.do(lambda s: queries.melder(s, s.get(Avvik, self.avvik.id))) is None

    @invariant()
    def nothing_closes_without_feedback(self) -> None:
        row = self.sak.hent(self.avvik)
        if row.status == flyt.LUKKET:
            assert row.tilbakemelding
            assert row.lukket_at is not None
            assert row.vurdert_at is not None

    @invariant()
    def every_state_has_an_owner(self) -> None:
        row = self.sak.hent(self.avvik)
        if row.status in flyt.APNE:
            owner = self.sak.til(row, flyt.BEHANDLER)
            assert owner or self.sak.do(lambda s: queries.siste_utvei(s, row, oslo_date(self.sak.klokke.now())))
            assert row.neste_trinn_at is not None or row.trinn, "nobody is reminded of an open case"
        if row.status == flyt.SKJERMET:
            assert self.sak.til(row, flyt.VARSLINGSMOTTAK)
            assert row.neste_trinn_at is None

    @invariant()
    def states_follow_the_table(self) -> None:
        now = self.sak.hent(self.avvik).status
        ways = {(fra, h.til) for h in flyt.HANDLINGER.values() if h.til for fra in h.fra}
        ways |= {(flyt.TILTAK_PAGAR, flyt.TIL_EVALUERING)}
        ways |= {(fra, til) for fra in flyt.APNE for til in (flyt.TILTAK_PAGAR, flyt.TIL_EVALUERING, flyt.VIDERESENDT)}
        assert now == self.before or (self.before, now) in ways, (self.before, now)
        self.before = now

    @invariant()
    def the_audit_is_whole(self) -> None:
        assert self.sak.do(revisjon.brudd) is None


@pytest.mark.parametrize("walks", [pytest.param(15), pytest.param(400, marks=pytest.mark.soak)])
def test_the_workflow_keeps_its_promises(sqlite_fjordvik: str, tmp_path: Path, walks: int) -> None:
    machine = type("Walk", (Arbeidsflyt,), {"source": Path(sqlite_fjordvik), "folder": tmp_path})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=walks, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
