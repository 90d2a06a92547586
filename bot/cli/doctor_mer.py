"""What `varde doctor` says of erasing and of another avvik system. Numbers, references and codes, never content."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from sqlmodel import Session

from bot import eksternt
from bot.settings import Settings
from hms.ekstern import klokke, mottakere, rules, service
from hms.kit.klokke import oslo_date
from hms.lagring import forfall
from hms.regelverk import lagring
from hms.stige import stiger

SLAG = {
    "navn": "saker der navnene skal fjernes",
    "sak": "saker som skal slettes",
    "ekstern": "overførte meldinger som skal slettes",
    "person": "personer som skal glemmes",
}
STATUS = {rules.IKKE_OVERFORT: "ikke overført", rules.OVERFORT: "overført, nummer mangler"}


@dataclass(frozen=True)
class Linje:
    """One line of the report. `feil`: somebody has to do something."""

    tekst: str
    feil: bool = False


def linjer(session: Session, settings: Settings, now: datetime) -> list[Linje]:
    """The report's lines, first erasing and then the other system."""
    return [*_sletting(session, settings, now), *_ekstern(session, settings, now)]


def _sletting(session: Session, settings: Settings, now: datetime) -> Iterator[Linje]:
    own = lagring.les(settings.lagring)
    for mistake in own.feil:
        yield Linje(f"VARDE_LAGRING: {mistake}.", feil=True)
    counted = forfall.antall(session, now, own.regler)
    due = ", ".join(f"{number} {SLAG[kind]}" for kind, number in counted.items() if number) or "ingenting"
    if settings.sletting == "paa":
        yield Linje(f"Sletting er på. Forfalt nå: {due}.")
    else:
        yield Linje(f"Sletting er av (VARDE_SLETTING). Forfalt nå: {due}.")


def _ekstern(session: Session, settings: Settings, now: datetime) -> Iterator[Linje]:
    oppsett = eksternt.oppsett(settings)
    waiting = service.uten_nummer(session)
    if oppsett is None:
        if waiting:
            yield Linje(
                f"Avvikssystem: innebygd, men {len(waiting)} meldinger mangler nummer i et annet system.", feil=True
            )
        return
    for mistake in eksternt.feil(settings):
        yield Linje(mistake, feil=True)
    way = f"webhook til {urlsplit(settings.ekstern_url).hostname}" if oppsett.webhook else "ferdig tekst og lenke"
    yield Linje(f"Avvikssystem: eksternt, {way}. Meldinger uten saksnummer: {len(waiting)}.")
    if oppsett.mottak and not mottakere.navngitte(session, oppsett.mottak, oslo_date(now)):
        yield Linje("VARDE_EKSTERN_MOTTAK: ingen i organisasjonen har den adressen eller rollen nå.", feil=True)
    late = {step.navn for step in stiger()[klokke.STIGE].trinn[2:]}
    for sak in waiting:
        why = f", siste feil {sak.grunn}" if sak.grunn else ""
        chased = any(step["navn"] in late for step in sak.trinn)
        yield Linje(
            f"{sak.referanse}: {STATUS[sak.status]}, {sak.vei}{why}.",
            feil=chased or (bool(sak.grunn) and sak.vei != rules.WEBHOOK),
        )
