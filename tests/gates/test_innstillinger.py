"""No key of the kommune's own rulebook is without effect: each is documented, and each changes what somebody can see.

A key stands in the table of docs/drift.md. What it changes is the plan and its days, or the conversation; here it is set,
and what is seen is not what was seen without it.
"""

import ast
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, col, select

from bot.settings import Settings
from dialogs import opplysning
from dialogs.context import Reader
from dialogs.i18n import translator
from hms.arshjul import opplysningsdager, planlegging, service, vernedager
from hms.arshjul.bilde import Gruppe, Node, Stilling
from hms.arshjul.model import ArshjulOpplysning, Oppgave, Vernedag, VernedagOppmote
from hms.arshjul.plan import linjer
from hms.avvik.queries import Leser
from hms.kit.feil import HmsError
from hms.kit.klokke import OSLO
from hms.organisasjon.model import Person
from hms.organisasjon.model import Stilling as Stillingsrad
from hms.regelverk import aksjon as verdier
from hms.regelverk import skjema
from hms.regelverk.innstillinger import INNSTILLINGER
from hms.regelverk.last import last, standard
from hms.tiltak import service as tiltak
from tests.fakes import hjul
from tests.fakes.varde import Rigg, innstillinger, rigg_paa
from tests.hms.regelverk.verdier import VERDIER

ROOT = Path(__file__).resolve().parents[2]
RAD = re.compile(r"^\| `([a-z_.]+)` \| (T-\d+b?) \| `?([^|`]+)`? \| \S", re.MULTILINE)
NY_ENHET = 7
# One has not taken the course, one took it long ago and holds none of the roles that ask for it.
KURS = {(hjul.ANSATT, "grunnkurs"): None, (hjul.VARA, "grunnkurs"): date(2019, 2, 1)}
STILLINGER = (
    Stilling(hjul.ANSATT, hjul.AVDELING),
    Stilling(hjul.VARA, hjul.AVDELING),
    Stilling(hjul.SJEF, hjul.SEKTOR),
)
FRA, TIL = date(2026, 1, 1), date(2028, 12, 31)


def dokumentert() -> dict[str, str]:
    """Every key of the table, and where it is set."""
    return {nokkel: hvor.strip() for nokkel, _tolkning, hvor in RAD.findall((ROOT / "docs" / "drift.md").read_text())}


def test_the_table_has_every_key_and_no_other() -> None:
    tabell = dokumentert()
    assert {nokkel for nokkel, hvor in tabell.items() if hvor == "innstillinger.yaml"} == set(INNSTILLINGER)
    miljo = {hvor for hvor in tabell.values() if hvor.startswith("VARDE_")}
    assert miljo <= {f"VARDE_{navn.upper()}" for navn in Settings.model_fields}
    assert set(VERDIER) == set(INNSTILLINGER) == I_PLANEN | set(I_SAMTALEN)
    assert not I_PLANEN & set(I_SAMTALEN)


# What the plan and its days show.

I_SAMTALEN: dict[str, Callable[[Rigg], Any]]
UTENOM_PLANEN = frozenset(
    {
        "vernedag.min_timer_per_ar", "kjemikalie.krav", "dokument.versjon", "rolle.kommunedirektor.visning",
        "stans.tekst", "vernerunde.avvik_modus", "avvik.frist.mottatt_virkedager", "avvik.frist.vurdert_dager",
        "avvik.frist.lukket_dager", "delegering.maks_mnd",
    }
)  # fmt: skip
I_PLANEN = frozenset(INNSTILLINGER) - UTENOM_PLANEN


def planen(regelverk: verdier.Regelverk) -> list[Any]:
    """Every step of three years, to whom, and every day with information, in an organisation that has something of it all."""
    ny = Node(NY_ENHET, "NY", "enhet", "Den nye", hjul.SEKTOR, fra=date(2027, 1, 10))
    roller = (
        hjul.rolle("enhetsleder", hjul.SJEF, NY_ENHET),
        hjul.rolle("kvalitetssjef", hjul.VARA, hjul.KOMMUNE),
        hjul.rolle("amu_medlem", hjul.ANSATT, hjul.KOMMUNE, fra=date(2027, 2, 1)),
    )
    bilde = hjul.bilde(
        roller,
        noder={**hjul.noder(), NY_ENHET: ny},
        grupper=(Gruppe(1, "M1", "MKS", hjul.SYKEHJEM),),
        kurs=KURS,
        stillinger=STILLINGER,
    )
    dager = [date.fromordinal(n) for n in range(date(2027, 1, 1).toordinal(), date(2028, 1, 1).toordinal())]
    return [
        [(linje.dag, linje.steg, linje.sak, linje.til) for linje in linjer(regelverk, bilde, FRA, TIL)],
        [(dag, ett.slag, ett.aksjon.id, ett.periode) for dag in dager for ett in opplysningsdager.som_faller(regelverk, dag)],
    ]  # fmt: skip


@pytest.fixture(scope="module")
def dokumentets() -> list[Any]:
    return planen(standard())


def egen(mappe: Path, *nokler: str) -> Path:
    """A kommune's own directory with these keys."""
    tekst = "".join(f"{nokkel}: {VERDIER[nokkel]}\n" for nokkel in nokler)
    (mappe / "innstillinger.yaml").write_text(tekst, "utf-8")
    return mappe


@pytest.mark.parametrize("nokkel", sorted(I_PLANEN))
def test_a_key_of_the_plan_changes_the_plan(tmp_path: Path, dokumentets: list[Any], nokkel: str) -> None:
    assert planen(last(egen(tmp_path, nokkel))) != dokumentets


# What the conversation shows: two bots, one with every such key, one without.


async def _uaktuelt(rigg: Rigg) -> str:
    return _kode(
        rigg, lambda s, person, rad: service.ikke_aktuelt(s, NAA, rigg.varde.kommune.regelverk, person, rad, grunn="x")
    )


async def _delegert(rigg: Rigg) -> str:
    def deleger(s: Session, person: int, rad: int) -> object:
        til = s.exec(select(Person.id).where(Person.ekstern_id == "P007")).one() or 0
        return service.deleger(s, NAA, rigg.varde.kommune.regelverk, person, rad, til=til, slutt=date(2027, 9, 20))

    return _kode(rigg, deleger)


def _kode(rigg: Rigg, gjor: Callable[[Session, int, int], object]) -> str:
    """What the leader of the school is refused, for its duty to have somebody in charge of chemicals."""

    def en(s: Session) -> str:
        rad = s.exec(
            select(Oppgave).where(Oppgave.aksjon == "TX-06", Oppgave.gjelder_id == "FJS").order_by(col(Oppgave.frist))
        ).first()
        assert rad is not None
        try:
            with s.begin_nested() as inni:
                gjor(s, s.exec(select(Person.id).where(Person.ekstern_id == "P006")).one() or 0, rad.id or 0)
                inni.rollback()
        except HmsError as error:
            return error.code
        return "ja"

    return rigg.skriv(en)


async def _hvorfor(rigg: Rigg) -> str:
    rektor = rigg.konto("P006")
    await rigg.si(rektor, "hva må jeg gjøre")
    data = {**rigg.knapp(rektor, "Hvorfor").data}
    await rigg.varde.turns(rigg.hendelse(rektor, "button", value={**data, "oppgaver": data["oppgaver"][:1]}))
    await rigg.ro()
    return rigg.siste(rektor).text


async def _timer(rigg: Rigg) -> str:
    """Everybody has had the document's least, and no more."""

    def les(s: Session) -> str:
        reader = Reader(s, NAA, translator("nb"), rigg.varde.kommune, Leser(1, 1))
        rad = ArshjulOpplysning(
            slag="timer", aksjon="AH-14", gjelder_type="node", gjelder_id=1, periode="2027", dag=NAA.date(), person_id=1
        )
        return str(opplysning.blokker(reader, rad))

    return rigg.les(les)


async def _visning(rigg: Rigg) -> str:
    await rigg.si(rigg.konto("P001"), "hei")
    rigg.klokke.move_to(datetime(2027, 5, 3, 9, tzinfo=OSLO))
    await rigg.tikk()
    return next(tekst for tekst in rigg.tekster(rigg.konto("P001")) if "Oversikt" in tekst or "Status før" in tekst)


async def _stans(rigg: Rigg) -> str:
    await rigg.si(rigg.konto("P046"), "stans arbeidet")
    return rigg.siste(rigg.konto("P046")).text


async def _sporsmal(rigg: Rigg) -> str:
    """What two weeks without an answer lead to for a tiltak of a vernerunde."""

    def ta(s: Session) -> list[str]:
        person = s.exec(select(Person.id).where(Person.ekstern_id == "P045")).one() or 0
        node = s.exec(select(Stillingsrad.node_id).where(Stillingsrad.person_id == person)).first() or 0
        nytt = tiltak.Overtatt("T1", "vernerunde", "Fest rekkverket", person, NAA.date())
        rad = tiltak.overta(s, NAA, nytt, node_id=node)
        return [tiltak.ta_trinn(s, NAA + timedelta(days=dager), rad) or "" for dager in (0, 7, 14)]

    return str(rigg.skriv(ta))


def _frist(felt: str) -> Callable[[Rigg], Any]:
    async def meldt(rigg: Rigg) -> str:
        avvik = (rigg.avvik() or [await rigg.meld(rigg.konto("P045"))])[0]
        return str(getattr(avvik, felt))

    return meldt


I_SAMTALEN = {
    "vernedag.min_timer_per_ar": _timer,
    "kjemikalie.krav": _uaktuelt,
    "delegering.maks_mnd": _delegert,
    "dokument.versjon": _hvorfor,
    "stans.tekst": _stans,
    "vernerunde.avvik_modus": _sporsmal,
    "avvik.frist.mottatt_virkedager": _frist("frist_mottatt"),
    "avvik.frist.vurdert_dager": _frist("frist_vurdert"),
    "avvik.frist.lukket_dager": _frist("frist_lukket"),
    "rolle.kommunedirektor.visning": _visning,
}
NAA = datetime(2027, 1, 20, 10, tzinfo=OSLO)


def _fyll(s: Session) -> None:
    dag = Vernedag(dato=date(2027, 1, 12), minutter=450)
    s.add(dag)
    s.flush()
    for plass in vernedager.plasser(s, dag.dato):
        if plass.person_id is not None:
            s.add(VernedagOppmote(vernedag_id=dag.id or 0, omrade_id=plass.omrade_id, person_id=plass.person_id))


async def sett(url: str, regelverk: Path | None) -> dict[str, str]:
    """What a bot with this rulebook shows, by key."""
    settings = innstillinger(url).model_copy(update={"regelverk": regelverk, "arshjul": True})
    async with rigg_paa(url, settings) as rigg:
        rigg.klokke.move_to(NAA)
        for arbeid in planlegging.arbeid(rigg.varde.db.read, rigg.varde.kommune.regelverk, NAA):
            rigg.skriv(arbeid)
        rigg.skriv(_fyll)
        return {nokkel: await prov(rigg) for nokkel, prov in I_SAMTALEN.items()}


@pytest.fixture
async def begge(tmp_path: Path, sqlite_fjordvik: Path) -> tuple[dict[str, str], dict[str, str]]:
    sett_av: list[dict[str, str]] = []
    for navn, regelverk in (("uten", None), ("med", egen(tmp_path, *sorted(UTENOM_PLANEN)))):
        shutil.copy(sqlite_fjordvik, tmp_path / f"{navn}.db")
        sett_av.append(await sett(f"sqlite:///{tmp_path}/{navn}.db", regelverk))
    return sett_av[0], sett_av[1]


async def test_a_key_of_the_conversation_changes_what_is_seen(begge: tuple[dict[str, str], dict[str, str]]) -> None:
    uten, med = begge
    assert [nokkel for nokkel in I_SAMTALEN if uten[nokkel] == med[nokkel]] == []


# The rulebook's own keys.


def _bokstavelig(fil: str) -> set[str]:
    tre = ast.parse((ROOT / fil).read_text("utf-8"))
    return {node.value for node in ast.walk(tre) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_a_key_of_the_rulebook_is_read_or_refused() -> None:
    lest = _bokstavelig("hms/regelverk/bygg.py")
    sykluser = {nokkel for objekt in skjema.SYKLUSER.values() for nokkel in objekt.felt}
    for felt, faste in (
        (set(skjema.AKSJON.felt), skjema.FASTE_AKSJON | skjema.FOR_LESEREN - {"kilde"}),
        (set(skjema.STANDARD.felt), skjema.FASTE_STANDARD),
        (sykluser, skjema.FASTE_SYKLUS),
        (set(skjema.MOTTAKER.felt), frozenset[str]()),
        (set(skjema.DELAKTIVITET.felt), frozenset[str]()),
        (set(skjema.TOPP.felt) - {"aksjoner"}, skjema.FASTE_TOPP),
    ):
        assert felt - lest == faste & felt - lest, "a key that nothing reads"
        assert faste & lest <= {"frister"}, "a key that is read now and need not be refused"


def _lest_av_andre() -> set[str]:
    """Every attribute that is read outside the rulebook itself."""
    filer = [fil for pakke in ("bot", "dialogs", "hms", "scheduler") for fil in (ROOT / pakke).rglob("*.py")]
    egne = ROOT / "hms" / "regelverk"
    return {
        node.attr
        for fil in filer
        if egne not in fil.parents
        for node in ast.walk(ast.parse(fil.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load)
    }


def _felt() -> Iterator[tuple[str, str]]:
    for klasse in (
        verdier.Aksjon,
        verdier.Kadens,
        verdier.Standard,
        verdier.Mottaker,
        verdier.Sammenstilling,
        verdier.Regelverk,
    ):
        for felt in fields(klasse):
            yield klasse.__name__, felt.name


# Read by the rulebook's own functions; and where an action comes from, which is for people.
I_REGELVERKET = frozenset({"eskalering", "eskalering_per_niva", "rollenavn", "kan_snevres_til", "kilde"})


def test_a_value_of_the_rulebook_is_used() -> None:
    brukt = _lest_av_andre()
    assert [f"{klasse}.{felt}" for klasse, felt in _felt() if felt not in brukt | I_REGELVERKET] == []


def test_a_setting_of_the_environment_is_read() -> None:
    filer = [fil for fil in (ROOT / "bot").rglob("*.py") if fil.name != "settings.py"]
    lest = {
        node.attr
        for fil in filer
        for node in ast.walk(ast.parse(fil.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
    }
    assert set(Settings.model_fields) <= lest


def test_the_probe_itself_can_fail(dokumentets: list[Any]) -> None:
    assert planen(replace(standard(), stempel="annet")) == dokumentets
