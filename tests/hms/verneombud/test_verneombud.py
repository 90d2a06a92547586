"""Stopping work and asking for an answer: who may, who is told, and the ladder (aml §§ 6-2 and 6-3)."""

from datetime import date, time, timedelta

import pytest
from sqlmodel import select

from hms import adressering
from hms.kit.db import Database
from hms.kit.feil import HmsError
from hms.kit.kalender import klokka
from hms.kit.klokke import oslo_date
from hms.organisasjon.model import Node, Person
from hms.outbox.model import Prioritet, Utboks
from hms.verneombud import queries, rules, stans, svar
from hms.verneombud.flytting import ApneKrav, ApneStans
from hms.verneombud.model import KravOmSvar, Stans
from hms.verneombud.stans import NyStans
from tests.fakes.klokke import FakeKlokke


class Hus:
    """The rulebook on a database with the demo kommune."""

    def __init__(self, url: str) -> None:
        self.db = Database(url)
        self.klokke = FakeKlokke()
        self.people = dict(self.db.write(lambda s: s.exec(select(Person.ekstern_id, Person.id)).all()))
        self.nodes = dict(self.db.write(lambda s: s.exec(select(Node.ekstern_id, Node.id)).all()))

    def do(self, work):
        return self.db.write(work)

    def id(self, ekstern: str) -> int:
        return self.people[ekstern]

    def node(self, ekstern: str) -> int:
        return self.nodes[ekstern]

    def stans(self, hvem: str = "P046", node: str = "SOL-FJE", **more) -> Stans:
        now = self.klokke.now()
        ny = NyStans(self.node(node), "på taket", "løst rekkverk", more.get("fra", now))
        return self.do(lambda s: stans.stans(s, now, self.id(hvem), ny))

    def slutt(self, row: Stans, hvem: str, som: str) -> Stans:
        return self.do(lambda s: stans.i_gang_igjen(s, self.klokke.now(), self.id(hvem), row.id, som=som))

    def krev(self, hvem: str = "P046", node: str = "SOL-FJE", leder: str = "P043") -> KravOmSvar:
        return self.do(
            lambda s: svar.krev(
                s, self.klokke.now(), self.id(hvem), node_id=self.node(node), leder_id=self.id(leder), tekst="vifta"
            )
        )

    def til(self, rolle: str, **about) -> tuple[set[int], tuple[int, ...]]:
        paa = oslo_date(self.klokke.now())
        found = self.do(lambda s: adressering.finn(s, {"rolle": rolle, **about}, paa))
        return set(found.alle), found.reserve

    def rader(self, nokkel: str) -> list[Utboks]:
        return self.do(lambda s: s.exec(select(Utboks).where(Utboks.nokkel == nokkel)).all())

    def slutter(self, ekstern: str) -> None:
        def work(s) -> None:
            person = s.exec(select(Person).where(Person.ekstern_id == ekstern)).one()
            person.gyldig_til = oslo_date(self.klokke.now()) - timedelta(days=1)
            s.add(person)

        self.do(work)


@pytest.fixture
def hus(fjordvik_sqlite_url: str):
    opened = Hus(fjordvik_sqlite_url)
    yield opened
    opened.db.close()


def nekter(code: str, work) -> None:
    with pytest.raises(HmsError) as error:
        work()
    assert error.value.code == code


@pytest.mark.parametrize("hvem", ["P045", "P044", "P043", "P005", "P001", "P011", "P055", "P052", "P117", "P050"])
def test_only_the_area_s_verneombud_stops_work_or_asks(hus: Hus, hvem: str) -> None:
    nekter("stans.ikke_verneombud", lambda: hus.stans(hvem))
    nekter("svar.ikke_verneombud", lambda: hus.krev(hvem))
    ny = NyStans(hus.node("SOL-FJE"), "x", "y", hus.klokke.now())
    nekter("stans.ikke_verneombud", lambda: hus.do(lambda s: stans.stans(s, hus.klokke.now(), None, ny)))


def test_the_hovedverneombud_acts_in_every_area_and_the_kitchen_has_its_own(hus: Hus) -> None:
    hus.stans("P113")
    hus.stans("P055", "SOL-KJO")
    nekter("stans.ikke_verneombud", lambda: hus.stans("P046", "SOL-KJO"))
    own = hus.do(lambda s: [n.ekstern_id for n in queries.enheter(s, hus.id("P046"), date(2026, 11, 22))])
    assert own[0] == "SOL"
    assert "SOL-KJO" not in own
    assert hus.do(lambda s: queries.enheter(s, None, date(2026, 11, 22))) == []


def test_a_stop_is_told_at_once_to_both_leaders_and_the_hms_ansvarlig(hus: Hus) -> None:
    row = hus.stans()
    assert {r.prioritet for r in hus.rader("stans_kort")} == {Prioritet.NOD}
    assert {r.ikke_for for r in hus.rader("stans_kort")} == {None}
    assert hus.til("ledere", stans=row.id)[0] == {hus.id("P044"), hus.id("P043")}
    assert hus.til("hms_ansvarlig", stans=row.id)[0] == {hus.id("P005")}
    assert hus.til("verneombud", stans=row.id)[0] == {hus.id("P046")}
    assert hus.til("ledere", stans=10**6) == (set(), ())
    hus.slutter("P046")
    assert hus.id("P046") not in hus.til("verneombud", stans=row.id)[0]


@pytest.mark.parametrize("away", [timedelta(minutes=-1), timedelta(days=7, minutes=1)])
def test_the_moment_is_not_to_come_and_not_long_ago(hus: Hus, away: timedelta) -> None:
    nekter("stans.tid", lambda: hus.stans(fra=hus.klokke.now() - away))


def test_who_lets_the_work_go_on(hus: Hus) -> None:
    row = hus.stans()
    nekter("stans.ingen_rett", lambda: hus.slutt(row, "P045", rules.VERNEOMBUD))
    nekter("stans.ingen_rett", lambda: hus.slutt(row, "P044", rules.VERNEOMBUD))
    nekter("stans.ingen_rett", lambda: hus.slutt(row, "P046", rules.ARBEIDSTILSYNET))
    nekter("stans.ingen_rett", lambda: hus.slutt(row, "P005", rules.ARBEIDSTILSYNET))
    nekter("stans.ingen_rett", lambda: hus.slutt(row, "P046", "arbeidsgiver"))
    assert hus.slutt(row, "P043", rules.ARBEIDSTILSYNET).slutt_som == rules.ARBEIDSTILSYNET
    nekter("stans.alt_slutt", lambda: hus.slutt(row, "P046", rules.VERNEOMBUD))
    assert len(hus.rader("stans_slutt")) == 3


def test_who_sees_a_stop_and_a_question(hus: Hus) -> None:
    row, krav, paa = hus.stans(), hus.krev(), date(2026, 11, 22)
    for hvem, stop, question in (
        ("P046", True, True), ("P113", True, True), ("P044", True, False), ("P043", True, True), ("P003", True, True),
        ("P005", True, False), ("P045", False, False), ("P022", False, False), ("P011", False, False),
    ):  # fmt: skip
        person_id = hus.id(hvem)
        assert hus.do(lambda s, p=person_id: queries.ser_stans(s, row, p, paa)) is stop, hvem
        assert hus.do(lambda s, p=person_id: queries.ser_krav(s, krav, p, paa)) is question, hvem
    assert not hus.do(lambda s: queries.ser_stans(s, row, None, paa))
    assert not hus.do(lambda s: queries.ser_krav(s, krav, None, paa))
    nekter("svar.ingen_rett", lambda: hus.do(lambda s: svar.hent(s, hus.klokke.now(), hus.id("P045"), krav.id)))


def test_the_question_goes_to_a_leader_of_the_line_and_climbs_from_there(hus: Hus) -> None:
    nekter("svar.ikke_leder", lambda: hus.krev(leder="P010"))
    krav = hus.krev()
    assert krav.frist == rules.frist(hus.klokke.now())
    assert hus.til("leder", krav=krav.id)[0] == {hus.id("P043")}
    assert hus.til("ledd_1", krav=krav.id)[0] == {hus.id("P003")}
    assert hus.til("leder", krav=10**6) == (set(), ())
    hus.slutter("P043")
    assert hus.til("leder", krav=krav.id)[0] == {hus.id("P044")}  # the deputy of the enhet
    assert hus.til("ledd_1", krav=krav.id)[0] == {hus.id("P044")}


def test_only_the_leader_and_those_above_answer_and_only_the_verneombud_closes(hus: Hus) -> None:
    krav, now = hus.krev(), hus.klokke.now()
    for hvem in ("P046", "P113", "P044", "P045", "P005"):
        nekter("svar.ingen_rett", lambda h=hvem: hus.do(lambda s: svar.svar(s, now, hus.id(h), krav.id, "ja")))
    nekter("svar.ikke_naa", lambda: hus.do(lambda s: svar.nytt_svar(s, now, hus.id("P046"), krav.id)))
    hus.do(lambda s: svar.svar(s, now, hus.id("P003"), krav.id, "ja"))
    nekter("svar.alt_besvart", lambda: hus.do(lambda s: svar.svar(s, now, hus.id("P043"), krav.id, "ja")))
    nekter("svar.ingen_rett", lambda: hus.do(lambda s: svar.lukk(s, now, hus.id("P043"), krav.id)))
    hus.do(lambda s: svar.lukk(s, now, hus.id("P113"), krav.id))
    nekter("svar.ikke_naa", lambda: hus.do(lambda s: svar.lukk(s, now, hus.id("P046"), krav.id)))


def test_a_closed_question_is_not_chased_and_a_late_one_stands_with_the_amu(hus: Hus) -> None:
    krav = hus.krev()
    step = lambda: hus.do(lambda s: svar.ta_trinn(s, hus.klokke.now(), s.get(KravOmSvar, krav.id)))  # noqa: E731 - one word for it
    assert step() is None
    taken = []
    for day in (date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 7), date(2026, 12, 14)):
        hus.klokke.move_to(klokka(day, time(10)))
        taken.append(step())
    assert taken == ["frist", "purr+1", "loft+5", rules.AMU_TRINN]
    amu = hus.id("P022")
    assert [row.id for row in hus.do(lambda s: queries.krav_for(s, amu, date(2026, 12, 15)))] == [krav.id]
    hus.do(lambda s: svar.lukk(s, hus.klokke.now(), hus.id("P046"), krav.id))
    hus.klokke.advance(days=60)
    assert step() is None
    assert hus.do(lambda s: queries.krav_for(s, amu, date(2026, 12, 15))) == []


@pytest.mark.parametrize("binding", [ApneStans(), ApneKrav()])
def test_what_has_not_ended_follows_its_node(hus: Hus, binding) -> None:
    hus.stans()
    hus.krev()
    fra, til = hus.node("SOL-FJE"), hus.node("SOL-SJO")
    assert hus.do(binding.antall) == {fra: 1}
    hus.do(lambda s: binding.flytt(s, fra, til))
    assert hus.do(binding.antall) == {til: 1}
