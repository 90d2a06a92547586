"""Data that no card of ours has: lists, numbers, nothing and long strings where words and ids are expected. A clear answer, never a fault."""

from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, select

from bot.turn import APOLOGY
from dialogs.actions import ACTIONS
from dialogs.forms.base import read_id
from dialogs.forms.kortknapp import HANDLING
from hms.avvik import flyt
from hms.organisasjon.model import Person
from hms.samtale import service as samtaler
from hms.samtale.model import Samtale
from tests.fakes.fjordvik import Fjordvik, Folk, Post, fjordvik
from tests.fakes.varde import Rigg
from tests.scenarios.test_behandling import MED_TILTAK

GALT: Mapping[str, Any] = {
    "list": ["x", 1],
    "empty list": [],
    "object": {"a": {"b": [1]}},
    "null": None,
    "true": True,
    "fraction": 1.5,
    "negative": -1,
    "huge number": 10**17,
    "empty": "",
    "long": "x" * 9_000,
    "nul": "a\x00b",
    "deep": [[[[[[[[{"a": [[]]}]]]]]]]],
}
# The engine's own, beside those of the register.
EGNE = ("form", HANDLING, "say", "venter", "utkast", "stoppet")
IDER = (
    "avvik",
    "tiltak",
    "soknad",
    "stans",
    "krav",
    "ekstern",
    "forbedring",
    "foresporsel",
    "person",
    "gruppe",
    "id",
    "node",
    "rolle",
    "vernedag",
)
ORD = (
    "do",
    "value",
    "text",
    "about",
    "dag",
    "utvalg",
    "hva",
    "type",
    "run",
    "dor",
    "nr",
    "regel",
    "at",
    "til",
    "token",
    "steg",
    "plikt",
    "aksjon",
    "krav_id",
)
TALL = ("fra", "grad", "ar", "runde")
LISTER = ("oppgaver", "roller", "spurt", "klarert", "fields", "sett", "ny")
FELT = (*IDER, *ORD, *TALL, *LISTER)
# What each action may be asked to do; an empty one where it is asked for nothing in particular.
GJOR: Mapping[str, tuple[str, ...]] = {
    "avvik": ("se", "bekreft", "losning", "effekt", "flere", *(do for do in flyt.HANDLINGER if do != "bekreft")),
    "ekstern": ("se", "nummer"),
    "tiltak": ("se", "liste", "utfort", "ny_frist", "be_om_frist", "uaktuelt", "godkjenn", "avsla", "meld_avvik", "bestrid"),
    "personvern": ("meldt", "ikke_meldepliktig"),
    "plikt": ("kopi_vo", "ringt", "skriftlig", "sendt", "ikke_aktuelt", "rett"),
    "stans": ("slutt", "se"),
    "krav": ("svar", "nytt_svar", "lukk", "se"),
    "arshjul": ("utfort", "mer_tid", "deleger", "ikke_aktuelt", "lever", "ja", "nei", "trekk", "bevis", "dokumentasjon", "hvorfor"),
    "foresporsel": ("svar", "registrert"),
    "rolle": ("ny_stedfortreder", "avslutt_stedfortreder"),
    "form": ("answer", "edit", "go"),
    HANDLING: ("send", "apne"),
}  # fmt: skip
SANT: Mapping[str, Any] = {**dict.fromkeys(IDER, 1), "value": "meld_avvik", "oppgaver": [1], "roller": ["verneombud"]}


@pytest.fixture
async def by(data: Path) -> AsyncIterator[Fjordvik]:
    """The bot without a cap on how fast somebody may press."""
    async with fjordvik(data, turer_per_minutt=1_000_000) as place:
        yield place


def _feil(by: Fjordvik | Rigg) -> float:
    return float(by.varde.metrics.turns.labels("failed")._value.get())


async def trykk(by: Fjordvik, person: Folk, card: Post, value: Mapping[str, Any]) -> list[str]:
    """Presses a forged button; what is said to it, which is always something."""
    data = {"varde": {key: one for key, one in value.items() if key != "fields"}}
    if isinstance(value.get("fields"), dict):
        data |= value["fields"]
    await person.trykker({"type": "Action.Execute", "verb": "varde", "data": data}, card)
    return [post.text for post in await person.nytt()]


def galle(action: str) -> Iterator[dict[str, Any]]:
    """Each wrong kind in all fields at once, in what is to be done alone, and in all words beside ids that are good."""
    for value in GALT.values():
        yield {"action": action, "token": value}
        yield {**dict.fromkeys(FELT, value), "action": action, "token": ""}
        yield {**SANT, "do": value, "action": action, "token": ""}
    for do in GJOR.get(action, ("",)):
        for kind in ("list", "object", "long"):
            yield {**dict.fromkeys(FELT, GALT[kind]), "action": action, "do": do, "token": ""}
        for kind in ("list", "null"):
            words = dict.fromkeys((*ORD, *TALL, *LISTER), GALT[kind])
            yield {**SANT, **words, "action": action, "do": do, "token": ""}


@pytest.mark.parametrize("name", ["Ola", "Mohammed Rahimi"])
async def test_wrong_kinds_of_values_get_a_clear_answer(by: Fjordvik, name: str) -> None:
    """From the handler of a case, and from somebody who has nothing to do with it."""
    await by.spill(MED_TILTAK)
    person = by.folk(name)
    await person.sier("mine avvik")
    card = (await person.nytt())[-1]
    for action in (one for one in (*ACTIONS, *EGNE) if one != HANDLING):
        for kind in ("list", "object", "long"):
            before = _feil(by)
            said = await trykk(by, person, card, {**dict.fromkeys(FELT, GALT[kind]), "action": action, "token": ""})
            assert _feil(by) == before, (action, kind)
            assert said, (action, kind)
            assert not any(APOLOGY in text for text in said), (action, kind)


async def test_no_wrong_kind_of_value_is_a_fault(rask: Rigg) -> None:
    """All that each action may be asked to do, at the door behind the channel."""
    await rask.meld(rask.konto("P045"))
    ola = rask.konto("P044")
    wrong = []
    for action in (*ACTIONS, *EGNE):
        for value in galle(action):
            before = _feil(rask)
            await rask.varde.turns(rask.hendelse(ola, "button", value=value))
            if _feil(rask) != before:
                wrong.append({key: str(one)[:20] for key, one in value.items()})
        await rask.ro()
    assert wrong == []


async def test_wrong_kinds_of_values_in_a_dialog_get_a_clear_answer(by: Fjordvik) -> None:
    await by.spill("Kari: meld avvik")
    await by.kari.trykker("Fyll ut alt på ett kort")
    for value in galle(HANDLING):
        before = _feil(by)
        data = {"varde": {**value, "msteams": {}}}
        await by.kari.dialog({"type": "Action.Submit", "data": data})
        assert _feil(by) == before, {key: str(one)[:20] for key, one in value.items()}
        assert by.kari.answer["ok"]


async def test_wrong_kinds_of_answers_to_an_open_question(by: Fjordvik) -> None:
    """With the right token, so that the form itself meets them."""
    await by.spill(MED_TILTAK)
    await by.spill("Ola: vis sak 1")
    card = await by.ola.kort("Avvik AVV-2026-0001")
    opened = 0
    for do in flyt.HANDLINGER:
        await trykk(by, by.ola, card, {"action": "avvik", "do": do, "avvik": 1, "token": ""})
        token = _token(by)
        opened += token is not None
        for value in (GALT[kind] for kind in ("list", "object", "true", "long")):
            for what in ("answer", value):
                before = _feil(by)
                data = {"action": "form", "token": _token(by) or "x", "do": what, "value": value}
                said = await trykk(by, by.ola, card, data)
                assert _feil(by) == before, (do, what, str(value)[:20])
                assert said, (do, what, str(value)[:20])
        await by.ola.sier("avbryt")
    assert opened > 5


def _token(by: Fjordvik) -> str | None:
    """The token of Ola's open question."""

    def read(session: Session) -> str | None:
        person = session.exec(select(Person.id).where(Person.ekstern_id == by.ola.id)).one()
        place = samtaler.personlig_samtale(session, person or 0)
        state = session.get_one(Samtale, place).tilstand.get("skjema")
        return f"{state['run']}:{state['step']}" if state else None

    return by.varde.db.read(read)


@pytest.mark.parametrize(
    ("text", "row_id"), [("7", 7), ("0", None), ("²", None), ("-1", None), ("9" * 30, None), ("", None), ("٣", None)]
)
def test_the_id_that_is_written(text: str, row_id: int | None) -> None:
    assert read_id(text) == row_id
