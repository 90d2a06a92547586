"""The minimum list for the units of a kommune, and links put in by hand: rights and refusals."""

from datetime import date, datetime

import pytest
from sqlmodel import Session, select

from hms.arshjul import dokumentasjon, innsyn, planlegging
from hms.arshjul.dokumentasjon import Linje
from hms.arshjul.model import Dokument, Oppgave
from hms.arshjul.service import Bevis
from hms.kit.db import Database
from hms.kit.feil import HmsError
from hms.kit.klokke import OSLO
from hms.kit.revisjon import Revisjon
from hms.organisasjon import queries as org
from hms.regelverk.last import standard
from tests.fakes.kjente import node, person

NAA = datetime(2027, 3, 1, 12, tzinfo=OSLO)
PAA = date(2027, 3, 1)
ALT = standard()


def liste(s: Session, id_: str, paa: date = PAA) -> dict[str, Linje]:
    her = org.node(s, node(s, id_))
    assert her is not None
    return {linje.punkt.id: linje for linje in dokumentasjon.lister(s, ALT, [her], paa)[her.id or 0]}


def test_a_done_duty_with_a_link_turns_its_items_green(db: Database) -> None:
    for work in planlegging.arbeid(db.read, ALT, NAA):
        db.write(work)

    def gjor(s: Session, aksjon: str, gjelder: str, *bevis: Bevis) -> None:
        rad = s.exec(
            select(Oppgave).where(Oppgave.aksjon == aksjon, Oppgave.gjelder_id == gjelder).order_by(Oppgave.frist)
        ).first()  # type: ignore[arg-type]
        assert rad is not None
        rad.status, rad.utfort_dato, rad.bevis = (
            "utfort",
            PAA,
            [{"slag": en.slag, "verdi": en.verdi} for en in bevis],
        )
        s.add(rad)

    lenke = Bevis("lenke", "https://x.example/risiko")
    db.write(lambda s: gjor(s, "AH-06", "SOL", Bevis("dato", "x"), lenke))
    db.write(lambda s: gjor(s, "TX-02", "HEL"))
    sol = db.read(lambda s: liste(s, "SOL"))
    assert {id_: linje.stand.farge for id_, linje in sol.items()} == {
        "organisering": "rod", "mal": "rod", "rutiner": "rod", "sjekklister": "rod", "risikovurderinger": "gronn",
        "vernerunder": "rod", "plan_mks": "rod", "plan_bht": "gul", "plan_opplaring": "rod", "plan_risiko": "gronn",
        "plan_vernerunder": "rod", "plan_undersokelse": "rod", "plan_tilsyn": "uaktuell",
    }  # fmt: skip
    assert sol["risikovurderinger"].stand.lenke == lenke.verdi
    assert set(db.read(lambda s: liste(s, "K"))) == {
        "overordnet_mal", "organisering", "rutiner", "sjekklister", "plan_bht", "plan_undersokelse", "plan_tilsyn",
    }  # fmt: skip


def test_who_sees_which_units(db: Database) -> None:
    def ser(hvem: str) -> set[str]:
        def les(s: Session) -> set[str]:
            noder = innsyn.dokumentasjonen(s, person(s, hvem), PAA)
            return {n.navn for n in dokumentasjon.med_liste(s, ALT, noder)}

        return db.read(les)

    assert ser("P045") == set()
    assert ser("P006") == {"Fjordvik skole"}
    assert ser("P004") >= {"Teknikk og samfunn", "Renhold", "Eiendom"}
    assert "Fjordvik skole" not in ser("P004")
    assert len(ser("P005")) == 20


def test_a_link_by_hand_is_put_in_once_for_each_item(db: Database) -> None:
    def legg(s: Session, lenke: str, hvem: str = "P043", punkt: str = "rutiner", dag: date = PAA) -> Dokument:
        return dokumentasjon.legg_inn(
            s, NAA, ALT, person(s, hvem), node_id=node(s, "SOL"), punkt=punkt, lenke=lenke, gjennomgatt=dag
        )

    db.write(lambda s: legg(s, "https://x.example/1"))
    db.write(lambda s: legg(s, "https://x.example/2", "P003"))
    assert db.read(lambda s: [rad.lenke for rad in s.exec(select(Dokument))]) == ["https://x.example/2"]
    stand = db.read(lambda s: liste(s, "SOL"))["rutiner"].stand
    assert (stand.farge, stand.lenke) == ("gronn", "https://x.example/2")
    assert "x.example" not in str(db.read(lambda s: [(r.hendelse, r.data) for r in s.exec(select(Revisjon))]))
    for hvem, punkt, dag, kode in (
        ("P006", "rutiner", PAA, "dokument.ingen_rett"),
        ("P046", "rutiner", PAA, "dokument.ingen_rett"),
        ("P043", "overordnet_mal", PAA, "dokument.punkt"),
        ("P043", "rutiner", date(2027, 3, 2), "dokument.dato"),
    ):
        with pytest.raises(HmsError) as funnet:
            db.write(lambda s, a=hvem, b=punkt, c=dag: legg(s, "https://x.example/3", a, b, c))
        assert funnet.value.code == kode
