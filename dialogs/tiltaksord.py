"""A tiltak has reached its deadline or passed it, in words: in a message of its own, or as a part of the day's card (messages.md 3, 4)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from textwrap import shorten

from dialogs import kort, kortdeler, tiltakskort
from dialogs.context import Reader
from dialogs.contract import Block, Button
from dialogs.i18n import N_
from hms.arshjul import tiltakslinjer
from hms.arshjul.model import ArshjulOpplysning
from hms.avvik import flyt, queries, tiltakene
from hms.avvik.behandling import OPPHAV
from hms.avvik.model import Avvik
from hms.tiltak import queries as tiltak_queries
from hms.tiltak import rules
from hms.tiltak.model import Tiltak

LABEL = 60
Ord = tuple[tuple[Block, ...], tuple[Button, ...]]


def purring(r: Reader, tiltak: Tiltak, runde: int, som: str, *, i_lista: bool = False) -> Ord | None:
    """What whoever is reminded `som` a role is told, and may answer; None when it is no longer true, or not for this reader.

    `runde` is the deadline that the reminder was about. `i_lista`: it stands beside others, and the buttons say what to do.
    """
    if tiltak.runde != runde or tiltak.status not in rules.UFERDIGE:
        return None
    avvik = tiltakene.saken(r.session, tiltak)
    relasjoner: frozenset[str] = frozenset()
    if avvik is not None:
        relasjoner = queries.relasjoner(r.session, avvik, r.leser, r.today)
    elif tiltak.opphav_type == OPPHAV:
        return None
    if flyt.INHABIL in relasjoner or (avvik is not None and avvik.status == flyt.SKJERMET):
        return None
    roller = tiltakene.roller(r.session, tiltak, avvik, r.leser, r.today)
    if som == flyt.VERNEOMBUD:
        return _til_verneombud(r, tiltak), ()
    if tiltakene.ANSVARLIG in roller:
        return _til_ansvarlig(r, tiltak, i_lista=i_lista), tiltakskort.knapper(r, tiltak, roller)
    return _til_andre(r, tiltak, avvik), _se(r, tiltak, avvik, roller, relasjoner)


def _til_ansvarlig(r: Reader, tiltak: Tiltak, *, i_lista: bool) -> tuple[Block, ...]:
    if tiltak.frist >= r.today:
        text = N_("Tiltaket «{tiltak}» har frist {frist}.")
    else:
        text = N_("Tiltaket «{tiltak}» hadde frist {frist}, og det er ikke meldt utført ennå.")
    said = r.t.rich(text, tiltak=tiltak.hva, frist=r.t.day(tiltak.frist, r.today))
    ask = r.t.rich(N_("Er det gjort, så trykk Utført. Er det noe som hindrer, så be om ny frist."))
    return (said,) if i_lista else (said, ask)


def _til_verneombud(r: Reader, tiltak: Tiltak) -> tuple[Block, ...]:
    """For information: the verneombud is never in the leaders' chase."""
    text = N_(
        "Til orientering: Tiltaket «{tiltak}» fra vernerunden hadde frist {frist}, og det er ikke meldt utført. {navn} er ansvarlig. Er det ikke gjort to uker etter fristen, melder jeg det som avvik."
    )
    if tiltak_queries.spor_forst(r.session):
        text = N_(
            "Til orientering: Tiltaket «{tiltak}» fra vernerunden hadde frist {frist}, og det er ikke meldt utført. {navn} er ansvarlig. Er det ikke gjort to uker etter fristen, spør jeg deg og lederen om det skal meldes som avvik."
        )
    name = kortdeler.navn(r, tiltak.ansvarlig_id) or ""
    return (r.t.rich(text, tiltak=tiltak.hva, frist=r.t.day(tiltak.frist, r.today), navn=name),)


def _til_andre(r: Reader, tiltak: Tiltak, avvik: Avvik | None) -> tuple[Block, ...]:
    """To the handler and the leader: without the words of the tiltak, which may tell of the case."""
    name = kortdeler.navn(r, tiltak.ansvarlig_id) or ""
    if avvik is None:
        text = N_(
            "Tiltaket «{tiltak}» hadde frist {frist}. {navn} er ansvarlig. Kan du avklare om det blir gjort, eller om det trengs ny frist?"
        )
        return (r.t.rich(text, tiltak=tiltak.hva, frist=r.t.day(tiltak.frist, r.today), navn=name),)
    one = N_(
        "Et tiltak i sak **{saksnr}** er {n} dag over fristen. {navn} er ansvarlig. Kan du avklare om det blir gjort, eller om det trengs ny frist?"
    )
    many = N_(
        "Et tiltak i sak **{saksnr}** er {n} dager over fristen. {navn} er ansvarlig. Kan du avklare om det blir gjort, eller om det trengs ny frist?"
    )
    days = (r.today - tiltak.frist).days
    return (r.t.rich(one if days == 1 else many, saksnr=avvik.nummer, n=days, navn=name),)


def _se(
    r: Reader, tiltak: Tiltak, avvik: Avvik | None, roller: frozenset[str], relasjoner: frozenset[str]
) -> tuple[Button, ...]:
    if flyt.BEHANDLER in roller:
        return tuple(tiltakskort.knapp(r, tiltak, do) for do in ("se", "ny_frist"))
    return (kort.se_saken(r, avvik),) if avvik is not None and flyt.har_rett(relasjoner, "se") else ()


@dataclass(frozen=True)
class Linje:
    """A reminder as a part of the day's card. `tiltak` is None where there is nothing left to answer."""

    ord: tuple[Block, ...]
    krav: str
    tiltak: Tiltak | None = None
    knapper: tuple[Button, ...] = ()


def dagens(r: Reader, rader: Sequence[ArshjulOpplysning]) -> list[Linje]:
    """The reminders of a day, each tiltak once, by the role that can do most."""
    linjer: dict[int, Linje] = {}
    for rad in rader:
        tiltak = r.session.get(Tiltak, rad.gjelder_id)
        if tiltak is None or (rad.gjelder_id in linjer and linjer[rad.gjelder_id].knapper):
            continue
        sagt = purring(r, tiltak, tiltakslinjer.runde(rad), tiltakslinjer.rolle(rad), i_lista=True)
        krav = tiltakskort.krav(tiltak)
        if sagt is None:
            linjer.setdefault(rad.gjelder_id, Linje((_over(r, tiltak),), krav))
        else:
            linjer[rad.gjelder_id] = Linje(sagt[0], krav, tiltak, sagt[1])
    return list(linjer.values())


def knapper(r: Reader, linjer: Sequence[Linje], *, alene: bool) -> tuple[Button, ...]:
    """What can be answered: all of it where the card is about one tiltak alone, or else a button for each that opens it."""
    med = [linje for linje in linjer if linje.knapper]
    if alene and len(med) == 1:
        return med[0].knapper
    return tuple(_apne(r, linje) for linje in med if linje.tiltak is not None)


def _apne(r: Reader, linje: Linje) -> Button:
    """Opens what the reminder is about. The words of a tiltak are only on the button of whoever is to do it."""
    tiltak = linje.tiltak
    hele = next((knapp for knapp in linje.knapper if knapp.data.get("do") != "utfort"), linje.knapper[0])
    if tiltak is None or tiltak.ansvarlig_id != r.leser.person_id:
        return hele
    se = tiltakskort.knapp(r, tiltak, "se")
    return replace(se, label=shorten(r.t.text(N_("Svar: {tiltak}"), tiltak=tiltak.hva), LABEL, placeholder=" …"))


def _over(r: Reader, tiltak: Tiltak) -> Block:
    """Nothing to answer any more. The words are told only to whoever did it: the case may have been closed to others."""
    ferdig = tiltak.status in rules.FERDIGE
    avvik = tiltakene.saken(r.session, tiltak)
    skjermet = avvik is not None and avvik.status == flyt.SKJERMET
    if ferdig and not skjermet and tiltak.ansvarlig_id == r.leser.person_id:
        return r.t.rich(N_("Besvart: {tiltak}"), tone="small", tiltak=tiltak.hva)
    return r.t.rich(
        N_("Et tiltak på lista er besvart, har fått ny frist eller ligger ikke hos deg lenger."), tone="small"
    )
