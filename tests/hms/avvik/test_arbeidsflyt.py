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

from hms.avvik import avslutning, behandling, flyt, klokke, pliktene, pliktsteg, queries, service, tiltakene
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
HANDLER = "behandler"  # whoever has the case then
WHO = st.sampled_from((*[HANDLER] * len(PEOPLE), *PEOPLE))
SURE = st.sampled_from([False, False, True])  # what ends a walk for good is done now and then only
KNOWN = {
    "avvik.ingen_rett", "avvik.ikke_naa", "avvik.alt_mottatt", "avvik.kan_ikke_behandle", "avvik.samme_behandler", "avvik.grad_for_lav",
    "avvik.egen_sak", "avvik.ikke_leders", "avvik.ikke_vurdert", "avvik.tiltak_kreves", "avvik.ikke_droftet", "avvik.uten_tiltak",
    "avvik.for_sent", "avvik.alt_inhabil", "avvik.er_melder", "avvik.ingen_melder", "avvik.mulig_under_faktisk", "tiltak.ansvarlig",
    "avvik.ingen_varslingsmottak", "avvik.tilbakemelding", "avvik.sjekkliste", "tiltak.ingen_rett", "plikt.ukjent", "plikt.alt_gjort",
}  # fmt: skip


class Arbeidsflyt(RuleBasedStateMachine):
    """One case, several people, and a clock. `source` is the demo kommune's file, copied for each walk into `folder`."""

    source: Path
    folder: Path

    @initialize(
        grad=st.integers(1, 4),
        fortrolig=st.booleans(),
        kategori=st.sampled_from(["orden_fysisk", "tjenestekvalitet"]),
        far=st.sampled_from([0, 2, 2, 3]),
    )
    def begin(self, grad: int, kategori: str, far: int, *, fortrolig: bool) -> None:
        copy = self.folder / f"{secrets.token_hex(6)}.db"
        shutil.copy(self.source, copy)
        self.sak = Sak(f"sqlite:///{copy}")
        self.avvik = self.sak.meld(grad=grad, fortrolig=fortrolig, kategori=kategori)
        self.melder = self.sak.id("P045")
        self.before = flyt.MELDT
        for _ in range(far):
            self.what_it_waits_for(3, 1, "takk")
            self.states_follow_the_table()

    def teardown(self) -> None:
        if hasattr(self, "sak"):
            self.sak.db.close()

    def tries(self, who: str, handling: str | None, work) -> None:
        """Does it as that person: done only by one who has the right, from a state that allows it.

        A refusal is one that people have words for, and changes nothing.
        """
        was, refusal = self.sak.hent(self.avvik), None
        if who == HANDLER:
            who = next((p for p in PEOPLE if self.sak.id(p) == was.behandler_id), "P110")
        relasjoner = self.sak.rel(self.avvik, self.sak.leser(who))
        try:
            self.sak.do(lambda s: work(s, self.sak.klokke.now(), self.sak.leser_i(s, who), self.avvik.id))
        except HmsError as error:
            refusal = error.code
        if refusal is None:
            held = handling is None or flyt.kan(relasjoner, handling, was.status)
            assert held, (who, relasjoner, handling, was.status)
        else:
            assert refusal in KNOWN, refusal
            assert self.sak.hent(self.avvik).model_dump() == was.model_dump(), refusal

    @rule(who=WHO)
    def confirm(self, who: str) -> None:
        self.tries(who, "bekreft", service.bekreft_mottak)

    @rule(who=WHO, grad=st.integers(1, 4), s=st.integers(1, 5), k=st.integers(1, 5))
    def assess(self, who: str, grad: int, s: int, k: int) -> None:
        found = behandling.Vurdering(grad, s, 1, k)
        self.tries(who, "vurder", lambda *a: behandling.vurder(*a, found, matrise=5))

    @rule(who=WHO, ansvarlig=st.sampled_from(PEOPLE))
    def act(self, who: str, ansvarlig: str) -> None:
        nytt = tiltak_service.NyttTiltak(
            "strø", self.sak.id(ansvarlig), oslo_date(self.sak.klokke.now()) + timedelta(days=9)
        )
        self.tries(who, "tiltak", lambda *a: behandling.nytt_tiltak(*a, nytt))

    @rule(who=WHO)
    def do_the_actions(self, who: str) -> None:
        """Everything that is not done, if they are this person's to report done."""

        def work(session, now, leser, avvik_id):
            for tiltak in tiltak_queries.uferdige(session, behandling.OPPHAV, avvik_id):
                tiltakene.meld_utfort(session, now, leser, tiltak.id, "gjort")

        self.tries(who, None, work)

    @rule(who=WHO, til=st.sampled_from(PEOPLE))
    def pass_on(self, who: str, til: str) -> None:
        til_id = self.sak.id(til)
        self.tries(who, "send_videre", lambda *a: service.send_videre(*a, til_person_id=til_id, fordi="x"))

    @rule(who=WHO, whom=st.sampled_from(PEOPLE))
    def is_about(self, who: str, whom: str) -> None:
        self.tries(
            who,
            "inhabil",
            lambda s, *a: behandling.meld_inhabil(s, *a, s.get(Person, self.sak.leser_i(s, whom).person_id)),
        )

    @rule(who=WHO)
    def ask(self, who: str) -> None:
        self.tries(who, "spor_melder", lambda *a: behandling.spor_melder(*a, "hvor?"))

    @rule(who=WHO)
    def answer(self, who: str) -> None:
        self.tries(who, "svar", lambda *a: behandling.svar(*a, "der"))

    @rule(who=WHO)
    def discuss(self, who: str) -> None:
        self.tries(who, "droft", lambda *a: behandling.droft(*a, som="ikke", dag=None, fordi="smått"))

    @rule(who=WHO, called=st.booleans())
    def tell_the_authorities(self, who: str, *, called: bool) -> None:
        def work(session, now, leser, avvik_id):
            for punkt in pliktene.apne(session, session.get(Avvik, avvik_id)):
                if called:
                    pliktsteg.ringt(session, now, leser, avvik_id, punkt.plikt.id, at=now, av=leser.person_id)
                else:
                    pliktsteg.ikke_aktuelt(session, now, leser, avvik_id, punkt.plikt.id, fordi="ikke alvorlig")

        self.tries(who, None, work)

    @rule(
        who=WHO,
        said=st.sampled_from(["takk", " "]),
        why=st.sampled_from([None, "ikke nødvendig"]),
    )
    def close(self, who: str, said: str, why: str | None) -> None:
        self.tries(who, "lukk", lambda *a: avslutning.lukk(*a, avslutning.Lukking(said, why)))

    @rule(who=WHO)
    def reject(self, who: str) -> None:
        self.tries(who, "avvis", lambda *a: avslutning.avvis(*a, "nei"))

    @rule(who=WHO)
    def look_again(self, who: str) -> None:
        self.tries(who, "ny_vurdering", avslutning.be_om_ny_vurdering)

    @rule(who=WHO)
    def reopen(self, who: str) -> None:
        self.tries(who, "gjenapne", lambda *a: avslutning.gjenapne(*a, "igjen"))

    @rule(who=WHO, sure=SURE)
    def withdraw(self, who: str, *, sure: bool) -> None:
        if sure:
            self.tries(who, "trekk", avslutning.trekk)

    @rule(who=WHO, sure=SURE)
    def restrict(self, who: str, *, sure: bool) -> None:
        if sure:
            self.tries(who, "varsel", avslutning.se_som_varsel)

    @rule(who=WHO, answer=st.booleans())
    def solved(self, who: str, *, answer: bool) -> None:
        self.tries(who, "losning", lambda *a: avslutning.meld_losning(*a, lost=answer))

    @rule(s=st.integers(1, 5), k=st.integers(1, 5), said=st.sampled_from(["takk", " "]))
    def what_it_waits_for(self, s: int, k: int, said: str) -> None:
        """Mostly people do what the case waits for; without them few walks would come to an end of it."""
        row = self.sak.hent(self.avvik)
        if row.status in flyt.UBEKREFTET:
            self.confirm(HANDLER)
        elif row.status == flyt.MOTTATT:
            self.assess(HANDLER, row.grad, s, k)
        elif row.status in flyt.I_ARBEID:
            if row.status == flyt.TILTAK_PAGAR:
                self.do_the_actions("P044")
            elif k > 3:
                self.act(HANDLER, "P044")
            if s != 5:
                self.discuss(HANDLER)
            self.close("P043" if k == 5 else HANDLER, said, "ikke nødvendig" if s > 2 else None)
        elif row.status == flyt.AVVIST:
            self.look_again("P045")

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
            assert (row.tilbakemelding or "").strip()
            assert row.lukket_at is not None
            assert row.vurdert_at is not None
            assert row.lukket_av == row.behandler_id != self.melder
            assert row.droftet_som or row.grad == 1 or row.kategori == "tjenestekvalitet"
            found = self.sak.do(lambda s: tiltak_queries.fra(s, behandling.OPPHAV, row.id))
            done = [t for t in found if t.status == "utfort"]
            assert row.uten_tiltak_fordi or (done and len(done) == len(found))

    @invariant()
    def nothing_closes_while_the_law_asks_for_a_call(self) -> None:
        now = self.sak.hent(self.avvik)
        if now.status == flyt.LUKKET:
            assert [p for p in self.sak.do(lambda s: pliktene.apne(s, now)) if p.plikt.stige == avslutning.STRAKS] == []

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


@pytest.mark.parametrize("walks", [pytest.param(30), pytest.param(400, marks=pytest.mark.soak)])
def test_the_workflow_keeps_its_promises(sqlite_fjordvik: str, tmp_path: Path, walks: int) -> None:
    machine = type("Walk", (Arbeidsflyt,), {"source": Path(sqlite_fjordvik), "folder": tmp_path})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=walks, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
