"""The rules of attachments: what is taken, how much of it, and when a fetch is tried again. Pure."""

from datetime import timedelta

MAKS_BILDER = 5
STORSTE_SIDE = 2048

HEIC = "heic"
PDF = "pdf"
IKKE_BILDE = "ikke_bilde"
TOMT = "tomt"
ODELAGT = "odelagt"
FOR_STOR = "for_stor"
FOR_MANGE_PUNKTER = "for_mange_punkter"
FOR_MANGE = "for_mange"
FREMMED = "fremmed"
IKKE_HENTET = "ikke_hentet"
# Of a document as evidence.
UKJENT_TYPE = "ukjent_type"
MAKRO = "makro"
FOR_STORT_DOKUMENT = "for_stort_dokument"
GRUNNER = (
    HEIC, PDF, IKKE_BILDE, TOMT, ODELAGT, FOR_STOR, FOR_MANGE_PUNKTER, FOR_MANGE, FREMMED, IKKE_HENTET, UKJENT_TYPE, MAKRO,
    FOR_STORT_DOKUMENT,
)  # fmt: skip

VENT = (5, 30, 120, 600)
MAKS_VENT = 1800.0
MAKS_FORSOK = len(VENT) + 1
_HEIF = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"}
_ENDELSER = {"heic": HEIC, "heif": HEIC, "avif": HEIC, "pdf": PDF, "jpg": None, "jpeg": None, "jpe": None, "png": None}


def avvist_pa_navn(medietype: str, endelse: str) -> str | None:
    """The code of a refusal that the type or the name's ending already gives; None where the bytes have to tell.

    Both are what a sender claims: they may refuse a file, never let one in.
    """
    medietype, endelse = medietype.casefold(), endelse.casefold()
    if endelse in _ENDELSER:
        return _ENDELSER[endelse]
    if medietype in {"image/heic", "image/heif", "image/avif"}:
        return HEIC
    if medietype == "application/pdf":
        return PDF
    return None if not endelse or medietype.startswith("image/") else IKKE_BILDE


def avvist_dokument_pa_navn(endelse: str) -> str | None:
    """The code of a refusal of evidence by the ending of its name: only what plainly is something else."""
    endelse = endelse.casefold()
    if endelse in {"heic", "heif", "avif"}:
        return HEIC
    if endelse in {"docm", "xlsm", "pptm", "dotm", "xltm"}:
        return MAKRO
    return (
        None
        if endelse in {"", "jpg", "jpeg", "jpe", "png", "pdf", "docx", "xlsx", "pptx", "odt", "ods"}
        else UKJENT_TYPE
    )


def avvist_pa_innhold(data: bytes) -> str | None:
    """The code of a refusal by the first bytes; None for what begins as JPEG or PNG, whatever it was called."""
    if not data:
        return TOMT
    if data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        return None
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF:
        return HEIC
    return PDF if data[:1024].find(b"%PDF-") >= 0 else IKKE_BILDE


def neste_forsok(forsok: int, sekunder: float | None = None) -> timedelta | None:
    """How long to wait after the `forsok`-th try failed for the moment; None when it is given up.

    `sekunder` is what the other end asked for; no wait is longer than half an hour, for the address does not last.
    """
    if forsok >= MAKS_FORSOK:
        return None
    return timedelta(seconds=VENT[forsok - 1] if sekunder is None else min(max(sekunder, 1.0), MAKS_VENT))


def plass(har: int, nye: int) -> int:
    """How many of the new pictures there is room for."""
    return max(0, min(nye, MAKS_BILDER - har))
