"""How long every reader takes on long and hostile texts: `python -m bench.hostile [--limit 20]`. Fails over the limit (ms).

Each text has 10,000 characters, and is tried with its first 1,000 too. The best of five runs counts, in processor time, since other work on the machine only makes a run slower.
"""

import argparse
import random
import sys
from collections.abc import Callable
from time import process_time

from bench.readers import readers, seeds

LENGTH = 10_000
# The longest line of a meeting that is read in full; more than that is only looked at.
LINE = 1_000
RUNS = 5
UNITS = {
    "one letter": "a",
    "short words": "a b ",
    "digits": "1",
    "digit pairs": "1 2 ",
    "dates": "1.1.1.1.",
    "spaced dates": "1.1. ",
    "clock": "kl 25:70 ",
    "spaces": " ",
    "newlines": "\n",
    "emoji": "\N{GRINNING FACE}",
    "right to left": "יום שלישי ",
    "marks": "a\u0301\u0302\u0303\u0304",
    "invisible": "a\u200b",
    "surrogates": "\ud800x ",
    "brackets": "(",
    "mentions": "<at>",
    "open mentions": "<at x",
    "open brackets": "<",
    "prefixes": "forskjellsbehandlingsbrannvarslings ",
    "at signs": "@",
    "mails": "a@a.",
    "hyphens": "avvik-",
    "colons": ": - ",
    "bindings": "i på til om ",
    "not": "ikke meld avvik ",
    "danger": "det brenner og ikke pust ",
    "danger guards": "brann øvelse hjelp slukket i går ",
    "varsling": "varsle om varsling korrupsjon trakassering ",
    "names": "Kari Nordmann og ",
    "initials": "K.N. ",
    "health": "Kari har kreft og angst ",
    "decision": "vedtak: Kari gjør det innen 1.5. ",
    "deadlines": "innen neste fredag før påske ",
    "months": "i løpet av mai juni juli ",
    "ranges": "fra mandag til fredag kl 8-10 ",
    "injury": "slo hånda og brakk foten ",
    "places": "på kjøkkenet i 2. etasje ved inngangen ",
    "commas": "a,b;c. ",
    "quotes": "«'\"» ",
    "case numbers": "AVV-2026-0001 ",
    "phone": "+47 900 00 000 ",
}


def texts() -> dict[str, str]:
    """The hostile texts, and two that are only long: all lines of a bank after one another, and its words shuffled."""
    found = {name: (unit * (LENGTH // len(unit) + 1))[:LENGTH] for name, unit in UNITS.items()}
    lines = " ".join(seeds("avvik_oneshot"))
    words = lines.split()
    random.Random(1).shuffle(words)  # noqa: S311 - the same text every time, nothing secret
    return found | {"reports": lines[:LENGTH], "shuffled reports": " ".join(words)[:LENGTH]}


def timed(read: Callable[[str], object], text: str) -> float:
    """The best of five runs, in ms."""
    best = float("inf")
    for _ in range(RUNS):
        start = process_time()
        read(text)
        best = min(best, (process_time() - start) * 1000)
    return best


def main() -> None:
    """One line a reader: its slowest texts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit", type=float, default=20.0)
    args = parser.parse_args()
    over = 0
    for name, read in readers().items():
        read("Kari skled på isen i går kl 8")  # loads the word lists
        cuts = [(f"{title}, {length}", text[:length]) for title, text in texts().items() for length in (LENGTH, LINE)]
        results = sorted(((timed(read, text), title) for title, text in cuts), reverse=True)
        over += sum(ms > args.limit for ms, _ in results)
        print(f"{name:<14} " + "  ".join(f"{title} {ms:.1f} ms" for ms, title in results[:4]), flush=True)
    print(f"{over} over {args.limit:.0f} ms" if over else f"all under {args.limit:.0f} ms")
    sys.exit(1 if over else 0)


if __name__ == "__main__":
    main()
