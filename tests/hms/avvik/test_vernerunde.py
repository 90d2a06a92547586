"""Rule 6.3.5-4: when a tiltak of a vernerunde is chased, and when its neglect is reported; a table of days (avvik.md 10)."""

from datetime import date, datetime

import pytest
from sqlmodel import Session, select

from hms.avvik import flyt, tiltakene
from hms.avvik.model import Avvik, AvvikMelder
from hms.avvik.vernerunde import STEG
from hms.ekstern import vernerunde
from hms.ekstern.model import EksternSak
from hms.ekstern.rules import Oppsett
from hms.kit import revisjon
from hms.kit.db import Database
from hms.kit.feil import HmsError
from hms.kit.kalender import slutten_av
from hms.kit.klokke import OSLO, oslo
from hms.kit.revisjon import Revisjon
from hms.regelverk.aksjon import FORESLA
from hms.stige import Tatt, neste_trinn, stiger
from hms.tiltak import uavklart as uavklarte
from hms.tiltak.model import Tiltak, Uavklart
from hms.tiltak.mottakere import finn_uavklart
from hms.tiltak.queries import MODUS
from hms.tiltak.rules import SPOR
from hms.tiltak.service import Overtatt, overta
from hms.tiltak.uavklart import NyttUavklart
from tests.fakes.sak import Sak

KARI, OLA, RANDI, INGRID = "P045", "P044", "P043", "P046"


@pytest.fixture
def sak(fjordvik_url: str):
    opened = Sak(fjordvik_url)
    yield opened
    opened.db.close()


def til(sak: Sak, nar: str) -> None:
    sak.klokke.move_to(datetime.fromisoformat(nar).replace(tzinfo=OSLO))


def tiltak(sak: Sak, frist: date, ansvarlig: str = KARI, id_: str = "T1") -> Tiltak:
    nytt = Overtatt(id_, "vernerunde", "Fest rekkverket", sak.id(ansvarlig), frist)
    node = sak.node("SOL-FJE")
    return sak.do(lambda s: overta(s, sak.klokke.now(), nytt, node_id=node))


def tikk(sak: Sak, one: Tiltak) -> str | None:
    return sak.do(lambda s: vernerunde.ta_trinn(s, sak.klokke.now(), s.get_one(Tiltak, one.id)))


def saker(sak: Sak) -> list[Avvik]:
    return sak.do(lambda s: list(s.exec(select(Avvik).order_by(Avvik.id)).all()))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("frist", "steg"),
    [
        # All on working days.
        (date(2026, 12, 4), ["11-27 09:00", "12-04 09:00", "12-11 09:00", "12-18 09:00"]),
        # Christmas: +7 is the 25th, sent on the 28th, and the avvik waits for five working days after that, New Year's Eve and Day left out.
        (date(2026, 12, 18), ["12-11 09:00", "12-18 09:00", "12-28 09:00", "01-06 09:00"]),
        # A Saturday: what is sent waits for Monday; what is reported does not.
        (date(2026, 11, 28), ["11-23 09:00", "11-30 09:00", "12-07 09:00", "12-14 09:00"]),
        # July: nothing is chased, and the steps come one by one afterwards.
        (date(2027, 7, 9), ["08-02 09:00", "08-09 09:00", "08-16 09:00", "08-23 09:00"]),
        # The last message in June: the avvik comes in July all the same.
        (date(2027, 6, 21), ["06-14 09:00", "06-21 09:00", "06-28 09:00", "07-05 09:00"]),
    ],
)
def test_when_each_step_is_due(frist: date, steg: list[str]) -> None:
    ladder, taken, found = stiger()["tiltak_vernerunde"], [], []
    while (step := neste_trinn(ladder, slutten_av(frist), taken)) is not None:
        taken.append(Tatt(step[0].navn, step[1]))
        found.append(f"{oslo(step[1]):%m-%d %H:%M}")
    assert found == steg


@pytest.mark.parametrize(
    ("frist", "steg"),
    [
        (date(2026, 12, 4), ["11-27 09:00", "12-04 09:00", "12-11 09:00", "12-18 09:00", "12-23 09:00"]),
        # Three working days from Wednesday the 6th, and five from the message of the 28th.
        (date(2026, 12, 18), ["12-11 09:00", "12-18 09:00", "12-28 09:00", "01-06 09:00", "01-11 09:00"]),
        # The question waits for August, and the answer for three working days after it.
        (date(2027, 6, 21), ["06-14 09:00", "06-21 09:00", "06-28 09:00", "08-02 09:00", "08-05 09:00"]),
    ],
)
def test_when_people_are_asked_first(frist: date, steg: list[str]) -> None:
    ladder, taken, found = stiger()["tiltak_vernerunde_foresla"], [], []
    while (step := neste_trinn(ladder, slutten_av(frist), taken)) is not None:
        taken.append(Tatt(step[0].navn, step[1]))
        found.append(f"{oslo(step[1]):%m-%d %H:%M}")
    assert found == steg


def test_a_late_message_puts_the_avvik_off_by_five_working_days() -> None:
    ladder = stiger()["tiltak_vernerunde"]
    sendt = datetime(2026, 12, 16, 10, 0, tzinfo=OSLO)
    before = [Tatt(navn, datetime(2026, 12, 1, tzinfo=OSLO)) for navn in ("paminn-7", "frist")]
    step = neste_trinn(ladder, slutten_av(date(2026, 12, 4)), [*before, Tatt("purr+7", sendt)])
    assert step is not None
    assert (step[0].navn, f"{oslo(step[1]):%m-%d}") == (STEG, "12-23")


def test_a_deadline_in_three_days_has_no_reminder_before_and_is_not_put_off(sak: Sak) -> None:
    one = tiltak(sak, date(2026, 11, 26))
    assert [step["navn"] for step in one.trinn] == ["paminn-7"]
    til(sak, "2026-11-25T12:00")
    assert tikk(sak, one) is None
    til(sak, "2026-11-26T09:00")
    assert tikk(sak, one) == "frist"


def alle_steg(sak: Sak, one: Tiltak) -> None:
    """To the avvik, of a tiltak with the deadline 4 December 2026."""
    for nar, navn in (("11-27", "paminn-7"), ("12-04", "frist"), ("12-11", "purr+7"), ("12-18", STEG)):
        til(sak, f"2026-{nar}T09:00")
        assert tikk(sak, one) == navn


def test_the_neglect_is_reported_once_to_the_nearest_leader_by_varde(sak: Sak) -> None:
    one = tiltak(sak, date(2026, 12, 4))
    alle_steg(sak, one)
    (case,) = saker(sak)
    assert (case.grad, case.kategori, case.underkategori) == (2, "orden_fysisk", "manglende_oppfolging")
    assert (case.kilde, case.tiltak_id, case.behandler_id) == ("varde", one.id, sak.id(OLA))
    assert sak.do(lambda s: s.exec(select(AvvikMelder)).all()) == []
    assert sak.til(case, "verneombud")
    told = {row.nokkel: row.mottaker["rolle"] for row in sak.rader() if "avvik" in row.parametre}
    assert told == {"avvik_kort": "orienterte", "tiltak_avvik": "ansvarlig"}
    purret = {row.mottaker["rolle"] for row in sak.rader(nokkel="tiltak_purring") if row.parametre["trinn"] == "purr+7"}
    assert purret == {"ansvarlig", "ledd_1", "verneombud"}
    line = sak.do(lambda s: s.exec(select(Revisjon).where(Revisjon.hendelse == "avvik.meldt")).one())
    assert (line.aktor, line.data["tiltak"]) == ("varde", one.id)
    til(sak, "2027-02-01T09:00")
    assert tikk(sak, one) is None
    sak.do(lambda s: vernerunde.meld(s, sak.klokke.now(), s.get_one(Tiltak, one.id)))
    assert len(saker(sak)) == 1, "one open avvik for each tiltak"
    assert sak.do(revisjon.brudd) is None


def test_a_leader_who_is_responsible_does_not_handle_it(sak: Sak) -> None:
    alle_steg(sak, tiltak(sak, date(2026, 12, 4), ansvarlig=OLA))
    assert saker(sak)[0].behandler_id == sak.id(RANDI)


def test_on_a_holiday_it_is_reported_and_its_messages_wait(sak: Sak) -> None:
    one = tiltak(sak, date(2026, 12, 4))
    for nar in ("11-27", "12-04", "12-11"):
        til(sak, f"2026-{nar}T09:00")
        tikk(sak, one)
    til(sak, "2026-12-26T10:00")  # a stop until the second day of Christmas
    assert tikk(sak, one) == STEG
    (case,) = saker(sak)
    waits = {oslo(row.ikke_for).isoformat()[:16] for row in sak.rader() if "avvik" in row.parametre and row.ikke_for}
    assert waits == {"2026-12-28T09:00"}
    assert oslo(case.meldt_at).date() == date(2026, 12, 26)


def test_done_before_it_is_nothing_and_done_after_is_told_the_handler(sak: Sak) -> None:
    early, late = tiltak(sak, date(2026, 12, 4)), tiltak(sak, date(2026, 12, 4), id_="T2")
    sak.do(lambda s: tiltakene.meld_utfort(s, sak.klokke.now(), sak.leser_i(s, KARI), early.id or 0, None))
    alle_steg(sak, late)
    assert [case.tiltak_id for case in saker(sak)] == [late.id]
    sak.do(lambda s: tiltakene.meld_utfort(s, sak.klokke.now(), sak.leser_i(s, KARI), late.id or 0, "i dag"))
    assert [row.mottaker["rolle"] for row in sak.rader(nokkel="avvik_tiltak_gjort")] == [flyt.BEHANDLER]
    assert saker(sak)[0].status == flyt.MELDT, "closed by a person only"


def test_the_verneombud_disputes_within_fourteen_days_and_the_ladder_goes_on(sak: Sak) -> None:
    one = tiltak(sak, date(2026, 12, 4))
    for nar in ("2026-11-27T09:00", "2026-12-04T09:00"):
        til(sak, nar)
        tikk(sak, one)
    sak.do(lambda s: tiltakene.meld_utfort(s, sak.klokke.now(), sak.leser_i(s, KARI), one.id or 0, None))
    assert [row.mottaker["rolle"] for row in sak.rader(nokkel="tiltak_endret")] == ["verneombud"]

    def bestrid(s: Session, hvem: str) -> Tiltak:
        return tiltakene.bestrid(s, sak.klokke.now(), sak.leser_i(s, hvem), one.id or 0, "det er fortsatt løst")

    for hvem in (KARI, OLA):
        with pytest.raises(HmsError, match=r"tiltak\.ingen_rett"):
            sak.do(lambda s, hvem=hvem: bestrid(s, hvem))
    til(sak, "2026-12-10T12:00")
    again = sak.do(lambda s: bestrid(s, INGRID))
    assert (again.status, again.frist, again.utfort_at, again.neste_trinn_at is not None) == (
        "apen",
        date(2026, 12, 4),
        None,
        True,
    )
    with pytest.raises(HmsError, match=r"tiltak\.ikke_bestridbart"):
        sak.do(lambda s: bestrid(s, INGRID))
    til(sak, "2026-12-11T09:00")
    assert tikk(sak, one) == "purr+7"
    sak.do(lambda s: tiltakene.meld_utfort(s, sak.klokke.now(), sak.leser_i(s, KARI), one.id or 0, None))
    til(sak, "2026-12-25T09:01")
    with pytest.raises(HmsError, match=r"tiltak\.ikke_bestridbart"):
        sak.do(lambda s: bestrid(s, INGRID))


def test_another_deadline_is_the_leader_s_at_most_sixty_days_and_told_the_verneombud(sak: Sak) -> None:
    one = tiltak(sak, date(2026, 12, 4))

    def sett(s: Session, hvem: str, frist: date) -> bool:
        now = sak.klokke.now()
        return tiltakene.ny_frist(s, now, sak.leser_i(s, hvem), one.id or 0, frist=frist, fordi="venter på deler")[1]

    for hvem in (KARI, OLA):
        with pytest.raises(HmsError, match=r"tiltak\.for_lenge"):
            sak.do(lambda s, hvem=hvem: sett(s, hvem, date(2027, 2, 3)))
    assert not sak.do(lambda s: sett(s, KARI, date(2027, 2, 2))), "asked for only"
    til(sak, "2026-11-27T09:00")
    assert tikk(sak, one) == "paminn-7", "a wish that waits does not stop the clock"
    assert sak.do(lambda s: sett(s, OLA, date(2027, 2, 2)))
    til(sak, "2026-12-18T09:00")
    assert tikk(sak, one) is None
    rows = sak.rader(nokkel="tiltak_endret")
    assert {row.mottaker.get("rolle", "ansvarlig") for row in rows} == {"verneombud", "ansvarlig"}


def spurt(sak: Sak, one: Tiltak) -> None:
    """To the question, of a tiltak with the deadline 4 December 2026, where the kommune asks first."""
    sak.db = Database(sak.db.url, fakta={MODUS: FORESLA})
    for nar, navn in (("11-27", "paminn-7"), ("12-04", "frist"), ("12-11", "purr+7"), ("12-18", SPOR)):
        til(sak, f"2026-{nar}T09:00")
        assert tikk(sak, one) == navn


def svar_ja(sak: Sak, hvem: str, one: Tiltak) -> None:
    sak.do(lambda s: vernerunde.svar_ja(s, sak.klokke.now(), sak.leser_i(s, hvem), one.id or 0))


def test_where_people_are_asked_first_silence_for_three_working_days_reports_it(sak: Sak) -> None:
    one = tiltak(sak, date(2026, 12, 4))
    spurt(sak, one)
    assert {row.mottaker["rolle"] for row in sak.rader(nokkel="tiltak_sporsmal")} == {"ledd_1", "verneombud"}
    til(sak, "2026-12-23T08:59")
    assert tikk(sak, one) is None
    assert saker(sak) == []
    til(sak, "2026-12-23T09:00")
    assert tikk(sak, one) == STEG
    assert [case.tiltak_id for case in saker(sak)] == [one.id]
    til(sak, "2027-03-01T09:00")
    assert tikk(sak, one) is None


def test_one_yes_is_enough_and_only_of_those_who_are_asked(sak: Sak) -> None:
    one = tiltak(sak, date(2026, 12, 4))
    with pytest.raises(HmsError, match=r"tiltak\.ingen_rett"):
        svar_ja(sak, INGRID, one)  # not before she is asked
    spurt(sak, one)
    with pytest.raises(HmsError, match=r"tiltak\.ingen_rett"):
        svar_ja(sak, KARI, one)
    svar_ja(sak, INGRID, one)
    svar_ja(sak, OLA, one)
    (case,) = saker(sak)
    assert (case.tiltak_id, case.kilde, case.behandler_id) == (one.id, "varde", sak.id(OLA))
    said = sak.do(lambda s: s.exec(select(Revisjon.aktor).where(Revisjon.hendelse == "tiltak.avvik_ja")).all())
    assert said == [f"person:{sak.id(INGRID)}"]
    til(sak, "2026-12-23T09:00")
    assert tikk(sak, one) == STEG
    assert len(saker(sak)) == 1


def test_the_leader_s_no_is_a_new_deadline_with_a_reason(sak: Sak) -> None:
    one = tiltak(sak, date(2026, 12, 4))
    spurt(sak, one)
    ny = {"frist": date(2027, 1, 15), "fordi": "delene kommer i januar"}
    sak.do(lambda s: tiltakene.ny_frist(s, sak.klokke.now(), sak.leser_i(s, OLA), one.id or 0, **ny))
    with pytest.raises(HmsError, match=r"tiltak\.ingen_rett"):
        svar_ja(sak, INGRID, one)  # the question is answered
    til(sak, "2026-12-23T09:00")
    assert tikk(sak, one) is None
    assert saker(sak) == []


def test_a_wish_that_nobody_has_approved_does_not_stop_the_clock(sak: Sak) -> None:
    one = tiltak(sak, date(2026, 12, 4))
    spurt(sak, one)
    ny = {"frist": date(2027, 1, 15), "fordi": "delene kommer i januar"}
    sak.do(lambda s: tiltakene.ny_frist(s, sak.klokke.now(), sak.leser_i(s, KARI), one.id or 0, **ny))
    til(sak, "2026-12-23T09:00")
    assert tikk(sak, one) == STEG


def test_who_has_been_asked_is_waited_for_when_the_kommune_chooses_otherwise(sak: Sak) -> None:
    asked, told = tiltak(sak, date(2026, 12, 4)), tiltak(sak, date(2026, 12, 4), id_="T2")
    alle_steg(sak, told)
    til(sak, "2026-11-24T09:00")
    spurt(sak, asked)
    assert tikk(sak, told) is None, "it is reported, and not asked about"
    sak.db = Database(sak.db.url)
    til(sak, "2026-12-22T09:00")
    assert tikk(sak, asked) is None
    til(sak, "2026-12-23T09:00")
    assert tikk(sak, asked) == STEG


def test_at_the_third_extension_an_avvik_is_proposed_to_the_leader_and_shown_the_verneombud(sak: Sak) -> None:
    one = tiltak(sak, date(2026, 12, 4))

    def utsett(s: Session, frist: date) -> None:
        tiltakene.ny_frist(s, sak.klokke.now(), sak.leser_i(s, OLA), one.id or 0, frist=frist, fordi="venter")

    for number, frist in enumerate((date(2026, 12, 11), date(2026, 12, 18), date(2027, 1, 8)), 1):
        sak.do(lambda s, frist=frist: utsett(s, frist))
        rows = sak.rader(nokkel="tiltak_forslag")
        assert {row.mottaker["rolle"] for row in rows} == ({"ledd_1", "verneombud"} if number == 3 else set())
    assert saker(sak) == [], "proposed only"


def test_beside_another_system_it_is_reported_there_once(sak: Sak) -> None:
    one = tiltak(sak, date(2026, 12, 4))

    def step(s: Session) -> str | None:
        s.info[vernerunde.OPPSETT] = Oppsett(webhook=True)
        return vernerunde.ta_trinn(s, sak.klokke.now(), s.get_one(Tiltak, one.id))

    for nar in ("11-27", "12-04", "12-11", "12-18", "12-19"):
        til(sak, f"2026-{nar}T09:00")
        sak.do(step)
    assert saker(sak) == []
    (sent,) = sak.do(lambda s: s.exec(select(EksternSak)).all())
    assert (sent.gjelder, sent.kilde, sent.grad) == (f"tiltak:{one.id}", "varde", 2)


# Without who or when: T-47.


def uavklart(sak: Sak, ansvarlig: str | None = None, frist: date | None = None) -> Uavklart:
    who = sak.id(ansvarlig) if ansvarlig else None
    nytt = NyttUavklart("U1", "Fest rekkverket", who, frist, oslo(sak.klokke.now()).date())
    node = sak.node("SOL-FJE")
    return sak.do(lambda s: uavklarte.overta(s, sak.klokke.now(), nytt, node_id=node))


def tikk_uavklart(sak: Sak, one: Uavklart) -> str | None:
    return sak.do(lambda s: uavklarte.ta_trinn(s, sak.klokke.now(), s.get_one(Uavklart, one.id)))


def spurte(sak: Sak, one: Uavklart, rolle: str) -> tuple[int, ...]:
    found = sak.les(lambda s: finn_uavklart(s, {"rolle": rolle, "uavklart": one.id}, oslo(sak.klokke.now()).date()))
    return found.alle[:1]


def foreslatt(sak: Sak, **more) -> Uavklart:
    """To the proposal, of one that was taken in on Monday 23 November 2026."""
    til(sak, "2026-11-23T09:00")
    one = uavklart(sak, **more)
    for nar, navn in (("11-30", "avklar+7"), ("12-07", "forslag+14")):
        til(sak, f"2026-{nar}T08:59")
        assert tikk_uavklart(sak, one) is None
        til(sak, f"2026-{nar}T09:00")
        assert tikk_uavklart(sak, one) == navn
    return one


def meld_uavklart(sak: Sak, hvem: str, one: Uavklart) -> None:
    sak.do(lambda s: vernerunde.meld_uavklart(s, sak.klokke.now(), sak.leser_i(s, hvem), one.id or 0))


def test_a_tiltak_without_anybody_is_proposed_to_the_leader_above_the_place_and_never_made(sak: Sak) -> None:
    one = foreslatt(sak)
    assert spurte(sak, one, "leder") == (sak.id(OLA),)
    assert spurte(sak, one, "ledd_1") == (sak.id(RANDI),)
    assert spurte(sak, one, "verneombud") == (sak.id(INGRID),)
    rows = [row for row in sak.rader(nokkel="tiltak_uavklart") if row.parametre["trinn"] == "forslag+14"]
    assert {row.mottaker["rolle"] for row in rows} == {"ledd_1", "verneombud"}
    til(sak, "2027-03-01T09:00")
    assert tikk_uavklart(sak, one) is None
    assert saker(sak) == []


def test_the_leader_above_has_it_reported_once(sak: Sak) -> None:
    one = foreslatt(sak)
    for hvem in (KARI, INGRID, OLA):
        with pytest.raises(HmsError, match=r"tiltak\.ingen_rett"):
            meld_uavklart(sak, hvem, one)
    meld_uavklart(sak, RANDI, one)
    meld_uavklart(sak, RANDI, one)
    (case,) = saker(sak)
    assert (case.kilde, case.gjelder, case.behandler_id) == ("varde", f"uavklart:{one.id}", sak.id(RANDI))
    assert (case.grad, case.kategori, case.underkategori) == (2, "orden_fysisk", "manglende_oppfolging")
    assert sak.do(lambda s: s.exec(select(AvvikMelder)).all()) == []
    assert sak.til(case, "verneombud")
    assert sak.do(revisjon.brudd) is None


def test_without_a_deadline_the_leader_above_who_is_responsible_is_asked(sak: Sak) -> None:
    one = foreslatt(sak, ansvarlig=KARI)
    assert spurte(sak, one, "ledd_1") == (sak.id(OLA),)
    meld_uavklart(sak, OLA, one)
    assert saker(sak)[0].behandler_id == sak.id(OLA)


def test_settled_it_is_a_tiltak_of_the_vernerunde_and_nothing_is_proposed(sak: Sak) -> None:
    til(sak, "2026-11-23T09:00")
    one = uavklart(sak)

    def avklar(s: Session, hvem: str, frist: date = date(2026, 12, 11)) -> Tiltak:
        now, who = sak.klokke.now(), sak.id(KARI)
        return uavklarte.avklar(s, now, sak.leser_i(s, hvem).person_id, one.id or 0, ansvarlig_id=who, frist=frist)

    for hvem in (KARI, INGRID):
        with pytest.raises(HmsError, match=r"tiltak\.ingen_rett"):
            sak.do(lambda s, hvem=hvem: avklar(s, hvem))
    with pytest.raises(HmsError, match=r"tiltak\.frist"):
        sak.do(lambda s: avklar(s, OLA, date(2026, 11, 1)))
    made = sak.do(lambda s: avklar(s, OLA))
    assert (made.kilde, made.ekstern_id, made.ansvarlig_id) == ("vernerunde", "U1", sak.id(KARI))
    assert [row.mottaker for row in sak.rader(nokkel="tiltak_kort")] == [{"person": sak.id(KARI)}]
    with pytest.raises(HmsError, match=r"tiltak\.avklart"):
        sak.do(lambda s: avklar(s, RANDI))
    with pytest.raises(HmsError, match=r"tiltak\.avklart"):
        meld_uavklart(sak, RANDI, one)
    til(sak, "2026-12-07T09:00")
    assert tikk_uavklart(sak, one) is None
    assert tikk(sak, made) == "paminn-7"


def test_beside_another_system_the_leader_s_yes_goes_there_once(sak: Sak) -> None:
    one = foreslatt(sak)
    sak.db = Database(sak.db.url, fakta={vernerunde.OPPSETT: Oppsett(webhook=True)})
    for _ in range(2):
        meld_uavklart(sak, RANDI, one)
    assert saker(sak) == []
    (sent,) = sak.do(lambda s: s.exec(select(EksternSak)).all())
    assert (sent.gjelder, sent.kilde, sent.grad) == (f"uavklart:{one.id}", "varde", 2)
