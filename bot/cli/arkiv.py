"""varde arkiv: cases as PDF/A with metadata and log, one folder each, for the sak-/arkivsystem (avvik.md 9)."""

import errno
import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlmodel import Session

from bot import papir
from bot.cli.base import apen, sti
from bot.settings import Settings
from dialogs.context import Kommune, Reader
from dialogs.i18n import translator
from dialogs.papirer import avvik as arkivsak
from hms.avvik import arkiv as regler
from hms.avvik.model import Avvik
from hms.avvik.queries import Leser
from hms.fil import service as fil
from hms.fil.model import AVVIK
from hms.kit.db import Database
from hms.kit.feil import HmsError
from hms.kit.klokke import Maskinklokke

DOKUMENT = "sak.pdf"
METADATA = "metadata.json"
FEIL = {
    "mappe.mangler": "Mappen {mappe} finnes ikke. Lag den først. Ingenting er skrevet.",
    "mappe.finnes": "{saker} finnes i {mappe} fra før. Velg en annen mappe, eller flytt det som ligger der. Ingenting er skrevet.",
    "sak.ukjent": "Fant ingen sak med nummeret {nummer}. Ingenting er skrevet.",
    "sak.skjermet": "Sak {nummer} er skjermet. Varslingsmottaket har den, og den eksporteres ikke. Ingenting er skrevet.",
}


@dataclass(frozen=True)
class Mappe:
    """What one case comes to: files by name, of which the document and the metadata are two."""

    avvik_id: int
    navn: str
    filer: dict[str, bytes]


def arkiv(
    til: Annotated[
        Path, typer.Option(parser=sti, help="Mappen som sakene skrives i, én undermappe hver. Den må finnes.")
    ],
    saker: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SAK", help="Saksnumre. Uten: avsluttede saker med alvorlighet 4 som venter på arkivet."
        ),
    ] = None,
    med_skjermet: Annotated[
        bool,
        typer.Option("--med-skjermet", help="Ta med det som er skjermet: skade, bilder, meldinger og skjermede felt."),
    ] = False,
) -> None:
    """Skriv saker til arkivet: dokumentet som PDF/A, metadata med hendelseslogg, og sjekksummer."""
    settings, now = Settings(), Maskinklokke().now()
    kommune = Kommune(navn=settings.kommune, malform=settings.malform)
    with _i_ord(), apen(settings) as db:
        valgte = db.read(lambda s: [sak.id or 0 for sak in _valgte(s, saker or ())])
        navn = db.read(lambda s: [s.get_one(Avvik, i).nummer for i in valgte])
        _se_etter(til, navn)
        for avvik_id in valgte:

            def les(session: Session, avvik_id: int = avvik_id) -> Mappe:
                r = Reader(session, now, translator(settings.malform), kommune, Leser(None, None))
                return _mappe(r, session.get_one(Avvik, avvik_id), med_skjermet=med_skjermet)

            mappe = db.read(les)
            _skriv(db, til, mappe, med_skjermet=med_skjermet)
            print(f"Skrev {til / mappe.navn}: {', '.join(mappe.filer)}.")
        if not valgte:
            print("Ingen avsluttede saker med alvorlighet 4 venter på arkivet.")
        skjermet = db.read(regler.skjermede)
        if skjermet:
            print(f"Skjermede saker med alvorlighet 4, som varslingsmottaket har: {skjermet}. De er ikke med.")


def _valgte(session: Session, saker: Sequence[str]) -> list[Avvik]:
    return [regler.hent(session, nummer) for nummer in dict.fromkeys(saker)] if saker else regler.ventende(session)


def _se_etter(til: Path, navn: Sequence[str]) -> None:
    """Everything that can be seen beforehand is said before anything is written."""
    if not til.is_dir():
        raise HmsError("mappe.mangler", mappe=til)
    fra_for = [one for one in navn if (til / one).exists()]
    if fra_for:
        raise HmsError("mappe.finnes", saker=", ".join(fra_for), mappe=til)


def _mappe(r: Reader, avvik: Avvik, *, med_skjermet: bool) -> Mappe:
    eier = fil.Eier(AVVIK, str(avvik.id))
    vist = "vedlegg" in regler.felt(avvik, med_skjermet=med_skjermet)
    bilder = fil.for_eier(r.session, eier) if vist else []
    sak = arkivsak.arkivsak(r, avvik, bilder, med_skjermet=med_skjermet)
    filer = {DOKUMENT: papir.pdf(sak.papir)}
    filer |= {arkivsak.filnavn(n, b): fil.innhold(r.session, b.id or 0) or b"" for n, b in enumerate(bilder, 1)}
    dokumenter = [
        {"fil": navn, "storrelse": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for navn, data in filer.items()
    ]
    metadata: dict[str, Any] = {**sak.metadata, "dokumenter": dokumenter}
    filer[METADATA] = (json.dumps(metadata, ensure_ascii=False, indent=2) + "\n").encode()
    return Mappe(avvik.id or 0, avvik.nummer, filer)


def _skriv(db: Database, til: Path, mappe: Mappe, *, med_skjermet: bool) -> None:
    """The folder is there whole or not at all, and the audit has its line when it is there."""
    under = Path(tempfile.mkdtemp(prefix=f".{mappe.navn}-", dir=til))
    try:
        for navn, data in mappe.filer.items():
            (under / navn).write_bytes(data)
        under.chmod(0o750)
        under = under.rename(til / mappe.navn)
        sha256, now = hashlib.sha256(mappe.filer[DOKUMENT]).hexdigest(), Maskinklokke().now()
        db.write(lambda s: regler.merk(s, now, mappe.avvik_id, med_skjermet=med_skjermet, sha256=sha256))
    except BaseException:
        shutil.rmtree(under, ignore_errors=True)
        raise


@contextmanager
def _i_ord() -> Iterator[None]:
    """A refusal or a disk that says no becomes a line and exit code 1."""
    try:
        yield
    except HmsError as error:
        print(FEIL[error.code].format(**error.params))
        raise typer.Exit(1) from None
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        hva = "Disken er full." if full else f"Kan ikke skrive der: {error.strerror}."
        print(f"{hva} Sakene som er nevnt over, er ferdige. Resten er ikke skrevet, og kommandoen kan kjøres på nytt.")
        raise typer.Exit(1) from None
