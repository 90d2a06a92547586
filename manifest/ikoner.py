"""The app's icons, drawn here: a varde of four stones, as PNG written with the standard library."""

import struct
import zlib
from collections.abc import Callable

COLOR_SIZE, OUTLINE_SIZE = 192, 32
GROUND = (0, 74, 92)
STONES = (
    # Each stone: middle x, middle y, half width, half height; the icon is 1 wide and 1 high.
    (0.50, 0.775, 0.300, 0.085),
    (0.52, 0.590, 0.215, 0.075),
    (0.48, 0.425, 0.145, 0.065),
    (0.51, 0.285, 0.080, 0.050),
)

Pixel = Callable[[float], tuple[int, int, int, int]]


def color_icon() -> bytes:
    """192 by 192, white stones on the app's colour."""

    def pixel(cover: float) -> tuple[int, int, int, int]:
        red, green, blue = (round(ground + (255 - ground) * cover) for ground in GROUND)
        return red, green, blue, 255

    return _png(COLOR_SIZE, pixel)


def outline_icon() -> bytes:
    """32 by 32, white on nothing, as Teams wants its outline icons."""
    return _png(OUTLINE_SIZE, lambda cover: (255, 255, 255, round(255 * cover)))


def _cover(x: float, y: float, size: int) -> float:
    """How much of the pixel at (x, y) the stones cover, 0 to 1."""
    nearest = min(_distance(x, y, stone) for stone in STONES)
    return min(max(0.5 - nearest * size, 0.0), 1.0)


def _distance(x: float, y: float, stone: tuple[float, float, float, float]) -> float:
    """From a point to a stone with fully rounded ends; negative inside it."""
    middle_x, middle_y, half_width, half_height = stone
    past_end = max(abs(x - middle_x) - (half_width - half_height), 0.0)
    return float((past_end**2 + (y - middle_y) ** 2) ** 0.5) - half_height


def _png(size: int, pixel: Pixel) -> bytes:
    rows = bytearray()
    for row in range(size):
        rows.append(0)  # no filter
        for column in range(size):
            rows += bytes(pixel(_cover((column + 0.5) / size, (row + 0.5) / size, size)))
    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)  # 8 bits a channel, with transparency
    chunks = (b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows), 9)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
