"""Refusals that a person can act on: a machine code and parameters, worded in `dialogs/refusals.py`."""

from collections.abc import Mapping
from typing import Any


class HmsError(Exception):
    """Something that a person asked for cannot be done.

    `code` names the reason («avvik.ukjent», «rolle.mangler»); `params` holds ids and numbers for the wording.
    Neither holds text that a person wrote, so the error may be logged.
    """

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params: Mapping[str, Any] = params
