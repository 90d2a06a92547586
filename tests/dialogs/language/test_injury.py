"""Injury: said, denied, nearly, not told; and how badly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.language.injury import LEVELS, injured, read_injury, skade

STEPS = {None, "ingen", "nesten", *LEVELS} - {"skadd"}

HURT = [
    ("skled på trappa og brakk armen", "alvorlig"),
    ("brakk lilletåa på en pall", "lege"),
    ("falt fra stillas, ble kjørt i ambulanse", "alvorlig"),
    ("kollegaen min mistet bevisstheten", "alvorlig"),
    ("ein mann omkom i tunnelen", "dod"),
    ("forstua ankelen og er sjukmeld ut veka", "fravaer"),
    ("kutta meg i tommelen, måtte på legevakta", "lege"),
    ("stakk meg på ei brukt sprøyte", None),
    ("brente meg på ovnen, skylte med kaldt vann", "forstehjelp"),
    ("fikk plaster på fingeren", "forstehjelp"),
    ("eleven beit meg så eg fekk blåmerke", None),
    ("fikk klor i øyet", None),
    ("snubla og slo kneet", None),
    ("datt på hålka og slo meg", None),
    ("æ fikk vondt i ryggen da æ løfta han", None),
    ("I fell and twisted my ankle", None),
    ("she got stitches in her hand", "lege"),
    ("en ble skadet, ingen andre ble skadet", None),
    ("klemte fingeren i døra, hoven og blå", None),
    ("det small i nakken, har vondt i nakken etter fallet", None),
    ("hunden bet han i leggen", None),
    ("fikk hjernerystelse av slaget", "lege"),
    ("eleven beit meg i underarmen, raudt merke, ikkje hol", None),
    ("kolliderte med en elg, har stiv nakke", None),
    ("asfalten sveiv meg gjennom hanskene", None),
    ("krana brant meg litt på hånda", None),
    ("rullestolen velta, eg fekk kne i asfalten", None),
    ("vaktmesteren fikk strøm i tavla", None),
    ("eleven fikk slått ut en tann", None),
    ("har hovudverk etter slaget, har vore hjå lege", "lege"),
    ("fikk en flis i fingeren", None),
    ("brakk lårhalsen", "alvorlig"),
    ("my finger got stuck in the door", None),
    ("skaleczyłem się w rękę", None),
    ("kolega spadł z drabiny, boli go noga", None),
]
UNHURT = [
    ("ingen ble skadet", "ingen"),
    ("heldigvis ikke skadd", "ingen"),
    ("eg vart ikkje skadd", "ingen"),
    ("æ blei itj skada", "ingen"),
    ("ingen kom til skade", "ingen"),
    ("slo hodet, men ingen skade", "ingen"),
    ("utan skade på folk", "ingen"),
    ("nobody was hurt", "ingen"),
    ("no injuries", "ingen"),
    ("han slapp uskadd fra det", "ingen"),
    ("det gikk heldigvis bra", "ingen"),
    ("skade på bilen, ingen personskade", "ingen"),
    ("holdt på å falle ned trappa", "nesten"),
    ("heldt på å dette i trappa", "nesten"),
    ("det kunne gått galt", "nesten"),
    ("nesten påkjørt av en truck", "nesten"),
    ("hylla bomma så vidt på meg", "nesten"),
    ("holdt på å brekke beinet, men det gikk bra", "nesten"),
    ("near miss in the warehouse", "nesten"),
    ("knust glass i ballbingen, ingen skar seg", "ingen"),
    ("vannet rant utover, ingen har falt", "ingen"),
    ("klorgass, men ingen ble dårlige", "ingen"),
    ("kassa falt, ingen fikk den på seg", "ingen"),
    ("skade på porten, ikke på folk", "ingen"),
    ("dyttet på meg, jeg slo meg ikke", "ingen"),
    ("alt gikk greit", "ingen"),
    ("he threw a chair, nobody was hit", "ingen"),
    ("trucken måtte bråstoppe, det var på håret", "nesten"),
    ("han slo etter meg med kniv, men traff ikke", "nesten"),
]
UNTOLD = [
    "lakseyngel døde i bekken",
    "vi er to for få på Blåveis",
    "tre er sykmeldte av stress i høst",
    "kontorstolen har ingen justering og jeg får vondt i nakken",
    "stearinlys sto og brant på pauserommet",
    "fikk strøm tilbake etter en time",
    "ventilasjonen virker ikke",
    "noen kan skade seg på den løse flisa",
    "eleven truet med å slå meg",
    "bruker slo meg",
    "får vondt i nakken av stolen",
    "mange har vondt i ryggen av tunge løft",
    "vannskade i kjelleren",
    "legelista lå på skriveren",
    "døde fisk i bekken",
    "ingen håndsprit på avdelingen",
    "legen svarte ikke på telefonen",
    "jeg fikk spytt i ansiktet av en bruker",
    "falt, ingen alvorlig skade",
    "redd for at noen skal falle",
    "",
]


@pytest.mark.parametrize(("text", "level"), HURT)
def test_somebody_was_hurt(text, level):
    assert (injured(text), skade(text)) == (True, level)


@pytest.mark.parametrize(("text", "level"), UNHURT)
def test_nobody_was_hurt(text, level):
    assert (injured(text), skade(text)) == (False, level)


@pytest.mark.parametrize("text", UNTOLD)
def test_the_text_does_not_say(text):
    assert (injured(text), skade(text)) == (None, None)


def test_case_and_line_breaks_do_not_matter():
    assert read_injury("BRAKK\n ARMEN") == read_injury("brakk armen")


@given(st.text(max_size=400))
def test_never_raises_and_keeps_to_its_words(text):
    reading = read_injury(text)
    assert reading.skade in STEPS
    assert (reading.injured is None) == (not reading.rules)


@pytest.mark.parametrize(
    "piece", ["a ", "ingen ", "fikk i ", "truet å ", "stakk meg ", "kan ikke ", "klor ", "👍", "؀"]
)
def test_ten_thousand_characters(piece):
    assert read_injury(piece * (10_000 // len(piece))).injured in {True, False, None}
