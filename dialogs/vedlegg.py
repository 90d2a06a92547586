"""Pictures and other files that come in the personal conversation: written down for the form that is open, fetched after the turn.

A turn never waits for a file: it keeps where the file is, and whose it is (domain/avvik.md 2, design 7).
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import Session

from dialogs import filtekster, talk
from dialogs.commands.base import MELD, MINE, say
from dialogs.context import Context
from dialogs.contract import Attachment, Block, Inbound, Message, Outcome, Paragraph, Reply, Run
from dialogs.dorer import inngang as dorer
from dialogs.dorer import ventende
from dialogs.forms import arshjul_dok
from dialogs.forms import engine as forms
from dialogs.forms.base import View
from dialogs.forms.bilder import BILDER
from dialogs.forms.register import BY_KEY as FORMS
from dialogs.forms.state import FormState
from dialogs.i18n import N_
from dialogs.talk import Talk
from hms.fil import rules
from hms.fil import service as fil
from hms.fil.model import AVVIK, BEVISUTKAST, UTKAST

NOT_TAKEN = N_("Velg en av knappene først. Bildet er ikke tatt med, og ikke lagret.")


@dataclass(frozen=True)
class Mottak:
    """How a form takes files: `key` is the answer that holds the draft's mark, `eier` the draft's kind of owner.

    `avvist` gives the code of a refusal by what the file is called. `fyller` is a question that a file is an answer to, and
    `svar` that answer.
    """

    key: str
    eier: str
    avvist: Callable[[Attachment], str | None]
    fyller: str = ""
    svar: str = ""


def _bilde(one: Attachment) -> str | None:
    code = rules.avvist_pa_navn(one.media, one.ending)
    return rules.IKKE_BILDE if code is None and one.source is None else code


def _bevis(one: Attachment) -> str | None:
    code = rules.avvist_dokument_pa_navn(one.ending)
    return rules.IKKE_HENTET if code is None and one.source is None else code


PICTURES = Mottak(BILDER, UTKAST, _bilde)
EVIDENCE = Mottak(arshjul_dok.FILER, BEVISUTKAST, _bevis, arshjul_dok.DOK, arshjul_dok.SE_FILENE)
TAKES = {"meld_avvik": PICTURES, "legg_til": PICTURES, "arshjul_utfort": EVIDENCE, "arshjul_lenke": EVIDENCE}
Said = Callable[[Talk, str, Context], Outcome]


def motta(now: Talk, inbound: Inbound, ctx: Context, said: Said) -> Outcome:
    """Something was attached, with words or without. The words are an answer like any other, and pass the doors first."""
    words = inbound.text.strip()
    held = ventende.again(now, ctx, NOT_TAKEN) if not words else None
    if held is not None:
        return held
    if dorer.stops_picture(now, words, ctx):
        return _with_lead(said(now, words, ctx), (ctx.t.rich(N_("Bildet er ikke tatt med, og ikke lagret.")),))
    if now.form is not None and now.form.form in TAKES:
        form, lead = _bestill(now.form, inbound, ctx)
        after = replace(now, form=form)
        if not words:
            step = forms.resume(FORMS[form.form], form, View(ctx, form.answers), lead)
            return replace(step.outcome, state=replace(now, form=step.state).to_json())
        spoken = said(after, words, ctx)
        return _with_lead(spoken if spoken.state is not None else replace(spoken, state=after.to_json()), lead)
    if not words:
        return _homeless(ctx)
    spoken = said(now, words, ctx)
    opened = talk.read(spoken.state) if spoken.state is not None else now
    if opened.form is None or opened.form.form not in TAKES:
        return _with_lead(spoken, (_not_kept(ctx),))
    form, lead = _bestill(opened.form, inbound, ctx)
    return _with_lead(replace(spoken, state=replace(opened, form=form).to_json()), lead)


def slipp(session: Session, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """Deletes the pictures of drafts that are in the old state and not in the new one: sent ones belong to a case by now."""
    for kind, mark in _marks(before) - _marks(after):
        fil.slett_for(session, fil.Eier(kind, mark))


def _marks(state: Mapping[str, Any]) -> set[tuple[str, str]]:
    found = set()
    for place in ("skjema", "utkast"):
        form = state.get(place)
        answers = form.get("answers") if isinstance(form, Mapping) else None
        for way in (PICTURES, EVIDENCE):
            mark = answers.get(way.key) if isinstance(answers, Mapping) else None
            if isinstance(mark, str) and mark:
                found.add((way.eier, mark))
    return found


def _bestill(form: FormState, inbound: Inbound, ctx: Context) -> tuple[FormState, tuple[Block, ...]]:
    """Writes the errands down; the form with the draft's mark in it, and what to say."""
    way = TAKES[form.form]
    mark = form.answers.get(way.key) or secrets.token_urlsafe(9)
    owner = fil.Eier(way.eier, str(mark))
    refused = [way.avvist(one) for one in inbound.attachments]
    good = [one for one, code in zip(inbound.attachments, refused, strict=True) if code is None]
    room = rules.plass(_har(form, owner, ctx), len(good))
    for number, one in enumerate(good[:room]):
        fil.bestill(
            ctx.session,
            ctx.now,
            owner,
            samtale_id=ctx.kontakt.samtale_id or 0,
            kontakt_id=ctx.kontakt.id or 0,
            nokkel=f"{inbound.key}:{number}",
            kilde=one.source or {},
        )
    codes = [code for code in refused if code is not None] + [rules.FOR_MANGE] * (room < len(good))
    if room:
        answered = {way.fyller: way.svar} if way.fyller and way.fyller not in form.answers else {}
        form = replace(form, answers={**form.answers, way.key: mark, **answered})
    return form, _said_about(ctx, room, codes, documents=way is EVIDENCE)


def _har(form: FormState, owner: fil.Eier, ctx: Context) -> int:
    """How many files the draft has, and the case that it adds to."""
    case = form.answers.get("@avvik")
    there = fil.antall(ctx.session, fil.Eier(AVVIK, str(case))) if case else 0
    return there + fil.antall(ctx.session, owner)


def _said_about(ctx: Context, taken: int, codes: list[str], *, documents: bool) -> tuple[Block, ...]:
    blocks: list[Block] = []
    if taken and documents:
        text = ctx.t.plural(
            "Jeg tar med filen. Går det ikke, sier jeg fra.",
            "Jeg tar med {n} filer. Går det ikke, sier jeg fra.",
            taken,
        )
        blocks.append(Paragraph((Run(text),)))
    elif taken:
        text = ctx.t.plural(
            "Jeg tar med bildet. Går det ikke, sier jeg fra.",
            "Jeg tar med {n} bilder. Går det ikke, sier jeg fra.",
            taken,
        )
        blocks.append(Paragraph((Run(text),)))
    return (*blocks, *(filtekster.grunn(ctx.t, code) for code in dict.fromkeys(codes)))


def _homeless(ctx: Context) -> Outcome:
    buttons = (say(ctx.t, MELD, "meld_avvik"), say(ctx.t, MINE, "mine_avvik"))
    return Outcome((Reply(Message((_not_kept(ctx),), buttons)),))


def _not_kept(ctx: Context) -> Block:
    return ctx.t.rich(
        N_(
            "Bildet er ikke lagret. Gjelder det et nytt avvik, så skriv **meld avvik** og send bildet på nytt. "
            "Gjelder det en sak du har meldt, så trykk **Legg til noe** på saken først. "
            "Gjelder det en oppgave i årshjulet, så trykk **Utført** på den først."
        )
    )


def _with_lead(outcome: Outcome, lead: tuple[Block, ...]) -> Outcome:
    """The same outcome, with something said before its last message."""
    *others, last = outcome.replies or (Reply(Message(())),)
    said = replace(last.message, blocks=(*lead, *last.message.blocks))
    return replace(outcome, replies=(*others, replace(last, message=said)))
