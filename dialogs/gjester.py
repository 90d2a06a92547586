"""Guests (BHT, hired in): they report and see their own, unless the kommune has another way for them (krav 3.0-2, T-03)."""

from dialogs.context import Context
from dialogs.contract import Paragraph
from dialogs.i18n import N_


def kan_ikke_melde(ctx: Context) -> Paragraph | None:
    """What is said to a guest where guests do not report here; None to everybody else."""
    if ctx.person is None or not ctx.person.gjest or ctx.kommune.gjest_kan_melde:
        return None
    text = N_(
        "Gjester melder ikke avvik her. Si fra til den du har avtale med i {kommune}, eller til verneombudet der du er. Er noen i fare nå, ring 113, 112 eller 110."
    )
    return ctx.t.rich(text, kommune=ctx.kommune.navn)
