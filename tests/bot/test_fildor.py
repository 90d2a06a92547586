"""Addresses of pictures: for one reader, for some hours, and only while the reader may see the case."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from sqlmodel import update

from bot.bootstrap import _lenker
from bot.channels.base import Fetched
from bot.fillenke import SALT, Fillenker
from bot.settings import Settings
from bot.signatur import Signatur
from dialogs.contract import Picture
from hms.avvik.model import Avvik
from hms.avvik.queries import Leser
from hms.fil.model import FilInnhold
from tests.bot.test_henting import FOTO, i_skjema, sender
from tests.fakes import bilder
from tests.fakes.klokke import FakeKlokke
from tests.fakes.varde import Rigg, innstillinger, rigg_paa

KEY = b"k" * 32


def lenker(klokke: FakeKlokke, base: str = "https://varde.example") -> Fillenker:
    return Fillenker(base, KEY, klokke, timedelta(hours=12))  # type: ignore[arg-type]


def token(address: str) -> str:
    return address.partition("?n=")[2]


@pytest.mark.parametrize("leser", [Leser(7, 3), Leser(None, 3)])
def test_an_address_is_read_as_it_was_made(leser: Leser) -> None:
    klokke = FakeKlokke()
    address = lenker(klokke).make(42, leser)
    assert address.startswith("https://varde.example/fil/42?n=")
    found = lenker(klokke).read("42", token(address))
    assert found == (42, Leser(7, None) if leser.person_id else leser)


def test_an_address_ends() -> None:
    klokke = FakeKlokke()
    address = lenker(klokke).make(42, Leser(7, None))
    klokke.advance(hours=12)
    assert lenker(klokke).read("42", token(address)) is not None
    klokke.advance(seconds=1)
    assert lenker(klokke).read("42", token(address)) is None


def test_what_was_not_signed_here_for_this_is_refused() -> None:
    klokke = FakeKlokke()
    good = token(lenker(klokke).make(42, Leser(7, None)))
    for fil_id, said in (("43", good), ("42", good[:-3]), ("42", ""), ("42", "x" * 501), ("042", good)):
        assert lenker(klokke).read(fil_id, said) is None
    other = Signatur(SALT, b"another key").skriv([42, 7, None, 9e9])
    elsewhere = Signatur("something else", KEY).skriv([42, 7, None, 9e9])
    assert lenker(klokke).read("42", str(other)) is None
    assert lenker(klokke).read("42", str(elsewhere)) is None


def test_without_a_public_address_there_is_none() -> None:
    assert lenker(FakeKlokke(), "").make(42, Leser(7, None)) == ""


def test_an_operators_key_outlives_the_process() -> None:
    klokke: Any = FakeKlokke()
    own = Settings(offentlig_url="https://v.example/", lenkenokkel="x" * 32)
    first, second = _lenker(own, klokke), _lenker(own, klokke)
    assert first.base == "https://v.example"
    assert second.read("1", token(first.make(1, Leser(1, None)))) is not None
    made = Settings(offentlig_url="https://v.example")
    assert _lenker(made, klokke).read("1", token(_lenker(made, klokke).make(1, Leser(1, None)))) is None


async def sendt(rigg: Rigg) -> None:
    """A case with a picture."""
    kari = await i_skjema(rigg, Fetched(bilder.jpeg()))
    await sender(rigg, kari, FOTO)
    if any(button.label.startswith("Andre") for button in rigg.siste(kari).message.buttons):
        await rigg.trykk(kari, "Andre")
    for label in ("Bygg", "Førstehjelp", "2", "Send"):
        await rigg.trykk(kari, label)


async def status(rigg: Rigg, fil_id: int, leser: Leser) -> int:
    """What the door says to an address that was made for this reader."""
    address = rigg.varde.fildor.lenker.make(fil_id, leser)
    request: Any = SimpleNamespace(match_info={"id": str(fil_id)}, query={"n": token(address)})
    return (await rigg.varde.fildor.handle(request)).status


async def test_the_rights_are_asked_at_the_click(fjordvik_url: str) -> None:
    settings = innstillinger(fjordvik_url).model_copy(update={"offentlig_url": "https://varde.example"})
    async with rigg_paa(fjordvik_url, settings) as rigg:
        await sendt(rigg)
        ola = rigg.konto("P044")
        shown = [block for block in rigg.siste(ola).message.blocks if isinstance(block, Picture)]
        assert [one.url.partition("?")[0] for one in shown] == ["https://varde.example/fil/1"]
        people = {name: Leser(rigg.person(name).id, None) for name in ("P044", "P045", "P046", "P050")}
        assert await status(rigg, 1, people["P044"]) == 200
        assert await status(rigg, 1, people["P045"]) == 200
        assert await status(rigg, 1, people["P046"]) == 404  # the verneombud
        assert await status(rigg, 1, people["P050"]) == 404
        assert await status(rigg, 1, Leser(None, 1)) == 404
        assert await status(rigg, 2, people["P044"]) == 404
        rigg.skriv(
            lambda s: s.connection().execute(
                update(Avvik).values(behandler_id=people["P050"].person_id, fortrolig=True)
            )
        )
        assert await status(rigg, 1, people["P044"]) == 404
        assert await status(rigg, 1, people["P050"]) == 200
        rigg.skriv(lambda s: s.delete(s.get(FilInnhold, 1)))
        assert await status(rigg, 1, people["P050"]) == 404


async def test_a_drafts_picture_has_no_address(rask: Rigg) -> None:
    kari = await i_skjema(rask, Fetched(bilder.jpeg()))
    await sender(rask, kari, FOTO)
    me = Leser(rask.person("P045").id, None)
    assert await status(rask, 1, me) == 404
