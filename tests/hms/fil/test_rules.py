"""The rules of attachments, by tables."""

from datetime import timedelta

import pytest

from hms.fil import rules

DRIVE = "application/vnd.microsoft.teams.file.download.info"


@pytest.mark.parametrize(
    ("media", "ending", "code"),
    [
        ("image/*", "", None),
        ("image/jpeg", "jpg", None),
        (DRIVE, "JPG", None),
        (DRIVE, "png", None),
        (DRIVE, "heic", rules.HEIC),
        (DRIVE, "HEIF", rules.HEIC),
        (DRIVE, "pdf", rules.PDF),
        (DRIVE, "exe", rules.IKKE_BILDE),
        (DRIVE, "docx", rules.IKKE_BILDE),
        (DRIVE, "", None),
        ("image/heic", "", rules.HEIC),
        ("application/pdf", "", rules.PDF),
        ("image/webp", "webp", None),
        ("application/pdf", "jpg", None),
    ],
)
def test_what_a_name_already_refuses(media: str, ending: str, code: str | None) -> None:
    assert rules.avvist_pa_navn(media, ending) == code


@pytest.mark.parametrize(
    ("tries", "asked", "wait"),
    [(1, None, 5), (2, None, 30), (3, None, 120), (4, None, 600), (1, 7, 7), (1, 0, 1), (1, 9e9, 1800)],
)
def test_when_it_is_tried_again(tries: int, asked: float | None, wait: float) -> None:
    assert rules.neste_forsok(tries, asked) == timedelta(seconds=wait)


def test_then_it_is_given_up() -> None:
    assert rules.neste_forsok(rules.MAKS_FORSOK) is None
    assert rules.neste_forsok(rules.MAKS_FORSOK, 1) is None


@pytest.mark.parametrize(("har", "nye", "plass"), [(0, 2, 2), (4, 3, 1), (5, 1, 0), (7, 1, 0)])
def test_the_room(har: int, nye: int, plass: int) -> None:
    assert rules.plass(har, nye) == plass
