"""Command lines that were not understood, kept where the operator has asked for it, so that the word lists can grow.

A line waits in memory until the person's next step shows that it was a command: only when a known command follows at once
is it kept. What is reported, stopped at a door, or followed by nothing, is forgotten.
"""

from dialogs.context import Context
from dialogs.language import guards
from dialogs.language.folding import words
from dialogs.language.fornavn import FORNAVN, OGSA_ORD
from dialogs.language.sifre import groups_of
from hms.organisasjon import queries as org
from hms.samtale import misforstatt

LENGST = 200
MANGE_SIFRE = 5


def vent(ctx: Context, tekst: str) -> None:
    """Holds a line that was said outside any form in the private conversation, if it may be kept at all."""
    glem(ctx)
    if ctx.kommune.misforstatt and _kan_beholdes(ctx, tekst):
        ctx.minne.legg(_plass(ctx), tekst)


def glem(ctx: Context) -> None:
    """What waits is part of something else, and is dropped."""
    ctx.minne.ta(_plass(ctx))


def behold(ctx: Context) -> None:
    """A known command followed: the line that waits was one too. Kept without person and conversation."""
    tekst = ctx.minne.ta(_plass(ctx))
    if tekst is not None:
        misforstatt.husk(ctx.session, " ".join(tekst.split()), ctx.t.locale, ctx.today)


def _kan_beholdes(ctx: Context, tekst: str) -> bool:
    """No danger, no varsling, nothing personal, nobody's name, and short enough to have been a command."""
    if len(tekst) > LENGST or guards.emergency(tekst) or guards.varsling(tekst) or guards.personal(tekst):
        return False
    if any(len(group.digits) >= MANGE_SIFRE for group in groups_of(tekst)):
        return False  # it may be the beginning of a number
    if (set(words(tekst)) & FORNAVN) - OGSA_ORD:
        return False
    return not org.nevner_noen(ctx.session, tekst)


def _plass(ctx: Context) -> str:
    return f"{ctx.samtale}:misforstatt"
