"""A tiltak as a card, with what its reader may do with it. The case it came out of is not told to whoever is responsible."""

from collections.abc import Mapping

from dialogs import kortdeler, texts
from dialogs.context import Reader
from dialogs.contract import Block, Button, Facts, Message
from dialogs.i18n import N_
from hms.avvik import flyt, tiltakene, vernerunde
from hms.avvik.behandling import OPPHAV
from hms.avvik.model import Avvik
from hms.organisasjon import queries as org
from hms.tiltak import queries, rules, service
from hms.tiltak.model import Tiltak, TiltakSoknad

LABELS: Mapping[str, str] = {
    "utfort": N_("Utført"),
    "be_om_frist": N_("Be om ny frist"),
    "ny_frist": N_("Ny frist"),
    "uaktuelt": N_("Ikke lenger aktuelt"),
    "se": N_("Se tiltaket"),
    "meld_avvik": N_("Meld som avvik"),
    "bestrid": N_("Bestrid at det er utført"),
}


def kort(r: Reader, tiltak: Tiltak) -> Message | None:
    """The tiltak as this reader may see it; None when the avvik that it came out of is gone."""
    avvik = tiltakene.saken(r.session, tiltak)
    if avvik is None and tiltak.opphav_type == OPPHAV:
        return None
    roller = tiltakene.roller(r.session, tiltak, avvik, r.leser, r.today)
    if not roller:
        closed = (
            N_("Saken er skjermet.")
            if avvik is not None and avvik.status == flyt.SKJERMET
            else N_("Tiltaket er ikke lenger åpent for deg.")
        )
        return Message((r.t.rich(closed),))
    t = r.t
    blocks: list[Block] = [
        _hode(r, tiltak, avvik),
        kortdeler.sitat(tiltak.hva),
        Facts(tuple(_rader(r, tiltak))),
    ]
    for label, value in ((N_("Slik ble det gjort"), tiltak.utfort_hvordan), (N_("Begrunnelse"), tiltak.endret_fordi)):
        if value:
            blocks += [t.rich(label, tone="small"), kortdeler.sitat(value)]
    blocks += _soknad(r, tiltak)
    if tiltakene.ANSVARLIG in roller:
        why = N_("Du får dette fordi du er ansvarlig for tiltaket. Krav {krav}.")
        blocks.append(t.rich(why, tone="small", krav=krav(tiltak)))
    return Message(tuple(blocks), knapper(r, tiltak, roller), summary=summary(r, avvik))


def _hode(r: Reader, tiltak: Tiltak, avvik: Avvik | None) -> Block:
    if avvik is not None:
        return r.t.rich(N_("Tiltak i sak {saksnr}"), tone="heading", saksnr=avvik.nummer)
    kilde = r.t.text(texts.TILTAKSKILDER.get(tiltak.kilde or "", N_("annet")))
    return r.t.rich(N_("Tiltak etter {kilde}"), tone="heading", kilde=kilde)


def krav(tiltak: Tiltak) -> str:
    """The requirement behind the follow-up, by what the tiltak came out of."""
    return texts.TILTAKSKRAV.get(tiltak.kilde or "", "6.3.4-2")


def summary(r: Reader, avvik: Avvik | None) -> str:
    """What a notification shows: the number of the case, and nothing of the content."""
    if avvik is None:
        return r.t.text(N_("Tiltak: Ny melding fra Varde"))
    return r.t.text(N_("{saksnr}: Ny melding fra Varde"), saksnr=avvik.nummer)


def knapper(r: Reader, tiltak: Tiltak, roller: frozenset[str]) -> tuple[Button, ...]:
    """What somebody with these roles to an unfinished tiltak may do with it."""
    if tiltak.status not in rules.UFERDIGE:
        return ()
    if flyt.BEHANDLER not in roller:
        return tuple(knapp(r, tiltak, do) for do in ("utfort", "be_om_frist"))
    soknad = queries.soknad(r.session, tiltak.id or 0)
    answers = svarknapper(r, soknad) if soknad is not None else ()
    return (*answers, *(knapp(r, tiltak, do) for do in ("utfort", "ny_frist", "uaktuelt")))


def bestrides(r: Reader, tiltak: Tiltak) -> tuple[Button, ...]:
    """[Bestrid …] to the verneombud, as long as it can be disputed."""
    return (knapp(r, tiltak, "bestrid"),) if service.kan_bestrides(tiltak, r.now) else ()


def knapp(r: Reader, tiltak: Tiltak, do: str) -> Button:
    """One button of a tiltak. It opens a form, so it has no operation token of its own."""
    data = {"action": "tiltak", "do": do, "tiltak": tiltak.id, "token": ""}
    return Button(r.t.text(LABELS[do]), data, style="positive" if do == "utfort" else "default")


def svarknapper(r: Reader, soknad: TiltakSoknad) -> tuple[Button, ...]:
    """[Godkjenn] and [Ikke godkjenn], for the handler."""
    made = []
    for do, label in (("godkjenn", N_("Godkjenn")), ("avsla", N_("Ikke godkjenn"))):
        data = {"action": "tiltak", "do": do, "soknad": soknad.id, "token": f"tiltak_soknad:{soknad.id}:{do}"}
        made.append(Button(r.t.text(label), data, style="positive" if do == "godkjenn" else "default"))
    return tuple(made)


def _rader(r: Reader, tiltak: Tiltak) -> list[tuple[str, str]]:
    t = r.t
    node = org.node(r.session, tiltak.node_id)
    meldt = vernerunde.apent(r.session, tiltak.id or 0)
    status = t.text(texts.TILTAK[tiltak.status])
    if rules.over_frist(tiltak.frist, tiltak.status, r.today):
        status = t.text(N_("{status}, over fristen"), status=status)
    return [
        (t.text(N_("Enhet")), node.navn if node else ""),
        (t.text(N_("Ansvarlig")), kortdeler.navn(r, tiltak.ansvarlig_id) or ""),
        (t.text(N_("Frist")), t.full_day(tiltak.frist)),
        (t.text(N_("Status")), status),
        *([(t.text(N_("Meldt som avvik")), meldt.nummer)] if meldt is not None else []),
    ]


def _soknad(r: Reader, tiltak: Tiltak) -> list[Block]:
    soknad = queries.soknad(r.session, tiltak.id or 0)
    if soknad is None:
        return []
    text = N_("Det er bedt om ny frist **{frist}**. Fristen står til behandleren har svart.")
    return [r.t.rich(text, frist=r.t.full_day(soknad.frist)), kortdeler.sitat(soknad.fordi)]
