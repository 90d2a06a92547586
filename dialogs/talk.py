"""Where a conversation stands, as JSON in its row: the form being filled, a draft laid aside, a question of our own."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from dialogs.forms import state as form_state
from dialogs.forms.register import BY_KEY
from dialogs.forms.state import FormState


@dataclass(frozen=True)
class Talk:
    """`form` is open now, `draft` was laid aside. `waits` is a question outside any form ({"for": …}). `cleared` are
    the signal words that the person has said are nothing special, for the present draft. `lost`: an older version's
    form was here and could not be taken over.
    """

    form: FormState | None = None
    draft: FormState | None = None
    waits: Mapping[str, Any] | None = None
    cleared: tuple[str, ...] = ()
    lost: bool = False

    def to_json(self) -> dict[str, Any]:
        """Plain JSON; empty when nothing is under way."""
        data: dict[str, Any] = {}
        if self.form is not None:
            data["skjema"] = self.form.to_json()
        if self.draft is not None:
            data["utkast"] = self.draft.to_json()
        if self.waits is not None:
            data["venter"] = dict(self.waits)
        if self.cleared:
            data["klarert"] = list(self.cleared)
        return data

    def laid_aside(self) -> "Talk":
        """The open form becomes the draft, if it has anything in it worth keeping."""
        if self.form is None:
            return replace(self, waits=None)
        kept = self.form if self.form.form == "meld_avvik" and self.form.answers.get("hva") else self.draft
        return replace(self, form=None, draft=kept, waits=None)


def read(data: Mapping[str, Any]) -> Talk:
    """The Talk in a conversation's row. What cannot be understood is dropped, never an error."""
    form, lost = _form(data.get("skjema"))
    draft, _ = _form(data.get("utkast"))
    waits = data.get("venter")
    cleared = data.get("klarert")
    return Talk(
        form=form,
        draft=draft,
        waits=waits if isinstance(waits, dict) else None,
        cleared=tuple(str(rule) for rule in cleared) if isinstance(cleared, list) else (),
        lost=lost,
    )


def _form(data: Any) -> tuple[FormState | None, bool]:
    if data is None:
        return None, False
    try:
        found = form_state.from_json(data)
        form = BY_KEY[found.form]
        if form.version != found.version or not (found.at.startswith("@") or form.slot(found.at)):
            return None, True
    except (KeyError, TypeError, ValueError, AttributeError):
        return None, True
    return found, False
