"""The Teams package: what Teams requires of it, and what the design promises about it."""

import io
import json
import struct
import zipfile
import zlib
from dataclasses import replace

import pytest

from manifest.build import Kommando, TeamsApp, teams_manifest, teams_package

APP = TeamsApp(
    app_id="11111111-2222-4333-8444-555566667777",
    version="1.2.0",
    name="Varde",
    kommune="Fjordvik kommune",
    website="https://fjordvik.example/",
    privacy="https://fjordvik.example/personvern",
    hosts=("varde.fjordvik.example",),
    commands=(Kommando("meld avvik", "Meld noe"), Kommando("mine avvik", "Dine saker", private=True)),
)


def test_the_manifest_is_filled_in():
    made = teams_manifest(APP)
    bot = made["bots"][0]
    assert made["manifestVersion"] == "1.17"
    assert made["id"] == bot["botId"] == made["webApplicationInfo"]["id"] == APP.app_id
    assert bot["scopes"] == ["personal", "team", "groupChat"]
    assert made["validDomains"] == ["varde.fjordvik.example"]
    assert made["developer"]["privacyUrl"] == "https://fjordvik.example/personvern"
    assert '""' not in json.dumps(made)


def test_a_group_is_not_offered_what_is_private():
    lists = teams_manifest(APP)["bots"][0]["commandLists"]
    offered = {tuple(one["scopes"]): [command["title"] for command in one["commands"]] for one in lists}
    assert offered == {("personal",): ["meld avvik", "mine avvik"], ("team", "groupChat"): ["meld avvik"]}


def test_only_the_two_consents_of_the_design_are_asked_for():
    asked = teams_manifest(APP)["authorization"]["permissions"]["resourceSpecific"]
    assert [one["name"] for one in asked] == ["ChannelMessage.Read.Group", "ChatMessage.Read.Chat"]


def test_the_lengths_that_teams_allows():
    made = teams_manifest(replace(APP, kommune="K" * 50))
    assert len(made["developer"]["name"]) == 32
    assert len(made["description"]["short"]) <= 80
    assert len(made["description"]["full"]) <= 4000
    assert len(made["name"]["full"]) <= 100


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"app_id": "varde"}, "app-id"),
        ({"version": "1"}, "versjon"),
        ({"name": ""}, "navn"),
        ({"name": "N" * 31}, "navn"),
        ({"kommune": " "}, "kommune"),
        ({"website": "http://fjordvik.example"}, "nettsted"),
        ({"privacy": ""}, "personvern"),
        ({"hosts": ("https://fjordvik.example",)}, "vert"),
        ({"commands": ()}, "kommandoer"),
        ({"commands": (Kommando("x" * 33, ""),)}, "kommando «"),
    ],
)
def test_what_teams_would_refuse_is_said_first(change, expected):
    with pytest.raises(ValueError, match=f"^{expected}"):
        teams_manifest(replace(APP, **change))


def _pixels(png: bytes) -> tuple[int, int, list[tuple[int, ...]]]:
    """Reads what the icons' writer makes, checking every chunk's sum."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    place, found = 8, {}
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        name, data = png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        assert struct.unpack(">I", png[place + 8 + length : place + 12 + length])[0] == zlib.crc32(name + data)
        found[name], place = data, place + 12 + length
    width, height, *form = struct.unpack(">IIBBBBB", found[b"IHDR"])
    assert form == [8, 6, 0, 0, 0]
    rows = zlib.decompress(found[b"IDAT"])
    line = 1 + 4 * width
    assert len(rows) == line * height
    return width, height, [tuple(rows[y * line + 1 + x * 4 :][:4]) for y in range(height) for x in range(width)]


def test_the_package():
    with zipfile.ZipFile(io.BytesIO(teams_package(APP))) as archive:
        assert archive.namelist() == ["manifest.json", "color.png", "outline.png"]
        assert json.loads(archive.read("manifest.json")) == teams_manifest(APP)
        color, outline = _pixels(archive.read("color.png")), _pixels(archive.read("outline.png"))
    assert color[:2] == (192, 192)
    assert {pixel[3] for pixel in color[2]} == {255}
    assert outline[:2] == (32, 32)
    assert {pixel[:3] for pixel in outline[2]} == {(255, 255, 255)}
    assert {0, 255} <= {pixel[3] for pixel in outline[2]}
    assert teams_package(APP) == teams_package(APP)
