"""The part of the organisation that a tick reads says the same as the whole of it."""

from datetime import date, datetime, timedelta

import pytest
from sqlmodel import col, select

from hms.arshjul import mottak, planlegging, queries
from hms.arshjul.model import Oppgave
from hms.arshjul.utsnitt import les_utsnitt
from hms.kit.db import Database
from hms.kit.klokke import OSLO
from hms.regelverk.last import standard

NAA = datetime(2027, 1, 4, 12, tzinfo=OSLO)


@pytest.mark.parametrize("storrelse", [1, 64])
def test_everybody_in_fjordvik_gets_the_same_from_a_part_as_from_the_whole(fjordvik_url: str, storrelse: int) -> None:
    regelverk, db = standard(), Database(fjordvik_url)
    for arbeid in planlegging.arbeid(db.read, regelverk, NAA):
        db.write(arbeid)
    bilde, rader = db.read(lambda s: (queries.les_bilde(s), s.exec(select(Oppgave).order_by(col(Oppgave.id))).all()))
    sett = 0
    for start in range(0, len(rader), max(storrelse, len(rader) // 40)):
        del_ = rader[start : start + storrelse]
        utsnitt = db.read(lambda s, del_=del_: les_utsnitt(s, del_, NAA.date()))
        for rad in del_:
            aksjon, sak = regelverk.aksjoner[rad.aksjon], queries.sak(rad)
            for niva in range(4):
                for dag in (NAA.date(), NAA.date() + timedelta(days=200), date(2028, 1, 3)):
                    hele = mottak.mottakere(regelverk, aksjon, sak, niva, org=bilde, paa=dag)
                    assert mottak.mottakere(regelverk, aksjon, sak, niva, org=utsnitt, paa=dag) == hele
                    sett += bool(hele)
    assert sett > 100
    db.close()
