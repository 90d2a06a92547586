"""Drives Microsoft's Agents Playground against the bot, in headless Chromium, through a conversation of steps.

    npm install --prefix DIR @microsoft/m365agentsplayground@0.2.28
    .venv/bin/varde play --port 3978 --no-browser &
    .venv/bin/python scripts/agents_playground.py DIR --steps steps.json --out shots

Steps are a JSON list; each is one of {"say": text}, {"press": button}, {"fill": {label: text}}, {"choose": {label:
option}}, {"check": label} and {"see": text}. Whatever is pressed or filled is looked for in the newest card that has it.
Each step gets a screenshot. The exit code is 1 when something was not seen. The current user is the person of the demo
kommune with e-mail --person, read from the bot's own playground; without one, it is Microsoft's own example person.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Locator, Page, expect, sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
FLAGS += ["--disable-background-networking", "--disable-component-update"]
WAIT = 15_000
USERS = 5
# The tool has no setting for its address and listens on all of them; this keeps it on this machine.
LOOPBACK = """
const { Server } = require("node:net");
const listen = Server.prototype.listen;
Server.prototype.listen = function (port, ...rest) {
  const plain = typeof port === "number" && typeof rest[0] !== "string";
  return plain ? listen.call(this, port, "127.0.0.1", ...rest) : listen.call(this, port, ...rest);
};
"""


def config(people: list[dict[str, Any]], email: str) -> dict[str, Any]:
    """The tool's configuration: the person as current user, exactly five others and exactly one channel, as its schema demands."""
    chosen = next(person for person in people if person["email"] == email)
    others = [person for person in people if person["email"] != email][:USERS]
    channels = [{"id": "channel-varsler", "name": "Varsler"}]
    return {
        "version": "0.1.1",
        "tenantId": "7f1c0e5a-6c1d-4b8e-9a63-2d5b3f0c9e41",
        "bot": {"id": "28:varde", "name": "Varde"},
        "currentUser": _user(chosen),
        "users": [_user(person) for person in others],
        "personalChat": {"id": "personal-chat-varde"},
        "groupChat": {"id": "group-chat-varde", "name": "Gruppe"},
        "team": {"id": "team-fjordvik", "name": "Fjordvik", "aadGroupId": chosen["aadObjectId"], "channels": channels},
    }


def _user(person: dict[str, Any]) -> dict[str, str]:
    given, _, surname = person["name"].rpartition(" ")
    return {
        "id": f"user-{person['id']}",
        "name": person["name"],
        "userPrincipleName": person["email"],
        "aadObjectId": person["aadObjectId"],
        "givenName": given,
        "surname": surname,
        "email": person["email"],
    }


def start(folder: Path, run: Path, bot: str, port: int) -> subprocess.Popen[bytes]:
    """Starts the tool on 127.0.0.1; returns when it listens."""
    (run / "loopback.cjs").write_text(LOOPBACK)
    cli = folder / "node_modules/@microsoft/m365agentsplayground/cli.js"
    command = ["node", "--require", str(run / "loopback.cjs"), str(cli), "start", "--app-endpoint", bot]
    command += ["--channel-id", "msteams", "--port", str(port), "--disable-telemetry"]
    command += ["--service-url", f"http://127.0.0.1:{port}/_connector"]
    environment = {**os.environ, "TEAMSAPPTESTER_BROWSER": "none", "BROWSER": "none"}  # noqa: TID251 - node needs its PATH
    process = subprocess.Popen(command, cwd=run, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    lines = iter(process.stdout or ())
    for line in lines:
        print("playground:", line.decode(errors="replace").strip())
        if b"Listening on" in line:
            if str(port).encode() not in line:
                process.terminate()
                sys.exit(f"port {port} is taken")
            threading.Thread(target=_tell, args=(lines,), daemon=True).start()
            return process
    sys.exit("the Agents Playground did not start")


def _tell(lines: Iterator[bytes]) -> None:
    """A mistake in the configuration is told only after «Listening on»."""
    for line in lines:
        print("playground:", line.decode(errors="replace").strip())


class Driver:
    """One conversation in the tool's page."""

    def __init__(self, page: Page, out: Path) -> None:
        self._page = page
        self._out = out
        self._shots = 0

    def step(self, step: dict[str, Any]) -> None:
        """Does one step. Raises AssertionError or Error when the page does not have it."""
        ((name, value),) = step.items()
        getattr(self, f"_{name}")(value)
        self.shot(name)

    def shot(self, name: str) -> None:
        """A numbered screenshot."""
        self._page.wait_for_timeout(700)
        self._page.screenshot(path=self._out / f"{self._shots:02}-{name}.png")
        self._shots += 1

    def _say(self, text: str) -> None:
        box = self._page.locator("[data-lexical-editor=true]")
        box.click()
        self._page.keyboard.type(text)
        expect(box).to_have_text(text)
        self._page.get_by_role("button", name="Send Message").click()

    def _press(self, title: str) -> None:
        button = self._page.get_by_role("button", name=title, exact=True).last
        button.scroll_into_view_if_needed(timeout=WAIT)
        button.click()

    def _fill(self, values: dict[str, str]) -> None:
        for label, text in values.items():
            self._field(label).fill(text)

    def _choose(self, values: dict[str, str]) -> None:
        for label, option in values.items():
            self._field(label).click()
            self._page.get_by_role("option", name=option).last.click()

    def _check(self, label: str) -> None:
        self._field(label).check()

    def _see(self, text: str) -> None:
        expect(self._page.get_by_text(re.compile(re.escape(text))).last).to_be_visible(timeout=WAIT)

    def _field(self, label: str) -> Locator:
        field = self._page.get_by_label(label).last
        field.scroll_into_view_if_needed(timeout=WAIT)
        return field


def converse(url: str, steps: list[dict[str, Any]], out: Path) -> bool:
    """Goes through the steps; whether all of them worked."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1300, "height": 1000}, locale="nb-NO", timezone_id="Europe/Oslo")
        page.goto(url)
        page.get_by_role("button", name="Send Message").wait_for(timeout=WAIT)
        page.get_by_text("conversationUpdate").first.wait_for(timeout=WAIT)
        # Its log repeats what is said: without it, only the chat can be seen.
        page.get_by_role("button", name="Hide log panel").click()
        walk = Driver(page, out)
        walk.shot("start")
        try:
            for number, step in enumerate(steps, 1):
                print(f"{number}. {json.dumps(step, ensure_ascii=False)}")
                walk.step(step)
        except (AssertionError, Error) as error:
            print(f"failed at step {number}: {str(error).splitlines()[0]}")
            walk.shot("failed")
            return False
        finally:
            (out / "page.txt").write_text(page.locator("body").aria_snapshot())
            browser.close()
    return True


def main() -> int:
    """Starts the tool, walks the conversation, stops the tool."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where the npm package is installed")
    parser.add_argument("--steps", type=Path, required=True, help="JSON file with the list of steps")
    parser.add_argument("--out", type=Path, required=True, help="folder for the screenshots")
    parser.add_argument("--bot", default="http://127.0.0.1:3978", help="the bot's address")
    parser.add_argument("--person", help="e-mail of the person of the demo kommune to be")
    parser.add_argument("--port", type=int, default=56150, help="port of the Agents Playground")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    steps = json.loads(given.steps.read_text())
    with tempfile.TemporaryDirectory() as name:
        run = Path(name)
        if given.person:
            with urllib.request.urlopen(f"{given.bot}/playground/people") as answer:  # noqa: S310 - the bot on loopback
                people = json.load(answer)
            # JSON is YAML.
            (run / ".m365agentsplayground.yml").write_text(json.dumps(config(people, given.person)))
        process = start(given.folder.resolve(), run, f"{given.bot}/api/messages", given.port)
        try:
            return 0 if converse(f"http://127.0.0.1:{given.port}", steps, given.out) else 1
        finally:
            process.terminate()
            process.wait()


if __name__ == "__main__":
    sys.exit(main())
