"""Finds the Chromium that the browser tests drive. Prints its path, or says in one line what to install."""

import shutil
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
)


def find() -> str | None:
    """The path of an installed Chromium or Chrome, None if there is none."""
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return found
    return next((str(path) for path in MAC if path.exists()), None)


if __name__ == "__main__":
    path = find()
    if path is None:
        sys.exit(
            "The browser tests need Chromium or Chrome. On Debian: apt-get install chromium; on macOS: install Google Chrome"
        )
    print(f"browser: {path}")
