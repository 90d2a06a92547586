"""A text that is longer than there is room for: said clearly, held for a while, and its beginning may be used."""

from dialogs import stops
from dialogs.context import Context
from dialogs.contract import Button, Message, Outcome, Reply
from dialogs.i18n import N_
from dialogs.talk import Talk
from hms.avvik.rules import MAKS_HVA

LONG_ANSWERS = frozenset({"hva", "strakstiltak", "forslag", "tekst"})
BEGINNING = "kort"


def too_long(now: Talk, text: str, ctx: Context) -> Outcome | None:
    """Asks what to do with a text that does not fit. It is held in memory only, and stands in the conversation still."""
    at = now.form.at if now.form is not None else "hva"
    if len(text) <= MAKS_HVA or at not in LONG_ANSWERS:
        return None
    t = ctx.t
    held = stops.hold(ctx, text, now.form.token if now.form is not None else "")
    blocks = (
        t.rich(
            N_("Teksten er på {n} tegn, og det er plass til {max}. Jeg har ikke tatt den inn ennå."),
            n=len(text),
            max=MAKS_HVA,
        ),
        t.rich(
            N_(
                "Kort den ned og send den på nytt, eller bruk starten nå og legg til resten når saken er sendt. Hele teksten står fortsatt i samtalen."
            )
        ),
    )
    label = t.text(N_("Bruk de første {max} tegnene"), max=MAKS_HVA)
    button = Button(label, {**held, "value": BEGINNING})
    return Outcome((Reply(Message(blocks, (button,))),))


def beginning(text: str) -> str:
    """As much of the text as there is room for, cut between two words where that can be."""
    if len(text) <= MAKS_HVA:
        return text
    cut = text[: MAKS_HVA + 1]
    whole = cut.rsplit(maxsplit=1)[0] if not cut[-1].isspace() else cut
    return (whole if len(whole) > MAKS_HVA // 2 else cut[:MAKS_HVA]).strip()[:MAKS_HVA]
