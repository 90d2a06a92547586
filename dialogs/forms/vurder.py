"""The handler fixes the severity and the risk: four choices, and the colour in words before it counts (avvik.md 4 and 5)."""

from collections.abc import Mapping
from typing import Any

from dialogs import knapper, kortdeler, texts
from dialogs.contract import Block, Facts, Message, Outcome, Paragraph, Reply, Run
from dialogs.forms import meld_avvik_svar as svar
from dialogs.forms.base import Choice, Form, Prompt, Slot, Uleselig, View
from dialogs.forms.enkel import saken
from dialogs.i18n import N_
from dialogs.refusals import REFUSALS
from hms.avvik import behandling, flyt, rules
from hms.avvik.behandling import Vurdering
from hms.avvik.model import Avvik

LAVEST = 1
FAKTISK, MULIG, SANNSYNLIG = "faktisk", "mulig", "sannsynlig"
SETT_AV_VARDE = "manglende_oppfolging"


# --- alvorlighet --------------------------------------------------------------------------------------------------------


def _ask_grad(view: View) -> Prompt:
    t = view.ctx.t
    avvik = saken(view)
    proposed = avvik.meldt_grad if avvik is not None and avvik.kilde == flyt.MELDER else None
    labels = {grad: t.text(texts.GRAD_EKSEMPEL[grad]) for grad in _grader(avvik)}
    choices = [
        Choice(grad, t.text(N_("{grad} (melderens forslag)"), grad=label) if grad == proposed else label)
        for grad, label in sorted(labels.items(), key=lambda one: (one[0] != proposed, one[0]))
    ]
    return Prompt((t.rich(N_("**Hvor alvorlig er det?** Det du velger, gjelder.")),), tuple(choices))


def _read_grad(said: str, view: View) -> int:
    grad = svar.read_grad(said, view)
    if grad not in _grader(saken(view)):
        raise Uleselig(REFUSALS["avvik.grad_for_lav"])
    return grad


def _grader(avvik: Avvik | None) -> tuple[int, ...]:
    """The severities that can be chosen: critical only, when somebody died or was seriously hurt."""
    lowest = rules.laveste_grad(avvik.skade, LAVEST) if avvik is not None else LAVEST
    return tuple(grad for grad in rules.GRADER if grad >= lowest)


def _known_grad(view: View) -> int | None:
    only = _grader(saken(view))
    return only[0] if len(only) == 1 else None


# --- matrisen -----------------------------------------------------------------------------------------------------------


def _ask_sannsynlig(view: View) -> Prompt:
    text = N_("**Hvor sannsynlig er det at det skjer igjen?**")
    return Prompt((view.ctx.t.rich(text),), _trinn(view, SANNSYNLIG))


def _ask_faktisk(view: View) -> Prompt:
    return Prompt((view.ctx.t.rich(N_("**Hvor stor ble konsekvensen?**")),), _trinn(view, FAKTISK))


def _ask_mulig(view: View) -> Prompt:
    text = N_("**Hvor stor kunne konsekvensen ha blitt?** Den blir ofte større enn det som skjedde.")
    return Prompt((view.ctx.t.rich(text),), _trinn(view, MULIG, fra=view.get(FAKTISK) or LAVEST))


def _trinn(view: View, key: str, fra: int = LAVEST) -> tuple[Choice, ...]:
    size = view.ctx.kommune.matrise
    return tuple(Choice(step, _vis(key)(step, view)) for step in range(min(fra, size), size + 1))


def _read_trinn(said: str, view: View) -> int:
    size = view.ctx.kommune.matrise
    number = said.strip().rstrip(".")
    if number.isdecimal() and LAVEST <= int(number) <= size:
        return int(number)
    raise Uleselig(REFUSALS["avvik.utenfor_matrisen"], storrelse=size)


def _vis(key: str) -> Any:
    """How a step is shown, also one that the matrix no longer has: it was made smaller while the form was open."""
    name = kortdeler.sannsynlighet if key == SANNSYNLIG else kortdeler.konsekvens

    def show(value: Any, view: View) -> str:
        size = view.ctx.kommune.matrise
        return name(view.ctx.t, size, value) if value <= size else str(value)

    return show


# --- kategori -----------------------------------------------------------------------------------------------------------


def _ask_kategori(view: View) -> Prompt:
    t = view.ctx.t
    choices = tuple(Choice(key, t.text(name)) for key, name in texts.KATEGORI.items())
    return Prompt((t.rich(N_("**Hvilken kategori hører det til?**")),), choices)


def _ask_under(view: View) -> Prompt:
    t = view.ctx.t
    choices = tuple(Choice(key, t.text(texts.UNDERKATEGORI[key])) for key in _under(view))
    return Prompt((t.rich(N_("**Hvilken underkategori?**")),), choices)


def _under(view: View) -> tuple[str, ...]:
    kategori = view.get("kategori")
    return tuple(key for key in rules.underkategorier(kategori) if key != SETT_AV_VARDE) if kategori else ()


def _known(felt: str) -> Any:
    def known(view: View) -> Any:
        avvik = saken(view)
        return getattr(avvik, felt) if avvik is not None else None

    return known


# --- oversikt og lagring ------------------------------------------------------------------------------------------------


def _absorb(slot: str, value: Any, view: View) -> Mapping[str, Any]:
    """Another category has other subcategories; the possible consequence is never below the actual one."""
    if slot == "kategori":
        return {"underkategori": None}
    if slot == FAKTISK and value == view.ctx.kommune.matrise:
        return {MULIG: value}
    if slot == FAKTISK and (view.get(MULIG) or value) < value:
        return {MULIG: None}
    return {}


def _review(view: View) -> tuple[Block, ...]:
    t = view.ctx.t
    size = view.ctx.kommune.matrise
    rows = [
        (t.text(slot.name), slot.show(view.get(slot.key), view))
        for slot in FORM.slots
        if view.get(slot.key) is not None
    ]
    blocks: list[Block] = [Facts(tuple(rows))]
    if rules.matriser()[size].har(view.get(SANNSYNLIG), view.get(MULIG)):
        colour = kortdeler.risiko(t, size, view.get(SANNSYNLIG), view.get(MULIG))
        blocks.insert(0, Paragraph((Run(colour, bold=True),)))
    return (*blocks, t.rich(N_("Melderen får vite hvor alvorlig du mener det er."), tone="small"))


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    before = saken(view)
    changed = before is not None and view.get("kategori") != before.kategori
    vurdering = Vurdering(
        grad=view.get("grad"),
        sannsynlighet=view.get(SANNSYNLIG),
        konsekvens_faktisk=view.get(FAKTISK),
        konsekvens_mulig=view.get(MULIG),
        kategori=view.get("kategori") if changed else None,
        underkategori=view.get("underkategori"),
    )
    size = ctx.kommune.matrise
    avvik = behandling.vurder(ctx.session, ctx.now, ctx.leser, view.get("@avvik"), vurdering, matrise=size)
    text = ctx.t.rich(N_("Sak **{saksnr}** er vurdert. Hva vil du gjøre nå?"), saksnr=avvik.nummer)
    steps = ("tiltak", "arsak", "lukk")
    return Outcome((Reply(Message((text,), tuple(knapper.knapp(ctx.reader, avvik, step) for step in steps))),))


FORM = Form(
    key="vurder",
    version=1,
    title=N_("Vurder saken"),
    slots=(
        Slot(
            "grad",
            N_("Alvorlighet"),
            _ask_grad,
            _read_grad,
            lambda value, view: f"{value} {view.ctx.t.text(texts.GRAD[value])}",
            known=_known_grad,
            words=("grad", "graden", "severity"),
        ),
        Slot(
            SANNSYNLIG,
            N_("Sannsynlighet"),
            _ask_sannsynlig,
            _read_trinn,
            _vis(SANNSYNLIG),
            words=("sannsyn", "likelihood"),
        ),
        Slot(
            FAKTISK, N_("Faktisk konsekvens"), _ask_faktisk, _read_trinn, _vis(FAKTISK), words=("konsekvens", "actual")
        ),
        Slot(MULIG, N_("Mulig konsekvens"), _ask_mulig, _read_trinn, _vis(MULIG), words=("possible",)),
        Slot(
            "kategori",
            N_("Kategori"),
            _ask_kategori,
            svar.pick_one,
            lambda value, view: view.ctx.t.text(texts.KATEGORI[value]),
            known=_known("kategori"),
            asked=False,
            words=("type", "category"),
        ),
        Slot(
            "underkategori",
            N_("Underkategori"),
            _ask_under,
            svar.pick_one,
            lambda value, view: view.ctx.t.text(texts.UNDERKATEGORI[value]),
            when=lambda view: bool(_under(view)),
            known=_known("underkategori"),
            asked=False,
            words=("subcategory",),
        ),
    ),
    absorb=_absorb,
    review=_review,
    submit=_submit,
    send_label=N_("Lagre vurderingen"),
    offered=("underkategori",),
)
