"""The log of a case in words: what each line of the audit says happened, when, and who did it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from dialogs import kortdeler
from dialogs.context import Reader
from dialogs.i18n import N_
from hms.avvik import flyt
from hms.kit.revisjon import Revisjon

PERSON = "person:"
ORD = {
    "avvik.meldt": N_("Meldt"),
    "avvik.mottatt": N_("Mottak bekreftet"),
    "avvik.videresendt": N_("Sendt videre til en annen behandler"),
    "avvik.vurdert": N_("Vurdert"),
    "avvik.arsak": N_("Årsak lagt inn"),
    "avvik.tiltak": N_("Tiltak lagt til"),
    "avvik.til_evaluering": N_("Alle tiltak utført, til evaluering"),
    "avvik.sporsmal": N_("Spørsmål til melderen"),
    "avvik.svar": N_("Svar fra melderen"),
    "avvik.tillegg": N_("Melderen la til noe"),
    "avvik.vedlegg": N_("Bilder lagt ved"),
    "avvik.droftet": N_("Drøftet"),
    "avvik.mks_tekst": N_("Tekst til MKS-møtet godkjent"),
    "avvik.skjermet_felt": N_("Skjermede felt endret"),
    "avvik.inhabil": N_("En person ført opp som inhabil"),
    "avvik.trinn": N_("Påminnelse om en frist"),
    "avvik.plikt": N_("Ført opp i sjekklista etter loven"),
    "avvik.plikt_rettet": N_("Rettet i sjekklista etter loven"),
    "avvik.plikt_trinn": N_("Påminnelse om sjekklista etter loven"),
    "skaderegister.fort": N_("Ført i skaderegisteret"),
    "avvik.lukket": N_("Lukket"),
    "avvik.avvist": N_("Avsluttet uten tiltak"),
    "avvik.trukket": N_("Trukket av melderen"),
    "avvik.gjenapnet": N_("Åpnet igjen"),
    "avvik.ny_vurdering": N_("Melderen ba neste leder se på saken"),
    "avvik.losning": N_("Melderen svarte om det løste problemet"),
    "avvik.effekt": N_("Virkningen av tiltakene vurdert"),
    "avvik.navn_slettet": N_("Navnet på melderen slettet"),
    "avvik.tekst_fjernet": N_("En tekst fjernet"),
    "avvik.arkivert": N_("Eksportert til arkivet"),
    "personvern.startet": N_("Klokka på 72 timer startet"),
    "personvern.trinn": N_("Påminnelse om fristen til Datatilsynet"),
    "personvern.meldt": N_("Ført opp som meldt til Datatilsynet"),
    "personvern.ikke_meldepliktig": N_("Vurdert som ikke meldepliktig til Datatilsynet"),
    "tiltak.opprettet": N_("Tiltak opprettet"),
    "tiltak.trinn": N_("Påminnelse om et tiltak"),
    "tiltak.utfort": N_("Tiltak meldt utført"),
    "tiltak.bestridt": N_("Verneombudet bestred at tiltaket var utført"),
    "tiltak.ikke_aktuelt": N_("Tiltak ikke lenger aktuelt"),
    "tiltak.ny_frist": N_("Ny frist for et tiltak"),
    "tiltak.frist_sokt": N_("Bedt om ny frist for et tiltak"),
    "tiltak.frist_godkjent": N_("Ny frist for et tiltak godkjent"),
    "tiltak.frist_avslatt": N_("Ny frist for et tiltak avslått"),
    "tiltak.ansvarlig": N_("Ny ansvarlig for et tiltak"),
}


@dataclass(frozen=True)
class Linje:
    """What happened at a moment (UTC), by the audit's code and in words; `hvem` is empty for an account without a person."""

    at: datetime
    kode: str
    hva: str
    hvem: str


def linjer(r: Reader, rader: Iterable[Revisjon]) -> list[Linje]:
    """The lines in words; one without words stands by its code."""
    return [Linje(rad.skjedd_at, rad.hendelse, _ord(r, rad.hendelse), _hvem(r, rad.aktor)) for rad in rader]


def _ord(r: Reader, hendelse: str) -> str:
    return r.t.text(ORD[hendelse]) if hendelse in ORD else hendelse


def _hvem(r: Reader, aktor: str) -> str:
    if aktor.startswith(PERSON):
        return kortdeler.navn(r, int(aktor.removeprefix(PERSON))) or ""
    if aktor == flyt.MELDER:
        return r.t.text(N_("melderen"))
    return "Varde" if aktor == "varde" else ""
