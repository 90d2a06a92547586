"""A dialog in a turn: what is kept of it, deliveries that come again, and what two clicks at once come to."""

import asyncio
from dataclasses import replace
from typing import Any

from sqlmodel import select

from dialogs.contract import Inbound
from hms.samtale.model import Mottatt, Operasjon
from tests.fakes.varde import Konto, Rigg

HVA = "det er hull i gulvet"
SVAR = {"hva": HVA, "kategori": '="orden_fysisk"', "skade": '="ingen"', "grad": "=1", "gjelder_leder": "=false"}


async def apnet(rigg: Rigg, kari: Konto) -> Inbound:
    """The card opened from «hjelp», and the event that sends it."""
    await rigg.si(kari, "hjelp")
    asked = rigg.hendelse(kari, "button", value=rigg.knapp(kari, "Fyll ut alt").data)
    result = await rigg.varde.turns(replace(asked, wants_dialog=True))
    assert result.dialog is not None
    assert result.dialog.message is not None
    fields = {field.key: field.value or "" for field in result.dialog.message.fields}
    return send(rigg, kari, result.dialog.message.buttons[0].data, {**fields, **SVAR})


def send(rigg: Rigg, kari: Konto, data: Any, fields: dict[str, str]) -> Inbound:
    """The event of a sent card."""
    return replace(rigg.hendelse(kari, "button", value={**data, "fields": fields}), wants_dialog=True)


async def test_deliveries_and_clicks_at_the_same_moment_make_one_avvik(rigg: Rigg) -> None:
    kari = rigg.konto("P045")
    event = await apnet(rigg, kari)
    clicks = [replace(event, key=f"klikk{n}") for n in range(3)]
    results = await asyncio.gather(*(rigg.varde.turns(one) for one in [event, event, *clicks]))
    await rigg.ro()
    assert len(rigg.avvik()) == 1
    assert {result.dialog.text for result in results if result.dialog} == {"Sendt. Kvitteringen står i samtalen."}
    assert sum("mottatt som sak" in text for text in rigg.tekster(kari)) == 1


async def test_a_card_that_was_sent_back_is_kept_nowhere_and_read_again(rask: Rigg) -> None:
    kari = rask.konto("P045")
    event = await apnet(rask, kari)
    wrong = replace(
        event, value={**event.value, "fields": {**event.value["fields"], "grad": "", "forslag": "kanarifugl"}}
    )
    first, again = await rask.varde.turns(wrong), await rask.varde.turns(wrong)
    assert first == again
    assert first.dialog is not None
    assert first.dialog.message is not None
    assert {field.key: field.problem for field in first.dialog.message.fields if field.problem} == {
        "grad": "Svar på dette."
    }
    rows = rask.les(lambda s: [*s.exec(select(Mottatt)).all(), *s.exec(select(Operasjon)).all()])
    assert "kanarifugl" not in str([row.resultat for row in rows])
    assert rask.avvik() == []
    assert (await rask.varde.turns(replace(event, key="rettet"))).dialog is not None
    assert len(rask.avvik()) == 1


async def test_a_card_of_another_form_opens_nothing(rask: Rigg) -> None:
    kari = rask.konto("P045")
    event = await apnet(rask, kari)
    result = await rask.varde.turns(replace(event, value={**event.value, "value": "legg_til"}))
    assert result.dialog is not None
    assert result.dialog.message is None
    assert "gjelder ikke lenger" in result.dialog.text
