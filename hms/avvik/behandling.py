"""What the handler does with a case until it can be closed (avvik.md 5). Each function is one step in the caller's transaction."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from hms.avvik import beskjeder, flyt, klokke, personvern, pliktene, queries, rules
from hms.avvik.model import Avvik, AvvikInhabil, AvvikMelding
from hms.avvik.queries import Leser
from hms.avvik.service import hent, kan_overta, skriv_revisjon
from hms.kit.feil import HmsError
from hms.kit.klokke import oslo_date
from hms.organisasjon import queries as org
from hms.organisasjon.rader import Person
from hms.tiltak import queries as tiltak_queries
from hms.tiltak import rules as tiltak_rules
from hms.tiltak import service as tiltak_service
from hms.tiltak.model import Tiltak
from hms.tiltak.service import NyttTiltak

OPPHAV = "avvik"
DROFTET = ("mks", "verneombud", "ikke")


@dataclass(frozen=True)
class Vurdering:
    """The handler's assessment. Likelihood and consequences from 1 to the matrix's size; actual and possible apart."""

    grad: int
    sannsynlighet: int
    konsekvens_faktisk: int
    konsekvens_mulig: int
    kategori: str | None = None
    underkategori: str | None = None


def vurder(
    session: Session, now: datetime, leser: Leser, avvik_id: int, vurdering: Vurdering, *, matrise: int
) -> Avvik:
    """Fixes the severity and the risk. Whoever assesses has received. `matrise` is the size in use today.

    Raises avvik.ingen_rett, avvik.ikke_naa, avvik.utenfor_matrisen, avvik.grad_for_lav, avvik.mulig_under_faktisk, avvik.underkategori.
    """
    avvik = hent(session, now, leser, avvik_id, "vurder")
    _kontroller(avvik, vurdering, rules.matriser()[matrise])
    hevet = vurdering.grad > avvik.grad
    forste = avvik.vurdert_at is None
    if avvik.mottatt_at is None:
        avvik.mottatt_at, avvik.mottatt_av = now, leser.person_id
    avvik.status = _etter_vurdering(session, avvik)
    avvik.vurdert_at, avvik.vurdert_av = now, leser.person_id
    avvik.sannsynlighet, avvik.matrise = vurdering.sannsynlighet, matrise
    avvik.konsekvens_faktisk, avvik.konsekvens_mulig = vurdering.konsekvens_faktisk, vurdering.konsekvens_mulig
    avvik.kategori = vurdering.kategori or avvik.kategori
    avvik.underkategori = vurdering.underkategori
    if vurdering.grad != avvik.grad:
        avvik.grad = vurdering.grad
        avvik.frist_lukket = queries.frister(session, avvik.grad, avvik.meldt_at).lukket
    klokke.start_paa_nytt(session, avvik)
    pliktene.still(session, now, avvik)
    session.flush()
    personvern.start(session, now, avvik)
    if hevet or vurdering.kategori is not None:
        beskjeder.til_orienterte(session, avvik, f"vurdert{avvik.runde}")
    beskjeder.oppdater_kort(session, avvik)
    if forste:
        beskjeder.til_melder(session, now, avvik, "avvik_vurdert", avvik.runde)
    data = {"grad": avvik.grad, "s": avvik.sannsynlighet, "k": avvik.konsekvens_mulig, "matrise": matrise}
    skriv_revisjon(session, now, avvik, "avvik.vurdert", leser=leser, data=data)
    return avvik


def _kontroller(avvik: Avvik, vurdering: Vurdering, matrise: rules.Matrise) -> None:
    if not matrise.har(vurdering.sannsynlighet, vurdering.konsekvens_faktisk, vurdering.konsekvens_mulig):
        raise HmsError("avvik.utenfor_matrisen", storrelse=matrise.storrelse)
    if vurdering.konsekvens_mulig < vurdering.konsekvens_faktisk:
        raise HmsError("avvik.mulig_under_faktisk")
    if rules.laveste_grad(avvik.skade, vurdering.grad) != vurdering.grad or vurdering.grad not in rules.GRADER:
        raise HmsError("avvik.grad_for_lav")
    kategori = vurdering.kategori or avvik.kategori
    if vurdering.underkategori is not None and vurdering.underkategori not in rules.underkategorier(kategori):
        raise HmsError("avvik.underkategori")


def _etter_vurdering(session: Session, avvik: Avvik) -> str:
    found = tiltak_queries.fra(session, OPPHAV, avvik.id or 0)
    if not found:
        return flyt.UNDER_BEHANDLING
    open_ones = [t for t in found if t.status in tiltak_rules.UFERDIGE]
    return flyt.TILTAK_PAGAR if open_ones else flyt.TIL_EVALUERING


def sett_arsak(
    session: Session, now: datetime, leser: Leser, avvik_id: int, *, direkte: str, bakenforliggende: str | None
) -> Avvik:
    """The causes, as the handler sees them. Raises avvik.ingen_rett, avvik.ikke_naa."""
    avvik = hent(session, now, leser, avvik_id, "arsak")
    avvik.arsak_direkte, avvik.arsak_bakenforliggende = direkte, bakenforliggende
    session.add(avvik)
    beskjeder.oppdater_kort(session, avvik)
    skriv_revisjon(session, now, avvik, "avvik.arsak", leser=leser, data={})
    return avvik


def nytt_tiltak(session: Session, now: datetime, leser: Leser, avvik_id: int, nytt: NyttTiltak) -> tuple[Avvik, Tiltak]:
    """What shall be done about it; the responsible person and the reporter are told.

    A guest may have one (krav 3.0-2). Raises avvik.ingen_rett, avvik.ikke_naa, tiltak.frist, tiltak.ansvarlig (left, or somebody
    whom the case is about).
    """
    avvik = hent(session, now, leser, avvik_id, "tiltak")
    person = org.person(session, nytt.ansvarlig_id)
    ute = queries.inhabile(session, avvik_id)
    if person is None or person.id in ute or not org.er_gyldig(person, oslo_date(now)):
        raise HmsError("tiltak.ansvarlig")
    tiltak = tiltak_service.opprett(
        session, now, leser.person_id, nytt, opphav=(OPPHAV, avvik_id), node_id=avvik.node_id
    )
    avvik.status = flyt.TILTAK_PAGAR
    klokke.start_paa_nytt(session, avvik)
    session.flush()
    beskjeder.oppdater_kort(session, avvik)
    beskjeder.til_melder(session, now, avvik, "avvik_tiltak", tiltak.id, tiltak=tiltak.id)
    skriv_revisjon(session, now, avvik, "avvik.tiltak", leser=leser, data={"tiltak": tiltak.id})
    return avvik, tiltak


def tiltak_ferdig(session: Session, now: datetime, leser: Leser, avvik: Avvik) -> None:
    """A tiltak of the case has been done or dropped: when it was the last, the case is ready to be evaluated."""
    if avvik.status == flyt.TILTAK_PAGAR and not tiltak_queries.uferdige(session, OPPHAV, avvik.id or 0):
        avvik.status = flyt.TIL_EVALUERING
        beskjeder.til_behandler(session, now, avvik, "avvik_til_evaluering", f"e{avvik.runde}")
        skriv_revisjon(session, now, avvik, "avvik.til_evaluering", leser=leser, data={})
    if avvik.status in flyt.APNE:
        klokke.start_paa_nytt(session, avvik)
    beskjeder.oppdater_kort(session, avvik)


def spor_melder(session: Session, now: datetime, leser: Leser, avvik_id: int, tekst: str) -> Avvik:
    """A question through the bot: the reporter's name need not be known. Raises avvik.ingen_rett, avvik.ingen_melder."""
    avvik = hent(session, now, leser, avvik_id, "spor_melder")
    if not queries.melder_kan_svare(session, avvik, oslo_date(now)):
        raise HmsError("avvik.ingen_melder")
    melding = _skriv_melding(session, now, avvik, flyt.BEHANDLER, tekst)
    beskjeder.til_melder(session, now, avvik, "avvik_sporsmal", melding.id, melding=melding.id)
    skriv_revisjon(session, now, avvik, "avvik.sporsmal", leser=leser, data={"melding": melding.id})
    return avvik


def svar(session: Session, now: datetime, leser: Leser, avvik_id: int, tekst: str) -> Avvik:
    """The reporter's answer, to whoever handles the case now. Raises avvik.ingen_rett."""
    avvik = hent(session, now, leser, avvik_id, "svar")
    melding = _skriv_melding(session, now, avvik, flyt.MELDER, tekst)
    beskjeder.til_behandler(session, now, avvik, "avvik_svar", melding.id, melding=melding.id)
    skriv_revisjon(session, now, avvik, "avvik.svar", leser=leser, data={"melding": melding.id})
    return avvik


def _skriv_melding(session: Session, now: datetime, avvik: Avvik, fra: str, tekst: str) -> AvvikMelding:
    melding = AvvikMelding(avvik_id=avvik.id or 0, fra=fra, tekst=tekst, skrevet_at=now)
    session.add(melding)
    session.flush()
    beskjeder.oppdater_kort(session, avvik)
    return melding


def droft(
    session: Session, now: datetime, leser: Leser, avvik_id: int, *, som: str, dag: date | None, fordi: str | None
) -> Avvik:
    """Where the case was discussed: an MKS meeting or with the verneombud, with the day, or «ikke» with a reason.

    Raises avvik.ingen_rett, avvik.droftet (a day in the future, or neither day nor reason).
    """
    avvik = hent(session, now, leser, avvik_id, "droft")
    missing = not fordi if som == "ikke" else dag is None
    if som not in DROFTET or missing or (dag is not None and dag > oslo_date(now)):
        raise HmsError("avvik.droftet")
    avvik.droftet_som, avvik.droftet_dag, avvik.droftet_fordi = som, dag, fordi
    session.add(avvik)
    beskjeder.oppdater_kort(session, avvik)
    skriv_revisjon(session, now, avvik, "avvik.droftet", leser=leser, data={"som": som})
    return avvik


def sett_mks_tekst(session: Session, now: datetime, leser: Leser, avvik_id: int, tekst: str) -> Avvik:
    """The short text, without names, that the MKS group sees of the case (avvik.md 8). Raises avvik.ingen_rett."""
    avvik = hent(session, now, leser, avvik_id, "mks_tekst")
    avvik.mks_tekst = tekst
    session.add(avvik)
    skriv_revisjon(session, now, avvik, "avvik.mks_tekst", leser=leser, data={})
    return avvik


def skjerm_felt(session: Session, now: datetime, leser: Leser, avvik_id: int, felt: frozenset[str]) -> Avvik:
    """Restricts these fields of the case, and opens the others: the verneombud's cards are rewritten (avvik.md 8).

    Raises avvik.ingen_rett, avvik.ukjent_felt.
    """
    avvik = hent(session, now, leser, avvik_id, "skjerm_felt")
    if not felt <= set(rules.SKJERMBARE):
        raise HmsError("avvik.ukjent_felt")
    avvik.skjermede_felt = sorted(felt)
    session.add(avvik)
    beskjeder.oppdater_kort(session, avvik)
    skriv_revisjon(session, now, avvik, "avvik.skjermet_felt", leser=leser, data={"felt": sorted(felt)})
    return avvik


def meld_inhabil(session: Session, now: datetime, leser: Leser, avvik_id: int, person: Person) -> Avvik:
    """The case is about this person, who is out of it from now on. Was it the handler, the next leader takes over.

    The reporter cannot be. Who may not see who reported is not told so: it is noted, and the reporter has the case still.
    Raises avvik.ingen_rett, avvik.alt_inhabil, avvik.er_melder.
    """
    avvik = hent(session, now, leser, avvik_id, "inhabil")
    reporter = queries.melder(session, avvik)
    if person.id is None or person.id in queries.inhabile(session, avvik_id):
        raise HmsError("avvik.alt_inhabil")
    own = reporter is not None and reporter.person_id == person.id
    if own and queries.ser_melder(session, avvik, leser, oslo_date(now)):
        raise HmsError("avvik.er_melder")
    session.add(AvvikInhabil(avvik_id=avvik_id, person_id=person.id))
    session.flush()
    if avvik.behandler_id == person.id:
        gi_til_neste(session, now, avvik, leser)
    beskjeder.skriv_om(session, avvik)
    skriv_revisjon(session, now, avvik, "avvik.inhabil", leser=leser, data={"person": person.id})
    return avvik


def gi_til_neste(session: Session, now: datetime, avvik: Avvik, leser: Leser) -> None:
    """The case goes to the nearest leader above its handler; nobody left means that the HMS-ansvarlig finds one."""
    line = [p for p in queries.linja(session, avvik, oslo_date(now)) if kan_overta(session, now, leser, avvik, p)]
    avvik.behandler_id = line[0].id if line else None
    nytt_ansvar(session, now, avvik)


def nytt_ansvar(session: Session, now: datetime, avvik: Avvik) -> None:
    """Somebody else has the case from now on: it is to be confirmed anew, and the card goes out."""
    avvik.mottatt_at, avvik.mottatt_av = None, None
    avvik.status = flyt.VIDERESENDT if avvik.status in flyt.APNE and avvik.status != flyt.GJENAPNET else avvik.status
    avvik.hos_behandler_fra = now
    avvik.frist_mottatt = queries.frister(session, avvik.grad, now).mottatt
    klokke.start_paa_nytt(session, avvik)
    session.flush()
    beskjeder.til_ny_behandler(session, avvik, queries.stempel(avvik))
    beskjeder.til_melder(session, now, avvik, "avvik_videresendt", queries.stempel(avvik))
