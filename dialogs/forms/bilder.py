"""Pictures in a form: a slot whose value is the mark that the draft's files are kept under (domain/avvik.md 2)."""

from typing import Any

from dialogs.forms.base import Choice, Prompt, Slot, Uleselig, View
from dialogs.i18n import N_
from hms.fil import rules
from hms.fil import service as fil
from hms.fil.model import UTKAST

BILDER = "bilder"
INGEN = ""


def merke(view: View) -> fil.Eier | None:
    """Whom the draft's pictures belong to; None while there are none."""
    mark = view.get(BILDER)
    return fil.Eier(UTKAST, mark) if isinstance(mark, str) and mark else None


def antall(view: View) -> int:
    """How many pictures the draft has, those on their way included."""
    owner = merke(view)
    return fil.antall(view.ctx.session, owner) if owner else 0


def _ask(view: View) -> Prompt:
    t = view.ctx.t
    blocks = (
        t.rich(N_("**Send bildene her i samtalen.** Det er plass til {maks} i en sak."), maks=rules.MAKS_BILDER),
        t.rich(
            N_(
                "**Ikke ta med** ansikter, pasienter, skjermer eller papirer som viser hvem noen er. "
                "Jeg fjerner skjulte opplysninger i bildet, som sted og tid."
            ),
            tone="small",
        ),
    )
    return Prompt(blocks, (Choice(INGEN, t.text(N_("Fjern bildene"))),) if antall(view) else ())


def _read(_said: str, _view: View) -> Any:
    raise Uleselig(N_("Send bildet som et vedlegg i samtalen, eller gå til oversikten."))


def _show(_value: Any, view: View) -> str:
    return str(antall(view) or view.ctx.t.text(N_("ingen")))


SLOT = Slot(BILDER, N_("Bilder"), _ask, _read, _show, asked=False, words=("bilde", "bildet", "bildene", "pictures"))
