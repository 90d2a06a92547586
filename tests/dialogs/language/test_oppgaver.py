"""Which duty a line is about: forms of words, typing errors, places, and words that tell nothing."""

import pytest

from dialogs.language import rolleord
from dialogs.language.oppgaver import Kandidat, finn, stamme, vanlige
from hms.regelverk.aksjon import SPRAK
from hms.regelverk.last import standard
from hms.regelverk.roller import tildelbare

AKSJONER = standard().aksjoner
TITLER = {id_: tuple(a.tittel.pa(s) for s in SPRAK) for id_, a in AKSJONER.items()}
VANLIGE = vanlige(TITLER.values())
STEDER = ("Solgata sykehjem", "Fjordvik skole")
KANDIDATER = [
    Kandidat(n, TITLER[id_], (STEDER[n % 2],)) for n, id_ in enumerate(("AH-08", "AH-08", "AH-01", "AH-09", "AH-07"))
]


@pytest.mark.parametrize(
    ("sagt", "ider"),
    [
        ("vernerunden på Solgata er ferdig", (0,)),
        ("vernerunda er ferdig", (0, 1)),
        ("vernerunnden på fjordvik", (1,)),
        ("eigenevalueringa er gjord", (2,)),
        ("we did the fire drill yesterday", (3,)),
        ("stoffkartotekt er oppdatert", (4,)),
        ("den på skolen på Fjordvik", (1, 3)),
    ],
)
def test_the_duty_that_is_named(sagt: str, ider: tuple[int, ...]) -> None:
    funn = finn(sagt, KANDIDATER, VANLIGE)
    assert (funn.ider, funn.navngitt) == (ider, True)


@pytest.mark.parametrize("sagt", ["ferdig", "vi har gjennomført det", "utsett til mandag", ""])
def test_nothing_named_may_be_any_of_them(sagt: str) -> None:
    funn = finn(sagt, KANDIDATER, VANLIGE)
    assert (len(funn.ider), funn.navngitt) == (len(KANDIDATER), False)


@pytest.mark.parametrize(
    ("sagt", "ider"),
    [
        ("Solgata", (1,)), ("vernerunden på Solgata er ferdig", (1,)), ("kjøkkenet", (2,)),
        ("vernerunden på kjøkkenet og vaskeriet på Solgata", (2,)), ("vernerunden på Solgata sykehjem", (1, 2)),
    ],
)  # fmt: skip
def test_a_name_said_to_the_end_goes_before_a_part_of_one(sagt: str, ider: tuple[int, ...]) -> None:
    enhet = "Solgata sykehjem"
    to = [
        Kandidat(1, ("Gjennomføre vernerunde",), (enhet, "Solgata")),
        Kandidat(2, ("Gjennomføre vernerunde",), (enhet, "Kjøkkenet og vaskeriet på Solgata")),
    ]
    assert finn(sagt, to, frozenset()).ider == ider


def test_words_of_many_titles_tell_nothing() -> None:
    assert {"gjennomfore", "follow"} <= VANLIGE
    assert "vernerunde" not in VANLIGE


@pytest.mark.parametrize("ord_", ["vernerunden", "vernerunda", "vernerunde", "vernerundene"])
def test_forms_share_a_stem(ord_: str) -> None:
    assert stamme(ord_) == "vernerund"


@pytest.mark.parametrize(
    ("sagt", "rolle"),
    [
        ("gi Kari rollen verneombud på Solgata", ("verneombud",)),
        ("gje Kari rolla hovudverneombod", ("hovedverneombud",)),
        ("give Kari the role safety representative", ("verneombud",)),
        ("kjemikalieansvarleg i eininga", ("kjemikalieansvarlig",)),
        ("rollen HMS-ansvarlig", ("hms_ansvarlig",)),
        ("gi Kari en rolle", ()),
    ],
)
def test_the_role_that_is_named(sagt: str, rolle: tuple[str, ...]) -> None:
    assert rolleord.finn(sagt, {id_: (*r.navn.values(), *r.alias) for id_, r in tildelbare().items()}) == rolle
