"""A line in the card's own words: every title of the rulebook, whatever the place is called, is a duty and nothing else."""

from itertools import chain

import pytest

from dialogs import titler
from dialogs.language import guards, intents
from dialogs.language import titler as navn
from hms.regelverk.last import standard

STEDER = ("Brann og redning", "Økonomi og digitalisering", "Kommunedirektørens stab", "Solgata sykehjem")
TITLER = sorted(set(chain.from_iterable(map(titler._navnene, standard().aksjoner.values()))))


def lest(text: str) -> str:
    """As `titler.lest`, with these places."""
    uten = navn.erstatt(text, navn.navn(TITLER, titler.MINST), titler.OPPGAVEN)
    return text if uten == text else navn.erstatt(uten, navn.navn(STEDER), titler.STEDET)


@pytest.mark.parametrize(
    ("sagt", "intent"),
    [
        ("{tittel} på {sted} er gjort i dag", "marker_utfort"),
        ("{tittel}, {sted}: utført", "marker_utfort"),
        ("jeg har gjort {tittel}", "marker_utfort"),
        ("utsett {tittel} til mandag", "utsett"),
        ("deleger {tittel} til Hilde Bakken", "deleger"),
        ("{tittel} er ikke aktuelt fordi vi ikke har det", "ikke_aktuelt"),
        ("her er lenka til {tittel} https://kvalitet.example/varsling", "lenke"),
    ],
)
@pytest.mark.parametrize("sted", STEDER)
def test_every_duty_can_be_answered_in_the_words_of_its_card(sagt: str, intent: str, sted: str) -> None:
    deler = [t for t in TITLER if len(t.split()) >= titler.MINST]
    assert {intents.read(lest(sagt.format(tittel=tittel, sted=sted))).intent for tittel in deler} == {intent}


def test_danger_beside_a_title_is_heard() -> None:
    assert guards.emergency(lest("Gjennomføre vernerunde på Brann og redning: det brenner i garasjen")) is not None
    assert guards.emergency(lest("Gjennomføre vernerunde på Brann og redning er gjort")) is None


@pytest.mark.parametrize(
    "text", ["vernerunden på Brann og redning", "det brenner på Brann og redning", "", "📎", "gjort"]
)
def test_without_a_whole_title_nothing_is_taken_out(text: str) -> None:
    assert lest(text) == text
