"""The Teams app package: the template filled in, and the icons, in one zip file."""

import io
import json
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from manifest.ikoner import color_icon, outline_icon

TEMPLATE = Path(__file__).parent / "teams" / "manifest.json"
GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
VERSION = re.compile(r"\d+\.\d+\.\d+")
HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?")
MAX_COMMANDS, MAX_TITLE, MAX_DESCRIPTION, MAX_DEVELOPER, MAX_NAME = 10, 32, 128, 32, 30
SAME_DATE = (2026, 1, 1, 0, 0, 0)  # the same input gives the same file, byte for byte


@dataclass(frozen=True)
class Kommando:
    """One line of the menu that Teams shows: what is sent, and what it does. `private`: not offered to a group."""

    title: str
    description: str
    private: bool = False


@dataclass(frozen=True)
class TeamsApp:
    """What a kommune fills in. Addresses are https; `hosts` are the names that links and pictures lead to."""

    app_id: str
    version: str
    name: str
    kommune: str
    website: str
    privacy: str
    hosts: tuple[str, ...]
    commands: Sequence[Kommando]


def teams_manifest(app: TeamsApp) -> dict[str, Any]:
    """The manifest as data. Raises ValueError that names the first thing Teams would refuse."""
    _check(app)
    made: dict[str, Any] = json.loads(TEMPLATE.read_text("utf-8"))
    made["version"], made["id"] = app.version, app.app_id
    made["developer"] = {
        "name": app.kommune[:MAX_DEVELOPER],
        "websiteUrl": app.website,
        "privacyUrl": app.privacy,
        "termsOfUseUrl": app.website,
    }
    made["name"]["short"] = app.name
    made["bots"][0] |= {"botId": app.app_id, "commandLists": _command_lists(app.commands)}
    made["validDomains"] = list(app.hosts)
    made["webApplicationInfo"]["id"] = app.app_id
    return made


def teams_package(app: TeamsApp) -> bytes:
    """The zip file to upload in the Teams admin center. Raises ValueError."""
    manifest = json.dumps(teams_manifest(app), ensure_ascii=False, indent=2)
    files = {"manifest.json": manifest.encode(), "color.png": color_icon(), "outline.png": outline_icon()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, SAME_DATE), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _command_lists(commands: Sequence[Kommando]) -> list[dict[str, Any]]:
    shared = [command for command in commands if not command.private]
    lists = [(["personal"], commands), (["team", "groupChat"], shared)]
    return [{"scopes": scopes, "commands": [_command(one) for one in found]} for scopes, found in lists if found]


def _command(command: Kommando) -> dict[str, str]:
    return {"title": command.title, "description": command.description}


def _check(app: TeamsApp) -> None:
    """Teams' own limits, said before the upload fails."""
    checks = {
        f"app-id «{app.app_id}»: en GUID": GUID.fullmatch(app.app_id),
        f"versjon «{app.version}»: tre tall, som 1.0.0": VERSION.fullmatch(app.version),
        f"navn «{app.name}»: 1 til {MAX_NAME} tegn": 0 < len(app.name) <= MAX_NAME,
        "kommune: et navn": app.kommune.strip(),
        f"nettsted «{app.website}»: en https-adresse": app.website.startswith("https://"),
        f"personvern «{app.privacy}»: en https-adresse": app.privacy.startswith("https://"),
        f"kommandoer: 1 til {MAX_COMMANDS}": 0 < len(app.commands) <= MAX_COMMANDS,
    }
    checks |= {f"vert «{host}»: et vertsnavn uten https://": HOST.fullmatch(host) for host in app.hosts}
    for command in app.commands:
        fits = len(command.title) <= MAX_TITLE and len(command.description) <= MAX_DESCRIPTION
        checks[f"kommando «{command.title}»: høyst {MAX_TITLE} tegn, beskrivelse høyst {MAX_DESCRIPTION}"] = fits
    for expected, holds in checks.items():
        if not holds:
            raise ValueError(expected)
