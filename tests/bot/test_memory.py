"""What is held in the process only: it ends after ten minutes, and never grows without end."""

from bot.memory import KEPT_SECONDS, MOST_TEXTS, Korttidsminne, Takgrense
from tests.fakes.klokke import FakeKlokke


def test_after_ten_minutes_it_is_gone_and_the_newest_counts(klokke: FakeKlokke) -> None:
    memory = Korttidsminne(klokke)  # type: ignore[arg-type]
    memory.legg("a", "gammel")
    klokke.advance(seconds=KEPT_SECONDS - 1)
    memory.legg("b", "ny")
    memory.legg("b", "nyest")
    klokke.advance(seconds=2)
    assert (memory.les("a"), memory.les("b")) == (None, "nyest")


def test_the_oldest_goes_when_there_are_too_many(klokke: FakeKlokke) -> None:
    memory = Korttidsminne(klokke)  # type: ignore[arg-type]
    for number in range(MOST_TEXTS + 1):
        memory.legg(str(number), "x")
    assert (memory.les("0"), memory.les("1")) == (None, "x")


def test_the_cap_counts_a_minute_for_each_account(klokke: FakeKlokke) -> None:
    cap = Takgrense(klokke, per_minute=2)  # type: ignore[arg-type]
    assert [cap.wait("a"), cap.wait("a"), cap.wait("b")] == [0.0, 0.0, 0.0]
    klokke.advance(seconds=20)
    assert cap.wait("a") == 40.0
    klokke.advance(seconds=40)
    assert cap.wait("a") == 0.0
