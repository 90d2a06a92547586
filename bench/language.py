"""How well and how fast Varde reads: `python -m bench.language [BANK [PATH]] [--banks DIR] [--part KEY] [--wrong] [--no-peers]`.

Without BANK every bank in bench/banks is run, the dates bank beside dateparser; with `--banks` those of another directory. BANK is a module in
bench/banks with `score(records)`; PATH is a JSON file with records, or an object that holds lists of them. `--part` keeps
one list of the object, or the records marked so (`del`). The parts of a bank that were not read while tuning have a line
of their own.
"""

import argparse
import importlib
import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

BANKS = Path(__file__).resolve().parent / "banks"
# Files that are scored by a module of another name: the reports bank is «avvik_oneshot».
MODULES = {"avvik_oneshot": "avvik", "guards": "avvik_flags"}
# Open examples, our own lines, those of authors who had not read the rules, and such lines that nobody has looked at since.
FOLDERS = ("open", "own", "outside", "unread")
# What the second number of a module counts: the error that matters most.
WORSE = {"intents": "wrong actions", "avvik_flags": "missed signals"}

Records = list[dict[str, Any]]


def parts(path: Path) -> dict[str, Records]:
    """The records of a bank file by part: lists of an object, and marks on records (`del`, `unread`)."""
    data = json.loads(path.read_text(encoding="utf-8"))
    lists = {"": data} if isinstance(data, list) else {k: v for k, v in data.items() if _is_records(v)}
    found: dict[str, Records] = {}
    for name, records in lists.items():
        for record in records:
            mark = record.get("del") or ("unread" if record.get("unread") else "")
            found.setdefault(mark or name, []).append(record)
    return found


def records(path: Path, part: str | None) -> Records:
    """The records of one part, or of all of them."""
    return [record for name, group in parts(path).items() if part in {None, name} for record in group]


def _is_records(value: object) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def score(bank: str, records: Records) -> dict[str, Any]:
    """What the bank's module says of the records: n, right, fields, ms (sorted), wrong. Loading the word lists is not timed."""
    module = importlib.import_module(f"bench.banks.{bank}")
    module.score(records[:1])
    result = module.score(records)
    return dict(result) if isinstance(result, dict) else _counted(module, records, result)


def _counted(module: Any, records: Records, result: tuple[Any, ...]) -> dict[str, Any]:
    """The result of a module that answers (right[, wrong], of how many, failures): every record is timed by itself."""
    good, *worse, total, failures = result
    times = []
    for record in records:
        start = perf_counter()
        module.score([record])
        times.append((perf_counter() - start) * 1000)
    name = WORSE.get(module.__name__.rpartition(".")[2], "wrong")
    fields = {name: worse[0] / total if total else 0.0} if worse else {}
    return {
        "n": len(records),
        "right": good / total if total else 0.0,
        "fields": fields,
        "ms": sorted(times),
        "wrong": failures,
    }


def tell(title: str, result: dict[str, Any]) -> None:
    """One line."""
    ms: Sequence[float] = result["ms"] or [0.0]
    speed = f"p50 {ms[len(ms) // 2]:6.2f} ms  p99 {ms[min(len(ms) - 1, int(len(ms) * 0.99))]:6.2f} ms"
    fields = "  ".join(f"{name} {value:.1%}" for name, value in result["fields"].items())
    print(f"{title:<36} n {result['n']:>4}  right {result['right']:6.1%}  {speed}  {fields}", flush=True)


def module_of(name: str) -> str:
    """The module that scores a bank file by its name; «dates_2» is more of «dates»."""
    bank = re.sub(r"_\d+$", "", name)
    return MODULES.get(bank, bank)


def present(folders: Sequence[Path]) -> Iterator[tuple[str, Path]]:
    """Every bank file of the folders for which there is a module."""
    for folder in folders:
        for path in sorted(folder.glob("*.json")):
            bank = module_of(path.stem)
            if (BANKS / f"{bank}.py").exists():
                yield bank, path


def run(bank: str, path: Path, part: str | None, *, wrong: bool, peers: bool) -> None:
    """One file, part by part; the open dates bank beside dateparser."""
    for name, records in parts(path).items():
        if part not in {None, name}:
            continue
        result = score(bank, records)
        tell(f"{path.parent.name}/{path.stem} {name}".strip(), result)
        for line in result["wrong"] if wrong else ():
            print(json.dumps(line, ensure_ascii=False, default=str))
        if peers and bank == "dates" and path.parent.name == "open":
            _beside(records)


def _beside(records: Records) -> None:
    """dateparser on the same records, in the same run."""
    from bench.peers import beside

    for language in beside.LANGUAGES:
        for mode in beside.MODES:
            tell(f"  dateparser {language} {mode}", beside.score(records, language, mode))


def main() -> None:
    """Runs what was asked for. Fails when a bank has no module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bank", nargs="?")
    parser.add_argument("path", nargs="?", type=Path)
    parser.add_argument("--banks", type=Path, metavar="DIR", help="the banks of this directory instead of our own")
    parser.add_argument("--part")
    parser.add_argument("--wrong", action="store_true", help="print the records that were read wrongly")
    parser.add_argument("--no-peers", action="store_true", help="without dateparser")
    args = parser.parse_args()
    folders = [args.banks] if args.banks else [BANKS / folder for folder in FOLDERS]
    if args.bank is None:
        chosen = list(present(folders))
    else:
        bank = module_of(args.bank)
        chosen = [(bank, args.path)] if args.path else [item for item in present(folders) if item[0] == bank]
    if not chosen:
        sys.exit(f"no bank «{args.bank or 'any'}» in {', '.join(folder.name for folder in folders)}")
    for bank, path in chosen:
        run(bank, path, args.part, wrong=args.wrong, peers=not args.no_peers)


if __name__ == "__main__":
    main()
