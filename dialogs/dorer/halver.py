"""A personal number over two messages: its beginning is taken out of what was kept of the one before (design 1, rule 6)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from dialogs.context import Context
from dialogs.contract import Block
from dialogs.forms.state import FormState
from dialogs.i18n import N_
from dialogs.language.guards import REMOVED
from dialogs.language.hale import without
from dialogs.talk import Talk
from hms.kit.skrevet import Rens
from hms.lagring import feilsendt
from hms.lagring.feilsendt import Fjernet
from hms.outbox import service as outbox


def renser(pieces: Sequence[str]) -> Rens:
    """Takes these digits away where a text ends with them, however deep in lists and mappings the text stands."""

    def clean(value: Any) -> Any:
        if isinstance(value, str):
            return without(value, pieces, REMOVED) or value
        if isinstance(value, Mapping):
            return {key: clean(one) for key, one in value.items()}
        if isinstance(value, list | tuple):
            return [clean(one) for one in value]
        return value

    return clean


def fjern(now: Talk, pieces: Sequence[str], ctx: Context) -> tuple[Talk, tuple[Block, ...]]:
    """The state without them; they are gone from rows and waiting replies as well. And what to say about it."""
    clean = renser(pieces)
    after = replace(
        now, form=_form(now.form, clean), draft=_form(now.draft, clean), waits=clean(now.waits) if now.waits else None
    )
    who = f"person:{ctx.leser.person_id}" if ctx.leser.person_id else f"kontakt:{ctx.leser.kontakt_id}"
    gone = feilsendt.rens(ctx.session, ctx.now, ctx.minne.steder(ctx.samtale), clean, aktor=who)
    if ctx.kontakt.samtale_id is not None:
        outbox.rens_svar(ctx.session, ctx.kontakt.samtale_id, clean)
    ctx.minne.glem_alt(ctx.samtale)
    return after, _said(ctx, gone, draft=after != now)


def _form(state: FormState | None, clean: Rens) -> FormState | None:
    return replace(state, answers=clean(state.answers)) if state is not None else None


def _said(ctx: Context, gone: Fjernet, *, draft: bool) -> tuple[Block, ...]:
    """Honestly: where the beginning stood, what is gone, and what cannot be taken back."""
    t = ctx.t
    blocks: list[Block] = []
    if draft:
        blocks.append(t.rich(N_("Begynnelsen av nummeret sto i det du holder på med. Den er fjernet derfra.")))
    for number in gone.saker:
        text = N_("Begynnelsen av nummeret sto i **{nummer}**. Den er fjernet der, men andre kan ha lest den før det.")
        blocks.append(t.rich(text, nummer=number))
    if gone.annet:
        text = N_(
            "Begynnelsen av nummeret sto i det du nettopp sendte. Den er fjernet, men andre kan ha lest den før det."
        )
        blocks.append(t.rich(text))
    for number in gone.overfort:
        text = N_(
            "Begynnelsen av nummeret er overført til avvikssystemet med melding **{nummer}**. Si fra til den som behandler saken der."
        )
        blocks.append(t.rich(text, nummer=number))
    return tuple(blocks) or (t.rich(N_("Begynnelsen av nummeret er ikke lagret hos meg.")),)
