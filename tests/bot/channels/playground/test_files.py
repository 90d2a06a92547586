"""Files in the playground: put in, sent along, and served to the bot as Teams would."""

import io
from typing import Any

import pytest

from bot.channels.playground import files
from tests.fakes.ekkobot import KARI, Scene


async def put(scene: Scene, data: bytes, **query: str) -> tuple[int, Any]:
    async with scene.session.post(f"{scene.url}/playground/files", params=query, data=io.BytesIO(data)) as answer:
        return answer.status, await answer.json()


async def test_a_picture_comes_as_teams_sends_it(scene: Scene) -> None:
    status, file = await put(scene, b"picture", name="trapp.jpg", type="image/jpeg")
    assert (status, file["size"]) == (201, 7)
    said = await scene.say("", files=[file["id"]])
    assert said["ok"] is True
    (attachment,) = scene.bot.heard[0]["attachments"]
    assert attachment["contentType"] == "image/*"
    assert attachment["contentUrl"].startswith(f"{scene.url}/connector/v3/attachments/")
    async with scene.session.get(attachment["contentUrl"]) as answer:
        assert (await answer.read(), answer.content_type) == (b"picture", "image/jpeg")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(("name", "ending"), [("ordre æ.pdf", "pdf"), ("uten", "")])
async def test_another_file_comes_from_the_drive(scene: Scene, name: str, ending: str) -> None:
    _, file = await put(scene, b"<script>", name=name, type="text/html")
    await scene.say("se her", files=[file["id"]])
    (attachment,) = scene.bot.heard[0]["attachments"]
    assert attachment["contentType"] == "application/vnd.microsoft.teams.file.download.info"
    assert (attachment["name"], attachment["content"]["fileType"]) == (name, ending)
    async with scene.session.get(attachment["content"]["downloadUrl"]) as answer:
        assert (await answer.read(), answer.content_type) == (b"<script>", "application/octet-stream")
        assert answer.headers["Content-Disposition"].startswith("attachment")


async def test_what_cannot_be_sent(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (await put(scene, b"x", name=""))[0] == 400
    assert (await put(scene, b"x", name="x\n"))[0] == 400
    assert (await put(scene, b"x", name="x", type="y" * 201))[0] == 400
    for body, status in (
        ({"files": ["unknown"]}, 404),
        ({"files": "x"}, 400),
        ({"files": ["x"] * 11}, 400),
        ({"files": []}, 400),
    ):
        answer, _ = await scene.call("POST", "/playground/say", json={"person": KARI.id, "text": "", **body})
        assert answer == status
    assert (await scene.call("GET", "/playground/drive/unknown"))[0] == 404
    monkeypatch.setattr(files, "MOST_BYTES", 10)
    assert (await put(scene, b"x" * 11, name="x"))[0] == 413
    assert scene.bot.heard == []
