"""A report that goes to another avvik system: what its reporter and the named reception see of it, and the finished text."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from dialogs import fortalt, texts, tid
from dialogs.context import Context, Reader
from dialogs.contract import Block, Button, Facts, Message, Outcome, Picture, Reply
from dialogs.i18n import N_, Translator
from dialogs.kortdeler import sitat
from hms.avvik import rules as avvik
from hms.avvik.service import NyttAvvik
from hms.ekstern import mottakere, rules, service, vedlegg
from hms.ekstern.model import EksternSak
from hms.fil import service as fil
from hms.kit.klokke import oslo_date
from hms.organisasjon import queries as org

STATUS: Mapping[str, str] = {
    rules.IKKE_OVERFORT: N_("Ikke overført"),
    rules.OVERFORT: N_("Overført, saksnummeret mangler"),
    rules.NUMMER_MOTTATT: N_("Saksnummer mottatt"),
}
LEGG_INN = N_("Legg inn saksnummer")


def sendt(ctx: Context, nytt: NyttAvvik, oppsett: rules.Oppsett, bilder: fil.Eier | None = None) -> Outcome:
    """Takes the report in, with the draft's pictures, and says what happens with it now."""
    sak = service.meld(ctx.session, ctx.now, oppsett, nytt, ctx.leser)
    if bilder is not None:
        fil.flytt(ctx.session, bilder, vedlegg.eier(sak))
    later = ("ekstern_kort", {"ekstern": sak.id, "som": "melder"})
    return Outcome((Reply(kort(ctx.reader, sak), card=f"ekstern:{sak.id}:melder", notice=later),))


def kort(r: Reader, sak: EksternSak) -> Message:
    """The report as this reader may see it. The finished text is shown to whoever carries it over, until it has arrived."""
    mine = service.er_melder(sak, r.leser)
    blocks: list[Block] = _stilling(r, sak, mine=mine)
    buttons = list(til_systemet(r, sak))
    if sak.kropp is not None and _baerer(r, sak, mine=mine):
        blocks += tekst(r, sak, sak.kropp)
        pictures = _bilder(r, sak)
        blocks += pictures
        buttons += [_vis(r, sak)] if pictures else []
    if sak.nummer is None and service.kan_legge_inn(r.session, r.now, r.leser, sak):
        buttons.append(knapp(r.t, sak))
    return Message(tuple(blocks), tuple(buttons), summary=sammendrag(r, sak))


def _bilder(r: Reader, sak: EksternSak) -> list[Block]:
    """The pictures, by addresses that are this reader's alone and soon stop working."""
    files = fil.for_eier(r.session, vedlegg.eier(sak))
    alt = N_("Bilde {n} av {antall} i melding {referanse}. Vises det ikke, trykk Vis bildene.")
    return [
        Picture(
            r.kommune.fil_lenke(row.id or 0, r.leser),
            r.t.text(alt, n=number, antall=len(files), referanse=sak.referanse),
        )
        for number, row in enumerate(files, 1)
    ]


def _vis(r: Reader, sak: EksternSak) -> Button:
    data = {"action": "ekstern", "do": "se", "ekstern": sak.id, "token": ""}
    return Button(r.t.text(N_("Vis bildene")), data)


def sammendrag(r: Reader, sak: EksternSak) -> str:
    """What a notification shows: the reference, and nothing of the content."""
    return r.t.text(N_("{saksnr}: Ny melding fra Varde"), saksnr=sak.referanse)


def knapp(t: Translator, sak: EksternSak, merke: str = "") -> Button:
    """[Legg inn saksnummer], with the reference where there are several."""
    label = t.text(LEGG_INN)
    return Button(
        f"{label}: {merke}" if merke else label, {"action": "ekstern", "do": "nummer", "ekstern": sak.id, "token": ""}
    )


def til_systemet(r: Reader, sak: EksternSak | None = None) -> tuple[Button, ...]:
    """The link to the other system. Nothing that somebody wrote goes into the address."""
    if not r.kommune.ekstern_lenke or (sak is None and "{" in r.kommune.ekstern_lenke):
        return ()
    node = org.node(r.session, sak.node_id) if sak else None
    fields = {"referanse": sak.referanse if sak else "", "enhet": node.ekstern_id if node else ""}
    url = r.kommune.ekstern_lenke.format_map({key: quote(value, safe="") for key, value in fields.items()})
    return (Button(r.t.text(N_("Åpne avvikssystemet")), url=url),)


def liste(r: Reader, saker: Sequence[EksternSak]) -> tuple[Block, ...]:
    """Reports that wait for their number, a line each."""
    rows = tuple(
        (s.referanse, f"{r.t.text(STATUS[s.status])} · {r.t.day(oslo_date(s.meldt_at), r.today)}") for s in saker
    )
    return (Facts(rows),) if rows else ()


def _baerer(r: Reader, sak: EksternSak, *, mine: bool) -> bool:
    """Does this reader carry the text over? What Varde itself reported may be carried by the HMS-ansvarlig too."""
    if sak.vei == rules.MELDER:
        return mine
    if sak.vei != rules.MOTTAK:
        return False
    reception = mottakere.mottaket(r.session, sak, r.today)
    if not reception and sak.kilde == rules.VARDE:
        reception = mottakere.hms_ansvarlige(r.session, r.today)
    return r.leser.person_id in reception


def _stilling(r: Reader, sak: EksternSak, *, mine: bool) -> list[Block]:
    """Where the report stands, for this reader."""
    t = r.t
    if sak.nummer is not None:
        done = N_("Melding **{referanse}** har saksnummer **{nummer}** i avvikssystemet. Saken behandles der.")
        return [t.rich(done, referanse=sak.referanse, nummer=sak.nummer)]
    blocks: list[Block] = [t.rich(_hva_skjer(r, sak, mine=mine), referanse=sak.referanse)]
    pictures = fil.antall(r.session, vedlegg.eier(sak))
    if pictures and sak.vei == rules.MELDER and mine:
        said = N_("Bildene må du legge inn i avvikssystemet selv. De ligger her til saksnummeret er lagt inn.")
        blocks.append(t.rich(said))
    elif pictures and mine:
        blocks.append(t.rich(N_("Bildene følger med.")))
    if mine and sak.fortrolig and sak.vei != rules.MELDER:
        blocks.append(t.rich(N_("Navnet ditt er ikke sendt med, for meldingen er fortrolig."), tone="small"))
    if mine and sak.grad == avvik.KRITISK:
        roles = {"naermeste_leder": mottakere.LEDER, "hms_ansvarlig": "hms_ansvarlig"}
        told = {key: _fortalte(r, sak, rolle) for key, rolle in roles.items()}
        if hvem := fortalt.rollene(r, told):
            blocks.append(t.rich(N_("{hvem} får beskjed nå om at en kritisk hendelse er meldt."), hvem=hvem))
    return blocks


def _fortalte(r: Reader, sak: EksternSak, rolle: str) -> tuple[int, ...]:
    return mottakere.finn(r.session, {"rolle": rolle, "ekstern": sak.id}, r.today).alle


def _hva_skjer(r: Reader, sak: EksternSak, *, mine: bool) -> str:
    if sak.status == rules.OVERFORT:
        return N_("Melding **{referanse}** er overført til kommunens avvikssystem. Saksnummeret mangler ennå.")
    if sak.vei == rules.WEBHOOK:
        return N_(
            "Meldingen er tatt imot med referanse **{referanse}** og sendes nå til kommunens avvikssystem. Saken behandles der, og du får saksnummeret her."
        )
    if _baerer(r, sak, mine=mine) and not mine:
        return N_(
            "Melding **{referanse}** skal inn i avvikssystemet. Legg inn teksten under der, og saksnummeret her etterpå."
        )
    if sak.vei == rules.MOTTAK:
        return N_(
            "Meldingen er tatt imot med referanse **{referanse}**. Mottaket i kommunen legger den inn i avvikssystemet, og du får saksnummeret her."
        )
    if mine:
        return N_(
            "Melding **{referanse}** er **ikke sendt ennå**. Legg inn teksten under i avvikssystemet, og saksnummeret her etterpå."
        )
    return N_("Melding **{referanse}** er ikke overført til avvikssystemet ennå.")


def tekst(r: Reader, sak: EksternSak, kropp: Mapping[str, Any]) -> list[Block]:
    """The finished text: everything that was reported, ready to be put into the other system."""
    t = r.t
    node = org.node(r.session, sak.node_id)
    nar = (
        {"fra": kropp["hendt_fra"], **({"til": kropp["hendt_til"]} if "hendt_til" in kropp else {})}
        if "hendt_fra" in kropp
        else None
    )
    category, injury, grad = texts.KATEGORI[kropp["kategori"]], texts.SKADE[kropp["skade"]], kropp["grad"]
    rows = [
        (N_("Enhet"), node.navn if node else ""),
        (N_("Kategori"), t.text(category)),
        (N_("Alvorlighet"), f"{grad} {t.text(texts.GRAD[grad])}"),
        (N_("Skade"), t.text(injury)),
        (N_("Tid"), tid.shown(nar, t) if nar else t.text(N_("ikke oppgitt"))),
    ]
    if "sted" in kropp:
        rows.append((N_("Sted"), kropp["sted"]))
    rows.append((N_("Meldt av"), _melder(r, sak, kropp)))
    blocks: list[Block] = [Facts(tuple((t.text(label), value) for label, value in rows)), sitat(kropp["hva"])]
    for key, label in (("strakstiltak", N_("Strakstiltak")), ("forslag", N_("Forslag til tiltak"))):
        if key in kropp:
            blocks += [t.rich(label, tone="small"), sitat(kropp[key])]
    if kropp.get("gjentakelse") == "ja":
        blocks.append(t.rich(N_("Melderen tror det kan skje igjen.")))
    if kropp.get("gjelder_leder"):
        blocks.append(t.rich(N_("Saken gjelder nærmeste leder og skal ikke behandles av vedkommende.")))
    return blocks


def _melder(r: Reader, sak: EksternSak, kropp: Mapping[str, Any]) -> str:
    if sak.kilde == rules.VARDE:
        return "Varde"
    if "melder" in kropp:
        return str(kropp["melder"]["navn"])
    unnamed = N_("fortrolig") if sak.fortrolig else N_("en person som ikke står i katalogen")
    return r.t.text(unnamed)
