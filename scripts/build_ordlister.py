"""Writes dialogs/language/data/ordlister.json: the word lists as JSON, each with the hash of the YAML file that it was made of.

YAML takes most of a second to read, JSON a few milliseconds. A list whose YAML has changed since is read from the YAML, so
forgetting this script costs time and nothing else; a test tells when it has to be run.
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from dialogs.language.lexicon import BUILT, DATA, LISTS, parse  # noqa: E402 - the script runs from anywhere


def built() -> dict[str, Any]:
    """What the file should hold."""
    files = {name: (DATA / f"{name}.yaml").read_bytes() for name in LISTS}
    return {name: {"sha256": hashlib.sha256(raw).hexdigest(), "data": parse(raw)} for name, raw in files.items()}


def main() -> None:
    """Builds."""
    BUILT.write_text(json.dumps(built(), ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{len(LISTS)} lists, {BUILT.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
