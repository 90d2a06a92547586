"""Is it the address of a page? A host without a dot is one too: many an intranet has it."""

from urllib.parse import urlsplit

LENGST = 500  # characters, where it is kept as evidence


def er_lenke(tekst: str, *, mest: int = LENGST, kryptert: bool = False) -> bool:
    """An http or https address (`kryptert`: https only) of at most so many characters, with a host and nothing unprintable."""
    try:
        deler = urlsplit(tekst)
        vert = deler.hostname
    except ValueError:
        return False
    skjema = {"https"} if kryptert else {"http", "https"}
    return deler.scheme in skjema and bool(vert) and " " not in tekst and tekst.isprintable() and len(tekst) <= mest
