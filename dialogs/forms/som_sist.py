"""«Som sist»: place, category and severity from the reporter's last case, for what happens again (domain/avvik.md 2)."""

from collections.abc import Mapping
from typing import Any

from dialogs import texts
from dialogs.forms.base import Choice, Prompt, Slot, Uleselig, View
from dialogs.forms.meld_avvik_svar import is_node
from dialogs.forms.svarord import YES, is_no, plain
from dialogs.i18n import N_
from hms.avvik import flyt, queries
from hms.avvik.model import Avvik

SOM_SIST = "som_sist"
NEI = 0
NONE = N_("Jeg fant ingen sak som du har meldt før.")
WORDS = frozenset({"som sist", "som sist gang", "som sist gong", "same as last time", "as last time"})


def forrige(view: View) -> Avvik | None:
    """The reporter's last case; one that was restricted is left alone."""
    last = next(iter(queries.mine(view.ctx.session, view.ctx.leser).rader), None)
    return last if last is not None and last.status != flyt.SKJERMET else None


def fra(value: Any, view: View) -> Mapping[str, Any]:
    """The answers that the last case gives."""
    last = forrige(view)
    if last is None or value != last.id:
        return {}
    unit = {"node": last.node_id} if is_node(last.node_id, view) else {}
    return {"kategori": last.kategori, "grad": last.grad, **unit, **({"sted": last.sted} if last.sted else {})}


def _ask(view: View) -> Prompt:
    t, last = view.ctx.t, forrige(view)
    if last is None:
        return Prompt((t.rich(NONE),))
    said = (t.text(texts.KATEGORI[last.kategori]), f"{last.grad} {t.text(texts.GRAD[last.grad])}", last.sted or "")
    text = t.rich(
        N_("Sist meldte du **{saksnr}**: {hva}. Er det det samme nå?"),
        saksnr=last.nummer,
        hva=" · ".join(part for part in said if part),
    )
    return Prompt((text,), (Choice(last.id, t.text(N_("Ja, som sist"))), Choice(NEI, t.text(N_("Nei")))))


def _read(said: str, view: View) -> int:
    last = forrige(view)
    if last is not None and last.id is not None and (plain(said) in YES or plain(said) in WORDS):
        return last.id
    if last is None:
        raise Uleselig(NONE)
    if is_no(said):
        return NEI
    raise Uleselig(N_("Svar ja eller nei."))


def _show(value: Any, view: View) -> str:
    last = view.ctx.session.get(Avvik, value) if value else None
    return last.nummer if last is not None else view.ctx.t.text(N_("Nei"))


SLOT = Slot(
    SOM_SIST,
    N_("Som sist"),
    _ask,
    _read,
    _show,
    when=lambda view: view.ctx.kommune.ekstern is None,
    asked=False,
    words=("sist", "last"),
    kind="none",
)
