"""Who gets the oracle's steps, and which obligations there are, in organisations small enough to see through."""

from dataclasses import replace
from datetime import date

import pytest

from tests.fakes.orakel import (
    ByggV,
    MksV,
    NodeV,
    Oppstart,
    OrgView,
    PersonV,
    RolleV,
    StillingV,
    VerneomradeV,
    plan,
)
from tests.fakes.orakel.plan import les_regelverk

AKSJONER = {a["id"]: a for a in les_regelverk()["aksjoner"]}


def rolle(navn, person, omfang, fra=None, til=None, **mer):
    return RolleV(f"{navn}-{person}-{omfang}", fra, til, rolle=navn, person=person, omfang=omfang, **mer)


def kommune(**endret):
    """K ─ S ─ E1 (with the department A) and E2; ST is a stab below K. Everybody is named after the place."""
    noder = (
        NodeV("K", type="kommune"), NodeV("S", type="sektor", forelder="K"), NodeV("E1", forelder="S"),
        NodeV("A", type="avdeling", forelder="E1"), NodeV("E2", forelder="S"), NodeV("ST", type="stab", forelder="K"),
    )  # fmt: skip
    roller = (
        rolle("kommunedirektor", "KD", "K"), rolle("kommunalsjef", "KS", "S"), rolle("enhetsleder", "L1", "E1"),
        rolle("avdelingsleder", "LA", "A"), rolle("enhetsleder", "L2", "E2"), rolle("enhetsleder", "LS", "ST"),
        rolle("hms_ansvarlig", "HMS", "K"), rolle("kvalitetssjef", "KV", "K"),
    )  # fmt: skip
    navn = ("KD", "KS", "L1", "LA", "L2", "LS", "HMS", "KV", "M1", "M2", "ny")
    return replace(OrgView(noder=noder, roller=roller, personer=tuple(PersonV(n) for n in navn)), **endret)


def med(org, *roller, uten=()):
    """The organisation with some more roles, and without those of some people."""
    return replace(org, roller=(*(r for r in org.roller if r.person not in uten), *roller))


def linjer(org, nr, ar=2026, til=None, oppstart=None, **endret):
    return plan([AKSJONER[nr] | {"aktiv": True} | endret], org, ar, til or ar, oppstart)


def hvem(funnet, **valg):
    """{step: receivers} of the lines that fit."""
    passer = [x for x in funnet if all(getattr(x, k) == v for k, v in valg.items())]
    return {x.step: x.to for x in passer}


def gjelder(funnet):
    return {(x.del_, x.subject, x.node) for x in funnet}


def test_the_chain_goes_up_and_the_kommunedirektor_only_gets_the_overview():
    trinn = hvem(linjer(kommune(), "AH-06"), subject="node:E1")
    assert trinn["frist"] == trinn["purr+5"] == (("L1", "enhetsleder"),)
    assert trinn["loft+7"] == (("KS", "kommunalsjef"),)
    assert trinn["loft+15"] == (("KD", "kommunedirektor"),)
    assert "loft+25" not in trinn
    til_topps = [x for x in linjer(kommune(), "AH-06") if ("KD", "kommunedirektor") in x.to]
    assert {x.at.date() for x in til_topps} == {date(2026, 5, 4)}


def test_a_stab_is_a_unit_without_a_sector():
    trinn = hvem(linjer(kommune(), "AH-06"), subject="node:ST")
    assert trinn["frist"] == (("LS", "enhetsleder"),)
    assert trinn["loft+7"] == (("KD", "kommunedirektor"),)
    assert "loft+15" not in trinn


def test_a_deputy_steps_in_only_where_there_is_no_holder():
    vara = rolle("enhetsleder", "M1", "E1", stedfortreder=True)
    assert hvem(linjer(med(kommune(), vara), "AH-06"), subject="node:E1")["frist"] == (("L1", "enhetsleder"),)
    assert hvem(linjer(med(kommune(), vara, uten=("L1",)), "AH-06"), subject="node:E1")["frist"] == (
        ("M1", "enhetsleder"),
    )


def test_a_vacancy_goes_up_the_line_and_the_same_person_is_skipped():
    trinn = hvem(linjer(med(kommune(), uten=("L1",)), "AH-06"), subject="node:E1")
    assert trinn["paminn-3"] == (("KS", "kommunalsjef"),)
    assert trinn["loft+7"] == (("KD", "kommunedirektor"),)
    assert "loft+15" not in trinn
    dobbel = hvem(linjer(med(kommune(), rolle("kommunalsjef", "L1", "S"), uten=("KS",)), "AH-06"), subject="node:E1")
    assert dobbel["loft+7"] == (("KD", "kommunedirektor"),)


def test_when_the_whole_chain_is_vacant_the_line_above_is_used():
    trinn = hvem(linjer(med(kommune(), uten=("L1", "KS")), "TX-27"), subject="node:E1")
    assert set(trinn["frist"]) == {("KD", "kommunedirektor")}
    enhet = Oppstart(enheter=("E1",))
    trinn = hvem(linjer(med(kommune(), uten=("L1", "KS", "KD")), "TX-27", oppstart=enhet))
    assert trinn["frist"] == (("HMS", "hms_ansvarlig"),)
    assert linjer(med(kommune(), uten=("L1", "KS", "KD", "HMS")), "TX-27", oppstart=enhet) == []


def test_a_new_holder_gets_the_next_step():
    gammel, ny = (
        rolle("enhetsleder", "L1", "E1", til=date(2026, 3, 20)),
        rolle("enhetsleder", "ny", "E1", date(2026, 3, 21)),
    )
    trinn = hvem(linjer(med(kommune(), gammel, ny, uten=("L1",)), "AH-06"), subject="node:E1")
    assert trinn["paminn-14"] == (("L1", "enhetsleder"),)
    assert trinn["paminn-3"] == (("ny", "enhetsleder"),)


def test_a_person_who_has_left_holds_nothing():
    personer = tuple(replace(p, til=date(2026, 3, 1)) if p.id == "L1" else p for p in kommune().personer)
    assert hvem(linjer(kommune(personer=personer), "AH-06"), subject="node:E1")["frist"] == (("KS", "kommunalsjef"),)


def test_two_holders_share_one_oppgave():
    trinn = hvem(linjer(kommune(), "AH-02"))
    assert trinn["frist"] == (("HMS", "hms_ansvarlig"), ("KV", "kvalitetssjef"))
    assert trinn["loft+7"] == (("KD", "kommunedirektor"),)
    alene = med(kommune(), rolle("kvalitetssjef", "HMS", "K"), uten=("KV",))
    assert hvem(linjer(alene, "AH-02"))["frist"] == (("HMS", "hms_ansvarlig"),)


def test_each_level_has_its_own_part_and_its_own_chain():
    funnet = linjer(kommune(), "AH-05")
    assert gjelder(funnet) == {
        ("felles", "node:K", "K"), ("sektor", "node:S", "S"), ("enhet", "node:E1", "E1"), ("enhet", "node:E2", "E2"),
        ("enhet", "node:ST", "ST"),
    }  # fmt: skip
    assert hvem(funnet, del_="sektor")["loft+7"] == (("KD", "kommunedirektor"),)


def test_a_department_has_a_chemicals_oppgave_only_where_it_has_an_officer():
    assert gjelder(linjer(kommune(), "AH-07")) == {(None, f"node:{e}", e) for e in ("E1", "E2", "ST")}
    trinn = hvem(linjer(med(kommune(), rolle("kjemikalieansvarlig", "M1", "A")), "AH-07"), subject="node:A")
    assert (trinn["frist"], trinn["loft+7"], trinn["loft+15"]) == (
        (("M1", "kjemikalieansvarlig"),), (("L1", "enhetsleder"),), (("KS", "kommunalsjef"),)
    )  # fmt: skip
    assert trinn["loft+25"] == (("KD", "kommunedirektor"),)


def test_an_area_over_two_units_comes_once_for_each_and_the_nearest_naming_counts():
    omrader = (
        VerneomradeV("V1", noder=("E1", "E2")),
        VerneomradeV("V2", noder=("A",)),
        VerneomradeV("V3", noder=("K",)),
    )
    assert gjelder(linjer(kommune(verneomrader=omrader), "AH-08")) == {
        (None, "verneomrade:V1", "E1"), (None, "verneomrade:V2", "E1"), (None, "verneomrade:V1", "E2"),
        (None, "verneomrade:V3", "ST"),
    }  # fmt: skip


def test_a_building_is_with_the_main_users_unit_at_the_pace_of_its_use():
    noder = tuple(replace(n, dognbemannet=n.id == "A", skole_barnehage=n.id == "E2") for n in kommune().noder)
    bygg = (
        ByggV("B1", hovedbruker="A", brukere=("A", "E2")), ByggV("B2", hovedbruker="E2"), ByggV("B3", hovedbruker="ST"),
        ByggV("B4"),
    )  # fmt: skip
    funnet = linjer(kommune(noder=noder, bygg=bygg), "AH-09")
    frister = {(x.subject, x.del_, x.deadline.month) for x in funnet if x.deadline.year == 2026}
    assert {m for b, d, m in frister if (b, d) == ("bygg:B1", "brannvernrunde")} == {3, 6, 9, 12}
    assert {m for b, d, m in frister if (b, d) == ("bygg:B1", "ovelse")} == {6, 12}
    assert {m for b, d, m in frister if (b, d) == ("bygg:B2", "brannvernrunde")} == {6, 12}
    assert {m for b, d, m in frister if b == "bygg:B3"} == {12}
    assert {x.node for x in funnet} == {"E1", "E2", "ST"}


def test_the_owner_answers_for_the_installations_and_the_main_users_unit_is_next():
    org = kommune(bygg=(ByggV("B1", hovedbruker="E1"),))
    assert hvem(linjer(org, "TX-22"))["frist"] == (("L1", "enhetsleder"),)
    trinn = hvem(linjer(med(org, rolle("byggeier", "M1", "B1", omfang_type="bygg")), "TX-22"))
    assert (trinn["frist"], trinn["loft+7"], trinn["loft+15"]) == (
        (("M1", "byggeier"),), (("L1", "enhetsleder"),), (("KS", "kommunalsjef"),)
    )  # fmt: skip


def test_mks_groups_answer_at_their_own_level_as_often_as_they_have_chosen():
    grupper = (
        MksV("M1", node="E1", moter_per_ar=4),
        MksV("M2", node="A", moter_per_ar=5),
        MksV("M3", node="E2"),
        MksV("M4", node="S"),
    )
    funnet = linjer(kommune(mks_grupper=grupper), "AH-12")
    maneder = {
        g: sorted({x.deadline.month for x in funnet if x.subject == f"mks_gruppe:{g}" and x.deadline.year == 2026})
        for g in ("M1", "M2", "M3", "M4")
    }
    assert maneder == {"M1": [3, 6, 9, 12], "M2": [3, 5, 8, 10, 12], "M3": [2, 4, 6, 8, 10, 12], "M4": []}
    assert hvem(funnet, subject="mks_gruppe:M2")["frist"] == (("LA", "avdelingsleder"),)


def test_quarters_proposed_periods_and_windows_across_new_year():
    def frister(nr):
        return sorted({x.deadline for x in linjer(kommune(), nr, 2025, 2027) if x.deadline.year == 2026})

    assert frister("AH-15") == [date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31)]
    assert frister("TX-01") == [date(2026, 2, 28), date(2026, 5, 31), date(2026, 9, 30), date(2026, 11, 30)]
    assert frister("AH-13") == [date(2026, 4, 30), date(2026, 10, 31)]
    assert frister("TX-14") == [date(2026, 1, 31)]
    assert {x.period for x in linjer(kommune(), "TX-14") if x.deadline == date(2026, 1, 31)} == {"2026"}


def test_every_second_year_needs_a_first_one():
    assert linjer(kommune(), "AH-03", 2024, 2030) == []
    syklus = AKSJONER["TX-15"]["syklus"] | {"basisar": 2025}
    assert {x.deadline.year for x in linjer(kommune(), "TX-15", 2024, 2029, syklus=syklus)} == {2026, 2028}


@pytest.mark.parametrize("nr", ["TX-20", "TX-23", "TX-24", "TX-25", "TX-33"])
def test_ladders_overviews_and_events_send_nothing_by_the_calendar(nr):
    bygg, omrader = (ByggV("B1", hovedbruker="E1"),), (VerneomradeV("V1", noder=("E1",)),)
    assert linjer(kommune(bygg=bygg, verneomrader=omrader), nr) == []


def test_what_is_switched_off_is_left_out():
    assert plan([AKSJONER["LV-01"]], kommune(), 2026, 2026) == []
    assert hvem(linjer(kommune(), "LV-01"))["frist"] == (("HMS", "hms_ansvarlig"),)  # nobody is AMU itself
    assert hvem(linjer(med(kommune(), rolle("amu", "M1", "K")), "LV-01"))["frist"] == (("M1", "amu"),)


def test_a_unit_that_comes_inside_a_window_has_sixty_days():
    noder = (
        *kommune().noder,
        NodeV("E3", date(2026, 2, 15), forelder="S"),
        NodeV("E4", date(2026, 4, 1), forelder="S"),
    )
    frister = {x.node: x.deadline for x in linjer(kommune(noder=noder), "AH-06") if x.deadline.year == 2026}
    assert frister == {e: date(2026, 3, 31) for e in ("E1", "E2", "ST")} | {"E3": date(2026, 4, 16)}


def test_an_open_oppgave_follows_the_successor_and_stops_without_one():
    slutt = date(2026, 3, 20)
    noder = tuple(
        replace(n, til=slutt, etterfolger="E9" if n.id == "E1" else None) if n.id in {"E1", "E2"} else n
        for n in kommune().noder
    )
    org = med(kommune(noder=(*noder, NodeV("E9", date(2026, 3, 21), forelder="S"))), rolle("enhetsleder", "ny", "E9"))
    funnet = linjer(org, "AH-06")
    assert {x.node for x in funnet if x.step == "paminn-14"} == {"E1", "E2", "ST"}
    assert {x.node for x in funnet if x.step == "frist"} == {"E9", "ST"}
    assert {x.deadline for x in funnet if x.node == "E9" and x.deadline.year == 2026} == {date(2026, 3, 31)}


def test_oppstart():
    fra = Oppstart(date(2026, 3, 20), ("S",))
    funnet = linjer(kommune(), "AH-06", oppstart=fra)
    assert {x.node for x in funnet} == {"E1", "E2"}
    assert min(x.at.date() for x in funnet) == date(
        2026, 2, 23
    )  # the deadline is after the day, so it has all its steps
    assert {x.deadline.year for x in linjer(kommune(), "AH-06", til=2027, oppstart=Oppstart(date(2026, 4, 1)))} == {
        2027
    }


def test_a_course_for_a_new_verneombud_is_asked_for_and_never_lifted():
    omrade = VerneomradeV("V1", noder=("A",))
    nytt = rolle("verneombud", "M1", "V1", date(2026, 3, 2), omfang_type="verneomrade")
    org = med(kommune(verneomrader=(omrade,), stillinger=(StillingV("s1", person="M1", node="A"),)), nytt)
    funnet = linjer(org, "TX-04")
    # 2 March, 2 June, Sunday 2 August (July is stille, so Tuesday 30 June); the deadline is 2 September.
    assert {x.step: x.at.date().isoformat() for x in funnet} == {
        "person-0": "2026-03-02",
        "person-3": "2026-06-02",
        "person-5": "2026-06-30",
    }
    assert {(x.to, x.subject, x.period) for x in funnet} == {((("LA", "naermeste_leder"),), "person:M1", "2026-03-02")}
    kjent = linjer(replace(org, kurs={"M1": None}), "TX-04")
    assert {x.step for x in kjent} == {"person-0", "person-3", "person-5", "purr+1", "purr+5"}
    assert {x.step for x in linjer(replace(org, kurs={"M1": date(2026, 5, 1)}), "TX-04")} == {"person-0"}


def test_each_role_starts_by_itself():
    forst = rolle("avdelingsleder", "LA", "A", date(2026, 1, 7), date(2026, 3, 31))
    org = med(kommune(), forst, rolle("enhetsleder", "LA", "E1", date(2026, 4, 1)), uten=("LA", "L1"))
    funnet = linjer(org, "TX-04")
    assert {(x.period, x.step) for x in funnet} == {
        ("2026-01-07", "person-0"), ("2026-04-01", "person-0"), ("2026-04-01", "person-3"), ("2026-04-01", "person-5"),
    }  # fmt: skip
    assert hvem(funnet)["person-3"] == (("KS", "naermeste_leder"),)  # a leader's own leader is one level up


def test_the_eight_years_of_a_course():
    org = kommune(
        stillinger=(StillingV("s1", person="M1", node="A"),),
        kurs={"M1": date(2018, 2, 10), "M2": None, "borte": date(2018, 2, 10)},
    )
    funnet = linjer(org, "TX-05", 2025)
    assert {x.step: x.at.date().isoformat() for x in funnet} == {
        "person-90": "2025-08-08"
    }  # 10 August 2025 is a Sunday
    trinn = hvem(linjer(org, "TX-05"))
    assert trinn["person-96"] == trinn["purr+1"] == (("LA", "naermeste_leder"),)
    assert (trinn["loft+7"], trinn["loft+15"], trinn["loft+25"]) == (
        (("L1", "enhetsleder"),), (("KS", "kommunalsjef"),), (("HMS", "hms_ansvarlig"),)
    )  # fmt: skip
    snever = AKSJONER["TX-05"]["konfig"] | {"standard": "aktive_roller"}
    assert linjer(org, "TX-05", konfig=snever) == []
    assert linjer(med(org, rolle("avdelingsleder", "M1", "A")), "TX-05", konfig=snever) != []


def test_the_chemicals_officers_training_is_the_unit_leaders():
    funnet = linjer(med(kommune(), rolle("kjemikalieansvarlig", "M1", "A", date(2026, 1, 12))), "TX-07")
    trinn = hvem(funnet)
    assert list(trinn) == ["person-0", "person-2", "purr+1", "purr+5", "loft+7"]
    assert trinn["person-0"] == (("L1", "enhetsleder"),)
    assert {x.deadline for x in funnet} == {date(2026, 4, 12)}


def test_a_first_day_in_july_waits_and_only_the_highest_step_is_sent():
    stillinger = (StillingV("s1", date(2026, 7, 1), person="M1", node="A"), StillingV("s2", person="M2", node="A"))
    funnet = linjer(kommune(stillinger=stillinger), "TX-34")
    assert {x.subject for x in funnet} == {"person:M1"}  # nobody knows when M2 came
    # The deadline is Saturday 1 August; on Monday 3 August three steps meet.
    assert [(x.step, x.at.date().isoformat()) for x in funnet] == [
        ("purr+1", "2026-08-03"), ("purr+5", "2026-08-07"), ("loft+7", "2026-08-11"),
    ]  # fmt: skip


def test_a_role_without_a_position_is_placed_by_what_it_is_about():
    org = kommune(bygg=(ByggV("B1", hovedbruker="A"),), mks_grupper=(MksV("G1", node="E2"),))
    start = date(2026, 9, 1)
    nye = (
        rolle("brannvernleder", "M1", "B1", start, omfang_type="bygg"), rolle("tillitsvalgt", "M2", "G1", start, omfang_type="mks_gruppe"),
    )  # fmt: skip
    funnet = linjer(med(org, *nye), "TX-04", gjelder_roller=["brannvernleder", "tillitsvalgt"])
    assert {(x.subject, x.node, x.to[0][0]) for x in funnet} == {("person:M1", "A", "LA"), ("person:M2", "E2", "L2")}


def test_what_nobody_leads_and_no_area_covers_gives_nothing():
    ingen = kommune(roller=(), stillinger=(StillingV("s1", date(2026, 9, 1), person="M1", node="A"),))
    assert linjer(ingen, "TX-34") == []
    assert linjer(kommune(verneomrader=(VerneomradeV("V1", noder=("S2",)),)), "AH-08") == []


def test_two_roles_from_the_same_day_are_one_oppgave():
    start = date(2026, 9, 1)
    org = med(kommune(), rolle("enhetsleder", "ny", "E1", start), rolle("amu_medlem", "ny", "K", start))
    assert [x.step for x in linjer(org, "TX-04")] == ["person-0", "person-3"]


def test_the_nearest_leader_is_the_one_the_position_names():
    stilling = StillingV("s1", date(2026, 9, 1), person="M1", node="A", leder="L2")
    assert hvem(linjer(kommune(stillinger=(stilling,)), "TX-34"))["person-0"] == (("L2", "naermeste_leder"),)
    gjest = tuple(replace(p, gjest=p.id == "M1") for p in kommune().personer)
    assert linjer(kommune(stillinger=(stilling,), personer=gjest), "TX-34") == []


def test_orphans_and_rings_stop_nothing():
    noder = (
        *kommune().noder, NodeV("X", forelder="borte"), NodeV("R1", forelder="R2"), NodeV("R2", type="sektor", forelder="R1"),
    )  # fmt: skip
    funnet = linjer(kommune(noder=noder), "AH-06")
    assert hvem(funnet, node="X")["frist"] == (("KD", "kommunedirektor"),)
    assert {x.node for x in funnet} == {"E1", "E2", "ST", "X", "R1"}
