"""A line that repeats a duty as the card words it: the title and the place in it are ours, and say nothing of what is wanted."""

import functools
from itertools import chain

from sqlmodel import col, select

from dialogs.context import Context
from dialogs.language import titler
from dialogs.language.titler import Navn
from hms.organisasjon import model
from hms.organisasjon.husk import husk
from hms.regelverk.aksjon import SPRAK, Aksjon

MINST = 2  # a title of one word is anybody's word
OPPGAVEN, STEDET = "oppgaven", "stedet"
STEDER = (model.Node, model.Verneomrade, model.Bygg, model.MksGruppe)


def lest(text: str, ctx: Context) -> str:
    """The text as it is to be read: a duty's whole title is «oppgaven», and then a place's whole name «stedet»."""
    titlene = _titler(tuple(chain.from_iterable(map(_navnene, ctx.kommune.regelverk.aksjoner.values()))))
    uten = titler.erstatt(text, titlene, OPPGAVEN)
    return text if uten == text else titler.erstatt(uten, husk(ctx.session, "stedsnavn", lambda: _steder(ctx)), STEDET)


@functools.lru_cache(maxsize=4)
def _titler(tekster: tuple[str, ...]) -> Navn:
    return titler.navn(tekster, MINST)


def _navnene(aksjon: Aksjon) -> list[str]:
    tekster = [aksjon.tittel, *(del_.tittel for del_ in aksjon.kadens.delaktiviteter)]
    tekster += [post.tittel for post in aksjon.ansvarlig if post.tittel is not None]
    return [tekst.pa(sprak) for tekst in tekster for sprak in SPRAK]


def _steder(ctx: Context) -> Navn:
    return titler.navn(chain.from_iterable(ctx.session.exec(select(col(tabell.navn))) for tabell in STEDER))
