"""Reminders of tiltak stand in the day's card beside the duties: one message a person a working day (kalender.md, rules 4 and 8)."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from hms.arshjul import mottak, opplysningsdager, rules
from hms.arshjul.model import ArshjulOpplysning
from hms.arshjul.queries import Levende
from hms.avvik import tiltakene
from hms.kit.kalender import purretid
from hms.kit.klokke import oslo_date
from hms.kit.sporring import sett_inn_om_ny
from hms.stige import Trinn
from hms.tiltak import mottakere
from hms.tiltak.model import Tiltak
from hms.tiltak.rules import HASTER
from hms.tiltak.service import send

EMNE = "tiltak"


def legg(session: Session, now: datetime, tiltak: Tiltak, trinn: Trinn, rolle: str) -> list[dict[str, Any]]:
    """The step becomes a line for whoever has the role on the day it is sent. Returns the live cards that it will stand on.

    What haster (a case of severity 3 or 4) is a message of its own, and so is what nobody can be found for, so that it is
    seen to wait.
    """
    sak = tiltakene.saken(session, tiltak)
    dag = oslo_date(purretid(now, alltid=trinn.alltid))
    funnet = mottakere.finn(session, tiltak, rolle, dag)
    personer = funnet.alle or funnet.reserve[:1]
    if (sak is not None and sak.grad >= HASTER) or not personer:
        return send(session, now, tiltak, trinn, rolle)
    org = Levende(session)
    overst = org.i_rolle(mottak.KOMMUNEDIREKTOR, "node", org.topp or 0, dag)
    kort: list[dict[str, Any]] = []
    for person in personer:
        oversikt = person in overst and person != tiltak.ansvarlig_id
        paa = rules.manedens_forste(dag) if oversikt else dag
        rad = {
            "slag": opplysningsdager.TILTAK,
            "aksjon": "",
            "gjelder_type": EMNE,
            "gjelder_id": tiltak.id,
            "periode": f"{tiltak.runde}:{trinn.navn}:{rolle}",
            "dag": paa,
            "person_id": person,
            "oversikt": oversikt,
            "sendt": False,
        }
        sett_inn_om_ny(session, ArshjulOpplysning, rad, "id")
        dagen = {"person": person, "dag": paa.isoformat()}
        kort.append({"kort": f"arshjul:{person}:{paa.isoformat()}", "nokkel": "arshjul_dag", "parametre": dagen})
    return kort


def rolle(rad: ArshjulOpplysning) -> str:
    """As what the person of the line is reminded: ansvarlig, kontakt, ledd_N or verneombud."""
    return rad.periode.rsplit(":", 1)[1]


def runde(rad: ArshjulOpplysning) -> int:
    """The deadline that the line is about, counted as the tiltak counts them."""
    return int(rad.periode.split(":", 1)[0])
