"""The wheel by signed address: for one reader, while that reader may see it."""

from datetime import date, timedelta

from sqlmodel import select

from bot.bilder import png
from dialogs import arsring_svg
from dialogs.arsring import arsring
from dialogs.i18n import translator
from hms.organisasjon.model import Node, Person
from tests.fakes.varde import Rigg

PNG = b"\x89PNG\r\n\x1a\n"


def test_an_address_is_for_one_reader_and_ends(rask: Rigg) -> None:
    dor = rask.varde.hjuldor
    assert dor.make(1, 2027, 1, "nb") == ""
    ute = type(dor)(dor.db, dor.regelverk, "https://v.example", dor.key, dor.clock, dor.civil, timedelta(hours=1))
    token = ute.make(1, 2027, 1, "nb").removeprefix("https://v.example/hjul/")
    assert ute.read(token) is not None
    assert ute.read(token[:-2]) is None
    assert ute.read("x" * 600) is None
    rask.klokke.advance(hours=2)
    assert ute.read(token) is None


def test_the_right_is_asked_again_when_it_is_drawn(rask: Rigg) -> None:
    dor = rask.varde.hjuldor
    node = {n.ekstern_id: n.id or 0 for n in rask.alle(Node)}

    def tegnet(hvem: str, hva: str) -> bool:
        token = type(dor)(dor.db, dor.regelverk, "h", dor.key, dor.clock, dor.civil, dor.lifetime).make(
            node[hva], 2026, rask.person(hvem).id or 0, "nb"
        )
        spurt = dor.read(token.rsplit("/", 1)[1])
        assert spurt is not None
        return rask.les(lambda s: dor._tegn(s, spurt)) is not None

    assert tegnet("P045", "SOL")
    assert tegnet("P003", "SOL")
    assert not tegnet("P045", "FJS")

    def slutter(s: object) -> None:
        person = s.exec(select(Person).where(Person.ekstern_id == "P045")).one()
        person.gyldig_til = date(2026, 11, 1)
        s.add(person)

    rask.skriv(slutter)
    assert not tegnet("P045", "SOL")


def test_a_drawing_becomes_a_picture() -> None:
    svg = arsring_svg.tegn(arsring(translator("nb"), "Solgata", (), 2027, date(2027, 5, 1)))
    assert png(svg, arsring_svg.BREDDE, arsring_svg.HOYDE).startswith(PNG)
