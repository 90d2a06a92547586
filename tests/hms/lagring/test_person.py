"""Erasing a person and giving out what is kept: what goes, what stays, and nothing of it left behind on disk."""

import json

import pytest
from sqlmodel import Session, select

from hms.avvik import flyt
from hms.avvik.model import Avvik, AvvikInhabil, AvvikMelder
from hms.forbedring.model import Forbedring
from hms.kit.feil import HmsError
from hms.kit.revisjon import Revisjon
from hms.lagring import eksport, feilsendt, person
from hms.organisasjon.model import Node, Person, Rolle
from hms.outbox import service as outbox
from hms.outbox.model import Utboks
from hms.samtale.model import Kontakt, Kort, Mottatt, Operasjon, Samtale
from tests.hms.lagring.conftest import Arkiv


def slett(arkiv: Arkiv, ekstern: str, **more: bool) -> person.Slettplan:
    return arkiv.do(lambda s: person.slett(s, arkiv.klokke.now(), person.finn(s, ekstern), **more))


def slutter(arkiv: Arkiv, ekstern: str, navn: str | None = None) -> None:
    def unit(s: Session) -> None:
        found = person.finn(s, ekstern)
        found.gyldig_til = arkiv.klokke.now().date()
        found.navn = navn or found.navn

    arkiv.do(unit)
    arkiv.klokke.advance(days=1)


def test_the_link_goes_and_the_case_stays(arkiv: Arkiv) -> None:
    contact = arkiv.konto("P045", draft="kanarifuglen")
    case = arkiv.sak(status=flyt.LUKKET)
    hurt = arkiv.sak(status=flyt.LUKKET, skade="lege")
    arkiv.kort(f"avvik:{case.id}:melder", contact)
    plan = slett(arkiv, "P045")
    assert (plan.meldt, plan.beholdt, plan.kontoer, plan.utkast, plan.kort) == ((case.nummer,), (hurt.nummer,), 1, 1, 1)
    assert not plan.navn
    assert [row.avvik_id for row in arkiv.alle(AvvikMelder)] == [hurt.id]
    for table in (Kontakt, Samtale, Kort, Mottatt, Operasjon):
        assert arkiv.alle(table) == [], table
    assert not any(row.mottaker.get("person") == plan.person_id for row in arkiv.alle(Utboks))
    assert [one.hva for one in arkiv.alle(Avvik)] == ["skled", "skled"]
    assert arkiv.tabeller_med("kanarifuglen") == []
    last = arkiv.alle(Revisjon)[-1]
    assert (last.hendelse, last.aktor) == ("person.slettet", "drift")
    assert "Kari" not in json.dumps(last.data)
    assert arkiv.hel()


def test_somebody_who_has_left_is_nameless_afterwards(arkiv: Arkiv) -> None:
    slutter(arkiv, "P045", "Kanari Fugl")
    assert slett(arkiv, "P045").navn
    assert arkiv.tabeller_med("Kanari") == []
    with pytest.raises(HmsError, match=r"person\.ukjent"):
        slett(arkiv, "P045")


def test_a_report_from_an_account_that_was_linked_later_goes_too(arkiv: Arkiv) -> None:
    contact = arkiv.konto("P045")
    cases = [arkiv.sak(status=flyt.LUKKET), arkiv.sak(status=flyt.LUKKET, skade="fravaer")]

    def by_account(s: Session) -> None:
        for row in s.exec(select(AvvikMelder)):
            row.person_id, row.kontakt_id = None, contact.id
        outbox.varsel(s, outbox.Varsel("til-konto", "avvik_mottatt", {"kontakt": contact.id}, {"avvik": cases[0].id}))

    arkiv.do(by_account)
    slett(arkiv, "P045")
    assert [(row.avvik_id, row.person_id) for row in arkiv.alle(AvvikMelder)] == [
        (cases[1].id, arkiv.person("P045").id)
    ]
    assert arkiv.alle(Kontakt) == []
    assert not any("kontakt" in row.mottaker for row in arkiv.alle(Utboks))


def test_what_else_the_person_sent_in_stays_without_a_name(arkiv: Arkiv) -> None:
    contact = arkiv.konto("P045")

    def unit(s: Session) -> None:
        node = s.exec(select(Node.id).where(Node.ekstern_id == "SOL-FJE")).one() or 0
        for number, who in enumerate(({"person_id": contact.person_id}, {"kontakt_id": contact.id}), 1):
            s.add(
                Forbedring(nummer=f"FOR-2026-000{number}", hva="lys", node_id=node, sendt_at=arkiv.klokke.now(), **who)
            )

    arkiv.do(unit)
    slett(arkiv, "P045")
    assert [(row.hva, row.person_id, row.kontakt_id) for row in arkiv.alle(Forbedring)] == [("lys", None, None)] * 2


def test_open_duties_are_in_the_way(arkiv: Arkiv) -> None:
    case = arkiv.sak()
    leader = arkiv.do(lambda s: s.get_one(Person, case.behandler_id))
    with pytest.raises(HmsError, match=r"person\.har_plikter"):
        slett(arkiv, leader.ekstern_id)
    plan = arkiv.db.read(lambda s: person.planlegg(s, arkiv.klokke.now(), person.finn(s, leader.ekstern_id)))
    assert plan.plikter.saker == (case.nummer,)
    assert plan.plikter.roller
    assert slett(arkiv, leader.ekstern_id, tross_plikter=True).plikter == plan.plikter
    assert [one.behandler_id for one in arkiv.alle(Avvik)] == [leader.id]


def test_whom_an_open_case_is_about_is_kept_out_of_it(arkiv: Arkiv) -> None:
    arkiv.sak(gjelder_leder=True)
    closed = arkiv.sak(gjelder_leder=True, status=flyt.LUKKET)
    first = arkiv.alle(AvvikInhabil)[0]
    about = arkiv.do(lambda s: s.get_one(Person, first.person_id))
    assert slett(arkiv, about.ekstern_id, tross_plikter=True).inhabil == 0
    assert len(arkiv.alle(AvvikInhabil)) == 2
    slutter(arkiv, about.ekstern_id)
    assert slett(arkiv, about.ekstern_id, tross_plikter=True).inhabil == 1
    assert [row.avvik_id for row in arkiv.alle(AvvikInhabil)] == [(closed.id or 0) - 1]


def test_a_person_is_found_by_id_or_by_the_whole_address(arkiv: Arkiv) -> None:
    kari = arkiv.person("P045")
    assert arkiv.do(lambda s: person.finn(s, f" {(kari.epost or '').upper()} ")).id == kari.id

    def twins(s: Session) -> None:
        s.add(Person(ekstern_id="X1", navn="A", epost="felles@x.example"))
        s.add(Person(ekstern_id="X2", navn="B", epost="Felles@x.example"))

    arkiv.do(twins)
    for who, code in (("felles@x.example", "person.flere"), ("", "person.ukjent"), ("Kari", "person.ukjent")):
        with pytest.raises(HmsError, match=code.replace(".", r"\.")):
            arkiv.do(lambda s, who=who: person.finn(s, who))


def test_nothing_of_an_erased_person_stands_in_the_files(fil: Arkiv) -> None:
    fil.konto("P045", draft="kanariutkast " * 30)
    slutter(fil, "P045", "Kanari Navnesen")
    fil.konto("P045")
    assert fil.i_filene("Kanari Navnesen")
    slett(fil, "P045")
    assert fil.db.tom_logg()
    assert fil.i_filene("Kanari Navnesen") == fil.i_filene("kanariutkast") == []
    assert fil.hel()


def test_a_reader_in_the_way_of_emptying_is_told(fil: Arkiv) -> None:
    with fil.db._read_engine.connect() as reading:
        reading.exec_driver_sql("select count(*) from person").scalar_one()
        fil.sak()
        assert not fil.db.tom_logg()
    assert fil.db.tom_logg()


def test_postgres_has_no_log_to_empty(arkiv: Arkiv) -> None:
    assert arkiv.db.tom_logg()


def test_all_that_is_kept_is_given_out(arkiv: Arkiv) -> None:
    contact = arkiv.konto("P045", draft="kanariutkast")
    case = arkiv.sak("kanarisaken")
    arkiv.kort(f"avvik:{case.id}:melder", contact)
    found = arkiv.do(lambda s: eksport.eksporter(s, arkiv.klokke.now(), person.finn(s, "P045")))
    text = json.dumps(found, ensure_ascii=False)
    assert found["person"]["navn"] == arkiv.person("P045").navn
    assert (found["meldte_saker"][0]["hva"], found["meldte_saker"][0]["meldinger"][0]["tekst"]) == (
        "kanarisaken",
        "kanarisaken igjen",
    )
    assert "kanariutkast" in text
    assert found["andre"]["stilling"][0]["person_id"] == contact.person_id
    assert [row["nokkel"] for row in found["meldinger"]] == ["avvik_kort"]
    assert "avvik.meldt" in {line["hendelse"] for line in found["revisjon"]}
    assert arkiv.alle(Revisjon)[-1].hendelse == "person.eksportert"


def test_others_words_are_not_given_out(arkiv: Arkiv) -> None:
    case = arkiv.sak("kanarisaken")
    leader = arkiv.do(lambda s: s.get_one(Person, case.behandler_id))
    found = arkiv.do(lambda s: eksport.eksporter(s, arkiv.klokke.now(), person.finn(s, leader.ekstern_id)))
    assert found["behandlede_saker"] == [
        {"nummer": case.nummer, "status": "meldt", "kategori": "orden_fysisk", "grad": 2, "lukket_at": None}
        | {"meldt_at": arkiv.klokke.now().isoformat(), "som": ["behandler_id"]}
    ]
    assert found["andre"]["rolle"]
    assert "kanarisaken" not in json.dumps(found, ensure_ascii=False)


def test_bytes_are_told_by_their_number() -> None:
    assert eksport._verdi(b"abc") == "3 byte"


def test_a_text_that_was_sent_by_mistake_goes_at_once(fil: Arkiv) -> None:
    case = fil.sak("kanarinavnet")
    thread = fil.do(lambda s: s.exec(select(Rolle)).first()) and 1
    for what in ("hva", "sted", f"melding:{thread}"):
        fil.do(
            lambda s, what=what: feilsendt.fjern(s, fil.klokke.now(), s.get_one(Avvik, case.id), what, aktor="drift")
        )
    fil.db.tom_logg()
    assert fil.i_filene("kanarinavnet") == []
    assert [(one.hva, one.sted) for one in fil.alle(Avvik)] == [(feilsendt.FJERNET, None)]
    assert fil.alle(Revisjon)[-1].data == {"felt": "melding:1"}
    for what in ("grad", "hva:1", "melding:99", "tillegg:x", ""):
        with pytest.raises(HmsError, match=r"sak\.ukjent_felt"):
            fil.do(
                lambda s, what=what: feilsendt.fjern(
                    s, fil.klokke.now(), s.get_one(Avvik, case.id), what, aktor="drift"
                )
            )
