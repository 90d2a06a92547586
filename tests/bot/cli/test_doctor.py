"""What the operator's list says of a message that nobody gets: never who reported the case."""

from bot.cli.doctor import _recipient, _report
from hms.outbox.model import Utboks
from tests.fakes.varde import Rigg


def test_the_list_names_no_reporter() -> None:
    row = Utboks(dedup_key="a", type="varsel", prioritet=2, person_id=7, mottaker={"person": 7}, parametre={"avvik": 1})
    assert _recipient(row) == "melder"


def test_a_duty_is_listed_by_its_role() -> None:
    row = Utboks(dedup_key="a", type="varsel", prioritet=2, person_id=7, mottaker={"rolle": "ledd_1", "avvik": 1})
    assert _recipient(row) == "ledd_1"


async def test_the_report_is_read_on_either_database(rigg: Rigg) -> None:
    await rigg.meld(rigg.konto("P045"))
    assert rigg.les(_report) is True
