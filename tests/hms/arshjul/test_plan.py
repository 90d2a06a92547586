"""Who gets what: subjects, chains, vacancies, the monthly overview."""

from dataclasses import replace
from datetime import date

from hms.arshjul.bilde import Bilde, Bygg, Gruppe, Omrade, Person, Stilling
from hms.arshjul.emner import hovedbruker
from hms.arshjul.mottak import kjede, ledig, mottakere
from hms.arshjul.plan import Linje, linjer, saker
from hms.regelverk.aksjon import Regelverk
from hms.regelverk.last import standard
from tests.fakes import hjul
from tests.fakes.hjul import (
    ANSATT,
    AVDELING,
    AVDLEDER,
    DIREKTOR,
    HMS,
    LEDER,
    SJEF,
    SKOLE,
    STAB,
    STABSLEDER,
    SYKEHJEM,
    VARA,
    bilde,
    rolle,
)

ALT = standard()


def bare(aksjon: str, regelverk: Regelverk = ALT) -> Regelverk:
    return replace(regelverk, aksjoner={aksjon: regelverk.aksjoner[aksjon]})


def plan(aksjon: str, b: Bilde, ar: int = 2027, regelverk: Regelverk = ALT) -> list[Linje]:
    return linjer(bare(aksjon, regelverk), b, date(ar, 1, 1), date(ar, 12, 31))


def til(aksjon: str, b: Bilde, node: int = SYKEHJEM, **mer: object) -> dict[str, tuple[str, list[tuple[int, str]]]]:
    return {en.steg: (en.dag.isoformat(), list(en.til)) for en in plan(aksjon, b, **mer) if en.sak.node == node}  # type: ignore[arg-type]


def test_a_duty_goes_up_the_line_and_to_the_chief_executive_once_a_month() -> None:
    funnet = til("AH-01", bilde())
    assert funnet["paminn-30"][1] == [(LEDER, "enhetsleder")]
    assert funnet["loft+7"] == ("2027-06-09", [(SJEF, "kommunalsjef")])
    assert funnet["loft+15"] == ("2027-07-01", [(DIREKTOR, "kommunedirektor")])
    assert "loft+25" not in funnet


def test_a_staff_unit_has_no_sector_above_it() -> None:
    funnet = til("AH-01", bilde(), STAB)
    assert funnet["frist"][1] == [(STABSLEDER, "enhetsleder")]
    assert funnet["loft+7"][1] == [(DIREKTOR, "kommunedirektor")]


def test_a_vacant_role_is_stood_in_for_and_then_climbs() -> None:
    vara = rolle("enhetsleder", VARA, SYKEHJEM, stedfortreder=True)
    assert til("AH-01", bilde((vara,), uten=("enhetsleder",)))["frist"][1] == [(VARA, "enhetsleder")]
    ledig_ = bilde(uten=("enhetsleder",))
    funnet = til("AH-01", ledig_)
    assert funnet["frist"][1] == [(SJEF, "kommunalsjef")]
    assert funnet["loft+7"][1] == [(DIREKTOR, "kommunedirektor")]
    alle = bilde(uten=("enhetsleder", "kommunalsjef", "kommunedirektor"))
    assert til("AH-01", alle)["frist"][1] == [(HMS, "hms_ansvarlig")]
    assert til("AH-01", bilde(uten=tuple({r for r, _, _ in hjul.ROLLER}))) == {}


def test_the_role_of_the_day_counts() -> None:
    ny = rolle("enhetsleder", VARA, SYKEHJEM, fra=date(2027, 6, 1))
    gammel = replace(hjul.roller()[2], til=date(2027, 5, 31))
    b = bilde((ny, gammel), uten=("enhetsleder",))
    funnet = til("AH-01", b)
    assert (funnet["frist"][1], funnet["purr+1"][1]) == ([(LEDER, "enhetsleder")], [(VARA, "enhetsleder")])


def test_the_same_person_twice_in_a_row_is_skipped() -> None:
    b = bilde((rolle("kommunalsjef", LEDER, 2),), uten=("kommunalsjef",))
    assert til("AH-01", b)["loft+7"][1] == [(DIREKTOR, "kommunedirektor")]
    uten = replace(ALT, standard=replace(ALT.standard, hopp_over_samme_person=False))
    assert til("AH-01", b, regelverk=uten)["loft+7"][1] == [(LEDER, "kommunalsjef")]


def test_two_holders_of_one_duty_both_get_it_and_the_first_owns_it() -> None:
    b = bilde((rolle("kvalitetssjef", VARA, 1),))
    funnet = til("AH-02", b, 1)
    assert funnet["frist"][1] == [(HMS, "hms_ansvarlig"), (VARA, "kvalitetssjef")]
    assert funnet["loft+7"][1] == [(DIREKTOR, "kommunedirektor")]
    assert til("AH-02", bilde(uten=("hms_ansvarlig",)), 1)["frist"][1] == [(DIREKTOR, "kommunedirektor")]


ARET = (date(2027, 1, 1), date(2027, 12, 31))


def emner(aksjon: str, b: Bilde, paa: date = ARET[0]) -> set[tuple[str, str, str]]:
    return {(s.del_, s.gjelder_id, b.noder[s.node].ekstern_id) for s in saker(ALT, ALT.aksjoner[aksjon], b, paa, ARET)}


def test_what_each_action_is_about() -> None:
    b = bilde()
    assert emner("AH-08", b) == {("", "SYK/V1", "SYK"), ("", "SKO/V2", "SKO"), ("", "STA/V2", "STA")}
    assert emner("AH-05", b) >= {("felles", "K", "K"), ("sektor", "S", "S"), ("enhet", "STA", "STA")}
    assert emner("AH-09", b) == {("ovelse", "B1", "SYK"), ("brannvernrunde", "B1", "SYK")}
    assert emner("AH-12", b) == {("", "M1", "SYK")}
    assert emner("AH-07", b) == {("", "SYK", "SYK"), ("", "SKO", "SKO"), ("", "STA", "STA")}
    assert emner("AH-07", bilde((rolle("kjemikalieansvarlig", VARA, AVDELING),))) - emner("AH-07", b) == {
        ("", "AVD", "AVD")
    }
    assert emner("AH-03", b) == set()
    assert {en.sak.aksjon for en in linjer(ALT, b, *ARET)}.isdisjoint({"TX-20", "TX-23", "TX-25", "TX-33", "LV-01"})


def test_an_area_of_a_department_is_its_units() -> None:
    b = bilde(omrader=(Omrade(1, "V1", "Syk", (SYKEHJEM,)), Omrade(3, "V3", "Avd", (AVDELING,), til=date(2027, 5, 30))))
    assert emner("AH-08", b) == {("", "SYK/V1", "SYK"), ("", "SYK/V3", "SYK")}
    assert emner("AH-08", b, date(2027, 5, 31)) == {("", "SYK/V1", "SYK")}
    rundene = {(en.sak.gjelder_id, en.steg) for en in plan("AH-08", b)}
    assert ("SYK/V3", "paminn-3") in rundene
    assert ("SYK/V3", "frist") not in rundene


def test_a_building_lies_with_its_main_users_unit() -> None:
    b = bilde()
    assert hovedbruker(b, Bygg(1, "B", "B", None, (SKOLE,)), ARET[0]) == SKOLE
    assert hovedbruker(b, Bygg(1, "B", "B", SKOLE, til=date(2026, 12, 31)), ARET[0]) is None
    assert emner("TX-19", bilde(bygg=(Bygg(1, "B", "B", AVDELING),))) == {("", "B", "SYK")}
    assert emner("TX-19", bilde(bygg=(Bygg(1, "B", "B", 2),))) == {("", "B", "S")}
    eier = til("TX-22", bilde((rolle("byggeier", VARA, 1, type_="bygg"),)))
    assert eier["frist"][1] == [(VARA, "byggeier")]
    assert eier["loft+7"][1] == [(LEDER, "enhetsleder")]
    assert plan("TX-22", bilde(bygg=(Bygg(1, "B", "B", None),))) == []


def test_a_building_goes_to_another_user_when_the_main_one_ends() -> None:
    noder = hjul.noder()
    noder[SYKEHJEM] = replace(noder[SYKEHJEM], til=date(2027, 10, 20))
    noder[AVDELING] = replace(noder[AVDELING], til=date(2027, 10, 20))
    funnet = {(en.steg, en.sak.node) for en in plan("TX-19", bilde(noder=noder))}
    assert {("paminn-14", SYKEHJEM), ("frist", SKOLE), ("loft+7", SKOLE)} <= funnet
    assert {node for steg, node in funnet if steg == "frist"} == {SKOLE}


def test_a_group_on_a_sector_has_nobody_on_its_level() -> None:
    assert plan("AH-12", bilde(grupper=(Gruppe(1, "M", "M", 2), Gruppe(2, "N", "N", 99)))) == []


def test_a_new_holders_course() -> None:
    ny = rolle("verneombud", ANSATT, 1, type_="verneomrade", fra=date(2027, 1, 4))
    funnet = til("TX-04", bilde((ny,)), AVDELING)
    assert funnet["person-0"] == ("2027-01-04", [(AVDLEDER, "naermeste_leder")])
    assert list(funnet) == ["person-0", "person-3", "person-5"]  # unknown is never overdue (rule 10)
    ikke_tatt = bilde((ny,), kurs={(ANSATT, "grunnkurs"): None})
    assert list(til("TX-04", ikke_tatt, AVDELING)) == ["person-0", "person-3", "person-5", "purr+1", "purr+5"]
    tatt = bilde((ny,), kurs={(ANSATT, "grunnkurs"): date(2027, 4, 2)})
    assert list(til("TX-04", tatt, AVDELING)) == ["person-0"]
    slutter = replace(ny, til=date(2027, 4, 30))
    assert list(til("TX-04", bilde((slutter,)), AVDELING)) == ["person-0", "person-3"]


def test_a_directors_leader_is_told_in_the_overview() -> None:
    ny = replace(hjul.roller()[1], fra=date(2027, 1, 11))
    b = bilde((ny,), uten=("kommunalsjef",))
    assert til("TX-04", b, 2)["person-0"] == ("2027-02-01", [(DIREKTOR, "naermeste_leder")])


def test_a_chemicals_officer_is_the_units() -> None:
    ny = rolle("kjemikalieansvarlig", ANSATT, AVDELING, fra=date(2027, 1, 4))
    assert til("TX-07", bilde((ny,)))["person-0"][1] == [(LEDER, "enhetsleder")]


def test_a_new_employee() -> None:
    folk = {**bilde().personer, ANSATT: Person(ANSATT, "P8", "Ali", fra=date(2027, 2, 1))}
    assert list(til("TX-34", bilde(personer=folk), AVDELING))[:3] == ["person-0", "person-1", "purr+1"]
    kjent = (Stilling(ANSATT, AVDELING, fra=date(2027, 2, 1)),)
    assert "person-0" in til("TX-34", bilde(stillinger=kjent), AVDELING)
    ukjent = (*kjent, Stilling(ANSATT, SKOLE, 2))
    assert til("TX-34", bilde(stillinger=ukjent), AVDELING) == {}
    gjest = {**folk, ANSATT: replace(folk[ANSATT], gjest=True)}
    assert plan("TX-34", bilde(personer=gjest)) == []
    sluttet = {**folk, ANSATT: replace(folk[ANSATT], til=date(2027, 2, 15))}
    assert [en.steg for en in plan("TX-34", bilde(personer=sluttet))] == ["person-0"]


def leder(b: Bilde) -> tuple[tuple[tuple[int, ...], bool], ...]:
    """Who the nearest leader of Ali is, and whether it is told in the overview."""
    ny = replace(b, personer={**b.personer, ANSATT: replace(b.personer[ANSATT], fra=date(2027, 2, 1))})
    aksjon, paa = ALT.aksjoner["TX-34"], date(2027, 2, 1)
    sak = next(saker(ALT, aksjon, ny, paa, ARET))
    return tuple((en.personer, en.oversikt) for en in mottakere(ALT, aksjon, sak, 0, org=ny, paa=paa))


def test_a_leader_of_her_own_goes_before_the_nodes() -> None:
    assert leder(bilde(stillinger=(Stilling(ANSATT, AVDELING, leder=VARA),))) == (((VARA,), False),)
    assert leder(bilde(stillinger=(Stilling(ANSATT, AVDELING, leder=DIREKTOR),))) == (((DIREKTOR,), True),)
    assert leder(bilde(stillinger=(Stilling(ANSATT, AVDELING),))) == (((AVDLEDER,), False),)
    to = bilde((rolle("avdelingsleder", VARA, AVDELING),), stillinger=(Stilling(ANSATT, AVDELING),))
    assert leder(to) == (((AVDLEDER, VARA), False),)
    selv = bilde((rolle("avdelingsleder", ANSATT, AVDELING),), stillinger=(Stilling(ANSATT, AVDELING),))
    assert leder(selv) == (((LEDER,), False),)


def test_a_refresher_after_eight_years() -> None:
    kurs = {(ANSATT, "grunnkurs"): date(2019, 9, 3)}
    funnet = til("TX-05", bilde(kurs=kurs), AVDELING)
    assert funnet["person-90"] == ("2027-03-03", [(AVDLEDER, "naermeste_leder")])
    assert list(funnet) == ["person-90", "person-96", "purr+1", "purr+5", "loft+7", "loft+15", "loft+25"]
    gjort = {**kurs, (ANSATT, "repetisjon"): date(2027, 4, 1)}
    assert list(til("TX-05", bilde(kurs=gjort), AVDELING)) == ["person-90"]
    gammelt = {**kurs, (ANSATT, "repetisjon"): date(2010, 4, 1)}
    assert "person-96" in til("TX-05", bilde(kurs=gammelt), AVDELING)
    bare_roller = replace(ALT.aksjoner["TX-05"], bare_roller=("verneombud",))
    snevret = replace(ALT, aksjoner={"TX-05": bare_roller})
    assert plan("TX-05", bilde(kurs=kurs), regelverk=snevret) == []
    ombud = bilde((rolle("verneombud", ANSATT, 1, type_="verneomrade"),), kurs=kurs)
    assert plan("TX-05", ombud, regelverk=snevret) != []


def test_start_up_shuts_out_deadlines_and_units() -> None:
    sen = replace(ALT, standard=replace(ALT.standard, oppstart=date(2027, 6, 1)))
    assert plan("AH-01", bilde(), regelverk=sen) == []
    noen = replace(ALT, standard=replace(ALT.standard, enheter=("SYK",)))
    assert {en.sak.node for en in plan("AH-01", bilde(), regelverk=noen)} == {SYKEHJEM}
    ny = rolle("verneombud", ANSATT, 1, type_="verneomrade", fra=date(2027, 1, 4))
    assert plan("TX-04", bilde((ny,)), regelverk=replace(ALT, standard=replace(ALT.standard, enheter=("SKO",)))) == []


def test_a_staff_unit_may_be_left_out() -> None:
    uten = replace(ALT, standard=replace(ALT.standard, stab_som_enhet=False))
    assert {en.sak.node for en in plan("AH-01", bilde(), regelverk=uten)} == {SYKEHJEM, SKOLE}


def test_a_unit_that_is_new_or_gone() -> None:
    noder = hjul.noder()
    noder[SKOLE] = replace(noder[SKOLE], fra=date(2027, 5, 1))
    noder[SYKEHJEM] = replace(noder[SYKEHJEM], til=date(2027, 6, 5))
    b = bilde(noder=noder)
    assert {en.sak.frist.frist for en in plan("AH-01", b) if en.sak.node == SKOLE} == {date(2027, 6, 30)}
    assert list(til("AH-01", b)) == ["paminn-30", "paminn-14", "paminn-3", "frist", "purr+1"]
    kort_tid = replace(noder[SKOLE], fra=date(2027, 3, 20))
    assert {en.sak.frist.frist for en in plan("AH-06", bilde(noder={**noder, SKOLE: kort_tid}))} == {
        date(2027, 3, 31), date(2027, 5, 19),
    }  # fmt: skip


def test_a_successor_is_no_new_unit() -> None:
    noder = hjul.noder()
    noder[SKOLE] = replace(noder[SKOLE], til=date(2027, 4, 30), etterfolger=10)
    noder[10] = replace(noder[SKOLE], id=10, ekstern_id="NY", fra=date(2027, 5, 1), til=None, etterfolger=None)
    b = bilde((rolle("enhetsleder", VARA, 10),), noder=noder)
    funnet = [en for en in plan("AH-01", b) if en.sak.node in (SKOLE, 10)]
    assert [(en.steg, b.noder[en.sak.node].ekstern_id) for en in funnet[:3]] == [
        ("paminn-30", "SKO"), ("paminn-14", "NY"), ("paminn-3", "NY"),
    ]  # fmt: skip
    assert {en.sak.frist.frist for en in funnet} == {date(2027, 5, 31)}


def test_what_lay_under_something_that_has_ended_climbs_past_it() -> None:
    noder = hjul.noder()
    noder[SYKEHJEM] = replace(noder[SYKEHJEM], til=date(2026, 12, 31))
    b = bilde(noder=noder)
    assert [n.id for n in b.linje(AVDELING, ARET[0])] == [AVDELING, 2, 1]
    assert set(b.under(2, ARET[0])) == {2, SKOLE, AVDELING}
    noder[SYKEHJEM] = replace(noder[SYKEHJEM], etterfolger=SKOLE)
    b = bilde(noder=noder)
    assert [n.id for n in b.linje(AVDELING, ARET[0])] == [AVDELING, SKOLE, 2, 1]
    assert set(b.under(SKOLE, ARET[0])) == {SKOLE, AVDELING}
    assert {o.id for o in b.omrader_i(SKOLE, ARET[0])} == {2}


def test_the_council_is_nobody_so_its_report_is_the_next_ones() -> None:
    med = ALT.med(LV_01=True, LV_02=True)
    assert til("LV-01", bilde(), 1, regelverk=med)["frist"][1] == [(HMS, "hms_ansvarlig")]
    flere = (rolle("akan_utvalg", ANSATT, 1), rolle("akan_utvalg", VARA, 1))
    assert til("LV-02", bilde(flere), 1, regelverk=med)["frist"][1] == [(ANSATT, "akan_utvalg"), (VARA, "akan_utvalg")]


def test_a_chain_and_its_vacancy() -> None:
    sak = next(saker(ALT, ALT.aksjoner["AH-01"], bilde(), ARET[0], ARET))
    aksjon = ALT.aksjoner["AH-01"]
    assert [en.rolle for en in kjede(ALT, aksjon, sak, bilde(), date(2027, 5, 31))] == list(aksjon.eskalering)
    assert not ledig(ALT, sak, bilde(), date(2027, 5, 31))
    assert ledig(ALT, sak, bilde(uten=("enhetsleder",)), date(2027, 5, 31))


def test_an_organisation_of_nothing() -> None:
    assert linjer(ALT, Bilde({}, {}), date(2027, 1, 1), date(2027, 12, 31)) == []
    assert Bilde({}, {}).topp is None


def test_a_year_of_everything_has_each_step_once() -> None:
    alle = linjer(ALT, bilde(), date(2027, 1, 1), date(2027, 12, 31))
    nokler = [(en.sak.nokkel, en.steg, en.til) for en in alle]
    assert len(nokler) == len(set(nokler)) > 300
    assert all(en.dag.weekday() < 5 for en in alle)
