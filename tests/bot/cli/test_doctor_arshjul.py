"""What the operator reads of the årshjul."""

from datetime import date
from pathlib import Path

from sqlmodel import Session, select

from bot.cli.doctor_arshjul import linjer
from bot.cli.doctor_mer import Linje
from hms.organisasjon.model import Node, Rolle
from tests.fakes.varde import Rigg, innstillinger


def les(rigg: Rigg, **mer: object) -> list[Linje]:
    settings = innstillinger("sqlite://").model_copy(update={"arshjul": True, **mer})
    return rigg.les(lambda s: list(linjer(s, settings, rigg.klokke.now())))


def test_the_demo_kommune_lacks_one_verneombud(rigg: Rigg) -> None:
    assert les(rigg) == [Linje("Årshjulet: verneområder uten verneombud: Bo- og miljøtjenesten.")]
    assert les(rigg, arshjul=False) == []


def test_vacant_roles_and_orphans_are_told_by_name(rigg: Rigg) -> None:
    def tom(s: Session) -> None:
        for rolle in s.exec(select(Rolle)).all():
            rolle.gyldig_til = date(2020, 1, 1)
            s.add(rolle)
        skole = s.exec(select(Node).where(Node.ekstern_id == "FJS")).one()
        skole.forelder_id = None
        s.add(skole)

    rigg.skriv(tom)
    funnet = les(rigg)
    assert [linje.feil for linje in funnet] == [True, True, False, False]
    assert "hms_ansvarlig, kommunedirektor" in funnet[0].tekst
    assert "Fjordvik skole" in funnet[1].tekst
    assert "og " in funnet[2].tekst


def test_mistakes_in_the_rulebook_are_counted(rigg: Rigg, tmp_path: Path) -> None:
    (tmp_path / "innstillinger.yaml").write_text("kaffe: 4\n", "utf-8")
    assert les(rigg, regelverk=tmp_path)[0] == Linje(
        "VARDE_REGELVERK: 1 feil. Kjør «varde regelverk check».", feil=True
    )
