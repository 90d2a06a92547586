"""Text that is held in this process only: it survives a unit that is run again, and is gone after its commit and its time."""

from bot.memory import KEPT_SECONDS, Korttidsminne, Lant
from hms.samtale.model import Samtale
from tests.fakes.klokke import FakeKlokke
from tests.fakes.varde import Rigg


def test_a_unit_that_is_run_again_finds_the_text_and_takes_it_once() -> None:
    memory = Korttidsminne(FakeKlokke())
    memory.legg("a", "x")
    assert Lant(memory).ta("a") == "x"
    again = Lant(memory)
    assert (again.ta("a"), again.ta("a")) == ("x", None)
    again.ferdig()
    assert memory.les("a") is None


def test_what_came_after_is_not_forgotten_with_it() -> None:
    memory = Korttidsminne(FakeKlokke())
    memory.legg("a", "x")
    lent = Lant(memory)
    lent.ta("a")
    memory.legg("a", "y")
    lent.ferdig()
    assert memory.les("a") == "y"


def test_the_last_digits_are_held_after_the_commit_and_forgotten_by_the_next_message() -> None:
    memory = Korttidsminne(FakeKlokke())
    first, again = Lant(memory), Lant(memory)
    first.husk_hale("a", "010190")
    assert again.hale("a") == ""
    first.ferdig()
    assert (again.hale("a"), again.ta("a")) == ("010190", None)
    again.husk_hale("a", "")
    again.ferdig()
    assert memory.hale("a") == ""


async def test_a_quiet_night_forgets_too(rask: Rigg) -> None:
    memory = rask.varde.turns.memory
    memory.legg("a", "x")
    rask.klokke.advance(seconds=KEPT_SECONDS + 1)
    memory.rydd()
    assert not memory._texts


async def test_a_repeated_removal_does_not_bring_the_conversation_back_and_neither_does_an_old_event(
    rask: Rigg,
) -> None:
    kari = rask.konto("P045")
    await rask.si(kari, "hei", key="first")
    gone = rask.hendelse(kari, "removed", key="gone")
    for event in (gone, gone, rask.hendelse(kari, "text", "hei", key="first")):
        await rask.varde.turns(event)
    assert [place.borte for place in rask.alle(Samtale)] == [True]
