"""A turn: once each, all or nothing, whatever order and however often it is delivered."""

from tests.fakes.varde import Rigg


async def test_the_whole_conversation_gives_a_receipt_and_the_notices(rigg: Rigg) -> None:
    kari = rigg.konto("P045")
    avvik = await rigg.meld(kari)
    assert any(avvik.nummer in text for text in rigg.tekster(kari))
