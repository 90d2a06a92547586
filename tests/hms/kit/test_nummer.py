"""Running numbers: no gaps, no doubles, and given back by what rolls back."""

import threading

from sqlmodel import Session

from hms.kit.db import Database
from hms.kit.nummer import neste_nummer


def test_fifty_threads_take_fifty_numbers(database: Database) -> None:
    taken: list[int] = []

    def take() -> None:
        taken.append(database.write(lambda session: neste_nummer(session, "AVV", 2026)))

    threads = [threading.Thread(target=take) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == list(range(1, 51))


def test_what_rolls_back_gives_its_number_back(database: Database) -> None:
    def fail(session: Session) -> None:
        neste_nummer(session, "AVV", 2026)
        raise ArithmeticError

    assert isinstance(database.submit(fail).exception(), ArithmeticError)
    assert database.write(lambda session: neste_nummer(session, "AVV", 2026)) == 1


def test_each_year_and_series_counts_for_itself(database: Database) -> None:
    def work(session: Session) -> list[int]:
        return [neste_nummer(session, *key) for key in (("AVV", 2026), ("AVV", 2027), ("X", 2026), ("AVV", 2026))]

    assert database.write(work) == [1, 1, 1, 2]
