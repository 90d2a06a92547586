"""The checklist of the law on a case's card: what has been noted, what is missing, and the buttons for it (avvik.md 6)."""

from collections.abc import Mapping

from dialogs import texts
from dialogs.context import Reader
from dialogs.contract import Block, Button, Facts
from dialogs.i18n import N_
from hms.avvik import flyt, pliktene, plikter, skaderegister
from hms.avvik.model import Avvik, AvvikPlikt
from hms.avvik.pliktene import Punkt
from hms.kit.klokke import oslo_date
from hms.organisasjon import queries as org

STRAKS = ("arbeidstilsynet", "politi", "lege")
LABELS: Mapping[str, str] = {
    "ringt": N_("Ringt kl. …"),
    "skriftlig": N_("Skriftlig bekreftet"),
    "kopi_vo": N_("Kopi til verneombudet gitt"),
    "sendt": N_("Meldt eller sendt"),
    "fort": N_("Før i skaderegisteret"),
    "ikke_aktuelt": N_("Ikke aktuelt, fordi …"),
}
SENERE = ("sendt", "fort")
GJELDER = "gjelder"


def sjekkliste(r: Reader, avvik: Avvik, relasjoner: frozenset[str]) -> list[Block]:
    """The checklist, for those who may note in it; nothing for others, or where the law asks for nothing."""
    points = pliktene.liste(r.session, avvik) if flyt.har_rett(relasjoner, pliktene.HANDLING) else []
    if not points:
        return []
    rows = tuple((r.t.text(texts.PLIKT[p.plikt.id]), _status(r, avvik, p)) for p in points)
    blocks: list[Block] = [r.t.rich(N_("**Dette pålegger loven arbeidsgiveren i saken:**")), Facts(rows)]
    if any(p.plikt.id == "nav" and p.mangler for p in points):
        text = N_(
            "Arbeidsgiveren sender skademelding til Nav elektronisk, snarest (folketrygdloven § 13-14). Varde sender den ikke. Etter ett år kan retten være tapt. Nestenulykker meldes ikke."
        )
        blocks.append(r.t.rich(text, tone="small"))
    return blocks


def mangler(r: Reader, avvik: Avvik) -> list[Block]:
    """One line on what is missing, for the daily follow-up; nothing when nothing is."""
    open_ones = pliktene.apne(r.session, avvik)
    if not open_ones:
        return []
    what = "; ".join(f"{r.t.text(texts.PLIKT[p.plikt.id])}: {_mangler(r, p)}" for p in open_ones)
    return [r.t.rich(N_("Ikke ført opp ennå: {hva}."), hva=what)]


def forste(r: Reader, avvik: Avvik, relasjoner: frozenset[str]) -> tuple[Button, ...]:
    """The buttons that stand on the card itself: what is to be called in comes before what is sent."""
    steps = _steg(r, avvik, relasjoner)
    now = [steg for steg in steps if steg not in SENERE]
    if now in ([], ["ikke_aktuelt"]):
        now = steps
    return tuple(_knapp(r, avvik, steg) for steg in now)


def resten(r: Reader, avvik: Avvik, relasjoner: frozenset[str]) -> tuple[Button, ...]:
    """Those that stand behind [Flere valg]."""
    shown = {button.label for button in forste(r, avvik, relasjoner)}
    buttons = [_knapp(r, avvik, steg) for steg in _steg(r, avvik, relasjoner)]
    entered = flyt.kan(relasjoner, plikter.SKADEREGISTER, avvik.status) and skaderegister.registrert(r.session, avvik)
    if entered:
        data = {"action": "avvik", "do": plikter.SKADEREGISTER, "avvik": avvik.id, "token": ""}
        buttons.append(Button(r.t.text(N_("Rett i skaderegisteret")), data))
    if flyt.kan(relasjoner, pliktene.HANDLING, avvik.status) and rettbare(r, avvik):
        data = {"action": "plikt", "do": "rett", "avvik": avvik.id, "token": ""}
        buttons.append(Button(r.t.text(N_("Rett sjekklista")), data))
    return tuple(button for button in buttons if button.label not in shown)


def rettbare(r: Reader, avvik: Avvik) -> tuple[tuple[str, str], ...]:
    """What has been noted and can be corrected: «arbeidstilsynet:ringt», and how it stands there."""
    found: list[tuple[str, str]] = []
    for punkt in pliktene.liste(r.session, avvik):
        row, name = punkt.rad, r.t.text(texts.PLIKT[punkt.plikt.id])
        if row is not None and row.ikke_aktuelt_at is not None:
            found.append((f"{punkt.plikt.id}:{GJELDER}", r.t.text(N_("{punkt}: gjelder likevel"), punkt=name)))
        elif row is not None:
            for steg, label in (
                (plikter.RINGT, N_("{punkt}: ringt {tid}")),
                (plikter.SKRIFTLIG, N_("{punkt}: sendt {tid}")),
            ):
                at = getattr(row, f"{steg}_at")
                if at is not None:
                    found.append((f"{punkt.plikt.id}:{steg}", r.t.text(label, punkt=name, tid=r.t.moment(at, r.today))))
    return tuple(found)


def _steg(r: Reader, avvik: Avvik, relasjoner: frozenset[str]) -> list[str]:
    """Which buttons this reader has, in the order of LABELS. A step has one when the step before it has been noted."""
    if not flyt.kan(relasjoner, pliktene.HANDLING, avvik.status):
        return []
    found: set[str] = set()
    for punkt in pliktene.apne(r.session, avvik):
        found |= {knapp_for(punkt), "ikke_aktuelt"}
    if not flyt.kan(relasjoner, plikter.SKADEREGISTER, avvik.status):
        found.discard("fort")
    return [steg for steg in LABELS if steg in found]


def knapp_for(punkt: Punkt) -> str:
    """Which button the next step of a line has."""
    steg = punkt.mangler[0]
    return "sendt" if steg == plikter.SKRIFTLIG and punkt.plikt.id not in STRAKS else steg


def _knapp(r: Reader, avvik: Avvik, steg: str) -> Button:
    if steg == "fort":
        data = {"action": "avvik", "do": plikter.SKADEREGISTER, "avvik": avvik.id, "token": ""}
    else:
        token = f"avvik:{avvik.id}:kopi_vo" if steg == plikter.KOPI_VO else ""
        data = {"action": "plikt", "do": steg, "avvik": avvik.id, "token": token}
    return Button(r.t.text(LABELS[steg]), data)


def _status(r: Reader, avvik: Avvik, punkt: Punkt) -> str:
    t = r.t
    row = punkt.rad
    if row is not None and row.ikke_aktuelt_at is not None:
        return t.text(N_("Ikke aktuelt: {fordi}"), fordi=row.ikke_aktuelt_fordi or "")
    parts = _gjort(r, punkt, row) if row is not None else []
    if punkt.mangler:
        parts.append(t.text(N_("Mangler: {hva}"), hva=_mangler(r, punkt)))
        frist = punkt.plikt.frist(avvik.meldt_at)
        if frist is not None and punkt.plikt.frist_timer is not None:
            parts.append(t.text(N_("Frist {frist}"), frist=t.moment(frist, r.today)))
        elif frist is not None:
            parts.append(t.text(N_("Snarest, og innen {frist}"), frist=t.full_day(oslo_date(frist))))
    return ". ".join(parts)


def _gjort(r: Reader, punkt: Punkt, row: AvvikPlikt) -> list[str]:
    t = r.t
    parts = []
    if row.ringt_at is not None:
        person = org.person(r.session, row.ringt_av) if row.ringt_av is not None else None
        text = N_("Ringt {tid} av {navn}")
        parts.append(t.text(text, tid=t.moment(row.ringt_at, r.today), navn=person.navn if person else ""))
    if row.skriftlig_at is not None:
        text = N_("Skriftlig bekreftet {tid}") if punkt.plikt.id in STRAKS else N_("Meldt {tid}")
        parts.append(t.text(text, tid=t.moment(row.skriftlig_at, r.today)))
    if row.kopi_vo_at is not None:
        parts.append(t.text(N_("Verneombudet fikk kopi {tid}"), tid=t.moment(row.kopi_vo_at, r.today)))
    if row.fort_at is not None:
        parts.append(t.text(N_("Ført {tid}"), tid=t.moment(row.fort_at, r.today)))
    return parts


def _mangler(r: Reader, punkt: Punkt) -> str:
    names = {
        "ringt": N_("ringt"),
        "skriftlig": N_("skriftlig bekreftet") if punkt.plikt.id in STRAKS else N_("meldt"),
        "kopi_vo": N_("kopi til verneombudet"),
        "fort": N_("ført"),
    }
    return ", ".join(r.t.text(names[steg]) for steg in punkt.mangler)
