"""What is taken as evidence is told by its bytes: pictures made anew, documents kept, programs refused."""

import io
import zipfile

import pytest

from hms.fil import dokument, rules
from hms.fil.bilde import AvvistBilde
from tests.fakes import bilder

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF"


def pakke(*deler: str, mimetype: str = "") -> bytes:
    ut = io.BytesIO()
    with zipfile.ZipFile(ut, "w") as fil:
        if mimetype:
            fil.writestr("mimetype", mimetype)
        for navn in deler:
            fil.writestr(navn, "<x/>")
    return ut.getvalue()


OFFICE = ("[Content_Types].xml",)


@pytest.mark.parametrize(
    ("data", "medietype"),
    [
        (PDF, dokument.PDF),
        (b"\n\n" + PDF, dokument.PDF),
        (pakke(*OFFICE, "word/document.xml"), dokument.DOCX),
        (pakke(*OFFICE, "xl/workbook.xml"), dokument.XLSX),
        (pakke(*OFFICE, "ppt/presentation.xml"), dokument.PPTX),
        (pakke("content.xml", mimetype=dokument.ODT), dokument.ODT),
        (pakke("content.xml", mimetype=dokument.ODS), dokument.ODS),
    ],
)
def test_a_document_is_kept_as_it_is(data: bytes, medietype: str) -> None:
    lagret = dokument.lag(data)
    assert (lagret.data, lagret.medietype, lagret.bredde, lagret.hoyde) == (data, medietype, 0, 0)


def test_a_picture_is_made_anew() -> None:
    lagret = dokument.lag(bilder.jpeg())
    assert (lagret.medietype, lagret.bredde) == ("image/jpeg", 640)
    assert bilder.KANARI.encode() not in lagret.data


@pytest.mark.parametrize(
    ("data", "grunn"),
    [
        (b"", rules.TOMT),
        (b"MZ\x90\x00", rules.UKJENT_TYPE),
        (b"<html><script>", rules.UKJENT_TYPE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1gammel Word", rules.UKJENT_TYPE),
        (pakke("a.txt"), rules.UKJENT_TYPE),
        (pakke("word/document.xml"), rules.UKJENT_TYPE),
        (pakke(*OFFICE, "word/document.xml", "xl/workbook.xml"), rules.UKJENT_TYPE),
        (pakke(*OFFICE, "xl/workbook.xml", "xl/vbaProject.bin"), rules.MAKRO),
        (pakke("Basic/Standard/Module1.xml", mimetype=dokument.ODT), rules.MAKRO),
        (pakke("content.xml", mimetype="application/zip"), rules.UKJENT_TYPE),
        (b"PK\x03\x04 ikke en pakke", rules.ODELAGT),
        (b"\x00\x00\x00\x18ftypheic" + b"\x00" * 16, rules.HEIC),
    ],
)
def test_what_is_no_document_is_refused(data: bytes, grunn: str) -> None:
    with pytest.raises(AvvistBilde) as funnet:
        dokument.lag(data)
    assert funnet.value.grunn == grunn


@pytest.mark.parametrize(
    ("endelse", "grunn"),
    [
        ("pdf", None),
        ("", None),
        ("DOCX", None),
        ("docm", rules.MAKRO),
        ("exe", rules.UKJENT_TYPE),
        ("heic", rules.HEIC),
    ],
)
def test_a_name_may_only_refuse(endelse: str, grunn: str | None) -> None:
    assert rules.avvist_dokument_pa_navn(endelse) == grunn
