"""Pictures: sent in the form and afterwards, fetched, made anew, seen by some and nobody else. avvik.md 2 and 8."""

import io
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image

from tests.fakes import bilder
from tests.fakes.fjordvik import Fjordvik

FOTO = ("IMG_2041.jpg", "image/jpeg", bilder.jpeg())
SKJERM = ("skjermbilde.png", "image/png", bilder.png())
TIL_OVERSIKT = """
    Kari: [Bygg, utstyr, glatt underlag, orden]
    Kari: [Førstehjelp på stedet]
    Kari: 2
"""
FORTROLIG = "Kari: endre navn\nKari: [Fortrolig: bare behandleren ser navnet]"


async def meldt(by: Fjordvik, *endre: str) -> None:
    """Kari reports a case with one picture."""
    await by.spill("Kari: meld avvik: hull i gulvet på gangen")
    await by.kari.sender(FOTO)
    await by.spill("\n".join((TIL_OVERSIKT, *endre, "Kari: [Send]")))


async def hent(by: Fjordvik, address: str) -> tuple[int, bytes, dict[str, str]]:
    """What a browser gets at an address."""
    async with by.http.get(address) as answer:
        return answer.status, await answer.read(), dict(answer.headers)


async def test_a_picture_goes_from_the_phone_to_the_handlers_card(by: Fjordvik) -> None:
    await by.spill("Kari: meld avvik: hull i gulvet på gangen")
    await by.kari.sender(FOTO)
    await by.kari.ser("Jeg tar med bildet. Går det ikke, sier jeg fra. … Hva slags avvik er det?")
    await by.spill("Kari: [Bygg, utstyr, glatt underlag, orden]")
    await by.kari.sender(SKJERM, text="førstehjelp")
    await by.kari.ser("Jeg tar med bildet. … Hvor alvorlig er det?")
    await by.spill("""
        Kari: 2
        Varde: Se over før du sender … Bilder: 2 [Send]
        Kari: [Send]
        Varde: AVV-2026-0001
        Varde → Ola: Nytt avvik AVV-2026-0001 [Vis bildene]
        Varde → Ingrid: Nytt avvik AVV-2026-0001
    """)
    first, second = await by.ola.bilder()
    status, data, headers = await hent(by, first)
    assert (status, headers["Content-Type"]) == (200, "image/jpeg")
    assert Image.open(io.BytesIO(data)).size == (640, 480)
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Disposition"] == 'inline; filename="bilde-1.jpg"'
    status, data, headers = await hent(by, second)
    assert (status, headers["Content-Type"]) == (200, "image/png")
    assert await by.ingrid.bilder() == []
    card = await by.ola.kort("Nytt avvik AVV-2026-0001")
    assert "Bilde 1 av 2 i sak AVV-2026-0001. Vises det ikke, trykk Vis bildene." in str(card.activity)
    assert by.spor(bilder.KANARI) == []
    assert by.spor("IMG_2041") == []
    assert "avvik.vedlegg" in by.rader("revisjon", "avvik.vedlegg")


async def test_an_address_ends_with_the_right_that_it_was_made_for(by: Fjordvik) -> None:
    await meldt(by, FORTROLIG)
    (address,) = await by.ola.bilder()
    assert (await hent(by, address))[0] == 200
    token = parse_qs(urlsplit(address).query)["n"][0]
    for forged in (
        address.replace("/fil/1", "/fil/2"),
        address.partition("?")[0],
        f"{by.url}/fil/1?n={token[:-2]}xx",
        f"{by.url}/fil/1?n={'x' * 5000}",
        f"{by.url}/fil/abc?n={token}",
        f"{by.url}/fil/99999999999999999999?n={token}",
    ):
        status, data, headers = await hent(by, forged)
        assert (status, data, headers["Cache-Control"]) == (404, b"", "no-store"), forged
    await by.spill("""
        Ola: [Send til riktig person]
        Ola: Liv Torunn
        Ola: [Liv Torunn Engen, Avdeling Sjøbris]
        Ola: hun har ansvaret for gangen
        Ola: [Send saken videre]
    """)
    assert (await hent(by, address))[0] == 404
    (fresh,) = await by.folk("Liv Torunn Engen").bilder()
    assert (await hent(by, fresh))[0] == 200


@pytest.mark.parametrize(("endre", "ser"), [((), 1), ((FORTROLIG,), 0)], ids=["open", "confidential"])
async def test_the_leader_above_sees_pictures_unless_confidential(
    by: Fjordvik, endre: tuple[str, ...], ser: int
) -> None:
    await meldt(by, *endre)
    await by.spill("""
        Randi Fjeld: vis sak AVV-2026-0001
        Ingrid: vis sak AVV-2026-0001
        Kari: vis sak AVV-2026-0001
    """)
    assert len(await by.folk("Randi Fjeld").bilder()) == ser
    assert await by.ingrid.bilder() == []
    assert len(await by.kari.bilder()) == 1
    assert len(await by.ola.bilder()) == 1


async def test_pictures_behind_legg_til_mer_and_away_again(by: Fjordvik) -> None:
    await by.spill("Kari: meld avvik: hull i gulvet på gangen")
    await by.spill(TIL_OVERSIKT)
    await by.spill("""
        Kari: [Legg til mer]
        Kari: [Bilder]
        Varde: Send bildene her i samtalen. Det er plass til 5 i en sak. … Ikke ta med ansikter, pasienter [Til oversikten]
        Kari: bildet ligger på skrivebordet
        Varde: Send bildet som et vedlegg i samtalen
    """)
    await by.kari.sender(FOTO, SKJERM)
    await by.kari.ser("Jeg tar med 2 bilder. … Send bildene her i samtalen. [Fjern bildene] [Til oversikten]")
    assert len(by.rader("fil", "utkast").splitlines()) == 2
    await by.spill("""
        Kari: [Fjern bildene]
        Varde: Bilder: ingen
    """)
    assert by.rader("fil", "") == by.rader("fil_innhold", "") == by.rader("fil_henting", "") == ""
    await by.kari.sender(FOTO)
    await by.spill("""
        Kari: [Send]
        Varde → Ola: Nytt avvik AVV-2026-0001 [Vis bildene]
    """)
    assert len(await by.ola.bilder()) == 1


async def test_pictures_are_added_to_a_case(by: Fjordvik) -> None:
    await meldt(by)
    await by.spill("""
        Kari: [Legg til noe]
        Varde: Hva vil du legge til i saken? Skriv det, eller send bilder.
    """)
    await by.kari.sender(SKJERM)
    await by.kari.ser("Jeg tar med bildet. … [Ferdig]")
    await by.ola.ser("ingenting")
    await by.spill("""
        Kari: [Ferdig]
        Varde: Det er lagt til i sak AVV-2026-0001. Behandleren får beskjed.
        Varde → Ola: Melderen har lagt til bilder i sak AVV-2026-0001: [Vis bildene]
        Kari: [Legg til noe]
    """)
    assert await by.ingrid.bilder() == []
    await by.kari.sender(SKJERM, text="hullet er større nå")
    await by.kari.ser("Det er lagt til i sak AVV-2026-0001.")
    await by.ola.ser("Melderen har lagt til noe i sak AVV-2026-0001: … hullet er større nå")
    await by.spill("Ola: [Vis bildene]")
    assert len(await by.ola.bilder()) == 3
    await by.spill("Kari: [Legg til noe]")
    await by.kari.sender(FOTO, FOTO, FOTO)
    await by.kari.ser("Jeg tar med 2 bilder. … Det er plass til 5 bilder i en sak. Resten er ikke tatt med.")
    await by.spill("""
        Kari: avbryt
        Varde: Avbrutt. Ingenting er sendt.
    """)
    assert len(by.rader("fil", "").splitlines()) == 3


@pytest.mark.parametrize("drop", ["Slett utkastet", "Start på nytt"])
async def test_a_dropped_draft_takes_its_pictures_with_it(by: Fjordvik, drop: str) -> None:
    await by.spill("Kari: meld avvik: hull i gulvet på gangen")
    await by.kari.sender(FOTO)
    await by.spill("Kari: avbryt")
    assert len(by.rader("fil", "").splitlines()) == 1
    await by.spill(f"Kari: [{drop}]")
    assert by.rader("fil", "") == by.rader("fil_innhold", "") == ""


async def test_an_expired_draft_and_a_removed_bot_take_the_pictures_with_them(by: Fjordvik) -> None:
    await by.spill("Kari: meld avvik: hull i gulvet på gangen")
    await by.kari.sender(FOTO)
    await by.spill("Klokka: +25 timer")
    assert by.rader("fil", "") == ""
    await by.spill("Kari: meld avvik: hull i gulvet på gangen")
    await by.kari.sender(FOTO)
    await by.kari.installerer("remove")
    assert by.rader("fil", "") == by.rader("fil_henting", "") == ""


@pytest.mark.parametrize(
    ("file", "answer"),
    [
        (("IMG_1.HEIC", "image/heic", bilder.heic()), "Bildet er lagret som HEIC"),
        (("foto.jpg", "image/jpeg", bilder.heic()), "Bildet er lagret som HEIC"),
        (("ordre.pdf", "application/pdf", b"%PDF-1.7\n"), "Jeg kan ikke ta imot PDF."),
        (("faktura.jpg", "image/jpeg", b"MZ\x90\x00" + b"\x00" * 900), "Jeg kan bare ta imot bilder"),
        (("setup.exe", "application/x-msdownload", b"MZ\x90\x00"), "Jeg kan bare ta imot bilder"),
        (("foto.jpg", "image/jpeg", bilder.jpeg()[:4000]), "Jeg klarte ikke å åpne bildet."),
        (("foto.jpg", "image/jpeg", b""), "Filen var tom."),
        (("foto.png", "image/png", bilder.bombe()), "Bildet har for høy oppløsning."),
        (("film.jpg", "image/jpeg", b"\xff\xd8\xff" + b"\x00" * 50_000_000), "Filen er for stor."),
        (("anim.gif", "image/gif", b"GIF89a" + b"\x00" * 100), "Jeg kan bare ta imot bilder"),
    ],
    ids=["heic", "heic-as-jpg", "pdf", "exe-as-jpg", "exe", "cut", "empty", "bomb", "50-mb", "gif"],
)
async def test_what_is_no_picture_gets_a_clear_answer(by: Fjordvik, file: tuple[str, str, bytes], answer: str) -> None:
    await by.spill("Kari: meld avvik: hull i gulvet på gangen")
    await by.kari.sender(file)
    await by.kari.ser(answer)
    assert by.rader("fil", "") == ""
    await by.spill(TIL_OVERSIKT)
    await by.spill("""
        Kari: [Send]
        Varde: AVV-2026-0001
    """)
    assert await by.ola.bilder() == []


async def test_six_pictures_are_one_too_many(by: Fjordvik) -> None:
    await by.spill("Kari: meld avvik: hull i gulvet på gangen")
    await by.kari.sender(*[FOTO] * 6)
    await by.kari.ser("Jeg tar med 5 bilder. … Det er plass til 5 bilder i en sak.")
    await by.kari.sender(FOTO)
    await by.kari.ser("Det er plass til 5 bilder i en sak. Resten er ikke tatt med.")
    assert len(by.rader("fil", "").splitlines()) == 5


async def test_a_picture_without_a_form_is_not_kept(by: Fjordvik) -> None:
    await by.kari.sender(FOTO)
    await by.kari.ser("Bildet er ikke lagret. Gjelder det et nytt avvik, så skriv meld avvik … [Meld avvik]")
    await by.kari.sender(FOTO, text="hei")
    await by.kari.ser("Bildet er ikke lagret.")
    assert by.rader("fil_henting", "") == ""
    await by.kari.sender(FOTO, text="meld avvik: hull i gulvet på gangen")
    await by.kari.ser("Jeg tar med bildet. … Hva slags avvik er det?")
    assert len(by.rader("fil", "").splitlines()) == 1


@pytest.mark.parametrize(
    "words", ["sjefen min trakasserer meg", "det brenner på kjøkkenet nå", "ring 12345678 til Per, fnr 01010112345"]
)
async def test_what_comes_with_words_that_are_stopped_is_not_kept(by: Fjordvik, words: str) -> None:
    await by.spill("Kari: meld avvik")
    await by.kari.sender(FOTO, text=words)
    await by.kari.ser("Bildet er ikke tatt med, og ikke lagret.")
    assert by.rader("fil_henting", "") == by.rader("fil", "") == ""


async def test_pictures_in_a_channel_are_left_alone(by: Fjordvik) -> None:
    rooms = await by.call("GET", "/playground/conversations")
    room = next(one for one in rooms if one["type"] == "channel")
    member = room["members"][0]["id"]
    async with by.http.post(f"{by.url}/playground/files?name=a.jpg&type=image/jpeg", data=bilder.jpeg()) as answer:
        file = (await answer.json())["id"]
    body = {"person": member, "conversation": room["id"], "text": "@Varde meld avvik", "files": [file]}
    await by.call("POST", "/playground/say", body)
    await by.rest()
    assert by.rader("fil_henting", "") == ""
