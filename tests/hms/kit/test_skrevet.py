"""Where a unit of work wrote something is known by table, id and column, and can be cleaned there. Both databases."""

import pytest
from sqlmodel import Session

from hms.kit import skrevet
from hms.kit.db import Database
from hms.samtale.model import Kontakt, Samtale


def _rens(value: object) -> object:
    if isinstance(value, dict):
        return {key: _rens(one) for key, one in value.items()}
    return value.replace("fuglen", "–") if isinstance(value, str) else value


def test_what_was_written_is_found_and_cleaned(database: Database) -> None:
    def write(session: Session) -> tuple[str, ...]:
        with skrevet.folg(session) as rows:
            place = Samtale(
                kanal="t", leietaker="t", ekstern_id="fuglen sang", omfang="personal", adresse={"a": "fuglen"}
            )
            session.add(place)
            session.add(Kontakt(kanal="t", leietaker="t", bruker_id="x", navn="ingen"))
            session.flush()
        return skrevet.steder(rows, _rens)

    places = database.write(write)
    assert sorted(place.split(":")[2] for place in places) == ["adresse", "ekstern_id"]

    def clean(session: Session) -> list[bool]:
        return [skrevet.rens_sted(session, place, _rens) for place in (*places, *places)]

    assert database.write(clean) == [True, True, False, False]
    row = database.read(lambda s: s.get_one(Samtale, int(places[0].split(":")[1])))
    assert (row.ekstern_id, row.adresse) == ("– sang", {"a": "–"})


@pytest.mark.parametrize("place", ["nokke:1:felt", "samtale:1:nokke", "samtale:x:omfang", "samtale"])
def test_a_place_that_is_none(place: str) -> None:
    with pytest.raises((KeyError, ValueError)):
        skrevet.finn(place)
