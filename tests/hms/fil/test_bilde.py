"""A picture made anew: upright, small enough, and without a trace of what was hidden in it."""

import io

import pytest
from PIL import Image

from hms.fil import bilde, rules
from hms.fil.bilde import AvvistBilde
from tests.fakes import bilder
from tests.fakes.bilder import BLUE, KANARI


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def is_blue(point: tuple[int, ...]) -> bool:
    return all(abs(a - b) < 40 for a, b in zip(point, BLUE, strict=False))


@pytest.mark.parametrize("sent", [bilder.jpeg(), bilder.png(), bilder.png(mode="RGBA"), bilder.png(mode="P")])
def test_nothing_hidden_is_kept(sent: bytes) -> None:
    assert KANARI.encode() in sent
    made = bilde.lag(sent)
    assert KANARI.encode() not in made.data
    found = opened(made.data)
    assert not found.getexif()
    assert set(found.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "transparency"}
    assert (made.bredde, made.hoyde) == found.size
    assert made.medietype == Image.MIME[found.format or ""]


@pytest.mark.parametrize(
    ("orientation", "corner"), [(1, (0, 0)), (3, (1, 1)), (6, (1, 0)), (8, (0, 1)), (2, (1, 0)), (4, (0, 1))]
)
def test_it_stands_upright(orientation: int, corner: tuple[int, int]) -> None:
    found = opened(bilde.lag(bilder.jpeg((400, 200), orientation=orientation)).data)
    assert found.size == ((400, 200) if orientation in {1, 2, 3, 4} else (200, 400))
    width, height = found.size
    for x in (0, 1):
        for y in (0, 1):
            point = found.getpixel((width // 4 + x * width // 2, height // 4 + y * height // 2))
            assert isinstance(point, tuple)
            assert is_blue(point) is ((x, y) == corner)


@pytest.mark.parametrize("make", [bilder.jpeg, bilder.png])
def test_the_largest_side_is_bounded(make: object) -> None:
    made = bilde.lag(make((5000, 1000)))  # type: ignore[operator]
    assert max(made.bredde, made.hoyde) == rules.STORSTE_SIDE
    assert abs(made.bredde / made.hoyde - 5) < 0.1


@pytest.mark.parametrize("mode", ["L", "1", "LA", "I;16", "RGBA", "P"])
def test_every_kind_of_png_is_read(mode: str) -> None:
    made = bilde.lag(bilder.png(mode=mode) if mode != "I;16" else _sixteen())
    assert made.medietype == bilde.PNG
    assert (made.bredde, made.hoyde) == (320, 240)


def test_a_print_colour_jpeg_is_read() -> None:
    out = io.BytesIO()
    Image.new("CMYK", (100, 50)).save(out, "JPEG")
    assert opened(bilde.lag(out.getvalue()).data).mode == "RGB"


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_a_photo_sent_as_png_becomes_jpeg(mode: str) -> None:
    out = io.BytesIO()
    Image.effect_noise((1500, 1200), 100).convert(mode).save(out, "PNG")
    made = bilde.lag(out.getvalue())
    assert made.medietype == bilde.JPEG
    assert len(made.data) < len(out.getvalue())


@pytest.mark.parametrize(
    ("data", "grunn"),
    [
        (b"", rules.TOMT),
        (bilder.heic(), rules.HEIC),
        (b"%PDF-1.7 ...", rules.PDF),
        (b"MZ\x90\x00", rules.IKKE_BILDE),
        (b"\x7fELF", rules.IKKE_BILDE),
        (b"PK\x03\x04", rules.IKKE_BILDE),
        (b"<svg onload=alert(1)>", rules.IKKE_BILDE),
        (b"GIF89a", rules.IKKE_BILDE),
        (b"\xff\xd8\xff\xe0" + b"x" * 100, rules.ODELAGT),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 100, rules.ODELAGT),
        (bilder.jpeg()[:3000], rules.ODELAGT),
        (bilder.png()[:300], rules.ODELAGT),
        (bilder.bombe(), rules.FOR_MANGE_PUNKTER),
        (bilder.bombe(4001), rules.FOR_MANGE_PUNKTER),
        (bilder.bombe(100), rules.ODELAGT),
    ],
)
def test_what_is_refused(data: bytes, grunn: str) -> None:
    with pytest.raises(AvvistBilde) as refused:
        bilde.lag(data)
    assert refused.value.grunn == grunn
    assert refused.value.__cause__ is None


def _sixteen() -> bytes:
    out = io.BytesIO()
    Image.new("I;16", (320, 240), 30_000).save(out, "PNG")
    return out.getvalue()
