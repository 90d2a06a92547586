"""What people are told beside their duties, through the real tick: once, in the day's card, from current rows."""

from datetime import date

from sqlmodel import Session, col, select

from hms.arshjul.model import (
    APEN,
    IKKE_AKTUELT,
    UTFORT,
    ArshjulLinje,
    ArshjulOpplysning,
    Oppgave,
    PlanlagtMote,
    Vernedag,
)
from hms.organisasjon.model import Person, Rolle
from tests.fakes.varde import Rigg
from tests.scheduler.test_hjul import REKTOR, bare, oppgave, til

SJEF, HMS, DIREKTOR, KARI, OLA, INGRID = "P002", "P005", "P001", "P045", "P044", "P046"


async def test_the_summary_comes_once_on_its_day_and_once_when_units_are_missing(begge: Rigg) -> None:
    bare(begge, "AH-01", "AH-02", "TX-17")
    await til(begge, "2027-05-19T09:00")
    sjef = begge.konto(SJEF)
    for_ = len(begge.tekster(sjef))
    await til(begge, "2027-05-20T09:00")
    await til(begge, "2027-05-20T15:00")
    await til(begge, "2027-05-21T09:00")
    assert len(begge.tekster(sjef)) == for_ + 1
    assert "Status i Oppvekst" in begge.siste(sjef).text
    assert "kan holdes fra nå til mandag 31. mai" in "".join(begge.tekster(begge.konto(HMS)))
    assert "Helse og mestring 4" in "".join(begge.tekster(begge.konto(HMS)))
    assert "HMS-arbeidet, HR og fellestjenester: ikke ferdig ennå." in "".join(begge.tekster(begge.konto(HMS)))
    await til(begge, "2027-06-01T09:00")
    assert "Mangler: Fjordvik skole, Åsen skole" in begge.siste(sjef).text
    rader = begge.alle(ArshjulOpplysning)
    assert len({(r.slag, r.gjelder_type, r.gjelder_id, r.periode, r.person_id) for r in rader}) == len(rader)


async def test_after_a_stop_only_the_newest_is_told(hjul: Rigg) -> None:
    bare(hjul, "AH-01", "TX-17")
    await til(hjul, "2027-05-19T09:00")
    await til(hjul, "2027-06-08T09:00")
    sammenstilt = [r for r in hjul.alle(ArshjulOpplysning) if r.slag == "sammenstilling"]
    assert {r.periode for r in sammenstilt} == {"2027-mangler"}


async def test_nothing_is_told_before_the_first_day(hjul: Rigg) -> None:
    bare(hjul, "TX-25")
    await hjul.meld(hjul.konto(KARI))
    await til(hjul, "2026-12-15T09:00")
    assert hjul.alle(ArshjulOpplysning) == []
    await til(hjul, "2027-01-04T09:00")
    leder = hjul.konto("P043")
    assert "Avvik i Solgata sykehjem, des. 26" in hjul.siste(leder).text
    assert hjul.tekster(hjul.konto(REKTOR)) == [], "a unit without avvik is told nothing"
    assert hjul.siste(leder).message.buttons == ()


async def test_what_was_told_is_forgotten_after_a_year_and_not_told_again(hjul: Rigg) -> None:
    bare(hjul, "AH-01", "TX-17")
    await til(hjul, "2027-05-19T09:00")
    await til(hjul, "2027-06-08T09:00")
    antall = len(hjul.alle(ArshjulOpplysning))
    await til(hjul, "2028-06-08T09:00")
    assert len([r for r in hjul.alle(ArshjulOpplysning) if r.dag <= date(2027, 6, 8)]) == antall
    await til(hjul, "2028-06-09T09:00")
    assert [r for r in hjul.alle(ArshjulOpplysning) if r.dag <= date(2027, 6, 8)] == []
    hjul.varde.ticker.tick()
    assert [r for r in hjul.alle(ArshjulOpplysning) if r.periode.startswith("2027")] == []


async def test_what_stood_on_the_cards_is_forgotten_after_a_year_when_it_has_ended(hjul: Rigg) -> None:
    bare(hjul, "AH-01")
    await til(hjul, "2027-04-20T12:00")
    await til(hjul, "2027-04-26T09:00")
    linjer = hjul.alle(ArshjulLinje)
    assert linjer
    apen = linjer[0].oppgave_id
    hjul.skriv(lambda s: [setattr(o, "status", IKKE_AKTUELT) for o in s.exec(select(Oppgave)) if o.id != apen])
    await til(hjul, "2028-04-28T09:00")
    assert {en.oppgave_id for en in hjul.alle(ArshjulLinje) if en.dag <= date(2027, 4, 26)} == {apen}


async def test_a_buildings_open_fire_matters(hjul: Rigg) -> None:
    bare(hjul, "TX-20")
    await hjul.meld(hjul.konto(KARI), hva="rømningsveien er sperret av senger", kategori="Brannvern")
    await til(hjul, "2026-12-31T09:00")
    await til(hjul, "2027-01-04T09:00")
    assert "Brannvern i Solgata sykehjem" in hjul.siste(hjul.konto("P043")).text
    assert "1 åpne avvik om brann og el" in hjul.siste(hjul.konto("P043")).text
    assert hjul.tekster(hjul.konto(REKTOR)) == []


async def test_the_amu_gets_its_figures_before_the_meeting_with_small_numbers_hidden(hjul: Rigg) -> None:
    bare(hjul, "AH-15")
    await hjul.meld(hjul.konto(KARI))
    medlem = hjul.les(
        lambda s: s.exec(
            select(Person).join(Rolle, col(Rolle.person_id) == col(Person.id)).where(Rolle.rolle == "amu_medlem")
        ).first()
    )
    assert medlem is not None
    konto = hjul.konto(medlem.ekstern_id)
    await til(hjul, "2027-02-25T09:00")
    assert not any("Kvartalsrapport" in tekst for tekst in hjul.tekster(konto))
    await til(hjul, "2027-03-17T09:00")
    rapport = hjul.siste(konto).text
    assert "Kvartalsrapport til arbeidsmiljøutvalget (AMU), des. 26–feb. 27" in rapport
    assert "færre enn 5" in rapport


async def test_a_note_for_what_only_ought_to_be_done_goes_to_those_it_names(hjul: Rigg) -> None:
    bare(hjul, "TX-04")

    def start(s: Session) -> None:
        rolle = s.exec(select(Rolle).where(Rolle.rolle == "verneombud").order_by(col(Rolle.id))).first()
        assert rolle is not None
        rolle.gyldig_fra = date(2026, 11, 1)
        s.add(rolle)

    hjul.skriv(start)
    await til(hjul, "2027-04-20T09:00")
    rad = hjul.les(lambda s: s.exec(select(Oppgave).where(Oppgave.aksjon == "TX-04")).first())
    assert rad is not None
    assert (rad.frist, rad.status) == (date(2027, 5, 1), APEN)
    await til(hjul, "2027-05-03T09:00")
    selv = hjul.les(lambda s: s.get(Person, rad.person_id))
    assert selv is not None
    for hvem in (selv.ekstern_id, HMS):
        assert "Merknad: «Grunnkurs" in hjul.siste(hjul.konto(hvem)).text
    for nar in ("2027-05-10", "2027-05-18", "2027-06-10"):
        await til(hjul, f"{nar}T09:00")
    navn = [steg["navn"] for steg in oppgave(hjul, "TX-04", rad.gjelder_id).trinn]
    assert navn[-2:] == ["purr+1", "purr+5"]
    assert sum("Merknad" in tekst for tekst in hjul.tekster(hjul.konto(HMS))) == 1


async def test_too_long_since_the_group_met_is_told_once(hjul: Rigg) -> None:
    bare(hjul, "AH-12")
    await til(hjul, "2027-01-10T12:00")
    rad = oppgave(hjul, "AH-12", "M01")

    def holdt(s: Session) -> None:
        mote = s.get(Oppgave, rad.id)
        assert mote is not None
        mote.status, mote.utfort_dato, mote.neste_at = UTFORT, date(2027, 1, 12), None
        s.add(mote)

    hjul.skriv(holdt)
    rektor = hjul.konto(REKTOR)
    await til(hjul, "2027-04-17T10:00")
    assert not any("siste MKS-møtet" in tekst for tekst in hjul.tekster(rektor))
    await til(hjul, "2027-04-19T09:00")
    await til(hjul, "2027-04-20T09:00")
    await til(hjul, "2027-06-01T09:00")
    fortalt = [tekst for tekst in hjul.tekster(rektor) if "siste MKS-møtet" in tekst]
    assert len(fortalt) == 1
    assert "tirsdag 12. januar 2027, for 97 dager siden" in fortalt[0]


async def test_a_plan_is_set_in_chat_and_its_dates_are_the_deadlines(begge: Rigg) -> None:
    bare(begge, "AH-12", "TX-09")
    await til(begge, "2027-01-05T09:00")
    rektor = begge.konto(REKTOR)
    await begge.si(rektor, "møteplan")
    await begge.trykk(rektor, "2027")
    assert "minst ett i hvert kvartal" in begge.siste(rektor).text
    for feil, svar in (
        ("20. januar, 17. mars", "Planen må ha 4 til 12 møter. Jeg leste 2."),
        ("20. januar, 17. mars, 14. april, 15. september", "minst ett møte i hvert kvartal"),
        ("20. januar, 14. april, 14. juli, 13. oktober", "utenom juli"),
        ("20. januar, 20. januar, 14. april, 15. september, 13. oktober", "to ganger"),
        ("20. januar, blåbær", "ingen dato i «blåbær»"),
    ):
        await begge.si(rektor, feil)
        assert svar in begge.siste(rektor).text
    await begge.si(rektor, "20.1, 14. april og 15. september, 13. oktober")
    assert "onsdag 20. januar" in begge.siste(rektor).text
    await begge.trykk(rektor, "Sett planen")
    assert "MKS Fjordvik skole i 2027 er satt: 4 møter" in begge.siste(rektor).text
    assert [m.dato for m in begge.alle(PlanlagtMote)] == [
        date(2027, 1, 20),
        date(2027, 4, 14),
        date(2027, 9, 15),
        date(2027, 10, 13),
    ]
    plan = oppgave(begge, "TX-09", "M01", periode="2027")
    assert (plan.status, plan.utfort_dato) == (UTFORT, date(2027, 1, 5))
    await til(begge, "2027-01-05T12:00")
    frister = [
        o.frist
        for o in begge.alle(Oppgave)
        if (o.aksjon, o.gjelder_id, o.status) == ("AH-12", "M01", APEN) and o.frist.year == 2027
    ]
    assert sorted(frister) == [m.dato for m in begge.alle(PlanlagtMote)]
    await til(begge, "2027-01-20T09:00")
    assert "frist i dag" in begge.siste(rektor).text
    await begge.si(begge.konto("P009"), "møteplan")
    assert "settes av lederen" in begge.siste(begge.konto("P009")).text


async def test_the_hms_ansvarlig_sets_the_plan_of_the_amu_with_the_proposal(hjul: Rigg) -> None:
    bare(hjul, "AH-15", "TX-01")
    await til(hjul, "2027-01-05T09:00")
    hms = hjul.konto(HMS)
    await hjul.si(hms, "sett møteplan for amu")
    await hjul.trykk(hms, "Gjennomføre møte i arbeidsmiljøutvalget")
    await hjul.trykk(hms, "2027")
    await hjul.trykk(hms, "Bruk forslaget")
    await hjul.trykk(hms, "Sett planen")
    await til(hjul, "2027-01-05T12:00")
    frister = sorted(
        o.frist for o in hjul.alle(Oppgave) if o.aksjon == "AH-15" and o.status == APEN and o.frist.year == 2027
    )
    assert frister == [date(2027, 3, 10), date(2027, 6, 9), date(2027, 9, 8), date(2027, 12, 8)]


async def test_a_vernedag_from_its_date_to_the_hours_of_the_year(begge: Rigg) -> None:
    bare(begge, "AH-14")
    await til(begge, "2027-03-01T12:00")
    hms, leder, ombud = begge.konto(HMS), begge.konto("P043"), begge.konto(INGRID)
    await begge.si(leder, "vernedag")
    assert "Ingen vernedag er satt i år" in begge.siste(leder).text
    assert begge.siste(leder).message.buttons == ()
    await begge.si(hms, "vernedag")
    await begge.trykk(hms, "Ny vernedag")
    await begge.si(hms, "14. april")
    await begge.si(hms, "100 timer")
    assert "fra en halv til tolv" in begge.siste(hms).text
    await begge.si(hms, "7,5 timer")
    await begge.trykk(hms, "Sett vernedagen")
    assert "Vernedagen onsdag 14. april 2027 er satt" in begge.siste(hms).text
    await til(begge, "2027-03-31T09:00")
    assert "innkalt til vernedag onsdag 14. april, 7,5 timer" in begge.siste(ombud).text
    assert "Ingrid Nes skal delta" in begge.siste(leder).text or "skal delta. Sørg for" in begge.siste(leder).text
    assert "verneområder er innkalt" in begge.siste(hms).text
    await til(begge, "2027-04-15T09:00")
    assert "Hvem møtte på vernedagen" in begge.siste(hms).text
    await begge.si(hms, "vernedag")
    await begge.trykk(hms, "Før oppmøte")
    kort = begge.siste(hms)
    knapp = begge.knapp(hms, "Lagre oppmøtet")
    forste = kort.message.fields[0]
    fremmed = begge.hendelse(leder, "button", value={**knapp.data, "fields": {forste.key: "true"}})
    await begge.varde.turns(fremmed)
    await begge.ro()
    assert "settes og føres av HMS-ansvarlig" in begge.siste(leder).text
    felt = {felt.key: "true" for felt in kort.message.fields[1:]}
    await begge.varde.turns(begge.hendelse(hms, "button", value={**knapp.data, "fields": felt}))
    await begge.ro()
    assert f"er ført: {len(felt)} verneområder" in begge.siste(hms).text
    await til(begge, "2027-12-01T09:00")
    assert "2 verneområder har hatt under 7,5 timer vernedag i år" in begge.siste(hms).text
    assert "Bo- og miljøtjenesten" in begge.siste(hms).text, "nobody is verneombud there"
    assert forste.label.split(":")[0] in begge.siste(hms).text


async def test_a_vernedag_that_is_set_late_is_told_at_once(hjul: Rigg) -> None:
    bare(hjul, "AH-14")
    await til(hjul, "2027-04-09T12:00")
    hjul.skriv(lambda s: s.add(Vernedag(dato=date(2027, 4, 14), minutter=450)))
    await til(hjul, "2027-04-12T09:00")
    assert any("innkalt til vernedag onsdag 14. april" in tekst for tekst in hjul.tekster(hjul.konto(INGRID)))


async def test_an_inspection_starts_the_duty_and_tells_who_takes_part(begge: Rigg) -> None:
    bare(begge, "TX-33", "AH-01")
    await til(begge, "2027-02-01T09:00")
    leder, hms = begge.konto("P043"), begge.konto(HMS)
    await begge.si(begge.konto(KARI), "tilsyn")
    assert "lederen for enheten" in begge.siste(begge.konto(KARI)).text
    await begge.si(hms, "tilsyn")
    await begge.si(hms, "Solgata sykehjem")
    await begge.si(hms, "Arbeidstilsynet")
    await begge.si(hms, "1. januar 2020")
    await begge.trykk(hms, "Før opp")
    assert "Fristen må være i dag eller senere" in begge.siste(hms).text
    await begge.si(hms, "endre frist")
    await begge.si(hms, "15. mars")
    await begge.trykk(hms, "Før opp")
    assert "Tilsyn: forberede, gjennomføre og følge opp (Arbeidstilsynet)" in begge.siste(hms).text
    rad = oppgave(begge, "TX-33", "SOL")
    assert (rad.status, rad.frist, rad.om) == (APEN, date(2027, 3, 15), "Arbeidstilsynet")
    await til(begge, "2027-02-01T10:00")
    assert "Til orientering: Tilsyn" in begge.siste(leder).text
    fortalt = {r.person_id for r in begge.alle(ArshjulOpplysning)}
    assert len(fortalt) >= 3
    await til(begge, "2027-02-02T12:00")
    assert oppgave(begge, "TX-33", "SOL").status == APEN, "no calendar takes it away"
    await til(begge, "2027-03-01T09:00")
    assert "(Arbeidstilsynet), Solgata sykehjem" in begge.siste(leder).text
    await begge.trykk(leder, "Utført")
    await begge.trykk(leder, "I dag")
    await begge.si(leder, "rapporten ligger hos oss, ingen pålegg")
    await begge.trykk(leder, "Før som utført")
    assert oppgave(begge, "TX-33", "SOL").status == UTFORT


async def test_what_belongs_together_stands_on_one_card_each_with_its_own_status(hjul: Rigg) -> None:
    bare(hjul, "TX-06", "TX-08", "TX-09", "TX-29")
    await til(hjul, "2026-12-20T12:00")
    await til(hjul, "2026-12-28T09:00")
    leder = hjul.konto("P043")
    kort = hjul.siste(leder)
    assert "Årsstart for HMS-arbeidet, Solgata sykehjem" in kort.text
    assert len(kort.message.fields) == 5
    knapp, felt = (
        hjul.knapp(leder, "Ikke aktuelt"),
        next(f for f in kort.message.fields if "kjemikalieansvarlig" in f.label),
    )
    await hjul.varde.turns(hjul.hendelse(leder, "button", value={**knapp.data, "fields": {felt.key: "true"}}))
    await hjul.ro()
    await hjul.si(leder, "ingen kjemikalier her")
    await hjul.trykk(leder, "Før som ikke aktuelt")
    oppdatert = [post for post in hjul.kanal.to(leder.chat) if post.updates][-1]
    assert "ikke aktuelt" in oppdatert.text
    assert len(oppdatert.message.fields) == 4


async def test_the_chief_executive_gets_the_report_in_the_monthly_overview(hjul: Rigg) -> None:
    bare(hjul, "AH-01", "AH-02", "AH-05")
    await til(hjul, "2027-03-01T12:00")
    await til(hjul, "2027-05-03T09:00")
    tekst = hjul.siste(hjul.konto(DIREKTOR)).text
    assert "Månedsoversikt til kommunedirektør (rådmann)" in tekst
    assert "Status før ledelsens gjennomgang" in tekst


async def test_with_every_role_vacant_duties_wait_and_nothing_is_lost(begge: Rigg) -> None:
    bare(begge, "AH-01")

    def tom(s: Session) -> None:
        for rolle in s.exec(select(Rolle)).all():
            rolle.gyldig_til = date(2026, 12, 31)
            s.add(rolle)

    begge.skriv(tom)
    await til(begge, "2027-04-20T12:00")
    await til(begge, "2027-04-26T09:00")
    assert begge.utboks(nokkel="arshjul_dag") == []
    assert oppgave(begge, "AH-01", "FJS").status == APEN
    hms = begge.person(HMS)

    def tilbake(s: Session) -> None:
        rolle = s.exec(select(Rolle).where(Rolle.rolle == "hms_ansvarlig", Rolle.person_id == hms.id)).one()
        rolle.gyldig_til = None
        s.add(rolle)

    begge.skriv(tilbake)
    await til(begge, "2027-04-27T09:00")
    tekst = begge.siste(begge.konto(HMS)).text
    assert "Enhetsleder er ledig" in tekst
    assert tekst.count("Forsinket påminnelse: Egenevaluering") == 1


async def test_the_fire_duties_of_a_building_are_gathered(hjul: Rigg) -> None:
    bare(hjul, "TX-19", "TX-21")
    await til(hjul, "2027-09-10T12:00")
    await til(hjul, "2027-09-27T09:00")
    kort = hjul.siste(hjul.konto("P043"))
    assert "Brannvern i bygget, Solgata sykehjem" in kort.text
    assert "Risikovurdering av brann for bygget: frist" in kort.text
    assert len(kort.message.fields) == 2
