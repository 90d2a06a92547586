"""What the forms of the årshjul share: which duties, a date, a reason, what was read out of a line that opened the form."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

from dialogs import hjul
from dialogs.contract import Block, Facts
from dialogs.forms.base import Choice, Form, Prompt, Slot, Uleselig, View, nothing_more, read_id
from dialogs.forms.engine import as_read
from dialogs.i18n import N_
from dialogs.language import dates
from dialogs.language import oppgaver as lest
from dialogs.refusals import REFUSALS, UNKNOWN, written_out
from hms.arshjul import bevis as regler
from hms.arshjul.model import Oppgave
from hms.arshjul.service import MAKS_TEKST
from hms.kit.feil import HmsError
from hms.regelverk.aksjon import Aksjon

OM, KAN, SAGT, OPPGAVE = "@om", "@kan", "@sagt", "oppgave"


def oppgaver(view: View) -> list[Oppgave]:
    """The duties that the form is about; ids of rows that are gone are left out."""
    return _rader(view, str(view.get(OM) or view.get(OPPGAVE) or ""))


def _rader(view: View, ider: str) -> list[Oppgave]:
    kjente = (row_id for ett in ider.split(",") if (row_id := read_id(ett)) is not None)
    funnet = (view.ctx.session.get(Oppgave, row_id) for row_id in kjente)
    return [rad for rad in funnet if rad is not None]


def liste(view: View) -> tuple[Block, ...]:
    """The duties, a line each."""
    rader = oppgaver(view)
    if not rader:
        return ()
    return (Facts(tuple((view.ctx.t.text(N_("Oppgave")), hjul.linje(view.ctx.reader, rad)) for rad in rader)),)


def aksjon(view: View, rad: Oppgave) -> Aksjon | None:
    """The action that a duty comes from; None when the rulebook no longer has it."""
    return view.ctx.kommune.regelverk.aksjoner.get(rad.aksjon)


def trengs(slag: str) -> Callable[[View], bool]:
    """Does one of the duties ask for this kind of evidence?"""

    def when(view: View) -> bool:
        return any((a := aksjon(view, rad)) is not None and regler.krever(a, slag) for rad in oppgaver(view))

    return when


def punkter(view: View, *slag: str) -> str:
    """What the document wants to see, of these kinds."""
    tekster = [
        ett.tekst.pa(view.ctx.t.locale)
        for rad in oppgaver(view)
        if (a := aksjon(view, rad)) is not None
        for ett in a.bevis
        if ett.slag in slag
    ]
    return " · ".join(dict.fromkeys(tekster))


def _sporr_oppgave(view: View) -> Prompt:
    rader = _rader(view, str(view.get(KAN) or ""))
    valg = tuple(
        Choice(str(rad.id), navn) for rad, navn in zip(rader, hjul.navngitt(view.ctx.reader, rader), strict=True)
    )
    return Prompt((view.ctx.t.rich(N_("**Hvilken oppgave gjelder det?**")),), valg[:6], valg[6:])


def _les_oppgave(said: str, view: View) -> str:
    rader = _rader(view, str(view.get(KAN) or ""))
    funn = lest.finn(said, hjul.kandidater(view.ctx.reader, rader), hjul.vanlige(view.ctx.kommune.regelverk))
    if not funn.navngitt or len(funn.ider) != 1:
        raise Uleselig(N_("Trykk på oppgaven, eller skriv hva den heter og hvor."))
    return str(funn.ider[0])


def _vis_oppgave(verdi: Any, view: View) -> str:
    return "; ".join(hjul.linje(view.ctx.reader, rad) for rad in _rader(view, str(verdi)))


VALG = Slot(
    OPPGAVE, N_("Oppgave"), _sporr_oppgave, _les_oppgave, _vis_oppgave, when=lambda view: not view.get(OM), kind="none"
)


def datofelt(
    key: str, navn: str, sporsmal: str, *, fortid: bool, forslag: Callable[[View], tuple[Choice, ...]],
    sjekk: Callable[[date, View], None] = lambda _dag, _view: None, known: Callable[[View], Any] = lambda _view: None,
    when: Callable[[View], bool] = lambda _view: True,
) -> Slot:  # fmt: skip
    """A civil day, read out of what is written and shown back. `sjekk` raises HmsError for one that cannot be."""

    def ask(view: View) -> Prompt:
        return Prompt((view.ctx.t.rich(sporsmal),), forslag(view), whole=True)

    def read(said: str, view: View) -> str:
        dag = les_dag(said, view, fortid=fortid)
        if dag is None:
            raise Uleselig(N_("Jeg fant ingen dato i det. Skriv for eksempel «15. mars» eller «fredag»."))
        kontroller(lambda: sjekk(dag, view), view)
        return dag.isoformat()

    return Slot(
        key, navn, ask, read, vis_dato, when=when, known=known, valid=er_dato, words=("dato", "dag", "frist", "date")
    )


def les_dag(said: str, view: View, *, fortid: bool) -> date | None:
    """The day that is told: the first day of a stretch that is over, the last of one that comes."""
    funnet = dates.read(said, view.ctx.now, "past" if fortid else "future")
    if funnet is None:
        return None
    return funnet.start if fortid else funnet.end or funnet.start


def kontroller(gjor: Callable[[], None], view: View) -> None:
    """Does it; a refusal of the rulebook is an answer that has to be given again."""
    try:
        gjor()
    except HmsError as error:
        raise uleselig(error, view) from None


def uleselig(error: HmsError, view: View) -> Uleselig:
    """The refusal, days written out."""
    return Uleselig(REFUSALS.get(error.code, UNKNOWN), **written_out(view.ctx.t, error))


def vis_dato(verdi: Any, view: View) -> str:
    """The day as it is shown."""
    return view.ctx.t.full_day(date.fromisoformat(verdi))


def er_dato(verdi: Any, _view: View) -> bool:
    """Is it an ISO date?"""
    try:
        date.fromisoformat(verdi)
    except (TypeError, ValueError):
        return False
    return True


def tekstfelt(key: str, navn: str, sporsmal: str, *, when: Callable[[View], bool] = lambda _view: True) -> Slot:
    """A short text."""

    def ask(view: View) -> Prompt:
        return Prompt((view.ctx.t.rich(sporsmal),))

    return Slot(key, navn, ask, les_tekst, lambda verdi, _view: str(verdi), when=when)


def les_tekst(said: str, _view: View) -> str:
    """The words as they are. Raises Uleselig when there are none, or too many."""
    text = said.strip()
    if not text or len(text) > MAKS_TEKST:
        raise Uleselig(N_("Skriv høyst {max} tegn."), max=MAKS_TEKST)
    return text


def samlet(view: View) -> AbstractContextManager[Any]:
    """All the duties are answered, or none: a refusal of one takes the others back."""
    return view.ctx.session.begin_nested()


def skjema(key: str, tittel: str, slots: tuple[Slot, ...], submit: Any, send: str) -> Form:
    """A form about duties, with a review. The line that opened it may have answered some of it, or all."""

    def rows(view: View) -> tuple[tuple[str, str], ...]:
        return tuple(
            (view.ctx.t.text(slot.name), slot.show(view.get(slot.key), view))
            for slot in slots
            if slot.when(view) and view.get(slot.key) is not None
        )

    def review(view: View) -> tuple[Block, ...]:
        svar = rows(view)
        return (*liste(view), *((Facts(svar),) if svar else ()))

    def intro(view: View) -> tuple[Block, ...]:
        sagt = (view.ctx.t.rich(str(view.get(SAGT)), **dict(view.get("@felt") or {})),) if view.get(SAGT) else ()
        if all(slot.key in view.answers for slot in form.slots if slot.asked and slot.when(view)):
            return sagt
        besvart = [slot.key for slot in slots if view.get(slot.key) is not None]
        return (*sagt, *liste(view), *as_read(form, view, besvart, nothing_more("", view)))

    def absorb(_slot: str, _value: Any, _view: View) -> Mapping[str, Any]:
        return {}

    form = Form(
        key=key, version=2, title=tittel, slots=(VALG, *slots), intro=intro, absorb=absorb, review=review,
        submit=submit, send_label=send,
    )  # fmt: skip
    return form
