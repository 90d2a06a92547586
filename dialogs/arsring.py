"""The wheel of a year as values: what is drawn (arsring_svg.py), and the words that say the same (alt text)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dialogs.i18n import N_, Translator
from hms.arshjul import ring
from hms.arshjul.ring import Bue

# In the order of the legend.
ORD: Mapping[str, str] = {
    ring.FERDIG: N_("utført"),
    ring.AKTIV: N_("åpen"),
    ring.OVER: N_("over fristen"),
    ring.KOMMER: N_("ikke åpnet ennå"),
    ring.UAKTUELL: N_("ikke aktuelt"),
}
MANEDER = 12


@dataclass(frozen=True)
class Post:
    """What has one number in the wheel: its name, its arcs by deadline, and a line about how it stands."""

    nr: int
    navn: str
    buer: tuple[Bue, ...]
    linje: str

    @property
    def tilstand(self) -> str:
        """The state of its arcs together."""
        return next(en for en in ring.TILSTANDER if any(bue.tilstand == en for bue in self.buer))


@dataclass(frozen=True)
class Arsring:
    """A wheel. `i_dag` None: the day is in another year. `forklaring` holds (state, words) for the states that are there."""

    tittel: str
    ar: int
    poster: tuple[Post, ...]
    maneder: tuple[str, ...]
    forklaring: tuple[tuple[str, str], ...]
    i_dag: date | None
    i_dag_ord: str
    alt: str


def arsring(t: Translator, hvor: str, buer: Sequence[Bue], ar: int, paa: date) -> Arsring:
    """The wheel of a place, in the translator's language."""
    tittel = t.text(N_("Årshjul {ar}, {hvor}"), ar=ar, hvor=hvor)
    samlet: dict[str, list[Bue]] = {}
    for bue in buer:
        samlet.setdefault(bue.navn, []).append(bue)
    poster = tuple(
        Post(nr, navn, tuple(mine), _linje(t, mine, ar)) for nr, (navn, mine) in enumerate(samlet.items(), 1)
    )
    tall = {en: sum(bue.antall.get(en, 0) for bue in buer) for en in ORD}
    forklaring = tuple((en, _antall(t, en, tall[en])) for en in ORD if tall[en])
    i_dag = paa if paa.year == ar else None
    return Arsring(
        tittel=tittel,
        ar=ar,
        poster=poster,
        maneder=tuple(t.month_name(maned) for maned in range(1, MANEDER + 1)),
        forklaring=forklaring,
        i_dag=i_dag,
        i_dag_ord=t.short_day(paa) if i_dag else "",
        alt=_alt(t, tittel, forklaring, poster),
    )


def _antall(t: Translator, tilstand: str, n: int) -> str:
    """«6 åpne»."""
    ord_ = {
        ring.FERDIG: t.plural("{n} utført", "{n} utført", n),
        ring.AKTIV: t.plural("{n} åpen", "{n} åpne", n),
        ring.OVER: t.plural("{n} over fristen", "{n} over fristen", n),
        ring.KOMMER: t.plural("{n} ikke åpnet ennå", "{n} ikke åpnet ennå", n),
        ring.UAKTUELL: t.plural("{n} ikke aktuell", "{n} ikke aktuelle", n),
    }
    return ord_[tilstand]


def _linje(t: Translator, mine: Sequence[Bue], ar: int) -> str:
    """«åpen, frist 31. mai», or for several «3 av 11 utført, neste frist 30. april»."""
    alle = sum(bue.alle for bue in mine)
    if alle == 1:
        frist = _dag(t, mine[0].frist, ar)
        return t.text(N_("{tilstand}, frist {frist}"), tilstand=t.text(ORD[mine[0].tilstand]), frist=frist)
    ferdige = sum(bue.antall.get(ring.FERDIG, 0) + bue.antall.get(ring.UAKTUELL, 0) for bue in mine)
    over = sum(bue.antall.get(ring.OVER, 0) for bue in mine)
    neste = next((bue.frist for bue in mine if _har_apne(bue)), None)
    deler = [t.text(N_("{ferdige} av {alle} ferdige"), ferdige=ferdige, alle=alle)]
    if over:
        deler.append(t.text(N_("{n} over fristen"), n=over))
    if neste is not None:
        deler.append(t.text(N_("neste frist {frist}"), frist=_dag(t, neste, ar)))
    return ", ".join(deler)


def _har_apne(bue: Bue) -> bool:
    return bool(bue.antall.get(ring.AKTIV) or bue.antall.get(ring.KOMMER))


def _dag(t: Translator, dag: date, ar: int) -> str:
    return t.short_day(dag) if dag.year == ar else f"{t.short_day(dag)} {dag.year}"


def _alt(t: Translator, tittel: str, forklaring: Sequence[tuple[str, str]], poster: Sequence[Post]) -> str:
    if not poster:
        return t.text(N_("{tittel}. Ingen frister."), tittel=tittel)
    tall = ", ".join(ord_ for _tilstand, ord_ in forklaring)
    return f"{tittel}: {tall}. " + " ".join(f"{post.nr}. {post.navn}: {post.linje}." for post in poster)
