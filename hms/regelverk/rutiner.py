"""The kommune's routines as links: a YAML or CSV file of its own, checked as a whole (krav 6.1-1)."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from hms.kit.lenke import er_lenke

LENGST = 200
LENGST_LENKE = 1000
KOLONNER = ("tittel", "lenke", "stikkord")


@dataclass(frozen=True)
class Rutine:
    """One routine: what it is called, where it is, and other words that people look for it by."""

    tittel: str
    lenke: str
    stikkord: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rutiner:
    """All of them. `feil`: one line for each mistake in the file; then nothing is to be used."""

    rader: tuple[Rutine, ...] = ()
    feil: tuple[str, ...] = ()


def les(fil: Path | None) -> Rutiner:
    """Reads the file; no file gives no routines. Every mistake is told at once: file, line, and what was expected. Raises nothing.

    YAML is a list of {tittel, lenke, stikkord: [...]}; CSV has those columns, with semicolons, and commas within stikkord.
    """
    if fil is None:
        return Rutiner()
    try:
        tekst = fil.read_text(encoding="utf-8-sig")
        poster = list(_csv(tekst) if fil.suffix.lower() == ".csv" else _yaml(tekst))
    except (OSError, UnicodeDecodeError):
        return Rutiner(feil=(f"{fil}: ventet en YAML- eller CSV-fil i UTF-8 som kan leses",))
    except _UlovligError as error:
        return Rutiner(feil=(f"{fil}, linje {error.linje}: ventet {error.ventet}",))
    sett: dict[str, int] = {}
    feil = [f"{fil}, linje {linje}: ventet {ventet}" for linje, post in poster for ventet in _feil(post, linje, sett)]
    if feil:
        return Rutiner(feil=tuple(feil))
    return Rutiner(tuple(_rutine(post) for _linje, post in poster))


class _UlovligError(Exception):
    def __init__(self, linje: int, ventet: str) -> None:
        super().__init__(ventet)
        self.linje, self.ventet = linje, ventet


def _csv(tekst: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    leser = csv.DictReader(io.StringIO(tekst, newline=""), delimiter=";", restkey="for mange", strict=True)
    try:
        if tuple(leser.fieldnames or ())[:2] != KOLONNER[:2] or set(leser.fieldnames or ()) - set(KOLONNER):
            raise _UlovligError(1, f"kolonnene {';'.join(KOLONNER)}")
        for rad in leser:
            stikkord = [ord_.strip() for ord_ in str(rad.pop("stikkord", None) or "").split(",") if ord_.strip()]
            yield leser.line_num, {**rad, "stikkord": stikkord}
    except csv.Error:
        raise _UlovligError(leser.line_num + 1, "gyldig CSV") from None


def _yaml(tekst: str) -> Iterator[tuple[int, Any]]:
    try:
        data: Any = YAML().load(tekst)
    except MarkedYAMLError as error:
        raise _UlovligError(error.problem_mark.line + 1 if error.problem_mark else 1, "gyldig YAML") from None
    except (YAMLError, ValueError, RecursionError):
        raise _UlovligError(1, "gyldig YAML") from None
    if data is None:
        return
    if not isinstance(data, list):
        raise _UlovligError(1, "en liste av {tittel, lenke, stikkord}")
    linjer: Any = data
    for plass, post in enumerate(data):
        yield int(linjer.lc.item(plass)[0]) + 1, post


def _feil(post: Any, linje: int, sett: dict[str, int]) -> Iterator[str]:
    if not isinstance(post, Mapping) or set(post) - set(KOLONNER):
        yield f"{', '.join(KOLONNER)}, og ikke noe annet"
        return
    tittel, lenke, stikkord = post.get("tittel"), post.get("lenke"), post.get("stikkord", [])
    if not isinstance(tittel, str) or not 0 < len(tittel.strip()) <= LENGST:
        yield f"en tittel på høyst {LENGST} tegn"
    elif sett.setdefault(tittel.strip().casefold(), linje) != linje:
        yield f"hver tittel én gang; den står på linje {sett[tittel.strip().casefold()]} også"
    if not isinstance(lenke, str) or not er_lenke(lenke.strip(), mest=LENGST_LENKE, kryptert=True):
        yield "en lenke som begynner med https://"
    if not isinstance(stikkord, list) or not all(
        isinstance(ord_, str) and 0 < len(ord_.strip()) <= LENGST for ord_ in stikkord
    ):
        yield "en liste av stikkord"


def _rutine(post: Mapping[str, Any]) -> Rutine:
    return Rutine(
        post["tittel"].strip(), post["lenke"].strip(), tuple(ord_.strip() for ord_ in post.get("stikkord") or ())
    )
