"""Pictures for the tests: some that hide where they were taken, and some that are not what they say."""

import io
import struct
import zlib
from typing import Any

from PIL import Image, PngImagePlugin

KANARI = "GPS-KANARI-60.3913N-5.3221E"
RED, BLUE = (200, 30, 30), (30, 30, 200)


def jpeg(size: tuple[int, int] = (640, 480), *, orientation: int = 1, **more: Any) -> bytes:
    """A red picture with a blue top left corner, with the canary in EXIF, in a comment and behind its end."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = KANARI
    exif.get_ifd(0x8825)[0x1B] = KANARI.encode()
    made = _bytes(_picture("RGB", size), "JPEG", exif=exif, comment=KANARI.encode(), **more)
    return made + b"<?php " + KANARI.encode()


def png(size: tuple[int, int] = (320, 240), mode: str = "RGB") -> bytes:
    """The same as PNG, with the canary in a text chunk."""
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", KANARI)
    return _bytes(_picture(mode, size), "PNG", pnginfo=info)


def heic() -> bytes:
    """What a HEIC file begins with."""
    return b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\x00" * 2000


def bombe(side: int = 20_000) -> bytes:
    """A PNG of a few hundred bytes that says it has 400 million points."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(b"\x00" * 1000)) + _chunk(b"IEND")
    )


def _picture(mode: str, size: tuple[int, int]) -> Image.Image:
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (0, 0, size[0] // 2, size[1] // 2))
    return image.convert(mode)


def _bytes(image: Image.Image, kind: str, **more: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def _chunk(name: bytes, data: bytes = b"") -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
