"""The relay and its sender, with a platform that answers as it likes."""

import asyncio

from sqlmodel import select

from bot.channels.base import Gone, Opened, RetryAfter, Unclear
from hms.outbox.model import Utboks
from tests.fakes.varde import HVA, Konto, Rigg


async def lengre(rigg: Rigg, **gone: float) -> None:
    rigg.klokke.advance(**gone)
    await rigg.ro()


async def test_a_reply_that_waits_is_not_passed_by_the_next(rigg: Rigg) -> None:
    kari = rigg.konto("P045")
    release = asyncio.Event()

    async def slow() -> RetryAfter:
        await release.wait()
        return RetryAfter(3, "429")

    rigg.kanal.answers[kari.chat].append(slow)
    for text in ("hei", "hjelp", "personvern"):
        await rigg.varde.turns(rigg.hendelse(kari, text=text))
    release.set()
    await rigg.ro()
    assert rigg.tekster(kari) == []
    await lengre(rigg, seconds=5)
    rows = {row.id: row for row in rigg.utboks()}
    assert [row.status for row in rows.values()] == ["sent"] * len(rows)
    said = rigg.tekster(kari)
    again = rigg.konto("P048")
    for text in ("hei", "hjelp", "personvern"):
        await rigg.si(again, text)
    assert [text.splitlines()[-1] for text in said] == [text.splitlines()[-1] for text in rigg.tekster(again)]


async def test_an_unclear_answer_makes_a_marked_copy_and_nothing_else_does(rigg: Rigg) -> None:
    kari = rigg.konto("P045")
    rigg.kanal.answers[kari.chat].extend([Unclear("timeout"), RetryAfter(1, "502")])
    await rigg.si(kari, "hei")
    await lengre(rigg, seconds=10)
    await lengre(rigg, seconds=10)
    assert [text.startswith("Mulig gjentakelse") for text in rigg.tekster(kari)] == [True]
    await rigg.si(kari, "hjelp")
    assert not rigg.siste(kari).text.startswith("Mulig gjentakelse")


async def test_a_channel_that_raises_is_tried_again(rigg: Rigg) -> None:
    kari = rigg.konto("P045")
    rigg.kanal.answers[kari.chat].append(ArithmeticError())
    await rigg.si(kari, "hei")
    await lengre(rigg, seconds=10)
    assert len(rigg.tekster(kari)) == 1


async def test_a_hanging_platform_stops_no_turn_and_no_other_conversation(rask: Rigg) -> None:
    kari, ola = rask.konto("P045"), rask.konto("P048")
    release = asyncio.Event()

    async def hang():
        await release.wait()

    rask.kanal.answers[kari.chat].append(hang)
    assert (await rask.varde.turns(rask.hendelse(kari, text="hei"))).status == 200
    assert (await rask.varde.turns(rask.hendelse(ola, text="hei"))).status == 200
    async with asyncio.timeout(5):
        while not rask.tekster(ola):
            await asyncio.sleep(0.005)
    assert rask.tekster(kari) == []
    release.set()
    await rask.ro()
    assert len(rask.tekster(kari)) == 1


async def test_one_notice_that_cannot_be_worded_harms_no_other(rigg: Rigg) -> None:
    kari = rigg.konto("P045")
    await rigg.til_oversikt(kari)
    await rigg.varde.turns(rigg.hendelse(kari, "button", value=rigg.knapp(kari, "Send").data))

    def spoil(session) -> int:
        row = session.exec(select(Utboks).where(Utboks.kort == "avvik:1:behandler")).one()
        row.parametre = {}
        session.add(row)
        return row.id

    broken = rigg.skriv(spoil)
    await rigg.ro()
    assert {row.status for row in rigg.utboks() if row.id != broken} <= {"sent", "obsolete"}
    for _ in range(3):
        await lengre(rigg, minutes=11)
    row = next(row for row in rigg.utboks() if row.id == broken)
    assert (row.status, row.grunn) == ("dead", "ikke_skrevet")


async def test_a_leader_who_cannot_be_reached_is_passed_and_the_next_may_act(rigg: Rigg) -> None:
    kari, leader, above = rigg.konto("P045"), rigg.konto("P044"), rigg.konto("P043")
    top = rigg.konto("P003")
    rigg.kanal.closed |= {leader.aad or "", above.aad or ""}
    avvik = await rigg.meld(kari)
    assert avvik.behandler_id == rigg.person("P044").id
    got = rigg.utboks(kort="avvik:1:behandler")
    assert [row.status for row in got] == ["sent"]
    person = rigg.les(lambda s: s.get(type(rigg.person("P003")), got[0].person_id))
    chat = Konto("29:x", person.entra_id)
    assert chat.chat not in {leader.chat, above.chat}
    assert HVA in rigg.siste(chat).text
    await rigg.trykk(Konto(f"29:{person.ekstern_id}", person.entra_id), "Bekreft mottak")
    assert rigg.avvik()[0].mottatt_av == person.id
    assert top


async def test_gone_climbs_for_a_duty(rigg: Rigg) -> None:
    leader, above = rigg.konto("P044"), rigg.konto("P043")
    rigg.kanal.answers[leader.chat].append(Gone("blocked"))
    await rigg.meld(rigg.konto("P045"))
    assert HVA in rigg.siste(above).text
    assert rigg.tekster(leader) == []


async def test_a_copy_for_the_verneombud_goes_to_the_senior_one_and_never_to_a_leader(rigg: Rigg) -> None:
    [copy] = await _copies(rigg)
    verneombud = rigg.les(lambda s: s.get(type(rigg.person("P045")), copy.person_id))
    rigg.kanal.closed.add(verneombud.entra_id)
    rigg.skriv(lambda s: _leave(s, copy.samtale_id))
    await rigg.meld(rigg.konto("P045"))
    second = rigg.utboks(kort="avvik:2:verneombud")
    holders = rigg.les(lambda s: {p.id for p in _hvo(s, rigg)})
    assert [row.person_id in holders for row in second] == [True]
    rigg.kanal.closed |= {p.entra_id for p in rigg.les(lambda s: _hvo(s, rigg))}
    rigg.skriv(lambda s: _leave(s, second[0].samtale_id))
    rigg.klokke.advance(minutes=11)
    await rigg.meld(rigg.konto("P045"))
    [third] = rigg.utboks(kort="avvik:3:verneombud")
    assert (third.status, third.samtale_id, third.grunn) == ("pending", None, "ingen_kan_nas")
    rigg.kanal.closed.clear()
    await lengre(rigg, hours=2)
    assert rigg.utboks(kort="avvik:3:verneombud")[0].status == "sent"


async def _copies(rigg: Rigg) -> list[Utboks]:
    await rigg.meld(rigg.konto("P045"))
    return rigg.utboks(kort="avvik:1:verneombud")


def _leave(session, samtale_id: int) -> None:
    from hms.samtale.service import avinstallert

    avinstallert(session, samtale_id)


def _hvo(session, rigg: Rigg):
    from hms.kit.klokke import oslo_date
    from hms.organisasjon.queries import hovedverneombud

    return hovedverneombud(session, oslo_date(rigg.klokke.now()))


async def test_a_throttled_opening_waits_and_does_not_climb(rigg: Rigg) -> None:
    kari = rigg.konto("P045")
    await rigg.til_oversikt(kari)
    rigg.kanal.opening.extend([RetryAfter(4, "429")] * 2)
    await rigg.trykk(kari, "Send")
    assert {row.status for row in rigg.utboks(kort="avvik:1:behandler")} == {"pending"}
    await lengre(rigg, seconds=5)
    [row] = rigg.utboks(kort="avvik:1:behandler")
    assert (row.status, row.person_id) == ("sent", rigg.avvik()[0].behandler_id)
    assert isinstance(await rigg.kanal.open_personal(_nobody()), Opened)


def _nobody():
    from bot.channels.base import Account

    return Account("t", None, "x", {})


async def test_a_mark_that_could_not_be_written_is_written_later(rask: Rigg) -> None:
    kari = rask.konto("P045")
    rask.varde.relay.sender._stopping.set()  # so that nothing waits
    real, failures = rask.varde.bridge, [ArithmeticError(), ArithmeticError()]

    class Flaky:
        async def write(self, work):
            if failures:
                raise failures.pop()
            return await real.write(work)

    rask.varde.relay.sender.bridge = Flaky()  # type: ignore[assignment]
    await rask.si(kari, "hei")
    assert failures == []
    assert [row.status for row in rask.utboks()] == ["sent"]
    assert rask.varde.relay.sender.holding == frozenset()


async def test_a_row_that_waits_for_the_pace_is_not_ambiguous(rigg: Rigg) -> None:
    """A stop of the process there must not make it «mulig gjentakelse»: nothing has been posted."""
    leader = rigg.konto("P044")
    pace = rigg.varde.relay.sender.pace("teams", "t")
    real, release = pace.wait, asyncio.Event()

    async def slow(conversation: str, priority: int = 1) -> None:
        await real(conversation, priority)
        if conversation == leader.chat:
            await release.wait()

    pace.wait = slow  # type: ignore[method-assign]
    await rigg.til_oversikt(rigg.konto("P045"))
    await rigg.varde.turns(
        rigg.hendelse(rigg.konto("P045"), "button", value=rigg.knapp(rigg.konto("P045"), "Send").data)
    )
    async with asyncio.timeout(10):
        while not any(row.status == "leased" for row in rigg.utboks(kort="avvik:1:behandler")):
            await rigg.varde.relay._pass()
            await asyncio.sleep(0.005)
    release.set()
    await rigg.ro()
    [row] = rigg.utboks(kort="avvik:1:behandler")
    assert (row.status, row.forsok, row.gjentakelse) == ("sent", 1, False)
    assert HVA in rigg.siste(leader).text
