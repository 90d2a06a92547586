"""Proposals: who gets them, who may say that they are read, and that they are never avvik."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from dialogs.context import Reader
from dialogs.i18n import translator
from dialogs.notices import forbedring_kort
from hms import adressering
from hms.avvik.queries import Leser
from hms.forbedring import mottakere, service
from hms.forbedring.model import Forbedring
from hms.kit.feil import HmsError
from hms.kit.klokke import OSLO
from hms.kit.revisjon import Revisjon, brudd
from tests.fakes.varde import Rigg


def leser(rask: Rigg, who: str) -> Leser:
    return Leser(rask.person(who).id, None)


def send(rask: Rigg, who: Leser, node: int) -> Forbedring:
    def unit(session: Session) -> Forbedring:
        row = service.send(session, rask.varde.civil.now(), who, hva="speil i svingen", node_id=node)
        session.flush()
        return Forbedring(**row.model_dump())

    return rask.skriv(unit)


async def node_of(rask: Rigg) -> int:
    return (await rask.meld(rask.konto("P045"))).node_id


async def test_it_goes_to_the_nearest_leader_by_day(rask: Rigg) -> None:
    node = await node_of(rask)
    row = send(rask, leser(rask, "P045"), node)
    assert row.nummer.startswith("FOR-")
    assert row.nummer.endswith("-0001")
    found = rask.les(lambda s: adressering.finn(s, {"rolle": "leder", "forbedring": row.id}, rask.klokke.now().date()))
    assert found.alle == (rask.person("P044").id,)
    assert found.reserve
    assert found.plikt
    (notice,) = rask.utboks(nokkel="forbedring_kort")
    assert notice.ikke_for is not None
    assert 8 <= notice.ikke_for.astimezone(OSLO).hour < 20


async def test_a_leader_reads_it_once_and_nobody_else_may(rask: Rigg) -> None:
    row = send(rask, leser(rask, "P045"), await node_of(rask))
    now = rask.klokke.now()
    for who, number in (("P045", row.id), ("P046", row.id), ("P044", 999)):
        with pytest.raises(HmsError, match="ingen_rett"):
            rask.skriv(lambda s, w=who, n=number: service.lest(s, now, leser(rask, w), n))  # type: ignore[misc]
    rask.skriv(lambda s: service.lest(s, now, leser(rask, "P044"), row.id or 0))
    rask.skriv(lambda s: service.lest(s, now + timedelta(days=1), leser(rask, "P044"), row.id or 0))
    (read,) = rask.alle(Forbedring)
    assert read.lest_at == now
    assert [line.hendelse for line in rask.alle(Revisjon)][-2:] == ["forbedring.sendt", "forbedring.lest"]
    assert rask.les(brudd) is None


async def test_an_account_that_nobody_knows_sees_its_own(rask: Rigg) -> None:
    node = await node_of(rask)
    await rask.si(rask.konto("P048"), "hei")
    row = send(rask, Leser(None, 1), node)
    assert (row.person_id, row.kontakt_id) == (None, 1)
    assert [one.nummer for one in rask.les(lambda s: service.mine(s, Leser(None, 1))).rader] == [row.nummer]
    assert rask.les(lambda s: service.mine(s, leser(rask, "P045"))).rader == []


def test_a_proposal_that_is_gone_is_nobodys(rask: Rigg) -> None:
    assert (
        rask.les(lambda s: mottakere.finn(s, {"rolle": "leder", "forbedring": 9}, rask.klokke.now().date())).alle == ()
    )


async def test_the_card_and_its_button(rask: Rigg) -> None:
    kari, ola = rask.konto("P045"), rask.konto("P044")
    await rask.si(ola, "hei")
    await rask.si(
        kari, "forbedringsforslag: " + "sett opp et speil i svingen ved vaskeriet så de som kommer, blir sett"
    )
    await rask.trykk(kari, "Send et forslag")
    await rask.tikk(days=1)
    await rask.trykk(ola, "Jeg har lest det")
    assert any("ser nå at det er lest" in text for text in rask.tekster(ola))
    await rask.si(kari, "mine avvik")
    assert "sett opp et speil i svingen ved vaskeriet så de som kommer…" in rask.siste(kari).text.replace(",…", "…")
    for forged in ("x", 999):
        value = {"action": "forbedring", "do": "lest", "forbedring": forged, "token": ""}
        await rask.varde.turns(rask.hendelse(ola, "button", value=value))
        await rask.ro()
        assert "forslaget finnes ikke" in rask.siste(ola).text


async def test_a_card_for_one_it_did_not_come_to_is_not_worded(rask: Rigg) -> None:
    row = send(rask, leser(rask, "P045"), await node_of(rask))

    def worded(session: Session, who: str, number: int) -> bool:
        reader = Reader(session, rask.klokke.now(), translator("nb"), rask.varde.kommune, leser(rask, who))
        return forbedring_kort.compose(reader, {"forbedring": number}) is not None

    found = rask.les(lambda s: [worded(s, who, row.id or 0) for who in ("P044", "P045", "P046")])
    assert found == [True, False, False]
    assert not rask.les(lambda s: worded(s, "P044", 999))
