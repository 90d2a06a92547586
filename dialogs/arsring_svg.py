"""Draws the wheel of a year as SVG. Pure: values in, text out. Every state has a colour and a pattern of its own.

January begins at the top, and the year goes with the clock. An arc runs from the opening of a duty to its deadline, where its
number stands. Colours are those that most colour-blind people tell apart; without colour the patterns and tones do.
"""

import math
from collections.abc import Iterator, Mapping
from datetime import date
from xml.sax.saxutils import escape

from dialogs.arsring import Arsring, Post
from hms.arshjul import ring

Palett = Mapping[str, str]

BREDDE = 1040
HOYDE = 1200
LISTE_BREDDE = 700
MIDT = (520.0, 570.0)
YTRE = 452.0
NAVN = 431.0  # where the names of the months stand
KANT = 416.0
INDRE = 128.0
STORSTE_SPOR = 26.0
LUFT = 9  # days between two arcs on a track, for the number of the first
BOKSTAV = 0.455  # the width of a letter, as a part of its size
SKRIFT = "'Libertinus Serif', 'Source Serif 4', Georgia, serif"

TEMA: Mapping[str, Palett] = {
    "lys": {
        "papir": "#fcfbf8", "felt": "#f2efe8", "blekk": "#1c242e", "svak": "#4d5763", "strek": "#d5d0c5", "kant": "#3a434f",
        "ferdig": "#1f5f99", "apen": "#fbe3ab", "apen2": "#c77700", "over": "#c2331a", "over2": "#ffe9e2", "prikk": "#70777f",
    },
    "mork": {
        "papir": "#151a21", "felt": "#1d242d", "blekk": "#eef1f5", "svak": "#b4bdc8", "strek": "#353e4a", "kant": "#c3cad3",
        "ferdig": "#5aa9e6", "apen": "#4a3a12", "apen2": "#ffc24d", "over": "#ff7350", "over2": "#3a0f06", "prikk": "#9aa3ad",
    },
}  # fmt: skip
FYLL: Mapping[str, str] = {
    ring.FERDIG: "var-ferdig",
    ring.AKTIV: "url(#striper)",
    ring.OVER: "url(#ruter)",
    ring.UAKTUELL: "url(#prikker)",
    ring.KOMMER: "var-papir",
}


def tegn(hjul: Arsring, tema: str = "lys", *, liste: bool = False) -> str:
    """The wheel as an SVG file. `tema`: lys, mork, or auto (whoever looks decides). `liste`: what the numbers mean, beside it."""
    her = bredde(liste=liste)
    deler = [
        _rot(her),
        f'<title id="tittel">{escape(hjul.tittel)}</title><desc id="alt">{escape(hjul.alt)}</desc>',
        f"<style>{_stil(tema)}</style>{_monstre()}",
        f'<rect class="papir" width="{her}" height="{HOYDE}"/>',
        _tekst(MIDT[0], 62, hjul.tittel, 36, halvfet=True),
        *_maneder(hjul),
        *_buer(hjul),
        *_midten(hjul),
        *_forklaring(hjul),
        *(_liste(hjul) if liste else ()),
        "</svg>",
    ]
    return "\n".join(deler)


def bredde(*, liste: bool = False) -> int:
    """How many units wide the drawing is."""
    return BREDDE + (LISTE_BREDDE if liste else 0)


def _rot(her: int) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {her} {HOYDE}" width="{her}" height="{HOYDE}" '
        f'role="img" aria-labelledby="tittel alt" font-family="{SKRIFT}">'
    )


def _stil(tema: str) -> str:
    if tema == "auto":
        return f"{_klasser(TEMA['lys'])}@media (prefers-color-scheme: dark){{{_klasser(TEMA['mork'])}}}"
    return _klasser(TEMA[tema])


def _klasser(p: Palett) -> str:
    fyll = {"papir": "papir", "felt": "felt", "blekk": "blekk", "svak": "svak", "ferdig": "ferdig"}
    fyll |= {"apen": "apen", "over": "over", "kant": "kant", "prikk": "prikk", "lys2": "over2"}
    strek = {"delt": "strek", "kontur": "kant", "stripe": "apen2", "rute": "over2", "viser": "blekk", "glorie": "papir"}
    regler = [f".{navn}{{fill:{p[farge]}}}" for navn, farge in fyll.items()]
    regler += [f".{navn}{{stroke:{p[farge]}}}" for navn, farge in strek.items()]
    return "".join(regler)


def _monstre() -> str:
    """Stripes, a grid of lines and dots, twelve units wide."""
    return (
        '<defs><pattern id="striper" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect class="apen" width="9" height="9"/><line class="stripe" x1="2" y1="0" x2="2" y2="9" stroke-width="4"/></pattern>'
        '<pattern id="ruter" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect class="over" width="8" height="8"/><path class="rute" d="M0 1H8M1 0V8" fill="none" stroke-width="1.6"/></pattern>'
        '<pattern id="prikker" width="8" height="8" patternUnits="userSpaceOnUse">'
        '<rect class="felt" width="8" height="8"/><circle class="prikk" cx="4" cy="4" r="1.7"/></pattern></defs>'
    )


def _maneder(hjul: Arsring) -> Iterator[str]:
    for nr, navn in enumerate(hjul.maneder, 1):
        fra, til = _vinkel(hjul.ar, date(hjul.ar, nr, 1)), _vinkel(hjul.ar, date(hjul.ar + nr // 12, nr % 12 + 1, 1))
        klasse = "felt" if nr % 2 else "papir"
        yield f'<path class="{klasse} delt" stroke-width="1" d="{_ringbit(fra, til, INDRE, YTRE)}"/>'
        yield _langs((fra + til) / 2, NAVN, navn, 21)
    yield f'<circle class="delt" cx="{MIDT[0]:g}" cy="{MIDT[1]:g}" r="{KANT:g}" fill="none" stroke-width="1"/>'


def _buer(hjul: Arsring) -> Iterator[str]:
    dager = (date(hjul.ar + 1, 1, 1) - date(hjul.ar, 1, 1)).days
    alle = [(post, bue, *_dager(hjul.ar, bue.apner, bue.frist, dager)) for post in hjul.poster for bue in post.buer]
    alle.sort(key=lambda en: (en[2], en[3], en[0].nr))
    spor = ring.spor([(post.nr, fra, til) for post, _bue, fra, til in alle], LUFT)
    hoyde = min(STORSTE_SPOR, (KANT - INDRE - 10) / max([1, *(n + 1 for n in spor)]))
    merker = []
    for (post, bue, fra, til), n in zip(alle, spor, strict=True):
        ytre = KANT - 6 - n * hoyde
        indre = ytre - hoyde * 0.7
        a, b = fra * 360 / dager, til * 360 / dager
        yield f'<path {_fyll(bue.tilstand)} stroke-width="1.4" d="{_ringbit(a, b, indre, ytre)}"/>'
        merker.append(_merke(post, b, (ytre + indre) / 2, hoyde, utover=bue.frist.year > hjul.ar))
    yield from merker
    yield from _i_dag(hjul)


def _dager(ar: int, apner: date, frist: date, dager: int) -> tuple[int, int]:
    """The first day of the arc and the end of its last, counted from New Year; what lies outside the year is cut off."""
    nyttar = date(ar, 1, 1)
    return max(0, (apner - nyttar).days), min(dager, (frist - nyttar).days + 1)


def _fyll(tilstand: str) -> str:
    fyll = FYLL[tilstand]
    stiplet = ' stroke-dasharray="4 3"' if tilstand == ring.UAKTUELL else ""
    if fyll.startswith("var-"):
        return f'class="{fyll.removeprefix("var-")} kontur"{stiplet}'
    return f'class="kontur" fill="{fyll}"{stiplet}'


def _merke(post: Post, grader: float, radius: float, hoyde: float, *, utover: bool) -> str:
    """The number at the deadline; a broken rim where the deadline lies after the year."""
    r = min(12.0, hoyde * 0.5)
    x, y = _punkt(grader - math.degrees(r / radius), radius)
    stiplet = ' stroke-dasharray="2.5 2"' if utover else ""
    return (
        f'<circle class="papir kontur" cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" stroke-width="1.5"{stiplet}/>'
        f"{_tekst(x, y + r * 0.43, str(post.nr), r * 1.25, halvfet=True)}"
    )


def _i_dag(hjul: Arsring) -> Iterator[str]:
    if hjul.i_dag is None:
        return
    grader = _vinkel(hjul.ar, hjul.i_dag)
    (x1, y1), (x2, y2) = _punkt(grader, INDRE - 4), _punkt(grader, YTRE + 4)
    for klasse, tykk in (("glorie", 7), ("viser", 2.6)):
        yield f'<line class="{klasse}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke-width="{tykk:g}"/>'
    hjorner = [_punkt(grader, YTRE + 1), _punkt(grader - 1.7, YTRE + 20), _punkt(grader + 1.7, YTRE + 20)]
    yield f'<polygon class="blekk" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in hjorner)}"/>'


def _midten(hjul: Arsring) -> Iterator[str]:
    yield f'<circle class="papir delt" cx="{MIDT[0]:g}" cy="{MIDT[1]:g}" r="{INDRE - 4:g}" stroke-width="1"/>'
    yield _tekst(MIDT[0], MIDT[1] + (8 if hjul.i_dag else 22), str(hjul.ar), 62, halvfet=True)
    if hjul.i_dag:
        yield _tekst(MIDT[0], MIDT[1] + 48, hjul.i_dag_ord, 25, klasse="svak")


def _forklaring(hjul: Arsring) -> Iterator[str]:
    """The states that are there, each with its sign and its number, in one or two lines under the wheel."""
    plass = 2 if len(hjul.forklaring) == 4 else 3  # noqa: PLR2004 - four are two and two
    for n, (tilstand, ord_) in enumerate(hjul.forklaring):
        linje, felt = divmod(n, plass)
        i_linja = min(plass, len(hjul.forklaring) - linje * plass)
        x = MIDT[0] + (felt - i_linja / 2) * 300 + 20
        y = 1098 + linje * 46
        yield f'<rect {_fyll(tilstand)} stroke-width="1.4" x="{x:g}" y="{y - 20:g}" width="44" height="26" rx="3"/>'
        yield _tekst(x + 58, y, ord_, 25, anker="start")


def _liste(hjul: Arsring) -> Iterator[str]:
    """What the numbers mean: name, and how it stands."""
    hoyde = min(58.0, (HOYDE - 130) / max(1, len(hjul.poster)))
    storst = min(22.0, hoyde * 0.42)
    x = BREDDE + 10
    for n, post in enumerate(hjul.poster):
        y = 110 + n * hoyde
        yield f'<rect {_fyll(post.tilstand)} stroke-width="1.4" x="{x + 42:g}" y="{y - hoyde * 0.32:g}" width="34" height="{hoyde * 0.42:.1f}" rx="3"/>'
        yield _tekst(x + 30, y, str(post.nr), storst, halvfet=True, anker="end")
        yield _tekst(x + 90, y, post.navn, storst, anker="start", bredde=LISTE_BREDDE - 110)
        yield _tekst(
            x + 90,
            y + storst * 1.05,
            post.linje,
            storst * 0.82,
            anker="start",
            klasse="svak",
            bredde=LISTE_BREDDE - 110,
        )


def _tekst(
    x: float, y: float, ord_: str, storrelse: float, *, halvfet: bool = False, anker: str = "middle", klasse: str = "blekk",
    bredde: float | None = None,
) -> str:  # fmt: skip
    """A line of text. `bredde`: made a little smaller if it does not fit in, and then cut off."""
    if bredde is not None:
        storrelse = max(storrelse * 0.8, min(storrelse, bredde / (max(1, len(ord_)) * BOKSTAV)))
        plass = int(bredde / (storrelse * BOKSTAV))
        ord_ = ord_ if len(ord_) <= plass else f"{ord_[: plass - 1].rstrip()}…"
    vekt = ' font-weight="600"' if halvfet else ""
    return f'<text class="{klasse}" x="{x:.1f}" y="{y:.1f}" font-size="{storrelse:.1f}" text-anchor="{anker}"{vekt}>{escape(ord_)}</text>'


def _langs(grader: float, radius: float, ord_: str, storrelse: float) -> str:
    """A word across a radius, never upside down."""
    x, y = _punkt(grader, radius)
    opp_ned = 90 < grader < 270  # noqa: PLR2004 - the lower half
    snu = grader + 180 if opp_ned else grader
    return (
        f'<text class="blekk" transform="translate({x:.1f} {y:.1f}) rotate({snu:.2f})" y="{storrelse * 0.34:.1f}" '
        f'font-size="{storrelse:g}" text-anchor="middle">{escape(ord_)}</text>'
    )


def _vinkel(ar: int, dag: date) -> float:
    """Degrees from the top, with the clock."""
    nyttar = date(ar, 1, 1)
    return (dag - nyttar).days * 360 / (date(ar + 1, 1, 1) - nyttar).days


def _punkt(grader: float, radius: float) -> tuple[float, float]:
    vinkel = math.radians(grader - 90)
    return MIDT[0] + radius * math.cos(vinkel), MIDT[1] + radius * math.sin(vinkel)


def _ringbit(fra: float, til: float, indre: float, ytre: float) -> str:
    """A piece of a ring. A whole turn stops just before itself, for an arc cannot end where it begins."""
    til = min(til, fra + 359.9)
    stor = int(til - fra > 180)  # noqa: PLR2004 - half a turn
    (x1, y1), (x2, y2), (x3, y3), (x4, y4) = (
        _punkt(fra, ytre),
        _punkt(til, ytre),
        _punkt(til, indre),
        _punkt(fra, indre),
    )
    return (
        f"M{x1:.2f} {y1:.2f}A{ytre:g} {ytre:g} 0 {stor} 1 {x2:.2f} {y2:.2f}"
        f"L{x3:.2f} {y3:.2f}A{indre:.2f} {indre:.2f} 0 {stor} 0 {x4:.2f} {y4:.2f}Z"
    )
