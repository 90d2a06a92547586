"""What the law asks for beside a case: the rules as a table, and what may be noted, by whom (avvik.md 6)."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from hms.avvik import avslutning, behandling, pliktene, plikter, pliktsteg, skaderegister
from hms.avvik.behandling import Vurdering
from hms.avvik.model import Avvik, AvvikInhabil, AvvikPlikt
from hms.avvik.plikter import Fakta
from hms.avvik.queries import Leser
from hms.avvik.service import NyttAvvik, meld
from hms.avvik.skaderegister import Registrering
from hms.kit.db import Database
from hms.kit.feil import HmsError
from hms.organisasjon.model import Node, Person
from hms.outbox.model import Utboks
from tests.fakes.klokke import FakeKlokke

STRAKS = ("arbeidstilsynet", "politi")
SENDES = ("nav", "forsikring", "skaderegister")
SAR = Registrering("sar", "hand", "kutt", "kjokken", fravaer=False)


@pytest.mark.parametrize(
    ("kategori", "under", "skade", "grad", "wanted"),
    [
        ("orden_fysisk", None, "ingen", 2, ()),
        ("nestenulykke", None, "nesten", 3, ()),
        ("orden_fysisk", None, "forstehjelp", 2, ("skaderegister",)),
        ("arbeidsulykke", "kutt", "lege", 3, SENDES),
        ("arbeidsulykke", "fall", "fravaer", 3, SENDES),
        ("arbeidsulykke", None, "alvorlig", 4, (*STRAKS, *SENDES)),
        ("vold_trusler", "vold", "dod", 4, (*STRAKS, *SENDES)),
        ("orden_fysisk", None, "ingen", 4, STRAKS),
        ("arbeidsulykke", "strom", "lege", 3, ("lege", "dsb", *SENDES)),
        ("arbeidsulykke", "strom", "nesten", 3, ()),
        ("brann_el", None, "forstehjelp", 2, ("lege", "dsb", "skaderegister")),
        ("brann_el", "el", "lege", 3, ("lege", "dsb", *SENDES)),
        ("brann_el", "romningsvei", "lege", 3, SENDES),
        ("personvern_infosikkerhet", "feilsendt", "ingen", 2, ("datatilsynet",)),
        ("personvern_infosikkerhet", None, "ingen", 4, ()),
        ("tjenestekvalitet", "fall_bruker", "lege", 3, ()),
        ("tjenestekvalitet", "fall_bruker", "dod", 4, STRAKS),
    ],
)
def test_what_is_known_of_a_case_decides(
    kategori: str, under: str | None, skade: str, grad: int, wanted: tuple[str, ...]
) -> None:
    assert tuple(plikt.id for plikt in plikter.gjelder(Fakta(kategori, under, skade, grad))) == wanted


def test_the_law_s_own_limits() -> None:
    reported = datetime(2028, 2, 29, 9, tzinfo=UTC)
    assert plikter.plikter()["datatilsynet"].frist(reported) == reported + timedelta(hours=72)
    nav = plikter.plikter()["nav"].frist(reported)
    assert nav is not None
    assert (nav.year, nav.month, nav.day) == (2029, 2, 28)
    assert plikter.plikter()["politi"].frist(reported) is None


def test_every_list_of_the_register_has_its_names_and_no_room_for_words() -> None:
    for felt, valgene in plikter.lister().items():
        assert len({valg.id for valg in valgene}) == len(valgene), felt
        assert all(valg.navn[lang] for valg in valgene for lang in ("nb", "nn", "en"))
    assert not plikter.gyldig_valg("skadetype", "brudd i venstre arm")


class Spor:
    """A case and those who may note something in it."""

    def __init__(self, url: str) -> None:
        self.db = Database(url)
        self.klokke = FakeKlokke()
        self.people = dict(self.db.write(lambda s: s.exec(select(Person.ekstern_id, Person.id)).all()))

    def do(self, work):
        return self.db.write(work)

    def leser(self, ekstern: str) -> Leser:
        return Leser(self.people[ekstern], None)

    def meld(self, **more) -> Avvik:
        node = self.do(lambda s: s.exec(select(Node.id).where(Node.ekstern_id == "SOL-FJE")).one())
        values = {"hva": "falt", "kategori": "arbeidsulykke", "skade": "alvorlig", "grad": 4, "node_id": node, **more}
        return self.do(lambda s: meld(s, self.klokke.now(), self.leser("P045"), NyttAvvik(**values)))

    def ringt(self, avvik: Avvik, hvem: str = "P044", type_: str = "arbeidstilsynet", **more) -> Avvik:
        at, av = more.get("at", self.klokke.now()), more.get("av", self.leser("P044").person_id)
        return self.do(lambda s: pliktsteg.ringt(s, self.klokke.now(), self.leser(hvem), avvik.id, type_, at=at, av=av))

    def apne(self, avvik: Avvik) -> dict[str, tuple[str, ...]]:
        return self.do(lambda s: {p.plikt.id: p.mangler for p in pliktene.apne(s, s.get(Avvik, avvik.id))})

    def rad(self, avvik: Avvik, type_: str) -> AvvikPlikt:
        query = select(AvvikPlikt).where(AvvikPlikt.avvik_id == avvik.id, AvvikPlikt.type == type_)
        return self.do(lambda s: s.exec(query).one())

    def tikk(self, avvik: Avvik, type_: str) -> str | None:
        query = select(AvvikPlikt).where(AvvikPlikt.avvik_id == avvik.id, AvvikPlikt.type == type_)
        return self.do(lambda s: pliktene.ta_trinn(s, self.klokke.now(), s.exec(query).one()))

    def purringer(self) -> list[Utboks]:
        return self.do(lambda s: s.exec(select(Utboks).where(Utboks.nokkel == "plikt_purring")).all())


@pytest.fixture
def spor(fjordvik_sqlite_url: str):
    opened = Spor(fjordvik_sqlite_url)
    yield opened
    opened.db.close()


def nekter(code: str, work) -> None:
    with pytest.raises(HmsError) as error:
        work()
    assert error.value.code == code


@pytest.mark.parametrize("hvem", ["P045", "P046", "P003", "P005", "P113", "P008"])
def test_who_neither_handles_nor_leads_the_handler_notes_nothing(spor: Spor, hvem: str) -> None:
    avvik = spor.meld()
    nekter("avvik.ingen_rett", lambda: spor.ringt(avvik, hvem))
    reader = spor.leser(hvem)
    now = spor.klokke.now()
    for work in (
        lambda s: pliktsteg.skriftlig(s, now, reader, avvik.id, "nav", at=now),
        lambda s: pliktsteg.kopi_gitt(s, now, reader, avvik.id),
        lambda s: pliktsteg.ikke_aktuelt(s, now, reader, avvik.id, "nav", fordi="x"),
        lambda s: skaderegister.registrer(s, now, reader, avvik.id, SAR),
    ):
        nekter("avvik.ingen_rett", lambda w=work: spor.do(w))


def test_the_handler_and_the_leader_above_note_each_step_once(spor: Spor) -> None:
    avvik, now = spor.meld(), spor.klokke.now()
    nekter("plikt.fram_i_tid", lambda: spor.ringt(avvik, at=now + timedelta(minutes=1)))
    nekter("plikt.hvem", lambda: spor.ringt(avvik, av=10**6))
    nekter("plikt.ukjent", lambda: spor.ringt(avvik, type_="nav"))
    nekter("plikt.ukjent", lambda: spor.ringt(avvik, type_="dsb"))
    spor.ringt(avvik, "P043")
    nekter("plikt.alt_gjort", lambda: spor.ringt(avvik))
    reader = spor.leser("P044")
    nekter("plikt.ikke_bekreftet", lambda: spor.do(lambda s: pliktsteg.kopi_gitt(s, now, reader, avvik.id)))
    spor.do(lambda s: pliktsteg.skriftlig(s, now, reader, avvik.id, "arbeidstilsynet", at=now))
    spor.do(lambda s: pliktsteg.kopi_gitt(s, now, reader, avvik.id))
    assert "arbeidstilsynet" not in spor.apne(avvik)
    assert spor.rad(avvik, "arbeidstilsynet").neste_trinn_at is None
    drop = lambda s: pliktsteg.ikke_aktuelt(s, now, reader, avvik.id, "arbeidstilsynet", fordi="x")  # noqa: E731 - one word for it
    nekter("plikt.alt_gjort", lambda: spor.do(drop))


def test_what_was_found_not_to_apply_can_be_taken_up_again(spor: Spor) -> None:
    avvik, now, reader = spor.meld(), spor.klokke.now(), spor.leser("P044")
    spor.do(lambda s: pliktsteg.ikke_aktuelt(s, now, reader, avvik.id, "politi", fordi="på stedet"))
    assert "politi" not in spor.apne(avvik)
    spor.ringt(avvik, type_="politi")
    assert spor.apne(avvik)["politi"] == ("skriftlig",)


def test_the_ladder_gives_one_message_for_all_and_rests_when_the_duty_is_gone(spor: Spor) -> None:
    avvik = spor.meld()
    assert spor.tikk(avvik, "politi") is None
    spor.klokke.advance(minutes=61)
    assert [spor.tikk(avvik, type_) for type_ in STRAKS] == ["purr+1t", "purr+1t"]
    assert {row.mottaker["rolle"] for row in spor.purringer()} == {"behandler", "ledd_1"}
    assert len(spor.purringer()) == 2
    spor.do(lambda s: avslutning.trekk(s, spor.klokke.now(), spor.leser("P045"), avvik.id))
    spor.klokke.advance(days=30)
    assert spor.tikk(avvik, "politi") is None
    assert spor.rad(avvik, "politi").neste_trinn_at is None


def test_an_assessment_brings_new_duties(spor: Spor) -> None:
    avvik, reader = spor.meld(skade="lege", grad=2), spor.leser("P044")
    assert set(spor.apne(avvik)) == set(SENDES)
    found = Vurdering(3, 3, 3, 4, kategori="arbeidsulykke", underkategori="strom")
    spor.do(lambda s: behandling.vurder(s, spor.klokke.now(), reader, avvik.id, found, matrise=5))
    assert set(spor.apne(avvik)) == {"lege", "dsb", *SENDES}
    assert spor.rad(avvik, "lege").neste_trinn_at is not None
    assert spor.do(lambda s: skaderegister.forslag(s.get(Avvik, avvik.id))) == {"skadetype": "strom", "arsak": "strom"}


def test_the_register_takes_choices_only_and_only_injuries(spor: Spor) -> None:
    now, reader = spor.klokke.now(), spor.leser("P044")
    unhurt = spor.meld(skade="ingen", grad=2)
    nekter("skade.ingen", lambda: spor.do(lambda s: skaderegister.registrer(s, now, reader, unhurt.id, SAR)))
    avvik = spor.meld(skade="fravaer", grad=3, kategori="vold_trusler", hendt_fra="2026-11-20T08:00")
    assert spor.do(lambda s: skaderegister.forslag(s.get(Avvik, avvik.id))) == {"arsak": "vold", "fravaer": True}
    bad = Registrering("brakk armen", "hand", "kutt", "kjokken", fravaer=True)
    nekter("skade.valg", lambda: spor.do(lambda s: skaderegister.registrer(s, now, reader, avvik.id, bad)))
    row = spor.do(lambda s: skaderegister.registrer(s, now, reader, avvik.id, SAR))
    assert row.dag.isoformat() == "2026-11-20"
    assert "skaderegister" not in spor.apne(avvik)


@pytest.mark.parametrize(
    ("hvem", "seen"),
    [
        ("P046", 1),  # verneombud of Solgata
        ("P113", 1),  # hovedverneombud
        ("P117", 1),  # BHT
        ("P022", 1),  # AMU
        ("P005", 1),  # HMS-ansvarlig
        ("P011", 0),  # verneombud of Fjordvik skole
        ("P050", None),  # deputy of a verneområde that has its verneombud
        ("P044", None),  # the handler
        ("P043", None),  # the leader above
        ("P001", 1),  # kommunedirektør, who sits in the AMU
        ("P045", None),  # the reporter
        ("P052", None),  # tillitsvalgt
        ("P114", None),  # personvernombud
    ],
)
def test_the_law_says_who_sees_the_register(spor: Spor, hvem: str, seen: int | None) -> None:
    avvik, now = spor.meld(), spor.klokke.now()
    spor.do(lambda s: skaderegister.registrer(s, now, spor.leser("P044"), avvik.id, SAR))
    person_id = spor.leser(hvem).person_id
    look = lambda s: skaderegister.utdrag(s, now, person_id)  # noqa: E731 - one word for it
    if seen is None:
        nekter("skade.ingen_tilgang", lambda: spor.do(look))
    else:
        assert len(spor.do(look).linjer) == seen
    nekter("skade.ingen_tilgang", lambda: spor.do(lambda s: skaderegister.utdrag(s, now, None)))


def test_whom_a_case_is_about_does_not_see_its_line(spor: Spor) -> None:
    avvik, now = spor.meld(), spor.klokke.now()
    spor.do(lambda s: skaderegister.registrer(s, now, spor.leser("P044"), avvik.id, SAR))
    ingrid = spor.leser("P046").person_id
    spor.do(lambda s: s.add(AvvikInhabil(avvik_id=avvik.id, person_id=ingrid)))
    assert spor.do(lambda s: skaderegister.utdrag(s, now, ingrid)).linjer == []
