"""Prints the oracle's plan for Fjordvik as JSON lines, in the format of `varde plan --json`.

python -m tests.fakes.orakel --year 2027 [--to 2030] [--lv] [--basisar 2025]
"""

import argparse
import json
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlmodel import Session

from bot import demo
from bot.upgrade import upgrade
from hms.kit.db import Database
from tests.fakes.orakel import Linje, OrgView, org_fra_database, plan
from tests.fakes.orakel.plan import les_regelverk

LAST_INN = datetime(2026, 1, 1, 8, tzinfo=UTC)


def fjordvik(mappe: Path) -> OrgView:
    """The demo kommune, taken through the ordinary import into a fresh database."""
    database = Database(f"sqlite:///{mappe / 'varde.db'}")
    try:
        upgrade(database)
        database.write(lambda s: demo.last_inn(s, LAST_INN, date(2026, 1, 1)))
        with Session(database.engine) as session:
            return org_fra_database(session)
    finally:
        database.close()


def aksjoner(*, lv: bool = False, basisar: int | None = None) -> list[dict[str, Any]]:
    """The rulebook's actions; `lv` switches on those that are off, `basisar` is the year of the first survey."""
    alle: list[dict[str, Any]] = les_regelverk()["aksjoner"]
    for aksjon in alle:
        aksjon["aktiv"] = lv or aksjon.get("aktiv", True)
        if "basisar" in aksjon["syklus"]:
            aksjon["syklus"]["basisar"] = basisar
    return alle


def som_json(linje: Linje) -> str:
    """One line of the plan, as issue 5 has it."""
    return json.dumps(
        {
            "at": linje.at.isoformat(), "step": linje.step, "action": linje.action, "del": linje.del_, "subject": linje.subject,
            "node": linje.node, "period": linje.period, "deadline": linje.deadline.isoformat(),
            "to": [{"person": person, "role": rolle} for person, rolle in linje.to], "why": list(linje.why),
        },
        ensure_ascii=False,
    )  # fmt: skip


def main() -> None:
    """Reads the arguments and prints."""
    valg = argparse.ArgumentParser(description="What the text says is sent, for Fjordvik")
    valg.add_argument("--year", type=int, required=True)
    valg.add_argument("--to", type=int, help="the last year, when there are several")
    valg.add_argument("--lv", action="store_true", help="with the actions that are off by default")
    valg.add_argument("--basisar", type=int, help="the year of the first medarbeiderundersøkelse")
    svar = valg.parse_args()
    with tempfile.TemporaryDirectory() as mappe:
        org = fjordvik(Path(mappe))
    for linje in plan(aksjoner(lv=svar.lv, basisar=svar.basisar), org, svar.year, svar.to or svar.year):
        print(som_json(linje))


if __name__ == "__main__":
    main()
