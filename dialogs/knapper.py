"""The buttons of a case: what this reader may do with it now, the next step first and the rest behind [Flere valg]."""

from collections.abc import Mapping

from dialogs.context import Reader
from dialogs.contract import Button
from dialogs.i18n import N_
from hms.avvik import avslutning, flyt, queries
from hms.avvik.model import Avvik
from hms.tiltak import queries as tiltak

LABELS: Mapping[str, str] = {
    "bekreft": N_("Bekreft mottak"),
    "vurder": N_("Vurder saken"),
    "arsak": N_("Legg inn årsak"),
    "tiltak": N_("Legg til tiltak"),
    "spor_melder": N_("Spør melderen"),
    "send_videre": N_("Send til riktig person"),
    "mks_tekst": N_("Tekst til MKS-møtet"),
    "droft": N_("Ført opp som drøftet"),
    "lukk": N_("Lukk saken"),
    "avvis": N_("Avslutt uten tiltak"),
    "skjerm_felt": N_("Skjerm felt"),
    "inhabil": N_("Meld noen inhabil"),
    "varsel": N_("Dette ser ut som et varsel"),
    "gjenapne": N_("Åpne saken igjen"),
    "legg_til": N_("Legg til noe"),
    "svar": N_("Svar behandleren"),
    "trekk": N_("Trekk meldingen"),
    "ny_vurdering": N_("Be om ny vurdering"),
}
NESTE: Mapping[str, tuple[str, ...]] = {
    flyt.MELDT: ("bekreft", "vurder", "send_videre"),
    flyt.VIDERESENDT: ("bekreft", "vurder", "send_videre"),
    flyt.GJENAPNET: ("bekreft", "vurder", "send_videre"),
    flyt.MOTTATT: ("vurder", "spor_melder", "send_videre"),
    flyt.UNDER_BEHANDLING: ("tiltak", "lukk", "spor_melder"),
    flyt.TILTAK_PAGAR: ("lukk", "tiltak", "spor_melder"),
    flyt.TIL_EVALUERING: ("lukk", "tiltak", "spor_melder"),
}
FOR_MELDER = ("svar", "legg_til", "ny_vurdering", "gjenapne")


def for_sak(r: Reader, avvik: Avvik, relasjoner: frozenset[str]) -> tuple[Button, ...]:
    """The few that matter now, and [Flere valg] when there are others."""
    lov = _lov(r, avvik, relasjoner)
    first = [h for h in NESTE.get(avvik.status, ()) if h in lov]
    if flyt.MELDER in relasjoner:
        first += [h for h in FOR_MELDER if h in lov]
    buttons = [knapp(r, avvik, h) for h in first]
    if flyt.MELDER in relasjoner and flyt.BEHANDLER not in relasjoner:
        follow = {"action": "avvik", "do": "se", "avvik": avvik.id, "token": ""}
        buttons.insert(0, Button(r.t.text(N_("Følg saken")), follow))
    if flyt.BEHANDLER in relasjoner and tiltak.uferdige(r.session, "avvik", avvik.id or 0):
        listed = {"action": "tiltak", "do": "liste", "avvik": avvik.id, "token": ""}
        buttons.append(Button(r.t.text(N_("Se tiltakene")), listed))
    if len(lov) > len(first):
        more = {"action": "avvik", "do": "flere", "avvik": avvik.id, "token": ""}
        buttons.append(Button(r.t.text(N_("Flere valg")), more))
    return tuple(buttons)


def resten(r: Reader, avvik: Avvik, relasjoner: frozenset[str]) -> tuple[Button, ...]:
    """What stands behind [Flere valg]."""
    lov = _lov(r, avvik, relasjoner)
    first = set(NESTE.get(avvik.status, ()))
    if flyt.MELDER in relasjoner:
        first |= set(FOR_MELDER)
    return tuple(knapp(r, avvik, h) for h in lov if h not in first)


def knapp(r: Reader, avvik: Avvik, handling: str) -> Button:
    """One button; only [Bekreft mottak] acts at once and so carries an operation token, the others open a form."""
    token = f"avvik:{avvik.id}:bekreft:{queries.stempel(avvik)}" if handling == "bekreft" else ""
    data = {"action": "avvik", "do": handling, "avvik": avvik.id, "token": token}
    return Button(r.t.text(LABELS[handling]), data, style="positive" if handling == "bekreft" else "default")


def _lov(r: Reader, avvik: Avvik, relasjoner: frozenset[str]) -> list[str]:
    """What the reader may do now, in the order of LABELS."""
    lov = [h for h in LABELS if flyt.kan(relasjoner, h, avvik.status)]
    if "svar" in lov and not any(m.fra == flyt.BEHANDLER for m in queries.meldinger(r.session, avvik.id or 0)):
        lov.remove("svar")
    if "lukk" in lov and avslutning.mangler(r.session, avvik, r.leser) == "avvik.ikke_leders":
        lov.remove("lukk")
    if "spor_melder" in lov and (queries.melder(r.session, avvik) is None or flyt.MELDER in relasjoner):
        lov.remove("spor_melder")
    return lov
