"""Makes a picture anew: the points alone, upright and not too large. EXIF, place, comments and all else stay behind.

What is kept is never the bytes that were sent, so what was hidden in or behind them cannot come along either.
"""

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hms.fil import rules

if TYPE_CHECKING:
    from PIL.Image import Image

JPEG = "image/jpeg"
PNG = "image/png"
# A JPEG is made smaller while it is read, a PNG has to be unpacked whole: each at its bound takes some 200 MiB for a second.
MAKS_PUNKTER = {"JPEG": 64_000_000, "MPO": 64_000_000, "PNG": 16_000_000}
MAKS_PNG = 1_500_000
KVALITET = 85
GJENNOMSIKTIG = ("RGBA", "LA", "PA")


class AvvistBilde(Exception):  # noqa: N818 - not a fault of ours: an answer to whoever sent it
    """Not a picture that can be kept. `grunn` is one of `rules.GRUNNER`."""

    def __init__(self, grunn: str) -> None:
        super().__init__(grunn)
        self.grunn = grunn


@dataclass(frozen=True)
class Bilde:
    """A picture as it is kept. Width and height are in points."""

    data: bytes
    medietype: str
    bredde: int
    hoyde: int


def lag(data: bytes) -> Bilde:
    """The picture that these bytes show, made anew. Raises AvvistBilde. Slow (up to a second): never on the event loop."""
    grunn = rules.avvist_pa_innhold(data)
    if grunn is not None:
        raise AvvistBilde(grunn)
    try:
        return _lagret(*_lest(data))
    except AvvistBilde:
        raise
    except Exception:  # noqa: BLE001 - a decoder fed with a stranger's bytes raises anything; they may not be quoted
        raise AvvistBilde(rules.ODELAGT) from None


def _lest(data: bytes) -> tuple["Image", str]:
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # the bound below is tighter, and refuses instead of warning
    with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as found:
        kind = found.format or ""
        if found.width * found.height > MAKS_PUNKTER[kind]:
            raise AvvistBilde(rules.FOR_MANGE_PUNKTER)
        found.draft(None, (rules.STORSTE_SIDE, rules.STORSTE_SIDE))
        found.load()
        ImageOps.exif_transpose(found, in_place=True)
        found.thumbnail((rules.STORSTE_SIDE, rules.STORSTE_SIDE), Image.Resampling.LANCZOS)
        return _bare_punkter(found), "PNG" if kind == "PNG" else "JPEG"


def _bare_punkter(image: "Image") -> "Image":
    """The same points in a picture that knows nothing else: what an encoder would write of itself is not there."""
    from PIL import Image

    if image.mode in GJENNOMSIKTIG or "transparency" in image.info:
        image = image.convert("RGBA")
    elif image.mode not in {"RGB", "L"}:
        image = image.convert("RGB")
    clean = Image.new(image.mode, image.size)
    clean.paste(image)
    return clean


def _lagret(image: "Image", kind: str) -> Bilde:
    if kind == "PNG":
        made = _bytes(image, "PNG", optimize=True)
        if len(made) <= MAKS_PNG:
            return Bilde(made, PNG, image.width, image.height)
    if image.mode == "RGBA":
        image = _pa_hvitt(image)
    return Bilde(_bytes(image, "JPEG", quality=KVALITET, optimize=True), JPEG, image.width, image.height)


def _pa_hvitt(image: "Image") -> "Image":
    from PIL import Image

    white = Image.new("RGB", image.size, "white")
    white.paste(image, mask=image.getchannel("A"))
    return white


def _bytes(image: "Image", kind: str, **options: int | bool) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()
