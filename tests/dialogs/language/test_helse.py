"""Words about the health of others: only when somebody is named or pointed out, never about the writer's own injury."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.language.guards import masked, personal, stops
from dialogs.language.helse import others_health


@pytest.mark.parametrize(
    "text",
    [
        "Kari Nordmann er sykmeldt for depresjon",
        "naboen på rom 4 har demens",
        "eleven har ADHD og løp ut",
        "sjefen min er alkoholiker",
        "han i resepsjonen har hiv",
        "Ola brakk armen",
        "pasienten på rom 12 har hepatitt",
        "kollegaen min er gravid og løftet tungt",
        "Fatima besvimte av varmen",
        "ho er psykotisk",
        "my colleague has cancer",
    ],
)
def test_somebody_else_is_pointed_out(text: str) -> None:
    found = personal(text)
    assert [f.kind for f in found if f.kind == "helse_om_andre"]
    assert not stops(found)
    assert masked(text, found) == text


@pytest.mark.parametrize(
    "text",
    [
        "skled på isen og slo hånda",
        "jeg brakk armen i trappa",
        "jeg er sykmeldt etter fallet",
        "en ansatt er sykmeldt",
        "en bruker med demens gikk ut",
        "per i dag er tre sykmeldte",
        "elev slo en assistent, hun blødde neseblod",
        "kurs om demens for rektor",
        "sykehjemmet mangler hansker",
        "Meld avvik: ventilasjonen virker ikke",
    ],
)
def test_nobody_is_pointed_out(text: str) -> None:
    assert others_health(text) == ()


@given(st.text())
def test_points_into_the_text(text: str) -> None:
    assert all(0 <= f.span[0] < f.span[1] <= len(text) for f in others_health(text))
