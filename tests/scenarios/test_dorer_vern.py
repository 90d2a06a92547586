"""The guards in a conversation: numbers in every dress, split numbers, health words, and texts that are too long (avvik.md 8)."""

import pytest

from bot.memory import KEPT_SECONDS
from tests.fakes.fjordvik import Fjordvik
from tests.fakes.varde import Rigg
from tests.scenarios.test_saken import sendt

SPRAK = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
STOPPED = {"nb": "Jeg stoppet meldingen", "nn": "Eg stoppa meldinga", "en": "I stopped the message"}
NUMBERS = (
    "14851361228", "148513 61228", "14.85.13 612 28", "14 85 13 61228", "1 4 8 5 1 3 6 1 2 2 8", "03914830140", "130972-48022",
)  # fmt: skip
REPORT = {"nb": "meld avvik", "nn": "meld avvik", "en": "report an incident"}


async def velg(by: Fjordvik, sprak: str) -> None:
    await by.spill(f"Kari: språk\nKari: [{SPRAK[sprak]}]")


@pytest.mark.parametrize("sprak", SPRAK)
async def test_a_number_in_any_dress_is_stopped(by: Fjordvik, sprak: str, capfd: pytest.CaptureFixture[str]) -> None:
    await velg(by, sprak)
    await by.spill(f"Kari: {REPORT[sprak]}")
    for number in NUMBERS:
        await by.spill(f"Kari: fant et ark med {number} på gangen\nVarde: {STOPPED[sprak]}")
        assert by.spor(number) == []
        assert by.leter(number) == []
    err = capfd.readouterr().err
    assert not any(number in err for number in NUMBERS)


@pytest.mark.parametrize("sprak", ["nb", "nn", "en"])
async def test_a_number_over_two_messages_is_stopped_where_it_ends(by: Fjordvik, sprak: str) -> None:
    await velg(by, sprak)
    split = {"nb": "delt på to meldinger", "nn": "delt på to meldingar", "en": "split over two messages"}[sprak]
    await by.spill(f"""
        Kari: {REPORT[sprak]}: arket har tallet 148513
        Kari: 61228 står det på arket i gangen
        Varde: {STOPPED[sprak]} … {split}
    """)
    gone = {"nb": "Den er fjernet derfra.", "nn": "Ho er fjerna derifrå.", "en": "It has been removed from there."}[
        sprak
    ]
    await by.kari.ser(f"{gone} … {split}")
    assert by.leter("148513") == []  # neither in the draft, nor in a reply, nor in the conversation
    masked = (await by.kari.nytt())[-1].buttons[0]
    await by.spill(f"Kari: [{masked}]")
    assert by.leter("61228") == []


async def test_the_masked_text_goes_on_without_the_number(by: Fjordvik) -> None:
    await by.spill(
        """
        Kari: det står 148513 her
        Kari: meld avvik: 61228 sto på et ark i gangen
        Varde: delt på to meldinger
        Kari: [Send uten dette]
        Varde: Hva slags avvik er det?
        Kari: [Personopplysninger og informasjonssikkerhet]
        Kari: [Ingen skade]
        Kari: 1
        Varde: Hva skjedde: [fjernet] sto på et ark i gangen
    """.replace("[fjernet]", "…")
    )
    assert by.leter("61228") == []


async def test_both_halves_are_gone_from_a_case_that_was_sent(by: Fjordvik) -> None:
    await by.spill("""
        Kari: meld avvik: på arket i gangen sto det 148513
        Kari: [Personopplysninger og informasjonssikkerhet]
        Kari: [Ingen skade]
        Kari: [1 Lav – til irritasjon, ingen skade]
        Kari: [Send]
        Varde → Ola: 148513
    """)
    assert "avvik" in by.leter("148513")
    await by.spill("""
        Kari: 61228 sto det også
        Varde: Begynnelsen av nummeret sto i AVV-2026-0001. Den er fjernet der, men andre kan ha lest den før det. … Slett begge.
        Varde → Ola: arket i gangen sto det [fjernet]
    """.replace("[fjernet]", "…"))  # fmt: skip
    assert by.leter("148513") == by.leter("61228") == []
    assert not await by.ola.har_sett("148513")


async def test_both_halves_are_gone_from_the_thread_and_what_was_told_of_it(by: Fjordvik) -> None:
    await by.spill(sendt())
    await by.spill("""
        Kari: [Legg til noe]
        Kari: arket i gangen har 148513
        Varde → Ola: Melderen har lagt til noe … 148513
        Kari: 61228 står det etterpå
        Varde: sto i AVV-2026-0001
    """)
    assert by.leter("148513") == by.leter("61228") == []
    assert not await by.ola.har_sett("148513")
    assert await by.ola.har_sett("arket i gangen har [fjernet]")


async def test_a_beginning_that_was_kept_nowhere_is_said_to_be(by: Fjordvik) -> None:
    await by.spill("""
        Kari: det står 148513
        Kari: 61228 er slutten
        Varde: Begynnelsen av nummeret er ikke lagret hos meg.
        Kari: [Meld avvik]
        Varde: Hva skjedde
    """)
    assert by.leter("148513") == []


async def test_the_beginning_goes_when_the_end_comes_at_another_door(by: Fjordvik) -> None:
    await by.spill("""
        Kari: meld avvik
        Kari: arket har tallet 148513
        Kari: 61228 og lederen min underslår penger
        Varde: varsel om kritikkverdige forhold
    """)
    assert by.leter("148513") == by.leter("61228") == []


async def test_danger_keeps_neither_half(by: Fjordvik) -> None:
    await by.spill("""
        Kari: tallet 148513
        Kari: 61228 ligger på gulvet og det brenner
        Varde: RING 113
        Kari: [Fortsett]
        Varde: Hva skjedde
    """)
    assert by.leter("61228") == []


@pytest.mark.parametrize(
    "text", ["sendte journalen til feil person, ring 912 34 567", "en bruker klådde på meg, ring 912 34 567"]
)
async def test_what_a_door_would_hold_is_asked_about_first(by: Fjordvik, text: str) -> None:
    await by.spill(f"Kari: {text}\nVarde: et telefonnummer … [Send uten dette]")
    assert by.leter("912 34 567") == []
    await by.spill("Kari: [Send uten dette]")
    assert by.leter("912 34 567") == []
    assert by.leter("[fjernet]") != []


async def test_three_pieces_in_a_row(by: Fjordvik) -> None:
    await by.spill("Kari: meld avvik\nKari: 14\nKari: 8513\nKari: 61228\nVarde: delt på to meldinger")
    assert by.leter("61228") == []


async def test_a_line_between_ends_the_number(by: Fjordvik) -> None:
    await by.spill("""
        Kari: tallet 148513
        Kari: hei
        Kari: meld avvik: 61228 sto på et ark i gangen
        Varde: Hva slags avvik er det?
    """)


async def test_a_stopped_text_is_held_for_ten_minutes_in_memory_only(rask: Rigg) -> None:
    kari = rask.konto("P045")
    await rask.si(kari, "meld avvik")
    await rask.si(kari, "fant et ark med 14851361228 på gangen")
    rask.klokke.advance(seconds=KEPT_SECONDS + 1)
    await rask.trykk(kari, "Send uten dette")
    assert "Jeg har ikke teksten lenger" in rask.siste(kari).text
    assert not rask.varde.turns.memory._texts


@pytest.mark.parametrize(
    ("sprak", "text", "asked", "send"),
    [
        ("nb", "Kari Olsen har fått kreft og klarer ikke trappa", "noe om helsa til en annen", "Send som den er"),
        ("nn", "naboen på rom 4 har demens og gjekk ut", "noko om helsa til ein annan", "Send som ho er"),
        ("en", "Kari Olsen has cancer and cannot use the stairs", "health", "Send as it is"),
    ],
)
async def test_the_health_of_somebody_else_is_asked_about(
    by: Fjordvik, sprak: str, text: str, asked: str, send: str
) -> None:
    await velg(by, sprak)
    await by.spill(f"Kari: {REPORT[sprak]}\nKari: {text}\nVarde: {asked}")
    assert by.leter("kreft") == by.leter("demens") == by.leter("cancer") == []
    buttons = (await by.kari.nytt())[-1].buttons
    assert len(buttons) == 1  # nothing can be masked in it
    await by.spill(f"Kari: [{buttons[0]}]")


async def test_ones_own_injury_is_fine(by: Fjordvik) -> None:
    for text in ("slo hånda og har vondt i ryggen", "eg skada kneet mitt i trappa", "I hurt my back when lifting"):
        await by.spill(f"Kari: meld avvik: {text}\nKari: avbryt")
    assert not await by.kari.har_sett("Jeg stoppet meldingen")


@pytest.mark.parametrize("sprak", ["nb", "nn", "en"])
async def test_a_text_that_is_too_long_is_not_lost(by: Fjordvik, sprak: str) -> None:
    await velg(by, sprak)
    words = "hull i gulvet ved inngangen "
    long = (words * 60).strip()
    label = {"nb": "Bruk de første 1500 tegnene", "nn": "Bruk dei første 1500 teikna", "en": "Use the first 1500 characters"}[sprak]  # fmt: skip
    await by.spill(f"""
        Kari: {REPORT[sprak]}
        Kari: {long}
        Varde: 1679 … 1500 … [{label}]
    """)
    assert by.leter(words) == []
    await by.spill(f"Kari: [{label}]")
    found = by.leter(words)
    assert found


async def test_a_first_line_that_is_too_long(by: Fjordvik) -> None:
    long = ("hull i gulvet ved inngangen " * 60).strip()
    await by.spill(f"""
        Kari: meld avvik: {long}
        Varde: det er plass til 1500 … Kort den ned … [Bruk de første 1500 tegnene]
        Kari: [Bruk de første 1500 tegnene]
        Varde: Hva slags avvik er det?
    """)


async def test_fifteen_hundred_characters_fit_behind_the_command(by: Fjordvik) -> None:
    await by.spill(f"Kari: meld avvik: {('hull i gulvet ' * 110)[:1495].strip()}.\nVarde: Hva slags avvik er det?")


async def test_a_long_text_with_a_number_is_masked_and_then_measured(by: Fjordvik) -> None:
    await by.spill(f"""
        Kari: meld avvik
        Kari: {"hull i gulvet " * 120} 14851361228
        Varde: et fødselsnummer
        Kari: [Send uten dette]
        Varde: det er plass til 1500
        Kari: [Bruk de første 1500 tegnene]
        Varde: Hva slags avvik er det?
    """)


async def test_a_long_text_at_a_door_is_measured_when_it_goes_on(by: Fjordvik) -> None:
    await by.spill(f"""
        Kari: sendte journalen til feil person {"og lukket ikke skapet etterpå " * 60}
        Varde: Stans spredningen
        Kari: [Meld avvik]
        Varde: det er plass til 1500
        Kari: [Bruk de første 1500 tegnene]
        Varde: Hva slags avvik er det?
    """)
