"""Vernedager in words: who is called in, who has to be free from their shift, who was there, who has had too few hours (T-06)."""

from typing import Any

from dialogs.context import Reader
from dialogs.contract import Block, Paragraph, Run
from dialogs.i18n import N_
from hms.arshjul import vernedager
from hms.arshjul.model import ArshjulOpplysning, Vernedag
from hms.arshjul.queries import Levende
from hms.organisasjon import queries as org

TIME = 60
VIST = 20


def timer_i_ord(r: Reader, minutter: float) -> str:
    """«7,5 timer»."""
    tall = f"{minutter / TIME:g}"
    return r.t.plural(
        "{tall} time",
        "{tall} timer",
        1 if minutter == TIME else 2,
        tall=tall if r.t.locale == "en" else tall.replace(".", ","),
    )


def fritak(r: Reader, rad: ArshjulOpplysning) -> list[Block]:
    """To the leader of a unit: these shall be free from their shift that day (6.2-6)."""
    dag = r.session.get(Vernedag, rad.gjelder_id)
    enhet = int(rad.periode.removeprefix("dag:"))
    if dag is None or dag.dato < r.today:
        return []
    levende = Levende(r.session)
    navn = [
        plass.person
        for plass in vernedager.plasser(r.session, dag.dato)
        if plass.person_id is not None and vernedager.enhet(levende, plass.person_id, dag.dato) == enhet
    ]
    if not navn:
        return []
    text = N_("Vernedag {dag}, {timer}: {navn} skal delta. Sørg for at de er fri fra vakt den dagen.")
    return [
        r.t.rich(
            text,
            dag=r.t.day(dag.dato, r.today),
            timer=timer_i_ord(r, dag.minutter),
            navn=", ".join(dict.fromkeys(navn)),
        )
    ]


def vernedag(r: Reader, rad: ArshjulOpplysning) -> list[Block]:
    """To a verneombud, that it is coming; to the HMS-ansvarlig, who is called in, and afterwards that attendance is missing."""
    dag = r.session.get(Vernedag, rad.gjelder_id)
    if dag is None:
        return []
    fakta: dict[str, Any] = {"dag": r.t.day(dag.dato, r.today), "timer": timer_i_ord(r, dag.minutter)}
    if rad.periode == "oppmote":
        if dag.fort_at is not None:
            return []
        return [r.t.rich(N_("Hvem møtte på vernedagen {dag}? Skriv **vernedag** for å føre oppmøtet."), **fakta)]
    if dag.dato < r.today:
        return []
    if rad.periode == "innkalling":
        text = N_("Du er innkalt til vernedag {dag}, {timer}. Lederen din er bedt om å gi deg fri fra vakt.")
        return [r.t.rich(text, **fakta)]
    plasser = vernedager.plasser(r.session, dag.dato)
    ledige = [plass.navn for plass in plasser if plass.person_id is None]
    text = r.t.plural(
        "Vernedag {dag}, {timer}: {n} verneområde er innkalt, og lederen er bedt om å gi fri fra vakt.",
        "Vernedag {dag}, {timer}: {n} verneområder er innkalt, og lederne er bedt om å gi fri fra vakt.",
        len(plasser) - len(ledige), **fakta,
    )  # fmt: skip
    blocks: list[Block] = [Paragraph((Run(text),))]
    if ledige:
        blocks.append(r.t.rich(N_("Uten verneombud nå: {navn}."), navn=", ".join(ledige[:VIST])))
    return blocks


def timer(r: Reader, rad: ArshjulOpplysning) -> list[Block]:
    """To the HMS-ansvarlig, late in the year: verneområder below the least the document asks for."""
    krav = r.kommune.regelverk.aksjoner[rad.aksjon].kadens.min_timer or 0
    under = vernedager.under_minstekravet(r.session, int(rad.periode), krav, r.today)
    if not under:
        return []
    navn = ", ".join(plass.navn for plass in under[:VIST])
    text = r.t.plural(
        "{n} verneområde har hatt under {timer} vernedag i år: {navn}.",
        "{n} verneområder har hatt under {timer} vernedag i år: {navn}.",
        len(under), timer=timer_i_ord(r, krav * TIME), navn=navn,
    )  # fmt: skip
    return [Paragraph((Run(text),))]


def mine_timer(r: Reader, person_id: int, ar: int) -> int:
    """Minutes that the verneområder of a verneombud have had in the year."""
    hatt = vernedager.minutter(r.session, ar)
    mine = [rolle.omfang_id for rolle in org.roller_til(r.session, person_id, r.today) if rolle.rolle == "verneombud"]
    return max((hatt.get(omrade, 0) for omrade in mine), default=0)


def er_verneombud(r: Reader, person_id: int) -> bool:
    """Does the person hold that role today?"""
    return any(rolle.rolle == "verneombud" for rolle in org.roller_til(r.session, person_id, r.today))
