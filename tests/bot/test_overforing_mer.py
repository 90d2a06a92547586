"""Beside another system: pictures go over with the words, and the 72-hour clock runs wherever the case is kept."""

import base64

import pytest
from sqlmodel import select

from bot.channels.base import Fetched, Gone, RetryAfter
from hms.avvik.queries import Leser
from hms.ekstern import personvern, vedlegg
from hms.ekstern.personvern import EksternBrudd
from hms.fil import service as fil
from hms.fil.model import Fil, FilHenting, FilInnhold
from hms.kit.feil import HmsError
from tests.bot.test_henting import FOTO, sender
from tests.bot.test_overforing import MOTTAKET, hook, over, rigg_med, sak, system
from tests.fakes import bilder
from tests.fakes.avvikssystem import Avvikssystem, Svar
from tests.fakes.varde import Konto, Rigg

__all__ = ["hook", "system"]
KATEGORI = "Personopplysninger"


async def med_bilde(rigg: Rigg, answer: object = None) -> Konto:
    """Kari sends a report with a picture."""
    rigg.kanal.files[FOTO] = answer if answer is not None else Fetched(bilder.jpeg())
    kari = rigg.konto("P045")
    await rigg.til_oversikt(kari)
    await sender(rigg, kari, FOTO)
    await rigg.trykk(kari, "Send")
    return kari


async def test_pictures_go_over_and_nothing_of_them_is_kept(hook: Rigg, system: Avvikssystem) -> None:
    system.svar.append(Svar(status=503))
    kari = await med_bilde(hook)
    assert "Bildene følger med." in hook.siste(kari).text
    await over(hook)
    hook.klokke.advance(minutes=5)
    await over(hook)
    first, second = system.mottatt
    assert first["data"]["vedlegg"] == second["data"]["vedlegg"]
    (sent,) = second["data"]["vedlegg"]
    assert (sent["media"], base64.b64decode(sent["base64"])[:2]) == ("image/jpeg", b"\xff\xd8")
    assert len(sent["sha256"]) == 64
    assert (hook.alle(Fil), hook.les(lambda s: s.get(FilInnhold, 1))) == ([], None)


async def test_it_waits_for_a_picture_that_is_on_its_way(hook: Rigg, system: Avvikssystem) -> None:
    await med_bilde(hook, RetryAfter(30, "slow"))
    await over(hook)
    assert system.mottatt == []
    hook.kanal.files[FOTO] = Fetched(bilder.jpeg())
    hook.klokke.advance(seconds=31)
    await hook.ro()
    await over(hook)
    assert len(system.mottatt[0]["data"]["vedlegg"]) == 1


async def test_a_picture_that_never_came_holds_nothing_back(hook: Rigg, system: Avvikssystem) -> None:
    kari = await med_bilde(hook, Gone("http_404"))
    await over(hook)
    assert "vedlegg" not in system.mottatt[0]["data"]
    assert [row.status for row in hook.alle(FilHenting)] in ([], ["avvist"])
    assert "Bildene følger med." not in hook.siste(kari).text


async def test_whoever_carries_it_over_sees_them_until_it_has_arrived(fjordvik_sqlite_url: str) -> None:
    async with rigg_med(fjordvik_sqlite_url, ekstern_mottak="hms_ansvarlig") as rigg:
        await med_bilde(rigg)
        (row,) = rigg.alle(Fil)
        now = rigg.klokke.now()

        def sees(ekstern_id: str) -> bool:
            leser = Leser(rigg.person(ekstern_id).id, None)
            return rigg.les(lambda s: vedlegg.kan_se(s, now, leser, row.id or 0)) is not None

        hms = next(p for p in ("P001", "P002", "P003", "P004", "P005", "P006") if _er_mottak(rigg, p))
        assert (sees("P045"), sees(hms), sees(MOTTAKET)) == (True, True, False)
        konto = rigg.konto(hms)
        await rigg.si(konto, "hei")
        await rigg.trykk(konto, "Legg inn saksnummer")
        await rigg.si(konto, "2026/9")
        assert rigg.alle(Fil) == []


def _er_mottak(rigg: Rigg, ekstern_id: str) -> bool:
    leser = Leser(rigg.person(ekstern_id).id, None)
    now = rigg.klokke.now()
    row = rigg.alle(Fil)[0]
    return rigg.les(lambda s: vedlegg.kan_se(s, now, leser, row.id or 0)) is not None


async def test_the_reporter_who_carries_it_has_the_pictures_on_the_card(fjordvik_sqlite_url: str) -> None:
    async with rigg_med(fjordvik_sqlite_url) as rigg:
        kari = await med_bilde(rigg)
        assert "Bildene må du legge inn i avvikssystemet selv." in rigg.siste(kari).text
        await rigg.trykk(kari, "Vis bildene")
        assert "ikke sendt ennå" in rigg.siste(kari).text
        assert rigg.les(lambda s: fil.antall(s, vedlegg.eier(sak(rigg)))) == 1


async def test_the_clock_of_personal_data_runs_to_its_end(hook: Rigg) -> None:
    kari, ola = hook.konto("P045"), hook.konto("P044")
    await hook.til_oversikt(kari, kategori=KATEGORI)
    await hook.trykk(kari, "Send")
    (row,) = hook.les(lambda s: list(s.exec(select(EksternBrudd)).all()))
    assert (row.frist - row.kjent_at).total_seconds() == 72 * 3600
    assert "Personopplysninger kan være på avveie" in hook.siste(ola).text
    assert "EKS-2026-0001" in hook.siste(ola).text
    told = {r.mottaker["rolle"] for r in hook.utboks(nokkel="ekstern_personvern")}
    assert told == {"personvernombud", "leder"}
    await over(hook)  # the number is known, and the law's deadline runs on
    await hook.tikk(hours=67)
    assert "Ingen har registrert noe til Datatilsynet i sak EKS-2026-0001" in hook.siste(ola).text
    await hook.trykk(ola, "Meldt til Datatilsynet")
    assert "Sak EKS-2026-0001 er meldt til Datatilsynet. Registrert av Ola Brekke" in hook.siste(ola).text
    await hook.tikk(hours=10)
    (row,) = hook.les(lambda s: list(s.exec(select(EksternBrudd)).all()))
    assert (row.vurdert, row.neste_trinn_at) == ("meldt", None)


async def test_it_may_be_found_not_to_apply_with_a_reason_and_by_few(hook: Rigg) -> None:
    kari, ola = hook.konto("P045"), hook.konto("P044")
    await hook.til_oversikt(kari, kategori=KATEGORI)
    await hook.trykk(kari, "Send")
    await hook.trykk(ola, "Ikke meldepliktig")
    await hook.si(ola, "brevet kom tilbake uåpnet")
    assert "Sak EKS-2026-0001 er vurdert som ikke meldepliktig av Ola Brekke" in hook.siste(ola).text
    for leser, code in (
        (Leser(hook.person("P046").id, None), "ekstern.ingen_rett"),
        (Leser(hook.person("P044").id, None), "personvern.alt_vurdert"),
    ):
        with pytest.raises(HmsError, match=code):
            hook.skriv(lambda s, leser=leser: personvern.meldt(s, hook.klokke.now(), leser, 1))


async def test_another_category_has_no_clock(hook: Rigg) -> None:
    kari = hook.konto("P045")
    await hook.til_oversikt(kari)
    await hook.trykk(kari, "Send")
    assert hook.les(lambda s: list(s.exec(select(EksternBrudd)).all())) == []
