"""«Hvorfor får jeg dette?»: what sets a duty off, and whose role it is by the kommune's own name for it."""

from datetime import date
from pathlib import Path

import pytest

from hms.arshjul import hendelser
from hms.regelverk.last import last
from tests.fakes.varde import innstillinger, rigg_paa

REKTOR = "P006"
EGET = """
roller:
  enhetsleder: {nb: Virksomhetsleder, nn: Verksemdsleiar, en: Head of unit, niva: enhet, naermeste: kommunalsjef}
  hms_ansvarlig: {nb: Leder for HMS, nn: Leiar for HMS, en: Head of HSE, niva: kommune, naermeste: kommunedirektor}
"""


@pytest.mark.parametrize(
    ("aksjon", "sagt"),
    [
        ("TX-33", "Den begynner når et tilsyn er varslet."),
        ("AH-05", "Den skal gjøres hvert år. Denne gangen ble den satt i gang ved behov."),
    ],
)
async def test_what_an_event_began(fjordvik_sqlite_url: str, tmp_path: Path, aksjon: str, sagt: str) -> None:
    (tmp_path / "arshjul.yaml").write_text(EGET, encoding="utf-8")
    settings = innstillinger(fjordvik_sqlite_url).model_copy(update={"regelverk": tmp_path})
    async with rigg_paa(fjordvik_sqlite_url, settings) as rigg:
        rektor, now = rigg.person(REKTOR), rigg.klokke.now()
        node = rigg.les(lambda s: hendelser.org.stillinger(s, rektor.id or 0, now.date())[0].node_id)
        rigg.skriv(
            lambda s: hendelser.begynn(
                s, now, last(tmp_path), rektor.id, aksjon, node_id=node, frist=date(2027, 1, 15), om="",
            )
        )  # fmt: skip
        await rigg.si(rigg.konto(REKTOR), "hva må jeg gjøre")
        await rigg.trykk(rigg.konto(REKTOR), "Hvorfor")
        assert sagt in rigg.siste(rigg.konto(REKTOR)).text
        assert "fordi du har rollen: Virksomhetsleder." in rigg.siste(rigg.konto(REKTOR)).text


async def test_who_has_no_list_of_documents_is_sent_to_the_role_by_its_own_name(
    fjordvik_sqlite_url: str, tmp_path: Path
) -> None:
    (tmp_path / "arshjul.yaml").write_text(EGET, encoding="utf-8")
    settings = innstillinger(fjordvik_sqlite_url).model_copy(update={"regelverk": tmp_path})
    async with rigg_paa(fjordvik_sqlite_url, settings) as rigg:
        uten_rolle = rigg.konto("P012")
        await rigg.si(uten_rolle, "dokumentasjon")
        assert "ledere, verneombud og Leder for HMS." in rigg.siste(uten_rolle).text
