"""A document as evidence: what it is, is told by its bytes, never by its name. A picture is made anew, the others are kept as they are.

Only formats that carry no programs are taken: PDF, and Office files without macros. They are never opened here, and are handed out as files
to save, under a policy that lets nothing in them run.
"""

import io
import zipfile

from hms.fil import bilde, rules
from hms.fil.bilde import AvvistBilde, Bilde

PDF = "application/pdf"
_OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX = f"{_OFFICE}wordprocessingml.document"
XLSX = f"{_OFFICE}spreadsheetml.sheet"
PPTX = f"{_OFFICE}presentationml.presentation"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
HOVEDDEL = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX, "ppt/presentation.xml": PPTX}
MAKRO = ("vbaproject.bin", "vbadata.xml")
ODF_MAKRO = ("basic/", "scripts/")
MEST_DELER = 10_000
_BILDE = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_PDF_FORAN = 1024


def lag(data: bytes) -> Bilde:
    """What is kept of these bytes; a document has no width and height. Raises AvvistBilde. Slow for a picture."""
    if not data:
        raise AvvistBilde(rules.TOMT)
    if data.startswith(_BILDE):
        return bilde.lag(data)
    if data[:_PDF_FORAN].find(b"%PDF-") >= 0:
        return Bilde(data, PDF, 0, 0)
    if data.startswith(b"PK\x03\x04"):
        return Bilde(data, _office(data), 0, 0)
    raise AvvistBilde(rules.HEIC if rules.avvist_pa_innhold(data) == rules.HEIC else rules.UKJENT_TYPE)


def _office(data: bytes) -> str:
    """The media type of an Office file by its parts; nothing of it is unpacked but the one word that says what it is."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as pakke:
            deler = [del_.filename for del_ in pakke.infolist()]
            if len(deler) > MEST_DELER:
                raise AvvistBilde(rules.UKJENT_TYPE)
            if "mimetype" in deler and pakke.getinfo("mimetype").file_size <= len(ODS):
                return _odf(pakke.read("mimetype").decode("ascii", "replace"), deler)
    except (zipfile.BadZipFile, RuntimeError, ValueError, NotImplementedError, EOFError):
        raise AvvistBilde(rules.ODELAGT) from None
    if any(del_.casefold().endswith(MAKRO) for del_ in deler):
        raise AvvistBilde(rules.MAKRO)
    funnet = [medietype for hoveddel, medietype in HOVEDDEL.items() if hoveddel in deler]
    if len(funnet) != 1 or "[Content_Types].xml" not in deler:
        raise AvvistBilde(rules.UKJENT_TYPE)
    return funnet[0]


def _odf(medietype: str, deler: list[str]) -> str:
    if any(del_.casefold().startswith(ODF_MAKRO) for del_ in deler):
        raise AvvistBilde(rules.MAKRO)
    if medietype not in {ODT, ODS}:
        raise AvvistBilde(rules.UKJENT_TYPE)
    return medietype
