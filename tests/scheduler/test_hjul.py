"""The årshjul through the real tick: planned, sent on the day, answered, followed up, kept in step."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from sqlmodel import Session, col, select

from hms.arshjul import dagskort, sending
from hms.arshjul.model import APEN, BORTFALT, IKKE_AKTUELT, UTFORT, ArshjulLinje, Oppgave
from hms.kit.klokke import OSLO
from hms.organisasjon.model import Node, Person, Rolle
from hms.regelverk.aksjon import Regelverk
from hms.regelverk.last import standard
from scheduler.ticks import Ticker
from tests.fakes.varde import Rigg

REKTOR = "P006"


async def til(rigg: Rigg, nar: str) -> None:
    """The clock is set, it ticks, and what comes of it is sent."""
    rigg.klokke.move_to(datetime.fromisoformat(nar).replace(tzinfo=OSLO))
    await rigg.tikk()


def oppgave(rigg: Rigg, aksjon: str, gjelder: str, **mer: Any) -> Oppgave:
    def les(s: Session) -> Oppgave:
        sporring = select(Oppgave).where(Oppgave.aksjon == aksjon, Oppgave.gjelder_id == gjelder)
        for felt, verdi in mer.items():
            sporring = sporring.where(getattr(Oppgave, felt) == verdi)
        return s.exec(sporring.order_by(col(Oppgave.frist))).first()  # type: ignore[return-value]

    return rigg.les(les)


def bare(rigg: Rigg, *aksjoner: str) -> None:
    """Only these actions are in the rulebook, so that a test sees its own."""
    ticker: Ticker = rigg.varde.ticker
    assert ticker.wheel is not None
    regelverk = standard()
    ticker.wheel.regelverk = replace(
        regelverk, aksjoner={id_: regelverk.aksjoner[id_] for id_ in aksjoner}, stempel="-".join(aksjoner)
    )


async def test_a_year_is_planned_once_and_nothing_is_sent_for_it(hjul: Rigg) -> None:
    hjul.klokke.move_to(datetime(2026, 11, 21, 12, tzinfo=OSLO))
    forste = hjul.varde.ticker.tick()
    assert forste.planned == len(hjul.alle(Oppgave)) > 500
    assert hjul.varde.ticker.tick().planned == 0
    assert hjul.utboks(nokkel="arshjul_dag") == []
    nokler = [(o.aksjon, o.del_, o.gjelder_type, o.gjelder_id, o.periode) for o in hjul.alle(Oppgave)]
    assert len(nokler) == len(set(nokler))
    assert all(o.frist >= date(2026, 11, 21) for o in hjul.alle(Oppgave))


async def test_one_card_a_person_a_day_with_everything_in_it(hjul: Rigg) -> None:
    bare(hjul, "AH-01", "AH-08", "TX-12", "TX-17")
    await til(hjul, "2027-04-20T12:00")
    rektor = hjul.konto(REKTOR)
    assert hjul.tekster(rektor) == []
    await til(hjul, "2027-04-26T08:59")
    assert hjul.tekster(rektor) == []
    await til(hjul, "2027-04-26T09:00")
    kort = hjul.siste(rektor)
    assert len(hjul.tekster(rektor)) == 1
    assert "HMS-lista di denne uka" in kort.text
    assert [felt.label for felt in kort.message.fields] == [
        "Egenevaluering av kvalitets- og HMS-arbeidet, Fjordvik skole – helst innen lørdag 15. mai, frist mandag 31. mai, om 35 dager",
        "Gjennomføre vernerunde, Fjordvik skole – helst innen fredag 30. april, frist mandag 31. mai, om 35 dager",
    ]
    await til(hjul, "2027-04-26T09:15")
    await til(hjul, "2027-04-26T15:00")
    assert len(hjul.tekster(rektor)) == 1


async def test_done_with_evidence_updates_the_card_and_ends_the_chase(begge: Rigg) -> None:
    bare(begge, "AH-01", "AH-08")
    await til(begge, "2027-04-20T12:00")
    await til(begge, "2027-04-26T09:00")
    rektor = begge.konto(REKTOR)
    runde = oppgave(begge, "AH-08", "FJS/V01")
    knapp = begge.knapp(rektor, "Utført")
    await begge.varde.turns(begge.hendelse(rektor, "button", value=knapp.data))
    await begge.ro()
    assert "Kryss av" in begge.siste(rektor).text
    await begge.varde.turns(begge.hendelse(rektor, "button", value={**knapp.data, "fields": {f"o{runde.id}": "true"}}))
    await begge.ro()
    assert "Når ble det gjort" in begge.siste(rektor).text
    await begge.trykk(rektor, "I dag")
    assert "Deltok verneombudet?" in begge.siste(rektor).text
    await begge.si(rektor, "nei")
    await begge.si(rektor, "vara var på kurs")
    assert "lenka" in begge.siste(rektor).text
    await begge.si(rektor, "på området vårt")
    assert "ikke ei lenke" in begge.siste(rektor).text
    await begge.si(rektor, "https://kvalitet.example/runde")
    await begge.trykk(rektor, "Før som utført")
    etter = oppgave(begge, "AH-08", "FJS/V01")
    assert (etter.status, etter.utfort_dato, etter.neste_at) == (UTFORT, date(2027, 4, 26), None)
    assert etter.bevis == [
        {"slag": "uten_verneombud", "verdi": "vara var på kurs"},
        {"slag": "lenke", "verdi": "https://kvalitet.example/runde"},
    ]
    oppdatert = [post for post in begge.kanal.to(rektor.chat) if post.updates][-1]
    assert "Utført mandag 26. april av Anne-Grethe Moen: Gjennomføre vernerunde" in oppdatert.text
    await til(begge, "2027-06-30T12:00")
    assert oppgave(begge, "AH-01", "FJS").trinn[-1]["navn"] == "loft+7"
    assert len(oppgave(begge, "AH-08", "FJS/V01").trinn) == 1


async def test_a_link_that_never_comes_opens_the_duty_again(hjul: Rigg) -> None:
    bare(hjul, "AH-08")
    await til(hjul, "2027-04-20T12:00")
    await til(hjul, "2027-04-26T09:00")
    rektor = hjul.konto(REKTOR)
    await hjul.trykk(rektor, "Utført")
    await hjul.si(rektor, "i går")
    await hjul.trykk(rektor, "Ja, ")
    await hjul.trykk(rektor, "Lenka kommer")
    await hjul.trykk(rektor, "Før som utført")
    rad = oppgave(hjul, "AH-08", "FJS/V01")
    assert (rad.status, rad.lenke_innen) == (UTFORT, date(2027, 5, 3))
    await til(hjul, "2027-05-04T09:00")
    rad = oppgave(hjul, "AH-08", "FJS/V01")
    assert (rad.status, rad.lenke_uteble) == (APEN, True)
    assert "kom ikke innen fristen. Oppgaven er åpen igjen" in hjul.siste(rektor).text
    await hjul.trykk(rektor, "Utført")
    assert "lenka" in hjul.siste(rektor).text
    assert not [knapp for knapp in hjul.siste(rektor).message.buttons if knapp.label == "Lenka kommer"]
    await hjul.si(rektor, "https://kvalitet.example/runde")
    await hjul.trykk(rektor, "Før som utført")
    assert oppgave(hjul, "AH-08", "FJS/V01").status == UTFORT


async def test_more_time_is_asked_of_the_level_above(hjul: Rigg) -> None:
    bare(hjul, "AH-01")
    await til(hjul, "2027-04-20T12:00")
    await til(hjul, "2027-05-28T09:00")
    rektor, sjef = hjul.konto(REKTOR), hjul.konto("P002")
    await hjul.trykk(rektor, "Trenger mer tid")
    await hjul.si(rektor, "1. mai")
    assert "Fristen kan flyttes til fredag 31. desember 2027, ikke lenger" in hjul.siste(rektor).text
    await hjul.si(rektor, "1. mai 2027")
    assert "kan ikke være lørdag 1. mai 2027, for den dagen er passert" in hjul.siste(rektor).text
    await hjul.si(rektor, "14. juni")
    await hjul.si(rektor, "sykdom i ledelsen")
    await hjul.trykk(rektor, "Be om ny frist")
    assert "ny frist mandag 14. juni 2027" in hjul.siste(sjef).text
    assert "sykdom i ledelsen" in hjul.siste(sjef).text
    knapp = hjul.knapp(sjef, "Godkjenn")
    await hjul.varde.turns(hjul.hendelse(rektor, "button", value={**knapp.data, "token": "egen"}))
    assert oppgave(hjul, "AH-01", "FJS").frist == date(2027, 5, 31)
    await hjul.trykk(sjef, "Godkjenn")
    rad = oppgave(hjul, "AH-01", "FJS")
    assert (rad.frist, rad.utsettelser, rad.onsket_frist) == (date(2027, 6, 14), 1, None)
    assert "Ny frist er mandag 14. juni 2027" in hjul.siste(rektor).text
    await til(hjul, "2027-05-31T12:00")
    assert oppgave(hjul, "AH-01", "FJS").frist == date(2027, 6, 14)
    await til(hjul, "2027-06-11T09:00")
    assert "om 3 dager" in hjul.siste(rektor).text


async def test_a_delegate_gets_the_reminders_until_the_end_date(hjul: Rigg) -> None:
    bare(hjul, "AH-01")
    await til(hjul, "2027-04-20T12:00")
    await til(hjul, "2027-04-26T09:00")
    rektor, hilde = hjul.konto(REKTOR), hjul.konto("P007")
    await hjul.trykk(rektor, "Deleger")
    await hjul.si(rektor, "Hilde Bakken")
    await hjul.si(rektor, "1. juni")
    await hjul.trykk(rektor, "Deleger")
    assert "Du har fått oppgaven «Egenevaluering" in hjul.siste(hilde).text
    for_ = len(hjul.tekster(rektor))
    await til(hjul, "2027-05-28T09:00")
    assert "om 3 dager" in hjul.siste(hilde).text
    assert len(hjul.tekster(rektor)) == for_
    await til(hjul, "2027-06-07T09:00")
    assert "for 7 dager siden" in hjul.siste(rektor).text


async def test_not_applicable_with_a_reason(hjul: Rigg) -> None:
    bare(hjul, "AH-01")
    await til(hjul, "2027-04-20T12:00")
    await til(hjul, "2027-04-26T09:00")
    rektor = hjul.konto(REKTOR)
    await hjul.trykk(rektor, "Ikke aktuelt")
    await hjul.si(rektor, "flytter til et annet bygg")
    await hjul.trykk(rektor, "Før som ikke aktuelt")
    assert oppgave(hjul, "AH-01", "FJS").status == IKKE_AKTUELT
    await hjul.trykk(rektor, "Hvorfor")
    assert "6.4-1" in hjul.siste(rektor).text
    await hjul.trykk(rektor, "Se hva som skal dokumenteres")
    assert "Utfylt sjekkliste" in hjul.siste(rektor).text


async def test_a_stranger_changes_nothing(hjul: Rigg) -> None:
    bare(hjul, "AH-01")
    await til(hjul, "2027-04-20T12:00")
    rad = oppgave(hjul, "AH-01", "FJS")
    fremmed = hjul.konto("P009")
    for do in ("utfort", "hvorfor", "ja"):
        data = {"action": "arshjul", "do": do, "oppgaver": [rad.id], "token": f"x{do}"}
        await hjul.varde.turns(hjul.hendelse(fremmed, "button", value=data))
        await hjul.ro()
        assert "ikke tilgang" in hjul.siste(fremmed).text or "besvart" in hjul.siste(fremmed).text


async def test_lifting_the_overview_and_nothing_in_july(hjul: Rigg) -> None:
    bare(hjul, "AH-01")
    await til(hjul, "2027-04-20T12:00")
    for dag in ("04-26", "05-10", "05-28", "05-31", "06-01", "06-07", "06-09", "06-21", "06-22"):
        await til(hjul, f"2027-{dag}T09:00")
    sjef, direktor = hjul.konto("P002"), hjul.konto("P001")
    assert "løftet til deg" in hjul.siste(sjef).text
    for_ = len(hjul.tekster(direktor))
    await til(hjul, "2027-07-01T09:00")
    assert len(hjul.tekster(direktor)) == for_ + 1
    assert "Oversikt over oppgaver" in hjul.siste(direktor).text
    antall = len(hjul.kanal.posts)
    await til(hjul, "2027-07-20T09:00")
    assert len(hjul.kanal.posts) == antall


async def test_an_overview_passes_to_the_one_who_shares_the_office(hjul: Rigg) -> None:
    bare(hjul, "AH-01")

    def to(s: Session) -> None:
        forste = s.exec(select(Rolle).where(Rolle.ekstern_id == "R001")).one()
        forste.gyldig_til = date(2027, 6, 30)
        annen = s.exec(select(Person.id).where(Person.ekstern_id == "P005")).one()
        felt = forste.model_dump(exclude={"id", "ekstern_id", "gyldig_til"})
        s.add_all([forste, Rolle(**{**felt, "ekstern_id": "R001B", "person_id": annen})])

    hjul.skriv(to)
    await til(hjul, "2027-04-20T12:00")
    for dag in ("04-26", "05-10", "05-28", "05-31", "06-01", "06-07", "06-09", "06-21", "06-22"):
        await til(hjul, f"2027-{dag}T09:00")
    await til(hjul, "2027-07-01T09:00")
    assert "Oversikt over oppgaver" in hjul.siste(hjul.konto("P005")).text
    assert not any(linje.dag == date(2027, 7, 1) and not linje.sendt for linje in hjul.alle(ArshjulLinje))


async def test_downtime_sends_the_highest_step_late_and_no_burst(hjul: Rigg) -> None:
    bare(hjul, "AH-01")
    await til(hjul, "2027-04-20T12:00")
    await til(hjul, "2027-04-26T09:00")
    await til(hjul, "2027-06-08T10:00")
    rektor = hjul.konto(REKTOR)
    assert len([p for p in hjul.kanal.to(rektor.chat) if not p.updates]) == 2
    assert "Forsinket" in hjul.siste(rektor).text
    assert [t["navn"] for t in oppgave(hjul, "AH-01", "FJS").trinn if t["at"]] == ["paminn-30", "purr+5"]
    await til(hjul, "2027-06-09T09:00")
    assert oppgave(hjul, "AH-01", "FJS").trinn[-1]["navn"] == "purr+5"
    await til(hjul, "2027-06-10T09:00")
    assert oppgave(hjul, "AH-01", "FJS").trinn[-1]["navn"] == "loft+7"


async def test_a_vacancy_is_told_once(hjul: Rigg) -> None:
    bare(hjul, "AH-01", "TX-12")

    def slutt(s: Session) -> None:
        rolle = s.exec(select(Rolle).where(Rolle.ekstern_id == "R011")).one()
        rolle.gyldig_til = date(2026, 12, 31)
        s.add(rolle)

    hjul.skriv(slutt)
    await til(hjul, "2027-04-20T12:00")
    await til(hjul, "2027-04-26T09:00")
    sjef = hjul.konto("P002")
    assert "Enhetsleder er ledig: Åsen skole" in hjul.siste(sjef).text
    await til(hjul, "2027-05-10T09:00")
    assert "er ledig" not in hjul.siste(sjef).text


async def test_who_cannot_be_reached_is_stood_in_for(hjul: Rigg) -> None:
    bare(hjul, "AH-01")
    rektor = hjul.konto(REKTOR)
    hjul.kanal.closed.add(str(rektor.aad))
    await til(hjul, "2027-04-20T12:00")
    await til(hjul, "2027-04-26T09:00")
    assert any("gjelder Anne-Grethe Moen" in tekst for tekst in hjul.tekster(hjul.konto("P002")))


async def test_the_plan_follows_the_rulebook_and_the_organisation(begge: Rigg) -> None:
    bare(begge, "AH-01", "AH-08")
    await til(begge, "2027-03-01T12:00")
    assert Counter(o.status for o in begge.alle(Oppgave)) == {APEN: len(begge.alle(Oppgave))}

    def slutt(s: Session) -> None:
        node = s.exec(select(Node).where(Node.ekstern_id == "BJB")).one()
        node.gyldig_til = date(2027, 3, 1)
        s.add(node)

    begge.skriv(slutt)
    await til(begge, "2027-03-02T12:00")
    assert oppgave(begge, "AH-01", "BJB").status == BORTFALT
    assert oppgave(begge, "AH-01", "SOB").status == APEN
    bare(begge, "AH-08")
    await til(begge, "2027-03-02T13:00")
    assert oppgave(begge, "AH-01", "SOB").status == BORTFALT
    bare(begge, "AH-01", "AH-08")
    await til(begge, "2027-03-02T14:00")
    assert oppgave(begge, "AH-01", "SOB").status == APEN


async def test_words(begge: Rigg) -> None:
    bare(begge, "AH-01", "AH-08")
    await til(begge, "2027-04-20T12:00")
    rektor = begge.konto(REKTOR)
    await begge.si(rektor, "hva må jeg gjøre")
    assert "Dette ligger hos deg nå" in begge.siste(rektor).text
    assert len(begge.siste(rektor).message.fields) == 2
    await begge.si(rektor, "hva skjer i mai")
    assert "mandag 31. mai: Egenevaluering" in begge.siste(rektor).text
    await begge.si(rektor, "årshjul")
    assert "31. mai" in begge.siste(rektor).text
    ansatt = begge.konto("P009")
    await begge.si(ansatt, "hva må jeg gjøre")
    assert "ingen åpne oppgaver" in begge.siste(ansatt).text
    await begge.si(ansatt, "hva skjer i mai")
    assert "Årshjulet for Fjordvik skole" in begge.siste(ansatt).text


async def test_a_duty_that_fails_does_not_stop_the_others(hjul: Rigg, monkeypatch: pytest.MonkeyPatch) -> None:
    bare(hjul, "AH-01")
    await til(hjul, "2027-04-20T12:00")
    syk = oppgave(hjul, "AH-01", "FJS").id
    ekte = sending.ta_steg

    def av_og_til(session: Session, now: datetime, regelverk: Regelverk, rader: Sequence[Oppgave], *mer: Any) -> Any:
        if syk in [rad.id for rad in rader]:
            raise RuntimeError
        return ekte(session, now, regelverk, rader, *mer)

    monkeypatch.setattr(sending, "ta_steg", av_og_til)
    await til(hjul, "2027-04-26T09:00")
    assert oppgave(hjul, "AH-01", "ASS").trinn != []
    assert hjul.tekster(hjul.konto(REKTOR)) == []
    monkeypatch.undo()
    await til(hjul, "2027-04-26T09:20")
    assert len(hjul.tekster(hjul.konto(REKTOR))) == 1


async def test_the_sectors_summary_tells_who_is_not_done(hjul: Rigg) -> None:
    bare(hjul, "AH-01", "TX-17")
    await til(hjul, "2027-04-20T12:00")
    await til(hjul, "2027-05-03T09:00")
    sjef, rektor = hjul.konto("P002"), hjul.konto(REKTOR)
    await hjul.si(rektor, "hva må jeg gjøre")
    await hjul.trykk(rektor, "Utført")
    await hjul.si(rektor, "blåbær")
    assert "ingen dato" in hjul.siste(rektor).text
    await hjul.trykk(rektor, "I dag")
    await hjul.si(rektor, "28. april")
    await hjul.si(rektor, "https://kvalitet.example/ah01")
    await hjul.trykk(rektor, "Før som utført")
    assert any("1 oppgave er ført" in tekst for tekst in hjul.tekster(rektor))
    await til(hjul, "2027-05-18T09:00")
    assert "1 av 5 er ferdige. Ikke ferdig ennå: Åsen skole" in hjul.siste(sjef).text
    await til(hjul, "2027-06-02T09:00")
    assert "Mangler: Åsen skole" in hjul.siste(sjef).text


async def test_the_start_of_the_year_is_gathered(hjul: Rigg) -> None:
    bare(hjul, "AH-06", "TX-06", "TX-08")
    await til(hjul, "2027-01-04T08:00")
    await hjul.si(hjul.konto(REKTOR), "hva må jeg gjøre")
    felt = [felt.label.split(":")[0].split(",")[0] for felt in hjul.siste(hjul.konto(REKTOR)).message.fields]
    assert felt == [
        "Gjennomføre eller revidere risikovurderinger",
        "Årsstart for HMS-arbeidet",
        "Årsstart for HMS-arbeidet",
    ]


async def test_a_card_that_cannot_be_made_keeps_nobody_else_from_theirs(
    hjul: Rigg, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare(hjul, "AH-01")
    await til(hjul, "2027-04-20T12:00")
    feil, ekte = hjul.person(REKTOR).id, dagskort._kort

    def kort(session: Session, now: datetime, person: int, dag: date) -> None:
        if person == feil:
            raise ArithmeticError
        ekte(session, now, person, dag)

    monkeypatch.setattr(dagskort, "_kort", kort)
    await til(hjul, "2027-04-26T09:00")
    fikk = {rad.parametre["person"] for rad in hjul.utboks(nokkel="arshjul_dag")}
    assert len(fikk) > 1
    assert feil not in fikk
    monkeypatch.setattr(dagskort, "_kort", ekte)
    await til(hjul, "2027-04-26T09:16")
    assert feil in {rad.parametre["person"] for rad in hjul.utboks(nokkel="arshjul_dag")}
