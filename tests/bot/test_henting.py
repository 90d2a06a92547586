"""The worker that fetches: what is durable, what is tried again, who is told, and what a dropped draft leaves behind."""

import asyncio
from collections import deque
from datetime import timedelta

import pytest
from sqlmodel import Session, col, update

from bot import henting
from bot.channels.base import FOREIGN, TOO_LARGE, Fetched, Gone, RetryAfter
from bot.lokke import Lokke
from dialogs.contract import Attachment
from hms.fil import rules
from hms.fil import service as fil
from hms.fil.bilde import JPEG, Bilde
from hms.fil.model import AVVIK, AVVIST, HENTET, UTKAST, VENTER, Fil, FilHenting, FilInnhold
from hms.kit.klokke import oslo_date
from tests.fakes import bilder
from tests.fakes.varde import HVA, Konto, Rigg, rigg_paa

FOTO = "https://x.example/foto"


async def sender(rigg: Rigg, hvem: Konto, *urls: str, key: str | None = None, rest: bool = True) -> None:
    """Somebody sends pictures, without words."""
    given = tuple(Attachment("image/*", source={"url": url}) for url in urls)
    inbound = rigg.hendelse(hvem, "attachment", key=key)
    await rigg.varde.turns(type(inbound)(**{**inbound.__dict__, "attachments": given}))
    if rest:
        await rigg.ro()


async def i_skjema(rigg: Rigg, answer: object = None) -> Konto:
    """Kari in the form, and what comes when her picture is fetched."""
    rigg.kanal.files[FOTO] = answer if answer is not None else Fetched(bilder.jpeg())
    kari = rigg.konto("P045")
    await rigg.si(kari, f"meld avvik: {HVA}")
    return kari


async def test_a_picture_is_kept_and_the_way_to_it_forgotten(rigg: Rigg) -> None:
    kari = await i_skjema(rigg)
    await sender(rigg, kari, FOTO)
    (row,) = rigg.alle(Fil)
    (errand,) = rigg.alle(FilHenting)
    assert (row.eier_type, row.medietype, row.bredde, row.hoyde) == (UTKAST, JPEG, 640, 480)
    assert (errand.status, errand.kilde, errand.grunn) == (HENTET, None, None)
    data = rigg.les(lambda s: fil.innhold(s, row.id))
    assert data is not None
    assert len(data) == row.storrelse
    assert rigg.les(lambda s: fil.innhold(s, 99)) is None
    assert rigg.kanal.fetched == [{"url": FOTO}]


async def test_the_same_event_twice_is_one_picture(rigg: Rigg) -> None:
    kari = await i_skjema(rigg)
    await sender(rigg, kari, FOTO, key="samme")
    await sender(rigg, kari, FOTO, key="samme")
    assert len(rigg.alle(Fil)) == 1
    owner = fil.Eier(UTKAST, "x")
    again = rigg.skriv(
        lambda s: fil.bestill(s, rigg.klokke.now(), owner, samtale_id=1, kontakt_id=1, nokkel="samme:0", kilde={})
    )
    assert again is False


async def test_it_is_tried_again_and_then_it_comes(rigg: Rigg) -> None:
    kari = await i_skjema(rigg, deque([RetryAfter(None, "http_503"), RetryAfter(40, "429"), Fetched(bilder.jpeg())]))
    await sender(rigg, kari, FOTO)
    for seconds, tried in ((4, 1), (2, 2), (39, 2), (2, 3)):
        rigg.klokke.advance(seconds=seconds)
        await rigg.ro()
        assert len(rigg.kanal.fetched) == tried
    assert rigg.alle(FilHenting)[0].status == HENTET
    assert len(rigg.alle(Fil)) == 1


async def test_in_the_end_it_is_given_up_and_the_sender_hears(rigg: Rigg) -> None:
    kari = await i_skjema(rigg, RetryAfter(None, "down"))
    await sender(rigg, kari, FOTO)
    for _ in range(10):
        rigg.klokke.advance(minutes=31)
        await rigg.ro()
    assert len(rigg.kanal.fetched) == rules.MAKS_FORSOK
    assert rigg.alle(FilHenting)[0].grunn == rules.IKKE_HENTET
    assert rigg.tekster(kari)[-1] == "Jeg fikk ikke hentet bildet. Send det en gang til."
    assert len(rigg.utboks(nokkel="fil_avvist")) == 1


@pytest.mark.parametrize(
    ("why", "grunn", "words"),
    [
        (TOO_LARGE, rules.FOR_STOR, "Filen er for stor."),
        (FOREIGN, rules.FREMMED, "Jeg har ikke lov til å hente filer derfra."),
        ("http_404", rules.IKKE_HENTET, "Jeg fikk ikke hentet bildet."),
    ],
)
async def test_what_the_channel_refuses(rask: Rigg, why: str, grunn: str, words: str) -> None:
    kari = await i_skjema(rask, Gone(why))
    await sender(rask, kari, FOTO)
    (errand,) = rask.alle(FilHenting)
    assert (errand.status, errand.grunn, errand.kilde) == (AVVIST, grunn, None)
    assert rask.tekster(kari)[-1].startswith(words)


async def test_a_fault_is_tried_again_a_few_times_only(rask: Rigg) -> None:
    kari = await i_skjema(rask, OSError("a fault of ours"))
    rask.kanal.files["https://x.example/god"] = Fetched(bilder.jpeg())
    await sender(rask, kari, FOTO, "https://x.example/god")
    assert len(rask.alle(Fil)) == 1
    for _ in range(10):
        rask.klokke.advance(minutes=3)
        await rask.ro()
    assert sum(source["url"] == FOTO for source in rask.kanal.fetched) == rules.MAKS_FORSOK
    assert rask.alle(FilHenting)[0].grunn == rules.IKKE_HENTET


async def test_an_unknown_channel_ends_the_errand(rask: Rigg) -> None:
    kari = await i_skjema(rask)
    await sender(rask, kari, FOTO, rest=False)
    rask.varde.henter.channels = {}
    await rask.ro()
    assert rask.alle(FilHenting)[0].grunn == rules.IKKE_HENTET


async def test_a_draft_that_is_dropped_while_it_is_fetched(rigg: Rigg) -> None:
    kari = await i_skjema(rigg)

    async def slow() -> Fetched:
        await rigg.varde.turns(rigg.hendelse(kari, "text", "avbryt"))
        draft = {"action": "utkast", "value": "slett", "token": ""}
        await rigg.varde.turns(rigg.hendelse(kari, "button", value=draft))
        return Fetched(bilder.jpeg())

    rigg.kanal.files[FOTO] = slow
    await sender(rigg, kari, FOTO)
    assert rigg.alle(Fil) == rigg.alle(FilHenting) == []
    assert rigg.les(lambda s: s.get(FilInnhold, 1)) is None


@pytest.mark.parametrize("answer", [Fetched(bilder.jpeg()), Gone("x"), RetryAfter(1, "x")])
async def test_an_errand_without_an_owner_changes_nothing(rask: Rigg, answer: object) -> None:
    kari = await i_skjema(rask)

    async def gone() -> object:
        rask.skriv(lambda s: fil.slett_for(s, fil.Eier(UTKAST, rask.alle(FilHenting)[0].eier_id)))
        return answer

    rask.kanal.files[FOTO] = gone
    await sender(rask, kari, FOTO)
    assert rask.alle(Fil) == rask.alle(FilHenting) == []
    assert rask.utboks(nokkel="fil_avvist") == []


async def test_sent_before_it_is_fetched_it_comes_to_the_case(rigg: Rigg) -> None:
    kari = await i_skjema(rigg, RetryAfter(60, "slow"))
    await sender(rigg, kari, FOTO)
    for label in ("Bygg", "Førstehjelp", "2"):
        if any(b.label.startswith("Andre") for b in rigg.siste(kari).message.buttons) and label == "Bygg":
            await rigg.trykk(kari, "Andre")
        await rigg.trykk(kari, label)
    assert "Bilder: 1" in rigg.siste(kari).text
    await rigg.trykk(kari, "Send")
    ola = rigg.konto("P044")
    assert "Vis bildene" not in [b.label for b in rigg.siste(ola).message.buttons]
    rigg.kanal.files[FOTO] = Fetched(bilder.jpeg())
    rigg.klokke.advance(seconds=61)
    await rigg.ro()
    assert rigg.alle(Fil)[0].eier_type == AVVIK
    assert rigg.siste(ola).updates is not None
    assert rigg.knapp(ola, "Vis bildene")


async def test_a_sixth_picture_that_slips_through_is_refused(rask: Rigg) -> None:
    kari = await i_skjema(rask, RetryAfter(60, "slow"))
    await sender(rask, kari, FOTO)
    made = Bilde(b"x", JPEG, 1, 1)
    (errand,) = rask.alle(FilHenting)

    def five(session: object) -> None:
        for number in range(rules.MAKS_BILDER):
            owner = fil.Eier(errand.eier_type, errand.eier_id)
            fil.bestill(
                session,
                rask.klokke.now(),
                owner,
                samtale_id=1,
                kontakt_id=1,
                nokkel=f"n{number}",
                kilde={},  # type: ignore[arg-type]
            )

    rask.skriv(five)
    for row in rask.alle(FilHenting)[1:]:
        rask.skriv(lambda s, row=row: fil.ta_imot(s, rask.klokke.now(), row.id, made) is not None)
    rask.kanal.files[FOTO] = Fetched(bilder.jpeg())
    rask.klokke.advance(seconds=61)
    await rask.ro()
    assert len(rask.alle(Fil)) == rules.MAKS_BILDER
    assert rask.tekster(kari)[-1].startswith("Det er plass til 5 bilder i en sak.")


@pytest.mark.postgres
@pytest.mark.parametrize("what", ["flytt", "slett"])
async def test_a_picture_that_comes_while_the_draft_is_sent_or_dropped(postgres_fjordvik_url: str, what: str) -> None:
    """What is being stored just then is waited for: it goes with the rest, and is never left without an owner."""
    async with rigg_paa(postgres_fjordvik_url) as rigg:
        kari = await i_skjema(rigg)
        await sender(rigg, kari, FOTO, rest=False)
        (errand,) = rigg.alle(FilHenting)
        draft, case = fil.Eier(UTKAST, errand.eier_id), fil.Eier(AVVIK, "1")
        with Session(rigg.varde.db.engine) as storing:
            fil.ta_imot(storing, rigg.klokke.now(), errand.id, Bilde(b"x", JPEG, 1, 1))
            work = fil.flytt if what == "flytt" else lambda s, owner, _case: fil.slett_for(s, owner)
            moving = rigg.varde.db.submit(lambda s: work(s, draft, case))
            await until_blocked(rigg)
            storing.commit()
        await asyncio.wrap_future(moving)
        assert [row.eier_type for row in rigg.alle(Fil)] == ([AVVIK] if what == "flytt" else [])


async def until_blocked(rigg: Rigg) -> None:
    """Until some connection waits for another's lock."""
    waiting = "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
    async with asyncio.timeout(20):
        while not rigg.les(lambda s: s.connection().exec_driver_sql(waiting).scalar_one()):
            await asyncio.sleep(0)


async def test_a_claim_runs_out_and_two_claims_never_meet(rigg: Rigg) -> None:
    kari = await i_skjema(rigg)
    await sender(rigg, kari, FOTO, rest=False)
    now = rigg.klokke.now()
    assert len(rigg.skriv(lambda s: fil.lei(s, now))) == 1
    assert rigg.skriv(lambda s: fil.lei(s, now)) == []
    later = now + fil.LEIE
    assert [one.forsok for one in rigg.skriv(lambda s: fil.lei(s, later))] == [2]


async def test_what_is_over_is_cleaned_up(rigg: Rigg) -> None:
    kari = await i_skjema(rigg)
    await sender(rigg, kari, FOTO, FOTO)
    first, _ = rigg.alle(Fil)
    today = oslo_date(rigg.klokke.now())
    rigg.skriv(lambda s: s.connection().execute(update(Fil).where(col(Fil.id) == first.id).values(lagres_til=today)))
    assert rigg.skriv(lambda s: fil.rydd(s, today, rigg.klokke.now() - timedelta(days=1))) == 0
    await rigg.tikk(days=1, hours=-1)
    assert len(rigg.alle(Fil)) == 1
    assert rigg.les(lambda s: s.get(FilInnhold, first.id)) is None
    await rigg.tikk(days=31)
    assert rigg.alle(FilHenting) == rigg.alle(Fil) == []


async def test_a_hanging_fetch_does_not_keep_the_bot_from_stopping(rask: Rigg, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, never = asyncio.Event(), asyncio.Event()

    async def hangs() -> None:
        asked.set()
        await never.wait()

    monkeypatch.setattr(henting, "STOP_SECONDS", 0.01)
    kari = await i_skjema(rask, hangs)
    await rask.varde.henter.start()
    await sender(rask, kari, FOTO, rest=False)
    async with asyncio.timeout(20):
        await asked.wait()
        await rask.varde.henter.stop()
    assert rask.alle(FilHenting)[0].status == VENTER


async def test_it_runs_by_itself_and_outlives_a_database_that_is_away(rask: Rigg) -> None:
    kari = await i_skjema(rask)
    done = asyncio.Event()
    work, fails = rask.varde.henter._pass, iter([True])

    async def passing() -> bool:
        if next(fails, False):
            rask.varde.henter.poke()
            raise OSError("away")
        found = await work()
        if rask.alle(Fil):
            done.set()
        return found

    rask.varde.henter._loop = Lokke("henting", passing, poll=1.0)
    await rask.varde.henter.start()
    await sender(rask, kari, FOTO, rest=False)
    async with asyncio.timeout(20):
        await done.wait()
    assert [errand.status for errand in rask.alle(FilHenting)] == [HENTET] != [VENTER]
