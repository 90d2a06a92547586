"""The kommune's own words for commands: a YAML file of the operator's, language → command → phrases, checked as a whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from dialogs.language import intents
from dialogs.language.normalise import WORD
from dialogs.language.phrases import LANGUAGES, owners, shape
from dialogs.language.phrases import intents as commands

LONGEST = 60
Place = tuple[str, str]


@dataclass
class EgneOrd:
    """`fraser`: command → phrases, of all languages. `feil`: one line for each mistake in the file; then nothing is to be used."""

    fraser: dict[str, tuple[str, ...]] = field(default_factory=dict)
    feil: list[str] = field(default_factory=list)


def les(fil: Path | None) -> EgneOrd:
    """Reads the file; no file gives no words. Every mistake is told at once: file, line, key, and what was expected.

    Nothing is raised: what cannot be read is a mistake too (issue B, «Intents»).
    """
    if fil is None:
        return EgneOrd()
    try:
        data = YAML().load(fil.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return EgneOrd(feil=[f"{fil}: ventet en YAML-fil i UTF-8 som kan leses"])
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return EgneOrd(feil=[f"{fil}, linje {line}: ventet gyldig YAML, og hver nøkkel bare én gang"])
    except (YAMLError, ValueError, RecursionError):
        return EgneOrd(feil=[f"{fil}: ventet gyldig YAML"])
    return _Kontroll(fil).alt(data)


class _Kontroll:
    """One file's check: what is good is gathered, what is not becomes a line."""

    def __init__(self, fil: Path) -> None:
        self.fil = fil
        self.ut = EgneOrd()
        self.sagt: dict[str, str] = {}

    def alt(self, data: Any) -> EgneOrd:
        if data is None:
            return self.ut
        if not isinstance(data, Mapping):
            self._feil(1, "fila", "språk (nb, nn, en) → kommando → liste med fraser")
            return self.ut
        for sprak, kommandoer in data.items():
            linje = _linje(data, sprak)
            if sprak not in LANGUAGES:
                self._feil(linje, sprak, f"et språk: {', '.join(LANGUAGES)}")
            elif not isinstance(kommandoer, Mapping):
                self._feil(linje, sprak, "kommando → liste med fraser")
            else:
                for kommando, fraser in kommandoer.items():
                    self._kommando(_linje(kommandoer, kommando), str(sprak), kommando, fraser)
        return self.ut

    def _kommando(self, linje: int, sprak: str, kommando: Any, fraser: Any) -> None:
        sted = f"{sprak}.{kommando}"
        if kommando not in commands():
            self._feil(linje, sted, f"en kommando: {', '.join(commands())}")
        elif not isinstance(fraser, Sequence) or isinstance(fraser, str) or not fraser:
            self._feil(linje, sted, "en liste med fraser")
        else:
            for nummer, frase in enumerate(fraser):
                self._frase(_linje(fraser, nummer), (sted, str(kommando)), frase)

    def _frase(self, linje: int, sted: Place, frase: Any) -> None:
        nokkel, kommando = sted
        if not isinstance(frase, str) or len(frase) > LONGEST or not _bare_ord(frase):
            self._feil(linje, nokkel, f"en frase av ord med mellomrom, høyst {LONGEST} tegn, uten andre tegn")
            return
        annen = self._annen(frase, kommando)
        if annen:
            self._feil(linje, nokkel, f"en frase som ingen annen kommando har; «{frase}» hører til {annen}")
            return
        self.sagt[shape(frase)] = kommando
        self.ut.fraser[kommando] = (*self.ut.fraser.get(kommando, ()), frase)

    def _annen(self, frase: str, kommando: str) -> str | None:
        """The other command that this phrase belongs to, or that Varde reads it as already."""
        lest = intents.read(frase).intent
        eiere = {self.sagt.get(shape(frase)), *owners(frase), lest} - {None, "none", kommando}
        return min(map(str, eiere), default=None)

    def _feil(self, linje: int, nokkel: object, ventet: str) -> None:
        self.ut.feil.append(f"{self.fil}, linje {linje}, {nokkel}: ventet {ventet}")


def _bare_ord(frase: str) -> bool:
    ord_ = frase.split()
    return bool(ord_) and all(WORD.fullmatch(ett) for ett in ord_) and any(c.isalpha() for c in frase)


def _linje(samling: Any, nokkel: Any) -> int:
    """The line of a key or an item, from 1; a collection that does not know its own says 1."""
    sted = getattr(samling, "lc", None)
    try:
        return int((sted.key(nokkel) if isinstance(samling, Mapping) else sted.item(nokkel))[0]) + 1  # type: ignore[union-attr]  # None is caught below
    except (AttributeError, KeyError, TypeError):
        return 1
