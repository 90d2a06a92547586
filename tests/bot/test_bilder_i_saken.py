"""Pictures that are added to a case: who is told, when, and what is refused though the card let it through."""

from dataclasses import replace

import pytest
from sqlmodel import Session, col, update

from bot.channels.base import Fetched, Gone, RetryAfter
from dialogs.context import Reader
from dialogs.contract import Attachment
from dialogs.i18n import translator
from dialogs.notices import avvik_bilder
from hms.avvik import vedlegg
from hms.avvik.model import Avvik
from hms.avvik.queries import Leser
from hms.fil import service as fil
from hms.fil.bilde import JPEG
from hms.fil.model import AVVIK, UTKAST, Fil
from hms.kit.feil import HmsError
from hms.kit.revisjon import Revisjon
from tests.bot.test_henting import FOTO, sender
from tests.fakes import bilder
from tests.fakes.varde import Konto, Rigg

UTKASTET = fil.Eier(UTKAST, "merke")


async def sak(rigg: Rigg, answer: object = None) -> Konto:
    """Kari has a case, and the form that adds to it is open."""
    rigg.kanal.files[FOTO] = answer if answer is not None else Fetched(bilder.jpeg())
    kari = rigg.konto("P045")
    await rigg.meld(kari)
    await rigg.trykk(kari, "Legg til noe")
    return kari


def reader(rigg: Rigg, session: Session, ekstern_id: str) -> Reader:
    leser = Leser(rigg.person(ekstern_id).id, None)
    return Reader(session, rigg.klokke.now(), translator("nb", "nb"), rigg.varde.kommune, leser)


async def test_the_handler_is_told_even_while_the_picture_is_on_its_way(rigg: Rigg) -> None:
    kari = await sak(rigg, RetryAfter(60, "slow"))
    await sender(rigg, kari, FOTO)
    await rigg.trykk(kari, "Ferdig")
    ola = rigg.konto("P044")
    assert rigg.siste(ola).text == "Melderen har lagt til bilder i sak AVV-2026-0001:"
    assert rigg.knapp(ola, "Vis bildene")
    (row,) = rigg.utboks(nokkel="avvik_bilder")
    assert row.dedup_key.startswith("avvik:1:avvik_bilder:behandler:")


async def test_the_handler_hears_nothing_of_what_never_came(rask: Rigg) -> None:
    kari = await sak(rask, Gone("http_404"))
    await sender(rask, kari, FOTO)
    await rask.trykk(kari, "Ferdig")
    assert rask.utboks(nokkel="avvik_bilder") == []
    assert "Melderen har lagt til bilder" not in "".join(rask.tekster(rask.konto("P044")))


async def test_at_night_it_waits_for_the_morning(rask: Rigg) -> None:
    rask.klokke.advance(hours=14)
    kari = await sak(rask)
    await sender(rask, kari, FOTO)
    await rask.trykk(kari, "Ferdig")
    (row,) = rask.utboks(nokkel="avvik_bilder")
    assert row.ikke_for is not None


async def test_the_notice_is_for_those_who_may_see_pictures(rask: Rigg) -> None:
    kari = await sak(rask)
    await sender(rask, kari, FOTO)
    await rask.trykk(kari, "Ferdig")
    compose = avvik_bilder.NOTICE.compose
    assert rask.les(lambda s: compose(reader(rask, s, "P044"), {"avvik": 1})) is not None
    assert rask.les(lambda s: compose(reader(rask, s, "P046"), {"avvik": 1})) is None
    assert rask.les(lambda s: compose(reader(rask, s, "P044"), {"avvik": 99})) is None
    rask.skriv(lambda s: fil.slett_for(s, fil.Eier(AVVIK, "1")))
    assert rask.les(lambda s: compose(reader(rask, s, "P044"), {"avvik": 1})) is None


def fem(rigg: Rigg, eier: fil.Eier, antall: int = 5) -> None:
    """Gives an owner pictures."""
    one = Fil(
        eier_type=eier.type, eier_id=eier.id, sha256="x", storrelse=1, medietype=JPEG, bredde=1, hoyde=1,
        lastet_opp_at=rigg.klokke.now(),
    )  # fmt: skip
    rigg.skriv(lambda s: s.add_all([Fil(**one.model_dump()) for _ in range(antall)]))


async def test_what_a_stale_form_brings_is_checked_again(rigg: Rigg) -> None:
    kari = await sak(rigg)
    me = Leser(rigg.person("P045").id, None)
    now = rigg.klokke.now()
    assert rigg.skriv(lambda s: vedlegg.legg_ved(s, now, me, 1, UTKASTET)).id == 1
    assert rigg.utboks(nokkel="avvik_bilder") == []
    await sender(rigg, kari, FOTO)
    fem(rigg, fil.Eier(AVVIK, "1"))
    await rigg.trykk(kari, "Ferdig")
    assert "Det er plass til 5 bilder i en sak. Ingenting er lagt til." in rigg.siste(kari).text
    assert len([row for row in rigg.alle(Fil) if row.eier_type == UTKAST]) == 0
    with pytest.raises(HmsError, match=r"avvik\.ingen_rett"):
        rigg.skriv(lambda s: vedlegg.legg_ved(s, now, Leser(rigg.person("P046").id, None), 1, UTKASTET))


async def test_the_audit_of_a_confidential_case_names_nobody(rask: Rigg) -> None:
    await sak(rask)
    rask.skriv(lambda s: s.connection().execute(update(Avvik).where(col(Avvik.id) == 1).values(fortrolig=True)))
    fem(rask, UTKASTET, 1)
    me = Leser(rask.person("P045").id, None)
    rask.skriv(lambda s: vedlegg.legg_ved(s, rask.klokke.now(), me, 1, UTKASTET))
    last = rask.alle(Revisjon)[-1]
    assert (last.hendelse, last.aktor, last.data) == ("avvik.vedlegg", "melder", {"antall": 1})


async def test_a_picture_of_a_case_that_is_gone(rask: Rigg) -> None:
    rask.skriv(lambda s: vedlegg.hentet(s, 99))
    fem(rask, fil.Eier(AVVIK, "99"), 1)
    nobody = Leser(1, None)
    assert rask.les(lambda s: vedlegg.kan_se(s, rask.klokke.now(), nobody, 1)) is None


async def test_text_and_too_long_text(rask: Rigg) -> None:
    kari = await sak(rask)
    await rask.si(kari, "x" * 1501)
    assert "Teksten er på 1501 tegn" in rask.siste(kari).text
    await rask.si(kari, "det er verre i dag")
    assert "Det er lagt til i sak AVV-2026-0001. Behandleren får beskjed." in rask.tekster(kari)


async def test_words_that_the_form_cannot_read_keep_the_picture(rask: Rigg) -> None:
    kari = rask.konto("P045")
    rask.kanal.files[FOTO] = Fetched(bilder.jpeg())
    await rask.si(kari, "meld avvik")
    inbound = rask.hendelse(kari, "attachment", "…")
    given = (Attachment("image/*", source={"url": FOTO}),)
    await rask.varde.turns(replace(inbound, attachments=given))
    await rask.ro()
    assert "Skriv det med noen ord." in rask.siste(kari).text
    assert len(rask.alle(Fil)) == 1
