"""Where a form stands: small JSON with a version, kept in the conversation's row."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

OVERSIKT = "@oversikt"
ENDRE = "@endre"
MER = "@mer"
IGJEN = "@igjen"


@dataclass(frozen=True)
class FormState:
    """`at` is the slot being asked or one of the places above. `step` counts accepted answers; with `run` it makes the
    token of the buttons. `read` are slots filled out of another answer. `path` is what was asked, for «tilbake».
    """

    form: str
    version: int
    run: str
    step: int = 0
    at: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    read: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    editing: bool = False

    @property
    def token(self) -> str:
        """The operation token of the buttons now shown."""
        return f"{self.run}:{self.step}"

    def answered(self, key: str, value: Any) -> "FormState":
        """The state after an answer to a slot."""
        answers = {**self.answers, key: value}
        return replace(self, answers=answers, read=tuple(k for k in self.read if k != key))

    def to_json(self) -> dict[str, Any]:
        """Plain JSON."""
        return {
            "form": self.form,
            "v": self.version,
            "run": self.run,
            "step": self.step,
            "at": self.at,
            "answers": dict(self.answers),
            "read": list(self.read),
            "path": list(self.path),
            "editing": self.editing,
        }


def new_state(form: str, version: int) -> FormState:
    """A form that has just been opened."""
    return FormState(form, version, secrets.token_urlsafe(6))


def from_json(data: Mapping[str, Any]) -> FormState:
    """The state that `to_json` wrote. Raises KeyError, TypeError or ValueError on anything else."""
    return FormState(
        form=str(data["form"]),
        version=int(data["v"]),
        run=str(data["run"]),
        step=int(data["step"]),
        at=str(data["at"]),
        answers=dict(data["answers"]),
        read=tuple(data["read"]),
        path=tuple(data["path"]),
        editing=bool(data["editing"]),
    )
