"""A case as a document for the archive: what happened, how it was handled, and the log (avvik.md 9)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from dialogs import kort, kortdeler, pliktkort, texts
from dialogs.context import Reader
from dialogs.contract import Block, Facts
from dialogs.i18n import N_
from dialogs.kortdeler import sitat
from dialogs.papirer import hendelser
from dialogs.papirer.base import FulleDatoer, Papir
from hms.avvik import arkiv, flyt, queries
from hms.avvik.model import Avvik
from hms.fil.model import Fil
from hms.kit.klokke import oslo_date
from hms.organisasjon import queries as org

ALLE = 10_000


@dataclass(frozen=True)
class Arkivsak:
    """The document, and what an archive system is told of it."""

    papir: Papir
    metadata: Mapping[str, Any]


def arkivsak(r: Reader, avvik: Avvik, filer: Sequence[Fil], *, med_skjermet: bool) -> Arkivsak:
    """The case with the fields that may be shown, and the names of what is left out. `filer` are the pictures that go with it."""
    r = replace(r, t=FulleDatoer(r.t.locale, r.t.messages))
    fields = arkiv.felt(avvik, med_skjermet=med_skjermet)
    logg = hendelser.linjer(r, arkiv.hendelser(r.session, avvik))
    utelatt = arkiv.utelatt(avvik, fields)
    blokker = (*_blokker(r, avvik, fields, utelatt, filer), *_loggen(r, logg))
    papir = Papir(_tittel(r, avvik), r.t.locale, r.today, blokker)
    tilgang = {
        "inneholder_skjermet": med_skjermet,
        "utelatt": utelatt,
        "hjemmel_vurderes": "offentleglova § 13" if med_skjermet else None,
    }
    return Arkivsak(papir, {**_metadata(r, avvik, papir.tittel), "tilgang": tilgang, **_logg(logg)})


def _tittel(r: Reader, avvik: Avvik) -> str:
    """What stands in the list of an archive: nothing of what anybody wrote."""
    node = org.node(r.session, avvik.node_id)
    kategori = r.t.text(texts.KATEGORI[avvik.kategori])
    text = N_("Avvik {saksnr}: {kategori}, {enhet}")
    return r.t.text(text, saksnr=avvik.nummer, kategori=kategori, enhet=node.navn if node else "")


def _blokker(
    r: Reader, avvik: Avvik, fields: frozenset[str], utelatt: Sequence[str], filer: Sequence[Fil]
) -> list[Block]:
    t = r.t
    blocks: list[Block] = [
        t.rich(
            N_("{kommune}. Laget av Varde {dag}."), tone="small", kommune=r.kommune.navn, dag=t.day(r.today, r.today)
        )
    ]
    if utelatt:
        hva = ", ".join(t.text(FELT[felt]) for felt in utelatt)
        blocks.append(t.rich(N_("Skjermet, og ikke med her: {hva}."), tone="small", hva=hva))
    blocks.append(Facts((*_datoer(r, avvik), *kort.fakta(r, avvik, fields))))
    for felt, del_ in DELER:
        if felt in fields:
            blocks += del_(r, avvik)
    if filer:
        rows = tuple((filnavn(n, fil), fil.sha256) for n, fil in enumerate(filer, 1))
        blocks += [t.rich(N_("Vedlegg, med sjekksum (SHA-256)"), tone="heading"), Facts(rows)]
    return blocks


def _hva(r: Reader, avvik: Avvik) -> list[Block]:
    return [r.t.rich(N_("Hva som skjedde"), tone="heading"), *kort.hva(r, avvik)]


def _tillegg(r: Reader, avvik: Avvik) -> list[Block]:
    return [sitat(row.tekst) for row in queries.tillegg(r.session, avvik.id or 0)]


def _loggen(r: Reader, logg: Sequence[hendelser.Linje]) -> list[Block]:
    rows = tuple(
        (r.t.moment(linje.at, r.today), f"{linje.hva} · {linje.hvem}" if linje.hvem else linje.hva) for linje in logg
    )
    return [r.t.rich(N_("Hendelseslogg"), tone="heading"), Facts(rows)]


DELER: tuple[tuple[str, Callable[[Reader, Avvik], list[Block]]], ...] = (
    ("hva", _hva),
    ("mer", kort.mer),
    ("tillegg", _tillegg),
    ("vurdering", kortdeler.vurdering),
    ("tiltak", partial(kortdeler.tiltakene, mest=ALLE)),
    ("meldinger", partial(kortdeler.meldinger, mest=ALLE)),
    ("avslutning", kortdeler.avslutning),
    ("skade", partial(pliktkort.sjekkliste, relasjoner=frozenset({flyt.BEHANDLER}))),
)


def _datoer(r: Reader, avvik: Avvik) -> list[tuple[str, str]]:
    moments = (
        (N_("Meldt"), avvik.meldt_at),
        (N_("Mottak bekreftet"), avvik.mottatt_at),
        (N_("Vurdert"), avvik.vurdert_at),
        (N_("Lukket"), avvik.lukket_at),
    )
    return [(r.t.text(label), r.t.moment(at, r.today)) for label, at in moments if at is not None]


def filnavn(n: int, fil: Fil) -> str:
    """What the n-th picture of a case is called in the folder."""
    return f"vedlegg-{n}.{fil.medietype.rpartition('/')[2]}"


def _metadata(r: Reader, avvik: Avvik, tittel: str) -> dict[str, Any]:
    """The keys that a sak-/arkivsystem asks for. Days and moments as ISO, for machines."""
    node = org.node(r.session, avvik.node_id)
    return {
        "saksnummer": avvik.nummer,
        "tittel": tittel,
        "kommune": r.kommune.navn,
        "dato": oslo_date(avvik.lukket_at or avvik.meldt_at).isoformat(),
        "meldt": avvik.meldt_at.isoformat(),
        "lukket": avvik.lukket_at.isoformat() if avvik.lukket_at else None,
        "status": avvik.status,
        "kategori": avvik.kategori,
        "alvorlighet": avvik.grad,
        "enhet": {"id": node.ekstern_id, "navn": node.navn} if node else None,
        "horer_under": [one.navn for one in org.linje(r.session, avvik.node_id)[1:]],
        "ansvarlig": kortdeler.navn(r, avvik.behandler_id),
        "laget": r.now.isoformat(),
    }


def _logg(logg: Sequence[hendelser.Linje]) -> dict[str, Any]:
    return {
        "hendelseslogg": [
            {"tid": linje.at.isoformat(), "kode": linje.kode, "hendelse": linje.hva, "av": linje.hvem or None}
            for linje in logg
        ]
    }


FELT = {
    "melder": N_("hvem som meldte"),
    "skade": N_("skade"),
    "vedlegg": N_("bilder"),
    "meldinger": N_("meldinger mellom behandler og melder"),
    "hva": N_("hva som skjedde"),
    "sted": N_("sted"),
    "nar": N_("tid"),
    "mer": N_("strakstiltak og forslag"),
    "vurdering": N_("vurdering og årsak"),
    "tiltak": N_("tiltak"),
}
