"""Reporting anonymously, where the kommune has switched it on: what it costs is said first, and nothing of who it is is kept (avvik.md 7)."""

from typing import Any

from dialogs.contract import Block, Message, Outcome, Reply
from dialogs.forms import bilder
from dialogs.forms import meld_avvik_svar as svar
from dialogs.forms.base import Choice, Prompt, Slot, View
from dialogs.i18n import N_
from hms.avvik import kode, service
from hms.avvik.service import NyttAvvik

ANONYM = svar.ANONYM
JA = N_("Ja, send anonymt")
NEI = N_("Nei, send med navn")


def kan(view: View) -> bool:
    """Is it switched on? Another avvik system asks for a name of its own."""
    return view.ctx.kommune.anonym and view.ctx.kommune.ekstern is None


def valgt(view: View) -> bool:
    """Has the reporter chosen it?"""
    return kan(view) and bool(view.get(ANONYM))


def folger(view: View) -> tuple[Block, ...]:
    """What it comes to, to be read before it is sent."""
    if not valgt(view):
        return ()
    t, plattform = view.ctx.t, view.ctx.plattform
    blocks: list[Block] = [
        t.rich(N_("Du sender **anonymt**. Da gjelder dette:")),
        t.rich(
            N_(
                "**Ingen kan spørre deg om noe, og du får ingen beskjed** når noe skjer. Du kan ikke legge til noe, trekke saken eller be om ny vurdering."
            )
        ),
        t.rich(
            N_("Du får en **kode**. Skriver du den her, ser du hvor saken står. Mister du koden, finnes det ingen ny.")
        ),
        t.rich(
            N_(
                "Jeg lagrer ikke hvem du er, verken i saken eller i loggene. Men {plattform} vet hvem som skrev, meldingene ligger i samtalen til du sletter dem, og en administrator kan lese dem. Vil du være helt sikker, bruk varslingskanalen."
            ),
            plattform=plattform,
        ),
        t.rich(N_("Se etter at teksten ikke viser hvem du er.")),
    ]
    if bilder.antall(view):
        blocks.append(t.rich(N_("Bildene blir ikke med, for et bilde kan vise hvem som tok det.")))
    return tuple(blocks)


def sendt(view: View, nytt: NyttAvvik) -> Outcome:
    """The case is registered; its number and code are said once, in a reply whose traces go."""
    ctx = view.ctx
    avvik = service.meld(ctx.session, ctx.now, service.INGEN, nytt)
    koden = kode.ny(ctx.session, avvik)
    blocks = (
        ctx.t.rich(N_("Meldingen er sendt anonymt som sak **{saksnr}**."), saksnr=avvik.nummer),
        ctx.t.rich(N_("Koden din er **{kode}**. Skriv den her når du vil se hvor saken står. Ta vare på den, for jeg kan ikke finne den igjen."), kode=koden),
        ctx.t.rich(N_("Slett meldingene dine i {plattform} når du har tatt vare på koden."), plattform=ctx.plattform),
    )  # fmt: skip
    return Outcome((Reply(Message(blocks)),), forget=True)


def _ask(view: View) -> Prompt:
    t = view.ctx.t
    blocks = (
        t.rich(N_("**Vil du sende anonymt?** Da blir ikke navnet ditt lagret, og ingen kan svare deg.")),
        t.rich(N_("Velger du fortrolig i stedet, ser bare behandleren navnet ditt, og du får svar."), tone="small"),
    )
    return Prompt(blocks, (Choice(True, t.text(JA)), Choice(False, t.text(NEI))))


def _show(value: Any, view: View) -> str:
    return view.ctx.t.text(N_("Ja, navnet ditt blir ikke lagret") if value else NEI)


SLOT = Slot(
    ANONYM, N_("Anonym"), _ask, svar.pick_one, _show, when=kan, asked=False, words=("anonymt", "anonymous"), kind="none"
)
