"""The questions about where it is documented: a link, a file, a few words, or that it is to come (6.3.2-3)."""

from typing import Any

from dialogs.forms.arshjul_felles import aksjon, les_tekst, oppgaver, punkter, trengs
from dialogs.forms.base import Choice, Prompt, Slot, Uleselig, View
from dialogs.i18n import N_
from dialogs.language.normalise import ADDRESS
from hms.arshjul import bevis as regler
from hms.arshjul.bevis import Bevis
from hms.arshjul.model import Oppgave
from hms.fil import rules as fil_rules
from hms.fil import service as fil
from hms.fil.model import BEVISUTKAST
from hms.kit.lenke import LENGST, er_lenke

FILER, DOK, LENKE = "filer", "dok", "lenke"
SE_FILENE, KOMMER = "@filer", "kommer"


def lenke_i(text: str) -> str | None:
    """The one link in the text. Raises Uleselig for several, or one that is too long or has no host."""
    funnet = list(dict.fromkeys(lenke.rstrip(".,;:!?)") for lenke in ADDRESS.findall(text)))
    if not funnet:
        return None
    if len(funnet) > 1:
        raise Uleselig(N_("Det var flere lenker. Lim inn én av dem."))
    if not er_lenke(funnet[0]):
        raise Uleselig(
            N_("Den lenka kan jeg ikke bruke. Kopier den fra kvalitetssystemet, høyst {max} tegn."), max=LENGST
        )
    return str(funnet[0])


def _trengs_dok(view: View) -> bool:
    """Words, a link or a file: for what asks for something in words, and for no link."""
    aksjoner = [a for rad in oppgaver(view) if (a := aksjon(view, rad)) is not None]
    return any(regler.krever(a, regler.TEKST) for a in aksjoner) and not trengs(regler.LENKE)(view)


def _kommer(view: View) -> tuple[Choice, ...]:
    if any(rad.lenke_uteble for rad in oppgaver(view)) or view.get("@levering"):
        return ()
    return (Choice(KOMMER, view.ctx.t.text(N_("Lenka kommer"))),)


def _dager(view: View) -> int:
    return view.ctx.kommune.regelverk.standard.lenke_kommer_virkedager


def _sporr_lenke(view: View) -> Prompt:
    t = view.ctx.t
    blocks = [t.rich(N_("**Hvor er det dokumentert?** Lim inn lenka. Du kan sende filer her også."))]
    if _kommer(view):
        blocks.append(
            t.rich(
                N_("Er lenka ikke klar, har du {n} virkedager på deg. Kommer den ikke, er oppgaven åpen igjen."),
                n=_dager(view),
            )
        )
    bes = punkter(view, regler.LENKE, regler.TEKST)
    blocks.append(t.rich(N_("HMS-dokumentet ber om: {punkter}"), tone="small", punkter=bes))
    return Prompt(tuple(blocks), _kommer(view))


def les_lenke(said: str, _view: View) -> str:
    """The web address in the answer. Raises Uleselig for anything else."""
    lenke = lenke_i(said)
    if lenke is None:
        raise Uleselig(N_("Det er ikke ei lenke. Den begynner med https://"))
    return lenke


def _vis(verdi: Any, view: View) -> str:
    if verdi == SE_FILENE:
        return view.ctx.t.text(N_("se filene"))
    return view.ctx.t.text(N_("Lenka kommer")) if verdi == KOMMER else str(verdi)


def _sporr_dok(view: View) -> Prompt:
    t = view.ctx.t
    return Prompt(
        (
            t.rich(N_("**Hva viser at det er gjort?** Lim inn ei lenke, send filen her, eller skriv kort, uten navn.")),
            t.rich(N_("HMS-dokumentet ber om: {punkter}"), tone="small", punkter=punkter(view, regler.TEKST)),
        ),
        _kommer(view),
    )


def _les_dok(said: str, view: View) -> str:
    return lenke_i(said) or les_tekst(said, view)


def utkast(view: View) -> fil.Eier | None:
    """Whom the files of this answer belong to; None while there are none."""
    merke = view.get(FILER)
    return fil.Eier(BEVISUTKAST, merke) if isinstance(merke, str) and merke else None


def _sporr_filer(view: View) -> Prompt:
    text = N_("**Send filene her i samtalen:** bilder, PDF, Word, Excel eller PowerPoint. Det er plass til {maks}.")
    return Prompt(
        (view.ctx.t.rich(text, maks=fil_rules.MAKS_BILDER),), (Choice("", view.ctx.t.text(N_("Fjern filene"))),)
    )


def _les_filer(_said: str, _view: View) -> str:
    raise Uleselig(N_("Send filen som et vedlegg i samtalen, eller gå til oversikten."))


def _vis_filer(_verdi: Any, view: View) -> str:
    eier = utkast(view)
    return str(fil.antall(view.ctx.session, eier)) if eier else view.ctx.t.text(N_("ingen"))


LENKA = Slot(LENKE, N_("Lenke"), _sporr_lenke, les_lenke, _vis, when=trengs(regler.LENKE), words=("lenka", "link"))
DOKUMENTASJON = Slot(
    DOK, N_("Dokumentasjon"), _sporr_dok, _les_dok, _vis, when=_trengs_dok, words=("bevis", "documentation")
)
FILENE = Slot(
    FILER,
    N_("Filer"),
    _sporr_filer,
    _les_filer,
    _vis_filer,
    asked=False,
    words=("fil", "filen", "filene", "files"),
    kind="none",
)


def dokumentasjon_for(view: View, rad: Oppgave) -> list[Bevis]:
    """The link, or what was written in its place, where this duty asks for it."""
    mal = aksjon(view, rad)
    gitt = []
    for sagt, gjelder in ((view.get(LENKE), regler.LENKE), (view.get(DOK), regler.TEKST)):
        if mal and sagt and sagt not in {KOMMER, SE_FILENE} and regler.krever(mal, gjelder):
            gitt.append(Bevis(regler.LENKE if ADDRESS.fullmatch(str(sagt)) else regler.TEKST, str(sagt)))
    return gitt


def lenke_kommer(view: View, rad: Oppgave) -> bool:
    """Is the link, or what else shows it, still to come for this duty?"""
    mal = aksjon(view, rad)
    if mal is None:
        return False
    venter = {LENKE: regler.LENKE, DOK: regler.TEKST}
    return any(view.get(key) == KOMMER and regler.krever(mal, slag) for key, slag in venter.items())
