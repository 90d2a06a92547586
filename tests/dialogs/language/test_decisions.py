"""Meeting lines: kind, text, who, when; and that a doubt is always a question."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.banks import decisions as bank
from bench.banks import mks_lines
from bench.language import BANKS, records
from dialogs.language.decisions import DecisionReading, read
from dialogs.language.names import Entry

DAG = date(2026, 3, 10)  # a Tuesday
ROSTER = (
    "Kari Lunde",
    "Per Haugen (rektor)",
    "Aisha Rahman",
    "Ingrid Sæther (verneombud)",
    "Bjørn-Erik Aasen (vaktmester)",
)


def les(line: str, roster: tuple[str, ...] = ROSTER) -> DecisionReading:
    return read(line, DAG, roster)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Vedtak: Vi kjøper nye hansker", "vedtak"),
        ("Det ble enstemmig vedtatt å kjøpe hansker", "vedtak"),
        ("MKS vedtok å kjøpe hansker", "vedtak"),
        ("Vi vart samde om å kjøpe hanskar", "vedtak"),
        ("Sak 7/26 Vernerunde – Vedtak: Planen godkjennes", "vedtak"),
        ("Sak 7/26 Vernerunde", "sak"),
        ("Sak 7/26 er utsatt", "notat"),
        ("Saken utsettes", "vedtak"),
        ("Kari tar kontakt med BHT", "tiltak"),
        ("Da tar Kari kontakt med BHT", "tiltak"),
        ("Kari tok kontakt med BHT", "notat"),
        ("Kari mener at vi må kjøpe hansker", "notat"),
        ("Kari bør kjøpe hansker", "notat"),
        ("Forslag til vedtak: Vi kjøper hansker", "notat"),
        ("Knut foreslår at Kari kjøper hansker innen fredag", "notat"),
        ("Vi vedtok dette i fjor", "notat"),
        ("Kommunestyret har vedtatt kutt", "notat"),
        ("Skal vi vedta det?", "notat"),
        ("MKS konkluderte ikke", "notat"),
        ("Til stede: Kari, Per", "notat"),
        ("Kari tar ordet", "notat"),
        ("Kari kommer litt senere", "notat"),
        ("Kari kommer med forslag", "tiltak"),
        ("Bakgrunn: klager. Vedtak: vi bytter leverandør", "vedtak"),
        ("Vi ble enige om at Kari tar det", "tiltak"),
        ("Det ble vedtatt at Kari tar det", "vedtak"),
    ],
)
def test_kind(line: str, kind: str) -> None:
    assert les(line).kind == kind


@pytest.mark.parametrize(
    ("line", "type_"),
    [
        ("Tiltak 12 utført 9.3.", "status_utfort"),
        ("Tiltak 4: utført", "status_utfort"),
        ("Tiltak 7 er påbegynt", "status_pabegynt"),
        ("Ny frist for tiltak 7: 1. april", "ny_frist"),
        ("Per overtar tiltak 5 etter Siri", "ny_ansvarlig"),
        ("Tiltak 9 er ikke lenger aktuelt", "status_ikke_aktuelt"),
        ("Referatet godkjent uten merknader", "godkjenning_referat"),
        ("Vedtak: Saken utsettes til neste møte.", "utsettelse_sak"),
        ("Vedtak: Saken oversendes AMU.", "oversending"),
        ("Til info: tilsyn 14. april", "orientering"),
        ("Jeg vil varsle om at sjefen jukser", "stopp_varsling"),
        ("Bruker 01017012345 var her", "stopp_personvern"),
        ("Vedtak: vi kjøper hansker, Kari ordner det innen fredag", "vedtak+tiltak"),
        ("Ferdig: lysrør i gang B er byttet", "status_utfort"),
    ],
)
def test_type(line: str, type_: str) -> None:
    assert les(line).type == type_


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Tiltak: rydde, ansv: KL", ["Kari Lunde"]),
        ("Tiltak: rydde | VO og vaktmester | fredag", ["Ingrid Sæther", "Bjørn-Erik Aasen"]),
        ("Rutinen skrives av Aisha innen fredag", ["Aisha Rahman"]),
        ("Tiltak: Asiha rydder", ["Aisha Rahman"]),
        ("Vedtak: Per Haugen velges til leder", []),
        ("Tiltak: alle rydder", []),
        ("Tiltak: Karin rydder", []),
        ("Innen fredag sender rektor ut planen", ["Per Haugen"]),
        ("Kari rydder og Per vasker", ["Kari Lunde", "Per Haugen"]),
        ("<at>Kari Lunde</at> rydder", ["Kari Lunde"]),
        ("skaffe tilbud @Aisha Rahman 26.3", ["Aisha Rahman"]),
        ("Takk til @Aisha Rahman", []),
        ("Innen 1. mai må Kari levere rapporten", ["Kari Lunde"]),
        ("Tiltak: rydde boden (Aisha innen 1.6)", ["Aisha Rahman"]),
        ("Tilltak: rydde boden. Ansvarli: Aisha", ["Aisha Rahman"]),
        ("Vi ble enige om at Aisha tar det", ["Aisha Rahman"]),
        ("Ingrid (verneombud) følger opp saken", ["Ingrid Sæther"]),
        ("Tiltak 5 – rydde – Aisha – 1. april – åpen", ["Aisha Rahman"]),
    ],
)
def test_responsible(line: str, names: list[str]) -> None:
    assert sorted(les(line).ansvarlig) == sorted(names)


def test_me_is_the_sender() -> None:
    me = Entry("7", "Gunnhild Vik", "person")
    reading = read("Eg tek på meg å skrive rutinen innan 1. mai", DAG, (), me)
    assert reading.ansvarlig == ("Gunnhild Vik",)
    assert reading.tiltak[0].hva == "Skrive rutinen"


@pytest.mark.parametrize(
    ("line", "frist"),
    [
        ("Tiltak: Kari rydder, frist 15.3", "2026-03-15"),
        ("Tiltak: Kari rydder fra 1. mai", None),
        ("Tiltak: Kari rydder hver mandag", None),
        ("Vedtak: Rutinen gjelder fra 1. mai", None),
        ("Vedtak: Lageret ryddes innen 1. mai", "2026-05-01"),
        ("Kari sjekker alarmen på avd. 3 før 1. april", "2026-03-31"),
    ],
)
def test_deadline(line: str, frist: str | None) -> None:
    lest = les(line).frist
    assert (lest.isoformat() if lest else None) == frist


def test_a_separated_clause_is_taken_out_and_one_in_the_sentence_stays() -> None:
    assert les("Tiltak: Kari rydder, frist fredag").text == "Kari rydder"
    assert les("Tiltak: Kari rydder innen fredag").text == "Kari rydder innen fredag"


def test_our_own_decisions_bank() -> None:
    result = bank.score(records(BANKS / "own" / "decisions.json", None))
    assert result["n"] >= 400
    assert result["right"] >= 0.97, result["wrong"]


def test_open_decisions_bank() -> None:
    result = bank.score(records(BANKS / "open" / "decisions.json", None))
    assert result["n"] == 75
    assert result["right"] >= 0.95, result["wrong"]


@pytest.mark.parametrize("name", ["decisions", "decisions_2"])
def test_banks_by_others(name: str) -> None:
    result = bank.score(records(BANKS / "outside" / f"{name}.json", None))
    assert result["n"] >= 100
    assert result["right"] >= 0.97, result["wrong"]


def test_open_mks_lines() -> None:
    result = mks_lines.score(records(BANKS / "open" / "mks_lines.json", None))
    assert result["n"] == 102
    assert result["right"] >= 0.90, result["wrong"]


NAVN = st.sampled_from(["Kari", "Åse", "Tomasz", "Ingrid", "Nils", "Bjørn", "Liv"])
MAL = st.sampled_from(
    [
        "Tiltak: {} rydder lageret, frist fredag",
        "{} rydder lageret innen fredag",
        "Rydde lageret. Ansvarlig: {}",
        "- rydde lageret ({}, 27.3)",
        "Da tar {} kontakt med BHT",
        "Rydde lageret | {} | 27.3",
    ]
)


@given(NAVN, MAL, st.permutations(["Moen", "Berg", "Aas"]))
def test_two_with_the_same_given_name_is_always_a_question(navn: str, mal: str, etter: list[str]) -> None:
    roster = (f"{navn} {etter[0]}", f"{navn} {etter[1]}", f"Oddvar {etter[2]}")
    reading = les(mal.format(navn), roster)
    assert reading.kind == "tiltak"
    assert reading.ansvarlig == ()
    assert set(reading.tvetydig) == set(roster[:2])
    assert reading.bekreft


BITER = st.sampled_from(
    [
        "Vedtak:",
        "Tiltak 3:",
        "Kari",
        "Per",
        "og",
        ",",
        " – ",
        "|",
        "(",
        ")",
        "frist",
        "innen",
        "31.2.",
        "uke 99",
        "ansv:",
        "sak 7/26",
        "skal",
        "tar",
        ".",
        "?",
        "@",
        "<at>",
        "av",
        "VO",
        "i dag",
        "99.99",
        "\n",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=400), st.lists(BITER, max_size=40).map(" ".join)))
def test_never_raises(line: str) -> None:
    reading = les(line)
    assert reading.kind in {"vedtak", "tiltak", "sak", "notat"}
    assert not set(reading.ansvarlig) & set(reading.tvetydig)
    if reading.kind in {"notat", "sak"}:
        assert (reading.ansvarlig, reading.frist, reading.tvetydig) == ((), None, ())


@pytest.mark.parametrize("dag", [date.min, date.max, date(2024, 2, 29)])
@pytest.mark.parametrize(
    "line", ["Kari rydder før i dag", "Kari rydder i morgen", "frist uke 53", "innen 30. februar", "om 9999 år"]
)
def test_the_ends_of_the_calendar(line: str, dag: date) -> None:
    assert read(line, dag, ROSTER).kind in {"tiltak", "notat"}


@pytest.mark.parametrize(
    "line",
    [
        "a" * 10_000,
        "," * 10_000,
        "Kari, " * 1600,
        "( " * 900,
        "frist " * 400,
        "Tiltak: " * 240,
        "🔥" * 500,
        "\u202eivrat",
        "1.1.1.1 " * 250,
    ],
)
def test_long_and_odd_lines(line: str) -> None:
    assert les(line).kind in {"vedtak", "tiltak", "sak", "notat"}


SPOKEN = [
    ("Vedtak. Biblioteket stenger kl 20", "vedtak", "Biblioteket stenger kl 20"),
    ("vedtak, ekstra rundeliste, mot 1 stemme", "vedtak", "ekstra rundeliste, mot 1 stemme"),
    ("Vedtak, tiltak og frister ble gjennomgått", "notat", "Vedtak, tiltak og frister ble gjennomgått"),
    ("skriv på tiltak at Kari rydder", "tiltak", "Kari rydder"),
    ("noter som vedtak at vi stenger", "vedtak", "vi stenger"),
    ("kan du skrive ned et tiltak om at Kari rydder", "tiltak", "Kari rydder"),
    ("da tar vi sak 9 om kjemikaliene", "sak", "kjemikaliene"),
    ("da tar vi sak 9 til neste møte", "notat", "da tar vi sak 9 til neste møte"),
    ("vi tar sak 9 etter lunsj", "notat", "vi tar sak 9 etter lunsj"),
    ("Vi går over til sak 3: bemanning", "sak", "bemanning"),
    ("Neste sak er sak 31/26, støy i kantina", "sak", "støy i kantina"),
    ("neste punkt, brannvern", "sak", "brannvern"),
    ("Neste sak utsettes", "notat", "Neste sak utsettes"),
    ("sak 12", "sak", ""),
    ("da kan vi gå til sak 9", "sak", ""),
    ("Enig om at vi prøver ny turnus", "vedtak", "Enig om at vi prøver ny turnus"),
    ("sak 3 er ferdig", "notat", "sak 3 er ferdig"),
    ("hva var sak 12?", "notat", "hva var sak 12?"),
    ("Eventuelt", "sak", "Eventuelt"),
    ("Eventuelt: ingen saker", "notat", "Eventuelt: ingen saker"),
    ("Vedtak: stille rom lages, alle for", "vedtak", "stille rom lages, alle for"),
    ("Tiltak: alle vikarer får kurs. Ansvarlig: Kari. Frist: 1. mai", "tiltak", "alle vikarer får kurs"),
    ("Tiltak: merke dører (vaktmester tek det), snarast råd", "tiltak", "merke dører"),
]


@pytest.mark.parametrize(("line", "kind", "text"), SPOKEN)
def test_what_is_said_around_a_line(line: str, kind: str, text: str) -> None:
    reading = les(line)
    assert (reading.kind, bank.flat(reading.text)) == (kind, bank.flat(text))


def test_the_number_of_an_item_is_kept() -> None:
    assert les("Neste sak er sak 31/26, støy i kantina").saksnr == "31/26"


OTHERS = (
    "Liv Aas (BHT)",
    "Kari Kolstad (tillitsvalgt Delta)",
    "Tomasz Zielinski (fagarbeider)",
    "Ola Nes (formann verksted)",
    "Siri Moe (pedagogisk leder)",
    "Eva Rønning (leder hjemmetjenesten)",
    "Gro Hatlen (HMS-rådgjevar)",
)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("BHT kommer og ser på heisen 14. april", ["Liv Aas"]),
        ("Tiltak: bht kommer 14. april", ["Liv Aas"]),
        ("Liv kommer litt senere", []),
        ("Tiltak: kolstad følger opp lærlingen", ["Kari Kolstad"]),
        ("tillitsvalgt Delta sender innspill innen fredag", ["Kari Kolstad"]),
        ("Tiltak: formannen bestiller deler", ["Ola Nes"]),
        ("pedagogisk leder skriver rutine innen fredag", ["Siri Moe"]),
        ("lederen for hjemmetjenesten sjekker bilene innen fredag", ["Eva Rønning"]),
        ("Tiltak: lage liste. Ansvarlig: HMS-rådgiveren", ["Gro Hatlen"]),
        ("Tomasz translates the sheet by 31 March", ["Tomasz Zielinski"]),
        ("Tomasz thinks the floor is wet", []),
        ("Tiltak: Siri lærer opp vikarene", ["Siri Moe"]),
        ("Vedtak: MKS ber Eva om å legge saken fram", ["Eva Rønning"]),
        ("Tiltak: male gangen – Tomasz fikser det", ["Tomasz Zielinski"]),
    ],
)
def test_responsible_as_people_say_it(line: str, names: list[str]) -> None:
    assert sorted(les(line, OTHERS).ansvarlig) == sorted(names)


@pytest.mark.parametrize("line", ["Vedtak: rutinen gjelder straks", "Vedtak: rutinen trer i kraft umiddelbart"])
def test_from_when_a_decision_holds_is_no_deadline(line: str) -> None:
    assert les(line).frist_anker is None
