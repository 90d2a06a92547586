"""varde read: what Varde reads out of a text, and by which rule, and the lines it did not understand. Nothing is stored or logged."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from bot.cli.base import moment, sti
from bot.cli.lesing import Row, rows
from bot.cli.misforstatt import show_misses
from bot.settings import Settings
from dialogs.language import egne_ord
from hms.kit.klokke import Maskinklokke, oslo


class Reader(StrEnum):
    """What a text is read as; the names of the banks."""

    intents = "intents"
    dates = "dates"
    decisions = "decisions"
    avvik = "avvik"
    guards = "guards"


# A single text that nobody said anything about may be any of these; a line of a meeting needs its roster.
USUAL = (Reader.guards, Reader.intents, Reader.dates, Reader.avvik)


def read(
    context: typer.Context,
    text: Annotated[str | None, typer.Argument(help="Teksten som skal leses.")] = None,
    *,
    ref: Annotated[str | None, typer.Option(help="Når teksten ble skrevet, ISO. Ellers nå.")] = None,
    as_: Annotated[Reader | None, typer.Option("--as", help="Hva teksten skal leses som. Ellers alt.")] = None,
    roster: Annotated[
        Path | None, typer.Option(parser=sti, help="Deltakere, én «Navn (rolle)» per linje, eller en JSON-liste.")
    ] = None,
    jsonl: Annotated[
        bool, typer.Option(help="Les poster som JSON-linjer fra standard inn, skriv dem med feltet «read».")
    ] = False,
    misses: Annotated[
        bool, typer.Option("--misses", help="Vis linjene som Varde ikke forsto, der VARDE_MISFORSTATT er slått på.")
    ] = False,
) -> None:
    """Vis hva Varde leser i en tekst, og hvilken regel som avgjorde. Teksten blir ikke lagret."""
    _check(context, text, as_, jsonl=jsonl, misses=misses)
    settings = Settings()
    words = _own_words(settings)
    if misses:
        show_misses(settings, words)
        return
    now, people = moment(ref, "--ref") if ref is not None else oslo(Maskinklokke().now()), _people(roster)
    defaults = {"ref": now.isoformat(), "meeting_date": now.date().isoformat(), "roster": people, "fraser": words}
    if jsonl and as_ is not None:
        if not _filter(as_, sys.stdin.buffer, defaults):
            raise typer.Exit(1)
        return
    for reader in (as_,) if as_ else USUAL:
        _show(reader, rows(reader.value, {**defaults, "text": text}))


def _check(context: typer.Context, text: str | None, as_: Reader | None, *, jsonl: bool, misses: bool) -> None:
    """Options that do not go together are refused, and nothing at all shows how the command is used."""
    if text is None and not jsonl and not misses:
        if as_ is None and not any(context.params.get(name) for name in ("ref", "roster")):
            print(context.get_help())
            raise typer.Exit(2)
        raise typer.BadParameter("skriv en tekst, eller bruk --jsonl eller --misses", param_hint="TEXT")
    if misses and (text is not None or jsonl or as_ is not None):
        raise typer.BadParameter("står alene, uten tekst og uten --as og --jsonl", param_hint="--misses")
    if jsonl and text is not None:
        raise typer.BadParameter("leser fra standard inn, så teksten må bort", param_hint="--jsonl")
    if jsonl and as_ is None:
        raise typer.BadParameter("--jsonl trenger --as", param_hint="--as")


def _own_words(settings: Settings) -> Mapping[str, Sequence[str]]:
    """The kommune's own words, so that a text is read as the bot would; a mistake in them is told of as at start."""
    words = egne_ord.les(settings.fraser)
    for line in words.feil:
        print(f"VARDE_FRASER: {line}.", file=sys.stderr)
    if words.feil:
        raise typer.Exit(2)
    return words.fraser


def _show(reader: Reader, found: Iterable[Row]) -> None:
    """One table. What a person wrote is printed as it is, never read as markup."""
    table = Table("Felt", "Lest", "Regel", title=reader.value, title_justify="left")
    for row in found:
        table.add_row(*row)
    Console(markup=False, highlight=False).print(table)


def _filter(reader: Reader, lines: Iterable[bytes], defaults: Mapping[str, Any]) -> bool:
    """Writes every record with what was read; a bad line is told of on standard error. False when there was one."""
    from dialogs.language.shapes import SHAPES

    shape, good = SHAPES[reader.value], True
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = _record(line)
            read = shape({**defaults, **record})
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            print(f"linje {number}: {_reason(error)}", file=sys.stderr)
            good = False
            continue
        sys.stdout.buffer.write(_written({**record, "read": read}) + b"\n")
        sys.stdout.buffer.flush()
    return good


def _record(line: bytes) -> dict[str, Any]:
    """A line as a record. ValueError: not a JSON object with a text."""
    record = json.loads(line.decode("utf-8"))
    if not isinstance(record, dict):
        raise TypeError
    if not isinstance(record["text"], str):
        raise TypeError
    return record


def _written(record: dict[str, Any]) -> bytes:
    """A record as JSON; half a character, which UTF-8 cannot write, is escaped."""
    try:
        return json.dumps(record, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return json.dumps(record).encode()


def _reason(error: Exception) -> str:
    """What is wrong with a line, without its content."""
    if isinstance(error, json.JSONDecodeError | UnicodeDecodeError | RecursionError):
        return "ikke JSON i UTF-8"
    if isinstance(error, KeyError):
        return f"mangler feltet «{error.args[0]}»"
    return "et felt har en verdi som ikke kan leses"


def _people(roster: Path | None) -> list[str]:
    """The names in the file, or none."""
    if roster is None:
        return []
    try:
        content = roster.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise typer.BadParameter("fila kan ikke leses", param_hint="--roster") from error
    if content.lstrip().startswith("["):
        try:
            return [str(name) for name in json.loads(content)]
        except ValueError as error:
            raise typer.BadParameter("fila er ikke gyldig JSON", param_hint="--roster") from error
    return [line.strip() for line in content.splitlines() if line.strip()]
