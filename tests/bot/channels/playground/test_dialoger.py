"""Dialogs over the playground's API: opened, pressed, closed, and what a bot that answers oddly comes to."""

from typing import Any

import pytest

from tests.fakes.ekkobot import KARI, OLA, Scene, card, execute, line

KNAPP = {"type": "Action.Submit", "title": "Fyll ut", "data": {"varde": {"a": 1}, "msteams": {"type": "task/fetch"}}}
INNI = card(
    [line("x"), {"type": "Input.Text", "id": "hva", "label": "Hva", "isRequired": True}],
    [{"type": "Action.Submit", "title": "Send", "data": {"varde": {"b": 2}}}],
)["attachments"][0]
GAR_VIDERE = {"task": {"type": "continue", "value": {"title": "T", "card": INNI}}}
FERDIG = {"task": {"type": "message", "value": "Sendt."}}


async def opened(scene: Scene, *answers: Any) -> tuple[int, Any]:
    """The dialog as Kari gets it; the bot answers its invokes so, one after the other."""
    scene.bot.tasks += answers
    said = await scene.say("hei")
    conversation = scene.playground.rooms.personal(KARI)
    post = scene.playground.bot_posts(conversation, card([line("x")], [KNAPP, execute("Annet", "v")]), None)
    assert said["ok"]
    return await press(scene, "/playground/click", activity=post, action="Fyll ut")


async def press(scene: Scene, path: str = "/playground/dialog", **body: Any) -> tuple[int, Any]:
    return await scene.call("POST", path, json={"person": KARI.id, **body})


async def test_from_the_button_to_the_last_words(scene: Scene) -> None:
    status, answer = await opened(scene, GAR_VIDERE, FERDIG)
    assert (status, answer["ok"], answer["task"]) == (200, True, GAR_VIDERE["task"])
    asked = scene.bot.heard[-1]
    assert (asked["type"], asked["name"]) == ("invoke", "task/fetch")
    assert asked["value"] == {"data": {"varde": {"a": 1}, "type": "task/fetch"}, "context": {"theme": "default"}}
    status, answer = await press(scene, action="Send", inputs={"hva": "skled"})
    assert answer["task"] == FERDIG["task"]
    sent = scene.bot.heard[-1]
    assert (sent["name"], sent["value"]["data"]) == ("task/submit", {"varde": {"b": 2}, "hva": "skled"})
    assert "replyToId" not in sent
    status, answer = await press(scene, action="Send")
    assert (status, answer["error"]["code"]) == (404, "DialogNotFound")


async def test_what_no_client_could_do_is_refused(scene: Scene) -> None:
    await opened(scene, GAR_VIDERE)
    assert (await press(scene, action="Send"))[0] == 400
    assert (await press(scene, action="Slett"))[0] == 404
    assert (await press(scene, action=True))[0] == 400
    status, answer = await scene.call("POST", "/playground/dialog", json={"person": OLA.id, "action": "Send"})
    assert (status, answer["error"]["code"]) == (404, "DialogNotFound")


async def test_closing_tells_the_bot_nothing(scene: Scene) -> None:
    await opened(scene, GAR_VIDERE)
    heard = len(scene.bot.heard)
    assert (await press(scene, close=True))[0] == 200
    assert len(scene.bot.heard) == heard
    assert (await press(scene, action="Send", inputs={"hva": "x"}))[0] == 404


async def test_a_forged_press_needs_no_dialog(scene: Scene) -> None:
    scene.bot.tasks += [FERDIG]
    status, answer = await press(scene, action={"type": "Action.Submit", "data": {"c": 3}})
    assert (status, answer["task"]) == (200, FERDIG["task"])
    assert scene.bot.heard[-1]["value"]["data"] == {"c": 3}


@pytest.mark.parametrize(
    ("answer", "status"),
    [({"statusCode": 429}, 429), ({}, 200), ({"task": 5}, 200), ({"task": {"type": "continue", "value": 7}}, 200)],
    ids=str,
)
async def test_odd_answers(scene: Scene, answer: Any, status: int) -> None:
    _, got = await opened(scene, answer)
    assert (got["status"], got["ok"]) == (status, status == 200)
    assert (await press(scene, action="Send"))[0] == 404


async def test_a_bot_that_refuses(scene: Scene) -> None:
    await opened(scene, GAR_VIDERE)
    scene.bot.answers.append(503)
    _, answer = await press(scene, action="Send", inputs={"hva": "skled"})
    assert (answer["ok"], answer["status"], answer["task"]) == (False, 503, None)
    scene.bot.tasks.append(FERDIG)
    _, answer = await press(scene, action="Send", inputs={"hva": "skled"})
    assert answer["task"] == FERDIG["task"]
