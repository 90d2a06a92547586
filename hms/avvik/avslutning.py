"""How a case ends, and how it comes back (avvik.md 5): closed, rejected, withdrawn, restricted, reopened."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from hms.avvik import behandling, beskjeder, flyt, klokke, pliktene, queries, rules
from hms.avvik.model import Avvik
from hms.avvik.queries import Leser
from hms.avvik.service import hent, skriv_revisjon
from hms.kit.feil import HmsError
from hms.kit.klokke import oslo_date
from hms.samtale import utkast
from hms.tiltak import queries as tiltak_queries
from hms.tiltak import rules as tiltak_rules

STRAKS = "plikt_straks"
VIRKET = ("virket", "delvis", "virket_ikke")


@dataclass(frozen=True)
class Lukking:
    """What closing asks for: feedback to the reporter, and a reason when an action is open or there is none."""

    tilbakemelding: str
    uten_tiltak_fordi: str | None = None


def mangler(session: Session, avvik: Avvik, leser: Leser) -> str | None:
    """What stands in the way of closing this case, as a code of HmsError; None when nothing does but the answers to it.

    avvik.egen_sak: another person than the reporter closes. avvik.ikke_leders: only the handler, unless it is the handler's
    own. avvik.tiltak_kreves: the risk calls for an action. avvik.sjekkliste: the law asks for a call at once (aml § 5-2), and it
    is neither noted nor said not to apply. avvik.ikke_droftet: an HMS case from grade 2 is discussed first.
    """
    reporter = queries.melder(session, avvik)
    own = reporter is not None and reporter.person_id is not None and reporter.person_id == avvik.behandler_id
    if reporter is not None and queries.er_melder(reporter, leser):
        return "avvik.egen_sak"
    if leser.person_id != avvik.behandler_id and not own:
        return "avvik.ikke_leders"
    if avvik.vurdert_at is None:
        return "avvik.ikke_vurdert"
    if any(punkt.plikt.stige == STRAKS for punkt in pliktene.apne(session, avvik)):
        return "avvik.sjekkliste"
    found = tiltak_queries.fra(session, behandling.OPPHAV, avvik.id or 0)
    real = [t for t in found if t.status != tiltak_rules.IKKE_AKTUELL]
    if not real and krever_tiltak(avvik):
        return "avvik.tiltak_kreves"
    if skal_droftes(avvik) and avvik.droftet_som is None:
        return "avvik.ikke_droftet"
    return None


def krever_tiltak(avvik: Avvik) -> bool:
    """Does the assessed risk call for an action, by the matrix that was in use that day?"""
    if avvik.sannsynlighet is None or avvik.konsekvens_mulig is None or avvik.matrise is None:
        return False
    return rules.matriser()[avvik.matrise].krever_tiltak(avvik.sannsynlighet, avvik.konsekvens_mulig)


def skal_droftes(avvik: Avvik) -> bool:
    """HMS cases from grade 2 are discussed with the MKS group or the verneombud before they are closed."""
    return avvik.grad >= rules.MIDDELS and rules.kategorier()[avvik.kategori].verneombud


def begrunnes(session: Session, avvik: Avvik) -> bool:
    """Does closing ask for a reason: no action was made, or one is still open?"""
    found = tiltak_queries.fra(session, behandling.OPPHAV, avvik.id or 0)
    done = [t for t in found if t.status == tiltak_rules.UTFORT]
    return not done or any(t.status in tiltak_rules.UFERDIGE for t in found)


def lukk(session: Session, now: datetime, leser: Leser, avvik_id: int, lukking: Lukking) -> Avvik:
    """Closes the case; the reporter gets the feedback and is asked whether it helped. Krav 6.1-11.

    Raises avvik.ingen_rett, avvik.ikke_naa, what `mangler` says, avvik.tilbakemelding, avvik.uten_tiltak.
    """
    avvik = hent(session, now, leser, avvik_id, "lukk")
    code = mangler(session, avvik, leser)
    if code is not None:
        raise HmsError(code, nummer=avvik.nummer)
    if not lukking.tilbakemelding.strip():
        raise HmsError("avvik.tilbakemelding")
    if begrunnes(session, avvik) and not (lukking.uten_tiltak_fordi or "").strip():
        raise HmsError("avvik.uten_tiltak")
    avvik.status = flyt.LUKKET
    avvik.lukket_at, avvik.lukket_av = now, leser.person_id
    avvik.tilbakemelding, avvik.uten_tiltak_fordi = lukking.tilbakemelding, lukking.uten_tiltak_fordi
    avvik.lost, avvik.effekt = None, None
    avvik.effekt_frist = oslo_date(now) + rules.EFFEKT_ETTER
    klokke.start_paa_nytt(session, avvik)
    session.flush()
    beskjeder.oppdater_kort(session, avvik)
    beskjeder.til_melder(session, now, avvik, "avvik_lukket", avvik.runde)
    skriv_revisjon(session, now, avvik, "avvik.lukket", leser=leser, data={})
    return avvik


def avvis(session: Session, now: datetime, leser: Leser, avvik_id: int, fordi: str) -> Avvik:
    """Ends the case without action, with a reason; the reporter may ask the next level. Raises avvik.ingen_rett, avvik.ikke_naa, avvik.egen_sak."""
    avvik = hent(session, now, leser, avvik_id, "avvis")
    reporter = queries.melder(session, avvik)
    if reporter is not None and queries.er_melder(reporter, leser):
        raise HmsError("avvik.egen_sak", nummer=avvik.nummer)
    avvik.status, avvik.avvist_fordi, avvik.avvist_av = flyt.AVVIST, fordi, avvik.behandler_id
    klokke.start_paa_nytt(session, avvik)
    session.flush()
    beskjeder.oppdater_kort(session, avvik)
    beskjeder.til_melder(session, now, avvik, "avvik_avvist", avvik.runde)
    skriv_revisjon(session, now, avvik, "avvik.avvist", leser=leser, data={})
    return avvik


def be_om_ny_vurdering(session: Session, now: datetime, leser: Leser, avvik_id: int) -> Avvik:
    """The reporter disagrees: the leader above the handler takes a rejected case. Raises avvik.ingen_rett, avvik.ikke_naa."""
    avvik = hent(session, now, leser, avvik_id, "ny_vurdering")
    _apne(session, now, avvik)
    line = queries.linja(session, avvik, oslo_date(now))
    avvik.behandler_id = line[0].id if line else None
    behandling.nytt_ansvar(session, now, avvik)
    beskjeder.oppdater_kort(session, avvik)
    skriv_revisjon(session, now, avvik, "avvik.ny_vurdering", leser=leser, data={"til": avvik.behandler_id})
    return avvik


def gjenapne(session: Session, now: datetime, leser: Leser, avvik_id: int, fordi: str) -> Avvik:
    """A closed case is taken up again, with a reason: by the reporter within 14 days, by leaders and verneombud at any time.

    Raises avvik.ingen_rett, avvik.ikke_naa, avvik.for_sent.
    """
    avvik = hent(session, now, leser, avvik_id, "gjenapne")
    relasjoner = queries.relasjoner(session, avvik, leser, oslo_date(now))
    late = avvik.lukket_at is None or now - avvik.lukket_at > rules.GJENAPNE_INNEN
    if relasjoner <= {flyt.MELDER, flyt.ORIENTERT, flyt.LOFTET} and late:
        raise HmsError("avvik.for_sent", nummer=avvik.nummer)
    _apne(session, now, avvik)
    avvik.gjenapnet_fordi = fordi
    session.flush()
    beskjeder.oppdater_kort(session, avvik)
    beskjeder.til_ny_behandler(session, avvik, queries.stempel(avvik))
    beskjeder.til_verneombud(session, now, avvik, "avvik_gjenapnet", avvik.runde)
    if flyt.MELDER not in relasjoner:
        beskjeder.til_melder(session, now, avvik, "avvik_gjenapnet", avvik.runde)
    skriv_revisjon(session, now, avvik, "avvik.gjenapnet", leser=leser, data={})
    return avvik


def _apne(session: Session, now: datetime, avvik: Avvik) -> None:
    """Open again, with deadlines counted from now."""
    frister = queries.frister(session, avvik.grad, now)
    avvik.status = flyt.GJENAPNET
    avvik.mottatt_at, avvik.mottatt_av, avvik.vurdert_at, avvik.vurdert_av = None, None, None, None
    avvik.lukket_at, avvik.lukket_av, avvik.effekt_frist, avvik.lost = None, None, None, None
    avvik.hos_behandler_fra = now
    avvik.frist_mottatt, avvik.frist_vurdert, avvik.frist_lukket = frister.mottatt, frister.vurdert, frister.lukket
    klokke.start_paa_nytt(session, avvik)
    pliktene.still(session, now, avvik)


def trekk(session: Session, now: datetime, leser: Leser, avvik_id: int) -> Avvik:
    """The reporter takes the report back before anybody has received it; the trace stays. Raises avvik.ingen_rett, avvik.ikke_naa."""
    avvik = hent(session, now, leser, avvik_id, "trekk")
    avvik.status = flyt.TRUKKET
    klokke.start_paa_nytt(session, avvik)
    session.flush()
    beskjeder.oppdater_kort(session, avvik)
    skriv_revisjon(session, now, avvik, "avvik.trukket", leser=leser, data={})
    return avvik


def se_som_varsel(session: Session, now: datetime, leser: Leser, avvik_id: int) -> Avvik:
    """«Dette ser ut som et varsel»: closed to all but the reception for whistleblowing, and every card is rewritten (avvik.md 1, 8).

    Raises avvik.ingen_rett, avvik.ikke_naa, avvik.ingen_varslingsmottak (nobody there could take it over).
    """
    avvik = hent(session, now, leser, avvik_id, "varsel")
    if not queries.varslingsmottak(session, avvik, oslo_date(now)):
        raise HmsError("avvik.ingen_varslingsmottak")
    avvik.status, avvik.skjermet_at = flyt.SKJERMET, now
    utkast.slett_om(session, "avvik", avvik_id)
    klokke.start_paa_nytt(session, avvik)
    session.flush()
    beskjeder.skriv_om(session, avvik)
    for tiltak in tiltak_queries.fra(session, behandling.OPPHAV, avvik_id):
        utkast.slett_om(session, "tiltak", tiltak.id or 0)
    beskjeder.til_varslingsmottak(session, now, avvik)
    beskjeder.til_melder(session, now, avvik, "avvik_skjermet", avvik.runde)
    skriv_revisjon(session, now, avvik, "avvik.skjermet", leser=leser, data={})
    return avvik


def meld_losning(session: Session, now: datetime, leser: Leser, avvik_id: int, *, lost: bool) -> Avvik:
    """«Løste det problemet?», the reporter's answer. No leads to an offer to reopen. Raises avvik.ingen_rett, avvik.ikke_naa."""
    avvik = hent(session, now, leser, avvik_id, "losning")
    avvik.lost = lost
    session.add(avvik)
    beskjeder.oppdater_kort(session, avvik)
    skriv_revisjon(session, now, avvik, "avvik.losning", leser=leser, data={"lost": lost})
    return avvik


def meld_effekt(session: Session, now: datetime, leser: Leser, avvik_id: int, effekt: str) -> Avvik:
    """Sixty days after: did the actions work? Raises avvik.ingen_rett, avvik.ikke_naa, avvik.ukjent_effekt."""
    avvik = hent(session, now, leser, avvik_id, "effekt")
    if effekt not in VIRKET:
        raise HmsError("avvik.ukjent_effekt")
    avvik.effekt = effekt
    klokke.start_paa_nytt(session, avvik)
    beskjeder.oppdater_kort(session, avvik)
    skriv_revisjon(session, now, avvik, "avvik.effekt", leser=leser, data={"effekt": effekt})
    return avvik
