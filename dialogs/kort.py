"""A case as a card: the reporter's receipt, and what each reader may see and press (domain/avvik.md 5 and 8)."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dialogs import fortalt, knapper, kortbilder, kortdeler, pliktkort, texts, tid
from dialogs.context import Reader
from dialogs.contract import Block, Button, Facts, Message, Paragraph, Reply, Run
from dialogs.i18n import N_
from dialogs.kortdeler import navn as _name
from dialogs.kortdeler import sitat
from hms.arshjul.model import Oppgave
from hms.avvik import flyt, innsyn, klokke, lister, queries, rules
from hms.avvik.model import Avvik
from hms.kit.klokke import oslo_date
from hms.organisasjon import queries as org
from hms.tiltak.model import Tiltak, Uavklart

DELER: tuple[tuple[str, Callable[[Reader, Avvik], list[Block]]], ...] = (
    ("vurdering", kortdeler.vurdering),
    ("tiltak", kortdeler.tiltakene),
    ("meldinger", kortdeler.meldinger),
    ("avslutning", kortdeler.avslutning),
)


def kvittering(r: Reader, avvik: Avvik) -> Message:
    """The receipt: the case number, who has it, and by when (messages.md 7)."""
    t = r.t
    who = _name(r, avvik.behandler_id) or fortalt.siste(r, avvik)
    has = N_(
        "Meldingen er mottatt som sak **{saksnr}**. {leder} skal ha sett saken innen {sett} og vurdert den innen {vurdert}."
    )
    nobody = N_(
        "Meldingen er mottatt som sak **{saksnr}**. Ingen har rollen som behandler den ennå. Den skal være sett innen {sett} og vurdert innen {vurdert}."
    )
    blocks: list[Block] = [
        t.rich(
            has if who else nobody,
            saksnr=avvik.nummer,
            leder=who,
            sett=frist_mottatt(r, avvik),
            vurdert=t.day(avvik.frist_vurdert, r.today),
        )
    ]
    urgent = avvik.grad == rules.KRITISK
    others = fortalt.rollene(r, queries.fortalte(r.session, avvik, r.today)) if urgent else fortalt.kopi(r, avvik)
    told = N_("{hvem} får også beskjed nå.") if urgent else N_("{hvem} får også beskjed.")
    follow = t.text(N_("Du får vite når noe skjer, og kan følge saken her."))
    said = f"{t.text(told, hvem=others)} {follow}" if others else follow
    blocks.append(Paragraph((Run(said),)))
    return Message(tuple(blocks), knapper.for_sak(r, avvik, frozenset({flyt.MELDER})), summary=summary(r, avvik))


def sak(r: Reader, avvik: Avvik) -> Message | None:
    """The case as this reader may see it; None for somebody who may not see it at all."""
    relasjoner = queries.relasjoner(r.session, avvik, r.leser, r.today)
    if not flyt.ser(relasjoner, avvik.status):
        return skjermet(r, avvik, status=True) if flyt.kan(relasjoner, "se_status", avvik.status) else None
    fields = rules.innsyn(relasjoner, fortrolig=avvik.fortrolig, skjermet=avvik.skjermede_felt)
    handler = flyt.har_rett(relasjoner, "bekreft")
    new = avvik.status in flyt.UBEKREFTET - {flyt.GJENAPNET} and (handler or flyt.MELDER not in relasjoner)
    blocks: list[Block] = [*_head(r, avvik, handler=handler, new=new), Facts(tuple(fakta(r, avvik, fields)))]
    blocks += _innhold(r, avvik, fields)
    blocks += pliktkort.sjekkliste(r, avvik, relasjoner)
    blocks += _hvorfor(r, avvik, relasjoner, fields)
    buttons = (
        *knapper.for_sak(r, avvik, relasjoner),
        *pliktkort.forste(r, avvik, relasjoner),
        *kortbilder.knapper(r, avvik, blocks),
    )
    return Message(tuple(blocks), buttons, summary=summary(r, avvik))


def _innhold(r: Reader, avvik: Avvik, fields: frozenset[str]) -> list[Block]:
    """What was written, and what has been done, as far as these fields go."""
    blocks: list[Block] = []
    if "hva" in fields:
        blocks += hva(r, avvik)
    if "mer" in fields:
        blocks.extend(mer(r, avvik))
    if "tillegg" in fields:
        blocks.extend(sitat(row.tekst) for row in queries.tillegg(r.session, avvik.id or 0))
    if "vedlegg" in fields:
        blocks.extend(kortbilder.bilder(r, avvik))
    for felt, part in DELER:
        if felt in fields:
            blocks.extend(part(r, avvik))
    return blocks


def hva(r: Reader, avvik: Avvik) -> list[Block]:
    """What happened; what Varde reported by itself says on what ground, and who was to do it (6.3.5-4)."""
    tiltak = r.session.get(Tiltak, avvik.tiltak_id) if avvik.tiltak_id is not None else None
    if tiltak is None:
        return [*_forslag(r, avvik), sitat(avvik.hva)]
    text = N_(
        "Meldt av Varde på grunnlag av punkt 6.3.5 i HMS-dokumentet: Dette tiltaket fra vernerunden var ikke utført to uker etter fristen {frist}. Ansvarlig: {navn}. Status nå: {status}."
    )
    said = r.t.rich(
        text,
        frist=r.t.day(tiltak.frist, r.today),
        navn=_name(r, tiltak.ansvarlig_id) or "",
        status=r.t.text(texts.TILTAK[tiltak.status]).lower(),
    )
    return [said, sitat(avvik.hva)]


def _forslag(r: Reader, avvik: Avvik) -> list[Block]:
    """What a leader let Varde report (T-47): on what ground."""
    slag, _, rad = (avvik.gjelder or "").partition(":")
    if slag == "uavklart" and (row := r.session.get(Uavklart, int(rad))) is not None:
        ground = N_(
            "Meldt av Varde etter ja fra lederen, på grunnlag av punkt 6.3.5 i HMS-dokumentet: Dette tiltaket fra vernerunden hadde stått uten ansvarlig eller frist siden {dag}."
        )
        return [r.t.rich(ground, dag=r.t.day(row.fra, r.today))]
    if slag == "oppgave" and (oppgave := r.session.get(Oppgave, int(rad))) is not None:
        ground = N_(
            "Meldt av Varde etter ja fra lederen, på grunnlag av punkt 6.3.5 i HMS-dokumentet: Vernerunden var ikke ført som holdt innen fristen {dag}."
        )
        return [r.t.rich(ground, dag=r.t.day(oppgave.frist, r.today))]
    return []


def _hvorfor(r: Reader, avvik: Avvik, relasjoner: frozenset[str], fields: frozenset[str]) -> list[Block]:
    """Why this reader gets it: the requirement behind it."""
    t = r.t
    if "har_sett" in fields:
        return [_har_sett(r, avvik)]
    if flyt.BEHANDLER in relasjoner:
        return [t.rich(N_("Du får dette fordi du behandler saken. Krav 7-AL-7."), tone="small")]
    if flyt.har_rett(relasjoner, "bekreft"):
        return [t.rich(N_("Du får dette fordi du leder den som behandler saken. Krav 7-AL-7."), tone="small")]
    if flyt.VERNEOMBUD in relasjoner:
        return [t.rich(N_("Du får kopi fordi du er verneombud. Krav 5.0-6 og 6.3.4-2."), tone="small")]
    if flyt.MELDER not in relasjoner:
        return [t.rich(N_("Du får beskjed på grunn av alvorligheten eller kategorien. Krav 6.1-11."), tone="small")]
    return []


def neste_frist(r: Reader, avvik: Avvik) -> str | None:
    """The deadline that the case waits for now, in words; None when it waits for none."""
    match queries.port(avvik):
        case "mottatt":
            return frist_mottatt(r, avvik)
        case "vurdert":
            return r.t.day(avvik.frist_vurdert, r.today)
        case "lukket" if (lukket := klokke.frist_lukket(r.session, avvik)) is not None:
            return r.t.day(lukket, r.today)
    return None


def stengt(r: Reader, avvik: Avvik) -> Message:
    """What stands instead of a case that this reader may no longer see."""
    text = N_("Sak {saksnr} er ikke lenger åpen for deg.")  # the same, whether it was sent on or is about the reader
    if avvik.status == flyt.SKJERMET:
        text = N_("Sak {saksnr} er skjermet.")
    return Message((r.t.rich(text, saksnr=avvik.nummer),))


def skjermet(r: Reader, avvik: Avvik, *, status: bool = False) -> Message:
    """What the reporter of a restricted case is told; with `status`, where it stands as well, for it is his or hers to follow."""
    t = r.t
    rows = (
        (t.text(N_("Status")), t.text(texts.STATUS[avvik.status])),
        (t.text(N_("Meldt")), t.day(oslo_date(avvik.meldt_at), r.today)),
    )
    blocks = (*((Facts(rows),) if status else ()), *kortdeler.skjermet(r, avvik))
    link = r.kommune.varsling_kanal_url
    buttons = (Button(t.text(N_("Til varslingskanalen")), url=link),) if link else ()
    return Message(blocks, buttons, summary=summary(r, avvik))


@dataclass(frozen=True)
class Liste:
    """A list, what it was asked for (`params` of the notice «avvik_liste»), and the ids of the cases that stand on it."""

    message: Message
    params: Mapping[str, Any] = field(default_factory=dict)
    saker: tuple[int, ...] = ()


def liste(found: Liste) -> Reply:
    """A list as a card of its own, so that a case that is closed to its reader later can be taken out of it (avvik.md 8)."""
    if not found.saker:
        return Reply(found.message)
    return Reply(found.message, card=lister.kort(found.params, found.saker), notice=(lister.NOTICE, found.params))


def vist(avvik: Avvik, card: Message) -> Reply:
    """A case that somebody asked to see, as a card of its own: it is kept up to date, and can be written over."""
    key = f"avvik:{avvik.id}:vist:{secrets.token_hex(4)}"
    return Reply(card, card=key, notice=("avvik_kort", {"avvik": avvik.id}))


def om(avvik: Avvik, said: Message) -> Reply:
    """Something said of a case that names people: it can be written over, when the case is closed to its reader or a name is erased."""
    return Reply(said, card=f"om-avvik:{avvik.id}:sagt:{secrets.token_hex(4)}")


def summary(r: Reader, avvik: Avvik) -> str:
    """What a notification shows: the number, and nothing of the content."""
    return r.t.text(N_("{saksnr}: Ny melding fra Varde"), saksnr=avvik.nummer)


def se_saken(r: Reader, avvik: Avvik) -> Button:
    """The button that shows the case as it is now."""
    return Button(r.t.text(N_("Se saken")), {"action": "avvik", "do": "se", "avvik": avvik.id, "token": ""})


def frist_mottatt(r: Reader, avvik: Avvik) -> str:
    """«onsdag 25. november», with the time of day when the deadline is counted in hours."""
    by_hour = "timer" in rules.grad_data(avvik.grad)["mottatt"]
    return r.t.moment(avvik.frist_mottatt, r.today) if by_hour else r.t.day(oslo_date(avvik.frist_mottatt), r.today)


def _head(r: Reader, avvik: Avvik, *, handler: bool, new: bool) -> list[Block]:
    t = r.t
    node = org.node(r.session, avvik.node_id)
    enhet = node.navn if node else ""
    blocks: list[Block] = []
    if handler and avvik.grad == rules.KRITISK:
        blocks.append(
            t.rich(
                N_(
                    "**Kritisk hendelse i {enhet}.** Er noen omkommet eller alvorlig skadet, skal arbeidsgiver ringe "
                    "Arbeidstilsynet ({telefon}) og politiet (112) straks. Arbeidsgiver skal bekrefte det skriftlig etterpå, og verneombudet skal ha kopi."
                ),
                tone="emergency",
                enhet=enhet,
                telefon=r.kommune.telefon_ulykke or "–",
            )
        )
    title = N_("Nytt avvik {saksnr}") if new else N_("Avvik {saksnr}")
    blocks.append(t.rich(title, tone="heading", saksnr=avvik.nummer))
    if avvik.mottatt_at is not None:
        blocks.append(
            t.rich(
                N_("{navn} bekreftet mottak {tid}."),
                navn=_name(r, avvik.mottatt_av) or "",
                tid=t.moment(avvik.mottatt_at, r.today),
            )
        )
    elif handler and avvik.status in flyt.UBEKREFTET:
        blocks.append(t.rich(N_("Bekreft mottak innen **{frist}**."), frist=frist_mottatt(r, avvik)))
    return blocks


def fakta(r: Reader, avvik: Avvik, fields: frozenset[str]) -> list[tuple[str, str]]:
    """The case in labelled values, as far as these fields go."""
    t = r.t
    node = org.node(r.session, avvik.node_id)
    nar = {"fra": avvik.hendt_fra, **({"til": avvik.hendt_til} if avvik.hendt_til else {})} if avvik.hendt_fra else None
    rows = [
        (N_("Status"), t.text(texts.STATUS[avvik.status])),
        (N_("Enhet"), node.navn if node else ""),
        (N_("Kategori"), _kategori(r, avvik)),
        (N_("Alvorlighet"), f"{avvik.grad} {t.text(texts.GRAD[avvik.grad])}"),
    ]
    if "nar" in fields and nar:
        rows.append((N_("Tid"), tid.shown(nar, t)))
    if "sted" in fields and avvik.sted:
        rows.append((N_("Sted"), avvik.sted))
    if "skade" in fields:
        rows.append((N_("Skade"), t.text(texts.SKADE[avvik.skade])))
    if "melder" in fields:
        name = reporter_name(r, avvik)
        if avvik.fortrolig:
            name = t.text(N_("{navn} (fortrolig, bare behandleren ser navnet)"), navn=name)
        rows.append((N_("Meldt av"), name))
    rows.append((N_("Behandler"), _name(r, avvik.behandler_id) or t.text(N_("ingen ennå"))))
    if avvik.mottatt_at is None and avvik.status in flyt.UBEKREFTET:
        rows.append((N_("Frist for mottak"), frist_mottatt(r, avvik)))
    rows += _frister(r, avvik)
    shown = [(t.text(label), value) for label, value in rows]
    return [*shown, *kortdeler.droftet(r, avvik)] if "vurdering" in fields else shown


def _kategori(r: Reader, avvik: Avvik) -> str:
    name = r.t.text(texts.KATEGORI[avvik.kategori])
    return f"{name}: {r.t.text(texts.UNDERKATEGORI[avvik.underkategori])}" if avvik.underkategori else name


def _frister(r: Reader, avvik: Avvik) -> list[tuple[str, str]]:
    """What the open case has to reach, and by which day."""
    rows: list[tuple[str, str]] = []
    if avvik.status not in flyt.APNE:
        return rows
    if avvik.vurdert_at is None:
        rows.append((N_("Frist for vurdering"), r.t.day(avvik.frist_vurdert, r.today)))
    lukket = klokke.frist_lukket(r.session, avvik)
    if lukket is not None:
        rows.append((N_("Frist for lukking eller plan"), r.t.day(lukket, r.today)))
    return rows


def mer(r: Reader, avvik: Avvik) -> list[Block]:
    """What the reporter and the handler have added to what happened."""
    blocks: list[Block] = []
    more = (
        (N_("Strakstiltak"), avvik.strakstiltak),
        (N_("Forslag til tiltak"), avvik.forslag),
        (N_("Sendt videre fordi"), avvik.videresendt_fordi),
    )
    for label, value in more:
        if value:
            blocks += [r.t.rich(label, tone="small"), sitat(value)]
    if avvik.gjentakelse == "ja":
        blocks.append(r.t.rich(N_("Melderen tror det kan skje igjen.")))
    return blocks


def reporter_name(r: Reader, avvik: Avvik) -> str:
    """The reporter's name, or what stands for it."""
    if avvik.kilde == flyt.ANONYM:
        return r.t.text(N_("anonym, og kan bare se statusen og svaret ditt"))
    if avvik.kilde != flyt.MELDER:
        return "Varde"
    reporter = queries.melder(r.session, avvik)
    if reporter is None:
        return r.t.text(N_("navnet er slettet"))
    if reporter.person_id is not None:
        return _name(r, reporter.person_id) or ""
    return r.t.text(N_("en person som ikke står i katalogen"))


def _har_sett(r: Reader, avvik: Avvik) -> Block:
    names = ", ".join(person.navn for person in innsyn.har_sett(r.session, avvik)) or r.t.text(N_("ingen"))
    return r.t.rich(N_("Har hatt innsyn før saken ble skjermet: {navn}."), tone="small", navn=names)
