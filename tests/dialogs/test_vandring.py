"""Random walks through the whole conversation: always an answer, never a fault, each avvik one receipt."""

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialogs.forms.kortknapp import HANDLING
from tests.fakes.varde import HVA, Rigg, rigg_paa

WORDS = (
    "meld avvik", "mine avvik", "hjelp", "avbryt", "tilbake", "språk", "personvern", "hei", "ja", "fortsett", "saker å følge opp", "mine tiltak", "status avvik", "hvem er verneombudet mitt", "mks-liste", "endre tid", "endre sted", "2", "4",
    f"meld avvik: {HVA} i går kl 8", "vis AVV-2026-0001", "det brenner på kjøkkenet", "jeg vil varsle om korrupsjon", "i går kl. 25", "Solgata sykehjem",
    "ring meg på 912 34 567", "13097248022", "", "   ", "x" * 10_000, "\u202eAVV-2026-0001", "שלום عربى", "<at>Varde</at> **fet** [a](b)", "😀" * 50, "Send",
)  # fmt: skip
STEPS = st.one_of(
    st.tuples(st.just("say"), st.one_of(st.sampled_from(WORDS), st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40))),
    st.tuples(st.just("press"), st.integers(0, 400)),
    st.tuples(st.just("newest"), st.integers(0, 6)),
    st.tuples(st.just("again"), st.integers(0, 400)),
    st.tuples(
        st.just("forge"),
        st.fixed_dictionaries(
            {"action": st.sampled_from(["form", "say", "venter", "utkast", "stoppet", "avvik", "sprak", "liste", "mine", "mine_tiltak", "hvem", "x", None])},
            optional={
                "do": st.sampled_from(["answer", "edit", "go", "bekreft", "se", "legg_til", "send_videre", 7]),
                "value": st.one_of(st.none(), st.integers(), st.text(max_size=5), st.sampled_from(["@andre", "hva", "node", "send", "mer", "hopp", "nb"])),
                "avvik": st.one_of(st.integers(), st.just(1), st.none(), st.text(max_size=3)),
                "token": st.one_of(st.just(""), st.just("CURRENT"), st.text(max_size=5), st.integers()),
            },
        ),
    ),
)  # fmt: skip


async def walk(rigg: Rigg, steps: list[tuple[str, Any]]) -> None:
    """Takes the steps as two people in turn; what must hold afterwards."""
    people = [rigg.konto("P045"), rigg.konto("P048")]
    pressed: list[Any] = []
    for number, (kind, what) in enumerate(steps):
        who = people[number % 7 == 6]
        buttons = [b.data for post in rigg.kanal.to(who.chat) for b in post.message.buttons if b.url is None]
        before = len(rigg.kanal.to(who.chat))
        if kind == "say" or (not buttons and kind != "forge"):
            event = rigg.hendelse(who, "text", what if kind == "say" else "meld avvik")
        elif kind == "forge":
            current = next((b["token"] for b in reversed(buttons) if b.get("token")), "")
            event = rigg.hendelse(
                who, "button", value={**what, "token": current} if what.get("token") == "CURRENT" else what
            )
        elif kind == "again" and pressed:
            event = pressed[what % len(pressed)]
        else:
            event = rigg.hendelse(
                who,
                "button",
                value=buttons[-1 - what % min(7, len(buttons)) if kind == "newest" else what % len(buttons)],
            )
        event = replace(event, wants_dialog=event.value.get("action") == HANDLING)
        seen = event in pressed
        pressed.append(event)
        result = await rigg.varde.turns(event)
        await rigg.ro()
        assert result.status == 200, (kind, what)
        assert (
            seen
            or result.card is not None
            or result.dialog is not None
            or len(rigg.kanal.to(who.chat)) > before
            or _used(event, pressed)
        ), (
            kind,
            what,
        )
    assert not any("Beklager, noe gikk galt" in post.text for post in rigg.kanal.posts)
    receipts = [text for who in people for text in rigg.tekster(who) if "er mottatt som sak" in text]
    assert sorted(receipts, key=str) == sorted(set(receipts), key=str)
    assert len(receipts) == len(rigg.avvik())
    assert {row.status for row in rigg.utboks()} <= {"sent", "obsolete"}


def _used(event: Any, pressed: list[Any]) -> bool:
    """Was this very button pressed before? Then its first result is the answer."""
    token = event.value.get("token")
    return bool(token) and sum(other.value.get("token") == token for other in pressed) > 1


def run_walks(template: Path, examples: int, length: int) -> None:
    @settings(
        max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck), derandomize=examples < 100
    )  # fmt: skip
    @given(st.lists(STEPS, min_size=5, max_size=length))
    def walks(steps: list[tuple[str, Any]]) -> None:
        import asyncio

        async def one() -> None:
            with tempfile.TemporaryDirectory() as folder:
                shutil.copy(template, Path(folder) / "varde.db")
                async with rigg_paa(f"sqlite:///{folder}/varde.db") as rigg:
                    await walk(
                        rigg, [("say", f"meld avvik: {HVA}"), ("newest", 3), ("newest", 3), ("newest", 3), *steps]
                    )

        asyncio.run(one())

    walks()


def test_short_walks(sqlite_fjordvik: Path) -> None:
    run_walks(sqlite_fjordvik, 12, 25)


@pytest.mark.soak
def test_long_walks(sqlite_fjordvik: Path) -> None:
    run_walks(sqlite_fjordvik, 400, 60)
